//! The configuration file `mentorcheck.yaml`: discovery, parsing and validation.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::Deserialize;
use serde_json::json;

use crate::diagnostic::FindingKind;
use crate::{
    diagnostic::{FileDiagnostics, Finding, Severity, SourceLocation},
    schema::{Schema, pointer, to_json},
};
use mentorcheck_yaml::{Document, ParseErrorKind, ParsedFile, SourceFile, Span};

/// Names of configuration files; the first is preferred.
pub const CONFIG_FILE_NAMES: [&str; 2] = ["mentorcheck.yaml", "mentorcheck.yml"];

/// Ends of names that say that a file is a description, unless the configuration gives patterns.
pub const DESCRIPTION_SUFFIXES: [&str; 3] = [".mentoring.yaml", ".mentoring.yml", ".mentoring.json"];

/// The configuration as defined by `schemas/config.schema.json`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Config {
    /// The expectation that programmes must meet.
    pub expect: Option<String>,
    /// A weaker verdict status that also meets the expectation.
    pub accept: Option<String>,
    /// The kind of programme that suggestions aim for.
    pub towards: Option<String>,
    /// The rule pack.
    pub rules: Option<String>,
    /// Whether to report the evidence for the deciding facts.
    pub evidence: Option<bool>,
    /// The evidence level required of every deciding fact.
    pub require: Option<String>,
    /// Overrides of severities, by code.
    pub severities: BTreeMap<String, Severity>,
    /// The accepted interpretations; `None` means that the key is absent and all are accepted.
    pub interpretations: Option<Vec<String>>,
    pub allow: Vec<AllowEntry>,
    /// Whether comments in descriptions may allow findings; `None` means that they may.
    pub inline: Option<bool>,
    /// Files to skip when folders are searched.
    pub ignore: Vec<String>,
    /// Files that are descriptions by their names; `None` means those with [`DESCRIPTION_SUFFIXES`].
    pub include: Option<Vec<String>>,
    pub formats: Vec<FormatEntry>,
    pub baseline: Option<PathBuf>,
    /// What configurations in folders below may say.
    pub nested: NestedConfigurations,
}

/// What configurations in folders below another may say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NestedConfigurations {
    /// The nearest configuration to a file applies, and this one does not.
    #[default]
    Nearest,
    /// They may only make the check stricter.
    Stricter,
    /// They are not read.
    Ignored,
}

/// Suppresses a finding.
#[derive(Debug, Clone, Deserialize)]
pub struct AllowEntry {
    pub code: String,
    /// A `.gitignore` pattern; `None` matches every file.
    pub path: Option<String>,
    /// The field; `None` matches every field.
    pub field: Option<String>,
    pub because: String,
}

/// A report format and its destination.
#[derive(Debug, Clone, Deserialize)]
pub struct FormatEntry {
    pub format: String,
    /// The file; `None` is standard output.
    pub output: Option<PathBuf>,
}

/// A parsed configuration file.
#[derive(Debug)]
pub struct ConfigFile {
    pub config: Config,
    /// The display path of the file.
    pub path: String,
    /// The base of relative paths in the configuration.
    pub folder: PathBuf,
    pub text: Arc<SourceFile>,
    /// `None` if the file is empty.
    document: Option<Document>,
}

impl ConfigFile {
    /// A configuration from its parsed file; relative paths in it start from `folder`.
    ///
    /// # Errors
    /// When it could not be read or does not follow its schema: every mistake with its location.
    ///
    /// # Panics
    /// Never: the embedded schema is tested.
    pub fn from_source(folder: PathBuf, mut source: ParsedFile) -> Result<Self, FileDiagnostics> {
        let name = source.text.name().to_owned();
        let text = Arc::clone(&source.text);
        let broken = |findings| FileDiagnostics { path: name.clone(), findings, file: Arc::clone(&text) };
        if source.errors.iter().any(|error| error.kind == ParseErrorKind::Empty) {
            return Ok(Self { config: Config::default(), path: name, folder, text, document: None });
        }
        let mut findings: Vec<_> =
            source.errors.iter().map(|error| Finding::from_auxiliary_error(error, &text)).collect();
        let schema = Schema::config().expect("the embedded schema is valid");
        for document in &source.documents {
            findings.extend(schema.check(document, &text).iter().map(|error| Finding::from_schema_error(error, &text)));
        }
        if let Some(second) = source.documents.get(1) {
            findings.push(Finding {
                code: "config/second-document".into(),
                severity: Severity::Error,
                message: "A configuration is one document, and here begins a second.".into(),
                help: Some("Put everything together, and remove the line `---`.".into()),
                spans: vec![SourceLocation::new(&text, start_of(second.root().span()), None, Some("here".into()))],
                kind: FindingKind::Suppression,
                ..Finding::default()
            });
        }
        if !findings.is_empty() {
            return Err(broken(findings));
        }
        let document = source.documents.pop();
        // From the tree that was checked: another parser could read the same text otherwise.
        let json = document.as_ref().map_or_else(|| json!({}), |document| to_json(document.root()));
        let settings = serde_json::from_value(json).map_err(|error| {
            // Unreachable as long as the schema is at least as strict as the deserialiser.
            let message = format!("The configuration cannot be understood: {error}.");
            broken(vec![Finding {
                code: "config/other".into(),
                severity: Severity::Error,
                message,
                kind: FindingKind::Suppression,
                ..Finding::default()
            }])
        })?;
        Ok(Self { config: settings, path: name, folder, text: Arc::clone(&text), document })
    }

    /// Locates a setting by its path of keys and indices.
    #[must_use]
    pub fn locate(&self, segments: &[&str], label: &str) -> Option<SourceLocation> {
        let node = self.document.as_ref()?.root().find(segments.iter().copied())?;
        let pointer = pointer::join(segments);
        Some(SourceLocation::new(&self.text, node.span(), Some(pointer), Some(label.to_owned())))
    }

    /// The line of a setting, from 1.
    #[must_use]
    pub fn line(&self, segments: &[&str]) -> Option<usize> {
        self.locate(segments, "").map(|mark| mark.line)
    }

    /// Resolves a path in the configuration against its folder.
    #[must_use]
    pub fn resolve(&self, path: &Path) -> PathBuf {
        if path.is_absolute() { path.to_owned() } else { self.folder.join(path) }
    }

    /// Wraps findings on the configuration file.
    #[must_use]
    pub fn to_diagnostics(&self, findings: Vec<Finding>) -> FileDiagnostics {
        FileDiagnostics { path: self.path.clone(), findings, file: Arc::clone(&self.text) }
    }
}

fn start_of(span: Span) -> Span {
    Span::new(span.start, span.start)
}
