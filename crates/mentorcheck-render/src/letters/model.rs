//! The data of templates. The comment at the top of each template documents it for users.

use serde::Serialize;

use crate::letters::Markdown;
use mentorcheck_core::eval::{Answer, VerdictStatus};

#[derive(Debug, Serialize)]
pub struct Letter {
    /// Empty if unnamed.
    pub name: Markdown,
    /// The path, and the number of the description if the file has several.
    pub file: Markdown,
    pub rules: Rules,
    /// The expected kind, if any.
    pub expected: Option<Markdown>,
    /// Whether it is established as the expected kind.
    pub as_expected: bool,
    pub verdict: Verdict,
    /// The stated facts, by section.
    pub understood: Vec<SectionFacts>,
    /// Errors in the file. Invalid parts are ignored.
    pub mistakes: Vec<SchemaMessage>,
    pub blocks: Vec<Block>,
    /// Refuted points.
    pub differs: Vec<Point>,
    /// Contradictory points.
    pub contradicts: Vec<Point>,
    /// Questions that can change the verdict, the most decisive first.
    pub questions: Vec<Question>,
    /// Questions that cannot change the verdict.
    pub also: Vec<Question>,
    /// Interpretations that were used, where the source is silent.
    pub readings: Vec<InterpretationUse>,
    pub label: Label,
    pub spectrum: Spectrum,
    pub remedy: FixChoices,
    /// What the letter is about.
    pub outcome: Outcome,
    /// Whether the programme has ended.
    pub ended: bool,
    /// Whether it was described in a form.
    pub from_form: bool,
    /// The questions to ask, at most five.
    pub asked: Vec<Asked>,
    /// How many questions the report asks.
    pub asked_total: usize,
    /// Documents that could support the answers.
    pub attach: Vec<Markdown>,
    /// The title of the kind that is looked for: the expected one, else that of the rules.
    pub target: Markdown,
    /// The necessary points of that kind that are not met.
    pub unmet: Vec<Point>,
    /// The points of the building blocks that are not met and do not decide, where the concept is possible.
    pub supporting: Vec<Point>,
    /// What decides the verdict or the unmet points, in sentences.
    pub reasons: Vec<Markdown>,
    /// The words that the evidence quotes.
    pub evidence: Vec<Quoted>,
    /// What the sender adds.
    pub letter: Details,
}

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Nothing is left to ask.
    Clear,
    /// Answers can still change the verdict.
    Questions,
    /// The description contradicts itself.
    Contradiction,
    /// It is another kind than the one expected, whatever the answers.
    OtherKind,
    /// It is no kind.
    NoKind,
}

/// What the sender of a letter adds to it. Nothing is known of what is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Details {
    /// The lines of name and address.
    pub from: Vec<Markdown>,
    pub date: Option<Markdown>,
    pub reference: Option<Markdown>,
    pub reply_by: Option<Markdown>,
    pub call: Option<Markdown>,
    /// The SHA-256 of the file.
    pub digest: String,
    /// The version of the rules.
    pub rules_version: u32,
    /// The version of mentorcheck.
    pub version: String,
}

/// A question with its reason.
#[derive(Debug, Default, Serialize)]
pub struct Asked {
    #[serde(flatten)]
    pub field: AskedField,
    /// Questions that belong to it.
    pub with: Vec<AskedField>,
    /// What it is about, as a noun phrase; empty for a contradiction.
    pub topic: Markdown,
    /// The title of the building block that it decides, if any.
    pub block: Option<Markdown>,
    /// What is stated already.
    pub known: Vec<Markdown>,
    /// Whether the answer in the description is not understood.
    pub misread: bool,
    /// The applicant's own words.
    pub quoted: Vec<Quoted>,
    /// For a contradiction: the sentences between which to choose.
    pub choices: Vec<Markdown>,
}

#[derive(Debug, Default, Serialize)]
pub struct AskedField {
    pub question: Markdown,
    /// Whether it has several answers.
    pub several: bool,
    /// Without “not known”.
    pub answers: Vec<Markdown>,
}

