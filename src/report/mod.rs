//! The report: everything that is to be told, before anybody decides how it looks.
//!
//! [`build`] makes it from the judgement; each format is one file and a pure function of it, and
//! [`mod@format`] is the list of them.

pub mod brief;
pub mod build;
mod common;
pub mod csv;
pub mod diagnostic;
mod evidence;
mod excerpt;
mod findings;
pub mod format;
pub mod github;
pub mod gitlab;
pub mod grid;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod ndjson;
mod phrases;
pub mod plan;
pub mod sarif;
pub mod stream;
pub mod text;
pub mod totals;
mod words;

pub use totals::Totals;

use std::{path::PathBuf, sync::Arc};

use serde::Serialize;

use crate::{
    diff::Difference,
    evidence::FactEvidence,
    finding::{Finding, Mark, Unreadable, Why},
    judge::{Answer, Standing},
    pipeline::Outcome,
    rules::Weight,
    source::SourceText,
};

/// The version of the report's form; it changes when a reader of the old form would misread the new.
pub const VERSION: u32 = 2;

/// The result of a run.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// [`VERSION`].
    pub version: u32,
    /// The program that wrote it.
    pub tool: Tool,
    /// The rules that it judged by.
    pub pack: Arc<PackInfo>,
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
    /// What is to be said of the policy itself, file by file: what it allows that is not there.
    pub policy: Vec<Unreadable>,
    /// The numbers that every format tells.
    pub totals: Totals,
    /// The working directory, from which tools that know files by their place are told of them.
    #[serde(skip)]
    pub folder: PathBuf,
}

/// A finding with the file that it is about.
#[derive(Debug, Clone, Copy)]
pub struct Told<'r> {
    /// The file's path as it was given.
    pub path: &'r str,
    /// The file's text.
    pub text: &'r Arc<SourceText>,
    /// The programme; none where a file could not be read, or the policy is spoken of.
    pub programme: Option<&'r Programme>,
    /// The finding.
    pub finding: &'r Finding,
}

impl Report {
    /// Adds what one input gave.
    pub fn take(&mut self, outcome: Outcome) {
        self.totals.count(&outcome);
        self.keep(outcome);
    }

    /// Adds what one input gave, which has been counted already.
    pub fn keep(&mut self, outcome: Outcome) {
        self.programmes.extend(outcome.programmes);
        self.unreadable.extend(outcome.unreadable);
        self.skipped.extend(outcome.skipped);
    }

    /// Adds what is to be said of the policy.
    pub fn conclude(&mut self, policy: Vec<Unreadable>) {
        policy.iter().flat_map(|file| &file.findings).for_each(|finding| self.totals.finding(&finding.into()));
        self.policy = policy;
    }

    /// Every finding: those on programmes, in path order, then those on files that could not be read,
    /// then those on the policy.
    pub fn findings(&self) -> impl Iterator<Item = Told<'_>> {
        let programmes = self.programmes.iter().flat_map(|one| {
            let told = move |finding| Told { path: one.path.as_str(), text: &one.text, programme: Some(one), finding };
            one.findings.iter().map(told)
        });
        let files = self.unreadable.iter().chain(&self.policy).flat_map(|file| {
            let told = move |finding| Told { path: file.path.as_str(), text: &file.text, programme: None, finding };
            file.findings.iter().map(told)
        });
        programmes.chain(files)
    }
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
    /// The version of the rules.
    pub version: u32,
    /// What the pack is called.
    pub title: String,
    /// The definition of the concept, in the words of the work that it rests on.
    pub definition: String,
    /// The work it rests on, in short.
    pub source: String,
    /// What every report says once.
    pub caution: String,
    /// What the ends of the spectrum are called.
    pub spectrum: SpectrumInfo,
    /// The building blocks in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<BlockInfo>,
    /// The kinds in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindInfo>,
}

/// A building block as the rules have it.
#[derive(Debug, Clone, Serialize)]
pub struct BlockInfo {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The block as one question.
    pub question: String,
    /// Its indicators.
    pub indicators: Vec<CriterionInfo>,
}

/// A kind as the rules have it.
#[derive(Debug, Clone, Serialize)]
pub struct KindInfo {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The blocks that it requires.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<String>,
    /// Its own conditions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<CriterionInfo>,
}

/// An indicator or condition as the rules have it.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionInfo {
    /// Its stable code.
    pub code: String,
    /// What it asks for.
    pub title: String,
    /// The question that would settle it.
    pub question: String,
    /// Whether it decides.
    pub weight: Weight,
    /// What it rests on: the claim as findings give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// Where it is explained at length, within the project's documentation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl PackInfo {
    /// What a kind is called.
    #[must_use]
    pub fn kind_title<'p>(&'p self, id: &'p str) -> &'p str {
        self.kinds.iter().find(|kind| kind.id == id).map_or(id, |kind| &kind.title)
    }

    /// Every indicator of the blocks, then every condition of the kinds, with the title of its owner.
    pub fn criteria(&self) -> impl Iterator<Item = (&str, &CriterionInfo)> {
        let blocks = self.blocks.iter().flat_map(|one| one.indicators.iter().map(|it| (one.title.as_str(), it)));
        let kinds = self.kinds.iter().flat_map(|one| one.conditions.iter().map(|it| (one.title.as_str(), it)));
        blocks.chain(kinds)
    }
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
    /// Whether it is let pass: it is as expected, or all that stands against that is excused.
    pub passes: bool,
    /// What it is.
    pub verdict: VerdictReport,
    /// What the description states, field by field, under the names of this version.
    pub stated: Vec<StatedReport>,
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

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_true(value: &bool) -> bool {
    *value
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
