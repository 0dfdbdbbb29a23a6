//! Source snippets around the locations of a finding: control and bidirectional characters are escaped, and long lines
//! are cut to what surrounds the location.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use mentorcheck_core::{
    diagnostic::SourceLocation,
    sanitize::{marked_chars, push_marked, sanitize_line},
};
use mentorcheck_yaml::{SourceFile, Span};

/// Characters shown of a line, and how many of them precede the location.
const MAX_LINE_CHARS: usize = 200;
const LEADING_CHARS: usize = 60;
/// A location of more lines than this is reduced to its first line.
const MAX_LINES: usize = 6;

#[derive(Debug)]
pub(crate) struct Snippet {
    name: String,
    content: String,
    lines: Vec<Line>,
    spans: Vec<Span>,
}

#[derive(Debug)]
struct Line {
    /// Zero-based, in the file.
    number: usize,
    /// Offset in the snippet.
    start: usize,
    /// For each character shown, its offset in the snippet and its zero-based column in the file.
    columns: Vec<(usize, usize)>,
}

impl Snippet {
    pub(crate) fn new(text: &SourceFile, locations: &[SourceLocation]) -> Self {
        let mut snippet =
            Self { name: sanitize_line(text.name()), content: String::new(), lines: Vec::new(), spans: Vec::new() };
        let ranges: Vec<LineRange> = locations.iter().map(|location| LineRange::new(text, location)).collect();
        let last = text.line_count().saturating_sub(1);
        let mut numbers: Vec<usize> =
            ranges.iter().flat_map(|range| range.first.saturating_sub(1)..=(range.last + 1).min(last)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut spans: Vec<Option<(usize, usize)>> = vec![None; ranges.len()];
        for number in numbers {
            let byte_ranges: Vec<(usize, usize)> =
                ranges.iter().filter_map(|range| range.clip_to_line(text, number)).collect();
            let to_offset = snippet.push_line(text, number, &byte_ranges);
            for (range, span) in ranges.iter().zip(&mut spans) {
                if let Some((start, end)) = range.clip_to_line(text, number) {
                    let (start, end) = (to_offset(start), to_offset(end));
                    span.get_or_insert((start, end)).1 = end;
                }
            }
        }
        snippet.spans = spans.into_iter().flatten().map(|(start, end)| Span::new(start, end)).collect();
        snippet
    }

    /// Spans of the locations in the snippet, in input order.
    pub(crate) fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The lines in order: zero-based number in the file, and span in the snippet without the line break.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, Span)> {
        let end = |index: usize| self.line_end(index).saturating_sub(1);
        self.lines.iter().enumerate().map(move |(index, line)| (line.number, Span::new(line.start, end(index))))
    }

    pub(crate) fn slice(&self, span: Span) -> &str {
        &self.content[span.start..span.end]
    }

    /// Appends a line; the returned closure maps a byte offset in the file to an offset in the snippet.
    fn push_line(
        &mut self,
        text: &SourceFile,
        number: usize,
        ranges: &[(usize, usize)],
    ) -> impl Fn(usize) -> usize + use<> {
        let span = text.line_span(number);
        let line = text.slice(span);
        let start = self.content.len();
        let is_visible = |(_, ch): &(usize, char)| *ch != '\u{feff}';
        let is_long = line.char_indices().filter(is_visible).nth(MAX_LINE_CHARS).is_some();
        let first_offset = ranges.iter().map(|(start, _)| start - span.start).min().unwrap_or_default();
        let start_offset = if is_long {
            text.slice(Span::new(span.start, span.start + first_offset))
                .char_indices()
                .rev()
                .filter(is_visible)
                .nth(LEADING_CHARS - 1)
                .map_or(0, |(at, _)| at)
        } else {
            0
        };
        if start_offset > 0 {
            self.content.push('…');
        }
        let mut columns = Vec::new();
        let mut offsets = Vec::new();
        let mut column = text.line_col(span.start + start_offset).column - 1;
        let mut chars = marked_chars(&line[start_offset..]).filter(|(at, ch, _)| is_visible(&(*at, *ch)));
        for (at, ch, escaped) in chars.by_ref().take(MAX_LINE_CHARS) {
            offsets.push((span.start + start_offset + at, self.content.len()));
            columns.push((self.content.len(), column));
            column += 1;
            match ch {
                '\t' => self.content.push('\t'),
                ch => push_marked(ch, escaped, &mut self.content),
            }
        }
        let end = self.content.len();
        columns.push((end, column));
        if chars.next().is_some() {
            self.content.push('…');
        }
        self.content.push('\n');
        self.lines.push(Line { number, start, columns });
        move |byte| offsets.iter().find(|(at, _)| *at >= byte).map_or(end, |(_, shown)| *shown)
    }

    fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    fn line_end(&self, line: usize) -> usize {
        self.lines.get(line + 1).map_or(self.content.len(), |next| next.start)
    }
}

/// A location and its zero-based first and last line.
struct LineRange {
    span: Span,
    first: usize,
    last: usize,
}

impl LineRange {
    fn new(text: &SourceFile, location: &SourceLocation) -> Self {
        let span = location.span();
        let first = text.line_col(span.start).line - 1;
        let last = text.line_col(span.end).line - 1;
        if last - first >= MAX_LINES {
            let line = text.line_span(first);
            return Self { span: Span::new(span.start, line.end), first, last: first };
        }
        Self { span, first, last }
    }

    /// The part of the location in line `number`, as byte offsets in the file.
    fn clip_to_line(&self, text: &SourceFile, number: usize) -> Option<(usize, usize)> {
        if !(self.first..=self.last).contains(&number) {
            return None;
        }
        let line = text.line_span(number);
        Some((self.span.start.clamp(line.start, line.end), self.span.end.clamp(line.start, line.end)))
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        if end > self.content.len() || self.lines.is_empty() {
            return Err(MietteError::OutOfBounds);
        }
        let (first, last) = (self.line_at(start), self.line_at(end));
        let adjacent = |left: usize, right: usize| self.lines[left].number + 1 == self.lines[right].number;
        // Two locations share a context only if no line between them is left out.
        if !(first..last).all(|line| adjacent(line, line + 1)) {
            return Err(MietteError::OutOfBounds);
        }
        let top = (0..lines_before).fold(first, |top, _| if top > 0 && adjacent(top - 1, top) { top - 1 } else { top });
        let bottom = (0..lines_after).fold(last, |bottom, _| {
            if bottom + 1 < self.lines.len() && adjacent(bottom, bottom + 1) { bottom + 1 } else { bottom }
        });
        // Without context lines the contents are the location itself, so the header shows its column.
        let from = if lines_before == 0 { start } else { self.lines[top].start };
        let to = if lines_after == 0 { end } else { self.line_end(bottom) };
        let line = &self.lines[if lines_before == 0 { first } else { top }];
        let column = line.columns.iter().rev().find(|(at, _)| *at <= from).map_or(0, |(_, column)| *column);
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            &self.content.as_bytes()[from..to],
            (from, to - from).into(),
            line.number,
            if lines_before == 0 { column } else { 0 },
            last - first + 1,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn highlighted(content: &str, part: &str) -> (Snippet, String) {
        let text = SourceFile::new("t", content);
        let start = content.find(part).expect("part occurs in content");
        let snippet =
            Snippet::new(&text, &[SourceLocation::new(&text, Span::new(start, start + part.len()), None, None)]);
        let span = snippet.spans()[0];
        let shown = snippet.content[span.start..span.end].to_owned();
        (snippet, shown)
    }

    #[test]
    fn span_covers_its_text() {
        for (content, part) in [
            ("a: b\nc: d\ne: f\n", "d"),
            ("\u{feff}a: b", "b"),
            ("ä: \"\u{1b}[31m\u{202e}\", x: here", "here"),
            (&format!("{} here {}", "x".repeat(70_000), "y".repeat(70_000)), "here"),
        ] {
            let (snippet, shown) = highlighted(content, part);
            assert_eq!(shown, part);
            assert!(snippet.content.len() < 1_000 && !snippet.content.contains(['\u{1b}', '\u{202e}']));
        }
    }

    #[test]
    fn header_has_the_column_in_the_file() {
        let (snippet, _) = highlighted(&format!("a: b\n{}here", "é".repeat(70_000)), "here");
        let span = snippet.spans()[0];
        let contents = snippet.read_span(&(span.start, span.len()).into(), 0, 0).expect("span is inside the snippet");
        assert_eq!((contents.line(), contents.column()), (1, 70_000));
    }

    #[test]
    fn long_location_is_reduced_to_its_first_line() {
        let content = format!("a:\n{}", "  b: c\n".repeat(100));
        let text = SourceFile::new("t", content.as_str());
        let snippet = Snippet::new(&text, &[SourceLocation::new(&text, Span::new(3, content.len()), None, None)]);
        assert_eq!(snippet.content.lines().count(), 3);
    }
}
