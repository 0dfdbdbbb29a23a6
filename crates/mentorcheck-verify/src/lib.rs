//! The rules prove themselves: what must hold of a pack over all descriptions that the schema
//! allows, and the smallest description that breaks it where it does not.

mod bdd_model;
mod bounded_bdd;
mod examples;
#[cfg(test)]
mod tests;
pub mod traceability;
mod verdicts;

use crate::{
    bdd_model::{Growth, Space, Told},
    bounded_bdd::Set,
    verdicts::Verdicts,
};
use mentorcheck_core::{
    eval::Answer,
    facts::{Facts, bit},
    pack::{Condition, CriterionId, KindId, Pack, Weight},
    schema::Vocabulary,
};

pub use examples::{Failure, Trial, try_examples};
pub use traceability::trace;

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
/// - a fact that is added never takes the answer on a criterion back; a block or kind that is shown becomes at
///   worst contradictory, one that is refuted at most contradictory, and a contradictory one at most refuted;
/// - a programme that is established as one kind is never established as another when facts are added; a
///   provisional kind stays, or becomes established, unclassified, contradictory or a residual kind; what is
///   unclassified becomes at most contradictory or a residual kind;
/// - whether a label holds never turns from yes to no or back;
/// - every kind has a defining requirement, can be established, and, unless it is residual, can be provisional.
#[must_use]
pub fn prove(pack: &Pack, vocabulary: &Vocabulary) -> Vec<Breach> {
    let space = Space::new(vocabulary);
    let criteria = space.criteria(pack);
    Proof::new(pack, &space, &criteria).run()
}

struct Proof<'p> {
    pack: &'p Pack,
    vocabulary: &'p Vocabulary,
    space: &'p Space<'p>,
    criteria: &'p [Told],
    conditions: Vec<Placed<'p>>,
    /// Whether an answer on a criterion has been found that is taken back: then no hull is what it is said to be.
    lost: bool,
    breaches: Vec<Breach>,
}

/// A condition of the pack.
struct Placed<'p> {
    /// Words for its place in the pack.
    place: String,
    condition: &'p Condition,
    /// The descriptions in which it holds.
    set: Set,
}

impl<'p> Proof<'p> {
    fn new(pack: &'p Pack, space: &'p Space<'p>, criteria: &'p [Told]) -> Self {
        let conditions = conditions(pack).into_iter();
        let conditions =
            conditions.map(|(place, condition)| Placed { place, condition, set: space.condition(condition) }).collect();
        Self { pack, vocabulary: space.vocabulary, space, criteria, conditions, lost: false, breaches: Vec::new() }
    }

