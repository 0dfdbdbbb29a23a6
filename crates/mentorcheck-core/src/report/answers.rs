//! The answers on one programme.

use serde::Serialize;

use crate::{
    diagnostic::Mark,
    eval::{Answer, Standing},
    pack::Weight,
};

/// What is stated of a field.
#[derive(Debug, Clone, Serialize)]
pub struct StatedReport {
    /// The field.
    pub field: String,
    /// Its value, or the items of a list, the one that closes it last.
    pub values: Vec<String>,
}

/// What a programme is.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictReport {
    /// How firmly it stands.
    pub standing: Standing,
    /// The kind, when it is established or provisional.
    pub kind: Option<String>,
    /// The kinds in question.
    pub candidates: Vec<String>,
    /// When no kind fits, the nearest, the best first.
    pub nearest: Vec<String>,
    /// The same in one sentence.
    pub sentence: String,
}

/// The answer on one block.
#[derive(Debug, Clone, Serialize)]
pub struct BlockReport {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The answer.
    pub answer: Answer,
    /// Its indicators.
    pub indicators: Vec<CriterionReport>,
}

/// The answer on one kind.
#[derive(Debug, Clone, Serialize)]
pub struct KindReport {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The answer.
    pub answer: Answer,
    /// The blocks it requires.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<String>,
    /// Its own conditions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<CriterionReport>,
    /// Works other than the pack's own that it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// The answer on one indicator or condition.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionReport {
    /// Its stable code.
    pub code: String,
    /// What it asks for.
    pub title: String,
    /// Whether it decides.
    pub weight: Weight,
    /// The answer.
    pub answer: Answer,
    /// False where something is stated that bears on it and is not understood.
    #[serde(skip_serializing_if = "is_true")]
    pub understood: bool,
    /// The places that gave the answer.
    pub because: Vec<Mark>,
    /// The facts that gave it and are only supposed; they have no place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supposed: Vec<String>,
}

/// A range on the spectrum, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The lowest possible place.
    pub from: u8,
    /// The highest possible place.
    pub to: u8,
}

/// Truth in labelling.
#[derive(Debug, Clone, Serialize)]
pub struct LabelReport {
    /// What the programme calls itself, if it says so.
    pub declared: Option<String>,
    /// Whether the verdict bears it out; none while it may or may not.
    pub holds: Option<bool>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_true(value: &bool) -> bool {
    *value
}
