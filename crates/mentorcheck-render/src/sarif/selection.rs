//! The results to write: the worst within what code hosts accept, while the findings of all inputs arrive.

use std::{
    collections::{BTreeMap, BTreeSet},
    io, mem,
};

use super::results::{SarifResult, to_result};
use crate::worst_first::{OwnRank, Rank, RankCounter};
use mentorcheck_core::{
    diagnostic::Finding,
    report::{LocatedFinding, Report},
};

/// GitHub rejects a file with more results. Of these it shows 5,000, the most severe ones.
const MAX_RESULTS: usize = 25_000;

/// GitHub rejects a file of more than 10 MB after compression. Results compress to less than a tenth.
const MAX_RESULT_BYTES: usize = 60_000_000;

/// How results are set in the report.
pub(super) const INDENT: &str = "\n        ";

/// A result as text, in which the index of its rule is not yet known.
#[derive(Debug)]
pub(super) struct RankedResult {
    rank: OwnRank,
    pub(super) code: Box<str>,
    pub(super) path: Box<str>,
    pub(super) text: Box<str>,
    /// In compact JSON.
    bytes: usize,
}

/// What one input adds.
#[derive(Debug, Default)]
pub(crate) struct Results {
    ranked: Vec<RankedResult>,
    /// The first finding with each code that the rules do not describe.
    first_findings: BTreeMap<Box<str>, Finding>,
    /// The paths of programmes and of the unreadable file.
    paths: BTreeSet<Box<str>>,
    unreadable: Vec<Box<str>>,
}

/// The worst results so far, and what is to be known of the others.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    counter: RankCounter,
    /// The worst first.
    selected: BTreeMap<Rank, RankedResult>,
    /// The length of those that are selected in compact JSON.
    bytes: usize,
    pub(super) total: usize,
    /// The paths of programmes and of unreadable files, until it is known that results are left out.
    paths: BTreeSet<Box<str>>,
    pub(super) unreadable: Vec<Box<str>>,
    /// The first finding with each code that the rules do not describe.
    first_findings: BTreeMap<Box<str>, (Rank, Finding)>,
}

impl Results {
    /// Adds the result of the next finding of the input. `is_described` says of a code whether the rules describe it.
    pub(super) fn push(
        &mut self,
        report: &Report,
        rank: OwnRank,
        located: LocatedFinding<'_>,
        is_described: impl Fn(&str) -> bool,
    ) {
        let finding = located.finding;
        let code = finding.code.as_str();
        if !is_described(code) && !self.first_findings.contains_key(code) {
            self.first_findings.insert(code.into(), finding.clone());
        }
        let result = to_result(report, located);
        let bytes = compact_len(&result);
        let text = serde_json::to_string_pretty(&result).expect("a result serializes to JSON").replace('\n', INDENT);
        self.ranked.push(RankedResult { rank, code: code.into(), path: located.path.into(), text: text.into(), bytes });
    }

    pub(super) fn add_programme(&mut self, path: &str) {
        self.paths.insert(path.into());
    }

    pub(super) fn add_unreadable(&mut self, path: &str) {
        self.paths.insert(path.into());
        self.unreadable.push(path.into());
    }
}

impl Selection {
    /// Adds those of the next input.
    pub(crate) fn add(&mut self, next: Results) {
        let Results { ranked, mut first_findings, paths, unreadable } = next;
        if !self.leaves_out() {
            self.paths.extend(paths);
        }
        self.unreadable.extend(unreadable);
        for result in ranked {
            let rank = self.counter.next(result.rank);
            if let Some((code, finding)) = first_findings.remove_entry(&result.code) {
                let known = self.first_findings.get(&code);
                if known.is_none_or(|(known, _)| rank.place() < known.place()) {
                    self.first_findings.insert(code, (rank, finding));
                }
            }
            self.select(rank, result);
        }
        if self.leaves_out() {
            self.paths.clear();
        }
    }

    fn leaves_out(&self) -> bool {
        self.selected.len() < self.total
    }

    fn select(&mut self, rank: Rank, result: RankedResult) {
        self.total += 1;
        let is_full = self.selected.len() >= MAX_RESULTS || self.bytes > MAX_RESULT_BYTES;
        if is_full && self.selected.last_key_value().is_some_and(|(last, _)| *last < rank) {
            return;
        }
        self.bytes += result.bytes;
        self.selected.insert(rank, result);
        // The last is kept while it may be the first beyond the limit, so that it is known that there is one.
        while let Some((_, last)) = self.selected.last_key_value() {
            if self.selected.len() <= MAX_RESULTS && self.bytes - last.bytes <= MAX_RESULT_BYTES {
                break;
            }
            self.bytes -= last.bytes;
            self.selected.pop_last();
        }
    }

    /// The results to write in the order of the report, and the files to list: if results are left out, only those with
    /// a result.
    pub(super) fn finish(&mut self) -> (Vec<RankedResult>, BTreeSet<Box<str>>) {
        if self.bytes > MAX_RESULT_BYTES {
            self.selected.pop_last();
        }
        let mut results: Vec<_> = mem::take(&mut self.selected).into_iter().collect();
        results.sort_unstable_by_key(|(rank, _)| rank.place());
        let results: Vec<_> = results.into_iter().map(|(_, result)| result).collect();
        let paths = if results.len() < self.total {
            results.iter().map(|result| result.path.clone()).collect()
        } else {
            mem::take(&mut self.paths)
        };
        (results, paths)
    }

    /// The first finding with each code that the rules do not describe, by code.
    pub(super) fn first_findings(&self) -> impl Iterator<Item = &Finding> {
        self.first_findings.values().map(|(_, finding)| finding)
    }
}

/// The length of a result in compact JSON.
fn compact_len(result: &SarifResult<'_>) -> usize {
    struct ByteCount(usize);

    impl io::Write for ByteCount {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let mut count = ByteCount(0);
    serde_json::to_writer(&mut count, result).expect("a result serializes to JSON");
    count.0
}
