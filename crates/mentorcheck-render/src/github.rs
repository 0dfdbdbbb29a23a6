//! `--format github`: workflow commands, from which GitHub makes annotations.
//!
//! GitHub shows a limited number of annotations of each severity for one step and drops the others without a word. So
//! the worst findings become annotations, and the others are plain lines of the log.
//!
//! Text from a file cannot start a command. The runner looks for `::` at the start of a line, after white space, and for
//! `##[` anywhere in a line. Every line starts with one of our commands, whose values are escaped as the runner
//! unescapes them, or with a severity, and then has no `##[`.

use std::{collections::BTreeMap, mem};

use crate::{
    chunk::{FooterPart, Piece, Pieces, SpoolLength},
    paths::{ReportPath, count_of, message_with_help, totals_line},
    places::{path_with_location, placed_message},
    worst_first::{OwnRank, Rank, RankCounter, ranked, ranked_policy},
};
use mentorcheck_core::{
    clause::join_and,
    diagnostic::{Severity, SourceLocation},
    report::{CheckResult, LocatedFinding, Report},
    sanitize::single_line,
};

/// How many annotations of each severity GitHub shows for one step.
const MAX_ANNOTATIONS: usize = 10;

/// The start of a command in the runner's older syntax.
const OLD_COMMAND: &str = "##[";

/// The spool: a line for each finding.
const LINES_SPOOL: usize = 0;

/// What one input adds, in the order of the report.
#[derive(Debug, Default)]
pub(crate) struct Lines(Vec<Line>);

#[derive(Debug)]
struct Line {
    rank: OwnRank,
    /// Of the line of the log, in bytes.
    length: usize,
    /// Unless enough findings of the same input are worse.
    annotation: Option<String>,
}

/// The findings to annotate, and where the line of each finding is.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    counter: RankCounter,
    /// By severity, the worst findings so far, the worst first: at most [`max_annotations`] of them.
    annotations: BTreeMap<Severity, BTreeMap<Rank, String>>,
    /// Each with its line in the spool: 32 bytes, because there may be millions.
    lines: Vec<(Rank, Piece)>,
    spool: SpoolLength,
}

impl Findings {
    /// Adds those of the next input.
    pub(crate) fn add(&mut self, next: Lines) {
        for Line { rank, length, annotation } in next.0 {
            let rank = self.counter.next(rank);
            self.lines.push((rank, self.spool.push(length)));
            if let Some(annotation) = annotation {
                self.annotate(rank, annotation);
            }
        }
    }

    fn annotate(&mut self, rank: Rank, annotation: String) {
        let worst = self.annotations.entry(rank.severity).or_default();
        if worst.len() < max_annotations(rank.severity) {
            worst.insert(rank, annotation);
        } else if worst.last_key_value().is_some_and(|(last, _)| rank < *last) {
            worst.insert(rank, annotation);
            worst.pop_last();
        }
    }

    fn is_annotated(&self, rank: &Rank) -> bool {
        self.annotations.get(&rank.severity).is_some_and(|worst| worst.contains_key(rank))
    }
}

/// Renders the findings of one input that are not suppressed: a line of the log for each, and annotations.
pub(crate) fn render_result(report: &Report, result: &CheckResult) -> Pieces<Lines> {
    let mut text = String::new();
    let mut lines = Vec::new();
    for (rank, located) in ranked(result).filter(|(_, located)| located.finding.excused.is_none()) {
        let line = log_line(report, located);
        let may_be_annotated = rank.nth_of_severity < max_annotations(rank.severity);
        let annotation = may_be_annotated.then(|| annotation(report, located));
        lines.push(Line { rank, length: line.len(), annotation });
        text.push_str(&line);
    }
    Pieces::kept(vec![text.into_bytes()], Lines(lines))
}

