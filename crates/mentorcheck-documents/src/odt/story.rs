//! Reads the paragraphs of an OpenDocument text: of its body, a header, a note, a deleted passage.

use std::collections::HashMap;

use mentorcheck_core::evidence::passage::{PassageRole, Visibility};

use super::styles::{Properties, Styles};
use crate::{
    ExtractError,
    appearance::{Background, Rgb},
    namespace::Namespace,
    paragraph::{Paragraph, RunBudget, is_note_mark},
    xml::{Element, XmlEvent, XmlReader},
};

/// The maximum number of embedded objects that are read.
const MAX_OBJECTS: usize = 500;

/// Receives the paragraphs of a story in reading order.
pub(super) type Sink<'s> = &'s mut dyn FnMut(Paragraph) -> Result<(), ExtractError>;

/// What stands for a deletion in the text is one paragraph mark and more.
type Deletions = HashMap<String, Vec<Paragraph>>;

/// What is needed to read any story of a document.
#[derive(Default)]
pub(super) struct StoryReader {
    pub(super) styles: Styles,
    pub(super) deletions: Deletions,
    /// The values of form controls by their names in the text.
    controls: HashMap<String, String>,
    pub(super) budget: RunBudget,
    pub(super) has_picture: bool,
    /// The folders of embedded objects, in order.
    pub(super) objects: Vec<String>,
    pub(super) has_too_many_objects: bool,
}

/// What holds for the content of the elements that are open; restored at the end of each.
#[derive(Clone, Copy)]
struct Context {
    role: PassageRole,
    /// What the role and the surroundings make of the text.
    covering: Option<Visibility>,
    is_text: bool,
    is_field_value: bool,
    behind: Background,
    text: Properties,
    kind: ElementKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ElementKind {
    Plain,
    Paragraph,
}

impl Context {
    /// Puts the background of an element behind its text.
    fn cover(&mut self, fill: Option<Background>) {
        self.behind = fill.map_or(self.behind, |fill| fill.before(self.behind));
    }

    fn visibility(&self) -> Visibility {
        let text = self.text;
        let is_on = |property: Option<bool>| property == Some(true);
        let behind = text.highlight.map_or(self.behind, |own| own.before(self.behind));
        if let Some(covering) = self.covering {
            covering
        } else if is_on(text.is_hidden)
            || is_on(text.is_too_small)
            || is_on(text.is_transparent)
            || text.colour.is_some_and(|colour| behind.hides(colour))
        {
            Visibility::Hidden
        } else if is_on(text.is_struck_out) {
            Visibility::StruckOut
        } else if self.is_field_value {
            Visibility::FieldValue
        } else {
            Visibility::Visible
        }
    }
}

struct Story {
    context: Context,
    stack: Vec<Context>,
    paragraphs: Vec<Paragraph>,
}

impl StoryReader {
    /// Reads the content of the element that is open, to its end.
    ///
    /// # Errors
    /// When the part is not well-formed or exceeds a limit.
    pub(super) fn read(
        &mut self,
        xml: &mut XmlReader<'_>,
        role: PassageRole,
        covering: Option<Visibility>,
        sink: Sink<'_>,
    ) -> Result<(), ExtractError> {
        let context = Context {
            role,
            covering,
            is_text: false,
            is_field_value: false,
            behind: Background::Known(Rgb::WHITE),
            text: Properties::default(),
            kind: ElementKind::Plain,
        };
        let mut story = Story { context, stack: Vec::new(), paragraphs: Vec::new() };
        let depth = xml.depth();
        while let Some(event) = xml.next()? {
            if xml.depth() < depth {
                break;
            }
            match event {
                XmlEvent::Start(element) => self.start(&mut story, xml, &element, sink)?,
                XmlEvent::Text(text) if story.context.is_text => self.push(&mut story, &text)?,
                XmlEvent::Text(_) => {}
                XmlEvent::End => {
                    if story.context.kind == ElementKind::Paragraph
                        && let Some(paragraph) = story.paragraphs.pop()
                    {
                        story.emit(paragraph, sink)?;
                    }
                    if let Some(context) = story.stack.pop() {
                        story.context = context;
                    }
                }
            }
        }
        Ok(())
    }

