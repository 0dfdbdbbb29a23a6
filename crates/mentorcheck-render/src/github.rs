//! `--format github`: workflow commands, from which GitHub makes annotations.
//!
//! GitHub shows a limited number of annotations of each severity for one step and drops the others without a word. So
//! the worst findings become annotations, and the others are plain lines of the log.
//!
//! Text from a file cannot start a command. The runner looks for `::` at the start of a line, after white space, and for
//! `##[` anywhere in a line. Every line starts with one of our commands, whose values are escaped as the runner
//! unescapes them, or with a severity, and then has no `##[`.

use crate::{
    paths::{ReportPath, count_of, message_with_help, totals_line},
    places::{path_with_location, placed_message},
    worst_first::worst_first,
};
use mentorcheck_core::{
    clause::join_and,
    diagnostic::{Severity, SourceLocation},
    report::{LocatedFinding, Report},
    sanitize::single_line,
};

/// How many annotations of each severity GitHub shows for one step.
const MAX_ANNOTATIONS: usize = 10;

/// The start of a command in the runner's older syntax.
const OLD_COMMAND: &str = "##[";

/// Renders `report` as a summary, annotations, and a group of log lines with the remaining findings.
#[must_use]
pub fn render(report: &Report) -> String {
    let active: Vec<_> = report.findings().filter(|located| located.finding.excused.is_none()).collect();
    let (shown, others) = split_at_limits(worst_first(&active).into_iter().map(|index| active[index]));
    let mut output = summary(report, &others);
    output.extend(shown.into_iter().map(|located| annotation(report, located)));
    if !others.is_empty() {
        let start = format!("::group::Findings without an annotation: {}\n", counts(&others));
        let lines = others.into_iter().map(|located| log_line(report, located));
        output.extend([start].into_iter().chain(lines).chain(["::endgroup::\n".to_owned()]));
    }
    output
}

/// The findings to annotate, and the others, both in the same order as before.
fn split_at_limits<'r>(
    findings: impl Iterator<Item = LocatedFinding<'r>>,
) -> (Vec<LocatedFinding<'r>>, Vec<LocatedFinding<'r>>) {
    // The summary is a notice.
    let mut left = [
        (Severity::Error, MAX_ANNOTATIONS),
        (Severity::Warning, MAX_ANNOTATIONS),
        (Severity::Note, MAX_ANNOTATIONS - 1),
    ];
    findings.partition(|located| {
        let left = left.iter_mut().find(|(severity, left)| *severity == located.finding.severity && *left > 0);
        left.map(|(_, left)| *left -= 1).is_some()
    })
}

/// A notice with the totals, and how many findings are without an annotation.
fn summary(report: &Report, others: &[LocatedFinding<'_>]) -> String {
    let totals = totals_line(report);
    let text = if others.is_empty() {
        totals
    } else {
        let remaining = counts(others);
        format!(
            "{totals}. GitHub shows at most {MAX_ANNOTATIONS} annotations of each severity for a step; the log of this \
             step lists the remaining {remaining}."
        )
    };
    format!("::notice title={}::{}\n", escape_property(report.tool.name), escape_data(&text))
}

/// The number of findings of each severity: "2 errors and 1 note".
fn counts(findings: &[LocatedFinding<'_>]) -> String {
    let count = |severity: Severity| findings.iter().filter(|located| located.finding.severity == severity).count();
    let counts: Vec<_> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|severity| count(*severity) > 0)
        .map(|severity| count_of(count(severity), severity.as_str()))
        .collect();
    join_and(&counts)
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
