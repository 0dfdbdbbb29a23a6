//! Compiles a schema for the fast path. Anything outside the supported subset becomes [`CompiledSchema::Unsupported`] and is left to
//! the validator. Also compiled into `build.rs`, so it must not depend on the rest of the crate.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::generated;

/// A compiled subschema.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum CompiledSchema {
    Any,
    /// A non-empty string.
    NonEmptyString,
    /// A string from a list.
    Enum(Vec<String>),
    /// A non-empty list, optionally of unique items.
    Array {
        items: Box<Self>,
        unique: bool,
    },
    /// A single value or a list.
    OneOrArray {
        value: Box<Self>,
        array: Box<Self>,
    },
    /// A non-empty mapping. Keys with the extension prefix accept any value.
    Object {
        keys: Vec<(String, Self)>,
        required: Vec<String>,
        extension_prefix: Option<String>,
    },
    /// Not supported; checked by the validator.
    Unsupported,
}

/// Annotations, which do not affect validation.
const ANNOTATIONS: [&str; 7] = ["$schema", "$id", "title", "description", "examples", "deprecated", "$defs"];

/// The definition of the “not stated” placeholders, which take the slow path.
const NOT_STATED_REF: &str = "#/$defs/not-stated";

/// The maximum nesting depth, which also bounds recursive references.
const MAX_DEPTH: usize = 8;

impl CompiledSchema {
    /// Compiles a root schema.
    pub(crate) fn from_schema(schema: &Json) -> Self {
        Self::compile(schema, schema, 0)
    }

    fn compile(root: &Json, part: &Json, depth: usize) -> Self {
        let Some(schema) = part.as_object().filter(|_| depth <= MAX_DEPTH) else { return Self::Unsupported };
        // “Not stated” is not part of the fast path, so an optional value is compiled as if it were required.
        let is_optional = allows_not_stated(schema);
        let keywords: Vec<&str> = schema.keys().map(String::as_str).filter(|key| !is_annotation(key)).collect();
        let keywords: Vec<&str> =
            keywords.into_iter().filter(|key| !(is_optional && ["if", "then"].contains(key))).collect();
        let has_only = |known: &[&str]| keywords.iter().all(|key| known.contains(key));
        let compile_nested = |part: &Json| Self::compile(root, part, depth + 1);
        if let ([_], Some(reference)) = (keywords.as_slice(), schema.get("$ref").and_then(Json::as_str)) {
            return reference
                .strip_prefix('#')
                .and_then(|pointer| root.pointer(pointer))
                .map_or(Self::Unsupported, compile_nested);
        }
        let options = schema.get("oneOf").or(schema.get("enum"));
        match (allowed_types(schema, is_optional).as_slice(), options) {
            ([], None) if keywords.is_empty() => Self::Any,
            ([], Some(options)) if keywords.len() == 1 => enum_values(options).map_or(Self::Unsupported, Self::Enum),
            (["string", "array"], None) => Self::compile_one_or_array(schema, &keywords, compile_nested),
            (["string"], None) if has_only(&["type", "minLength"]) && is_at_most_one(schema, "minLength") => {
                Self::NonEmptyString
            }
            (["array"], None) if has_only(&["type", "minItems", "uniqueItems", "items"]) => {
                Self::compile_array(schema, schema.get("items").map_or(Self::Unsupported, compile_nested))
            }
            (["object"], None) => Self::compile_object(schema, &keywords, compile_nested).unwrap_or(Self::Unsupported),
            _ => Self::Unsupported,
        }
    }

    fn compile_array(schema: &Map<String, Json>, items: Self) -> Self {
        let unique = schema.get("uniqueItems").is_some_and(|flag| flag != &Json::Bool(false));
        // Uniqueness is supported for strings only.
        let is_supported = !unique || matches!(items, Self::Enum(_) | Self::NonEmptyString);
        if is_supported && is_at_most_one(schema, "minItems") {
            Self::Array { items: Box::new(items), unique }
        } else {
            Self::Unsupported
        }
    }

    /// A string or a list of strings, constrained together or separately by `if`/`then`/`else`.
    fn compile_one_or_array(
        schema: &Map<String, Json>,
        keywords: &[&str],
        compile_nested: impl Fn(&Json) -> Self,
    ) -> Self {
        let has_only = |known: &[&str]| keywords.iter().all(|key| known.contains(key));
        let array = serde_json::json!({"type": "array"});
        let (value, items) = match (schema.get("if"), schema.get("then"), schema.get("else")) {
            (None, None, None) if has_only(&["type", "minLength", "minItems", "uniqueItems", "items"]) => {
                let value = if is_at_most_one(schema, "minLength") { Self::NonEmptyString } else { Self::Unsupported };
                (value, schema.get("items").map_or(Self::Unsupported, compile_nested))
            }
            (Some(condition), Some(then), Some(otherwise))
                if *condition == array && has_only(&["type", "minItems", "uniqueItems", "if", "then", "else"]) =>
            {
                let is_only_keyword = then.as_object().is_some_and(|then| then.len() == 1);
                let items = then.get("items").filter(|_| is_only_keyword).map_or(Self::Unsupported, &compile_nested);
                // Other schemas than enums would also need a `type` in the branch.
                let enum_only = |shape: Self| if matches!(shape, Self::Enum(_)) { shape } else { Self::Unsupported };
                (enum_only(compile_nested(otherwise)), enum_only(items))
            }
            _ => return Self::Unsupported,
        };
        Self::OneOrArray { value: Box::new(value), array: Box::new(Self::compile_array(schema, items)) }
    }

