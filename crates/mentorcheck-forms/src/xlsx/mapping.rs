//! The hidden sheet, by which answers are read back.

use rust_xlsxwriter::{DataValidation, Formula, Worksheet, XlsxError};

use super::layout::{FIRST_ROW, Row, YES};
use crate::{
    model::{QuestionKind, Questionnaire},
    selection::SelectedSection,
    wording,
};

/// The name of the hidden sheet.
pub const MAPPING_SHEET: &str = "mentorcheck";
/// The value of `form`.
pub const FORM: &str = "mentorcheck-questionnaire";
/// The value of `version`: the format of the mapping, not of the questions.
pub const VERSION: u32 = 1;
/// The columns of the table of rows. `row` counts from 1 and is where the row was written.
pub const MAPPING_COLUMNS: [&str; 6] = ["key", "row", "number", "role", "field", "value"];
/// The columns of the table of wordings in drop-downs.
pub const ANSWER_COLUMNS: [&str; 3] = ["field", "label", "value"];

/// The column with the numbers and titles of questions, from 0 and as a letter: the drop-down of extra passages. The field
/// of each is in the next column.
const TITLE_COLUMN: (u16, char) = (8, 'I');
const YES_CELL: (u32, u16, &str) = (4, 1, "$B$5");

/// The number of rows with entries.
pub(crate) const HEAD: u32 = 8;

/// What tells whether rows were deleted, added or moved.
pub(crate) fn fingerprint_of_keys<'k>(keys: impl Iterator<Item = &'k str>) -> String {
    crate::model::fingerprint(&keys.collect::<Vec<_>>().join("\n"))
}

pub(super) fn sheet(
    questionnaire: &Questionnaire,
    rows: &[Row<'_>],
    sections: &[SelectedSection<'_>],
    texts: &str,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(MAPPING_SHEET)?;
    let entries = [
        ("form", FORM),
        ("version", &VERSION.to_string()),
        ("schema", &questionnaire.schema),
        ("fingerprint", &questionnaire.fingerprint()),
        ("yes", YES),
        ("not-stated", wording::NOT_KNOWN),
        ("keys", &fingerprint_of_keys(rows.iter().map(|row| row.key.as_str()))),
        ("texts", texts),
    ];
    debug_assert_eq!(entries.len(), HEAD as usize);
    let mut lines: Vec<Vec<String>> = entries.iter().map(|(key, value)| strings(&[key, value])).collect();
    debug_assert_eq!(lines[YES_CELL.0 as usize][usize::from(YES_CELL.1)], YES);
    lines.push(strings(&["rows"]));
    lines.push(strings(&MAPPING_COLUMNS));
    for (index, row) in (FIRST_ROW + 1..).zip(rows) {
        let number = row.number.map(|number| number.to_string()).unwrap_or_default();
        lines.push(strings(&[&row.key, &index.to_string(), &number, row.role.name(), row.field, row.value]));
    }
    lines.push(strings(&["answers"]));
    lines.push(strings(&ANSWER_COLUMNS));
    let questions = || sections.iter().flat_map(|section| &section.questions).map(|selected| selected.question);
    for question in questions().filter(|question| question.kind == QuestionKind::ChooseOne) {
        for answer in &question.answers {
            lines.push(strings(&[&question.field, &answer.label, &answer.name]));
        }
    }
    for (row, line) in (0..).zip(&lines) {
        for (column, text) in (0..).zip(line).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text)?;
        }
    }
    for (row, question) in (0..).zip(questions()) {
        sheet.write_string(row, TITLE_COLUMN.0, wording::numbered_title(question))?;
        sheet.write_string(row, TITLE_COLUMN.0 + 1, &question.field)?;
    }
    sheet.set_very_hidden(true).protect();
    Ok(sheet)
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// The drop-down for a tick.
pub(super) fn tick_drop_down() -> DataValidation {
    DataValidation::new().allow_list_formula(Formula::new(format!("={MAPPING_SHEET}!{}", YES_CELL.2)))
}

/// The drop-down with `count` questions.
pub(super) fn question_drop_down(count: usize) -> DataValidation {
    let column = TITLE_COLUMN.1;
    DataValidation::new().allow_list_formula(Formula::new(format!("={MAPPING_SHEET}!${column}$1:${column}${count}")))
}
