//! The vocabulary as the programme schema defines it: sections, fields, values and their titles.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// A field's number in the [`Vocabulary`], in the order of the schema.
pub type FieldId = usize;

/// Every section, field and value of programme descriptions.
///
/// Read from the schema's own annotations, so that no name of the vocabulary stands in the code:
/// `x-names-programme` marks the field with the programme's name, `x-informative` a field that no
/// rule reads, `x-closes-list` the value that says that a list is complete, `x-evidence` the section
/// with the evidence, and `x-evidence-role` what each key of its entries is for.
#[derive(Debug, Serialize, Deserialize)]
pub struct Vocabulary {
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The fields of all sections, in order.
    pub fields: Vec<Field>,
    /// The key without which a file is no programme description.
    pub marker: String,
    /// The field with the programme's name.
    pub name: FieldId,
    /// How evidence is written, if there is a section for it.
    pub evidence: Option<EvidenceKeys>,
}

/// A top-level part of a description.
#[derive(Debug, Serialize, Deserialize)]
pub struct Section {
    /// Its key.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Its fields.
    pub fields: Range<FieldId>,
}

/// How evidence is written: the section, a list of entries, and what the keys of an entry are called.
#[derive(Debug, Serialize, Deserialize)]
pub struct EvidenceKeys {
    /// The section's key.
    pub section: String,
    /// What the section is called.
    pub title: String,
    /// The key for the field that an entry bears out.
    pub field: String,
    /// The key for the document.
    pub document: String,
    /// The key for the place in the document.
    pub place: String,
    /// The key for the document's own words.
    pub quotation: String,
}

/// A field of a description.
#[derive(Debug, Serialize, Deserialize)]
pub struct Field {
    /// Section and key, as `section.key`.
    pub name: String,
    /// The section's key.
    pub section: String,
    /// The field's own key.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// How many values it takes.
    pub sort: Sort,
    /// Its values in order, without the one that closes a list. Empty for free text.
    pub values: Vec<FieldValue>,
    /// The value that closes the list, for lists.
    pub closing: Option<String>,
    /// Whether it only informs the reader.
    pub informative: bool,
}

/// A value of a field.
#[derive(Debug, Serialize, Deserialize)]
pub struct FieldValue {
    /// As it is written.
    pub name: String,
    /// What it is called.
    pub title: String,
}

/// How many values a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// One of its values.
    One,
    /// A list of its values.
    List,
    /// Free text, dates and the like, which nothing judges.
    Free,
}

/// A schema from which no vocabulary can be read.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// Not JSON.
    #[error("the schema is not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// An annotation is missing, or a field has more values than fit into a set.
    #[error("the schema {0}")]
    Lacks(String),
}

/// A set of values is one machine word; one bit is kept for the closing value.
const MOST_VALUES: usize = 63;

impl Vocabulary {
    /// Reads the vocabulary from the text of a programme schema.
    ///
    /// # Errors
    /// When the text is no JSON, or lacks an annotation that the program needs.
    pub fn new(schema: &str) -> Result<Self, VocabularyError> {
        Self::of(&serde_json::from_str(schema)?)
    }

    /// Reads the vocabulary from a programme schema.
    ///
    /// # Errors
    /// When it lacks an annotation that the program needs.
    pub fn of(schema: &Json) -> Result<Self, VocabularyError> {
        let lacks = |what: &str| VocabularyError::Lacks(what.to_owned());
        let marker =
            schema.pointer("/required/0").and_then(Json::as_str).ok_or_else(|| lacks("requires no section"))?;
        let mut sections = Vec::new();
        let mut fields = Vec::new();
        let mut name = None;
        let mut evidence = None;
        for (section, definition) in properties(schema) {
            if marked(definition, "x-evidence") {
                evidence = Some(EvidenceKeys::new(section, definition)?);
            }
            let first = fields.len();
            for (key, field) in properties(definition) {
                if marked(field, "x-names-programme") {
                    name = Some(fields.len());
                }
                fields.push(Field::new(section, key, field)?);
            }
            let (name, title) = (section.clone(), text(definition, "title"));
            sections.push(Section { name, title, fields: first..fields.len() });
        }
        let name = name.ok_or_else(|| lacks("does not say which field names the programme"))?;
        Ok(Self { sections, fields, marker: marker.to_owned(), name, evidence })
    }

    /// The field called `section.key`.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<FieldId> {
        self.fields.iter().position(|field| field.name == name)
    }
}

impl EvidenceKeys {
    fn new(section: &str, definition: &Json) -> Result<Self, VocabularyError> {
        let entries = definition.get("items").unwrap_or(&Json::Null);
        let key = |role: &str| {
            let mut keys = properties(entries).filter(|(_, key)| text(key, "x-evidence-role") == role);
            let lacks = || VocabularyError::Lacks(format!("has no key with the role `{role}` in `{section}`"));
            keys.next().map(|(name, _)| name.clone()).ok_or_else(lacks)
        };
        Ok(Self {
            section: section.to_owned(),
            title: text(definition, "title"),
            field: key("field")?,
            document: key("document")?,
            place: key("place")?,
            quotation: key("quotation")?,
        })
    }
}

impl Field {
    fn new(section: &str, key: &str, definition: &Json) -> Result<Self, VocabularyError> {
        let (sort, options) = match (definition.get("oneOf"), definition.pointer("/items/oneOf")) {
            (Some(options), _) => (Sort::One, options.as_array()),
            (None, Some(options)) => (Sort::List, options.as_array()),
            (None, None) => (Sort::Free, None),
        };
        let name = format!("{section}.{key}");
        let (closing, values): (Vec<&Json>, Vec<&Json>) =
            options.into_iter().flatten().partition(|option| marked(option, "x-closes-list"));
        if values.len() > MOST_VALUES {
            return Err(VocabularyError::Lacks(format!("has more than {MOST_VALUES} values for `{name}`")));
        }
        let values =
            values.into_iter().map(|value| FieldValue { name: text(value, "const"), title: text(value, "title") });
        Ok(Self {
            section: section.to_owned(),
            key: key.to_owned(),
            title: text(definition, "title"),
            sort,
            values: values.collect(),
            closing: closing.first().map(|value| text(value, "const")),
            informative: marked(definition, "x-informative"),
            name,
        })
    }

    /// Which of its values is called `name`.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<usize> {
        self.values.iter().position(|value| value.name == name)
    }
}

fn properties(schema: &Json) -> impl Iterator<Item = (&String, &Json)> {
    schema.get("properties").and_then(Json::as_object).into_iter().flatten()
}

fn text(schema: &Json, key: &str) -> String {
    schema.get(key).and_then(Json::as_str).unwrap_or_default().to_owned()
}

fn marked(schema: &Json, annotation: &str) -> bool {
    schema.get(annotation).and_then(Json::as_bool).unwrap_or_default()
}
