//! Schema errors: kind, location, message and advice.

use mentorcheck_yaml::Span;

use super::advice::{Advice, Fix};

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
    pub related: Option<(Span, &'static str)>,
    /// Text edits that correct it without changing what the description means.
    pub fix: Option<Fix>,
}

/// The kind of error. `Display` gives the message; `advice` is the help text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaErrorKind {
    /// The root is not a mapping.
    #[error("this is no {what}: it has no {marker}")]
    WrongDocument {
        what: &'static str,
        /// The key that identifies this kind of file.
        marker: String,
        advice: Advice,
    },
    #[error("`{key}` is not a field of {holder}")]
    UnknownKey { key: String, holder: String, advice: Advice },
    /// An unknown section of a description, or an unknown key in a rule pack or configuration.
    #[error("`{key}` is not {what}")]
    UnknownEntry {
        key: String,
        /// The kind of entry it is not, such as “a section”.
        what: String,
        advice: Advice,
    },
    #[error("`{field}` cannot be `{value}`")]
    UnknownValue { field: String, value: String, advice: Advice },
    #[error("`{field}` takes one value, not {found}")]
    MultipleValues { field: String, found: String, advice: Advice },
    #[error("{holder} has no `{key}`")]
    MissingKey { key: String, holder: String, advice: Advice },
    /// The first section of a description is missing.
    #[error("`{key}` is missing")]
    MissingFirstSection { key: String, advice: Advice },
    #[error("{subject} must be {expected}, not {found}")]
    WrongType {
        /// The field, or an item of it.
        subject: String,
        expected: &'static str,
        found: String,
        advice: Advice,
    },
    #[error("`{field}` is an empty list{}", if *.closable { ", which says neither “none” nor “not known”" } else { "" })]
    EmptyList {
        field: String,
        /// Whether the list has a value for “none”.
        closable: bool,
        advice: Advice,
    },
    #[error("`{value}` appears twice in `{field}`{}", same_as.as_ref().map(|same| format!(": it is the same as `{same}`")).unwrap_or_default())]
    Duplicate {
        field: String,
        value: String,
        /// The earlier item, if it is a synonym.
        same_as: Option<String>,
    },
    #[error("{subject} is left empty")]
    EmptyValue {
        /// The field, or an item of it.
        subject: String,
        advice: Advice,
    },
    /// A value of an earlier version of the vocabulary, accepted as part of another field.
    #[error("`{value}` now belongs under `{to}`")]
    MovedValue {
        value: String,
        /// The field it moved to.
        to: String,
        advice: Advice,
    },
    #[error("the description does not give the programme's name")]
    MissingName { field: String },
    #[error("`{field}` does not fit: {reason}")]
    Other { field: String, reason: String, advice: Advice },
}

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
            Self::Duplicate { .. } => "Remove one of the two.".into(),
            Self::MissingName { field } => {
                format!("Write it under `{field}`, so that readers know which programme this is.").into()
            }
        }
    }
}
