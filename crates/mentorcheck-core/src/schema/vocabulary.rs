//! The vocabulary defined by the programme schema: sections, fields, values and their titles.

use std::{ops::Range, sync::OnceLock};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::generated;

/// The index of a field in [`Vocabulary::fields`].
pub type FieldId = usize;

/// All sections, fields and values of programme descriptions.
///
/// Built from annotations in the schema, so the code contains no names of the vocabulary:
///
/// - `x-names-programme`: the field with the programme's name
/// - `x-organisations`: the field with the organisations that run the programme
/// - `x-own-words`: the field with the programme's own words for what it is, of which its label is the nearest in a list
/// - `x-identifies-programme`: the field with an identifier of the programme, which goes before its name
/// - `x-informative`: a field that no rule reads
/// - `x-closes-list`: the value that marks a list as complete
/// - `x-moved-to`: the field to which a value of an earlier version moved
/// - `x-evidence`: the evidence section; `x-evidence-role`: the role of each key of its entries
/// - `x-placeholders`: texts that mean “not stated”
/// - `x-see-also`: the field where a value unknown here may belong
/// - `x-question`: the question that asks for a field; `x-answer`: a value as an answer to it
/// - `x-number`: the number of the question in forms
/// - `x-question-past`, `x-answer-past`: the same for a programme that has ended
/// - `x-topic`: what a field is about, as a noun phrase that completes “depends on”
/// - `x-ask-with`: the field with which letters ask for this one, as one question
/// - `x-not-asked`: a value for readers of texts, which letters do not offer as an answer
/// - `x-keep-order`: a field whose answers letters ask in the order of the schema, not from A to Z; `x-last`: a value that
///   comes after the others
/// - `x-ended`: the value that says that the programme has ended
/// - `x-alone`: the value that marks a list as complete, for a list with no other values
/// - `x-says`, `x-says-only`, `x-phrase`: clauses and phrases for running text
#[derive(Debug, Serialize, Deserialize)]
pub struct Vocabulary {
    pub sections: Vec<Section>,
    /// The fields of all sections, in the order of the schema.
    pub fields: Vec<Field>,
    /// The required section, which identifies a file as a programme description.
    pub required_section: String,
    pub name_field: FieldId,
    /// `None` if the schema has no field for an identifier.
    #[serde(default)]
    pub id_field: Option<FieldId>,
    /// `None` if the schema has no field for the organisations that run the programme.
    #[serde(default)]
    pub organisations_field: Option<FieldId>,
    /// `None` if the schema has no field for the programme's own words for what it is.
    #[serde(default)]
    pub own_words_field: Option<FieldId>,
    /// `None` if the schema has no evidence section.
    pub evidence: Option<EvidenceKeys>,
    /// Texts that mean “not stated”, in lower case.
    pub placeholders: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Section {
    pub name: String,
    pub title: String,
    pub fields: Range<FieldId>,
}

/// The names of the evidence section and of the keys of its entries.
#[derive(Debug, Serialize, Deserialize)]
pub struct EvidenceKeys {
    pub section: String,
    pub title: String,
    /// The key for the field that the evidence supports.
    pub field: String,
    pub document: String,
    /// The key for the location in the document.
    pub place: String,
    /// The key for the verbatim quotation.
    pub quotation: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Field {
    /// `section.key`.
    pub name: String,
    pub section: String,
    pub key: String,
    pub title: String,
    pub field_type: FieldType,
    /// For a list: the clause that states its values, with [`VALUES_PLACEHOLDER`] as the placeholder for them.
    pub clause: String,
    /// The question in forms; empty if the schema gives none.
    pub question: String,
    /// The number of the question in forms; `None` if the schema gives none.
    #[serde(default)]
    pub number: Option<u64>,
    /// The question about a programme that has ended; empty if the schema gives none.
    #[serde(default)]
    pub past_question: String,
    /// What it is about, as a noun phrase; empty if the schema gives none.
    #[serde(default)]
    pub topic: String,
    /// The name of the field with which letters ask for it.
    #[serde(default)]
    pub asked_with: Option<String>,
    /// Whether the order of its values has a meaning.
    #[serde(default)]
    pub keep_order: bool,
    /// The values in order, without the closing value. Empty for free text.
    pub values: Vec<FieldValue>,
    pub closing: Option<ClosingValue>,
    /// Values of earlier versions that moved to another field.
    pub moved: Vec<MovedValue>,
    /// Whether no rule reads it.
    pub informative: bool,
}

/// The value that marks a list as complete, with its clauses.
#[derive(Debug, Serialize, Deserialize)]
pub struct ClosingValue {
    pub name: String,
    pub title: String,
    /// The answer for a list with no other values, such as “None of these”.
    pub answer: String,
    /// The same in running text, such as “nothing”.
    pub alone: String,
    /// The clause for a list with no other values.
    pub clause: String,
    /// The clause for a complete list, with [`VALUES_PLACEHOLDER`] as the placeholder for its values.
    pub complete_clause: String,
}

/// A value of an earlier version that moved to another field under the same name.
#[derive(Debug, Serialize, Deserialize)]
pub struct MovedValue {
    pub name: String,
    pub title: String,
    /// The field it moved to.
    pub field: FieldId,
    /// The index of the value in that field.
    pub value: usize,
}

/// The placeholder for values in the clause of a list.
pub const VALUES_PLACEHOLDER: &str = "{values}";

#[derive(Debug, Serialize, Deserialize)]
pub struct FieldValue {
    pub name: String,
    /// The title, worded for running text.
    pub title: String,
    /// The answer's wording in forms, if it differs from the title.
    pub answer: Option<String>,
    /// The answer about a programme that has ended, if it differs from `answer`.
    #[serde(default)]
    pub past_answer: Option<String>,
    /// Whether letters do not offer it as an answer.
    #[serde(default)]
    pub not_asked: bool,
    /// Whether it follows the other answers.
    #[serde(default)]
    pub last: bool,
    /// Whether it says that the programme has ended.
    #[serde(default)]
    pub ended: bool,
    /// The clause for a single value, or the phrase within the clause of a list. Empty if no rule reads the value.
    pub clause: String,
}

/// How many values a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldType {
    Enum,
    EnumList,
    /// Free text, dates and the like, which no rule reads.
    FreeText,
}

#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    #[error("the schema is not JSON: {0}")]
    InvalidJson(#[from] serde_json::Error),
    /// An annotation is missing, or a field has too many values.
    #[error("the schema {0}")]
    InvalidSchema(String),
}

/// Values are bits of a `u64`, and one bit is kept for the closing value.
const MAX_VALUES: usize = 63;

impl Vocabulary {
    /// Builds the vocabulary from the text of a programme schema.
    ///
    /// # Errors
    /// If the text is not JSON or lacks a required annotation.
    pub fn from_json_str(schema: &str) -> Result<Self, VocabularyError> {
        Self::from_schema(&serde_json::from_str(schema)?)
    }

