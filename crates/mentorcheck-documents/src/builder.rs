//! Collects the passages of a document, and counts what they take.

use std::sync::Arc;

use mentorcheck_core::evidence::passage::{DocumentText, Gap, GapReason, Passage, PassageRole, Place, Run, Visibility};

use crate::{ExtractError, limits};

/// Collects text in reading order. Every reader writes through it, so that the limits on extracted text hold for all.
#[derive(Debug, Default)]
pub(crate) struct TextBuilder {
    text: DocumentText,
    /// The passage that is open.
    current: Option<Passage>,
    page: Option<usize>,
    heading: Option<Arc<str>>,
    /// The number of paragraphs so far; none if the format has pages.
    paragraphs: usize,
    text_bytes: usize,
    runs: usize,
}

impl TextBuilder {
    /// Starts the next page, from 1. Passages of a document with pages have no paragraph numbers.
    pub(crate) fn start_page(&mut self) {
        self.end_passage();
        self.page = Some(self.page.unwrap_or_default() + 1);
    }

    /// Starts a passage and ends the one before.
    pub(crate) fn start_passage(&mut self, role: PassageRole) {
        self.end_passage();
        self.current = Some(Passage { place: self.place(), role, runs: Vec::new() });
    }

    /// Ends the open passage; an empty one leaves no trace.
    pub(crate) fn end_passage(&mut self) {
        let Some(passage) = self.current.take() else { return };
        if !passage.runs.is_empty() {
            if passage.place.paragraph.is_some() {
                self.paragraphs += 1;
            }
            self.text.passages.push(passage);
        }
    }

    /// Ends the open passage, which a reader of the document would not count as a paragraph.
    pub(crate) fn end_unnumbered_passage(&mut self) {
        if let Some(passage) = &mut self.current {
            passage.place.paragraph = None;
        }
        self.end_passage();
    }

    /// Ends the open passage, which is a heading of what follows.
    pub(crate) fn end_heading(&mut self) {
        let text: String = self
            .current
            .iter()
            .flat_map(|passage| &passage.runs)
            .filter(|run| run.visibility.is_visible() && !run.is_note_mark)
            .map(|run| run.text.as_str())
            .collect();
        self.end_passage();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.heading = (!text.is_empty()).then(|| text.into());
    }

    /// Adds text to the open passage, and opens one if none is.
    ///
    /// # Errors
    /// When the text of the document exceeds its limits.
    pub(crate) fn push(&mut self, text: &str, visibility: Visibility, is_note_mark: bool) -> Result<(), ExtractError> {
        if text.is_empty() {
            return Ok(());
        }
        self.text_bytes += text.len();
        if self.text_bytes > limits::MAX_TEXT_BYTES {
            return Err(ExtractError::DecompressionLimit);
        }
        if self.current.is_none() {
            self.start_passage(PassageRole::Body);
        }
        let runs = &mut self.current.as_mut().expect("a passage was just started").runs;
        match runs.last_mut() {
            Some(last) if last.visibility == visibility && last.is_note_mark == is_note_mark => {
                last.text.push_str(text);
            }
            _ => {
                self.runs += 1;
                if self.runs > limits::MAX_RUNS {
                    return Err(ExtractError::DecompressionLimit);
                }
                runs.push(Run { text: text.to_owned(), visibility, is_note_mark });
            }
        }
        Ok(())
    }

    /// Notes that a part of the open page, or of a document without pages, could not be read.
    pub(crate) fn add_gap(&mut self, reason: GapReason) {
        let gap = Gap { page: self.page, reason };
        if !self.text.gaps.contains(&gap) && self.text.gaps.len() < limits::MAX_GAPS {
            self.text.gaps.push(gap);
        }
    }

    pub(crate) fn finish(mut self) -> DocumentText {
        self.end_passage();
        self.text
    }

    fn place(&self) -> Place {
        Place {
            page: self.page,
            heading: self.heading.clone(),
            paragraph: self.page.is_none().then_some(self.paragraphs + 1),
        }
    }
}
