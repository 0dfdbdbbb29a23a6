//! The sheets of the workbook about a portfolio.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{
    CollectedRows, MAX_PROGRAMMES,
    programme_rows::{ProgrammeRows, level_word, standing_word, versions, word},
    sheet::{Cell, Column, Formats, Sheet},
};
use crate::{
    csv::weight_word,
    portfolio::{OverviewRow, compare_rows, first_files, namesakes, summary_sentences},
    style::PageOptions,
    wording::{ANSWERS, answer_word},
};
use mentorcheck_core::{
    catalogue::message,
    clause::capitalise,
    eval::{Answer, VerdictStatus},
    evidence::EvidenceLevel,
    format_message,
    pack::Weight,
    report::Report,
};

/// A workbook that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// An empty workbook with this title, whose date is the same each time: without that, equal reports would not be equal
/// bytes.
///
/// # Errors
/// Never in practice: the date is valid.
pub(crate) fn new_workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    Ok(workbook)
}

/// Writes the workbook from the rows of all inputs, given the report with its rules. The report needs no results. Of the
/// options, the call and the date are printed at the foot of each page.
///
/// # Errors
/// When the workbook would be larger than the format allows.
pub fn write(report: &Report, collected: CollectedRows, options: &PageOptions) -> Result<Vec<u8>, WorkbookError> {
    let CollectedRows { mut rows, left_out } = collected;
    // Files that could not be read come last.
    rows.sort_by(|left, right| match (&left.overview, &right.overview) {
        (Some(left), Some(right)) => compare_rows(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    });
    let formats = Formats::new().with_footer(options.call.as_deref(), options.date.as_deref());
    let mut workbook = new_workbook(&report.pack.title)?;
    let overview: Vec<_> = rows.iter().filter_map(|row| row.overview.clone()).collect();
    // A sentence about all of them would be untrue of a part.
    let headline = match left_out {
        0 => summary_sentences(report, &overview).into_iter().next().unwrap_or_default(),
        left_out => format_message!("xlsx-left-out", count = left_out, limit = MAX_PROGRAMMES),
    };
    warn_of_namesakes(&mut rows, &overview);
    drop(overview);
    programmes(&mut workbook, &formats, report, &mut rows, &headline)?;
    questions(&mut workbook, &formats, &mut rows)?;
    evidence(&mut workbook, &formats, &mut rows)?;
    grid(&mut workbook, &formats, report, &mut rows)?;
    decisions(&mut workbook, &formats, report, &rows)?;
    drop(rows);
    words(&mut workbook, &formats, report)?;
    Ok(workbook.save_to_buffer()?)
}

/// Says of each programme which others have the same name.
fn warn_of_namesakes(rows: &mut [ProgrammeRows], overview: &[OverviewRow]) {
    // Programmes come before files that could not be read, so the indexes are the same.
    for indexes in namesakes(overview) {
        for index in &indexes {
            let others = indexes.iter().filter(|other| *other != index).map(|other| &overview[*other]);
            let files = first_files(others, indexes.len() - 1);
            rows[*index].push_correction(&format_message!("xlsx-namesakes", files = files));
        }
    }
}

/// Columns by the ids of their titles and their widths.
fn columns(of: &[(&str, f64)]) -> Vec<Column> {
    of.iter().map(|(id, width)| Column { title: message(id), width: *width }).collect()
}

fn programmes(
    workbook: &mut Workbook,
    formats: &Formats,
    report: &Report,
    rows: &mut [ProgrammeRows],
    headline: &str,
) -> Result<(), XlsxError> {
    let mut titles = columns(&[("xlsx-programme", 24.0), ("xlsx-verdict", 44.0)]);
    titles.extend(report.pack.blocks.iter().map(|block| Column { title: block.title.clone(), width: 13.0 }));
    titles.extend(columns(&[
        ("xlsx-first-question", 32.0),
        ("xlsx-question-count", 10.0),
        ("xlsx-first-mistake", 34.0),
        ("xlsx-file", 24.0),
        ("xlsx-kind", 30.0),
        ("xlsx-standing", 15.0),
        ("xlsx-label", 18.0),
        ("xlsx-label-fit", 15.0),
    ]));
    let mut sheet = Sheet::new(workbook.add_worksheet(), formats, &message("xlsx-sheet-programmes"), titles)?;
    // Up to the file, by which programmes of the same name differ.
    sheet.print_only(report.pack.blocks.len() + 6);
    sheet.set_headline(headline);
    for row in rows {
        let [before, after] = std::mem::take(&mut row.programme);
        let cells = before.into_iter().chain([row.correct.clone()]).chain(after);
        sheet.push_row([row.name.clone()].into_iter().chain(cells))?;
    }
    sheet.finish()
}

fn questions(workbook: &mut Workbook, formats: &Formats, rows: &mut [ProgrammeRows]) -> Result<(), XlsxError> {
    let titles = columns(&[
        ("xlsx-programme", 26.0),
        ("xlsx-number", 6.0),
        ("xlsx-question", 52.0),
        ("xlsx-answers", 52.0),
        ("xlsx-field", 28.0),
        ("xlsx-reply", 36.0),
    ]);
    let mut sheet = Sheet::new(workbook.add_worksheet(), formats, &message("xlsx-sheet-questions"), titles)?;
    for row in rows {
        for cells in std::mem::take(&mut row.questions) {
            sheet.push_row([row.name.clone()].into_iter().chain(cells))?;
        }
    }
    sheet.finish()
}

fn evidence(workbook: &mut Workbook, formats: &Formats, rows: &mut [ProgrammeRows]) -> Result<(), XlsxError> {
    let titles = columns(&[
        ("xlsx-programme", 26.0),
        ("xlsx-fact", 40.0),
        ("xlsx-level", 20.0),
        ("xlsx-source", 34.0),
        ("xlsx-place", 22.0),
        ("xlsx-quote", 52.0),
        ("xlsx-check", 20.0),
    ]);
    let mut sheet = Sheet::new(workbook.add_worksheet(), formats, &message("xlsx-sheet-evidence"), titles)?;
    if rows.iter().any(|row| row.evidence.is_none()) {
        sheet.push_row([Cell::from(message("xlsx-no-evidence"))])?;
    }
    for row in rows {
        for cells in std::mem::take(&mut row.evidence).unwrap_or_default() {
            sheet.push_row([row.name.clone()].into_iter().chain(cells))?;
        }
    }
    sheet.finish()
}

fn grid(
    workbook: &mut Workbook,
    formats: &Formats,
    report: &Report,
    rows: &mut [ProgrammeRows],
) -> Result<(), XlsxError> {
    let titles = columns(&[
        ("xlsx-programme", 26.0),
        ("xlsx-block", 18.0),
        ("xlsx-question", 52.0),
        ("xlsx-weight", 12.0),
        ("xlsx-answer", 15.0),
        ("xlsx-facts", 46.0),
        ("xlsx-places", 22.0),
        ("xlsx-remark", 30.0),
    ]);
    let indicators = report.pack.blocks.iter().flat_map(|block| {
        let text = |text: &str| Cell::from(text);
        block.indicators.iter().map(move |indicator| {
            [text(&block.title), text(&indicator.question), text(&capitalise(weight_word(indicator.weight)))]
        })
    });
    let indicators: Vec<_> = indicators.collect();
    let mut sheet = Sheet::new(workbook.add_worksheet(), formats, &message("xlsx-sheet-grid"), titles)?;
    for row in rows {
        for cells in std::mem::take(&mut row.grid) {
            let Some(indicator) = indicators.get(usize::from(cells.indicator)) else { continue };
            let answer = [cells.answer, cells.facts, cells.places];
            sheet.push_row([row.name.clone()].into_iter().chain(indicator.iter().cloned()).chain(answer))?;
        }
    }
    sheet.finish()
}

/// The place of the decision in its sheet.
const DECISION_COLUMN: u16 = 3;

fn decisions(
    workbook: &mut Workbook,
    formats: &Formats,
    report: &Report,
    rows: &[ProgrammeRows],
) -> Result<(), XlsxError> {
    let titles = columns(&[
        ("xlsx-programme", 26.0),
        ("xlsx-verdict", 36.0),
        ("xlsx-recommendation", 28.0),
        ("xlsx-decision", 20.0),
        ("xlsx-date", 12.0),
        ("xlsx-by", 16.0),
        ("xlsx-reason", 36.0),
        ("xlsx-file", 26.0),
        ("xlsx-question-count", 10.0),
        ("xlsx-first-mistake", 34.0),
        ("xlsx-identifier", 16.0),
        ("xlsx-organisations", 30.0),
        ("xlsx-hash", 68.0),
        ("xlsx-rules-version", 18.0),
        ("xlsx-tool-version", 12.0),
    ]);
    let [rules, tool] = versions(report).map(Cell::from);
    let mut sheet = Sheet::new(workbook.add_worksheet(), formats, &message("xlsx-sheet-decisions"), titles)?;
    // The columns to fill in; what the rest says is the same on each row, or too long for paper.
    sheet.print_only(8);
    sheet.draw_boxes();
    let decisions = ["xlsx-decision-fund", "xlsx-decision-ask", "xlsx-decision-reject", "xlsx-decision-later"];
    sheet.suggest(DECISION_COLUMN, &decisions.map(message), rows.len())?;
    for row in rows {
        let empty = std::iter::repeat_n(Cell::Empty, 5);
        let [verdict, questions] = (*row.results).clone();
        let [identifier, organisations] = (*row.applicant).clone();
        let known = [
            questions,
            row.correct.clone(),
            identifier,
            organisations,
            Cell::from(&*row.sha256),
            rules.clone(),
            tool.clone(),
        ];
        let rest = empty.chain([row.file.clone()]).chain(known);
        sheet.push_row([row.name.clone(), verdict].into_iter().chain(rest))?;
    }
    sheet.finish()
}

fn words(workbook: &mut Workbook, formats: &Formats, report: &Report) -> Result<(), XlsxError> {
    let titles = columns(&[("xlsx-word", 32.0), ("xlsx-meaning", 110.0)]);
    let mut sheet = Sheet::new(workbook.add_worksheet(), formats, &message("xlsx-sheet-words"), titles)?;
    let pack = &report.pack;
    let concept = capitalise(pack.kind_title(&pack.id));
    sheet.push_row(word(concept, pack.definition.as_str()))?;
    for block in &pack.blocks {
        sheet.push_row(word(block.title.as_str(), block.question.as_str()))?;
    }
    for answer in ANSWERS {
        let meaning = message(match answer {
            Answer::Shown => "about-shown",
            Answer::Refuted => "about-refuted",
            Answer::Open => "about-open",
            Answer::Contradictory => "about-contradictory",
        });
        sheet.push_row(word(capitalise(&answer_word(answer)), meaning))?;
    }
    sheet.push_row(word(capitalise(&message("answer-not-understood")), message("meaning-not-understood")))?;
    for (standing, id) in [
        (VerdictStatus::Established, "about-established"),
        (VerdictStatus::Provisional, "about-provisional"),
        (VerdictStatus::Open, "about-open-verdict"),
        (VerdictStatus::Unclassified, "about-unclassified"),
        (VerdictStatus::Contradictory, "about-contradictory-verdict"),
    ] {
        sheet.push_row(word(standing_word(standing), message(id)))?;
    }
    for (weight, id) in [(Weight::Necessary, "meaning-decides"), (Weight::Supporting, "meaning-supports")] {
        sheet.push_row(word(capitalise(weight_word(weight)), message(id)))?;
    }
    for (level, id) in [
        (EvidenceLevel::Asserted, "meaning-asserted"),
        (EvidenceLevel::Cited, "meaning-cited"),
        (EvidenceLevel::Quoted, "meaning-quoted"),
    ] {
        sheet.push_row(word(level_word(level), message(id)))?;
    }
    let hash = message("meaning-hash");
    sheet.push_row(word(message("xlsx-hash"), hash))?;
    let [rules, tool] = versions(report);
    sheet.push_row(word(
        message("xlsx-rules-version"),
        format_message!("meaning-rules", rules = rules, source = pack.source.as_str()),
    ))?;
    sheet.push_row(word(message("xlsx-tool-version"), tool))?;
    sheet.push_row(word(message("xlsx-limits"), pack.caution.as_str()))?;
    sheet.finish()
}
