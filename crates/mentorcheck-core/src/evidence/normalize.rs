//! Which differences in writing count: one table for documents and quotations.
//!
//! | writing | read as | why |
//! | --- | --- | --- |
//! | compatibility forms, ligatures, composed and decomposed accents | NFKC (Unicode Standard Annex 15) | extraction and keyboards differ, the words do not |
//! | capitals | not compared | headings are set in capitals, and a quotation starts with one of its own |
//! | apostrophes, among them U+02BC, U+2019, U+FF07 and accents used as one | `'` inside a word | they look alike; "its" and "it's" stay different |
//! | quotation marks | not compared | a quotation inside a quotation changes or loses its marks |
//! | hyphens U+002D, U+2010, U+2011; an en dash between letters or digits | a hyphen inside the word | "re-sign" and "resign" are different words |
//! | dashes, bullets, marks of emphasis (`*`, `_`) around words | not compared | they are layout, or markup that a reader does not see |
//! | soft hyphen, zero-width characters, direction marks, variation selectors, tatweel | nothing | a reader does not see them |
//! | a hyphen before the end of a line | the word joined, the hyphen kept, or a hyphen before a space ("two- and three-year") | the printed line does not tell which; one of them must match, and the broken word is matched whole |
//! | white space, and space around punctuation | only separates words | layout; French sets a space before a colon |
//! | other punctuation between words | compared | it can change the sense |
//! | punctuation before the first and after the last word | not compared | a quotation may end inside a sentence |
//! | scripts without spaces | every character is a word | there is no other boundary |

use unicode_normalization::{IsNormalized, char::is_combining_mark, is_nfkc_quick};

/// Inside a word: a hyphen.
pub(super) const HYPHEN: u8 = 1;
/// Inside a word: a hyphen at the end of a line, which may belong to the word or to the line.
pub(super) const LINE_HYPHEN: u8 = 2;

/// What a character is to the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Letter,
    /// A letter of a script that sets no spaces between words.
    Unspaced,
    /// A combining mark, which belongs to the letter before it.
    Mark,
    /// A sign that is read aloud as a word: `%`, `€`.
    Symbol,
    Hyphen,
    EnDash,
    SoftHyphen,
    Apostrophe,
    /// Part of a word between letters (`Mentor*innen`), and not compared elsewhere.
    Emphasis,
    Punctuation,
    /// Ends a word, and is not compared.
    Uncompared,
    Space,
    LineEnd,
    /// Not seen by a reader.
    Ignored,
}

/// Classifies a character before or after NFKC.
pub(super) fn classify(c: char) -> Class {
    match u8::try_from(c) {
        Ok(byte) if c.is_ascii() => ASCII[usize::from(byte)],
        _ => letter_as_it_is(c).unwrap_or_else(|| classify_other(c)),
    }
}

/// Most characters of most texts are looked up here.
const ASCII: [Class; 128] = {
    let mut classes = [Class::Punctuation; 128];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = classify_ascii(byte);
        byte += 1;
    }
    classes
};

const fn classify_ascii(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Class::Letter,
        b'\n' | b'\r' | b'\x0b' | b'\x0c' => Class::LineEnd,
        b' ' | b'\t' => Class::Space,
        b'-' => Class::Hyphen,
        b'\'' | b'`' => Class::Apostrophe,
        b'*' | b'_' => Class::Emphasis,
        b'"' | b'~' => Class::Uncompared,
        b'%' | b'$' | b'+' | b'=' | b'<' | b'>' | b'&' | b'@' | b'#' => Class::Symbol,
        _ if byte.is_ascii_control() => Class::Ignored,
        _ => Class::Punctuation,
    }
}

/// The class of the commonest letters beyond ASCII, which NFKC leaves as they are. Tables of the standard tell as much of
/// every character, and take many times longer.
pub(super) const fn letter_as_it_is(c: char) -> Option<Class> {
    match c {
        '\u{d7}' | '\u{f7}' | '\u{132}' | '\u{133}' | '\u{13f}' | '\u{140}' | '\u{149}' => None,
        // Latin, Greek, Cyrillic, Hebrew, Arabic, Hangul.
        '\u{c0}'..='\u{17e}'
        | '\u{391}'..='\u{3a1}'
        | '\u{3a3}'..='\u{3ce}'
        | '\u{400}'..='\u{481}'
        | '\u{48a}'..='\u{52f}'
        | '\u{5d0}'..='\u{5ea}'
        | '\u{620}'..='\u{63f}'
        | '\u{641}'..='\u{64a}'
        | '\u{ac00}'..='\u{d7a3}' => Some(Class::Letter),
        // Kana, and the unified ideographs.
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' => Some(Class::Unspaced),
        _ => None,
    }
}

