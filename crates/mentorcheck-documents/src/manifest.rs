//! Reads the list of parts of an OpenDocument file.

use crate::{
    ExtractError,
    archive::Archive,
    namespace::Namespace,
    xml::{XmlEvent, XmlReader},
};

/// Whether the manifest says that the content is encrypted.
///
/// # Errors
/// When the manifest is broken. `format` is the name of the document's format in messages.
pub fn is_encrypted(archive: &mut Archive<'_>, format: &'static str) -> Result<bool, ExtractError> {
    if archive.has_prefix("encrypted-package") {
        return Ok(true);
    }
    let Some(text) = archive.read("META-INF/manifest.xml")? else { return Ok(false) };
    let mut xml = XmlReader::new(&text, format);
    let mut part = String::new();
    while let Some(event) = xml.next()? {
        let XmlEvent::Start(element) = event else { continue };
        match (element.namespace, element.name()) {
            (Namespace::Manifest, "file-entry") => {
                part = xml.attribute(&element, Namespace::Manifest, "full-path").unwrap_or_default().into_owned();
            }
            (Namespace::Manifest, "encryption-data") if part == "content.xml" => return Ok(true),
            _ => {}
        }
    }
    Ok(false)
}
