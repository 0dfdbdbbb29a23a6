//! One parsed input: its text, its documents and its errors.

use std::sync::Arc;

use crate::{
    binary_format,
    document::{Document, Scalar, Value},
    error::{ParseError, ParseErrorKind, truncate},
    fast_scanner,
    limits::MAX_BYTES,
    origin::Origin,
    parser,
    source_file::{SourceFile, Span},
};

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn parse_any(text: &SourceFile) -> (Vec<Document>, Vec<ParseError>) {
    match fast_scanner::parse(text.content()) {
        Some(document) => (vec![document], Vec::new()),
        None => parser::parse(text),
    }
}

/// A parsed input.
#[derive(Debug)]
pub struct ParsedFile {
    pub text: Arc<SourceFile>,
    /// The valid documents, in input order.
    pub documents: Vec<Document>,
    /// The errors in the other documents.
    pub errors: Vec<ParseError>,
}

impl ParsedFile {
    /// Parses all documents in `bytes`; `name` is the path used in messages.
    ///
    /// Never fails as a whole: an invalid document is left out of `documents` and its errors are in `errors`. Empty
    /// documents are skipped; if there are no others, the result is a [`ParseErrorKind::Empty`] error.
    #[must_use]
    pub fn parse(name: &str, bytes: Vec<u8>) -> Self {
        Self::parse_with(name, bytes, None, parse_any)
    }

    /// [`ParsedFile::parse`] without the fast path; the reference that tests compare it with.
    #[must_use]
    pub fn parse_slow_path(name: &str, bytes: Vec<u8>) -> Self {
        Self::parse_with(name, bytes, None, parser::parse)
    }

    /// Whether [`ParsedFile::parse`] takes the fast path for `text`.
    #[must_use]
    pub fn takes_fast_path(text: &str) -> bool {
        fast_scanner::parse(text).is_some()
    }

    /// [`ParsedFile::parse`] for a text that was made from a form.
    #[must_use]
    pub fn parse_from_form(name: &str, bytes: Vec<u8>, origin: Arc<Origin>) -> Self {
        Self::parse_with(name, bytes, Some(origin), parse_any)
    }

    fn parse_with(
        name: &str,
        bytes: Vec<u8>,
        origin: Option<Arc<Origin>>,
        parse: impl FnOnce(&SourceFile) -> (Vec<Document>, Vec<ParseError>),
    ) -> Self {
        if let Some(format) = binary_format::detect(&bytes) {
            return Self::from_error(name, ParseErrorKind::Binary { name: truncate(file_name(name)), format });
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Self::from_error(name, ParseErrorKind::TooLarge { limit: MAX_BYTES });
        }
        let content = match String::from_utf8(bytes) {
            Ok(content) => content,
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                // The length in the file; in the displayed text a replacement character takes its place.
                let invalid_len = error.utf8_error().error_len().unwrap_or(error.as_bytes().len() - offset);
                let text = SourceFile::new(name, String::from_utf8_lossy(error.as_bytes()));
                let span = Span::new(offset, offset + invalid_len);
                return Self::single_error(text, ParseErrorKind::NotUtf8, Some(span));
            }
        };
        let text = Arc::new(SourceFile::from_origin(name.to_owned(), content, origin));
        let (mut documents, errors) = parse(&text);
        documents.retain(|document| !matches!(document.root().value(), Value::Scalar(Scalar::Null)));
        if documents.is_empty() && errors.is_empty() {
            return Self::single_error(text, ParseErrorKind::Empty, Some(Span::default()));
        }
        Self { text, documents, errors }
    }

    /// Numbers the documents from `first`, for an input that is part of a stream.
    #[must_use]
    pub fn with_first_index(mut self, first: usize) -> Self {
        self.documents.iter_mut().for_each(|document| document.index += first);
        self.errors.iter_mut().for_each(|error| error.document += first);
        self
    }

    /// An input without content, with a single error.
    #[must_use]
    pub fn from_error(name: &str, problem: ParseErrorKind) -> Self {
        Self::single_error(SourceFile::new(name, ""), problem, None)
    }

    fn single_error(text: Arc<SourceFile>, problem: ParseErrorKind, span: Option<Span>) -> Self {
        let error = ParseError { kind: problem, document: 0, span, related: None };
        Self { text, documents: Vec::new(), errors: vec![error] }
    }
}
