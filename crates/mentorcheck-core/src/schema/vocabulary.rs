//! The vocabulary as the programme schema defines it: sections, fields, values and their titles.

use std::{ops::Range, sync::OnceLock};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::generated;

/// A field's number in the [`Vocabulary`], in the order of the schema.
pub type FieldId = usize;

/// Every section, field and value of programme descriptions.
///
/// Read from the schema's own annotations, so that no name of the vocabulary stands in the code:
/// `x-names-programme` marks the field with the programme's name, `x-informative` a field that no
/// rule reads, `x-closes-list` the value that says that a list is complete, `x-moved-to` a value that
/// now belongs to another field, `x-evidence` the section with the evidence, and `x-evidence-role`
/// what each key of its entries is for. `x-placeholders` lists the texts that mean "not stated", and
/// `x-see-also` names the field that people mean when they write something unknown. `x-question` asks for a field, `x-answer` words a value as an
/// answer to it, and `x-says`, `x-says-only` and `x-phrase` say in a sentence what a value states.
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
    /// Texts that mean "not stated", in lower case.
    pub placeholders: Vec<String>,
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
    /// For a list: the clause that says of the programme what is listed, with [`VALUES`] where the values go.
    pub says: String,
    /// The plain question that a form asks for it; empty where the schema gives none.
    pub question: String,
    /// Its values in order, without the one that closes a list. Empty for free text.
    pub values: Vec<FieldValue>,
    /// The value that closes the list, for lists.
    pub closing: Option<Closing>,
    /// Values of earlier versions that now belong to another field.
    pub moved: Vec<MovedValue>,
    /// Whether it only informs the reader.
    pub informative: bool,
}

/// The value that says that a list is complete, and the clauses for a list that is.
#[derive(Debug, Serialize, Deserialize)]
pub struct Closing {
    /// As it is written.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What it says of the programme where nothing else is listed.
    pub says: String,
    /// What a complete list says of the programme, with [`VALUES`] where its values go.
    pub says_only: String,
}

/// A value of an earlier version that now belongs to another field under the same name.
#[derive(Debug, Serialize, Deserialize)]
pub struct MovedValue {
    /// As it is written.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// The field that it belongs to now.
    pub field: FieldId,
    /// Which of that field's values it is.
    pub value: usize,
}

/// What a list's clause has in the place of its values.
pub const VALUES: &str = "{values}";

