//! What templates are given. The comment at the top of each template lists the same for people.

use serde::Serialize;

use crate::letters::Markdown;
use mentorcheck_core::eval::{Answer, VerdictStatus};

/// Everything that a letter may say about one description.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// What the programme is called; empty where it has no name.
    pub name: Markdown,
    /// The file, and where it has several descriptions, which of them.
    pub file: Markdown,
    /// The rules that were applied.
    pub rules: Rules,
    /// The kind that the programme is expected to be, if one is.
    pub expected: Option<Markdown>,
    /// Whether it is established as that.
    pub as_expected: bool,
    /// What it is.
    pub verdict: Verdict,
    /// What the description states, part by part.
    pub understood: Vec<Part>,
    /// Mistakes in the file. What they stand in was not understood, and is not counted.
    pub mistakes: Vec<Mistake>,
    /// The building blocks, in order.
    pub blocks: Vec<Block>,
    /// The points on which the description is not what is expected.
    pub differs: Vec<Point>,
    /// The points on which it says two things that do not go together.
    pub contradicts: Vec<Point>,
    /// The questions whose answers would move the verdict, the most decisive first.
    pub questions: Vec<Question>,
    /// What else would be good to know. It does not move the verdict.
    pub also: Vec<Question>,
    /// Readings of this tool that were made use of, where the source is silent.
    pub readings: Vec<Reading>,
    /// What the programme calls itself.
    pub label: Label,
    /// Its place on the spectrum.
    pub spectrum: Spectrum,
    /// What to state and to change.
    pub remedy: Remedy,
}

/// The rules that were applied.
#[derive(Debug, Serialize)]
pub struct Rules {
    /// The concept they are about.
    pub title: Markdown,
    /// The work that it comes from.
    pub source: Markdown,
    /// The definition, in the work's own words.
    pub definition: Markdown,
    /// The heading that it stands under.
    pub heading: Markdown,
    /// What every report says once.
    pub caution: Markdown,
}

/// What the programme is.
#[derive(Debug, Serialize)]
pub struct Verdict {
    /// In one sentence.
    pub sentence: Markdown,
    /// How firmly it stands: `established`, `provisional`, `open`, `unclassified` or `contradictory`.
    pub standing: VerdictStatus,
    /// The kind, when it is established or provisional.
    pub kind: Option<Kind>,
    /// The kinds in question.
    pub candidates: Vec<Markdown>,
}

/// The kind that a programme is, or points to.
#[derive(Debug, Serialize)]
pub struct Kind {
    /// What it is called.
    pub title: Markdown,
    /// What it is.
    pub summary: Markdown,
    /// The building blocks that it asks for, by their titles.
    pub blocks: Vec<Markdown>,
    /// Its other requirements.
    pub points: Vec<Point>,
    /// What the source says of that, heading by heading.
    pub claims: Vec<Heading>,
    /// Other works that it rests on.
    pub sources: Vec<Source>,
}

/// A work other than the one that the concept comes from.
#[derive(Debug, Serialize)]
pub struct Source {
    /// Authors, year and title.
    pub cited: Markdown,
    /// What is taken from it; may be empty.
    pub note: Markdown,
}

/// A part of the description with what it states.
#[derive(Debug, Serialize)]
pub struct Part {
    /// What the part is called.
    pub title: Markdown,
    /// Field by field.
    pub stated: Vec<Stated>,
}

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// What it is called.
    pub title: Markdown,
    /// Its name in the form, in code font.
    pub name: Markdown,
}

/// What is stated of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// The field.
    pub field: Field,
    /// The values by their titles.
    pub values: Vec<Markdown>,
    /// Where: “line 3”, “lines 3 and 5”.
    pub lines: String,
    /// What is to be said of it (“speaks for it”); mostly empty.
    pub remark: Markdown,
}

/// A building block.
#[derive(Debug, Serialize)]
pub struct Block {
    /// What it is called.
    pub title: Markdown,
    /// The block as one question.
    pub question: Markdown,
    /// `shown`, `refuted`, `open` or `contradictory`.
    pub answer: Answer,
    /// What it asks for, point by point.
    pub points: Vec<Point>,
    /// What the source says, heading by heading.
    pub claims: Vec<Heading>,
}

/// Claims that stand under one heading of the source.
#[derive(Debug, Serialize)]
pub struct Heading {
    /// The heading.
    pub heading: Markdown,
    /// The claims.
    pub claims: Vec<Claim>,
}

