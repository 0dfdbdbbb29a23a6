//! The text of one input: its name, its content, and where each line starts.

use std::sync::{Arc, OnceLock};

use memchr::memchr2_iter;

/// A stretch of a text, in bytes: `start` inclusive, `end` exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Byte at which the stretch begins.
    pub start: usize,
    /// Byte after its last.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Its length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// A place in a text as an editor shows it: both numbers start at 1, the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character within the line, from 1. A byte-order mark is not counted.
    pub column: usize,
}

/// One input's text with an index of its lines and of its characters.
///
/// With it every position is a matter of a binary search and a short count, however long a line is.
#[derive(Debug)]
pub struct SourceText {
    name: String,
    content: String,
    line_starts: Vec<usize>,
    /// How many characters begin before each [`STRIDE`]th byte; counted when a long line asks for it.
    characters: OnceLock<Vec<usize>>,
}

/// How many bytes are counted at most for a position.
const STRIDE: usize = 1024;

const BYTE_ORDER_MARK: char = '\u{feff}';

impl SourceText {
    /// Takes a text and the name under which people know it (a path, or `<stdin>`).
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<String>) -> Arc<Self> {
        let content = content.into();
        let bytes = content.as_bytes();
        let mut line_starts = Vec::with_capacity(bytes.len() / 24 + 1);
        line_starts.push(0);
        // YAML ends a line at LF, CR LF, or CR alone.
        let ends = memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        line_starts.extend(ends.map(|at| at + 1));
        Arc::new(Self { name: name.into(), content, line_starts, characters: OnceLock::new() })
    }

    /// The name given to [`SourceText::new`].
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }

    /// Line and column of a byte offset; an offset past the end is the end.
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
            // The end of a text that fills its last stride.
            None => characters.last().map_or(0, |count| count + beginnings(&bytes[byte - STRIDE..byte])),
        }
    }

    /// What stands at `span`.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let start = self.boundary(span.start);
        &self.content[start..self.boundary(span.end.max(start))]
    }

    /// Its lines, each with its end.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        (0..self.line_count()).map(|line| &self.content[self.start_of(line)..self.start_of(line + 1)])
    }

    /// How many lines there are.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// Line `line` (from 0) without its line end; empty when there is no such line.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let (start, end) = (self.start_of(line), self.start_of(line + 1));
        let kept = self.content[start..end].trim_end_matches(['\n', '\r']).len();
        Span::new(start, start + kept)
    }

    fn line_of(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte) - 1
    }

    /// The start of line `line` (from 0), or the end of the text when there is no such line.
    fn start_of(&self, line: usize) -> usize {
        self.line_starts.get(line).copied().unwrap_or(self.content.len())
    }

    /// The nearest character boundary at or before `byte`.
    fn boundary(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.content.len());
        while !self.content.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

/// Whether every byte is of a kind. They are looked at as many at a time as processors do, the last ones twice rather
/// than one by one.
pub fn every(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    match (bytes.last_chunk::<16>(), bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(last), ..) => bytes.as_chunks().0.iter().chain([last]).all(|chunk| all(chunk, &is)),
        (None, Some(first), Some(last)) => all(first, &is) && all(last, &is),
        _ => bytes.iter().all(|byte| is(*byte)),
    }
}

/// The same without an end before the last.
fn all<const N: usize>(bytes: &[u8; N], is: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(0, |odd, byte| odd | u8::from(!is(*byte))) == 0
}

/// Where bytes stand that are neither letters of ASCII that can be seen, nor spaces or line ends, when there are few.
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

/// How many bytes are looked at together.
const STRETCH: usize = 64;

/// How many characters begin in these bytes of a text.
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
            let Position { line, column } = text.position(text.content().find(needle).expect("the text holds it"));
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
