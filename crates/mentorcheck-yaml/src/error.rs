//! What can be wrong with an input before anybody asks what it says.

use crate::source_file::Span;

/// One mistake in an input, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceError {
    /// What is wrong.
    pub problem: Problem,
    /// Which document of the file it is in, from 0.
    pub document: usize,
    /// Where; none when the input could not be read at all.
    pub span: Option<Span>,
    /// A second place that belongs to it, with what stands there.
    pub related: Option<(Span, &'static str)>,
}

/// The longest name that a message repeats, in characters. What stands there is shown anyway.
const LONGEST: usize = 80;

/// The beginning of a name that may be as long as its writer likes.
pub(crate) fn in_short(name: &str) -> String {
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// The kinds of mistake. The message says what is wrong, [`Problem::help`] what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The operating system gave no content.
    #[error("the file cannot be read: {reason}")]
    Unreadable {
        /// In the system's words.
        reason: String,
    },
    /// Something that is no file, and from which nothing comes.
    #[error("there is nothing to read: it is {what}")]
    NoFile {
        /// What it is.
        what: &'static str,
    },
    /// More than [`crate::MAX_BYTES`].
    #[error("the file is larger than {} MB, far more than a description needs", .limit / 1_048_576)]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// Not Unicode text.
    #[error("the file is not text in UTF-8 from here on")]
    NotUtf8,
    /// A file of another program.
    #[error("{name} is {kind}. A description is a text file.")]
    Binary {
        /// The file's name.
        name: String,
        /// What it is.
        kind: &'static str,
    },
    /// No document, or nothing but empty ones.
    #[error("the file is empty, or holds nothing but comments")]
    Empty,
    /// The YAML parser cannot go on.
    #[error("{what}")]
    Syntax {
        /// What is wrong, in plain words.
        what: String,
        /// What to write instead.
        advice: String,
    },
    /// `?` without quotation marks where a value belongs.
    #[error("YAML cannot read a question mark on its own")]
    QuestionMark {
        /// The key before it, if there is one.
        key: Option<String>,
    },
    /// Deeper than [`crate::MAX_DEPTH`].
    #[error("the text is nested more than {limit} levels deep")]
    TooDeep {
        /// The limit, in levels.
        limit: usize,
    },
    /// More than [`crate::MAX_NODES`], aliases written out.
    #[error("{}the text has more than {limit} values", if *.referred { "with its `*` references written out, " } else { "" })]
    TooMany {
        /// The limit, in values.
        limit: usize,
        /// Whether it is the references that make it so many.
        referred: bool,
    },
    /// Texts of more than [`crate::MAX_BYTES`], aliases written out.
    #[error("with its `*` references written out, the text is larger than {} MB", .limit / 1_048_576)]
    TooMuchText {
        /// The limit, in bytes.
        limit: u64,
    },
    /// More than [`crate::MAX_DOCUMENTS`].
    #[error("the file holds more than {limit} documents; from here on they are not read")]
    TooManyDocuments {
        /// The limit, in documents.
        limit: usize,
    },
    /// The same key twice in one mapping.
    #[error("`{key}` stands here twice")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A key that is no text.
    #[error("{}", match .key { NotText::Nothing => "nothing stands before this `:`", _ => "this key is not text" })]
    KeyNotText {
        /// What it is.
        key: NotText,
    },
    /// `<<`.
    #[error("`<<` (a merge key) is not read here")]
    MergeKey,
    /// `!something`.
    #[error("`{tag}` (a tag) is not read here")]
    Tag {
        /// The tag as it stands in the file.
        tag: String,
    },
    /// `*name` without `&name` before it.
    #[error("`*{name}` refers to nothing: no `&{name}` stands before it")]
    UnknownAlias {
        /// The name without its `*`.
        name: String,
    },
    /// `*name` inside what `&name` marks.
    #[error("`{alias}` refers to the very part that it stands in")]
    RecursiveAlias {
        /// The reference as it stands in the file.
        alias: String,
    },
}

/// What stands where a key belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// Nothing.
    Nothing,
    /// A number, a truth value or a reference.
    Value,
    /// A list or a mapping.
    Part,
}

impl Problem {
    /// The stable code under which reports list it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } | Self::NoFile { .. } => "source/unreadable",
            Self::TooLarge { .. } => "source/too-large",
            Self::NotUtf8 => "source/not-utf8",
            Self::Binary { .. } => "source/not-text",
            Self::Empty => "source/empty",
            Self::Syntax { .. } | Self::QuestionMark { .. } => "source/syntax",
            Self::TooDeep { .. } => "source/too-deep",
            Self::TooMany { .. } | Self::TooMuchText { .. } | Self::TooManyDocuments { .. } => "source/too-many-values",
            Self::DuplicateKey { .. } => "source/duplicate-key",
            Self::KeyNotText { .. } => "source/key-not-text",
            Self::MergeKey => "source/merge-key",
            Self::Tag { .. } => "source/tag",
            Self::UnknownAlias { .. } => "source/unknown-alias",
            Self::RecursiveAlias { .. } => "source/recursive-alias",
        }
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Unreadable { .. } => "Check the path and the permission to read it.".into(),
            Self::NoFile { .. } => "Name the file that holds the description, or give its text by standard input, as `-`.".into(),
            Self::TooManyDocuments { .. } => "Put the other programmes into a file of their own.".into(),
            Self::TooLarge { .. } | Self::TooMany { referred: false, .. } => {
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
            Self::Syntax { advice, .. } => advice.clone(),
            Self::TooDeep { .. } => {
                "A description needs no more than five levels: check for brackets or indentation that run away.".into()
            }
            Self::TooMany { referred: true, .. } | Self::TooMuchText { .. } => {
                "Write the values out instead of repeating `*` references to references.".into()
            }
            Self::DuplicateKey { key } => {
                format!("Keep one `{key}`; if both say something, put it together under one.")
            }
            Self::KeyNotText { key: NotText::Nothing } => "Write a name before the `:`.".into(),
            Self::KeyNotText { key: NotText::Value } => "Put the key in quotes, or write a word.".into(),
            Self::KeyNotText { key: NotText::Part } => {
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
