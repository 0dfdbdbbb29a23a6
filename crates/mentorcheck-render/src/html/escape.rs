//! HTML escaping: no text becomes markup, moves the cursor or changes the direction of writing.

use std::fmt::Write;

use minijinja::{Error, Output, State, Value};

use mentorcheck_core::{
    catalogue::message,
    diagnostic::Severity,
    eval::Answer,
    sanitize::{marked_chars, push_marked},
};

/// The place of a programme's number in its texts, and of what the inputs have in the page. No text has these characters:
/// they are escaped in what comes from files, and templates have none.
pub(crate) const NUMBER: &str = "\u{1}";
pub(crate) const HOLE: &str = "\u{2}";

/// The anchor of a programme whose number is not yet known.
pub(crate) fn anchor() -> String {
    format!("p{NUMBER}")
}

/// Template formatter: escapes every value except HTML made by a filter or macro.
pub(crate) fn write_value(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let written = match value.as_str() {
        Some(html) if value.is_safe() => out.write_str(html),
        Some(text) => out.write_str(&escape(text)),
        None => out.write_str(&escape(&value.to_string())),
    };
    Ok(written?)
}

/// Template filter for text with field names and values in backticks.
pub(crate) fn render_inline_code(text: &str) -> Value {
    let last = text.matches('`').count();
    let mut out = String::with_capacity(text.len());
    for (index, segment) in text.split('`').enumerate() {
        if index % 2 == 1 && index < last {
            out.extend(["<code>", &escape(segment), "</code>"]);
        } else {
            // An unpaired backtick is literal.
            out.extend([if index % 2 == 1 { "`" } else { "" }, &escape(segment).replace('\n', "<br>")]);
        }
    }
    Value::from_safe_string(out)
}

/// Template filter for source lines, in which tabs are kept.
pub(crate) fn escape_source_line(text: &str) -> Value {
    Value::from_safe_string(text.split('\t').map(escape).collect::<Vec<_>>().join("\t"))
}

pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (_, ch, escaped) in marked_chars(text) {
        if matches!(ch, '<' | '>' | '&' | '"' | '\'') {
            let _ = write!(out, "&#{};", u32::from(ch));
        } else {
            push_marked(ch, escaped, &mut out);
        }
    }
    out
}

/// Sort rank of an answer: what needs attention first.
pub(crate) const fn sort_rank(answer: Answer) -> u8 {
    match answer {
        Answer::Refuted => 0,
        Answer::Contradictory => 1,
        Answer::Open => 2,
        Answer::Shown => 3,
    }
}

pub(crate) fn severity_title(severity: Severity) -> String {
    message(match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup() {
        for (text, plain, prose) in [
            ("a `b` c", "a `b` c", "a <code>b</code> c"),
            ("`<b>` & `\"`", "`&#60;b&#62;` &#38; `&#34;`", "<code>&#60;b&#62;</code> &#38; <code>&#34;</code>"),
            ("one ` only <i>", "one ` only &#60;i&#62;", "one ` only &#60;i&#62;"),
            ("`a` and `", "`a` and `", "<code>a</code> and `"),
            ("a\nb", "a\nb", "a<br>b"),
            ("\u{1b}[31m\u{202e}é", "\\u{1b}[31m\\u{202e}é", "\\u{1b}[31m\\u{202e}é"),
        ] {
            assert_eq!((escape(text), render_inline_code(text).to_string()), (plain.into(), prose.into()));
        }
    }
}
