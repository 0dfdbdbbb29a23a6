//! Reads XML event by event, with namespaces resolved and everything counted. Document types are refused, so that no
//! entity is ever declared.

use std::{borrow::Cow, collections::HashMap};

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
    name::QName,
};

use crate::{ExtractError, namespace::Namespace};

/// How deep elements may nest. Word nests tables at most 63 deep, in about four elements each.
const MAX_DEPTH: usize = 512;
/// The maximum number of attributes of one element.
const MAX_ATTRIBUTES: usize = 256;
/// The maximum number of namespaces that are declared at one place.
const MAX_NAMESPACES: usize = 1_024;
/// The maximum number of tags and stretches of text in a part.
const MAX_EVENTS: usize = 4_000_000;

/// What comes next.
pub enum XmlEvent<'x> {
    Start(Element<'x>),
    /// The end of the innermost open element.
    End,
    Text(Cow<'x, str>),
}

/// The start of an element.
pub struct Element<'x> {
    pub namespace: Namespace,
    start: BytesStart<'x>,
}

impl Element<'_> {
    /// The name without its prefix.
    #[must_use]
    pub fn name(&self) -> &str {
        std::str::from_utf8(self.start.local_name().into_inner()).unwrap_or_default()
    }
}

/// A reader of one part.
pub struct XmlReader<'x> {
    reader: Reader<&'x [u8]>,
    /// The namespaces that each prefix stands for, the innermost last.
    namespaces: HashMap<Box<[u8]>, Vec<Namespace>>,
    /// The declared prefixes, and the depth of the element that declares each.
    declared: Vec<(usize, Box<[u8]>)>,
    depth: usize,
    events: usize,
    format: &'static str,
}

impl<'x> XmlReader<'x> {
    /// `format` is the name of the document's format in messages.
    #[must_use]
    pub fn new(text: &'x str, format: &'static str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, namespaces: HashMap::new(), declared: Vec::new(), depth: 0, events: 0, format }
    }

    /// The next event; `None` at the end.
    ///
    /// # Errors
    /// When the XML is not well-formed, declares a document type or exceeds a limit.
    #[expect(clippy::should_implement_trait, reason = "an iterator would end at an error or repeat it")]
    pub fn next(&mut self) -> Result<Option<XmlEvent<'x>>, ExtractError> {
        loop {
            self.events += 1;
            if self.events > MAX_EVENTS {
                return Err(ExtractError::DecompressionLimit);
            }
            match self.reader.read_event().map_err(|_| self.malformed())? {
                // Empty elements are expanded, so they do not come up on their own.
                Event::Start(start) | Event::Empty(start) => {
                    return self.start(start).map(|element| Some(XmlEvent::Start(element)));
                }
                Event::End(_) => {
                    self.end();
                    return Ok(Some(XmlEvent::End));
                }
                Event::Text(text) => {
                    let text = text.xml10_content().map_err(|_| self.malformed())?;
                    return Ok(Some(XmlEvent::Text(text)));
                }
                Event::CData(text) => {
                    let text = text.xml10_content().map_err(|_| self.malformed())?;
                    return Ok(Some(XmlEvent::Text(text)));
                }
                Event::GeneralRef(reference) => {
                    if let Some(character) = reference.resolve_char_ref().map_err(|_| self.malformed())? {
                        return Ok(Some(XmlEvent::Text(Cow::Owned(character.to_string()))));
                    }
                    let name = reference.decode().map_err(|_| self.malformed())?;
                    let text = resolve_predefined_entity(&name).ok_or_else(|| self.malformed())?;
                    return Ok(Some(XmlEvent::Text(Cow::Borrowed(text))));
                }
                Event::DocType(_) => return Err(self.malformed()),
                Event::Eof if self.depth > 0 => return Err(self.malformed()),
                Event::Eof => return Ok(None),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
    }

    /// Reads to the end of the innermost open element.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub fn skip_element(&mut self) -> Result<(), ExtractError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The number of open elements.
    #[must_use]
    pub const fn depth(&self) -> usize {
        self.depth
    }

    /// The value of an attribute of `element`, with references resolved.
    #[must_use]
    pub fn attribute<'e>(&self, element: &'e Element<'_>, namespace: Namespace, name: &str) -> Option<Cow<'e, str>> {
        let mut attributes = element.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| {
            let (local, prefix) = attribute.key.decompose();
            local.into_inner() == name.as_bytes()
                && match prefix {
                    None => namespace == Namespace::None,
                    Some(prefix) => self.namespace_of(prefix.into_inner()) == namespace,
                }
        })?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }

    /// The namespaces that the prefixes of a list stand for.
    #[must_use]
    pub fn prefixes(&self, list: &str) -> Vec<Namespace> {
        list.split_whitespace().map(|prefix| self.namespace_of(prefix.as_bytes())).collect()
    }

    /// The error for a part that breaks the rules of its format.
    #[must_use]
    pub const fn malformed(&self) -> ExtractError {
        ExtractError::Malformed { format: self.format }
    }

    fn start(&mut self, start: BytesStart<'x>) -> Result<Element<'x>, ExtractError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ExtractError::DecompressionLimit);
        }
        for (index, attribute) in start.attributes().with_checks(false).enumerate() {
            if index >= MAX_ATTRIBUTES || self.declared.len() > MAX_NAMESPACES {
                return Err(ExtractError::DecompressionLimit);
            }
            let attribute = attribute.map_err(|_| self.malformed())?;
            let prefix: &[u8] = match attribute.key.decompose() {
                (name, None) if name.into_inner() == b"xmlns" => b"",
                (name, Some(prefix)) if prefix.into_inner() == b"xmlns" => name.into_inner(),
                _ => continue,
            };
            self.declared.push((self.depth, prefix.into()));
            let namespace = Namespace::of_uri(attribute.value.trim_ascii());
            self.namespaces.entry(prefix.into()).or_default().push(namespace);
        }
        let namespace = self.element_namespace(start.name());
        Ok(Element { namespace, start })
    }

    fn end(&mut self) {
        while self.declared.last().is_some_and(|(depth, _)| *depth == self.depth) {
            let (_, prefix) = self.declared.pop().expect("the last was just looked at");
            if let Some(namespaces) = self.namespaces.get_mut(&prefix) {
                namespaces.pop();
            }
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn element_namespace(&self, name: QName<'_>) -> Namespace {
        name.prefix().map_or_else(|| self.namespace_of(b""), |prefix| self.namespace_of(prefix.into_inner()))
    }

    fn namespace_of(&self, prefix: &[u8]) -> Namespace {
        self.namespaces.get(prefix).and_then(|all| all.last()).copied().unwrap_or(Namespace::None)
    }
}
