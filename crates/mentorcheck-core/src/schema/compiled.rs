//! Compiles a schema for the fast path. Anything outside the supported subset becomes [`Shape::Unsure`] and is left to
//! the validator. Also compiled into `build.rs`, so it must not depend on the rest of the crate.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::generated;

/// A compiled subschema.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Shape {
    Any,
    /// A non-empty string.
    Text,
    /// A string from a list.
    Word(Vec<String>),
    /// A non-empty list, optionally of unique items.
    List {
        items: Box<Self>,
        once: bool,
    },
    /// A single value or a list.
    OneOrList {
        one: Box<Self>,
        list: Box<Self>,
    },
    /// A non-empty mapping. Keys with the extension prefix accept any value.
    Map {
        keys: Vec<(String, Self)>,
        required: Vec<String>,
        free: Option<String>,
    },
    /// Not supported; checked by the validator.
    Unsure,
}

/// Annotations, which do not affect validation.
const SILENT: [&str; 7] = ["$schema", "$id", "title", "description", "examples", "deprecated", "$defs"];

/// The definition of the “not stated” placeholders, which take the slow path.
const NOT_STATED: &str = "#/$defs/not-stated";

/// The maximum nesting depth, which also bounds recursive references.
const DEEPEST: usize = 8;

impl Shape {
    /// Compiles a root schema.
    pub(crate) fn of(schema: &Json) -> Self {
        Self::within(schema, schema, 0)
    }

    fn within(root: &Json, part: &Json, depth: usize) -> Self {
        let Some(schema) = part.as_object().filter(|_| depth <= DEEPEST) else { return Self::Unsure };
        // “Not stated” is not part of the fast path, so an optional value is compiled as if it were required.
        let open = allows_not_stated(schema);
        let said: Vec<&str> = schema.keys().map(String::as_str).filter(|key| !is_silent(key)).collect();
        let said: Vec<&str> = said.into_iter().filter(|key| !(open && ["if", "then"].contains(key))).collect();
        let only = |known: &[&str]| said.iter().all(|key| known.contains(key));
        let below = |part: &Json| Self::within(root, part, depth + 1);
        if let ([_], Some(reference)) = (said.as_slice(), schema.get("$ref").and_then(Json::as_str)) {
            return reference.strip_prefix('#').and_then(|at| root.pointer(at)).map_or(Self::Unsure, below);
        }
        let options = schema.get("oneOf").or(schema.get("enum"));
        match (types(schema, open).as_slice(), options) {
            ([], None) if said.is_empty() => Self::Any,
            ([], Some(options)) if said.len() == 1 => words(options).map_or(Self::Unsure, Self::Word),
            (["string", "array"], None) => Self::one_or_list(schema, &said, below),
            (["string"], None) if only(&["type", "minLength"]) && at_most_one(schema, "minLength") => Self::Text,
            (["array"], None) if only(&["type", "minItems", "uniqueItems", "items"]) => {
                Self::list(schema, schema.get("items").map_or(Self::Unsure, below))
            }
            (["object"], None) => Self::map(schema, &said, below).unwrap_or(Self::Unsure),
            _ => Self::Unsure,
        }
    }

    fn list(schema: &Map<String, Json>, items: Self) -> Self {
        let once = schema.get("uniqueItems").is_some_and(|once| once != &Json::Bool(false));
        // Uniqueness is supported for strings only.
        let sure = !once || matches!(items, Self::Word(_) | Self::Text);
        if sure && at_most_one(schema, "minItems") { Self::List { items: Box::new(items), once } } else { Self::Unsure }
    }

    /// A string or a list of strings, constrained together or separately by `if`/`then`/`else`.
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
                // Other schemas than enums would also need a `type` in the branch.
                let sure = |shape: Self| if matches!(shape, Self::Word(_)) { shape } else { Self::Unsure };
                (sure(below(other)), sure(items))
            }
            _ => return Self::Unsure,
        };
        Self::OneOrList { one: Box::new(one), list: Box::new(Self::list(schema, items)) }
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
}

/// The constants of an `enum` or `oneOf` whose options have annotations only; a “not stated” option is ignored.
/// `None` for anything else, and for duplicates, which `oneOf` rejects.
pub(crate) fn words(options: &Json) -> Option<Vec<String>> {
    let mut words = Vec::new();
    for option in options.as_array()?.iter().filter(|option| !is_not_stated(option)) {
        let silent =
            |but: &str| option.as_object().is_none_or(|all| all.keys().all(|key| key == but || is_silent(key)));
        match option.get("enum").and_then(Json::as_array) {
            Some(listed) if silent("enum") => {
                words.extend(listed.iter().map(|word| word.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()?);
            }
            None if silent("const") => words.push(option.get("const").unwrap_or(option).as_str()?.to_owned()),
            _ => return None,
        }
    }
    (words.iter().collect::<HashSet<_>>().len() == words.len()).then_some(words)
}

/// Whether a subschema is exactly a reference to the “not stated” definition.
pub(crate) fn is_not_stated(part: &Json) -> bool {
    part.as_object().is_some_and(|part| part.len() == 1) && part.get("$ref").is_some_and(|to| to == NOT_STATED)
}

/// Whether a string is only allowed as a “not stated” placeholder.
pub(crate) fn allows_not_stated(schema: &Map<String, Json>) -> bool {
    let is_text = |when: &Json| *when == serde_json::json!({"type": "string"});
    schema.get("if").is_some_and(is_text)
        && schema.get("then").is_some_and(is_not_stated)
        && schema.get("else").is_none()
}

/// The allowed types, except those that state nothing.
fn types(schema: &Map<String, Json>, open: bool) -> Vec<&str> {
    let names = match schema.get("type") {
        Some(Json::Array(names)) => names.iter().filter_map(Json::as_str).collect(),
        name => name.and_then(Json::as_str).into_iter().collect::<Vec<_>>(),
    };
    names.into_iter().filter(|name| *name != "null" && !(open && *name == "string")).collect()
}

fn is_silent(key: &str) -> bool {
    key.starts_with("x-") || SILENT.contains(&key)
}

/// Whether a lower limit is absent, 0 or 1. Fast-path collections and strings are never empty.
fn at_most_one(schema: &Map<String, Json>, limit: &str) -> bool {
    schema.get(limit).is_none_or(|limit| limit.as_u64().is_some_and(|limit| limit <= 1))
}

/// The compiled schema of descriptions.
pub(crate) fn embedded() -> Shape {
    serde_json::from_str(generated::COMPILED).expect("a test compares it with the schema")
}
