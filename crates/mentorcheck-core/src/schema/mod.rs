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

use crate::{
    lazy_message,
    schema::{
        advice::{Fix, TextEdit},
        compiled::CompiledSchema,
        jsonschema_adapter::{NodeOrKey, NodeRepr},
        messages::{DocumentKind, ErrorContext, is_value_error, scalar_text},
        subschema::Subschema,
    },
};
use mentorcheck_yaml::{Document, Node, Relation, Scalar, Sequence, SourceFile, Span, Value};

pub use crate::generated::{CONFIG, DIFF, PACK, PROGRAMME, PROGRAMME_DRAFT_07, REPORT};
pub use error::{SchemaError, SchemaErrorKind};
pub(crate) use fast_check::find_from;
pub(crate) use jsonschema_adapter::to_json;
pub use notices::notices;
pub use suggest::{correct_spelling, suggest, suggest_by_text};
pub use vocabulary::{
    EvidenceKeys, Field, FieldId, FieldType, FieldValue, MovedValue, Section, VALUES_PLACEHOLDER, Vocabulary,
    VocabularyError, vocabulary,
};

pub struct Schema {
    /// `None` for the schema of descriptions, which is parsed only on the slow path.
    json: Option<Json>,
    /// Built on first use: building takes longer than checking a description.
    validator: OnceLock<Validator<NodeRepr>>,
    compiled: CompiledSchema,
    /// Only for schemas of descriptions; built on the slow path.
    vocabulary: OnceLock<Option<Vocabulary>>,
    document_kind: DocumentKind,
}

#[derive(Debug, thiserror::Error)]
pub enum SchemaLoadError {
    #[error("the schema is not JSON: {0}")]
    InvalidJson(#[from] serde_json::Error),
    #[error("the schema does not hold together: {0}")]
    InvalidSchema(String),
}

impl Schema {
    /// Loads the schema in `text`, or only the definition `part` under its `$defs`. Messages address authors of rule
    /// packs if `part` is given, and authors of descriptions otherwise.
    ///
    /// # Errors
    /// If `text` is not JSON or not a JSON Schema, or has no such definition.
    pub fn new(text: &str, part: Option<&str>) -> Result<Self, SchemaLoadError> {
        let mut json: Json = serde_json::from_str(text)?;
        if let (Some(part), Some(root)) = (part, json.as_object_mut()) {
            root.insert("$ref".into(), Json::String(format!("#/$defs/{part}")));
        }
        let validator = build_validator(&json)?.into();
        let document_kind = if part.is_some() { DocumentKind::Pack } else { DocumentKind::Description };
        Ok(Self {
            compiled: CompiledSchema::from_schema(&json),
            json: Some(json),
            validator,
            vocabulary: OnceLock::new(),
            document_kind,
        })
    }

    /// The embedded schema of descriptions, parsed on first use.
    #[must_use]
    pub fn programme() -> Self {
        Self {
            compiled: compiled::embedded(),
            json: None,
            validator: OnceLock::new(),
            vocabulary: OnceLock::new(),
            document_kind: DocumentKind::Description,
        }
    }

    /// The embedded schema of the configuration.
    ///
    /// # Errors
    /// If the embedded text is not a JSON Schema, which a test rules out.
    pub fn config() -> Result<Self, SchemaLoadError> {
        Ok(Self { document_kind: DocumentKind::Config, ..Self::new(CONFIG, None)? })
    }

    #[must_use]
    pub fn json(&self) -> &Json {
        self.json.as_ref().unwrap_or_else(|| programme_json())
    }

    fn vocabulary(&self) -> Option<&Vocabulary> {
        match &self.json {
            _ if self.document_kind != DocumentKind::Description => None,
            None => Some(vocabulary()),
            Some(schema) => self.vocabulary.get_or_init(|| Vocabulary::from_schema(schema).ok()).as_ref(),
        }
    }

    /// Returns all schema errors in `document`, ordered by position. Values may be written by name or by
    /// title.
    #[must_use]
    pub fn check(&self, document: &Document, file: &SourceFile) -> Vec<SchemaError> {
        if self.compiled.accepts(document.root()) { Vec::new() } else { self.check_slow_path(document, file) }
    }

    /// The slow path of [`Schema::check`], which uses the validator only. Tests compare the two.
    ///
    /// # Panics
    /// If the embedded schema of descriptions is invalid, which a test rules out.
    #[must_use]
    pub fn check_slow_path(&self, document: &Document, file: &SourceFile) -> Vec<SchemaError> {
        let root = document.root();
        let validator =
            self.validator.get_or_init(|| build_validator(self.json()).expect("the embedded schema is valid"));
        let mut errors: Vec<_> = validator
            .iter_errors(NodeOrKey::Node(root))
            .flat_map(|error| self.convert_error(&error, root, file))
            .collect();
        errors.extend(self.find_duplicates(root, file));
        errors.sort_by(|one, other| (one.span, &one.kind).cmp(&(other.span, &other.kind)));
        errors.dedup();
        if self.document_kind == DocumentKind::Description {
            for error in &mut errors {
                error.fix = spelling_fix(error, file);
            }
        }
        errors
    }

