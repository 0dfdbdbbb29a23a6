//! Examples in a pack, as facts.

use super::raw::{Example, OneOrMany};
use crate::{
    facts::{Fact, Facts},
    schema::{FieldType, Vocabulary},
};

impl Facts {
    /// The facts of an example in a rule pack; `None` if a name is not in the vocabulary.
    #[must_use]
    pub fn from_example(example: &Example, vocabulary: &Vocabulary) -> Option<Self> {
        let mut facts = Self::empty(vocabulary);
        for (name, stated) in example {
            let id = vocabulary.field_id(name)?;
            let field = &vocabulary.fields[id];
            let values = match (stated, field.field_type) {
                (OneOrMany::One(value), FieldType::Enum) => std::slice::from_ref(value),
                (OneOrMany::Many(values), FieldType::EnumList) => values.as_slice(),
                _ => return None,
            };
            for value in values {
                let is_closing = field.closing_name() == Some(value);
                let value = if is_closing { None } else { Some(field.value_index(value)?) };
                facts = facts.with(vocabulary, Fact { field: id, value });
            }
        }
        Some(facts)
    }
}
