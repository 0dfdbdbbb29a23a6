//! Reads a story of a Word document: its body, a header, a note, a comment.

use mentorcheck_core::evidence::passage::PassageRole;

use super::{
    notes::Referred,
    open_story::{ElementKind, OpenParagraph, Sink, Story},
    properties::{
        ReadParagraph, Section, is_on, next_inside, read_paragraph, read_run, read_section, shading, value,
        word_attribute,
    },
    shapes,
    styles::{ResolvedRun, StyleId, Styles},
    symbols,
};
use crate::{
    ExtractError,
    appearance::Background,
    namespace::Namespace,
    paragraph::{Paragraph, RunBudget, is_note_mark},
    xml::{Element, XmlEvent, XmlReader},
};

/// What is noticed while stories are read.
#[derive(Debug, Default)]
pub(super) struct Observed {
    pub(super) has_picture: bool,
    /// A part in another format is inserted, or a field does not end.
    pub(super) is_incomplete: bool,
    pub(super) sections: Vec<Section>,
}

/// What is needed to read any story of a document.
pub(super) struct StoryReader<'d> {
    pub(super) styles: &'d Styles,
    pub(super) referred: Referred,
    pub(super) observed: Observed,
    pub(super) budget: RunBudget,
    /// Whether text may stand on a picture.
    pub(super) has_media: bool,
}

