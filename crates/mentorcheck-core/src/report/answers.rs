//! The answers on one programme.

use serde::Serialize;

use crate::{
    diagnostic::SourceLocation,
    eval::{Answer, VerdictStatus},
    pack::Weight,
};

#[derive(Debug, Clone, Serialize)]
pub struct StatedFieldReport {
    pub field: String,
    /// The value, or the items of a list; the item that closes the list is last.
    pub values: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct VerdictReport {
    pub standing: VerdictStatus,
    /// `Some` if established or provisional.
    pub kind: Option<String>,
    /// IDs of the kinds in question.
    pub candidates: Vec<String>,
    /// If unclassified, IDs of the closest kinds, best first.
    pub nearest: Vec<String>,
    pub sentence: String,
    /// The same without lines, for letters: as if what is not understood were not stated.
    #[serde(skip)]
    pub sentence_without_lines: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct BlockReport {
    pub id: String,
    pub title: String,
    pub answer: Answer,
    pub indicators: Vec<CriterionReport>,
}

#[derive(Debug, Clone, Serialize)]
pub struct KindReport {
    pub id: String,
    pub title: String,
    pub answer: Answer,
    /// IDs of the required blocks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<String>,
    /// Required criteria that belong to no block.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<CriterionReport>,
    /// Citations of works other than the pack's source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CriterionReport {
    /// Stable code, `owner/criterion`.
    pub code: String,
    pub title: String,
    pub weight: Weight,
    pub answer: Answer,
    /// False if the value of a relevant field is not understood.
    #[serde(skip_serializing_if = "is_true")]
    pub understood: bool,
    /// Locations of the deciding facts.
    pub because: Vec<SourceLocation>,
    /// Locations of what is stated on an open criterion, and leaves it open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<SourceLocation>,
    /// Deciding facts that are only assumed and have no location.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supposed: Vec<String>,
}

/// Inclusive range on the spectrum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SpectrumRange {
    pub from: u8,
    pub to: u8,
}

#[derive(Debug, Clone, Serialize)]
pub struct LabelReport {
    /// The label that the programme states.
    pub declared: Option<String>,
    /// The programme's own words for what it is, of which the label is the nearest in a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_words: Option<String>,
    /// Whether the verdict supports the label; `None` while undecided.
    pub holds: Option<bool>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_true(value: &bool) -> bool {
    *value
}
