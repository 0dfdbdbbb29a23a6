//! Allow comments: `# mentorcheck: allow CODE because REASON`.
//!
//! A comment covers what is on its own line, what is on the next line if it is alone on its line, and every field that
//! reaches into one of these lines: from its key to the end of its value, a closing bracket included. So the comment holds
//! however a formatter breaks the lines of a list.
//!
//! The time is linear in the length of the file, whatever is in it, because strangers write the comments: a file may have
//! `MAX_ALLOWED` of them, however many descriptions it holds.

use std::{ops::Range, sync::Arc};

use crate::{diagnostic::SourceLocation, schema::pointer};
use mentorcheck_yaml::{Document, Node, SourceFile, Span, Value};

/// The prefix of a directive, after the `#`.
const PREFIX: &str = "mentorcheck:";
const ALLOW: &str = "allow";
const BECAUSE: &str = "because";
/// How many comments and codes in them are read in one file. People write a handful.
pub(super) const MAX_ALLOWED: usize = 1_000;
/// The longest code that is read, in bytes; no code is nearly as long.
const MAX_CODE: usize = 200;
/// How much of a reason is kept, in characters: it is repeated at each finding that it allows.
const MAX_REASON: usize = 2_000;

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
    pub fields: Arc<[String]>,
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
    /// There were `MAX_ALLOWED` before it. It is not read, and nor is what follows.
    TooMany,
}

/// Extracts the directives that belong to each document: those after the end of the one before. `#` inside a scalar does not
/// start a comment. After `MAX_ALLOWED` comments and codes, each document that has more ends with [`Directive::TooMany`].
#[must_use]
pub fn find_directives(text: &SourceFile, documents: &[Document]) -> Vec<Vec<DirectiveComment>> {
    // A cheap test, since hardly any file has one.
    if !text.content().contains(PREFIX) {
        return vec![Vec::new(); documents.len()];
    }
    let line_of = |byte: usize| text.line_col(byte).line - 1;
    // A comment between two documents belongs to the second.
    let end = |document: &Document| text.line_span(line_of(document.root().span().end)).end;
    let (mut from, mut budget) = (0, MAX_ALLOWED);
    let found = documents.iter().enumerate().map(|(index, document)| {
        let is_last = index + 1 == documents.len();
        let to = if is_last { text.content().len() } else { end(document) };
        let comments = find_in_document(text, document, from..to, &mut budget);
        from = to;
        comments
    });
    found.collect()
}

/// The directives in a part of the text, which holds one document; `budget` is how many codes are still read.
fn find_in_document(
    text: &SourceFile,
    document: &Document,
    part: Range<usize>,
    budget: &mut usize,
) -> Vec<DirectiveComment> {
    if !text.content().get(part.clone()).is_some_and(|own| own.contains(PREFIX)) {
        return Vec::new();
    }
    let line_of = |byte: usize| text.line_col(byte).line - 1;
    let scalars = document.content_spans();
    let is_in_scalar = |byte: usize| {
        // They do not overlap, so only the last that starts before can contain it.
        let started = scalars.partition_point(|span| span.start <= byte);
        started.checked_sub(1).is_some_and(|last| byte < scalars[last].end)
    };
    let mut cover = Cover { extents: extents(text, document), last: None };
    let mut next_content = NextContent::default();
    let mut comments = Vec::new();
    for line in line_of(part.start)..=line_of(part.end) {
        let span = text.line_span(line);
        let line_text = text.slice(span);
        let Some(start) = directive_start(line_text) else { continue };
        let comment_span = Span::new(span.start + start, span.start + line_text.trim_end().len());
        if !part.contains(&comment_span.start) || is_in_scalar(comment_span.start) {
            continue;
        }
        let text_before = line_text[..start].trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let last_line = if text_before.is_empty() { next_content.after(text, line) } else { line };
        let directive = parse_directive(&line_text[start..], *budget);
        *budget = budget.saturating_sub(match &directive {
            Directive::Allow { codes, .. } => codes.len(),
            Directive::Invalid => 1,
            Directive::TooMany => *budget,
        });
        let is_last = directive == Directive::TooMany;
        comments.push(DirectiveComment {
            span: comment_span,
            line: line + 1,
            target_lines: [line + 1, last_line + 1],
            fields: cover.fields([line, last_line]),
            directive,
        });
        if is_last {
            break;
        }
    }
    comments
}

/// Which fields comments cover.
struct Cover {
    /// In the order of their first lines.
    extents: Vec<Extent>,
    /// The answer for the comment before, which comments in a row share.
    last: Option<([usize; 2], Arc<[String]>)>,
}

