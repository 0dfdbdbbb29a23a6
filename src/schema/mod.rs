//! Source → schema: what is not in the vocabulary, at the very key or value, with what to write.
//!
//! The schema files are the one definition of what may stand in a file; the texts of the findings
//! come from their titles. The same code checks programme descriptions and rule packs.

mod advice;
mod definition;
mod in_place;
mod nearest;
mod plain;
mod prepared;
mod problem;
mod shape;
mod vocabulary;

use std::sync::OnceLock;

use jsonschema::{ValidationError, Validator, error::ValidationErrorKind as Kind};
use serde_json::Value as Json;

pub(crate) use nearest::nearest;
pub(crate) use plain::next;
pub(crate) use prepared::vocabulary;
pub use problem::{SchemaError, SchemaProblem};
pub use vocabulary::{EvidenceKeys, Field, FieldId, Section, Sort, VALUES, Vocabulary, VocabularyError};

use crate::source::{Document, Node, Span, USED};
use advice::{Files, Place, written};
use definition::Definition;
use in_place::{Instance, Tree};
use shape::Shape;

/// The vocabulary of programme descriptions (JSON Schema 2020-12), as `mentorcheck schema` prints it.
pub const PROGRAMME: &str = include_str!("../../schemas/programme.schema.json");
/// The format of rule packs; each sort of file is under `$defs`.
pub const PACK: &str = include_str!("../../schemas/pack.schema.json");
/// The form of `--format json`.
pub const REPORT: &str = include_str!("../../schemas/report.schema.json");
/// The format of `mentorcheck.yaml`.
pub const CONFIG: &str = include_str!("../../schemas/config.schema.json");
/// The form of `diff --format json`.
pub const DIFF: &str = include_str!("../../schemas/diff.schema.json");

/// A schema ready to check documents.
pub struct Schema {
    /// None for that of descriptions, which is read as a whole only when something is wrong.
    own: Option<Json>,
    /// Made when it is first asked: it takes longer than to judge a description.
    validator: OnceLock<Validator<Tree>>,
    plain: Shape,
    files: Files,
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
    /// Each sort of file in a rule pack has a part, and its findings speak to somebody who writes rules.
    ///
    /// # Errors
    /// When the text is no JSON Schema, or has no such part.
    pub fn new(text: &str, part: Option<&str>) -> Result<Self, BadSchema> {
        let mut json: Json = serde_json::from_str(text)?;
        if let (Some(part), Some(root)) = (part, json.as_object_mut()) {
            root.insert("$ref".into(), Json::String(format!("#/$defs/{part}")));
        }
        let validator = validator(&json)?.into();
        let files = if part.is_some() { Files::Packs } else { Files::Descriptions };
        Ok(Self { plain: Shape::of(&json), own: Some(json), validator, files })
    }

    /// The schema of descriptions, made ready when the first one needs it.
    #[must_use]
    pub fn of_descriptions() -> Self {
        Self { plain: prepared::shape(), own: None, validator: OnceLock::new(), files: Files::Descriptions }
    }

    /// The schema of the configuration, whose findings speak to somebody who writes one.
    ///
    /// # Errors
    /// When the embedded text is no JSON Schema, which a test rules out.
    pub fn of_configuration() -> Result<Self, BadSchema> {
        Ok(Self { files: Files::Configuration, ..Self::new(CONFIG, None)? })
    }

    /// The schema's own text as data.
    #[must_use]
    pub fn json(&self) -> &Json {
        self.own.as_ref().unwrap_or_else(|| programme())
    }

    /// Everything in `document` that the schema does not allow, in the order of the file.
    #[must_use]
    pub fn check(&self, document: &Document) -> Vec<SchemaError> {
        if self.plain.holds(document.root()) { Vec::new() } else { self.check_in_full(document) }
    }

    /// The same by the validator alone: what the short way of [`Schema::check`] is held against.
    ///
    /// # Panics
    /// When the embedded schema of descriptions is none, which a test rules out.
    #[must_use]
    pub fn check_in_full(&self, document: &Document) -> Vec<SchemaError> {
        let root = document.root();
        let validator = self
            .validator
            .get_or_init(|| validator(self.json()).expect("the embedded schema of descriptions is tested"));
        let mut errors: Vec<_> =
            validator.iter_errors(Instance::Node(root)).flat_map(|error| self.explain(&error, root)).collect();
        errors.sort_by_cached_key(|error| (error.span, error.problem.to_string()));
        errors.dedup();
        errors
    }

