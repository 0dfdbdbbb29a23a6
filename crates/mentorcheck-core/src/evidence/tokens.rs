//! Splits text into words with the punctuation behind them, in one pass and constant memory.
//!
//! A character is normalised together with the marks behind it (a cluster). Letters of ASCII that no mark can follow are
//! taken a stretch at a time; every other character passes the classification. A step is a byte that is read; characters
//! that normalisation writes count too, because one can become eighteen (U+FDFA).

use unicode_normalization::UnicodeNormalization;

use super::{
    normalize::{Class, HYPHEN, LINE_HYPHEN, classify, extends_cluster, is_normalized, push_folded},
    reading::{START, TextPosition},
};

/// The longest word, in bytes; a longer one is no word of a quotation, and is not kept.
const MAX_WORD_BYTES: usize = 1024;
/// The most punctuation between two words that is compared, in bytes.
const MAX_PUNCTUATION_BYTES: usize = 16;
/// The most characters that are composed with one another.
const MAX_CLUSTER: usize = 32;

/// The steps of writing a character by normalisation.
const NORMALIZED_STEPS: usize = 12;

/// A word and the punctuation behind it.
#[derive(Debug, Clone, Default)]
pub(super) struct Token {
    /// The position of its first character.
    pub start: TextPosition,
    /// The position of the last character of the word, or of the punctuation behind it.
    pub end: TextPosition,
    pub word: String,
    pub punctuation: String,
    /// Whether the word is longer than any that can be compared.
    pub is_overlong: bool,
    /// Whether it may be the rest of a word that a line end breaks.
    pub may_continue_word: bool,
    /// Whether its rest may be on the next line.
    pub may_be_continued: bool,
}

/// What follows the characters of a word, and may still turn out to be part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    Hyphen,
    EnDash,
    SoftHyphen,
    Apostrophe,
    Emphasis(char),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Nothing,
    Space,
    LineEnd,
}

/// Turns characters into tokens. Each character is given with its position; finished tokens go to a function.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a state of its own")]
pub(super) struct Tokenizer {
    /// Whether a word goes on behind a hyphen at the end of a line.
    joins_lines: bool,
    /// Whether there was such a hyphen.
    pub has_line_hyphens: bool,
    /// Since they were last asked for.
    steps: usize,
    cluster: Vec<char>,
    /// The class of its first character.
    cluster_class: Class,
    cluster_start: Option<TextPosition>,
    cluster_end: Option<TextPosition>,
    token: Token,
    /// Before the first word, `token` is a stand-in.
    has_token: bool,
    /// Whether the next letter may belong to the word.
    is_open: bool,
    pending: Option<Pending>,
    gap: Gap,
    /// The last character of the word.
    last: char,
}

impl Tokenizer {
    pub(super) fn new(joins_lines: bool) -> Self {
        Self {
            joins_lines,
            has_line_hyphens: false,
            steps: 0,
            cluster: Vec::new(),
            cluster_class: Class::Letter,
            cluster_start: None,
            cluster_end: None,
            token: Token::default(),
            has_token: false,
            is_open: false,
            pending: None,
            gap: Gap::Nothing,
            last: '\0',
        }
    }

    /// Takes text that starts at a position.
    pub(super) fn push_str(&mut self, text: &str, at: TextPosition, sink: &mut impl FnMut(&Token)) {
        self.steps += text.len() + 1;
        let position = |byte| TextPosition { byte: at.byte + byte, ..at };
        let bytes = text.as_bytes();
        let mut start = 0;
        while let Some(byte) = bytes.get(start) {
            let letters = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let end = start + letters.max(1);
            // What comes next may be composed with the last character.
            let is_composed = bytes.get(end).is_none_or(|next| !next.is_ascii());
            if letters > usize::from(is_composed) {
                let end = end - usize::from(is_composed);
                self.flush_cluster(sink);
                self.take_letters(&text[start..end], position(start), position(end - 1), sink);
                start = end;
            } else if byte.is_ascii() && !is_composed {
                let c = char::from(*byte);
                self.flush_cluster(sink);
                self.take(c, classify(c), position(start), position(start), sink);
                start = end;
            } else {
                let Some(c) = text[start..].chars().next() else { return };
                self.push(c, position(start), sink);
                start += c.len_utf8();
            }
        }
    }

    /// The steps since the last call.
    pub(super) const fn take_steps(&mut self) -> usize {
        std::mem::replace(&mut self.steps, 0)
    }

