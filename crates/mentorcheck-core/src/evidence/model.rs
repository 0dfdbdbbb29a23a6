//! What the evidence for a fact comes to.

use serde::Serialize;

use crate::format_message;

use super::{
    nearest::Difference,
    passage::{Place, Visibility},
    search::NearestPassage,
};

/// How well a fact is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceLevel {
    /// Stated without evidence.
    Asserted,
    /// An entry names a document.
    Cited,
    /// The words that an entry quotes are in its document, where a reader sees them.
    Quoted,
}

impl EvidenceLevel {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Cited => "cited",
            Self::Quoted => "quoted",
        }
    }
}

/// What became of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryState {
    /// It names a document, and nothing was looked up: it quotes nothing, or the document is no file.
    Cited,
    /// The words are in the document, where a reader sees them.
    Quoted,
    /// The words are there, but too few to prove anything.
    TooShort,
    /// The words are not in the document, or a reader does not see them.
    Misquoted,
    /// It is not known whether the words are in the document.
    NotChecked,
}

/// Why a quotation could not be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotCheckedReason {
    /// The document is not in the description's folder.
    Missing,
    /// The path leads out of the description's folder.
    Refused,
    Unreadable,
    NoText,
    /// Parts of the document could not be read, and the words are not in the others.
    Gaps,
    /// The document or the search exceeds a limit.
    Limit,
    /// The description comes from standard input.
    NoFolder,
}

/// A deciding fact with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactEvidence {
    pub fact: StatedFact,
    pub level: EvidenceLevel,
    /// The entries for its field.
    pub entries: Vec<EntryEvidence>,
}

/// A fact and its location.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatedFact {
    pub field: String,
    /// The value, or one item of a list.
    pub value: String,
    /// The field and the value as people read them: “main aim: finding paid work”.
    #[serde(skip)]
    pub title: String,
    /// A JSON Pointer.
    pub pointer: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// An evidence entry for a deciding fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryEvidence {
    /// The document.
    pub source: String,
    /// The location within the document, as stated.
    pub at: Option<String>,
    pub quote: Option<String>,
    pub state: EntryState,
    /// Why it could not be checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<NotCheckedReason>,
    /// Whether the quotation is in the document, where a reader sees it; `None` if it could not be checked.
    pub found: Option<bool>,
    /// Where the quotation starts, if it was found, seen or not.
    #[serde(flatten)]
    pub place: PlaceReport,
    /// How the words appear that a reader does not see.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seen_as: Vec<&'static str>,
    /// The nearest passage, where the words are not in the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<NearestReport>,
}

/// A place in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PlaceReport {
    /// From 1, if the format has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// The heading before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// From 1, if the format has no pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
}

impl PlaceReport {
    pub(super) fn new(place: &Place) -> Self {
        Self { page: place.page, heading: place.heading.as_deref().map(str::to_owned), paragraph: place.paragraph }
    }

    /// As in “page 2” or “paragraph 3, under “Costs””; empty if nothing is known.
    #[must_use]
    pub fn display(&self) -> String {
        match (self.page, self.paragraph, &self.heading) {
            (Some(page), ..) => format_message!("place-page", page = page),
            (None, Some(paragraph), Some(heading)) => {
                format_message!("place-paragraph-heading", paragraph = paragraph, heading = heading.as_str())
            }
            (None, Some(paragraph), None) => format_message!("place-paragraph", paragraph = paragraph),
            (None, None, _) => String::new(),
        }
    }
}

/// The passage nearest to a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NearestReport {
    pub text: String,
    #[serde(flatten)]
    pub place: PlaceReport,
    pub differences: Vec<Difference>,
}

impl NearestReport {
    pub(super) fn new(nearest: &NearestPassage) -> Self {
        Self {
            text: nearest.text.clone(),
            place: PlaceReport::new(&nearest.place),
            differences: nearest.differences.clone(),
        }
    }
}

/// The name of a visibility that is not seen, in reports.
pub(super) const fn visibility_name(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Visible => "visible",
        Visibility::FieldValue => "field-value",
        Visibility::StruckOut => "struck-out",
        Visibility::Deleted => "deleted",
        Visibility::Comment => "comment",
        Visibility::Hidden => "hidden",
    }
}
