//! An input text, with an index that converts byte offsets to lines and columns.

use std::sync::{Arc, OnceLock};

use memchr::memchr2_iter;

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
pub struct Position {
    pub line: usize,
    /// In characters. A byte-order mark is not counted.
    pub column: usize,
}

/// An input text with an index of lines and characters: a position takes a binary search and a bounded scan,
/// however long the line is.
#[derive(Debug)]
pub struct SourceText {
    name: String,
    content: String,
    line_starts: Vec<usize>,
    /// The number of characters before each [`STRIDE`]th byte; built for the first long line.
    characters: OnceLock<Vec<usize>>,
}

/// In bytes.
const STRIDE: usize = 1024;

const BYTE_ORDER_MARK: char = '\u{feff}';

impl SourceText {
    /// `name` is the path used in messages, or `<stdin>`.
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<String>) -> Arc<Self> {
        let content = content.into();
        let bytes = content.as_bytes();
        let mut line_starts = Vec::with_capacity(bytes.len() / 24 + 1);
        line_starts.push(0);
        // YAML line breaks are LF, CR LF and CR.
        let ends = memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        line_starts.extend(ends.map(|at| at + 1));
        Arc::new(Self { name: name.into(), content, line_starts, characters: OnceLock::new() })
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The line and column of a byte offset; offsets past the end are clamped.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.boundary(byte);
        let line = self.line_of(byte);
        let start = self.line_starts[line];
        let before = &self.content[start..byte];
        let marks = before.chars().take_while(|letter| *letter == BYTE_ORDER_MARK).count();
        let column = if byte - start <= STRIDE {
            beginnings(before.as_bytes())
        } else {
            self.characters_before(byte) - self.characters_before(start)
        } - marks;
        Position { line: line + 1, column: column + 1 }
    }

    fn characters_before(&self, byte: usize) -> usize {
        let bytes = self.content.as_bytes();
        let characters = self.characters.get_or_init(|| {
            let strides = bytes.chunks(STRIDE).scan(0, |count, chunk| {
                let before = *count;
                *count += beginnings(chunk);
                Some(before)
            });
            strides.collect()
        });
        match characters.get(byte / STRIDE) {
            Some(count) => count + beginnings(&bytes[byte - byte % STRIDE..byte]),
            // The end of a text whose length is a multiple of `STRIDE`.
            None => characters.last().map_or(0, |count| count + beginnings(&bytes[byte - STRIDE..byte])),
        }
    }

    /// The text of `span`, clamped to character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let start = self.boundary(span.start);
        &self.content[start..self.boundary(span.end.max(start))]
    }

    /// The lines, including line breaks.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        (0..self.line_count()).map(|line| &self.content[self.start_of(line)..self.start_of(line + 1)])
    }

    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// Line `line` (from 0) without its line break; empty if out of range.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let (start, end) = (self.start_of(line), self.start_of(line + 1));
        let kept = self.content[start..end].trim_end_matches(['\n', '\r']).len();
        Span::new(start, start + kept)
    }

    fn line_of(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte) - 1
    }

    /// The start of line `line` (from 0); the end of the text if out of range.
    fn start_of(&self, line: usize) -> usize {
        self.line_starts.get(line).copied().unwrap_or(self.content.len())
    }

    /// The last character boundary at or before `byte`.
    fn boundary(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.content.len());
        while !self.content.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

/// `bytes.iter().all(…)` in vectorisable chunks; the last chunk may overlap the one before it.
pub fn every(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    match (bytes.last_chunk::<16>(), bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(last), ..) => bytes.as_chunks().0.iter().chain([last]).all(|chunk| all(chunk, &is)),
        (None, Some(first), Some(last)) => all(first, &is) && all(last, &is),
        _ => bytes.iter().all(|byte| is(*byte)),
    }
}

/// Without early exit, so that it is vectorised.
fn all<const N: usize>(bytes: &[u8; N], is: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(0, |odd, byte| odd | u8::from(!is(*byte))) == 0
}

/// Offsets of bytes outside printable ASCII and `\n`. Optimised for texts with few of them.
pub fn odd(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let plain = |byte: u8| byte == b'\n' || (b' '..0x7f).contains(&byte);
    let mut from = 0;
    std::iter::from_fn(move || {
        while from < bytes.len() {
            let stretch = &bytes[from..bytes.len().min(from + STRETCH)];
            if !every(stretch, plain) {
                let at = from + stretch.iter().position(|byte| !plain(*byte))?;
                from = at + 1;
                return Some(at);
            }
            from += stretch.len();
        }
        None
    })
}

/// The bytes tested at once.
const STRETCH: usize = 64;

/// Counts the characters that start in `bytes` of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0b1100_0000) != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_know_every_line_end() {
        let text = SourceText::new("t", "\u{feff}ab\r\nçé: x\rz\n\ny");
        let at = |needle: &str| {
            let Position { line, column } = text.position(text.content().find(needle).expect("needle in text"));
            (line, column)
        };
        assert_eq!(at("ab"), (1, 1));
        assert_eq!(at("é"), (2, 2));
        assert_eq!(at("x"), (2, 5));
        assert_eq!(at("z"), (3, 1));
        assert_eq!(at("y"), (5, 1));
        assert_eq!(text.position(10_000).line, 5);
    }

    #[test]
    fn columns_are_those_that_counting_gives() {
        for content in ["é".repeat(3 * STRIDE), "a".repeat(2 * STRIDE), "\u{feff}aé→𝄞\n".repeat(STRIDE), String::new()]
        {
            let text = SourceText::new("t", content.as_str());
            let mut line = String::new();
            for (at, letter) in content.char_indices().chain([(content.len(), ' ')]) {
                let column = line.trim_start_matches(BYTE_ORDER_MARK).chars().count() + 1;
                assert_eq!(text.position(at).column, column, "byte {at}");
                line.push(letter);
                if letter == '\n' {
                    line.clear();
                }
            }
        }
    }

    #[test]
    fn a_span_that_splits_a_character_is_widened_not_a_panic() {
        let text = SourceText::new("t", "é");
        assert_eq!(text.slice(Span::new(1, 2)), "é");
        assert_eq!(text.slice(Span::new(5, 1)), "");
    }
}
