//! Reports in lines, read back: any text is merged or refused with its line and a reason, and a record of a report that was
//! not changed gives the same lines when it is checked again.
//!
//! If the first byte is even, the rest of the input is up to three reports, separated by zero bytes; otherwise lines and bytes
//! of two reports that were written are replaced.

use std::{cmp::Ordering, sync::LazyLock};

use super::{assert_sanitized, input::ChoiceReader, judged};
use mentorcheck_core::{
    checker::Checker,
    input::{Input, STDIN_NAME, path_order},
    sanitize::sanitize,
};
use mentorcheck_render::{
    format::Format,
    ndjson,
    ndjson_reader::{InputRecord, MergedReports, ReportReadError, ReportSource, add_totals},
    streaming,
    style::RenderOptions,
};

/// A longer text is not checked again.
const MAX_CHECKED_BYTES: usize = 4_096;

static CHECKER: LazyLock<Checker> = LazyLock::new(|| judged::builder().build());

/// Two reports that can be merged. Together they have every kind of line.
static WRITTEN: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    let found = Input { is_explicit: false, ..Input::new("other.yaml", "words: [1, 2]\n") };
    let stream = Input::new(STDIN_NAME, "programme: {name: One}\n---\nprogramme: {name: Two}\npurpose: {main: work}\n");
    let broken = Input::new("z.yaml", "programme: {name: Broken\n");
    let of = |inputs: Vec<Input>| {
        let report = CHECKER.check_all(inputs);
        streaming::render(&report, Format::Ndjson, &RenderOptions::default()).expect("lines have no limit")
    };
    let [one, two, three] = judged::inputs();
    [of(vec![one, two]), of(vec![stream, three, found, broken])]
});

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    let mut input = ChoiceReader::new(bytes);
    let reports: Vec<Vec<u8>> = if input.byte().is_multiple_of(2) {
        input.rest().splitn(3, |byte| *byte == 0).map(<[u8]>::to_vec).collect()
    } else {
        mutate(&mut input)
    };
    assert_totals(&reports);
    let records: Result<Vec<InputRecord>, _> = MergedReports::new(sources(&reports)).and_then(Iterator::collect);
    match records {
        Ok(records) => {
            assert_records(&records, &reports);
            let same = records.iter().filter(|record| is_same_again(record)).count();
            // Without a change there is none in what is found.
            assert!(same == records.len() || reports != *WRITTEN, "{same} of {}", records.len());
        }
        Err(error) => assert_refusal(&error, &reports),
    }
}

/// How many inputs the unchanged reports record.
///
/// # Panics
/// If they cannot be merged.
#[must_use]
pub fn recorded() -> usize {
    check_invariants(&[1]);
    let records = MergedReports::new(sources(&*WRITTEN)).expect("reports that were written are read");
    records.map(|record| record.expect("their lines are read")).filter(is_same_again).count()
}

fn sources(reports: &[Vec<u8>]) -> impl Iterator<Item = Result<ReportSource<&[u8]>, ReportReadError>> {
    reports.iter().enumerate().map(|(index, report)| {
        Ok(ReportSource { name: name(index), reader: report.as_slice(), reason: std::io::Error::to_string })
    })
}

fn name(index: usize) -> String {
    format!("report-{index}.ndjson")
}

fn mutate(input: &mut ChoiceReader<'_>) -> Vec<Vec<u8>> {
    let mut reports = WRITTEN.clone().map(|report| lines(&report));
    for _ in 0..input.below(4) {
        let (report, line) = (input.below(2), input.byte());
        let line = usize::from(line) % reports[report].len().max(1);
        match input.below(4) {
            0 if !reports[report].is_empty() => drop(reports[report].remove(line)),
            1 if line + 1 < reports[report].len() => reports[report].swap(line, line + 1),
            _ => {
                let other = &reports[input.below(2)];
                let copy = other.get(input.below(other.len())).cloned().unwrap_or_default();
                reports[report].insert(line, copy);
            }
        }
    }
    let mut reports = reports.map(|lines| lines.concat());
    while !input.is_empty() {
        let report = &mut reports[input.below(2)];
        // Most of a report is the results, of which most are not read.
        let at = (input.two_bytes() << (input.byte() % 4)) % (report.len() + 1);
        let end = (at + input.below(32)).min(report.len());
        let length = input.below(32);
        report.splice(at..end, input.bytes(length).iter().copied());
    }
    reports.into()
}

