//! The passage of a document that is nearest to a quotation that is not in it, and what differs.
//!
//! A window for each quotation moves over the text, in one pass: where a word of the quotation is (a hit), the words are
//! counted that the window shares with it. In a long text the commonest words are left out, so that the hits are limited;
//! what is nearest by the other words is then compared in full.

use std::collections::{HashMap, VecDeque};

use serde::Serialize;

use super::{
    automaton::WordNumbers,
    matcher::{Budget, Exhausted, WordCounts},
    normalize::{fold_word, is_same_word},
    passage::DocumentText,
    quotation::Quotation,
    reading::{END, Reading, START, TextPosition},
    tokens::{Token, Tokenizer, tokenize},
};

/// Longer quotations are compared up to this many words.
const MAX_COMPARED_WORDS: usize = 300;
/// The most quotations for which the nearest passage is shown.
const MAX_COMPARED_QUOTATIONS: usize = 100;
/// The most words of a passage that are shown.
const MAX_SHOWN_WORDS: usize = 40;
/// The most differences that are listed.
const MAX_DIFFERENCES: usize = 3;
/// The most words of the text that are looked at more closely, for all quotations together.
const MAX_HITS: usize = 2_000_000;
/// The longest excerpt that is compared, in bytes.
const MAX_EXCERPT_BYTES: usize = 8000;

/// A difference between a quotation and the nearest passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The words of the quotation; empty if it leaves words out.
    pub quoted: String,
    /// The words of the document; empty if it does not have any there.
    pub document: String,
}

/// The nearest passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nearest {
    pub start: TextPosition,
    /// The passage, cut to the words around the first difference.
    pub text: String,
    pub differences: Vec<Difference>,
}

/// Finds the nearest passage for each quotation: the stretch of text that shares most words with it, weighed by their
/// letters, if it shares at least half of them. Takes how often the words of the quotations are in the text.
pub(super) fn find(
    text: &DocumentText,
    quotations: &[Option<(&str, &Quotation)>],
    counts: &WordCounts,
    budget: &mut Budget,
) -> Result<Vec<Option<Nearest>>, Exhausted> {
    let compared = quotations.iter().flatten().count().min(MAX_COMPARED_QUOTATIONS);
    let mut left = compared;
    let chosen = quotations.iter().map(|quotation| {
        let (text, quotation) = (*quotation)?;
        left = left.checked_sub(1)?;
        Some((text, Window::new(quotation, counts, MAX_HITS / compared)?))
    });
    let mut search = Search::new(chosen.collect());
    if search.windows.iter().all(Option::is_none) {
        return Ok(Vec::new());
    }
    let mut tokenizer = Tokenizer::new(true);
    for (at, piece) in Reading::VISIBLE.pieces(text, START, END) {
        tokenizer.push_str(piece, at, &mut |token| search.take(token));
        budget.spend(std::mem::take(&mut search.steps) + tokenizer.take_steps())?;
        if search.windows.iter().flatten().all(|(_, window)| window.hits_left == 0 && window.open == 0) {
            break;
        }
    }
    tokenizer.finish(&mut |token| search.take(token));
    let nearest = search.windows.iter().map(|window| {
        let (quotation, window) = window.as_ref()?;
        let (start, end) = window.best_range()?;
        let excerpt = Reading::VISIBLE.excerpt(text, start, end, MAX_EXCERPT_BYTES);
        let (text, differences) = compare(quotation, &excerpt)?;
        (!differences.is_empty()).then_some(Nearest { start, text, differences })
    });
    Ok(nearest.collect())
}

struct Search<'q> {
    windows: Vec<Option<(&'q str, Window)>>,
    numbers: WordNumbers,
    /// For each word, the windows that want it, and as which of their words.
    wanted: Vec<Vec<(usize, usize)>>,
    /// Where the last words start.
    starts: VecDeque<TextPosition>,
    most_before: usize,
    /// The number of words so far.
    count: usize,
    /// The windows whose best passage is not at its end.
    open: Vec<usize>,
    /// Since they were last charged.
    steps: usize,
}

