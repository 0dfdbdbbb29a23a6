//! What the evidence for a fact comes to.

use serde::Serialize;

/// How well a fact is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceLevel {
    /// Stated without evidence.
    Asserted,
    /// An entry names a document.
    Evidenced,
    /// The quotation is in the document.
    Verified,
}

impl EvidenceLevel {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Evidenced => "evidenced",
            Self::Verified => "verified",
        }
    }
}

/// A deciding fact with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactEvidence {
    pub fact: StatedFact,
    pub level: EvidenceLevel,
    /// The entries for its field.
    pub entries: Vec<EntryEvidence>,
}

/// A fact and its location.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatedFact {
    pub field: String,
    /// The value, or one item of a list.
    pub value: String,
    /// A JSON Pointer.
    pub pointer: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// An evidence entry for a deciding fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryEvidence {
    /// The document.
    pub source: String,
    /// The location within the document, as stated.
    pub at: Option<String>,
    pub quote: Option<String>,
    /// Whether the quotation is in the document; `None` if it could not be checked.
    pub found: Option<bool>,
    /// The page of the quotation, if the format has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
}
