//! The readings of a document: which of its passages and runs are read.

use super::passage::{DocumentText, Passage, PassageRole, Run, Visibility};

/// What is read of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// Which text that a reader does not see is read too.
    pub unseen: Unseen,
    pub note_marks: bool,
    /// Headers and footers that recur.
    pub running: bool,
    pub notes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unseen {
    Nothing,
    Only(Visibility),
    Everything,
}

/// A character of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TextPosition {
    pub passage: usize,
    pub run: usize,
    pub byte: usize,
}

impl Reading {
    /// What a reader sees, without the marks of notes.
    pub(super) const VISIBLE: Self = Self { unseen: Unseen::Nothing, note_marks: false, running: true, notes: true };

    pub(super) fn has_passage(self, passage: &Passage) -> bool {
        match passage.role {
            PassageRole::Body => true,
            PassageRole::Running => self.running,
            PassageRole::Note => self.notes,
        }
    }

    pub(super) fn has_run(self, run: &Run) -> bool {
        let is_read = run.visibility.is_visible()
            || match self.unseen {
                Unseen::Nothing => false,
                Unseen::Only(visibility) => run.visibility == visibility,
                Unseen::Everything => true,
            };
        is_read && (self.note_marks || !run.is_note_mark)
    }

    /// The text from one position to another, both included, in pieces of one run and a few kilobytes at most, so that a
    /// caller can stop in time. A passage ends with a line end.
    pub(super) fn pieces(
        self,
        text: &DocumentText,
        from: TextPosition,
        to: TextPosition,
    ) -> impl Iterator<Item = (TextPosition, &str)> {
        let last = to.passage.min(text.passages.len().saturating_sub(1));
        let passages = (from.passage..).zip(text.passages.get(from.passage..=last).unwrap_or_default());
        passages.filter(move |(_, passage)| self.has_passage(passage)).flat_map(move |(passage_index, passage)| {
            let at = move |run, byte| TextPosition { passage: passage_index, run, byte };
            let runs = passage.runs.iter().enumerate().filter(move |(_, run)| self.has_run(run));
            let pieces = runs.flat_map(move |(index, run)| {
                let start = if at(index, 0) < from { run_start(from, at(index, 0), run) } else { 0 };
                let end = if at(index, run.text.len()) > to { run_end(to, at(index, 0), run) } else { run.text.len() };
                Pieces { text: &run.text, start, end: end.max(start) }
                    .map(move |(byte, piece)| (at(index, byte), piece))
            });
            let end = at(passage.runs.len(), 0);
            pieces.chain((from..=to).contains(&end).then_some((end, "\n")))
        })
    }

    /// The text from one position to another, at most about `limit` bytes of it.
    pub(super) fn excerpt(self, text: &DocumentText, from: TextPosition, to: TextPosition, limit: usize) -> String {
        let mut excerpt = String::new();
        for (_, piece) in self.pieces(text, from, to) {
            excerpt.push_str(piece);
            if excerpt.len() >= limit {
                excerpt.truncate(excerpt.floor_char_boundary(limit));
                break;
            }
        }
        excerpt
    }
}

/// The longest piece, in bytes.
const PIECE_BYTES: usize = 4096;

/// Cuts a text into pieces of whole characters.
struct Pieces<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        if self.start >= self.end {
            return None;
        }
        let end = self.text.floor_char_boundary(self.end.min(self.start + PIECE_BYTES));
        let piece = (self.start, &self.text[self.start..end]);
        self.start = end;
        Some(piece)
    }
}

/// Where a text that starts at a position starts in a run before or at that position.
fn run_start(from: TextPosition, run_at: TextPosition, run: &Run) -> usize {
    let is_inside = (from.passage, from.run) == (run_at.passage, run_at.run);
    if is_inside { from.byte.min(run.text.len()) } else { run.text.len() }
}

/// Where a text whose last character is at a position ends in a run that ends behind that position.
fn run_end(to: TextPosition, run_at: TextPosition, run: &Run) -> usize {
    if (to.passage, to.run) != (run_at.passage, run_at.run) {
        return 0;
    }
    let rest = run.text.get(to.byte..).unwrap_or_default();
    run.text.len() - rest.len() + rest.chars().next().map_or(0, char::len_utf8)
}

pub(super) const START: TextPosition = TextPosition { passage: 0, run: 0, byte: 0 };
pub(super) const END: TextPosition = TextPosition { passage: usize::MAX, run: usize::MAX, byte: usize::MAX };

/// What a document has that makes its readings differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a feature of its own")]
pub(super) struct Features {
    pub note_marks: bool,
    pub running: bool,
    pub notes: bool,
    /// Without duplicates.
    pub unseen: Vec<Visibility>,
    pub has_visible_words: bool,
    pub has_words: bool,
    /// The text in bytes.
    pub bytes: usize,
}

impl Features {
    pub(super) fn of(text: &DocumentText) -> Self {
        let mut features = Self::default();
        for passage in &text.passages {
            features.running |= passage.role == PassageRole::Running;
            features.notes |= passage.role == PassageRole::Note;
            for run in &passage.runs {
                features.bytes += run.text.len();
                features.note_marks |= run.is_note_mark;
                let is_visible = run.visibility.is_visible();
                if !is_visible && !features.unseen.contains(&run.visibility) {
                    features.unseen.push(run.visibility);
                }
                let needed = if is_visible { !features.has_visible_words } else { !features.has_words };
                if needed && run.text.contains(char::is_alphanumeric) {
                    features.has_words = true;
                    features.has_visible_words |= is_visible;
                }
            }
        }
        features.unseen.sort_unstable();
        features
    }

    /// The readings of what a reader sees, the likeliest first, and then those with text that a reader does not see.
    pub(super) fn readings(&self) -> Vec<Reading> {
        let mut unseen = vec![Unseen::Nothing];
        unseen.extend(self.unseen.iter().copied().map(Unseen::Only));
        if self.unseen.len() > 1 {
            unseen.push(Unseen::Everything);
        }
        unseen.into_iter().flat_map(|unseen| self.readings_with(unseen)).collect()
    }

    fn readings_with(&self, unseen: Unseen) -> Vec<Reading> {
        let mut readings = Vec::new();
        for note_marks in [false, true] {
            for (running, notes) in [(true, true), (false, true), (false, false)] {
                let differs =
                    (!note_marks || self.note_marks) && (notes || self.notes) && (running || self.running || !notes);
                if differs {
                    readings.push(Reading { unseen, note_marks, running, notes });
                }
            }
        }
        readings
    }
}
