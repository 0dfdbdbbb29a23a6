//! Text → schema: every error has a span, a message and help, the fast check agrees with the validator, and the
//! validator on the node tree agrees with one on a JSON copy.

use std::sync::LazyLock;

use serde_json::Value as Json;

use super::{assert_finding, assert_span, source::to_json};
use mentorcheck_core::{
    diagnostic::Finding,
    schema::vocabulary,
    schema::{FieldType, PROGRAMME, Schema},
};
use mentorcheck_yaml::{Document, Node, ParsedFile, Value};

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| Schema::new(PROGRAMME, None).expect("programme schema is valid"));

static JSON_VALIDATOR: LazyLock<jsonschema::Validator> =
    LazyLock::new(|| jsonschema::validator_for(SCHEMA.json()).expect("programme schema is valid"));

/// Larger documents, with aliases expanded, are not copied for the second validator.
const MAX_VALUES: usize = 2_000;

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    let source = ParsedFile::parse("fuzzed.yaml", bytes.to_vec());
    for document in &source.documents {
        // The fast check agrees with the validator.
        let (fast, slow) = (SCHEMA.check(document, &source.text), SCHEMA.check_slow_path(document, &source.text));
        assert_eq!(fast, slow, "{:?}", source.text.content());
        assert_errors(&SCHEMA, &source, document);
        if count_values(document.root(), MAX_VALUES) < MAX_VALUES {
            let valid_as_json = JSON_VALIDATOR.is_valid(&normalize(to_json(document.root())));
            assert_eq!(fast.is_empty(), valid_as_json, "{:?}", source.text.content());
        }
    }
}

/// Normalises input accepted beyond the schema: titles become names of values, and a list keeps one placeholder.
fn normalize(mut description: Json) -> Json {
    let vocabulary = vocabulary();
    for field in vocabulary.fields.iter().filter(|field| field.field_type != FieldType::FreeText) {
        let pointer = format!("/{}/{}", field.section, field.key);
        let name = |text: &str| {
            let value = field.find_value(text).map(|value| field.values[value].name.as_str());
            let closing = || field.closing_name().filter(|_| field.is_closing(text));
            value.or_else(closing).or_else(|| field.find_moved_value(text).map(|moved| moved.name.as_str()))
        };
        match description.pointer_mut(&pointer) {
            Some(Json::Array(items)) if field.field_type == FieldType::EnumList => {
                for item in items {
                    replace_title(item, name);
                }
            }
            Some(value) if field.field_type == FieldType::Enum => replace_title(value, name),
            _ => {}
        }
    }
    for field in &vocabulary.fields {
        let pointer = format!("/{}/{}", field.section, field.key);
        if let Some(Json::Array(items)) = description.pointer_mut(&pointer) {
            let is_gap =
                |item: &Json| item.is_null() || item.as_str().is_some_and(|text| vocabulary.is_placeholder(text));
            let mut gaps = 0;
            items.retain(|item| {
                gaps += usize::from(is_gap(item));
                !is_gap(item) || gaps == 1
            });
        }
    }
    description
}

fn replace_title<'n>(value: &mut Json, name: impl Fn(&str) -> Option<&'n str>) {
    if let Some(name) = value.as_str().and_then(name) {
        *value = name.into();
    }
}

/// Every error in `document` can be displayed and acted upon.
pub(super) fn assert_errors(schema: &Schema, source: &ParsedFile, document: &Document) {
    let text = &*source.text;
    for error in schema.check(document, text) {
        assert_span(error.span, text, error.kind.code());
        error.related.iter().for_each(|(span, _)| assert_span(*span, text, "related"));
        assert!(!error.kind.to_string().trim().is_empty(), "{error:?}");
        assert!(!error.kind.advice().to_string().trim().is_empty(), "{error:?}");
        assert_eq!(error.document, document.index);
        assert!(resolves(&error.pointer, document.root()), "{error:?}");
        assert_finding(&Finding::from_schema_error(&error, text), text);
    }
}

/// Whether a JSON Pointer resolves to a node or to the parent of a missing one.
fn resolves(pointer: &str, root: Node<'_>) -> bool {
    let steps: Vec<String> =
        pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    let find = |steps: &[String]| root.find(steps.iter().map(String::as_str)).is_some();
    find(&steps) || steps.split_last().is_some_and(|(_, parent)| find(parent))
}

/// The number of values in a node, counted up to a limit.
fn count_values(node: Node<'_>, limit: usize) -> usize {
    let mut count = 1;
    let mut add = |node| {
        if count < limit {
            count += count_values(node, limit - count);
        }
    };
    match node.value() {
        Value::Scalar(_) => {}
        Value::Sequence(list) => list.iter().for_each(&mut add),
        Value::Mapping(map) => map.iter().for_each(|(_, node)| add(node)),
    }
    count
}
