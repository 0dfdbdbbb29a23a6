//! Errors in rule packs and their conversion to findings.

use std::collections::HashSet;

use crate::diagnostic::FindingKind;
use crate::schema::pointer;
use crate::{
    clause::to_sentence,
    diagnostic::{FileDiagnostics, Finding, Severity, SourceLocation},
};
use mentorcheck_yaml::{Document, ParsedFile, Span};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackErrorKind {
    #[error("this cannot be read: {reason}")]
    Deserialize { reason: String },
    #[error("this file holds more than one document")]
    MultipleDocuments,
    #[error("`{name}` is missing")]
    MissingFile { name: String },
    #[error("the file cannot be read: {reason}")]
    Io { reason: String },
    #[error("it leads out of the folder of the rules, and is not opened")]
    OutsideRoot,
    #[error("it is no ordinary file")]
    NotRegularFile,
    #[error("there are more than {limit} files with rules in the folder")]
    TooManyFiles { limit: usize },
    #[error("the file is larger than {} KB, far more than rules need", .limit / 1024)]
    FileTooLarge { limit: u64 },
    #[error("the files are larger than {} MB together, far more than rules need", .limit / 1_048_576)]
    PackTooLarge { limit: u64 },
    #[error(
        "with this file the rules hold more than {limit} values, or very long ones, their `*` references written out"
    )]
    TooManyValues { limit: usize },
    #[error("there are more than {limit} {what}")]
    TooManyItems { what: &'static str, limit: usize },
    #[error("`all` and `any` stand more than {limit} levels deep in this condition")]
    TooDeep { limit: usize },
    #[error("a character that cannot be shown stands in this text: `{}`", .letter.escape_unicode())]
    UnsafeChar { letter: char },
    #[error("there is no {what} `{name}`")]
    UnknownName { what: &'static str, name: String, suggestion: Option<String> },
    #[error("`{file}` lists no {what} `{name}`")]
    Unlisted { file: String, what: &'static str, name: String, suggestion: Option<String> },
    #[error("`{field}` has no value `{value}`")]
    UnknownValue { field: String, value: String, suggestion: Option<String> },
    #[error("`{value}` closes the list `{field}`, and no test can name it")]
    ClosingValue { field: String, value: String },
    #[error("`{field}` can be `{value}`, and no kinds are listed for that label")]
    MissingLabelKinds { field: String, value: String },
    #[error("`{field}` only informs the reader; nothing can be judged by it")]
    InformativeField { field: String },
    #[error("`{field}` is {sort}, and cannot be asked like this")]
    OperatorMismatch { field: String, sort: &'static str, advice: &'static str },
    #[error("{what} has one entry; this one has {entries}")]
    NotSingleEntry { what: &'static str, entries: usize, advice: &'static str },
    #[error("the {what} `{name}` is there twice")]
    Duplicate { what: &'static str, name: String, first: FirstDefinition },
    #[error("`{name}` has no example under `{which}`")]
    MissingExample { name: String, which: &'static str },
    #[error("the example gives `{field}` {given}, and it takes {taken}")]
    ExampleTypeMismatch { field: String, given: &'static str, taken: &'static str },
}

/// Location of the first definition of a duplicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FirstDefinition {
    /// JSON Pointer in the same file.
    SameFile(String),
    /// Path of another file.
    OtherFile(String),
}

impl PackErrorKind {
    fn code(&self) -> &'static str {
        match self {
            Self::Deserialize { .. } | Self::MultipleDocuments => "pack/not-readable",
            Self::MissingFile { .. } => "pack/missing-file",
            // Same code as for unreadable descriptions.
            Self::Io { .. } => "source/unreadable",
            Self::OutsideRoot | Self::NotRegularFile => "pack/not-opened",
            Self::UnsafeChar { .. } => "pack/hidden-character",
            Self::TooManyFiles { .. }
            | Self::FileTooLarge { .. }
            | Self::PackTooLarge { .. }
            | Self::TooManyValues { .. }
            | Self::TooManyItems { .. }
            | Self::TooDeep { .. } => "pack/too-large",
            Self::UnknownName { .. } | Self::Unlisted { .. } => "pack/unknown-name",
            Self::UnknownValue { .. } | Self::ClosingValue { .. } => "pack/unknown-value",
            Self::MissingLabelKinds { .. } => "pack/missing-meaning",
            Self::InformativeField { .. } => "pack/informative-field",
            Self::OperatorMismatch { .. } => "pack/wrong-test",
            Self::NotSingleEntry { .. } => "pack/not-one-entry",
            Self::Duplicate { .. } => "pack/twice",
            Self::MissingExample { .. } => "pack/missing-example",
            Self::ExampleTypeMismatch { .. } => "pack/wrong-example",
        }
    }

    fn help(&self) -> String {
        match self {
            Self::Deserialize { .. } => "Compare it with what `mentorcheck schema pack` says of it.".into(),
            Self::MultipleDocuments => "Remove the line `---`, or put what follows it into a file of its own.".into(),
            Self::MissingFile { .. } => {
                "Add the file; the pack that comes with the program shows what belongs in it.".into()
            }
            Self::Io { .. } => "Check the path and the permission to read it.".into(),
            Self::OutsideRoot => "Put the file itself into the folder of the rules.".into(),
            Self::NotRegularFile => "Put the rules themselves there, as a file.".into(),
            Self::TooManyFiles { .. } | Self::FileTooLarge { .. } | Self::PackTooLarge { .. } => {
                "Check that these are the right files: rules have one file for each block and kind, of some pages each."
                    .into()
            }
            Self::UnsafeChar { .. } => "Remove it, or type the text anew.".into(),
            Self::TooManyValues { .. } => "Write the values out instead of repeating `*` references to references.".into(),
            Self::TooManyItems { .. } | Self::TooDeep { .. } => {
                "Divide what is asked: a condition asks one thing, and a pack is about one concept.".into()
            }
            Self::UnknownName { suggestion: Some(meant), .. }
            | Self::Unlisted { suggestion: Some(meant), .. }
            | Self::UnknownValue { suggestion: Some(meant), .. } => {
                format!("Did you mean `{meant}`?")
            }
            Self::Unlisted { file, .. } => format!("Add it to `{file}`, or remove this file."),
            Self::ClosingValue { .. } => {
                "Remove it: `none_of` already asks that the list is complete and holds none of its values.".into()
            }
            Self::MissingLabelKinds { .. } => "Add it with the kinds that it may mean, or with an empty list `[]` if the label says nothing about the kind.".into(),
            Self::UnknownName { .. } => "Correct the name, or add what it refers to.".into(),
            Self::UnknownValue { .. } | Self::InformativeField { .. } => {
                "`mentorcheck schema` lists every field with its values.".into()
            }
            Self::OperatorMismatch { advice, .. } | Self::NotSingleEntry { advice, .. } => (*advice).into(),
            Self::Duplicate { first: FirstDefinition::OtherFile(path), .. } => {
                format!("It is also in `{path}`. Give each its own name, or remove one of the two files.")
            }
            Self::Duplicate { .. } => "Give each its own, or remove one of the two.".into(),
            Self::MissingExample { .. } => {
                "Add a small description, as facts by field; what cannot be shown by an example is not understood yet."
                    .into()
            }
            Self::ExampleTypeMismatch { .. } => "Write a list in brackets, and a single value without.".into(),
        }
    }

    /// The invalid name, if it can be a key in the file. The key is then highlighted instead of its value.
    fn highlighted_key(&self) -> Option<&str> {
        match self {
            Self::UnknownName { name, .. } => Some(name),
            Self::UnknownValue { value, .. } => Some(value),
            Self::InformativeField { field } | Self::OperatorMismatch { field, .. } => Some(field),
            // The value may be an empty mapping, so the key is highlighted.
            Self::MissingLabelKinds { .. } => Some(MEANINGS_KEY),
            _ => None,
        }
    }
}

/// Key of the mapping from labels to kinds.
pub const MEANINGS_KEY: &str = "meanings";

/// Converts the errors of one file, each with its JSON Pointer, to findings.
pub fn diagnostics_at(path: &str, bytes: &[u8], errors: &[(String, PackErrorKind)]) -> FileDiagnostics {
    let source = ParsedFile::parse(path, bytes.to_vec());
    let root = source.documents.first().map(Document::root);
    let locate = |pointer: &str, key: Option<&str>, label: &str| {
        let root = root.filter(|_| !pointer.is_empty())?;
        let segments: Vec<String> = pointer::steps(pointer).collect();
        let (last, parents) = segments.split_last()?;
        let parent = root.find(parents.iter().map(String::as_str))?;
        let key_span =
            parent.as_mapping().filter(|_| key == Some(last)).and_then(|map| map.key(last)).map(|key| key.span);
        let span = key_span.or_else(|| Some(root.find(segments.iter().map(String::as_str))?.span()))?;
        Some(SourceLocation::new(&source.text, span, Some(pointer.to_owned()), Some(label.into())))
    };
    let mut findings: Vec<Finding> = Vec::new();
    let mut seen = HashSet::new();
    for (pointer, error) in errors {
        let first = match error {
            PackErrorKind::Duplicate { first: FirstDefinition::SameFile(pointer), .. } => {
                locate(pointer, None, "it stands here first")
            }
            _ => None,
        };
        let spans: Vec<SourceLocation> =
            locate(pointer, error.highlighted_key(), "here").into_iter().chain(first).collect();
        let finding = build_finding(error, spans);
        // Aliased nodes are visited more than once: report each span once.
        let range = finding.spans.first().map(|location| (location.byte_start, location.byte_end));
        if seen.insert((finding.message.clone(), range)) {
            findings.push(finding);
        }
    }
    FileDiagnostics { path: path.to_owned(), findings, file: source.text }
}

/// Converts an error at a span without a JSON Pointer.
#[must_use]
pub fn diagnostic_on(source: &ParsedFile, span: Span, error: &PackErrorKind) -> FileDiagnostics {
    let location = SourceLocation::new(&source.text, span, None, Some("here".into()));
    let findings = vec![build_finding(error, vec![location])];
    FileDiagnostics { path: source.text.name().to_owned(), findings, file: source.text.clone() }
}

fn build_finding(error: &PackErrorKind, spans: Vec<SourceLocation>) -> Finding {
    Finding {
        code: error.code().into(),
        severity: Severity::Error,
        message: to_sentence(&error.to_string()),
        help: Some(error.help()),
        spans,
        kind: FindingKind::Pack,
        ..Finding::default()
    }
}
