//! The short way to say that a document keeps to a schema, for schemas of the simple sort that descriptions have:
//! sections with their keys, words from a list, texts, lists. It knows no mistakes: where it cannot say for sure that
//! all is well, the validator looks, and says what is wrong.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use crate::source::{Node, Scalar, Value};

/// What a part of a document may be, as far as that is told quickly.
#[derive(Debug, PartialEq)]
pub(super) enum Shape {
    /// Anything.
    Any,
    /// A text that is not empty.
    Text,
    /// One of these words; sorted.
    Word(Vec<String>),
    /// A list of these that is not empty, each once if they are words.
    List { items: Box<Self>, once: bool },
    /// One, or a list of some.
    OneOrList { one: Box<Self>, list: Box<Self> },
    /// A mapping with these keys.
    Map { keys: HashMap<String, Self>, required: Vec<String>, free: Option<String> },
    /// Something for the validator.
    Unsure,
}

/// What says nothing about what may stand in a file.
const SILENT: [&str; 6] = ["$schema", "$id", "title", "description", "examples", "$defs"];

/// More references than these in one another are for the validator.
const DEEPEST: usize = 8;

impl Shape {
    /// The shape that a schema describes.
    pub(super) fn of(schema: &Json) -> Self {
        Self::within(schema, schema, 0)
    }

    /// The shape that a part of the schema `root` describes.
    fn within(root: &Json, part: &Json, depth: usize) -> Self {
        let Some(schema) = part.as_object().filter(|_| depth <= DEEPEST) else { return Self::Unsure };
        let said: Vec<&str> = schema.keys().map(String::as_str).filter(|key| !is_silent(key)).collect();
        let only = |known: &[&str]| said.iter().all(|key| known.contains(key));
        let below = |part: &Json| Self::within(root, part, depth + 1);
        if let ([_], Some(reference)) = (said.as_slice(), schema.get("$ref").and_then(Json::as_str)) {
            return reference.strip_prefix('#').and_then(|at| root.pointer(at)).map_or(Self::Unsure, below);
        }
        let (sort, words) = (schema.get("type"), schema.get("oneOf").or(schema.get("enum")));
        match (sort.and_then(Json::as_str), words) {
            (None, None) if said.is_empty() => Self::Any,
            (None, Some(words)) if said.len() == 1 => Self::words(words),
            (None, None) if sort == Some(&serde_json::json!(["string", "array"])) => {
                Self::one_or_list(schema, &said, below)
            }
            (Some("string"), None) if only(&["type", "minLength"]) && at_most_one(schema, "minLength") => Self::Text,
            (Some("array"), None) if only(&["type", "minItems", "uniqueItems", "items"]) => {
                Self::list(schema, schema.get("items").map_or(Self::Unsure, below))
            }
            (Some("object"), None) => Self::map(schema, &said, below).unwrap_or(Self::Unsure),
            _ => Self::Unsure,
        }
    }

    fn list(schema: &Map<String, Json>, items: Self) -> Self {
        let once = schema.get("uniqueItems").is_some_and(|once| once != &Json::Bool(false));
        // To compare anything but words is for the validator.
        let sure = !once || matches!(items, Self::Word(_) | Self::Text);
        if sure && at_most_one(schema, "minItems") { Self::List { items: Box::new(items), once } } else { Self::Unsure }
    }

    /// A text, or a list of texts; which words they may be is said of both, or with `if` of each.
    fn one_or_list(schema: &Map<String, Json>, said: &[&str], below: impl Fn(&Json) -> Self) -> Self {
        let only = |known: &[&str]| said.iter().all(|key| known.contains(key));
        let array = serde_json::json!({"type": "array"});
        let (one, items) = match (schema.get("if"), schema.get("then"), schema.get("else")) {
            (None, None, None) if only(&["type", "minLength", "minItems", "uniqueItems", "items"]) => {
                let one = if at_most_one(schema, "minLength") { Self::Text } else { Self::Unsure };
                (one, schema.get("items").map_or(Self::Unsure, below))
            }
            (Some(when), Some(then), Some(other))
                if *when == array && only(&["type", "minItems", "uniqueItems", "if", "then", "else"]) =>
            {
                let alone = then.as_object().is_some_and(|then| then.len() == 1);
                let items = then.get("items").filter(|_| alone).map_or(Self::Unsure, &below);
                // Of anything but words, it would have to be said once more that they are texts.
                let sure = |shape: Self| if matches!(shape, Self::Word(_)) { shape } else { Self::Unsure };
                (sure(below(other)), sure(items))
            }
            _ => return Self::Unsure,
        };
        Self::OneOrList { one: Box::new(one), list: Box::new(Self::list(schema, items)) }
    }

    fn words(options: &Json) -> Self {
        let word = |option: &Json| {
            let word = option.get("const").unwrap_or(option).as_str()?.to_owned();
            let silent = |option: &Map<String, Json>| option.keys().all(|key| key == "const" || is_silent(key));
            option.as_object().is_none_or(silent).then_some(word)
        };
        let Some(mut words) = options.as_array().and_then(|all| all.iter().map(word).collect::<Option<Vec<_>>>())
        else {
            return Self::Unsure;
        };
        words.sort();
        // A word that is there twice is not one of them.
        if words.windows(2).any(|pair| pair[0] == pair[1]) { Self::Unsure } else { Self::Word(words) }
    }

