//! `--format gitlab`: a code quality report, by which GitLab shows findings in merge requests.

use std::collections::HashSet;

use serde::Serialize;

use crate::paths::{ReportPath, message_with_help};
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

/// The report in this form. What is excused is left out: the form has no word for it.
///
/// # Panics
/// Never: the report holds nothing that JSON cannot.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut known = HashSet::new();
    let held = report.findings().filter(|located| located.finding.excused.is_none());
    let entries: Vec<_> = held
        .map(|one| {
            let mark = one.finding.spans.first();
            Entry {
                description: message_with_help(one.finding),
                check_name: &one.finding.code,
                fingerprint: unique(&mut known, &one.finding.fingerprint),
                severity: severity(one.finding.severity),
                location: Location {
                    path: single_line(ReportPath::new(one.path, &report.working_dir).as_str()),
                    lines: Lines { begin: mark.map_or(1, |mark| mark.line), end: mark.map_or(1, |mark| mark.end_line) },
                },
            }
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&entries).expect("a report is plain data");
    text.push('\n');
    text
}

/// GitLab has five; its `critical` and `blocker` speak of programs that break.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

/// Of two entries with the same fingerprint GitLab shows but one.
fn unique(known: &mut HashSet<String>, fingerprint: &str) -> String {
    let mut unique = fingerprint.to_owned();
    let mut nth = 1;
    while !known.insert(unique.clone()) {
        nth += 1;
        unique = format!("{fingerprint}-{nth}");
    }
    unique
}
