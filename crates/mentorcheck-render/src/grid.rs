//! `--format grid`: an assessment grid with one row for each indicator of each programme.

use std::collections::BTreeSet;

use crate::{
    csv::{Cell, POLICY, Table, UNREADABLE, weight_word, yes_or_no},
    evidence_text::source_text,
    style::TableOptions,
    wording::{verdict_summary, with_place},
};
use mentorcheck_core::{
    diagnostic::{FileDiagnostics, SourceLocation},
    report::{CheckResult, CriterionReport, Programme, Report},
    sanitize::single_line,
    schema::pointer,
};

const COLUMNS: [&str; 16] = [
    "Path",
    "Document",
    "Programme",
    "Verdict",
    "Passes",
    "Block",
    "Indicator",
    "Code",
    "Weight",
    "Question",
    "Answer",
    "Fact",
    "Line",
    "Evidence",
    "Source",
    "Remark",
];

/// Renders the header row.
#[must_use]
pub fn header(options: TableOptions) -> String {
    let mut table = Table::new(options);
    table.push_row(COLUMNS.map(Cell::from));
    table.finish()
}

/// Renders the rows of one input.
#[must_use]
pub fn render_result(report: &Report, result: &CheckResult, options: TableOptions) -> String {
    let mut table = Table::continued(options);
    result.programmes.iter().for_each(|programme| push_programme(&mut table, report, programme));
    result.unreadable.iter().for_each(|file| push_file(&mut table, file, UNREADABLE));
    table.finish()
}

/// Renders the rows of the policy files.
#[must_use]
pub fn footer(report: &Report, options: TableOptions) -> String {
    let mut table = Table::continued(options);
    report.policy.iter().for_each(|file| push_file(&mut table, file, POLICY));
    table.finish()
}

fn push_programme(table: &mut Table, report: &Report, programme: &Programme) {
    for block in &report.pack.blocks {
        let answers = programme.blocks.iter().find(|report_block| report_block.id == block.id);
        for indicator in &block.indicators {
            let answer = answers.and_then(|report_block| {
                report_block.indicators.iter().find(|criterion| criterion.code == indicator.code)
            });
            let facts = answer.map(|answer| FactColumns::new(programme, answer)).unwrap_or_default();
            table.push_row([
                programme.path.as_str().into(),
                (programme.document + 1).into(),
                programme.name.as_str().into(),
                verdict_summary(programme).into(),
                yes_or_no(programme.passes && programme.valid),
                block.title.as_str().into(),
                indicator.title.as_str().into(),
                indicator.code.as_str().into(),
                weight_word(indicator.weight).into(),
                indicator.question.as_str().into(),
                answer.map(|answer| answer.answer.as_str()).into(),
                facts.stated().into(),
                facts.lines(),
                facts.levels().into(),
                facts.sources.join("; ").into(),
                Cell::Empty,
            ]);
        }
    }
}

/// A file that is not a programme has no indicator, so each of its findings has its own row.
fn push_file(table: &mut Table, file: &FileDiagnostics, verdict: &str) {
    for finding in &file.findings {
        let mut row = vec![file.path.as_str().into(), Cell::Empty, Cell::Empty, verdict.into()];
        row.resize(COLUMNS.len(), Cell::Empty);
        row[7] = finding.code.as_str().into();
        row[11] = with_place(finding, &finding.message).into();
        row[12] = finding.spans.first().map(|location| location.line).into();
        table.push_row(row);
    }
}

/// Cells on the facts behind an answer.
#[derive(Default)]
struct FactColumns {
    /// Fields with their values and, if requested, evidence levels.
    stated: Vec<(String, Vec<String>, Option<&'static str>)>,
    supposed: Vec<String>,
    lines: BTreeSet<usize>,
    sources: Vec<String>,
}

impl FactColumns {
    fn new(programme: &Programme, answer: &CriterionReport) -> Self {
        let mut facts = Self { supposed: answer.supposed.clone(), ..Self::default() };
        for location in &answer.because {
            facts.lines.insert(location.line);
            let (field, value) = (field_path(location), single_line(programme.text.slice(location.span())));
            let mut fact_evidence = programme.evidence.iter().flatten();
            let evidence =
                fact_evidence.find(|candidate| location.pointer.as_deref() == Some(candidate.fact.pointer.as_str()));
            match facts.stated.iter_mut().find(|(existing, ..)| *existing == field) {
                Some((_, values, _)) => values.push(value),
                None => facts.stated.push((field, vec![value], evidence.map(|found| found.level.as_str()))),
            }
            for source in evidence.iter().flat_map(|found| &found.entries).map(|entry| single_line(&source_text(entry)))
            {
                if !facts.sources.contains(&source) {
                    facts.sources.push(source);
                }
            }
        }
        facts
    }

    fn stated(&self) -> String {
        let stated = self.stated.iter().map(|(field, values, _)| format!("{field}: {}", values.join(", ")));
        let supposed = self.supposed.iter().map(|fact| format!("{fact} (supposed)"));
        stated.chain(supposed).collect::<Vec<_>>().join("; ")
    }

    /// A single word if all levels agree, otherwise one for each field.
    fn levels(&self) -> String {
        let levels: Vec<_> = self.stated.iter().filter_map(|(field, _, level)| Some((field, (*level)?))).collect();
        match levels.as_slice() {
            [] => String::new(),
            [(_, first), rest @ ..] if rest.iter().all(|(_, level)| level == first) => (*first).to_owned(),
            all => all.iter().map(|(field, level)| format!("{field}: {level}")).collect::<Vec<_>>().join("; "),
        }
    }

    /// A single line is a number, so that the column sorts; several are text.
    fn lines(&self) -> Cell {
        match self.lines.len() {
            0 => Cell::Empty,
            1 => self.lines.first().copied().into(),
            _ => self.lines.iter().map(usize::to_string).collect::<Vec<_>>().join("; ").into(),
        }
    }
}

/// The field path without list indices.
fn field_path(location: &SourceLocation) -> String {
    pointer::display(location.pointer.as_deref().unwrap_or_default())
}
