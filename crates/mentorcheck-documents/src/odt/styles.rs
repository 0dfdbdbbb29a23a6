//! The styles of an OpenDocument text, with what each takes over from its parent.

use std::collections::{HashMap, HashSet};

use crate::{
    ExtractError,
    appearance::{Background, Rgb, TextColour},
    namespace::Namespace,
    xml::{Element, XmlEvent, XmlReader},
};

/// The maximum number of styles.
const MAX_STYLES: usize = 50_000;
/// How many parents a style may have. Longer chains and circles end there.
const MAX_PARENTS: usize = 64;
/// Text of one point and less cannot be read.
const MAX_INVISIBLE_POINTS: f32 = 1.0;

/// The properties that decide whether a reader sees text; `None` leaves them to another style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Properties {
    pub(super) is_struck_out: Option<bool>,
    pub(super) is_hidden: Option<bool>,
    pub(super) colour: Option<TextColour>,
    /// Behind the text.
    pub(super) highlight: Option<Background>,
    /// Behind the paragraph, the cell, the section or the frame.
    pub(super) fill: Option<Background>,
    pub(super) is_too_small: Option<bool>,
    pub(super) is_transparent: Option<bool>,
    pub(super) is_raised: Option<bool>,
    pub(super) outline_level: Option<u32>,
}

impl Properties {
    /// These properties, and those of `other` where these state nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            is_struck_out: self.is_struck_out.or(other.is_struck_out),
            is_hidden: self.is_hidden.or(other.is_hidden),
            colour: self.colour.or(other.colour),
            highlight: self.highlight.or(other.highlight),
            fill: self.fill.or(other.fill),
            is_too_small: self.is_too_small.or(other.is_too_small),
            is_transparent: self.is_transparent.or(other.is_transparent),
            is_raised: self.is_raised.or(other.is_raised),
            outline_level: self.outline_level.or(other.outline_level),
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    properties: Properties,
}

/// The styles of a document by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<(String, String), Style>,
    /// The defaults by family.
    defaults: HashMap<String, Properties>,
    /// The styles that were resolved, with their parents.
    resolved: HashMap<(String, String), Properties>,
    /// The page styles that a style refers to.
    pub(super) used_pages: HashSet<String>,
}

impl Styles {
    /// Reads `style:style` to its end, if `element` is one.
    ///
    /// # Errors
    /// As [`XmlReader::next`], and when there are too many styles.
    pub(super) fn read(&mut self, xml: &mut XmlReader<'_>, element: &Element<'_>) -> Result<(), ExtractError> {
        let attribute = |name| xml.attribute(element, Namespace::Style, name).map(std::borrow::Cow::into_owned);
        let family = attribute("family").unwrap_or_default();
        match element.name() {
            "style" => {
                if self.all.len() >= MAX_STYLES {
                    return Err(ExtractError::DecompressionLimit);
                }
                if let Some(page) = attribute("master-page-name").filter(|name| !name.is_empty()) {
                    self.used_pages.insert(page);
                }
                let name = attribute("name").unwrap_or_default();
                let parent = attribute("parent-style-name");
                let level = attribute("default-outline-level").and_then(|level| level.parse().ok());
                let mut properties = read_properties(xml)?;
                properties.outline_level = level;
                self.all.insert((family, name), Style { parent, properties });
                self.resolved.clear();
            }
            "default-style" => {
                let properties = read_properties(xml)?;
                self.defaults.insert(family, properties);
            }
            "master-page" => {
                if let Some(next) = attribute("next-style-name") {
                    self.used_pages.insert(next);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The properties of a style and its parents, without the defaults of the family.
    pub(super) fn find(&mut self, family: &str, name: &str) -> Properties {
        let key = (family.to_owned(), name.to_owned());
        if let Some(properties) = self.resolved.get(&key) {
            return *properties;
        }
        let mut properties = Properties::default();
        let mut next = self.all.get(&key);
        for _ in 0..MAX_PARENTS {
            let Some(style) = next else { break };
            properties = properties.or(style.properties);
            next = style.parent.as_ref().and_then(|parent| self.all.get(&(family.to_owned(), parent.clone())));
        }
        if self.all.contains_key(&key) {
            self.resolved.insert(key, properties);
        }
        properties
    }

    /// The defaults of a family.
    pub(super) fn defaults(&self, family: &str) -> Properties {
        self.defaults.get(family).copied().unwrap_or_default()
    }
}

/// Reads the properties inside a style to its end.
fn read_properties(xml: &mut XmlReader<'_>) -> Result<Properties, ExtractError> {
    let mut properties = Properties::default();
    let depth = xml.depth();
    while let Some(event) = xml.next()? {
        if xml.depth() < depth {
            break;
        }
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace != Namespace::Style {
            continue;
        }
        let style = |name| xml.attribute(&element, Namespace::Style, name);
        let format = |name| xml.attribute(&element, Namespace::Format, name);
        let text = |name| xml.attribute(&element, Namespace::Text, name);
        let draw = |name| xml.attribute(&element, Namespace::OdfDraw, name);
        match element.name() {
            "text-properties" => {
                let line = style("text-line-through-style").or_else(|| style("text-line-through-type"));
                properties.is_struck_out = line.map(|line| line != "none");
                properties.is_hidden = text("display").map(|display| display == "none");
                properties.colour = if style("use-window-font-color").is_some_and(|automatic| automatic == "true") {
                    Some(TextColour::Automatic)
                } else {
                    format("color").and_then(|colour| Rgb::parse(&colour)).map(TextColour::Known)
                };
                properties.highlight = format("background-color").map(|colour| background(&colour));
                properties.is_too_small = format("font-size")
                    .and_then(|size| size.strip_suffix("pt").and_then(|points| points.parse::<f32>().ok()))
                    .map(|points| points <= MAX_INVISIBLE_POINTS);
                properties.is_transparent = xml
                    .attribute(&element, Namespace::LibreOffice, "opacity")
                    .and_then(|opacity| opacity.trim_end_matches('%').parse::<f32>().ok())
                    .map(|opacity| opacity < 10.0);
                if properties.colour == Some(TextColour::Automatic) {
                    // LibreOffice states no opacity for the automatic colour, but writes 0%.
                    properties.is_transparent = Some(false);
                }
                properties.is_raised = style("text-position").map(|position| is_raised(&position));
            }
            "paragraph-properties"
            | "table-cell-properties"
            | "table-row-properties"
            | "table-properties"
            | "section-properties"
            | "graphic-properties" => {
                let fill = match draw("fill").as_deref() {
                    Some("solid") => draw("fill-color").map(|colour| background(&colour)),
                    Some("none") | None => format("background-color").map(|colour| background(&colour)),
                    Some(_) => Some(Background::Unknown),
                };
                properties.fill = fill.or(properties.fill);
            }
            "background-image"
                if xml.attribute(&element, Namespace::XLink, "href").is_some_and(|address| !address.is_empty()) =>
            {
                properties.fill = Some(Background::Unknown);
            }
            _ => {}
        }
    }
    Ok(properties)
}

fn background(colour: &str) -> Background {
    Rgb::parse(colour).map_or(Background::Clear, Background::Known)
}

/// A position is `super`, or by how many percent of its height text is raised.
fn is_raised(position: &str) -> bool {
    let first = position.split_whitespace().next().unwrap_or_default();
    first == "super" || first.trim_end_matches('%').parse::<f32>().is_ok_and(|percent| percent > 0.0)
}
