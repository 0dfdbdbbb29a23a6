//! `--format json`: the report as defined by `schemas/report.schema.json`.

use serde::Serialize;

use mentorcheck_core::{report::Report, sanitize::escape_json};

/// Renders the report as indented JSON with a final line feed.
#[must_use]
pub fn render(report: &Report) -> String {
    to_pretty_json(report)
}

/// Renders `data` as indented JSON with a final line feed and unsafe characters escaped.
///
/// # Panics
/// If `data` cannot be serialized, for example a map with keys that are not strings.
#[must_use]
pub fn to_pretty_json(data: &impl Serialize) -> String {
    let mut text = escape_json(serde_json::to_string_pretty(data).expect("data is serializable"));
    text.push('\n');
    text
}
