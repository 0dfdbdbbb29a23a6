//! View of a source snippet with the locations of a finding marked.

use std::borrow::Cow;

use serde::Serialize;

use crate::snippet::Snippet;
use mentorcheck_core::diagnostic::SourceLocation;
use mentorcheck_yaml::{SourceFile, Span};

#[derive(Debug, Serialize)]
pub(crate) struct LineView<'r> {
    /// Whether lines are omitted before it.
    pub(crate) gap: bool,
    /// One-based.
    pub(crate) number: usize,
    pub(crate) parts: Vec<LinePart>,
    /// Labels of the locations that end in this line.
    pub(crate) labels: Vec<Cow<'r, str>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct LinePart {
    pub(crate) marked: bool,
    /// Sanitized by `Snippet`, except for tabs.
    pub(crate) words: String,
}

/// The lines around `marks`; empty without marks.
pub(crate) fn line_views<'r>(text: &SourceFile, locations: &'r [SourceLocation]) -> Vec<LineView<'r>> {
    // The text that was made from a form is nothing that its reader has seen.
    let locations = if text.origin().is_some() { &[] } else { locations };
    let snippet = Snippet::new(text, locations);
    let mut previous: Option<usize> = None;
    let mut lines = Vec::new();
    for (number, span) in snippet.lines() {
        let gap = previous.is_some_and(|previous| previous + 1 < number);
        previous = Some(number);
        let ends_here = |location_span: &Span| (span.start..=span.end).contains(&location_span.end);
        let labels = locations.iter().zip(snippet.spans()).filter(|(_, location_span)| ends_here(location_span));
        lines.push(LineView {
            gap,
            number: number + 1,
            parts: split_line(&snippet, span),
            labels: labels.filter_map(|(location, _)| location.label.as_deref()).map(Cow::from).collect(),
        });
    }
    lines
}

/// Splits a line at the start and end of every location.
fn split_line(snippet: &Snippet, line: Span) -> Vec<LinePart> {
    let highlights: Vec<Span> = snippet
        .spans()
        .iter()
        .filter(|highlight| highlight.start <= line.end && highlight.end >= line.start)
        .map(|highlight| Span::new(highlight.start.max(line.start), highlight.end.min(line.end)))
        .collect();
    let mut cuts: Vec<usize> = highlights.iter().flat_map(|highlight| [highlight.start, highlight.end]).collect();
    cuts.extend([line.start, line.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let new_part = |range: &[usize]| LinePart {
        marked: highlights.iter().any(|highlight| highlight.start <= range[0] && range[1] <= highlight.end),
        words: snippet.slice(Span::new(range[0], range[1])).to_owned(),
    };
    cuts.windows(2).map(new_part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_are_marked_in_their_lines() {
        let content = "a: b\nc: one two\nd: e\nf: g\nh: i\nj: k\nl: m\n";
        let text = SourceFile::new("t", content);
        let mark = |part: &str, label: &str| {
            let start = content.find(part).expect("part occurs in content");
            SourceLocation::new(&text, Span::new(start, start + part.len()), None, Some(label.into()))
        };
        let marks = [mark("two", "second"), mark("one two", "both"), mark("k", "far off")];
        let actual: Vec<String> = line_views(&text, &marks)
            .iter()
            .map(|line| {
                let marked =
                    |part: &LinePart| if part.marked { format!("[{}]", part.words) } else { part.words.clone() };
                let parts: String = line.parts.iter().map(marked).collect();
                format!("{}{} {parts} {}", if line.gap { "… " } else { "" }, line.number, line.labels.join(", "))
            })
            .collect();
        let expected =
            ["1 a: b ", "2 c: [one ][two] second, both", "3 d: e ", "… 5 h: i ", "6 j: [k] far off", "7 l: m "];
        assert_eq!(actual, expected);
    }
}
