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
const EXTENSIONS: [&str; 6] = ["xlsx", "xlsm", "xls", "ods", "csv", "tsv"];
/// Those of workbooks.
const WORKBOOKS: [&str; 4] = ["xlsx", "xlsm", "xls", "ods"];

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
        Err(ImportError::NotAForm) if is_damaged_workbook(Path::new(&input.path), &bytes) => {
            let what = if bytes.is_empty() { "the file is empty" } else { "the file is damaged: it is not a workbook" };
            let advice = "Perhaps it was not downloaded or sent in full. Fetch it again, or ask for the form again.";
            Input { content: Err(ParseErrorKind::Form { what: what.into(), advice: advice.into() }), ..input }
        }
        Err(error) => Input { content: Err(problem(&error)), ..input },
    }
}

/// Whether a file is called a workbook, and does not begin as one.
fn is_damaged_workbook(path: &Path, bytes: &[u8]) -> bool {
    read::has_extension(path, &WORKBOOKS)
        && ![b"PK".as_slice(), b"\xd0\xcf"].iter().any(|start| bytes.starts_with(start))
}

fn problem(error: &ImportError) -> ParseErrorKind {
    match error {
        ImportError::NotAForm => ParseErrorKind::NotAForm,
        error => ParseErrorKind::Form { what: format!("the file {error}"), advice: error.help().to_owned() },
    }
}