    fn push(&mut self, c: char, at: TextPosition, sink: &mut impl FnMut(&Token)) {
        if extends_cluster(c) && !self.cluster.is_empty() {
            if self.cluster.len() < MAX_CLUSTER {
                self.cluster.push(c);
            }
            self.cluster_end = Some(at);
            return;
        }
        let class = classify(c);
        if class == Class::Ignored {
            return;
        }
        self.flush_cluster(sink);
        if matches!(class, Class::Letter | Class::Unspaced | Class::Mark | Class::Punctuation | Class::Symbol) {
            self.cluster.push(c);
            self.cluster_class = class;
            self.cluster_start = Some(at);
            self.cluster_end = Some(at);
        } else {
            self.take(c, class, at, at, sink);
        }
    }

    /// Ends the text.
    pub(super) fn finish(&mut self, sink: &mut impl FnMut(&Token)) {
        self.flush_cluster(sink);
        if std::mem::take(&mut self.has_token) {
            sink(&self.token);
        }
    }

    fn flush_cluster(&mut self, sink: &mut impl FnMut(&Token)) {
        let (Some(start), Some(end)) = (self.cluster_start.take(), self.cluster_end.take()) else { return };
        if let [c] = *self.cluster.as_slice()
            && is_normalized(c)
        {
            self.cluster.clear();
            return self.take(c, self.cluster_class, start, end, sink);
        }
        let mut cluster = std::mem::take(&mut self.cluster);
        for c in cluster.iter().copied().nfkc() {
            self.steps += NORMALIZED_STEPS;
            self.take(c, classify(c), start, end, sink);
        }
        cluster.clear();
        self.cluster = cluster;
    }

    fn take(&mut self, c: char, class: Class, start: TextPosition, end: TextPosition, sink: &mut impl FnMut(&Token)) {
        match class {
            Class::Letter => {
                self.open_word(c, start, sink);
                self.append(c, end);
            }
            Class::Mark if self.is_open && self.pending.is_none() && self.gap == Gap::Nothing => {
                self.append(c, end);
            }
            Class::Mark | Class::Ignored => {}
            Class::Unspaced | Class::Symbol => {
                self.start_token(start, sink);
                self.append(c, end);
                // Marks belong to it; letters do not.
                self.is_open = class == Class::Unspaced;
                self.pending = None;
            }
            Class::Space | Class::LineEnd => {
                self.gap = self.gap.max(if class == Class::Space { Gap::Space } else { Gap::LineEnd });
            }
            Class::Hyphen => self.take_inner(Pending::Hyphen),
            Class::EnDash => self.take_inner(Pending::EnDash),
            Class::SoftHyphen => {
                if self.pending.is_none() {
                    self.take_inner(Pending::SoftHyphen);
                }
            }
            Class::Apostrophe => self.take_inner(Pending::Apostrophe),
            Class::Emphasis => self.take_inner(Pending::Emphasis(c)),
            Class::Uncompared => self.close_word(),
            Class::Punctuation => {
                self.close_word();
                let token = &mut self.token;
                if token.punctuation.len() < MAX_PUNCTUATION_BYTES && !token.punctuation.ends_with(c) {
                    token.punctuation.push(c);
                    token.end = end;
                }
            }
        }
    }

    /// Takes letters of ASCII, which belong to one word, from a position to another.
    fn take_letters(&mut self, letters: &str, start: TextPosition, end: TextPosition, sink: &mut impl FnMut(&Token)) {
        let (Some(first), Some(last)) = (letters.chars().next(), letters.chars().next_back()) else { return };
        self.open_word(first, start, sink);
        self.last = last;
        let token = &mut self.token;
        token.end = end;
        let room = MAX_WORD_BYTES.saturating_sub(token.word.len());
        token.is_overlong |= letters.len() > room;
        let before = token.word.len();
        token.word.push_str(&letters[..letters.len().min(room)]);
        token.word[before..].make_ascii_lowercase();
    }

    /// Prepares for a letter: goes on with the word, or starts the next.
    fn open_word(&mut self, c: char, start: TextPosition, sink: &mut impl FnMut(&Token)) {
        let continues = self.is_open
            && (self.last.is_ascii() || classify(self.last) != Class::Unspaced)
            && match (self.pending, self.gap) {
                (None | Some(Pending::SoftHyphen), Gap::Nothing) => true,
                (Some(Pending::Hyphen | Pending::EnDash), Gap::Nothing) => self.append_joint(HYPHEN),
                (Some(Pending::EnDash), Gap::LineEnd) if c.is_numeric() && self.last.is_numeric() => {
                    self.append_joint(HYPHEN)
                }
                (Some(Pending::Hyphen | Pending::SoftHyphen), Gap::LineEnd) => {
                    self.has_line_hyphens = true;
                    self.joins_lines && self.append_joint(LINE_HYPHEN)
                }
                (Some(Pending::Apostrophe), Gap::Nothing) => self.append_joint(b'\''),
                (Some(Pending::Emphasis(mark)), Gap::Nothing) => {
                    self.append(mark, start);
                    true
                }
                _ => false,
            };
        if !continues {
            // A hyphen before a space stays, as in "two- and three-year".
            let keeps_hyphen = self.is_open
                && self.gap != Gap::Nothing
                && matches!(self.pending, Some(Pending::Hyphen | Pending::SoftHyphen));
            let is_line_broken = keeps_hyphen && self.gap == Gap::LineEnd;
            if keeps_hyphen {
                self.token.punctuation.push('-');
                self.token.may_be_continued = is_line_broken;
            }
            self.start_token(start, sink);
            self.token.may_continue_word = is_line_broken;
        }
        self.is_open = true;
        self.pending = None;
        self.gap = Gap::Nothing;
    }

