//! The rules prove themselves: what must hold of a pack over all descriptions that the schema
//! allows, and the smallest description that breaks it where it does not.

mod examples;
mod set;
mod space;
mod trace;

use crate::{
    facts::{Facts, bit},
    judge::Answer,
    rules::{Condition, CriterionId, KindId, Pack, Requirement, Weight},
    schema::Vocabulary,
};
use set::Set;
use space::{Space, Told};

pub use examples::{Failure, Trial, try_examples};
pub use trace::trace;

/// Something that does not hold of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Stable, never reused.
    pub code: &'static str,
    /// What does not hold, in words.
    pub message: String,
    /// The smallest description that shows it, where one can.
    pub example: Option<Facts>,
}

/// Checks everything that can be proved of `pack` alone. An empty list is the proof.
///
/// - no description is shown to be two kinds;
/// - every kind can be shown, refuted and left open; every indicator can be shown and refuted;
/// - no condition, nor any part of one, is dead or always true;
/// - no single fact both shows and refutes one indicator;
/// - every value that is not marked as informative is read by some rule;
/// - a fact that is added never takes an answer back, so that a provisional kind never becomes
///   another, and none does.
#[must_use]
pub fn prove(pack: &Pack, vocabulary: &Vocabulary) -> Vec<Breach> {
    let space = Space::new(vocabulary);
    let criteria: Vec<Told> = pack
        .criteria
        .iter()
        .map(|criterion| Told {
            shown: space.condition(&criterion.shown),
            refuted: criterion.refuted.as_ref().map_or_else(|| space.none(), |refuted| space.condition(refuted)),
        })
        .collect();
    let proof = Proof { pack, vocabulary, criteria, kinds: Vec::new(), space, breaches: Vec::new() };
    proof.run()
}

struct Proof<'p> {
    pack: &'p Pack,
    vocabulary: &'p Vocabulary,
    space: Space<'p>,
    criteria: Vec<Told>,
    kinds: Vec<Told>,
    breaches: Vec<Breach>,
}

