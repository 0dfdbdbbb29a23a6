//! Rule packs: the concept as data, linked to the vocabulary. No concept is hard-coded; a pack is parsed and validated
//! like any other input, and its errors are findings with locations.

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

pub use condition::{Condition, Operator, Predicate};
pub use files::{PackContent, PackFile, PackFiles};
pub use load::{built_in, built_in_names};

/// The name of the built-in pack that judges where nobody asks for another.
pub const DEFAULT_PACK: &str = "mentoring-to-work";
pub use raw::{Claim, Example, Examples, Help, Messages, OneOrMany, Quotation, Reference, Weight};

use crate::{diagnostic::FileDiagnostics, schema::FieldId};

/// A linked rule pack.
#[derive(Debug)]
pub struct Pack {
    /// The kind that is the pack's concept.
    pub concept: KindId,
    pub title: String,
    /// Incremented when a verdict can change.
    pub version: u32,
    /// The work that defines the concept.
    pub source: Reference,
    /// Short citation of `source`; see [`Reference::short_citation`].
    pub citation: String,
    /// Other quoted works.
    pub other_sources: Vec<Reference>,
    pub definition: Quotation,
    /// Definition of a programme, if the source has one.
    pub programme: Option<Quotation>,
    /// Old and new codes of findings.
    pub renamed_codes: Vec<(String, String)>,
    /// Per field, bit mask of the known values that no rule reads.
    pub informative_values: Vec<u64>,
    /// Caveat shown once in every report.
    pub caution: String,
    pub claims: Vec<Claim>,
    /// All indicators and conditions.
    pub criteria: Vec<Criterion>,
    /// In pack order.
    pub blocks: Vec<Block>,
    /// In pack order.
    pub kinds: Vec<Kind>,
    pub labels: LabelRules,
    pub spectrum: Spectrum,
}

/// Code prefix of conditions shared by several kinds.
pub const SHARED_CONDITION_PREFIX: &str = "conditions/";

/// Index into [`Pack::criteria`].
pub type CriterionId = usize;
/// Index into [`Pack::blocks`].
pub type BlockId = usize;
/// Index into [`Pack::kinds`].
pub type KindId = usize;
/// Index into [`Pack::claims`].
pub type ClaimId = usize;

/// An indicator of a block or a condition of a kind: one question with independent conditions for yes and no.
#[derive(Debug)]
pub struct Criterion {
    /// Unique within its block, kind or the shared conditions.
    pub id: String,
    /// Clause that follows “whether” or “that”.
    pub title: String,
    pub weight: Weight,
    /// Supporting claims, most relevant first.
    pub claims: Vec<ClaimId>,
    /// Question to ask the programme.
    pub question: String,
    /// Evaluates to true if the answer is yes.
    pub shown: Condition,
    /// Evaluates to true if the answer is no; `None` if it cannot be refuted.
    pub refuted: Option<Condition>,
    /// Finding messages.
    pub findings: Messages,
    /// Overrides of messages for specific values; the first match wins.
    pub cases: Vec<Case>,
    pub help: Help,
    /// Documents that a funder would accept as evidence.
    pub evidence: Vec<String>,
    /// Common confusions, and facts that must not be counted against a programme.
    pub traps: Vec<String>,
    /// Where the criterion depends on this tool's interpretation of the source.
    pub interpretations: Vec<Interpretation>,
    pub examples: Examples,
}

/// Override of a criterion's finding for specific values.
#[derive(Debug)]
pub struct Case {
    pub when: Condition,
    pub finding: String,
    /// Overrides the criterion's help.
    pub help: Option<String>,
}

/// An interpretation by this tool, reported whenever it affects the evaluation.
#[derive(Debug)]
pub struct Interpretation {
    /// Unique within the block.
    pub id: String,
    /// Condition under which the interpretation applies.
    pub when: Condition,
    pub claims: Vec<ClaimId>,
    pub note: String,
}

/// A building block: shown if all necessary indicators are shown, refuted if one is refuted.
#[derive(Debug)]
pub struct Block {
    pub id: String,
    pub title: String,
    /// What it is about, in everyday words; the title if the pack gives none.
    pub topic: String,
    pub question: String,
    pub summary: String,
    /// In pack order.
    pub indicators: Vec<CriterionId>,
}

