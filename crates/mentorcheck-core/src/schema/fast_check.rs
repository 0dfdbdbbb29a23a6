//! Fast path of validation. It covers the subset of JSON Schema that descriptions use and only accepts; the validator
//! checks everything else and reports the errors.

use std::ops::Range;

use crate::schema::compiled::Shape;
use mentorcheck_yaml::{Node, Scalar, Sequence, Value};

impl Shape {
    /// Whether `node` is certainly valid. `false` means unknown.
    pub(super) fn holds(&self, node: Node<'_>) -> bool {
        match (self, node.value()) {
            (Self::Any, _) => true,
            (Self::Text, Value::Scalar(Scalar::String(text))) => !text.is_empty(),
            (Self::Word(words), Value::Scalar(Scalar::String(text))) => words.contains(text),
            (Self::List { items, once: true }, Value::Sequence(list)) if let Self::Word(words) = &**items => {
                !list.is_empty() && each_once(words, list)
            }
            (Self::List { items, once }, Value::Sequence(list)) => {
                let twice = || (1..list.len()).any(|at| (0..at).any(|before| same(list.get(at), list.get(before))));
                // The validator compares long lists faster.
                !list.is_empty() && list.len() <= 32 && list.iter().all(|item| items.holds(item)) && !(*once && twice())
            }
            (Self::OneOrList { one, list }, _) => one.holds(node) || list.holds(node),
            (Self::Map { keys, required, free }, Value::Mapping(map)) => {
                let mut from = 0;
                !map.is_empty()
                    && required.iter().all(|key| map.key(key).is_some())
                    && map.iter().all(|(key, value)| match next(0..keys.len(), from, |at| keys[at].0 == key.name) {
                        // A key that also has the extension prefix needs no second check: extensions accept anything.
                        Some(at) => {
                            from = at + 1;
                            keys[at].1.holds(value)
                        }
                        None => free.as_ref().is_some_and(|prefix| key.name.starts_with(prefix.as_str())),
                    })
            }
            _ => false,
        }
    }
}

/// Whether every item is one of the allowed values and none repeats. `false` for values beyond the 64th.
fn each_once(words: &[String], list: Sequence<'_>) -> bool {
    let mut seen = 0_u64;
    list.iter().all(|item| {
        let word = item.as_str().and_then(|text| words.iter().position(|word| word == text));
        let bit = word.and_then(|word| 1_u64.checked_shl(u32::try_from(word).ok()?)).unwrap_or_default();
        let new = bit != 0 && seen & bit == 0;
        seen |= bit;
        new
    })
}

/// Finds the first matching index, starting at `from` and wrapping around. Keys mostly follow the order of the
/// vocabulary, so the next match is usually at `from`.
pub(crate) fn next(all: Range<usize>, from: usize, is: impl Fn(usize) -> bool) -> Option<usize> {
    (from..all.end).chain(all.start..from).find(|at| is(*at))
}

fn same(one: Option<Node<'_>>, other: Option<Node<'_>>) -> bool {
    one.and_then(Node::as_str) == other.and_then(Node::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use mentorcheck_yaml::ParsedFile;

    fn sure(schema: &Json, text: &str) -> bool {
        let source = ParsedFile::parse("t", text.into());
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
        let open = |kind: &str| {
            json!({"type": [kind, "string", "null"], "if": {"type": "string"},
            "then": {"$ref": "#/$defs/not-stated"}})
        };
        let with = |mut schema: Json, key: &str, value: Json| {
            schema[key] = value;
            schema
        };
        let open_words = json!({"oneOf": [{"const": "a", "deprecated": true}, {"enum": ["b"]},
            {"$ref": "#/$defs/not-stated"}]});
        let open_list = with(open("array"), "items", open_words.clone());
        let open_section = with(open("object"), "properties", json!({"a": open_words}));
        let open_section = with(open_section, "additionalProperties", false.into());
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
            (&open_words, "a", true),
            (&open_words, "b", true),
            (&open_words, "tbd", false),
            (&open_words, "''", false),
            (&json!({"type": ["string", "null"]}), "a", true),
            (&json!({"type": ["string", "null"]}), "''", false),
            (&open_list, "[b, a]", true),
            (&open_list, "tbd", false),
            (&open_list, "[tbd]", false),
            (&with(open_list.clone(), "else", json!({})), "[a]", false),
            (&open_section, "{a: b}", true),
            (&open_section, "{a: tbd}", false),
            (&open_section, "{}", false),
            (&json!({}), "a", true),
            (&json!(true), "a", false),
        ] {
            assert_eq!(sure(schema, text), is_sure, "{schema} {text}");
        }
    }

    #[test]
    fn it_is_sure_of_nearly_every_real_programme() {
        let shape = super::super::compiled::embedded();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/real");
        let (mut seen, mut sure) = (0, 0);
        for entry in std::fs::read_dir(folder).expect("fixtures exist") {
            let path = entry.expect("readable entry").path();
            let source = ParsedFile::parse("t", std::fs::read(&path).expect("readable file"));
            seen += source.documents.len();
            sure += source.documents.iter().filter(|document| shape.holds(document.root())).count();
        }
        // Long lists of countries exceed the 64-bit set and take the slow path.
        assert!(seen >= 14 && sure >= seen - 2, "{sure} of {seen}");
    }
}
