//! Renders the verdict as text: one sentence with the answer, then at most two with the reason.

use crate::{
    clause::{self, Clause, clauses, join, listed},
    eval::{Answer, Judgement, Standing, Told},
    facts::{Fact, Facts},
    pack::{Condition, CriterionId, How, KindId, Pack, Requirement, Weight},
    schema::Vocabulary,
};

/// An open verdict names up to this many kinds, and otherwise only their number.
const NAMED: usize = 3;

const NUMBERS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

pub(crate) struct VerdictSentence<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) facts: &'a Facts,
    pub(crate) judgement: &'a Judgement,
    pub(crate) name: &'a str,
    pub(crate) expected: Option<KindId>,
    /// Line on which a fact is stated.
    pub(crate) line: &'a dyn Fn(Fact) -> Option<usize>,
    /// Lines to correct before the programme can be classified.
    pub(crate) to_correct: Vec<usize>,
}

impl VerdictSentence<'_> {
    pub(crate) fn render(&self) -> String {
        let verdict = &self.judgement.verdict;
        let name = self.name;
        match (verdict.standing, verdict.kind) {
            (Standing::Established, Some(kind)) => {
                format!("{name} is {}{}.", self.title(kind), self.not_expected(kind))
            }
            (Standing::Contradictory, _) => self.contradictory(),
            (Standing::Unclassified, _) => self.unclassified(),
            (standing, kind) => {
                let subject = match self.to_correct.as_slice() {
                    [] => name.to_owned(),
                    [line] => format!("{name} cannot be classified until line {line} is corrected. As it is, it"),
                    lines => {
                        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
                        let lines = listed(&lines, "and");
                        format!("{name} cannot be classified until lines {lines} are corrected. As it is, it")
                    }
                };
                let said = match (standing, kind) {
                    (Standing::Provisional, Some(kind)) => self.provisional(&subject, kind),
                    _ => self.open(&subject),
                };
                join(&[said, self.residual()])
            }
        }
    }

    fn title(&self, kind: KindId) -> &str {
        &self.pack.kinds[kind].title
    }

    /// The expected kind, if it is refuted and not `kind`.
    fn refused(&self, kind: Option<KindId>) -> Option<KindId> {
        let refuted = |one: &KindId| self.judgement.kinds[*one].answer() == Answer::Refuted;
        self.expected.filter(|one| Some(*one) != kind).filter(refuted)
    }

    fn not_expected(&self, kind: KindId) -> String {
        self.refused(Some(kind)).map(|other| format!(", not {}", self.title(other))).unwrap_or_default()
    }

    fn provisional(&self, subject: &str, kind: KindId) -> String {
        let open = |told: Told| told.answer() == Answer::Open;
        let blocks = self.blocks(kind, open, "clear yet");
        let conditions: Vec<String> = self.criteria(kind, open).map(|id| self.whether(id)).collect();
        let conditions = match (conditions.is_empty(), blocks.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format!("Not clear yet: {}.", shortened(&conditions)),
            (false, false) => format!("Also not clear yet: {}.", shortened(&conditions)),
        };
        let verdict = format!("{subject} looks like {}{}.", self.title(kind), self.not_expected(kind));
        join(&[verdict, blocks, conditions])
    }

    fn open(&self, subject: &str) -> String {
        let kinds = &self.judgement.verdict.candidates;
        let could = match kinds.as_slice() {
            kinds if kinds.len() <= NAMED => {
                let titles: Vec<String> = kinds.iter().map(|kind| self.title(*kind).to_owned()).collect();
                format!("could be {}.", listed(&titles, "or"))
            }
            kinds => {
                let among = self.expected.filter(|expected| kinds.contains(expected));
                let among = among.map(|kind| format!(" {} is among them.", capitalised(self.title(kind))));
                format!("could be one of {} kinds.{}", number(kinds.len()), among.unwrap_or_default())
            }
        };
        let verdict = match self.refused(None) {
            Some(other) => format!("{subject} is not {}. It {could}", self.title(other)),
            None => format!("{subject} {could}"),
        };
        let enough = if self.to_correct.is_empty() { "The description does not say enough yet." } else { "" };
        join(&[verdict, enough.to_owned()])
    }

    fn unclassified(&self) -> String {
        let nearest = &self.judgement.verdict.nearest;
        let refuted = |told: Told| told.answer() == Answer::Refuted;
        let expected = self.refused(None);
        let mut said = Vec::new();
        let mut fact = String::new();
        if let Some(kind) = expected {
            let close = if nearest.contains(&kind) { ", although it comes close" } else { "" };
            said.push(format!("{} is not {}{close}.", self.name, self.title(kind)));
            said.push(self.blocks(kind, refuted, "met"));
            fact = self.failing_fact(kind);
            said.push(fact.clone());
        } else {
            said.push(format!("{} is none of the {} kinds.", self.name, number(self.pack.kinds.len())));
        }
        let others: Vec<KindId> = nearest.iter().copied().filter(|kind| Some(*kind) != expected).collect();
        match others.as_slice() {
            [] => {}
            [kind] => {
                let why = clause::to_sentence(&self.failing(*kind));
                said.push(format!("It comes closest to {}.", self.title(*kind)));
                said.extend(Some(why).filter(|why| *why != fact));
            }
            kinds if expected.is_none() || !nearest.contains(&expected.unwrap_or_default()) => {
                let titles: Vec<String> = kinds.iter().map(|kind| self.title(*kind).to_owned()).collect();
                said.push(format!("It comes closest to {}.", listed(&titles, "and")));
            }
            _ => {}
        }
        said.push(self.residual());
        join(&said)
    }

    fn contradictory(&self) -> String {
        let candidates = &self.judgement.verdict.candidates;
        let several: Vec<String> = (candidates.iter())
            .filter(|kind| self.judgement.kinds[**kind].answer() == Answer::Shown)
            .map(|kind| self.title(*kind).to_owned())
            .collect();
        if !several.is_empty() {
            return format!("{} cannot be classified: it is {} at once.", self.name, listed(&several, "and"));
        }
        let first = self.expected.filter(|kind| candidates.contains(kind)).or(candidates.first().copied());
        let both = |told: Told| told.answer() == Answer::Contradictory;
        let conflict = first.and_then(|kind| self.decisive(kind).find(|id| both(self.judgement.criteria[*id])));
        let begin = format!("{} cannot be classified, because its description contradicts itself.", self.name);
        let Some(id) = conflict else { return begin };
        let (one, other) = conflicting(self.pack, self.vocabulary, self.facts, id);
        let said = one.iter().take(1).chain(other.iter().take(1)).map(|clause| {
            let line = (self.line)(clause.fact).map(|line| format!(" (line {line})")).unwrap_or_default();
            format!("that {}{line}", clause.text)
        });
        format!("{begin} It says {}.", listed(&said.collect::<Vec<_>>(), "and"))
    }

    /// “One of the seven building blocks is not met: reciprocity.”, for the required blocks that match `which`.
    fn blocks(&self, kind: KindId, which: impl Fn(Told) -> bool, state: &str) -> String {
        let required = self.pack.kinds[kind].requires.iter().filter_map(|one| match one {
            Requirement::Block(block) => Some(*block),
            Requirement::Criterion(_) => None,
        });
        let required: Vec<_> = required.collect();
        let found: Vec<String> = (required.iter())
            .filter(|block| which(self.judgement.blocks[**block]))
            .map(|block| self.pack.blocks[*block].title.to_lowercase())
            .collect();
        let all = format!("of the {} building blocks", number(required.len()));
        match found.len() {
            0 => String::new(),
            1 => format!("One {all} is not {state}: {}.", found[0]),
            many if many == required.len() => format!("None {all} is {state}."),
            many => format!("{} {all} are not {state}: {}.", capitalised(&number(many)), shortened(&found)),
        }
    }

    /// Conditions of the kind itself that match `which`.
    fn criteria(&self, kind: KindId, which: impl Fn(Told) -> bool) -> impl Iterator<Item = CriterionId> {
        self.pack.kinds[kind].requires.iter().filter_map(move |one| match one {
            Requirement::Criterion(id) if which(self.judgement.criteria[*id]) => Some(*id),
            _ => None,
        })
    }

    /// Necessary criteria of the kind, in pack order.
    fn decisive(&self, kind: KindId) -> impl Iterator<Item = CriterionId> {
        let necessary = |id: &CriterionId| self.pack.criteria[*id].weight == Weight::Necessary;
        self.pack.owned_criteria_of(kind).map(|(_, id)| id).filter(necessary)
    }

    /// The first fact against the first refuted necessary criterion of the kind.
    fn failing(&self, kind: KindId) -> Vec<Clause> {
        let refuted = |id: &CriterionId| self.judgement.criteria[*id].answer() == Answer::Refuted;
        let Some(id) = self.decisive(kind).find(refuted) else { return Vec::new() };
        let mut against = against(self.pack, self.vocabulary, self.facts, id);
        against.truncate(1);
        against
    }

    fn failing_fact(&self, kind: KindId) -> String {
        clause::to_sentence(&self.failing(kind))
    }

    fn whether(&self, id: CriterionId) -> String {
        format!("whether {}", self.pack.criteria[id].title)
    }

    /// “If …, it is …”, for each residual kind that is still open.
    fn residual(&self) -> String {
        let said = self.judgement.residual(self.pack).filter_map(|kind| {
            let open = |told: Told| told.answer() == Answer::Open;
            let id = self.criteria(kind, open).next()?;
            let fact = first_fact(&self.pack.criteria[id].shown)?;
            Some(format!("If {}, it is {}.", clause::clause_of(self.vocabulary, fact), self.title(kind)))
        });
        join(&said.collect::<Vec<_>>())
    }
}

