//! The one table of characters that are unsafe to show, and ways to show text that holds them.

use std::fmt::Write;

use unicode_normalization::char::is_combining_mark;

use mentorcheck_yaml::non_plain_bytes;

/// The longest sentence that repeats a file's own text, in characters.
const MAX_LINE: usize = 2_000;

/// Whether a character changes the writing direction, breaks a line, moves a cursor, is invisible, or is set aside by Unicode
/// for no character at all, which XML and HTML forbid. `\n` is safe. Joiners and tags are unsafe only where they join nothing;
/// [`marked_chars`] knows where they stand.
#[must_use]
pub fn is_unsafe(ch: char) -> bool {
    matches!(ch, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || is_tag(ch)
        || is_noncharacter(ch)
        || (ch.is_control() && ch != '\n')
}

/// Whether a character is one of the 66 code points that Unicode sets aside for no character.
fn is_noncharacter(ch: char) -> bool {
    matches!(ch, '\u{fdd0}'..='\u{fdef}') || u32::from(ch) & 0xfffe == 0xfffe
}

/// Whether UTF-8 text has a character for which [`is_unsafe`] holds.
#[must_use]
pub fn has_unsafe(text: &[u8]) -> bool {
    let is_unsafe = |bytes: &[u8]| match *bytes {
        [0xc2, second, ..] => second < 0xa0,
        [0xd8, 0x9c, ..] | [0xef, 0xbb, 0xbf, ..] | [0xef, 0xbf, 0xbe | 0xbf, ..] | [0xf3, 0xa0, 0x80 | 0x81, ..] => {
            true
        }
        [0xe2, 0x80, third, ..] => matches!(third, 0x8b..=0x8f | 0xa8..=0xae),
        [0xe2, 0x81, third, ..] => matches!(third, 0xa0..=0xa9),
        [0xef, 0xb7, third, ..] => matches!(third, 0x90..=0xaf),
        [first, second, 0xbf, 0xbe | 0xbf, ..] => first >= 0xf0 && second & 0x0f == 0x0f,
        [first, ..] => first < 0x80,
        [] => false,
    };
    non_plain_bytes(text).any(|at| is_unsafe(&text[at..]))
}

/// The characters of a text with their byte offsets, and whether each is to be escaped. Joiners (U+200C, U+200D) are not
/// where they join: Persian and Hindi are misspelt without them, and emoji of families fall apart. Nor are the tags of a flag.
pub fn marked_chars(text: &str) -> impl Iterator<Item = (usize, char, bool)> {
    let mut before = None;
    let mut in_flag = false;
    text.char_indices().map(move |(at, ch)| {
        in_flag = ch == BLACK_FLAG || (in_flag && is_tag(ch));
        let is_part_of_text = match ch {
            '\u{200c}' | '\u{200d}' => before.is_some_and(|before| {
                let after = text[at + ch.len_utf8()..].chars().next();
                // A sign that takes the vowel from a letter may end a word with the joiner that keeps its form.
                is_joined(before)
                    && after.map_or(is_combining_mark(before), |after| {
                        is_joined(after) || (is_combining_mark(before) && !is_unsafe(after))
                    })
            }),
            ch => in_flag && is_tag(ch),
        };
        before = Some(ch);
        (at, ch, is_unsafe(ch) && !is_part_of_text)
    })
}

/// The emoji with which the flags of parts of countries begin, followed by tags.
const BLACK_FLAG: char = '\u{1f3f4}';

/// Whether a character is an invisible copy of an ASCII character, from which flags are put together.
fn is_tag(ch: char) -> bool {
    matches!(ch, '\u{e0000}'..='\u{e007f}')
}

/// Whether a joiner may stand beside a character: letters, digits, marks, and the symbols that emoji are.
fn is_joined(ch: char) -> bool {
    let is_symbol = matches!(ch, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    ch.is_alphanumeric() || is_combining_mark(ch) || (is_symbol && !is_unsafe(ch))
}

/// The text with unsafe characters written as `\u{…}`.
#[must_use]
pub fn sanitize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    marked_chars(text).for_each(|(_, ch, escaped)| push_marked(ch, escaped, &mut out));
    out
}

/// Appends a character as [`sanitize`] writes it.
pub fn push_marked(ch: char, escaped: bool, out: &mut String) {
    if escaped {
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
            for unit in ch.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
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

    #[test]
    fn joiners_are_text_where_they_join() {
        for text in [
            "برنامه\u{200c}های",
            "क्\u{200d}ष",
            // The sign before the joiner takes the vowel from the last letter.
            "ന്\u{200d} നല്ലത്",
            "ന്\u{200d}",
            "Auf\u{200c}lage",
            "👨\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "👩🏽\u{200d}⚕\u{fe0f}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        ] {
            assert_eq!(sanitize(text), text);
        }
        for (text, sanitized) in [
            ("a \u{200d}b", "a \\u{200d}b"),
            ("a\u{200d} b", "a\\u{200d} b"),
            ("a\u{200c}", "a\\u{200c}"),
            ("a\u{200d}\u{200d}b", "a\\u{200d}\\u{200d}b"),
            ("ن\u{200d}\u{202e}ن", "ن\\u{200d}\\u{202e}ن"),
            ("a\u{200f}b\u{200e}", "a\\u{200f}b\\u{200e}"),
            ("a\u{e0067}", "a\\u{e0067}"),
            ("🏴x\u{e0067}", "🏴x\\u{e0067}"),
            ("a \u{fffe}\u{ffff}\u{fdd0}\u{10ffff}", "a \\u{fffe}\\u{ffff}\\u{fdd0}\\u{10ffff}"),
        ] {
            assert_eq!(sanitize(text), sanitized, "{text:?}");
        }
    }

    #[test]
    fn json_stays_the_same_text() {
        let text: String = (0..=0x0010_ffff).filter_map(char::from_u32).filter(|ch| is_unsafe(*ch)).collect();
        let escaped = escape_json(serde_json::to_string(&text).unwrap());
        assert!(!has_unsafe(escaped.as_bytes()));
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }
}