    fn start(
        &mut self,
        story: &mut Story,
        xml: &mut XmlReader<'_>,
        element: &Element<'_>,
        sink: Sink<'_>,
    ) -> Result<(), ExtractError> {
        match (element.namespace, element.name()) {
            (Namespace::Text, "tracked-changes") => return self.read_deletions(xml),
            (Namespace::Text, "change") => {
                let id = xml.attribute(element, Namespace::Text, "change-id").unwrap_or_default();
                let deleted = self.deletions.remove(id.as_ref()).unwrap_or_default();
                story.insert_deleted(deleted, sink, &mut self.budget)?;
                return xml.skip_element();
            }
            (Namespace::Text, "note-citation") => return self.read_note_mark(story, xml),
            // Who commented and when, what tables of contents are made from, and descriptions.
            (Namespace::Text, "sequence-decls" | "variable-decls" | "user-field-decls")
            | (Namespace::Office, "binary-data" | "change-info" | "annotation-end" | "scripts" | "settings")
            | (Namespace::Svg, "title" | "desc") => {
                return xml.skip_element();
            }
            (Namespace::Text, name) if name.ends_with("-source") => return xml.skip_element(),
            (Namespace::Office, "forms") => return self.read_forms(xml),
            (Namespace::OdfDraw, "control") => {
                let id = xml.attribute(element, Namespace::OdfDraw, "control").unwrap_or_default();
                if let Some(value) = self.controls.remove(id.as_ref()) {
                    story.push_value(&value, sink, &mut self.budget)?;
                }
                return xml.skip_element();
            }
            _ => {}
        }
        story.stack.push(story.context);
        story.context.kind = ElementKind::Plain;
        match element.namespace {
            Namespace::Text => self.start_text(story, xml, element)?,
            Namespace::Table => self.start_table(story, xml, element),
            Namespace::OdfDraw => self.start_drawing(story, xml, element),
            Namespace::Office if element.name() == "annotation" => {
                story.context.covering = Some(story.context.covering.unwrap_or(Visibility::Comment));
                story.context.role = PassageRole::Body;
                story.context.is_text = false;
            }
            // Names and dates of comments.
            Namespace::Other if matches!(element.name(), "creator" | "date" | "creator-initials") => {
                story.context.is_text = false;
            }
            _ => {}
        }
        Ok(())
    }

    fn start_text(
        &mut self,
        story: &mut Story,
        xml: &XmlReader<'_>,
        element: &Element<'_>,
    ) -> Result<(), ExtractError> {
        let attribute = |name| xml.attribute(element, Namespace::Text, name);
        let is_true = |name| attribute(name).is_some_and(|value| value == "true");
        match element.name() {
            name @ ("p" | "h") => {
                let style = attribute("style-name").unwrap_or_default();
                let own = self.styles.find("paragraph", &style);
                story.context.text = own.or(self.styles.defaults("paragraph"));
                story.context.cover(own.fill);
                story.context.kind = ElementKind::Paragraph;
                story.context.is_text = true;
                story.context.is_field_value = false;
                let is_heading = name == "h" || own.outline_level.is_some_and(|level| level > 0);
                let role = story.context.role;
                story.paragraphs.push(Paragraph { role, is_heading, ..Paragraph::default() });
            }
            "span" | "a" | "ruby-text" => {
                let style = attribute("style-name").unwrap_or_default();
                story.context.text = self.styles.find("text", &style).or(story.context.text);
            }
            "section" => {
                let style = attribute("style-name").unwrap_or_default();
                let fill = self.styles.find("section", &style).fill;
                story.context.cover(fill);
                let display = attribute("display").unwrap_or_default();
                if display == "none"
                    || (display == "condition" && attribute("is-hidden").is_none_or(|is| is != "false"))
                {
                    story.context.covering = Some(story.context.covering.unwrap_or(Visibility::Hidden));
                }
            }
            // A field whose condition holds hides the whole paragraph.
            "hidden-paragraph" if is_true("is-hidden") => {
                if let Some(paragraph) = story.paragraphs.last_mut() {
                    paragraph.is_hidden = true;
                }
            }
            "hidden-text" if is_true("is-hidden") => {
                story.context.covering = Some(story.context.covering.unwrap_or(Visibility::Hidden));
            }
            "script" | "label" => story.context.is_text = false,
            "s" => {
                // More spaces than one mean nothing to a reader of the words.
                self.push(story, " ")?;
            }
            "tab" => self.push(story, "\t")?,
            "line-break" => self.push(story, "\n")?,
            "note" | "note-body" => {
                story.context.is_text = false;
                story.context.role = PassageRole::Note;
                let run = story.context.visibility();
                if !run.is_visible() {
                    story.context.covering = Some(run);
                }
            }
            "text-input" | "drop-down" => story.context.is_field_value = true,
            _ => {}
        }
        Ok(())
    }

