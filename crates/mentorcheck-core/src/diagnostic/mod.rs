//! Findings: what is wrong, where, why it matters and how to fix it. Every stage reports them.

pub mod codes;
pub mod input_errors;
mod severity;

use std::{collections::HashMap, fmt::Write, path::Path, sync::Arc};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    catalogue::message,
    clause::to_sentence,
    facts::Fact,
    schema::{
        SchemaError, SchemaErrorKind,
        advice::{Advice, Fix},
    },
};
use mentorcheck_yaml::{ParseError, Relation, SourceFile, Span};

pub use severity::Severity;

/// A diagnostic with its location, reason and help text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Stable and never reused: `block/indicator`, `kind/condition`, `schema/…`, `source/…`, `label/…`, `pack/…`.
    pub code: String,
    pub severity: Severity,
    /// A full sentence.
    pub message: String,
    /// How to fix it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The claim behind the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Rationale>,
    /// The page that explains the rule, relative to the project's documentation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The first one is the primary location.
    pub spans: Vec<SourceLocation>,
    /// Identifies the finding across edits that move it; see [`assign_fingerprints`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fingerprint: String,
    /// Set if the finding is suppressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excused: Option<Suppression>,
    /// What it is about. Findings read from a report have the default.
    #[serde(skip)]
    pub kind: FindingKind,
    /// The field and values that it is known by; set when the findings of a programme are complete.
    #[serde(skip)]
    pub subject: Subject,
    /// For a schema error: `help` in its parts.
    #[serde(skip)]
    pub advice: Option<Advice>,
    /// Text edits that correct it without changing what the description means.
    #[serde(skip)]
    pub fix: Option<Fix>,
}

/// What a finding is known by, beside its code; see [`crate::identity`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// A JSON Pointer without places in lists; empty for a finding without one.
    pub field: String,
    /// The values, sorted, on a line each.
    pub value: String,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FindingKind {
    /// The text of an input, or its syntax.
    #[default]
    Input,
    /// The form of a description, a configuration or a pack.
    Schema,
    /// An indicator of a block or a condition of a kind.
    Criterion,
    /// An interpretation of the source that an answer rests on.
    Interpretation,
    /// The label of the programme.
    Label,
    /// The evidence for a fact.
    Evidence,
    /// A suppression, or the configuration or baseline that holds it.
    Suppression,
    /// The rules.
    Pack,
}

/// Why a finding is suppressed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    pub by: SuppressionSource,
    /// The reason given; `None` for a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// The file with the suppression.
    pub path: String,
    /// The line in that file, from 1; `None` for a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

/// The source of a suppression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuppressionSource {
    /// A comment in the description.
    Comment,
    Configuration,
    Baseline,
}

impl SuppressionSource {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Configuration => "configuration",
            Self::Baseline => "baseline",
        }
    }
}

/// The claim behind a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rationale {
    /// The claim's id in the ledger.
    pub claim: String,
    /// The claim in our own words.
    pub says: String,
    /// The verbatim quotation from the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The cited work and heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// A labelled location in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLocation {
    /// The node as a JSON Pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// From 1.
    pub end_line: usize,
    /// Exclusive, in characters, from 1.
    pub end_column: usize,
    /// From 0.
    pub byte_start: usize,
    /// Exclusive.
    pub byte_end: usize,
    /// The place in the form that the text was made from, for example `Question 14, cell C31`; what people see in place of
    /// the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What is stated there, where the place is that of a fact.
    #[serde(skip)]
    pub fact: Option<Fact>,
}

/// A file, or a document in one, that could not be read.
#[derive(Debug, Clone, Serialize)]
pub struct FileDiagnostics {
    /// As given by the user.
    pub path: String,
    pub findings: Vec<Finding>,
    /// Source of the snippets.
    #[serde(skip)]
    pub file: Arc<SourceFile>,
}

impl SourceLocation {
    #[must_use]
    pub fn new(file: &SourceFile, span: Span, pointer: Option<String>, label: Option<String>) -> Self {
        let (start, end) = (file.line_col(span.start), file.line_col(span.end.max(span.start)));
        Self {
            pointer,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_start: span.start,
            byte_end: span.end.max(span.start),
            place: file.place(start.line).map(str::to_owned),
            label,
            fact: None,
        }
    }

