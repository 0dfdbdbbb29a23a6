//! Totals of a run, counted once for all formats.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{
    result::CheckResult,
    summary::{Event, FindingSummary, ProgrammeSummary},
};
use crate::{
    diagnostic::{FileDiagnostics, Severity, SuppressionSource},
    eval::{Answer, VerdictStatus},
};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub programmes: usize,
    #[serde(rename = "as_expected_count")]
    pub as_expected: usize,
    /// As expected, or with all findings against them suppressed.
    pub passing: usize,
    /// Programmes whose description does not conform to the schema.
    pub invalid: usize,
    /// Files, or documents in them, that could not be read.
    pub unreadable: usize,
    /// Files that describe no programme.
    pub skipped: usize,
    /// Findings that are not suppressed.
    #[serde(rename = "finding_counts")]
    pub findings: SeverityCounts,
    /// Suppressed findings.
    pub excused: SuppressionCounts,
    /// Verdicts by status; statuses without verdicts are absent.
    pub standings: BTreeMap<VerdictStatus, usize>,
    /// Established and provisional verdicts by kind; kinds without any are absent.
    #[serde(rename = "kind_counts")]
    pub kinds: BTreeMap<String, KindTotals>,
    /// In pack order.
    #[serde(rename = "block_counts")]
    pub blocks: Vec<BlockTotals>,
    /// Number of programmes with a configuration of their own, by its path.
    #[serde(rename = "configuration_counts", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub configurations: BTreeMap<String, usize>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeverityCounts {
    pub error: usize,
    pub warning: usize,
    pub note: usize,
}

/// Number of suppressed findings by source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuppressionCounts {
    pub comment: usize,
    pub configuration: usize,
    pub baseline: usize,
}

impl SuppressionCounts {
    #[must_use]
    pub fn total(self) -> usize {
        self.comment + self.configuration + self.baseline
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindTotals {
    pub established: usize,
    pub provisional: usize,
}

/// Number of programmes by answer on one block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockTotals {
    pub id: String,
    pub shown: usize,
    pub refuted: usize,
    pub open: usize,
    pub contradictory: usize,
}

fn add_count(own: &mut usize, other: usize) {
    *own = own.saturating_add(other);
}

impl Totals {
    /// Adds the totals of another part of a run. They may come from a file that somebody made up, so no sum overflows, and the
    /// time is linear in their length.
    pub fn add(&mut self, other: &Self) {
        add_count(&mut self.programmes, other.programmes);
        add_count(&mut self.as_expected, other.as_expected);
        add_count(&mut self.passing, other.passing);
        add_count(&mut self.invalid, other.invalid);
        add_count(&mut self.unreadable, other.unreadable);
        add_count(&mut self.skipped, other.skipped);
        add_count(&mut self.findings.error, other.findings.error);
        add_count(&mut self.findings.warning, other.findings.warning);
        add_count(&mut self.findings.note, other.findings.note);
        add_count(&mut self.excused.comment, other.excused.comment);
        add_count(&mut self.excused.configuration, other.excused.configuration);
        add_count(&mut self.excused.baseline, other.excused.baseline);
        for (standing, count) in &other.standings {
            add_count(self.standings.entry(*standing).or_default(), *count);
        }
        for (kind, counts) in &other.kinds {
            let own = self.kinds.entry(kind.clone()).or_default();
            add_count(&mut own.established, counts.established);
            add_count(&mut own.provisional, counts.provisional);
        }
        for (path, count) in &other.configurations {
            add_count(self.configurations.entry(path.clone()).or_default(), *count);
        }
        let known = self.blocks.iter().enumerate().map(|(index, block)| (block.id.clone(), index));
        let mut known: HashMap<String, usize> = known.collect();
        for block in &other.blocks {
            let index = *known.entry(block.id.clone()).or_insert_with(|| {
                self.blocks.push(BlockTotals { id: block.id.clone(), ..BlockTotals::default() });
                self.blocks.len() - 1
            });
            let own = &mut self.blocks[index];
            add_count(&mut own.shown, block.shown);
            add_count(&mut own.refuted, block.refuted);
            add_count(&mut own.open, block.open);
            add_count(&mut own.contradictory, block.contradictory);
        }
    }

    /// Adds the result of one input.
    pub fn add_result(&mut self, result: &CheckResult) {
        result.programmes.iter().for_each(|programme| self.add_programme(&programme.into()));
        result.unreadable.iter().for_each(|file| self.add_unreadable(file));
        self.skipped += usize::from(result.skipped.is_some());
    }

    /// Adds a file that could not be read, or only in part.
    pub fn add_unreadable(&mut self, file: &FileDiagnostics) {
        self.unreadable += 1;
        file.findings.iter().for_each(|finding| self.add_finding(&finding.into()));
    }

    /// Counts one event of a summary.
    pub fn add_event(&mut self, event: &Event<'_>) {
        match event {
            Event::Source(_) => {}
            Event::Programme(programme) => self.add_programme(programme),
            Event::Unreadable(file) => self.add_unreadable(file),
            Event::Skipped(_) => self.skipped += 1,
        }
    }

    fn block_mut(&mut self, id: &str) -> &mut BlockTotals {
        let existing = self.blocks.iter().position(|block| block.id == id);
        let index = existing.unwrap_or_else(|| {
            self.blocks.push(BlockTotals { id: id.to_owned(), ..BlockTotals::default() });
            self.blocks.len() - 1
        });
        &mut self.blocks[index]
    }

    pub fn add_programme(&mut self, programme: &ProgrammeSummary<'_>) {
        self.programmes += 1;
        self.as_expected += usize::from(programme.as_expected);
        self.passing += usize::from(programme.passes);
        self.invalid += usize::from(!programme.valid);
        *self.standings.entry(programme.verdict.standing).or_default() += 1;
        if let Some(kind) = programme.verdict.kind {
            if !self.kinds.contains_key(kind) {
                self.kinds.insert(kind.to_owned(), KindTotals::default());
            }
            if let Some(kind) = self.kinds.get_mut(kind) {
                match programme.verdict.standing {
                    VerdictStatus::Established => kind.established += 1,
                    _ => kind.provisional += 1,
                }
            }
        }
        if let Some(settings) = programme.settings {
            match self.configurations.get_mut(&settings.configuration) {
                Some(count) => *count += 1,
                None => _ = self.configurations.insert(settings.configuration.clone(), 1),
            }
        }
        for (id, answer) in &programme.blocks.0 {
            let counts = self.block_mut(id);
            match answer {
                Answer::Shown => counts.shown += 1,
                Answer::Refuted => counts.refuted += 1,
                Answer::Open => counts.open += 1,
                Answer::Contradictory => counts.contradictory += 1,
            }
        }
        programme.findings.iter().for_each(|finding| self.add_finding(finding));
    }

    pub fn add_finding(&mut self, finding: &FindingSummary<'_>) {
        let counter = match (finding.excused, finding.severity) {
            (Some(source), _) => match source {
                SuppressionSource::Comment => &mut self.excused.comment,
                SuppressionSource::Configuration => &mut self.excused.configuration,
                SuppressionSource::Baseline => &mut self.excused.baseline,
            },
            (None, Severity::Error) => &mut self.findings.error,
            (None, Severity::Warning) => &mut self.findings.warning,
            (None, Severity::Note) => &mut self.findings.note,
        };
        *counter += 1;
    }
}
