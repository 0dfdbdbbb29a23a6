//! The styles of a Word document, with what each takes over from the style that it is based on.

use std::collections::HashMap;

use super::properties::{
    ParagraphProperties, RunProperties, is_on, next_inside, read_paragraph, read_run, shading, value, word_attribute,
};
use crate::{
    ExtractError,
    appearance::Background,
    namespace::Namespace,
    xml::{XmlEvent, XmlReader},
};

/// The maximum number of styles.
const MAX_STYLES: usize = 20_000;

#[derive(Debug, Clone, Default)]
struct Style {
    based_on: Option<String>,
    is_heading: bool,
    run: RunProperties,
    paragraph: ParagraphProperties,
    /// Of a table style: some rows or columns have a dark background.
    has_dark_shading: bool,
}

/// The number of a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StyleId(usize);

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: HashMap<String, StyleId>,
    all: Vec<Style>,
    defaults: RunProperties,
    default_paragraph: Option<StyleId>,
}

/// How the text of a run looks, after all styles.
#[derive(Debug, Clone, Copy)]
pub(super) struct ResolvedRun {
    pub(super) is_struck_out: bool,
    pub(super) is_hidden: bool,
    pub(super) is_raised: bool,
}

impl Styles {
    /// Reads the part that defines styles.
    ///
    /// # Errors
    /// When the part is not well-formed or exceeds a limit.
    pub(super) fn read(mut xml: XmlReader<'_>) -> Result<Self, ExtractError> {
        let mut styles = Self::default();
        while let Some(event) = xml.next()? {
            let XmlEvent::Start(element) = event else { continue };
            if element.namespace != Namespace::Word {
                continue;
            }
            match element.name() {
                "rPrDefault" => {
                    let depth = xml.depth();
                    while let Some(event) = next_inside(&mut xml, depth)? {
                        if matches!(&event, XmlEvent::Start(element) if element.name() == "rPr") {
                            styles.defaults = read_run(&mut xml)?.properties;
                        }
                    }
                }
                "style" => {
                    if styles.all.len() >= MAX_STYLES {
                        return Err(ExtractError::DecompressionLimit);
                    }
                    let name = word_attribute(&xml, &element, "styleId").unwrap_or_default().into_owned();
                    let is_paragraph = word_attribute(&xml, &element, "type").is_some_and(|kind| kind == "paragraph");
                    let is_default = word_attribute(&xml, &element, "default")
                        .is_some_and(|value| matches!(value.as_ref(), "1" | "true" | "on"));
                    let style = read_style(&mut xml)?;
                    let id = StyleId(styles.all.len());
                    styles.all.push(style);
                    styles.by_name.insert(name, id);
                    if is_paragraph && is_default {
                        styles.default_paragraph = Some(id);
                    }
                }
                _ => {}
            }
        }
        styles.inherit();
        Ok(styles)
    }

    /// The style of this name.
    pub(super) fn find(&self, name: &str) -> Option<StyleId> {
        self.by_name.get(name).copied()
    }

    /// The style of a paragraph, which may name none.
    pub(super) fn paragraph_style(&self, name: Option<&str>) -> Option<StyleId> {
        name.and_then(|name| self.find(name)).or(self.default_paragraph)
    }

    /// Whether paragraphs of a style are headings.
    pub(super) fn is_heading(&self, style: Option<StyleId>, direct: ParagraphProperties) -> bool {
        let style = self.style(style);
        match direct.outline_level.or(style.and_then(|style| style.paragraph.outline_level)) {
            Some(level) => level < 9,
            None => style.is_some_and(|style| style.is_heading),
        }
    }

    /// What the style of a paragraph puts behind its text.
    pub(super) fn paragraph_shading(&self, style: Option<StyleId>) -> Option<Background> {
        self.style(style)?.paragraph.shading
    }

    /// Whether a table of this style may have white text on a dark background.
    pub(super) fn has_dark_shading(&self, style: Option<StyleId>) -> bool {
        self.style(style).is_some_and(|style| style.has_dark_shading)
    }

