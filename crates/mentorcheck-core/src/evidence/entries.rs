//! The entries of a description, each looked up in its document.

use std::{collections::HashMap, path::PathBuf, rc::Rc};

use super::{
    case::Case,
    document::{Found, Readable, Trouble},
    document_ref::{self, Named},
    model::{EntryEvidence, Level},
};
use crate::schema::FieldId;
use mentorcheck_yaml::Node;

/// An entry that names a field and a document.
#[derive(Debug)]
pub(super) struct Entry<'d> {
    /// Which entry of the section, from 0.
    pub index: usize,
    /// The field that it bears out.
    pub field: FieldId,
    /// The document's name, and where it stands.
    pub source: (&'d str, Node<'d>),
    /// The place in the document.
    pub place: Option<&'d str>,
    /// The document's words, and where they stand.
    pub quotation: Option<(&'d str, Node<'d>)>,
    /// What looking it up came to.
    pub outcome: Outcome,
}

/// What looking an entry up came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The words stand in the document.
    Found(Found),
    /// They do not.
    NotFound,
    /// The document is there, and nothing is quoted from it.
    NothingQuoted,
    /// The document's name is no file's.
    Title,
    /// There is no folder in which the document could lie.
    NoFolder,
    /// The document cannot be looked at.
    Trouble(Trouble),
}

/// Every entry that names a field and a document; what the schema finds fault with is left out.
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
    /// The entry as the report tells it.
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
        // “hostnation.org” may be anything.
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

/// How well the entries on a field bear it out.
pub(super) fn level<'e>(entries: impl Iterator<Item = &'e Entry<'e>>) -> Level {
    let of_entry = |entry: &Entry<'_>| match entry.outcome {
        Outcome::Found(_) => Level::Verified,
        _ => Level::Evidenced,
    };
    entries.map(of_entry).max().unwrap_or(Level::Asserted)
}