    /// How a file begins: the first key that it must have, with what belongs behind it.
    #[must_use]
    pub fn beginning(&self) -> String {
        let root = Definition::new(self.json(), self.json());
        root.first_key().map(|key| format!("Begin with {}.", root.entry(key))).unwrap_or_default()
    }

    /// One validator error is one finding, but for unknown keys, of which it names several at once.
    fn explain(&self, error: &ValidationError<'_>, root: Node<'_>) -> Vec<SchemaError> {
        let path: Vec<String> = error.instance_path().segments().map(|step| step.to_string()).collect();
        let node = root.find(path.iter().map(String::as_str)).unwrap_or(root);
        let rule_path = error.schema_path().as_str();
        let here = rule_path.rsplit_once('/').map_or("", |(here, _)| here);
        // The words of an `enum` that was made of them stand where each has its title.
        let words = || self.json().pointer(&format!("{here}/oneOf"));
        let place = Place {
            path: &path,
            node,
            root: Definition::new(self.json(), self.json()),
            here: Definition::new(self.json(), self.json().pointer(here).unwrap_or(&Json::Null)),
            rule: self.json().pointer(rule_path).or_else(words).unwrap_or(&Json::Null),
            files: self.files,
        };
        let at = |span: Span, problem: SchemaProblem| SchemaError {
            problem,
            document: root.document().index,
            pointer: pointer(&path),
            span,
            related: node.other_end(),
        };
        // What stands inside an anchored value has its use at the other end.
        let inside = |error: SchemaError| SchemaError { related: node.used_at().map(|span| (span, USED)), ..error };
        let key_span = key_span(root, &path);

        if path.is_empty() && matches!(error.kind(), Kind::Type { .. }) {
            return vec![at(start_of(node.span()), place.other_file())];
        }
        match error.kind() {
            Kind::AdditionalProperties { unexpected } => {
                let one = |key: &String| {
                    let span = node.map().and_then(|map| map.key(key)).map_or(node.span(), |key| key.span);
                    let pointer = format!("{}/{}", pointer(&path), escape(key));
                    inside(SchemaError { pointer, ..at(span, place.unknown_key(key)) })
                };
                unexpected.iter().map(one).collect()
            }
            Kind::Required { property } => {
                let problem = place.missing(property.as_str().unwrap_or_default());
                vec![match (&problem, key_span) {
                    // It would stand before everything else.
                    (SchemaProblem::NoBeginning { .. }, _) => at(start_of(first_line(node)), problem),
                    (_, Some(key)) => at(key, problem),
                    (_, None) => inside(at(first_line(node), problem)),
                }]
            }
            Kind::UniqueItems => {
                let again =
                    |item: Node<'_>| SchemaError { related: item.other_end(), ..at(item.span(), place.repeated(item)) };
                repeated(node).into_iter().map(again).collect()
            }
            _ => {
                // A value of no length is best seen by its key, and an item has none.
                let span = if node.span().is_empty() { key_span.unwrap_or(node.span()) } else { node.span() };
                vec![at(span, place.problem(error))]
            }
        }
    }
}

fn validator(schema: &Json) -> Result<Validator<Tree>, BadSchema> {
    let mut schema = schema.clone();
    list_words(&mut schema);
    jsonschema::options_for::<Tree>().build(&schema).map_err(|error| BadSchema::NotSchema(error.to_string()))
}

/// Makes an `enum` of every `oneOf` whose options are words, each with a title for people: it asks for the same, is made
/// ready and asked sooner, and findings on both are the same.
fn list_words(schema: &mut Json) {
    match schema {
        Json::Object(entries) => {
            if let Some(words) = entries.get("oneOf").and_then(shape::words).filter(|_| !entries.contains_key("enum")) {
                entries.remove("oneOf");
                entries.insert("enum".into(), words.into());
            }
            entries.values_mut().for_each(list_words);
        }
        Json::Array(items) => items.iter_mut().for_each(list_words),
        _ => {}
    }
}

/// The schema of descriptions as data, read once.
///
/// # Panics
/// When the embedded text is no JSON, which a test rules out.
fn programme() -> &'static Json {
    static JSON: OnceLock<Json> = OnceLock::new();
    JSON.get_or_init(|| serde_json::from_str(PROGRAMME).expect("the embedded schema is tested"))
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Schema").field("title", &self.json().get("title")).finish_non_exhaustive()
    }
}

/// The place as a JSON Pointer.
fn pointer(path: &[String]) -> String {
    path.iter().flat_map(|step| ["/".to_owned(), escape(step)]).collect()
}

/// A key as a step of a JSON Pointer.
pub(crate) fn escape(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

fn start_of(span: Span) -> Span {
    Span::new(span.start, span.start)
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
