//! Extracts the text of OpenDocument texts.

mod story;
mod styles;
#[cfg(test)]
mod tests;

use mentorcheck_core::evidence::passage::{DocumentText, GapReason, PassageRole, Visibility};

use self::story::StoryReader;
use crate::{
    ExtractError,
    archive::Archive,
    builder::TextBuilder,
    manifest::is_encrypted,
    namespace::Namespace,
    paragraph::Paragraph,
    xml::{XmlEvent, XmlReader},
};

/// The name of the format in messages.
const FORMAT: &str = "OpenDocument";

/// Extracts the text as the document shows it with all tracked changes accepted.
///
/// # Errors
/// When the document is encrypted, breaks the rules of its format or exceeds a limit. A broken part beside the body
/// becomes a gap.
pub(crate) fn extract(bytes: &[u8]) -> Result<DocumentText, ExtractError> {
    let mut archive = Archive::open(bytes, FORMAT)?;
    if is_encrypted(&mut archive, FORMAT)? {
        return Err(ExtractError::Encrypted);
    }
    let mut builder = TextBuilder::default();
    let mut reader = StoryReader::default();
    let mut running = Vec::new();
    match archive.read("styles.xml") {
        Ok(Some(text)) => match read_page_styles(&mut reader, &text) {
            Ok(pages) => running = pages,
            Err(ExtractError::Malformed { .. }) => builder.add_gap(GapReason::Malformed),
            Err(error) => return Err(error),
        },
        Ok(None) => {}
        Err(ExtractError::Malformed { .. }) => builder.add_gap(GapReason::Malformed),
        Err(error) => return Err(error),
    }

    let text = archive.read("content.xml")?.ok_or(ExtractError::Malformed { format: FORMAT })?;
    let mut is_empty = true;
    read_content(&mut reader, &text, &mut |paragraph| {
        is_empty &= !paragraph.is_visible();
        paragraph.write(&mut builder)
    })?;
    drop(text);

    // Deleted text that no mark refers to.
    let mut left: Vec<_> = std::mem::take(&mut reader.deletions).into_iter().collect();
    left.sort_by(|(one, _), (other, _)| one.cmp(other));
    for paragraph in left.into_iter().flat_map(|(_, paragraphs)| paragraphs) {
        paragraph.write(&mut builder)?;
    }
    // What follows belongs to no heading.
    builder.end_heading();
    let objects = std::mem::take(&mut reader.objects);
    if reader.has_too_many_objects {
        builder.add_gap(GapReason::LimitExceeded);
    }
    for folder in &objects {
        match read_object(&mut archive, &mut reader, folder) {
            Ok(paragraphs) => {
                for paragraph in paragraphs {
                    is_empty &= !paragraph.is_visible();
                    paragraph.write(&mut builder)?;
                }
            }
            Err(ExtractError::Malformed { .. }) => builder.add_gap(GapReason::Malformed),
            Err(error) => return Err(error),
        }
    }
    for (page, paragraphs) in running {
        let is_used = page == "Standard" || reader.styles.used_pages.contains(&page);
        for mut paragraph in paragraphs {
            if !is_used {
                paragraph.conceal(Visibility::Hidden);
            }
            paragraph.write(&mut builder)?;
        }
    }
    if is_empty && reader.has_picture {
        builder.add_gap(GapReason::Picture);
    }
    Ok(builder.finish())
}

/// Headers and footers by the page style that they stand in.
type PageStyles = Vec<(String, Vec<Paragraph>)>;

/// Reads the part with the styles that have names, and with headers and footers.
fn read_page_styles(reader: &mut StoryReader, text: &str) -> Result<PageStyles, ExtractError> {
    let mut xml = XmlReader::new(text, FORMAT);
    let mut pages: PageStyles = Vec::new();
    while let Some(event) = xml.next()? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace != Namespace::Style {
            continue;
        }
        match element.name() {
            "master-page" => {
                let name = xml.attribute(&element, Namespace::Style, "name").unwrap_or_default().into_owned();
                pages.push((name, Vec::new()));
                reader.styles.read(&mut xml, &element)?;
            }
            name if name.starts_with("header") || name.starts_with("footer") => {
                if name.ends_with("-style") {
                    continue;
                }
                let is_shown =
                    xml.attribute(&element, Namespace::Style, "display").is_none_or(|shown| shown != "false");
                let covering = (!is_shown).then_some(Visibility::Hidden);
                if let Some((_, paragraphs)) = pages.last_mut() {
                    reader.read(&mut xml, PassageRole::Running, covering, &mut |paragraph| {
                        paragraphs.push(paragraph);
                        Ok(())
                    })?;
                }
            }
            _ => reader.styles.read(&mut xml, &element)?,
        }
    }
    Ok(pages)
}

/// Reads the part with the body, and the styles that stand in it.
fn read_content(reader: &mut StoryReader, text: &str, sink: story::Sink<'_>) -> Result<(), ExtractError> {
    let mut xml = XmlReader::new(text, FORMAT);
    let mut has_body = false;
    while let Some(event) = xml.next()? {
        let XmlEvent::Start(element) = event else { continue };
        match (element.namespace, element.name()) {
            (Namespace::Style, _) => reader.styles.read(&mut xml, &element)?,
            (Namespace::Office, "body") => {
                has_body = true;
                reader.read(&mut xml, PassageRole::Body, None, sink)?;
            }
            _ => {}
        }
    }
    if has_body { Ok(()) } else { Err(xml.malformed()) }
}

/// Reads the text of a chart or of another embedded document.
fn read_object(
    archive: &mut Archive<'_>,
    reader: &mut StoryReader,
    folder: &str,
) -> Result<Vec<Paragraph>, ExtractError> {
    let missing = ExtractError::Malformed { format: FORMAT };
    let text = archive.read(&format!("{folder}/content.xml"))?.ok_or(missing)?;
    let mut paragraphs = Vec::new();
    let mut xml = XmlReader::new(&text, FORMAT);
    // Its styles have names of their own: its text counts as visible.
    let styles = std::mem::take(&mut reader.styles);
    let read = reader.read(&mut xml, PassageRole::Body, None, &mut |paragraph| {
        paragraphs.push(paragraph);
        Ok(())
    });
    reader.styles = styles;
    read.map(|()| paragraphs)
}
