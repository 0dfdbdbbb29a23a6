//! Bytes → source: one text, one parse, one tree of nodes with the place of every key and value.
//!
//! YAML 1.2 by its core schema; JSON is YAML. This module alone knows which parser reads it.
//! What YAML offers beyond plain data (tags, merge keys, keys that are no text) is refused with
//! advice rather than read in a way that the writer may not have meant.

mod binary;
mod everyday;
mod indent;
mod parse;
mod problem;
mod scalar;
mod syntax;
mod text;
mod tree;

use std::sync::Arc;

use problem::in_short;
pub use problem::{NotText, Problem, SourceError};
pub use text::{Position, SourceText, Span};
pub(crate) use text::{every, odd};
pub use tree::{Document, Key, List, Map, Node, Scalar, USED, Value};

/// The largest input that is read, in bytes, and the most that a document may come to with its aliases
/// written out. A long description has some ten thousand.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// The deepest nesting that is read, in levels. A description has five.
pub const MAX_DEPTH: usize = 64;
/// The most values that a document may hold, with its aliases written out.
pub const MAX_NODES: usize = 250_000;
/// The most documents that are read of one input. Each is a programme, with a report of its own.
pub const MAX_DOCUMENTS: usize = 1_000;

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// What one input holds.
#[derive(Debug)]
pub struct Source {
    /// Its text.
    pub text: Arc<SourceText>,
    /// The documents that could be read, in order.
    pub documents: Vec<Document>,
    /// What is wrong with the others.
    pub errors: Vec<SourceError>,
}

impl Source {
    /// Reads the documents in `bytes`; `name` is what messages call the input.
    ///
    /// Never fails as a whole: a document with a mistake is missing from `documents` and its
    /// mistakes are in `errors`. Empty documents are passed over, unless there is nothing else.
    #[must_use]
    pub fn read(name: &str, bytes: Vec<u8>) -> Self {
        Self::read_by(name, bytes, |text| match everyday::document(text.content()) {
            Some(document) => (vec![document], Vec::new()),
            None => parse::documents(text),
        })
    }

    /// The same by the parser alone: what the short way of [`Source::read`] is held against.
    #[must_use]
    pub fn read_in_full(name: &str, bytes: Vec<u8>) -> Self {
        Self::read_by(name, bytes, parse::documents)
    }

    /// Whether [`Source::read`] takes the short way with this text.
    #[must_use]
    pub fn is_everyday(text: &str) -> bool {
        everyday::document(text).is_some()
    }

    fn read_by(
        name: &str,
        bytes: Vec<u8>,
        documents: impl FnOnce(&SourceText) -> (Vec<Document>, Vec<SourceError>),
    ) -> Self {
        if let Some(kind) = binary::kind_of(&bytes) {
            return Self::failed(name, Problem::Binary { name: in_short(file_name(name)), kind });
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Self::failed(name, Problem::TooLarge { limit: MAX_BYTES });
        }
        let content = match String::from_utf8(bytes) {
            Ok(content) => content,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                // As many bytes as stand in the file; the text shown holds a replacement for them.
                let wrong = error.utf8_error().error_len().unwrap_or(error.as_bytes().len() - at);
                let text = SourceText::new(name, String::from_utf8_lossy(error.as_bytes()));
                let span = Span::new(at, at + wrong);
                return Self::wrong(text, Problem::NotUtf8, Some(span));
            }
        };
        let text = SourceText::new(name, content);
        let (mut documents, errors) = documents(&text);
        documents.retain(|document| !matches!(document.root().value(), Value::Scalar(Scalar::Null)));
        if documents.is_empty() && errors.is_empty() {
            return Self::wrong(text, Problem::Empty, Some(Span::default()));
        }
        Self { text, documents, errors }
    }

    /// The same as a part of a stream, in which its first document has this number.
    #[must_use]
    pub fn numbered_from(mut self, first: usize) -> Self {
        self.documents.iter_mut().for_each(|document| document.index += first);
        self.errors.iter_mut().for_each(|error| error.document += first);
        self
    }

    /// An input of which there is nothing to read.
    #[must_use]
    pub fn failed(name: &str, problem: Problem) -> Self {
        Self::wrong(SourceText::new(name, ""), problem, None)
    }

    fn wrong(text: Arc<SourceText>, problem: Problem, span: Option<Span>) -> Self {
        let error = SourceError { problem, document: 0, span, related: None };
        Self { text, documents: Vec::new(), errors: vec![error] }
    }
}
