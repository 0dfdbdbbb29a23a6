//! Examples in a pack, as facts.

use super::raw::{Example, OneOrMore};
use crate::{
    facts::{Fact, Facts},
    schema::{Sort, Vocabulary},
};

impl Facts {
    /// The facts of an example in a rule pack; `None` if a name is not in the vocabulary.
    #[must_use]
    pub fn of_example(example: &Example, vocabulary: &Vocabulary) -> Option<Self> {
        let mut facts = Self::none(vocabulary);
        for (name, stated) in example {
            let id = vocabulary.field(name)?;
            let field = &vocabulary.fields[id];
            let values = match (stated, field.sort) {
                (OneOrMore::One(value), Sort::One) => std::slice::from_ref(value),
                (OneOrMore::More(values), Sort::List) => values.as_slice(),
                _ => return None,
            };
            for value in values {
                let closes = field.closing_name() == Some(value);
                let value = if closes { None } else { Some(field.value(value)?) };
                facts = facts.with(vocabulary, Fact { field: id, value });
            }
        }
        Some(facts)
    }
}
