//! Splits a stream into documents with bounded memory: only one document is held at a time.
//!
//! A line that starts with `---` starts a document and `...` ends one, regardless of context (YAML 1.2, section 9.1.2).
//! Each document is an input of its own, with its own line numbers.

use std::io::{self, BufRead, Read};

use crate::input::read;
use mentorcheck_core::input::{Input, STDIN_NAME};
use mentorcheck_yaml::{MAX_BYTES, ParseErrorKind};

/// The maximum number of documents of a stream for report formats that are not streaming.
pub const MAX_BUFFERED: usize = 10_000;
/// The read size while skipping, in bytes.
const SKIP_CHUNK: u64 = 64 * 1024;
/// How much of an oversized document is skipped before the stream is abandoned, in bytes: it may be endless.
const MAX_SKIPPED: u64 = 2 * MAX_BYTES;

/// Iterates over the documents of a stream.
#[derive(Debug)]
pub struct DocumentStream<R> {
    reader: R,
    /// A line that was read but starts the next document.
    peeked_line: Vec<u8>,
    count: usize,
    limit: Option<usize>,
    /// Whether the rest of an oversized document has to be skipped.
    is_skipping: bool,
    ended: bool,
}

/// A document under construction.
#[derive(Default)]
struct PartialDocument {
    text: Vec<u8>,
    /// Whether it has a `---` marker.
    has_marker: bool,
    /// Whether it has content other than comments, directives and markers.
    has_content: bool,
}

impl<R: BufRead> DocumentStream<R> {
    /// After `limit` documents, the iterator returns an error and ends.
    pub fn new(reader: R, limit: Option<usize>) -> Self {
        Self { reader, peeked_line: Vec::new(), count: 0, limit, is_skipping: false, ended: false }
    }

    /// The next line with its line break, cut at `room` bytes; empty at the end of the stream.
    fn next_line(&mut self, max_len: u64) -> io::Result<Vec<u8>> {
        if !self.peeked_line.is_empty() {
            return Ok(std::mem::take(&mut self.peeked_line));
        }
        let mut line = Vec::new();
        self.reader.by_ref().take(max_len).read_until(b'\n', &mut line)?;
        Ok(line)
    }

    /// The next document, or what is left at the end of the stream.
    fn next_document(&mut self) -> Result<PartialDocument, ParseErrorKind> {
        let mut partial = PartialDocument::default();
        loop {
            let max_len = MAX_BYTES + 1 - partial.text.len() as u64;
            let line = self.next_line(max_len).map_err(|error| {
                self.ended = true;
                read::problem(&error)
            })?;
            if line.is_empty() {
                self.ended = true;
                return Ok(partial);
            }
            let starts = is_marker(&line, b"---");
            if starts && (partial.has_marker || partial.has_content) {
                self.peeked_line = line;
                return Ok(partial);
            }
            let ends = is_marker(&line, b"...");
            partial.has_marker |= starts;
            partial.has_content |= !ends && has_content(&line[if starts { 3 } else { 0 }..], partial.has_marker);
            partial.text.extend(line);
            if partial.text.len() as u64 > MAX_BYTES {
                self.is_skipping = true;
                return Err(ParseErrorKind::TooLarge { limit: MAX_BYTES });
            }
            if ends {
                return Ok(partial);
            }
        }
    }

    /// Skips to the start of the next document.
    ///
    /// # Errors
    /// If it is too far away; then the stream ends.
    fn skip_document(&mut self) -> Result<(), ParseErrorKind> {
        self.is_skipping = false;
        let (mut at_line_start, mut skipped) = (false, 0);
        let mut chunk = Vec::new();
        while skipped < MAX_SKIPPED {
            chunk.clear();
            let read = self.reader.by_ref().take(SKIP_CHUNK).read_until(b'\n', &mut chunk);
            // An I/O error ends the stream: reading again would fail again.
            let Ok(length @ 1..) = read else {
                self.ended = true;
                return Ok(());
            };
            if at_line_start && is_marker(&chunk, b"---") {
                self.peeked_line = chunk;
                return Ok(());
            }
            at_line_start = chunk.ends_with(b"\n");
            skipped += length as u64;
        }
        self.ended = true;
        Err(ParseErrorKind::TooLarge { limit: MAX_SKIPPED })
    }
}

