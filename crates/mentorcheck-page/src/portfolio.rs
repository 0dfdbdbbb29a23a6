//! Many descriptions: a row for each, and the table to save.

use mentorcheck_core::{
    input::Input,
    report::{CheckResult, Programme},
};
use mentorcheck_forms::answers::Answers;
use mentorcheck_render::{csv, style::TableOptions};
use serde_json::{Value as Json, json};

use crate::{
    engine::{Engine, Format},
    error::EngineError,
    opened::problem,
    sheet, view,
};

/// The results that a table is made from, without the texts that they were made from.
#[derive(Debug, Default)]
pub struct Portfolio {
    /// Rows of the table as CSV.
    csv: String,
    rows: Vec<sheet::Row>,
}

impl Portfolio {
    /// Judges the descriptions in a file and renders `{"rows": [..], "problems": [..]}`.
    pub fn add(&mut self, engine: &Engine, name: &str, bytes: &[u8]) -> String {
        let input = engine.input(name, bytes);
        let answers = Engine::answers(input.clone());
        // In a folder there are other files; those that describe nothing are left out, as the program does.
        let result = engine.quick.check_input(Input { is_explicit: false, ..input });
        self.csv.push_str(&csv::render_result(&engine.checker.empty_report(), &result, TableOptions::default()));
        let rows = result.programmes.iter().map(|programme| {
            let answers = answers.iter().find(|(document, _)| *document == programme.document);
            self.rows.push(sheet::Row::new(engine, programme));
            row(engine, programme, answers.map(|(_, answers)| answers))
        });
        let rows: Vec<Json> = rows.collect();
        let problems: Vec<Json> = problems(engine, &result).collect();
        json!({"rows": rows, "problems": problems, "skipped": result.skipped.is_some()}).to_string()
    }

    /// Writes the table. `words` are the titles of a workbook as JSON.
    ///
    /// # Errors
    /// When the table is too large for the format, or there is no such table.
    pub fn write(&self, engine: &Engine, format: Format, words: &str) -> Result<Vec<u8>, EngineError> {
        match format {
            Format::Csv => {
                // Spreadsheets take a table for UTF-8 only with a mark.
                let mut text = csv::header(
                    &engine.checker.empty_report(),
                    TableOptions { byte_order_mark: true, ..TableOptions::default() },
                );
                text.push_str(&self.csv);
                Ok(text.into_bytes())
            }
            Format::Xlsx => sheet::write(engine, &self.rows, &serde_json::from_str(words)?),
            Format::Yaml | Format::Json | Format::Report | Format::Result => {
                Err(EngineError::UnknownFormat("a table".to_owned()))
            }
        }
    }
}

fn problems(engine: &Engine, result: &CheckResult) -> impl Iterator<Item = Json> {
    result.unreadable.iter().flat_map(|file| file.findings.iter().take(1)).map(|finding| problem(engine, finding))
}

fn row(engine: &Engine, programme: &Programme, answers: Option<&Answers>) -> Json {
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
        "answers": answers,
    })
}
