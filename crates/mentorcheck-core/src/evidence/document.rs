//! Documents that a description quotes: what a store of documents provides, and what can be found in them.

use std::{fmt::Debug, path::Path, sync::Arc};

use super::{
    passage::{DocumentText, Gap},
    reading::Features,
    search::{self, SearchOutcome},
};

/// Why a document cannot be used; completes a sentence about the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Nothing outside the description's folder is opened: a description may come from anybody.
    #[error("is outside the description's folder, and was not opened")]
    OutsideFolder,
    #[error("was not found in the description's folder")]
    Missing,
    #[error("is not a file")]
    NotAFile,
    #[error("cannot be read ({0})")]
    Unreadable(String),
    /// Its text cannot be extracted.
    #[error("{reason}")]
    NotExtracted { reason: String, help: &'static str },
    /// It has no text.
    #[error("has no text")]
    NoText { help: &'static str },
    /// The documents of this run are larger than are read.
    #[error("was not read, because the documents of this run have more than {megabytes} MB")]
    BudgetExhausted { megabytes: u64 },
}

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
    pub const fn help(&self) -> &'static str {
        match self {
            Self::OutsideFolder => {
                "Put the document into the description's folder, or a folder in it, and give its path from there."
            }
            Self::Missing => {
                "Put the document there, or correct its path, which starts at the description's folder. If you cannot put it there, give its title instead of a path."
            }
            Self::NotAFile => "Give the path of the document itself.",
            Self::Unreadable(_) => "Check the permission to read it.",
            Self::NotExtracted { help, .. } | Self::NoText { help } => help,
            Self::BudgetExhausted { .. } => {
                "Check fewer descriptions at once, or put only the parts that are quoted beside them."
            }
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
