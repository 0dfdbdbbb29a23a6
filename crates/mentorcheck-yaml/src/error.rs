//! Errors in inputs, before any schema applies.

use crate::source_file::Span;

/// An error in an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    pub kind: ParseErrorKind,
    /// The index of the document in the file, from 0.
    pub document: usize,
    /// `None` if the input could not be read at all.
    pub span: Option<Span>,
    /// A related span, with a label.
    pub related: Option<(Span, &'static str)>,
}

/// The maximum length of names in messages, in characters. The snippet shows them in full.
const MAX_NAME_LEN: usize = 80;

/// Shortens a name of any length for a message.
pub(crate) fn truncate(name: &str) -> String {
    match name.char_indices().nth(MAX_NAME_LEN) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// What is wrong. The [`Display`](std::fmt::Display) text is the message, [`ParseErrorKind::help`] the advice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseErrorKind {
    /// An I/O error.
    #[error("the file cannot be read: {reason}")]
    Unreadable {
        /// The message of the operating system.
        reason: String,
    },
    /// Not a regular file, and nothing can be read from it.
    #[error("there is nothing to read: it is {what}")]
    NotAFile { what: &'static str },
    /// More than [`crate::MAX_BYTES`].
    #[error("the file is larger than {} MB, far more than a description needs", .limit / 1_048_576)]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    #[error("the file is not text in UTF-8 from here on")]
    NotUtf8,
    /// A known binary format.
    #[error("{name} is {kind}. A description is a text file.")]
    Binary {
        name: String,
        /// A description of the format.
        kind: &'static str,
    },
    /// A workbook or table that holds no form.
    #[error("the file is no filled-in form")]
    NotAForm,
    /// A form that cannot be read.
    #[error("{what}")]
    Form {
        /// A sentence about the file.
        what: String,
        advice: String,
    },
    /// No documents, or only empty ones.
    #[error("the file is empty, or holds nothing but comments")]
    Empty,
    /// A syntax error in the YAML.
    #[error("{what}")]
    Syntax {
        /// The message, in plain language.
        what: String,
        advice: String,
    },
    /// An unquoted `?` as a value.
    #[error("YAML cannot read a question mark on its own")]
    QuestionMark {
        /// The key of the value, if there is one.
        key: Option<String>,
    },
    /// Deeper than [`crate::MAX_DEPTH`].
    #[error("the text is nested more than {limit} levels deep")]
    TooDeep {
        /// In levels.
        limit: usize,
    },
    /// More than [`crate::MAX_NODES`], aliases written out.
    #[error("{}the text has more than {limit} values", if *.referred { "with its `*` references written out, " } else { "" })]
    TooManyValues {
        limit: usize,
        /// Whether the limit is exceeded only with aliases expanded.
        referred: bool,
    },
    /// Texts of more than [`crate::MAX_BYTES`], aliases written out.
    #[error("with its `*` references written out, the text is larger than {} MB", .limit / 1_048_576)]
    ExpandedTooLarge {
        /// In bytes.
        limit: u64,
    },
    /// More than [`crate::MAX_DOCUMENTS`].
    #[error("the file holds more than {limit} documents; from here on they are not read")]
    TooManyDocuments { limit: usize },
    #[error("`{key}` stands here twice")]
    DuplicateKey { key: String },
    #[error("{}", match .key { NonStringKey::Empty => "nothing stands before this `:`", _ => "this key is not text" })]
    NonStringKey { key: NonStringKey },
    /// A merge key, `<<`.
    #[error("`<<` (a merge key) is not read here")]
    MergeKey,
    /// A tag, `!name`.
    #[error("`{tag}` (a tag) is not read here")]
    Tag {
        /// As written in the file.
        tag: String,
    },
    /// An alias without an anchor before it.
    #[error("`*{name}` refers to nothing: no `&{name}` stands before it")]
    UnknownAlias {
        /// The name without its `*`.
        name: String,
    },
    /// An alias within the node that it refers to.
    #[error("`{alias}` refers to the very part that it stands in")]
    RecursiveAlias {
        /// As written in the file.
        alias: String,
    },
}

/// What a key is instead of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NonStringKey {
    Empty,
    /// A number, a Boolean, null or an alias.
    Scalar,
    /// A collection.
    Collection,
}

