//! Extracts the text of Word documents (Office Open XML).

mod fields;
mod notes;
mod open_story;
mod package;
mod properties;
mod shapes;
mod story;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use mentorcheck_core::evidence::passage::{DocumentText, GapReason, PassageRole, Visibility};

use self::{
    notes::Referred,
    package::{FORMAT, Package, Relationship},
    story::{Observed, StoryReader},
    styles::Styles,
};
use crate::{
    ExtractError,
    builder::TextBuilder,
    namespace::Namespace,
    paragraph::{Paragraph, RunBudget},
    xml::{XmlEvent, XmlReader},
};

/// The maximum number of headers, footers and diagrams that are read.
const MAX_PARTS: usize = 2_000;

/// Extracts the text as the document shows it with all tracked changes accepted.
///
/// # Errors
/// When the document is encrypted, breaks the rules of its format or exceeds a limit. A broken part beside the body
/// becomes a gap.
pub(crate) fn extract(bytes: &[u8]) -> Result<DocumentText, ExtractError> {
    let mut package = Package::open(bytes)?;
    let mut builder = TextBuilder::default();
    let main = package.main_part()?;
    let relationships = package.relationships(&main)?;

    let mut gaps = Vec::new();
    let styles = tolerate(read_styles(&mut package, &relationships), &mut gaps)?.unwrap_or_default();
    let has_even_headers = tolerate(read_settings(&mut package, &relationships), &mut gaps)?.unwrap_or_default();
    let mut reader = StoryReader {
        styles: &styles,
        referred: Referred::default(),
        observed: Observed::default(),
        budget: RunBudget::default(),
        has_media: package.has_media(),
    };
    let mut referred = Referred::default();
    for (kind, element, role, stories) in [
        ("footnotes", "footnote", PassageRole::Note, &mut referred.footnotes),
        ("endnotes", "endnote", PassageRole::Note, &mut referred.endnotes),
        ("comments", "comment", PassageRole::Body, &mut referred.comments),
    ] {
        let Some(relationship) = relationships.iter().find(|relationship| relationship.kind == kind) else { continue };
        let read = read_stories(&mut package, &mut reader, relationship, element, role);
        *stories = tolerate(read, &mut gaps)?.unwrap_or_default();
    }
    for paragraph in referred.comments.values_mut().flatten() {
        paragraph.conceal(Visibility::Comment);
    }
    reader.referred = referred;

    let text = package.read(&main)?.ok_or(ExtractError::Malformed { format: FORMAT })?;
    let mut is_empty = true;
    let mut xml = XmlReader::new(&text, FORMAT);
    reader.read(&mut xml, PassageRole::Body, &mut |paragraph| {
        is_empty &= !paragraph.is_visible();
        paragraph.write(&mut builder)
    })?;
    drop(text);

    write_unreferred(&mut reader.referred, &mut builder)?;
    // What follows belongs to no heading.
    builder.end_heading();
    let sections = std::mem::take(&mut reader.observed.sections);
    let mut running: HashMap<&str, bool> = HashMap::new();
    for section in &sections {
        for (kind, id) in &section.running {
            let is_shown = match kind.as_str() {
                "first" => section.has_title_page,
                "even" => has_even_headers,
                _ => true,
            };
            *running.entry(id).or_default() |= is_shown;
        }
    }
    if relationships.len() > MAX_PARTS {
        gaps.push(GapReason::LimitExceeded);
    }
    for relationship in relationships.iter().take(MAX_PARTS) {
        let is_running = matches!(relationship.kind.as_str(), "header" | "footer");
        let read = match relationship.kind.as_str() {
            _ if is_running => {
                let is_shown = running.get(relationship.id.as_str()).copied().unwrap_or_default();
                read_running(&mut package, &mut reader, relationship, is_shown)
            }
            "diagramData" | "chart" => read_drawing(&mut package, &mut reader, relationship),
            _ => continue,
        };
        for paragraph in tolerate(read, &mut gaps)?.unwrap_or_default() {
            is_empty &= is_running || !paragraph.is_visible();
            paragraph.write(&mut builder)?;
        }
    }
    if reader.observed.is_incomplete {
        gaps.push(GapReason::Malformed);
    }
    if is_empty && reader.observed.has_picture {
        gaps.push(GapReason::Picture);
    }
    for reason in gaps {
        builder.add_gap(reason);
    }
    Ok(builder.finish())
}

