//! Serde types of the files in a rule pack, before names are resolved by `link`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `concept.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawConcept {
    pub id: String,
    pub title: String,
    pub version: u32,
    pub source: Reference,
    #[serde(default)]
    pub works: Vec<Reference>,
    pub definition: Quotation,
    #[serde(default)]
    pub programme: Option<Quotation>,
    pub blocks: Vec<String>,
    pub kinds: Vec<String>,
    pub labels: RawLabels,
    pub spectrum: RawSpectrum,
    /// Values that no rule reads, by field: a list, or `all`.
    #[serde(default)]
    pub informative: BTreeMap<String, RawInformative>,
    pub caution: String,
    #[serde(default)]
    pub renamed: BTreeMap<String, String>,
}

/// Bibliographic reference to a work or organisation.
#[derive(Debug, Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    pub authors: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Publication details.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// What the concept or kind takes from this work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Reference {
    /// Short citation: “First 2019”, “First and Second 2019”, or “First and others 2019” for more authors. People are
    /// written “Surname, initials”. A name without a comma is an organisation's, and stays as it is.
    #[must_use]
    pub fn short_citation(&self) -> String {
        let year = self.year.map(|year| format!(" {year}")).unwrap_or_default();
        let surname = |people: &str| people.split(',').next().unwrap_or_default().to_owned();
        let first = surname(&self.authors);
        let names = match self.authors.rsplit_once(" and ") {
            _ if !self.authors.contains(',') => first,
            Some((before, last)) if last != "others" && before.matches(',').count() == 1 => {
                format!("{first} and {}", surname(last))
            }
            None if self.authors.matches(',').count() == 1 => first,
            _ => format!("{first} and others"),
        };
        format!("{names}{year}")
    }

    /// Citation: “Authors (year), title”, omitting unknown parts.
    #[must_use]
    pub fn citation(&self) -> String {
        let year = self.year.map(|year| format!(" ({year})")).unwrap_or_default();
        let title = self.title.as_ref().map(|title| format!(", {title}")).unwrap_or_default();
        format!("{}{year}{title}", self.authors)
    }
}

/// Verbatim quotation from a source.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    pub quote: String,
    /// Heading of the section that contains the quotation.
    pub heading: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLabels {
    pub field: String,
    pub claim: String,
    pub finding: String,
    pub help: String,
    pub names_a_kind: Vec<String>,
    pub meanings: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub silent: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum RawInformative {
    Values(Vec<String>),
    All(AllKeyword),
}

#[derive(Debug, Deserialize)]
pub(super) enum AllKeyword {
    #[serde(rename = "all")]
    All,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSpectrum {
    pub low: String,
    pub high: String,
    pub claim: String,
    pub note: String,
    #[serde(default)]
    pub applies: Option<RawCondition>,
    #[serde(default)]
    pub outside: Option<RawCondition>,
    pub points: Vec<RawPoint>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPoint {
    pub at: u8,
    pub title: String,
    pub ruled_out: RawCondition,
}

/// `claims.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClaims {
    pub claims: Vec<Claim>,
}

/// A claim of the source, or an interpretation where the source is silent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub id: String,
    /// Paraphrase of the claim.
    pub says: String,
    /// Verbatim quotation from the source.
    #[serde(default)]
    pub quote: Option<String>,
    /// Heading of the section that contains the quotation.
    #[serde(default)]
    pub heading: Option<String>,
    /// Author whom the source quotes, named as in the same paragraph; `None` if the words are the source's own.
    #[serde(default)]
    pub author: Option<String>,
    /// Quoted work, if other than the pack's source.
    #[serde(default)]
    pub source: Option<String>,
    /// How this tool interprets the source's silence.
    #[serde(default)]
    pub interpretation: Option<String>,
    /// Whether the claim forbids findings instead of requiring them.
    #[serde(default)]
    pub must_not_flag: bool,
}

/// `conditions.yaml`: conditions shared by several kinds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawConditions {
    pub conditions: Vec<RawCriterion>,
}

/// `blocks/*.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBlock {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub topic: Option<String>,
    pub question: String,
    pub summary: String,
    pub indicators: Vec<RawCriterion>,
}

/// `kinds/*.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKind {
    pub id: String,
    pub title: String,
    pub summary: String,
    #[serde(default)]
    pub claims: Vec<String>,
    #[serde(default)]
    pub sources: Vec<Reference>,
    pub requires: Vec<RawRequirement>,
    pub defining: Vec<String>,
    #[serde(default)]
    pub residual: bool,
    pub examples: Examples,
}

/// Reference to a block, reference to a shared condition, or an inline condition.
#[derive(Debug)]
pub(super) enum RawRequirement {
    Block { block: String },
    Condition { condition: String },
    Inline(Box<RawCriterion>),
}

/// An indicator of a block or a condition of a kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCriterion {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub weight: Weight,
    pub claims: Vec<String>,
    pub question: String,
    pub shown: RawCondition,
    #[serde(default)]
    pub refuted: Option<RawCondition>,
    pub findings: Messages,
    #[serde(default)]
    pub cases: Vec<RawCase>,
    #[serde(default)]
    pub help: Help,
    #[serde(default)]
    pub evidence: Vec<String>,
    #[serde(default)]
    pub traps: Vec<String>,
    #[serde(default)]
    pub interpretations: Vec<RawInterpretation>,
    #[serde(default)]
    pub examples: Examples,
}

/// Whether an indicator affects the answer of its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    #[default]
    Necessary,
    /// Evaluated and reported without affecting the block's answer.
    Supporting,
}

/// Finding messages by answer.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// Appended to a sentence that states the fact.
    #[serde(default)]
    pub refuted: String,
    pub open: String,
}

/// Advice by answer.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    #[serde(default)]
    pub refuted: String,
    /// Defaults to `refuted`.
    #[serde(default)]
    open: Option<String>,
}

impl Help {
    /// Advice for open criteria.
    #[must_use]
    pub fn open(&self) -> &str {
        self.open.as_deref().unwrap_or(&self.refuted)
    }
}

/// Message and advice for specific values that refute a criterion.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCase {
    pub when: RawCondition,
    pub finding: String,
    #[serde(default)]
    pub help: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInterpretation {
    pub id: String,
    pub when: RawCondition,
    pub claims: Vec<String>,
    pub note: String,
}

/// Examples by expected answer, as partial descriptions.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    #[serde(default)]
    pub shows: Vec<Example>,
    #[serde(default)]
    pub refutes: Vec<Example>,
    #[serde(default)]
    pub leaves_open: Vec<Example>,
}

/// Facts of an example by field name.
pub type Example = BTreeMap<String, OneOrMany>;

#[derive(Debug, Clone)]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// A mapping with exactly one entry (checked when linking): `all`, `any` or a field.
#[derive(Debug)]
pub(super) struct RawCondition(pub Vec<(String, RawPredicate)>);

#[derive(Debug)]
pub(super) enum RawPredicate {
    Parts(Vec<RawCondition>),
    Values(Vec<String>),
    Operators(Vec<(RawOperator, Vec<String>)>),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawOperator {
    OtherThan,
    AnyOf,
    NoneOf,
}
