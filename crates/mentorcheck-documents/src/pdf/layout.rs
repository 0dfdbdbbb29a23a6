//! Puts the words of a page into lines, and lines into reading order.
//!
//! The order in which a page is drawn is nearly always the order in which it is read, so it is kept, but for words that
//! belong into a line drawn before, and for columns that are drawn row by row (`columns.rs`).

use std::collections::HashMap;

use super::canvas::Word;

/// How far baselines of one line may differ, in ems.
const BASELINE_TOLERANCE: f64 = 0.2;
/// Words with a gap above this belong to different parts of a row, in ems.
const MAX_WORD_GAP: f64 = 1.5;
/// The same for a word that is drawn later than others: it may be the first of another column.
const MAX_LATE_GAP: f64 = 0.8;
/// Words with a gap above this are different words, in ems; with guessed widths, below minus this, too.
const MIN_SPACE: f64 = 0.16;
/// The sizes of raised text against that of its line, and how far it is raised, in ems of the line.
const MAX_RAISED_SIZE: f64 = 0.85;
const RAISED: std::ops::RangeInclusive<f64> = 0.12..=0.75;
/// The longest mark of a note, in characters.
const MAX_MARK_LENGTH: usize = 4;
/// The number of lines of one height that are looked at for a word, and of words in each.
const MAX_CANDIDATES: usize = 8;
const MAX_LINE_WORDS: usize = 400;

/// Words on one baseline without a wide gap.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) words: Vec<Word>,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) angle: i16,
}

impl Line {
    fn new(word: Word) -> Self {
        let Word { x0, x1, y, size, angle, .. } = word;
        Self { words: vec![word], x0, x1, y, size, angle }
    }

    /// Whether the word stands on the line, perhaps raised or lowered as a small one may be.
    fn has_height_of(&self, word: &Word) -> bool {
        let (larger, raised) = (self.size.max(word.size), word.y - self.y);
        if word.angle != self.angle {
            return false;
        }
        if raised.abs() <= BASELINE_TOLERANCE * larger {
            return true;
        }
        // The smaller one is the raised or lowered one.
        let smaller = self.size.min(word.size);
        let raised = if word.size < self.size { raised } else { -raised };
        smaller <= MAX_RAISED_SIZE * larger && (-0.4 * larger..=*RAISED.end() * larger).contains(&raised)
    }

    /// Whether the word continues the line: behind its last word, without a wide gap.
    fn is_continued_by(&self, word: &Word) -> bool {
        let gap = word.x0 - self.x1;
        let em = self.size.max(word.size);
        // A guessed width may be too large.
        let overlap = if word.is_exact { -0.4 * em } else { -0.3 * (self.x1 - self.x0).max(em) };
        self.has_height_of(word) && word.x0 >= self.x0 && (overlap..=MAX_WORD_GAP * em).contains(&gap)
    }

    /// Whether the word fills a gap of the line, or stands directly at one of its ends.
    fn has_room_for(&self, word: &Word) -> bool {
        let em = self.size.max(word.size);
        let near = |gap: f64| (-0.1 * em..=MAX_LATE_GAP * em).contains(&gap);
        self.words.len() <= MAX_LINE_WORDS
            && self.has_height_of(word)
            && (near(word.x0 - self.x1) || near(self.x0 - word.x1) || word.x0 > self.x0 && word.x1 < self.x1)
            && !self.words.iter().any(|other| word.x0 < other.x1 - 0.1 * em && other.x0 < word.x1 - 0.1 * em)
    }

    fn add(&mut self, word: Word) {
        if word.size > self.size {
            (self.size, self.y) = (word.size, word.y);
        }
        (self.x0, self.x1) = (self.x0.min(word.x0), self.x1.max(word.x1));
        self.words.push(word);
    }

    /// Whether the other line stands in the same row, behind this one.
    pub(super) fn is_followed_in_row_by(&self, other: &Self) -> bool {
        let em = self.size.max(other.size);
        self.angle == other.angle && (self.y - other.y).abs() <= BASELINE_TOLERANCE * em && other.x0 >= self.x1
    }

