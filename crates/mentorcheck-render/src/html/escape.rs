//! How words get into the page: nothing of them is taken for markup, moves a cursor or turns the
//! direction of writing.

use std::fmt::Write;

use minijinja::{Error, Output, State, Value};

use mentorcheck_core::{
    diagnostic::{Severity, SuppressionSource},
    eval::Answer,
    sanitize::push_sanitized,
};

/// Writes a value of a template: escaped, unless a filter or macro has made HTML of it.
pub(crate) fn write_value(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let written = match value.as_str() {
        Some(html) if value.is_safe() => out.write_str(html),
        Some(words) => out.write_str(&escaped(words)),
        None => out.write_str(&escaped(&value.to_string())),
    };
    Ok(written?)
}

/// The filter for words in which names of fields and values stand between backticks.
pub(crate) fn prose(words: &str) -> Value {
    let last = words.matches('`').count();
    let mut out = String::with_capacity(words.len());
    for (number, part) in words.split('`').enumerate() {
        if number % 2 == 1 && number < last {
            out.extend(["<code>", &escaped(part), "</code>"]);
        } else {
            // A backtick without its other half is one.
            out.extend([if number % 2 == 1 { "`" } else { "" }, &escaped(part).replace('\n', "<br>")]);
        }
    }
    Value::from_safe_string(out)
}

/// The filter for lines of a file, in which a tab stays a tab.
pub(crate) fn excerpt(words: &str) -> Value {
    Value::from_safe_string(words.split('\t').map(escaped).collect::<Vec<_>>().join("\t"))
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for ch in words.chars() {
        if matches!(ch, '<' | '>' | '&' | '"' | '\'') {
            let _ = write!(out, "&#{};", u32::from(ch));
        } else {
            push_sanitized(ch, &mut out);
        }
    }
    out
}

/// How many there are of something.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Where an answer stands when answers are put in order: what needs to be looked at first.
pub(crate) const fn rank(answer: Answer) -> u8 {
    match answer {
        Answer::Refuted => 0,
        Answer::Contradictory => 1,
        Answer::Open => 2,
        Answer::Shown => 3,
    }
}

/// A severity at the head of a finding.
pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    }
}

/// Who excuses a finding.
pub(crate) const fn excused_by(by: SuppressionSource) -> &'static str {
    match by {
        SuppressionSource::Comment => "a comment in the description",
        SuppressionSource::Configuration => "the configuration",
        SuppressionSource::Baseline => "the baseline",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_become_markup() {
        for (words, plain, prose) in [
            ("a `b` c", "a `b` c", "a <code>b</code> c"),
            ("`<b>` & `\"`", "`&#60;b&#62;` &#38; `&#34;`", "<code>&#60;b&#62;</code> &#38; <code>&#34;</code>"),
            ("one ` only <i>", "one ` only &#60;i&#62;", "one ` only &#60;i&#62;"),
            ("`a` and `", "`a` and `", "<code>a</code> and `"),
            ("a\nb", "a\nb", "a<br>b"),
            ("\u{1b}[31m\u{202e}é", "\\u{1b}[31m\\u{202e}é", "\\u{1b}[31m\\u{202e}é"),
        ] {
            assert_eq!((escaped(words), super::prose(words).to_string()), (plain.into(), prose.into()));
        }
    }
}
