//! Summary of a programme on one line: answers, and codes and locations of findings, without prose. NDJSON consists of
//! summaries, and totals are counted from them. `DiagnoseContext::summarize` builds one from the evaluation, `From` from
//! the full report; a test checks that both are equal.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::{
    answers::SpectrumRange,
    programme::{OwnSettings, Programme},
};
use crate::skip::SkippedFile;
use crate::{
    diagnostic::{FileDiagnostics, Finding, Severity, SuppressionSource},
    eval::{Answer, VerdictStatus},
};
use mentorcheck_yaml::SourceFile;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgrammeSummary<'p> {
    /// As given by the user.
    pub path: &'p str,
    /// Zero-based index of the document in the file.
    #[serde(serialize_with = "crate::report::numbering::one_based")]
    pub document: usize,
    /// `UNNAMED_PROGRAMME` if the programme has no name.
    pub name: &'p str,
    /// Whether the description conforms to the schema.
    pub valid: bool,
    /// Whether the verdict meets the expectation.
    pub as_expected: bool,
    /// As expected, or all findings against it are suppressed.
    pub passes: bool,
    /// `None` if the settings of the report apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<&'p OwnSettings>,
    pub verdict: VerdictSummary<'p>,
    pub blocks: AnswerMap<'p>,
    pub kinds: AnswerMap<'p>,
    /// `None` if the facts exclude every position.
    pub spectrum: Option<SpectrumRange>,
    pub label: LabelSummary<'p>,
    pub findings: Vec<FindingSummary<'p>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerdictSummary<'p> {
    pub standing: VerdictStatus,
    /// Set if established or provisional.
    pub kind: Option<&'p str>,
    /// IDs of the kinds in question.
    pub candidates: Vec<&'p str>,
    /// If unclassified, IDs of the closest kinds, best first.
    pub nearest: Vec<&'p str>,
}

/// Answers by ID, in pack order.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerMap<'p>(pub Vec<(&'p str, Answer)>);

impl Serialize for AnswerMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelSummary<'p> {
    /// The label that the programme states.
    pub declared: Option<&'p str>,
    /// Whether the verdict supports the label; `None` while undecided.
    pub holds: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingSummary<'p> {
    pub code: &'p str,
    pub severity: Severity,
    /// One-based line of the primary location; `None` without a location.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// One-based column in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// Source of the suppression, if suppressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excused: Option<SuppressionSource>,
}

impl<'p> From<&'p Programme> for ProgrammeSummary<'p> {
    fn from(programme: &'p Programme) -> Self {
        let ids = |ids: &'p [String]| ids.iter().map(String::as_str).collect();
        let verdict = &programme.verdict;
        Self {
            path: &programme.path,
            document: programme.document,
            name: &programme.name,
            valid: programme.valid,
            as_expected: programme.as_expected,
            passes: programme.passes,
            settings: programme.settings.as_deref(),
            verdict: VerdictSummary {
                standing: verdict.standing,
                kind: verdict.kind.as_deref(),
                candidates: ids(&verdict.candidates),
                nearest: ids(&verdict.nearest),
            },
            blocks: AnswerMap(programme.blocks.iter().map(|block| (block.id.as_str(), block.answer)).collect()),
            kinds: AnswerMap(programme.kinds.iter().map(|kind| (kind.id.as_str(), kind.answer)).collect()),
            spectrum: programme.spectrum,
            label: LabelSummary { declared: programme.label.declared.as_deref(), holds: programme.label.holds },
            findings: programme.findings.iter().map(FindingSummary::from).collect(),
        }
    }
}

impl<'p> From<&'p Finding> for FindingSummary<'p> {
    fn from(finding: &'p Finding) -> Self {
        let location = finding.spans.first();
        Self {
            code: &finding.code,
            severity: finding.severity,
            line: location.map(|location| location.line),
            column: location.map(|location| location.column),
            excused: finding.excused.as_ref().map(|suppression| suppression.by),
        }
    }
}

/// What [`Checker::summarize`](crate::checker::Checker::summarize) reports, in the order of the input.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "an event is handled at once and never stored")]
pub enum Event<'e> {
    /// A text that was read.
    Source(&'e Arc<SourceFile>),
    /// A programme in it.
    Programme(ProgrammeSummary<'e>),
    /// What could not be read of it.
    Unreadable(&'e FileDiagnostics),
    /// It is not a description.
    Skipped(&'e SkippedFile),
}
