//! Verifies a pack symbolically: checks properties over all descriptions that the schema allows, with binary decision
//! diagrams, and gives a minimal counterexample for each violation.

mod bdd_model;
mod bounded_bdd;
mod examples;
mod printed_text;
#[cfg(test)]
mod tests;
pub mod traceability;
mod verdicts;

use crate::{
    bdd_model::{BddModel, BelnapSets, FactClosure},
    bounded_bdd::{BoundedBdd, MAX_STEPS},
    verdicts::VerdictSets,
};
use mentorcheck_core::{
    eval::Answer,
    facts::{Facts, value_mask},
    pack::{Condition, CriterionId, KindId, Pack, Weight},
    schema::Vocabulary,
};

pub use examples::{ExampleFailure, ExampleRun, run_examples};
pub use traceability::check_traceability;

/// A property that a pack violates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Stable and never reused.
    pub code: &'static str,
    pub message: String,
    /// A minimal counterexample, where there is one.
    pub example: Option<Facts>,
}

/// Checks every property of `pack` that needs no other input. An empty list is the proof.
///
/// - no description is shown to be two kinds;
/// - every kind can be shown, refuted and open; every criterion can be shown and, if necessary, refuted;
/// - no condition or part of one is dead or always true;
/// - no single fact both shows and refutes a criterion;
/// - every value not declared informative is read by a rule;
/// - adding a fact never withdraws the answer on a criterion; a shown block or kind becomes at worst contradictory, a
///   refuted one at most contradictory, a contradictory one at most refuted;
/// - adding facts never turns one established kind into another; a provisional kind stays, or becomes established,
///   unclassified, contradictory or a residual kind; an unclassified programme becomes at most contradictory or of a
///   residual kind;
/// - adding facts never flips whether a label holds;
/// - every kind has a defining requirement, can be established and, unless it is residual, can be provisional.
#[must_use]
pub fn verify(pack: &Pack, vocabulary: &Vocabulary) -> Vec<Violation> {
    let space = BddModel::new(vocabulary);
    let criteria = space.eval_criteria(pack);
    Verifier::new(pack, &space, &criteria).run()
}

struct Verifier<'p> {
    pack: &'p Pack,
    vocabulary: &'p Vocabulary,
    space: &'p BddModel<'p>,
    criteria: &'p [BelnapSets],
    conditions: Vec<LocatedCondition<'p>>,
    /// An answer on a criterion can be withdrawn, so no hull is reliable.
    non_monotonic: bool,
    violations: Vec<Violation>,
}

struct LocatedCondition<'p> {
    location: String,
    condition: &'p Condition,
    /// The descriptions in which it holds.
    set: BoundedBdd,
}