impl<R: BufRead> Iterator for DocumentStream<R> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        while !self.ended {
            if let Some(limit) = self.limit.filter(|limit| self.count >= *limit) {
                self.ended = true;
                let content = Err(ParseErrorKind::TooManyDocuments { limit });
                return Some(Input {
                    path: STDIN_NAME.into(),
                    first_document: self.count,
                    is_explicit: true,
                    content,
                    origin: None,
                });
            }
            let document = self.count;
            let skipped = if self.is_skipping { self.skip_document() } else { Ok(()) };
            if skipped.is_ok() && self.ended {
                break;
            }
            let content = match skipped.and_then(|()| self.next_document()) {
                Ok(partial) if !partial.has_content => {
                    self.count += usize::from(partial.has_marker);
                    continue;
                }
                Ok(partial) => Ok(partial.text),
                Err(problem) => Err(problem),
            };
            self.count += 1;
            return Some(Input {
                path: STDIN_NAME.into(),
                first_document: document,
                is_explicit: true,
                content,
                origin: None,
            });
        }
        None
    }
}

/// Whether a line is a document marker: the three characters, then whitespace or the end.
fn is_marker(line: &[u8], marker: &[u8]) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.first().is_none_or(|byte| b" \t\r\n".contains(byte)))
}

/// Whether a line has content: not a comment, nor a directive before a `---` marker.
fn has_content(line: &[u8], has_marker: bool) -> bool {
    let mut rest = line.trim_ascii_start().iter();
    match rest.next() {
        None | Some(b'#') => false,
        Some(b'%') => has_marker,
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(stream: &[u8], limit: Option<usize>) -> Vec<(usize, Result<String, ParseErrorKind>)> {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the test stream is UTF-8");
        DocumentStream::new(stream, limit).map(|input| (input.first_document, input.content.map(text))).collect()
    }

    #[test]
    fn a_stream_falls_apart_where_documents_begin_and_end() {
        for (stream, documents) in [
            ("a: b\n", vec![(0, "a: b\n")]),
            ("", vec![]),
            ("# c\n", vec![]),
            ("---\na: b\n---\nc: d", vec![(0, "---\na: b\n"), (1, "---\nc: d")]),
            ("# x\n---\na: b\n...\n# y\n---\nc: d\n", vec![(0, "# x\n---\na: b\n...\n"), (1, "# y\n---\nc: d\n")]),
            (
                "%YAML 1.2\n---\na: b\n...\n%YAML 1.2\n---\nc: d\n",
                vec![(0, "%YAML 1.2\n---\na: b\n...\n"), (1, "%YAML 1.2\n---\nc: d\n")],
            ),
            ("---\n---\na: b\n---\n# nothing\n", vec![(1, "---\na: b\n")]),
            ("--- a\n--- b\n", vec![(0, "--- a\n"), (1, "--- b\n")]),
            ("---a: b\n----\n", vec![(0, "---a: b\n----\n")]),
        ] {
            let expected: Vec<_> = documents.into_iter().map(|(number, text)| (number, Ok(text.to_owned()))).collect();
            assert_eq!(read(stream.as_bytes(), None), expected, "{stream}");
        }
    }

    #[test]
    fn a_document_that_is_too_large_does_not_hide_the_next() {
        let stream = format!("a: {}\n---\nb: c\n", "x".repeat(usize::try_from(MAX_BYTES).expect("fits in usize") + 9));
        let read = read(stream.as_bytes(), None);
        assert_eq!(read[0], (0, Err(ParseErrorKind::TooLarge { limit: MAX_BYTES })));
        assert_eq!(read[1..], [(1, Ok("---\nb: c\n".to_owned()))]);
    }

    #[test]
    fn no_more_documents_are_kept_than_may_be() {
        let read = read("--- a\n".repeat(5).as_bytes(), Some(3));
        assert_eq!(read.len(), 4);
        assert_eq!(read[3], (3, Err(ParseErrorKind::TooManyDocuments { limit: 3 })));
    }
}
