//! Finds quotations in extracted text, regardless of hyphenation, white space and typography.

use unicode_normalization::UnicodeNormalization;

/// Normalises a text: removes hyphens and white space, unifies quotation marks and applies NFKC.
#[must_use]
pub fn normalize(text: &str) -> String {
    let mut normalized = NormalizedText::default();
    normalized.push(text);
    normalized.text
}

/// A normalised text that keeps word boundaries, so that “paid” does not match in “unpaid”.
#[derive(Debug, Default)]
pub struct NormalizedText {
    text: String,
    /// For each byte, whether there is a word boundary before it.
    boundaries: Vec<bool>,
    pending_gap: Gap,
    last_char: Option<char>,
    /// The byte offset at which each part starts.
    part_offsets: Vec<usize>,
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

impl NormalizedText {
    /// Normalises consecutive parts of a text, such as pages.
    pub fn from_parts<'t>(parts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut normalized = Self::default();
        for part in parts {
            normalized.part_offsets.push(normalized.text.len());
            normalized.push(part);
            normalized.push_space();
        }
        normalized
    }

    fn push(&mut self, text: &str) {
        for c in text.chars().map(normalize_quote).nfkc() {
            match c {
                // Zero-width characters and Markdown emphasis.
                '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '*' | '_' => {}
                '\u{2013}'..='\u{2015}' => self.pending_gap = Gap::Space,
                '-' | '\u{ad}' | '¬' | '\u{2010}'..='\u{2012}' => {
                    if self.pending_gap == Gap::Nothing {
                        self.pending_gap = Gap::Hyphen;
                    }
                }
                c if c.is_whitespace() => self.push_space(),
                c => self.push_char(c),
            }
        }
    }

    fn push_space(&mut self) {
        if self.pending_gap == Gap::Nothing {
            self.pending_gap = Gap::Space;
        }
    }

    fn push_char(&mut self, c: char) {
        let is_boundary =
            self.pending_gap == Gap::Space || !self.last_char.is_some_and(|last| is_word_continuation(last, c));
        self.text.push(c);
        self.boundaries.push(is_boundary);
        self.boundaries.resize(self.text.len(), false);
        self.last_char = Some(c);
        self.pending_gap = Gap::Nothing;
    }

    #[must_use]
    pub fn has_words(&self) -> bool {
        self.text.contains(char::is_alphanumeric)
    }

    /// Finds `quotation` as whole words and returns the index of the part in which it starts.
    #[must_use]
    pub fn find(&self, quotation: &str) -> Option<usize> {
        let needle = normalize(quotation);
        let needle = needle.trim_matches(['"', '\'']);
        if !needle.contains(char::is_alphanumeric) {
            return None;
        }
        let is_boundary = |index: usize| self.boundaries.get(index).is_none_or(|is_boundary| *is_boundary);
        let offset = overlapping_matches(self.text.as_bytes(), needle.as_bytes())
            .find(|offset| is_boundary(*offset) && is_boundary(offset + needle.len()))?;
        Some(self.part_offsets.partition_point(|start| *start <= offset).saturating_sub(1))
    }
}

/// All matches, including overlapping ones, in linear time (Knuth, Morris and Pratt 1977).
fn overlapping_matches(haystack: &[u8], needle: &[u8]) -> impl Iterator<Item = usize> {
    // The failure function: the length of the longest proper prefix that is also a suffix, per prefix.
    let mut failure = vec![0; needle.len()];
    let mut matched = 0;
    let advance = |mut matched: usize, next: u8, failure: &[usize]| {
        while matched > 0 && needle.get(matched) != Some(&next) {
            matched = failure[matched - 1];
        }
        matched + usize::from(needle.get(matched) == Some(&next))
    };
    for index in 1..needle.len() {
        matched = advance(matched, needle[index], &failure);
        failure[index] = matched;
    }
    let mut matched = 0;
    haystack.iter().enumerate().filter_map(move |(index, next)| {
        matched = advance(matched, *next, &failure);
        (matched == needle.len()).then(|| index + 1 - needle.len())
    })
}

fn normalize_quote(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '´' | '`' => '\'',
        other => other,
    }
}

/// Whether there is no word boundary between two characters. Scripts without spaces allow one between any two
/// characters.
fn is_word_continuation(previous: char, next: char) -> bool {
    let in_word = |c: char| c.is_alphanumeric() && !is_unspaced_script(c);
    in_word(previous) && in_word(next)
}

/// Thai, Lao, Burmese, Khmer, and the CJK blocks from the radicals on, except Hangul.
fn is_unspaced_script(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::{NormalizedText, normalize};

    #[test]
    fn hyphenation_and_spaces_are_ignored() {
        for printed in ["men¬toring to  work", "men-\ntoring to work", "men\u{ad}toring\nto work", "mentor ing to work"]
        {
            assert_eq!(normalize(printed), normalize("mentoring to work"), "{printed:?}");
        }
        assert_ne!(normalize("mentoring to work"), normalize("mentoring at work"));
    }

    #[test]
    fn quotations_match_as_whole_words() {
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
            assert_eq!(
                NormalizedText::from_parts([text]).find(quotation).is_some(),
                found,
                "{quotation:?} in {text:?}"
            );
        }
    }

    #[test]
    fn repetitive_text_is_searched_in_linear_time() {
        let text = NormalizedText::from_parts([&*"a".repeat(400_000)]);
        assert_eq!(text.find(&"a".repeat(200_000)), None);
        assert_eq!(NormalizedText::from_parts(["ana anana nananas ananas"]).find("ananas"), Some(0));
        assert_eq!(NormalizedText::from_parts(["ana anana nananas banananas"]).find("ananas"), None);
    }

    #[test]
    fn quotation_reports_the_part_in_which_it_starts() {
        let pages = NormalizedText::from_parts(["First page, and a volun-", "", "teer speaks here.", "Last page"]);
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
