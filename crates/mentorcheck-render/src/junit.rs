//! `--format junit`: `JUnit` XML for continuous integration, with a test case for each programme and each
//! unreadable file. There are no times, so that output is deterministic.

use quick_junit::{NonSuccessKind, Property, TestCase, TestCaseStatus, TestSuite};

use crate::{
    chunk::{FooterPart, Pieces},
    csv::UNREADABLE,
    paths::{ReportPath, display_name, message_with_help, totals_line},
    places::path_with_location,
};
use mentorcheck_core::{
    diagnostic::{FileDiagnostics, Finding},
    report::{CheckResult, Programme, Report},
    sanitize::single_line,
};

/// The spools: the test cases of programmes, and those of unreadable files.
const PROGRAMMES_SPOOL: usize = 0;
const UNREADABLE_SPOOL: usize = 1;

/// How many programmes that are understood do not pass.
#[derive(Debug, Default)]
pub(crate) struct Failures(usize);

impl Failures {
    /// Adds those of the next input.
    pub(crate) fn add(&mut self, next: &Self) {
        self.0 += next.0;
    }
}

/// Renders the test cases of one input.
pub(crate) fn render_result(report: &Report, result: &CheckResult) -> Pieces<Failures> {
    let programmes = result.programmes.iter().map(|programme| programme_case(report, programme));
    let unreadable = result.unreadable.iter().map(|file| unreadable_case(report, file));
    let failures = result.programmes.iter().filter(|programme| programme.valid && !programme.passes).count();
    Pieces::kept(vec![test_cases(programmes), test_cases(unreadable)], Failures(failures))
}

/// The elements of test cases, indented as in the report.
fn test_cases(cases: impl Iterator<Item = TestCase>) -> Vec<u8> {
    let mut suite = TestSuite::new("");
    suite.add_test_cases(cases);
    if suite.test_cases.is_empty() {
        return Vec::new();
    }
    let text = to_xml(suite, "");
    // Angle brackets within texts are escaped.
    let start = text.find("\n        <testcase").unwrap_or_default();
    let end = text.rfind("\n    </testsuite>").unwrap_or(text.len());
    text.get(start..end).unwrap_or_default().as_bytes().to_vec()
}

/// Renders what surrounds the test cases.
pub(crate) fn footer(report: &Report, failures: &Failures) -> Vec<FooterPart> {
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
        ("excused by comments", totals.excused.comment),
        ("excused by the configuration", totals.excused.configuration),
        ("excused by the baseline", totals.excused.baseline),
    ] {
        suite.add_property(Property::new(name, number.to_string()));
    }
    if let Some(path) = &report.configuration {
        suite.add_property(Property::new("configuration", single_line(path)));
    }
    for (path, count) in &totals.configurations {
        suite
            .add_property(Property::new("nearer configuration", format!("{} ({count} programmes)", single_line(path))));
    }
    suite.tests = totals.programmes + totals.unreadable;
    suite.failures = failures.0;
    suite.errors = totals.invalid + totals.unreadable;
    let policy: Vec<_> = report
        .policy
        .iter()
        .flat_map(|file| file.findings.iter().map(|finding| finding_line(&file.path, finding)))
        .collect();
    suite.set_system_out([policy.concat(), totals_line(report)].concat());
    let text = to_xml(suite, report.tool.name);
    // The test cases come before the output, which is the last element.
    let (before, after) = text.split_at(text.rfind("\n        <system-out>").unwrap_or(text.len()));
    let spools = [PROGRAMMES_SPOOL, UNREADABLE_SPOOL].map(FooterPart::spool);
    [FooterPart::text(before)].into_iter().chain(spools).chain([FooterPart::text(after)]).collect()
}

fn to_xml(suite: TestSuite, name: &str) -> String {
    let mut tests = quick_junit::Report::new(name);
    tests.add_test_suite(suite);
    // The schema used by Jenkins has no such attribute on the root element.
    tests.to_string().expect("writing to memory succeeds").replacen(" skipped=\"0\"", "", 1)
}

fn programme_case(report: &Report, programme: &Programme) -> TestCase {
    let status = match (programme.valid, programme.passes) {
        (true, true) => TestCaseStatus::success(),
        (false, _) => non_success(NonSuccessKind::Error, "understood only in part"),
        (true, false) => non_success(NonSuccessKind::Failure, "not as expected"),
    };
    let active: Vec<_> = programme
        .findings
        .iter()
        .filter(|finding| finding.is_active())
        .map(|finding| finding_line(&programme.path, finding))
        .collect();
    let description = format!("{}\n\n{}", single_line(&programme.verdict.sentence), active.concat());
    test_case(
        report,
        &programme.path,
        &display_name(programme),
        status,
        &single_line(&programme.verdict.sentence),
        &description,
    )
}

fn unreadable_case(report: &Report, file: &FileDiagnostics) -> TestCase {
    let findings: Vec<_> = file.findings.iter().map(|finding| finding_line(&file.path, finding)).collect();
    let first = file.findings.first().map(|finding| single_line(&finding.message)).unwrap_or_default();
    let status = non_success(NonSuccessKind::Error, UNREADABLE);
    test_case(report, &file.path, UNREADABLE, status, &first, &findings.concat())
}

fn non_success(kind: NonSuccessKind, type_name: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(type_name);
    status
}

/// The class name is the folder with dots as separators, from which viewers build a tree; the test name is
/// `file: programme`.
fn test_case(
    report: &Report,
    path: &str,
    label: &str,
    mut status: TestCaseStatus,
    message: &str,
    description: &str,
) -> TestCase {
    let report_path = single_line(ReportPath::new(path, &report.root).as_str());
    let (folder, file) = report_path.rsplit_once('/').unwrap_or(("", &report_path));
    let folders = folder.split('/').filter(|name| !name.is_empty()).map(|name| name.replace('.', "_"));
    let class: Vec<_> = std::iter::once(report.tool.name.to_owned()).chain(folders).collect();
    if !matches!(status, TestCaseStatus::Success { .. }) {
        status.set_message(message).set_description(description);
    }
    let mut test = TestCase::new(format!("{file}: {label}"), status);
    test.set_classname(class.join("."));
    test
}

/// A finding with its location.
fn finding_line(path: &str, finding: &Finding) -> String {
    let place = path_with_location(&single_line(path), finding.spans.first());
    let severity = finding.severity.as_str();
    format!("{place}: {severity}: {}\n    {}\n", finding.code, message_with_help(finding))
}