/// Words that the evidence section quotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quoted {
    pub words: Markdown,
    pub document: Markdown,
    /// May be empty.
    pub place: Markdown,
}

#[derive(Debug, Serialize)]
pub struct Rules {
    /// The title of the concept.
    pub title: Markdown,
    /// The citation of the source.
    pub source: Markdown,
    /// The definition, quoted.
    pub definition: Markdown,
    /// The heading of the definition in the source.
    pub heading: Markdown,
    /// The general caution of the rules.
    pub caution: Markdown,
}

#[derive(Debug, Serialize)]
pub struct Verdict {
    pub sentence: Markdown,
    /// `established`, `provisional`, `open`, `unclassified` or `contradictory`.
    pub standing: VerdictStatus,
    /// `None` unless the verdict is established or provisional.
    pub kind: Option<Kind>,
    /// The titles of the kinds still possible.
    pub candidates: Vec<Markdown>,
    /// Whether a further kind is possible, on a condition that the sentence names.
    pub has_exception: bool,
}

/// The kind of a programme.
#[derive(Debug, Serialize)]
pub struct Kind {
    pub title: Markdown,
    pub summary: Markdown,
    /// The titles of the required blocks.
    pub blocks: Vec<Markdown>,
    /// Its other conditions.
    pub points: Vec<Point>,
    /// Claims of the source on these, by heading.
    pub claims: Vec<ClaimGroup>,
    /// Further works that define the kind.
    pub sources: Vec<Source>,
}

/// A work other than the source of the concept.
#[derive(Debug, Serialize)]
pub struct Source {
    /// Authors, year and title.
    pub cited: Markdown,
    /// Authors and year.
    pub short: Markdown,
    /// What is taken from it; may be empty.
    pub note: Markdown,
}

/// A section of the description with its facts.
#[derive(Debug, Serialize)]
pub struct SectionFacts {
    pub title: Markdown,
    pub stated: Vec<FieldFacts>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    pub title: Markdown,
    /// The name, as a code span.
    pub name: Markdown,
}

/// The facts of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldFacts {
    pub field: Field,
    /// The titles of the values.
    pub values: Vec<Markdown>,
    /// “line 3”, “lines 3 and 5”.
    pub lines: String,
    /// What the facts indicate; usually empty.
    pub remark: Markdown,
}

#[derive(Debug, Serialize)]
pub struct Block {
    pub title: Markdown,
    /// What it is about, in everyday words.
    pub topic: Markdown,
    /// What decides it, in sentences.
    pub says: Vec<Markdown>,
    /// What it lacks that does not decide, in sentences.
    pub supporting: Vec<Markdown>,
    /// What is not stated: clauses that fit after “whether”.
    pub missing: Vec<Markdown>,
    /// The source's words on the first point that is not met; empty if it is met.
    pub note: Markdown,
    /// The numbers of the questions about it.
    pub asked: Vec<usize>,
    /// False if an answer on it is not understood.
    pub understood: bool,
    pub question: Markdown,
    pub answer: Answer,
    pub points: Vec<Point>,
    /// Claims of the source, by heading.
    pub claims: Vec<ClaimGroup>,
}

/// Claims under one heading of the source.
#[derive(Debug, Serialize)]
pub struct ClaimGroup {
    pub heading: Markdown,
    pub claims: Vec<Claim>,
}

#[derive(Debug, Serialize)]
pub struct Claim {
    /// The claim in the rules' words.
    pub says: Markdown,
    /// The quotation.
    pub quote: Markdown,
}

/// An indicator or condition.
#[derive(Debug, Serialize)]
pub struct Point {
    /// The title of the block or kind.
    pub of: Markdown,
    /// A clause that fits after “that” and “whether”.
    pub title: Markdown,
    /// The title as a question.
    pub question: Markdown,
    /// Whether it is necessary.
    pub decides: bool,
    pub answer: Answer,
    /// Whether a field can still be stated.
    pub answerable: bool,
    /// The deciding facts.
    pub facts: Vec<FieldFacts>,
    /// The deciding facts in sentences.
    pub says: Vec<Markdown>,
    /// Empty unless refuted or open.
    pub finding: Markdown,
    /// Empty unless refuted.
    pub help: Markdown,
    /// What would help, sentence by sentence; empty if it is met.
    pub advice: Vec<Markdown>,
    /// What to write in the description for it to be met: facts of which one is enough.
    pub write: Vec<FixStep>,
    /// The source's own words; may be empty.
    pub quote: Markdown,
    /// The same in the rules' words; empty without a quotation.
    pub meaning: Markdown,
    /// Documents that can support it.
    pub evidence: Vec<Markdown>,
    /// What does not count against a programme.
    pub traps: Vec<Markdown>,
}

