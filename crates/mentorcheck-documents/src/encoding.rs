//! Decodes the bytes of text documents.

use std::borrow::Cow;

use crate::ExtractError;

/// The number of bytes at the start of a page in which a declared encoding counts, as in browsers.
const DECLARATION_BYTES: usize = 1024;

/// What the bytes 0x80 to 0x9F stand for in windows-1252. The other bytes are the first characters of Unicode.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The names under which a page declares windows-1252. Browsers read Latin-1 and ASCII as windows-1252 too.
const WINDOWS_1252_NAMES: [&str; 12] = [
    "windows-1252",
    "cp1252",
    "x-cp1252",
    "iso-8859-1",
    "iso8859-1",
    "iso_8859-1",
    "iso88591",
    "latin1",
    "latin-1",
    "l1",
    "ascii",
    "us-ascii",
];

/// Decodes plain text or Markdown: UTF-8, or UTF-16 with a byte-order mark.
///
/// # Errors
/// [`ExtractError::NotUtf8`] if it is neither.
pub fn decode_text(bytes: &[u8]) -> Result<Cow<'_, str>, ExtractError> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => decode_utf8(rest),
        [0xff, 0xfe, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        _ => decode_utf8(bytes),
    }
}

/// Decodes a table that was saved as text: as [`decode_text`] does, and as windows-1252 if it is not UTF-8, as Excel saves it.
///
/// # Errors
/// [`ExtractError::NotUtf8`] if it has a byte-order mark and is not what the mark says.
pub fn decode_table(bytes: &[u8]) -> Result<Cow<'_, str>, ExtractError> {
    match decode_text(bytes) {
        Err(ExtractError::NotUtf8) if !has_byte_order_mark(bytes) => Ok(decode_windows_1252(bytes)),
        decoded => decoded,
    }
}

const fn has_byte_order_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [0xef, 0xbb, 0xbf, ..] | [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
}

/// Decodes a page: as [`decode_text`] does, or as windows-1252 if the page declares that. A byte-order mark counts
/// before a declaration.
///
/// # Errors
/// [`ExtractError::NotUtf8`] if it is none of these. A page that declares another encoding may have ASCII characters
/// only.
pub(crate) fn decode_page(bytes: &[u8]) -> Result<Cow<'_, str>, ExtractError> {
    let declared = if has_byte_order_mark(bytes) { None } else { declared_encoding(bytes) };
    match declared.as_deref() {
        // A page that declares UTF-16 in ASCII characters cannot be in UTF-16.
        None | Some("utf-8" | "utf8" | "utf-16" | "utf-16le" | "utf-16be") => decode_text(bytes),
        Some(name) if WINDOWS_1252_NAMES.contains(&name) => Ok(decode_windows_1252(bytes)),
        // An escape character switches to another character set in ISO 2022.
        Some(_) if bytes.is_ascii() && !bytes.contains(&0x1b) => decode_text(bytes),
        Some(_) => Err(ExtractError::NotUtf8),
    }
}

fn decode_utf8(bytes: &[u8]) -> Result<Cow<'_, str>, ExtractError> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| ExtractError::NotUtf8)
}

fn decode_utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, ExtractError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(ExtractError::NotUtf8);
    }
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    text.map(Cow::Owned).map_err(|_| ExtractError::NotUtf8)
}

fn decode_windows_1252(bytes: &[u8]) -> Cow<'_, str> {
    if bytes.is_ascii() {
        return String::from_utf8_lossy(bytes);
    }
    let decode = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(*byte),
    };
    Cow::Owned(bytes.iter().map(decode).collect())
}

/// The encoding that a page declares in an XML declaration or a `meta` element, in lower case.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION_BYTES)]).to_ascii_lowercase();
    let declaration = start.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    if let Some(name) = declaration.and_then(|declaration| value_after(declaration, "encoding")) {
        return Some(name);
    }
    let mut rest = start.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->")?..];
        } else if rest.starts_with("<meta") {
            let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
            if let Some(name) = value_after(tag, "charset") {
                return Some(name);
            }
        }
        rest = rest.get(1..)?;
    }
    None
}