    /// Builds the vocabulary from a programme schema.
    ///
    /// # Errors
    /// If the schema lacks a required annotation.
    pub fn from_schema(schema: &Json) -> Result<Self, VocabularyError> {
        let invalid = |what: &str| VocabularyError::InvalidSchema(what.to_owned());
        let marker =
            schema.pointer("/required/0").and_then(Json::as_str).ok_or_else(|| invalid("requires no section"))?;
        let mut sections = Vec::new();
        let mut fields = Vec::new();
        let (mut name, mut id, mut own_words, mut organisations) = (None, None, None, None);
        let mut evidence = None;
        for (section, definition) in properties(schema) {
            if bool_annotation(definition, "x-evidence") {
                evidence = Some(EvidenceKeys::new(section, definition)?);
            }
            let start = fields.len();
            for (key, field) in properties(definition) {
                if bool_annotation(field, "x-names-programme") {
                    name = Some(fields.len());
                }
                if bool_annotation(field, "x-organisations") {
                    organisations = Some(fields.len());
                }
                if bool_annotation(field, "x-own-words") {
                    own_words = Some(fields.len());
                }
                if bool_annotation(field, "x-identifies-programme") {
                    id = Some(fields.len());
                }
                fields.push(Field::new(section, key, field)?);
            }
            let (name, title) = (section.clone(), string_annotation(definition, "title"));
            sections.push(Section { name, title, fields: start..fields.len() });
        }
        resolve_moved_values(schema, &mut fields)?;
        let name = name.ok_or_else(|| invalid("does not say which field names the programme"))?;
        let placeholders = collect_placeholders(schema);
        Ok(Self {
            sections,
            fields,
            required_section: marker.to_owned(),
            name_field: name,
            id_field: id,
            organisations_field: organisations,
            own_words_field: own_words,
            evidence,
            placeholders,
        })
    }

