//! Bytes → source: every place lies in the text, JSON is read as JSON, and the short way of reading agrees with the parser.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::{assert_finding, assert_place};
use mentorcheck_core::diagnostic::Finding;
use mentorcheck_yaml::{Document, Node, Position, Scalar, Source, SourceText, Span, Value};

/// How many places of one text are looked up by counting, which takes long.
const COUNTED: usize = 24;

/// Holds for all bytes.
///
/// # Panics
/// When it does not.
pub fn holds(bytes: &[u8]) {
    let source = Source::read("fuzzed.yaml", bytes.to_vec());
    let text = &*source.text;
    if Source::is_everyday(text.content()) {
        // The short way of reading sees what the parser sees.
        let full = Source::read_in_full("fuzzed.yaml", bytes.to_vec());
        assert!(full.errors.is_empty(), "{:?}", full.errors);
        assert_eq!(source.documents, full.documents, "{:?}", text.content());
    }
    assert!(!source.documents.is_empty() || !source.errors.is_empty(), "neither a document nor a mistake");
    for error in &source.errors {
        assert!(!error.problem.to_string().is_empty() && !error.problem.help().is_empty(), "{error:?}");
        assert_finding(&Finding::of_source(error, text), text);
        error.related.iter().for_each(|(span, _)| assert_place(*span, text, "related"));
    }
    let mut places: Vec<usize> = source.errors.iter().filter_map(|error| Some(error.span?.start)).collect();
    for document in &source.documents {
        assert!(source.errors.iter().all(|error| error.document != document.index), "a document with a mistake");
        Walk { text, places: &mut places, anchored: HashSet::new() }.document(document);
    }
    assert_positions(text, &places);
    // A text that is not in UTF-8 is no JSON either.
    if let Ok(json) = serde_json::from_slice::<Json>(bytes) {
        assert_reads_json(&json);
    }
}

struct Walk<'w> {
    text: &'w SourceText,
    places: &'w mut Vec<usize>,
    /// The anchored values that were looked at; through aliases a few bytes can hold very many.
    anchored: HashSet<Span>,
}

impl Walk<'_> {
    fn document(&mut self, document: &Document) {
        let root = document.root();
        assert_place(root.span(), self.text, "root");
        self.node(root);
    }

    fn node(&mut self, node: Node<'_>) {
        self.places.push(node.span().start);
        // Where an alias is used, what stands in it stands in the anchored value.
        let holder = match (node.used_at(), node.other_end()) {
            (Some(used), Some((anchored, _))) if used == node.span() => {
                assert_place(anchored, self.text, "anchored");
                if !self.anchored.insert(anchored) {
                    return;
                }
                anchored
            }
            _ => node.span(),
        };
        let mut before = holder.start;
        match node.value() {
            Value::Scalar(_) => {}
            Value::List(list) => {
                assert_eq!(list.len(), list.iter().count());
                for item in list.iter() {
                    self.child(item, holder, &mut before);
                }
            }
            Value::Map(map) => {
                let mut names = HashSet::new();
                for (key, value) in map.iter() {
                    assert!(names.insert(key.name), "the key {:?} is there twice", key.name);
                    assert_place(key.span, self.text, "key");
                    self.inside(key.span, holder, &mut before);
                    self.child(value, holder, &mut before);
                }
            }
        }
    }

    fn child(&mut self, node: Node<'_>, holder: Span, before: &mut usize) {
        assert_place(node.span(), self.text, "value");
        self.inside(node.span(), holder, before);
        self.node(node);
    }

    /// Parts stand in the whole, one after the other.
    fn inside(&self, part: Span, whole: Span, before: &mut usize) {
        let holds = *before <= part.start && part.end <= whole.end;
        assert!(holds, "{part:?} in {whole:?} after {before}: {:?}", self.text.content());
        *before = part.end;
    }
}

/// Lines and columns by counting from the beginning of the text.
fn counted(content: &str, byte: usize) -> Position {
    let (mut line, mut column) = (1, 1);
    let mut letters = content[..byte].chars().peekable();
    let next = content[byte..].chars().next();
    while let Some(letter) = letters.next() {
        let ends = letter == '\n' || letter == '\r' && letters.peek().copied().or(next) != Some('\n');
        match letter {
            _ if ends => (line, column) = (line + 1, 1),
            '\u{feff}' if column == 1 => {}
            _ => column += 1,
        }
    }
    Position { line, column }
}

fn assert_positions(text: &SourceText, places: &[usize]) {
    let content = text.content();
    for byte in places.iter().copied().chain([content.len()]).take(COUNTED) {
        let at = text.position(byte);
        assert_eq!(at, counted(content, byte), "byte {byte} of {content:?}");
        let line = text.line_span(at.line - 1);
        assert_place(line, text, "line");
        assert!(line.start <= byte && at.line <= text.line_count(), "byte {byte} of {content:?}");
    }
    // Beyond the text, and inside a character, there is always some answer.
    let end = text.position(content.len());
    assert_eq!(text.position(content.len() + 7), end);
    let mut last = Position { line: 1, column: 1 };
    for byte in (0..=content.len()).step_by(content.len() / 64 + 1) {
        let at = text.position(byte);
        assert!(last <= at, "byte {byte} of {content:?} stands before {last:?}");
        last = at;
    }
}

/// JSON is YAML: what is written as JSON is read as the same.
fn assert_reads_json(json: &Json) {
    if !is_ordinary(json, 0) || *json == Json::Null {
        return;
    }
    let written = json.to_string();
    let source = Source::read("fuzzed.json", written.clone().into_bytes());
    assert!(source.errors.is_empty(), "{:?} in {written}", source.errors);
    assert_eq!(source.documents.len(), 1, "{written}");
    let read = json_of(source.documents[0].root());
    assert!(same(&read, json), "{written} is read as {read}");
}

/// Whether JSON keeps to the limits of descriptions: depth, the length at which YAML gives up looking
/// for the `:` behind a key, and no characters as they stand that cannot be shown, which are refused.
fn is_ordinary(json: &Json, depth: usize) -> bool {
    let is_short = |key: &String| serde_json::Value::from(key.as_str()).to_string().len() < 1_000;
    let hidden = |letter| matches!(letter, '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    depth < 32
        && match json {
            Json::String(text) => !text.contains(hidden),
            Json::Array(items) => items.iter().all(|item| is_ordinary(item, depth + 1)),
            Json::Object(entries) => entries
                .iter()
                .all(|(key, value)| is_short(key) && !key.contains(hidden) && is_ordinary(value, depth + 1)),
            _ => true,
        }
}

/// The tree as JSON, aliases written out.
pub(super) fn json_of(node: Node<'_>) -> Json {
    match node.value() {
        Value::Scalar(Scalar::Null) => Json::Null,
        Value::Scalar(Scalar::Boolean(truth)) => Json::Bool(*truth),
        Value::Scalar(Scalar::Number(number)) => Json::Number(number.clone()),
        Value::Scalar(Scalar::Text(text)) => Json::String(text.clone()),
        Value::List(list) => list.iter().map(json_of).collect(),
        Value::Map(map) => map.iter().map(|(key, value)| (key.name.to_owned(), json_of(value))).collect(),
    }
}

fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one.as_f64() == other.as_f64(),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}
