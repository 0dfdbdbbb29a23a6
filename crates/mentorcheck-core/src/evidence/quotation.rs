//! A quotation, split into the parts between its ellipses.

use super::{
    normalize::{Class, classify, fold_word},
    tokens::{Token, tokenize},
};

/// A quotation has at least this many words …
pub const MIN_WORDS: usize = 3;
/// … or this many letters. Fewer may stand in any document by chance.
pub const MIN_LETTERS: usize = 12;
/// A longer quotation is not looked up, in words.
pub const MAX_WORDS: usize = 2000;
/// The most words that an ellipsis stands for.
pub const MAX_OMITTED_WORDS: usize = 200;

/// How a writer marks words that are left out.
const ELLIPSES: [&str; 8] = ["[...]", "(...)", "[…]", "(…)", "[. . .]", ". . .", "...", "…"];

/// A quotation, ready to be looked up.
#[derive(Debug)]
pub(super) struct Quotation {
    /// In order, with words left out between them; empty if it has no words.
    pub parts: Vec<Part>,
    /// It or one of its parts is too short to prove anything.
    pub is_too_short: bool,
    /// It has more or longer words than are looked up.
    pub is_too_long: bool,
}

/// A part without an ellipsis, in each of its readings.
#[derive(Debug)]
pub(super) struct Part {
    pub readings: Vec<Vec<Word>>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub fold: u64,
    pub writing: String,
    pub punctuation: String,
}

impl Quotation {
    pub(super) fn new(text: &str) -> Self {
        let mut quotation = Self { parts: Vec::new(), is_too_short: false, is_too_long: false };
        let mut words = 0;
        for part in split_at_ellipses(text) {
            let (tokens, has_line_hyphens) = tokenize(part, true);
            if !tokens.iter().any(|token| token.word.contains(char::is_alphanumeric)) {
                continue;
            }
            quotation.is_too_short |= is_too_short(&tokens);
            quotation.is_too_long |= tokens.iter().any(|token| token.is_overlong);
            words += tokens.len();
            let mut readings = vec![to_words(&tokens)];
            if has_line_hyphens {
                readings.push(to_words(&tokenize(part, false).0));
            }
            quotation.parts.push(Part { readings });
        }
        quotation.is_too_short |= quotation.parts.is_empty();
        quotation.is_too_long |= words > MAX_WORDS;
        quotation
    }
}

fn to_words(tokens: &[Token]) -> Vec<Word> {
    let word = |token: &Token| Word {
        fold: fold_word(&token.word),
        writing: token.word.clone(),
        punctuation: token.punctuation.clone(),
    };
    tokens.iter().map(word).collect()
}

/// Counts a character of a script without spaces as three letters and no word.
fn is_too_short(tokens: &[Token]) -> bool {
    let is_unspaced = |token: &&Token| token.word.chars().any(|c| classify(c) == Class::Unspaced);
    let unspaced = tokens.iter().filter(is_unspaced).count();
    let letters: usize =
        tokens.iter().map(|token| token.word.chars().filter(|c| c.is_alphanumeric()).count()).sum::<usize>();
    tokens.len() - unspaced < MIN_WORDS && letters + 2 * unspaced < MIN_LETTERS
}

fn split_at_ellipses(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some(mark) = ELLIPSES.iter().find(|mark| rest.starts_with(**mark)) {
            parts.push(&text[start..at]);
            at += mark.len();
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::Quotation;

    #[test]
    fn parts_and_length() {
        for (text, parts, is_too_short) in [
            ("All mentors are volunteers", 1, false),
            ("All mentors are [...] paid by nobody", 2, false),
            ("… all mentors are volunteers …", 1, false),
            ("All mentors are (…) paid", 2, true),
            ("Ehrenamtliche", 1, false),
            ("a network", 1, true),
            ("not paid", 1, true),
            ("没有报酬", 1, false),
            ("没有", 1, true),
            ("", 0, true),
            (" - …", 0, true),
        ] {
            let quotation = Quotation::new(text);
            assert_eq!((quotation.parts.len(), quotation.is_too_short), (parts, is_too_short), "{text:?}");
        }
        assert!(Quotation::new(&"word ".repeat(2001)).is_too_long);
        assert!(Quotation::new(&"a".repeat(5000)).is_too_long);
        assert!(!Quotation::new(&"word ".repeat(2000)).is_too_long);
    }
}
