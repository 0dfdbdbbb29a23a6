//! The tags and texts of a part, from one of two readers that give the same for the same part.
//!
//! Reading XML completely takes most of the time of a form. What the common programs write needs only a part of XML, which
//! [`super::plain`] reads several times as fast. Whatever it does not accept is read again completely, and that alone
//! decides what is an error.

use std::borrow::Cow;

use mentorcheck_documents::{
    namespace::Namespace,
    xml::{Element, XmlEvent, XmlReader},
};

use super::{super::error::SheetError, messages::FORMAT, plain::PlainReader};

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

/// Reads a part with the plain reader, or with the complete one if that fails. `read` may be called twice.
///
/// # Errors
/// As `read` with the complete reader.
pub(super) fn read_part<T>(
    text: &str,
    mut read: impl FnMut(&mut dyn Events<'_>) -> Result<T, SheetError>,
) -> Result<T, SheetError> {
    if let Some(mut plain) = PlainReader::new(text)
        && let Ok(result) = read(&mut plain)
    {
        return Ok(result);
    }
    read(&mut CompleteReader { xml: XmlReader::new(text, FORMAT), opened: None })
}

struct CompleteReader<'x> {
    xml: XmlReader<'x>,
    opened: Option<Element<'x>>,
}

impl<'x> Events<'x> for CompleteReader<'x> {
    fn next(&mut self) -> Result<Option<Event<'x>>, SheetError> {
        Ok(match self.xml.next()? {
            Some(XmlEvent::Start(element)) => {
                let is_own = element.namespace == Namespace::Spreadsheet;
                let name = if is_own { Name::of(element.name()) } else { Name::Other };
                self.opened = Some(element);
                Some(Event::Start(name))
            }
            Some(XmlEvent::End) => Some(Event::End),
            Some(XmlEvent::Text(text)) => Some(Event::Text(text)),
            None => None,
        })
    }

    fn depth(&self) -> usize {
        self.xml.depth()
    }

    fn attribute(&mut self, name: &str) -> Option<Cow<'_, str>> {
        self.xml.attribute(self.opened.as_ref()?, Namespace::None, name)
    }
}
