//! Bytes → source: every span is within the text, JSON is read as JSON, and the fast path agrees with the parser.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::{assert_finding, assert_span};
use mentorcheck_core::diagnostic::{Finding, input_errors};
use mentorcheck_yaml::{Document, LineCol, Node, ParsedFile, Scalar, SourceFile, Span, Value};

/// Positions per text that are verified by counting, which is slow.
const SAMPLE: usize = 24;

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    let source = ParsedFile::parse("fuzzed.yaml", bytes.to_vec());
    let text = &*source.text;
    if ParsedFile::takes_fast_path(text.content()) {
        // The fast path agrees with the parser.
        let full = ParsedFile::parse_slow_path("fuzzed.yaml", bytes.to_vec());
        assert!(full.errors.is_empty(), "{:?}", full.errors);
        assert_eq!(source.documents, full.documents, "{:?}", text.content());
    }
    assert!(!source.documents.is_empty() || !source.errors.is_empty(), "neither a document nor an error");
    for error in &source.errors {
        assert!(
            !input_errors::sentence(&error.kind).is_empty() && !input_errors::help(&error.kind).is_empty(),
            "{error:?}"
        );
        assert_finding(&Finding::from_parse_error(error, text), text);
        error.related.iter().for_each(|(span, _)| assert_span(*span, text, "related"));
    }
    let mut positions: Vec<usize> = source.errors.iter().filter_map(|error| Some(error.span?.start)).collect();
    for document in &source.documents {
        assert!(source.errors.iter().all(|error| error.document != document.index), "a document with an error");
        Walk { text, positions: &mut positions, anchored: HashSet::new() }.visit_document(document);
    }
    assert_positions(text, &positions);
    // Text that is not UTF-8 is not JSON either.
    if let Ok(json) = serde_json::from_slice::<Json>(bytes) {
        assert_reads_json(&json);
    }
}

struct Walk<'w> {
    text: &'w SourceFile,
    positions: &'w mut Vec<usize>,
    /// Visited anchors; a few bytes of aliases can expand to very many nodes.
    anchored: HashSet<Span>,
}

impl Walk<'_> {
    fn visit_document(&mut self, document: &Document) {
        let root = document.root();
        assert_span(root.span(), self.text, "root");
        self.visit_node(root);
    }

    fn visit_node(&mut self, node: Node<'_>) {
        self.positions.push(node.span().start);
        // The children of an alias are within the anchored node.
        let parent = match (node.alias_span(), node.related_span()) {
            (Some(alias), Some((anchored, _))) if alias == node.span() => {
                assert_span(anchored, self.text, "anchored");
                if !self.anchored.insert(anchored) {
                    return;
                }
                anchored
            }
            _ => node.span(),
        };
        let mut previous_end = parent.start;
        match node.value() {
            Value::Scalar(_) => {}
            Value::Sequence(list) => {
                assert_eq!(list.len(), list.iter().count());
                for item in list.iter() {
                    self.visit_child(item, parent, &mut previous_end);
                }
            }
            Value::Mapping(map) => {
                let mut names = HashSet::new();
                for (key, value) in map.iter() {
                    assert!(names.insert(key.name), "duplicate key {:?}", key.name);
                    assert_span(key.span, self.text, "key");
                    self.assert_inside(key.span, parent, &mut previous_end);
                    self.visit_child(value, parent, &mut previous_end);
                }
            }
        }
    }

    fn visit_child(&mut self, node: Node<'_>, parent: Span, previous_end: &mut usize) {
        assert_span(node.span(), self.text, "value");
        self.assert_inside(node.span(), parent, previous_end);
        self.visit_node(node);
    }

    /// Children are within their parent, in order.
    fn assert_inside(&self, part: Span, whole: Span, before: &mut usize) {
        let holds = *before <= part.start && part.end <= whole.end;
        assert!(holds, "{part:?} in {whole:?} after {before}: {:?}", self.text.content());
        *before = part.end;
    }
}

/// Reference implementation: counts lines and columns from the beginning of the text.
fn count_position(content: &str, byte: usize) -> LineCol {
    let (mut line, mut column) = (1, 1);
    let mut chars = content[..byte].chars().peekable();
    let next = content[byte..].chars().next();
    while let Some(ch) = chars.next() {
        let ends_line = ch == '\n' || ch == '\r' && chars.peek().copied().or(next) != Some('\n');
        match ch {
            _ if ends_line => (line, column) = (line + 1, 1),
            '\u{feff}' if column == 1 => {}
            _ => column += 1,
        }
    }
    LineCol { line, column }
}

fn assert_positions(text: &SourceFile, positions: &[usize]) {
    let content = text.content();
    for byte in positions.iter().copied().chain([content.len()]).take(SAMPLE) {
        let at = text.line_col(byte);
        assert_eq!(at, count_position(content, byte), "byte {byte} of {content:?}");
        let line = text.line_span(at.line - 1);
        assert_span(line, text, "line");
        assert!(line.start <= byte && at.line <= text.line_count(), "byte {byte} of {content:?}");
    }
    // Offsets beyond the text and inside a character are accepted.
    let end = text.line_col(content.len());
    assert_eq!(text.line_col(content.len() + 7), end);
    let mut last = LineCol { line: 1, column: 1 };
    for byte in (0..=content.len()).step_by(content.len() / 64 + 1) {
        let at = text.line_col(byte);
        assert!(last <= at, "byte {byte} of {content:?} is before {last:?}");
        last = at;
    }
}

/// JSON is a subset of YAML: it is read as the same value.
fn assert_reads_json(json: &Json) {
    if !is_within_limits(json, 0) || *json == Json::Null {
        return;
    }
    let written = json.to_string();
    let source = ParsedFile::parse("fuzzed.json", written.clone().into_bytes());
    assert!(source.errors.is_empty(), "{:?} in {written}", source.errors);
    assert_eq!(source.documents.len(), 1, "{written}");
    let read = to_json(source.documents[0].root());
    assert!(is_equal(&read, json), "{written} is parsed as {read}");
}

/// Whether JSON is within the limits of descriptions: depth, the length of an implicit key in YAML, and no unescaped
/// unprintable characters, which are rejected.
fn is_within_limits(json: &Json, depth: usize) -> bool {
    let is_short = |key: &String| serde_json::Value::from(key.as_str()).to_string().len() < 1_000;
    let is_hidden = |ch| matches!(ch, '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    depth < 32
        && match json {
            Json::String(text) => !text.contains(is_hidden),
            Json::Array(items) => items.iter().all(|item| is_within_limits(item, depth + 1)),
            Json::Object(entries) => entries
                .iter()
                .all(|(key, value)| is_short(key) && !key.contains(is_hidden) && is_within_limits(value, depth + 1)),
            _ => true,
        }
}

/// The tree as JSON, with aliases expanded.
pub(super) fn to_json(node: Node<'_>) -> Json {
    match node.value() {
        Value::Scalar(Scalar::Null) => Json::Null,
        Value::Scalar(Scalar::Boolean(truth)) => Json::Bool(*truth),
        Value::Scalar(Scalar::Number(number)) => Json::Number(number.clone()),
        Value::Scalar(Scalar::String(text)) => Json::String(text.clone()),
        Value::Sequence(list) => list.iter().map(to_json).collect(),
        Value::Mapping(map) => map.iter().map(|(key, value)| (key.name.to_owned(), to_json(value))).collect(),
    }
}

fn is_equal(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one.as_f64() == other.as_f64(),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_equal(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| is_equal(value, other)))
        }
        _ => one == other,
    }
}
