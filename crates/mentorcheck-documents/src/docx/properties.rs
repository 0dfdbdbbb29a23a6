//! Reads the properties of runs, paragraphs and cells that decide whether a reader sees their text.

use crate::{
    ExtractError,
    appearance::{Background, Rgb, TextColour},
    namespace::Namespace,
    xml::{Element, XmlEvent, XmlReader},
};

/// Fonts that show letters as pictures or as letters of another script.
const SYMBOL_FONTS: [&str; 7] =
    ["symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett", "zapf dingbats"];

/// The properties of a run that are stated at one place; `None` leaves them to another.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunProperties {
    pub(super) strike: Option<bool>,
    pub(super) double_strike: Option<bool>,
    pub(super) vanish: Option<bool>,
    pub(super) web_hidden: Option<bool>,
    pub(super) colour: Option<TextColour>,
    pub(super) highlight: Option<Background>,
    pub(super) shading: Option<Background>,
    /// In half-points.
    pub(super) size: Option<u32>,
    pub(super) is_symbol_font: Option<bool>,
    pub(super) is_raised: Option<bool>,
}

impl RunProperties {
    /// These properties, and those of `other` where these state nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            strike: self.strike.or(other.strike),
            double_strike: self.double_strike.or(other.double_strike),
            vanish: self.vanish.or(other.vanish),
            web_hidden: self.web_hidden.or(other.web_hidden),
            colour: self.colour.or(other.colour),
            highlight: self.highlight.or(other.highlight),
            shading: self.shading.or(other.shading),
            size: self.size.or(other.size),
            is_symbol_font: self.is_symbol_font.or(other.is_symbol_font),
            is_raised: self.is_raised.or(other.is_raised),
        }
    }
}

/// The properties of a paragraph at one place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ParagraphProperties {
    /// From 0 for the highest heading; 9 is body text.
    pub(super) outline_level: Option<u32>,
    pub(super) shading: Option<Background>,
}

/// What `w:rPr` holds.
#[derive(Debug, Default)]
pub(super) struct ReadRun {
    pub(super) properties: RunProperties,
    pub(super) style: Option<String>,
    /// On a paragraph mark: the mark is deleted, moved away or hidden, so the next paragraph follows on.
    pub(super) is_mark_removed: bool,
}

/// What `w:pPr` holds.
#[derive(Debug, Default)]
pub(super) struct ReadParagraph {
    pub(super) properties: ParagraphProperties,
    pub(super) style: Option<String>,
    pub(super) mark: ReadRun,
    pub(super) section: Section,
}

/// The headers and footers that `w:sectPr` refers to.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// The type and the relationship of each.
    pub(super) running: Vec<(String, String)>,
    pub(super) has_title_page: bool,
}

/// The `w:val` of an element.
pub(super) fn value<'e>(xml: &XmlReader<'_>, element: &'e Element<'_>) -> Option<std::borrow::Cow<'e, str>> {
    word_attribute(xml, element, "val")
}

/// An attribute of the namespace of Word; writers of other programs leave the prefix out.
pub(super) fn word_attribute<'e>(
    xml: &XmlReader<'_>,
    element: &'e Element<'_>,
    name: &str,
) -> Option<std::borrow::Cow<'e, str>> {
    xml.attribute(element, Namespace::Word, name).or_else(|| xml.attribute(element, Namespace::None, name))
}

/// Whether a property that is on without a value is on.
pub(super) fn is_on(xml: &XmlReader<'_>, element: &Element<'_>) -> bool {
    !value(xml, element).is_some_and(|value| matches!(value.as_ref(), "0" | "false" | "off"))
}

/// Reads `w:rPr` to its end.
///
/// # Errors
/// As [`XmlReader::next`].
pub(super) fn read_run(xml: &mut XmlReader<'_>) -> Result<ReadRun, ExtractError> {
    let mut read = ReadRun::default();
    let properties_depth = xml.depth();
    while let Some(event) = next_inside(xml, properties_depth)? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace == Namespace::Word && xml.depth() == properties_depth + 1 {
            let properties = &mut read.properties;
            match element.name() {
                "rStyle" => read.style = value(xml, &element).map(Into::into),
                "strike" => properties.strike = Some(is_on(xml, &element)),
                "dstrike" => properties.double_strike = Some(is_on(xml, &element)),
                "vanish" => properties.vanish = Some(is_on(xml, &element)),
                "webHidden" => properties.web_hidden = Some(is_on(xml, &element)),
                "specVanish" if is_on(xml, &element) => read.is_mark_removed = true,
                "del" | "moveFrom" => read.is_mark_removed = true,
                "color" => properties.colour = colour(xml, &element),
                "highlight" => properties.highlight = Some(highlight(xml, &element)),
                "shd" => properties.shading = Some(shading(xml, &element)),
                "sz" => properties.size = value(xml, &element).and_then(|size| half_points(&size)),
                "rFonts" => properties.is_symbol_font = is_symbol_font(xml, &element),
                "vertAlign" => {
                    properties.is_raised = value(xml, &element).map(|alignment| alignment == "superscript");
                }
                "position" => {
                    let raised = value(xml, &element).and_then(|position| position.parse::<i32>().ok());
                    properties.is_raised = properties.is_raised.or(raised.map(|position| position > 0));
                }
                // How it was before a tracked change.
                "rPrChange" => xml.skip_element()?,
                _ => {}
            }
        }
    }
    read.is_mark_removed |= read.properties.vanish == Some(true);
    Ok(read)
}

