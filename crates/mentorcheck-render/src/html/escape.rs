//! How words get into the page: nothing of them is taken for markup, moves a cursor or turns the
//! direction of writing.

use std::{
    borrow::Cow,
    fmt::{self, Display},
};

use askama::filters::{Escaper, Html, HtmlSafe};

use mentorcheck_core::{
    diagnostic::{ExcusedBy, Severity},
    eval::{Answer, Standing},
    sanitize::sanitize,
};

/// Words as they are.
#[derive(Debug, Clone)]
pub(crate) struct Plain<'r>(Cow<'r, str>);

/// Words in which names of fields and values stand between backticks.
#[derive(Debug, Clone)]
pub(crate) struct Prose<'r>(Cow<'r, str>);

impl<'r> From<&'r str> for Plain<'r> {
    fn from(words: &'r str) -> Self {
        Self(words.into())
    }
}

impl From<String> for Plain<'_> {
    fn from(words: String) -> Self {
        Self(words.into())
    }
}

impl<'r> From<&'r str> for Prose<'r> {
    fn from(words: &'r str) -> Self {
        Self(words.into())
    }
}

impl From<String> for Prose<'_> {
    fn from(words: String) -> Self {
        Self(words.into())
    }
}

// Both write what is escaped already.
impl HtmlSafe for Plain<'_> {}
impl HtmlSafe for Prose<'_> {}

impl Display for Plain<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        escaped(formatter, &self.0)
    }
}

impl Display for Prose<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.0.matches('`').count();
        for (number, part) in self.0.split('`').enumerate() {
            // A backtick without its other half is one.
            if number % 2 == 1 && number == last {
                formatter.write_str("`")?;
            }
            if number % 2 == 1 && number < last {
                formatter.write_str("<code>")?;
                escaped(formatter, part)?;
                formatter.write_str("</code>")?;
                continue;
            }
            for (line, words) in part.split('\n').enumerate() {
                if line > 0 {
                    formatter.write_str("<br>")?;
                }
                escaped(formatter, words)?;
            }
        }
        Ok(())
    }
}

fn escaped(formatter: &mut fmt::Formatter<'_>, words: &str) -> fmt::Result {
    // Most words are plainly sanitize, and there are many of them.
    let plainly = words.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let words = if plainly { Cow::Borrowed(words) } else { Cow::Owned(sanitize(words)) };
    Html.write_escaped_str(formatter, &words)
}

/// How many there are of something.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The word for a standing.
pub(crate) const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Established => "established",
        Standing::Provisional => "provisional",
        Standing::Open => "open",
        Standing::Unclassified => "unclassified",
        Standing::Contradictory => "contradictory",
    }
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
pub(crate) const fn excused_by(by: ExcusedBy) -> &'static str {
    match by {
        ExcusedBy::Comment => "a comment in the description",
        ExcusedBy::Configuration => "the configuration",
        ExcusedBy::Baseline => "the baseline",
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
            assert_eq!((Plain::from(words).to_string(), Prose::from(words).to_string()), (plain.into(), prose.into()));
        }
    }
}
