//! The language of conditions. It cannot ask whether a field is missing, and that is what makes
//! the judgement sound: a fact that is added can only make more conditions hold.

use crate::{
    facts::{Fact, Facts, bit},
    schema::{FieldId, Vocabulary},
};

/// What must be stated for an answer to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Every part holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// One field is asked.
    Test(Test),
}

/// A question to one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Test {
    pub field: FieldId,
    /// The values named, one bit each.
    pub values: u64,
    /// How they are meant.
    pub how: How,
}

/// How a test means its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The field's value is one of these.
    OneOf,
    /// The field has a value, and it is none of these.
    OtherThan,
    /// The list holds one of these.
    AnyOf,
    /// The list is complete and holds none of these.
    NoneOf,
}

impl Test {
    /// Whether the facts bear it out.
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

    /// The first of the facts that bear it out of which `find` makes something.
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
    /// Whether the facts bear it out.
    #[must_use]
    pub fn holds(&self, facts: &Facts) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(facts)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(facts)),
            Self::Test(test) => test.holds(facts),
        }
    }

    /// The facts that make it hold, in the order of the condition; none when it does not hold.
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

    /// The first of these facts of which `find` makes something.
    pub fn ground<T>(&self, facts: &Facts, find: &mut impl FnMut(Fact) -> Option<T>) -> Option<T> {
        match self {
            Self::Test(test) => test.ground(facts, find),
            Self::Any(parts) => parts.iter().find_map(|part| part.ground(facts, find)),
            Self::All(parts) if self.holds(facts) => parts.iter().find_map(|part| part.ground(facts, find)),
            Self::All(_) => None,
        }
    }

    /// The condition as it is written in a rule file, on one line.
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

    /// The fields that it asks, each once, in the order in which it asks them.
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

    /// Every test in it.
    pub fn tests(&self) -> Box<dyn Iterator<Item = &Test> + '_> {
        match self {
            Self::Test(test) => Box::new(std::iter::once(test)),
            Self::All(parts) | Self::Any(parts) => Box::new(parts.iter().flat_map(Self::tests)),
        }
    }
}
