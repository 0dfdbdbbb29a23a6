//! What keeps a pack from holding together, and where.

use crate::{
    finding::{Finding, Mark, Severity, Unreadable, sentence},
    source::Source,
};

/// What keeps a pack from holding together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum LinkProblem {
    #[error("this file is not what its place in the pack says: {reason}")]
    NotReadable { reason: String },
    #[error("`{name}` is missing")]
    MissingFile { name: String },
    #[error("there is no {what} `{name}`")]
    Unknown { what: &'static str, name: String, meant: Option<String> },
    #[error("`{field}` has no value `{value}`")]
    UnknownValue { field: String, value: String, meant: Option<String> },
    #[error("`{field}` only informs the reader; nothing can be judged by it")]
    Informative { field: String },
    #[error("`{field}` is {sort}, and cannot be asked like this")]
    WrongTest { field: String, sort: &'static str, advice: &'static str },
    #[error("a condition has one entry; this one has {entries}")]
    NotOneEntry { entries: usize },
    #[error("the {what} `{name}` is there twice")]
    Twice { what: &'static str, name: String },
    #[error("`{name}` has no example under `{which}`")]
    MissingExample { name: String, which: &'static str },
    #[error("the example gives `{field}` {given}, and it takes {taken}")]
    WrongExample { field: String, given: &'static str, taken: &'static str },
}

impl LinkProblem {
    fn code(&self) -> &'static str {
        match self {
            Self::NotReadable { .. } => "pack/not-readable",
            Self::MissingFile { .. } => "pack/missing-file",
            Self::Unknown { .. } => "pack/unknown-name",
            Self::UnknownValue { .. } => "pack/unknown-value",
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
            Self::NotReadable { .. } => "Compare the file with the pack's format in `schemas/pack.schema.json`.".into(),
            Self::MissingFile { .. } => {
                "Add the file; the pack that comes with the program shows what belongs in it.".into()
            }
            Self::Unknown { meant: Some(meant), .. } | Self::UnknownValue { meant: Some(meant), .. } => {
                format!("Did you mean `{meant}`?")
            }
            Self::Unknown { .. } => "Correct the name, or add what it refers to.".into(),
            Self::UnknownValue { .. } | Self::Informative { .. } => {
                "`mentorcheck schema` lists every field with its values.".into()
            }
            Self::WrongTest { advice, .. } => (*advice).into(),
            Self::NotOneEntry { .. } => {
                "Put several conditions under `all:` or `any:`, each as an item of its own.".into()
            }
            Self::Twice { .. } => "Give each its own name.".into(),
            Self::MissingExample { .. } => {
                "Add a small description, as facts by field; what cannot be shown by an example is not understood yet."
                    .into()
            }
            Self::WrongExample { .. } => "Write a list in brackets, and a single value without.".into(),
        }
    }
}

/// The mistakes of one file as findings; each at the JSON Pointer that goes with it.
pub(super) fn at(path: &str, bytes: &[u8], problems: &[(String, LinkProblem)]) -> Unreadable {
    let source = Source::read(path, bytes.to_vec());
    let root = source.documents.first().map(crate::source::Document::root);
    let mark = |pointer: &str| {
        let node = root.and_then(|root| root.find(pointer.split('/').skip(1)))?;
        Some(Mark::new(&source.text, node.span(), Some(pointer.to_owned()), Some("here".into())))
    };
    let findings = problems.iter().map(|(pointer, problem)| Finding {
        code: problem.code().into(),
        severity: Severity::Error,
        message: sentence(&problem.to_string()),
        help: Some(problem.help()),
        why: None,
        url: None,
        spans: mark(pointer).into_iter().collect(),
    });
    Unreadable { path: path.to_owned(), findings: findings.collect(), text: source.text.clone() }
}
