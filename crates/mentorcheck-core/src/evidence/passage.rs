//! The text of a document as a reader of the document sees it: passages in reading order, each with its place, and for
//! each run of text whether it is visible.

use std::sync::Arc;

/// The text of a document, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentText {
    pub passages: Vec<Passage>,
    /// The parts that could not be read.
    pub gaps: Vec<Gap>,
}

/// A stretch of text that a line end separates from the next: a paragraph, a heading, a table cell, a line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub place: Place,
    pub role: PassageRole,
    /// Consecutive, with nothing between them.
    pub runs: Vec<Run>,
}

/// Text of one appearance. `\n` stands for a line end inside the passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub visibility: Visibility,
    /// A mark that refers to a note: a raised number, an asterisk. A quotation may leave it out.
    pub is_note_mark: bool,
}

/// What a passage is to the text around it: a quotation may run across notes and running headers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum PassageRole {
    #[default]
    Body,
    /// A header or footer that recurs from page to page.
    Running,
    /// A footnote or an endnote.
    Note,
}

/// Whether a reader sees a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    #[default]
    Visible,
    /// Filled in by hand in a form field, and visible.
    FieldValue,
    StruckOut,
    /// A tracked deletion.
    Deleted,
    /// A comment on the text.
    Comment,
    /// Hidden by an attribute or a style, white on white, without size, or outside the page.
    Hidden,
}

impl Visibility {
    /// Whether a quotation may rest on it.
    #[must_use]
    pub const fn is_visible(self) -> bool {
        matches!(self, Self::Visible | Self::FieldValue)
    }
}

/// Where a passage is. Formats without pages have headings and numbered paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub page: Option<usize>,
    /// The text of the nearest heading before it.
    pub heading: Option<Arc<str>>,
    /// From 1, counted through the document; headings and table cells count as paragraphs.
    pub paragraph: Option<usize>,
}

/// A part of a document that could not be read, so that words that are not found may stand in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Gap {
    /// From 1; none where the format has no pages, or the whole document is meant.
    pub page: Option<usize>,
    pub reason: GapReason,
}

/// Why a part could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapReason {
    /// The characters of a font cannot be decoded.
    UndecodableText,
    /// The part breaks the rules of its format.
    Malformed,
    /// The part exceeds a limit of the reader.
    LimitExceeded,
    /// A picture without text, as a scan has.
    Picture,
}
