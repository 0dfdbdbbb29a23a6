//! The rules that a report was made by.

use serde::Serialize;

use crate::{diagnostic::Rationale, pack::Weight};

#[derive(Debug, Clone, Serialize)]
pub struct Tool {
    pub name: &'static str,
    pub version: &'static str,
}

#[derive(Debug, Clone, Serialize)]
pub struct PackInfo {
    /// ID of the kind that is the pack's concept.
    pub id: String,
    pub version: u32,
    pub title: String,
    /// Quoted from the source.
    pub definition: String,
    /// Citation of the source.
    pub source: String,
    /// Caveat shown once in every report.
    pub caution: String,
    /// The name of the field that states the label.
    #[serde(skip)]
    pub label_field: String,
    /// The labels that no rule says anything about.
    #[serde(skip)]
    pub unchecked_labels: Vec<String>,
    pub spectrum: SpectrumInfo,
    /// In pack order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<BlockInfo>,
    /// In pack order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindInfo>,
}

#[derive(Debug, Clone, Serialize)]
pub struct BlockInfo {
    pub id: String,
    pub title: String,
    /// The block as a single question.
    pub question: String,
    pub indicators: Vec<CriterionInfo>,
}

#[derive(Debug, Clone, Serialize)]
pub struct KindInfo {
    pub id: String,
    pub title: String,
    /// IDs of the required blocks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<String>,
    /// Required criteria that belong to no block.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<CriterionInfo>,
}

/// An indicator of a block or a condition of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionInfo {
    /// Stable code, `owner/criterion`.
    pub code: String,
    pub title: String,
    pub question: String,
    pub weight: Weight,
    /// Rationale from the first claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Rationale>,
    /// Path of its page in the project's documentation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl PackInfo {
    /// Falls back to the ID of an unknown kind.
    #[must_use]
    pub fn kind_title<'p>(&'p self, id: &'p str) -> &'p str {
        self.kinds.iter().find(|kind| kind.id == id).map_or(id, |kind| &kind.title)
    }

    /// All indicators of blocks, then all conditions of kinds, each with the title of its owner.
    pub fn criteria(&self) -> impl Iterator<Item = (&str, &CriterionInfo)> {
        let blocks = self
            .blocks
            .iter()
            .flat_map(|block| block.indicators.iter().map(|criterion| (block.title.as_str(), criterion)));
        let kinds =
            self.kinds.iter().flat_map(|kind| kind.conditions.iter().map(|criterion| (kind.title.as_str(), criterion)));
        blocks.chain(kinds)
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct SpectrumInfo {
    pub low: String,
    pub high: String,
    /// Which parts are the source's and which are this tool's.
    pub note: String,
    pub points: Vec<SpectrumPoint>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SpectrumPoint {
    pub at: u8,
    pub title: String,
}
