//! Fast-path parser for the common subset of YAML: block mappings and sequences, one-line flow sequences, plain and
//! quoted scalars on one line, block scalars and comments.
//!
//! It reports no errors: it returns `None` for anything outside the subset, and the full parser takes over. Within the
//! subset its result is identical to that of the full parser, including spans; the fixtures, the YAML test suite and a
//! fuzzer compare the two.

use memchr::memchr;

use crate::{
    document::{Content, Document, Entries, Entry, NodeData, NodeId, Scalar},
    scalar,
    source_file::{Span, odd},
};

/// Larger inputs go to the full parser, which enforces the limits.
const MOST_BYTES: usize = 256 * 1024;
const DEEPEST: usize = 12;
/// Duplicate keys are found by linear search, which is quadratic in this.
const MOST_ENTRIES: usize = 40;

/// Parses a text with exactly one document; `None` if the full parser is needed.
pub(crate) fn document(text: &str) -> Option<Document> {
    if text.len() > MOST_BYTES || !is_everyday(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, nodes: Vec::with_capacity(text.len() / 24) };
    let (mut indent, mut start) = reader.next_content()?;
    if indent == 0 && reader.bytes[start..].starts_with(b"---\n") {
        reader.at = start + 4;
        (indent, start) = reader.next_content()?;
    }
    if is_marker(&reader.bytes[start..]) {
        return None;
    }
    reader.at = start;
    let root = reader.block(indent, 0)?;
    // Anything left over is for the full parser.
    reader.next_content().is_none().then_some(Document { index: 0, nodes: reader.nodes, root })
}

