//! What shapes put behind the text in them.

use super::properties::next_inside;
use crate::{
    ExtractError,
    appearance::{Background, Rgb},
    namespace::Namespace,
    xml::{Element, XmlEvent, XmlReader},
};

/// Reads the properties of a shape to their end. A shape without a fill shows `page`.
///
/// # Errors
/// As [`XmlReader::next`].
pub(super) fn read_fill(xml: &mut XmlReader<'_>, page: Background) -> Result<Background, ExtractError> {
    let mut fill = page;
    let depth = xml.depth();
    let mut is_solid = false;
    while let Some(event) = next_inside(xml, depth)? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace != Namespace::Drawing {
            continue;
        }
        match (element.name(), xml.depth() - depth) {
            ("noFill", 1) => fill = page,
            ("solidFill", 1) => (fill, is_solid) = (Background::Unknown, true),
            ("srgbClr", 2) if is_solid => {
                let colour = xml.attribute(&element, Namespace::None, "val").and_then(|colour| Rgb::parse(&colour));
                fill = colour.map_or(Background::Unknown, Background::Known);
                is_solid = false;
            }
            ("gradFill" | "blipFill" | "pattFill" | "grpFill", 1) => fill = Background::Unknown,
            // The line around it has a colour too.
            ("ln", 1) => xml.skip_element()?,
            _ => {}
        }
    }
    Ok(fill)
}

/// Reads the style of a shape to its end: whether the theme fills it.
///
/// # Errors
/// As [`XmlReader::next`].
pub(super) fn has_theme_fill(xml: &mut XmlReader<'_>) -> Result<bool, ExtractError> {
    let mut has_fill = false;
    let depth = xml.depth();
    while let Some(event) = next_inside(xml, depth)? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace == Namespace::Drawing && element.name() == "fillRef" {
            has_fill |= xml.attribute(&element, Namespace::None, "idx").is_some_and(|index| index != "0");
        }
    }
    Ok(has_fill)
}

/// The fill of a shape in VML, which is white unless it says otherwise; `None` for other elements.
pub(super) fn vml_fill(xml: &XmlReader<'_>, element: &Element<'_>, page: Background) -> Option<Background> {
    if !matches!(element.name(), "shape" | "rect" | "roundrect" | "oval" | "polyline" | "shapetype") {
        return None;
    }
    let attribute = |name| xml.attribute(element, Namespace::None, name);
    if attribute("filled").is_some_and(|value| matches!(value.as_ref(), "f" | "false")) {
        return Some(page);
    }
    let Some(colour) = attribute("fillcolor") else { return Some(Background::Known(Rgb::WHITE)) };
    let name = colour.split_whitespace().next().unwrap_or_default();
    let colour = if name == "white" { Some(Rgb::WHITE) } else { Rgb::parse(name) };
    Some(colour.map_or(Background::Unknown, Background::Known))
}
