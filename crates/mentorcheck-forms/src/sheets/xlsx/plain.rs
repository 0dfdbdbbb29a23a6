//! Reads the part of XML that programs write workbooks in: elements of workbooks without a prefix, attributes in double
//! quotes, and no comments, instructions or declarations. Everything else is an error, so that nothing is read otherwise
//! than a complete reader would read it.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};
use mentorcheck_documents::namespace::Namespace;

use super::{
    super::error::SheetError,
    events::{Event, Events, Name, UsualCell},
    references::resolve,
    usual,
};

/// How deep elements may nest. A complete reader allows more.
const MAX_DEPTH: usize = 64;
/// The most attributes of an element. A complete reader allows more.
const MAX_ATTRIBUTES: usize = 64;
/// Never shown: the complete reader decides.
const UNUSUAL: SheetError = SheetError::Damaged { part: "part of its content" };

pub(super) struct PlainReader<'x> {
    text: &'x str,
    at: usize,
    /// The names of the open elements.
    open: Vec<&'x str>,
    /// The attributes of the element that was just opened.
    attributes: Vec<(&'x str, &'x str)>,
    /// Whether the end of an element without content comes next.
    is_ending: bool,
    is_unusual: bool,
    has_root: bool,
}

impl<'x> PlainReader<'x> {
    /// `None` if the part declares what only a complete reader can follow.
    pub(super) fn new(text: &'x str) -> Option<Self> {
        let mut start = 0;
        if text.starts_with("<?xml ") {
            start = memmem::find(text.as_bytes(), b"?>")? + 2;
        }
        let mut reader = Self {
            text,
            at: start,
            open: Vec::with_capacity(16),
            attributes: Vec::with_capacity(16),
            is_ending: false,
            is_unusual: false,
            has_root: false,
        };
        let root = start + text[start..].len() - text[start..].trim_ascii_start().len();
        if !text[root..].starts_with('<') {
            return None;
        }
        reader.at = root;
        reader.start_tag(*text.as_bytes().get(root + 1)?).ok()?;
        let own = reader.attributes.iter().find(|(name, _)| *name == "xmlns");
        let is_own = |uri: &str| Namespace::of_uri(uri.trim_ascii().as_bytes()) == Namespace::Spreadsheet;
        if !own.is_some_and(|(_, uri)| is_own(uri)) {
            return None;
        }
        // No other name may stand for the namespace of workbooks, and names without a prefix for no other.
        let declared = &text[start + 1..];
        let first = declared.find("xmlns=")?;
        for at in memmem::find_iter(declared.as_bytes(), b"xmlns").filter(|at| *at != first) {
            let (name, rest) = declared[at..].split_once('=')?;
            let uri = rest.strip_prefix('"')?.split('"').next()?;
            if !name.starts_with("xmlns:") || name.contains(char::is_whitespace) || is_own(uri) {
                return None;
            }
        }
        // The root is given as the first event.
        reader.at = root;
        reader.open.clear();
        reader.is_ending = false;
        reader.has_root = false;
        Some(reader)
    }

    /// What comes next, if it is within the root and not too deep for a whole cell.
    fn rest_within(&self) -> Option<&'x str> {
        let is_within = !self.is_ending && !self.is_unusual && (1..MAX_DEPTH - 4).contains(&self.open.len());
        self.text.get(self.at..).filter(|_| is_within)
    }

    /// Reads a start tag at `self.at`, and returns the name of its element.
    fn start_tag(&mut self, first: u8) -> Result<&'x str, SheetError> {
        let bytes = self.text.as_bytes();
        if !(first.is_ascii_alphabetic() || first == b'_') {
            return Err(UNUSUAL);
        }
        let start = self.at + 1;
        let mut at = start;
        while is_name(*bytes.get(at).ok_or(UNUSUAL)?) {
            at += 1;
        }
        let name = &self.text[start..at];
        self.attributes.clear();
        loop {
            let before = at;
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            match bytes.get(at).ok_or(UNUSUAL)? {
                b'>' => {
                    at += 1;
                    break;
                }
                b'/' if bytes.get(at + 1) == Some(&b'>') => {
                    at += 2;
                    self.is_ending = true;
                    break;
                }
                _ if at == before => return Err(UNUSUAL),
                _ => {}
            }
            let key = at;
            while is_name(*bytes.get(at).ok_or(UNUSUAL)?) {
                at += 1;
            }
            let value = at + 2;
            if at == key || bytes.get(at..value) != Some(b"=\"") || self.attributes.len() >= MAX_ATTRIBUTES {
                return Err(UNUSUAL);
            }
            let length = memchr2(b'"', b'<', &bytes[value..]).ok_or(UNUSUAL)?;
            self.attributes.push((&self.text[key..at], &self.text[value..value + length]));
            at = value + length + 1;
            if bytes[at - 1] == b'<' {
                return Err(UNUSUAL);
            }
        }
        self.at = at;
        if self.open.len() >= MAX_DEPTH || self.open.is_empty() && self.has_root {
            return Err(UNUSUAL);
        }
        self.has_root = true;
        self.open.push(name);
        Ok(name)
    }
}

impl<'x> Events<'x> for PlainReader<'x> {
    fn next(&mut self) -> Result<Option<Event<'x>>, SheetError> {
        if self.is_unusual {
            return Err(UNUSUAL);
        }
        if std::mem::take(&mut self.is_ending) {
            self.open.pop();
            return Ok(Some(Event::End));
        }
        loop {
            let rest = &self.text[self.at..];
            let text = match memchr(b'<', rest.as_bytes()) {
                Some(length) => &rest[..length],
                None if self.open.is_empty() && rest.trim_ascii().is_empty() => return Ok(None),
                None => return Err(UNUSUAL),
            };
            if !text.is_empty() {
                self.at += text.len();
                if self.open.is_empty() {
                    if text.trim_ascii().is_empty() {
                        continue;
                    }
                    return Err(UNUSUAL);
                }
                return Ok(Some(Event::Text(resolve(text).ok_or(UNUSUAL)?)));
            }
            let first = *rest.as_bytes().get(1).ok_or(UNUSUAL)?;
            if first == b'/' {
                let length = memchr(b'>', rest.as_bytes()).ok_or(UNUSUAL)?;
                if self.open.pop() != Some(&rest[2..length]) {
                    return Err(UNUSUAL);
                }
                self.at += length + 1;
                return Ok(Some(Event::End));
            }
            let name = self.start_tag(first)?;
            return Ok(Some(Event::Start(Name::of(name))));
        }
    }

    fn depth(&self) -> usize {
        self.open.len()
    }

    fn attribute(&mut self, name: &str) -> Option<Cow<'_, str>> {
        let (_, value) = self.attributes.iter().find(|(key, _)| *key == name)?;
        // A complete reader turns each into a space.
        let value = if value.contains(['\t', '\n', '\r']) { None } else { resolve(value) };
        self.is_unusual |= value.is_none();
        value
    }

    fn usual_cell(&mut self) -> Option<UsualCell<'x>> {
        let (cell, length) = usual::cell(self.rest_within()?)?;
        self.at += length;
        Some(cell)
    }

    fn usual_text(&mut self) -> Option<Cow<'x, str>> {
        let (text, length) = usual::shared_text(self.rest_within()?)?;
        let text = resolve(text)?;
        self.at += length;
        Some(text)
    }
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.')
}
