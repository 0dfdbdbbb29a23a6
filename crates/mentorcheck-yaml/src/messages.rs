//! Translates parser errors into messages in plain language with exact spans.

use granit_parser::ErrorKind as K;

use crate::{
    error::{Problem, in_short},
    source_file::{SourceText, Span},
};

/// The innermost open bracket at the point of the error.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OpenBracket {
    /// `[` or `{`.
    pub(crate) letter: char,
    pub(crate) span: Span,
}

/// Describes the parser error at byte `at`: the error, its span, and that of the open bracket if it is a likely cause.
pub(crate) fn explain(
    kind: &K,
    text: &SourceText,
    at: usize,
    open: Option<OpenBracket>,
) -> (Problem, Span, Option<Span>) {
    if let Some((problem, span)) = question_mark(text, at) {
        return (problem, span, None);
    }
    let mut shown = None;
    let (what, advice) = match kind {
        K::RecursionLimitExceeded => return (Problem::TooDeep { limit: crate::MAX_DEPTH }, around(text, at), None),
        K::UnexpectedCharacter { character } if character.is_control() => {
            ("a character that cannot be shown stands here".to_owned(), "Remove it, or type the line anew.".to_owned())
        }
        K::UnexpectedCharacter { character } => {
            (format!("a text cannot begin with `{character}`"), "Put the text in quotes.".to_owned())
        }
        _ if text.slice(around(text, at)) == "?" => {
            ("a text cannot begin with `?` and a space".to_owned(), "Put the text in quotes.".to_owned())
        }
        K::MismatchedFlowCollectionEnd { open, close } => {
            let own = if *open == '[' { ']' } else { '}' };
            (format!("this `{open}` is closed by `{close}`"), format!("Close it with `{own}`."))
        }
        kind => {
            let (mut what, mut advice) = words(kind);
            match open {
                Some(bracket) if what == COLON.0 => {
                    shown = Some(bracket.span);
                    what = format!("a `:` stands where none can: a `{}` before it is not closed", bracket.letter);
                    "Close the bracket at the end of what belongs in it. If the `:` belongs to a text, put the text in quotes."
                        .clone_into(&mut advice);
                }
                Some(_) if what == GOES_ON => advice = format!("Between two texts in brackets put a comma. {advice}"),
                _ => {}
            }
            (what, advice)
        }
    };
    let span = match kind {
        // The parser reports the start of the scalar that contains the character.
        K::UnexpectedCharacter { character } => first(text, at, |rest| rest.find(*character)),
        K::UnknownQuotedScalarEscape => first(text, at, wrong_escape),
        _ => around(text, at),
    };
    (Problem::Syntax { what, advice }, span, shown)
}

/// The error for a `?` at `at` that is the whole value.
pub(crate) fn question_mark(text: &SourceText, at: usize) -> Option<(Problem, Span)> {
    let line = text.line_span(text.position(at).line - 1);
    let (before, after) = (text.slice(Span::new(line.start, at)), text.slice(Span::new(at, line.end)));
    let rest = after.strip_prefix('?')?;
    let is_alone = rest.trim_start().is_empty() || rest.trim_start().starts_with('#') && rest.starts_with([' ', '\t']);
    let before = before.trim_start_matches(['\u{feff}', ' ', '-']).trim_end();
    let key = before.strip_suffix(':').map(in_short);
    (is_alone && (before.is_empty() || key.is_some())).then_some((Problem::QuestionMark { key }, Span::new(at, at + 1)))
}

/// The error for a `?` that the parser took for an explicit key, if it is the last content before `at`.
pub(crate) fn question_mark_before(text: &SourceText, at: usize) -> Option<(Problem, Span)> {
    let lines = (0..text.position(at).line).rev().map(|line| text.line_span(line));
    let lines = lines.map(|line| Span::new(line.start, line.end.min(at)));
    let content = |line: &Span| text.slice(*line).split(" #").next().unwrap_or_default().trim_end().len();
    let is_filled = |line: &Span| content(line) > 0 && !text.slice(*line).trim_start().starts_with('#');
    let last = lines.filter(|line| !line.is_empty()).find(is_filled)?;
    question_mark(text, (last.start + content(&last)).checked_sub(1)?)
}

type Words = (&'static str, &'static str);

const GOES_ON: &str = "the text goes on after its closing quotation mark";

const COLON: Words = (
    "a `:` stands where none can",
    "If it belongs to the text, put the whole text in quotes. If it begins a new entry, check the end of the line above: each key ends with `:` and a space, and each bracket is closed.",
);

/// The message and the advice, where neither depends on the text.
fn words(kind: &K) -> (String, String) {
    let (what, advice): Words = match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => ("a tab stands where only spaces may", "Indent with spaces, two for each level."),
        K::MappingValueNotAllowed
        | K::InvalidColonPlacement
        | K::InvalidMappingValueWhitespace
        | K::MappingKeyNotAllowed => COLON,
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => {
            ("a quotation mark opens here and is not closed", "Close it at the end of the text.")
        }
        K::InvalidTrailingSingleQuotedScalar => {
            (GOES_ON, "An apostrophe inside '…' is written twice (''); or put the text in \"…\".")
        }
        K::InvalidTrailingDoubleQuotedScalar => {
            (GOES_ON, "A quotation mark inside \"…\" is written \\\"; or put the text in '…'.")
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
fn around(text: &SourceText, at: usize) -> Span {
    let content = text.content();
    let (before, after) = content.split_at(content.floor_char_boundary(at));
    let tabs = before.len() - before.trim_end_matches('\t').len();
    let width = after.chars().next().filter(|next| !matches!(next, '\n' | '\r')).map_or(0, char::len_utf8);
    Span::new(before.len() - tabs, before.len() + if tabs > 0 { 0 } else { width })
}

/// The span of the first character that `find` returns in the text from `at`.
fn first(text: &SourceText, at: usize, find: impl Fn(&str) -> Option<usize>) -> Span {
    let rest = text.slice(Span::new(at, text.content().len()));
    around(text, at + find(rest).unwrap_or_default())
}

/// The first backslash in a double-quoted scalar that starts no valid escape.
fn wrong_escape(quoted: &str) -> Option<usize> {
    let mut letters = quoted.char_indices();
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' && !letters.next().is_some_and(|(_, next)| "0abt\tnvfre \"/\\N_LPxuU\r\n".contains(next)) {
            return Some(at);
        }
    }
    None
}
