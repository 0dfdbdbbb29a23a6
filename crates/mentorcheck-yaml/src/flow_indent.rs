//! Checks the indentation of continuation lines of quoted scalars and flow collections, which must be deeper than the
//! enclosing block (YAML 1.2, section 7.4). The parser is lenient here, and its strict mode would report an unclosed
//! bracket as an indentation error.

use crate::{
    error::{ParseErrorKind, SyntaxProblem},
    source_file::{SourceFile, Span},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FlowKind {
    QuotedScalar,
    FlowCollection,
}

/// The indentation of the block collection that starts at `start`, in columns.
pub(crate) fn block_indent(text: &SourceFile, start: usize, in_mapping: bool) -> usize {
    let line = text.line_span(text.line_col(start).line - 1);
    let before = text.slice(Span::new(line.start, start)).trim_start_matches('\u{feff}');
    // The parser starts a sequence that is not indented further than its key after the first `-` and a comment there.
    let dash = before.split_once(" #").map_or(before, |(dash, _)| dash);
    let before = dash.trim_end().strip_suffix('-').filter(|_| in_mapping).unwrap_or(before);
    let mut chars = before.chars().peekable();
    let mut depth = 0;
    // Compact nested collections start after the `-` of another.
    while let Some(ch) = chars.next() {
        match ch {
            ' ' => {}
            '-' | '?' | ':' if chars.peek().is_none_or(|next| *next == ' ') => {}
            _ => break,
        }
        depth += 1;
    }
    depth
}

/// The first continuation line of `span` that is indented by no more than `outer` columns, with the error.
pub(crate) fn under_indented(
    text: &SourceFile,
    span: Span,
    parent_indent: usize,
    kind: FlowKind,
) -> Option<(ParseErrorKind, Span)> {
    if !text.slice(span).contains(['\n', '\r']) {
        return None;
    }
    let (first_line, last_line) = (text.line_col(span.start).line, text.line_col(span.end).line);
    let bad_line = (first_line..last_line).map(|line| text.line_span(line)).find(|line| {
        let content = text.slice(Span::new(line.start, line.end.min(span.end)));
        let rest = content.trim_start_matches(' ');
        let is_relevant = match kind {
            FlowKind::QuotedScalar => true,
            // A closing bracket at the indentation of the key is common style and accepted.
            FlowKind::FlowCollection => !rest.trim_start().starts_with(['#', ']', '}']),
        };
        is_relevant && !rest.trim_start().is_empty() && content.len() - rest.len() <= parent_indent
    })?;
    let problem = match kind {
        FlowKind::QuotedScalar => SyntaxProblem::IndentationOfText,
        FlowKind::FlowCollection => SyntaxProblem::IndentationInBrackets,
    };
    let indent = text.slice(bad_line).len() - text.slice(bad_line).trim_start().len();
    let letter = text.slice(Span::new(bad_line.start + indent, bad_line.end)).chars().next().map_or(0, char::len_utf8);
    let span = Span::new(bad_line.start + indent, bad_line.start + indent + letter);
    Some((ParseErrorKind::Syntax(problem), span))
}

#[cfg(test)]
mod tests {
    use crate::ParsedFile;

    fn error_count(text: &str) -> usize {
        ParsedFile::parse("t", text.into()).errors.len()
    }

    #[test]
    fn a_line_in_quotes_or_brackets_stands_deeper_than_its_entry() {
        for good in [
            "a: \"b\n c\"",
            "a: \"b\n\n c\"",
            "a: [b,\n c]",
            "a: [\n b,\n]\nc: {\n d: e\n}",
            "a: [b,\n# said\n c]",
            "[b,\nc]",
            "\"b\nc\"",
            "- - \"b\n   c\"",
            "- a: [b,\n   c]",
            "&x a: \"b\n c\"",
            "a:\n- \"b\n c\"",
            "a:\n- b\n- - \"b\n   c\"\n- [c,\n d]",
            "a:\n- - b\n- \"b\n c\"",
            "a:\n  b:\n  -   - c\n  - [b,\n   c]",
            "a:\n  b:\n  - # said\n\n    - c\n  - [b,\n    c]",
            "a:\n  b:\n  -\n    - c\n  - [b,\n    c]",
            "a: [\"b\r\n c\"]",
        ] {
            assert_eq!(error_count(good), 0, "{good}");
        }
        for bad in [
            "a: \"b\nc\"",
            "a: 'b\n\n\tc'",
            "a: [b,\nc]",
            "a: {b: \"c\nd\"}",
            "a:\n  b: [c,\n  d]",
            "- \"b\nc\"",
            "- - [b,\n  c]",
            "- a: 'b\n  c'",
            "a: \"b\rc\"",
            "a:\n- \"b\nc\"",
            "a:\n  b:\n  - [c,\n  d]",
            "a:\n- - \"b\n  c\"",
            "a:\n  b:\n  - # said\n    - c\n  - [b,\n  c]",
        ] {
            assert_eq!(error_count(bad), 1, "{bad}");
        }
    }
}
