//! Whether words stand in a text, whatever printing has done to them.

use unicode_normalization::UnicodeNormalization;

/// A text as it reads aloud: without the hyphens that printing puts into words, without white
/// space, and with one sort of quotation mark.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut whole = Folded::default();
    whole.push(text);
    whole.letters
}

/// A folded text that still knows where its words begin, so that “paid” is not found in “unpaid”.
#[derive(Debug, Default)]
pub struct Folded {
    letters: String,
    /// For each byte of `letters`, whether a word can begin there and another end before it.
    edges: Vec<bool>,
    gap: Gap,
    last: Option<char>,
    /// Where in `letters` each part begins.
    parts: Vec<usize>,
}

/// What was left out since the last letter.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Gap {
    #[default]
    Nothing,
    /// A hyphen that follows a letter at once: the word goes on.
    Hyphen,
    /// White space or a dash.
    Space,
}

impl Folded {
    /// Folds the parts of a text, which follow one another like pages.
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
                // Soft hyphens, marks that take no room, and the signs that Markdown emphasises with.
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

    /// Whether there is anything to read.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.letters.contains(char::is_alphanumeric)
    }

    /// Where `quotation` stands as whole words: the number of the part, from 0, in which it begins.
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

/// Every place at which `words` stand in `letters`, one within another too. In one pass, so that one letter over
/// and over does not take the product of both lengths (Knuth, Morris and Pratt 1977).
fn places(letters: &[u8], words: &[u8]) -> impl Iterator<Item = usize> {
    // For each beginning of the words, how much of its end is their beginning again.
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

/// One sort of quotation mark and of apostrophe.
fn plain(letter: char) -> char {
    match letter {
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '´' | '`' => '\'',
        other => other,
    }
}

/// Whether two letters that follow one another belong to one word. In scripts that put no space
/// between words, any two letters may be apart.
fn joined(one: char, other: char) -> bool {
    let in_word = |letter: char| letter.is_alphanumeric() && !is_unspaced(letter);
    in_word(one) && in_word(other)
}

/// Thai, Lao, Burmese and Khmer, and everything from the radicals of Chinese to the end of Hangul's
/// neighbours, Hangul itself excepted.
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
