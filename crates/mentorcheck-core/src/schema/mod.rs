//! Validates documents against the embedded JSON Schemas and turns validator errors into [`SchemaError`]s.
//!
//! The schema files are the only definition of the formats; messages use the titles in them. Programme descriptions,
//! rule packs and the configuration share this code.

pub mod advice;
pub(crate) mod compiled;
mod error;
mod fast_check;
mod jsonschema_adapter;
mod messages;
mod notices;
pub mod pointer;
mod subschema;
mod suggest;
pub(crate) mod vocabulary;

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use jsonschema::{ValidationError, Validator, error::ValidationErrorKind as Kind};
use serde_json::Value as Json;

use crate::schema::advice::{Fix, TextEdit};
use crate::schema::{
    compiled::Shape,
    jsonschema_adapter::{Instance, Tree},
    messages::{Files, Place, is_of_values, written},
    subschema::Definition,
};
use mentorcheck_yaml::{ALIAS_LABEL, Document, Node, Scalar, Sequence, SourceFile, Span, Value};

pub use crate::generated::{CONFIG, DIFF, PACK, PROGRAMME, REPORT};
pub use error::{SchemaError, SchemaProblem};
pub(crate) use fast_check::next;
pub use notices::notices;
pub use suggest::{nearest, nearest_by_text};
pub use vocabulary::{
    EvidenceKeys, Field, FieldId, FieldValue, MovedValue, Section, Sort, VALUES, Vocabulary, VocabularyError,
    vocabulary,
};

pub struct Schema {
    /// `None` for the schema of descriptions, which is parsed only on the slow path.
    own: Option<Json>,
    /// Built on first use: building takes longer than checking a description.
    validator: OnceLock<Validator<Tree>>,
    plain: Shape,
    /// Only for schemas of descriptions; built on the slow path.
    vocabulary: OnceLock<Option<Vocabulary>>,
    files: Files,
}

#[derive(Debug, thiserror::Error)]
pub enum BadSchema {
    #[error("the schema is not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    #[error("the schema does not hold together: {0}")]
    NotSchema(String),
}

impl Schema {
    /// Loads the schema in `text`, or only the definition `part` under its `$defs`. Messages address authors of rule
    /// packs if `part` is given, and authors of descriptions otherwise.
    ///
    /// # Errors
    /// If `text` is not JSON or not a JSON Schema, or has no such definition.
    pub fn new(text: &str, part: Option<&str>) -> Result<Self, BadSchema> {
        let mut json: Json = serde_json::from_str(text)?;
        if let (Some(part), Some(root)) = (part, json.as_object_mut()) {
            root.insert("$ref".into(), Json::String(format!("#/$defs/{part}")));
        }
        let validator = validator(&json)?.into();
        let files = if part.is_some() { Files::Packs } else { Files::Descriptions };
        Ok(Self { plain: Shape::of(&json), own: Some(json), validator, vocabulary: OnceLock::new(), files })
    }

    /// The embedded schema of descriptions, parsed on first use.
    #[must_use]
    pub fn of_descriptions() -> Self {
        Self {
            plain: compiled::embedded(),
            own: None,
            validator: OnceLock::new(),
            vocabulary: OnceLock::new(),
            files: Files::Descriptions,
        }
    }

    /// The embedded schema of the configuration.
    ///
    /// # Errors
    /// If the embedded text is not a JSON Schema, which a test rules out.
    pub fn of_configuration() -> Result<Self, BadSchema> {
        Ok(Self { files: Files::Configuration, ..Self::new(CONFIG, None)? })
    }

    #[must_use]
    pub fn json(&self) -> &Json {
        self.own.as_ref().unwrap_or_else(|| programme())
    }

    fn vocabulary(&self) -> Option<&Vocabulary> {
        match &self.own {
            _ if self.files != Files::Descriptions => None,
            None => Some(vocabulary()),
            Some(schema) => self.vocabulary.get_or_init(|| Vocabulary::of(schema).ok()).as_ref(),
        }
    }

    /// Returns all schema errors in `document`, ordered by position. Values may be written by name or by
    /// title.
    #[must_use]
    pub fn check(&self, document: &Document, text: &SourceFile) -> Vec<SchemaError> {
        if self.plain.holds(document.root()) { Vec::new() } else { self.check_in_full(document, text) }
    }

    /// The slow path of [`Schema::check`], which uses the validator only. Tests compare the two.
    ///
    /// # Panics
    /// If the embedded schema of descriptions is invalid, which a test rules out.
    #[must_use]
    pub fn check_in_full(&self, document: &Document, text: &SourceFile) -> Vec<SchemaError> {
        let root = document.root();
        let validator = self.validator.get_or_init(|| validator(self.json()).expect("the embedded schema is valid"));
        let mut errors: Vec<_> =
            validator.iter_errors(Instance::Node(root)).flat_map(|error| self.explain(&error, root, text)).collect();
        errors.extend(self.repetitions(root, text));
        errors.sort_by_cached_key(|error| (error.span, error.problem.to_string()));
        errors.dedup();
        if self.files == Files::Descriptions {
            errors.iter_mut().for_each(|error| error.fix = spelling_fix(error, text));
        }
        errors
    }

