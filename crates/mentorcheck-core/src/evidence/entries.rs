//! Looks up the evidence entries of a description in their documents.

use std::{collections::HashMap, path::PathBuf, sync::Arc};

use super::{
    case::EvidenceRequest,
    document::{DocumentError, SearchableText},
    document_ref::{self, DocumentRef},
    model::{EntryEvidence, EntryState, EvidenceLevel, NearestReport, NotCheckedReason, PlaceReport, visibility_name},
    passage::Gap,
    search::{Presence, SearchOutcome},
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
    /// The quotation was looked up in the document, which has these gaps.
    Searched {
        outcome: SearchOutcome,
        gaps: Vec<Gap>,
    },
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
    let list = request.document.root().get(&keys.section).and_then(Node::as_sequence);
    let items = list.into_iter().flat_map(mentorcheck_yaml::Sequence::iter).enumerate();
    let mut documents = Documents::default();
    let entry = |(index, item): (usize, Node<'d>)| {
        let stated_text = |node: Node<'d>| node.as_str().filter(|text| !request.vocabulary.is_placeholder(text));
        let text = |key: &str| item.get(key).and_then(|node| Some((stated_text(node)?, node)));
        let field = request.vocabulary.field_id(text(&keys.field)?.0)?;
        let source = text(&keys.document)?;
        let quotation = text(&keys.quotation);
        let outcome = match (documents.look_up(request, source.0), quotation) {
            // Replaced when all quotations from the document are known.
            (Lookup::Found(document), Some((quoted, _))) => {
                documents.texts[document].1.push((index, quoted));
                EntryOutcome::NothingQuoted
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
    let mut entries: Vec<_> = items.filter_map(entry).collect();
    let mut outcomes = documents.search();
    for entry in &mut entries {
        if let Some(outcome) = outcomes.remove(&entry.index) {
            entry.outcome = outcome;
        }
    }
    entries
}

/// A quotation with the number of its entry.
type NumberedQuotation<'d> = (usize, &'d str);

/// The documents of one description. Each is searched once, for all its quotations.
#[derive(Default)]
struct Documents<'d> {
    /// By path, as stated.
    read: HashMap<PathBuf, Result<usize, DocumentError>>,
    /// Each document, with the quotations from it and the indices of their entries.
    texts: Vec<(Arc<SearchableText>, Vec<NumberedQuotation<'d>>)>,
}

/// What an entry names as its document.
enum Lookup {
    /// The index of the document.
    Found(usize),
    Title,
    /// A document, of a description that has no folder.
    NoFolder,
    Error(DocumentError),
}

impl Documents<'_> {
    fn look_up(&mut self, case: &EvidenceRequest<'_>, source: &str) -> Lookup {
        let file = match document_ref::classify(source) {
            DocumentRef::Title => return Lookup::Title,
            DocumentRef::OutsideFolder => return Lookup::Error(DocumentError::OutsideFolder),
            DocumentRef::File(file) => file,
        };
        let supported = case.documents.supports(&document_ref::extension(source).unwrap_or_default());
        let Some(description) = case.path else {
            return if supported { Lookup::NoFolder } else { Lookup::Title };
        };
        let texts = &mut self.texts;
        let document = self.read.entry(file).or_insert_with_key(|file| {
            let text = case.documents.read_document(description, file)?;
            // Two names may lead to one document.
            let known = texts.iter().position(|(known, _)| Arc::ptr_eq(known, &text));
            Ok(known.unwrap_or_else(|| {
                texts.push((text, Vec::new()));
                texts.len() - 1
            }))
        });
        match document {
            Ok(document) => Lookup::Found(*document),
            // For example "hostnation.org".
            Err(DocumentError::Missing) if !supported => Lookup::Title,
            Err(trouble) => Lookup::Error(trouble.clone()),
        }
    }

    /// Looks up all quotations; the outcomes by the index of their entry.
    fn search(&self) -> HashMap<usize, EntryOutcome> {
        let mut outcomes = HashMap::new();
        for (text, quotations) in &self.texts {
            let quoted: Vec<&str> = quotations.iter().map(|(_, quoted)| *quoted).collect();
            for ((index, _), outcome) in quotations.iter().zip(text.search(&quoted)) {
                outcomes.insert(*index, EntryOutcome::Searched { outcome, gaps: text.gaps().to_vec() });
            }
        }
        outcomes
    }
}

impl EntryOutcome {
    fn state(&self, has_quotation: bool) -> (EntryState, Option<NotCheckedReason>) {
        let reason = match self {
            Self::Searched { outcome, gaps } => match &outcome.presence {
                Presence::Visible(_) if outcome.is_too_short => return (EntryState::TooShort, None),
                Presence::Visible(_) => return (EntryState::Quoted, None),
                Presence::NotSearched => NotCheckedReason::Limit,
                _ if gaps.is_empty() => return (EntryState::Misquoted, None),
                _ => NotCheckedReason::Gaps,
            },
            Self::NoFolder if has_quotation => NotCheckedReason::NoFolder,
            Self::NothingQuoted | Self::Title | Self::NoFolder => return (EntryState::Cited, None),
            Self::Error(DocumentError::Missing) => NotCheckedReason::Missing,
            Self::Error(DocumentError::OutsideFolder) => NotCheckedReason::Refused,
            Self::Error(DocumentError::NoText { .. }) => NotCheckedReason::NoText,
            Self::Error(DocumentError::BudgetExhausted { .. }) => NotCheckedReason::Limit,
            Self::Error(_) => NotCheckedReason::Unreadable,
        };
        (EntryState::NotChecked, Some(reason))
    }
}

impl Entry<'_> {
    pub(super) fn state(&self) -> EntryState {
        self.outcome.state(self.quotation.is_some()).0
    }

    pub(super) fn to_report(&self) -> EntryEvidence {
        let (state, reason) = self.outcome.state(self.quotation.is_some());
        let presence = match &self.outcome {
            EntryOutcome::Searched { outcome, .. } => Some(&outcome.presence),
            _ => None,
        };
        let (place, seen_as) = match presence {
            Some(Presence::Visible(place)) => (PlaceReport::new(place), Vec::new()),
            Some(Presence::Unseen { place, seen_as }) => {
                (PlaceReport::new(place), seen_as.iter().copied().map(visibility_name).collect())
            }
            _ => (PlaceReport::default(), Vec::new()),
        };
        let nearest = match presence {
            Some(Presence::Absent { nearest }) => nearest.as_ref().map(NearestReport::new),
            _ => None,
        };
        EntryEvidence {
            source: self.source.0.to_owned(),
            at: self.location.map(str::to_owned),
            quote: self.quotation.map(|(text, _)| text.to_owned()),
            state,
            reason,
            found: match state {
                EntryState::Quoted | EntryState::TooShort => Some(true),
                EntryState::Misquoted => Some(false),
                EntryState::Cited | EntryState::NotChecked => None,
            },
            place,
            seen_as,
            nearest,
        }
    }
}

/// The highest level among the entries of a field.
pub(super) fn highest_level<'e>(entries: impl Iterator<Item = &'e Entry<'e>>) -> EvidenceLevel {
    let entry_level = |entry: &Entry<'_>| match entry.state() {
        EntryState::Quoted => EvidenceLevel::Quoted,
        _ => EvidenceLevel::Cited,
    };
    entries.map(entry_level).max().unwrap_or(EvidenceLevel::Asserted)
}
