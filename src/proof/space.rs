//! All descriptions that the schema allows, as one Boolean space.
//!
//! A binary decision diagram (Bryant 1986) holds every description at once, so that what is said of
//! it is said of all of them and not of a sample.

use biodivine_lib_bdd::{Bdd, BddVariable, BddVariableSet};

use crate::{
    facts::{Fact, Facts, bit},
    judge::Answer,
    rules::{Condition, How, Test},
    schema::{FieldId, Sort, Vocabulary},
};

/// The space of descriptions: a variable for each value of each field that rules may read, and one
/// for the closing of each list.
pub(super) struct Space<'v> {
    vocabulary: &'v Vocabulary,
    set: BddVariableSet,
    variables: Vec<(Fact, BddVariable)>,
    /// What the schema allows: a field of one value has at most one.
    pub(super) valid: Bdd,
}

/// Told-true and told-false of one question, for all descriptions.
#[derive(Clone)]
pub(super) struct Told {
    pub(super) shown: Bdd,
    pub(super) refuted: Bdd,
}

impl Told {
    /// The descriptions that get this answer.
    pub(super) fn answer(&self, answer: Answer) -> Bdd {
        match answer {
            Answer::Shown => self.shown.and_not(&self.refuted),
            Answer::Refuted => self.refuted.and_not(&self.shown),
            Answer::Open => self.shown.or(&self.refuted).not(),
            Answer::Contradictory => self.shown.and(&self.refuted),
        }
    }
}

impl<'v> Space<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        let judged = vocabulary.fields.iter().enumerate().filter(|(_, field)| field.sort != Sort::Free);
        let facts: Vec<Fact> = judged
            .flat_map(|(field, definition)| {
                let values = (0..definition.values.len()).map(Some);
                values.chain(definition.closing.as_ref().map(|_| None)).map(move |value| Fact { field, value })
            })
            .collect();
        let count = u16::try_from(facts.len()).expect("a vocabulary has far fewer values than a diagram has variables");
        let set = BddVariableSet::new_anonymous(count);
        let variables: Vec<_> = facts.into_iter().zip(set.variables()).collect();
        let mut space = Self { vocabulary, valid: set.mk_true(), set, variables };
        for (id, field) in vocabulary.fields.iter().enumerate().filter(|(_, field)| field.sort == Sort::One) {
            let values: Vec<_> = space.of_field(id).map(|(_, variable)| variable).collect();
            if !field.values.is_empty() {
                space.valid = space.valid.and(&space.set.mk_sat_up_to_k(1, &values));
            }
        }
        space
    }

    fn of_field(&self, field: FieldId) -> impl Iterator<Item = (Fact, BddVariable)> {
        self.variables.iter().copied().filter(move |(fact, _)| fact.field == field)
    }

    /// The variable of each fact.
    pub(super) fn facts(&self) -> impl Iterator<Item = (Fact, BddVariable)> {
        self.variables.iter().copied()
    }

    /// The variable that says that the list of this fact is complete.
    fn closing(&self, field: FieldId) -> Option<BddVariable> {
        self.of_field(field).find(|(fact, _)| fact.value.is_none()).map(|(_, variable)| variable)
    }

    pub(super) fn none(&self) -> Bdd {
        self.set.mk_false()
    }

    pub(super) fn all(&self) -> Bdd {
        self.set.mk_true()
    }

    /// The descriptions in which a condition holds.
    pub(super) fn condition(&self, condition: &Condition) -> Bdd {
        match condition {
            Condition::All(parts) => parts.iter().fold(self.all(), |all, part| all.and(&self.condition(part))),
            Condition::Any(parts) => parts.iter().fold(self.none(), |any, part| any.or(&self.condition(part))),
            Condition::Test(test) => self.test(test),
        }
    }

    fn test(&self, test: &Test) -> Bdd {
        let some = |wanted: bool| {
            self.of_field(test.field)
                .filter(|(fact, _)| fact.value.is_some_and(|value| (test.values & bit(value) != 0) == wanted))
                .fold(self.none(), |some, (_, variable)| some.or(&self.set.mk_var(variable)))
        };
        match test.how {
            How::OneOf | How::AnyOf => some(true),
            How::OtherThan => some(false).and_not(&some(true)),
            How::NoneOf => match self.closing(test.field) {
                Some(closing) => self.set.mk_var(closing).and_not(&some(true)),
                None => self.none(),
            },
        }
    }

    /// Of the descriptions in `bdd` that the schema allows, one that states as little as possible.
    pub(super) fn smallest(&self, bdd: &Bdd) -> Option<Facts> {
        let valuation = bdd.and(&self.valid).most_negative_valuation()?;
        let stated = self.variables.iter().filter(|(_, variable)| valuation.value(*variable));
        Some(stated.fold(Facts::none(self.vocabulary), |facts, (fact, _)| facts.with(self.vocabulary, *fact)))
    }

    /// Whether the schema allows no description in `bdd`.
    pub(super) fn is_empty(&self, bdd: &Bdd) -> bool {
        bdd.and(&self.valid).is_false()
    }

    /// The descriptions that come of those in `bdd` when facts are added: values where none is
    /// stated, items to lists that are not complete, and last that a list is complete.
    pub(super) fn later(&self, bdd: &Bdd) -> Bdd {
        let read = bdd.support_set();
        let (items, closings): (Vec<_>, Vec<_>) = self
            .variables
            .iter()
            .filter(|(_, variable)| read.contains(variable))
            .copied()
            .partition(|(fact, _)| fact.value.is_some());
        items.into_iter().chain(closings).fold(bdd.clone(), |later, (fact, variable): (Fact, BddVariable)| {
            let mut added = later.var_restrict(variable, false).and(&self.set.mk_var(variable));
            if let (Some(_), Some(closing)) = (fact.value, self.closing(fact.field)) {
                added = added.and_not(&self.set.mk_var(closing));
            }
            later.or(&added)
        })
    }

    /// Whether the truth of `bdd` depends on this fact for some description that the schema allows.
    pub(super) fn depends(&self, bdd: &Bdd, variable: BddVariable) -> bool {
        let (without, with) = (bdd.var_restrict(variable, false), bdd.var_restrict(variable, true));
        let allowed = self.valid.var_restrict(variable, true);
        !with.xor(&without).and(&allowed).is_false()
    }
}
