//! `--format gitlab`: a Code Quality report, which GitLab shows in merge requests.

use std::collections::HashSet;

use serde::Serialize;

use crate::{
    paths::ReportPath,
    places::{is_in_form, placed_message},
};
use mentorcheck_core::{diagnostic::Severity, report::Report, sanitize::single_line};

#[derive(Serialize)]
struct Entry<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Renders a Code Quality report without suppressed findings, which the format cannot express.
///
/// # Panics
/// Never: the report serializes without errors.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut seen = HashSet::new();
    let active = report.findings().filter(|located| located.finding.excused.is_none());
    let entries: Vec<_> = active
        .map(|located| {
            // The format requires lines, and a form has none: the description says where it is.
            let mark = located.finding.spans.first().filter(|_| !is_in_form(located.finding));
            Entry {
                description: placed_message(located.finding),
                check_name: &located.finding.code,
                fingerprint: unique_fingerprint(&mut seen, &located.finding.fingerprint),
                severity: gitlab_severity(located.finding.severity),
                location: Location {
                    path: single_line(ReportPath::new(located.path, &report.root).as_str()),
                    lines: Lines { begin: mark.map_or(1, |mark| mark.line), end: mark.map_or(1, |mark| mark.end_line) },
                },
            }
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&entries).expect("report serializes to JSON");
    text.push('\n');
    text
}

/// GitLab has five levels; `critical` and `blocker` are for defects in programs.
fn gitlab_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

/// GitLab shows only one of several entries with the same fingerprint.
fn unique_fingerprint(seen: &mut HashSet<String>, fingerprint: &str) -> String {
    let mut candidate = fingerprint.to_owned();
    let mut nth = 1;
    while !seen.insert(candidate.clone()) {
        nth += 1;
        candidate = format!("{fingerprint}-{nth}");
    }
    candidate
}