impl<'q> Search<'q> {
    fn new(windows: Vec<Option<(&'q str, Window)>>) -> Self {
        let mut numbers = WordNumbers::default();
        let mut wanted: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut most_before = 0;
        for (index, window) in windows.iter().enumerate() {
            let Some((_, window)) = window else { continue };
            most_before = most_before.max(window.length);
            for (word, one) in window.wanted.iter().enumerate() {
                let number = numbers.add(one.fold);
                wanted.resize_with(numbers.len(), Vec::new);
                wanted[number].push((index, word));
            }
        }
        Self { windows, numbers, wanted, starts: VecDeque::new(), most_before, count: 0, open: Vec::new(), steps: 0 }
    }

    fn take(&mut self, token: &Token) {
        if self.starts.len() > self.most_before {
            self.starts.pop_front();
        }
        self.starts.push_back(token.start);
        self.steps += self.open.len();
        let windows = &mut self.windows;
        self.open.retain(|index| windows[*index].as_mut().is_some_and(|(_, window)| window.extend(token.end)));
        if let Some(number) = self.numbers.get(fold_word(&token.word)) {
            self.wanted[number].retain(|(index, word)| {
                let Some((_, window)) = &mut windows[*index] else { return false };
                let was_open = window.open > 0;
                let goes_on = window.take(*word, self.count, token.end, &self.starts);
                if !was_open && window.open > 0 {
                    self.open.push(*index);
                }
                goes_on
            });
        }
        self.count += 1;
    }
}

/// A word of a quotation, and how often it has it.
struct Wanted {
    fold: u64,
    letters: usize,
    times: usize,
    /// Where in the quotation it stands first and last.
    first: usize,
    last: usize,
    /// How often the window has it.
    present: usize,
}

struct Hit {
    word: usize,
    /// The number of the word in the text.
    at: usize,
    start: TextPosition,
    /// The start of the passage, with the words that stand before this one in the quotation.
    start_before: TextPosition,
}

/// A window that moves over the text.
#[derive(Default)]
struct Window {
    wanted: Vec<Wanted>,
    length: usize,
    quoted_words: usize,
    letters: usize,
    /// Letters of words that are too common to be looked at; a window may share them.
    left_out: usize,
    hits: VecDeque<Hit>,
    hits_left: usize,
    shared: usize,
    best: usize,
    /// From its first hit to its last, in words.
    best_width: usize,
    best_start: TextPosition,
    best_end: TextPosition,
    /// Words that still belong to the best passage.
    open: usize,
}

impl Window {
    /// A window for the rarest words of a quotation, which are in the text a limited number of times together; none if
    /// those that are in the text do not suffice.
    fn new(quotation: &Quotation, counts: &WordCounts, max_hits: usize) -> Option<Self> {
        let mut window = Self::default();
        let words = quotation.parts.iter().filter_map(|part| part.readings.first()).flatten();
        let mut places: HashMap<u64, usize> = HashMap::new();
        for (at, word) in words.take(MAX_COMPARED_WORDS).enumerate() {
            window.quoted_words = at + 1;
            let letters = word.writing.chars().count();
            let place = *places.entry(word.fold).or_insert(window.wanted.len());
            if place == window.wanted.len() {
                window.wanted.push(Wanted { fold: word.fold, letters, times: 0, first: at, last: at, present: 0 });
            }
            let wanted = &mut window.wanted[place];
            wanted.times += 1;
            wanted.last = at;
        }
        let sum = |wanted: &[Wanted]| wanted.iter().map(|wanted| wanted.letters * wanted.times).sum::<usize>();
        window.letters = sum(&window.wanted);
        let count = |wanted: &Wanted| counts.get(&wanted.fold).copied().unwrap_or_default();
        window.wanted.sort_by_key(count);
        let mut hits = 0;
        window.wanted.retain(|wanted| {
            let is_rare = hits < max_hits;
            hits += count(wanted);
            is_rare
        });
        window.hits_left = max_hits;
        window.left_out = window.letters - sum(&window.wanted);
        let in_text =
            window.wanted.iter().map(|wanted| wanted.letters * wanted.times.min(count(wanted))).sum::<usize>();
        window.length = window.quoted_words + 2 + window.quoted_words / 4;
        (in_text > 0 && (in_text + window.left_out) * 2 >= window.letters).then_some(window)
    }

