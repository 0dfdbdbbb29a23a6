//! Errors in rule packs and their conversion to findings.

use std::collections::HashSet;

use crate::diagnostic::FindingKind;
use crate::diagnostic::{Finding, Mark, Severity, Unreadable, sentence};
use crate::schema::pointer;
use mentorcheck_yaml::{Document, ParsedFile, Span};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkProblem {
    #[error("this cannot be read: {reason}")]
    NotReadable { reason: String },
    #[error("this file holds more than one document")]
    Several,
    #[error("`{name}` is missing")]
    MissingFile { name: String },
    #[error("the file cannot be read: {reason}")]
    NotOpened { reason: String },
    #[error("it leads out of the folder of the rules, and is not opened")]
    Outside,
    #[error("it is no ordinary file")]
    NotAFile,
    #[error("there are more than {limit} files with rules in the folder")]
    TooManyFiles { limit: usize },
    #[error("the file is larger than {} KB, far more than rules need", .limit / 1024)]
    FileTooLarge { limit: u64 },
    #[error("the files are larger than {} MB together, far more than rules need", .limit / 1_048_576)]
    PackTooLarge { limit: u64 },
    #[error(
        "with this file the rules hold more than {limit} values, or very long ones, their `*` references written out"
    )]
    TooMuch { limit: usize },
    #[error("there are more than {limit} {what}")]
    TooMany { what: &'static str, limit: usize },
    #[error("`all` and `any` stand more than {limit} levels deep in this condition")]
    TooDeep { limit: usize },
    #[error("a character that cannot be shown stands in this text: `{}`", .letter.escape_unicode())]
    Hidden { letter: char },
    #[error("there is no {what} `{name}`")]
    Unknown { what: &'static str, name: String, meant: Option<String> },
    #[error("`{file}` lists no {what} `{name}`")]
    Unlisted { file: String, what: &'static str, name: String, meant: Option<String> },
    #[error("`{field}` has no value `{value}`")]
    UnknownValue { field: String, value: String, meant: Option<String> },
    #[error("`{value}` closes the list `{field}`, and no test can name it")]
    Closing { field: String, value: String },
    #[error("`{field}` can be `{value}`, and no kinds are listed for that label")]
    NoMeaning { field: String, value: String },
    #[error("`{field}` only informs the reader; nothing can be judged by it")]
    Informative { field: String },
    #[error("`{field}` is {sort}, and cannot be asked like this")]
    WrongTest { field: String, sort: &'static str, advice: &'static str },
    #[error("{what} has one entry; this one has {entries}")]
    NotOneEntry { what: &'static str, entries: usize, advice: &'static str },
    #[error("the {what} `{name}` is there twice")]
    Twice { what: &'static str, name: String, first: Place },
    #[error("`{name}` has no example under `{which}`")]
    MissingExample { name: String, which: &'static str },
    #[error("the example gives `{field}` {given}, and it takes {taken}")]
    WrongExample { field: String, given: &'static str, taken: &'static str },
}

/// Location of the first definition of a duplicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// JSON Pointer in the same file.
    Here(String),
    /// Path of another file.
    File(String),
}

impl LinkProblem {
    fn code(&self) -> &'static str {
        match self {
            Self::NotReadable { .. } | Self::Several => "pack/not-readable",
            Self::MissingFile { .. } => "pack/missing-file",
            // Same code as for unreadable descriptions.
            Self::NotOpened { .. } => "source/unreadable",
            Self::Outside | Self::NotAFile => "pack/not-opened",
            Self::Hidden { .. } => "pack/hidden-character",
            Self::TooManyFiles { .. }
            | Self::FileTooLarge { .. }
            | Self::PackTooLarge { .. }
            | Self::TooMuch { .. }
            | Self::TooMany { .. }
            | Self::TooDeep { .. } => "pack/too-large",
            Self::Unknown { .. } | Self::Unlisted { .. } => "pack/unknown-name",
            Self::UnknownValue { .. } | Self::Closing { .. } => "pack/unknown-value",
            Self::NoMeaning { .. } => "pack/missing-meaning",
            Self::Informative { .. } => "pack/informative-field",
            Self::WrongTest { .. } => "pack/wrong-test",
            Self::NotOneEntry { .. } => "pack/not-one-entry",
            Self::Twice { .. } => "pack/twice",
            Self::MissingExample { .. } => "pack/missing-example",
            Self::WrongExample { .. } => "pack/wrong-example",
        }
    }

    fn help(&self) -> String {
        match self {
            Self::NotReadable { .. } => "Compare it with what `mentorcheck schema pack` says of it.".into(),
            Self::Several => "Remove the line `---`, or put what follows it into a file of its own.".into(),
            Self::MissingFile { .. } => {
                "Add the file; the pack that comes with the program shows what belongs in it.".into()
            }
            Self::NotOpened { .. } => "Check the path and the permission to read it.".into(),
            Self::Outside => "Put the file itself into the folder of the rules.".into(),
            Self::NotAFile => "Put the rules themselves there, as a file.".into(),
            Self::TooManyFiles { .. } | Self::FileTooLarge { .. } | Self::PackTooLarge { .. } => {
                "Check that these are the right files: rules have one file for each block and kind, of some pages each."
                    .into()
            }
            Self::Hidden { .. } => "Remove it, or type the text anew.".into(),
            Self::TooMuch { .. } => "Write the values out instead of repeating `*` references to references.".into(),
            Self::TooMany { .. } | Self::TooDeep { .. } => {
                "Divide what is asked: a condition asks one thing, and a pack is about one concept.".into()
            }
            Self::Unknown { meant: Some(meant), .. }
            | Self::Unlisted { meant: Some(meant), .. }
            | Self::UnknownValue { meant: Some(meant), .. } => {
                format!("Did you mean `{meant}`?")
            }
            Self::Unlisted { file, .. } => format!("Add it to `{file}`, or remove this file."),
            Self::Closing { .. } => {
                "Remove it: `none_of` already asks that the list is complete and holds none of its values.".into()
            }
            Self::NoMeaning { .. } => "Add it with the kinds that it may mean, or with an empty list `[]` if the label says nothing about the kind.".into(),
            Self::Unknown { .. } => "Correct the name, or add what it refers to.".into(),
            Self::UnknownValue { .. } | Self::Informative { .. } => {
                "`mentorcheck schema` lists every field with its values.".into()
            }
            Self::WrongTest { advice, .. } | Self::NotOneEntry { advice, .. } => (*advice).into(),
            Self::Twice { first: Place::File(path), .. } => {
                format!("It is also in `{path}`. Give each its own name, or remove one of the two files.")
            }
            Self::Twice { .. } => "Give each its own, or remove one of the two.".into(),
            Self::MissingExample { .. } => {
                "Add a small description, as facts by field; what cannot be shown by an example is not understood yet."
                    .into()
            }
            Self::WrongExample { .. } => "Write a list in brackets, and a single value without.".into(),
        }
    }

    /// The invalid name, if it can be a key in the file. The key is then highlighted instead of its value.
    fn key(&self) -> Option<&str> {
        match self {
            Self::Unknown { name, .. } => Some(name),
            Self::UnknownValue { value, .. } => Some(value),
            Self::Informative { field } | Self::WrongTest { field, .. } => Some(field),
            // The value may be an empty mapping, so the key is highlighted.
            Self::NoMeaning { .. } => Some(MEANINGS),
            _ => None,
        }
    }
}

/// Key of the mapping from labels to kinds.
pub const MEANINGS: &str = "meanings";

/// Converts the errors of one file, each with its JSON Pointer, to findings.
pub fn at(path: &str, bytes: &[u8], problems: &[(String, LinkProblem)]) -> Unreadable {
    let source = ParsedFile::parse(path, bytes.to_vec());
    let root = source.documents.first().map(Document::root);
    let mark = |pointer: &str, key: Option<&str>, label: &str| {
        let root = root.filter(|_| !pointer.is_empty())?;
        let steps: Vec<String> = pointer::steps(pointer).collect();
        let (last, before) = steps.split_last()?;
        let holder = root.find(before.iter().map(String::as_str))?;
        let named = holder.as_mapping().filter(|_| key == Some(last)).and_then(|map| map.key(last)).map(|key| key.span);
        let span = named.or_else(|| Some(root.find(steps.iter().map(String::as_str))?.span()))?;
        Some(Mark::new(&source.text, span, Some(pointer.to_owned()), Some(label.into())))
    };
    let mut findings: Vec<Finding> = Vec::new();
    let mut seen = HashSet::new();
    for (pointer, problem) in problems {
        let first = match problem {
            LinkProblem::Twice { first: Place::Here(pointer), .. } => mark(pointer, None, "it stands here first"),
            _ => None,
        };
        let spans: Vec<Mark> = mark(pointer, problem.key(), "here").into_iter().chain(first).collect();
        let finding = finding(problem, spans);
        // Aliased nodes are visited more than once: report each span once.
        let place = finding.spans.first().map(|mark| (mark.byte_start, mark.byte_end));
        if seen.insert((finding.message.clone(), place)) {
            findings.push(finding);
        }
    }
    Unreadable { path: path.to_owned(), findings, text: source.text }
}

/// Converts an error at a span without a JSON Pointer.
pub fn on(source: &ParsedFile, span: Span, problem: &LinkProblem) -> Unreadable {
    let mark = Mark::new(&source.text, span, None, Some("here".into()));
    let findings = vec![finding(problem, vec![mark])];
    Unreadable { path: source.text.name().to_owned(), findings, text: source.text.clone() }
}

fn finding(problem: &LinkProblem, spans: Vec<Mark>) -> Finding {
    Finding {
        code: problem.code().into(),
        severity: Severity::Error,
        message: sentence(&problem.to_string()),
        help: Some(problem.help()),
        spans,
        kind: FindingKind::Pack,
        ..Finding::default()
    }
}