/// The lines with their ends.
fn lines(report: &[u8]) -> Vec<Vec<u8>> {
    report.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

fn assert_refusal(error: &ReportReadError, reports: &[Vec<u8>]) {
    let message = error.to_string();
    assert!(message.len() > 20, "{message:?}");
    assert_sanitized(&sanitize(&message).replace('\n', " "));
    let index_of = |path: &str| (0..reports.len()).find(|index| name(*index) == path).expect("the name of a report");
    match error {
        ReportReadError::InvalidLine { path, line, .. } | ReportReadError::UnexpectedLine { path, line, .. } => {
            let count = lines(&reports[index_of(path)]).len();
            assert!((1..=count).contains(line), "line {line} of {count}");
        }
        ReportReadError::Unreadable { path, reason } => assert!(index_of(path) < 3 && !reason.is_empty()),
        ReportReadError::Truncated { path } => assert!(index_of(path) < 3),
        ReportReadError::SettingsMismatch { one, other } => assert!(index_of(one) < index_of(other)),
        ReportReadError::DuplicatePath { .. } => {}
    }
}

/// Records are in order, and have all lines about inputs once.
fn assert_records(records: &[InputRecord], reports: &[Vec<u8>]) {
    for pair in records.windows(2) {
        let order = path_order(&pair[0].path, &pair[1].path);
        let is_stream = pair[1].path == STDIN_NAME;
        assert!(order == Ordering::Less || order == Ordering::Equal && is_stream, "{} {}", pair[0].path, pair[1].path);
    }
    let mut recorded = 0;
    for record in records {
        let (report, line) = &record.location;
        let index = (0..reports.len()).find(|index| name(*index) == *report).expect("the name of a report");
        let lines = lines(&reports[index]);
        for (written, kept) in lines[line - 1..].iter().zip(record.lines.split_inclusive('\n')) {
            let written =
                written.strip_suffix(b"\n").map_or(&written[..], |rest| rest.strip_suffix(b"\r").unwrap_or(rest));
            assert_eq!(Some(written), kept.strip_suffix('\n').map(str::as_bytes));
            recorded += 1;
        }
        assert!(record.skipped.is_none() || !record.judged && record.text.is_none(), "{record:?}");
    }
    // The others are the settings, the totals and findings on suppressions.
    let total: usize = reports.iter().map(|report| lines(report).len()).sum();
    assert!(recorded + 2 * reports.len() <= total, "{recorded} lines of {total}");
}

/// Whether an input gives the same lines again. Both ways to make them agree.
fn is_same_again(record: &InputRecord) -> bool {
    let text = record.text.clone().unwrap_or_default();
    if !record.judged || record.skipped.is_some() || text.len() > MAX_CHECKED_BYTES {
        return !record.judged;
    }
    let input = Input {
        path: record.path.clone(),
        first_document: record.document,
        is_explicit: true,
        content: Ok(text.into_bytes()),
        origin: record.origin.clone(),
    };
    let is_same = |lines: &[u8]| lines == record.lines.as_bytes();
    let same = is_same(&ndjson::render_result(&CHECKER.check_input(input.clone()), true));
    let mut lines = Vec::new();
    let _ = CHECKER.summarize(input, |event| ndjson::event(&event, &mut lines));
    assert_eq!(same, is_same(&lines), "the summary of {} differs from its report", record.path);
    same
}

fn assert_totals(reports: &[Vec<u8>]) {
    match add_totals(sources(reports)) {
        Ok(totals) => assert!(ndjson::totals(&totals).ends_with(b"\n")),
        Err(error) => assert_refusal(&error, reports),
    }
}