    /// Advice on how a file starts: the first required key and its contents.
    #[must_use]
    pub fn beginning(&self) -> String {
        let root = Definition::new(self.json(), self.json());
        root.first_key().map(|key| format!("Begin with {}.", root.entry(key))).unwrap_or_default()
    }

    /// One validator error becomes one [`SchemaError`], except for unknown keys, which the validator groups.
    fn explain(&self, error: &ValidationError<'_>, root: Node<'_>, text: &SourceFile) -> Vec<SchemaError> {
        let path: Vec<String> = error.instance_path().segments().map(|step| step.to_string()).collect();
        let node = root.find(path.iter().map(String::as_str)).unwrap_or(root);
        let rule_path = error.schema_path().as_str();
        let here = rule_path.rsplit_once('/').map_or("", |(here, _)| here);
        if is_of_values(error) && self.is_understood(&path, node) {
            return Vec::new();
        }
        // `enums_from_one_of` replaced the `oneOf`; the original has the titles.
        let words = || self.json().pointer(&format!("{here}/oneOf"));
        let whole = Definition::new(self.json(), self.json());
        let violated = Definition::new(self.json(), self.json().pointer(here).unwrap_or(&Json::Null));
        // A string that violates the “not stated” pattern has the wrong type.
        let is_not_open = self.files == Files::Descriptions && matches!(error.kind(), Kind::Pattern { .. });
        let place = Place {
            path: &path,
            text,
            node,
            root: whole,
            here: whole.at(&path).filter(|_| is_not_open).unwrap_or(violated),
            rule: self.json().pointer(rule_path).or_else(words).unwrap_or(&Json::Null),
            files: self.files,
        };
        let at = |span: Span, problem: SchemaProblem| SchemaError {
            problem,
            document: root.document().index,
            pointer: pointer::join(&path),
            span,
            related: node.related_span(),
            fix: None,
        };
        // For errors inside an anchored value, the related span is that of the alias.
        let inside =
            |error: SchemaError| SchemaError { related: node.alias_span().map(|span| (span, ALIAS_LABEL)), ..error };
        let key_span = key_span(root, &path);

        if path.is_empty() && matches!(error.kind(), Kind::Type { .. }) {
            return vec![at(start_of(node.span()), place.other_file())];
        }
        match error.kind() {
            Kind::AdditionalProperties { unexpected } => {
                let one = |key: &String| {
                    let span = node.as_mapping().and_then(|map| map.key(key)).map_or(node.span(), |key| key.span);
                    let pointer = format!("{}/{}", pointer::join(&path), pointer::escape(key));
                    inside(SchemaError { pointer, ..at(span, place.unknown_key(key)) })
                };
                unexpected.iter().map(one).collect()
            }
            Kind::Required { property } => {
                let problem = place.missing(property.as_str().unwrap_or_default());
                vec![match (&problem, key_span) {
                    (SchemaProblem::NoBeginning { .. }, _) => at(start_of(first_line(node)), problem),
                    (_, Some(key)) => at(key, problem),
                    (_, None) => inside(at(first_line(node), problem)),
                }]
            }
            // Handled by `find_duplicates`, which compares meanings.
            Kind::UniqueItems if self.field_at(&path).is_some() => Vec::new(),
            Kind::UniqueItems => {
                let is_stated =
                    |item: &Node<'_>| !self.vocabulary().is_some_and(|vocabulary| is_not_stated(vocabulary, *item));
                let again = |item: Node<'_>| SchemaError {
                    related: item.related_span(),
                    ..at(item.span(), place.repeated(item))
                };
                repeated(node, text).into_iter().filter(is_stated).map(again).collect()
            }
            _ => {
                // Point at the key if the value is empty. List items have no key.
                let span = if node.span().is_empty() { key_span.unwrap_or(node.span()) } else { node.span() };
                vec![at(span, place.problem(error))]
            }
        }
    }

    /// The field at `path`, or the list field of the item at `path`. `None` for free text.
    fn field_at(&self, path: &[String]) -> Option<&Field> {
        let ([section, key] | [section, key, _]) = path else { return None };
        let fields = &self.vocabulary()?.fields;
        fields.iter().find(|field| field.section == *section && field.key == *key && field.sort != Sort::Free)
    }

    /// Whether a value that the schema does not list is a synonym of one that it does.
    fn is_understood(&self, path: &[String], node: Node<'_>) -> bool {
        let meaning = self.field_at(path).zip(node.as_str()).and_then(|(field, text)| Meaning::of(field, text));
        meaning.is_some()
    }

    /// List items that mean the same as an earlier item, whatever synonym they use.
    fn repetitions(&self, root: Node<'_>, text: &SourceFile) -> Vec<SchemaError> {
        let Some(vocabulary) = self.vocabulary() else { return Vec::new() };
        let mut errors = Vec::new();
        for field in vocabulary.fields.iter().filter(|field| field.sort == Sort::List) {
            let node = root.get(&field.section).and_then(|section| section.get(&field.key));
            let mut seen: HashMap<Result<Meaning, String>, String> = HashMap::new();
            for item in node.and_then(Node::as_sequence).into_iter().flat_map(Sequence::iter) {
                if is_not_stated(vocabulary, item) || !matches!(item.value(), Value::Scalar(_)) {
                    continue;
                }
                let value = written(item, text);
                let meaning = item.as_str().and_then(|text| Meaning::of(field, text)).ok_or_else(|| value.clone());
                if let Some(first) = seen.get(&meaning) {
                    let same_as = Some(first.clone()).filter(|first| *first != value);
                    errors.push(SchemaError {
                        problem: SchemaProblem::Repeated { field: field.name.clone(), value, same_as },
                        document: root.document().index,
                        pointer: pointer::field(field),
                        fix: None,
                        span: item.span(),
                        related: item.related_span(),
                    });
                } else {
                    seen.insert(meaning, value);
                }
            }
        }
        errors
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Meaning {
    Value(usize),
    /// The list is complete.
    Closing,
    /// A value of an earlier version that moved to another field.
    Moved(FieldId, usize),
}

impl Meaning {
    pub(crate) fn of(field: &Field, text: &str) -> Option<Self> {
        let value = field.find_value(text).map(Self::Value);
        let closing = || field.is_closing(text).then_some(Self::Closing);
        let moved = || field.find_moved(text).map(|moved| Self::Moved(moved.field, moved.value));
        value.or_else(closing).or_else(moved)
    }
}

/// Whether a node is null, empty or a placeholder.
pub(crate) fn is_not_stated(vocabulary: &Vocabulary, node: Node<'_>) -> bool {
    match node.value() {
        Value::Scalar(Scalar::Null) => true,
        Value::Scalar(Scalar::String(text)) => vocabulary.is_placeholder(text),
        _ => false,
    }
}

fn validator(schema: &Json) -> Result<Validator<Tree>, BadSchema> {
    let mut schema = schema.clone();
    list_words(&mut schema);
    jsonschema::options_for::<Tree>().build(&schema).map_err(|error| BadSchema::NotSchema(error.to_string()))
}

/// Replaces each `oneOf` of titled constants by an equivalent `enum`, which compiles and validates faster. A “not
/// stated” option is kept in an `anyOf`.
fn list_words(schema: &mut Json) {
    match schema {
        Json::Object(entries) => {
            let words = entries.get("oneOf").and_then(compiled::words);
            if let Some(words) = words.filter(|_| !entries.contains_key("enum") && !entries.contains_key("anyOf")) {
                let options = entries.remove("oneOf");
                match options.iter().filter_map(Json::as_array).flatten().find(|one| compiled::is_not_stated(one)) {
                    Some(open) => entries.insert("anyOf".into(), serde_json::json!([{"enum": words}, open])),
                    None => entries.insert("enum".into(), words.into()),
                };
            }
            entries.values_mut().for_each(list_words);
        }
        Json::Array(items) => items.iter_mut().for_each(list_words),
        _ => {}
    }
}

/// The schema of descriptions, parsed once.
///
/// # Panics
/// If the embedded text is not JSON, which a test rules out.
fn programme() -> &'static Json {
    static JSON: OnceLock<Json> = OnceLock::new();
    JSON.get_or_init(|| serde_json::from_str(PROGRAMME).expect("the embedded schema is JSON"))
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Schema").field("title", &self.json().get("title")).finish_non_exhaustive()
    }
}

/// The correction of a misspelt key or value, where one is probable.
fn spelling_fix(error: &SchemaError, text: &SourceFile) -> Option<Fix> {
    let meant = error.problem.advice().meant.filter(|_| error.related.is_none())?;
    let summary = format!("`{}` to `{meant}`", text.slice(error.span));
    Some(Fix { edits: vec![TextEdit { span: error.span, replacement: meant }], summary })
}

fn start_of(span: Span) -> Span {
    Span::new(span.start, span.start)
}

fn key_span(root: Node<'_>, path: &[String]) -> Option<Span> {
    let (last, before) = path.split_last()?;
    let parent = root.find(before.iter().map(String::as_str))?;
    parent.as_mapping()?.key(last).map(|key| key.span)
}

/// The span for errors about a whole mapping: its first key.
fn first_line(node: Node<'_>) -> Span {
    node.as_mapping().and_then(|map| map.iter().next()).map_or(node.span(), |(key, _)| key.span)
}

fn repeated<'t>(node: Node<'t>, text: &SourceFile) -> Vec<Node<'t>> {
    let mut seen = HashSet::new();
    node.as_sequence().into_iter().flat_map(Sequence::iter).filter(|item| !seen.insert(written(*item, text))).collect()
}
