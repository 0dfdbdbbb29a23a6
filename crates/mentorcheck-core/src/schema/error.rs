//! Schema errors: kind, location, message and advice.

use std::{error::Error, fmt};

use mentorcheck_yaml::{Relation, Span};

use super::advice::{Advice, Fix};
use crate::{catalogue::LazyMessage, lazy_message};

/// A violation of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    pub kind: SchemaErrorKind,
    /// The index of the document in the file, from 0.
    pub document: usize,
    /// A JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The span of the key or the value.
    pub span: Span,
    /// The anchor or alias at the other end, with a label.
    pub related: Option<(Span, Relation)>,
    /// Text edits that correct it without changing what the description means.
    pub fix: Option<Fix>,
}

/// The kind of error. `Display` gives the message; `advice` is the help text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchemaErrorKind {
    /// The root is not a mapping.
    WrongDocument {
        /// What kind of file it should be.
        message: LazyMessage,
        advice: Advice,
    },
    UnknownKey {
        key: String,
        holder: LazyMessage,
        advice: Advice,
    },
    /// An unknown section of a description, or an unknown key in a rule pack or configuration.
    UnknownEntry {
        key: String,
        /// What it is not an entry of; `None` for the sections of a description.
        holder: Option<LazyMessage>,
        advice: Advice,
    },
    UnknownValue {
        field: String,
        value: String,
        advice: Advice,
    },
    MultipleValues {
        field: String,
        found: LazyMessage,
        advice: Advice,
    },
    MissingKey {
        holder: LazyMessage,
        key: String,
        advice: Advice,
    },
    /// The first section of a description is missing.
    MissingFirstSection {
        key: String,
        advice: Advice,
    },
    WrongType {
        /// The field, or an item of it.
        subject: LazyMessage,
        expected: LazyMessage,
        found: LazyMessage,
        advice: Advice,
    },
    EmptyList {
        field: String,
        /// Whether the list has a value for “none”.
        closable: bool,
        advice: Advice,
    },
    Duplicate {
        field: String,
        value: String,
        /// The earlier item, if it is a synonym.
        same_as: Option<String>,
    },
    EmptyValue {
        /// The field, or an item of it.
        subject: LazyMessage,
        advice: Advice,
    },
    /// A value of an earlier version of the vocabulary, accepted as part of another field.
    MovedValue {
        value: String,
        /// The field it moved to.
        to: String,
        advice: Advice,
    },
    MissingName {
        field: String,
    },
    Other {
        message: LazyMessage,
        advice: Advice,
    },
}

impl fmt::Display for SchemaErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(formatter)
    }
}

impl Error for SchemaErrorKind {}

impl SchemaErrorKind {
    /// The code of the finding.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongDocument { .. } => "schema/not-a-description",
            Self::UnknownKey { .. } | Self::UnknownEntry { .. } => "schema/unknown-field",
            Self::UnknownValue { .. } => "schema/unknown-value",
            Self::MultipleValues { .. } => "schema/one-value",
            Self::MissingKey { .. } | Self::MissingFirstSection { .. } => "schema/missing",
            Self::WrongType { .. } => "schema/wrong-type",
            Self::EmptyList { .. } => "schema/empty-list",
            Self::Duplicate { .. } => "schema/repeated",
            Self::EmptyValue { .. } => "schema/left-empty",
            Self::MovedValue { .. } => "schema/old-value",
            Self::MissingName { .. } => "schema/unnamed",
            Self::Other { .. } => "schema/other",
        }
    }

    /// What is wrong, in a sentence that may begin with a small letter.
    #[must_use]
    pub fn message(&self) -> LazyMessage {
        match self {
            Self::WrongDocument { message, .. } | Self::Other { message, .. } => message.clone(),
            Self::UnknownKey { key, holder, .. } => {
                lazy_message!("mistake-no-field", key = key.as_str(), holder = holder.clone())
            }
            Self::UnknownEntry { key, holder: None, .. } => lazy_message!("mistake-no-section", key = key.as_str()),
            Self::UnknownEntry { key, holder: Some(holder), .. } => {
                lazy_message!("mistake-no-entry", key = key.as_str(), holder = holder.clone())
            }
            Self::UnknownValue { field, value, .. } => {
                lazy_message!("mistake-no-value", field = field.as_str(), value = value.as_str())
            }
            Self::MultipleValues { field, found, .. } => {
                lazy_message!("mistake-several-values", field = field.as_str(), found = found.clone())
            }
            Self::MissingKey { key, holder, .. } => {
                lazy_message!("mistake-missing-key", key = key.as_str(), holder = holder.clone())
            }
            Self::MissingFirstSection { key, .. } => lazy_message!("mistake-missing-section", key = key.as_str()),
            Self::WrongType { subject, expected, found, .. } => lazy_message!(
                "mistake-wrong-type",
                subject = subject.clone(),
                expected = expected.clone(),
                found = found.clone()
            ),
            Self::EmptyList { field, closable, .. } => {
                let id = if *closable { "mistake-empty-closable" } else { "mistake-empty-list" };
                lazy_message!(id, field = field.as_str())
            }
            Self::Duplicate { field, value, same_as: None } => {
                lazy_message!("mistake-twice", field = field.as_str(), value = value.as_str())
            }
            Self::Duplicate { field, value, same_as: Some(same) } => lazy_message!(
                "mistake-twice-same",
                field = field.as_str(),
                value = value.as_str(),
                same = same.as_str()
            ),
            Self::EmptyValue { subject, .. } => lazy_message!("mistake-empty", subject = subject.clone()),
            Self::MovedValue { value, to, .. } => {
                lazy_message!("mistake-moved", value = value.as_str(), field = to.as_str())
            }
            Self::MissingName { .. } => LazyMessage::new("mistake-unnamed"),
        }
    }

    #[must_use]
    pub fn advice(&self) -> Advice {
        match self {
            Self::WrongDocument { advice, .. }
            | Self::UnknownKey { advice, .. }
            | Self::UnknownEntry { advice, .. }
            | Self::UnknownValue { advice, .. }
            | Self::MultipleValues { advice, .. }
            | Self::MissingKey { advice, .. }
            | Self::MissingFirstSection { advice, .. }
            | Self::WrongType { advice, .. }
            | Self::EmptyList { advice, .. }
            | Self::EmptyValue { advice, .. }
            | Self::MovedValue { advice, .. }
            | Self::Other { advice, .. } => advice.clone(),
            Self::Duplicate { .. } => LazyMessage::new("advice-twice").into(),
            Self::MissingName { field } => lazy_message!("advice-unnamed", field = field.as_str()).into(),
        }
    }
}