/// The value in `key=value`, with or without quotes. In `content="text/html; charset=utf-8"` the key is inside quotes.
fn value_after(text: &str, key: &str) -> Option<String> {
    text.match_indices(key).find_map(|(at, _)| {
        let value = text[at + key.len()..].trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| matches!(c, '"' | '\'' | ';' | '/' | '>') || c.is_whitespace());
        let value = &value[..end.unwrap_or(value.len())];
        (!value.is_empty()).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::{decode_page, decode_table, decode_text};
    use crate::ExtractError;

    #[test]
    fn text_is_utf8_or_has_a_byte_order_mark() {
        for (bytes, text) in [
            (&b"caf\xc3\xa9"[..], Ok("café")),
            (b"\xef\xbb\xbfcaf\xc3\xa9", Ok("café")),
            (b"\xff\xfec\0\xe9\0\x3d\xd8\0\xde", Ok("cé😀")),
            (b"\xfe\xff\0c\0\xe9", Ok("cé")),
            (b"\xfe\xff\0c\0", Err(ExtractError::NotUtf8)),
            (b"\xff\xfe\0\xd8", Err(ExtractError::NotUtf8)),
            (b"caf\xe9", Err(ExtractError::NotUtf8)),
            (b"", Ok("")),
        ] {
            assert_eq!(decode_text(bytes).as_deref(), text.as_deref(), "{bytes:?}");
        }
    }

    #[test]
    fn a_table_may_be_windows_1252() {
        assert_eq!(decode_table(b"caf\xe9;\x80").as_deref(), Ok("café;€"));
        assert_eq!(decode_table(b"caf\xc3\xa9").as_deref(), Ok("café"));
        assert_eq!(decode_table(b"\xff\xfe\0\xd8").as_deref(), Err(&ExtractError::NotUtf8));
    }

    #[test]
    fn declared_encoding_of_a_page_counts() {
        let not_utf8 = Err(ExtractError::NotUtf8);
        for (bytes, text) in [
            (&b"<meta charset=windows-1252>\x80 caf\xe9"[..], Ok("<meta charset=windows-1252>€ café")),
            (b"<META CHARSET='ISO-8859-1'>caf\xe9", Ok("<META CHARSET='ISO-8859-1'>café")),
            (
                b"<meta http-equiv=content-type content=\"text/html; charset=latin1\">\xe9",
                Ok("<meta http-equiv=content-type content=\"text/html; charset=latin1\">é"),
            ),
            (b"<?xml version='1.0' encoding='iso-8859-1'?>\xe9", Ok("<?xml version='1.0' encoding='iso-8859-1'?>é")),
            (b"<meta charset=utf-8>\xc3\xa9", Ok("<meta charset=utf-8>é")),
            (b"\xef\xbb\xbf<meta charset=latin1>\xc3\xa9", Ok("<meta charset=latin1>é")),
            (b"<meta charset=koi8-r>plain", Ok("<meta charset=koi8-r>plain")),
            (b"<meta charset=koi8-r>\xc3\xa9", not_utf8.clone()),
            (b"<meta charset=iso-2022-jp>\x1b$B", not_utf8.clone()),
            (b"<!-- <meta charset=latin1> -->\xe9", not_utf8.clone()),
            (b"<meta name=charset><p>\xe9", not_utf8.clone()),
            (b"\xe9", not_utf8),
        ] {
            assert_eq!(decode_page(bytes).as_deref(), text.as_deref(), "{}", String::from_utf8_lossy(bytes));
        }
        let late = [&b"<p>"[..], &[b' '; 1024], b"<meta charset=latin1>\xe9"].concat();
        assert_eq!(decode_page(&late), Err(ExtractError::NotUtf8));
    }
}