    fn start_table(&mut self, story: &mut Story, xml: &XmlReader<'_>, element: &Element<'_>) {
        let family = match element.name() {
            "table" => "table",
            "table-row" => "table-row",
            "table-cell" | "covered-table-cell" => "table-cell",
            _ => return,
        };
        story.context.is_text = false;
        let style = xml.attribute(element, Namespace::Table, "style-name").unwrap_or_default();
        let fill = self.styles.find(family, &style).fill;
        story.context.cover(fill);
    }

    fn start_drawing(&mut self, story: &mut Story, xml: &XmlReader<'_>, element: &Element<'_>) {
        story.context.is_text = false;
        match element.name() {
            "image" => self.has_picture = true,
            "object" => {
                let address = xml.attribute(element, Namespace::XLink, "href").unwrap_or_default();
                let folder = address.trim_start_matches("./").trim_end_matches('/');
                if folder.is_empty() || self.objects.iter().any(|known| known == folder) {
                    return;
                }
                if self.objects.len() < MAX_OBJECTS {
                    self.objects.push(folder.to_owned());
                } else {
                    self.has_too_many_objects = true;
                }
            }
            _ => {
                // Frames and shapes, and what fills them.
                let style = xml.attribute(element, Namespace::OdfDraw, "style-name").unwrap_or_default();
                let fill = self.styles.find("graphic", &style).fill;
                story.context.cover(fill);
                story.context.text = Properties::default();
            }
        }
    }

    fn push(&mut self, story: &mut Story, text: &str) -> Result<(), ExtractError> {
        let visibility = story.context.visibility();
        let is_mark = story.context.text.is_raised == Some(true) && is_note_mark(text);
        match story.paragraphs.last_mut() {
            Some(paragraph) => paragraph.push(text, visibility, is_mark, &mut self.budget),
            None => Ok(()),
        }
    }

    /// Reads the mark of a note to its end, and puts it where the paragraph refers to the note.
    fn read_note_mark(&mut self, story: &mut Story, xml: &mut XmlReader<'_>) -> Result<(), ExtractError> {
        let depth = xml.depth();
        let visibility = story.context.visibility();
        while let Some(event) = xml.next()? {
            if xml.depth() < depth {
                break;
            }
            if let (XmlEvent::Text(text), Some(paragraph)) = (event, story.paragraphs.last_mut()) {
                paragraph.push(&text, visibility, true, &mut self.budget)?;
            }
        }
        Ok(())
    }

