//! Searches one reading of a document for many quotations in one pass.
//!
//! Each part of a quotation is an automaton over words (Knuth, Morris and Pratt 1977); only those that have begun to
//! match, or that begin with the word at hand, are moved. A match of folded words is then compared in full.

use std::collections::{HashMap, VecDeque};

use super::{
    normalize::{fold_word, is_same_word},
    passage::DocumentText,
    quotation::{MAX_OMITTED_WORDS, Quotation, Word},
    reading::{END, Reading, START, TextPosition},
    tokens::{Token, Tokenizer},
};

/// Bounds the work of a search, whatever the text is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    /// Text that is read, in bytes.
    pub bytes: usize,
    /// Steps of automata and comparisons of words.
    pub steps: usize,
}

/// Where a quotation was found: its first and last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub start: TextPosition,
    pub end: TextPosition,
}

/// The result of one pass.
#[derive(Debug)]
pub(super) struct Pass {
    /// For each quotation, where it was found.
    pub found: Vec<Option<Span>>,
    pub has_line_hyphens: bool,
}

/// The budget is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exhausted;

/// Searches for the quotations that are given.
pub(super) fn search(
    text: &DocumentText,
    reading: Reading,
    joins_lines: bool,
    quotations: &[Option<&Quotation>],
    budget: &mut Budget,
) -> Result<Pass, Exhausted> {
    let mut search = Search::new(quotations, *budget);
    let mut tokenizer = Tokenizer::new(joins_lines);
    for (c, at) in reading.chars(text, START, END) {
        tokenizer.push(c, at, &mut |token| search.take(token));
        search.budget.bytes = search.budget.bytes.saturating_sub(c.len_utf8());
        if search.unresolved == 0 {
            break;
        }
        if search.budget.bytes == 0 || search.budget.steps == 0 {
            *budget = search.budget;
            return Err(Exhausted);
        }
    }
    tokenizer.finish(&mut |token| search.take(token));
    *budget = search.budget;
    Ok(Pass { found: search.found, has_line_hyphens: tokenizer.has_line_hyphens })
}

struct Automaton<'q> {
    quotation: usize,
    part: usize,
    is_last: bool,
    words: &'q [Word],
    /// The length of the longest proper prefix that is also a suffix, per prefix.
    failure: Vec<usize>,
    matched: usize,
}

/// A part that was found: the number of its last word, and where the whole match starts.
#[derive(Debug, Clone, Copy)]
struct PartEnd {
    last_word: usize,
    start: TextPosition,
}

struct Seen {
    start: TextPosition,
    end: TextPosition,
    /// Where the word and the punctuation start in the buffer, and where they end.
    bounds: [usize; 3],
    may_continue_word: bool,
    may_be_continued: bool,
}

struct Search<'q> {
    automata: Vec<Automaton<'q>>,
    /// The automata by their first word.
    starts: HashMap<u64, Vec<usize>>,
    /// A bit for the low bits of each first word: most words of a text begin no quotation.
    filter: Vec<bool>,
    active: Vec<usize>,
    /// Ends of parts that another part follows, by quotation and part.
    ends: HashMap<(usize, usize), VecDeque<PartEnd>>,
    /// The last words, as many as the longest part has.
    seen: VecDeque<Seen>,
    longest: usize,
    /// The writing of the words in `seen`, from the offset `buffer_start` on.
    buffer: String,
    buffer_start: usize,
    /// The number of words so far.
    count: usize,
    found: Vec<Option<Span>>,
    unresolved: usize,
    budget: Budget,
}

const FILTER_SIZE: usize = 1 << 14;
const BUFFER_BYTES: usize = 1 << 20;