impl<'p> Verifier<'p> {
    fn new(pack: &'p Pack, space: &'p BddModel<'p>, criteria: &'p [BelnapSets]) -> Self {
        let conditions = collect_conditions(pack).into_iter();
        let conditions = conditions
            .map(|(place, condition)| LocatedCondition {
                location: place,
                condition,
                set: space.eval_condition(condition),
            })
            .collect();
        Self {
            pack,
            vocabulary: space.vocabulary,
            space,
            criteria,
            conditions,
            non_monotonic: false,
            violations: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Violation> {
        let verdicts = VerdictSets::new(self.pack, self.space, self.criteria);
        let checks: [&dyn Fn(&mut Self); 11] = [
            &|verifier| verifier.check_exclusive_kinds(&verdicts),
            &|verifier| verifier.check_reachable_kinds(&verdicts),
            &Self::check_reachable_answers,
            &Self::check_conditions,
            &Self::check_single_facts,
            &Self::check_values_read,
            &Self::check_answer_monotonicity,
            &|verifier| verifier.check_block_and_kind_transitions(&verdicts),
            &|verifier| verifier.check_verdict_transitions(&verdicts),
            &|verifier| verifier.check_label_transitions(&verdicts),
            &|verifier| verifier.check_reachable_verdicts(&verdicts),
        ];
        for check in checks {
            check(&mut self);
            // Violations found so far may rest on operations that exceeded the budget.
            if self.space.is_exhausted() {
                self.violations.clear();
                let message = format!(
                    "cannot prove within {} million steps that the rules hold. Use fewer parts in a condition, or fewer \
                     conditions in a kind",
                    MAX_STEPS / 1_000_000
                );
                self.report("verify/too-involved", message, None);
                break;
            }
        }
        self.violations
    }

    fn report(&mut self, code: &'static str, message: String, example: Option<Facts>) {
        self.violations.push(Violation { code, message, example });
    }

    fn kind_id(&self, kind: KindId) -> &str {
        &self.pack.kinds[kind].id
    }

    /// A criterion's stable code, or its shared name.
    fn criterion_code(&self, criterion: CriterionId) -> String {
        self.pack.criterion_code(criterion)
    }

    fn check_exclusive_kinds(&mut self, verdicts: &VerdictSets<'_, '_>) {
        for first in 0..verdicts.kinds.len() {
            for second in first + 1..verdicts.kinds.len() {
                let both = verdicts.kinds[first].shown.and(&verdicts.kinds[second].shown);
                if let Some(example) = self.space.minimal_example(&both) {
                    let message = format!(
                        "a description can be shown to be both `{}` and `{}`",
                        self.kind_id(first),
                        self.kind_id(second)
                    );
                    self.report("verify/two-kinds", message, Some(example));
                }
            }
        }
    }

    fn check_reachable_kinds(&mut self, verdicts: &VerdictSets<'_, '_>) {
        for (kind, answers) in verdicts.kinds.iter().enumerate() {
            for (set, word) in
                [(&answers.shown, "shown"), (&answers.refuted, "refuted"), (&answers.open(), "left open")]
            {
                if self.space.is_empty(set) {
                    let message = format!("no description can be {word} to be `{}`", self.kind_id(kind));
                    let message = if word == "left open" {
                        format!("no description leaves open whether it is `{}`", self.kind_id(kind))
                    } else {
                        message
                    };
                    self.report("verify/impossible-kind", message, None);
                }
            }
        }
    }

    fn check_reachable_answers(&mut self) {
        for id in 0..self.criteria.len() {
            let value = self.criteria[id].clone();
            // Necessary criteria must be refutable; supporting ones need not be.
            let criterion = &self.pack.criteria[id];
            let refutable = criterion.refuted.is_some() || criterion.weight == Weight::Necessary;
            for (required, answer, word) in [(true, Answer::Shown, "shown"), (refutable, Answer::Refuted, "refuted")] {
                if required && self.space.is_empty(&value.with_answer(answer)) {
                    let message = format!("`{}` can never be {word}", self.criterion_code(id));
                    self.report("verify/impossible-answer", message, None);
                }
            }
        }
    }

    fn check_conditions(&mut self) {
        let conditions = std::mem::take(&mut self.conditions);
        for LocatedCondition { location: place, condition, set } in &conditions {
            if self.space.is_empty(&set.not()) {
                self.report("verify/always-true", format!("in {place}: the condition always holds"), None);
            }
            self.check_parts(place, condition, set);
        }
        self.conditions = conditions;
    }

    /// Reports dead and redundant parts of a condition that holds in the descriptions `whole`.
    fn check_parts(&mut self, place: &str, condition: &Condition, whole: &BoundedBdd) {
        if self.space.is_empty(whole) {
            let written = condition.to_source(self.vocabulary);
            self.report("verify/dead-condition", format!("in {place}: `{written}` can never hold"), None);
            return;
        }
        let (Condition::All(parts) | Condition::Any(parts)) = condition else { return };
        let part_sets: Vec<BoundedBdd> = parts.iter().map(|part| self.space.eval_condition(part)).collect();
        for (index, part) in parts.iter().enumerate() {
            // A dead part is reported as dead, not as redundant.
            if self.space.is_empty(&part_sets[index]) {
                self.check_parts(place, part, &part_sets[index]);
                continue;
            }
            let others = part_sets.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, other)| other);
            let written = part.to_source(self.vocabulary);
            let without = match condition {
                Condition::All(_) => others.fold(self.space.full(), |all, other| all.and(other)),
                _ => others.fold(self.space.empty(), |any, other| any.or(other)),
            };
            if self.space.is_empty(&without.xor(whole)) {
                let message = format!("in {place}: `{written}` changes nothing beside the parts next to it");
                self.report("verify/idle-part", message, None);
            } else {
                self.check_parts(place, part, &part_sets[index]);
            }
        }
    }