    fn map(schema: &Map<String, Json>, said: &[&str], below: impl Fn(&Json) -> Self) -> Option<Self> {
        let known = ["type", "properties", "required", "additionalProperties", "patternProperties", "minProperties"];
        let closed = schema.get("additionalProperties") == Some(&Json::Bool(false));
        if !closed || !said.iter().all(|key| known.contains(key)) || !at_most_one(schema, "minProperties") {
            return None;
        }
        let free = match schema.get("patternProperties").and_then(Json::as_object) {
            None => None,
            Some(patterns) => {
                let mut patterns = patterns.iter();
                let (pattern, shape) = patterns.next()?;
                let prefix = pattern.strip_prefix('^')?;
                let plain = prefix.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
                let any = matches!(below(shape), Self::Any);
                (plain && any && patterns.next().is_none()).then(|| prefix.to_owned()).map(Some)?
            }
        };
        let properties = schema.get("properties").and_then(Json::as_object);
        let required = schema.get("required").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        Some(Self::Map {
            keys: properties.into_iter().flatten().map(|(key, shape)| (key.clone(), below(shape))).collect(),
            required: required.iter().map(|key| key.as_str().map(str::to_owned)).collect::<Option<_>>()?,
            free,
        })
    }

    /// Whether it is sure that `node` is of this shape.
    pub(super) fn holds(&self, node: Node<'_>) -> bool {
        match (self, node.value()) {
            (Self::Any, _) => true,
            (Self::Text, Value::Scalar(Scalar::Text(text))) => !text.is_empty(),
            (Self::Word(words), Value::Scalar(Scalar::Text(text))) => words.binary_search(text).is_ok(),
            (Self::List { items, once }, Value::List(list)) => {
                let twice = || (1..list.len()).any(|at| (0..at).any(|before| same(list.get(at), list.get(before))));
                // Long lists are compared sooner by the validator.
                !list.is_empty() && list.len() <= 32 && list.iter().all(|item| items.holds(item)) && !(*once && twice())
            }
            (Self::OneOrList { one, list }, _) => one.holds(node) || list.holds(node),
            (Self::Map { keys, required, free }, Value::Map(map)) => {
                !map.is_empty()
                    && required.iter().all(|key| map.key(key).is_some())
                    && map.iter().all(|(key, value)| match keys.get(key.name) {
                        // A key that is also free would be held to both, and free ones are held to nothing.
                        Some(shape) => shape.holds(value),
                        None => free.as_ref().is_some_and(|prefix| key.name.starts_with(prefix.as_str())),
                    })
            }
            _ => false,
        }
    }
}

fn is_silent(key: &str) -> bool {
    key.starts_with("x-") || SILENT.contains(&key)
}

/// Whether a lower limit asks for no more than that there be something.
fn at_most_one(schema: &Map<String, Json>, limit: &str) -> bool {
    schema.get(limit).is_none_or(|limit| limit.as_u64().is_some_and(|limit| limit <= 1))
}

fn same(one: Option<Node<'_>>, other: Option<Node<'_>>) -> bool {
    one.and_then(Node::text) == other.and_then(Node::text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::source::Source;

    fn sure(schema: &Json, text: &str) -> bool {
        let source = Source::read("t", text.into());
        Shape::of(schema).holds(source.documents[0].root())
    }

    #[test]
    fn it_is_sure_of_what_is_simple_and_of_nothing_else() {
        let words = json!({"enum": ["a", "b"]});
        let section = json!({
            "type": "object", "title": "A section", "additionalProperties": false, "patternProperties": {"^x-": {}},
            "required": ["a"], "properties": {"a": {"type": "string", "minLength": 1}, "b": {"type": "number"}}
        });
        let list = json!({"type": "array", "minItems": 1, "uniqueItems": true, "items": words});
        let either = json!({"type": ["string", "array"], "minLength": 1, "uniqueItems": true,
            "items": {"type": "string", "minLength": 1}});
        let by_words = json!({"type": ["string", "array"], "if": {"type": "array"}, "then": {"items": words},
            "else": words});
        for (schema, text, is_sure) in [
            (&words, "a", true),
            (&words, "c", false),
            (&words, "[a]", false),
            (&json!({"oneOf": [{"const": "a", "title": "A"}, {"const": "b"}]}), "b", true),
            (&json!({"oneOf": [{"const": "a"}, {"const": "a"}]}), "a", false),
            (&json!({"oneOf": [{"const": "a"}], "type": "string"}), "a", false),
            (&json!({"type": "string", "pattern": "a"}), "a", false),
            (&json!({"type": "string", "minLength": 2}), "aa", false),
            (&list, "[a, b]", true),
            (&list, "[a, a]", false),
            (&list, "[]", false),
            (&section, "{a: b, x-c: 1}", true),
            (&section, "{a: b, c: d}", false),
            (&section, "{a: ''}", false),
            (&section, "{x-c: 1}", false),
            (&section, "{a: b, b: 1}", false),
            (&json!({"$ref": "#/$defs/a", "$defs": {"a": {"enum": ["a"]}}}), "a", true),
            (&json!({"$ref": "#"}), "a", false),
            (&either, "a", true),
            (&either, "[a, c]", true),
            (&either, "[a, a]", false),
            (&by_words, "a", true),
            (&by_words, "[b, a]", true),
            (&by_words, "c", false),
            (&by_words, "[c]", false),
            (&json!({}), "a", true),
            (&json!(true), "a", false),
        ] {
            assert_eq!(sure(schema, text), is_sure, "{schema} {text}");
        }
    }
}
