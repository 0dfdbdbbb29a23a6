//! The parts of a Word document, and how they refer to each other.

use crate::{ExtractError, archive::Archive, relationships};

pub(super) use relationships::Relationship;

/// The name of the format in messages.
pub(super) const FORMAT: &str = "Word";
/// Where the parts are if no relationship says so.
const USUAL_PARTS: [(&str, &str); 5] = [
    ("styles", "word/styles.xml"),
    ("settings", "word/settings.xml"),
    ("footnotes", "word/footnotes.xml"),
    ("endnotes", "word/endnotes.xml"),
    ("comments", "word/comments.xml"),
];

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
        let relationships = relationships::read(&mut self.archive, "", FORMAT)?;
        let main = relationships.into_iter().flatten().find(|relationship| relationship.kind == "officeDocument");
        Ok(main.map_or_else(|| "word/document.xml".to_owned(), |relationship| relationship.target))
    }

    /// The relationships of a part.
    ///
    /// # Errors
    /// When they are broken.
    pub(super) fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, ExtractError> {
        if let Some(relationships) = relationships::read(&mut self.archive, part, FORMAT)? {
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
}
