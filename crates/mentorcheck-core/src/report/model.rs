//! The report on a run.

use std::{path::PathBuf, sync::Arc};

use serde::Serialize;

use super::{
    pack_info::{PackInfo, Tool},
    programme::Programme,
    result::CheckResult,
    totals::Totals,
};
use crate::{
    diagnostic::{Finding, Unreadable},
    suppress::SuppressionTally,
};
use mentorcheck_yaml::SourceText;

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
    /// Which suppressions applied so far.
    #[serde(skip)]
    pub suppressions: SuppressionTally,
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
    pub fn take(&mut self, outcome: CheckResult) {
        self.totals.count(&outcome);
        self.keep(outcome);
    }

    /// Adds what one input gave, which has been counted already.
    pub fn keep(&mut self, outcome: CheckResult) {
        self.suppressions.merge(outcome.suppressions);
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
