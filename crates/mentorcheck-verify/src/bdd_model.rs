//! All descriptions that the schema allows, encoded in binary decision diagrams (Bryant 1986), so that properties are
//! checked on every description and not on a sample.

use std::cell::OnceCell;

use biodivine_lib_bdd::{BddVariable, BddVariableSet};

use crate::bounded_bdd::{BoundedBdd, StepBudget};
use mentorcheck_core::{
    eval::Answer,
    facts::{Fact, Facts, value_mask},
    pack::{Condition, Operator, Pack, Predicate},
    schema::{FieldId, FieldType, Vocabulary},
};

/// One variable per value of each field that rules may read, and one per closing of a list.
pub(super) struct BddModel<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    variable_set: BddVariableSet,
    variables: Vec<(Fact, BddVariable)>,
    pub(super) budget: StepBudget,
    /// Schema constraint: a single-valued field has at most one value.
    pub(super) valid: BoundedBdd,
}

/// The Belnap value of one question over all descriptions: evidence for and evidence against.
#[derive(Clone)]
pub(super) struct BelnapSets {
    pub(super) shown: BoundedBdd,
    pub(super) refuted: BoundedBdd,
}

impl BelnapSets {
    pub(super) fn with_answer(&self, answer: Answer) -> BoundedBdd {
        match answer {
            Answer::Shown => self.shown.and_not(&self.refuted),
            Answer::Refuted => self.refuted.and_not(&self.shown),
            Answer::Open => self.shown.or(&self.refuted).not(),
            Answer::Contradictory => self.shown.and(&self.refuted),
        }
    }
}

