//! Why a table cannot be read.

use mentorcheck_documents::ExtractError;

/// Why a table could not be read; completes a sentence about the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("is not a workbook or table that can be read")]
    NotATable,
    #[error("is damaged: {part} is missing or cannot be read")]
    Damaged {
        /// What is missing, for people.
        part: &'static str,
    },
    #[error("is locked with a password")]
    Encrypted,
    #[error("is a workbook in the format of Excel before 2007")]
    OldWorkbook,
    #[error("is not text in UTF-8, UTF-16 or Windows-1252")]
    NotText,
    #[error("has more {what} than a form needs (more than {limit})")]
    TooMany { what: &'static str, limit: usize },
    #[error("unpacks to far more than a form needs")]
    TooLarge,
}

impl SheetError {
    /// What would help.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::NotATable => "Check that it is the right file.",
            Self::Damaged { .. } => {
                "Open it in Excel or LibreOffice and save it again. If it does not open, ask for the form again."
            }
            Self::Encrypted => "Save it again without a password.",
            Self::OldWorkbook => "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx).",
            Self::NotText => "Save it again with the encoding UTF-8.",
            Self::TooMany { .. } | Self::TooLarge => {
                "Check that it is the right file. Save only the form in a workbook of its own."
            }
        }
    }
}

impl From<ExtractError> for SheetError {
    fn from(error: ExtractError) -> Self {
        match error {
            ExtractError::Encrypted => Self::Encrypted,
            ExtractError::DecompressionLimit | ExtractError::TooLarge | ExtractError::TooComplex => Self::TooLarge,
            ExtractError::NotUtf8 => Self::NotText,
            _ => Self::Damaged { part: "part of its content" },
        }
    }
}