impl ParseErrorKind {
    /// The stable diagnostic code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } | Self::NotAFile { .. } => "source/unreadable",
            Self::TooLarge { .. } => "source/too-large",
            Self::NotAForm => "form/not-a-form",
            Self::Form { .. } => "form/unreadable",
            Self::NotUtf8 => "source/not-utf8",
            Self::Binary { .. } => "source/not-text",
            Self::Empty => "source/empty",
            Self::Syntax { .. } | Self::QuestionMark { .. } => "source/syntax",
            Self::TooDeep { .. } => "source/too-deep",
            Self::TooManyValues { .. } | Self::ExpandedTooLarge { .. } | Self::TooManyDocuments { .. } => {
                "source/too-many-values"
            }
            Self::DuplicateKey { .. } => "source/duplicate-key",
            Self::NonStringKey { .. } => "source/key-not-text",
            Self::MergeKey => "source/merge-key",
            Self::Tag { .. } => "source/tag",
            Self::UnknownAlias { .. } => "source/unknown-alias",
            Self::RecursiveAlias { .. } => "source/recursive-alias",
        }
    }

    /// How to fix it.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Unreadable { .. } => "Check the path and the permission to read it.".into(),
            Self::NotAFile { .. } => "Name the file that holds the description, or give its text by standard input, as `-`.".into(),
            Self::TooManyDocuments { .. } => "Put the other programmes into a file of their own.".into(),
            Self::TooLarge { .. } | Self::TooManyValues { referred: false, .. } => {
                "Check that this is the right file, and split it if it holds many programmes.".into()
            }
            Self::NotUtf8 => {
                "Save the file again with the encoding UTF-8 (most editors offer it under “Save as”).".into()
            }
            Self::Binary { .. } => {
                "Describe the programme in a text file whose name ends in .yaml. For what it can contain: `mentorcheck schema`."
                    .into()
            }
            Self::QuestionMark { key: Some(key) } => format!(
                "If the answer is still to come, leave it empty or put the mark in quotation marks:\n  {key}:\n  {key}: \"?\""
            ),
            Self::QuestionMark { key: None } => {
                "If the answer is still to come, put the mark in quotation marks:\n  \"?\"".into()
            }
            Self::Empty => "Check that this is the right file, and that it was saved.".into(),
            Self::NotAForm => {
                "A form is made by `mentorcheck form`. A table is read if the first row has the names of its questions.".into()
            }
            Self::Syntax { advice, .. } | Self::Form { advice, .. } => advice.clone(),
            Self::TooDeep { .. } => {
                "A description needs no more than five levels: check for brackets or indentation that run away.".into()
            }
            Self::TooManyValues { referred: true, .. } | Self::ExpandedTooLarge { .. } => {
                "Write the values out instead of repeating `*` references to references.".into()
            }
            Self::DuplicateKey { key } => {
                format!("Keep one `{key}`; if both say something, put it together under one.")
            }
            Self::NonStringKey { key: NonStringKey::Empty } => "Write a name before the `:`.".into(),
            Self::NonStringKey { key: NonStringKey::Scalar } => "Put the key in quotes, or write a word.".into(),
            Self::NonStringKey { key: NonStringKey::Collection } => {
                "A text that begins with `[` or `{` needs quotes. If no text is meant, write one word before each `:`."
                    .into()
            }
            Self::MergeKey => "Write out the entries that it would bring in.".into(),
            Self::Tag { .. } => {
                "A text that begins with `!` needs quotes. If a tag is meant, leave it out; what stands in quotes is read as text."
                    .into()
            }
            Self::UnknownAlias { name } => {
                format!(
                    "A text that begins with `*` needs quotes. If a reference is meant, mark the place that it refers to with `&{name}`, or write the value out."
                )
            }
            Self::RecursiveAlias { .. } => "Write out what is meant instead of the reference.".into(),
        }
    }
}