    /// Advice on how a file starts: the first required key and its contents.
    #[must_use]
    pub fn first_key_help(&self) -> String {
        let root = Subschema::new(self.json(), self.json());
        root.first_key()
            .map(|key| lazy_message!("advice-begin", entry = root.entry_help(key)).to_string())
            .unwrap_or_default()
    }

    /// One validator error becomes one [`SchemaError`], except for unknown keys, which the validator groups.
    fn convert_error(&self, error: &ValidationError<'_>, root: Node<'_>, file: &SourceFile) -> Vec<SchemaError> {
        let path: Vec<String> = error.instance_path().segments().map(|step| step.to_string()).collect();
        let node = root.find(path.iter().map(String::as_str)).unwrap_or(root);
        let keyword_path = error.schema_path().as_str();
        let definition_path = keyword_path.rsplit_once('/').map_or("", |(parent, _)| parent);
        if is_value_error(error) && self.is_synonym(&path, node) {
            return Vec::new();
        }
        // `enums_from_one_of` replaced the `oneOf`; the original has the titles.
        let titled_options = || self.json().pointer(&format!("{definition_path}/oneOf"));
        let root_definition = Subschema::new(self.json(), self.json());
        let violated = Subschema::new(self.json(), self.json().pointer(definition_path).unwrap_or(&Json::Null));
        // A string that violates the “not stated” pattern has the wrong type.
        let violates_not_stated =
            self.document_kind == DocumentKind::Description && matches!(error.kind(), Kind::Pattern { .. });
        let context = ErrorContext {
            path: &path,
            file,
            node,
            root: root_definition,
            violated: root_definition.at_path(&path).filter(|_| violates_not_stated).unwrap_or(violated),
            keyword_value: self.json().pointer(keyword_path).or_else(titled_options).unwrap_or(&Json::Null),
            document_kind: self.document_kind,
        };
        let error_at = |span: Span, kind: SchemaErrorKind| SchemaError {
            kind,
            document: root.document().index,
            pointer: pointer::join(&path),
            span,
            related: node.related_span(),
            fix: None,
        };
        // For errors inside an anchored value, the related span is that of the alias.
        let with_alias_span = |error: SchemaError| SchemaError {
            related: node.alias_span().map(|span| (span, Relation::Alias)),
            ..error
        };
        let key_span = key_span(root, &path);

        if path.is_empty() && matches!(error.kind(), Kind::Type { .. }) {
            return vec![error_at(start_span(node.span()), context.wrong_document())];
        }
        match error.kind() {
            Kind::AdditionalProperties { unexpected } => {
                let unknown_key_error = |key: &String| {
                    let span = node.as_mapping().and_then(|map| map.key(key)).map_or(node.span(), |key| key.span);
                    let pointer = format!("{}/{}", pointer::join(&path), pointer::escape_pointer_segment(key));
                    with_alias_span(SchemaError { pointer, ..error_at(span, context.unknown_key(key)) })
                };
                unexpected.iter().map(unknown_key_error).collect()
            }
            Kind::Required { property } => {
                let kind = context.missing_key(property.as_str().unwrap_or_default());
                vec![match (&kind, key_span) {
                    (SchemaErrorKind::MissingFirstSection { .. }, _) => {
                        error_at(start_span(first_key_span(node)), kind)
                    }
                    (_, Some(key)) => error_at(key, kind),
                    (_, None) => with_alias_span(error_at(first_key_span(node), kind)),
                }]
            }
            // Handled by `find_duplicates`, which compares meanings.
            Kind::UniqueItems if self.field_at(&path).is_some() => Vec::new(),
            Kind::UniqueItems => {
                let is_stated =
                    |item: &Node<'_>| !self.vocabulary().is_some_and(|vocabulary| is_not_stated(vocabulary, *item));
                let duplicate_error = |item: Node<'_>| SchemaError {
                    related: item.related_span(),
                    ..error_at(item.span(), context.duplicate(item))
                };
                duplicate_items(node, file).into_iter().filter(is_stated).map(duplicate_error).collect()
            }
            _ => {
                // Point at the key if the value is empty. List items have no key.
                let span = if node.span().is_empty() { key_span.unwrap_or(node.span()) } else { node.span() };
                vec![error_at(span, context.error_kind(error))]
            }
        }
    }

    /// The field at `path`, or the list field of the item at `path`. `None` for free text.
    fn field_at(&self, path: &[String]) -> Option<&Field> {
        let ([section, key] | [section, key, _]) = path else { return None };
        let fields = &self.vocabulary()?.fields;
        fields
            .iter()
            .find(|field| field.section == *section && field.key == *key && field.field_type != FieldType::FreeText)
    }

    /// Whether a value that the schema does not list is a synonym of one that it does.
    fn is_synonym(&self, field: &[String], node: Node<'_>) -> bool {
        let meaning = self.field_at(field).zip(node.as_str()).and_then(|(field, text)| Meaning::from_text(field, text));
        meaning.is_some()
    }

