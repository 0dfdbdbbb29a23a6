//! The report on one programme.

use std::sync::Arc;

use serde::Serialize;

use super::{
    answers::{BlockReport, KindReport, LabelReport, SpectrumRange, StatedFieldReport, VerdictReport},
    difference::Difference,
    fixes::Fixes,
};
use crate::{diagnostic::Finding, evidence::FactEvidence, identity::Identity};
use mentorcheck_yaml::SourceFile;

impl Programme {
    /// The identity for fingerprints. The place in the file distinguishes programmes without one.
    #[must_use]
    pub fn fingerprint_identity(&self) -> String {
        self.identity.as_ref().map_or_else(|| self.document.to_string(), |identity| identity.as_str().to_owned())
    }
}

/// The settings of a programme with a configuration of its own, nearer to its file than that of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnSettings {
    /// The path of the configuration.
    pub configuration: String,
    /// A kind's ID, `any` or `label`.
    pub expected: String,
    pub accept_provisional: bool,
}

/// One document of one file.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a programme")]
pub struct Programme {
    /// The path as given by the user.
    pub path: String,
    /// Zero-based index of the document in the file.
    #[serde(serialize_with = "crate::report::numbering::one_based")]
    pub document: usize,
    /// May be empty.
    pub name: String,
    /// The identifier that the description states.
    #[serde(skip)]
    pub identifier: Option<String>,
    /// The organisations that run it, as the description states them.
    #[serde(skip)]
    pub organisations: Vec<String>,
    /// Whether the programme has ended, so that advice on it comes too late.
    #[serde(skip)]
    pub ended: bool,
    /// Whether the description conforms to the vocabulary.
    pub valid: bool,
    /// Whether the verdict meets the expectation.
    pub as_expected: bool,
    /// As expected, or all findings against it are suppressed.
    pub passes: bool,
    /// `None` if the settings of the report apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<Arc<OwnSettings>>,
    pub verdict: VerdictReport,
    /// Stated facts by field, under the current names.
    pub stated: Vec<StatedFieldReport>,
    pub blocks: Vec<BlockReport>,
    pub kinds: Vec<KindReport>,
    /// `None` if the facts exclude every position.
    pub spectrum: Option<SpectrumRange>,
    pub label: LabelReport,
    /// Evidence for the deciding facts; `None` if not requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<FactEvidence>>,
    pub findings: Vec<Finding>,
    pub remedy: Fixes,
    /// `None` without assumptions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Box<Difference>>,
    /// What the programme is known by; `None` if it has neither an identifier nor a name.
    #[serde(skip)]
    pub identity: Option<Identity>,
    /// The source text, for snippets.
    #[serde(skip)]
    pub text: Arc<SourceFile>,
}
