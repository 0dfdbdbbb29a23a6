//! A programme in one line: the answers, and where each finding stands, without a word about them.
//!
//! It is what a run over very many descriptions tells of each, and what its numbers are counted from. It can be
//! had from the judgement at once ([`build::Judged::brief`]) or from the whole report on a programme; both are the
//! same, which a test holds them to.
//!
//! [`build::Judged::brief`]: crate::report::assemble::Judged::brief

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::{answers::Range, programme::Programme};
use crate::{
    diagnostic::{ExcusedBy, Finding, Severity, Unreadable},
    eval::{Answer, Standing},
};
use mentorcheck_yaml::SourceText;

/// What is told of one programme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Brief<'p> {
    /// The file's path as it was given.
    pub path: &'p str,
    /// Which document of the file, from 0.
    pub document: usize,
    /// The programme's name, or that it is not named.
    pub name: &'p str,
    /// Whether the description keeps to the vocabulary.
    pub valid: bool,
    /// Whether the programme is what it was expected to be.
    pub as_expected: bool,
    /// Whether it is let pass.
    pub passes: bool,
    /// What it is.
    pub verdict: BriefVerdict<'p>,
    /// The answer on each building block.
    pub blocks: Answers<'p>,
    /// The answer on each kind.
    pub kinds: Answers<'p>,
    /// The place on the spectrum, as a range; none where the facts leave none.
    pub spectrum: Option<Range>,
    /// Truth in labelling.
    pub label: BriefLabel<'p>,
    /// What there is to say, and where.
    pub findings: Vec<BriefFinding<'p>>,
}

/// What a programme is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BriefVerdict<'p> {
    /// How firmly it stands.
    pub standing: Standing,
    /// The kind, when it is established or provisional.
    pub kind: Option<&'p str>,
    /// The kinds in question.
    pub candidates: Vec<&'p str>,
    /// When no kind fits, the nearest, the best first.
    pub nearest: Vec<&'p str>,
}

/// Answers by what they are about, in the order of the rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers<'p>(pub Vec<(&'p str, Answer)>);

impl Serialize for Answers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// Truth in labelling.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BriefLabel<'p> {
    /// What the programme calls itself, if it says so.
    pub declared: Option<&'p str>,
    /// Whether the verdict bears it out; none while it may or may not.
    pub holds: Option<bool>,
}

/// A finding by its code and place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BriefFinding<'p> {
    /// Its code.
    pub code: &'p str,
    /// How much it weighs.
    pub severity: Severity,
    /// Line of the place that decides, from 1; none for a finding without a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Its column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// Who excuses it, if somebody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excused: Option<ExcusedBy>,
}

impl<'p> From<&'p Programme> for Brief<'p> {
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
            verdict: BriefVerdict {
                standing: verdict.standing,
                kind: verdict.kind.as_deref(),
                candidates: ids(&verdict.candidates),
                nearest: ids(&verdict.nearest),
            },
            blocks: Answers(programme.blocks.iter().map(|block| (block.id.as_str(), block.answer)).collect()),
            kinds: Answers(programme.kinds.iter().map(|kind| (kind.id.as_str(), kind.answer)).collect()),
            spectrum: programme.spectrum,
            label: BriefLabel { declared: programme.label.declared.as_deref(), holds: programme.label.holds },
            findings: programme.findings.iter().map(BriefFinding::from).collect(),
        }
    }
}

impl<'p> From<&'p Finding> for BriefFinding<'p> {
    fn from(finding: &'p Finding) -> Self {
        let mark = finding.spans.first();
        Self {
            code: &finding.code,
            severity: finding.severity,
            line: mark.map(|mark| mark.line),
            column: mark.map(|mark| mark.column),
            excused: finding.excused.as_ref().map(|excuse| excuse.by),
        }
    }
}

/// What [`Checker::summarize`](crate::checker::Checker::summarize) reports, in the order of the input.
#[derive(Debug)]
pub enum Event<'e> {
    /// A text that was read.
    Source(&'e Arc<SourceText>),
    /// A programme in it.
    Programme(Brief<'e>),
    /// What could not be read of it.
    Unreadable(&'e Unreadable),
    /// The path of a file that is skipped because it describes no programme.
    Skipped(&'e str),
}
