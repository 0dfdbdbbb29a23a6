//! An input: a text and its name in messages. The caller reads it.

use std::{cmp::Ordering, path::Path, sync::Arc};

use mentorcheck_yaml::{Document, Origin, ParseErrorKind, ParsedFile};

/// What standard input is called in reports.
pub const STDIN_NAME: &str = "<stdin>";

/// What is to be checked.
#[derive(Debug, Clone)]
pub struct Input {
    /// The path, as messages give it.
    pub path: String,
    /// The number of its first document in a stream of which this is a part, from 0.
    pub first_document: usize,
    /// Whether it was named outright; a file found in a folder is skipped when it describes no programme.
    pub is_explicit: bool,
    /// Its content, or why it could not be read.
    pub content: Result<Vec<u8>, ParseErrorKind>,
    /// Where the content comes from if it was made from a form.
    pub origin: Option<Arc<Origin>>,
}

impl Input {
    /// A text that was named outright; `path` is what messages call it.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), first_document: 0, is_explicit: true, content: Ok(bytes.into()), origin: None }
    }
}

/// Parses an input; read errors become source errors.
#[must_use]
pub fn parse(input: Input) -> ParsedFile {
    match input.content {
        Ok(bytes) => match input.origin {
            None => ParsedFile::parse(&input.path, bytes),
            Some(origin) => ParsedFile::parse_from_form(&input.path, bytes, origin),
        }
        .with_first_index(input.first_document),
        Err(problem) => ParsedFile::from_error(&input.path, problem),
    }
}

/// Whether the root is a mapping, the precondition for an evaluation.
#[must_use]
pub fn is_mapping(document: &Document) -> bool {
    document.root().as_mapping().is_some()
}

/// The order of paths in reports: standard input first, then path by path.
#[must_use]
pub fn path_order(left: &str, right: &str) -> Ordering {
    let sort_key = |path| (path != STDIN_NAME && path != "-", Path::new(path));
    sort_key(left).cmp(&sort_key(right))
}
