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

use crate::pack::raw::{ConditionFile, CriterionFile, OneOrMore, RequirementFile, TestFile};

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Stated)
    }
}

struct Stated;

impl<'de> Visitor<'de> for Stated {
    type Value = OneOrMore;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> Written {
        formatter.write_str("a value or a list")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<OneOrMore, E> {
        Ok(OneOrMore::One(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<OneOrMore, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(OneOrMore::More)
    }
}

impl<'de> Deserialize<'de> for ConditionFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries)
    }
}

/// The type of a value depends on its key.
struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = ConditionFile;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> Written {
        formatter.write_str("a condition")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ConditionFile, A::Error> {
        let mut entries = Vec::with_capacity(1);
        while let Some(key) = map.next_key::<String>()? {
            let test = match key.as_str() {
                "all" | "any" => TestFile::Parts(map.next_value()?),
                _ => map.next_value_seed(Field)?,
            };
            entries.push((key, test));
        }
        Ok(ConditionFile(entries))
    }
}

/// Predicate on a field: a list of values, or a mapping from operator to values.
struct Field;

impl<'de> DeserializeSeed<'de> for Field {
    type Value = TestFile;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<TestFile, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Field {
    type Value = TestFile;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> Written {
        formatter.write_str("a list of values, or how they are meant")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<TestFile, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(TestFile::Values)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TestFile, A::Error> {
        let mut entries = Vec::with_capacity(1);
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(TestFile::How(entries))
    }
}

impl<'de> Deserialize<'de> for RequirementFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Required)
    }
}

/// The first key selects the variant.
struct Required;

impl<'de> Visitor<'de> for Required {
    type Value = RequirementFile;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> Written {
        formatter.write_str("a block, a shared condition, or one written out")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RequirementFile, A::Error> {
        let first = map.next_key::<String>()?;
        match first.as_deref() {
            Some("block") => Ok(RequirementFile::Block { block: map.next_value()? }),
            Some("condition") => Ok(RequirementFile::Condition { condition: map.next_value()? }),
            _ => CriterionFile::deserialize(MapAccessDeserializer::new(Begun { first, rest: map }))
                .map(|own| RequirementFile::Own(Box::new(own))),
        }
    }
}

/// A map whose first key is already consumed; replays it to the inner deserialiser.
struct Begun<A> {
    first: Option<String>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Begun<A> {
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
