//! Adapts [`crate::source`] nodes to the `jsonschema` crate, so that documents are validated without copying them.

use std::borrow::Cow;

use jsonschema::{
    JsonType,
    json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object},
};
use serde_json::{Number, Value as Json_};

use mentorcheck_yaml::{Mapping, Node, Scalar, Sequence, Value};

/// The representation of an instance: a [`Node`], or a string for property names.
pub(super) struct NodeRepr;

#[derive(Clone, Copy)]
pub(super) enum NodeOrKey<'a> {
    Node(Node<'a>),
    Key(&'a str),
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

impl Json for NodeRepr {
    type Node<'a> = NodeOrKey<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    // The parser rejects recursive aliases.
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(NodeOrKey<'_>) -> T) -> T {
        f(NodeOrKey::Key(string))
    }
}

impl<'a> NodeOrKey<'a> {
    fn value(self) -> Option<Value<'a>> {
        match self {
            Self::Node(node) => Some(node.value()),
            Self::Key(_) => None,
        }
    }
}

/// The node as JSON, with references expanded.
pub(crate) fn to_json(node: Node<'_>) -> Json_ {
    match node.value() {
        Value::Scalar(Scalar::Null) => Json_::Null,
        Value::Scalar(Scalar::Boolean(boolean)) => Json_::Bool(*boolean),
        Value::Scalar(Scalar::Number(number)) => Json_::Number(number.clone()),
        Value::Scalar(Scalar::String(text)) => Json_::String(text.clone()),
        Value::Sequence(list) => list.iter().map(to_json).collect(),
        Value::Mapping(map) => map.iter().map(|(key, value)| (key.name.to_owned(), to_json(value))).collect(),
    }
}

impl<'a> JsonNode<'a, NodeRepr> for NodeOrKey<'a> {
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
            Self::Key(name) => Some(Cow::Borrowed(name)),
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
            Some(Value::Scalar(Scalar::Boolean(boolean))) => Some(*boolean),
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
            Self::Node(node) => to_json(node),
            Self::Key(name) => Json_::String(name.to_owned()),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        // Memoisation would not help: no schema here visits a node twice through the same reference.
        None
    }
}

impl<'a> Object<'a, NodeRepr> for Mapping<'a> {
    type Node = NodeOrKey<'a>;
    type MemberName = &'a str;
    type MembersIter = Box<dyn Iterator<Item = (&'a str, NodeOrKey<'a>)> + 'a>;

    fn len(&self) -> usize {
        Mapping::len(*self)
    }

    fn get(&self, key: &String) -> Option<NodeOrKey<'a>> {
        Mapping::get(*self, key).map(NodeOrKey::Node)
    }

    fn members(&self) -> Self::MembersIter {
        Box::new(self.iter().map(|(key, value)| (key.name, NodeOrKey::Node(value))))
    }
}

impl<'a> Array<'a, NodeRepr> for Sequence<'a> {
    type Node = NodeOrKey<'a>;
    type ElementsIter = Box<dyn Iterator<Item = NodeOrKey<'a>> + 'a>;

    fn len(&self) -> usize {
        Sequence::len(*self)
    }

    fn elements(&self) -> Self::ElementsIter {
        Box::new(self.iter().map(NodeOrKey::Node))
    }
}
