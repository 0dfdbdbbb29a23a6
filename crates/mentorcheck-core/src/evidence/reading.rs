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

    /// The characters from one position to another, both included; a passage ends with a line end.
    pub(super) fn chars(
        self,
        text: &DocumentText,
        from: TextPosition,
        to: TextPosition,
    ) -> impl Iterator<Item = (char, TextPosition)> {
        let last = to.passage.min(text.passages.len().saturating_sub(1));
        let passages = text.passages.get(from.passage..=last).unwrap_or_default().iter().enumerate();
        let passages = passages.filter(move |(_, passage)| self.has_passage(passage));
        passages
            .flat_map(move |(index, passage)| {
                let passage_index = from.passage + index;
                let runs = passage.runs.iter().enumerate().filter(move |(_, run)| self.has_run(run));
                let chars = runs.flat_map(move |(run_index, run)| {
                    let at = move |byte| TextPosition { passage: passage_index, run: run_index, byte };
                    run.text.char_indices().map(move |(byte, c)| (c, at(byte)))
                });
                let end = TextPosition { passage: passage_index, run: passage.runs.len(), byte: 0 };
                chars.chain(std::iter::once(('\n', end)))
            })
            .filter(move |(_, at)| (from..=to).contains(at))
    }

    /// The text from one position to another, at most `limit` bytes of it, with single spaces.
    pub(super) fn excerpt(self, text: &DocumentText, from: TextPosition, to: TextPosition, limit: usize) -> String {
        let mut excerpt = String::new();
        for (c, _) in self.chars(text, from, to) {
            if excerpt.len() >= limit {
                break;
            }
            excerpt.push(c);
        }
        excerpt
    }
}

pub(super) const START: TextPosition = TextPosition { passage: 0, run: 0, byte: 0 };
pub(super) const END: TextPosition = TextPosition { passage: usize::MAX, run: usize::MAX, byte: usize::MAX };

/// What a document has that makes its readings differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

    /// The readings of what a reader sees, the likeliest first.
    pub(super) fn visible_readings(&self) -> Vec<Reading> {
        self.readings(Unseen::Nothing)
    }

    /// The readings with text that a reader does not see.
    pub(super) fn unseen_readings(&self) -> Vec<Reading> {
        let mut unseen: Vec<Unseen> = self.unseen.iter().copied().map(Unseen::Only).collect();
        if unseen.len() > 1 {
            unseen.push(Unseen::Everything);
        }
        unseen.into_iter().flat_map(|unseen| self.readings(unseen)).collect()
    }

    fn readings(&self, unseen: Unseen) -> Vec<Reading> {
        let mut readings = Vec::new();
        for note_marks in [false, true] {
            for (running, notes) in [(true, true), (false, true), (false, false)] {
                let differs = (!note_marks || self.note_marks)
                    && (running || self.running || (!notes && self.notes))
                    && (notes || self.notes);
                if differs {
                    readings.push(Reading { unseen, note_marks, running, notes });
                }
            }
        }
        readings
    }
}
