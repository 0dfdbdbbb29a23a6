//! One parsed input: its text, its documents and its errors.

use std::sync::Arc;

use crate::{
    binary_format,
    document::{Document, Scalar, Value},
    error::{Problem, SourceError, in_short},
    fast_scanner,
    limits::MAX_BYTES,
    parser,
    source_file::{SourceText, Span},
};

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A parsed input.
#[derive(Debug)]
pub struct Source {
    pub text: Arc<SourceText>,
    /// The valid documents, in input order.
    pub documents: Vec<Document>,
    /// The errors in the other documents.
    pub errors: Vec<SourceError>,
}

impl Source {
    /// Parses all documents in `bytes`; `name` is the path used in messages.
    ///
    /// Never fails as a whole: an invalid document is left out of `documents` and its errors are in `errors`. Empty
    /// documents are skipped; if there are no others, the result is a [`Problem::Empty`] error.
    #[must_use]
    pub fn read(name: &str, bytes: Vec<u8>) -> Self {
        Self::read_by(name, bytes, |text| match fast_scanner::document(text.content()) {
            Some(document) => (vec![document], Vec::new()),
            None => parser::documents(text),
        })
    }

    /// [`Source::read`] without the fast path; the reference that tests compare it with.
    #[must_use]
    pub fn read_in_full(name: &str, bytes: Vec<u8>) -> Self {
        Self::read_by(name, bytes, parser::documents)
    }

    /// Whether [`Source::read`] takes the fast path for `text`.
    #[must_use]
    pub fn is_everyday(text: &str) -> bool {
        fast_scanner::document(text).is_some()
    }

    fn read_by(
        name: &str,
        bytes: Vec<u8>,
        documents: impl FnOnce(&SourceText) -> (Vec<Document>, Vec<SourceError>),
    ) -> Self {
        if let Some(kind) = binary_format::kind_of(&bytes) {
            return Self::failed(name, Problem::Binary { name: in_short(file_name(name)), kind });
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Self::failed(name, Problem::TooLarge { limit: MAX_BYTES });
        }
        let content = match String::from_utf8(bytes) {
            Ok(content) => content,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                // The length in the file; in the displayed text a replacement character takes its place.
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

    /// Numbers the documents from `first`, for an input that is part of a stream.
    #[must_use]
    pub fn numbered_from(mut self, first: usize) -> Self {
        self.documents.iter_mut().for_each(|document| document.index += first);
        self.errors.iter_mut().for_each(|error| error.document += first);
        self
    }

    /// An input without content, with a single error.
    #[must_use]
    pub fn failed(name: &str, problem: Problem) -> Self {
        Self::wrong(SourceText::new(name, ""), problem, None)
    }

    fn wrong(text: Arc<SourceText>, problem: Problem, span: Option<Span>) -> Self {
        let error = SourceError { problem, document: 0, span, related: None };
        Self { text, documents: Vec::new(), errors: vec![error] }
    }
}