    fn compile_object(
        schema: &Map<String, Json>,
        keywords: &[&str],
        compile_nested: impl Fn(&Json) -> Self,
    ) -> Option<Self> {
        let supported =
            ["type", "properties", "required", "additionalProperties", "patternProperties", "minProperties"];
        let is_closed = schema.get("additionalProperties") == Some(&Json::Bool(false));
        if !is_closed || !keywords.iter().all(|key| supported.contains(key)) || !is_at_most_one(schema, "minProperties")
        {
            return None;
        }
        let extension_prefix = match schema.get("patternProperties").and_then(Json::as_object) {
            None => None,
            Some(patterns) => {
                let mut patterns = patterns.iter();
                let (pattern, shape) = patterns.next()?;
                let prefix = pattern.strip_prefix('^')?;
                let is_literal = prefix.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
                let accepts_anything = matches!(compile_nested(shape), Self::Any);
                (is_literal && accepts_anything && patterns.next().is_none()).then(|| prefix.to_owned()).map(Some)?
            }
        };
        let properties = schema.get("properties").and_then(Json::as_object);
        let required = schema.get("required").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        Some(Self::Object {
            keys: properties.into_iter().flatten().map(|(key, shape)| (key.clone(), compile_nested(shape))).collect(),
            required: required.iter().map(|key| key.as_str().map(str::to_owned)).collect::<Option<_>>()?,
            extension_prefix,
        })
    }
}

/// The constants of an `enum` or `oneOf` whose options have annotations only; a “not stated” option is ignored.
/// `None` for anything else, and for duplicates, which `oneOf` rejects.
pub(crate) fn enum_values(options: &Json) -> Option<Vec<String>> {
    let mut values = Vec::new();
    for option in options.as_array()?.iter().filter(|option| !is_not_stated_ref(option)) {
        let has_only_annotations = |except: &str| {
            option.as_object().is_none_or(|keywords| keywords.keys().all(|key| key == except || is_annotation(key)))
        };
        match option.get("enum").and_then(Json::as_array) {
            Some(nested) if has_only_annotations("enum") => {
                values
                    .extend(nested.iter().map(|value| value.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()?);
            }
            None if has_only_annotations("const") => {
                values.push(option.get("const").unwrap_or(option).as_str()?.to_owned());
            }
            _ => return None,
        }
    }
    (values.iter().collect::<HashSet<_>>().len() == values.len()).then_some(values)
}

/// Whether a subschema is exactly a reference to the “not stated” definition.
pub(crate) fn is_not_stated_ref(part: &Json) -> bool {
    part.as_object().is_some_and(|part| part.len() == 1)
        && part.get("$ref").is_some_and(|reference| reference == NOT_STATED_REF)
}

/// Whether a string is only allowed as a “not stated” placeholder.
pub(crate) fn allows_not_stated(schema: &Map<String, Json>) -> bool {
    let is_text = |condition: &Json| *condition == serde_json::json!({"type": "string"});
    schema.get("if").is_some_and(is_text)
        && schema.get("then").is_some_and(is_not_stated_ref)
        && schema.get("else").is_none()
}

/// The allowed types, except those that state nothing.
fn allowed_types(schema: &Map<String, Json>, is_optional: bool) -> Vec<&str> {
    let names = match schema.get("type") {
        Some(Json::Array(names)) => names.iter().filter_map(Json::as_str).collect(),
        name => name.and_then(Json::as_str).into_iter().collect::<Vec<_>>(),
    };
    names.into_iter().filter(|name| *name != "null" && !(is_optional && *name == "string")).collect()
}

fn is_annotation(key: &str) -> bool {
    key.starts_with("x-") || ANNOTATIONS.contains(&key)
}

/// Whether a lower limit is absent, 0 or 1. Fast-path collections and strings are never empty.
fn is_at_most_one(schema: &Map<String, Json>, limit: &str) -> bool {
    schema.get(limit).is_none_or(|limit| limit.as_u64().is_some_and(|limit| limit <= 1))
}

/// The compiled schema of descriptions.
pub(crate) fn embedded() -> CompiledSchema {
    serde_json::from_str(generated::COMPILED).expect("a test compares it with the schema")
}
