//! Translates parser errors into messages in plain language with exact spans.

use granit_parser::ErrorKind as K;

use crate::{
    error::{ParseErrorKind, truncate},
    source_file::{SourceFile, Span},
};

/// The innermost open bracket at the point of the error.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OpenBracket {
    /// `[` or `{`.
    pub(crate) bracket: char,
    pub(crate) span: Span,
}

/// Describes the parser error at byte `at`: the error, its span, and that of the open bracket if it is a likely cause.
pub(crate) fn describe(
    kind: &K,
    text: &SourceFile,
    at: usize,
    open: Option<OpenBracket>,
) -> (ParseErrorKind, Span, Option<Span>) {
    if let Some((problem, span)) = question_mark(text, at) {
        return (problem, span, None);
    }
    let mut related = None;
    let (what, advice) = match kind {
        K::RecursionLimitExceeded => {
            return (ParseErrorKind::TooDeep { limit: crate::MAX_DEPTH }, span_at(text, at), None);
        }
        K::UnexpectedCharacter { character } if character.is_control() => {
            ("a character that cannot be shown stands here".to_owned(), "Remove it, or type the line anew.".to_owned())
        }
        K::UnexpectedCharacter { character } => {
            (format!("a text cannot begin with `{character}`"), "Put the text in quotes.".to_owned())
        }
        _ if text.slice(span_at(text, at)) == "?" => {
            ("a text cannot begin with `?` and a space".to_owned(), "Put the text in quotes.".to_owned())
        }
        K::MismatchedFlowCollectionEnd { open, close } => {
            let expected = if *open == '[' { ']' } else { '}' };
            (format!("this `{open}` is closed by `{close}`"), format!("Close it with `{expected}`."))
        }
        kind => {
            let (mut what, mut advice) = message(kind);
            match open {
                Some(bracket) if what == MISPLACED_COLON.0 => {
                    related = Some(bracket.span);
                    what = format!("a `:` stands where none can: a `{}` before it is not closed", bracket.bracket);
                    "Close the bracket at the end of what belongs in it. If the `:` belongs to a text, put the text in quotes."
                        .clone_into(&mut advice);
                }
                Some(_) if what == TRAILING_TEXT => {
                    advice = format!("Between two texts in brackets put a comma. {advice}");
                }
                _ => {}
            }
            (what, advice)
        }
    };
    let span = match kind {
        // The parser reports the start of the scalar that contains the character.
        K::UnexpectedCharacter { character } => span_of_first(text, at, |rest| rest.find(*character)),
        K::UnknownQuotedScalarEscape => span_of_first(text, at, find_invalid_escape),
        _ => span_at(text, at),
    };
    (ParseErrorKind::Syntax { what, advice }, span, related)
}

/// The error for a `?` at `at` that is the whole value.
pub(crate) fn question_mark(text: &SourceFile, at: usize) -> Option<(ParseErrorKind, Span)> {
    let line = text.line_span(text.line_col(at).line - 1);
    let (before, after) = (text.slice(Span::new(line.start, at)), text.slice(Span::new(at, line.end)));
    let rest = after.strip_prefix('?')?;
    let is_alone = rest.trim_start().is_empty() || rest.trim_start().starts_with('#') && rest.starts_with([' ', '\t']);
    let before = before.trim_start_matches(['\u{feff}', ' ', '-']).trim_end();
    let key = before.strip_suffix(':').map(truncate);
    (is_alone && (before.is_empty() || key.is_some()))
        .then_some((ParseErrorKind::QuestionMark { key }, Span::new(at, at + 1)))
}

/// The error for a `?` that the parser took for an explicit key, if it is the last content before `at`.
pub(crate) fn question_mark_before(text: &SourceFile, at: usize) -> Option<(ParseErrorKind, Span)> {
    let lines = (0..text.line_col(at).line).rev().map(|line| text.line_span(line));
    let lines = lines.map(|line| Span::new(line.start, line.end.min(at)));
    let content = |line: &Span| text.slice(*line).split(" #").next().unwrap_or_default().trim_end().len();
    let has_content = |line: &Span| content(line) > 0 && !text.slice(*line).trim_start().starts_with('#');
    let last_line = lines.filter(|line| !line.is_empty()).find(has_content)?;
    question_mark(text, (last_line.start + content(&last_line)).checked_sub(1)?)
}

type Message = (&'static str, &'static str);

const TRAILING_TEXT: &str = "the text goes on after its closing quotation mark";

const MISPLACED_COLON: Message = (
    "a `:` stands where none can",
    "If it belongs to the text, put the whole text in quotes. If it begins a new entry, check the end of the line above: each key ends with `:` and a space, and each bracket is closed.",
);

