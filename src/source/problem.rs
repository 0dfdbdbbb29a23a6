//! What can be wrong with an input before anybody asks what it says.

use granit_parser::ErrorKind;

use super::text::Span;

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

/// The kinds of mistake. The message says what is wrong, [`Problem::help`] what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The operating system gave no content.
    #[error("the file cannot be read: {reason}")]
    Unreadable {
        /// In the system's words.
        reason: String,
    },
    /// More than [`super::MAX_BYTES`].
    #[error("the file is larger than {limit} bytes, far more than a description needs")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// Not Unicode text.
    #[error("the file is not text in UTF-8 from here on")]
    NotUtf8,
    /// No document, or nothing but empty ones.
    #[error("the file is empty: there is no description in it")]
    Empty,
    /// The YAML parser cannot go on.
    #[error("{what}")]
    Syntax {
        /// What is wrong, in plain words.
        what: String,
        /// What to write instead.
        advice: &'static str,
    },
    /// Deeper than [`super::MAX_DEPTH`].
    #[error("the text is nested more than {limit} levels deep")]
    TooDeep {
        /// The limit, in levels.
        limit: usize,
    },
    /// More than [`super::MAX_NODES`], aliases written out.
    #[error("with its `*` references written out, the text has more than {limit} values")]
    TooMany {
        /// The limit, in values.
        limit: usize,
    },
    /// The same key twice in one mapping.
    #[error("`{key}` stands here twice")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A key that is a number, a truth value, empty, a list, a mapping or a reference.
    #[error("this key is not text")]
    KeyNotText,
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

impl Problem {
    /// The stable code under which reports list it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "source/unreadable",
            Self::TooLarge { .. } => "source/too-large",
            Self::NotUtf8 => "source/not-utf8",
            Self::Empty => "source/empty",
            Self::Syntax { .. } => "source/syntax",
            Self::TooDeep { .. } => "source/too-deep",
            Self::TooMany { .. } => "source/too-many-values",
            Self::DuplicateKey { .. } => "source/duplicate-key",
            Self::KeyNotText => "source/key-not-text",
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
            Self::TooLarge { .. } => {
                "Check that this is the right file, and split it if it holds many programmes.".into()
            }
            Self::NotUtf8 => {
                "Save the file again with the encoding UTF-8 (most editors offer it under “Save as”).".into()
            }
            Self::Empty => {
                "Begin with `programme:` and, on the next line, two spaces and `name:` with the programme's name."
                    .into()
            }
            Self::Syntax { advice, .. } => (*advice).into(),
            Self::TooDeep { .. } => {
                "A description needs no more than five levels: check for brackets or indentation that run away.".into()
            }
            Self::TooMany { .. } => "Write the values out instead of repeating `*` references to references.".into(),
            Self::DuplicateKey { key } => {
                format!("Keep one `{key}`; if both say something, put it together under one.")
            }
            Self::KeyNotText => {
                "Put the key in quotes, or write a word: every key is a plain text such as `name`.".into()
            }
            Self::MergeKey => "Write out the entries that it would bring in.".into(),
            Self::Tag { .. } => {
                "Leave the tag out; to make sure that a value is read as text, put it in quotes.".into()
            }
            Self::UnknownAlias { name } => {
                format!(
                    "Write the value out, or mark the place that is meant with `&{name}`. A text that begins with `*` needs quotes."
                )
            }
            Self::RecursiveAlias { .. } => "Write out what is meant instead of the reference.".into(),
        }
    }

    /// The plain words for what the parser found, and the advice that goes with it.
    pub(super) fn from_parser(kind: &ErrorKind) -> Self {
        use ErrorKind as K;
        let (what, advice): (&str, &'static str) = match kind {
            K::RecursionLimitExceeded => return Self::TooDeep { limit: super::MAX_DEPTH },
            K::TabNotAllowed
            | K::TabInBlockIndentation
            | K::TabInIndentation
            | K::TabAtBlockScalarStart
            | K::TabInPlainScalar => ("a tab stands where only spaces may", "Indent with spaces, two for each level."),
            K::MappingValueNotAllowed
            | K::InvalidColonPlacement
            | K::InvalidMappingValueWhitespace
            | K::MappingKeyNotAllowed => (
                "a `:` stands where none can",
                "If it belongs to the text, put the whole text in quotes. If it begins a new entry, check the end of the line above: each key ends with `:` and a space, and each bracket is closed.",
            ),
            K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => {
                ("a quotation mark opens here and is not closed", "Close it at the end of the text.")
            }
            K::InvalidTrailingSingleQuotedScalar => (
                "the text goes on after its closing quotation mark",
                "An apostrophe inside '…' is written twice (''); or put the text in \"…\".",
            ),
            K::InvalidTrailingDoubleQuotedScalar => (
                "the text goes on after its closing quotation mark",
                "A quotation mark inside \"…\" is written \\\"; or put the text in '…'.",
            ),
            K::UnclosedFlowCollection { .. }
            | K::ExpectedFlowMappingSeparator
            | K::ExpectedFlowSequenceSeparator
            | K::UnexpectedEofFlowMapping
            | K::UnexpectedEofFlowSequence
            | K::UnexpectedEofImplicitFlowMapping
            | K::FlowMappingValueAdjacentCollection => (
                "a bracket is opened and not closed, or a comma is missing",
                "Close each `[` with `]` and each `{` with `}`, and put commas between what is inside.",
            ),
            K::MisplacedFlowCollectionEnd | K::MismatchedFlowCollectionEnd { .. } => {
                ("this bracket closes nothing", "Remove it, or open it first.")
            }
            K::ExpectedBlockMappingKey
            | K::InvalidIndentation
            | K::InvalidBlockScalarIndent
            | K::InvalidQuotedScalarIndent
            | K::InvalidFlowScalarIndent
            | K::UnexpectedEndOfPlainScalar => (
                "this line is not indented like those around it",
                "Give entries of the same section the same number of spaces.",
            ),
            K::SimpleKeyExpected | K::InvalidSimpleKey => (
                "here a key is expected, with `:` and a space after it",
                "Write `key: value`; an item of a list begins with `-` and a space.",
            ),
            K::ExpectedBlockSequenceEntry
            | K::InvalidBlockEntryWhitespace
            | K::BlockSequenceEntryNotAllowed
            | K::BlockEntryInFlowCollection => (
                "a `-` is missing here, or stands where none can",
                "Put each item of a list on a line of its own, beginning with `-` and a space.",
            ),
            K::UnknownQuotedScalarEscape
            | K::InvalidQuotedScalarHexEscape
            | K::InvalidUnicodeEscape
            | K::InvalidLowSurrogate
            | K::InvalidLowSurrogateHexEscape
            | K::MissingLowSurrogate
            | K::UnpairedLowSurrogate => (
                "this `\\` sequence means nothing",
                "Write `\\\\` for a backslash, or put the text in '…', where a backslash is just that.",
            ),
            K::UnexpectedCharacter { character } if character.is_control() => {
                ("a character that cannot be shown stands here", "Remove it, or type the line anew.")
            }
            K::UnexpectedCharacter { character } => {
                return Self::Syntax {
                    what: format!("a text cannot begin with `{character}`"),
                    advice: "Put the text in quotes.",
                };
            }
            K::BomInsideDocument => {
                ("an invisible byte-order mark stands inside the text", "Remove it, or type the line anew.")
            }
            other => {
                return Self::Syntax {
                    what: format!("this is not valid YAML ({other})"),
                    advice: "Compare the line with those around it, or put its text in quotes.",
                };
            }
        };
        Self::Syntax { what: what.to_owned(), advice }
    }
}
