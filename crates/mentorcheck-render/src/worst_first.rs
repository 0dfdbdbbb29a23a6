//! The order of findings for consumers that show only some of them: by severity and with suppressed findings last. Within
//! a severity, every programme's worst finding comes before any programme's second worst; the rest is as in the report.

use mentorcheck_core::{
    diagnostic::{Finding, Severity},
    report::{CheckResult, LocatedFinding, Report},
};

/// Findings on programmes come first, then those on unreadable files, then those on suppression files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Programme,
    Unreadable,
    Policy,
}

/// The rank of a finding among those of its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OwnRank {
    is_excused: bool,
    pub(crate) severity: Severity,
    /// How many findings on the same programme or file are worse.
    nth: u32,
    /// How many of these have the same severity.
    pub(crate) nth_of_severity: usize,
    class: Class,
}

/// The rank of a finding in the whole report, in 16 bytes; the worst is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    is_excused: bool,
    pub(crate) severity: Severity,
    nth: u32,
    class: Class,
    sequence: u64,
}

impl Rank {
    /// The place in the report.
    pub(crate) fn place(&self) -> (Class, u64) {
        (self.class, self.sequence)
    }
}

/// Numbers the findings of all inputs in their order.
#[derive(Debug, Default)]
pub(crate) struct RankCounter {
    sequence: u64,
}

impl RankCounter {
    /// The rank of the next finding.
    pub(crate) fn next(&mut self, own: OwnRank) -> Rank {
        let OwnRank { is_excused, severity, nth, class, .. } = own;
        self.sequence += 1;
        Rank { is_excused, severity, nth, class, sequence: self.sequence }
    }
}

/// The findings of one input in the order of the report, each with its rank.
pub(crate) fn ranked(result: &CheckResult) -> impl Iterator<Item = (OwnRank, LocatedFinding<'_>)> {
    let programmes = result.programmes.iter().flat_map(|programme| {
        let locate = move |finding| LocatedFinding {
            path: programme.path.as_str(),
            text: &programme.text,
            programme: Some(programme),
            finding,
        };
        own_ranks(Class::Programme, &programme.findings).into_iter().zip(programme.findings.iter().map(locate))
    });
    programmes.chain(result.unreadable.iter().flat_map(|file| ranked_in_file(Class::Unreadable, file)))
}

/// The findings on suppression files, each with its rank.
pub(crate) fn ranked_policy(report: &Report) -> impl Iterator<Item = (OwnRank, LocatedFinding<'_>)> {
    report.policy.iter().flat_map(|file| ranked_in_file(Class::Policy, file))
}

fn ranked_in_file(
    class: Class,
    file: &mentorcheck_core::diagnostic::FileDiagnostics,
) -> impl Iterator<Item = (OwnRank, LocatedFinding<'_>)> {
    let locate = |finding| LocatedFinding { path: file.path.as_str(), text: &file.file, programme: None, finding };
    own_ranks(class, &file.findings).into_iter().zip(file.findings.iter().map(locate))
}

/// The ranks of the findings on one programme or file, in their order.
fn own_ranks(class: Class, findings: &[Finding]) -> Vec<OwnRank> {
    let key = |index: usize| (findings[index].excused.is_some(), findings[index].severity);
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|index| key(*index));
    let mut ranks: Vec<Option<OwnRank>> = vec![None; findings.len()];
    let mut nth: u32 = 0;
    for same in order.chunk_by(|left, right| key(*left) == key(*right)) {
        for (nth_of_severity, index) in same.iter().enumerate() {
            let (is_excused, severity) = key(*index);
            ranks[*index] = Some(OwnRank { is_excused, severity, nth, nth_of_severity, class });
            nth = nth.saturating_add(1);
        }
    }
    ranks.into_iter().flatten().collect()
}
