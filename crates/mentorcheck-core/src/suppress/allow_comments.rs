//! Comments that allow a finding: `# mentorcheck: allow CODE because REASON`, behind what the finding
//! points to, or on a line of its own above it.

use mentorcheck_yaml::{Document, SourceFile, Span};

/// What such a comment begins with, behind its `#`.
const NAME: &str = "mentorcheck:";
/// What it can ask for.
const ALLOW: &str = "allow";
/// What stands before the reason.
const BECAUSE: &str = "because";

/// A comment that speaks to this tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The comment, without the space behind it.
    pub span: Span,
    /// The line that it stands on, from 1.
    pub line: usize,
    /// The lines whose findings it allows, from 1: its own, and the next one that holds anything if
    /// nothing stands before it on its own.
    pub about: [usize; 2],
    /// What it asks for.
    pub request: Request,
}

/// What a comment asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// To allow findings with these codes.
    Allow {
        /// The codes.
        codes: Vec<String>,
        /// Why; none where it says nothing.
        because: Option<String>,
    },
    /// Something that is not understood.
    Unknown,
}

/// Whether there may be a comment in `text` that speaks to this tool.
#[must_use]
pub fn speaks(text: &SourceFile) -> bool {
    text.content().contains(NAME)
}

/// The comments in `text` that speak to this tool and belong to `documents[at]`: those behind the
/// document before it. What stands in a value is no comment.
#[must_use]
pub fn comments(text: &SourceFile, documents: &[Document], at: usize) -> Vec<Comment> {
    let content = text.content();
    if !speaks(text) {
        return Vec::new();
    }
    // A comment on a line between two documents belongs to the one it stands before.
    let end = |document: &Document| {
        let line = text.line_col(document.root().span().end).line - 1;
        text.line_span(line).end
    };
    let from = at.checked_sub(1).map_or(0, |before| end(&documents[before]));
    let to = if at + 1 == documents.len() { content.len() } else { end(&documents[at]) };
    let lines = (0..text.line_count()).map(|line| (line, text.line_span(line)));
    lines
        .filter_map(|(line, span)| {
            let words = text.slice(span);
            let start = begins(words)?;
            let here = Span::new(span.start + start, span.start + words.trim_end().len());
            let within = (from..to).contains(&here.start) && !documents[at].is_content_at(here.start);
            within.then(|| {
                let alone = words[..start].trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
                let next = if alone.is_empty() { next_line(text, line) } else { line };
                let request = request(&words[start..]);
                Comment { span: here, line: line + 1, about: [line + 1, next + 1], request }
            })
        })
        .collect()
}

/// Where in a line a comment to this tool begins: at its `#`, which stands first or behind a space.
fn begins(line: &str) -> Option<usize> {
    let hashes = line.match_indices('#').map(|(at, _)| at);
    let comment = hashes.filter(|at| {
        line[..*at].chars().next_back().is_none_or(|letter| letter.is_whitespace() || letter == '\u{feff}')
    });
    comment.into_iter().find(|at| line[at + 1..].trim_start().starts_with(NAME))
}

/// The next line that holds something other than a comment; both from 0.
fn next_line(text: &SourceFile, line: usize) -> usize {
    let holds = |line: &usize| {
        let words = text.slice(text.line_span(*line)).trim();
        !words.is_empty() && !words.starts_with('#') && words != "---"
    };
    (line + 1..text.line_count()).find(holds).unwrap_or(line)
}

fn request(comment: &str) -> Request {
    let words = comment.trim_start_matches('#').trim().trim_start_matches(NAME).trim();
    let Some(rest) = words.strip_prefix(ALLOW).filter(|rest| rest.starts_with(char::is_whitespace)) else {
        return Request::Unknown;
    };
    let mut parts = rest.split_whitespace();
    let codes: Vec<_> = parts.by_ref().take_while(|word| *word != BECAUSE).collect();
    let codes: Vec<_> =
        codes.iter().flat_map(|word| word.split(',')).filter(|code| !code.is_empty()).map(str::to_owned).collect();
    let because = parts.collect::<Vec<_>>().join(" ");
    if codes.is_empty() || codes.iter().any(|code| !code.contains('/')) {
        return Request::Unknown;
    }
    Request::Allow { codes, because: (!because.is_empty()).then_some(because) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mentorcheck_yaml::ParsedFile;

    fn found(content: &str, at: usize) -> Vec<([usize; 2], Request)> {
        let source = ParsedFile::parse("t", content.into());
        comments(&source.text, &source.documents, at).into_iter().map(|one| (one.about, one.request)).collect()
    }

    fn allow(codes: &[&str], because: Option<&str>) -> Request {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        Request::Allow { codes, because: because.map(str::to_owned) }
    }

    #[test]
    fn a_comment_speaks_of_its_line_or_of_the_next() {
        let content =
            "a: b # mentorcheck: allow x/y because it is so\n\n# mentorcheck: allow x/y, x/z because\n# more\n\nc: d\n";
        assert_eq!(
            found(content, 0),
            [([1, 1], allow(&["x/y"], Some("it is so"))), ([3, 6], allow(&["x/y", "x/z"], None)),]
        );
    }

    #[test]
    fn what_stands_in_a_value_is_no_comment() {
        let comment = "# mentorcheck: allow x/y because z";
        for content in [
            format!("a: |\n  text {comment}\n  {comment}\n"),
            format!("a: 'text {comment}'\n"),
            format!("a: \"text\n  {comment}\"\n"),
        ] {
            assert_eq!(found(&content, 0), [], "{content}");
        }
    }

    #[test]
    fn what_is_not_understood_is_not_passed_over() {
        for comment in [
            "# mentorcheck: alow x/y because z",
            "# mentorcheck:",
            "#mentorcheck: allow because z",
            "# mentorcheck: allow x",
        ] {
            assert_eq!(found(&format!("{comment}\na: b\n"), 0), [([1, 2], Request::Unknown)], "{comment}");
        }
    }

    #[test]
    fn a_comment_belongs_to_the_document_that_it_stands_before() {
        let comment = "# mentorcheck: allow x/y because z\n";
        let content = format!("{comment}a: b\n---\n{comment}c: d\n{comment}");
        assert_eq!(found(&content, 0).len(), 1);
        assert_eq!(found(&content, 1).len(), 2);
        assert_eq!(found(&content, 1)[0].0, [4, 5]);
    }
}
