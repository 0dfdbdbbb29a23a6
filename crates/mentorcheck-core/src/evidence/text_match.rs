//! Finds quotations in extracted text, regardless of hyphenation, white space and typography.

use unicode_normalization::UnicodeNormalization;

/// Normalises a text: removes hyphens and white space, unifies quotation marks and applies NFKC.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut whole = Folded::default();
    whole.push(text);
    whole.letters
}

/// A normalised text that keeps word boundaries, so that “paid” does not match in “unpaid”.
#[derive(Debug, Default)]
pub struct Folded {
    letters: String,
    /// For each byte, whether there is a word boundary before it.
    edges: Vec<bool>,
    gap: Gap,
    last: Option<char>,
    /// The byte offset at which each part starts.
    parts: Vec<usize>,
}

/// What was removed since the last character.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Gap {
    #[default]
    Nothing,
    /// A hyphen directly after a character: the word continues.
    Hyphen,
    /// White space or a dash.
    Space,
}

impl Folded {
    /// Normalises consecutive parts of a text, such as pages.
    pub fn of<'t>(parts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut whole = Self::default();
        for part in parts {
            whole.parts.push(whole.letters.len());
            whole.push(part);
            whole.space();
        }
        whole
    }

    fn push(&mut self, text: &str) {
        for letter in text.chars().map(plain).nfkc() {
            match letter {
                // Zero-width characters and Markdown emphasis.
                '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '*' | '_' => {}
                '\u{2013}'..='\u{2015}' => self.gap = Gap::Space,
                '-' | '\u{ad}' | '¬' | '\u{2010}'..='\u{2012}' => {
                    if self.gap == Gap::Nothing {
                        self.gap = Gap::Hyphen;
                    }
                }
                letter if letter.is_whitespace() => self.space(),
                letter => self.letter(letter),
            }
        }
    }

    fn space(&mut self) {
        if self.gap == Gap::Nothing {
            self.gap = Gap::Space;
        }
    }

    fn letter(&mut self, letter: char) {
        let edge = self.gap == Gap::Space || !self.last.is_some_and(|last| joined(last, letter));
        self.letters.push(letter);
        self.edges.push(edge);
        self.edges.resize(self.letters.len(), false);
        self.last = Some(letter);
        self.gap = Gap::Nothing;
    }

    #[must_use]
    pub fn has_words(&self) -> bool {
        self.letters.contains(char::is_alphanumeric)
    }

    /// Finds `quotation` as whole words and returns the index of the part in which it starts.
    #[must_use]
    pub fn find(&self, quotation: &str) -> Option<usize> {
        let words = folded(quotation);
        let words = words.trim_matches(['"', '\'']);
        if !words.contains(char::is_alphanumeric) {
            return None;
        }
        let edge = |at: usize| self.edges.get(at).is_none_or(|edge| *edge);
        let at = places(self.letters.as_bytes(), words.as_bytes()).find(|at| edge(*at) && edge(at + words.len()))?;
        Some(self.parts.partition_point(|start| *start <= at).saturating_sub(1))
    }
}

/// All matches, including overlapping ones, in linear time (Knuth, Morris and Pratt 1977).
fn places(letters: &[u8], words: &[u8]) -> impl Iterator<Item = usize> {
    // The failure function: the length of the longest proper prefix that is also a suffix, per prefix.
    let mut again = vec![0; words.len()];
    let mut matched = 0;
    let further = |mut matched: usize, next: u8, again: &[usize]| {
        while matched > 0 && words.get(matched) != Some(&next) {
            matched = again[matched - 1];
        }
        matched + usize::from(words.get(matched) == Some(&next))
    };
    for at in 1..words.len() {
        matched = further(matched, words[at], &again);
        again[at] = matched;
    }
    let mut matched = 0;
    letters.iter().enumerate().filter_map(move |(at, next)| {
        matched = further(matched, *next, &again);
        (matched == words.len()).then(|| at + 1 - words.len())
    })
}

fn plain(letter: char) -> char {
    match letter {
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '´' | '`' => '\'',
        other => other,
    }
}

/// Whether there is no word boundary between two characters. Scripts without spaces allow one between any two
/// characters.
fn joined(one: char, other: char) -> bool {
    let in_word = |letter: char| letter.is_alphanumeric() && !is_unspaced(letter);
    in_word(one) && in_word(other)
}

/// Thai, Lao, Burmese, Khmer, and the CJK blocks from the radicals on, except Hangul.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::{Folded, folded};

    #[test]
    fn hyphens_of_the_printer_and_spaces_do_not_count() {
        for printed in ["men¬toring to  work", "men-\ntoring to work", "men\u{ad}toring\nto work", "mentor ing to work"]
        {
            assert_eq!(folded(printed), folded("mentoring to work"), "{printed:?}");
        }
        assert_ne!(folded("mentoring to work"), folded("mentoring at work"));
    }

    #[test]
    fn what_counts_as_the_same_words_and_what_does_not() {
        for (text, quotation, found) in [
            ("We pay back your travel costs.", "We pay back your travel costs.", true),
            ("We pay back\n  your travel\u{a0}costs.", "pay back your travel costs", true),
            ("We pay back your tra-\nvel costs.", "your travel costs", true),
            ("We pay back your tra\u{ad}vel costs.", "your travel costs", true),
            ("Find o\u{fb03}ces in the o\u{fb01}cial list", "offices in the oficial list", true),
            ("un cafe\u{301} a\u{300} deux", "un caf\u{e9} \u{e0} deux", true),
            ("They are “free” to stop; it’s up to them.", "are \"free\" to stop; it's up", true),
            ("They are free to stop.", "“They are free to stop.”", true),
            ("one **paid** day", "one paid day", true),
            ("a fee – paid monthly", "paid monthly", true),
            ("We pay back your travel costs.", "We pay back your meal costs.", false),
            ("We pay back your travel costs.", "We pay back travel costs.", false),
            ("Mentors are not paid.", "Mentors are paid.", false),
            ("unpaid mentors", "paid mentors", false),
            ("non-paid mentors", "paid mentors", false),
            ("paid mentorship", "paid mentor", false),
            ("unpaid and then paid mentors", "paid mentors", true),
            ("anything", "", false),
            ("anything - at all", "-", false),
            ("a …", "…", false),
            ("志愿者没有报酬", "没有报酬", true),
            ("志愿者没有报酬", "有报酬的", false),
        ] {
            assert_eq!(Folded::of([text]).find(quotation).is_some(), found, "{quotation:?} in {text:?}");
        }
    }

    #[test]
    fn one_letter_over_and_over_takes_no_longer_than_any_other() {
        let text = Folded::of([&*"a".repeat(400_000)]);
        assert_eq!(text.find(&"a".repeat(200_000)), None);
        assert_eq!(Folded::of(["ana anana nananas ananas"]).find("ananas"), Some(0));
        assert_eq!(Folded::of(["ana anana nananas banananas"]).find("ananas"), None);
    }

    #[test]
    fn a_quotation_knows_its_part_and_may_go_on_in_the_next() {
        let pages = Folded::of(["First page, and a volun-", "", "teer speaks here.", "Last page"]);
        for (quotation, part) in [
            ("First page", Some(0)),
            ("a volunteer speaks", Some(0)),
            ("speaks here. Last page", Some(2)),
            ("Last page", Some(3)),
            ("First page, speaks", None),
        ] {
            assert_eq!(pages.find(quotation), part, "{quotation:?}");
        }
    }
}
