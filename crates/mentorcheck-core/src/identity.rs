//! What a programme and a finding are known by, across files and versions of a description.
//!
//! A programme is known by its identifier, else by its name; a finding by its code, its field and the values there. Neither
//! depends on lines, on the order of anything, or on how the text is written.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::{
    diagnostic::{Finding, Subject},
    facts::field_node,
    schema::{FieldId, Vocabulary},
};
use mentorcheck_yaml::{Document, Node, Scalar, SourceFile, Value};

/// What a programme is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity(String);

impl Identity {
    /// The identity of a description: its identifier, else its name. `None` if it states neither.
    #[must_use]
    pub fn of(document: &Document, vocabulary: &Vocabulary) -> Option<Self> {
        let (field, node) = stated(document, vocabulary)?;
        Some(Self::new(&vocabulary.fields[field].key, &plain(node.as_str()?)))
    }

    /// An identity by the key of the field that states it, so that no name is taken for an identifier.
    fn new(key: &str, text: &str) -> Self {
        Self(format!("{key}: {text}"))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Identity {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// The field that gives a description its identity, and its value.
#[must_use]
pub(crate) fn stated<'d>(document: &'d Document, vocabulary: &Vocabulary) -> Option<(FieldId, Node<'d>)> {
    let node_of = |field: FieldId| {
        let node = field_node(document, vocabulary, field)?;
        let text = node.as_str()?;
        (!text.trim().is_empty() && !vocabulary.is_placeholder(text)).then_some((field, node))
    };
    vocabulary.id_field.and_then(node_of).or_else(|| node_of(vocabulary.name_field))
}

/// For each document whose identity an earlier one of the same file has: its index, and the index of the earlier one.
#[must_use]
pub(crate) fn repeated(documents: &[Document], vocabulary: &Vocabulary) -> HashMap<usize, usize> {
    if documents.len() < 2 {
        return HashMap::new();
    }
    let mut first = HashMap::new();
    let mut repeated = HashMap::new();
    for (index, document) in documents.iter().enumerate() {
        let Some(identity) = Identity::of(document, vocabulary) else { continue };
        match first.get(&identity) {
            Some(earlier) => _ = repeated.insert(index, *earlier),
            None => _ = first.insert(identity, index),
        }
    }
    repeated
}

/// What a finding is about: the field, and the values there that it points at.
pub(crate) fn subject(finding: &Finding, document: Option<&Document>, text: &SourceFile) -> Subject {
    let located = finding.spans.iter().filter_map(|location| {
        let (pointer, document) = (location.pointer.as_deref()?, document?);
        Some(field_and_values(document.root(), pointer, text))
    });
    let located: Vec<(String, Vec<String>)> = located.collect();
    // The order of what a finding points at is that of the text.
    let Some(field) = located.iter().map(|(field, _)| field).min().cloned() else {
        let source = finding.spans.first().map(|location| text.slice(location.span()));
        return Subject { field: String::new(), value: source.map(plain).unwrap_or_default() };
    };
    let mut values: Vec<String> =
        located.into_iter().filter(|(other, _)| *other == field).flat_map(|(_, values)| values).collect();
    values.sort();
    values.dedup();
    Subject { field, value: values.join("\n") }
}

/// The pointer without places in lists, and the values at its end.
fn field_and_values(root: Node<'_>, pointer: &str, text: &SourceFile) -> (String, Vec<String>) {
    let mut node = Some(root);
    let mut field = String::new();
    for segment in pointer.split('/').skip(1) {
        let is_place = node.is_some_and(|node| node.as_sequence().is_some());
        let key = segment.replace("~1", "/").replace("~0", "~");
        if !is_place {
            field.push('/');
            field.extend(segment.nfc());
        }
        node = node.and_then(|node| node.find([key.as_str()]));
    }
    let values = match node.map(Node::value) {
        Some(Value::Sequence(items)) => items.iter().filter_map(|item| scalar_text(item, text)).collect(),
        // A section in which something is missing: what else it holds does not matter.
        Some(Value::Mapping(_)) | None => Vec::new(),
        Some(Value::Scalar(_)) => node.and_then(|node| scalar_text(node, text)).into_iter().collect(),
    };
    (field, values)
}

/// The text of a scalar, with quotes and escapes resolved, in plain form.
fn scalar_text(node: Node<'_>, text: &SourceFile) -> Option<String> {
    match node.value() {
        Value::Scalar(Scalar::String(value)) => Some(plain(value)),
        Value::Scalar(Scalar::Null) | Value::Sequence(_) | Value::Mapping(_) => None,
        // Numbers and the like as they are written.
        Value::Scalar(_) => Some(plain(text.slice(node.definition_span()))),
    }
}

/// A text in composed form, with single spaces.
fn plain(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
