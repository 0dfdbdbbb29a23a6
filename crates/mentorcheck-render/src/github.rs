//! `--format github`: workflow commands, by which GitHub marks the lines.
//!
//! Every line that is written begins with a command of ours, and what stands in one is escaped as the
//! runner unescapes it; so nothing from a file can begin a command.

use crate::paths::{ReportPath, message_with_help, totals_line};
use mentorcheck_core::{
    diagnostic::Severity,
    report::{LocatedFinding, Report},
    sanitize::single_line,
};

/// Renders `report` in `format`.
#[must_use]
pub fn render(report: &Report) -> String {
    let held = report.findings().filter(|located| located.finding.excused.is_none());
    let last = format!("::notice title={}::{}\n", property(report.tool.name), data(&totals_line(report)));
    held.map(|one| command(report, one)).chain([last]).collect()
}

fn command(report: &Report, one: LocatedFinding<'_>) -> String {
    let name = match one.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = ReportPath::new(one.path, &report.working_dir);
    let file = property(place.as_str());
    let at = match one.finding.spans.first() {
        None => "line=1".to_owned(),
        Some(mark) if mark.line == mark.end_line => {
            format!("line={},endLine={},col={},endColumn={}", mark.line, mark.line, mark.column, mark.end_column)
        }
        // Columns are refused where several lines are marked.
        Some(mark) => format!("line={},endLine={}", mark.line, mark.end_line),
    };
    let title = property(&one.finding.code);
    format!("::{name} file={file},{at},title={title}::{}\n", data(&message_with_help(one.finding)))
}

/// What stands behind the second `::`.
fn data(words: &str) -> String {
    single_line(words).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands behind a `=`.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}
