//! Many descriptions: a row for each, and the tables to save.

use mentorcheck_core::{
    input::Input,
    report::{CheckResult, Programme},
};
use mentorcheck_render::{
    csv,
    style::{PageOptions, TableOptions},
    xlsx::{self, CollectedRows},
};
use serde_json::{Value as Json, json};

use crate::{
    engine::{Engine, Format},
    error::EngineError,
    opened::problem,
    view,
};

impl Engine {
    /// Judges the descriptions in a file and renders `{"rows": [..], "problems": [..], "skipped"}`. In a folder there are
    /// other files; those that describe nothing are skipped, as the program does.
    #[must_use]
    pub fn judge(&self, name: &str, bytes: &[u8]) -> String {
        let result = self.check_one_of_many(name, bytes);
        let rows: Vec<Json> = result.programmes.iter().map(|programme| row(self, programme)).collect();
        let problems: Vec<Json> = problems(self, &result).collect();
        json!({"rows": rows, "problems": problems, "skipped": result.skipped.is_some()}).to_string()
    }

    fn check_one_of_many(&self, name: &str, bytes: &[u8]) -> CheckResult {
        self.quick.check_input(Input { is_explicit: false, ..self.input(name, bytes) })
    }
}

/// A table that grows by the descriptions of one file after the other, without the texts that it is made from.
#[derive(Debug, Default)]
pub struct Table {
    /// Rows as CSV.
    csv: String,
    /// Rows of a workbook.
    workbook: CollectedRows,
}

impl Table {
    /// Adds the rows of a file.
    pub fn add(&mut self, engine: &Engine, name: &str, bytes: &[u8], format: Format) {
        let result = engine.check_one_of_many(name, bytes);
        if format == Format::Xlsx {
            self.workbook.extend(xlsx::render_result(&engine.empty_report, &result));
        } else {
            self.csv.push_str(&csv::render_result(&engine.empty_report, &result, TableOptions::default()));
        }
    }

    /// Writes the table as the program does for the same files.
    ///
    /// # Errors
    /// When the table is too large for the format, or there is no such table.
    pub fn write(self, engine: &Engine, format: Format) -> Result<Vec<u8>, EngineError> {
        match format {
            Format::Csv => {
                // Spreadsheets take a table for UTF-8 only with a mark.
                let options = TableOptions { byte_order_mark: true, ..TableOptions::default() };
                let mut text = csv::header(&engine.empty_report, options);
                text.push_str(&self.csv);
                Ok(text.into_bytes())
            }
            Format::Xlsx => Ok(xlsx::write(&engine.empty_report, self.workbook, &PageOptions::default())?),
            Format::Yaml | Format::Json | Format::Report | Format::Result => {
                Err(EngineError::UnknownFormat("a table".to_owned()))
            }
        }
    }
}

fn problems(engine: &Engine, result: &CheckResult) -> impl Iterator<Item = Json> {
    result.unreadable.iter().flat_map(|file| file.findings.iter().take(1)).map(|finding| problem(engine, finding))
}

fn row(engine: &Engine, programme: &Programme) -> Json {
    let verdict = &programme.verdict;
    let (lead, rest) = view::sentence_parts(engine, programme);
    json!({
        "path": programme.path,
        "document": programme.document + 1,
        "name": programme.name,
        "valid": programme.valid,
        "lead": lead,
        "rest": rest,
        "standing": verdict.standing,
        "kind": verdict.kind,
        "candidates": verdict.candidates,
        "blocks": programme.blocks.iter().map(|block| block.answer.as_str()).collect::<Vec<_>>(),
        "spectrum": programme.spectrum,
        "label": programme.label,
        "question": programme.remedy.questions.first().map(|question| question.field.as_str()),
    })
}
