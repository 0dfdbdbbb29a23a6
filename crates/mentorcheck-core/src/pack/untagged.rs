//! Hand-written deserialisers for untagged enums. They dispatch on the first key or value type; serde's derive buffers
//! the whole value and tries each variant in turn, which dominated the time to load a pack.

use std::fmt::{Formatter, Result as Written};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};

use crate::pack::raw::{OneOrMany, RawCondition, RawCriterion, RawPredicate, RawRequirement};

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrManyVisitor)
    }
}

struct OneOrManyVisitor;

impl<'de> Visitor<'de> for OneOrManyVisitor {
    type Value = OneOrMany;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> Written {
        formatter.write_str("a value or a list")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<OneOrMany, E> {
        Ok(OneOrMany::One(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<OneOrMany, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(OneOrMany::Many)
    }
}

impl<'de> Deserialize<'de> for RawCondition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ConditionVisitor)
    }
}

/// The type of a value depends on its key.
struct ConditionVisitor;

impl<'de> Visitor<'de> for ConditionVisitor {
    type Value = RawCondition;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> Written {
        formatter.write_str("a condition")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawCondition, A::Error> {
        let mut entries = Vec::with_capacity(1);
        while let Some(key) = map.next_key::<String>()? {
            let predicate = match key.as_str() {
                "all" | "any" => RawPredicate::Parts(map.next_value()?),
                _ => map.next_value_seed(PredicateSeed)?,
            };
            entries.push((key, predicate));
        }
        Ok(RawCondition(entries))
    }
}

/// Predicate on a field: a list of values, or a mapping from operator to values.
struct PredicateSeed;

impl<'de> DeserializeSeed<'de> for PredicateSeed {
    type Value = RawPredicate;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawPredicate, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for PredicateSeed {
    type Value = RawPredicate;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> Written {
        formatter.write_str("a list of values, or how they are meant")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<RawPredicate, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(RawPredicate::Values)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawPredicate, A::Error> {
        let mut entries = Vec::with_capacity(1);
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(RawPredicate::Operators(entries))
    }
}

impl<'de> Deserialize<'de> for RawRequirement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RequirementVisitor)
    }
}

/// The first key selects the variant.
struct RequirementVisitor;

impl<'de> Visitor<'de> for RequirementVisitor {
    type Value = RawRequirement;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> Written {
        formatter.write_str("a block, a shared condition, or one written out")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawRequirement, A::Error> {
        let first = map.next_key::<String>()?;
        match first.as_deref() {
            Some("block") => Ok(RawRequirement::Block { block: map.next_value()? }),
            Some("condition") => Ok(RawRequirement::Condition { condition: map.next_value()? }),
            _ => RawCriterion::deserialize(MapAccessDeserializer::new(ReplayFirstKey { first, rest: map }))
                .map(|criterion| RawRequirement::Inline(Box::new(criterion))),
        }
    }
}

/// A map whose first key is already consumed; replays it to the inner deserialiser.
struct ReplayFirstKey<A> {
    first: Option<String>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for ReplayFirstKey<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(first) => seed.deserialize(first.into_deserializer()).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}
