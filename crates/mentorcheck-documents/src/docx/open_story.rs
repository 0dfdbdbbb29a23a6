//! The state of reading a story: the elements and paragraphs that are open, and what holds inside them.

use mentorcheck_core::evidence::passage::{PassageRole, Visibility};

use super::{
    fields::Fields,
    styles::{ResolvedRun, StyleId},
};
use crate::{
    ExtractError,
    appearance::{Background, Rgb},
    paragraph::Paragraph,
};

/// Receives the paragraphs of a story in reading order.
pub(super) type Sink<'s> = &'s mut dyn FnMut(Paragraph) -> Result<(), ExtractError>;

/// What holds for the content of the elements that are open; restored at the end of each.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "they hold independently of each other")]
pub(super) struct Context {
    pub(super) is_deleted: bool,
    pub(super) is_field_value: bool,
    /// Text stands here.
    pub(super) is_text: bool,
    /// The text after a reference to a note, in the same run, is its mark.
    pub(super) is_custom_mark: bool,
    /// What is behind the text of the table cell, the box or the page.
    pub(super) behind: Background,
    /// What is behind the text of the box that follows.
    pub(super) box_fill: Background,
    pub(super) run: Option<ResolvedRun>,
    pub(super) kind: ElementKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementKind {
    Plain,
    Paragraph,
    /// Content in which paragraphs do not join with those outside.
    Container,
    Alternatives,
}

/// A paragraph that is open.
pub(super) struct OpenParagraph {
    pub(super) paragraph: Paragraph,
    pub(super) style: Option<StyleId>,
    pub(super) behind: Background,
    pub(super) is_mark_removed: bool,
}

/// The state of reading one story.
pub(super) struct Story {
    pub(super) role: PassageRole,
    pub(super) context: Context,
    pub(super) stack: Vec<Context>,
    pub(super) paragraphs: Vec<OpenParagraph>,
    /// For each open container a paragraph whose mark is removed, which the next one continues.
    pub(super) carried: Vec<Option<Paragraph>>,
    /// For each open set of alternatives whether one was chosen.
    pub(super) alternatives: Vec<bool>,
    pub(super) fields: Fields,
}

impl Story {
    pub(super) fn new(role: PassageRole) -> Self {
        let context = Context {
            is_deleted: false,
            is_field_value: false,
            is_text: false,
            is_custom_mark: false,
            behind: Background::Known(Rgb::WHITE),
            box_fill: Background::Unknown,
            run: None,
            kind: ElementKind::Plain,
        };
        Self {
            role,
            context,
            stack: Vec::new(),
            paragraphs: Vec::new(),
            carried: vec![None],
            alternatives: Vec::new(),
            fields: Fields::default(),
        }
    }

    /// Enters an element.
    pub(super) fn open(&mut self, kind: ElementKind) {
        self.stack.push(self.context);
        self.context.kind = kind;
    }

    /// Whether a reader sees text at this point.
    pub(super) fn visibility(&self, is_value: bool) -> Visibility {
        let (is_struck_out, is_hidden) =
            self.context.run.map_or((false, false), |run| (run.is_struck_out, run.is_hidden));
        if self.context.is_deleted {
            Visibility::Deleted
        } else if is_hidden || self.fields.is_in_instructions() {
            Visibility::Hidden
        } else if is_struck_out {
            Visibility::StruckOut
        } else if is_value || self.context.is_field_value || self.fields.is_form_value() {
            Visibility::FieldValue
        } else {
            Visibility::Visible
        }
    }

    /// Passes a paragraph on, or puts it behind the one that it stands in.
    pub(super) fn emit(&mut self, paragraph: Paragraph, sink: Sink<'_>) -> Result<(), ExtractError> {
        if paragraph.runs.is_empty() && paragraph.after.is_empty() {
            return Ok(());
        }
        match self.paragraphs.last_mut() {
            Some(outer) => {
                outer.paragraph.after.push(paragraph);
                Ok(())
            }
            None => sink(paragraph),
        }
    }

    /// Passes on the paragraph that was to be continued.
    pub(super) fn flush(&mut self, sink: Sink<'_>) -> Result<(), ExtractError> {
        match self.carried.last_mut().and_then(Option::take) {
            Some(paragraph) => self.emit(paragraph, sink),
            None => Ok(()),
        }
    }

    pub(super) fn open_container(&mut self, sink: Sink<'_>) -> Result<(), ExtractError> {
        // A text box stands inside a paragraph, which may go on after it.
        if self.paragraphs.is_empty() {
            self.flush(sink)?;
        }
        self.carried.push(None);
        Ok(())
    }

    /// Leaves an element.
    pub(super) fn close(&mut self, sink: Sink<'_>) -> Result<(), ExtractError> {
        match self.context.kind {
            ElementKind::Plain => {}
            ElementKind::Alternatives => {
                self.alternatives.pop();
            }
            ElementKind::Container => {
                self.flush(sink)?;
                self.carried.pop();
            }
            ElementKind::Paragraph => {
                if let Some(open) = self.paragraphs.pop() {
                    let mut paragraph = open.paragraph;
                    let carried = self.carried.last_mut();
                    if let Some(mut before) = carried.and_then(Option::take) {
                        before.join(paragraph);
                        paragraph = before;
                    }
                    match self.carried.last_mut() {
                        Some(carried) if open.is_mark_removed => *carried = Some(paragraph),
                        _ => self.emit(paragraph, sink)?,
                    }
                }
            }
        }
        if let Some(context) = self.stack.pop() {
            self.context = context;
        }
        Ok(())
    }
}
