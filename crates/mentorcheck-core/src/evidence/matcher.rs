//! Searches one reading of a document for many quotations in one pass.
//!
//! The parts of all quotations are sequences of an [`Automaton`] over folded words; where one ends, its words and
//! punctuation are compared in full, and then the parts before it. A text takes time in proportion to its length and to
//! the number of parts that end in it. Each byte, each end and each word that is compared is a step of the budget, so
//! that a text in which parts without number end is given up.

use std::collections::{HashMap, VecDeque};

use super::{
    automaton::{Automaton, WordNumbers},
    normalize::{fold_word, is_same_word},
    passage::DocumentText,
    quotation::{MAX_OMITTED_WORDS, Quotation, Word},
    reading::{END, Reading, START, TextPosition},
    tokens::{Token, Tokenizer},
};

/// Bounds the work of a search, whatever the text is, in steps: about as much as it takes to read a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Budget {
    pub steps: usize,
}

/// The budget is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exhausted;

impl Budget {
    pub(super) fn spend(&mut self, steps: usize) -> Result<(), Exhausted> {
        self.steps = self.steps.saturating_sub(steps);
        if self.steps == 0 { Err(Exhausted) } else { Ok(()) }
    }
}

/// The steps of a word of the text, apart from its bytes.
const WORD_STEPS: usize = 6;
/// The steps of a part that ends at a word, apart from the comparison.
const END_STEPS: usize = 12;

/// The steps of comparing a word, apart from its bytes.
const COMPARISON_STEPS: usize = 2;

/// Where a quotation was found: its first and last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub start: TextPosition,
    pub end: TextPosition,
}

/// How often the words of quotations are in a text, by their folded forms.
pub(super) type WordCounts = HashMap<u64, usize>;

/// The result of one pass.
#[derive(Debug)]
pub(super) struct Pass {
    /// For each quotation, where it was found.
    pub found: Vec<Option<Span>>,
    pub has_line_hyphens: bool,
    /// Of the whole text, if any quotation was not found.
    pub counts: WordCounts,
}

/// Searches for the quotations that are given.
pub(super) fn search(
    text: &DocumentText,
    reading: Reading,
    joins_lines: bool,
    quotations: &[Option<&Quotation>],
    budget: &mut Budget,
) -> Result<Pass, Exhausted> {
    let mut search = Search::new(quotations);
    let mut tokenizer = Tokenizer::new(joins_lines);
    for (at, piece) in reading.pieces(text, START, END) {
        budget.spend(std::mem::take(&mut search.steps) + tokenizer.take_steps())?;
        if search.unresolved == 0 {
            break;
        }
        search.max_steps = budget.steps;
        tokenizer.push_str(piece, at, &mut |token| search.take(token));
    }
    tokenizer.finish(&mut |token| search.take(token));
    budget.spend(search.steps + tokenizer.take_steps())?;
    Ok(Pass { counts: search.counts(), found: search.found, has_line_hyphens: tokenizer.has_line_hyphens })
}

/// A reading of a part of a quotation.
struct Sequence<'q> {
    quotation: usize,
    /// The number of the part among those of all quotations.
    part: usize,
    is_first: bool,
    is_last: bool,
    words: &'q [Word],
}

/// A part that was found, with those before it: the number of its last word, and where the first part starts.
#[derive(Debug, Clone, Copy)]
struct PartEnd {
    last_word: usize,
    start: TextPosition,
}

/// The ends of a part that another part follows.
#[derive(Default)]
struct PartEnds {
    /// In the order of the text.
    ends: VecDeque<PartEnd>,
    /// The most words that the next part has.
    next_length: usize,
}

/// A word of the text.
struct Seen {
    start: TextPosition,
    end: TextPosition,
    /// Where the word and the punctuation start in the buffer, and where they end.
    bounds: [usize; 3],
    may_continue_word: bool,
    may_be_continued: bool,
}

struct Search<'q> {
    sequences: Vec<Sequence<'q>>,
    numbers: WordNumbers,
    automaton: Automaton,
    part_ends: Vec<PartEnds>,
    /// The last words, at least as many as the automaton has matched.
    seen: VecDeque<Seen>,
    /// The writing of the words in `seen`, from the offset `buffer_start` on.
    buffer: String,
    buffer_start: usize,
    /// The number of words so far.
    count: usize,
    /// By the number of the word.
    counts: Vec<usize>,
    found: Vec<Option<Span>>,
    unresolved: usize,
    /// Since they were last charged.
    steps: usize,
    max_steps: usize,
}

const BUFFER_BYTES: usize = 1 << 20;

