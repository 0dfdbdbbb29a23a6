//! Looks up the evidence entries of a description in their documents.

use std::{collections::HashMap, path::PathBuf, rc::Rc};

use super::{
    case::Case,
    document::{Found, Readable, Trouble},
    document_ref::{self, Named},
    model::{EntryEvidence, Level},
};
use crate::schema::FieldId;
use mentorcheck_yaml::Node;

/// An entry with a valid field and a document.
#[derive(Debug)]
pub(super) struct Entry<'d> {
    /// The index within the section, from 0.
    pub index: usize,
    /// The field that the entry supports.
    pub field: FieldId,
    pub source: (&'d str, Node<'d>),
    /// The location within the document, as stated.
    pub place: Option<&'d str>,
    pub quotation: Option<(&'d str, Node<'d>)>,
    pub outcome: Outcome,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The quotation is in the document.
    Found(Found),
    NotFound,
    /// The document exists, but the entry has no quotation.
    NothingQuoted,
    /// A title or web address, not a file.
    Title,
    /// A file name, but the description has no folder.
    NoFolder,
    Trouble(Trouble),
}

/// Entries without a valid field or document are skipped; the schema reports them.
pub(super) fn look_up<'d>(case: &Case<'d>) -> Vec<Entry<'d>> {
    let Some(keys) = &case.vocabulary.evidence else { return Vec::new() };
    let mut read = HashMap::new();
    let list = case.document.root().get(&keys.section).and_then(Node::as_sequence);
    let items = list.into_iter().flat_map(mentorcheck_yaml::Sequence::iter).enumerate();
    let entry = |(index, item): (usize, Node<'d>)| {
        let stated = |node: Node<'d>| node.as_str().filter(|text| !case.vocabulary.is_placeholder(text));
        let text = |key: &str| item.get(key).and_then(|node| Some((stated(node)?, node)));
        let field = case.vocabulary.field(text(&keys.field)?.0)?;
        let source = text(&keys.document)?;
        let quotation = text(&keys.quotation);
        let outcome = match (look(case, source.0, &mut read), quotation) {
            (Looked::Read(document), Some((words, _))) => {
                document.find(words).map_or(Outcome::NotFound, Outcome::Found)
            }
            (Looked::Read(_), None) => Outcome::NothingQuoted,
            (Looked::Title, _) => Outcome::Title,
            (Looked::NoFolder, _) => Outcome::NoFolder,
            (Looked::Trouble(trouble), _) => Outcome::Trouble(trouble),
        };
        Some(Entry { index, field, source, place: text(&keys.place).map(|(place, _)| place), quotation, outcome })
    };
    items.filter_map(entry).collect()
}

impl Entry<'_> {
    pub(super) fn told(&self) -> EntryEvidence {
        let (found, page) = match &self.outcome {
            Outcome::Found(found) => (Some(true), found.page),
            Outcome::NotFound => (Some(false), None),
            _ => (None, None),
        };
        EntryEvidence {
            source: self.source.0.to_owned(),
            at: self.place.map(str::to_owned),
            quote: self.quotation.map(|(words, _)| words.to_owned()),
            found,
            page,
        }
    }
}

/// Looks up what an entry names as its document; each document is read once.
fn look(case: &Case<'_>, source: &str, read: &mut HashMap<PathBuf, Result<Rc<Readable>, Trouble>>) -> Looked {
    let file = match document_ref::named(source) {
        Named::Title => return Looked::Title,
        Named::Outside => return Looked::Trouble(Trouble::Outside),
        Named::File(file) => file,
    };
    let supported = case.documents.supports(&document_ref::ending(source).unwrap_or_default());
    let Some(description) = case.file else {
        return if supported { Looked::NoFolder } else { Looked::Title };
    };
    let document = read.entry(file).or_insert_with_key(|file| case.documents.read(description, file).map(Rc::new));
    match document {
        Ok(document) => Looked::Read(Rc::clone(document)),
        // For example "hostnation.org".
        Err(Trouble::Missing) if !supported => Looked::Title,
        Err(trouble) => Looked::Trouble(trouble.clone()),
    }
}

/// What an entry names as its document.
enum Looked {
    Read(Rc<Readable>),
    Title,
    /// A document, of a description that has no folder.
    NoFolder,
    Trouble(Trouble),
}

/// The highest level among the entries of a field.
pub(super) fn level<'e>(entries: impl Iterator<Item = &'e Entry<'e>>) -> Level {
    let of_entry = |entry: &Entry<'_>| match entry.outcome {
        Outcome::Found(_) => Level::Verified,
        _ => Level::Evidenced,
    };
    entries.map(of_entry).max().unwrap_or(Level::Asserted)
}
