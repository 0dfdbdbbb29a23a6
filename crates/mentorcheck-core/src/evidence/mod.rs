//! What bears out the facts that decide: nothing but the description's word, an entry that names its
//! document, or the document's own words, which stand in it.
//!
//! None of this changes a judgement. [`place`] says what a document's name means, [`document`] opens
//! it where that is allowed, [`html`] and [`pdf`] turn it into text, and [`quotation`] finds words in
//! that.

pub mod document;
pub mod document_ref;
mod entries;
mod findings;
pub mod text_match;

use std::path::Path;

use document::DocumentStore;
use serde::Serialize;

use crate::{
    diagnostic::{Finding, Mark},
    evidence::entries::{Entry, Outcome},
    facts::{Fact, Facts},
    pack::{KindId, Pack, Weight},
    schema::Vocabulary,
};
use mentorcheck_yaml::{Document, SourceText};

/// How well a fact is borne out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Stated, and nothing more.
    Asserted,
    /// An entry names the document.
    Evidenced,
    /// The quotation of an entry stands in the document.
    Verified,
}

impl Level {
    /// The level as people read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Evidenced => "evidenced",
            Self::Verified => "verified",
        }
    }
}

/// What the codes of findings on evidence begin with.
pub const CODES: &str = "evidence/";

/// A deciding fact and what bears it out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactEvidence {
    /// The fact.
    pub fact: StatedFact,
    /// How well it is borne out.
    pub level: Level,
    /// The entries on its field.
    pub entries: Vec<EntryEvidence>,
}

/// A fact and where it is stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatedFact {
    /// The field.
    pub field: String,
    /// Its value, or an item of it.
    pub value: String,
    /// The node as a JSON Pointer.
    pub pointer: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// An entry on a deciding fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryEvidence {
    /// The document.
    pub source: String,
    /// The place in it, as the entry gives it.
    pub at: Option<String>,
    /// The document's words, as the entry gives them.
    pub quote: Option<String>,
    /// Whether they stand in the document; none where that could not be looked up.
    pub found: Option<bool>,
    /// The page on which they were found, in documents that have pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
}

/// What is needed to look at the evidence of one description.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// The file's text.
    pub text: &'a SourceText,
    /// The description.
    pub document: &'a Document,
    /// What it states.
    pub facts: &'a Facts,
    /// The kind whose criteria decide.
    pub kind: KindId,
    /// The file that holds the description, beside which its documents lie; none where there is none.
    pub file: Option<&'a Path>,
    /// What every deciding fact is held to.
    pub required: Level,
    /// Where documents come from.
    pub documents: &'a dyn DocumentStore,
}

/// Looks at the evidence: every deciding fact with what bears it out, and what there is to find
/// fault with.
#[must_use]
pub fn look(case: &Case<'_>) -> (Vec<FactEvidence>, Vec<Finding>) {
    let deciding = case.deciding();
    let entries = entries::look_up(case);
    let findings = findings::of(case, &deciding, &entries);
    let told = deciding.iter().filter_map(|fact| case.told(*fact, &entries)).collect();
    (told, findings)
}

impl Case<'_> {
    /// The facts that gave the answers of what the kind makes necessary, each once, in the order of
    /// the vocabulary.
    fn deciding(&self) -> Vec<Fact> {
        let necessary = self
            .pack
            .criteria_of(self.kind)
            .map(|(_, id)| &self.pack.criteria[id])
            .filter(|c| c.weight == Weight::Necessary);
        let mut facts: Vec<Fact> = necessary
            .flat_map(|criterion| {
                let refuted = criterion.refuted.iter().flat_map(|refuted| refuted.grounds(self.facts));
                criterion.shown.grounds(self.facts).into_iter().chain(refuted)
            })
            .collect();
        // What closes a list stands at its end.
        facts.sort_by_key(|fact| (fact.field, fact.value.unwrap_or(usize::MAX)));
        facts.dedup();
        facts
    }

    fn told(&self, fact: Fact, entries: &[Entry<'_>]) -> Option<FactEvidence> {
        let mark = self.mark(fact, None)?;
        let entries: Vec<_> = entries.iter().filter(|entry| entry.field == fact.field).collect();
        Some(FactEvidence {
            fact: StatedFact {
                field: self.vocabulary.fields[fact.field].name.clone(),
                value: fact.value_name(self.vocabulary).to_owned(),
                pointer: mark.pointer.unwrap_or_default(),
                line: mark.line,
                column: mark.column,
            },
            level: level(entries.iter().copied()),
            entries: entries.into_iter().map(Entry::told).collect(),
        })
    }

    fn mark(&self, fact: Fact, label: Option<&str>) -> Option<Mark> {
        let (node, pointer) = fact.locate(self.document, self.vocabulary)?;
        Some(Mark::new(self.text, node.span(), Some(pointer), label.map(str::to_owned)))
    }
}

/// How well the entries on a field bear it out.
fn level<'e>(entries: impl Iterator<Item = &'e Entry<'e>>) -> Level {
    let of_entry = |entry: &Entry<'_>| match entry.outcome {
        Outcome::Found(_) => Level::Verified,
        _ => Level::Evidenced,
    };
    entries.map(of_entry).max().unwrap_or(Level::Asserted)
}
