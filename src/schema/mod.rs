//! Source → schema: what is not in the vocabulary, at the very key or value, with what to write.
//!
//! The schema files are the one definition of what may stand in a file; the texts of the findings
//! come from their titles. The same code checks programme descriptions and rule packs.

mod in_place;
mod problem;
mod vocabulary;

use jsonschema::{ValidationError, Validator, error::ValidationErrorKind as Kind};
use serde_json::Value as Json;

pub(crate) use problem::nearest;
pub use problem::{Allowed, SchemaError, SchemaProblem};
pub use vocabulary::{Field, FieldId, Section, Sort, Vocabulary, VocabularyError};

use crate::source::{Document, Node, Scalar, Span, Value};
use in_place::{Instance, Tree};

/// The vocabulary of programme descriptions (JSON Schema 2020-12), as `mentorcheck schema` prints it.
pub const PROGRAMME: &str = include_str!("../../schemas/programme.schema.json");
/// The format of rule packs; each sort of file is under `$defs`.
pub const PACK: &str = include_str!("../../schemas/pack.schema.json");
/// The form of `--format json`.
pub const REPORT: &str = include_str!("../../schemas/report.schema.json");

/// A schema ready to check documents.
pub struct Schema {
    json: Json,
    validator: Validator<Tree>,
}

/// A schema that is not one. Ours are tested; this speaks of schemas that somebody changed.
#[derive(Debug, thiserror::Error)]
pub enum BadSchema {
    /// Not JSON.
    #[error("the schema is not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// Not JSON Schema.
    #[error("the schema does not hold together: {0}")]
    NotSchema(String),
}

impl Schema {
    /// Prepares the schema in `text`; with `part`, the definition of that name under its `$defs`.
    ///
    /// # Errors
    /// When the text is no JSON Schema, or has no such part.
    pub fn new(text: &str, part: Option<&str>) -> Result<Self, BadSchema> {
        let mut json: Json = serde_json::from_str(text)?;
        if let (Some(part), Some(root)) = (part, json.as_object_mut()) {
            root.insert("$ref".into(), Json::String(format!("#/$defs/{part}")));
        }
        let validator =
            jsonschema::options_for::<Tree>().build(&json).map_err(|error| BadSchema::NotSchema(error.to_string()))?;
        Ok(Self { json, validator })
    }

    /// The schema's own text as data.
    #[must_use]
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// Everything in `document` that the schema does not allow, in the order of the file.
    #[must_use]
    pub fn check(&self, document: &Document) -> Vec<SchemaError> {
        let root = document.root();
        let mut errors: Vec<_> =
            self.validator.iter_errors(Instance::Node(root)).flat_map(|error| self.explain(&error, root)).collect();
        errors.sort_by_key(|error| (error.span, error.problem.to_string()));
        errors.dedup();
        errors
    }

    /// One validator error is one finding, but for unknown keys, of which it names several at once.
    fn explain(&self, error: &ValidationError<'_>, root: Node<'_>) -> Vec<SchemaError> {
        let path: Vec<String> = error.instance_path().segments().map(|step| step.to_string()).collect();
        let node = root.find(path.iter().map(String::as_str)).unwrap_or(root);
        let key_span = key_span(root, &path);
        let place = problem::Place { path: &path, field: problem::field_name(&path) };
        let rule = self.json.pointer(error.schema_path().as_str()).unwrap_or(&Json::Null);
        let parent_path = error.schema_path().as_str().rsplit_once('/').map_or("", |(parent, _)| parent);
        let parent = self.json.pointer(parent_path).unwrap_or(&Json::Null);
        let at = |span: Span, problem: SchemaProblem| SchemaError {
            problem,
            document: root_index(root),
            pointer: problem::pointer(place.path),
            span,
            related: node.related_span().map(|span| (span, "it is written here")),
        };
        let value_span = || if node.span().is_empty() { key_span.unwrap_or_default() } else { node.span() };
        let field = || place.field.clone();

        if path.is_empty() && matches!(error.kind(), Kind::Type { .. }) {
            let marker = self.json.pointer("/required/0").and_then(Json::as_str).unwrap_or_default().to_owned();
            return vec![at(
                Span::new(node.span().start, node.span().start),
                SchemaProblem::NotADescription { marker },
            )];
        }
        if matches!(node.value(), Value::Scalar(Scalar::Null)) {
            return vec![at(value_span(), SchemaProblem::LeftEmpty { field: field() })];
        }
        match error.kind() {
            Kind::AdditionalProperties { unexpected } => unexpected
                .iter()
                .map(|key| {
                    let span = node.map().and_then(|map| map.key(key)).map_or(node.span(), |key| key.span);
                    let problem = SchemaProblem::unknown_key(key, &place.field, parent, &self.json);
                    let pointer = format!("{}/{}", problem::pointer(place.path), problem::escape(key));
                    SchemaError { pointer, ..at(span, problem) }
                })
                .collect(),
            Kind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                let span = key_span.unwrap_or_else(|| first_line(node));
                vec![at(span, SchemaProblem::missing(key, &place.field, parent))]
            }
            Kind::OneOfNotValid { .. } | Kind::Enum { .. } | Kind::Constant { .. } => {
                let problem = match node.value() {
                    Value::Scalar(_) => {
                        SchemaProblem::unknown_value(&written(node), field(), problem::allowed_values(rule))
                    }
                    _ => SchemaProblem::OneValue { field: field(), allowed: problem::allowed_values(rule) },
                };
                vec![at(value_span(), problem)]
            }
            Kind::Type { .. } => {
                vec![at(value_span(), SchemaProblem::wrong_type(field(), rule, &written(node), parent))]
            }
            Kind::MinItems { .. } => vec![at(value_span(), SchemaProblem::EmptyList { field: field() })],
            Kind::UniqueItems => repeated(node)
                .into_iter()
                .map(|item| at(item.span(), SchemaProblem::Repeated { field: field(), value: written(item) }))
                .collect(),
            Kind::MinLength { .. } | Kind::MinProperties { .. } => {
                vec![at(value_span(), SchemaProblem::LeftEmpty { field: field() })]
            }
            _ => vec![at(value_span(), SchemaProblem::Other { field: field(), reason: error.to_string() })],
        }
    }
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Schema").field("title", &self.json.get("title")).finish_non_exhaustive()
    }
}

fn root_index(root: Node<'_>) -> usize {
    root.document().index
}

/// The key under which the node at `path` stands.
fn key_span(root: Node<'_>, path: &[String]) -> Option<Span> {
    let (last, before) = path.split_last()?;
    let parent = root.find(before.iter().map(String::as_str))?;
    parent.map()?.key(last).map(|key| key.span)
}

/// A place for what concerns a whole mapping: its first key.
fn first_line(node: Node<'_>) -> Span {
    node.map().and_then(|map| map.iter().next()).map_or(node.span(), |(key, _)| key.span)
}

fn repeated(node: Node<'_>) -> Vec<Node<'_>> {
    let mut seen = std::collections::HashSet::new();
    node.list().into_iter().flat_map(crate::source::List::iter).filter(|item| !seen.insert(written(*item))).collect()
}

/// A value as a reader would name it.
fn written(node: Node<'_>) -> String {
    match node.value() {
        Value::Scalar(Scalar::Text(text)) => text.clone(),
        Value::Scalar(Scalar::Boolean(truth)) => truth.to_string(),
        Value::Scalar(Scalar::Number(number)) => number.to_string(),
        Value::Scalar(Scalar::Null) => String::new(),
        Value::List(_) => "a list".into(),
        Value::Map(_) => "a section with keys of its own".into(),
    }
}