/// A claim.
#[derive(Debug, Serialize)]
pub struct Claim {
    /// What it says, in our words.
    pub says: Markdown,
    /// The source's own words.
    pub quote: Markdown,
}

/// One point that a block or a kind asks for.
#[derive(Debug, Serialize)]
pub struct Point {
    /// The block or kind, by its title.
    pub of: Markdown,
    /// What is asked for, as a clause that fits after “that” and “whether”.
    pub title: Markdown,
    /// The same as a question.
    pub question: Markdown,
    /// Whether it decides.
    pub decides: bool,
    /// `shown`, `refuted`, `open` or `contradictory`.
    pub answer: Answer,
    /// Whether there is a field in which more can be stated on it.
    pub answerable: bool,
    /// The facts that gave the answer.
    pub facts: Vec<Stated>,
    /// What was found, where it is refuted or open; else empty.
    pub finding: Markdown,
    /// What would help, where it is refuted; else empty.
    pub help: Markdown,
    /// Documents that would bear it out.
    pub evidence: Vec<Markdown>,
    /// What does not count against a programme.
    pub traps: Vec<Markdown>,
}

/// A question to the programme.
// Templates ask for `question.question`, as the report does.
#[allow(clippy::struct_field_names)]
#[derive(Debug, Serialize)]
pub struct Question {
    /// The question.
    pub question: Markdown,
    /// Why it is asked.
    pub why: Markdown,
    /// The fields in which it can be answered; any one may do.
    pub fields: Vec<Choice>,
    /// Documents that would bear the answer out.
    pub evidence: Vec<Markdown>,
}

/// What can be answered in a field.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// The field.
    pub field: Field,
    /// Whether several answers can be given.
    pub several: bool,
    /// What is stated of it already.
    pub stated: Vec<Markdown>,
    /// The further answers that there are, by their titles.
    pub values: Vec<Markdown>,
    /// What says that a list is complete, where that is not said yet; else empty.
    pub closing: Markdown,
}

/// A reading of this tool.
#[derive(Debug, Serialize)]
pub struct Reading {
    /// What is read how.
    pub note: Markdown,
    /// The facts that are read so.
    pub facts: Vec<Stated>,
}

/// A mistake in the file.
#[derive(Debug, Serialize)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Markdown,
    /// What would help; may be empty.
    pub advice: Markdown,
    /// What may stand there, by titles; may be empty.
    pub allowed: Vec<Markdown>,
}

/// What the programme calls itself.
#[derive(Debug, Serialize)]
pub struct Label {
    /// The name; empty where it does not say.
    pub declared: Markdown,
    /// Whether the facts bear it out; none while they may or may not.
    pub holds: Option<bool>,
    /// What was found, where they rule it out; else empty.
    pub finding: Markdown,
    /// What would help then.
    pub help: Markdown,
}

/// The place on the spectrum.
#[derive(Debug, Serialize)]
pub struct Spectrum {
    /// The possible points, from the lowest to the highest; none where the facts point to both ends.
    pub places: Vec<Place>,
    /// The lowest point there is.
    pub first: u8,
    /// The highest.
    pub last: u8,
    /// What the low end is called.
    pub low: Markdown,
    /// What the high end is called.
    pub high: Markdown,
    /// How far the spectrum is the source's and how far ours.
    pub note: Markdown,
}

/// A point of the spectrum.
#[derive(Debug, Serialize)]
pub struct Place {
    /// Its number.
    pub at: u8,
    /// What it stands for.
    pub title: Markdown,
}

/// What would make the programme the expected kind.
#[derive(Debug, Serialize)]
pub struct Remedy {
    /// The kind.
    pub target: Markdown,
    /// Whether nothing that a description can say leads there.
    pub unreachable: bool,
    /// How many ways there are.
    pub total: usize,
    /// How many of them are listed.
    #[serde(rename = "told")]
    pub listed: usize,
    /// What belongs to every way.
    pub always: Vec<Step>,
    /// Further choices, each between alternatives, each of which is a list of steps.
    pub choices: Vec<Vec<Vec<Step>>>,
}

/// A step: something to state or to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The field.
    pub field: Field,
    /// Whether it is stated otherwise now.
    pub change: bool,
    /// What is stated now.
    pub from: Vec<Markdown>,
    /// What to take out of a list.
    pub remove: Vec<Markdown>,
    /// Any one of these will do. Empty when taking out is enough.
    pub any_of: Vec<Markdown>,
}
