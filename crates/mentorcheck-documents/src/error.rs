//! Why the text of a document cannot be extracted.

use crate::limits::MAX_BYTES;

/// Why the text of a document could not be extracted; completes a sentence about the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    #[error("is neither PDF, Word, OpenDocument, HTML, Markdown nor plain text by its name")]
    UnknownFormat,
    #[error("is larger than {} MB", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    #[error("is not text in UTF-8")]
    NotUtf8,
    #[error("cannot be understood as {format}")]
    Malformed { format: &'static str },
    #[error("is locked with a password")]
    Encrypted,
    #[error("has more than {pages} pages")]
    TooManyPages { pages: usize },
    #[error("unpacks to far more than a document needs")]
    DecompressionLimit,
    #[error("is too deeply nested, or has too much markup for its text")]
    TooComplex,
    #[error("holds no text")]
    NoText,
}

impl ExtractError {
    /// What would help.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::TooLarge | Self::TooManyPages { .. } | Self::DecompressionLimit => {
                "Put only the part that is quoted beside the description."
            }
            Self::TooComplex => "Save the document as text or PDF, and name that file.",
            Self::UnknownFormat => "Save the document as PDF or as text, and name that file.",
            Self::NotUtf8 => "Save the document again with the encoding UTF-8.",
            Self::Malformed { .. } => "Check that it opens in a viewer; print it to a new PDF, or save it as text.",
            Self::Encrypted => "Save it again without a password.",
            Self::NoText => {
                "If it is a scan, have its text recognised first, or write the passage down as a text file."
            }
        }
    }
}
