//! `--format csv`: a row for each programme, and for each file that could not be read.
//!
//! `Table` is how tables are written for spreadsheets here; the assessment grid uses it too.

use crate::wording::{kind_title, verdict_summary};
use mentorcheck_core::{
    diagnostic::{FileDiagnostics, Finding, Severity},
    pack::Weight,
    report::{CheckResult, Programme, Report},
    sanitize::single_line,
};

use ::csv::{Terminator, Writer, WriterBuilder};

/// The names of the columns.
#[must_use]
pub fn head(report: &Report, byte_order_mark: bool) -> String {
    let mut table = Table::new(byte_order_mark);
    table.row(titles(report));
    table.written()
}

/// The rows on one input.
#[must_use]
pub fn part(report: &Report, outcome: &CheckResult) -> String {
    let mut table = Table::new(false);
    outcome.programmes.iter().for_each(|programme| table.row(row(programme)));
    // What is no programme has the same columns, so that no count of errors misses it.
    outcome.unreadable.iter().for_each(|file| table.row(no_programme(report, file, UNREADABLE)));
    table.written()
}

/// The rows on the policy.
#[must_use]
pub fn tail(report: &Report) -> String {
    let mut table = Table::new(false);
    report.policy.iter().for_each(|file| table.row(no_programme(report, file, POLICY)));
    table.written()
}

/// The files that findings are on and that are no programmes, with what is to be said instead of a verdict.
pub(crate) fn files(report: &Report) -> impl Iterator<Item = (&FileDiagnostics, &'static str)> {
    let unreadable = report.unreadable.iter().map(|file| (file, UNREADABLE));
    unreadable.chain(report.policy.iter().map(|file| (file, POLICY)))
}

/// What stands for a verdict where a file could not be read.
pub(crate) const UNREADABLE: &str = "could not be read";
/// What stands for a verdict where the policy is spoken of.
const POLICY: &str = "no programme: the policy";

fn titles(report: &Report) -> Vec<Cell> {
    let before = ["Path", "Document", "Programme", "Verdict", "Standing", "Kind", "Candidates"];
    let judged = ["As expected", "Passes", "Understood in full"];
    let blocks = report.pack.blocks.iter().map(|block| block.title.as_str());
    let after = [
        "Calls itself",
        "Facts bear that out",
        "Spectrum from",
        "Spectrum to",
        "Errors",
        "Warnings",
        "Notes",
        "Excused",
        "First question",
        "In a sentence",
    ];
    before.into_iter().chain(judged).chain(blocks).chain(after).map(Cell::from).collect()
}

fn row(programme: &Programme) -> Vec<Cell> {
    let verdict = &programme.verdict;
    let candidates: Vec<_> = verdict.candidates.iter().map(|id| kind_title(programme, id)).collect();
    let mut row = vec![
        programme.path.as_str().into(),
        (programme.document + 1).into(),
        programme.name.as_str().into(),
        verdict_summary(programme).into(),
        verdict.standing.as_str().into(),
        verdict.kind.as_ref().map(|id| kind_title(programme, id)).into(),
        candidates.join("; ").into(),
        yes_or_no(programme.as_expected),
        yes_or_no(programme.passes),
        yes_or_no(programme.valid),
    ];
    row.extend(programme.blocks.iter().map(|block| Cell::from(block.answer.as_str())));
    row.extend([
        programme.label.declared.as_deref().into(),
        match (&programme.label.declared, programme.label.holds) {
            (None, _) => Cell::Empty,
            (_, None) => "open".into(),
            (_, Some(holds)) => yes_or_no(holds),
        },
        programme.spectrum.map(|range| range.from).into(),
        programme.spectrum.map(|range| range.to).into(),
    ]);
    row.extend(counts(&programme.findings));
    row.push(programme.remedy.questions.first().map(|question| question.question.as_str()).into());
    row.push(verdict.sentence.as_str().into());
    row
}