/// Whether no byte needs special handling: no tabs, carriage returns, control characters, Unicode line breaks or
/// byte-order marks.
fn is_everyday(bytes: &[u8]) -> bool {
    odd(bytes).all(|at| match bytes[at..] {
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

enum Next {
    /// The offset of the next entry at the same indentation.
    Entry(usize),
    /// A dedent or the end of the text.
    End,
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    nodes: Vec<NodeData>,
}

impl Reader<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    /// Skips blank lines and comments to the start of the next line with content; returns the column and offset of the
    /// content.
    fn next_content(&mut self) -> Option<(usize, usize)> {
        loop {
            let mut start = self.at;
            while self.byte(start) == b' ' {
                start += 1;
            }
            if start >= self.bytes.len() {
                return None;
            }
            match self.bytes[start] {
                b'\n' => self.at = start + 1,
                b'#' => self.at = self.line_end(start) + 1,
                _ => return Some((start - self.at, start)),
            }
        }
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        memchr(b'\n', rest).map_or(self.bytes.len(), |length| from + length)
    }

    /// What follows an entry of the collection at `column`.
    fn next(&mut self, column: usize) -> Option<Next> {
        match self.next_content() {
            Some((0, start)) if column == 0 && is_marker(&self.bytes[start..]) => None,
            Some((indent, start)) if indent == column => Some(Next::Entry(start)),
            // Deeper than any open collection: a multi-line scalar or an error.
            Some((indent, _)) if indent > column => None,
            _ => Some(Next::End),
        }
    }

    fn push(&mut self, span: Span, content: Content) -> NodeId {
        let id = NodeId::try_from(self.nodes.len()).expect("nodes are bounded by the input length");
        self.nodes.push(NodeData { span, content });
        id
    }

    /// The block collection whose first entry is at `at`, in `column`.
    fn block(&mut self, column: usize, depth: usize) -> Option<NodeId> {
        if depth > DEEPEST {
            return None;
        }
        if self.is_item(self.at) { self.list(column, depth, false) } else { self.map(column, depth) }
    }

    fn is_item(&self, at: usize) -> bool {
        self.byte(at) == b'-' && matches!(self.byte(at + 1), b' ' | b'\n')
    }

    /// The end of the key at `start`, if it is a simple word followed by a colon.
    fn key(&self, start: usize) -> Option<usize> {
        let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if !self.byte(start).is_ascii_alphabetic() {
            return None;
        }
        let length = self.bytes[start..].iter().position(|byte| !word(byte))?;
        let end = start + length;
        let ends = self.bytes[end] == b':' && matches!(self.byte(end + 1), b' ' | b'\n');
        (ends && matches!(scalar::resolve(&self.text[start..end]), Scalar::Text(_))).then_some(end)
    }

    fn map(&mut self, column: usize, depth: usize) -> Option<NodeId> {
        let mut start = self.at;
        let id = self.push(Span::new(start, start), Content::List(Vec::new()));
        let mut entries: Vec<Entry> = Vec::with_capacity(8);
        loop {
            let end = self.key(start)?;
            let key = &self.text[start..end];
            if entries.len() >= MOST_ENTRIES || entries.iter().any(|entry| entry.key == key) {
                return None;
            }
            self.at = end + 1;
            let value = self.value(column, depth, true)?;
            entries.push(Entry { key: key.to_owned(), key_span: Span::new(start, end), value });
            match self.next(column)? {
                Next::Entry(next) => start = next,
                Next::End => break,
            }
        }
        self.close(id, entries.last().map(|entry| entry.value), Content::Map(Entries::new(entries)))
    }

    /// The block sequence whose first dash is at `at`, in `column`. The flag says that it is not indented further than
    /// its key.
    fn list(&mut self, column: usize, depth: usize, as_its_key: bool) -> Option<NodeId> {
        let mut start = self.at;
        let mut begin = start;
        if as_its_key {
            // The full parser starts the span of such a sequence at its first item.
            begin += 1;
            while self.byte(begin) == b' ' {
                begin += 1;
            }
            if matches!(self.byte(begin), b'\n' | b'#' | b'|' | b'>') {
                return None;
            }
        }
        let id = self.push(Span::new(begin, begin), Content::List(Vec::new()));
        let mut items = Vec::with_capacity(4);
        loop {
            self.at = start + 1;
            items.push(self.value(column, depth, false)?);
            match self.next(column)? {
                Next::Entry(next) if self.is_item(next) => start = next,
                // The next key after a sequence at the indentation of its key.
                _ => break,
            }
        }
        self.close(id, items.last().copied(), Content::List(items))
    }

    fn close(&mut self, id: NodeId, last: Option<NodeId>, content: Content) -> Option<NodeId> {
        let end = self.nodes[last? as usize].span.end;
        let node = &mut self.nodes[id as usize];
        node.span.end = end;
        node.content = content;
        Some(id)
    }

    /// The value after a colon or a dash; `column` is that of the entry. Moves to the start of a line.
    fn value(&mut self, column: usize, depth: usize, of_key: bool) -> Option<NodeId> {
        let mut start = self.at;
        while self.byte(start) == b' ' {
            start += 1;
        }
        let first = self.byte(start);
        if first == b'\n' || (first == b'#' && start > self.at) {
            self.at = self.line_end(start) + 1;
            return self.below(column, depth, of_key);
        }
        let (id, end) = match first {
            b'[' => self.brackets(start)?,
            b'"' | b'\'' => self.quoted(start)?,
            b'|' | b'>' => return self.lines(start, column),
            _ if !of_key && self.key(start).is_some() => {
                let column = start - self.line_start(start);
                self.at = start;
                return self.block(column, depth + 1);
            }
            _ => self.plain(start)?,
        };
        self.rest_of_line(end)?;
        Some(id)
    }

    fn line_start(&self, at: usize) -> usize {
        self.bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1)
    }

    /// The nested block after a key or dash at the end of a line.
    fn below(&mut self, column: usize, depth: usize, of_key: bool) -> Option<NodeId> {
        let (indent, start) = self.next_content()?;
        self.at = start;
        if indent > column {
            return self.block(indent, depth + 1);
        }
        // A sequence may be at the indentation of its key. An empty value goes to the full parser.
        (of_key && indent == column && self.is_item(start)).then(|| self.list(column, depth + 1, true))?
    }

    /// Skips trailing spaces and a comment.
    fn rest_of_line(&mut self, end: usize) -> Option<()> {
        let mut at = end;
        while self.byte(at) == b' ' {
            at += 1;
        }
        match self.byte(at) {
            b'\n' => self.at = at + 1,
            b'#' if at > end => self.at = self.line_end(at) + 1,
            _ => return None,
        }
        Some(())
    }

    /// A plain scalar: ends at the end of the line or at a comment.
    fn plain(&mut self, start: usize) -> Option<(NodeId, usize)> {
        let first = self.bytes[start];
        let begins = match first {
            b'-' => self.byte(start + 1).is_ascii_alphanumeric(),
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
        begins.then(|| (self.push(span, Content::Scalar(value)), start + length))
    }

    /// A quoted scalar on one line, without escapes except `''`.
    fn quoted(&mut self, start: usize) -> Option<(NodeId, usize)> {
        let quote = self.bytes[start];
        let mut end = start + 1;
        let mut doubled = false;
        loop {
            match self.byte(end) {
                b'\n' => return None,
                b'\\' if quote == b'"' => return None,
                byte if byte == quote && quote == b'\'' && self.byte(end + 1) == quote => {
                    doubled = true;
                    end += 2;
                }
                byte if byte == quote => break,
                _ => end += 1,
            }
        }
        let text = &self.text[start + 1..end];
        let text = if doubled { text.replace("''", "'") } else { text.to_owned() };
        Some((self.push(Span::new(start, end + 1), Content::Scalar(Scalar::Text(text))), end + 1))
    }

    /// A flow sequence on one line, of plain and quoted scalars.
    fn brackets(&mut self, start: usize) -> Option<(NodeId, usize)> {
        let id = self.push(Span::new(start, start + 1), Content::List(Vec::new()));
        let mut items = Vec::with_capacity(4);
        let mut at = start + 1;
        loop {
            while self.byte(at) == b' ' {
                at += 1;
            }
            let (item, end) = match self.byte(at) {
                b']' if items.is_empty() => break,
                b'"' | b'\'' => self.quoted(at)?,
                _ => self.word(at)?,
            };
            items.push(item);
            at = end;
            while self.byte(at) == b' ' {
                at += 1;
            }
            match self.byte(at) {
                b',' => at += 1,
                b']' => break,
                _ => return None,
            }
        }
        let node = &mut self.nodes[id as usize];
        node.span.end = at + 1;
        node.content = Content::List(items);
        Some((id, at + 1))
    }

    /// A plain scalar in a flow sequence.
    fn word(&mut self, start: usize) -> Option<(NodeId, usize)> {
        let plain =
            |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'-' | b'_' | b'.' | b' ' | b'/');
        if !(self.byte(start).is_ascii_alphanumeric() || self.byte(start) >= 0x80) {
            return None;
        }
        let length = self.bytes[start..].iter().position(|byte| !plain(*byte))?;
        let length = self.bytes[start..start + length].iter().rposition(|byte| *byte != b' ')? + 1;
        let span = Span::new(start, start + length);
        let value = scalar::resolve(&self.text[span.start..span.end]);
        Some((self.push(span, Content::Scalar(value)), start + length))
    }

    /// A block scalar, literal (`|`) or folded (`>`), with clip or strip (`-`) chomping.
    fn lines(&mut self, start: usize, column: usize) -> Option<NodeId> {
        let flows = self.bytes[start] == b'>';
        let stripped = self.byte(start + 1) == b'-';
        let header = start + 1 + usize::from(stripped);
        if self.byte(header) != b'\n' {
            return None;
        }
        let mut at = header + 1;
        let indent = self.bytes.get(at..)?.iter().position(|byte| *byte != b' ')?;
        if indent <= column || self.byte(at + indent) == b'\n' {
            return None;
        }
        let mut text = String::new();
        let mut last = at;
        let mut empty = 0;
        while at < self.bytes.len() {
            let end = self.line_end(at);
            let line = &self.bytes[at..end];
            let deep = line.iter().position(|byte| *byte != b' ');
            match deep {
                None if line.is_empty() => empty += 1,
                // The meaning of a line of spaces depends on its length.
                None => return None,
                Some(deep) if deep < indent => {
                    if deep > column {
                        return None;
                    }
                    break;
                }
                // More-indented lines are not folded, and the last line must be terminated.
                Some(deep) if (flows && deep > indent) || end == self.bytes.len() => return None,
                Some(_) => {
                    let breaks = if text.is_empty() { 0 } else { empty + usize::from(!flows || empty == 0) };
                    match (breaks, flows && empty == 0) {
                        (1.., true) => text.push(' '),
                        _ => (0..breaks).for_each(|_| text.push('\n')),
                    }
                    empty = 0;
                    text.push_str(&self.text[at + indent..end]);
                    last = end;
                }
            }
            at = end + 1;
        }
        if !stripped {
            text.push('\n');
        }
        self.at = at;
        // The full parser starts the span after the indentation of the first line.
        let begin = header + 1 + indent;
        let end = begin + self.text[begin..last].trim_end().len();
        Some(self.push(Span::new(begin, end), Content::Scalar(Scalar::Text(text))))
    }
}
