//! What keeps a pack from holding together, and where.

use crate::{
    finding::{Finding, Mark, Severity, Unreadable, sentence},
    source::{Document, Source, Span},
};

/// What keeps a pack from holding together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum LinkProblem {
    #[error("this cannot be read: {reason}")]
    NotReadable { reason: String },
    #[error("this file holds more than one document")]
    Several,
    #[error("`{name}` is missing")]
    MissingFile { name: String },
    #[error("there is no {what} `{name}`")]
    Unknown { what: &'static str, name: String, meant: Option<String> },
    #[error("`{file}` lists no {what} `{name}`")]
    Unlisted { file: String, what: &'static str, name: String, meant: Option<String> },
    #[error("`{field}` has no value `{value}`")]
    UnknownValue { field: String, value: String, meant: Option<String> },
    #[error("`{value}` closes the list `{field}`, and no test can name it")]
    Closing { field: String, value: String },
    #[error("`{field}` can be `{value}`, and nothing says what that means")]
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

/// Where a thing that is there twice stands first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// In the same file, at this JSON Pointer.
    Here(String),
    /// In this other file.
    File(String),
}

impl LinkProblem {
    fn code(&self) -> &'static str {
        match self {
            Self::NotReadable { .. } | Self::Several => "pack/not-readable",
            Self::MissingFile { .. } => "pack/missing-file",
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
            Self::Unknown { meant: Some(meant), .. }
            | Self::Unlisted { meant: Some(meant), .. }
            | Self::UnknownValue { meant: Some(meant), .. } => {
                format!("Did you mean `{meant}`?")
            }
            Self::Unlisted { file, .. } => format!("Add it to `{file}`, or remove this file."),
            Self::Closing { .. } => {
                "Remove it: `none_of` already asks that the list is complete and holds none of its values.".into()
            }
            Self::NoMeaning { .. } => "Add it, with a list of kinds or the word `any`.".into(),
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

    /// The name that is wrong, where it may be a key of the file.
    fn key(&self) -> Option<&str> {
        match self {
            Self::Unknown { name, .. } => Some(name),
            Self::UnknownValue { value, .. } => Some(value),
            Self::Informative { field } | Self::WrongTest { field, .. } => Some(field),
            // What has nothing in it is shown by its name alone.
            Self::NoMeaning { .. } => Some(MEANINGS),
            _ => None,
        }
    }
}

/// The key under which the meanings of labels stand.
pub(super) const MEANINGS: &str = "meanings";

/// The mistakes of one file as findings; each at the JSON Pointer that goes with it.
pub(super) fn at(path: &str, bytes: &[u8], problems: &[(String, LinkProblem)]) -> Unreadable {
    let source = Source::read(path, bytes.to_vec());
    let root = source.documents.first().map(Document::root);
    let mark = |pointer: &str, key: Option<&str>, label: &str| {
        let root = root.filter(|_| !pointer.is_empty())?;
        let (before, last) = pointer.rsplit_once('/')?;
        let holder = root.find(before.split('/').skip(1))?;
        let named = holder.map().filter(|_| key == Some(last)).and_then(|map| map.key(last)).map(|key| key.span);
        let span = named.or_else(|| Some(root.find(pointer.split('/').skip(1))?.span()))?;
        Some(Mark::new(&source.text, span, Some(pointer.to_owned()), Some(label.into())))
    };
    let mut findings: Vec<Finding> = Vec::new();
    for (pointer, problem) in problems {
        let first = match problem {
            LinkProblem::Twice { first: Place::Here(pointer), .. } => mark(pointer, None, "it stands here first"),
            _ => None,
        };
        let spans: Vec<Mark> = mark(pointer, problem.key(), "here").into_iter().chain(first).collect();
        let finding = finding(problem, spans);
        // What is written once and used twice is wrong once.
        let same = |other: &Finding| {
            let place = |one: &Finding| one.spans.first().map(|mark| (mark.byte_start, mark.byte_end));
            other.message == finding.message && place(other) == place(&finding)
        };
        if !findings.iter().any(same) {
            findings.push(finding);
        }
    }
    Unreadable { path: path.to_owned(), findings, text: source.text }
}

/// A mistake that stands on `span`, which no JSON Pointer leads to.
pub(super) fn on(source: &Source, span: Span, problem: &LinkProblem) -> Unreadable {
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
        ..Finding::default()
    }
}
