//! Paragraphs of documents in which notes, comments and text boxes stand inside the paragraph that refers to them: they
//! are collected first, and written after it.

use mentorcheck_core::evidence::passage::{PassageRole, Run, Visibility};

use crate::{ExtractError, builder::TextBuilder, limits};

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    pub(crate) role: PassageRole,
    pub(crate) is_heading: bool,
    /// A condition in it hides all of it.
    pub(crate) is_hidden: bool,
    pub(crate) runs: Vec<Run>,
    /// What its text refers to, in order.
    pub(crate) after: Vec<Paragraph>,
}

impl Paragraph {
    /// Adds text at the end.
    ///
    /// # Errors
    /// When the document has too many runs.
    pub(crate) fn push(
        &mut self,
        text: &str,
        visibility: Visibility,
        is_note_mark: bool,
        budget: &mut RunBudget,
    ) -> Result<(), ExtractError> {
        if text.is_empty() {
            return Ok(());
        }
        match self.runs.last_mut() {
            Some(last) if last.visibility == visibility && last.is_note_mark == is_note_mark => {
                last.text.push_str(text);
            }
            _ => {
                budget.take()?;
                self.runs.push(Run { text: text.to_owned(), visibility, is_note_mark });
            }
        }
        Ok(())
    }

    /// Continues with another paragraph, whose kind it takes on.
    pub(crate) fn join(&mut self, other: Self) {
        self.is_heading = other.is_heading;
        self.runs.extend(other.runs);
        self.after.extend(other.after);
    }

    /// Replaces the visibility of what a reader would see, as of a note whose mark is deleted.
    pub(crate) fn conceal(&mut self, visibility: Visibility) {
        for run in &mut self.runs {
            if run.visibility.is_visible() {
                run.visibility = visibility;
            }
        }
        for paragraph in &mut self.after {
            paragraph.conceal(visibility);
        }
    }

    /// Whether a reader sees some of it.
    pub(crate) fn is_visible(&self) -> bool {
        let is_seen = |run: &Run| run.visibility.is_visible() && !run.text.trim().is_empty();
        !self.is_hidden && (self.runs.iter().any(is_seen) || self.after.iter().any(Self::is_visible))
    }

    /// Writes it and what stands after it.
    ///
    /// # Errors
    /// When the text of the document exceeds its limits.
    pub(crate) fn write(self, builder: &mut TextBuilder) -> Result<(), ExtractError> {
        self.write_within(builder, false)
    }

    fn write_within(self, builder: &mut TextBuilder, is_hidden: bool) -> Result<(), ExtractError> {
        let is_hidden = is_hidden || self.is_hidden;
        let is_heading = self.is_heading && self.role == PassageRole::Body && !self.runs.is_empty();
        builder.start_passage(self.role);
        for run in self.runs {
            let is_concealed = is_hidden && run.visibility.is_visible();
            let visibility = if is_concealed { Visibility::Hidden } else { run.visibility };
            builder.push(&run.text, visibility, run.is_note_mark)?;
        }
        if is_heading {
            builder.end_heading();
        } else {
            builder.end_passage();
        }
        self.after.into_iter().try_for_each(|paragraph| paragraph.write_within(builder, is_hidden))
    }
}

/// Counts the runs of paragraphs that are not written yet.
#[derive(Debug)]
pub(crate) struct RunBudget(usize);

impl Default for RunBudget {
    fn default() -> Self {
        Self(limits::MAX_RUNS)
    }
}

impl RunBudget {
    fn take(&mut self) -> Result<(), ExtractError> {
        self.0 = self.0.checked_sub(1).ok_or(ExtractError::DecompressionLimit)?;
        Ok(())
    }
}

/// Whether raised text is a mark that refers to a note, and not an exponent.
pub(crate) fn is_note_mark(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().all(|mark| mark.is_ascii_digit() || "*†‡§, ()[]".contains(mark))
        && text.chars().filter(char::is_ascii_digit).count() <= 3
}
