//! What would move a verdict: questions to ask, and minimal sets of facts to add or replace.

use serde::Serialize;

use crate::eval::VerdictStatus;

/// How to establish the target kind: minimal sets of facts, and questions to ask.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Fixes {
    /// ID of the kind to establish.
    pub target: String,
    /// The first minimal sets of facts that would establish the target; sets without changes come first.
    pub sets: Vec<FixSetReport>,
    /// Number of minimal sets, including those not listed.
    pub sets_total: usize,
    /// True if no set of facts establishes the target.
    pub unreachable: bool,
    /// Questions whose answers would change the verdict, most decisive first.
    pub questions: Vec<QuestionReport>,
}

/// The whole set establishes the target; no proper subset does.
#[derive(Debug, Clone, Serialize)]
pub struct FixSetReport {
    /// Facts to add.
    pub state: Vec<AdditionReport>,
    /// Stated facts to replace or remove.
    pub change: Vec<ReplacementReport>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AdditionReport {
    pub field: String,
    /// Alternatives; for a list field, the value is added.
    pub any_of: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReplacementReport {
    pub field: String,
    /// Currently stated facts.
    pub from: Vec<String>,
    /// For a list field: values to remove.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<String>,
    /// Alternatives; for a list field, the value is added. Empty if removal is enough.
    pub any_of: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct QuestionReport {
    pub field: String,
    pub question: String,
    pub answers: Vec<AnswerReport>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AnswerReport {
    pub value: String,
    /// Status of the verdict after this answer.
    pub standing: VerdictStatus,
    /// IDs of the kinds in question after this answer.
    pub candidates: Vec<String>,
    /// For a list: the verdict if this is the only answer, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alone: Option<OutcomeReport>,
}

/// A verdict after an answer.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeReport {
    pub standing: VerdictStatus,
    /// IDs of the kinds in question.
    pub candidates: Vec<String>,
}