    /// Finds a field by its name, `section.key`.
    #[must_use]
    pub fn field_id(&self, name: &str) -> Option<FieldId> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// Whether `text` is empty or means “not stated”.
    #[must_use]
    pub fn is_placeholder(&self, text: &str) -> bool {
        let text = text.trim();
        text.is_empty() || self.placeholders.iter().any(|placeholder| eq_ignoring_case_and_space(placeholder, text))
    }
}

impl EvidenceKeys {
    fn new(section: &str, definition: &Json) -> Result<Self, VocabularyError> {
        let entries = definition.get("items").unwrap_or(&Json::Null);
        let key = |role: &str| {
            let mut keys = properties(entries).filter(|(_, key)| string_annotation(key, "x-evidence-role") == role);
            let invalid =
                || VocabularyError::InvalidSchema(format!("has no key with the role `{role}` in `{section}`"));
            keys.next().map(|(name, _)| name.clone()).ok_or_else(invalid)
        };
        Ok(Self {
            section: section.to_owned(),
            title: string_annotation(definition, "title"),
            field: key("field")?,
            document: key("document")?,
            place: key("place")?,
            quotation: key("quotation")?,
        })
    }
}

impl Field {
    fn new(section: &str, key: &str, definition: &Json) -> Result<Self, VocabularyError> {
        let (field_type, options) = match (definition.get("oneOf"), definition.pointer("/items/oneOf")) {
            (Some(options), _) => (FieldType::Enum, options.as_array()),
            (None, Some(options)) => (FieldType::EnumList, options.as_array()),
            (None, None) => (FieldType::FreeText, None),
        };
        let name = format!("{section}.{key}");
        // Options without `const` only allow “not stated”.
        let options = options.into_iter().flatten().filter(|option| option.get("const").is_some());
        let current = options.filter(|option| option.get("x-moved-to").is_none());
        let (closing, values): (Vec<&Json>, Vec<&Json>) =
            current.partition(|option| bool_annotation(option, "x-closes-list"));
        if values.len() > MAX_VALUES {
            return Err(VocabularyError::InvalidSchema(format!("has more than {MAX_VALUES} values for `{name}`")));
        }
        let values = values.into_iter().map(|value| FieldValue {
            name: string_annotation(value, "const"),
            title: string_annotation(value, "title"),
            answer: value.get("x-answer").and_then(Json::as_str).map(str::to_owned),
            past_answer: value.get("x-answer-past").and_then(Json::as_str).map(str::to_owned),
            not_asked: bool_annotation(value, "x-not-asked"),
            last: bool_annotation(value, "x-last"),
            ended: bool_annotation(value, "x-ended"),
            clause: match (field_type, string_annotation(value, "x-phrase")) {
                (FieldType::EnumList, phrase) if phrase.is_empty() => string_annotation(value, "title"),
                (FieldType::EnumList, phrase) => phrase,
                _ => string_annotation(value, "x-says"),
            },
        });
        let closing = closing.first().map(|value| ClosingValue {
            name: string_annotation(value, "const"),
            title: string_annotation(value, "title"),
            answer: string_annotation(value, "x-answer"),
            alone: string_annotation(value, "x-alone"),
            clause: string_annotation(value, "x-says"),
            complete_clause: string_annotation(definition, "x-says-only"),
        });
        Ok(Self {
            section: section.to_owned(),
            key: key.to_owned(),
            title: string_annotation(definition, "title"),
            field_type,
            question: string_annotation(definition, "x-question"),
            number: definition.get("x-number").and_then(Json::as_u64),
            past_question: string_annotation(definition, "x-question-past"),
            topic: string_annotation(definition, "x-topic"),
            keep_order: bool_annotation(definition, "x-keep-order"),
            asked_with: definition.get("x-ask-with").and_then(Json::as_str).map(str::to_owned),
            clause: string_annotation(definition, "x-says"),
            values: values.collect(),
            closing,
            moved: Vec::new(),
            informative: bool_annotation(definition, "x-informative"),
            name,
        })
    }

    #[must_use]
    pub fn closing_name(&self) -> Option<&str> {
        self.closing.as_ref().map(|closing| closing.name.as_str())
    }