impl Proof<'_> {
    fn run(mut self) -> Vec<Breach> {
        self.kinds = (0..self.pack.kinds.len()).map(|kind| self.kind(kind)).collect();
        let proofs = [
            Self::one_kind_at_most,
            Self::every_kind_is_possible,
            Self::every_criterion_is_possible,
            Self::every_part_matters,
            Self::no_fact_tells_both,
            Self::every_value_is_read,
            Self::answers_stay,
            Self::provisional_stays,
        ];
        for proof in proofs {
            proof(&mut self);
            // What was found may rest on an answer that there is none to.
            if self.space.is_spent() {
                self.breaches.clear();
                let message = "the conditions are too involved to be proved: fewer parts in a condition, or fewer \
                               conditions in a kind, would do"
                    .to_owned();
                self.breach("verify/too-involved", message, None);
                break;
            }
        }
        self.breaches
    }

    fn breach(&mut self, code: &'static str, message: String, example: Option<Facts>) {
        self.breaches.push(Breach { code, message, example });
    }

    /// The criteria whose answers decide a kind.
    fn deciding(&self, kind: KindId) -> Vec<CriterionId> {
        let requirements = self.pack.kinds[kind].requires.iter().flat_map(|requirement| match requirement {
            Requirement::Criterion(criterion) => vec![*criterion],
            Requirement::Block(block) => {
                let indicators = self.pack.blocks[*block].indicators.iter().copied();
                indicators.filter(|id| self.pack.criteria[*id].weight == Weight::Necessary).collect()
            }
        });
        requirements.collect()
    }

    fn kind(&self, kind: KindId) -> Told {
        let (mut shown, mut refuted) = (self.space.all(), self.space.none());
        for criterion in self.deciding(kind) {
            shown = shown.and(&self.criteria[criterion].shown);
            refuted = refuted.or(&self.criteria[criterion].refuted);
        }
        Told { shown, refuted }
    }

    fn title(&self, kind: KindId) -> &str {
        &self.pack.kinds[kind].id
    }

    /// A criterion's stable code, or its shared name.
    fn code(&self, criterion: CriterionId) -> String {
        self.pack.code_of(criterion)
    }

    fn one_kind_at_most(&mut self) {
        for one in 0..self.kinds.len() {
            for other in one + 1..self.kinds.len() {
                let both = self.kinds[one].answer(Answer::Shown).and(&self.kinds[other].answer(Answer::Shown));
                if let Some(example) = self.space.smallest(&both) {
                    let message = format!(
                        "a description can be shown to be both `{}` and `{}`",
                        self.title(one),
                        self.title(other)
                    );
                    self.breach("verify/two-kinds", message, Some(example));
                }
            }
        }
    }

    fn every_kind_is_possible(&mut self) {
        for kind in 0..self.kinds.len() {
            for (answer, word) in [(Answer::Shown, "shown"), (Answer::Refuted, "refuted"), (Answer::Open, "left open")]
            {
                if self.space.is_empty(&self.kinds[kind].answer(answer)) {
                    let message = format!("no description can be {word} to be `{}`", self.title(kind));
                    let message = if answer == Answer::Open {
                        format!("no description leaves open whether it is `{}`", self.title(kind))
                    } else {
                        message
                    };
                    self.breach("verify/impossible-kind", message, None);
                }
            }
        }
    }

    fn every_criterion_is_possible(&mut self) {
        for id in 0..self.criteria.len() {
            let told = self.criteria[id].clone();
            // What decides must be able to fail; what is only asked for need not be.
            let criterion = &self.pack.criteria[id];
            let refutable = criterion.refuted.is_some() || criterion.weight == Weight::Necessary;
            for (wanted, answer, word) in [(true, Answer::Shown, "shown"), (refutable, Answer::Refuted, "refuted")] {
                if wanted && self.space.is_empty(&told.answer(answer)) {
                    let message = format!("`{}` can never be {word}", self.code(id));
                    self.breach("verify/impossible-answer", message, None);
                }
            }
        }
    }

    /// Every condition of the pack with words for where it stands.
    fn conditions(&self) -> Vec<(String, Condition)> {
        let mut conditions = Vec::new();
        for (id, criterion) in self.pack.criteria.iter().enumerate() {
            conditions.push((format!("`{}`, under `shown`", self.code(id)), criterion.shown.clone()));
            if let Some(refuted) = &criterion.refuted {
                conditions.push((format!("`{}`, under `refuted`", self.code(id)), refuted.clone()));
            }
            for reading in &criterion.interpretations {
                conditions
                    .push((format!("`{}`, interpretation `{}`", self.code(id), reading.id), reading.when.clone()));
            }
        }
        for point in &self.pack.spectrum.points {
            conditions.push((format!("the spectrum, point {}", point.at), point.ruled_out.clone()));
        }
        conditions
    }

    fn every_part_matters(&mut self) {
        for (place, condition) in self.conditions() {
            let whole = self.space.condition(&condition);
            if self.space.is_empty(&whole.not()) {
                self.breach("verify/always-true", format!("in {place}: the condition always holds"), None);
            }
            self.parts_matter(&place, &condition);
        }
    }

    fn parts_matter(&mut self, place: &str, condition: &Condition) {
        let whole = self.space.condition(condition);
        if self.space.is_empty(&whole) {
            let written = condition.written(self.vocabulary);
            self.breach("verify/dead-condition", format!("in {place}: `{written}` can never hold"), None);
            return;
        }
        let (Condition::All(parts) | Condition::Any(parts)) = condition else { return };
        let each: Vec<Set> = parts.iter().map(|part| self.space.condition(part)).collect();
        for (at, part) in parts.iter().enumerate() {
            // A part that is dead is told as that, and not as one that changes nothing.
            if self.space.is_empty(&each[at]) {
                self.parts_matter(place, part);
                continue;
            }
            let others = each.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
            let written = part.written(self.vocabulary);
            let without = match condition {
                Condition::All(_) => others.fold(self.space.all(), |all, other| all.and(other)),
                _ => others.fold(self.space.none(), |any, other| any.or(other)),
            };
            if self.space.is_empty(&without.xor(&whole)) {
                let message = format!("in {place}: `{written}` changes nothing beside the parts next to it");
                self.breach("verify/idle-part", message, None);
            } else {
                self.parts_matter(place, part);
            }
        }
    }

    fn no_fact_tells_both(&mut self) {
        for id in 0..self.criteria.len() {
            let both = self.criteria[id].answer(Answer::Contradictory);
            if let Some(example) = self.space.smallest(&both).filter(|facts| facts.count() == 1) {
                let message = format!("one single fact both shows and refutes `{}`", self.code(id));
                self.breach("verify/tells-both", message, Some(example));
            }
        }
    }

    fn every_value_is_read(&mut self) {
        let label = self.pack.labels.field;
        let conditions: Vec<Set> =
            self.conditions().iter().map(|(_, condition)| self.space.condition(condition)).collect();
        let facts: Vec<_> = self.space.facts().collect();
        for (fact, variable) in facts {
            let field = &self.vocabulary.fields[fact.field];
            // A list that no rule asks to be complete may still be said to be, and the label is read
            // by what labels may mean.
            let Some(value) = fact.value.filter(|_| !field.informative && fact.field != label) else { continue };
            let read = conditions.iter().any(|condition| self.space.depends(condition, variable));
            let declared = self.pack.informative[fact.field] & bit(value) != 0;
            let value = format!("`{}` of `{}`", fact.value_name(self.vocabulary), field.name);
            if !read && !declared {
                let message = format!("no rule reads the value {value}, and it is not declared to be informative only");
                self.breach("verify/unread-value", message, None);
            }
            if read && declared {
                let message = format!("the value {value} is declared to be informative only, and a rule reads it");
                self.breach("verify/read-value", message, None);
            }
        }
    }

    /// A fact that is added never takes an answer back.
    fn answers_stay(&mut self) {
        for id in 0..self.criteria.len() {
            let told = self.criteria[id].clone();
            for (answer, word) in [(told.shown, "shows"), (told.refuted, "refutes")] {
                let lost = self.space.later(&answer).and_not(&answer);
                if let Some(example) = self.space.smallest(&lost) {
                    let message = format!("part of this {word} `{}`, and the whole of it does not", self.code(id));
                    self.breach("verify/answer-lost", message, Some(example));
                }
            }
        }
    }

    /// Where every kind but one is refuted, no fact that is added makes it another.
    fn provisional_stays(&mut self) {
        for kind in 0..self.kinds.len() {
            let others: Vec<KindId> = (0..self.kinds.len()).filter(|other| *other != kind).collect();
            let refuted = others.iter().fold(self.space.all(), |all, other| all.and(&self.kinds[*other].refuted));
            let provisional = refuted.and_not(&self.kinds[kind].refuted).and_not(&self.kinds[kind].shown);
            let provisional = self.space.later(&provisional.and(&self.space.valid));
            for other in others {
                let turned = provisional.and(&self.kinds[other].answer(Answer::Shown));
                if let Some(example) = self.space.smallest(&turned) {
                    let message =
                        format!("a provisional `{}` can be shown to be `{}`", self.title(kind), self.title(other));
                    self.breach("verify/provisional-turns", message, Some(example));
                }
            }
        }
    }
}
