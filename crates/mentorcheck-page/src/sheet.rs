//! The portfolio as a workbook: one sheet, one row for each programme, words only.

use mentorcheck_core::{eval::Answer, report::Programme, sanitize::sanitize_line};
use mentorcheck_forms::model::Questionnaire;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde::Deserialize;
use std::collections::BTreeMap;

use crate::{engine::Engine, error::EngineError};

/// The longest text in a cell, in characters.
const MAX_CELL: usize = 32_767;
/// The most rows below the head.
const MAX_ROWS: usize = 1_048_575;

/// The words of the workbook, which come from the page's messages.
#[derive(Debug, Deserialize)]
pub(crate) struct Words {
    sheet: String,
    programme: String,
    verdict: String,
    question: String,
    file: String,
    /// The word for each answer on a block, by its name in reports.
    answers: BTreeMap<String, String>,
}

/// What a row says about a programme.
#[derive(Debug)]
pub(crate) struct Row {
    name: String,
    sentence: String,
    answers: Vec<Answer>,
    question: String,
    path: String,
}

impl Row {
    /// Name, verdict, blocks, first question and file.
    pub(crate) fn new(engine: &Engine, programme: &Programme) -> Self {
        let question = programme.remedy.questions.first();
        Self {
            name: programme.name.clone(),
            sentence: programme.verdict.sentence.clone(),
            answers: programme.blocks.iter().map(|block| block.answer).collect(),
            question: question.map(|question| asked(&engine.questionnaire, &question.field)).unwrap_or_default(),
            path: programme.path.clone(),
        }
    }

    /// The cells, each short enough for one.
    fn cells<'r>(&'r self, words: &'r Words) -> impl Iterator<Item = String> {
        let word = |answer: &Answer| words.answers.get(answer.as_str()).map_or_else(|| answer.as_str(), String::as_str);
        let answers: Vec<&str> = self.answers.iter().map(word).collect();
        let cells =
            [self.name.as_str(), &self.sentence].into_iter().chain(answers).chain([self.question.as_str(), &self.path]);
        cells.map(|text| sanitize_line(text).chars().take(MAX_CELL).collect())
    }
}

/// The number and the text of a question.
fn asked(questionnaire: &Questionnaire, field: &str) -> String {
    let question = questionnaire.question(field);
    question.map(|question| format!("{}. {}", question.number, question.question)).unwrap_or_default()
}

/// Writes the workbook. Every cell is a text, so that none is a formula or a link.
pub(crate) fn write(engine: &Engine, rows: &[Row], words: &Words) -> Result<Vec<u8>, EngineError> {
    workbook(engine, rows, words).map_err(|error| EngineError::Table(error.to_string()))
}

fn workbook(engine: &Engine, rows: &[Row], words: &Words) -> Result<Vec<u8>, XlsxError> {
    let blocks = engine.checker.pack().blocks.iter().map(|block| (block.title.as_str(), 14.0));
    let mut columns = vec![(words.programme.as_str(), 32.0), (words.verdict.as_str(), 60.0)];
    columns.extend(blocks);
    columns.extend([(words.question.as_str(), 50.0), (words.file.as_str(), 30.0)]);
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut sheet = Worksheet::new();
    sheet.set_name(&words.sheet)?.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    for (column, (title, width)) in (0..).zip(&columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *title, &head)?;
    }
    for (line, row) in (1..).zip(rows.iter().take(MAX_ROWS)) {
        for (column, text) in (0..).zip(row.cells(words)) {
            sheet.write_string_with_format(line, column, text, &cell)?;
        }
    }
    let last = u32::try_from(rows.len().min(MAX_ROWS)).unwrap_or_default();
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default();
    sheet.autofilter(0, 0, last, last_column)?;
    let mut workbook = Workbook::new();
    // Without a fixed date, equal tables would not be equal bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    workbook.push_worksheet(sheet);
    workbook.save_to_buffer()
}
