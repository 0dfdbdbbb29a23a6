//! Fast path of validation. It covers the subset of JSON Schema that descriptions use and only accepts; the validator
//! checks everything else and reports the errors.

use std::ops::Range;

use crate::schema::compiled::CompiledSchema;
use mentorcheck_yaml::{Node, Scalar, Sequence, Value};

/// The maximum length of a list whose items are compared with each other.
const MAX_COMPARED: usize = 32;

impl CompiledSchema {
    /// Whether `node` is certainly valid. `false` means unknown.
    pub(super) fn accepts(&self, node: Node<'_>) -> bool {
        match (self, node.value()) {
            (Self::Any, _) => true,
            (Self::NonEmptyString, Value::Scalar(Scalar::String(text))) => !text.is_empty(),
            (Self::Enum(values), Value::Scalar(Scalar::String(text))) => values.contains(text),
            (Self::Array { items, unique: true }, Value::Sequence(list)) if let Self::Enum(values) = &**items => {
                !list.is_empty() && has_unique_values(values, list)
            }
            (Self::Array { items, unique: once }, Value::Sequence(list)) => {
                let has_duplicates = || {
                    (1..list.len())
                        .any(|index| (0..index).any(|earlier| is_same_text(list.get(index), list.get(earlier))))
                };
                // The validator compares long lists faster.
                !list.is_empty()
                    && list.len() <= MAX_COMPARED
                    && list.iter().all(|item| items.accepts(item))
                    && !(*once && has_duplicates())
            }
            (Self::OneOrArray { value: one, array: list }, _) => one.accepts(node) || list.accepts(node),
            (Self::Object { keys, required, extension_prefix }, Value::Mapping(map)) => {
                let mut from = 0;
                !map.is_empty()
                    && required.iter().all(|key| map.key(key).is_some())
                    && map.iter().all(|(key, value)| {
                        match find_from(0..keys.len(), from, |index| keys[index].0 == key.name) {
                            // A key that also has the extension prefix needs no second check: extensions accept anything.
                            Some(index) => {
                                from = index + 1;
                                keys[index].1.accepts(value)
                            }
                            None => {
                                extension_prefix.as_ref().is_some_and(|prefix| key.name.starts_with(prefix.as_str()))
                            }
                        }
                    })
            }
            _ => false,
        }
    }
}

/// Whether every item is one of the allowed values and none repeats. `false` for long lists with values beyond the 64th,
/// which the validator compares faster.
fn has_unique_values(values: &[String], list: Sequence<'_>) -> bool {
    let mut seen = 0_u64;
    list.iter().enumerate().all(|(place, item)| {
        let Some(index) = item.as_str().and_then(|text| values.iter().position(|value| value == text)) else {
            return false;
        };
        match u32::try_from(index).ok().and_then(|index| 1_u64.checked_shl(index)) {
            Some(bit) => {
                let is_new = seen & bit == 0;
                seen |= bit;
                is_new
            }
            None => {
                list.len() <= MAX_COMPARED && (0..place).all(|earlier| !is_same_text(list.get(earlier), Some(item)))
            }
        }
    })
}

/// Finds the first matching index, starting at `from` and wrapping around. Keys mostly follow the order of the
/// vocabulary, so the next match is usually at `from`.
pub(crate) fn find_from(range: Range<usize>, from: usize, matches: impl Fn(usize) -> bool) -> Option<usize> {
    (from..range.end).chain(range.start..from).find(|index| matches(*index))
}

fn is_same_text(left: Option<Node<'_>>, right: Option<Node<'_>>) -> bool {
    left.and_then(Node::as_str) == right.and_then(Node::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use mentorcheck_yaml::ParsedFile;

    fn accepts(schema: &Json, text: &str) -> bool {
        let source = ParsedFile::parse("t", text.into());
        CompiledSchema::from_schema(schema).accepts(source.documents[0].root())
    }

    #[test]
    fn accepts_only_the_supported_subset() {
        let values = json!({"enum": ["a", "b"]});
        let section = json!({
            "type": "object", "title": "A section", "additionalProperties": false, "patternProperties": {"^x-": {}},
            "required": ["a"], "properties": {"a": {"type": "string", "minLength": 1}, "b": {"type": "number"}}
        });
        let list = json!({"type": "array", "minItems": 1, "uniqueItems": true, "items": values});
        let many: Vec<String> = (0..100).map(|number| format!("v{number}")).collect();
        let many = json!({"type": "array", "minItems": 1, "uniqueItems": true, "items": {"enum": many}});
        let either = json!({"type": ["string", "array"], "minLength": 1, "uniqueItems": true,
            "items": {"type": "string", "minLength": 1}});
        let by_values = json!({"type": ["string", "array"], "if": {"type": "array"}, "then": {"items": values},
            "else": values});
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
        for (schema, text, is_accepted) in [
            (&values, "a", true),
            (&values, "c", false),
            (&values, "[a]", false),
            (&json!({"oneOf": [{"const": "a", "title": "A"}, {"const": "b"}]}), "b", true),
            (&json!({"oneOf": [{"const": "a"}, {"const": "a"}]}), "a", false),
            (&json!({"oneOf": [{"const": "a"}], "type": "string"}), "a", false),
            (&json!({"type": "string", "pattern": "a"}), "a", false),
            (&json!({"type": "string", "minLength": 2}), "aa", false),
            (&list, "[a, b]", true),
            (&list, "[a, a]", false),
            (&list, "[]", false),
            (&many, "[v1, v70, v99]", true),
            (&many, "[v70, v1, v70]", false),
            (&many, "[v70, v100]", false),
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
            (&by_values, "a", true),
            (&by_values, "[b, a]", true),
            (&by_values, "c", false),
            (&by_values, "[c]", false),
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
            assert_eq!(accepts(schema, text), is_accepted, "{schema} {text}");
        }
    }

    #[test]
    fn accepts_nearly_every_real_programme() {
        let shape = super::super::compiled::embedded();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/real"));
        let (mut seen, mut sure) = (0, 0);
        for entry in std::fs::read_dir(folder).expect("fixtures exist") {
            let path = entry.expect("readable entry").path();
            let source = ParsedFile::parse("t", std::fs::read(&path).expect("readable file"));
            seen += source.documents.len();
            sure += source.documents.iter().filter(|document| shape.accepts(document.root())).count();
        }
        assert!(seen >= 14 && sure == seen, "{sure} of {seen}");
    }
}
