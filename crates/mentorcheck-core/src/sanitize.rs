//! Characters that are unsafe to show: they move a cursor, hide text or change the writing direction.

use std::fmt::Write;

use mentorcheck_yaml::odd;

/// The longest sentence that repeats a file's own words, in characters.
const LONGEST_SENTENCE: usize = 2_000;

/// What turns the direction of writing, breaks a line unseen, moves a cursor, or cannot be seen at all. A line end is none.
fn is_harmful(letter: char) -> bool {
    matches!(
        letter,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    ) || (letter.is_control() && letter != '\n')
}

/// The same words with nothing in them that moves a cursor or turns the direction of writing.
#[must_use]
pub fn harmless(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    words.chars().for_each(|letter| put(letter, &mut out));
    out
}

/// Puts a letter behind what is shown, written out if it is harmful.
pub fn put(letter: char, out: &mut String) {
    if is_harmful(letter) {
        out.extend(letter.escape_unicode());
    } else {
        out.push(letter);
    }
}

/// The same data in JSON with such characters written as `\u` escapes; they stand within texts only.
#[must_use]
pub fn escaped(json: String) -> String {
    if !has_harmful(json.as_bytes()) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_harmful(letter) {
            let _ = write!(out, "\\u{:04x}", u32::from(letter));
        } else {
            out.push(letter);
        }
    }
    out
}

/// Whether there may be such a character in what is UTF-8, told by its bytes. Line ends are none.
pub fn has_harmful(text: &[u8]) -> bool {
    let harmful = |bytes: &[u8]| match *bytes {
        [0xc2, second, ..] => second < 0xa0,
        [0xd8, 0x9c, ..] | [0xef, 0xbb, 0xbf, ..] => true,
        [first, ..] if first < 0x80 => true,
        [0xe2, 0x80, third, ..] => matches!(third, 0x8b..=0x8f | 0xa8..=0xae),
        [0xe2, 0x81, third, ..] => matches!(third, 0xa0..=0xa9),
        _ => false,
    };
    odd(text).any(|at| harmful(&text[at..]))
}

/// The same in one line, where a second one could pass for the program's own words, and no longer
/// than anybody reads.
#[must_use]
pub fn one_line(words: &str) -> String {
    match words.char_indices().nth(LONGEST_SENTENCE) {
        Some((end, _)) => format!("{}…", harmless(&words[..end]).replace('\n', " ")),
        None => harmless(words).replace('\n', " "),
    }
}
