//! The one table of characters that are unsafe to show, and ways to show text that holds them.

use std::fmt::Write;

use mentorcheck_yaml::non_plain_bytes;

/// The longest sentence that repeats a file's own text, in characters.
const MAX_LINE: usize = 2_000;

/// Whether a character changes the writing direction, breaks a line, moves a cursor or is invisible. `\n` is safe.
#[must_use]
pub fn is_unsafe(ch: char) -> bool {
    matches!(ch, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (ch.is_control() && ch != '\n')
}

/// Whether UTF-8 text has an unsafe character.
#[must_use]
pub fn has_unsafe(text: &[u8]) -> bool {
    let is_unsafe = |bytes: &[u8]| match *bytes {
        [0xc2, second, ..] => second < 0xa0,
        [0xd8, 0x9c, ..] | [0xef, 0xbb, 0xbf, ..] => true,
        [0xe2, 0x80, third, ..] => matches!(third, 0x8b..=0x8f | 0xa8..=0xae),
        [0xe2, 0x81, third, ..] => matches!(third, 0xa0..=0xa9),
        [first, ..] => first < 0x80,
        [] => false,
    };
    non_plain_bytes(text).any(|at| is_unsafe(&text[at..]))
}

/// The text with unsafe characters written as `\u{…}`.
#[must_use]
pub fn sanitize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|ch| push_sanitized(ch, &mut out));
    out
}

/// Appends a character as [`sanitize`] writes it.
pub fn push_sanitized(ch: char, out: &mut String) {
    if is_unsafe(ch) {
        out.extend(ch.escape_unicode());
    } else {
        out.push(ch);
    }
}

/// The text sanitised on one line, where a second line could pass for the program's own, and cut after
/// 2,000 characters.
#[must_use]
pub fn sanitize_line(text: &str) -> String {
    match text.char_indices().nth(MAX_LINE) {
        Some((end, _)) => format!("{}…", sanitize(&text[..end]).replace('\n', " ")),
        None => sanitize(text).replace('\n', " "),
    }
}

/// The text sanitised, its lines and tabulated parts joined by spaces.
#[must_use]
pub fn single_line(text: &str) -> String {
    let parts: Vec<_> = text.split(['\n', '\r', '\t']).filter(|part| !part.is_empty()).collect();
    sanitize(&parts.join(" "))
}

/// JSON with unsafe characters written as `\u` escapes; they occur only within strings.
#[must_use]
pub fn escape_json(json: String) -> String {
    if !has_unsafe(json.as_bytes()) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for ch in json.chars() {
        if is_unsafe(ch) {
            let _ = write!(out, "\\u{:04x}", u32::from(ch));
        } else {
            out.push(ch);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_characters_are_recognised_by_their_bytes() {
        for ch in (0..=0x0010_ffff).filter_map(char::from_u32) {
            assert_eq!(has_unsafe(ch.to_string().as_bytes()), is_unsafe(ch), "{ch:?}");
        }
        assert!(has_unsafe(format!("{}\u{202e}", "é".repeat(300)).as_bytes()));
        assert!(has_unsafe(format!("{}\u{202e}", "a".repeat(63)).as_bytes()), "across the end of a chunk");
    }
}
