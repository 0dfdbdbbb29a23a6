//! The parts of a workbook beside its sheets: shared texts, number formats and comments.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use memchr::memchr2;

use super::{
    super::{cell::Position, dates, error::SheetError, text::Text},
    events::{Event, Events, Name},
};

/// The texts that cells refer to by number.
#[derive(Default)]
pub(super) struct SharedStrings(Vec<Text>);

impl SharedStrings {
    /// Reads the texts of `part`, which `xml` reads.
    ///
    /// # Errors
    /// When the part is damaged.
    pub(super) fn read(xml: &mut dyn Events<'_>, part: &Arc<String>) -> Result<Self, SheetError> {
        let mut strings = Vec::new();
        loop {
            if let Some(text) = xml.usual_text() {
                strings.push(to_text(unescape(text), part));
                continue;
            }
            match xml.next()? {
                Some(Event::Start(Name::SharedText)) => strings.push(to_text(read_text(xml)?, part)),
                Some(_) => {}
                None => return Ok(Self(strings)),
            }
        }
    }

    pub(super) fn get(&self, index: &str) -> Option<Text> {
        self.0.get(index.trim().parse::<usize>().ok()?).cloned()
    }
}

/// The text of a cell; not copied if it stands in `part` as it is.
pub(super) fn to_text(text: Cow<'_, str>, part: &Arc<String>) -> Text {
    match text {
        Cow::Borrowed(text) => Text::within(part, text).unwrap_or_else(|| text.into()),
        Cow::Owned(text) => text.into(),
    }
}

/// The text within the element that was just opened, without the readings of East Asian text.
///
/// # Errors
/// When the part is damaged.
pub(super) fn read_text<'x>(xml: &mut dyn Events<'x>) -> Result<Cow<'x, str>, SheetError> {
    let outside = xml.depth() - 1;
    let mut text = Cow::Borrowed("");
    let mut is_text = false;
    while xml.depth() > outside {
        match xml.next()? {
            Some(Event::Start(Name::PhoneticText)) => xml.skip_element()?,
            Some(Event::Start(name)) => is_text = name == Name::Text,
            Some(Event::Text(part)) if is_text => append(&mut text, part),
            Some(Event::Text(_)) => {}
            Some(Event::End) => is_text = false,
            None => return Err(SheetError::Damaged { part: "the text of a cell" }),
        }
    }
    Ok(unescape(text))
}

/// Replaces `_x000D_` and the like by the characters that they stand for, and gives lines one kind of end.
pub(super) fn unescape(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr2(b'_', b'\r', text.as_bytes()).is_none() {
        return text;
    }
    let mut plain = text;
    if plain.contains("_x") {
        let mut out = String::with_capacity(plain.len());
        let mut rest = &*plain;
        while let Some(at) = rest.find("_x") {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let code = rest.get(2..6).filter(|_| rest.as_bytes().get(6) == Some(&b'_'));
            let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
            if let Some(ch) = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
                out.push(ch);
                rest = &rest[7..];
            } else {
                out.push('_');
                rest = &rest[1..];
            }
        }
        out.push_str(rest);
        plain = Cow::Owned(out);
    }
    if plain.contains('\r') { Cow::Owned(plain.replace("\r\n", "\n").replace('\r', "\n")) } else { plain }
}

/// Which formats of cells show a number as a date.
#[derive(Default)]
pub(super) struct NumberFormats(Vec<bool>);

impl NumberFormats {
    /// # Errors
    /// When the part is damaged.
    pub(super) fn read(xml: &mut dyn Events<'_>) -> Result<Self, SheetError> {
        let mut own: HashMap<u32, bool> = HashMap::new();
        let mut formats = Vec::new();
        let mut list_depth = None;
        while let Some(event) = xml.next()? {
            let name = match event {
                Event::Start(name) => name,
                Event::Text(_) => continue,
                Event::End => {
                    list_depth = list_depth.filter(|depth| xml.depth() >= *depth);
                    continue;
                }
            };
            match name {
                Name::NumberFormat => {
                    let id = xml.attribute("numFmtId").and_then(|id| id.parse().ok());
                    let code = xml.attribute("formatCode").unwrap_or_default();
                    if let Some(id) = id {
                        own.insert(id, dates::is_date_code(&code));
                    }
                }
                Name::CellFormats => list_depth = Some(xml.depth()),
                Name::CellFormat if list_depth == Some(xml.depth() - 1) => {
                    let id = xml.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or_default();
                    formats.push(own.get(&id).copied().unwrap_or_else(|| dates::is_builtin_date(id)));
                }
                _ => {}
            }
        }
        Ok(Self(formats))
    }

    /// Whether the format at an index, as cells give it, is one of dates.
    pub(super) fn is_date(&self, index: &str) -> bool {
        index.parse::<usize>().ok().and_then(|index| self.0.get(index)).copied().unwrap_or_default()
    }
}

/// Reads the comments beside the cells of a sheet.
///
/// # Errors
/// When the part is damaged.
pub(super) fn read_comments(xml: &mut dyn Events<'_>) -> Result<Vec<(Position, String)>, SheetError> {
    let mut position = None;
    let mut comments = Vec::new();
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(Name::Comment) => {
                position = xml.attribute("ref").and_then(|address| Position::parse(&address));
            }
            Event::Start(Name::CommentText) => {
                let comment = read_text(xml)?.into_owned();
                comments.extend(position.map(|position| (position, comment)));
            }
            _ => {}
        }
    }
    Ok(comments)
}

/// Adds a part of a text, without a copy if it is the first.
pub(super) fn append<'x>(text: &mut Cow<'x, str>, part: Cow<'x, str>) {
    if text.is_empty() {
        *text = part;
    } else {
        text.to_mut().push_str(&part);
    }
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escaped_characters_are_restored() {
        for (text, expected) in [
            ("a_x000D_\nb", "a\nb"),
            ("_x005F_x0041_", "_x0041_"),
            ("_x0041_x", "Ax"),
            ("_xGGGG_ _x00", "_xGGGG_ _x00"),
            ("_xD800_", "_xD800_"),
            ("a_xé_b", "a_xé_b"),
        ] {
            assert_eq!(unescape(text.into()), expected);
        }
    }
}