impl<'q> Search<'q> {
    fn new(quotations: &[Option<&'q Quotation>], budget: Budget) -> Self {
        let mut automata = Vec::new();
        for (index, quotation) in quotations.iter().enumerate() {
            let Some(quotation) = quotation else { continue };
            for (part_index, part) in quotation.parts.iter().enumerate() {
                for words in part.readings.iter().filter(|words| !words.is_empty()) {
                    automata.push(Automaton {
                        quotation: index,
                        part: part_index,
                        is_last: part_index + 1 == quotation.parts.len(),
                        words,
                        failure: failure_function(words),
                        matched: 0,
                    });
                }
            }
        }
        let mut starts: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut filter = vec![false; FILTER_SIZE];
        for (index, automaton) in automata.iter().enumerate() {
            let fold = automaton.words[0].fold;
            starts.entry(fold).or_default().push(index);
            filter[filter_index(fold)] = true;
        }
        Self {
            longest: automata.iter().map(|automaton| automaton.words.len()).max().unwrap_or_default(),
            unresolved: quotations.iter().flatten().count(),
            found: vec![None; quotations.len()],
            automata,
            starts,
            filter,
            active: Vec::new(),
            ends: HashMap::new(),
            seen: VecDeque::new(),
            buffer: String::new(),
            buffer_start: 0,
            count: 0,
            budget,
        }
    }

    fn take(&mut self, token: &Token<TextPosition>) {
        self.remember(token);
        let fold = fold_word(&token.word);
        let mut complete = Vec::new();
        let mut active = std::mem::take(&mut self.active);
        self.budget.steps = self.budget.steps.saturating_sub(active.len());
        active.retain(|index| {
            let automaton = &mut self.automata[*index];
            if self.found[automaton.quotation].is_some() {
                automaton.matched = 0;
                return false;
            }
            if automaton.advance(fold) {
                complete.push(*index);
            }
            automaton.matched > 0
        });
        if self.filter[filter_index(fold)]
            && let Some(starting) = self.starts.get(&fold)
        {
            for index in starting {
                let automaton = &mut self.automata[*index];
                // One that has matched some words has taken this one already.
                if automaton.matched == 0 && self.found[automaton.quotation].is_none() {
                    if automaton.advance(fold) {
                        complete.push(*index);
                    }
                    active.push(*index);
                }
            }
        }
        self.active = active;
        for index in complete {
            self.complete(index);
        }
        self.count += 1;
    }

    fn remember(&mut self, token: &Token<TextPosition>) {
        if self.seen.len() >= self.longest {
            self.seen.pop_front();
        }
        let offset = |buffer: &String| self.buffer_start + buffer.len();
        let word = offset(&self.buffer);
        self.buffer.push_str(&token.word);
        let punctuation = offset(&self.buffer);
        self.buffer.push_str(&token.punctuation);
        let end = offset(&self.buffer);
        self.seen.push_back(Seen {
            start: token.start,
            end: token.end,
            bounds: [word, punctuation, end],
            may_continue_word: token.may_continue_word,
            may_be_continued: token.may_be_continued,
        });
        if self.buffer.len() > BUFFER_BYTES {
            let first = self.seen.front().map_or(end, |seen| seen.bounds[0]) - self.buffer_start;
            // Words of the longest quotation always fit into half of the buffer or make it grow.
            if first > BUFFER_BYTES / 2 {
                self.buffer.drain(..first);
                self.buffer_start += first;
            }
        }
    }

    /// The folded words of an automaton match those just read: compares them in full.
    fn complete(&mut self, index: usize) {
        let automaton = &self.automata[index];
        let (quotation, part, length) = (automaton.quotation, automaton.part, automaton.words.len());
        if self.found[quotation].is_some() {
            return;
        }
        let first_seen = self.seen.len() - length;
        // A word that a line end breaks is matched whole.
        if self.seen[first_seen].may_continue_word || self.seen[self.seen.len() - 1].may_be_continued {
            return;
        }
        let text = |from: usize, to: usize| &self.buffer[from - self.buffer_start..to - self.buffer_start];
        let mut compared = 0;
        let is_same =
            automaton.words.iter().zip(self.seen.range(first_seen..)).enumerate().all(|(at, (word, seen))| {
                compared += 1;
                let [from, middle, to] = seen.bounds;
                is_same_word(&word.word, text(from, middle))
                    && (at + 1 == length || word.punctuation == text(middle, to))
            });
        self.budget.steps = self.budget.steps.saturating_sub(compared);
        if !is_same {
            return;
        }
        let first_word = self.count + 1 - length;
        let start = self.seen[first_seen].start;
        let start = match part.checked_sub(1) {
            None => Some(start),
            // The nearest end of the part before that does not overlap.
            Some(before) => self.ends.get(&(quotation, before)).and_then(|ends| {
                let near = ends.partition_point(|end| end.last_word < first_word).checked_sub(1)?;
                (first_word - ends[near].last_word - 1 <= MAX_OMITTED_WORDS).then_some(ends[near].start)
            }),
        };
        let Some(start) = start else { return };
        if automaton.is_last {
            let end = self.seen[self.seen.len() - 1].end;
            self.found[quotation] = Some(Span { start, end });
            self.unresolved -= 1;
        } else {
            let ends = self.ends.entry((quotation, part)).or_default();
            let oldest = self.count.saturating_sub(MAX_OMITTED_WORDS + self.longest);
            while ends.front().is_some_and(|end| end.last_word < oldest) {
                ends.pop_front();
            }
            ends.push_back(PartEnd { last_word: self.count, start });
        }
    }
}

impl Automaton<'_> {
    /// Takes a word; returns whether the whole part matches.
    fn advance(&mut self, fold: u64) -> bool {
        if self.matched == self.words.len() {
            self.matched = self.failure[self.matched - 1];
        }
        while self.matched > 0 && self.words[self.matched].fold != fold {
            self.matched = self.failure[self.matched - 1];
        }
        self.matched += usize::from(self.words[self.matched].fold == fold);
        self.matched == self.words.len()
    }
}

fn failure_function(words: &[Word]) -> Vec<usize> {
    let mut failure = vec![0; words.len()];
    let mut matched = 0;
    for index in 1..words.len() {
        while matched > 0 && words[index].fold != words[matched].fold {
            matched = failure[matched - 1];
        }
        matched += usize::from(words[index].fold == words[matched].fold);
        failure[index] = matched;
    }
    failure
}

#[allow(clippy::cast_possible_truncation, reason = "only the low bits matter")]
const fn filter_index(fold: u64) -> usize {
    fold as usize % FILTER_SIZE
}
