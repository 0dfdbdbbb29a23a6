//! An input text, with an index that converts byte offsets to lines and columns.

use std::sync::{Arc, OnceLock};

use memchr::memchr2_iter;

use crate::origin::Origin;

/// A half-open range of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// A line and column as editors show them, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    pub line: usize,
    /// In characters. A byte-order mark is not counted.
    pub column: usize,
}

/// An input text with an index of lines and characters: a position takes a binary search and a bounded scan,
/// however long the line is.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    content: String,
    line_starts: Vec<usize>,
    /// If the text was made from a form.
    origin: Option<Arc<Origin>>,
    /// The number of characters before each [`STRIDE`]th byte; built for the first long line.
    char_counts: OnceLock<Vec<usize>>,
}

/// In bytes.
const STRIDE: usize = 1024;

const BYTE_ORDER_MARK: char = '\u{feff}';

impl SourceFile {
    /// `name` is the path used in messages, or `<stdin>`.
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<String>) -> Arc<Self> {
        Arc::new(Self::from_origin(name.into(), content.into(), None))
    }

    /// A text that was made from a form.
    #[must_use]
    pub(crate) fn from_origin(name: String, content: String, origin: Option<Arc<Origin>>) -> Self {
        let bytes = content.as_bytes();
        let mut line_starts = Vec::with_capacity(bytes.len() / 24 + 1);
        line_starts.push(0);
        // YAML line breaks are LF, CR LF and CR.
        let line_breaks = memchr2_iter(b'\n', b'\r', bytes);
        let line_breaks = line_breaks.filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        line_starts.extend(line_breaks.map(|at| at + 1));
        Self { name, content, line_starts, origin, char_counts: OnceLock::new() }
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The form that the text was made from, if it was.
    #[must_use]
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_deref()
    }

    /// The place in the form that a line, from 1, came from.
    #[must_use]
    pub fn place(&self, line: usize) -> Option<&str> {
        let place = self.origin.as_ref()?.places.get(line.checked_sub(1)?)?;
        Some(place).filter(|place| !place.is_empty()).map(String::as_str)
    }

    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The line and column of a byte offset; offsets past the end are clamped.
    #[must_use]
    pub fn line_col(&self, byte: usize) -> LineCol {
        let byte = self.floor_char_boundary(byte);
        let line = self.line_of(byte);
        let start = self.line_starts[line];
        let before = &self.content[start..byte];
        let bom_count = before.chars().take_while(|ch| *ch == BYTE_ORDER_MARK).count();
        let column = if byte - start <= STRIDE {
            char_count(before.as_bytes())
        } else {
            self.chars_before(byte) - self.chars_before(start)
        } - bom_count;
        LineCol { line: line + 1, column: column + 1 }
    }

    fn chars_before(&self, byte: usize) -> usize {
        let bytes = self.content.as_bytes();
        let characters = self.char_counts.get_or_init(|| {
            let strides = bytes.chunks(STRIDE).scan(0, |count, chunk| {
                let before = *count;
                *count += char_count(chunk);
                Some(before)
            });
            strides.collect()
        });
        match characters.get(byte / STRIDE) {
            Some(count) => count + char_count(&bytes[byte - byte % STRIDE..byte]),
            // The end of a text whose length is a multiple of `STRIDE`.
            None => characters.last().map_or(0, |count| count + char_count(&bytes[byte - STRIDE..byte])),
        }
    }

    /// The text of `span`, clamped to character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let start = self.floor_char_boundary(span.start);
        &self.content[start..self.floor_char_boundary(span.end.max(start))]
    }

    /// The lines, including line breaks.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        (0..self.line_count()).map(|line| &self.content[self.line_start(line)..self.line_start(line + 1)])
    }

    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// Line `line` (from 0) without its line break; empty if out of range.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let (start, end) = (self.line_start(line), self.line_start(line + 1));
        let len = self.content[start..end].trim_end_matches(['\n', '\r']).len();
        Span::new(start, start + len)
    }

    fn line_of(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte) - 1
    }

    /// The start of line `line` (from 0); the end of the text if out of range.
    fn line_start(&self, line: usize) -> usize {
        self.line_starts.get(line).copied().unwrap_or(self.content.len())
    }

    /// The last character boundary at or before `byte`.
    fn floor_char_boundary(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.content.len());
        while !self.content.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

/// `bytes.iter().all(…)` in vectorisable chunks; the last chunk may overlap the one before it.
pub fn all_bytes(bytes: &[u8], predicate: impl Fn(u8) -> bool) -> bool {
    match (bytes.last_chunk::<16>(), bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(last), ..) => bytes.as_chunks().0.iter().chain([last]).all(|chunk| all_in_chunk(chunk, &predicate)),
        (None, Some(first), Some(last)) => all_in_chunk(first, &predicate) && all_in_chunk(last, &predicate),
        _ => bytes.iter().all(|byte| predicate(*byte)),
    }
}

/// Without early exit, so that it is vectorised.
fn all_in_chunk<const N: usize>(bytes: &[u8; N], predicate: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(0, |failed, byte| failed | u8::from(!predicate(*byte))) == 0
}

/// Offsets of bytes outside printable ASCII and `\n`. Optimised for texts with few of them.
pub fn non_plain_bytes(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let is_plain = |byte: u8| byte == b'\n' || (b' '..0x7f).contains(&byte);
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < bytes.len() {
            let chunk = &bytes[start..bytes.len().min(start + CHUNK)];
            if !all_bytes(chunk, is_plain) {
                let offset = start + chunk.iter().position(|byte| !is_plain(*byte))?;
                start = offset + 1;
                return Some(offset);
            }
            start += chunk.len();
        }
        None
    })
}

/// The bytes tested at once.
const CHUNK: usize = 64;

/// Counts the characters that start in `bytes` of UTF-8.
fn char_count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0b1100_0000) != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_know_every_line_end() {
        let text = SourceFile::new("t", "\u{feff}ab\r\nçé: x\rz\n\ny");
        let at = |needle: &str| {
            let LineCol { line, column } = text.line_col(text.content().find(needle).expect("needle in text"));
            (line, column)
        };
        assert_eq!(at("ab"), (1, 1));
        assert_eq!(at("é"), (2, 2));
        assert_eq!(at("x"), (2, 5));
        assert_eq!(at("z"), (3, 1));
        assert_eq!(at("y"), (5, 1));
        assert_eq!(text.line_col(10_000).line, 5);
    }

    #[test]
    fn columns_are_those_that_counting_gives() {
        for content in ["é".repeat(3 * STRIDE), "a".repeat(2 * STRIDE), "\u{feff}aé→𝄞\n".repeat(STRIDE), String::new()]
        {
            let text = SourceFile::new("t", content.as_str());
            let mut line = String::new();
            for (at, letter) in content.char_indices().chain([(content.len(), ' ')]) {
                let column = line.trim_start_matches(BYTE_ORDER_MARK).chars().count() + 1;
                assert_eq!(text.line_col(at).column, column, "byte {at}");
                line.push(letter);
                if letter == '\n' {
                    line.clear();
                }
            }
        }
    }

    #[test]
    fn a_span_that_splits_a_character_is_widened_not_a_panic() {
        let text = SourceFile::new("t", "é");
        assert_eq!(text.slice(Span::new(1, 2)), "é");
        assert_eq!(text.slice(Span::new(5, 1)), "");
    }
}
