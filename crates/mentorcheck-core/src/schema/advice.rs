//! Advice on a mistake, and text edits that correct it.

use std::fmt;

use mentorcheck_yaml::Span;

/// What to write instead of a mistake.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advice {
    /// One or more sentences.
    pub text: String,
    /// What is allowed here.
    pub options: Vec<Choice>,
    /// More about what is allowed, after the options.
    pub note: String,
    /// The option that was meant, where there is no reasonable doubt.
    pub correction: Option<String>,
}

/// Something that is allowed in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What to write.
    pub name: String,
    /// What it means; empty where the schema does not say.
    pub title: String,
}

impl<T: Into<String>> From<T> for Advice {
    fn from(text: T) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, options, note, .. } = self;
        formatter.write_str(text)?;
        if options.is_empty() {
            return Ok(());
        }
        if options.iter().all(|option| option.title.is_empty()) {
            let names: Vec<&str> = options.iter().map(|option| option.name.as_str()).collect();
            return write!(formatter, "Allowed here: {}.{note}", names.join(", "));
        }
        formatter.write_str("Allowed here:")?;
        options.iter().try_for_each(|Choice { name, title }| write!(formatter, "\n  {name}: {title}"))?;
        formatter.write_str(note)
    }
}

/// Text edits that together correct one mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The edits; their spans do not overlap.
    pub edits: Vec<TextEdit>,
    /// What it does, as a clause: "mentr is now mentor".
    pub summary: String,
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