impl<'q> Search<'q> {
    fn new(quotations: &[Option<&'q Quotation>]) -> Self {
        let mut sequences = Vec::new();
        let mut part_ends: Vec<PartEnds> = Vec::new();
        for (quotation_index, quotation) in quotations.iter().enumerate() {
            let Some(quotation) = quotation else { continue };
            for (index, part) in quotation.parts.iter().enumerate() {
                let length = part.readings.iter().map(Vec::len).max().unwrap_or_default();
                if index > 0
                    && let Some(before) = part_ends.last_mut()
                {
                    before.next_length = length;
                }
                for words in part.readings.iter().filter(|words| !words.is_empty()) {
                    sequences.push(Sequence {
                        quotation: quotation_index,
                        part: part_ends.len(),
                        is_first: index == 0,
                        is_last: index + 1 == quotation.parts.len(),
                        words,
                    });
                }
                part_ends.push(PartEnds::default());
            }
        }
        let mut numbers = WordNumbers::default();
        let numbered: Vec<Vec<usize>> = sequences
            .iter()
            .map(|sequence| sequence.words.iter().map(|word| numbers.add(word.fold)).collect())
            .collect();
        let steps = numbered.iter().map(Vec::len).sum::<usize>() * END_STEPS;
        Self {
            automaton: Automaton::new(numbered, numbers.len()),
            counts: vec![0; numbers.len()],
            numbers,
            sequences,
            part_ends,
            seen: VecDeque::new(),
            buffer: String::new(),
            buffer_start: 0,
            count: 0,
            found: vec![None; quotations.len()],
            unresolved: quotations.iter().flatten().count(),
            steps,
            max_steps: usize::MAX,
        }
    }

    fn counts(&self) -> WordCounts {
        let words = self.sequences.iter().flat_map(|sequence| sequence.words);
        words.filter_map(|word| Some((word.fold, self.counts[self.numbers.get(word.fold)?]))).collect()
    }

    fn take(&mut self, token: &Token) {
        if self.steps >= self.max_steps {
            return;
        }
        self.count += 1;
        self.steps += WORD_STEPS;
        let Some(number) = self.numbers.get(fold_word(&token.word)) else {
            if !self.seen.is_empty() {
                self.automaton.reset();
                self.forget(0);
            }
            return;
        };
        self.counts[number] += 1;
        self.remember(token);
        let length = self.automaton.advance(number);
        if self.automaton.has_ends() {
            let ends: Vec<usize> = self.automaton.ends().collect();
            for sequence in ends {
                self.steps += END_STEPS;
                self.take_end(sequence);
            }
        }
        self.forget(length);
    }

    fn remember(&mut self, token: &Token) {
        let word = self.buffer_start + self.buffer.len();
        self.buffer.push_str(&token.word);
        let punctuation = self.buffer_start + self.buffer.len();
        self.buffer.push_str(&token.punctuation);
        self.seen.push_back(Seen {
            start: token.start,
            end: token.end,
            bounds: [word, punctuation, self.buffer_start + self.buffer.len()],
            may_continue_word: token.may_continue_word,
            may_be_continued: token.may_be_continued,
        });
    }

    /// Forgets all words but the last.
    fn forget(&mut self, kept: usize) {
        while self.seen.len() > kept {
            self.seen.pop_front();
        }
        let Some(first) = self.seen.front() else {
            self.buffer_start += self.buffer.len();
            self.buffer.clear();
            return;
        };
        // Rarely, because the rest has to be moved.
        let unused = first.bounds[0] - self.buffer_start;
        if unused > BUFFER_BYTES.max(self.buffer.len() / 2) {
            self.buffer.drain(..unused);
            self.buffer_start += unused;
        }
    }

    /// The folded words of a sequence match the last words of the text.
    fn take_end(&mut self, index: usize) {
        let sequence = &self.sequences[index];
        if self.found[sequence.quotation].is_some() {
            return;
        }
        let first = self.seen.len() - sequence.words.len();
        let start = if sequence.is_first {
            Some(self.seen[first].start)
        } else {
            let first_word = self.count + 1 - sequence.words.len();
            self.part_ends[sequence.part - 1].start_before(first_word)
        };
        let Some(start) = start else { return };
        let (is_same, steps) = self.compare(sequence.words, first);
        self.steps += steps;
        if !is_same {
            return;
        }
        if sequence.is_last {
            let end = self.seen[self.seen.len() - 1].end;
            self.found[sequence.quotation] = Some(Span { start, end });
            self.unresolved -= 1;
        } else {
            self.part_ends[sequence.part].add(PartEnd { last_word: self.count, start });
        }
    }

    /// Whether words are those seen from the first on, in full, and the steps that it took to tell.
    fn compare(&self, words: &[Word], first: usize) -> (bool, usize) {
        // A word that a line end breaks is matched whole.
        if self.seen[first].may_continue_word || self.seen[self.seen.len() - 1].may_be_continued {
            return (false, 0);
        }
        let text = |from: usize, to: usize| &self.buffer[from - self.buffer_start..to - self.buffer_start];
        let (mut compared, mut steps) = (0, 0);
        let is_same = words.iter().zip(self.seen.range(first..)).all(|(word, seen)| {
            compared += 1;
            steps += COMPARISON_STEPS + word.writing.len();
            let [from, middle, to] = seen.bounds;
            is_same_word(&word.writing, text(from, middle))
                && (compared == words.len() || word.punctuation == text(middle, to))
        });
        (is_same, steps)
    }
}

impl PartEnds {
    /// Where a quotation starts whose next part starts with this word: that of the nearest end that is not too far away.
    fn start_before(&self, first_word: usize) -> Option<TextPosition> {
        let nearest = self.ends.partition_point(|end| end.last_word < first_word).checked_sub(1)?;
        let end = self.ends[nearest];
        (first_word - end.last_word - 1 <= MAX_OMITTED_WORDS).then_some(end.start)
    }

    fn add(&mut self, end: PartEnd) {
        // Of all ends that the next part cannot overlap any more, only the last matters.
        while self.ends.get(1).is_some_and(|second| second.last_word + self.next_length <= end.last_word) {
            self.ends.pop_front();
        }
        self.ends.push_back(end);
    }
}
