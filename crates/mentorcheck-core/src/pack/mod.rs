//! The rules: a pack of files that says what the concept claims, linked to the vocabulary.
//!
//! Nothing here knows what the concept is. A pack is read like any other input (source, schema),
//! and its mistakes are findings with a place in its files.

mod condition;
pub mod error;
mod examples;
mod files;
mod json_path;
pub mod limits;
mod link;
mod load;
mod raw;
mod resolve;
pub mod subjects;
mod untagged;

pub use condition::{Condition, How, Test};
pub use files::{PackContent, PackFile, PackFiles};
pub use load::{built_in, built_in_names};
pub use raw::{Claim, Example, Examples, Help, OneOrMore, Quotation, Reference, Sentences, Weight};

use crate::{diagnostic::Unreadable, schema::FieldId};

/// A rule pack, ready to judge.
#[derive(Debug)]
pub struct Pack {
    /// The kind that the pack is about.
    pub concept: KindId,
    pub title: String,
    /// Its version, raised whenever a verdict can change.
    pub version: u32,
    /// The work that the concept comes from.
    pub source: Reference,
    /// The same as findings name it: [`Reference::in_short`].
    pub work: String,
    /// Other works that the pack quotes.
    pub works: Vec<Reference>,
    /// The definition of the concept.
    pub definition: Quotation,
    /// The definition of a programme, where the source has one.
    pub programme: Option<Quotation>,
    /// Codes of earlier versions, each with the code that took its place.
    pub renamed: Vec<(String, String)>,
    /// For each field of the vocabulary, the values that the pack knows and means not to read.
    pub informative: Vec<u64>,
    /// Caveat shown once in every report.
    pub caution: String,
    /// The ledger.
    pub claims: Vec<Claim>,
    /// Every indicator and condition, each once.
    pub criteria: Vec<Criterion>,
    /// The building blocks, in order.
    pub blocks: Vec<Block>,
    /// The kinds, in order.
    pub kinds: Vec<Kind>,
    /// What a programme's name for itself may mean.
    pub labels: Labels,
    /// The place between the concept's neighbour and its far end.
    pub spectrum: Spectrum,
}

/// What the codes of conditions begin with that several kinds share.
pub const SHARED: &str = "conditions/";

/// A criterion's number in [`Pack::criteria`].
pub type CriterionId = usize;
/// A block's number in [`Pack::blocks`].
pub type BlockId = usize;
/// A kind's number in [`Pack::kinds`].
pub type KindId = usize;
/// A claim's number in [`Pack::claims`].
pub type ClaimId = usize;

/// An indicator of a block, or a condition of a kind: one question with two tests.
#[derive(Debug)]
pub struct Criterion {
    /// Its own name, without what it belongs to.
    pub id: String,
    /// What it asks for, as a clause that fits after “whether” and “that”.
    pub title: String,
    pub weight: Weight,
    /// The claims it rests on, the most apt first.
    pub claims: Vec<ClaimId>,
    /// What one would ask the programme.
    pub question: String,
    /// When the answer is yes.
    pub shown: Condition,
    /// When the answer is no; without it, it never is.
    pub refuted: Option<Condition>,
    /// What a finding says.
    pub findings: Sentences,
    /// Texts for particular values that refute it; the first that holds goes before the general ones.
    pub cases: Vec<Case>,
    /// What would help.
    pub help: Help,
    /// Documents that a funder would accept.
    pub evidence: Vec<String>,
    /// What is often confused with it, and what must not be held against a programme.
    pub traps: Vec<String>,
    /// Where it rests on a reading of this tool rather than on the source.
    pub interpretations: Vec<Interpretation>,
    /// Small descriptions for and against.
    pub examples: Examples,
}

/// What a finding says where particular values refute a criterion.
#[derive(Debug)]
pub struct Case {
    /// When it is used.
    pub when: Condition,
    /// What the fact means.
    pub finding: String,
    /// What would help, where that is something else than in general.
    pub help: Option<String>,
}

/// A reading of this tool, said whenever the judgement makes use of it.
#[derive(Debug)]
pub struct Interpretation {
    /// Its name, unique within the block.
    pub id: String,
    /// When use is made of it.
    pub when: Condition,
    /// The claims concerned.
    pub claims: Vec<ClaimId>,
    /// What is said.
    pub note: String,
}

/// A building block: shown when all its necessary indicators are, refuted when one is.
#[derive(Debug)]
pub struct Block {
    pub id: String,
    pub title: String,
    pub question: String,
    /// What it asks for and why.
    pub summary: String,
    /// Its indicators, in order.
    pub indicators: Vec<CriterionId>,
}

