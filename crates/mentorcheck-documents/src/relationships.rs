//! How the parts of an Office Open XML package refer to each other.

use crate::{
    ExtractError,
    archive::Archive,
    namespace::Namespace,
    xml::{XmlEvent, XmlReader},
};

/// The maximum number of relationships of a part.
const MAX_RELATIONSHIPS: usize = 20_000;

/// A reference of a part to another.
#[derive(Debug)]
pub struct Relationship {
    pub id: String,
    /// The last word of the type: `styles`, `header`.
    pub kind: String,
    /// The name of the other part.
    pub target: String,
}

/// The relationships of a part, or of the package itself if `part` is empty; `None` if it has no list. `format` is the
/// name of the document's format in messages.
///
/// # Errors
/// When the list is broken or exceeds a limit.
pub fn read(
    archive: &mut Archive<'_>,
    part: &str,
    format: &'static str,
) -> Result<Option<Vec<Relationship>>, ExtractError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let Some(text) = archive.read(&path)? else { return Ok(None) };
    let mut xml = XmlReader::new(&text, format);
    let mut relationships = Vec::new();
    while let Some(event) = xml.next()? {
        let XmlEvent::Start(element) = event else { continue };
        let attribute = |name| xml.attribute(&element, Namespace::None, name).unwrap_or_default();
        if element.namespace != Namespace::PackageRelationships
            || element.name() != "Relationship"
            || attribute("TargetMode") == "External"
        {
            continue;
        }
        if relationships.len() >= MAX_RELATIONSHIPS {
            return Err(ExtractError::DecompressionLimit);
        }
        relationships.push(Relationship {
            id: attribute("Id").into_owned(),
            kind: attribute("Type").rsplit('/').next().unwrap_or_default().to_owned(),
            target: resolve(folder, &attribute("Target")),
        });
    }
    Ok(Some(relationships))
}

/// The name of a part that is named relative to a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_relative_to_the_folder_of_their_part() {
        for (folder, target, part) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../docProps/core.xml", "docProps/core.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("word", "../../../x", "x"),
        ] {
            assert_eq!(resolve(folder, target), part);
        }
    }
}
