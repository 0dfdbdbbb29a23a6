//! Answers to fill a form in with.

use std::collections::BTreeMap;

use mentorcheck_core::{
    facts::{Facts, field_node, value_mask},
    schema::{FieldId, FieldType, Vocabulary},
};
use mentorcheck_yaml::{Document, Node, Scalar, Sequence, Value};
use serde::{Deserialize, Serialize};

/// The answers to questions by field, and where the programme's documents say so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    fields: BTreeMap<String, Answer>,
    evidence: Vec<EvidenceEntry>,
}

/// The answer to one question. Without any content it says that nothing is stated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    /// The names of values, or texts.
    pub values: Vec<String>,
    /// For a list of values: nothing else applies. Without values, none does.
    pub complete: bool,
    /// Somebody wrote that it is not known, and nothing else is stated.
    pub not_stated: bool,
    /// What is stated and is none of the answers.
    pub not_understood: Vec<String>,
}

/// A passage that supports an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EvidenceEntry {
    /// `section.key`.
    pub field: String,
    pub document: Option<String>,
    pub place: Option<String>,
    pub words: Option<String>,
}

impl Answers {
    /// Reads the answers of a description. Values are recognised as rules recognise them: by name or title, and moved
    /// values count for their new field. An entry of evidence that names no field is left out.
    #[must_use]
    pub fn from_document(document: &Document, vocabulary: &Vocabulary) -> Self {
        let facts = Facts::from_document(document, vocabulary);
        let mut answers = Self::default();
        for (id, field) in vocabulary.fields.iter().enumerate() {
            let node = field_node(document, vocabulary, id);
            let mut answer = match field.field_type {
                FieldType::FreeText => Answer { values: texts(node, vocabulary), ..Answer::default() },
                FieldType::Enum | FieldType::EnumList => stated_values(&facts, id, vocabulary),
            };
            if facts.is_misread(id) {
                answer.not_understood = unknown_texts(node, id, vocabulary);
            }
            let is_blank = answer == Answer::default();
            let is_placeholder = |text: &str| !text.trim().is_empty() && vocabulary.is_placeholder(text);
            answer.not_stated = is_blank && node.and_then(Node::as_str).is_some_and(is_placeholder);
            if answer != Answer::default() {
                answers.fields.insert(field.name.clone(), answer);
            }
        }
        answers.evidence = evidence(document, vocabulary);
        answers
    }

    /// The answer for `field` (`section.key`), if there is one.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Answer> {
        self.fields.get(field)
    }

    /// Adds the answer for `field`, and replaces an earlier one.
    pub fn insert(&mut self, field: &str, answer: Answer) {
        self.fields.insert(field.to_owned(), answer);
    }

    pub fn add_evidence(&mut self, entry: EvidenceEntry) {
        self.evidence.push(entry);
    }

    #[must_use]
    pub fn evidence(&self) -> &[EvidenceEntry] {
        &self.evidence
    }
}

impl EvidenceEntry {
    /// The document, the place and the words; an empty text where one is not stated.
    #[must_use]
    pub fn texts(&self) -> [&str; 3] {
        [&self.document, &self.place, &self.words].map(|text| text.as_deref().unwrap_or_default())
    }
}

fn stated_values(facts: &Facts, id: FieldId, vocabulary: &Vocabulary) -> Answer {
    let state = facts.get(id);
    let values = vocabulary.fields[id].values.iter().enumerate();
    let stated = values.filter(|(value, _)| state.values & value_mask(*value) != 0);
    let values = stated.map(|(_, value)| value.name.clone()).collect();
    Answer { values, complete: state.closed, ..Answer::default() }
}

/// The items of a list, or the node itself.
fn items(node: Option<Node<'_>>) -> Vec<Node<'_>> {
    node.map_or_else(Vec::new, |node| node.as_sequence().map_or_else(|| vec![node], |list| list.iter().collect()))
}

/// The texts of a node that are not placeholders. Numbers and the like, which a description should quote, are texts here.
fn texts(node: Option<Node<'_>>, vocabulary: &Vocabulary) -> Vec<String> {
    let texts = items(node).into_iter().filter_map(scalar_text);
    texts.filter(|text| !vocabulary.is_placeholder(text)).collect()
}

fn scalar_text(node: Node<'_>) -> Option<String> {
    match node.value() {
        Value::Scalar(Scalar::String(text)) => Some(text.clone()),
        Value::Scalar(Scalar::Number(number)) => Some(number.to_string()),
        Value::Scalar(Scalar::Boolean(truth)) => Some(truth.to_string()),
        Value::Scalar(Scalar::Null) | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// The texts that are no values of the field.
fn unknown_texts(node: Option<Node<'_>>, id: FieldId, vocabulary: &Vocabulary) -> Vec<String> {
    let field = &vocabulary.fields[id];
    let is_list = node.is_some_and(|node| node.as_sequence().is_some());
    // A list takes no single value, and a single value no list.
    let has_right_form = is_list == (field.field_type == FieldType::EnumList);
    let is_known = |text: &str| {
        let is_value = field.find_value(text).is_some() || field.is_closing(text);
        has_right_form && (is_value || field.find_moved_value(text).is_some())
    };
    texts(node, vocabulary).into_iter().filter(|text| !is_known(text)).collect()
}

fn evidence(document: &Document, vocabulary: &Vocabulary) -> Vec<EvidenceEntry> {
    let Some(keys) = &vocabulary.evidence else { return Vec::new() };
    let list = document.root().get(&keys.section).and_then(Node::as_sequence);
    let entries = list.into_iter().flat_map(Sequence::iter).filter_map(|entry| {
        let stated = |key: &str| {
            let text = entry.get(key).and_then(scalar_text)?;
            (!vocabulary.is_placeholder(&text)).then_some(text)
        };
        let field = vocabulary.field_id(&stated(&keys.field)?)?;
        Some(EvidenceEntry {
            field: vocabulary.fields[field].name.clone(),
            document: stated(&keys.document),
            place: stated(&keys.place),
            words: stated(&keys.quotation),
        })
    });
    entries.collect()
}