/// A kind of programme: shown when all it requires is, refuted when any of it is.
#[derive(Debug)]
pub struct Kind {
    pub id: String,
    /// What it is called, with its article where English wants one.
    pub title: String,
    /// What it is.
    pub summary: String,
    /// Claims of the pack's source that speak of it.
    pub claims: Vec<ClaimId>,
    /// Other works it rests on.
    pub sources: Vec<Reference>,
    /// What it requires.
    pub requires: Vec<Requirement>,
    /// What makes it this kind rather than a neighbour.
    pub defining: Vec<Requirement>,
    /// Whether it keeps no verdict open beside another kind.
    pub residual: bool,
    /// Small descriptions for and against.
    pub examples: Examples,
}

/// What a kind requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    Block(BlockId),
    /// A condition of its own, or one that it shares with other kinds.
    Criterion(CriterionId),
}

/// Truth in labelling, as data.
#[derive(Debug)]
pub struct Labels {
    /// The field with the label.
    pub field: FieldId,
    /// The claim that a wrong label offends.
    pub claim: ClaimId,
    /// What a finding says.
    pub finding: String,
    /// What would help.
    pub help: String,
    /// For each value of the field, the kinds it may mean; empty where it says nothing about the kind.
    pub meanings: Vec<Vec<KindId>>,
    /// For each value of the field, the kinds of which the source says nothing under that label.
    pub silent: Vec<Vec<KindId>>,
    /// For each value of the field, whether it names a kind, so that it is an error where it is ruled out.
    pub names_kind: Vec<bool>,
}

/// The spectrum, as data.
#[derive(Debug)]
pub struct Spectrum {
    /// What its low end is called.
    pub low: String,
    /// What its high end is called.
    pub high: String,
    /// The claim behind it.
    pub claim: ClaimId,
    /// What comes from the source and what from this project.
    pub note: String,
    /// Until this holds, a programme has no place on it; without it, every programme may have one.
    pub applies: Option<Condition>,
    /// Where this holds, a programme has no place on it.
    pub outside: Option<Condition>,
    /// Its points in rising order.
    pub points: Vec<Point>,
}

/// A point of the spectrum: possible until it is ruled out.
#[derive(Debug)]
pub struct Point {
    pub at: u8,
    pub title: String,
    /// When it is out of the question.
    pub ruled_out: Condition,
}

/// A pack that cannot be used: for each of its files with a mistake, what is wrong and where.
#[derive(Debug, thiserror::Error)]
#[error("the rule pack does not hold together")]
pub struct BrokenPack {
    /// The files with mistakes.
    pub files: Vec<Unreadable>,
}

impl Pack {
    /// The kind with this id.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<KindId> {
        self.kinds.iter().position(|kind| kind.id == id)
    }

    /// The code that took the place of a code of an earlier version.
    #[must_use]
    pub fn renamed(&self, code: &str) -> Option<&str> {
        self.renamed.iter().find(|(old, _)| old == code).map(|(_, new)| new.as_str())
    }

    /// A criterion's stable code: block and indicator, or kind and condition. A condition that
    /// several kinds share goes by their common file.
    #[must_use]
    pub fn code_of(&self, criterion: CriterionId) -> String {
        let id = &self.criteria[criterion].id;
        if let Some(block) = self.blocks.iter().find(|block| block.indicators.contains(&criterion)) {
            return format!("{}/{id}", block.id);
        }
        let mut kinds = self.kinds.iter().filter(|kind| kind.requires.contains(&Requirement::Criterion(criterion)));
        match (kinds.next(), kinds.next()) {
            (Some(kind), None) => format!("{}/{id}", kind.id),
            _ => format!("{SHARED}{id}"),
        }
    }

    /// What a requirement is called.
    #[must_use]
    pub fn requirement_title(&self, requirement: Requirement) -> &str {
        match requirement {
            Requirement::Block(block) => &self.blocks[block].title,
            Requirement::Criterion(criterion) => &self.criteria[criterion].title,
        }
    }

    /// The criteria behind a kind's requirements, each with the stable code that findings carry:
    /// block and indicator, or kind and condition.
    pub fn criteria_of(&self, kind: KindId) -> impl Iterator<Item = (String, CriterionId)> {
        let owned = self.owned_criteria_of(kind);
        owned.map(|(owner, criterion)| (format!("{owner}/{}", self.criteria[criterion].id), criterion))
    }

    /// The same, each with what its code begins with: the block or kind that it belongs to.
    pub fn owned_criteria_of(&self, kind: KindId) -> impl Iterator<Item = (&str, CriterionId)> {
        let kind = &self.kinds[kind];
        kind.requires.iter().flat_map(move |requirement| {
            let (owner, criteria) = match requirement {
                Requirement::Block(block) => (&self.blocks[*block].id, self.blocks[*block].indicators.as_slice()),
                Requirement::Criterion(criterion) => (&kind.id, std::slice::from_ref(criterion)),
            };
            criteria.iter().map(move |criterion| (owner.as_str(), *criterion))
        })
    }
}