    /// A character that is part of the word if a letter follows. Two of them are not.
    fn take_inner(&mut self, inner: Pending) {
        if self.is_open && self.pending.is_none() && self.gap == Gap::Nothing {
            self.pending = Some(inner);
        } else {
            self.close_word();
        }
    }

    fn close_word(&mut self) {
        self.is_open = false;
        self.pending = None;
    }

    fn append_joint(&mut self, joint: u8) -> bool {
        if self.token.word.len() < MAX_WORD_BYTES {
            self.token.word.push(char::from(joint));
        }
        true
    }

    fn append(&mut self, c: char, end: TextPosition) {
        if classify(c) != Class::Mark {
            self.last = c;
        }
        if self.token.word.len() < MAX_WORD_BYTES {
            push_folded(&mut self.token.word, c);
        } else {
            self.token.is_overlong = true;
        }
        self.token.end = end;
    }

    fn start_token(&mut self, start: TextPosition, sink: &mut impl FnMut(&Token)) {
        if std::mem::replace(&mut self.has_token, true) {
            sink(&self.token);
        }
        let token = &mut self.token;
        token.start = start;
        token.end = start;
        token.word.clear();
        token.punctuation.clear();
        token.is_overlong = false;
        token.may_continue_word = false;
        token.may_be_continued = false;
        self.gap = Gap::Nothing;
    }
}

/// The tokens of a short text, and whether it has hyphens at line ends. Only the bytes of positions count.
pub(super) fn tokenize(text: &str, joins_lines: bool) -> (Vec<Token>, bool) {
    let mut tokens = Vec::new();
    let mut tokenizer = Tokenizer::new(joins_lines);
    let mut sink = |token: &Token| tokens.push(token.clone());
    tokenizer.push_str(text, START, &mut sink);
    tokenizer.finish(&mut sink);
    (tokens, tokenizer.has_line_hyphens)
}

#[cfg(test)]
mod tests {
    use super::tokenize;

    fn words(text: &str, joins_lines: bool) -> String {
        let (tokens, _) = tokenize(text, joins_lines);
        let show = |word: &str| word.replace('\u{1}', "-").replace('\u{2}', "~");
        tokens.iter().map(|token| show(&token.word) + &token.punctuation).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_and_their_punctuation() {
        for (text, seen) in [
            ("We pay, monthly.", "we pay, monthly."),
            ("Re-sign, or resign", "re-sign, or resign"),
            ("tra-\nvel and tra\u{ad}vel", "tra~vel and travel"),
            ("tra- \n vel", "tra~vel"),
            ("two- and three-year", "two- and three-year"),
            ("a fee – paid—monthly -- so", "a fee paid monthly so"),
            ("2019–2020 2019–\n2020", "2019-2020 2019-2020"),
            ("the employers’ aim, it\u{2019}s м\u{2bc}ята", "the employers aim, it's м'ята"),
            ("“free” ‘as’ «we» say", "free as we say"),
            ("one **paid** _day_ Mentor*innen", "one paid day mentor*innen"),
            ("o\u{fb03}ce cafe\u{301} STRASSE Straße", "office café strasse strasse"),
            ("no\u{200b}where \u{feff}now", "nowhere now"),
            ("5 % or 5€.", "5 % or 5 €."),
            ("志愿者。", "志 愿 者。"),
            ("• first\n• second :", "first second:"),
            ("not able / notable", "not able/ notable"),
            ("", ""),
            (" – … ", ""),
        ] {
            assert_eq!(words(text, true), seen, "{text:?}");
        }
        assert_eq!(words("two-\nand three", false), "two- and three");
    }

    #[test]
    fn words_without_end_are_cut() {
        let text = format!("a {} b", "x".repeat(1_000_000));
        let (tokens, _) = tokenize(&text, true);
        assert_eq!(tokens.iter().map(|token| token.is_overlong).collect::<Vec<_>>(), [false, true, false]);
        assert!(tokens[1].word.len() <= 2048);
    }
}
