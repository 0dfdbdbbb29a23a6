//! The report: everything that is to be told, before anybody decides how it looks.
//!
//! [`build`] makes it from the judgement; each format is one file and a pure function of it.

pub mod build;
pub mod diagnostic;
mod evidence;
mod excerpt;
pub mod json;
pub mod text;
mod words;

use std::sync::Arc;

use serde::Serialize;

use crate::{
    diff::Difference,
    evidence::{CODES, FactEvidence},
    finding::{Finding, Mark, Severity, Unreadable},
    judge::{Answer, Standing},
    rules::Weight,
    source::SourceText,
};

/// The version of the report's form; it changes when a reader of the old form would misread the new.
pub const VERSION: u32 = 1;

/// The result of a run.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// [`VERSION`].
    pub version: u32,
    /// The program that wrote it.
    pub tool: Tool,
    /// The rules that it judged by.
    pub pack: PackInfo,
    /// What the programmes were expected to be: a kind's id, `any` or `label`.
    pub expected: String,
    /// Whether a verdict passes that is provisional.
    pub accept_provisional: bool,
    /// What was supposed, as `field=value`, where the report is on suppositions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supposed: Vec<String>,
    /// The programmes, in path order.
    pub programmes: Vec<Programme>,
    /// Files that were passed over because they describe no programme.
    pub skipped: Vec<String>,
    /// Files, or documents of them, that could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// The program that wrote a report.
#[derive(Debug, Clone, Serialize)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// The rules that a report was made by.
#[derive(Debug, Clone, Serialize)]
pub struct PackInfo {
    /// The id of the kind that the pack is about.
    pub id: String,
    /// What the pack is called.
    pub title: String,
    /// The work it rests on, in short.
    pub source: String,
    /// What every report says once.
    pub caution: String,
    /// What the ends of the spectrum are called.
    pub spectrum: SpectrumInfo,
}

/// The scale of the spectrum.
#[derive(Debug, Clone, Serialize)]
pub struct SpectrumInfo {
    /// The low end.
    pub low: String,
    /// The high end.
    pub high: String,
    /// How far it is the source's and how far ours.
    pub note: String,
    /// Its points, with what each stands for.
    pub points: Vec<SpectrumPoint>,
}

/// A point of the spectrum.
#[derive(Debug, Clone, Serialize)]
pub struct SpectrumPoint {
    /// Its number.
    pub at: u8,
    /// What it stands for.
    pub title: String,
}

/// One programme: one document of one file.
#[derive(Debug, Clone, Serialize)]
pub struct Programme {
    /// The file's path as it was given.
    pub path: String,
    /// Which document of the file, from 0.
    pub document: usize,
    /// The programme's name; empty where it has none.
    pub name: String,
    /// Whether the description keeps to the vocabulary.
    pub valid: bool,
    /// Whether the programme is what it was expected to be.
    pub as_expected: bool,
    /// What it is.
    pub verdict: VerdictReport,
    /// The building blocks.
    pub blocks: Vec<BlockReport>,
    /// Every kind, with the answers on what it requires.
    pub kinds: Vec<KindReport>,
    /// The place on the spectrum, as a range; none where the facts leave none.
    pub spectrum: Option<Range>,
    /// Truth in labelling.
    pub label: LabelReport,
    /// What bears out the deciding facts; none where nobody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<FactEvidence>>,
    /// What is to be said.
    pub findings: Vec<Finding>,
    /// What would move the verdict.
    pub remedy: Remedy,
    /// What a supposition makes different; none where nothing is supposed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Box<Difference>>,
    /// The text, for showing the places.
    #[serde(skip)]
    pub text: Arc<SourceText>,
}

impl Programme {
    /// Whether the evidence falls short of what was required.
    #[must_use]
    pub fn lacks_evidence(&self) -> bool {
        let mut errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error);
        errors.any(|finding| finding.code.starts_with(CODES))
    }
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
