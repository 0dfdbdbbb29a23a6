//! Adapts [`crate::source`] nodes to the `jsonschema` crate, so that documents are validated without copying them.

use std::borrow::Cow;

use jsonschema::{
    JsonType,
    json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object},
};
use serde_json::{Number, Value as Json_};

use mentorcheck_yaml::{Mapping, Node, Scalar, Sequence, Value};

/// The representation of an instance: a [`Node`], or a string for property names.
pub(super) struct Tree;

#[derive(Clone, Copy)]
pub(super) enum Instance<'a> {
    Node(Node<'a>),
    Name(&'a str),
}

/// A newtype, because both the traits and `Number` are foreign.
pub(super) struct NumberRef<'a>(&'a Number);

impl JsonNumber for NumberRef<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.as_u64()
    }
    fn as_i64(&self) -> Option<i64> {
        self.0.as_i64()
    }
    fn as_f64(&self) -> Option<f64> {
        self.0.as_f64()
    }
    fn as_str(&self) -> Cow<'_, str> {
        Cow::Owned(self.0.to_string())
    }
    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Borrowed(self.0)
    }
}

impl Json for Tree {
    type Node<'a> = Instance<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    // The parser rejects recursive aliases.
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(Instance<'_>) -> T) -> T {
        f(Instance::Name(string))
    }
}

impl<'a> Instance<'a> {
    fn value(self) -> Option<Value<'a>> {
        match self {
            Self::Node(node) => Some(node.value()),
            Self::Name(_) => None,
        }
    }
}

fn copy(node: Node<'_>) -> Json_ {
    match node.value() {
        Value::Scalar(Scalar::Null) => Json_::Null,
        Value::Scalar(Scalar::Boolean(truth)) => Json_::Bool(*truth),
        Value::Scalar(Scalar::Number(number)) => Json_::Number(number.clone()),
        Value::Scalar(Scalar::String(text)) => Json_::String(text.clone()),
        Value::Sequence(list) => list.iter().map(copy).collect(),
        Value::Mapping(map) => map.iter().map(|(key, value)| (key.name.to_owned(), copy(value))).collect(),
    }
}

impl<'a> JsonNode<'a, Tree> for Instance<'a> {
    type Object = Mapping<'a>;
    type Array = Sequence<'a>;
    type Number = NumberRef<'a>;

    fn as_object(&self) -> Option<Mapping<'a>> {
        match self.value() {
            Some(Value::Mapping(map)) => Some(map),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Sequence<'a>> {
        match self.value() {
            Some(Value::Sequence(list)) => Some(list),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match *self {
            Self::Node(node) => node.as_str().map(Cow::Borrowed),
            Self::Name(name) => Some(Cow::Borrowed(name)),
        }
    }

    fn as_number(&self) -> Option<NumberRef<'a>> {
        match self.value() {
            Some(Value::Scalar(Scalar::Number(number))) => Some(NumberRef(number)),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self.value() {
            Some(Value::Scalar(Scalar::Boolean(truth))) => Some(*truth),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        matches!(self.value(), Some(Value::Scalar(Scalar::Null)))
    }

    fn json_type(&self) -> JsonType {
        match self.value() {
            None | Some(Value::Scalar(Scalar::String(_))) => JsonType::String,
            Some(Value::Scalar(Scalar::Null)) => JsonType::Null,
            Some(Value::Scalar(Scalar::Boolean(_))) => JsonType::Boolean,
            Some(Value::Scalar(Scalar::Number(_))) => JsonType::Number,
            Some(Value::Sequence(_)) => JsonType::Array,
            Some(Value::Mapping(_)) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Json_) -> bool {
        match (self.as_string(), expected) {
            (Some(text), Json_::String(expected)) => text == *expected,
            (Some(_), _) | (None, Json_::String(_)) => false,
            _ => jsonschema::json::cmp::equal(&self.to_value(), expected),
        }
    }

    fn to_value(&self) -> Cow<'a, Json_> {
        Cow::Owned(match *self {
            Self::Node(node) => copy(node),
            Self::Name(name) => Json_::String(name.to_owned()),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        // Memoisation would not help: no schema here visits a node twice through the same reference.
        None
    }
}

impl<'a> Object<'a, Tree> for Mapping<'a> {
    type Node = Instance<'a>;
    type MemberName = &'a str;
    type MembersIter = Box<dyn Iterator<Item = (&'a str, Instance<'a>)> + 'a>;

    fn len(&self) -> usize {
        Mapping::len(*self)
    }

    fn get(&self, key: &String) -> Option<Instance<'a>> {
        Mapping::get(*self, key).map(Instance::Node)
    }

    fn members(&self) -> Self::MembersIter {
        Box::new(self.iter().map(|(key, value)| (key.name, Instance::Node(value))))
    }
}

impl<'a> Array<'a, Tree> for Sequence<'a> {
    type Node = Instance<'a>;
    type ElementsIter = Box<dyn Iterator<Item = Instance<'a>> + 'a>;

    fn len(&self) -> usize {
        Sequence::len(*self)
    }

    fn elements(&self) -> Self::ElementsIter {
        Box::new(self.iter().map(Instance::Node))
    }
}
