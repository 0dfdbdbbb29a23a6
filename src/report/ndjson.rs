//! `--format ndjson`: a line for each thing that is told, as soon as it is known.
//!
//! The first line (`"type": "run"`) says who judged by which rules, the last (`"type": "totals"`) how many
//! there were. Between them stand `programme`, `skipped`, `unreadable` and `policy`, in path order: each
//! holds what the JSON report holds under that name.

use serde::Serialize;

use super::{PackInfo, Programme, Report, Tool, Totals, excerpt::escaped};
use crate::{
    finding::Unreadable,
    input::{STDIN, STDIN_NAME},
    pipeline::Outcome,
};

/// One line.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Line<'r> {
    /// Who judged, and by what.
    Run {
        /// The version of the report's form.
        version: u32,
        /// The program.
        tool: &'r Tool,
        /// The rules.
        pack: &'r PackInfo,
        /// What programmes were expected to be.
        expected: &'r str,
        /// Whether a provisional verdict passes.
        accept_provisional: bool,
        /// What was supposed.
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        supposed: &'r [String],
    },
    /// A programme.
    Programme(&'r Programme),
    /// A file that could not be read.
    Unreadable(&'r Unreadable),
    /// A file that describes no programme.
    Skipped {
        /// Its path.
        path: &'r str,
    },
    /// A file of the policy that something is to be said of.
    Policy(&'r Unreadable),
    /// How many there were.
    Totals(&'r Totals),
}

impl Line<'_> {
    /// The line, with its end.
    ///
    /// # Panics
    /// Never: a report holds nothing that JSON cannot.
    #[must_use]
    pub fn written(&self) -> String {
        let mut line = escaped(serde_json::to_string(self).expect("a report is plain data"));
        line.push('\n');
        line
    }
}

/// The first line of a report.
#[must_use]
pub fn head(report: &Report) -> Line<'_> {
    Line::Run {
        version: report.version,
        tool: &report.tool,
        pack: &report.pack,
        expected: &report.expected,
        accept_provisional: report.accept_provisional,
        supposed: &report.supposed,
    }
}

/// The lines on one input.
#[must_use]
pub fn of(outcome: &Outcome) -> String {
    let programmes = outcome.programmes.iter().map(Line::Programme);
    let unreadable = outcome.unreadable.iter().map(Line::Unreadable);
    let skipped = outcome.skipped.iter().map(|path| Line::Skipped { path });
    programmes.chain(unreadable).chain(skipped).map(|line| line.written()).collect()
}

/// The lines behind those on inputs.
#[must_use]
pub fn tail(report: &Report) -> String {
    let policy = report.policy.iter().map(Line::Policy);
    policy.chain([Line::Totals(&report.totals)]).map(|line| line.written()).collect()
}

/// The whole report, in the order in which it was found out.
#[must_use]
pub fn render(report: &Report) -> String {
    let programmes = report.programmes.iter().map(|one| (one.path.as_str(), Line::Programme(one)));
    let unreadable = report.unreadable.iter().map(|one| (one.path.as_str(), Line::Unreadable(one)));
    let skipped = report.skipped.iter().map(|path| (path.as_str(), Line::Skipped { path }));
    let mut lines: Vec<_> = programmes.chain(unreadable).chain(skipped).collect();
    // Standard input is sorted by the name that it has on the command line.
    lines.sort_by_key(|(path, _)| if *path == STDIN_NAME { STDIN } else { path });
    let lines: String = lines.iter().map(|(_, line)| line.written()).collect();
    head(report).written() + &lines + &tail(report)
}