/// Reads `w:pPr` to its end.
///
/// # Errors
/// As [`XmlReader::next`].
pub(super) fn read_paragraph(xml: &mut XmlReader<'_>) -> Result<ReadParagraph, ExtractError> {
    let mut read = ReadParagraph::default();
    let properties_depth = xml.depth();
    while let Some(event) = next_inside(xml, properties_depth)? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace == Namespace::Word && xml.depth() == properties_depth + 1 {
            match element.name() {
                "pStyle" => read.style = value(xml, &element).map(Into::into),
                "outlineLvl" => {
                    read.properties.outline_level = value(xml, &element).and_then(|level| level.parse().ok());
                }
                "shd" => read.properties.shading = Some(shading(xml, &element)),
                "rPr" => read.mark = read_run(xml)?,
                "sectPr" => read.section = read_section(xml)?,
                "pPrChange" => xml.skip_element()?,
                _ => {}
            }
        }
    }
    Ok(read)
}

/// Reads `w:sectPr` to its end.
///
/// # Errors
/// As [`XmlReader::next`].
pub(super) fn read_section(xml: &mut XmlReader<'_>) -> Result<Section, ExtractError> {
    let mut section = Section::default();
    let section_depth = xml.depth();
    while let Some(event) = next_inside(xml, section_depth)? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace != Namespace::Word {
            continue;
        }
        match element.name() {
            "headerReference" | "footerReference" => {
                if let Some(id) = xml.attribute(&element, Namespace::Relationship, "id") {
                    let kind = word_attribute(xml, &element, "type").unwrap_or("default".into());
                    section.running.push((kind.into_owned(), id.into_owned()));
                }
            }
            "titlePg" => section.has_title_page = is_on(xml, &element),
            "sectPrChange" => xml.skip_element()?,
            _ => {}
        }
    }
    Ok(section)
}

/// The next event inside the element that is open at `depth`; `None` at its end.
///
/// # Errors
/// As [`XmlReader::next`].
pub(super) fn next_inside<'x>(xml: &mut XmlReader<'x>, depth: usize) -> Result<Option<XmlEvent<'x>>, ExtractError> {
    let event = xml.next()?;
    Ok(if xml.depth() < depth { None } else { event })
}

/// What shading puts behind text.
pub(super) fn shading(xml: &XmlReader<'_>, element: &Element<'_>) -> Background {
    let theme = |name| word_attribute(xml, element, name);
    let is_plain_theme = word_attribute(xml, element, "themeFillShade").is_none()
        && word_attribute(xml, element, "themeFillTint").is_none();
    let fill = match theme("themeFill").as_deref() {
        Some(name) if is_plain_theme && theme_colour(name).is_some() => theme_colour(name),
        _ => word_attribute(xml, element, "fill").and_then(|fill| Rgb::parse(&fill)),
    };
    match value(xml, element).as_deref() {
        Some("nil") => Background::Clear,
        Some("clear") | None => fill.map_or(Background::Clear, Background::Known),
        Some("solid") => {
            let colour = word_attribute(xml, element, "color");
            Background::Known(colour.and_then(|colour| Rgb::parse(&colour)).unwrap_or(Rgb::BLACK))
        }
        Some(_) => Background::Unknown,
    }
}

fn colour(xml: &XmlReader<'_>, element: &Element<'_>) -> Option<TextColour> {
    let is_plain_theme =
        word_attribute(xml, element, "themeShade").is_none() && word_attribute(xml, element, "themeTint").is_none();
    if let Some(colour) = word_attribute(xml, element, "themeColor").and_then(|name| theme_colour(&name))
        && is_plain_theme
    {
        return Some(TextColour::Known(colour));
    }
    let value = value(xml, element)?;
    if value.eq_ignore_ascii_case("auto") {
        return Some(TextColour::Automatic);
    }
    Rgb::parse(&value).map(TextColour::Known)
}

/// The colours of a theme that are black and white in all but a few.
fn theme_colour(name: &str) -> Option<Rgb> {
    match name {
        "background1" | "light1" => Some(Rgb::WHITE),
        "text1" | "dark1" => Some(Rgb::BLACK),
        _ => None,
    }
}

fn highlight(xml: &XmlReader<'_>, element: &Element<'_>) -> Background {
    let name = value(xml, element).unwrap_or_default();
    let digits = match name.as_ref() {
        "black" => "000000",
        "white" => "FFFFFF",
        "yellow" => "FFFF00",
        "green" => "00FF00",
        "cyan" => "00FFFF",
        "magenta" => "FF00FF",
        "blue" => "0000FF",
        "red" => "FF0000",
        "darkBlue" => "000080",
        "darkCyan" => "008080",
        "darkGreen" => "008000",
        "darkMagenta" => "800080",
        "darkRed" => "800000",
        "darkYellow" => "808000",
        "darkGray" => "808080",
        "lightGray" => "C0C0C0",
        _ => return Background::Clear,
    };
    Rgb::parse(digits).map_or(Background::Clear, Background::Known)
}

/// A size in half-points, or with a unit as the strict format has it.
fn half_points(size: &str) -> Option<u32> {
    size.trim().strip_suffix("pt").map_or_else(
        || size.trim().parse().ok(),
        |points| points.parse::<u32>().ok().map(|points| points.saturating_mul(2)),
    )
}

fn is_symbol_font(xml: &XmlReader<'_>, element: &Element<'_>) -> Option<bool> {
    if word_attribute(xml, element, "asciiTheme").is_some() {
        return Some(false);
    }
    let font = word_attribute(xml, element, "ascii")?.trim().to_lowercase();
    Some(SYMBOL_FONTS.contains(&font.as_str()))
}