    fn run(mut self) -> Vec<Breach> {
        let verdicts = Verdicts::new(self.pack, self.space, self.criteria);
        let proofs: [&dyn Fn(&mut Self); 11] = [
            &|proof| proof.one_kind_at_most(&verdicts),
            &|proof| proof.every_kind_is_possible(&verdicts),
            &Self::every_criterion_is_possible,
            &Self::every_part_matters,
            &Self::no_fact_tells_both,
            &Self::every_value_is_read,
            &Self::answers_stay,
            &|proof| proof.wholes_stay(&verdicts),
            &|proof| proof.verdicts_stay(&verdicts),
            &|proof| proof.labels_stay(&verdicts),
            &|proof| proof.every_verdict_is_possible(&verdicts),
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

    fn title(&self, kind: KindId) -> &str {
        &self.pack.kinds[kind].id
    }

    /// A criterion's stable code, or its shared name.
    fn code(&self, criterion: CriterionId) -> String {
        self.pack.code_of(criterion)
    }

    fn one_kind_at_most(&mut self, verdicts: &Verdicts<'_, '_>) {
        for one in 0..verdicts.kinds.len() {
            for other in one + 1..verdicts.kinds.len() {
                let both = verdicts.kinds[one].shown.and(&verdicts.kinds[other].shown);
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

    fn every_kind_is_possible(&mut self, verdicts: &Verdicts<'_, '_>) {
        for (kind, whole) in verdicts.kinds.iter().enumerate() {
            for (set, word) in [(&whole.shown, "shown"), (&whole.refuted, "refuted"), (&whole.open(), "left open")] {
                if self.space.is_empty(set) {
                    let message = format!("no description can be {word} to be `{}`", self.title(kind));
                    let message = if word == "left open" {
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

    fn every_part_matters(&mut self) {
        let conditions = std::mem::take(&mut self.conditions);
        for Placed { place, condition, set } in &conditions {
            if self.space.is_empty(&set.not()) {
                self.breach("verify/always-true", format!("in {place}: the condition always holds"), None);
            }
            self.parts_matter(place, condition, set);
        }
        self.conditions = conditions;
    }

    /// Each part of a condition that holds in the descriptions `whole`.
    fn parts_matter(&mut self, place: &str, condition: &Condition, whole: &Set) {
        if self.space.is_empty(whole) {
            let written = condition.written(self.vocabulary);
            self.breach("verify/dead-condition", format!("in {place}: `{written}` can never hold"), None);
            return;
        }
        let (Condition::All(parts) | Condition::Any(parts)) = condition else { return };
        let each: Vec<Set> = parts.iter().map(|part| self.space.condition(part)).collect();
        for (at, part) in parts.iter().enumerate() {
            // A part that is dead is told as that, and not as one that changes nothing.
            if self.space.is_empty(&each[at]) {
                self.parts_matter(place, part, &each[at]);
                continue;
            }
            let others = each.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
            let written = part.written(self.vocabulary);
            let without = match condition {
                Condition::All(_) => others.fold(self.space.all(), |all, other| all.and(other)),
                _ => others.fold(self.space.none(), |any, other| any.or(other)),
            };
            if self.space.is_empty(&without.xor(whole)) {
                let message = format!("in {place}: `{written}` changes nothing beside the parts next to it");
                self.breach("verify/idle-part", message, None);
            } else {
                self.parts_matter(place, part, &each[at]);
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
        let conditions = std::mem::take(&mut self.conditions);
        let sets: Vec<_> = conditions.iter().map(|Placed { set, .. }| (set.support(), set)).collect();
        for (fact, variable) in self.space.facts() {
            let field = &self.vocabulary.fields[fact.field];
            // A list that no rule asks to be complete may still be said to be, and the label is read
            // by what labels may mean.
            let Some(value) = fact.value.filter(|_| !field.informative && fact.field != label) else { continue };
            let mut named = sets.iter().filter(|(support, _)| support.contains(&variable));
            let read = named.any(|(_, set)| self.space.depends(set, variable));
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
        self.conditions = conditions;
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
                    self.lost = true;
                }
            }
        }
    }

    /// What comes of the descriptions in `from`, all of them in `hull` as long as no answer is taken back.
    fn growth(&self, from: &Set, hull: &Set) -> Growth<'p> {
        Growth::new(self.space, from.clone(), if self.lost { self.space.all() } else { hull.clone() })
    }

    /// Blocks and kinds keep what was said of them: what is shown becomes at worst contradictory, what is
    /// refuted at most contradictory, and what is contradictory at most refuted.
    fn wholes_stay(&mut self, verdicts: &Verdicts<'_, '_>) {
        let blocks = self.pack.blocks.iter().map(|block| block.id.as_str()).zip(&verdicts.blocks);
        let kinds = self.pack.kinds.iter().map(|kind| kind.id.as_str()).zip(&verdicts.kinds);
        for (name, whole) in blocks.chain(kinds).collect::<Vec<_>>() {
            let open = whole.open();
            let shown = whole.all_shown.clone();
            let refuted = whole.some_refuted.clone();
            let both = whole.contradictory.clone();
            for (from, hull, to, word) in [
                (&whole.shown, &shown, whole.refuted.or(&open), "shown"),
                (&whole.refuted, &refuted, whole.shown.or(&open), "refuted"),
                (&both, &refuted, whole.shown.or(&open), "contradictory"),
            ] {
                if let Some(example) = self.growth(from, hull).reaches(&to) {
                    let message = format!("part of this leaves `{name}` {word}, and the whole of it does not");
                    self.breach("verify/whole-turns", message, Some(example));
                }
            }
        }
    }

    /// A verdict is never taken back for another kind.
    fn verdicts_stay(&mut self, verdicts: &Verdicts<'_, '_>) {
        let kinds = || (0..self.pack.kinds.len()).filter(|kind| !self.pack.kinds[*kind].residual);
        let mut breaches = Vec::new();
        for kind in 0..self.pack.kinds.len() {
            let from = self.growth(verdicts.established(kind), &verdicts.kinds[kind].all_shown);
            for other in (0..self.pack.kinds.len()).filter(|other| *other != kind) {
                if let Some(example) = from.reaches(verdicts.established(other)) {
                    let (one, other) = (self.title(kind), self.title(other));
                    let message = format!("part of this establishes `{one}`, and the whole of it `{other}`");
                    breaches.push(("verify/established-turns", message, example));
                }
            }
        }
        for kind in kinds() {
            let allowed = verdicts.residual_or_none().or(verdicts.established(kind)).or(verdicts.provisional(kind));
            let from = self.growth(verdicts.provisional(kind), &verdicts.provisional_hull(kind));
            if let Some(example) = from.reaches(&allowed.not()) {
                let message =
                    format!("part of this makes `{}` provisional, and the whole of it does not", self.title(kind));
                breaches.push(("verify/provisional-turns", message, example));
            }
        }
        let from = self.growth(verdicts.unclassified(), &verdicts.unclassified_hull());
        if let Some(example) = from.reaches(&verdicts.residual_or_none().not()) {
            let message = "part of this fits no kind, and the whole of it may fit one".to_owned();
            breaches.push(("verify/unclassified-turns", message, example));
        }
        for (code, message, example) in breaches {
            self.breach(code, message, Some(example));
        }
    }

    /// Whether a label holds never turns from yes to no or back.
    fn labels_stay(&mut self, verdicts: &Verdicts<'_, '_>) {
        let labels = &self.pack.labels;
        let established = |kind: KindId| self.growth(verdicts.established(kind), &verdicts.kinds[kind].all_shown);
        let established: Vec<Growth<'_>> = (0..self.pack.kinds.len()).map(established).collect();
        for (label, meant) in labels.meanings.iter().enumerate().filter(|(_, meant)| !meant.is_empty()) {
            let compatible = || meant.iter().chain(&labels.silent[label]);
            let refuted = compatible().fold(self.space.all(), |all, kind| all.and(&verdicts.kinds[*kind].refuted));
            let never = compatible().fold(self.space.all(), |all, kind| all.and(&verdicts.kinds[*kind].some_refuted));
            let false_at_first = self.growth(&refuted, &never);
            let found = meant.iter().find_map(|kind| {
                let turned = established[*kind].reaches(&refuted);
                turned.or_else(|| false_at_first.reaches(verdicts.established(*kind)))
            });
            if let Some(example) = found {
                let name = &self.vocabulary.fields[labels.field].values[label].name;
                let message = format!("whether the label `{name}` holds changes when a fact is added to part of this");
                self.breach("verify/label-turns", message, Some(example));
            }
        }
    }

    /// Every kind has what defines it, can be established, and, unless it is residual, can be provisional.
    fn every_verdict_is_possible(&mut self, verdicts: &Verdicts<'_, '_>) {
        for (kind, definition) in self.pack.kinds.iter().enumerate() {
            let mut lacks = Vec::new();
            if definition.defining.is_empty() {
                lacks.push("nothing defines");
            }
            if self.space.is_empty(verdicts.established(kind)) {
                lacks.push("no description establishes");
            }
            if !definition.residual && self.space.is_empty(verdicts.provisional(kind)) {
                lacks.push("no description makes provisional");
            }
            for lack in lacks {
                self.breach("verify/impossible-verdict", format!("{lack} `{}`", definition.id), None);
            }
        }
    }
}

/// Every condition of a pack with words for its place.
fn conditions(pack: &Pack) -> Vec<(String, &Condition)> {
    let mut conditions = Vec::new();
    for (id, criterion) in pack.criteria.iter().enumerate() {
        let code = pack.code_of(id);
        conditions.push((format!("`{code}`, under `shown`"), &criterion.shown));
        conditions.extend(criterion.refuted.iter().map(|refuted| (format!("`{code}`, under `refuted`"), refuted)));
        let cases = criterion.cases.iter().enumerate();
        conditions.extend(cases.map(|(number, case)| (format!("`{code}`, case {}", number + 1), &case.when)));
        let readings = criterion.interpretations.iter();
        conditions
            .extend(readings.map(|reading| (format!("`{code}`, interpretation `{}`", reading.id), &reading.when)));
    }
    let scale = &pack.spectrum;
    for (name, condition) in [("applies", &scale.applies), ("outside", &scale.outside)] {
        conditions.extend(condition.iter().map(|one| (format!("the spectrum, under `{name}`"), one)));
    }
    let points = scale.points.iter();
    conditions.extend(points.map(|point| (format!("the spectrum, point {}", point.at), &point.ruled_out)));
    conditions
}