// Templates use `question.question`, as in the report.
#[allow(clippy::struct_field_names)]
#[derive(Debug, Serialize)]
pub struct Question {
    pub question: Markdown,
    /// The claim behind the question.
    pub why: Markdown,
    /// The fields that can answer it; any one may do.
    pub fields: Vec<AnswerOptions>,
    /// Documents that can support the answer.
    pub evidence: Vec<Markdown>,
}

/// The possible answers in a field.
#[derive(Debug, Serialize)]
pub struct AnswerOptions {
    pub field: Field,
    /// Whether it takes a list.
    pub several: bool,
    /// The titles of the stated values.
    pub stated: Vec<Markdown>,
    /// The titles of the other values.
    pub values: Vec<Markdown>,
    /// The value that closes a list; empty if stated or not applicable.
    pub closing: Markdown,
}

/// An interpretation of mentorcheck.
#[derive(Debug, Serialize)]
pub struct InterpretationUse {
    pub note: Markdown,
    /// The facts it applies to.
    pub facts: Vec<FieldFacts>,
}

/// A schema error.
#[derive(Debug, Serialize)]
pub struct SchemaMessage {
    /// From 1.
    pub line: usize,
    pub problem: Markdown,
    /// May be empty.
    pub advice: Markdown,
    /// The titles of the allowed values; may be empty.
    pub allowed: Vec<Markdown>,
}

/// The programme's own label.
#[derive(Debug, Serialize)]
pub struct Label {
    /// Empty if not stated.
    pub declared: Markdown,
    /// Whether the facts support the label; `None` if undecided.
    pub holds: Option<bool>,
    /// Empty unless the facts rule out the label.
    pub finding: Markdown,
    /// Empty unless the facts rule out the label.
    pub help: Markdown,
}

/// The position on the spectrum.
#[derive(Debug, Serialize)]
pub struct Spectrum {
    /// The possible points, ascending; empty if the facts indicate both ends.
    pub places: Vec<SpectrumPosition>,
    /// The lowest point of the scale.
    pub first: u8,
    /// The highest point of the scale.
    pub last: u8,
    /// The title of the low end.
    pub low: Markdown,
    /// The title of the high end.
    pub high: Markdown,
    /// Which part of the spectrum is from the source.
    pub note: Markdown,
}

#[derive(Debug, Serialize)]
pub struct SpectrumPosition {
    pub at: u8,
    pub title: Markdown,
}

/// Fixes that make the programme the target kind.
#[derive(Debug, Serialize)]
pub struct FixChoices {
    /// The title of the kind.
    pub target: Markdown,
    /// Whether no description can reach the target.
    pub unreachable: bool,
    /// The number of minimal fix sets.
    pub total: usize,
    /// The number of sets listed.
    #[serde(rename = "told")]
    pub listed: usize,
    /// The steps of the shortest set.
    pub first: Vec<FixStep>,
    /// The steps of every set.
    pub always: Vec<FixStep>,
    /// Choices between alternatives, each a list of steps.
    pub choices: Vec<Vec<Vec<FixStep>>>,
}

/// A fact to state or to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixStep {
    pub field: Field,
    /// Whether a stated value has to change.
    pub change: bool,
    /// The stated values.
    pub from: Vec<Markdown>,
    /// Whether the values are added to those of a list, which stay.
    pub extends: bool,
    /// Values to remove from a list.
    pub remove: Vec<Markdown>,
    /// Alternatives; empty if removing is enough.
    pub any_of: Vec<Markdown>,
}
