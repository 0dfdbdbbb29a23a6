//! Text → schema: every finding has a place, words and advice, and the validator that reads our tree
//! where it stands agrees with one that reads a copy of it.

use std::sync::LazyLock;

use mentorcheck::{
    finding::Finding,
    schema::{PROGRAMME, Schema},
    source::{Document, Node, Source, Value},
};

use super::{assert_finding, assert_place, source::json_of};

static SCHEMA: LazyLock<Schema> =
    LazyLock::new(|| Schema::new(PROGRAMME, None).expect("the programme schema holds together"));

static PLAIN: LazyLock<jsonschema::Validator> =
    LazyLock::new(|| jsonschema::validator_for(SCHEMA.json()).expect("the programme schema holds together"));

/// More values than these, with aliases written out, are not copied for the second validator.
const MOST: usize = 2_000;

/// Holds for all bytes.
///
/// # Panics
/// When it does not.
pub fn holds(bytes: &[u8]) {
    let source = Source::read("fuzzed.yaml", bytes.to_vec());
    for document in &source.documents {
        // The short way of checking says nothing else than the validator.
        assert_eq!(SCHEMA.check(document), SCHEMA.check_in_full(document), "{:?}", source.text.content());
        assert_findings(&SCHEMA, &source, document);
        if values(document.root(), MOST) < MOST {
            let agrees = PLAIN.is_valid(&json_of(document.root()));
            assert_eq!(SCHEMA.check(document).is_empty(), agrees, "{:?}", source.text.content());
        }
    }
}

/// Everything that `schema` finds in `document` can be shown and acted upon.
pub(super) fn assert_findings(schema: &Schema, source: &Source, document: &Document) {
    let text = &*source.text;
    for error in schema.check(document) {
        assert_place(error.span, text, error.problem.code());
        error.related.iter().for_each(|(span, _)| assert_place(*span, text, "related"));
        assert!(!error.problem.to_string().trim().is_empty(), "{error:?}");
        assert!(!error.problem.help().trim().is_empty(), "{error:?}");
        assert_eq!(error.document, document.index);
        assert!(leads_somewhere(&error.pointer, document.root()), "{error:?}");
        assert_finding(&Finding::of_schema(&error, text), text);
    }
}

/// Whether a JSON Pointer leads to a node, or to the node in which another is missing.
fn leads_somewhere(pointer: &str, root: Node<'_>) -> bool {
    let steps: Vec<String> =
        pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    let find = |steps: &[String]| root.find(steps.iter().map(String::as_str)).is_some();
    find(&steps) || steps.split_last().is_some_and(|(_, before)| find(before))
}

/// How many values a node holds, as far as `most`.
fn values(node: Node<'_>, most: usize) -> usize {
    let mut count = 1;
    let mut add = |node| {
        if count < most {
            count += values(node, most - count);
        }
    };
    match node.value() {
        Value::Scalar(_) => {}
        Value::List(list) => list.iter().for_each(&mut add),
        Value::Map(map) => map.iter().for_each(|(_, node)| add(node)),
    }
    count
}