fn classify_other(c: char) -> Class {
    match c {
        '\u{85}' | '\u{2028}' | '\u{2029}' => Class::LineEnd,
        '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}' | '\u{58a}' | '\u{5be}' => Class::Hyphen,
        '\u{2012}' | '\u{2013}' | '\u{2212}' => Class::EnDash,
        '\u{ad}' | '¬' => Class::SoftHyphen,
        '´'
        | '‘'
        | '’'
        | '‚'
        | '‛'
        | '‹'
        | '›'
        | '′'
        | '\u{2b9}'..='\u{2bd}'
        | '\u{2c8}'
        | '\u{55a}'
        | '\u{a78c}'
        | '\u{ff07}'
        | '\u{ff40}'
        | '\u{1fbd}'
        | '\u{1fbf}' => Class::Apostrophe,
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '「' | '」' | '『' | '』' | '〝' | '〞' | '\u{2014}' | '\u{2015}'
        | '\u{2e3a}' | '\u{2e3b}' | '\u{fe58}' | '•' | '◦' | '▪' | '▫' | '■' | '□' | '●' | '○' | '‣' | '⁃' | '➢'
        | '►' | '\u{fffd}' => Class::Uncompared,
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{61c}'
        | '\u{34f}'
        | '\u{640}'
        | '\u{180b}'..='\u{180e}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => Class::Ignored,
        '‰'
        | '£'
        | '€'
        | '¥'
        | '¢'
        | '°'
        | '§'
        | '×'
        | '÷'
        | '±'
        | '\u{20a0}'..='\u{20cf}'
        | '\u{2200}'..='\u{22ff}' => Class::Symbol,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_control() => Class::Ignored,
        _ if is_combining_mark(c) => Class::Mark,
        _ if c.is_alphanumeric() => {
            if is_unspaced_script(c) {
                Class::Unspaced
            } else {
                Class::Letter
            }
        }
        _ => Class::Punctuation,
    }
}

/// Whether a character is composed with the one before it: combining marks and conjoining Hangul.
pub(super) fn extends_cluster(c: char) -> bool {
    c >= '\u{300}' && letter_as_it_is(c).is_none() && (is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11ff}'))
}

/// Whether NFKC leaves a character that stands alone as it is.
pub(super) fn is_normalized(c: char) -> bool {
    c.is_ascii() || letter_as_it_is(c).is_some() || is_nfkc_quick(std::iter::once(c)) == IsNormalized::Yes
}

/// Writes a letter without its case. “ß” is “SS” in capitals, and the Greek final sigma is a sigma.
pub(super) fn push_folded(word: &mut String, c: char) {
    match c {
        _ if c.is_ascii() => word.push(c.to_ascii_lowercase()),
        _ if has_no_case(c) => word.push(c),
        'ß' | 'ẞ' => word.push_str("ss"),
        'ς' => word.push('σ'),
        _ => word.extend(c.to_lowercase()),
    }
}

/// Hebrew, Arabic, kana, ideographs and Hangul.
const fn has_no_case(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{6ff}' | '\u{3041}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Thai, Lao, Burmese, Khmer, and the CJK blocks from the radicals on, except Hangul.
fn is_unspaced_script(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether two words are the same. A hyphen at the end of a line fits a hyphen as well as no hyphen.
pub(super) fn is_same_word(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let (mut i, mut j) = (0, 0);
    while i < one.len() || j < other.len() {
        match (one.get(i).copied(), other.get(j).copied()) {
            (Some(HYPHEN | LINE_HYPHEN), Some(LINE_HYPHEN)) | (Some(LINE_HYPHEN), Some(HYPHEN)) => {
                i += 1;
                j += 1;
            }
            (Some(LINE_HYPHEN), _) => i += 1,
            (_, Some(LINE_HYPHEN)) => j += 1,
            (Some(a), Some(b)) if a == b => {
                i += 1;
                j += 1;
            }
            _ => return false,
        }
    }
    true
}

/// A number for a word that does not depend on its hyphens: equal for every two words that are the same.
pub(super) fn fold_word(word: &str) -> u64 {
    // Fowler, Noll and Vo, with a final mix. Words with the same number are compared in full.
    let hash = word
        .bytes()
        .filter(|byte| !matches!(*byte, HYPHEN | LINE_HYPHEN))
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

    use super::{
        classify_other, extends_cluster, fold_word, has_no_case, is_normalized, is_same_word, letter_as_it_is,
    };

    #[test]
    fn shortcuts_say_what_the_tables_of_the_standard_say() {
        for c in '\0'..=char::MAX {
            if let Some(class) = letter_as_it_is(c) {
                assert_eq!(classify_other(c), class, "{c:?}");
                assert!(!is_combining_mark(c) && !extends_cluster(c), "{c:?}");
            }
            if is_normalized(c) {
                assert!(std::iter::once(c).nfkc().eq([c]), "{c:?}");
            }
            assert!(!has_no_case(c) || c.to_lowercase().eq([c]), "{c:?}");
            assert!(c >= '\u{300}' || !is_combining_mark(c), "{c:?}");
        }
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_line_has_two_readings() {
        for (one, other, same) in [
            ("tra\u{2}vel", "travel", true),
            ("self\u{2}help", "self\u{1}help", true),
            ("self\u{2}help", "self\u{2}help", true),
            ("re\u{1}sign", "resign", false),
            ("mother\u{2}in\u{1}law", "mother\u{1}in\u{2}law", true),
            ("mother\u{2}in\u{1}law", "motherinlaw", false),
            ("tra\u{2}vel", "travels", false),
            ("", "a", false),
        ] {
            assert_eq!(is_same_word(one, other), same, "{one:?} {other:?}");
            assert_eq!(is_same_word(other, one), same, "{other:?} {one:?}");
            assert!(!same || fold_word(one) == fold_word(other), "{one:?} {other:?}");
        }
    }
}