    fn check_single_facts(&mut self) {
        for id in 0..self.criteria.len() {
            let both = self.criteria[id].with_answer(Answer::Contradictory);
            if let Some(example) = self.space.minimal_example(&both).filter(|facts| facts.count() == 1) {
                let message = format!("one single fact both shows and refutes `{}`", self.criterion_code(id));
                self.report("verify/tells-both", message, Some(example));
            }
        }
    }

    fn check_values_read(&mut self) {
        let label = self.pack.labels.field;
        let conditions = std::mem::take(&mut self.conditions);
        let sets: Vec<_> = conditions.iter().map(|LocatedCondition { set, .. }| (set.support(), set)).collect();
        for (fact, variable) in self.space.fact_variables() {
            let field = &self.vocabulary.fields[fact.field];
            // Closing a list needs no rule that reads it, and labels are read through their meanings.
            let Some(value) = fact.value.filter(|_| !field.informative && fact.field != label) else { continue };
            let mut candidates = sets.iter().filter(|(support, _)| support.contains(&variable));
            let is_read = candidates.any(|(_, set)| self.space.depends_on(set, variable));
            let is_declared = self.pack.informative_values[fact.field] & value_mask(value) != 0;
            let value = format!("`{}` of `{}`", fact.value_name(self.vocabulary), field.name);
            if !is_read && !is_declared {
                let message = format!("no rule reads the value {value}, and it is not declared to be informative only");
                self.report("verify/unread-value", message, None);
            }
            if is_read && is_declared {
                let message = format!("the value {value} is declared to be informative only, and a rule reads it");
                self.report("verify/read-value", message, None);
            }
        }
        self.conditions = conditions;
    }

    /// Adding a fact never withdraws an answer.
    fn check_answer_monotonicity(&mut self) {
        for id in 0..self.criteria.len() {
            let value = self.criteria[id].clone();
            for (answer, word) in [(value.shown, "shows"), (value.refuted, "refutes")] {
                let withdrawn = self.space.closure_under_added_facts(&answer).and_not(&answer);
                if let Some(example) = self.space.minimal_example(&withdrawn) {
                    let message =
                        format!("part of this {word} `{}`, and the whole of it does not", self.criterion_code(id));
                    self.report("verify/answer-lost", message, Some(example));
                    self.non_monotonic = true;
                }
            }
        }
    }