/// A kind of programme: shown if all requirements are shown, refuted if one is refuted.
#[derive(Debug)]
pub struct Kind {
    pub id: String,
    /// Includes the article, where English needs one.
    pub title: String,
    pub summary: String,
    /// Claims of the pack's source about this kind.
    pub claims: Vec<ClaimId>,
    /// Other works that define this kind.
    pub sources: Vec<Reference>,
    pub requires: Vec<Requirement>,
    /// Requirements that distinguish this kind from similar ones.
    pub defining: Vec<Requirement>,
    /// Whether other kinds take precedence: an open residual kind does not keep a verdict open.
    pub residual: bool,
    pub examples: Examples,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    Block(BlockId),
    /// The kind's own condition, or a shared one.
    Criterion(CriterionId),
}

/// Rules for the label that a programme gives itself.
#[derive(Debug)]
pub struct LabelRules {
    /// The field that states the label.
    pub field: FieldId,
    /// The claim that a wrong label violates.
    pub claim: ClaimId,
    pub finding: String,
    pub help: String,
    /// Per value of the field, the kinds that the label can mean; empty if it does not name a kind.
    pub allowed_kinds: Vec<Vec<KindId>>,
    /// Per value of the field, the kinds under this label on which the source is silent.
    pub unspecified_kinds: Vec<Vec<KindId>>,
    /// Per value of the field, whether the label names a kind, so that a mismatch is an error.
    pub names_kind: Vec<bool>,
}

/// The scale on which programmes are placed.
#[derive(Debug)]
pub struct Spectrum {
    /// Name of the low end.
    pub low: String,
    /// Name of the high end.
    pub high: String,
    pub claim: ClaimId,
    /// What comes from the source and what from this project.
    pub note: String,
    /// Precondition for a position on the spectrum; `None` if there is none.
    pub applies_if: Option<Condition>,
    /// Condition that excludes a programme from the spectrum.
    pub excluded_if: Option<Condition>,
    /// In ascending order.
    pub points: Vec<Point>,
}

/// A point on the spectrum, possible until ruled out.
#[derive(Debug)]
pub struct Point {
    pub position: u8,
    pub title: String,
    pub ruled_out: Condition,
}

/// Errors that make a pack unusable, grouped by file.
#[derive(Debug, thiserror::Error)]
#[error("the rule pack does not hold together")]
pub struct PackError {
    pub files: Vec<FileDiagnostics>,
}

impl Pack {
    #[must_use]
    pub fn kind_by_name(&self, name: &str) -> Option<KindId> {
        let is_title = |title: &str| title.eq_ignore_ascii_case(name.trim());
        self.kind(name).or_else(|| self.kinds.iter().position(|kind| is_title(&kind.title)))
    }

    #[must_use]
    pub fn kind(&self, id: &str) -> Option<KindId> {
        self.kinds.iter().position(|kind| kind.id == id)
    }

    /// The replacement for a code of an earlier version.
    #[must_use]
    pub fn replacement_code(&self, code: &str) -> Option<&str> {
        self.renamed_codes.iter().find(|(old, _)| old == code).map(|(_, new)| new.as_str())
    }

    /// Stable code of a criterion: `block/indicator`, `kind/condition`, or `conditions/condition` if shared.
    #[must_use]
    pub fn criterion_code(&self, criterion: CriterionId) -> String {
        let id = &self.criteria[criterion].id;
        if let Some(block) = self.blocks.iter().find(|block| block.indicators.contains(&criterion)) {
            return format!("{}/{id}", block.id);
        }
        let mut kinds = self.kinds.iter().filter(|kind| kind.requires.contains(&Requirement::Criterion(criterion)));
        match (kinds.next(), kinds.next()) {
            (Some(kind), None) => format!("{}/{id}", kind.id),
            _ => format!("{SHARED_CONDITION_PREFIX}{id}"),
        }
    }

    #[must_use]
    pub fn requirement_title(&self, requirement: Requirement) -> &str {
        match requirement {
            Requirement::Block(block) => &self.blocks[block].title,
            Requirement::Criterion(criterion) => &self.criteria[criterion].title,
        }
    }

    /// Criteria behind a kind's requirements, each with its stable code.
    pub fn criteria_with_code(&self, kind: KindId) -> impl Iterator<Item = (String, CriterionId)> {
        let owned = self.criteria_with_owner(kind);
        owned.map(|(owner, criterion)| (format!("{owner}/{}", self.criteria[criterion].id), criterion))
    }

    /// Criteria behind a kind's requirements, each with the ID of the owning block or kind.
    pub fn criteria_with_owner(&self, kind: KindId) -> impl Iterator<Item = (&str, CriterionId)> {
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
