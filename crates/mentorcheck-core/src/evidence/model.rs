//! What the evidence for a fact comes to.

use serde::Serialize;

/// How well a fact is borne out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Stated, and nothing more.
    Asserted,
    /// An entry names the document.
    Evidenced,
    /// The quotation of an entry stands in the document.
    Verified,
}

impl Level {
    /// The level as people read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Evidenced => "evidenced",
            Self::Verified => "verified",
        }
    }
}

/// What the codes of findings on evidence begin with.
pub const CODES: &str = "evidence/";

/// A deciding fact and what bears it out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactEvidence {
    /// The fact.
    pub fact: StatedFact,
    /// How well it is borne out.
    pub level: Level,
    /// The entries on its field.
    pub entries: Vec<EntryEvidence>,
}

/// A fact and where it is stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatedFact {
    pub field: String,
    /// Its value, or an item of it.
    pub value: String,
    /// The node as a JSON Pointer.
    pub pointer: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// An entry on a deciding fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryEvidence {
    /// The document.
    pub source: String,
    /// The place in it, as the entry gives it.
    pub at: Option<String>,
    /// The document's words, as the entry gives them.
    pub quote: Option<String>,
    /// Whether they stand in the document; none where that could not be looked up.
    pub found: Option<bool>,
    /// The page on which they were found, in documents that have pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
}
