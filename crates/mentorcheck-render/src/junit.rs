//! `--format junit`: the XML of `JUnit`, for continuous integration: a test for each programme, and one for each
//! file that could not be read. Without times, so that the same input gives the same text.

use quick_junit::{NonSuccessKind, Property, TestCase, TestCaseStatus, TestSuite};

use crate::{
    csv::UNREADABLE,
    paths::{ReportPath, display_name, message_with_help, totals_line},
};
use mentorcheck_core::{
    diagnostic::{FileDiagnostics, Finding},
    report::{Programme, Report},
    sanitize::single_line,
};

/// The report in this form.
///
/// # Panics
/// Never: what is written goes to memory.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut suite = TestSuite::new(report.tool.name);
    let totals = &report.totals;
    for (name, number) in [
        ("programmes", totals.programmes),
        ("passing", totals.passing),
        ("unreadable", totals.unreadable),
        ("errors", totals.findings.error),
        ("warnings", totals.findings.warning),
        ("notes", totals.findings.note),
        ("excused", totals.excused.total()),
    ] {
        suite.add_property(Property::new(name, number.to_string()));
    }
    suite.add_test_cases(report.programmes.iter().map(|programme| of_programme(report, programme)));
    suite.add_test_cases(report.unreadable.iter().map(|file| of_unreadable(report, file)));
    let policy: Vec<_> =
        report.policy.iter().flat_map(|file| file.findings.iter().map(|one| listed(&file.path, one))).collect();
    suite.set_system_out([policy.concat(), totals_line(report)].concat());
    let mut tests = quick_junit::Report::new(report.tool.name);
    tests.add_test_suite(suite);
    // The form that Jenkins publishes has no such number on the outermost element.
    tests.to_string().expect("memory takes everything").replacen(" skipped=\"0\"", "", 1)
}

fn of_programme(report: &Report, programme: &Programme) -> TestCase {
    let status = match (programme.valid, programme.passes) {
        (true, true) => TestCaseStatus::success(),
        (false, _) => status(NonSuccessKind::Error, "understood only in part"),
        (true, false) => status(NonSuccessKind::Failure, "not as expected"),
    };
    let held: Vec<_> = programme
        .findings
        .iter()
        .filter(|finding| finding.is_active())
        .map(|finding| listed(&programme.path, finding))
        .collect();
    let words = format!("{}\n\n{}", single_line(&programme.verdict.sentence), held.concat());
    test(report, &programme.path, &display_name(programme), status, &single_line(&programme.verdict.sentence), &words)
}

fn of_unreadable(report: &Report, file: &FileDiagnostics) -> TestCase {
    let findings: Vec<_> = file.findings.iter().map(|finding| listed(&file.path, finding)).collect();
    let first = file.findings.first().map(|finding| single_line(&finding.message)).unwrap_or_default();
    let status = status(NonSuccessKind::Error, UNREADABLE);
    test(report, &file.path, UNREADABLE, status, &first, &findings.concat())
}

fn status(kind: NonSuccessKind, sort: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(sort);
    status
}

/// A test is known by where its file lies, as `folder.folder` and `file: programme`: viewers make a tree of
/// the dots.
fn test(report: &Report, path: &str, what: &str, mut status: TestCaseStatus, message: &str, words: &str) -> TestCase {
    let place = single_line(ReportPath::new(path, &report.working_dir).as_str());
    let (folder, file) = place.rsplit_once('/').unwrap_or(("", &place));
    let folders = folder.split('/').filter(|name| !name.is_empty()).map(|name| name.replace('.', "_"));
    let class: Vec<_> = std::iter::once(report.tool.name.to_owned()).chain(folders).collect();
    if !matches!(status, TestCaseStatus::Success { .. }) {
        status.set_message(message).set_description(words);
    }
    let mut test = TestCase::new(format!("{file}: {what}"), status);
    test.set_classname(class.join("."));
    test
}

/// A finding as a line of text, with its place as editors and terminals know it.
fn listed(path: &str, finding: &Finding) -> String {
    let line = finding.spans.first().map(|mark| format!(":{}:{}", mark.line, mark.column)).unwrap_or_default();
    let (path, severity) = (single_line(path), finding.severity.as_str());
    format!("{path}{line}: {severity}: {}\n    {}\n", finding.code, message_with_help(finding))
}
