//! Serde types of the files in a rule pack, before names are resolved by `link`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `concept.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConceptFile {
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
    pub labels: LabelsFile,
    pub spectrum: SpectrumFile,
    /// Values that no rule reads, by field: a list, or `all`.
    #[serde(default)]
    pub informative: BTreeMap<String, InformativeFile>,
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
    /// Short citation: “First author 2019”, or “First author and others 2019” for several authors.
    #[must_use]
    pub fn in_short(&self) -> String {
        let year = self.year.map(|year| format!(" {year}")).unwrap_or_default();
        let surname = self.authors.split(',').next().unwrap_or_default();
        let several = self.authors.contains(" and ") || self.authors.matches(',').count() > 1;
        format!("{surname}{}{year}", if several { " and others" } else { "" })
    }

    /// Citation: “Authors (year), title”, omitting unknown parts.
    #[must_use]
    pub fn cited(&self) -> String {
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
pub(super) struct LabelsFile {
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
pub(super) enum InformativeFile {
    Values(Vec<String>),
    All(AllValues),
}

#[derive(Debug, Deserialize)]
pub(super) enum AllValues {
    #[serde(rename = "all")]
    All,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpectrumFile {
    pub low: String,
    pub high: String,
    pub claim: String,
    pub note: String,
    #[serde(default)]
    pub applies: Option<ConditionFile>,
    #[serde(default)]
    pub outside: Option<ConditionFile>,
    pub points: Vec<PointFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PointFile {
    pub at: u8,
    pub title: String,
    pub ruled_out: ConditionFile,
}

/// `claims.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimsFile {
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
pub(super) struct ConditionsFile {
    pub conditions: Vec<CriterionFile>,
}

/// `blocks/*.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockFile {
    pub id: String,
    pub title: String,
    pub question: String,
    pub summary: String,
    pub indicators: Vec<CriterionFile>,
}

/// `kinds/*.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindFile {
    pub id: String,
    pub title: String,
    pub summary: String,
    #[serde(default)]
    pub claims: Vec<String>,
    #[serde(default)]
    pub sources: Vec<Reference>,
    pub requires: Vec<RequirementFile>,
    pub defining: Vec<String>,
    #[serde(default)]
    pub residual: bool,
    pub examples: Examples,
}

/// Reference to a block, reference to a shared condition, or an inline condition.
#[derive(Debug)]
pub(super) enum RequirementFile {
    Block { block: String },
    Condition { condition: String },
    Own(Box<CriterionFile>),
}

/// An indicator of a block or a condition of a kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CriterionFile {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub weight: Weight,
    pub claims: Vec<String>,
    pub question: String,
    pub shown: ConditionFile,
    #[serde(default)]
    pub refuted: Option<ConditionFile>,
    pub findings: Sentences,
    #[serde(default)]
    pub cases: Vec<CaseFile>,
    #[serde(default)]
    pub help: Help,
    #[serde(default)]
    pub evidence: Vec<String>,
    #[serde(default)]
    pub traps: Vec<String>,
    #[serde(default)]
    pub interpretations: Vec<InterpretationFile>,
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
pub struct Sentences {
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
pub(super) struct CaseFile {
    pub when: ConditionFile,
    pub finding: String,
    #[serde(default)]
    pub help: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InterpretationFile {
    pub id: String,
    pub when: ConditionFile,
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
pub type Example = BTreeMap<String, OneOrMore>;

#[derive(Debug, Clone)]
pub enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// A mapping with exactly one entry (checked when linking): `all`, `any` or a field.
#[derive(Debug)]
pub(super) struct ConditionFile(pub Vec<(String, TestFile)>);

#[derive(Debug)]
pub(super) enum TestFile {
    Parts(Vec<ConditionFile>),
    Values(Vec<String>),
    How(Vec<(HowFile, Vec<String>)>),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum HowFile {
    OtherThan,
    AnyOf,
    NoneOf,
}