    fn is_note_mark(&self, word: &Word) -> bool {
        let is_mark = |c: char| c.is_ascii_alphanumeric() || "*†‡§¶,[]()⁎".contains(c);
        word.size <= MAX_RAISED_SIZE * self.size
            && RAISED.contains(&((word.y - self.y) / self.size))
            && word.text.chars().count() <= MAX_MARK_LENGTH
            && word.text.chars().all(is_mark)
            // "1st" and "m²" are marked as well: a quotation may leave a mark out, or have it.
            && (word.text.chars().count() <= 1 || !word.text.chars().all(char::is_alphabetic))
    }

    /// The words in order, each with whether a space precedes it and whether it is the mark of a note.
    pub(super) fn into_words(mut self) -> Vec<(Word, bool, bool)> {
        let words = std::mem::take(&mut self.words);
        let mut placed: Vec<(Word, bool, bool)> = Vec::with_capacity(words.len());
        for word in words {
            let is_mark = self.is_note_mark(&word);
            let has_space = placed.last().is_some_and(|(before, ..)| is_space_between(before, &word));
            if let ([(first, _, is_first_mark)], false) = (&mut placed[..], has_space) {
                *is_first_mark |= is_mark_before(first, &word);
            }
            placed.push((word, has_space, is_mark));
        }
        placed
    }

    fn sort(&mut self) {
        // With guessed widths the order of drawing is the better one, unless a word was added later.
        if self.words.windows(2).any(|pair| pair[1].x0 < pair[0].x0) {
            self.words.sort_by(|one, other| one.x0.total_cmp(&other.x0));
        }
    }
}

/// Whether the first word of a line is the mark of the note that the line starts: a figure that is drawn on its own and
/// stands directly before a capital.
fn is_mark_before(first: &Word, next: &Word) -> bool {
    (1..=3).contains(&first.text.len())
        && first.text.bytes().all(|c| c.is_ascii_digit())
        && next.text.starts_with(char::is_uppercase)
}

fn is_space_between(before: &Word, word: &Word) -> bool {
    if word.has_space_before {
        return true;
    }
    let gap = (word.x0 - before.x1) / before.size.max(word.size);
    if before.is_exact {
        return gap > MIN_SPACE;
    }
    // The longer a word, the further a guess of its width may be off.
    let doubt = if before.text.chars().count() > 3 { MIN_SPACE } else { -MIN_SPACE };
    gap > MIN_SPACE || gap < -doubt.max(MIN_SPACE)
}

/// The lines of a page, in the order in which they were started.
pub(super) fn lines_of(words: Vec<Word>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // The lines at each height, in steps of two points.
    let mut at_height: HashMap<(i16, i64), Vec<usize>> = HashMap::new();
    let mut current = None;
    for word in words {
        if let Some(line) = current.and_then(|index: usize| lines.get_mut(index))
            && line.is_continued_by(&word)
        {
            line.add(word);
            continue;
        }
        let step = height_step(word.y);
        let candidates = (step - 2..=step + 2).flat_map(|step| {
            at_height.get(&(word.angle, step)).into_iter().flat_map(|lines| lines.iter().rev().take(MAX_CANDIDATES))
        });
        let found = candidates.copied().find(|index| lines[*index].has_room_for(&word));
        let index = found.unwrap_or_else(|| {
            at_height.entry((word.angle, step)).or_default().push(lines.len());
            lines.len()
        });
        current = Some(index);
        match lines.get_mut(index) {
            Some(line) => line.add(word),
            None => lines.push(Line::new(word)),
        }
    }
    lines.iter_mut().for_each(Line::sort);
    lines
}

fn height_step(y: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "casts saturate, and steps only group")]
    let step = (y / 2.0).floor().clamp(-1e9, 1e9) as i64;
    step
}
