//! The lines of a file around the places of a finding, with the places marked in them.

use std::borrow::Cow;

use serde::Serialize;

use crate::snippet::Snippet;
use mentorcheck_core::diagnostic::SourceLocation;
use mentorcheck_yaml::{SourceFile, Span};

/// A line of the file.
#[derive(Debug, Serialize)]
pub(crate) struct Line<'r> {
    /// Whether lines are left out before it.
    pub(crate) gap: bool,
    /// Its number, from 1.
    pub(crate) number: usize,
    /// What stands in it, in stretches.
    pub(crate) parts: Vec<Part>,
    /// What is said of the places that end in it.
    pub(crate) labels: Vec<Cow<'r, str>>,
}

/// A stretch of a line.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    /// Whether it belongs to a place.
    pub(crate) marked: bool,
    /// Its words, which an excerpt has made harmless.
    pub(crate) words: String,
}

/// The lines around `marks`; none where there is no place.
pub(crate) fn lines<'r>(text: &SourceFile, marks: &'r [SourceLocation]) -> Vec<Line<'r>> {
    let excerpt = Snippet::new(text, marks);
    let mut before: Option<usize> = None;
    let mut lines = Vec::new();
    for (number, span) in excerpt.lines() {
        let gap = before.is_some_and(|before| before + 1 < number);
        before = Some(number);
        let ends_here = |place: &Span| (span.start..=span.end).contains(&place.end);
        let labels = marks.iter().zip(excerpt.marks()).filter(|(_, place)| ends_here(place));
        lines.push(Line {
            gap,
            number: number + 1,
            parts: parts(&excerpt, span),
            labels: labels.filter_map(|(mark, _)| mark.label.as_deref()).map(Cow::from).collect(),
        });
    }
    lines
}

/// A line cut wherever a place begins or ends in it.
fn parts(excerpt: &Snippet, line: Span) -> Vec<Part> {
    let within: Vec<Span> = excerpt
        .marks()
        .iter()
        .filter(|place| place.start <= line.end && place.end >= line.start)
        .map(|place| Span::new(place.start.max(line.start), place.end.min(line.end)))
        .collect();
    let mut cuts: Vec<usize> = within.iter().flat_map(|place| [place.start, place.end]).collect();
    cuts.extend([line.start, line.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |pair: &[usize]| Part {
        marked: within.iter().any(|place| place.start <= pair[0] && pair[1] <= place.end),
        words: excerpt.slice(Span::new(pair[0], pair[1])).to_owned(),
    };
    cuts.windows(2).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_marked_in_their_lines() {
        let content = "a: b\nc: one two\nd: e\nf: g\nh: i\nj: k\nl: m\n";
        let text = SourceFile::new("t", content);
        let mark = |part: &str, label: &str| {
            let start = content.find(part).expect("the part is there");
            SourceLocation::new(&text, Span::new(start, start + part.len()), None, Some(label.into()))
        };
        let marks = [mark("two", "second"), mark("one two", "both"), mark("k", "far off")];
        let actual: Vec<String> = lines(&text, &marks)
            .iter()
            .map(|line| {
                let marked = |part: &Part| if part.marked { format!("[{}]", part.words) } else { part.words.clone() };
                let parts: String = line.parts.iter().map(marked).collect();
                format!("{}{} {parts} {}", if line.gap { "… " } else { "" }, line.number, line.labels.join(", "))
            })
            .collect();
        let expected =
            ["1 a: b ", "2 c: [one ][two] second, both", "3 d: e ", "… 5 h: i ", "6 j: [k] far off", "7 l: m "];
        assert_eq!(actual, expected);
    }
}
