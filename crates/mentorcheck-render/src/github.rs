//! `--format github`: workflow commands, from which GitHub annotates lines.
//!
//! Every line starts with one of our commands, and values are escaped as the runner unescapes them, so text from a file
//! cannot start a command.

use crate::paths::{ReportPath, message_with_help, totals_line};
use mentorcheck_core::{
    diagnostic::Severity,
    report::{LocatedFinding, Report},
    sanitize::single_line,
};

/// Renders `report` as workflow commands.
#[must_use]
pub fn render(report: &Report) -> String {
    let active = report.findings().filter(|located| located.finding.excused.is_none());
    let summary =
        format!("::notice title={}::{}\n", escape_property(report.tool.name), escape_data(&totals_line(report)));
    active.map(|located| render_command(report, located)).chain([summary]).collect()
}

fn render_command(report: &Report, located: LocatedFinding<'_>) -> String {
    let kind = match located.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let report_path = ReportPath::new(located.path, &report.root);
    let file = escape_property(report_path.as_str());
    let position = match located.finding.spans.first() {
        None => "line=1".to_owned(),
        Some(location) if location.line == location.end_line => {
            format!(
                "line={},endLine={},col={},endColumn={}",
                location.line, location.line, location.column, location.end_column
            )
        }
        // GitHub rejects columns on annotations of several lines.
        Some(location) => format!("line={},endLine={}", location.line, location.end_line),
    };
    let title = escape_property(&located.finding.code);
    format!("::{kind} file={file},{position},title={title}::{}\n", escape_data(&message_with_help(located.finding)))
}

/// Escapes the message of a command.
fn escape_data(text: &str) -> String {
    single_line(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property value.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