/// The message and the advice, where neither depends on the text.
fn message(kind: &K) -> (String, String) {
    let (what, advice): Message = match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => ("a tab stands where only spaces may", "Indent with spaces, two for each level."),
        K::MappingValueNotAllowed
        | K::InvalidColonPlacement
        | K::InvalidMappingValueWhitespace
        | K::MappingKeyNotAllowed => MISPLACED_COLON,
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => {
            ("a quotation mark opens here and is not closed", "Close it at the end of the text.")
        }
        K::InvalidTrailingSingleQuotedScalar => {
            (TRAILING_TEXT, "An apostrophe inside '…' is written twice (''); or put the text in \"…\".")
        }
        K::InvalidTrailingDoubleQuotedScalar => {
            (TRAILING_TEXT, "A quotation mark inside \"…\" is written \\\"; or put the text in '…'.")
        }
        K::UnclosedFlowCollection { .. }
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofImplicitFlowMapping
        | K::FlowMappingValueAdjacentCollection => (
            "a bracket is opened and not closed, or a comma is missing",
            "Close each `[` with `]` and each `{` with `}`, and put commas between what is inside.",
        ),
        K::MisplacedFlowCollectionEnd => ("this bracket closes nothing", "Remove it, or open it first."),
        K::ExpectedBlockMappingKey
        | K::InvalidIndentation
        | K::InvalidBlockScalarIndent
        | K::InvalidQuotedScalarIndent
        | K::InvalidFlowScalarIndent
        | K::UnexpectedEndOfPlainScalar => (
            "this line is not indented like those around it",
            "Give entries of the same section the same number of spaces.",
        ),
        K::SimpleKeyExpected | K::InvalidSimpleKey => (
            "here a key is expected, with `:` and a space after it",
            "Write `key: value`; an item of a list begins with `-` and a space.",
        ),
        K::ExpectedBlockSequenceEntry
        | K::InvalidBlockEntryWhitespace
        | K::BlockSequenceEntryNotAllowed
        | K::BlockEntryInFlowCollection => (
            "a `-` is missing here, or stands where none can",
            "Put each item of a list on a line of its own, beginning with `-` and a space; inside brackets put commas and no `-`.",
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape
        | K::InvalidLowSurrogate
        | K::InvalidLowSurrogateHexEscape
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => (
            "this `\\` sequence means nothing",
            "Write `\\\\` for a backslash, or put the text in '…', where a backslash is just that.",
        ),
        K::BomInsideDocument => {
            ("an invisible byte-order mark stands inside the text", "Remove it, or type the line anew.")
        }
        K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => {
            ("a text cannot begin with `>` or `|`", "Put the text in quotes.")
        }
        K::MissingAnchorOrAliasName => ("a text cannot begin with `&` or `*`", "Put the text in quotes."),
        K::CommentNotSeparated => (
            "a `#` stands here without a space before it",
            "Put a space before the `#` if a comment begins here. If it belongs to the text, put the text in quotes.",
        ),
        K::InvalidDocumentEnd => (
            "a line that begins with `...` ends the document, and this one goes on",
            "If the dots belong to the text above, put spaces before them as on the lines around; if not, remove them.",
        ),
        other => {
            return (
                format!("this is not valid YAML ({other})"),
                "Compare the line with those around it, or put its text in quotes.".to_owned(),
            );
        }
    };
    (what.to_owned(), advice.to_owned())
}

/// The span of the character at `at`. For tabs, the parser reports the position after them.
fn span_at(text: &SourceFile, at: usize) -> Span {
    let content = text.content();
    let (before, after) = content.split_at(content.floor_char_boundary(at));
    let tabs = before.len() - before.trim_end_matches('\t').len();
    let width = after.chars().next().filter(|next| !matches!(next, '\n' | '\r')).map_or(0, char::len_utf8);
    Span::new(before.len() - tabs, before.len() + if tabs > 0 { 0 } else { width })
}

/// The span of the first character that `find` returns in the text from `at`.
fn span_of_first(text: &SourceFile, at: usize, find: impl Fn(&str) -> Option<usize>) -> Span {
    let rest = text.slice(Span::new(at, text.content().len()));
    span_at(text, at + find(rest).unwrap_or_default())
}

/// The first backslash in a double-quoted scalar that starts no valid escape.
fn find_invalid_escape(quoted: &str) -> Option<usize> {
    let mut chars = quoted.char_indices();
    while let Some((at, ch)) = chars.next() {
        if ch == '\\' && !chars.next().is_some_and(|(_, next)| "0abt\tnvfre \"/\\N_LPxuU\r\n".contains(next)) {
            return Some(at);
        }
    }
    None
}