/// Turns the failure of a part beside the body into a gap.
fn tolerate<T>(read: Result<T, ExtractError>, gaps: &mut Vec<GapReason>) -> Result<Option<T>, ExtractError> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(ExtractError::Malformed { .. }) => {
            gaps.push(GapReason::Malformed);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn read_styles(package: &mut Package<'_>, relationships: &[Relationship]) -> Result<Styles, ExtractError> {
    match package.read_kind(relationships, "styles")? {
        Some(text) => Styles::read(XmlReader::new(&text, FORMAT)),
        None => Ok(Styles::default()),
    }
}

/// Whether even pages have headers of their own.
fn read_settings(package: &mut Package<'_>, relationships: &[Relationship]) -> Result<bool, ExtractError> {
    match package.read_kind(relationships, "settings")? {
        Some(text) => styles::has_even_headers(XmlReader::new(&text, FORMAT)),
        None => Ok(false),
    }
}

/// Reads a part of notes or comments, by their numbers.
fn read_stories(
    package: &mut Package<'_>,
    reader: &mut StoryReader<'_>,
    relationship: &Relationship,
    name: &str,
    role: PassageRole,
) -> Result<HashMap<String, Vec<Paragraph>>, ExtractError> {
    let text = package.read(&relationship.target)?.ok_or(ExtractError::Malformed { format: FORMAT })?;
    let mut xml = XmlReader::new(&text, FORMAT);
    let mut stories = HashMap::new();
    while let Some(event) = xml.next()? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace != Namespace::Word || element.name() != name {
            continue;
        }
        // The lines between the text and the notes are notes of a type.
        if properties::word_attribute(&xml, &element, "type").is_some_and(|kind| kind != "normal") {
            xml.skip_element()?;
            continue;
        }
        let id = properties::word_attribute(&xml, &element, "id").unwrap_or_default().into_owned();
        let mut paragraphs = Vec::new();
        reader.read(&mut xml, role, &mut |paragraph| {
            paragraphs.push(paragraph);
            Ok(())
        })?;
        stories.entry(id).or_insert(paragraphs);
    }
    Ok(stories)
}

/// Reads a header or a footer. One that no section shows is hidden.
fn read_running(
    package: &mut Package<'_>,
    reader: &mut StoryReader<'_>,
    relationship: &Relationship,
    is_shown: bool,
) -> Result<Vec<Paragraph>, ExtractError> {
    let text = package.read(&relationship.target)?.ok_or(ExtractError::Malformed { format: FORMAT })?;
    let mut paragraphs = Vec::new();
    reader.read(&mut XmlReader::new(&text, FORMAT), PassageRole::Running, &mut |mut paragraph| {
        if !is_shown {
            paragraph.conceal(Visibility::Hidden);
        }
        paragraphs.push(paragraph);
        Ok(())
    })?;
    Ok(paragraphs)
}

/// Reads the text of a chart or a diagram.
fn read_drawing(
    package: &mut Package<'_>,
    reader: &mut StoryReader<'_>,
    relationship: &Relationship,
) -> Result<Vec<Paragraph>, ExtractError> {
    let text = package.read(&relationship.target)?.ok_or(ExtractError::Malformed { format: FORMAT })?;
    let mut xml = XmlReader::new(&text, FORMAT);
    let mut paragraphs = vec![Paragraph::default()];
    let mut text_depth = None;
    while let Some(event) = xml.next()? {
        match event {
            XmlEvent::Start(element) => match (element.namespace, element.name()) {
                (Namespace::Drawing, "p") | (Namespace::Chart, "pt") => paragraphs.push(Paragraph::default()),
                (Namespace::Drawing, "t") | (Namespace::Chart, "v") => text_depth = Some(xml.depth()),
                _ => {}
            },
            XmlEvent::Text(text) => {
                if let (Some(_), Some(last)) = (text_depth, paragraphs.last_mut()) {
                    last.push(&text, Visibility::Visible, false, &mut reader.budget)?;
                }
            }
            XmlEvent::End => text_depth = text_depth.filter(|depth| *depth <= xml.depth()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.runs.is_empty());
    Ok(paragraphs)
}

/// Writes notes and comments that no paragraph refers to: Word shows no such note.
fn write_unreferred(referred: &mut Referred, builder: &mut TextBuilder) -> Result<(), ExtractError> {
    for stories in [&mut referred.footnotes, &mut referred.endnotes, &mut referred.comments] {
        let mut left: Vec<_> = std::mem::take(stories).into_iter().collect();
        left.sort_by(|(one, _), (other, _)| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
        for mut paragraph in left.into_iter().flat_map(|(_, paragraphs)| paragraphs) {
            paragraph.conceal(Visibility::Hidden);
            paragraph.write(builder)?;
        }
    }
    Ok(())
}
