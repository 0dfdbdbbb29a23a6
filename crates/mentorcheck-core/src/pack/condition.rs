//! Condition language of the rules. No operator tests for an absent field, so evaluation is monotone: adding a fact can
//! only make more conditions true.

use crate::{
    facts::{Fact, Facts, bit},
    schema::{FieldId, Vocabulary},
};

/// Boolean formula over stated facts, without negation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Test(Test),
}

/// Atomic predicate on one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Test {
    pub field: FieldId,
    /// Bit mask over the field's values.
    pub values: u64,
    pub how: How,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The field's value is in the set.
    OneOf,
    /// The field has a value, and it is not in the set.
    OtherThan,
    /// The list contains a value of the set.
    AnyOf,
    /// The list is closed and contains no value of the set.
    NoneOf,
}

impl Test {
    #[must_use]
    pub fn holds(&self, facts: &Facts) -> bool {
        let stated = facts.of(self.field);
        let among = stated.values & self.values != 0;
        match self.how {
            How::OneOf | How::AnyOf => among,
            How::OtherThan => stated.values != 0 && !among,
            How::NoneOf => stated.closed && !among,
        }
    }

    /// Applies `find` to each fact that makes the predicate true and returns the first `Some`.
    fn ground<T>(&self, facts: &Facts, find: &mut impl FnMut(Fact) -> Option<T>) -> Option<T> {
        if !self.holds(facts) {
            return None;
        }
        let stated = facts.of(self.field).values;
        let mut deciding = match self.how {
            How::OneOf | How::AnyOf => stated & self.values,
            How::OtherThan => stated,
            How::NoneOf => return find(Fact { field: self.field, value: None }),
        };
        while deciding != 0 {
            let value = deciding.trailing_zeros() as usize;
            if let Some(found) = find(Fact { field: self.field, value: Some(value) }) {
                return Some(found);
            }
            deciding &= !bit(value);
        }
        None
    }
}

impl Condition {
    #[must_use]
    pub fn holds(&self, facts: &Facts) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(facts)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(facts)),
            Self::Test(test) => test.holds(facts),
        }
    }

    /// Facts that make the condition true, in condition order; empty if it is false.
    #[must_use]
    pub fn grounds(&self, facts: &Facts) -> Vec<Fact> {
        let mut found = Vec::new();
        self.ground(facts, &mut |fact| {
            found.push(fact);
            None::<()>
        });
        found.dedup();
        found
    }

    /// Applies `find` to each fact that makes the condition true, in condition order, and returns the first `Some`.
    pub fn ground<T>(&self, facts: &Facts, find: &mut impl FnMut(Fact) -> Option<T>) -> Option<T> {
        match self {
            Self::Test(test) => test.ground(facts, find),
            Self::Any(parts) => parts.iter().find_map(|part| part.ground(facts, find)),
            Self::All(parts) if self.holds(facts) => parts.iter().find_map(|part| part.ground(facts, find)),
            Self::All(_) => None,
        }
    }

    /// Renders the condition as in a rule file, on one line.
    #[must_use]
    pub fn written(&self, vocabulary: &Vocabulary) -> String {
        let parts = |word: &str, parts: &[Self]| {
            let parts: Vec<_> = parts.iter().map(|part| part.written(vocabulary)).collect();
            format!("{word}: [{}]", parts.join(", "))
        };
        match self {
            Self::All(all) => parts("all", all),
            Self::Any(any) => parts("any", any),
            Self::Test(test) => {
                let field = &vocabulary.fields[test.field];
                let values = field.values.iter().enumerate().filter(|(at, _)| test.values & bit(*at) != 0);
                let values: Vec<_> = values.map(|(_, value)| value.name.as_str()).collect();
                let values = format!("[{}]", values.join(", "));
                match test.how {
                    How::OneOf => format!("{}: {values}", field.name),
                    How::OtherThan => format!("{}: {{other_than: {values}}}", field.name),
                    How::AnyOf => format!("{}: {{any_of: {values}}}", field.name),
                    How::NoneOf => format!("{}: {{none_of: {values}}}", field.name),
                }
            }
        }
    }

    /// Fields of all predicates without duplicates, in order of first use.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldId> {
        let mut fields = Vec::new();
        for test in self.tests() {
            if !fields.contains(&test.field) {
                fields.push(test.field);
            }
        }
        fields
    }

    pub fn tests(&self) -> Box<dyn Iterator<Item = &Test> + '_> {
        match self {
            Self::Test(test) => Box::new(std::iter::once(test)),
            Self::All(parts) | Self::Any(parts) => Box::new(parts.iter().flat_map(Self::tests)),
        }
    }
}
