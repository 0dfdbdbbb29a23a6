//! The parts of a workbook beside its sheets: shared texts, number formats and comments.

use std::{collections::HashMap, sync::Arc};

use mentorcheck_documents::{
    ExtractError,
    namespace::Namespace,
    xml::{XmlEvent, XmlReader},
};

use super::{
    super::{
        cell::Position,
        dates,
        error::SheetError,
        workbook::{Sheet, Workbook},
    },
    messages::FORMAT,
};

/// The texts that cells refer to by number.
#[derive(Default)]
pub(super) struct SharedStrings(Vec<Arc<str>>);

impl SharedStrings {
    pub(super) fn read(text: &str) -> Result<Self, ExtractError> {
        let mut xml = XmlReader::new(text, FORMAT);
        let mut strings = Vec::new();
        while let Some(event) = xml.next()? {
            let XmlEvent::Start(element) = event else { continue };
            if element.namespace == Namespace::Spreadsheet && element.name() == "si" {
                strings.push(Arc::from(read_text(&mut xml)?));
            }
        }
        Ok(Self(strings))
    }

    pub(super) fn get(&self, index: &str) -> Option<Arc<str>> {
        self.0.get(index.trim().parse::<usize>().ok()?).cloned()
    }
}

/// The text within the element that was just opened, without the readings of East Asian text.
pub(super) fn read_text(xml: &mut XmlReader<'_>) -> Result<String, ExtractError> {
    let outside = xml.depth() - 1;
    let mut text = String::new();
    let mut is_text = false;
    while xml.depth() > outside {
        match xml.next()? {
            Some(XmlEvent::Start(element)) if element.name() == "rPh" => xml.skip_element()?,
            Some(XmlEvent::Start(element)) => is_text = element.name() == "t",
            Some(XmlEvent::Text(part)) if is_text => text.push_str(&part),
            Some(XmlEvent::Text(_)) => {}
            Some(XmlEvent::End) => is_text = false,
            None => return Err(xml.malformed()),
        }
    }
    Ok(unescape(text))
}

/// Replaces `_x000D_` and the like by the characters that they stand for, and gives lines one kind of end.
pub(super) fn unescape(text: String) -> String {
    let mut plain = text;
    if plain.contains("_x") {
        let mut out = String::with_capacity(plain.len());
        let mut rest = plain.as_str();
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
        plain = out;
    }
    if plain.contains('\r') { plain.replace("\r\n", "\n").replace('\r', "\n") } else { plain }
}

/// Which formats of cells show a number as a date.
#[derive(Default)]
pub(super) struct NumberFormats(Vec<bool>);

impl NumberFormats {
    pub(super) fn read(text: &str) -> Result<Self, ExtractError> {
        let mut xml = XmlReader::new(text, FORMAT);
        let mut own: HashMap<u32, bool> = HashMap::new();
        let mut formats = Vec::new();
        let mut list_depth = None;
        while let Some(event) = xml.next()? {
            let element = match event {
                XmlEvent::Start(element) if element.namespace == Namespace::Spreadsheet => element,
                XmlEvent::Start(_) | XmlEvent::Text(_) => continue,
                XmlEvent::End => {
                    list_depth = list_depth.filter(|depth| xml.depth() >= *depth);
                    continue;
                }
            };
            let number = |name: &str| {
                let value = xml.attribute(&element, Namespace::None, name)?;
                value.parse::<u32>().ok()
            };
            match element.name() {
                "numFmt" => {
                    let code = xml.attribute(&element, Namespace::None, "formatCode").unwrap_or_default();
                    if let Some(id) = number("numFmtId") {
                        own.insert(id, dates::is_date_code(&code));
                    }
                }
                "cellXfs" => list_depth = Some(xml.depth()),
                "xf" if list_depth == Some(xml.depth() - 1) => {
                    let id = number("numFmtId").unwrap_or_default();
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
/// When the part is damaged or there are too many.
pub(super) fn read_comments(text: &str, workbook: &mut Workbook, sheet: &mut Sheet) -> Result<(), SheetError> {
    let mut xml = XmlReader::new(text, FORMAT);
    let mut position = None;
    while let Some(event) = xml.next()? {
        let XmlEvent::Start(element) = event else { continue };
        match element.name() {
            "comment" => {
                let address = xml.attribute(&element, Namespace::None, "ref").unwrap_or_default();
                position = Position::parse(&address);
            }
            "text" => {
                let comment = read_text(&mut xml)?;
                if let Some(position) = position {
                    workbook.add_comment(sheet, position, comment)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
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
            assert_eq!(unescape(text.to_owned()), expected);
        }
    }
}