/// Clauses for and against a criterion.
pub(crate) fn conflicting(
    pack: &Pack,
    vocabulary: &Vocabulary,
    facts: &Facts,
    id: CriterionId,
) -> (Vec<Clause>, Vec<Clause>) {
    let shows = clauses(vocabulary, facts, &pack.criteria[id].shown.grounds(facts));
    (shows, against(pack, vocabulary, facts, id))
}

/// Clauses against a criterion.
pub(crate) fn against(pack: &Pack, vocabulary: &Vocabulary, facts: &Facts, id: CriterionId) -> Vec<Clause> {
    let refuted = pack.criteria[id].refuted.as_ref();
    clauses(vocabulary, facts, &refuted.map(|refuted| refuted.grounds(facts)).unwrap_or_default())
}

/// The first fact that is sufficient on its own for the condition.
fn first_fact(condition: &Condition) -> Option<Fact> {
    match condition {
        Condition::Test(test) if matches!(test.how, How::OneOf | How::AnyOf) && test.values != 0 => {
            Some(Fact { field: test.field, value: Some(test.values.trailing_zeros() as usize) })
        }
        Condition::Any(parts) => parts.iter().find_map(first_fact),
        _ => None,
    }
}

/// Up to four names; of more, the first two and the number of the rest.
fn shortened(names: &[String]) -> String {
    match names {
        [first, second, rest @ ..] if rest.len() > 2 => format!("{first}, {second} and {} more", rest.len()),
        _ => listed(names, "and"),
    }
}

/// Spells out numbers up to ten.
fn number(number: usize) -> String {
    NUMBERS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