    /// The closure of `from` under added facts, which is within `hull` unless an answer can be withdrawn.
    fn closure(&self, from: &BoundedBdd, hull: &BoundedBdd) -> FactClosure<'p> {
        FactClosure::new(self.space, from.clone(), if self.non_monotonic { self.space.full() } else { hull.clone() })
    }

    /// When facts are added, a shown block or kind becomes at worst contradictory, a refuted one at most contradictory,
    /// and a contradictory one at most refuted.
    fn check_block_and_kind_transitions(&mut self, verdicts: &VerdictSets<'_, '_>) {
        let blocks = self.pack.blocks.iter().map(|block| block.id.as_str()).zip(&verdicts.blocks);
        let kinds = self.pack.kinds.iter().map(|kind| kind.id.as_str()).zip(&verdicts.kinds);
        for (name, answers) in blocks.chain(kinds).collect::<Vec<_>>() {
            let open = answers.open();
            let shown = answers.shown_hull.clone();
            let refuted = answers.refuted_hull.clone();
            let contradictory = answers.contradictory.clone();
            for (from, hull, to, word) in [
                (&answers.shown, &shown, answers.refuted.or(&open), "shown"),
                (&answers.refuted, &refuted, answers.shown.or(&open), "refuted"),
                (&contradictory, &refuted, answers.shown.or(&open), "contradictory"),
            ] {
                if let Some(example) = self.closure(from, hull).find_reachable(&to) {
                    let message = format!("part of this leaves `{name}` {word}, and the whole of it does not");
                    self.report("verify/whole-turns", message, Some(example));
                }
            }
        }
    }

    /// Adding facts never changes a verdict to another kind.
    fn check_verdict_transitions(&mut self, verdicts: &VerdictSets<'_, '_>) {
        let non_residual = || (0..self.pack.kinds.len()).filter(|kind| !self.pack.kinds[*kind].residual);
        let mut violations = Vec::new();
        for kind in 0..self.pack.kinds.len() {
            let from = self.closure(verdicts.established(kind), &verdicts.kinds[kind].shown_hull);
            for other in (0..self.pack.kinds.len()).filter(|other| *other != kind) {
                if let Some(example) = from.find_reachable(verdicts.established(other)) {
                    let (one, other) = (self.kind_id(kind), self.kind_id(other));
                    let message = format!("part of this establishes `{one}`, and the whole of it `{other}`");
                    violations.push(("verify/established-turns", message, example));
                }
            }
        }
        for kind in non_residual() {
            let allowed = verdicts.residual_or_no_kind().or(verdicts.established(kind)).or(verdicts.provisional(kind));
            let from = self.closure(verdicts.provisional(kind), &verdicts.provisional_hull(kind));
            if let Some(example) = from.find_reachable(&allowed.not()) {
                let message =
                    format!("part of this makes `{}` provisional, and the whole of it does not", self.kind_id(kind));
                violations.push(("verify/provisional-turns", message, example));
            }
        }
        let from = self.closure(verdicts.unclassified(), &verdicts.unclassified_hull());
        if let Some(example) = from.find_reachable(&verdicts.residual_or_no_kind().not()) {
            let message = "part of this fits no kind, and the whole of it may fit one".to_owned();
            violations.push(("verify/unclassified-turns", message, example));
        }
        for (code, message, example) in violations {
            self.report(code, message, Some(example));
        }
    }

    /// Adding facts never flips whether a label holds.
    fn check_label_transitions(&mut self, verdicts: &VerdictSets<'_, '_>) {
        let labels = &self.pack.labels;
        let established = |kind: KindId| self.closure(verdicts.established(kind), &verdicts.kinds[kind].shown_hull);
        let established: Vec<FactClosure<'_>> = (0..self.pack.kinds.len()).map(established).collect();
        for (label, allowed_kinds) in
            labels.allowed_kinds.iter().enumerate().filter(|(_, allowed_kinds)| !allowed_kinds.is_empty())
        {
            let compatible = || allowed_kinds.iter().chain(&labels.unspecified_kinds[label]);
            let refuted = compatible().fold(self.space.full(), |all, kind| all.and(&verdicts.kinds[*kind].refuted));
            let refuted_hull =
                compatible().fold(self.space.full(), |all, kind| all.and(&verdicts.kinds[*kind].refuted_hull));
            let from_refuted = self.closure(&refuted, &refuted_hull);
            let counterexample = allowed_kinds.iter().find_map(|kind| {
                let flipped = established[*kind].find_reachable(&refuted);
                flipped.or_else(|| from_refuted.find_reachable(verdicts.established(*kind)))
            });
            if let Some(example) = counterexample {
                let name = &self.vocabulary.fields[labels.field].values[label].name;
                let message = format!("whether the label `{name}` holds changes when a fact is added to part of this");
                self.report("verify/label-turns", message, Some(example));
            }
        }
    }

    fn check_reachable_verdicts(&mut self, verdicts: &VerdictSets<'_, '_>) {
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
                self.report("verify/impossible-verdict", format!("{lack} `{}`", definition.id), None);
            }
        }
    }
}

/// Every condition of a pack with a description of its location.
fn collect_conditions(pack: &Pack) -> Vec<(String, &Condition)> {
    let mut conditions = Vec::new();
    for (id, criterion) in pack.criteria.iter().enumerate() {
        let code = pack.criterion_code(id);
        conditions.push((format!("`{code}`, under `shown`"), &criterion.shown));
        conditions.extend(criterion.refuted.iter().map(|refuted| (format!("`{code}`, under `refuted`"), refuted)));
        let cases = criterion.cases.iter().enumerate();
        conditions.extend(cases.map(|(number, case)| (format!("`{code}`, case {}", number + 1), &case.when)));
        let interpretations = criterion.interpretations.iter();
        conditions.extend(
            interpretations.map(|interpretation| {
                (format!("`{code}`, interpretation `{}`", interpretation.id), &interpretation.when)
            }),
        );
    }
    let spectrum = &pack.spectrum;
    for (name, condition) in [("applies", &spectrum.applies_if), ("outside", &spectrum.excluded_if)] {
        conditions.extend(condition.iter().map(|one| (format!("the spectrum, under `{name}`"), one)));
    }
    let points = spectrum.points.iter();
    conditions.extend(points.map(|point| (format!("the spectrum, point {}", point.position), &point.ruled_out)));
    conditions
}
