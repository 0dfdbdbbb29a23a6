//! The files of a rule pack as they are written. What they mean is checked when they are linked.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `concept.yaml`: what the pack is about, and the order of its parts.
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
    /// Values that only inform the reader; for a field, a list of them or the word `all`.
    #[serde(default)]
    pub informative: BTreeMap<String, InformativeFile>,
    pub caution: String,
    #[serde(default)]
    pub renamed: BTreeMap<String, String>,
}

/// A work or body that a concept or kind rests on.
#[derive(Debug, Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Who wrote or stands for it.
    pub authors: String,
    /// When it came out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where and how it came out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// What is taken from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Reference {
    /// “First author 2019”, or “First author and others 2019” where there are several.
    #[must_use]
    pub fn in_short(&self) -> String {
        let year = self.year.map(|year| format!(" {year}")).unwrap_or_default();
        let surname = self.authors.split(',').next().unwrap_or_default();
        let several = self.authors.contains(" and ") || self.authors.matches(',').count() > 1;
        format!("{surname}{}{year}", if several { " and others" } else { "" })
    }

    /// “Authors (year), title”, as far as it is known.
    #[must_use]
    pub fn cited(&self) -> String {
        let year = self.year.map(|year| format!(" ({year})")).unwrap_or_default();
        let title = self.title.as_ref().map(|title| format!(", {title}")).unwrap_or_default();
        format!("{}{year}{title}", self.authors)
    }
}

/// Words of a source, verbatim.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    /// The words.
    pub quote: String,
    /// The heading they stand under.
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

/// `claims.yaml`: the ledger of claims.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimsFile {
    pub claims: Vec<Claim>,
}

/// One claim of the source, or one interpretation where the source is silent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Its id in the ledger.
    pub id: String,
    /// What it says, in our words.
    pub says: String,
    /// The source's words, verbatim.
    #[serde(default)]
    pub quote: Option<String>,
    /// The heading they stand under.
    #[serde(default)]
    pub heading: Option<String>,
    /// Whose words the source quotes, where they are not its own; the name as it is in the same paragraph.
    #[serde(default)]
    pub author: Option<String>,
    /// The work that the words are from, where it is not the pack's source.
    #[serde(default)]
    pub source: Option<String>,
    /// What this tool makes of the source's silence.
    #[serde(default)]
    pub interpretation: Option<String>,
    /// Whether it forbids a finding rather than asks for one.
    #[serde(default)]
    pub must_not_flag: bool,
}

/// `conditions.yaml`: what several kinds ask for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionsFile {
    pub conditions: Vec<CriterionFile>,
}

/// `blocks/*.yaml`: one building block.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockFile {
    pub id: String,
    pub title: String,
    pub question: String,
    pub summary: String,
    pub indicators: Vec<CriterionFile>,
}

/// `kinds/*.yaml`: one kind of programme.
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

/// What a kind requires: a block, a shared condition, or one written out.
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

/// Whether an indicator decides its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// It decides.
    #[default]
    Necessary,
    /// It is asked for and reported, and never decides.
    Supporting,
}

/// What a finding says when an indicator is refuted, and when it is open.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// What it means when it is refuted; a sentence with the fact goes before it.
    #[serde(default)]
    pub refuted: String,
    /// When it is neither shown nor refuted.
    pub open: String,
}

/// What would help, as advice on the programme.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// When it is refuted.
    #[serde(default)]
    pub refuted: String,
    /// When it is neither shown nor refuted, where that is something else.
    #[serde(default)]
    open: Option<String>,
}

impl Help {
    /// When it is neither shown nor refuted.
    #[must_use]
    pub fn open(&self) -> &str {
        self.open.as_deref().unwrap_or(&self.refuted)
    }
}

/// Texts for particular values that refute a criterion.
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

/// Small descriptions that show, refute and leave open what they stand beside.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// Those that show it.
    #[serde(default)]
    pub shows: Vec<Example>,
    /// Those that refute it.
    #[serde(default)]
    pub refutes: Vec<Example>,
    /// Those that do neither.
    #[serde(default)]
    pub leaves_open: Vec<Example>,
}

/// An example's facts: for each field one value or a list.
pub type Example = BTreeMap<String, OneOrMore>;

/// One value or a list.
#[derive(Debug, Clone)]
pub enum OneOrMore {
    /// A field of one value.
    One(String),
    /// A list.
    More(Vec<String>),
}

/// A condition: a mapping with one entry, `all`, `any` or a field.
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