    /// List items that mean the same as an earlier item, whatever synonym they use.
    fn find_duplicates(&self, root: Node<'_>, file: &SourceFile) -> Vec<SchemaError> {
        let Some(vocabulary) = self.vocabulary() else { return Vec::new() };
        let mut errors = Vec::new();
        for field in vocabulary.fields.iter().filter(|field| field.field_type == FieldType::EnumList) {
            let node = root.get(&field.section).and_then(|section| section.get(&field.key));
            let mut seen: HashMap<Result<Meaning, String>, String> = HashMap::new();
            for item in node.and_then(Node::as_sequence).into_iter().flat_map(Sequence::iter) {
                if is_not_stated(vocabulary, item) || !matches!(item.value(), Value::Scalar(_)) {
                    continue;
                }
                let value = scalar_text(item, file);
                let meaning =
                    item.as_str().and_then(|text| Meaning::from_text(field, text)).ok_or_else(|| value.clone());
                if let Some(first) = seen.get(&meaning) {
                    let same_as = Some(first.clone()).filter(|first| *first != value);
                    errors.push(SchemaError {
                        kind: SchemaErrorKind::Duplicate { field: field.name.clone(), value, same_as },
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
    pub(crate) fn from_text(field: &Field, text: &str) -> Option<Self> {
        let value = field.find_value(text).map(Self::Value);
        let closing = || field.is_closing(text).then_some(Self::Closing);
        let moved = || field.find_moved_value(text).map(|moved| Self::Moved(moved.field, moved.value));
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

fn build_validator(schema: &Json) -> Result<Validator<NodeRepr>, SchemaLoadError> {
    let mut schema = schema.clone();
    enums_from_one_of(&mut schema);
    jsonschema::options_for::<NodeRepr>()
        .build(&schema)
        .map_err(|error| SchemaLoadError::InvalidSchema(error.to_string()))
}

/// Replaces each `oneOf` of titled constants by an equivalent `enum`, which compiles and validates faster. A “not
/// stated” option is kept in an `anyOf`.
fn enums_from_one_of(schema: &mut Json) {
    match schema {
        Json::Object(entries) => {
            let values = entries.get("oneOf").and_then(compiled::enum_values);
            if let Some(values) = values.filter(|_| !entries.contains_key("enum") && !entries.contains_key("anyOf")) {
                let options = entries.remove("oneOf");
                match options
                    .iter()
                    .filter_map(Json::as_array)
                    .flatten()
                    .find(|option| compiled::is_not_stated_ref(option))
                {
                    Some(not_stated) => {
                        entries.insert("anyOf".into(), serde_json::json!([{"enum": values}, not_stated]))
                    }
                    None => entries.insert("enum".into(), values.into()),
                };
            }
            entries.values_mut().for_each(enums_from_one_of);
        }
        Json::Array(items) => items.iter_mut().for_each(enums_from_one_of),
        _ => {}
    }
}

/// The schema of descriptions, parsed once.
///
/// # Panics
/// If the embedded text is not JSON, which a test rules out.
fn programme_json() -> &'static Json {
    static JSON: OnceLock<Json> = OnceLock::new();
    JSON.get_or_init(|| serde_json::from_str(PROGRAMME).expect("the embedded schema is JSON"))
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Schema").field("title", &self.json().get("title")).finish_non_exhaustive()
    }
}

/// The correction of a misspelt key or value, where there is no reasonable doubt. Quotation marks stay.
fn spelling_fix(error: &SchemaError, text: &SourceFile) -> Option<Fix> {
    let correction = error.kind.advice().correction.filter(|_| error.related.is_none())?;
    let found = text.slice(error.span);
    let quote = found.chars().next().filter(|first| matches!(first, '"' | '\'')).map(String::from).unwrap_or_default();
    let replacement = format!("{quote}{correction}{quote}");
    let summary = lazy_message!("fix-spelling", old = found, new = replacement.as_str());
    Some(Fix { edits: vec![TextEdit { span: error.span, replacement }], summary })
}

fn start_span(span: Span) -> Span {
    Span::new(span.start, span.start)
}

fn key_span(root: Node<'_>, path: &[String]) -> Option<Span> {
    let (key, parent_path) = path.split_last()?;
    let parent = root.find(parent_path.iter().map(String::as_str))?;
    parent.as_mapping()?.key(key).map(|key| key.span)
}

/// The span for errors about a whole mapping: its first key.
fn first_key_span(node: Node<'_>) -> Span {
    node.as_mapping().and_then(|map| map.iter().next()).map_or(node.span(), |(key, _)| key.span)
}

fn duplicate_items<'t>(node: Node<'t>, file: &SourceFile) -> Vec<Node<'t>> {
    let mut seen = HashSet::new();
    node.as_sequence()
        .into_iter()
        .flat_map(Sequence::iter)
        .filter(|item| !seen.insert(scalar_text(*item, file)))
        .collect()
}
