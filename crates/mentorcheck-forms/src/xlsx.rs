//! A workbook to fill in, which can be read back without a guess.
//!
//! - The sheet `Questions` has one row for each question, and one for each answer of a list: a row is either ticked or
//!   not, so that ticking needs no typing, every rule stands beside its answer, and reading needs no splitting of cells.
//! - The sheet `Codebook` has every answer with its rule. The drop-downs refer to its ranges, as lists within a drop-down
//!   end at 255 characters.
//! - The very hidden sheet [`MAPPING_SHEET`] names the form, its version, and what each row holds.
//!
//! # Reading it back
//!
//! Column A of `Questions` is hidden and gives each row a key, which moves with the row if rows are moved. The hidden sheet
//! has first the entries `form`, `version`, `schema`, `fingerprint`, `yes`, `not-stated`, `keys` and `texts` (key and value). `keys`
//! is a fingerprint of all keys in their order, which spares reading the rest, and `texts` one of what a blank form shows. Then
//! comes after the row `rows` a table of [`MAPPING_COLUMNS`], and after the row `answers` a table of [`ANSWER_COLUMNS`] that gives the
//! value behind each wording in a drop-down. [`Role`] says what each row holds. A passage may stand in any row but titles: its three
//! cells are an entry of evidence for the field of the row.

mod codebook;
mod height;
mod layout;
mod mapping;
mod questions;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

pub(crate) use codebook::{SHEET as CODEBOOK, is_codebook};
pub use layout::Role;
pub(crate) use layout::{ShownTexts, YES, fingerprint_of_texts, shown_texts};
pub use mapping::{ANSWER_COLUMNS, FORM, MAPPING_COLUMNS, MAPPING_SHEET, VERSION};
pub(crate) use mapping::{HEAD as MAPPING_HEAD, fingerprint_of_keys};
pub(crate) use questions::{ANSWER_TITLE, KEY_TITLE};

use crate::{
    error::FormError,
    model::Questionnaire,
    selection::{FormOptions, select_open_first},
};

/// Renders the questionnaire as a workbook (Office Open XML).
///
/// # Errors
/// If [`FormOptions::only`] names an unknown field, a text is longer than a cell can hold, or there is too much evidence.
pub fn render(questionnaire: &Questionnaire, options: &FormOptions<'_>) -> Result<Vec<u8>, FormError> {
    let sections = select_open_first(questionnaire, options)?;
    let rows = layout::rows(&sections)?;
    let mut workbook = Workbook::new();
    // Without a fixed date, equal forms would not be equal bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&questionnaire.title).set_creation_datetime(&created));
    let codebook = codebook::Codebook::new(&sections);
    let questions = questions::sheet(questionnaire, &rows, &codebook)?;
    let answers = codebook.sheet()?;
    let texts = fingerprint_of_texts(&shown_texts(questionnaire)?);
    let mapping = mapping::sheet(questionnaire, &rows, &sections, &texts)?;
    workbook.push_worksheet(questions);
    workbook.push_worksheet(answers);
    workbook.push_worksheet(mapping);
    Ok(workbook.save_to_buffer()?)
}
