//! Documents that a description quotes: what a store of documents provides, and what can be found in them.

use std::{fmt::Debug, path::Path};

use super::{
    passage::{DocumentText, Passage, PassageRole, Place},
    text_match::NormalizedText,
};

/// Why a document cannot be used; completes a sentence about the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Nothing outside the description's folder is opened: a description may come from anybody.
    #[error("leads out of the description's folder, and is not opened")]
    OutsideFolder,
    #[error("does not exist beside the description")]
    Missing,
    #[error("is no ordinary file")]
    NotAFile,
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// Its text cannot be extracted.
    #[error("{reason}")]
    NotExtracted { reason: String, help: &'static str },
}

impl DocumentError {
    /// The code of the finding on it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutsideFolder => "evidence/refused-path",
            Self::Missing => "evidence/missing-document",
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
                "Put the document there, or correct its path, which begins at the description's folder. If it cannot be put there, give its title instead of a path."
            }
            Self::NotAFile => "Name the document itself.",
            Self::Unreadable(_) => "Check the permission to read it.",
            Self::NotExtracted { help, .. } => help,
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
    fn read_document(&self, description: &Path, path: &Path) -> Result<SearchableText, DocumentError>;
}

/// A store without documents: every document is taken for a title.
#[derive(Debug, Clone, Copy)]
pub struct NoDocuments;

impl DocumentStore for NoDocuments {
    fn supports(&self, _: &str) -> bool {
        false
    }

    fn read_document(&self, _: &Path, _: &Path) -> Result<SearchableText, DocumentError> {
        Err(DocumentError::Missing)
    }
}

/// The text of a document, ready to be searched.
#[derive(Debug)]
pub struct SearchableText {
    full: NormalizedText,
    /// Without running headers and footers, where there are any.
    body: Option<NormalizedText>,
    /// The place of each part of either text.
    full_places: Vec<Place>,
    body_places: Vec<Place>,
}

/// Where a quotation was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotationMatch {
    /// The page, from 1; none where the format has no pages.
    pub page: Option<usize>,
}

impl SearchableText {
    /// Prepares the text of a document.
    #[must_use]
    pub fn new(text: &DocumentText) -> Self {
        let visible = |passage: &Passage| -> String {
            passage.runs.iter().filter(|run| run.visibility.is_visible()).map(|run| run.text.as_str()).collect()
        };
        let fold = |accepts: &dyn Fn(&Passage) -> bool| {
            let passages: Vec<&Passage> = text.passages.iter().filter(|passage| accepts(passage)).collect();
            let texts: Vec<String> = passages.iter().map(|passage| visible(passage)).collect();
            let places = passages.iter().map(|passage| passage.place.clone()).collect();
            (NormalizedText::from_parts(texts.iter().map(String::as_str)), places)
        };
        let is_body = |passage: &Passage| passage.role == PassageRole::Body;
        let (full, full_places) = fold(&|_| true);
        let (body, body_places) = fold(&is_body);
        let has_others = !text.passages.iter().all(is_body);
        Self { full, body: has_others.then_some(body), full_places, body_places }
    }

    /// Whether it has any word.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.full.has_words()
    }

    /// Finds a quotation.
    #[must_use]
    pub fn find(&self, quotation: &str) -> Option<QuotationMatch> {
        let in_full = || self.full_places.get(self.full.find(quotation)?);
        let in_body = || self.body_places.get(self.body.as_ref()?.find(quotation)?);
        let place = in_full().or_else(in_body)?;
        Some(QuotationMatch { page: place.page })
    }
}