    /// How text looks, with direct properties, the style of the run, the style of the paragraph and the defaults, in
    /// this order, before `behind`.
    pub(super) fn resolve(
        &self,
        direct: RunProperties,
        run_style: Option<StyleId>,
        paragraph_style: Option<StyleId>,
        behind: Background,
    ) -> ResolvedRun {
        let properties_of = |style| self.style(style).map(|style| style.run).unwrap_or_default();
        let (of_run, of_paragraph) = (properties_of(run_style), properties_of(paragraph_style));
        let merged = direct.or(of_run).or(of_paragraph).or(self.defaults);
        // Where two styles both set one of these, they cancel each other out.
        let toggle = |property: fn(&RunProperties) -> Option<bool>| {
            property(&direct).unwrap_or_else(|| {
                property(&self.defaults) == Some(true)
                    || (property(&of_run) == Some(true)) != (property(&of_paragraph) == Some(true))
            })
        };
        let own = [merged.highlight, merged.shading].into_iter().flatten();
        let behind = own.fold(Background::Clear, Background::before).before(behind);
        let is_on = |property: Option<bool>| property == Some(true);
        ResolvedRun {
            is_struck_out: toggle(|run| run.strike) || is_on(merged.double_strike),
            is_hidden: toggle(|run| run.vanish)
                || is_on(merged.web_hidden)
                || is_on(merged.is_symbol_font)
                || merged.size.is_some_and(|size| size <= MAX_INVISIBLE_SIZE)
                || merged.colour.is_some_and(|colour| behind.hides(colour)),
            is_raised: is_on(merged.is_raised),
        }
    }

    fn style(&self, id: Option<StyleId>) -> Option<&Style> {
        self.all.get(id?.0)
    }

    /// Fills in what each style takes over. A style that is based on itself ends the chain.
    fn inherit(&mut self) {
        let mut is_done = vec![false; self.all.len()];
        for start in 0..self.all.len() {
            let mut chain = Vec::new();
            let mut next = Some(StyleId(start));
            while let Some(StyleId(index)) = next.filter(|id| !is_done[id.0]) {
                // Marked at once, so that a circle ends.
                is_done[index] = true;
                chain.push(index);
                next = self.all[index].based_on.as_deref().and_then(|name| self.find(name));
            }
            let mut parent = next.map(|id| self.all[id.0].clone());
            for index in chain.into_iter().rev() {
                if let Some(parent) = parent {
                    let style = &mut self.all[index];
                    style.run = style.run.or(parent.run);
                    style.paragraph.outline_level = style.paragraph.outline_level.or(parent.paragraph.outline_level);
                    style.paragraph.shading = style.paragraph.shading.or(parent.paragraph.shading);
                    style.is_heading |= parent.is_heading;
                    style.has_dark_shading |= parent.has_dark_shading;
                }
                parent = Some(self.all[index].clone());
            }
        }
    }
}

/// Text of one point and less cannot be read, in half-points.
const MAX_INVISIBLE_SIZE: u32 = 2;

/// Reads `w:style` to its end.
fn read_style(xml: &mut XmlReader<'_>) -> Result<Style, ExtractError> {
    let mut style = Style::default();
    let depth = xml.depth();
    while let Some(event) = next_inside(xml, depth)? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace != Namespace::Word {
            continue;
        }
        let is_direct = xml.depth() == depth + 1;
        match element.name() {
            "name" if is_direct => {
                let name = value(xml, &element).unwrap_or_default().to_lowercase();
                style.is_heading = name == "title" || name.starts_with("heading ");
            }
            "basedOn" if is_direct => style.based_on = value(xml, &element).map(Into::into),
            "rPr" if is_direct => style.run = read_run(xml)?.properties,
            "pPr" if is_direct => style.paragraph = read_paragraph(xml)?.properties,
            "shd" => style.has_dark_shading |= shading(xml, &element).may_be_dark(),
            _ => {}
        }
    }
    Ok(style)
}

/// Whether the settings of a document show other headers on even pages.
///
/// # Errors
/// When the part is not well-formed or exceeds a limit.
pub(super) fn has_even_headers(mut xml: XmlReader<'_>) -> Result<bool, ExtractError> {
    let mut is_set = false;
    while let Some(event) = xml.next()? {
        if let XmlEvent::Start(element) = event
            && element.name() == "evenAndOddHeaders"
        {
            is_set = is_on(&xml, &element);
        }
    }
    Ok(is_set)
}
