//! `--format json`: the report as data, in the form that `schemas/report.schema.json` defines.

use serde::Serialize;

use mentorcheck_core::{report::Report, sanitize::escape_json};

/// The report as indented JSON with a line end.
#[must_use]
pub fn render(report: &Report) -> String {
    indented(report)
}

/// Plain data as indented JSON with a line end, and with nothing in it that a terminal would obey.
///
/// # Panics
/// When the data is none, such as a map whose keys are no text.
#[must_use]
pub fn indented(data: &impl Serialize) -> String {
    let mut text = escape_json(serde_json::to_string_pretty(data).expect("what is told is plain data"));
    text.push('\n');
    text
}
