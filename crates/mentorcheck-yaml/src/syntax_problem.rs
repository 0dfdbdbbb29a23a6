//! Finds out what is wrong with the syntax, with exact spans, from the errors of the parser.

use granit_parser::ErrorKind as K;

use crate::{
    error::{ParseErrorKind, Quote, SyntaxProblem, truncate},
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
    let problem = match kind {
        K::RecursionLimitExceeded => {
            return (ParseErrorKind::TooDeep { limit: crate::MAX_DEPTH }, span_at(text, at), None);
        }
        K::UnexpectedCharacter { character } if character.is_control() => SyntaxProblem::ControlCharacter,
        K::UnexpectedCharacter { character } => SyntaxProblem::FirstCharacter(*character),
        _ if text.slice(span_at(text, at)) == "?" => SyntaxProblem::FirstQuestionMark,
        K::MismatchedFlowCollectionEnd { open, close } => {
            SyntaxProblem::BracketOfOtherSort { open: *open, close: *close }
        }
        kind => match (problem(kind), open) {
            (SyntaxProblem::Colon { .. }, Some(bracket)) => {
                related = Some(bracket.span);
                SyntaxProblem::Colon { open_bracket: Some(bracket.bracket) }
            }
            (SyntaxProblem::TextAfterQuote { quote, .. }, Some(_)) => {
                SyntaxProblem::TextAfterQuote { quote, within_brackets: true }
            }
            (problem, _) => problem,
        },
    };
    let span = match kind {
        // The parser reports the start of the scalar that contains the character.
        K::UnexpectedCharacter { character } => span_of_first(text, at, |rest| rest.find(*character)),
        K::UnknownQuotedScalarEscape => span_of_first(text, at, find_invalid_escape),
        _ => span_at(text, at),
    };
    (ParseErrorKind::Syntax(problem), span, related)
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

/// The problem, as far as it does not depend on the text.
fn problem(kind: &K) -> SyntaxProblem {
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => SyntaxProblem::Tab,
        K::MappingValueNotAllowed
        | K::InvalidColonPlacement
        | K::InvalidMappingValueWhitespace
        | K::MappingKeyNotAllowed => SyntaxProblem::Colon { open_bracket: None },
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => SyntaxProblem::QuoteNotClosed,
        K::InvalidTrailingSingleQuotedScalar => {
            SyntaxProblem::TextAfterQuote { quote: Quote::Single, within_brackets: false }
        }
        K::InvalidTrailingDoubleQuotedScalar => {
            SyntaxProblem::TextAfterQuote { quote: Quote::Double, within_brackets: false }
        }
        K::UnclosedFlowCollection { .. }
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofImplicitFlowMapping
        | K::FlowMappingValueAdjacentCollection => SyntaxProblem::BracketNotClosed,
        K::MisplacedFlowCollectionEnd => SyntaxProblem::BracketClosesNothing,
        K::ExpectedBlockMappingKey
        | K::InvalidIndentation
        | K::InvalidBlockScalarIndent
        | K::InvalidQuotedScalarIndent
        | K::InvalidFlowScalarIndent
        | K::UnexpectedEndOfPlainScalar => SyntaxProblem::Indentation,
        K::SimpleKeyExpected | K::InvalidSimpleKey => SyntaxProblem::KeyExpected,
        K::ExpectedBlockSequenceEntry
        | K::InvalidBlockEntryWhitespace
        | K::BlockSequenceEntryNotAllowed
        | K::BlockEntryInFlowCollection => SyntaxProblem::Dash,
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape
        | K::InvalidLowSurrogate
        | K::InvalidLowSurrogateHexEscape
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => SyntaxProblem::Escape,
        K::BomInsideDocument => SyntaxProblem::ByteOrderMark,
        K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => SyntaxProblem::FirstBlockMark,
        K::MissingAnchorOrAliasName => SyntaxProblem::FirstReferenceMark,
        K::CommentNotSeparated => SyntaxProblem::CommentTooNear,
        K::InvalidDocumentEnd => SyntaxProblem::DocumentEnd,
        other => SyntaxProblem::Other { description: other.to_string() },
    }
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
