//! Why a form cannot be read.

use crate::sheets::SheetError;

/// Why a form could not be read; completes a sentence about the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// A workbook or table that is something else.
    #[error("is not a filled-in form")]
    NotAForm,
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error("has the form in two sheets, {first} and {second}")]
    SeveralSheets { first: String, second: String },
    #[error("is a form whose sheet with the questions is missing")]
    NoQuestions,
    #[error("is a form whose columns were changed: {missing} was not found beside the questions")]
    Columns { missing: &'static str },
    #[error("was made by a newer version of mentorcheck")]
    NewerVersion,
    #[error("is an export without a submission")]
    NoSubmission,
}

impl ImportError {
    /// What would help.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::NotAForm => "Check that it is the right file. A form is made by `mentorcheck form`.",
            Self::Sheet(error) => error.help(),
            Self::SeveralSheets { .. } => "Delete the sheet that does not count.",
            Self::NoQuestions => "Copy the answers to a new form.",
            Self::Columns { .. } => "Put the columns back as they were, or copy the answers to a new form.",
            Self::NewerVersion => "Use that version to read it.",
            Self::NoSubmission => "Export the data again when there are submissions.",
        }
    }
}
