//! Splits a stream into documents with bounded memory: only one document is held at a time.
//!
//! A line that starts with `---` starts a document and `...` ends one, regardless of context (YAML 1.2, section 9.1.2).
//! Each document is an input of its own, with its own line numbers.

use std::io::{self, BufRead, Read};

use crate::input::read;
use mentorcheck_core::input::{Input, STDIN_NAME};
use mentorcheck_yaml::{MAX_BYTES, Problem};

/// The maximum number of documents of a stream for report formats that are not streaming.
pub const MAX_KEPT: usize = 10_000;
/// The read size while skipping, in bytes.
const PIECE: u64 = 64 * 1024;
/// How much of an oversized document is skipped before the stream is abandoned, in bytes: it may be endless.
const PASSED_OVER: u64 = 2 * MAX_BYTES;

/// Iterates over the documents of a stream.
#[derive(Debug)]
pub struct Documents<R> {
    reader: R,
    /// A line that was read but starts the next document.
    carried: Vec<u8>,
    number: usize,
    limit: Option<usize>,
    /// Whether any document was returned.
    told: bool,
    /// Whether the rest of an oversized document has to be skipped.
    passing: bool,
    ended: bool,
}

/// A document under construction.
#[derive(Default)]
struct Open {
    text: Vec<u8>,
    /// Whether it has a `---` marker.
    marked: bool,
    /// Whether it has content other than comments, directives and markers.
    holds: bool,
}

impl<R: BufRead> Documents<R> {
    /// After `limit` documents, the iterator returns an error and ends.
    pub fn new(reader: R, limit: Option<usize>) -> Self {
        Self { reader, carried: Vec::new(), number: 0, limit, told: false, passing: false, ended: false }
    }

    /// The next line with its line break, cut at `room` bytes; empty at the end of the stream.
    fn line(&mut self, room: u64) -> io::Result<Vec<u8>> {
        if !self.carried.is_empty() {
            return Ok(std::mem::take(&mut self.carried));
        }
        let mut line = Vec::new();
        self.reader.by_ref().take(room).read_until(b'\n', &mut line)?;
        Ok(line)
    }

    /// The next document, or what is left at the end of the stream.
    fn document(&mut self) -> Result<Open, Problem> {
        let mut open = Open::default();
        loop {
            let room = MAX_BYTES + 1 - open.text.len() as u64;
            let line = self.line(room).map_err(|error| {
                self.ended = true;
                read::problem(&error)
            })?;
            if line.is_empty() {
                self.ended = true;
                return Ok(open);
            }
            let begins = marks(&line, b"---");
            if begins && (open.marked || open.holds) {
                self.carried = line;
                return Ok(open);
            }
            let ends = marks(&line, b"...");
            open.marked |= begins;
            open.holds |= !ends && says(&line[if begins { 3 } else { 0 }..], open.marked);
            open.text.extend(line);
            if open.text.len() as u64 > MAX_BYTES {
                self.passing = true;
                return Err(Problem::TooLarge { limit: MAX_BYTES });
            }
            if ends {
                return Ok(open);
            }
        }
    }

    /// Skips to the start of the next document.
    ///
    /// # Errors
    /// If it is too far away; then the stream ends.
    fn pass_over(&mut self) -> Result<(), Problem> {
        self.passing = false;
        let (mut at_start, mut passed) = (false, 0);
        let mut piece = Vec::new();
        while passed < PASSED_OVER {
            piece.clear();
            let read = self.reader.by_ref().take(PIECE).read_until(b'\n', &mut piece);
            // An I/O error ends the stream: reading again would fail again.
            let Ok(length @ 1..) = read else {
                self.ended = true;
                return Ok(());
            };
            if at_start && marks(&piece, b"---") {
                self.carried = piece;
                return Ok(());
            }
            at_start = piece.ends_with(b"\n");
            passed += length as u64;
        }
        self.ended = true;
        Err(Problem::TooLarge { limit: PASSED_OVER })
    }
}

impl<R: BufRead> Iterator for Documents<R> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        while !self.ended {
            if let Some(limit) = self.limit.filter(|limit| self.number >= *limit) {
                self.ended = true;
                let content = Err(Problem::TooManyDocuments { limit });
                return Some(Input { path: STDIN_NAME.into(), document: self.number, named: true, content });
            }
            let document = self.number;
            let passed = if self.passing { self.pass_over() } else { Ok(()) };
            if passed.is_ok() && self.ended {
                break;
            }
            let content = match passed.and_then(|()| self.document()) {
                // An empty stream is reported as one empty document.
                Ok(open) if !open.holds && (self.told || !self.ended) => {
                    self.number += usize::from(open.marked);
                    continue;
                }
                Ok(open) => Ok(open.text),
                Err(problem) => Err(problem),
            };
            self.number += 1;
            self.told = true;
            return Some(Input { path: STDIN_NAME.into(), document, named: true, content });
        }
        None
    }
}

/// Whether a line is a document marker: the three characters, then whitespace or the end.
fn marks(line: &[u8], marker: &[u8]) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.first().is_none_or(|byte| b" \t\r\n".contains(byte)))
}

/// Whether a line has content: not a comment, nor a directive before a `---` marker.
fn says(line: &[u8], marked: bool) -> bool {
    let mut rest = line.trim_ascii_start().iter();
    match rest.next() {
        None | Some(b'#') => false,
        Some(b'%') => marked,
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(stream: &[u8], limit: Option<usize>) -> Vec<(usize, Result<String, Problem>)> {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the test stream is UTF-8");
        Documents::new(stream, limit).map(|input| (input.document, input.content.map(text))).collect()
    }

    #[test]
    fn a_stream_falls_apart_where_documents_begin_and_end() {
        for (stream, documents) in [
            ("a: b\n", vec![(0, "a: b\n")]),
            ("", vec![(0, "")]),
            ("# c\n", vec![(0, "# c\n")]),
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
        assert_eq!(read[0], (0, Err(Problem::TooLarge { limit: MAX_BYTES })));
        assert_eq!(read[1..], [(1, Ok("---\nb: c\n".to_owned()))]);
    }

    #[test]
    fn no_more_documents_are_kept_than_may_be() {
        let read = read("--- a\n".repeat(5).as_bytes(), Some(3));
        assert_eq!(read.len(), 4);
        assert_eq!(read[3], (3, Err(Problem::TooManyDocuments { limit: 3 })));
    }
}
