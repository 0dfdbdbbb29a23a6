//! Looks up the evidence entries of a description in their documents.

use std::{collections::HashMap, path::PathBuf, rc::Rc};

use super::{
    case::EvidenceRequest,
    document::{DocumentError, QuotationMatch, SearchableText},
    document_ref::{self, DocumentRef},
    model::{EntryEvidence, EvidenceLevel},
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
    pub location: Option<&'d str>,
    pub quotation: Option<(&'d str, Node<'d>)>,
    pub outcome: EntryOutcome,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum EntryOutcome {
    /// The quotation is in the document.
    Found(QuotationMatch),
    NotFound,
    /// The document exists, but the entry has no quotation.
    NothingQuoted,
    /// A title or web address, not a file.
    Title,
    /// A file name, but the description has no folder.
    NoFolder,
    Error(DocumentError),
}

/// Entries without a valid field or document are skipped; the schema reports them.
pub(super) fn look_up<'d>(request: &EvidenceRequest<'d>) -> Vec<Entry<'d>> {
    let Some(keys) = &request.vocabulary.evidence else { return Vec::new() };
    let mut read = HashMap::new();
    let list = request.document.root().get(&keys.section).and_then(Node::as_sequence);
    let items = list.into_iter().flat_map(mentorcheck_yaml::Sequence::iter).enumerate();
    let entry = |(index, item): (usize, Node<'d>)| {
        let stated_text = |node: Node<'d>| node.as_str().filter(|text| !request.vocabulary.is_placeholder(text));
        let text = |key: &str| item.get(key).and_then(|node| Some((stated_text(node)?, node)));
        let field = request.vocabulary.field_id(text(&keys.field)?.0)?;
        let source = text(&keys.document)?;
        let quotation = text(&keys.quotation);
        let outcome = match (look_up_document(request, source.0, &mut read), quotation) {
            (Lookup::Found(document), Some((quoted, _))) => {
                document.find(quoted).map_or(EntryOutcome::NotFound, EntryOutcome::Found)
            }
            (Lookup::Found(_), None) => EntryOutcome::NothingQuoted,
            (Lookup::Title, _) => EntryOutcome::Title,
            (Lookup::NoFolder, _) => EntryOutcome::NoFolder,
            (Lookup::Error(error), _) => EntryOutcome::Error(error),
        };
        Some(Entry {
            index,
            field,
            source,
            location: text(&keys.place).map(|(location, _)| location),
            quotation,
            outcome,
        })
    };
    items.filter_map(entry).collect()
}

impl Entry<'_> {
    pub(super) fn to_report(&self) -> EntryEvidence {
        let (found, page) = match &self.outcome {
            EntryOutcome::Found(found) => (Some(true), found.page),
            EntryOutcome::NotFound => (Some(false), None),
            _ => (None, None),
        };
        EntryEvidence {
            source: self.source.0.to_owned(),
            at: self.location.map(str::to_owned),
            quote: self.quotation.map(|(text, _)| text.to_owned()),
            found,
            page,
        }
    }
}

/// Looks up what an entry names as its document; each document is read once.
fn look_up_document(
    case: &EvidenceRequest<'_>,
    source: &str,
    read: &mut HashMap<PathBuf, Result<Rc<SearchableText>, DocumentError>>,
) -> Lookup {
    let file = match document_ref::classify(source) {
        DocumentRef::Title => return Lookup::Title,
        DocumentRef::OutsideFolder => return Lookup::Error(DocumentError::OutsideFolder),
        DocumentRef::File(file) => file,
    };
    let supported = case.documents.supports(&document_ref::extension(source).unwrap_or_default());
    let Some(description) = case.path else {
        return if supported { Lookup::NoFolder } else { Lookup::Title };
    };
    let document =
        read.entry(file).or_insert_with_key(|file| case.documents.read_document(description, file).map(Rc::new));
    match document {
        Ok(document) => Lookup::Found(Rc::clone(document)),
        // For example "hostnation.org".
        Err(DocumentError::Missing) if !supported => Lookup::Title,
        Err(trouble) => Lookup::Error(trouble.clone()),
    }
}

/// What an entry names as its document.
enum Lookup {
    Found(Rc<SearchableText>),
    Title,
    /// A document, of a description that has no folder.
    NoFolder,
    Error(DocumentError),
}

/// The highest level among the entries of a field.
pub(super) fn highest_level<'e>(entries: impl Iterator<Item = &'e Entry<'e>>) -> EvidenceLevel {
    let entry_level = |entry: &Entry<'_>| match entry.outcome {
        EntryOutcome::Found(_) => EvidenceLevel::Verified,
        _ => EvidenceLevel::Evidenced,
    };
    entries.map(entry_level).max().unwrap_or(EvidenceLevel::Asserted)
}
