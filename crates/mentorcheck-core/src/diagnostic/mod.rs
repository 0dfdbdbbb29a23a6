//! A finding: what is so, where, why it matters and what would help. Every stage ends in these.

pub mod codes;

use std::{collections::HashMap, fmt::Write, path::Path, sync::Arc};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::schema::{
    SchemaError, SchemaProblem,
    advice::{Advice, Fix},
};
use mentorcheck_yaml::{ParseError, ParseErrorKind, SourceFile, Span};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The programme is not what it is expected to be, or the file cannot be used.
    Error,
    /// Something that decides is not stated, or something that is asked for is denied.
    Warning,
    /// For the reader to know.
    #[default]
    Note,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// How much weighs what the schema finds: some of it leaves the description valid.
    #[must_use]
    pub const fn of_schema(problem: &SchemaProblem) -> Self {
        match problem {
            SchemaProblem::OldValue { .. } => Self::Warning,
            SchemaProblem::Unnamed { .. } => Self::Note,
            _ => Self::Error,
        }
    }
}

/// One thing to tell the reader.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Stable, never reused: `block/indicator`, `kind/condition`, `schema/…`, `source/…`, `label/…`, `pack/…`.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The fact, as a sentence.
    pub message: String,
    /// What would help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Why it matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// Where the rules are explained at length, within the project's documentation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where; the first is the place that decides.
    pub spans: Vec<Mark>,
    /// The same for the same finding on the same fact, wherever its line has moved to; see [`identify`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fingerprint: String,
    /// Why it is not held against the programme, if it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excused: Option<Excuse>,
    /// What it is about. Findings read from a report have the default.
    #[serde(skip)]
    pub kind: FindingKind,
    /// For a schema error: `help` in its parts.
    #[serde(skip)]
    pub advice: Option<Advice>,
    /// Text edits that correct it without changing what the description means.
    #[serde(skip)]
    pub fix: Option<Fix>,
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

/// Why a finding is not held against a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excuse {
    /// Who says so.
    pub by: ExcusedBy,
    /// Why, in their words; a baseline gives no reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// The file that says so.
    pub path: String,
    /// The line in it, from 1; none for a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

/// Who excuses a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExcusedBy {
    /// A comment in the description.
    Comment,
    /// The configuration.
    Configuration,
    /// The baseline: the finding was known before.
    Baseline,
}

impl ExcusedBy {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Configuration => "configuration",
            Self::Baseline => "baseline",
        }
    }
}

/// The claim behind a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// Its id in the ledger.
    pub claim: String,
    /// What it says, in our words.
    pub says: String,
    /// The source's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Where they stand: the work and the heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// A place in a file, with what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The node as a JSON Pointer, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// Line of the end, from 1.
    pub end_line: usize,
    /// Column after the last character, from 1.
    pub end_column: usize,
    /// First byte, from 0.
    pub byte_start: usize,
    /// Byte after the last.
    pub byte_end: usize,
    /// What is said of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A file, or a document of one, that could not be read, with what is wrong.
#[derive(Debug, Clone, Serialize)]
pub struct Unreadable {
    /// As given by the user.
    pub path: String,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Source of the snippets.
    #[serde(skip)]
    pub text: Arc<SourceFile>,
}

impl Mark {
    /// A mark on `span` of `text`.
    #[must_use]
    pub fn new(text: &SourceFile, span: Span, pointer: Option<String>, label: Option<String>) -> Self {
        let (at, end) = (text.line_col(span.start), text.line_col(span.end.max(span.start)));
        Self {
            pointer,
            line: at.line,
            column: at.column,
            end_line: end.line,
            end_column: end.column,
            byte_start: span.start,
            byte_end: span.end.max(span.start),
            label,
        }
    }

    /// The stretch of text it covers.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.byte_start, self.byte_end)
    }
}

impl Finding {
    /// What the finding is about: the field as a JSON Pointer and its value as it stands in the file, on
    /// one line. Both are empty for a finding without a place.
    #[must_use]
    pub fn about(&self, text: &SourceFile) -> (String, String) {
        let Some(mark) = self.spans.first() else { return Default::default() };
        let value = text.slice(mark.span()).split_whitespace().collect::<Vec<_>>().join(" ");
        (mark.pointer.clone().unwrap_or_default(), value)
    }

    /// Whether it is held against the programme: more than a note, and not excused.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.severity < Severity::Note && self.excused.is_none()
    }

    /// What is wrong with an input as a text.
    #[must_use]
    pub fn of_source(error: &ParseError, text: &SourceFile) -> Self {
        let here = error.span.map(|span| Mark::new(text, span, None, Some("here".into())));
        let there = error.related.map(|(span, label)| Mark::new(text, span, None, Some(label.into())));
        let message = error.kind.to_string();
        Self {
            code: error.kind.code().into(),
            severity: Severity::Error,
            // A file's name stays as it is written.
            message: if matches!(error.kind, ParseErrorKind::Binary { .. }) { message } else { sentence(&message) },
            help: Some(error.kind.help()),
            spans: here.into_iter().chain(there).collect(),
            ..Self::default()
        }
    }

    /// What the schema does not allow, or what it allows and is worth saying.
    #[must_use]
    pub fn of_schema(error: &SchemaError, text: &SourceFile) -> Self {
        let label = match &error.problem {
            SchemaProblem::UnknownKey { .. } => "no such field",
            SchemaProblem::UnknownValue { .. } => "no such value",
            SchemaProblem::Missing { .. } => "something is missing in here",
            SchemaProblem::UnknownEntry { .. } => "no such section",
            SchemaProblem::NoBeginning { .. } => "it would stand before this",
            SchemaProblem::Repeated { .. } => "again",
            _ => "here",
        };
        let pointer = Some(error.pointer.clone());
        let here = Mark::new(text, error.span, pointer, Some(label.into()));
        let there = error.related.map(|(span, label)| Mark::new(text, span, None, Some(label.into())));
        Self {
            code: error.problem.code().into(),
            severity: Severity::of_schema(&error.problem),
            message: sentence(&error.problem.to_string()),
            help: Some(error.problem.advice().to_string()),
            kind: FindingKind::Schema,
            advice: Some(error.problem.advice()),
            fix: error.fix.clone(),
            spans: std::iter::once(here).chain(there).collect(),
            ..Self::default()
        }
    }
}

/// Gives every finding of one document its fingerprint, from what it is about and not from where it
/// stands: the file as seen from `folder`, the document, the code, the field and the value. Findings that
/// agree in all of these are counted.
pub fn identify(findings: &mut [Finding], text: &SourceFile, document: usize, folder: &Path) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let path = Path::new(text.name());
    let path = path.strip_prefix(folder).or_else(|_| path.strip_prefix(".")).unwrap_or(path).display();
    for finding in findings {
        let (field, value) = finding.about(text);
        let about = format!("{path}\0{document}\0{}\0{field}\0{value}", finding.code);
        let nth = seen.entry(about.clone()).and_modify(|nth| *nth += 1).or_default();
        let digest = Sha256::digest(format!("{about}\0{nth}"));
        finding.fingerprint = digest[..16].iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
    }
}

/// The same words with a capital at the front and a full stop behind.
#[must_use]
pub fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let capital = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let stop = if words.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{capital}{}{stop}", chars.as_str())
}
