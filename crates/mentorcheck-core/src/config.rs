//! `mentorcheck.yaml`: where it is found, and what it says.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::Deserialize;

use crate::diagnostic::FindingKind;
use crate::{
    diagnostic::{Finding, Mark, Severity, Unreadable},
    schema::{Schema, pointer},
};
use mentorcheck_yaml::{Document, ParseErrorKind, ParsedFile, SourceFile, Span};

/// The name that the file has.
pub const NAME: &str = "mentorcheck.yaml";

/// What a configuration says, as `schemas/config.schema.json` defines it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What programmes are expected to be.
    pub expect: Option<String>,
    /// What else will do than an established verdict.
    pub accept: Option<String>,
    /// The kind that the advice is to lead to.
    pub towards: Option<String>,
    /// The rules to judge by.
    pub rules: Option<String>,
    /// Whether to tell what bears out the deciding facts.
    pub evidence: Option<bool>,
    /// How well every deciding fact must be borne out.
    pub require: Option<String>,
    /// How much findings weigh, by code.
    pub severities: BTreeMap<String, Severity>,
    /// The readings of this tool that are accepted; none where nothing is said of them.
    pub interpretations: Option<Vec<String>>,
    /// Findings that are not held against programmes.
    pub allow: Vec<AllowEntry>,
    /// Files in folders that are not looked at.
    pub ignore: Vec<String>,
    /// Forms of the report, and where they go.
    pub formats: Vec<FormatEntry>,
    /// The file of the findings that are known already.
    pub baseline: Option<PathBuf>,
}

/// A finding that is not held against programmes.
#[derive(Debug, Clone, Deserialize)]
pub struct AllowEntry {
    /// Its code.
    pub code: String,
    /// The files for which it is allowed, as a pattern; all where there is none.
    pub path: Option<String>,
    /// The field for which it is allowed; any where there is none.
    pub field: Option<String>,
    /// Why.
    pub because: String,
}

/// A form of the report, and where it goes.
#[derive(Debug, Clone, Deserialize)]
pub struct FormatEntry {
    /// The form.
    pub format: String,
    /// The file; standard output where there is none.
    pub output: Option<PathBuf>,
}

/// A configuration with the file that it comes from.
#[derive(Debug)]
pub struct Configuration {
    /// What it says.
    pub settings: Settings,
    /// The file, as messages give it.
    pub path: String,
    /// The folder that its paths are relative to.
    pub folder: PathBuf,
    pub text: Arc<SourceFile>,
    /// The one document of the file; none where it says nothing.
    document: Option<Document>,
}

impl Configuration {
    /// A configuration from its parsed file; relative paths in it start from `folder`.
    ///
    /// # Errors
    /// When it could not be read or does not follow its schema: every mistake with its location.
    ///
    /// # Panics
    /// Never: the embedded schema is tested.
    pub fn from_source(folder: PathBuf, mut source: ParsedFile) -> Result<Self, Unreadable> {
        let name = source.text.name().to_owned();
        let text = Arc::clone(&source.text);
        let broken = |findings| Unreadable { path: name.clone(), findings, text: Arc::clone(&text) };
        if source.errors.iter().any(|error| error.kind == ParseErrorKind::Empty) {
            return Ok(Self { settings: Settings::default(), path: name, folder, text, document: None });
        }
        let mut findings: Vec<_> = source.errors.iter().map(|error| Finding::of_source(error, &text)).collect();
        let schema = Schema::of_configuration().expect("the embedded schema is tested");
        for document in &source.documents {
            findings.extend(schema.check(document, &text).iter().map(|error| Finding::of_schema(error, &text)));
        }
        if let Some(second) = source.documents.get(1) {
            findings.push(Finding {
                code: "config/second-document".into(),
                severity: Severity::Error,
                message: "A configuration is one document, and here begins a second.".into(),
                help: Some("Put everything together, and remove the line `---`.".into()),
                spans: vec![Mark::new(&text, start_of(second.root().span()), None, Some("here".into()))],
                kind: FindingKind::Suppression,
                ..Finding::default()
            });
        }
        if !findings.is_empty() {
            return Err(broken(findings));
        }
        let content = text.content().trim_start_matches('\u{feff}');
        let settings = serde_yaml::from_str(content).map_err(|error| {
            // The schema lets nothing through that cannot be read; should it, this says so.
            let message = format!("The configuration cannot be understood: {error}.");
            broken(vec![Finding {
                code: "config/other".into(),
                severity: Severity::Error,
                message,
                kind: FindingKind::Suppression,
                ..Finding::default()
            }])
        })?;
        Ok(Self { settings, path: name, folder, text: Arc::clone(&text), document: source.documents.pop() })
    }

    /// The place of a setting, as the steps that lead to it.
    #[must_use]
    pub fn mark(&self, steps: &[&str], label: &str) -> Option<Mark> {
        let node = self.document.as_ref()?.root().find(steps.iter().copied())?;
        let pointer = pointer::join(steps);
        Some(Mark::new(&self.text, node.span(), Some(pointer), Some(label.to_owned())))
    }

    /// The line of a setting, from 1.
    #[must_use]
    pub fn line(&self, steps: &[&str]) -> Option<usize> {
        self.mark(steps, "").map(|mark| mark.line)
    }

    /// A path in the configuration as the program can open it.
    #[must_use]
    pub fn resolved(&self, path: &Path) -> PathBuf {
        if path.is_absolute() { path.to_owned() } else { self.folder.join(path) }
    }

    /// These findings as what is to be said of the file.
    #[must_use]
    pub fn told(&self, findings: Vec<Finding>) -> Unreadable {
        Unreadable { path: self.path.clone(), findings, text: Arc::clone(&self.text) }
    }
}

fn start_of(span: Span) -> Span {
    Span::new(span.start, span.start)
}
