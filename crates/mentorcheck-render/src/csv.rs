//! `--format csv`: one row for each programme and for each unreadable file.
//!
//! `Table` writes spreadsheet-safe CSV and is shared with `grid`.

use crate::{
    portfolio::{mistakes, warnings},
    style::TableOptions,
    wording::{kind_title, verdict_summary, with_place},
};
use mentorcheck_core::{
    diagnostic::{FileDiagnostics, Finding, Severity},
    pack::Weight,
    report::{CheckResult, Programme, Report},
    sanitize::single_line,
};

use ::csv::{Terminator, Writer, WriterBuilder};

/// Renders the header row.
#[must_use]
pub fn header(report: &Report, options: TableOptions) -> String {
    let mut table = Table::new(options);
    table.push_row(column_titles(report));
    table.finish()
}

/// Renders the rows of one input.
#[must_use]
pub fn render_result(report: &Report, result: &CheckResult, options: TableOptions) -> String {
    let mut table = Table::continued(options);
    result.programmes.iter().for_each(|programme| table.push_row(programme_row(programme)));
    // Unreadable files have the same columns, so that sums of errors include them.
    result.unreadable.iter().for_each(|file| table.push_row(file_row(report, file, UNREADABLE)));
    table.finish()
}

/// Renders the rows of the policy files.
#[must_use]
pub fn footer(report: &Report, options: TableOptions) -> String {
    let mut table = Table::continued(options);
    report.policy.iter().for_each(|file| table.push_row(file_row(report, file, POLICY)));
    table.finish()
}

/// Verdict column of an unreadable file.
pub(crate) const UNREADABLE: &str = "could not be read";
/// Verdict column of a policy file.
pub(crate) const POLICY: &str = "no programme: the policy";

/// The columns before those of the building blocks.
const BEFORE: [&str; 8] =
    ["Programme", "In a sentence", "Verdict", "Standing", "Kind", "As expected", "Passes", "Understood in full"];

/// The columns after those of the building blocks.
const AFTER: [&str; 13] = [
    "First question",
    "First mistake",
    "Candidates",
    "Calls itself",
    "Label matches",
    "Spectrum from",
    "Spectrum to",
    "Errors",
    "Warnings",
    "Notes",
    "Excused",
    "Document",
    "Path",
];

fn column_titles(report: &Report) -> Vec<Cell> {
    let blocks = report.pack.blocks.iter().map(|block| block.title.as_str());
    BEFORE.into_iter().chain(blocks).chain(AFTER).map(Cell::from).collect()
}

fn programme_row(programme: &Programme) -> Vec<Cell> {
    let verdict = &programme.verdict;
    let candidates: Vec<_> = verdict.candidates.iter().map(|id| kind_title(programme, id)).collect();
    let mut row = vec![
        programme.name.as_str().into(),
        verdict.sentence.as_str().into(),
        verdict_summary(programme).into(),
        verdict.standing.as_str().into(),
        verdict.kind.as_ref().map(|id| kind_title(programme, id)).into(),
        yes_or_no(programme.as_expected),
        yes_or_no(programme.passes && programme.valid),
        yes_or_no(programme.valid),
    ];
    row.extend(programme.blocks.iter().map(|block| Cell::from(block.answer.as_str())));
    row.extend([
        programme.remedy.questions.first().map(|question| question.question.as_str()).into(),
        mistakes(programme).into_iter().chain(warnings(programme)).next().into(),
        candidates.join("; ").into(),
        programme.label.declared.as_deref().into(),
        match (&programme.label.declared, programme.label.holds) {
            (None, _) => Cell::Empty,
            (_, None) => "open".into(),
            (_, Some(holds)) => yes_or_no(holds),
        },
        programme.spectrum.map(|range| range.from).into(),
        programme.spectrum.map(|range| range.to).into(),
    ]);
    row.extend(finding_counts(&programme.findings));
    row.extend([(programme.document + 1).into(), programme.path.as_str().into()]);
    row
}

fn file_row(report: &Report, file: &FileDiagnostics, verdict: &str) -> Vec<Cell> {
    let mistake = Cell::from(file.findings.first().map(|finding| with_place(finding, &finding.message)));
    // A filter on programmes that do not pass must include a file that could not be read.
    let passes = if verdict == UNREADABLE { yes_or_no(false) } else { Cell::Empty };
    let mut row = vec![Cell::Empty, mistake.clone(), verdict.into(), Cell::Empty, Cell::Empty, Cell::Empty, passes];
    // No verdict, and no first question.
    row.resize(BEFORE.len() + report.pack.blocks.len() + 1, Cell::Empty);
    row.push(mistake);
    row.resize(row.len() + 5, Cell::Empty);
    row.extend(finding_counts(&file.findings));
    row.extend([Cell::Empty, file.path.as_str().into()]);
    row
}

/// Counts of errors, warnings and notes, then of suppressed findings.
fn finding_counts(findings: &[Finding]) -> [Cell; 4] {
    let count = |severity: Severity| {
        findings.iter().filter(|finding| finding.excused.is_none() && finding.severity == severity).count()
    };
    let suppressed = findings.iter().filter(|finding| finding.excused.is_some()).count();
    [count(Severity::Error), count(Severity::Warning), count(Severity::Note), suppressed].map(Cell::from)
}

/// Spelt out, because spreadsheets translate booleans.
pub(crate) fn yes_or_no(value: bool) -> Cell {
    if value { "yes".into() } else { "no".into() }
}

pub(crate) fn weight_word(weight: Weight) -> &'static str {
    match weight {
        Weight::Necessary => "decides",
        Weight::Supporting => "supports",
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Cell {
    Empty,
    Number(usize),
    /// May come from a file.
    Text(String),
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Text(words.to_owned())
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self::Text(words)
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
    fn to_field(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => escape_formula(single_line(text)),
        }
    }
}

/// Prefixes an apostrophe to text that a spreadsheet would evaluate as a formula; quoting does not prevent that (OWASP,
/// “CSV Injection”).
fn escape_formula(text: String) -> String {
    let starts_formula = |ch: char| matches!(ch, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    // Some programs ignore leading spaces; control characters are already escaped.
    if text.trim_start().starts_with(starts_formula) { format!("'{text}") } else { text }
}

/// RFC 4180 CSV in which every text is safe to open in a spreadsheet.
pub(crate) struct Table {
    writer: Writer<Vec<u8>>,
    byte_order_mark: bool,
}

impl Table {
    pub(crate) fn new(options: TableOptions) -> Self {
        let mut builder = WriterBuilder::new();
        builder.terminator(Terminator::CRLF).delimiter(options.separator.byte());
        Self { writer: builder.from_writer(Vec::new()), byte_order_mark: options.byte_order_mark }
    }

    /// Rows of a table whose head is written already.
    pub(crate) fn continued(options: TableOptions) -> Self {
        Self::new(TableOptions { byte_order_mark: false, ..options })
    }

    /// Every row must be as long as the first.
    pub(crate) fn push_row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let cells = cells.into_iter().map(|cell| cell.to_field());
        self.writer.write_record(cells).expect("writing to memory succeeds and rows have equal length");
    }

    pub(crate) fn finish(self) -> String {
        let bytes = self.writer.into_inner().expect("writing to memory succeeds");
        let table = String::from_utf8(bytes).expect("cells are UTF-8");
        if self.byte_order_mark { format!("\u{feff}{table}") } else { table }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_escaped_and_numbers_are_not() {
        for (text, written) in [
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
            assert_eq!(Cell::from(text).to_field(), written, "{text:?}");
        }
        assert_eq!(Cell::from(3_usize).to_field(), "3");
    }
}