/// Renders a summary, annotations, and a group of log lines with the remaining findings.
pub(crate) fn footer(report: &Report, mut findings: Findings) -> Vec<FooterPart> {
    let mut policy = Vec::new();
    for (rank, located) in ranked_policy(report).filter(|(_, located)| located.finding.excused.is_none()) {
        let rank = findings.counter.next(rank);
        findings.annotate(rank, annotation(report, located));
        policy.push((rank, log_line(report, located)));
    }
    let mut lines = mem::take(&mut findings.lines);
    lines.retain(|(rank, _)| !findings.is_annotated(rank));
    policy.retain(|(rank, _)| !findings.is_annotated(rank));
    lines.sort_unstable_by_key(|(rank, _)| *rank);
    policy.sort_unstable_by_key(|(rank, _)| *rank);
    let ranks = lines.iter().map(|(rank, _)| rank).chain(policy.iter().map(|(rank, _)| rank));
    let remaining = counts(ranks);
    let mut text = summary(report, &remaining);
    text.extend(mem::take(&mut findings.annotations).into_values().flat_map(BTreeMap::into_values));
    if remaining.is_empty() {
        return vec![FooterPart::text(text)];
    }
    let mut parts = vec![FooterPart::text(format!("{text}::group::Findings without an annotation: {remaining}\n"))];
    let pieces = |lines: &[(Rank, Piece)]| FooterPart::Pieces {
        index: LINES_SPOOL,
        pieces: lines.iter().map(|(_, piece)| *piece).collect(),
    };
    let mut rest = lines.as_slice();
    for (rank, line) in policy {
        let (before, after) = rest.split_at(rest.partition_point(|(other, _)| *other < rank));
        parts.extend([pieces(before), FooterPart::text(line)]);
        rest = after;
    }
    parts.extend([pieces(rest), FooterPart::text("::endgroup::\n")]);
    parts
}

/// How many findings of a severity are annotated.
fn max_annotations(severity: Severity) -> usize {
    // The summary is a notice.
    if severity == Severity::Note { MAX_ANNOTATIONS - 1 } else { MAX_ANNOTATIONS }
}

/// A notice with the totals, and how many findings are without an annotation.
fn summary(report: &Report, remaining: &str) -> String {
    let totals = totals_line(report);
    let text = if remaining.is_empty() {
        totals
    } else {
        format!(
            "{totals}. GitHub shows at most {MAX_ANNOTATIONS} annotations of each severity for a step; the log of this \
             step lists the remaining {remaining}."
        )
    };
    format!("::notice title={}::{}\n", escape_property(report.tool.name), escape_data(&text))
}

/// The number of findings of each severity: "2 errors and 1 note".
fn counts<'r>(ranks: impl Iterator<Item = &'r Rank>) -> String {
    let mut counts = BTreeMap::from([(Severity::Error, 0), (Severity::Warning, 0), (Severity::Note, 0)]);
    ranks.for_each(|rank| *counts.entry(rank.severity).or_default() += 1);
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    join_and(&counts.map(|(severity, count)| count_of(count, severity.as_str())).collect::<Vec<_>>())
}

fn annotation(report: &Report, located: LocatedFinding<'_>) -> String {
    let command = match located.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let report_path = ReportPath::new(located.path, &report.root);
    let file = escape_property(report_path.as_str());
    let position = position(located.finding.spans.first());
    let title = escape_property(&located.finding.code);
    format!("::{command} file={file}{position},title={title}::{}\n", escape_data(&placed_message(located.finding)))
}

fn position(location: Option<&SourceLocation>) -> String {
    match location {
        None => ",line=1".to_owned(),
        // A form has no lines. The message says where it is.
        Some(SourceLocation { place: Some(_), .. }) => String::new(),
        Some(location) if location.line == location.end_line => {
            format!(
                ",line={},endLine={},col={},endColumn={}",
                location.line, location.line, location.column, location.end_column
            )
        }
        // GitHub rejects columns on annotations of several lines.
        Some(location) => format!(",line={},endLine={}", location.line, location.end_line),
    }
}

/// A line of the log that the runner reads no command in.
fn log_line(report: &Report, located: LocatedFinding<'_>) -> String {
    let finding = located.finding;
    let report_path = ReportPath::new(located.path, &report.root);
    let place = path_with_location(report_path.as_str(), finding.spans.first());
    let text = format!("{place}: {} ({})", message_with_help(finding), finding.code);
    let text = single_line(&text).replace(OLD_COMMAND, "## [");
    format!("{}: {text}\n", finding.severity.as_str())
}

/// Escapes the message of a command.
fn escape_data(text: &str) -> String {
    single_line(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property value.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
