//! Puts the text of elements together to passages: white space as a browser shows it, marks of notes, headings.

use mentorcheck_core::evidence::passage::{DocumentText, GapReason, PassageRole, Visibility};

use super::limits::{MAX_HEADING, MAX_MARK};
use crate::{
    ExtractError,
    builder::TextBuilder,
    note_marks::{is_mark, split_marks},
};

/// How a stretch of text appears.
#[derive(Debug, Clone, Copy)]
pub(super) struct Appearance {
    pub visibility: Visibility,
    /// Keeps line ends and spaces.
    pub keeps_lines: bool,
    pub is_note: bool,
}

/// The passages of a page.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent states of the open passage")]
pub(super) struct Flow {
    builder: TextBuilder,
    /// Whether a passage is open.
    is_open: bool,
    /// Whether the open passage has text other than hidden text.
    has_seen_text: bool,
    /// Whether the page has a visible word.
    has_words: bool,
    /// Whether the text ends with space, in which more space collapses.
    ends_with_space: bool,
    /// Whether the visible text ends with space.
    seen_ends_with_space: bool,
    last_visible: Option<char>,
    /// The length of the heading that is open, in bytes.
    heading: Option<usize>,
    mark: Option<PendingMark>,
    /// The readings set above characters of the open passage.
    ruby: Vec<(String, Visibility)>,
}

/// Raised or linked text that may turn out to be the mark of a note.
#[derive(Debug, Default)]
struct PendingMark {
    pieces: Vec<(String, Visibility)>,
    bytes: usize,
    is_raised: bool,
    is_link: bool,
    /// Called a reference to a note by the page.
    is_reference: bool,
}

/// Why a stretch may be the mark of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkHint {
    Raised,
    /// Linked to a place on the same page.
    Linked,
    /// Called a reference to a note by the page.
    Reference,
}

impl Flow {
    pub(super) fn new() -> Self {
        Self {
            builder: TextBuilder::default(),
            is_open: false,
            has_seen_text: false,
            has_words: false,
            ends_with_space: true,
            seen_ends_with_space: true,
            last_visible: None,
            heading: None,
            mark: None,
            ruby: Vec::new(),
        }
    }

    /// Adds text with its white space collapsed as the style demands.
    pub(super) fn add_text(&mut self, text: &str, appearance: Appearance) -> Result<(), ExtractError> {
        let collapsed = self.collapse(text, appearance);
        self.emit(collapsed, appearance)
    }

    /// Adds the value of a form field, or a sign for it, apart from the words around it.
    pub(super) fn add_field(&mut self, text: &str, appearance: Appearance) -> Result<(), ExtractError> {
        self.separate(appearance.visibility)?;
        self.add_text(text, appearance)?;
        self.separate(appearance.visibility)
    }

    /// Adds the reading of characters, which is set above them and does not interrupt the line.
    pub(super) fn add_ruby(&mut self, text: &str, visibility: Visibility) {
        match self.ruby.last_mut() {
            Some((last, known)) if *known == visibility => last.push_str(text),
            _ => self.ruby.push((text.to_owned(), visibility)),
        }
    }

    /// Ends the line inside a passage.
    pub(super) fn break_line(&mut self, appearance: Appearance) -> Result<(), ExtractError> {
        if !self.is_open {
            return Ok(());
        }
        self.ends_with_space = true;
        self.seen_ends_with_space |= appearance.visibility.is_visible();
        self.emit("\n".to_owned(), appearance)
    }

    /// Separates the words before and after a picture or a control.
    pub(super) fn separate(&mut self, visibility: Visibility) -> Result<(), ExtractError> {
        let visibility = if visibility == Visibility::Hidden { visibility } else { Visibility::Visible };
        self.add_text(" ", Appearance { visibility, keeps_lines: false, is_note: false })
    }

    /// Ends the passage; inside a heading, ends the line.
    pub(super) fn end_block(&mut self) -> Result<(), ExtractError> {
        match self.heading {
            Some(length) if length <= MAX_HEADING => {
                let visibility = Visibility::Visible;
                if !self.seen_ends_with_space {
                    self.break_line(Appearance { visibility, keeps_lines: false, is_note: false })?;
                }
                Ok(())
            }
            _ => self.end_passage(),
        }
    }

    pub(super) fn start_heading(&mut self) -> Result<(), ExtractError> {
        self.end_passage()?;
        self.heading = Some(0);
        Ok(())
    }

    pub(super) fn end_heading(&mut self) -> Result<(), ExtractError> {
        let length = self.heading.take();
        self.end_mark()?;
        if self.is_open && self.has_seen_text && length.is_some_and(|length| length <= MAX_HEADING) {
            self.builder.end_heading();
        }
        self.end_passage()
    }

