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
    diagnostic::{FileDiagnostics, Finding},
    skip::SkippedFile,
    suppress::SuppressionTally,
};
use mentorcheck_yaml::SourceFile;

/// Schema version; incremented on changes that break readers of the previous version.
pub const SCHEMA_VERSION: u32 = 3;

#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub version: u32,
    pub tool: Tool,
    pub pack: Arc<PackInfo>,
    /// A kind's ID, `any` or `label`.
    pub expected: String,
    pub accept_provisional: bool,
    /// The configuration that was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub configuration: Option<String>,
    /// Assumptions as `field=value`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supposed: Vec<String>,
    /// In path order.
    pub programmes: Vec<Programme>,
    /// Files found in folders that are not descriptions.
    pub skipped: Vec<SkippedFile>,
    /// Files or documents that could not be read.
    pub unreadable: Vec<FileDiagnostics>,
    /// Findings on suppression files themselves, such as unused entries.
    pub policy: Vec<FileDiagnostics>,
    pub totals: Totals,
    /// The folder that paths of files start from.
    #[serde(skip)]
    pub root: PathBuf,
    /// Whether formats that repeat the texts of descriptions leave them out.
    #[serde(skip)]
    pub omits_sources: bool,
    /// Which suppressions applied so far.
    #[serde(skip)]
    pub suppressions: SuppressionTally,
}

#[derive(Debug, Clone, Copy)]
pub struct LocatedFinding<'r> {
    /// As given by the user.
    pub path: &'r str,
    pub text: &'r Arc<SourceFile>,
    /// `None` for unreadable files and suppression files.
    pub programme: Option<&'r Programme>,
    pub finding: &'r Finding,
}

impl Report {
    /// Counts and stores the result of one input.
    pub fn add(&mut self, result: CheckResult) {
        self.totals.add_result(&result);
        self.push(result);
    }

    /// Stores a result that is already counted.
    pub fn push(&mut self, result: CheckResult) {
        self.suppressions.merge(result.suppressions);
        self.programmes.extend(result.programmes);
        self.unreadable.extend(result.unreadable);
        self.skipped.extend(result.skipped);
    }

    /// Counts and stores the findings on suppression files.
    pub fn finish(&mut self, policy: Vec<FileDiagnostics>) {
        policy.iter().flat_map(|file| &file.findings).for_each(|finding| self.totals.add_finding(&finding.into()));
        self.policy = policy;
    }

    /// Iterates over all findings: on programmes in path order, then on unreadable files, then on suppression files.
    pub fn findings(&self) -> impl Iterator<Item = LocatedFinding<'_>> {
        let programmes = self.programmes.iter().flat_map(|programme| {
            let locate = move |finding| LocatedFinding {
                path: programme.path.as_str(),
                text: &programme.text,
                programme: Some(programme),
                finding,
            };
            programme.findings.iter().map(locate)
        });
        let files = self.unreadable.iter().chain(&self.policy).flat_map(|file| {
            let locate =
                move |finding| LocatedFinding { path: file.path.as_str(), text: &file.file, programme: None, finding };
            file.findings.iter().map(locate)
        });
        programmes.chain(files)
    }
}
