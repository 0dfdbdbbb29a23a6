//! `--format grid`: an assessment grid with a row for each indicator of each programme.

use std::collections::BTreeSet;

use crate::{
    csv::{Cell, Table, files, placed, weight, yes_or_no},
    wording::verdict_summary,
};
use mentorcheck_core::{
    diagnostic::SourceLocation,
    evidence::EntryEvidence,
    report::{CriterionReport, Programme, Report},
    sanitize::single_line,
    schema::pointer,
};

const HEAD: [&str; 16] = [
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

/// The report in this form.
#[must_use]
pub fn render(report: &Report, byte_order_mark: bool) -> String {
    let mut table = Table::new(byte_order_mark);
    table.row(HEAD.map(Cell::from));
    for programme in &report.programmes {
        for block in &report.pack.blocks {
            let answers = programme.blocks.iter().find(|one| one.id == block.id);
            for indicator in &block.indicators {
                let answer = answers.and_then(|one| one.indicators.iter().find(|it| it.code == indicator.code));
                let facts = answer.map(|answer| Facts::of(programme, answer)).unwrap_or_default();
                table.row([
                    programme.path.as_str().into(),
                    (programme.document + 1).into(),
                    programme.name.as_str().into(),
                    verdict_summary(programme).into(),
                    yes_or_no(programme.passes),
                    block.title.as_str().into(),
                    indicator.title.as_str().into(),
                    indicator.code.as_str().into(),
                    weight(indicator.weight).into(),
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
    // Each finding on what is no programme is a row of its own: there is no indicator to put it to.
    for (file, what) in files(report) {
        for finding in &file.findings {
            let mut row = vec![file.path.as_str().into(), Cell::Empty, Cell::Empty, what.into()];
            row.resize(HEAD.len(), Cell::Empty);
            row[7] = finding.code.as_str().into();
            row[11] = placed(finding, &finding.message).into();
            row[12] = finding.spans.first().map(|mark| mark.line).into();
            table.row(row);
        }
    }
    table.written()
}

/// The facts behind an answer, cell by cell.
#[derive(Default)]
struct Facts {
    /// Fields with their values and, where requested, their evidence levels.
    stated: Vec<(String, Vec<String>, Option<&'static str>)>,
    supposed: Vec<String>,
    lines: BTreeSet<usize>,
    sources: Vec<String>,
}

impl Facts {
    fn of(programme: &Programme, answer: &CriterionReport) -> Self {
        let mut facts = Self { supposed: answer.supposed.clone(), ..Self::default() };
        for mark in &answer.because {
            facts.lines.insert(mark.line);
            let (field, value) = (field(mark), single_line(programme.text.slice(mark.span())));
            let mut fact_evidence = programme.evidence.iter().flatten();
            let evidence = fact_evidence.find(|one| mark.pointer.as_deref() == Some(one.fact.pointer.as_str()));
            match facts.stated.iter_mut().find(|(known, ..)| *known == field) {
                Some((_, values, _)) => values.push(value),
                None => facts.stated.push((field, vec![value], evidence.map(|one| one.level.as_str()))),
            }
            for source in evidence.iter().flat_map(|one| &one.entries).map(source) {
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

    /// One word where it holds for every fact, else one for each field.
    fn levels(&self) -> String {
        let levels: Vec<_> = self.stated.iter().filter_map(|(field, _, level)| Some((field, (*level)?))).collect();
        match levels.as_slice() {
            [] => String::new(),
            [(_, first), rest @ ..] if rest.iter().all(|(_, level)| level == first) => (*first).to_owned(),
            all => all.iter().map(|(field, level)| format!("{field}: {level}")).collect::<Vec<_>>().join("; "),
        }
    }

    /// One line is a number that can be sorted by; several are words.
    fn lines(&self) -> Cell {
        match self.lines.len() {
            0 => Cell::Empty,
            1 => self.lines.first().copied().into(),
            _ => self.lines.iter().map(usize::to_string).collect::<Vec<_>>().join("; ").into(),
        }
    }
}

/// The field that a mark is on, without the numbers of list items.
fn field(mark: &SourceLocation) -> String {
    pointer::display(mark.pointer.as_deref().unwrap_or_default())
}

/// A document, and the place in it.
fn source(entry: &EntryEvidence) -> String {
    let place = match (entry.page, &entry.at) {
        (Some(page), _) => format!(", page {page}"),
        (None, Some(at)) => format!(", {at}"),
        (None, None) => String::new(),
    };
    let lost = if entry.found == Some(false) { " (the words are not in it)" } else { "" };
    single_line(&format!("{}{place}{lost}", entry.source))
}
