//! Allow comments: `# mentorcheck: allow CODE because REASON`, on the line of the finding or on a separate line above
//! it.

use mentorcheck_yaml::{Document, SourceFile, Span};

/// The prefix of a directive, after the `#`.
const NAME: &str = "mentorcheck:";
const ALLOW: &str = "allow";
const BECAUSE: &str = "because";

/// A directive in a YAML comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Excludes trailing white space.
    pub span: Span,
    /// From 1.
    pub line: usize,
    /// The lines to which the directive applies, from 1: its own and, if the comment is alone on its line, the next
    /// line with content.
    pub about: [usize; 2],
    pub request: Request,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    Allow {
        codes: Vec<String>,
        /// The reason, if one is given.
        because: Option<String>,
    },
    /// The directive cannot be parsed.
    Unknown,
}

/// A cheap test that may give false positives, such as inside a string.
#[must_use]
pub fn speaks(text: &SourceFile) -> bool {
    text.content().contains(NAME)
}

/// Extracts the directives that belong to `documents[at]`: those after the end of the preceding document. `#` inside a
/// scalar does not start a comment.
#[must_use]
pub fn comments(text: &SourceFile, documents: &[Document], at: usize) -> Vec<Comment> {
    let content = text.content();
    if !speaks(text) {
        return Vec::new();
    }
    // A comment between two documents belongs to the second.
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

/// Returns the offset of the directive's `#`, which must be at the start of the line or after white space.
fn begins(line: &str) -> Option<usize> {
    let hashes = line.match_indices('#').map(|(at, _)| at);
    let comment = hashes.filter(|at| {
        line[..*at].chars().next_back().is_none_or(|letter| letter.is_whitespace() || letter == '\u{feff}')
    });
    comment.into_iter().find(|at| line[at + 1..].trim_start().starts_with(NAME))
}

/// The next line that is neither blank, a comment nor a document marker. Lines are counted from 0.
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