/// A value of a field.
#[derive(Debug, Serialize, Deserialize)]
pub struct FieldValue {
    /// As it is written.
    pub name: String,
    /// What it is called, as it reads in running text.
    pub title: String,
    /// The answer as a form words it, where that is not the title.
    pub answer: Option<String>,
    /// In a field of one value: the clause that says it of the programme. In a list: what it is called
    /// within the list's clause. Empty where no rule reads it.
    pub says: String,
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
        link_moved(schema, &mut fields)?;
        let name = name.ok_or_else(|| lacks("does not say which field names the programme"))?;
        let placeholders = placeholders(schema);
        Ok(Self { sections, fields, marker: marker.to_owned(), name, evidence, placeholders })
    }

    /// The field called `section.key`.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<FieldId> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// Whether a text is empty or a placeholder, so that nothing is stated by it.
    #[must_use]
    pub fn is_placeholder(&self, text: &str) -> bool {
        let text = text.trim();
        text.is_empty() || self.placeholders.iter().any(|placeholder| is_same(placeholder, text))
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
        // Other options than constants only allow that nothing is stated.
        let options = options.into_iter().flatten().filter(|option| option.get("const").is_some());
        let current = options.filter(|option| option.get("x-moved-to").is_none());
        let (closing, values): (Vec<&Json>, Vec<&Json>) = current.partition(|option| marked(option, "x-closes-list"));
        if values.len() > MOST_VALUES {
            return Err(VocabularyError::Lacks(format!("has more than {MOST_VALUES} values for `{name}`")));
        }
        let values = values.into_iter().map(|value| FieldValue {
            name: text(value, "const"),
            title: text(value, "title"),
            answer: value.get("x-answer").and_then(Json::as_str).map(str::to_owned),
            says: match (sort, text(value, "x-phrase")) {
                (Sort::List, phrase) if phrase.is_empty() => text(value, "title"),
                (Sort::List, phrase) => phrase,
                _ => text(value, "x-says"),
            },
        });
        let closing = closing.first().map(|value| Closing {
            name: text(value, "const"),
            title: text(value, "title"),
            says: text(value, "x-says"),
            says_only: text(definition, "x-says-only"),
        });
        Ok(Self {
            section: section.to_owned(),
            key: key.to_owned(),
            title: text(definition, "title"),
            sort,
            question: text(definition, "x-question"),
            says: text(definition, "x-says"),
            values: values.collect(),
            closing,
            moved: Vec::new(),
            informative: marked(definition, "x-informative"),
            name,
        })
    }

    /// The value that closes the list as it is written, for lists.
    #[must_use]
    pub fn closing_name(&self) -> Option<&str> {
        self.closing.as_ref().map(|closing| closing.name.as_str())
    }

    /// Which of its values is called `name`.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<usize> {
        self.values.iter().position(|value| value.name == name)
    }

    /// Which of its values somebody means who writes `text`: the name of one, or in any case its name, its title
    /// or its answer.
    #[must_use]
    pub fn find_value(&self, text: &str) -> Option<usize> {
        let by = |is: &dyn Fn(&FieldValue) -> bool| self.values.iter().position(is);
        let answers = |value: &FieldValue| value.answer.as_ref().is_some_and(|answer| is_same(answer, text));
        self.value(text)
            .or_else(|| by(&|value| is_same(&value.name, text)))
            .or_else(|| by(&|value| is_same(&value.title, text)))
            .or_else(|| by(&answers))
    }

    /// Whether `text` is the name or the title of the value that closes the list.
    #[must_use]
    pub fn is_closing(&self, text: &str) -> bool {
        let closes = |closing: &Closing| is_same(&closing.name, text) || is_same(&closing.title, text);
        self.closing.as_ref().is_some_and(closes)
    }

    /// The value of an earlier version that somebody means who writes `text`.
    #[must_use]
    pub fn find_moved(&self, text: &str) -> Option<&MovedValue> {
        self.moved.iter().find(|moved| is_same(&moved.name, text) || is_same(&moved.title, text))
    }
}

/// Whether two texts are the same but for case and for spaces.
fn is_same(one: &str, other: &str) -> bool {
    let letters =
        |text| str::split_whitespace(text).flat_map(|word| word.chars().chain([' '])).flat_map(char::to_lowercase);
    letters(one).eq(letters(other))
}

/// The texts that mean "not stated", wherever the schema lists them.
fn placeholders(schema: &Json) -> Vec<String> {
    let definitions = schema.get("$defs").and_then(Json::as_object).into_iter().flatten();
    let lists = definitions.filter_map(|(_, definition)| definition.get("x-placeholders")?.as_array());
    lists.flatten().filter_map(Json::as_str).map(str::to_lowercase).collect()
}

/// Finds where the values of earlier versions belong now.
fn link_moved(schema: &Json, fields: &mut [Field]) -> Result<(), VocabularyError> {
    for id in 0..fields.len() {
        let pointer = format!("/properties/{}/properties/{}/items/oneOf", fields[id].section, fields[id].key);
        let options = schema.pointer(&pointer).and_then(Json::as_array).into_iter().flatten();
        let mut moved = Vec::new();
        for option in options {
            let Some(to) = option.get("x-moved-to").and_then(Json::as_str) else { continue };
            let name = text(option, "const");
            let list = |field: &Field| field.name == to && field.sort == Sort::List;
            let found = fields.iter().position(list).and_then(|field| Some((field, fields[field].value(&name)?)));
            let lacks =
                || VocabularyError::Lacks(format!("moves `{name}` to `{to}`, which is no list with such a value"));
            let (field, value) = found.ok_or_else(lacks)?;
            moved.push(MovedValue { name, title: text(option, "title"), field, value });
        }
        fields[id].moved = moved;
    }
    Ok(())
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

/// The vocabulary of the embedded schema, parsed on first use.
///
/// # Panics
/// Never: a test compares the embedded vocabulary with the schema.
#[must_use]
pub fn vocabulary() -> &'static Vocabulary {
    static PARSED: OnceLock<Vocabulary> = OnceLock::new();
    PARSED.get_or_init(|| serde_json::from_str(generated::VOCABULARY).expect("a test compares it with the schema"))
}
