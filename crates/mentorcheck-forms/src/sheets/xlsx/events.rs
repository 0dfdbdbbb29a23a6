//! The tags and texts of a part, as its readers give them.

use std::borrow::Cow;

use super::super::error::SheetError;

/// What comes next.
pub(super) enum Event<'x> {
    Start(Name),
    /// The end of the innermost open element.
    End,
    Text(Cow<'x, str>),
}

/// The name of an element, as far as a reader looks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Row,
    Cell,
    Value,
    Formula,
    InlineText,
    Text,
    PhoneticText,
    Columns,
    MergedArea,
    SharedText,
    NumberFormat,
    CellFormats,
    CellFormat,
    Comment,
    CommentText,
    /// Any other element of workbooks, and all of other formats.
    Other,
}

impl Name {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "row" => Self::Row,
            "c" => Self::Cell,
            "v" => Self::Value,
            "f" => Self::Formula,
            "is" => Self::InlineText,
            "t" => Self::Text,
            "rPh" => Self::PhoneticText,
            "col" => Self::Columns,
            "mergeCell" => Self::MergedArea,
            "si" => Self::SharedText,
            "numFmt" => Self::NumberFormat,
            "cellXfs" => Self::CellFormats,
            "comment" => Self::Comment,
            "text" => Self::CommentText,
            "xf" => Self::CellFormat,
            _ => Self::Other,
        }
    }
}

/// A cell as the common programs write it.
#[derive(Debug, Default)]
pub(super) struct UsualCell<'x> {
    /// The attributes `r`, `s` and `t`.
    pub(super) address: Option<&'x str>,
    pub(super) style: Option<&'x str>,
    pub(super) kind: Option<&'x str>,
    /// What stands in `v`; empty if there is none.
    pub(super) value: &'x str,
    /// What stands in `is`.
    pub(super) inline: Option<Cow<'x, str>>,
}

/// A reader of the tags and texts of a part.
pub(super) trait Events<'x> {
    /// The next event; `None` at the end.
    ///
    /// # Errors
    /// When the part is not well-formed, exceeds a limit, or (for the plain reader) needs the complete one.
    fn next(&mut self) -> Result<Option<Event<'x>>, SheetError>;

    /// The number of open elements.
    fn depth(&self) -> usize;

    /// The value of an attribute without a prefix, of the element that was just opened.
    fn attribute(&mut self, name: &str) -> Option<Cow<'_, str>>;

    /// The whole cell that comes next, if it is a usual one; else nothing is read, and [`Self::next`] gives it piece by piece.
    fn usual_cell(&mut self) -> Option<UsualCell<'x>> {
        None
    }

    /// The text of the shared text that comes next, if it is a usual one; else nothing is read.
    fn usual_text(&mut self) -> Option<Cow<'x, str>> {
        None
    }

    /// Reads to the end of the innermost open element.
    ///
    /// # Errors
    /// As [`Self::next`].
    fn skip_element(&mut self) -> Result<(), SheetError> {
        let outside = self.depth().saturating_sub(1);
        while self.depth() > outside && self.next()?.is_some() {}
        Ok(())
    }
}