impl StoryReader<'_> {
    /// Reads the content of the element that is open, to its end, or of a whole part.
    ///
    /// # Errors
    /// When the part is not well-formed or exceeds a limit.
    pub(super) fn read(
        &mut self,
        xml: &mut XmlReader<'_>,
        role: PassageRole,
        sink: Sink<'_>,
    ) -> Result<(), ExtractError> {
        let mut story = Story::new(role);
        let depth = xml.depth();
        while let Some(event) = next_inside(xml, depth)? {
            match event {
                XmlEvent::Start(element) => self.start(&mut story, xml, &element, sink)?,
                XmlEvent::Text(text) if story.context.is_text => self.push(&mut story, &text)?,
                XmlEvent::Text(_) => {}
                XmlEvent::End => story.close(sink)?,
            }
        }
        self.observed.is_incomplete |= story.fields.is_in_instructions();
        story.flush(sink)
    }

    fn start(
        &mut self,
        story: &mut Story,
        xml: &mut XmlReader<'_>,
        element: &Element<'_>,
        sink: Sink<'_>,
    ) -> Result<(), ExtractError> {
        match element.namespace {
            Namespace::Word => return self.start_word(story, xml, element, sink),
            // Word passes over what it does not know.
            Namespace::Foreign => return xml.skip_element(),
            Namespace::Compatibility => return start_alternative(story, xml, element),
            _ => {}
        }
        let page = if self.has_media { Background::Unknown } else { story.context.behind };
        match (element.namespace, element.name()) {
            (Namespace::WordShape, "spPr") => {
                story.context.box_fill = shapes::read_fill(xml, page)?;
                return Ok(());
            }
            (Namespace::WordShape, "style") => {
                if shapes::has_theme_fill(xml)? && story.context.box_fill == page {
                    story.context.box_fill = Background::Unknown;
                }
                return Ok(());
            }
            (Namespace::Vml, "fill") => {
                story.context.box_fill = Background::Unknown;
                return xml.skip_element();
            }
            (Namespace::Vml, "imagedata") | (Namespace::Picture, "pic") => self.observed.has_picture = true,
            _ => {}
        }
        story.open(ElementKind::Plain);
        match (element.namespace, element.name()) {
            (Namespace::Math, "t") => story.context.is_text = true,
            (Namespace::Vml, _) => {
                if let Some(fill) = shapes::vml_fill(xml, element, page) {
                    story.context.box_fill = fill;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start_word(
        &mut self,
        story: &mut Story,
        xml: &mut XmlReader<'_>,
        element: &Element<'_>,
        sink: Sink<'_>,
    ) -> Result<(), ExtractError> {
        // Elements that are read to their end, and may change what holds for those after them.
        match element.name() {
            "pPr" => {
                let read = read_paragraph(xml)?;
                self.set_paragraph(story, read);
                return Ok(());
            }
            "rPr" => {
                let read = read_run(xml)?;
                let run_style = read.style.as_deref().and_then(|name| self.styles.find(name));
                story.context.run = Some(self.resolve(story, read.properties, run_style));
                return Ok(());
            }
            "sectPr" => {
                let section = read_section(xml)?;
                self.observed.sections.push(section);
                return Ok(());
            }
            "tblPr" => return self.read_table_properties(story, xml),
            "tcPr" | "trPr" => return read_cell_properties(story, xml),
            "sdtPr" => {
                story.context.is_field_value |= is_form_control(xml)?;
                return Ok(());
            }
            "fldChar" => return self.read_field_character(story, xml, element),
            "footnoteReference" | "endnoteReference" | "commentReference" => {
                let id = word_attribute(xml, element, "id").unwrap_or_default();
                let has_own_mark = word_attribute(xml, element, "customMarkFollows")
                    .is_some_and(|value| !matches!(value.as_ref(), "0" | "false" | "off"));
                self.refer(story, element.name(), &id, has_own_mark)?;
                story.context.is_custom_mark |= has_own_mark;
                return xml.skip_element();
            }
            "tab" | "ptab" => self.push(story, "\t")?,
            "br" | "cr" => self.push(story, "\n")?,
            "noBreakHyphen" => self.push(story, "\u{2011}")?,
            "softHyphen" => self.push(story, "\u{AD}")?,
            "sym" => {
                let font = word_attribute(xml, element, "font").unwrap_or_default();
                let symbol = word_attribute(xml, element, "char").and_then(|code| symbols::symbol(&font, &code));
                self.push(story, symbol.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]))?;
            }
            "altChunk" => self.observed.is_incomplete = true,
            "instrText" | "delInstrText" | "tblGrid" | "sdtEndPr" => return xml.skip_element(),
            _ => {}
        }
        let name = element.name();
        story.open(match name {
            "p" => ElementKind::Paragraph,
            "tbl" | "tc" | "txbxContent" => ElementKind::Container,
            _ => ElementKind::Plain,
        });
        let context = &mut story.context;
        match name {
            "p" => {
                context.run = None;
                context.is_text = false;
                let style = self.styles.paragraph_style(None);
                let behind = self
                    .styles
                    .paragraph_shading(style)
                    .map_or(story.context.behind, |own| own.before(story.context.behind));
                let mut paragraph = Paragraph { role: story.role, ..Paragraph::default() };
                paragraph.is_heading = self.styles.is_heading(style, super::properties::ParagraphProperties::default());
                story.paragraphs.push(OpenParagraph { paragraph, style, behind, is_mark_removed: false });
            }
            "r" => {
                context.is_custom_mark = false;
                story.context.run = Some(self.resolve(story, super::properties::RunProperties::default(), None));
            }
            "t" => context.is_text = true,
            "delText" => (context.is_text, context.is_deleted) = (true, true),
            "del" | "moveFrom" => context.is_deleted = true,
            "tbl" | "tc" => story.open_container(sink)?,
            "txbxContent" => {
                story.context.behind = story.context.box_fill;
                story.context.run = None;
                story.context.is_field_value = false;
                story.open_container(sink)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Applies the properties of the innermost open paragraph.
    fn set_paragraph(&mut self, story: &mut Story, read: ReadParagraph) {
        if !read.section.running.is_empty() {
            self.observed.sections.push(read.section);
        }
        let around = story.context.behind;
        let Some(open) = story.paragraphs.last_mut() else { return };
        open.style = self.styles.paragraph_style(read.style.as_deref());
        open.paragraph.is_heading = self.styles.is_heading(open.style, read.properties);
        let shading = read.properties.shading.or(self.styles.paragraph_shading(open.style));
        open.behind = shading.map_or(around, |own| own.before(around));
        open.is_mark_removed = read.mark.is_mark_removed;
    }

    fn resolve(
        &self,
        story: &Story,
        direct: super::properties::RunProperties,
        run_style: Option<StyleId>,
    ) -> ResolvedRun {
        let (style, behind) =
            story.paragraphs.last().map_or((None, story.context.behind), |open| (open.style, open.behind));
        self.styles.resolve(direct, run_style, style, behind)
    }

    fn push(&mut self, story: &mut Story, text: &str) -> Result<(), ExtractError> {
        self.push_as(story, text, false)
    }

    fn push_as(&mut self, story: &mut Story, text: &str, is_value: bool) -> Result<(), ExtractError> {
        let visibility = story.visibility(is_value);
        let context = &story.context;
        let is_mark = context.is_custom_mark || (context.run.is_some_and(|run| run.is_raised) && is_note_mark(text));
        let Some(open) = story.paragraphs.last_mut() else { return Ok(()) };
        open.paragraph.push(text, visibility, is_mark, &mut self.budget)
    }

    /// Puts a note or a comment behind the paragraph that refers to it. A reference without a mark of its own shows the
    /// number of the note.
    fn refer(&mut self, story: &mut Story, kind: &str, id: &str, has_own_mark: bool) -> Result<(), ExtractError> {
        let visibility = story.visibility(false);
        let Some(open) = story.paragraphs.last_mut() else { return Ok(()) };
        if !has_own_mark
            && visibility.is_visible()
            && let Some(mark) = self.referred.next_mark(kind)
        {
            open.paragraph.push(&mark, visibility, true, &mut self.budget)?;
        }
        for mut paragraph in self.referred.take(kind, id) {
            if !visibility.is_visible() {
                paragraph.conceal(visibility);
            }
            open.paragraph.after.push(paragraph);
        }
        Ok(())
    }

    fn read_field_character(
        &mut self,
        story: &mut Story,
        xml: &mut XmlReader<'_>,
        element: &Element<'_>,
    ) -> Result<(), ExtractError> {
        match word_attribute(xml, element, "fldCharType").as_deref() {
            Some("begin") => return story.fields.begin(xml),
            Some("separate") => story.fields.separate(),
            Some("end") => {
                if let Some(shown) = story.fields.end() {
                    self.push_as(story, &shown, true)?;
                }
            }
            _ => {}
        }
        xml.skip_element()
    }

    /// Text on the dark rows of a table style counts as visible, whichever colour it has.
    fn read_table_properties(&mut self, story: &mut Story, xml: &mut XmlReader<'_>) -> Result<(), ExtractError> {
        let depth = xml.depth();
        while let Some(event) = next_inside(xml, depth)? {
            let XmlEvent::Start(element) = event else { continue };
            match (element.namespace, element.name()) {
                (Namespace::Word, "tblStyle") => {
                    let style = value(xml, &element).and_then(|name| self.styles.find(&name));
                    if self.styles.has_dark_shading(style) {
                        story.context.behind = Background::Unknown;
                    }
                }
                (Namespace::Word, "shd") => {
                    story.context.behind = shading(xml, &element).before(story.context.behind);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Chooses the first alternative that Word understands, as Word does.
fn start_alternative(story: &mut Story, xml: &mut XmlReader<'_>, element: &Element<'_>) -> Result<(), ExtractError> {
    match element.name() {
        "AlternateContent" => {
            story.open(ElementKind::Alternatives);
            story.alternatives.push(false);
            return Ok(());
        }
        "Choice" => {
            let required = xml.attribute(element, Namespace::None, "Requires").unwrap_or_default();
            let is_understood = xml
                .prefixes(&required)
                .iter()
                .all(|namespace| !matches!(namespace, Namespace::Foreign | Namespace::None));
            match story.alternatives.last_mut() {
                Some(is_chosen) if !*is_chosen && is_understood => *is_chosen = true,
                _ => return xml.skip_element(),
            }
        }
        "Fallback" => match story.alternatives.last_mut() {
            Some(is_chosen) if !*is_chosen => *is_chosen = true,
            _ => return xml.skip_element(),
        },
        _ => {}
    }
    story.open(ElementKind::Plain);
    Ok(())
}

/// Reads the properties of a cell or a row to their end.
fn read_cell_properties(story: &mut Story, xml: &mut XmlReader<'_>) -> Result<(), ExtractError> {
    let depth = xml.depth();
    while let Some(event) = next_inside(xml, depth)? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace != Namespace::Word {
            continue;
        }
        match element.name() {
            "del" | "cellDel" => story.context.is_deleted = true,
            "shd" => story.context.behind = shading(xml, &element).before(story.context.behind),
            "tcPrChange" | "trPrChange" => xml.skip_element()?,
            _ => {}
        }
    }
    Ok(())
}

/// Reads the properties of a content control: whether people fill it in, and have done so.
fn is_form_control(xml: &mut XmlReader<'_>) -> Result<bool, ExtractError> {
    let mut is_form_control = true;
    let depth = xml.depth();
    while let Some(event) = next_inside(xml, depth)? {
        let XmlEvent::Start(element) = event else { continue };
        match element.name() {
            // A placeholder is shown, but nobody wrote it.
            "showingPlcHdr" if is_on(xml, &element) => is_form_control = false,
            "docPartObj"
            | "docPartList"
            | "bibliography"
            | "citation"
            | "group"
            | "equation"
            | "picture"
            | "repeatingSection"
            | "repeatingSectionItem" => is_form_control = false,
            _ => {}
        }
    }
    Ok(is_form_control)
}
