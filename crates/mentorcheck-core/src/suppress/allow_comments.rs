//! Allow comments: `# mentorcheck: allow CODE because REASON`.
//!
//! A comment covers what is on its own line, what is on the next line if it is alone on its line, and every field that
//! reaches into one of these lines: from its key to the end of its value, a closing bracket included. So the comment holds
//! however a formatter breaks the lines of a list.

use crate::{diagnostic::SourceLocation, schema::pointer};
use mentorcheck_yaml::{Document, Node, SourceFile, Span, Value};

/// The prefix of a directive, after the `#`.
const PREFIX: &str = "mentorcheck:";
const ALLOW: &str = "allow";
const BECAUSE: &str = "because";

/// A directive in a YAML comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectiveComment {
    /// Excludes trailing white space.
    pub span: Span,
    /// From 1.
    pub line: usize,
    /// The lines to which the directive applies, from 1: its own and, if the comment is alone on its line, the next
    /// line with content.
    pub target_lines: [usize; 2],
    /// JSON Pointers of the fields and sections that it covers.
    pub fields: Vec<String>,
    pub directive: Directive,
}

impl DirectiveComment {
    /// Whether it covers a location of a finding.
    #[must_use]
    pub fn covers(&self, location: &SourceLocation) -> bool {
        let is_in = |field: &String, pointer: &str| {
            pointer.strip_prefix(field.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.target_lines.contains(&location.line)
            || location.pointer.as_deref().is_some_and(|pointer| self.fields.iter().any(|field| is_in(field, pointer)))
    }
}

/// The lines of a field or of a section in brackets, counted from 0.
#[derive(Debug)]
struct Extent {
    pointer: String,
    first_line: usize,
    last_line: usize,
    /// Covered only by a comment at its end, as a section in brackets is.
    only_at_end: bool,
}

/// The extents of all fields of a document, and of its sections in brackets, in the order of their first lines.
fn extents(text: &SourceFile, document: &Document) -> Vec<Extent> {
    let line_of = |byte: usize| text.line_col(byte).line - 1;
    let last_line = |node: Node<'_>, key: Span| {
        let span = node.span();
        // The line before, if a block ends at the beginning of a line.
        let end =
            text.slice(Span::new(key.start.min(span.start), span.end)).trim_end().len() + key.start.min(span.start);
        line_of(end.max(key.end).saturating_sub(1))
    };
    let mut extents = Vec::new();
    let sections = document.root().as_mapping();
    for (section, node) in sections.into_iter().flat_map(mentorcheck_yaml::Mapping::iter) {
        let is_flow = text.slice(node.span()).starts_with('{');
        if is_flow {
            extents.push(Extent {
                pointer: pointer::join(&[section.name]),
                first_line: line_of(section.span.start),
                last_line: last_line(node, section.span),
                only_at_end: true,
            });
        }
        let Value::Mapping(fields) = node.value() else { continue };
        for (key, value) in fields.iter() {
            extents.push(Extent {
                pointer: pointer::join(&[section.name, key.name]),
                first_line: line_of(key.span.start),
                last_line: last_line(value, key.span),
                only_at_end: false,
            });
        }
    }
    extents.sort_by_key(|extent| extent.first_line);
    extents
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Directive {
    Allow {
        codes: Vec<String>,
        /// The reason, if one is given.
        reason: Option<String>,
    },
    /// The directive cannot be parsed.
    Invalid,
}

/// A cheap test that may give false positives, such as inside a string.
#[must_use]
pub fn may_contain_directive(text: &SourceFile) -> bool {
    text.content().contains(PREFIX)
}

/// Extracts the directives that belong to `documents[at]`: those after the end of the preceding document. `#` inside a
/// scalar does not start a comment.
#[must_use]
pub fn find_directives(text: &SourceFile, documents: &[Document], document_index: usize) -> Vec<DirectiveComment> {
    let content = text.content();
    if !may_contain_directive(text) {
        return Vec::new();
    }
    // A comment between two documents belongs to the second.
    let end = |document: &Document| {
        let line = text.line_col(document.root().span().end).line - 1;
        text.line_span(line).end
    };
    let from = document_index.checked_sub(1).map_or(0, |previous| end(&documents[previous]));
    let to = if document_index + 1 == documents.len() { content.len() } else { end(&documents[document_index]) };
    let extents = extents(text, &documents[document_index]);
    let covered = |lines: [usize; 2]| -> Vec<String> {
        let covers = |extent: &&Extent| {
            lines.iter().any(|line| {
                (extent.first_line..=extent.last_line).contains(line)
                    && (!extent.only_at_end || *line == extent.last_line)
            })
        };
        // Later extents start after the lines.
        let started = extents.partition_point(|extent| extent.first_line <= lines[0].max(lines[1]));
        extents[..started].iter().filter(covers).map(|extent| extent.pointer.clone()).collect()
    };
    let lines = (0..text.line_count()).map(|line| (line, text.line_span(line)));
    lines
        .filter_map(|(line, span)| {
            let line_text = text.slice(span);
            let start = directive_start(line_text)?;
            let comment_span = Span::new(span.start + start, span.start + line_text.trim_end().len());
            let is_in_document = (from..to).contains(&comment_span.start)
                && !documents[document_index].is_content_at(comment_span.start);
            is_in_document.then(|| {
                let text_before = line_text[..start].trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
                let last_line = if text_before.is_empty() { next_content_line(text, line) } else { line };
                let directive = parse_directive(&line_text[start..]);
                DirectiveComment {
                    span: comment_span,
                    line: line + 1,
                    target_lines: [line + 1, last_line + 1],
                    fields: covered([line, last_line]),
                    directive,
                }
            })
        })
        .collect()
}

/// Returns the offset of the directive's `#`, which must be at the start of the line or after white space.
fn directive_start(line: &str) -> Option<usize> {
    let hashes = line.match_indices('#').map(|(offset, _)| offset);
    let candidates = hashes
        .filter(|offset| line[..*offset].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '\u{feff}'));
    candidates.into_iter().find(|offset| line[offset + 1..].trim_start().starts_with(PREFIX))
}

/// The next line that is neither blank, a comment nor a document marker. Lines are counted from 0.
fn next_content_line(text: &SourceFile, line: usize) -> usize {
    let has_content = |line: &usize| {
        let trimmed = text.slice(text.line_span(*line)).trim();
        !trimmed.is_empty() && !trimmed.starts_with('#') && trimmed != "---"
    };
    (line + 1..text.line_count()).find(has_content).unwrap_or(line)
}

fn parse_directive(comment: &str) -> Directive {
    let body = comment.trim_start_matches('#').trim().trim_start_matches(PREFIX).trim();
    let Some(rest) = body.strip_prefix(ALLOW).filter(|rest| rest.starts_with(char::is_whitespace)) else {
        return Directive::Invalid;
    };
    let mut words = rest.split_whitespace();
    let codes: Vec<_> = words.by_ref().take_while(|word| *word != BECAUSE).collect();
    let codes: Vec<_> =
        codes.iter().flat_map(|word| word.split(',')).filter(|code| !code.is_empty()).map(str::to_owned).collect();
    let reason = words.collect::<Vec<_>>().join(" ");
    if codes.is_empty() || codes.iter().any(|code| !code.contains('/')) {
        return Directive::Invalid;
    }
    Directive::Allow { codes, reason: (!reason.is_empty()).then_some(reason) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mentorcheck_yaml::ParsedFile;

    fn parse(content: &str, document_index: usize) -> Vec<([usize; 2], Directive)> {
        let source = ParsedFile::parse("t", content.into());
        find_directives(&source.text, &source.documents, document_index)
            .into_iter()
            .map(|comment| (comment.target_lines, comment.directive))
            .collect()
    }

    fn allow(codes: &[&str], reason: Option<&str>) -> Directive {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        Directive::Allow { codes, reason: reason.map(str::to_owned) }
    }

    #[test]
    fn directive_applies_to_its_own_or_the_next_line() {
        let content =
            "a: b # mentorcheck: allow x/y because it is so\n\n# mentorcheck: allow x/y, x/z because\n# more\n\nc: d\n";
        assert_eq!(
            parse(content, 0),
            [([1, 1], allow(&["x/y"], Some("it is so"))), ([3, 6], allow(&["x/y", "x/z"], None)),]
        );
    }

    #[test]
    fn hash_in_a_scalar_is_not_a_comment() {
        let comment = "# mentorcheck: allow x/y because z";
        for content in [
            format!("a: |\n  text {comment}\n  {comment}\n"),
            format!("a: 'text {comment}'\n"),
            format!("a: \"text\n  {comment}\"\n"),
        ] {
            assert_eq!(parse(&content, 0), [], "{content}");
        }
    }

    #[test]
    fn invalid_directives_are_reported() {
        for comment in [
            "# mentorcheck: alow x/y because z",
            "# mentorcheck:",
            "#mentorcheck: allow because z",
            "# mentorcheck: allow x",
        ] {
            assert_eq!(parse(&format!("{comment}\na: b\n"), 0), [([1, 2], Directive::Invalid)], "{comment}");
        }
    }

    #[test]
    fn comment_belongs_to_the_following_document() {
        let comment = "# mentorcheck: allow x/y because z\n";
        let content = format!("{comment}a: b\n---\n{comment}c: d\n{comment}");
        assert_eq!(parse(&content, 0).len(), 1);
        assert_eq!(parse(&content, 1).len(), 2);
        assert_eq!(parse(&content, 1)[0].0, [4, 5]);
    }
}