    /// Ends the passage. One without visible text does not count as a paragraph.
    pub(super) fn end_passage(&mut self) -> Result<(), ExtractError> {
        self.end_mark()?;
        self.heading = None;
        if self.has_seen_text {
            self.builder.end_passage();
        } else if self.is_open {
            self.builder.end_unnumbered_passage();
        }
        self.is_open = false;
        self.has_seen_text = false;
        self.ends_with_space = true;
        self.seen_ends_with_space = true;
        self.last_visible = None;
        if !self.ruby.is_empty() {
            self.builder.start_passage(PassageRole::Note);
            for (text, visibility) in self.ruby.drain(..) {
                self.builder.push(&text, visibility, false)?;
            }
            self.builder.end_unnumbered_passage();
        }
        Ok(())
    }

    /// Starts a stretch that may be the mark of a note. Returns whether [`Flow::end_mark`] must end it.
    pub(super) fn start_mark(&mut self, hint: MarkHint) -> bool {
        if let Some(mark) = &mut self.mark {
            mark.add(hint);
            return false;
        }
        // A link that follows a space is part of the sentence: “chapter 3”. Where a passage starts, it may be the mark of
        // the note that follows.
        if hint == MarkHint::Linked && self.last_visible.is_some_and(char::is_whitespace) {
            return false;
        }
        let mut mark = PendingMark::default();
        mark.add(hint);
        self.mark = Some(mark);
        true
    }

    /// Ends the stretch that may be a mark, if there is one.
    pub(super) fn end_mark(&mut self) -> Result<(), ExtractError> {
        let Some(mark) = self.mark.take() else { return Ok(()) };
        let is_mark = mark.is_mark();
        for (text, visibility) in mark.pieces {
            if is_mark {
                self.builder.push(&text, visibility, true)?;
            } else {
                self.push(&text, visibility)?;
            }
        }
        Ok(())
    }

    /// Ends the page. `has_pictures`: words may stand in a picture.
    pub(super) fn finish(mut self, has_pictures: bool) -> Result<DocumentText, ExtractError> {
        self.end_passage()?;
        if has_pictures && !self.has_words {
            self.builder.add_gap(GapReason::Picture);
        }
        Ok(self.builder.finish())
    }

    /// Collapses white space, and leaves it out where a line starts.
    fn collapse(&mut self, text: &str, appearance: Appearance) -> String {
        let is_visible = appearance.visibility.is_visible();
        if appearance.keeps_lines {
            if !self.is_open && text.trim().is_empty() {
                return String::new();
            }
            self.ends_with_space = text.ends_with(char::is_whitespace);
            if is_visible {
                self.seen_ends_with_space = self.ends_with_space;
            }
            return if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
        }
        let mut collapsed = String::with_capacity(text.len());
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}');
            // Words are separated both in what is visible and in the whole text.
            if is_space && self.ends_with_space && (self.seen_ends_with_space || !is_visible) {
                continue;
            }
            collapsed.push(if is_space { ' ' } else { c });
            self.ends_with_space = is_space;
            if is_visible {
                self.seen_ends_with_space = is_space;
            }
        }
        collapsed
    }

    fn emit(&mut self, text: String, appearance: Appearance) -> Result<(), ExtractError> {
        if text.is_empty() {
            return Ok(());
        }
        let visibility = appearance.visibility;
        if !self.is_open {
            let role = if appearance.is_note { PassageRole::Note } else { PassageRole::Body };
            self.builder.start_passage(role);
            self.is_open = true;
        }
        self.has_seen_text |=
            visibility != Visibility::Hidden && !self.has_seen_text && text.contains(|c: char| !c.is_whitespace());
        self.has_words |= visibility.is_visible() && !self.has_words && text.contains(char::is_alphanumeric);
        if let Some(length) = &mut self.heading {
            *length += text.len();
        }
        if let Some(mark) = &mut self.mark {
            mark.bytes += text.len();
            mark.pieces.push((text, visibility));
            return if mark.bytes > MAX_MARK || mark.pieces.len() > MAX_MARK { self.end_mark() } else { Ok(()) };
        }
        self.push(&text, visibility)
    }

    fn push(&mut self, text: &str, visibility: Visibility) -> Result<(), ExtractError> {
        if visibility != Visibility::Visible {
            return self.builder.push(text, visibility, false);
        }
        for (stretch, is_mark) in split_marks(text, self.last_visible) {
            self.builder.push(stretch, visibility, is_mark)?;
        }
        self.last_visible = text.chars().next_back();
        Ok(())
    }
}

impl PendingMark {
    fn add(&mut self, hint: MarkHint) {
        match hint {
            MarkHint::Raised => self.is_raised = true,
            MarkHint::Linked => self.is_link = true,
            MarkHint::Reference => self.is_reference = true,
        }
    }

    fn is_mark(&self) -> bool {
        let seen = self.pieces.iter().filter(|(_, visibility)| *visibility != Visibility::Hidden);
        let text: String = seen.map(|(text, _)| text.as_str()).collect();
        let is_short = text.chars().count() <= 12 && self.bytes <= MAX_MARK;
        self.bytes <= MAX_MARK && (is_mark(&text) || is_short && (self.is_reference || self.is_raised && self.is_link))
    }
}
