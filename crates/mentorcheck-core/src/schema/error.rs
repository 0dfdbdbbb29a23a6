//! What the schema finds, in the words of the person who wrote the file.

use mentorcheck_yaml::Span;

use super::advice::{Advice, Fix};

/// One thing that the schema does not allow, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    /// What is wrong.
    pub problem: SchemaProblem,
    /// Which document of the file it is in, from 0.
    pub document: usize,
    /// The node as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The key or the value.
    pub span: Span,
    /// The other end, where an alias is involved.
    pub related: Option<(Span, &'static str)>,
    /// Text edits that correct it without changing what the description means.
    pub fix: Option<Fix>,
}

/// The kinds of finding. Each says what is wrong; the advice says what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaProblem {
    /// Something else than what belongs in the file.
    #[error("this is no {what}: it has no {marker}")]
    NotADescription {
        /// What belongs in the file.
        what: &'static str,
        /// What every such file has.
        marker: String,
        /// What to write.
        advice: Advice,
    },
    /// A key in a section that is not in the vocabulary.
    #[error("`{key}` is not a field of {holder}")]
    UnknownKey {
        /// The key as written.
        key: String,
        /// What it stands in.
        holder: String,
        /// What to write.
        advice: Advice,
    },
    /// A key at the top of a description, or anywhere in a rule pack, that nothing knows.
    #[error("`{key}` is not {what}")]
    UnknownEntry {
        /// The key as written.
        key: String,
        /// What it would have to be.
        what: String,
        /// What to write.
        advice: Advice,
    },
    /// A value that is not in the vocabulary.
    #[error("`{field}` cannot be `{value}`")]
    UnknownValue {
        /// The field.
        field: String,
        /// The value as written.
        value: String,
        /// What to write.
        advice: Advice,
    },
    /// A list or a section where one value belongs.
    #[error("`{field}` takes one value, not {found}")]
    OneValue {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
        /// What to write.
        advice: Advice,
    },
    /// A key without which nothing can be said.
    #[error("{holder} has no `{key}`")]
    Missing {
        /// The key.
        key: String,
        /// What it belongs in.
        holder: String,
        /// What to write.
        advice: Advice,
    },
    /// The section with which a description begins.
    #[error("`{key}` is missing")]
    NoBeginning {
        /// The section.
        key: String,
        /// What to write.
        advice: Advice,
    },
    /// Text where a list belongs, and the like.
    #[error("{subject} must be {expected}, not {found}")]
    WrongType {
        /// The field, or an item of it.
        subject: String,
        /// What belongs there.
        expected: &'static str,
        /// What stands there.
        found: String,
        /// What to write.
        advice: Advice,
    },
    /// `[]`.
    #[error("`{field}` is an empty list{}", if *.closable { ", which says neither “none” nor “not known”" } else { "" })]
    EmptyList {
        /// The field.
        field: String,
        /// Whether the list has a way to say that there is none.
        closable: bool,
        /// What to write.
        advice: Advice,
    },
    /// The same item twice.
    #[error("`{value}` appears twice in `{field}`{}", same_as.as_ref().map(|same| format!(": it is the same as `{same}`")).unwrap_or_default())]
    Repeated {
        /// The field.
        field: String,
        /// The item.
        value: String,
        /// The item before it that says the same in other words.
        same_as: Option<String>,
    },
    /// A key with nothing behind it.
    #[error("{subject} is left empty")]
    LeftEmpty {
        /// The field, or an item of it.
        subject: String,
        /// What to write.
        advice: Advice,
    },
    /// A value of an earlier version, read where it belongs now.
    #[error("`{value}` now belongs under `{to}`")]
    OldValue {
        /// The value as written.
        value: String,
        /// The field that it belongs to now.
        to: String,
        /// What to write.
        advice: Advice,
    },
    /// The programme's name is not stated.
    #[error("the description does not give the programme's name")]
    Unnamed {
        /// The field for it.
        field: String,
    },
    /// Anything else.
    #[error("`{field}` does not fit: {reason}")]
    Other {
        /// The field.
        field: String,
        /// Why.
        reason: String,
        /// What to write.
        advice: Advice,
    },
}

impl SchemaProblem {
    /// The code of the finding.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotADescription { .. } => "schema/not-a-description",
            Self::UnknownKey { .. } | Self::UnknownEntry { .. } => "schema/unknown-field",
            Self::UnknownValue { .. } => "schema/unknown-value",
            Self::OneValue { .. } => "schema/one-value",
            Self::Missing { .. } | Self::NoBeginning { .. } => "schema/missing",
            Self::WrongType { .. } => "schema/wrong-type",
            Self::EmptyList { .. } => "schema/empty-list",
            Self::Repeated { .. } => "schema/repeated",
            Self::LeftEmpty { .. } => "schema/left-empty",
            Self::OldValue { .. } => "schema/old-value",
            Self::Unnamed { .. } => "schema/unnamed",
            Self::Other { .. } => "schema/other",
        }
    }

    /// What to write instead.
    #[must_use]
    pub fn advice(&self) -> Advice {
        match self {
            Self::NotADescription { advice, .. }
            | Self::UnknownKey { advice, .. }
            | Self::UnknownEntry { advice, .. }
            | Self::UnknownValue { advice, .. }
            | Self::OneValue { advice, .. }
            | Self::Missing { advice, .. }
            | Self::NoBeginning { advice, .. }
            | Self::WrongType { advice, .. }
            | Self::EmptyList { advice, .. }
            | Self::LeftEmpty { advice, .. }
            | Self::OldValue { advice, .. }
            | Self::Other { advice, .. } => advice.clone(),
            Self::Repeated { .. } => "Remove one of the two.".into(),
            Self::Unnamed { field } => {
                format!("Write it under `{field}`, so that readers know which programme this is.").into()
            }
        }
    }
}
