//! Errors in inputs, before any schema applies.

use crate::{binary_format::BinaryFormat, source_file::Span};

/// An error in an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    pub kind: ParseErrorKind,
    /// The index of the document in the file, from 0.
    pub document: usize,
    /// `None` if the input could not be read at all.
    pub span: Option<Span>,
    /// Another place that has to do with it.
    pub related: Option<(Span, Relation)>,
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

/// What is wrong, for programs; what reports say is in the messages of `mentorcheck-core`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseErrorKind {
    /// An I/O error.
    #[error("unreadable: {reason}")]
    Unreadable {
        /// The message of the operating system.
        reason: String,
    },
    /// Not a regular file, and nothing can be read from it.
    #[error("not a file: {0:?}")]
    NotAFile(FileType),
    /// More than [`crate::MAX_BYTES`].
    #[error("more than {limit} bytes")]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    #[error("not UTF-8")]
    NotUtf8,
    /// A known binary format.
    #[error("binary: {format:?}")]
    Binary {
        /// The name of the file.
        name: String,
        format: BinaryFormat,
    },
    /// A workbook or table that holds no form.
    #[error("not a form")]
    NotAForm,
    /// A form that cannot be read.
    #[error("form: {what}")]
    Form {
        /// A sentence about the file.
        what: String,
        advice: String,
    },
    /// No documents, or only empty ones.
    #[error("empty")]
    Empty,
    #[error("syntax: {0:?}")]
    Syntax(SyntaxProblem),
    /// An unquoted `?` as a value.
    #[error("question mark")]
    QuestionMark {
        /// The key of the value, if there is one.
        key: Option<String>,
    },
    /// Deeper than [`crate::MAX_DEPTH`].
    #[error("more than {limit} levels")]
    TooDeep {
        /// In levels.
        limit: usize,
    },
    /// More than [`crate::MAX_NODES`], aliases written out.
    #[error("more than {limit} values")]
    TooManyValues {
        limit: usize,
        /// Whether the limit is exceeded only with aliases expanded.
        referred: bool,
    },
    /// Texts of more than [`crate::MAX_BYTES`], aliases written out.
    #[error("more than {limit} bytes with aliases written out")]
    ExpandedTooLarge {
        /// In bytes.
        limit: u64,
    },
    /// More than [`crate::MAX_DOCUMENTS`].
    #[error("more than {limit} documents")]
    TooManyDocuments { limit: usize },
    #[error("duplicate key: {key}")]
    DuplicateKey { key: String },
    #[error("key not text: {key:?}")]
    NonStringKey { key: NonStringKey },
    /// A merge key, `<<`.
    #[error("merge key")]
    MergeKey,
    /// A tag, `!name`.
    #[error("tag: {tag}")]
    Tag {
        /// As written in the file.
        tag: String,
    },
    /// An alias without an anchor before it.
    #[error("unknown alias: {name}")]
    UnknownAlias {
        /// The name without its `*`.
        name: String,
    },
    /// An alias within the node that it refers to.
    #[error("recursive alias: {alias}")]
    RecursiveAlias {
        /// As written in the file.
        alias: String,
    },
}

/// What is wrong with the syntax of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxProblem {
    ControlCharacter,
    /// A plain text begins with a character that has a meaning of its own.
    FirstCharacter(char),
    /// A plain text begins with `?` and a space.
    FirstQuestionMark,
    BracketOfOtherSort {
        open: char,
        close: char,
    },
    /// A `:` where none can be.
    Colon {
        /// The bracket before it that is not closed.
        open_bracket: Option<char>,
    },
    Tab,
    QuoteNotClosed,
    /// A quoted text goes on after its closing quotation mark.
    TextAfterQuote {
        quote: Quote,
        within_brackets: bool,
    },
    BracketNotClosed,
    BracketClosesNothing,
    Indentation,
    /// A line of a text in quotes is not indented far enough.
    IndentationOfText,
    /// A line within brackets is not indented far enough.
    IndentationInBrackets,
    KeyExpected,
    /// A `-` is missing, or is where none can be.
    Dash,
    Escape,
    ByteOrderMark,
    /// A plain text begins with `>` or `|`.
    FirstBlockMark,
    /// A plain text begins with `&` or `*`.
    FirstReferenceMark,
    CommentTooNear,
    DocumentEnd,
    Other {
        /// The description of the parser.
        description: String,
    },
}

/// The marks around a quoted text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quote {
    Single,
    Double,
}

/// How another place has to do with an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The bracket there is not closed.
    OpenBracket,
    /// What an alias refers to begins there.
    Referent,
    /// The same key, for the first time.
    FirstKey,
    /// The value there is used here by an alias.
    AliasedValue,
    /// An alias there uses the value.
    Alias,
}

/// What is in the place of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileType {
    Folder,
    Device,
    Socket,
    Pipe,
    /// A pipe that no process writes to.
    SilentPipe,
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
            Self::Unreadable { .. } | Self::NotAFile(_) => "source/unreadable",
            Self::TooLarge { .. } => "source/too-large",
            Self::NotAForm => "form/not-a-form",
            Self::Form { .. } => "form/unreadable",
            Self::NotUtf8 => "source/not-utf8",
            Self::Binary { .. } => "source/not-text",
            Self::Empty => "source/empty",
            Self::Syntax(_) | Self::QuestionMark { .. } => "source/syntax",
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
}
