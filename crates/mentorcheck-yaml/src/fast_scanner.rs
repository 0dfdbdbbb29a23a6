//! Fast-path parser for the common subset of YAML: block mappings and sequences, one-line flow sequences, plain and
//! quoted scalars on one line, block scalars and comments.
//!
//! It reports no errors: it returns `None` for anything outside the subset, and the full parser takes over. Within the
//! subset its result is identical to that of the full parser, including spans; the fixtures, the YAML test suite and a
//! fuzzer compare the two.

use memchr::memchr;

use crate::{
    document::{Content, Document, Entry, MappingEntries, NodeData, NodeId, Scalar},
    scalar,
    source_file::{Span, non_plain_bytes},
};

/// Larger inputs go to the full parser, which enforces the limits.
const MAX_LEN: usize = 256 * 1024;
const MAX_NESTING: usize = 12;
/// Duplicate keys are found by linear search, which is quadratic in this.
const MAX_ENTRIES: usize = 40;

/// Parses a text with exactly one document; `None` if the full parser is needed.
pub(crate) fn parse(text: &str) -> Option<Document> {
    if text.len() > MAX_LEN || !is_plain_text(text.as_bytes()) {
        return None;
    }
    let mut scanner = FastScanner { text, bytes: text.as_bytes(), pos: 0, nodes: Vec::with_capacity(text.len() / 24) };
    let (mut indent, mut start) = scanner.skip_to_content()?;
    if indent == 0 && scanner.bytes[start..].starts_with(b"---\n") {
        scanner.pos = start + 4;
        (indent, start) = scanner.skip_to_content()?;
    }
    if is_marker(&scanner.bytes[start..]) {
        return None;
    }
    scanner.pos = start;
    let root = scanner.parse_block(indent, 0)?;
    // Anything left over is for the full parser.
    scanner.skip_to_content().is_none().then_some(Document { index: 0, nodes: scanner.nodes, root })
}

/// Whether no byte needs special handling: no tabs, carriage returns, control characters, Unicode line breaks or
/// byte-order marks.
fn is_plain_text(bytes: &[u8]) -> bool {
    non_plain_bytes(bytes).all(|at| match bytes[at..] {
        [0xc2, second, ..] => second >= 0xa0,
        // A continuation byte is covered by its lead byte.
        [0xe2, 0x80, 0xa8 | 0xa9, ..] | [..=0x7f | 0xef, ..] => false,
        _ => true,
    })
}

/// Whether a line is a document marker or a directive.
fn is_marker(line: &[u8]) -> bool {
    line.starts_with(b"---") || line.starts_with(b"...") || line.starts_with(b"%")
}

enum Sibling {
    /// The offset of the next entry at the same indentation.
    Entry(usize),
    /// A dedent or the end of the text.
    End,
}

struct FastScanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    pos: usize,
    nodes: Vec<NodeData>,
}