    /// Takes a word of the text. Returns whether it takes more of them.
    fn take(&mut self, word: usize, at: usize, end: TextPosition, starts: &VecDeque<TextPosition>) -> bool {
        let Some(left) = self.hits_left.checked_sub(1) else { return false };
        self.hits_left = left;
        while self.hits.front().is_some_and(|hit| hit.at + self.length <= at) {
            if let Some(hit) = self.hits.pop_front() {
                let wanted = &mut self.wanted[hit.word];
                self.shared -= if wanted.present <= wanted.times { wanted.letters } else { 0 };
                wanted.present -= 1;
            }
        }
        let wanted = &mut self.wanted[word];
        wanted.present += 1;
        self.shared += if wanted.present <= wanted.times { wanted.letters } else { 0 };
        let last = starts.len() - 1;
        self.hits.push_back(Hit { word, at, start: starts[last], start_before: starts[last - wanted.first.min(last)] });
        // The first words, if they come again, do not belong to the passage.
        let wanted = &mut self.wanted;
        while let Some(first) = self.hits.pop_front_if(|first| wanted[first.word].present > wanted[first.word].times) {
            wanted[first.word].present -= 1;
        }
        // Of passages that share as much, the one with the fewest other words.
        let first = &self.hits[0];
        let width = at - first.at;
        if self.shared > self.best || (self.shared == self.best && width < self.best_width) {
            self.best = self.shared;
            self.best_width = width;
            self.best_start = first.start_before.min(first.start);
            self.best_end = end;
            self.open = self.quoted_words - 1 - self.wanted[word].last;
        }
        true
    }

    /// The word at hand still belongs to the best passage, if what the quotation ends with is to be shown.
    /// Returns whether more of it may follow.
    fn extend(&mut self, end: TextPosition) -> bool {
        if self.open > 0 {
            self.open -= 1;
            self.best_end = self.best_end.max(end);
        }
        self.open > 0
    }