    /// Reads the regions of tracked changes, of which deletions hold the deleted text.
    fn read_deletions(&mut self, xml: &mut XmlReader<'_>) -> Result<(), ExtractError> {
        let depth = xml.depth();
        let mut region = String::new();
        while let Some(event) = xml.next()? {
            if xml.depth() < depth {
                break;
            }
            let XmlEvent::Start(element) = event else { continue };
            match (element.namespace, element.name()) {
                (Namespace::Text, "changed-region") => {
                    let id = xml.attribute(&element, Namespace::Text, "id");
                    region = id.unwrap_or_default().into_owned();
                }
                (Namespace::Text, "deletion") => {
                    let mut deleted = Vec::new();
                    self.read(xml, PassageRole::Body, Some(Visibility::Deleted), &mut |paragraph| {
                        deleted.push(paragraph);
                        Ok(())
                    })?;
                    self.deletions.entry(std::mem::take(&mut region)).or_default().extend(deleted);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads the definitions of form controls, with what was filled in.
    fn read_forms(&mut self, xml: &mut XmlReader<'_>) -> Result<(), ExtractError> {
        let depth = xml.depth();
        let mut list: Option<String> = None;
        while let Some(event) = xml.next()? {
            if xml.depth() < depth {
                break;
            }
            let XmlEvent::Start(element) = event else { continue };
            if element.namespace != Namespace::Form {
                continue;
            }
            let form = |name| xml.attribute(&element, Namespace::Form, name);
            let value = match element.name() {
                "text" | "textarea" | "formatted-text" | "combobox" | "number" | "date" | "time" => {
                    form("current-value").or_else(|| form("value")).map(std::borrow::Cow::into_owned)
                }
                "checkbox" | "radio" => {
                    let state = form("current-state").or_else(|| form("state"));
                    let is_set = state.is_some_and(|state| state == "checked")
                        || form("current-selected").is_some_and(|selected| selected == "true");
                    let label = form("label").unwrap_or_default();
                    Some(format!("{} {label}", if is_set { "☒" } else { "☐" }))
                }
                "fixed-text" | "button" => form("label").map(std::borrow::Cow::into_owned),
                "listbox" => {
                    list = form("id").map(std::borrow::Cow::into_owned);
                    continue;
                }
                "option" => {
                    if form("current-selected").is_some_and(|selected| selected == "true")
                        && let Some(id) = &list
                    {
                        let label = form("label").unwrap_or_default();
                        self.controls.entry(id.clone()).or_default().extend([label.as_ref(), " "]);
                    }
                    continue;
                }
                _ => continue,
            };
            if let (Some(id), Some(value)) = (form("id"), value) {
                self.controls.insert(id.into_owned(), value);
            }
        }
        Ok(())
    }
}

impl Story {
    /// Passes a paragraph on, or puts it behind the one that it stands in.
    fn emit(&mut self, paragraph: Paragraph, sink: Sink<'_>) -> Result<(), ExtractError> {
        if paragraph.runs.is_empty() && paragraph.after.is_empty() {
            return Ok(());
        }
        match self.paragraphs.last_mut() {
            Some(outer) => {
                outer.after.push(paragraph);
                Ok(())
            }
            None => sink(paragraph),
        }
    }

    /// Puts deleted text where the mark of its deletion stands: its first paragraphs were part of the one around.
    fn insert_deleted(
        &mut self,
        deleted: Vec<Paragraph>,
        sink: Sink<'_>,
        budget: &mut RunBudget,
    ) -> Result<(), ExtractError> {
        let Some(open) = self.paragraphs.last_mut() else {
            return deleted.into_iter().try_for_each(|paragraph| self.emit(paragraph, sink));
        };
        for (index, paragraph) in deleted.into_iter().enumerate() {
            if index > 0 {
                open.push("\n", Visibility::Deleted, false, budget)?;
            }
            for run in &paragraph.runs {
                open.push(&run.text, run.visibility, run.is_note_mark, budget)?;
            }
            open.after.extend(paragraph.after);
        }
        Ok(())
    }

    /// Puts the value of a form control where it stands.
    fn push_value(&mut self, value: &str, sink: Sink<'_>, budget: &mut RunBudget) -> Result<(), ExtractError> {
        let context = Context { is_field_value: true, text: Properties::default(), ..self.context };
        let visibility = context.visibility();
        if let Some(open) = self.paragraphs.last_mut() {
            return open.push(value, visibility, false, budget);
        }
        let mut paragraph = Paragraph { role: self.context.role, ..Paragraph::default() };
        paragraph.push(value, visibility, false, budget)?;
        self.emit(paragraph, sink)
    }
}
