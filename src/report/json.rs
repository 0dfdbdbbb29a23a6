//! `--format json`: the report as data, in the form that `schemas/report.schema.json` defines.

use super::Report;

/// The report as indented JSON with a line end.
///
/// # Panics
/// Never: the report holds nothing that JSON cannot.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut text = serde_json::to_string_pretty(report).expect("a report is plain data");
    text.push('\n');
    text
}
