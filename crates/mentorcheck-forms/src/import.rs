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
mod outside;
mod resolve;
mod rows;
mod time;
mod workbook;

use mentorcheck_core::schema::Vocabulary;

pub use draft::Imported;
pub use error::ImportError;

use crate::{
    model::Questionnaire,
    sheets::{self, Extent, SheetError, Workbook},
    xlsx::{CODEBOOK, MAPPING_HEAD, MAPPING_SHEET},
};

/// Reads filled-in forms; made once for any number of them.
pub struct Importer<'q> {
    resolver: resolve::Resolver<'q>,
}

impl<'q> Importer<'q> {
    /// `vocabulary` is that of the schema that the questionnaire was read from.
    #[must_use]
    pub fn new(questionnaire: &'q Questionnaire, vocabulary: &'q Vocabulary) -> Self {
        Self { resolver: resolve::Resolver::new(questionnaire, vocabulary) }
    }

    /// Reads a filled-in form.
    ///
    /// # Errors
    /// When the bytes are no form, or a form that cannot be read.
    pub fn read(&self, bytes: &[u8]) -> Result<Imported, ImportError> {
        // Nobody answers in the codebook, and it is as large as the answers. The head of the hidden sheet usually says all.
        let some = |name: &str| match name {
            CODEBOOK => Extent::Nothing,
            MAPPING_SHEET => Extent::Head(MAPPING_HEAD),
            _ => Extent::Whole,
        };
        let whole = |name: &str| if name == CODEBOOK { Extent::Nothing } else { Extent::Whole };
        let mut table = read_table(bytes, &some)?;
        let mut found = workbook::read(&self.resolver, &table)?;
        if matches!(found, workbook::Found::Incomplete) {
            table = read_table(bytes, &whole)?;
            found = workbook::read(&self.resolver, &table)?;
        }
        let questionnaire = self.resolver.questionnaire;
        if let workbook::Found::Form(drafted) = found {
            return Ok(draft::render(questionnaire, vec![drafted]));
        }
        let drafts = export::read(&self.resolver, &table)?.ok_or(ImportError::NotAForm)?;
        Ok(draft::render(questionnaire, drafts))
    }
}

fn read_table(bytes: &[u8], extent: &dyn Fn(&str) -> Extent) -> Result<Workbook, ImportError> {
    match sheets::read_in_part(bytes, extent) {
        Err(SheetError::NotATable) => Err(ImportError::NotAForm),
        read => Ok(read?),
    }
}

/// Reads one filled-in form, as [`Importer::read`] does.
///
/// # Errors
/// When the bytes are no form, or a form that cannot be read.
pub fn read(questionnaire: &Questionnaire, vocabulary: &Vocabulary, bytes: &[u8]) -> Result<Imported, ImportError> {
    Importer::new(questionnaire, vocabulary).read(bytes)
}