fn no_programme(report: &Report, file: &FileDiagnostics, what: &str) -> Vec<Cell> {
    let mut row = vec![file.path.as_str().into(), Cell::Empty, Cell::Empty, what.into()];
    row.resize(9 + report.pack.blocks.len() + 5, Cell::Empty);
    if what == UNREADABLE {
        // A filter for what does not pass must find it.
        row[8] = yes_or_no(false);
    }
    row.extend(counts(&file.findings));
    row.push(Cell::Empty);
    row.push(file.findings.first().map(|finding| placed(finding, &finding.message)).into());
    row
}

/// Words on a finding, with its line.
pub(crate) fn placed(finding: &Finding, words: &str) -> String {
    match finding.spans.first() {
        Some(mark) => format!("Line {}: {words}", mark.line),
        None => words.to_owned(),
    }
}

/// Findings by severity, then those that are excused.
fn counts(findings: &[Finding]) -> [Cell; 4] {
    let of = |severity: Severity| {
        findings.iter().filter(|finding| finding.excused.is_none() && finding.severity == severity).count()
    };
    let excused = findings.iter().filter(|finding| finding.excused.is_some()).count();
    [of(Severity::Error), of(Severity::Warning), of(Severity::Note), excused].map(Cell::from)
}

/// A yes or a no that no spreadsheet translates.
pub(crate) fn yes_or_no(is: bool) -> Cell {
    if is { "yes".into() } else { "no".into() }
}

/// The weight as the table says it.
pub(crate) fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Necessary => "decides",
        Weight::Supporting => "supports",
    }
}

/// One cell.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    /// Nothing.
    Empty,
    /// A number of ours.
    Number(usize),
    /// Words, perhaps from a file.
    Words(String),
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<u8> for Cell {
    fn from(number: u8) -> Self {
        Self::Number(number.into())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, T::into)
    }
}

impl Cell {
    fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Words(words) => as_text(single_line(words)),
        }
    }
}

/// The same words with an apostrophe before what a spreadsheet would calculate: quotes do not keep it
/// from that (OWASP, “CSV Injection”).
fn as_text(words: String) -> String {
    let calculated = |first: char| matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    // Spaces before it are dropped by some programs, and control characters are spelt out already.
    if words.trim_start().starts_with(calculated) { format!("'{words}") } else { words }
}

/// A table for spreadsheets: RFC 4180, every text safe to open.
pub(crate) struct Table {
    writer: Writer<Vec<u8>>,
    byte_order_mark: bool,
}

impl Table {
    pub(crate) fn new(byte_order_mark: bool) -> Self {
        let writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
        Self { writer, byte_order_mark }
    }

    /// Adds a row; every row has as many cells as the first.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let cells = cells.into_iter().map(|cell| cell.written());
        self.writer.write_record(cells).expect("memory takes every row, and all are of one length");
    }

    pub(crate) fn written(self) -> String {
        let bytes = self.writer.into_inner().expect("memory takes everything");
        let table = String::from_utf8(bytes).expect("cells are text");
        if self.byte_order_mark { format!("\u{feff}{table}") } else { table }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_a_file_is_calculated_and_numbers_stay_numbers() {
        for (words, written) in [
            ("=1+1", "'=1+1"),
            ("  =1+1", "'  =1+1"),
            ("\u{a0}=1+1", "'\u{a0}=1+1"),
            ("\t=1+1", "'=1+1"),
            ("\r\n@SUM(A1)", "'@SUM(A1)"),
            ("+32 2 000", "'+32 2 000"),
            ("-1", "'-1"),
            ("＝1", "'＝1"),
            ("\u{0}=1", "\\u{0}=1"),
            ("a\nb", "a b"),
            ("1+1=2", "1+1=2"),
        ] {
            assert_eq!(Cell::from(words).written(), written, "{words:?}");
        }
        assert_eq!(Cell::from(3_usize).written(), "3");
    }
}
