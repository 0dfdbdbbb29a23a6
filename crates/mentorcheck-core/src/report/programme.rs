//! The report on one programme.

use std::sync::Arc;

use serde::Serialize;

use super::{
    answers::{BlockReport, KindReport, LabelReport, Range, StatedReport, VerdictReport},
    difference::Difference,
    fixes::Remedy,
};
use crate::{diagnostic::Finding, evidence::FactEvidence};
use mentorcheck_yaml::SourceText;

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
