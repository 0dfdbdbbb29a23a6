//! What would move a verdict: questions to ask, and minimal sets of facts to add or replace.

use serde::Serialize;

use crate::eval::Standing;

/// What would move the verdict.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Remedy {
    /// The kind that the sets lead to.
    pub target: String,
    /// The first of the minimal sets of facts that would establish it: those without a change first.
    pub sets: Vec<SetReport>,
    /// How many there are.
    pub sets_total: usize,
    /// Whether nothing that can be said leads there.
    pub unreachable: bool,
    /// The questions whose answers would, the most decisive first.
    pub questions: Vec<QuestionReport>,
}

/// A minimal set: all of it together establishes the target, and no part of it does.
#[derive(Debug, Clone, Serialize)]
pub struct SetReport {
    /// What to state that is not stated yet.
    pub state: Vec<StateReport>,
    /// What to change that is stated otherwise.
    pub change: Vec<ChangeReport>,
}

/// Something to state.
#[derive(Debug, Clone, Serialize)]
pub struct StateReport {
    /// The field.
    pub field: String,
    /// Any one of these values will do; to a list it is added.
    pub any_of: Vec<String>,
}

/// Something to change.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeReport {
    /// The field.
    pub field: String,
    /// What is stated now.
    pub from: Vec<String>,
    /// For a list: what to take out of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<String>,
    /// Any one of these values will do; to a list it is added. Empty when taking out is enough.
    pub any_of: Vec<String>,
}

/// A question to ask the programme.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionReport {
    /// The field that an answer states.
    pub field: String,
    /// The question.
    pub question: String,
    /// Where each answer leads.
    pub answers: Vec<AnswerReport>,
}

/// Where an answer leads.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerReport {
    /// The value that states it.
    pub value: String,
    /// How the verdict stands after it.
    pub standing: Standing,
    /// The kinds in question after it.
    pub candidates: Vec<String>,
}
