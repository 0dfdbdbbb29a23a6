//! Advice on a mistake, and text edits that correct it.

use std::fmt;

use crate::{catalogue::LazyMessage, lazy_message};
use mentorcheck_yaml::Span;

/// What to write instead of a mistake.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Advice {
    /// One or more sentences; may be empty if there are options.
    pub text: LazyMessage,
    /// What is allowed here.
    pub options: Vec<Choice>,
    /// More about what is allowed, in lines after the options.
    pub notes: Vec<LazyMessage>,
    /// The option that was meant, where there is no reasonable doubt.
    pub correction: Option<String>,
}

/// Something that is allowed in a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// What to write.
    pub name: String,
    /// What it means; empty where the schema does not say.
    pub title: String,
}

impl From<LazyMessage> for Advice {
    fn from(text: LazyMessage) -> Self {
        Self { text, ..Self::default() }
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, options, notes, .. } = self;
        text.fmt(formatter)?;
        if options.is_empty() {
            return Ok(());
        }
        if !text.is_empty() {
            formatter.write_str("\n")?;
        }
        if options.iter().all(|option| option.title.is_empty()) {
            let names: Vec<&str> = options.iter().map(|option| option.name.as_str()).collect();
            lazy_message!("advice-allowed", names = names.join(", ")).fmt(formatter)?;
        } else {
            LazyMessage::new("advice-allowed-below").fmt(formatter)?;
            options.iter().try_for_each(|Choice { name, title }| write!(formatter, "\n  {name}: {title}"))?;
        }
        notes.iter().try_for_each(|note| write!(formatter, "\n{note}"))
    }
}

/// Text edits that together correct one mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The edits; their spans do not overlap.
    pub edits: Vec<TextEdit>,
    /// What it does, as a clause: "mentr is now mentor".
    pub summary: LazyMessage,
}

/// The replacement of one span of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

impl Fix {
    /// The text with the edits applied. The spans must lie within it, on character boundaries.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let mut edits: Vec<&TextEdit> = self.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        let mut output = String::with_capacity(text.len());
        let mut end = 0;
        for edit in edits {
            output.push_str(&text[end..edit.span.start]);
            output.push_str(&edit.replacement);
            end = edit.span.end;
        }
        output.push_str(&text[end..]);
        output
    }
}
