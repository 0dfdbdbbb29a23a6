//! The parts of a Word document, and how they refer to each other.

use crate::{
    ExtractError,
    archive::Archive,
    namespace::Namespace,
    xml::{XmlEvent, XmlReader},
};

/// The name of the format in messages.
pub(super) const FORMAT: &str = "Word";
/// The maximum number of relationships of a part.
const MAX_RELATIONSHIPS: usize = 20_000;
/// Where the parts are if no relationship says so.
const USUAL_PARTS: [(&str, &str); 5] = [
    ("styles", "word/styles.xml"),
    ("settings", "word/settings.xml"),
    ("footnotes", "word/footnotes.xml"),
    ("endnotes", "word/endnotes.xml"),
    ("comments", "word/comments.xml"),
];

/// A reference of a part to another.
#[derive(Debug)]
pub(super) struct Relationship {
    pub(super) id: String,
    /// The last word of the type: `styles`, `header`.
    pub(super) kind: String,
    /// The name of the other part.
    pub(super) target: String,
}

/// The parts of a document.
pub(super) struct Package<'b> {
    archive: Archive<'b>,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ExtractError> {
        Ok(Self { archive: Archive::open(bytes, FORMAT)? })
    }

    /// The text of a part.
    ///
    /// # Errors
    /// As [`Archive::read`].
    pub(super) fn read(&mut self, name: &str) -> Result<Option<String>, ExtractError> {
        self.archive.read(name)
    }

    /// The text of the first part of this kind.
    ///
    /// # Errors
    /// As [`Archive::read`].
    pub(super) fn read_kind(
        &mut self,
        relationships: &[Relationship],
        kind: &str,
    ) -> Result<Option<String>, ExtractError> {
        match relationships.iter().find(|relationship| relationship.kind == kind) {
            Some(relationship) => self.read(&relationship.target),
            None => Ok(None),
        }
    }

    pub(super) fn has_media(&self) -> bool {
        self.archive.has_prefix("word/media/")
    }

    /// The name of the part that holds the body.
    ///
    /// # Errors
    /// When the relationships of the package are broken.
    pub(super) fn main_part(&mut self) -> Result<String, ExtractError> {
        let relationships = self.read_relationships("_rels/.rels", "")?;
        let main = relationships.into_iter().flatten().find(|relationship| relationship.kind == "officeDocument");
        Ok(main.map_or_else(|| "word/document.xml".to_owned(), |relationship| relationship.target))
    }

    /// The relationships of a part.
    ///
    /// # Errors
    /// When they are broken.
    pub(super) fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, ExtractError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        if let Some(relationships) = self.read_relationships(&path, folder)? {
            return Ok(relationships);
        }
        let usual = USUAL_PARTS.iter().filter(|(_, part)| self.archive.has_prefix(part));
        Ok(usual
            .map(|(kind, part)| Relationship {
                id: String::new(),
                kind: (*kind).to_owned(),
                target: (*part).to_owned(),
            })
            .collect())
    }

    fn read_relationships(&mut self, path: &str, folder: &str) -> Result<Option<Vec<Relationship>>, ExtractError> {
        let Some(text) = self.read(path)? else { return Ok(None) };
        let mut xml = XmlReader::new(&text, FORMAT);
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
