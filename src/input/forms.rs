//! Reads filled-in forms as descriptions.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use super::read;
use mentorcheck_core::{input::Input, schema::vocabulary};
use mentorcheck_forms::{
    import::{ImportError, Importer},
    model::Questionnaire,
};
use mentorcheck_render::digest::sha256;
use mentorcheck_yaml::{Origin, ParseErrorKind};

/// The ends of the names of forms.
const EXTENSIONS: [&str; 4] = ["xlsx", "ods", "csv", "tsv"];

/// Whether a file is a workbook or a table by its name.
pub(crate) fn is_form_file(path: &Path) -> bool {
    read::has_extension(path, &EXTENSIONS)
}

/// The questionnaire of this version.
///
/// # Panics
/// Never: a test reads it.
pub(crate) fn questionnaire() -> &'static Questionnaire {
    static QUESTIONNAIRE: OnceLock<Questionnaire> = OnceLock::new();
    QUESTIONNAIRE.get_or_init(|| Questionnaire::embedded().expect("the embedded schema is that of a questionnaire"))
}

fn importer() -> &'static Importer<'static> {
    static IMPORTER: OnceLock<Importer<'static>> = OnceLock::new();
    IMPORTER.get_or_init(|| Importer::new(questionnaire(), vocabulary()))
}

/// The descriptions in a form, in place of its bytes; an input that could not be read stays as it is.
pub(crate) fn to_description(input: Input) -> Input {
    let Ok(bytes) = input.content else { return input };
    match importer().read(&bytes) {
        Ok(form) => {
            let origin = Origin { sha256: Some(sha256(&bytes)), ..form.origin };
            Input { content: Ok(form.text.into_bytes()), origin: Some(Arc::new(origin)), ..input }
        }
        Err(error) => Input { content: Err(problem(&error)), ..input },
    }
}

fn problem(error: &ImportError) -> ParseErrorKind {
    match error {
        ImportError::NotAForm => ParseErrorKind::NotAForm,
        error => ParseErrorKind::Form { what: format!("the file {error}"), advice: error.help().to_owned() },
    }
}