impl<'v> BddModel<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        let evaluated =
            vocabulary.fields.iter().enumerate().filter(|(_, field)| field.field_type != FieldType::FreeText);
        let facts: Vec<Fact> = evaluated
            .flat_map(|(field, definition)| {
                let values = (0..definition.values.len()).map(Some);
                values.chain(definition.closing.as_ref().map(|_| None)).map(move |value| Fact { field, value })
            })
            .collect();
        let count = u16::try_from(facts.len()).expect("fewer vocabulary values than BDD variables");
        let variable_set = BddVariableSet::new_anonymous(count);
        let variables: Vec<_> = facts.into_iter().zip(variable_set.variables()).collect();
        let budget = StepBudget::default();
        let mut space = Self {
            vocabulary,
            valid: BoundedBdd::new(variable_set.mk_true(), &budget),
            variable_set,
            variables,
            budget,
        };
        for (id, field) in vocabulary.fields.iter().enumerate().filter(|(_, field)| field.field_type == FieldType::Enum)
        {
            let values: Vec<_> = space.variables_of(id).map(|(_, variable)| variable).collect();
            if !field.values.is_empty() {
                let at_most_one = BoundedBdd::new(space.variable_set.mk_sat_up_to_k(1, &values), &space.budget);
                space.valid = space.valid.and(&at_most_one);
            }
        }
        space
    }

    fn variables_of(&self, field: FieldId) -> impl Iterator<Item = (Fact, BddVariable)> {
        self.variables.iter().copied().filter(move |(fact, _)| fact.field == field)
    }

    pub(super) fn fact_variables(&self) -> impl Iterator<Item = (Fact, BddVariable)> {
        self.variables.iter().copied()
    }

    /// The variable stating that the list is complete.
    fn closing_variable(&self, field: FieldId) -> Option<BddVariable> {
        self.variables_of(field).find(|(fact, _)| fact.value.is_none()).map(|(_, variable)| variable)
    }

    pub(super) fn empty(&self) -> BoundedBdd {
        BoundedBdd::new(self.variable_set.mk_false(), &self.budget)
    }

    pub(super) fn full(&self) -> BoundedBdd {
        BoundedBdd::new(self.variable_set.mk_true(), &self.budget)
    }

    pub(super) fn literal(&self, variable: BddVariable) -> BoundedBdd {
        BoundedBdd::new(self.variable_set.mk_var(variable), &self.budget)
    }

    /// Whether the step budget is exhausted, which makes results meaningless.
    pub(super) fn is_exhausted(&self) -> bool {
        self.budget.is_exhausted()
    }

    pub(super) fn eval_criteria(&self, pack: &Pack) -> Vec<BelnapSets> {
        let refuted = |refuted: &Option<Condition>| {
            refuted.as_ref().map_or_else(|| self.empty(), |condition| self.eval_condition(condition))
        };
        let values = pack.criteria.iter().map(|criterion| BelnapSets {
            shown: self.eval_condition(&criterion.shown),
            refuted: refuted(&criterion.refuted),
        });
        values.collect()
    }

    /// The descriptions in which a condition holds.
    pub(super) fn eval_condition(&self, condition: &Condition) -> BoundedBdd {
        match condition {
            Condition::All(parts) => parts.iter().fold(self.full(), |all, part| all.and(&self.eval_condition(part))),
            Condition::Any(parts) => parts.iter().fold(self.empty(), |any, part| any.or(&self.eval_condition(part))),
            Condition::Predicate(test) => self.eval_predicate(test),
        }
    }

    fn eval_predicate(&self, predicate: &Predicate) -> BoundedBdd {
        let matching = |included: bool| {
            self.variables_of(predicate.field)
                .filter(|(fact, _)| {
                    fact.value.is_some_and(|value| (predicate.values & value_mask(value) != 0) == included)
                })
                .fold(self.empty(), |union, (_, variable)| union.or(&self.literal(variable)))
        };
        match predicate.operator {
            Operator::OneOf | Operator::AnyOf => matching(true),
            Operator::OtherThan => matching(false).and_not(&matching(true)),
            Operator::NoneOf => match self.closing_variable(predicate.field) {
                Some(closing) => self.literal(closing).and_not(&matching(true)),
                None => self.empty(),
            },
        }
    }

    /// A valid description in `set` that states as few facts as possible.
    pub(super) fn minimal_example(&self, set: &BoundedBdd) -> Option<Facts> {
        let valuation = set.and(&self.valid).minimal_valuation()?;
        let stated = self.variables.iter().filter(|(_, variable)| valuation.value(*variable));
        Some(stated.fold(Facts::empty(self.vocabulary), |facts, (fact, _)| facts.with(self.vocabulary, *fact)))
    }

    /// Whether `set` contains no valid description.
    pub(super) fn is_empty(&self, set: &BoundedBdd) -> bool {
        set.and(&self.valid).is_empty()
    }

    /// The closure of `set` under added facts: values of unstated fields, items of open lists, then the closing of
    /// lists.
    pub(super) fn closure_under_added_facts(&self, set: &BoundedBdd) -> BoundedBdd {
        let support = set.support();
        let (items, closings): (Vec<_>, Vec<_>) = self
            .variables
            .iter()
            .filter(|(_, variable)| support.contains(variable))
            .copied()
            .partition(|(fact, _)| fact.value.is_some());
        items.into_iter().chain(closings).fold(set.clone(), |closure, (fact, variable): (Fact, BddVariable)| {
            let mut added = closure.restrict(variable, false).and(&self.literal(variable));
            if let (Some(_), Some(closing)) = (fact.value, self.closing_variable(fact.field)) {
                added = added.and_not(&self.literal(closing));
            }
            closure.or(&added)
        })
    }

    /// Whether membership in `set` depends on this fact for some valid description.
    pub(super) fn depends_on(&self, set: &BoundedBdd, variable: BddVariable) -> bool {
        let (without, with) = (set.restrict(variable, false), set.restrict(variable, true));
        let allowed = self.valid.restrict(variable, true);
        !with.xor(&without).and(&allowed).is_empty()
    }
}

/// A set of descriptions and its closure under added facts, computed on first use.
pub(super) struct FactClosure<'s> {
    space: &'s BddModel<'s>,
    from: BoundedBdd,
    /// A superset of the closure.
    hull: BoundedBdd,
    closure: OnceCell<BoundedBdd>,
}

impl<'s> FactClosure<'s> {
    pub(super) fn new(space: &'s BddModel<'s>, from: BoundedBdd, hull: BoundedBdd) -> Self {
        Self { space, from, hull, closure: OnceCell::new() }
    }

    /// A minimal description in `to` that is reachable by adding facts.
    pub(super) fn find_reachable(&self, to: &BoundedBdd) -> Option<Facts> {
        let candidates = to.and(&self.hull);
        if self.space.is_empty(&candidates) {
            return None;
        }
        let closure =
            self.closure.get_or_init(|| self.space.closure_under_added_facts(&self.from.and(&self.space.valid)));
        self.space.minimal_example(&closure.and(&candidates))
    }
}
