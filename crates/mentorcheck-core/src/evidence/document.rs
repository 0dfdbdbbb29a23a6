//! Documents that a description quotes: what a store of documents provides, and what can be found in them.

use std::{
    error::Error,
    fmt::{self, Debug, Display, Formatter},
    path::Path,
    sync::Arc,
};

use crate::{catalogue::message, format_message};

use super::{
    passage::{DocumentText, Gap},
    reading::Features,
    search::{self, SearchOutcome},
};

/// Why a document cannot be used; displayed, it completes a sentence about the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentError {
    /// Nothing outside the description's folder is opened: a description may come from anybody.
    OutsideFolder,
    Missing,
    NotAFile,
    Unreadable(String),
    /// Its text cannot be extracted.
    NotExtracted {
        reason: String,
        help: &'static str,
    },
    /// It has no text.
    NoText {
        help: &'static str,
    },
    /// The documents of this run are larger than are read.
    BudgetExhausted {
        megabytes: u64,
    },
}

impl Display for DocumentError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&match self {
            Self::OutsideFolder => message("document-outside"),
            Self::Missing => message("document-missing"),
            Self::NotAFile => message("document-not-a-file"),
            Self::Unreadable(reason) => format_message!("document-unreadable", reason = reason.as_str()),
            Self::NotExtracted { reason, .. } => reason.clone(),
            Self::NoText { .. } => message("document-no-text"),
            Self::BudgetExhausted { megabytes } => format_message!("document-over-budget", megabytes = *megabytes),
        })
    }
}

impl Error for DocumentError {}

impl DocumentError {
    /// The code of the finding on it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutsideFolder => "evidence/refused-path",
            Self::Missing => "evidence/missing-document",
            Self::BudgetExhausted { .. } => "evidence/not-checked",
            _ => "evidence/unreadable-document",
        }
    }

    /// The help text of the finding.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::OutsideFolder => message("document-outside-help"),
            Self::Missing => message("document-missing-help"),
            Self::NotAFile => message("document-not-a-file-help"),
            Self::Unreadable(_) => message("document-unreadable-help"),
            Self::NotExtracted { help, .. } | Self::NoText { help } => (*help).to_owned(),
            Self::BudgetExhausted { .. } => message("document-over-budget-help"),
        }
    }
}

/// Where documents come from, implemented by the caller; [`NoDocuments`] has none.
pub trait DocumentStore: Debug + Send + Sync {
    /// Whether documents with this extension (in lower case) can be read.
    fn supports(&self, extension: &str) -> bool;

    /// Reads the document at `path`, relative to the folder of the description at `description`.
    ///
    /// # Errors
    /// When it is missing, outside that folder, or cannot be read.
    fn read_document(&self, description: &Path, path: &Path) -> Result<Arc<SearchableText>, DocumentError>;
}

/// A store without documents: every document is taken for a title.
#[derive(Debug, Clone, Copy)]
pub struct NoDocuments;

impl DocumentStore for NoDocuments {
    fn supports(&self, _: &str) -> bool {
        false
    }

    fn read_document(&self, _: &Path, _: &Path) -> Result<Arc<SearchableText>, DocumentError> {
        Err(DocumentError::Missing)
    }
}

/// The text of a document, ready to be searched.
#[derive(Debug)]
pub struct SearchableText {
    text: DocumentText,
    features: Features,
}

impl SearchableText {
    /// Prepares the text of a document.
    #[must_use]
    pub fn new(text: DocumentText) -> Self {
        let features = Features::of(&text);
        Self { text, features }
    }

    /// Whether it has any word, seen or not.
    #[must_use]
    pub const fn has_words(&self) -> bool {
        self.features.has_words
    }

    /// The parts that could not be read.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        &self.text.gaps
    }

    /// The size of the text, in bytes of UTF-8.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.features.bytes
    }

    /// Looks up quotations, all at once: the text is read once for all of them. An outcome each, in their order.
    #[must_use]
    pub fn search(&self, quotations: &[&str]) -> Vec<SearchOutcome> {
        search::search(&self.text, &self.features, quotations)
    }
}
