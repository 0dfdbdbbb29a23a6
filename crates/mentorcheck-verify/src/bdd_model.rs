//! All descriptions that the schema allows, as one Boolean space.
//!
//! A binary decision diagram (Bryant 1986) holds every description at once, so that what is said of
//! it is said of all of them and not of a sample.

use std::cell::OnceCell;

use biodivine_lib_bdd::{BddVariable, BddVariableSet};

use crate::bounded_bdd::{Effort, Set};
use mentorcheck_core::{
    eval::Answer,
    facts::{Fact, Facts, bit},
    pack::{Condition, How, Pack, Test},
    schema::{FieldId, Sort, Vocabulary},
};

/// The space of descriptions: a variable for each value of each field that rules may read, and one
/// for the closing of each list.
pub(super) struct Space<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    set: BddVariableSet,
    variables: Vec<(Fact, BddVariable)>,
    effort: Effort,
    /// What the schema allows: a field of one value has at most one.
    pub(super) valid: Set,
}

/// Told-true and told-false of one question, for all descriptions.
#[derive(Clone)]
pub(super) struct Told {
    pub(super) shown: Set,
    pub(super) refuted: Set,
}

impl Told {
    /// The descriptions that get this answer.
    pub(super) fn answer(&self, answer: Answer) -> Set {
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
        let effort = Effort::default();
        let mut space = Self { vocabulary, valid: Set::new(set.mk_true(), &effort), set, variables, effort };
        for (id, field) in vocabulary.fields.iter().enumerate().filter(|(_, field)| field.sort == Sort::One) {
            let values: Vec<_> = space.of_field(id).map(|(_, variable)| variable).collect();
            if !field.values.is_empty() {
                let one_at_most = Set::new(space.set.mk_sat_up_to_k(1, &values), &space.effort);
                space.valid = space.valid.and(&one_at_most);
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

    pub(super) fn none(&self) -> Set {
        Set::new(self.set.mk_false(), &self.effort)
    }

    pub(super) fn all(&self) -> Set {
        Set::new(self.set.mk_true(), &self.effort)
    }

    pub(super) fn stating(&self, variable: BddVariable) -> Set {
        Set::new(self.set.mk_var(variable), &self.effort)
    }

    /// Whether something took more than is spent on a pack, so that no answer counts.
    pub(super) fn is_spent(&self) -> bool {
        self.effort.is_spent()
    }

    /// What descriptions tell of each criterion of a pack.
    pub(super) fn criteria(&self, pack: &Pack) -> Vec<Told> {
        let refuted =
            |refuted: &Option<Condition>| refuted.as_ref().map_or_else(|| self.none(), |one| self.condition(one));
        let told =
            pack.criteria.iter().map(|one| Told { shown: self.condition(&one.shown), refuted: refuted(&one.refuted) });
        told.collect()
    }

    /// The descriptions in which a condition holds.
    pub(super) fn condition(&self, condition: &Condition) -> Set {
        match condition {
            Condition::All(parts) => parts.iter().fold(self.all(), |all, part| all.and(&self.condition(part))),
            Condition::Any(parts) => parts.iter().fold(self.none(), |any, part| any.or(&self.condition(part))),
            Condition::Test(test) => self.test(test),
        }
    }

    fn test(&self, test: &Test) -> Set {
        let some = |wanted: bool| {
            self.of_field(test.field)
                .filter(|(fact, _)| fact.value.is_some_and(|value| (test.values & bit(value) != 0) == wanted))
                .fold(self.none(), |some, (_, variable)| some.or(&self.stating(variable)))
        };
        match test.how {
            How::OneOf | How::AnyOf => some(true),
            How::OtherThan => some(false).and_not(&some(true)),
            How::NoneOf => match self.closing(test.field) {
                Some(closing) => self.stating(closing).and_not(&some(true)),
                None => self.none(),
            },
        }
    }

    /// Of the descriptions in `set` that the schema allows, one that states as little as possible.
    pub(super) fn smallest(&self, set: &Set) -> Option<Facts> {
        let valuation = set.and(&self.valid).most_negative()?;
        let stated = self.variables.iter().filter(|(_, variable)| valuation.value(*variable));
        Some(stated.fold(Facts::none(self.vocabulary), |facts, (fact, _)| facts.with(self.vocabulary, *fact)))
    }

    /// Whether the schema allows no description in `set`.
    pub(super) fn is_empty(&self, set: &Set) -> bool {
        set.and(&self.valid).is_empty()
    }

    /// The descriptions that come of those in `set` when facts are added: values where none is
    /// stated, items to lists that are not complete, and last that a list is complete.
    pub(super) fn later(&self, set: &Set) -> Set {
        let read = set.support();
        let (items, closings): (Vec<_>, Vec<_>) = self
            .variables
            .iter()
            .filter(|(_, variable)| read.contains(variable))
            .copied()
            .partition(|(fact, _)| fact.value.is_some());
        items.into_iter().chain(closings).fold(set.clone(), |later, (fact, variable): (Fact, BddVariable)| {
            let mut added = later.restrict(variable, false).and(&self.stating(variable));
            if let (Some(_), Some(closing)) = (fact.value, self.closing(fact.field)) {
                added = added.and_not(&self.stating(closing));
            }
            later.or(&added)
        })
    }

    /// Whether the truth of `set` depends on this fact for some description that the schema allows.
    pub(super) fn depends(&self, set: &Set, variable: BddVariable) -> bool {
        let (without, with) = (set.restrict(variable, false), set.restrict(variable, true));
        let allowed = self.valid.restrict(variable, true);
        !with.xor(&without).and(&allowed).is_empty()
    }
}

/// Some descriptions, and what comes of them when facts are added.
pub(super) struct Growth<'s> {
    space: &'s Space<'s>,
    from: Set,
    /// What holds of everything that comes of them; all descriptions where nothing is known to.
    hull: Set,
    later: OnceCell<Set>,
}

impl<'s> Growth<'s> {
    pub(super) fn new(space: &'s Space<'s>, from: Set, hull: Set) -> Self {
        Self { space, from, hull, later: OnceCell::new() }
    }

    /// The smallest description in `to` that comes of one of these.
    pub(super) fn reaches(&self, to: &Set) -> Option<Facts> {
        let possible = to.and(&self.hull);
        if self.space.is_empty(&possible) {
            return None;
        }
        let later = self.later.get_or_init(|| self.space.later(&self.from.and(&self.space.valid)));
        self.space.smallest(&later.and(&possible))
    }
}