    fn best_range(&self) -> Option<(TextPosition, TextPosition)> {
        ((self.best + self.left_out) * 2 >= self.letters).then_some((self.best_start, self.best_end))
    }
}

/// A stretch of a quotation and of a passage that differ, as ranges of their words.
type Change = (std::ops::Range<usize>, std::ops::Range<usize>);

/// The passage as it is shown, and the differences; nothing if it shares less than half of the quotation.
fn compare(quotation: &str, passage: &str) -> Option<(String, Vec<Difference>)> {
    let (mut quoted, _) = tokenize(quotation, true);
    quoted.truncate(MAX_COMPARED_WORDS);
    let (mut printed, _) = tokenize(passage, true);
    printed.truncate(MAX_COMPARED_WORDS * 2);
    if !shares_half(&quoted, &printed) {
        return None;
    }
    let mut changes = changes(&quoted, &printed);
    // What stands before or behind the quotation is no difference.
    if changes.first().is_some_and(|(quoted, printed)| quoted.is_empty() && printed.start == 0) {
        let (_, dropped) = changes.remove(0);
        printed.drain(..dropped.len());
        for (_, range) in &mut changes {
            *range = range.start - dropped.len()..range.end - dropped.len();
        }
    }
    if changes.last().is_some_and(|(quoted, range)| quoted.is_empty() && range.end == printed.len())
        && let Some((_, dropped)) = changes.pop()
    {
        printed.truncate(dropped.start);
    }
    let slice = |text: &str, tokens: &[Token], range: std::ops::Range<usize>| -> String {
        let Some(tokens) = tokens.get(range) else { return String::new() };
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return String::new() };
        let end = last.end.byte + text[last.end.byte..].chars().next().map_or(0, char::len_utf8);
        text[first.start.byte..end].split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let around = changes.first().map_or(0, |(_, printed)| printed.start);
    let from = if printed.len() > MAX_SHOWN_WORDS { around.saturating_sub(MAX_SHOWN_WORDS / 2) } else { 0 };
    let to = printed.len().min(from + MAX_SHOWN_WORDS);
    let mut shown = slice(passage, &printed, from..to);
    if from > 0 {
        shown.insert_str(0, "… ");
    }
    if to < printed.len() {
        shown.push_str(" …");
    }
    let differences = changes.into_iter().take(MAX_DIFFERENCES).map(|(in_quotation, in_passage)| Difference {
        quoted: shorten(&slice(quotation, &quoted, in_quotation)),
        document: shorten(&slice(passage, &printed, in_passage)),
    });
    Some((shown, differences.collect()))
}

/// Whether the words of a quotation that are in a passage, in any order, have half of its letters.
fn shares_half(quoted: &[Token], printed: &[Token]) -> bool {
    let mut available: HashMap<u64, usize> = HashMap::new();
    for token in printed {
        *available.entry(fold_word(&token.word)).or_default() += 1;
    }
    let (mut shared, mut all) = (0, 0);
    for token in quoted {
        let letters = token.word.chars().count();
        all += letters;
        if let Some(count) = available.get_mut(&fold_word(&token.word)).filter(|count| **count > 0) {
            *count -= 1;
            shared += letters;
        }
    }
    shared * 2 >= all
}

/// The first words of a long text.
fn shorten(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() > MAX_SHOWN_WORDS { words[..MAX_SHOWN_WORDS].join(" ") + " …" } else { text.to_owned() }
}

/// The stretches outside a longest common subsequence of words.
fn changes(quoted: &[Token], printed: &[Token]) -> Vec<Change> {
    let is_same = |i: usize, j: usize| {
        is_same_word(&quoted[i].word, &printed[j].word)
            && (i + 1 == quoted.len() || j + 1 == printed.len() || quoted[i].punctuation == printed[j].punctuation)
    };
    let width = printed.len() + 1;
    let mut lengths = vec![0_u16; (quoted.len() + 1) * width];
    for i in (0..quoted.len()).rev() {
        for j in (0..printed.len()).rev() {
            lengths[i * width + j] = if is_same(i, j) {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut from_i, mut from_j) = (0, 0);
    let mut changes = Vec::new();
    while i < quoted.len() && j < printed.len() {
        if is_same(i, j) {
            if from_i < i || from_j < j {
                changes.push((from_i..i, from_j..j));
            }
            i += 1;
            j += 1;
            (from_i, from_j) = (i, j);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    if from_i < quoted.len() || from_j < printed.len() {
        changes.push((from_i..quoted.len(), from_j..printed.len()));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn differences_are_named() {
        for (quotation, passage, shown, differences) in [
            (
                "All our mentors are professionals.",
                "All our mentors are volunteers.",
                "All our mentors are volunteers.",
                &[("professionals.", "volunteers.")][..],
            ),
            ("Mentors are paid", "Mentors are not paid", "Mentors are not paid", &[("", "not")]),
            ("Mentors are never paid", "Mentors are paid", "Mentors are paid", &[("never", "")]),
            (
                "we meet weekly, and talk",
                "Often we meet weekly and talk at length",
                "we meet weekly and talk",
                &[("weekly,", "weekly")],
            ),
            ("mentors may resign", "mentors may re-sign", "mentors may re-sign", &[("resign", "re-sign")]),
            ("the same words", "The same words", "The same words", &[]),
        ] {
            let (text, found) = compare(quotation, passage).expect("they share half of their words");
            let found: Vec<_> = found.iter().map(|one| (one.quoted.as_str(), one.document.as_str())).collect();
            assert_eq!((text.as_str(), found.as_slice()), (shown, differences), "{quotation}");
        }
    }
}
