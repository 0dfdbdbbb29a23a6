//! Reads a part with one of two readers that give the same for the same part.
//!
//! Reading XML completely takes most of the time of a form. What the common programs write needs only a part of XML, which
//! [`super::plain`] reads several times as fast. Whatever it does not accept is read again completely, and that alone
//! decides what is an error.

use std::borrow::Cow;

use mentorcheck_documents::{
    namespace::Namespace,
    xml::{Element, XmlEvent, XmlReader},
};

use super::{
    super::error::SheetError,
    events::{Event, Events, Name},
    messages::FORMAT,
    plain::PlainReader,
};

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