impl FastScanner<'_> {
    fn byte_at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    /// Skips blank lines and comments to the start of the next line with content; returns the column and offset of the
    /// content.
    fn skip_to_content(&mut self) -> Option<(usize, usize)> {
        loop {
            let mut start = self.pos;
            while self.byte_at(start) == b' ' {
                start += 1;
            }
            if start >= self.bytes.len() {
                return None;
            }
            match self.bytes[start] {
                b'\n' => self.pos = start + 1,
                b'#' => self.pos = self.line_end(start) + 1,
                _ => return Some((start - self.pos, start)),
            }
        }
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        memchr(b'\n', rest).map_or(self.bytes.len(), |length| from + length)
    }

    /// What follows an entry of the collection at `column`.
    fn peek_sibling(&mut self, column: usize) -> Option<Sibling> {
        match self.skip_to_content() {
            Some((0, start)) if column == 0 && is_marker(&self.bytes[start..]) => None,
            Some((indent, start)) if indent == column => Some(Sibling::Entry(start)),
            // Deeper than any open collection: a multi-line scalar or an error.
            Some((indent, _)) if indent > column => None,
            _ => Some(Sibling::End),
        }
    }

    fn push(&mut self, span: Span, content: Content) -> NodeId {
        let id = NodeId::try_from(self.nodes.len()).expect("nodes are bounded by the input length");
        self.nodes.push(NodeData { span, content });
        id
    }

    /// The block collection whose first entry is at `at`, in `column`.
    fn parse_block(&mut self, column: usize, depth: usize) -> Option<NodeId> {
        if depth > MAX_NESTING {
            return None;
        }
        if self.is_sequence_entry(self.pos) {
            self.parse_sequence(column, depth, false)
        } else {
            self.parse_mapping(column, depth)
        }
    }

    fn is_sequence_entry(&self, at: usize) -> bool {
        self.byte_at(at) == b'-' && matches!(self.byte_at(at + 1), b' ' | b'\n')
    }

    /// The end of the key at `start`, if it is a simple word followed by a colon.
    fn scan_key(&self, start: usize) -> Option<usize> {
        let is_word_byte = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if !self.byte_at(start).is_ascii_alphabetic() {
            return None;
        }
        let length = self.bytes[start..].iter().position(|byte| !is_word_byte(byte))?;
        let end = start + length;
        let is_key = self.bytes[end] == b':' && matches!(self.byte_at(end + 1), b' ' | b'\n');
        (is_key && matches!(scalar::resolve(&self.text[start..end]), Scalar::String(_))).then_some(end)
    }

    fn parse_mapping(&mut self, column: usize, depth: usize) -> Option<NodeId> {
        let mut start = self.pos;
        let id = self.push(Span::new(start, start), Content::Sequence(Vec::new()));
        let mut entries: Vec<Entry> = Vec::with_capacity(8);
        loop {
            let end = self.scan_key(start)?;
            let key = &self.text[start..end];
            if entries.len() >= MAX_ENTRIES || entries.iter().any(|entry| entry.key == key) {
                return None;
            }
            self.pos = end + 1;
            let value = self.parse_value(column, depth, true)?;
            entries.push(Entry { key: key.to_owned(), key_span: Span::new(start, end), value });
            match self.peek_sibling(column)? {
                Sibling::Entry(next) => start = next,
                Sibling::End => break,
            }
        }
        self.finish(id, entries.last().map(|entry| entry.value), Content::Mapping(MappingEntries::new(entries)))
    }

    /// The block sequence whose first dash is at `at`, in `column`. The flag says that it is not indented further than
    /// its key.
    fn parse_sequence(&mut self, column: usize, depth: usize, at_key_indent: bool) -> Option<NodeId> {
        let mut start = self.pos;
        let mut span_start = start;
        if at_key_indent {
            // The full parser starts the span of such a sequence at its first item.
            span_start += 1;
            while self.byte_at(span_start) == b' ' {
                span_start += 1;
            }
            if matches!(self.byte_at(span_start), b'\n' | b'#' | b'|' | b'>') {
                return None;
            }
        }
        let id = self.push(Span::new(span_start, span_start), Content::Sequence(Vec::new()));
        let mut items = Vec::with_capacity(4);
        loop {
            self.pos = start + 1;
            items.push(self.parse_value(column, depth, false)?);
            match self.peek_sibling(column)? {
                Sibling::Entry(next) if self.is_sequence_entry(next) => start = next,
                // The next key after a sequence at the indentation of its key.
                _ => break,
            }
        }
        self.finish(id, items.last().copied(), Content::Sequence(items))
    }

    fn finish(&mut self, id: NodeId, last: Option<NodeId>, content: Content) -> Option<NodeId> {
        let end = self.nodes[last? as usize].span.end;
        let node = &mut self.nodes[id as usize];
        node.span.end = end;
        node.content = content;
        Some(id)
    }

    /// The value after a colon or a dash; `column` is that of the entry. Moves to the start of a line.
    fn parse_value(&mut self, column: usize, depth: usize, in_mapping: bool) -> Option<NodeId> {
        let mut start = self.pos;
        while self.byte_at(start) == b' ' {
            start += 1;
        }
        let first = self.byte_at(start);
        if first == b'\n' || (first == b'#' && start > self.pos) {
            self.pos = self.line_end(start) + 1;
            return self.parse_nested(column, depth, in_mapping);
        }
        let (id, end) = match first {
            b'[' => self.parse_flow_sequence(start)?,
            b'"' | b'\'' => self.parse_quoted(start)?,
            b'|' | b'>' => return self.parse_block_scalar(start, column),
            _ if !in_mapping && self.scan_key(start).is_some() => {
                let column = start - self.line_start(start);
                self.pos = start;
                return self.parse_block(column, depth + 1);
            }
            _ => self.parse_plain(start)?,
        };
        self.expect_line_end(end)?;
        Some(id)
    }

    fn line_start(&self, at: usize) -> usize {
        self.bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1)
    }

    /// The nested block after a key or dash at the end of a line.
    fn parse_nested(&mut self, column: usize, depth: usize, in_mapping: bool) -> Option<NodeId> {
        let (indent, start) = self.skip_to_content()?;
        self.pos = start;
        if indent > column {
            return self.parse_block(indent, depth + 1);
        }
        // A sequence may be at the indentation of its key. An empty value goes to the full parser.
        (in_mapping && indent == column && self.is_sequence_entry(start))
            .then(|| self.parse_sequence(column, depth + 1, true))?
    }

    /// Skips trailing spaces and a comment.
    fn expect_line_end(&mut self, end: usize) -> Option<()> {
        let mut at = end;
        while self.byte_at(at) == b' ' {
            at += 1;
        }
        match self.byte_at(at) {
            b'\n' => self.pos = at + 1,
            b'#' if at > end => self.pos = self.line_end(at) + 1,
            _ => return None,
        }
        Some(())
    }

    /// A plain scalar: ends at the end of the line or at a comment.
    fn parse_plain(&mut self, start: usize) -> Option<(NodeId, usize)> {
        let first = self.bytes[start];
        let is_valid_start = match first {
            b'-' => self.byte_at(start + 1).is_ascii_alphanumeric(),
            b'.' | b'/' | b'(' | b'+' | b'$' | b'_' | b'~' => true,
            _ => first.is_ascii_alphanumeric() || first >= 0x80,
        };
        let line = &self.bytes[start..self.line_end(start)];
        let mut end = line.len();
        for (at, byte) in line.iter().enumerate() {
            match byte {
                b':' if line.get(at + 1).is_none_or(|next| *next == b' ') => return None,
                b'#' if line[at - 1] == b' ' => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        let length = line[..end].iter().rposition(|byte| *byte != b' ')? + 1;
        let span = Span::new(start, start + length);
        let value = scalar::resolve(&self.text[span.start..span.end]);
        is_valid_start.then(|| (self.push(span, Content::Scalar(value)), start + length))
    }

    /// A quoted scalar on one line, without escapes except `''`.
    fn parse_quoted(&mut self, start: usize) -> Option<(NodeId, usize)> {
        let quote = self.bytes[start];
        let mut end = start + 1;
        let mut has_escape = false;
        loop {
            match self.byte_at(end) {
                b'\n' => return None,
                b'\\' if quote == b'"' => return None,
                byte if byte == quote && quote == b'\'' && self.byte_at(end + 1) == quote => {
                    has_escape = true;
                    end += 2;
                }
                byte if byte == quote => break,
                _ => end += 1,
            }
        }
        let text = &self.text[start + 1..end];
        let text = if has_escape { text.replace("''", "'") } else { text.to_owned() };
        Some((self.push(Span::new(start, end + 1), Content::Scalar(Scalar::String(text))), end + 1))
    }

    /// A flow sequence on one line, of plain and quoted scalars.
    fn parse_flow_sequence(&mut self, start: usize) -> Option<(NodeId, usize)> {
        let id = self.push(Span::new(start, start + 1), Content::Sequence(Vec::new()));
        let mut items = Vec::with_capacity(4);
        let mut at = start + 1;
        loop {
            while self.byte_at(at) == b' ' {
                at += 1;
            }
            let (item, end) = match self.byte_at(at) {
                b']' if items.is_empty() => break,
                b'"' | b'\'' => self.parse_quoted(at)?,
                _ => self.parse_flow_plain(at)?,
            };
            items.push(item);
            at = end;
            while self.byte_at(at) == b' ' {
                at += 1;
            }
            match self.byte_at(at) {
                b',' => at += 1,
                b']' => break,
                _ => return None,
            }
        }
        let node = &mut self.nodes[id as usize];
        node.span.end = at + 1;
        node.content = Content::Sequence(items);
        Some((id, at + 1))
    }

    /// A plain scalar in a flow sequence.
    fn parse_flow_plain(&mut self, start: usize) -> Option<(NodeId, usize)> {
        let is_plain_byte =
            |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'-' | b'_' | b'.' | b' ' | b'/');
        if !(self.byte_at(start).is_ascii_alphanumeric() || self.byte_at(start) >= 0x80) {
            return None;
        }
        let length = self.bytes[start..].iter().position(|byte| !is_plain_byte(*byte))?;
        let length = self.bytes[start..start + length].iter().rposition(|byte| *byte != b' ')? + 1;
        let span = Span::new(start, start + length);
        let value = scalar::resolve(&self.text[span.start..span.end]);
        Some((self.push(span, Content::Scalar(value)), start + length))
    }

    /// A block scalar, literal (`|`) or folded (`>`), with clip or strip (`-`) chomping.
    fn parse_block_scalar(&mut self, start: usize, column: usize) -> Option<NodeId> {
        let is_folded = self.bytes[start] == b'>';
        let is_stripped = self.byte_at(start + 1) == b'-';
        let header = start + 1 + usize::from(is_stripped);
        if self.byte_at(header) != b'\n' {
            return None;
        }
        let mut at = header + 1;
        let indent = self.bytes.get(at..)?.iter().position(|byte| *byte != b' ')?;
        if indent <= column || self.byte_at(at + indent) == b'\n' {
            return None;
        }
        let mut text = String::new();
        let mut last_end = at;
        let mut blank_lines = 0;
        while at < self.bytes.len() {
            let end = self.line_end(at);
            let line = &self.bytes[at..end];
            let leading_spaces = line.iter().position(|byte| *byte != b' ');
            match leading_spaces {
                None if line.is_empty() => blank_lines += 1,
                // The meaning of a line of spaces depends on its length.
                None => return None,
                Some(leading_spaces) if leading_spaces < indent => {
                    if leading_spaces > column {
                        return None;
                    }
                    break;
                }
                // More-indented lines are not folded, and the last line must be terminated.
                Some(leading_spaces) if (is_folded && leading_spaces > indent) || end == self.bytes.len() => {
                    return None;
                }
                Some(_) => {
                    let line_breaks =
                        if text.is_empty() { 0 } else { blank_lines + usize::from(!is_folded || blank_lines == 0) };
                    match (line_breaks, is_folded && blank_lines == 0) {
                        (1.., true) => text.push(' '),
                        _ => (0..line_breaks).for_each(|_| text.push('\n')),
                    }
                    blank_lines = 0;
                    text.push_str(&self.text[at + indent..end]);
                    last_end = end;
                }
            }
            at = end + 1;
        }
        if !is_stripped {
            text.push('\n');
        }
        self.pos = at;
        // The full parser starts the span after the indentation of the first line.
        let span_start = header + 1 + indent;
        let end = span_start + self.text[span_start..last_end].trim_end().len();
        Some(self.push(Span::new(span_start, end), Content::Scalar(Scalar::String(text))))
    }
}