    /// The index of the value with exactly this name.
    #[must_use]
    pub fn value_index(&self, name: &str) -> Option<usize> {
        self.values.iter().position(|value| value.name == name)
    }

    /// The index of the value with this name, title or answer. An exact name takes precedence; otherwise case and extra
    /// white space are ignored.
    #[must_use]
    pub fn find_value(&self, text: &str) -> Option<usize> {
        let find = |predicate: &dyn Fn(&FieldValue) -> bool| self.values.iter().position(predicate);
        let has_answer =
            |value: &FieldValue| value.answer.as_ref().is_some_and(|answer| eq_ignoring_case_and_space(answer, text));
        self.value_index(text)
            .or_else(|| find(&|value| eq_ignoring_case_and_space(&value.name, text)))
            .or_else(|| find(&|value| eq_ignoring_case_and_space(&value.title, text)))
            .or_else(|| find(&has_answer))
    }

    /// Whether `text` is the name or title of the closing value.
    #[must_use]
    pub fn is_closing(&self, text: &str) -> bool {
        let matches_closing = |closing: &ClosingValue| {
            eq_ignoring_case_and_space(&closing.name, text) || eq_ignoring_case_and_space(&closing.title, text)
        };
        self.closing.as_ref().is_some_and(matches_closing)
    }

    /// The moved value with this name or title.
    #[must_use]
    pub fn find_moved_value(&self, text: &str) -> Option<&MovedValue> {
        self.moved.iter().find(|moved| {
            eq_ignoring_case_and_space(&moved.name, text) || eq_ignoring_case_and_space(&moved.title, text)
        })
    }
}

/// Compares ignoring case and extra white space.
fn eq_ignoring_case_and_space(left: &str, right: &str) -> bool {
    let normalize =
        |text| str::split_whitespace(text).flat_map(|word| word.chars().chain([' '])).flat_map(char::to_lowercase);
    normalize(left).eq(normalize(right))
}

/// All texts listed under `x-placeholders`, in lower case.
fn collect_placeholders(schema: &Json) -> Vec<String> {
    let definitions = schema.get("$defs").and_then(Json::as_object).into_iter().flatten();
    let lists = definitions.filter_map(|(_, definition)| definition.get("x-placeholders")?.as_array());
    lists.flatten().filter_map(Json::as_str).map(str::to_lowercase).collect()
}

/// Resolves `x-moved-to` annotations.
fn resolve_moved_values(schema: &Json, fields: &mut [Field]) -> Result<(), VocabularyError> {
    for id in 0..fields.len() {
        let pointer = format!("/properties/{}/properties/{}/items/oneOf", fields[id].section, fields[id].key);
        let options = schema.pointer(&pointer).and_then(Json::as_array).into_iter().flatten();
        let mut moved = Vec::new();
        for option in options {
            let Some(target) = option.get("x-moved-to").and_then(Json::as_str) else { continue };
            let name = string_annotation(option, "const");
            let is_target = |field: &Field| field.name == target && field.field_type == FieldType::EnumList;
            let destination =
                fields.iter().position(is_target).and_then(|field| Some((field, fields[field].value_index(&name)?)));
            let invalid = || {
                VocabularyError::InvalidSchema(format!(
                    "moves `{name}` to `{target}`, which is no list with such a value"
                ))
            };
            let (field, value) = destination.ok_or_else(invalid)?;
            moved.push(MovedValue { name, title: string_annotation(option, "title"), field, value });
        }
        fields[id].moved = moved;
    }
    Ok(())
}

fn properties(schema: &Json) -> impl Iterator<Item = (&String, &Json)> {
    schema.get("properties").and_then(Json::as_object).into_iter().flatten()
}

fn string_annotation(schema: &Json, key: &str) -> String {
    schema.get(key).and_then(Json::as_str).unwrap_or_default().to_owned()
}

fn bool_annotation(schema: &Json, annotation: &str) -> bool {
    schema.get(annotation).and_then(Json::as_bool).unwrap_or_default()
}

/// The vocabulary of the embedded schema, parsed on first use.
///
/// # Panics
/// Never: a test compares the embedded vocabulary with the schema.
#[must_use]
pub fn vocabulary() -> &'static Vocabulary {
    static PARSED: OnceLock<Vocabulary> = OnceLock::new();
    PARSED.get_or_init(|| serde_json::from_str(generated::VOCABULARY).expect("a test compares it with the schema"))
}
