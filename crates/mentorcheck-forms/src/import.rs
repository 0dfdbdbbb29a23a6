//! Reads forms that were filled in: the workbook of [`crate::xlsx`], and tables that `KoboToolbox`, ODK or `SurveyCTO` export
//! from the form of [`crate::xlsform`]. No file is opened here.
//!
//! The result is the text of a description for each programme, and where in the form each of its lines comes from. Nothing is
//! guessed: what is not one of the answers stays in the text as it is, so that it counts for nothing and is reported.

mod columns;
mod draft;
mod error;
mod export;
mod notice;
mod resolve;
mod rows;
mod workbook;

use mentorcheck_core::schema::Vocabulary;

pub use draft::Imported;
pub use error::ImportError;

use crate::{
    model::Questionnaire,
    sheets::{self, SheetError},
    xlsx::CODEBOOK,
};

/// Reads a filled-in form. `vocabulary` is that of the schema that the questionnaire was read from.
///
/// # Errors
/// When the bytes are no form, or a form that cannot be read.
pub fn read(questionnaire: &Questionnaire, vocabulary: &Vocabulary, bytes: &[u8]) -> Result<Imported, ImportError> {
    // Nobody answers in the codebook, and it is as large as the answers.
    let workbook = match sheets::read_without(bytes, &[CODEBOOK]) {
        Err(SheetError::NotATable) => return Err(ImportError::NotAForm),
        read => read?,
    };
    let resolver = resolve::Resolver::new(questionnaire, vocabulary);
    if let Some(drafted) = workbook::read(&resolver, &workbook)? {
        return Ok(draft::render(questionnaire, vec![drafted]));
    }
    let drafts = export::read(&resolver, &workbook)?.ok_or(ImportError::NotAForm)?;
    Ok(draft::render(questionnaire, drafts))
}
