//! Condition language of the rules. No operator tests for an absent field, so evaluation is monotone: adding a fact can
//! only make more conditions true.

use crate::{
    facts::{Fact, Facts, value_mask},
    schema::{FieldId, Vocabulary},
};

/// Boolean formula over stated facts, without negation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Predicate(Predicate),
}

/// Atomic predicate on one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Predicate {
    pub field: FieldId,
    /// Bit mask over the field's values.
    pub values: u64,
    pub operator: Operator,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// The field's value is in the set.
    OneOf,
    /// The field has a value, and it is not in the set.
    OtherThan,
    /// The list contains a value of the set.
    AnyOf,
    /// The list is closed and contains no value of the set.
    NoneOf,
}

impl Predicate {
    #[must_use]
    pub fn eval(&self, facts: &Facts) -> bool {
        let stated = facts.get(self.field);
        let overlaps = stated.values & self.values != 0;
        match self.operator {
            Operator::OneOf | Operator::AnyOf => overlaps,
            Operator::OtherThan => stated.values != 0 && !overlaps,
            Operator::NoneOf => stated.closed && !overlaps,
        }
    }

    /// Applies `find` to each fact that makes the predicate true and returns the first `Some`.
    fn find_witness<T>(&self, facts: &Facts, find: &mut impl FnMut(Fact) -> Option<T>) -> Option<T> {
        if !self.eval(facts) {
            return None;
        }
        let stated = facts.get(self.field).values;
        let mut witnesses = match self.operator {
            Operator::OneOf | Operator::AnyOf => stated & self.values,
            Operator::OtherThan => stated,
            Operator::NoneOf => return find(Fact { field: self.field, value: None }),
        };
        while witnesses != 0 {
            let value = witnesses.trailing_zeros() as usize;
            if let Some(found) = find(Fact { field: self.field, value: Some(value) }) {
                return Some(found);
            }
            witnesses &= !value_mask(value);
        }
        None
    }
}

impl Condition {
    #[must_use]
    pub fn eval(&self, facts: &Facts) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.eval(facts)),
            Self::Any(parts) => parts.iter().any(|part| part.eval(facts)),
            Self::Predicate(predicate) => predicate.eval(facts),
        }
    }

    /// Facts that make the condition true, in condition order; empty if it is false.
    #[must_use]
    pub fn witnesses(&self, facts: &Facts) -> Vec<Fact> {
        let mut found = Vec::new();
        self.find_witness(facts, &mut |fact| {
            found.push(fact);
            None::<()>
        });
        found.dedup();
        found
    }

    /// Applies `find` to each fact that makes the condition true, in condition order, and returns the first `Some`.
    pub fn find_witness<T>(&self, facts: &Facts, find: &mut impl FnMut(Fact) -> Option<T>) -> Option<T> {
        match self {
            Self::Predicate(predicate) => predicate.find_witness(facts, find),
            Self::Any(parts) => parts.iter().find_map(|part| part.find_witness(facts, find)),
            Self::All(parts) if self.eval(facts) => parts.iter().find_map(|part| part.find_witness(facts, find)),
            Self::All(_) => None,
        }
    }

    /// Renders the condition as in a rule file, on one line.
    #[must_use]
    pub fn to_source(&self, vocabulary: &Vocabulary) -> String {
        let list_parts = |keyword: &str, parts: &[Self]| {
            let parts: Vec<_> = parts.iter().map(|part| part.to_source(vocabulary)).collect();
            format!("{keyword}: [{}]", parts.join(", "))
        };
        match self {
            Self::All(all) => list_parts("all", all),
            Self::Any(any) => list_parts("any", any),
            Self::Predicate(predicate) => {
                let field = &vocabulary.fields[predicate.field];
                let values =
                    field.values.iter().enumerate().filter(|(index, _)| predicate.values & value_mask(*index) != 0);
                let values: Vec<_> = values.map(|(_, value)| value.name.as_str()).collect();
                let values = format!("[{}]", values.join(", "));
                match predicate.operator {
                    Operator::OneOf => format!("{}: {values}", field.name),
                    Operator::OtherThan => format!("{}: {{other_than: {values}}}", field.name),
                    Operator::AnyOf => format!("{}: {{any_of: {values}}}", field.name),
                    Operator::NoneOf => format!("{}: {{none_of: {values}}}", field.name),
                }
            }
        }
    }

    /// Fields of all predicates without duplicates, in order of first use.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldId> {
        let mut fields = Vec::new();
        for predicate in self.predicates() {
            if !fields.contains(&predicate.field) {
                fields.push(predicate.field);
            }
        }
        fields
    }

    pub fn predicates(&self) -> Box<dyn Iterator<Item = &Predicate> + '_> {
        match self {
            Self::Predicate(predicate) => Box::new(std::iter::once(predicate)),
            Self::All(parts) | Self::Any(parts) => Box::new(parts.iter().flat_map(Self::predicates)),
        }
    }
}