    /// Another place that has to do with an error.
    fn related(file: &SourceFile, (span, relation): (Span, Relation)) -> Self {
        let label = match relation {
            Relation::OpenBracket => "input-here-open-bracket",
            Relation::Referent => "input-here-referent",
            Relation::FirstKey => "input-here-first-key",
            Relation::AliasedValue => "input-here-aliased-value",
            Relation::Alias => "input-here-alias",
        };
        Self::new(file, span, None, Some(message(label)))
    }

    /// Where it is for people: the place in a form, else the line.
    #[must_use]
    pub fn display(&self) -> String {
        self.place.clone().unwrap_or_else(|| format!("line {}", self.line))
    }

    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.byte_start, self.byte_end)
    }
}

impl Finding {
    /// Whether it counts against the programme: more than a note, and not suppressed.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.severity < Severity::Note && self.excused.is_none()
    }

    /// The finding on an error in a file that is no description, such as a configuration.
    #[must_use]
    pub fn from_auxiliary_error(error: &ParseError, file: &SourceFile) -> Self {
        Self {
            message: input_errors::auxiliary_sentence(&error.kind),
            help: Some(input_errors::auxiliary_help(&error.kind)),
            ..Self::from_parse_error(error, file)
        }
    }

    /// The finding on an error in a description.
    #[must_use]
    pub fn from_parse_error(error: &ParseError, file: &SourceFile) -> Self {
        let here = error.span.map(|span| SourceLocation::new(file, span, None, Some(message("input-here"))));
        let there = error.related.map(|related| SourceLocation::related(file, related));
        Self {
            code: error.kind.code().into(),
            severity: Severity::Error,
            message: input_errors::sentence(&error.kind),
            help: Some(input_errors::help(&error.kind)),
            spans: here.into_iter().chain(there).collect(),
            ..Self::default()
        }
    }

    /// Converts a schema error or notice.
    #[must_use]
    pub fn from_schema_error(error: &SchemaError, file: &SourceFile) -> Self {
        let label = match &error.kind {
            SchemaErrorKind::UnknownKey { .. } => "mistake-here-no-field",
            SchemaErrorKind::UnknownValue { .. } => "mistake-here-no-value",
            SchemaErrorKind::MissingKey { .. } => "mistake-here-incomplete",
            SchemaErrorKind::UnknownEntry { .. } => "mistake-here-no-section",
            SchemaErrorKind::MissingFirstSection { .. } => "mistake-here-before",
            SchemaErrorKind::Duplicate { .. } => "mistake-here-again",
            _ => "mistake-here",
        };
        let pointer = Some(error.pointer.clone());
        let here = SourceLocation::new(file, error.span, pointer, Some(message(label)));
        let there = error.related.map(|related| SourceLocation::related(file, related));
        Self {
            code: error.kind.code().into(),
            severity: codes::severity(error.kind.code()),
            message: to_sentence(&error.kind.to_string()),
            help: Some(error.kind.advice().to_string()),
            kind: FindingKind::Schema,
            advice: Some(error.kind.advice()),
            fix: error.fix.clone(),
            spans: std::iter::once(here).chain(there).collect(),
            ..Self::default()
        }
    }
}

/// Assigns a fingerprint to every finding of a document: a hash of the file's path relative to `folder`, the identity of the
/// programme, the code, the field and the values. An ordinal distinguishes findings that agree in all of these.
pub fn assign_fingerprints(findings: &mut [Finding], file: &SourceFile, identity: &str, folder: &Path) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let path = Path::new(file.name());
    let path = path.strip_prefix(folder).or_else(|_| path.strip_prefix(".")).unwrap_or(path).display();
    for finding in findings {
        let Subject { field, value } = &finding.subject;
        let key = format!("{path}\0{identity}\0{}\0{field}\0{value}", finding.code);
        let ordinal = seen.entry(key.clone()).and_modify(|ordinal| *ordinal += 1).or_default();
        let digest = Sha256::digest(format!("{key}\0{ordinal}"));
        finding.fingerprint = digest[..16].iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
    }
}