impl Cover {
    /// The fields and sections that reach into one of two lines, counted from 0.
    fn fields(&mut self, lines: [usize; 2]) -> Arc<[String]> {
        if let Some((_, fields)) = self.last.as_ref().filter(|(last, _)| *last == lines) {
            return Arc::clone(fields);
        }
        let covers = |extent: &&Extent| {
            lines.iter().any(|line| {
                (extent.first_line..=extent.last_line).contains(line)
                    && (!extent.only_at_end || *line == extent.last_line)
            })
        };
        // Later extents start after the lines.
        let started = self.extents.partition_point(|extent| extent.first_line <= lines[0].max(lines[1]));
        let fields: Arc<[String]> =
            self.extents[..started].iter().filter(covers).map(|extent| extent.pointer.clone()).collect();
        self.last = Some((lines, Arc::clone(&fields)));
        fields
    }
}

/// Finds the next line with content; lines without any are passed over once, however many comments ask.
#[derive(Default)]
struct NextContent {
    /// The line asked for last and its answer, which holds for all lines between them.
    last: Option<(usize, Option<usize>)>,
}

impl NextContent {
    /// The next line that is neither blank, a comment nor a document marker, or the line itself if there is none. Lines are
    /// counted from 0, and asked for in their order.
    fn after(&mut self, text: &SourceFile, line: usize) -> usize {
        let has_content = |line: &usize| {
            let trimmed = text.slice(text.line_span(*line)).trim();
            !trimmed.is_empty() && !trimmed.starts_with('#') && trimmed != "---"
        };
        let known = self.last.filter(|(from, next)| *from <= line && next.is_none_or(|next| line < next));
        let next = known.map_or_else(|| (line + 1..text.line_count()).find(has_content), |(_, next)| next);
        self.last = Some((line, next));
        next.unwrap_or(line)
    }
}

/// Returns the offset of the directive's `#`, which must be at the start of the line or after white space.
fn directive_start(line: &str) -> Option<usize> {
    let hashes = line.match_indices('#').map(|(offset, _)| offset);
    let candidates = hashes
        .filter(|offset| line[..*offset].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '\u{feff}'));
    candidates.into_iter().find(|offset| line[offset + 1..].trim_start().starts_with(PREFIX))
}

/// Parses a comment; `budget` is how many codes are still read.
fn parse_directive(comment: &str, budget: usize) -> Directive {
    if budget == 0 {
        return Directive::TooMany;
    }
    let body = comment.trim_start_matches('#').trim().trim_start_matches(PREFIX).trim();
    let Some(rest) = body.strip_prefix(ALLOW).filter(|rest| rest.starts_with(char::is_whitespace)) else {
        return Directive::Invalid;
    };
    let mut words = rest.split_whitespace();
    let codes = words.by_ref().take_while(|word| *word != BECAUSE);
    let codes = codes.flat_map(|word| word.split(',')).filter(|code| !code.is_empty());
    // One more, by which too many are recognised.
    let codes: Vec<&str> = codes.take(budget + 1).collect();
    if codes.len() > budget {
        return Directive::TooMany;
    }
    if codes.is_empty() || codes.iter().any(|code| !code.contains('/') || code.len() > MAX_CODE) {
        return Directive::Invalid;
    }
    Directive::Allow { codes: codes.into_iter().map(str::to_owned).collect(), reason: reason(words) }
}

