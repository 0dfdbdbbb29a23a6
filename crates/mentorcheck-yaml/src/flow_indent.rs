//! Checks the indentation of continuation lines of quoted scalars and flow collections, which must be deeper than the
//! enclosing block (YAML 1.2, section 7.4). The parser is lenient here, and its strict mode would report an unclosed
//! bracket as an indentation error.

use crate::{
    error::Problem,
    source_file::{SourceText, Span},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    Quotes,
    Brackets,
}

/// The indentation of the block collection that starts at `start`, in columns.
pub(crate) fn depth(text: &SourceText, start: usize, of_key: bool) -> usize {
    let line = text.line_span(text.position(start).line - 1);
    let before = text.slice(Span::new(line.start, start)).trim_start_matches('\u{feff}');
    // The parser starts a sequence that is not indented further than its key after the first `-` and a comment there.
    let dash = before.split_once(" #").map_or(before, |(dash, _)| dash);
    let before = dash.trim_end().strip_suffix('-').filter(|_| of_key).unwrap_or(before);
    let mut letters = before.chars().peekable();
    let mut depth = 0;
    // Compact nested collections start after the `-` of another.
    while let Some(letter) = letters.next() {
        match letter {
            ' ' => {}
            '-' | '?' | ':' if letters.peek().is_none_or(|next| *next == ' ') => {}
            _ => break,
        }
        depth += 1;
    }
    depth
}

/// The first continuation line of `span` that is indented by no more than `outer` columns, with the error.
pub(crate) fn too_shallow(text: &SourceText, span: Span, outer: usize, held: Held) -> Option<(Problem, Span)> {
    if !text.slice(span).contains(['\n', '\r']) {
        return None;
    }
    let (first, last) = (text.position(span.start).line, text.position(span.end).line);
    let wrong = (first..last).map(|line| text.line_span(line)).find(|line| {
        let content = text.slice(Span::new(line.start, line.end.min(span.end)));
        let rest = content.trim_start_matches(' ');
        let matters = match held {
            Held::Quotes => true,
            // A closing bracket at the indentation of the key is common style and accepted.
            Held::Brackets => !rest.trim_start().starts_with(['#', ']', '}']),
        };
        matters && !rest.trim_start().is_empty() && content.len() - rest.len() <= outer
    })?;
    let what = match held {
        Held::Quotes => "a text in quotes goes on in this line, which is not indented far enough",
        Held::Brackets => "what stands in brackets goes on in this line, which is not indented far enough",
    };
    let advice = "Begin the line with more spaces than the entry that it belongs to.";
    let indent = text.slice(wrong).len() - text.slice(wrong).trim_start().len();
    let letter = text.slice(Span::new(wrong.start + indent, wrong.end)).chars().next().map_or(0, char::len_utf8);
    let span = Span::new(wrong.start + indent, wrong.start + indent + letter);
    Some((Problem::Syntax { what: what.into(), advice: advice.into() }, span))
}

#[cfg(test)]
mod tests {
    use crate::Source;

    fn mistakes(text: &str) -> usize {
        Source::read("t", text.into()).errors.len()
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
            assert_eq!(mistakes(good), 0, "{good}");
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
            assert_eq!(mistakes(bad), 1, "{bad}");
        }
    }
}
