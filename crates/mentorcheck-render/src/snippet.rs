//! The lines around the places of a finding, fit to be shown: nothing in them moves a cursor or turns
//! the direction of writing, and a line that is very long is cut to what stands around the place.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use mentorcheck_core::{
    diagnostic::SourceLocation,
    sanitize::{push_sanitized, sanitize_line},
};
use mentorcheck_yaml::{SourceFile, Span};

/// How many characters of a line are shown, and how many of them before the place.
const LONGEST: usize = 200;
const BEFORE: usize = 60;
/// A place of more lines than this is shown by its first.
const MOST_LINES: usize = 6;

/// What is shown of a text for some marks.
#[derive(Debug)]
pub(crate) struct Snippet {
    name: String,
    content: String,
    lines: Vec<Line>,
    marks: Vec<Span>,
}

#[derive(Debug)]
struct Line {
    /// Its number in the file, from 0.
    number: usize,
    /// Where it begins in the excerpt.
    start: usize,
    /// For each character shown: where it stands in the excerpt, and its column in the file, from 0.
    columns: Vec<(usize, usize)>,
}

impl Snippet {
    /// The excerpt of `text` for `marks`.
    pub(crate) fn new(text: &SourceFile, marks: &[SourceLocation]) -> Self {
        let mut excerpt =
            Self { name: sanitize_line(text.name()), content: String::new(), lines: Vec::new(), marks: Vec::new() };
        let places: Vec<Place> = marks.iter().map(|mark| Place::of(text, mark)).collect();
        let last = text.line_count().saturating_sub(1);
        let mut numbers: Vec<usize> =
            places.iter().flat_map(|place| place.first.saturating_sub(1)..=(place.last + 1).min(last)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut shown: Vec<Option<(usize, usize)>> = vec![None; places.len()];
        for number in numbers {
            let here: Vec<(usize, usize)> = places.iter().filter_map(|place| place.within(text, number)).collect();
            let cut = excerpt.line(text, number, &here);
            for (place, shown) in places.iter().zip(&mut shown) {
                if let Some((start, end)) = place.within(text, number) {
                    let (start, end) = (cut(start), cut(end));
                    shown.get_or_insert((start, end)).1 = end;
                }
            }
        }
        excerpt.marks = shown.into_iter().flatten().map(|(start, end)| Span::new(start, end)).collect();
        excerpt
    }

    /// Where each mark stands in the excerpt, in the order in which they were given.
    pub(crate) fn marks(&self) -> &[Span] {
        &self.marks
    }

    /// The lines in their order: the number of each in the file, from 0, and where it stands in the excerpt
    /// without its end.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, Span)> {
        let end = |at: usize| self.end_of(at).saturating_sub(1);
        self.lines.iter().enumerate().map(move |(at, line)| (line.number, Span::new(line.start, end(at))))
    }

    /// What stands at a span of the excerpt.
    pub(crate) fn slice(&self, span: Span) -> &str {
        &self.content[span.start..span.end]
    }

    /// Adds a line; what comes back tells where a byte of the file's line stands in the excerpt.
    fn line(&mut self, text: &SourceFile, number: usize, places: &[(usize, usize)]) -> impl Fn(usize) -> usize + use<> {
        let span = text.line_span(number);
        let line = text.slice(span);
        let start = self.content.len();
        let visible = |(_, letter): &(usize, char)| *letter != '\u{feff}';
        let is_long = line.char_indices().filter(visible).nth(LONGEST).is_some();
        let first = places.iter().map(|(start, _)| start - span.start).min().unwrap_or_default();
        let from = if is_long {
            text.slice(Span::new(span.start, span.start + first))
                .char_indices()
                .rev()
                .filter(visible)
                .nth(BEFORE - 1)
                .map_or(0, |(at, _)| at)
        } else {
            0
        };
        if from > 0 {
            self.content.push('…');
        }
        let mut columns = Vec::new();
        let mut map = Vec::new();
        let mut column = text.line_col(span.start + from).column - 1;
        let mut letters = line[from..].char_indices().filter(visible);
        for (at, letter) in letters.by_ref().take(LONGEST) {
            map.push((span.start + from + at, self.content.len()));
            columns.push((self.content.len(), column));
            column += 1;
            match letter {
                '\t' => self.content.push('\t'),
                letter => push_sanitized(letter, &mut self.content),
            }
        }
        let end = self.content.len();
        columns.push((end, column));
        if letters.next().is_some() {
            self.content.push('…');
        }
        self.content.push('\n');
        self.lines.push(Line { number, start, columns });
        move |byte| map.iter().find(|(at, _)| *at >= byte).map_or(end, |(_, shown)| *shown)
    }

    fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    fn end_of(&self, line: usize) -> usize {
        self.lines.get(line + 1).map_or(self.content.len(), |next| next.start)
    }
}

/// A mark in terms of lines.
struct Place {
    span: Span,
    first: usize,
    last: usize,
}

impl Place {
    fn of(text: &SourceFile, mark: &SourceLocation) -> Self {
        let span = mark.span();
        let first = text.line_col(span.start).line - 1;
        let last = text.line_col(span.end).line - 1;
        if last - first >= MOST_LINES {
            let line = text.line_span(first);
            return Self { span: Span::new(span.start, line.end), first, last: first };
        }
        Self { span, first, last }
    }

    /// The part of the place that lies in a line, in bytes of the file.
    fn within(&self, text: &SourceFile, number: usize) -> Option<(usize, usize)> {
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
        let adjacent = |one: usize, other: usize| self.lines[one].number + 1 == self.lines[other].number;
        // Two places are one picture only where no line between them is left out.
        if !(first..last).all(|line| adjacent(line, line + 1)) {
            return Err(MietteError::OutOfBounds);
        }
        let top = (0..lines_before).fold(first, |top, _| if top > 0 && adjacent(top - 1, top) { top - 1 } else { top });
        let bottom = (0..lines_after).fold(last, |bottom, _| {
            if bottom + 1 < self.lines.len() && adjacent(bottom, bottom + 1) { bottom + 1 } else { bottom }
        });
        // Without context the excerpt is the place itself: its column is what a header shows.
        let from = if lines_before == 0 { start } else { self.lines[top].start };
        let to = if lines_after == 0 { end } else { self.end_of(bottom) };
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

    fn marked(content: &str, part: &str) -> (Snippet, String) {
        let text = SourceFile::new("t", content);
        let start = content.find(part).expect("the part is there");
        let excerpt =
            Snippet::new(&text, &[SourceLocation::new(&text, Span::new(start, start + part.len()), None, None)]);
        let span = excerpt.marks()[0];
        let shown = excerpt.content[span.start..span.end].to_owned();
        (excerpt, shown)
    }

    #[test]
    fn a_place_stays_on_its_text() {
        for (content, part) in [
            ("a: b\nc: d\ne: f\n", "d"),
            ("\u{feff}a: b", "b"),
            ("ä: \"\u{1b}[31m\u{202e}\", x: here", "here"),
            (&format!("{} here {}", "x".repeat(70_000), "y".repeat(70_000)), "here"),
        ] {
            let (excerpt, shown) = marked(content, part);
            assert_eq!(shown, part);
            assert!(excerpt.content.len() < 1_000 && !excerpt.content.contains(['\u{1b}', '\u{202e}']));
        }
    }

    #[test]
    fn the_header_gives_the_column_in_the_file() {
        let (excerpt, _) = marked(&format!("a: b\n{}here", "é".repeat(70_000)), "here");
        let span = excerpt.marks()[0];
        let contents = excerpt.read_span(&(span.start, span.len()).into(), 0, 0).expect("it is within");
        assert_eq!((contents.line(), contents.column()), (1, 70_000));
    }

    #[test]
    fn a_place_of_many_lines_is_shown_by_its_first() {
        let content = format!("a:\n{}", "  b: c\n".repeat(100));
        let text = SourceFile::new("t", content.as_str());
        let excerpt = Snippet::new(&text, &[SourceLocation::new(&text, Span::new(3, content.len()), None, None)]);
        assert_eq!(excerpt.content.lines().count(), 3);
    }
}