/// The words after `because`, of which the beginning is kept.
fn reason<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut reason = String::new();
    let mut length = 0;
    for word in words {
        let separator = if reason.is_empty() { "" } else { " " };
        let kept: String = separator.chars().chain(word.chars()).take(MAX_REASON - length).collect();
        length += kept.chars().count();
        reason.push_str(&kept);
        if length == MAX_REASON {
            reason.push('…');
            break;
        }
    }
    (!reason.is_empty()).then_some(reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mentorcheck_yaml::ParsedFile;

    fn parse(content: &str, document_index: usize) -> Vec<([usize; 2], Directive)> {
        let source = ParsedFile::parse("t", content.into());
        find_directives(&source.text, &source.documents)
            .swap_remove(document_index)
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

        let after_the_first = format!("a: b\n{comment}---\nc: d\n");
        assert_eq!([0, 1].map(|index| parse(&after_the_first, index).len()), [0, 1]);
        let beside_the_first = format!("a: b {comment}---\nc: d\n");
        assert_eq!([0, 1].map(|index| parse(&beside_the_first, index).len()), [1, 0]);
    }

    #[test]
    fn only_so_many_comments_and_codes_are_read() {
        let comment = "# mentorcheck: allow x/y because z\n";
        let directives = |content: &str| parse(content, 0);
        let just_enough = directives(&format!("{}a: b\n", comment.repeat(MAX_ALLOWED)));
        assert_eq!(just_enough.len(), MAX_ALLOWED);
        assert!(just_enough.iter().all(|(lines, _)| lines[1] == MAX_ALLOWED + 1));
        assert_eq!(just_enough[MAX_ALLOWED - 1].1, allow(&["x/y"], Some("z")));

        let too_many = directives(&format!("{}a: b\n", comment.repeat(3 * MAX_ALLOWED)));
        assert_eq!(too_many.len(), MAX_ALLOWED + 1);
        assert_eq!(too_many[MAX_ALLOWED].1, Directive::TooMany);

        // All documents of a file share them, and each that has more says so.
        let half = format!("{}a: b\n---\n", comment.repeat(MAX_ALLOWED / 2));
        let many = half.repeat(4);
        let counts = [0, 1, 2, 3].map(|index| parse(&many, index).len());
        assert_eq!(counts, [MAX_ALLOWED / 2, MAX_ALLOWED / 2, 1, 1]);
        assert_eq!(parse(&many, 3)[0].1, Directive::TooMany);

        let codes = "x/y,".repeat(MAX_ALLOWED);
        let of_codes = |codes: &str| directives(&format!("{comment}a: b # mentorcheck: allow {codes} because z\n"));
        assert_eq!(of_codes(&codes)[1].1, Directive::TooMany);
        assert_eq!(of_codes(&codes[4..])[1].1, allow(&["x/y"; MAX_ALLOWED - 1], Some("z")));
    }

    #[test]
    fn long_codes_and_reasons_are_not_kept() {
        let long = "x/".repeat(MAX_CODE);
        let of = |comment: &str| parse(&format!("a: b # mentorcheck: {comment}\n"), 0).remove(0).1;
        assert_eq!(of(&format!("allow {long} because z")), Directive::Invalid);
        for reason in ["é".repeat(MAX_REASON + 1), "é ".repeat(MAX_REASON)] {
            let Directive::Allow { reason: Some(kept), .. } = of(&format!("allow x/y because {reason}")) else {
                panic!("it can be parsed");
            };
            assert_eq!(kept.chars().count(), MAX_REASON + 1);
            assert!(kept.ends_with('…'));
        }
    }

    #[test]
    fn comments_after_the_last_content_apply_to_their_own_line() {
        let comment = "# mentorcheck: allow x/y because z\n";
        let content = format!("{comment}{comment}\na: b\n{comment}{comment}");
        let lines: Vec<_> = parse(&content, 0).into_iter().map(|(lines, _)| lines).collect();
        assert_eq!(lines, [[1, 4], [2, 4], [5, 5], [6, 6]]);
    }

    #[test]
    fn comments_are_found_where_they_are() {
        for (content, expected) in [
            ("a: b # mentorcheck: allow x/y because z  \n", vec!["# mentorcheck: allow x/y because z"]),
            ("\u{feff}# mentorcheck: alow\na: b\n", vec!["# mentorcheck: alow"]),
            // The block ends where the comment begins.
            ("a: |\n  text\n# mentorcheck: allow x/y because z\n", vec!["# mentorcheck: allow x/y because z"]),
            ("a: b\n# no # mentorcheck: allow x/y\n", vec!["# mentorcheck: allow x/y"]),
            ("a: 'b#mentorcheck: allow x/y because z'\n", vec![]),
        ] {
            let source = ParsedFile::parse("t", content.into());
            let comments = find_directives(&source.text, &source.documents).remove(0);
            let texts: Vec<_> = comments.iter().map(|comment| source.text.slice(comment.span)).collect();
            assert_eq!(texts, expected, "{content:?}");
        }
        assert_eq!(directive_start("b# mentorcheck: allow"), None);
        assert_eq!(directive_start("\u{feff}# mentorcheck: allow"), Some(3));
    }

    #[test]
    fn each_comment_covers_the_fields_of_its_own_lines() {
        let content = "p:\n  a: 1 # mentorcheck: allow x/y because z\n  b: [2, # mentorcheck: allow x/y because z\n    \
                       3] # mentorcheck: allow x/y because z\nq: {c: 4,\n  d: 5} # mentorcheck: allow x/y because z\n";
        let source = ParsedFile::parse("t", content.into());
        let comments = find_directives(&source.text, &source.documents).remove(0);
        let fields: Vec<_> = comments.iter().map(|comment| comment.fields.to_vec()).collect();
        assert_eq!(fields, [vec!["/p/a"], vec!["/p/b"], vec!["/p/b"], vec!["/q", "/q/d"]]);
    }

    #[test]
    fn the_next_content_is_the_same_whatever_was_asked_before() {
        let lines = ["", "a: b", "# c", "", "d: e", "---", "f: g", "  ", "# h"];
        let text = SourceFile::new("t", lines.join("\n"));
        // Where nothing follows, the line itself.
        let next = [1, 4, 4, 4, 6, 6, 6, 7, 8];
        for first in 0..lines.len() {
            for second in first..lines.len() {
                let mut finder = NextContent::default();
                let found = [first, second].map(|line| finder.after(&text, line));
                assert_eq!(found, [first, second].map(|line| next[line]), "lines {first} and {second}");
            }
        }
    }

    #[test]
    fn codes_are_read_up_to_the_longest() {
        let of = |length: usize| {
            let code = format!("x/{}", "y".repeat(length - 2));
            parse(&format!("a: b # mentorcheck: allow {code} because z\n"), 0).remove(0).1 == Directive::Invalid
        };
        assert_eq!([of(MAX_CODE - 1), of(MAX_CODE), of(MAX_CODE + 1)], [false, false, true]);
    }
}
