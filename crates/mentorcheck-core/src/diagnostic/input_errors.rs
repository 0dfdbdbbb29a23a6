//! What reports say about a file that cannot be read, or that is not YAML, and what to write instead.

use mentorcheck_yaml::{BinaryFormat, FileType, NonStringKey, ParseErrorKind, Quote, SyntaxProblem};

use crate::{
    catalogue::message,
    clause::{join_sentences, to_sentence},
    format_message,
};

const fn megabytes(bytes: u64) -> u64 {
    bytes / (1024 * 1024)
}

/// What is wrong, as a sentence.
#[must_use]
pub fn sentence(kind: &ParseErrorKind) -> String {
    match kind {
        ParseErrorKind::Unreadable { reason } => format_message!("input-unreadable", reason = reason.as_str()),
        ParseErrorKind::NotAFile(file_type) => format_message!("input-not-a-file", type = type_name(*file_type)),
        ParseErrorKind::TooLarge { limit } => format_message!("input-too-large", limit = megabytes(*limit)),
        ParseErrorKind::NotUtf8 => message("input-not-utf8"),
        ParseErrorKind::Binary { name, format } => {
            format_message!("input-binary", name = name.as_str(), format = message(format_message_id(*format)))
        }
        ParseErrorKind::NotAForm => message("input-not-a-form"),
        ParseErrorKind::Form { what, .. } => to_sentence(what),
        ParseErrorKind::Empty => message("input-empty"),
        ParseErrorKind::Syntax(problem) => syntax_sentence(problem),
        ParseErrorKind::QuestionMark { .. } => message("input-question-mark"),
        ParseErrorKind::TooDeep { limit } => format_message!("input-too-deep", limit = *limit),
        ParseErrorKind::TooManyValues { limit, referred } => {
            let id = if *referred { "input-too-many-values-referred" } else { "input-too-many-values" };
            format_message!(id, limit = *limit)
        }
        ParseErrorKind::ExpandedTooLarge { limit } => {
            format_message!("input-expanded-too-large", limit = megabytes(*limit))
        }
        ParseErrorKind::TooManyDocuments { limit } => format_message!("input-too-many-documents", limit = *limit),
        ParseErrorKind::DuplicateKey { key } => format_message!("input-duplicate-key", key = key.as_str()),
        ParseErrorKind::NonStringKey { key: NonStringKey::Empty } => message("input-key-empty"),
        ParseErrorKind::NonStringKey { .. } => message("input-key-not-text"),
        ParseErrorKind::MergeKey => message("input-merge-key"),
        ParseErrorKind::Tag { tag } => format_message!("input-tag", tag = tag.as_str()),
        ParseErrorKind::UnknownAlias { name } => format_message!("input-unknown-alias", name = name.as_str()),
        ParseErrorKind::RecursiveAlias { alias } => format_message!("input-recursive-alias", alias = alias.as_str()),
    }
}

/// What is wrong with a file that is no description: a configuration, a baseline or a part of a rule pack.
#[must_use]
pub fn auxiliary_sentence(kind: &ParseErrorKind) -> String {
    match kind {
        ParseErrorKind::TooLarge { limit } => {
            format_message!("input-too-large-auxiliary", limit = megabytes(*limit))
        }
        ParseErrorKind::Binary { name, format } => {
            format_message!(
                "input-binary-auxiliary",
                name = name.as_str(),
                format = message(format_message_id(*format))
            )
        }
        _ => sentence(kind),
    }
}

/// What is wrong, to follow a colon.
#[must_use]
pub fn reason(kind: &ParseErrorKind) -> String {
    let sentence = sentence(kind);
    let mut rest = sentence.strip_suffix('.').unwrap_or(&sentence).chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

/// What to do or to write instead.
#[must_use]
pub fn help(kind: &ParseErrorKind) -> String {
    let id = match kind {
        ParseErrorKind::Form { advice, .. } => return advice.clone(),
        ParseErrorKind::Syntax(problem) => return syntax_help(problem),
        ParseErrorKind::QuestionMark { key: Some(key) } => {
            return format!("{}\n  {key}:\n  {key}: \"?\"", message("input-question-mark-key-help"));
        }
        ParseErrorKind::QuestionMark { key: None } => {
            return format!("{}\n  \"?\"", message("input-question-mark-help"));
        }
        ParseErrorKind::DuplicateKey { key } => {
            return format_message!("input-duplicate-key-help", key = key.as_str());
        }
        ParseErrorKind::UnknownAlias { name } => {
            return format_message!("input-unknown-alias-help", name = name.as_str());
        }
        ParseErrorKind::Unreadable { .. } => "input-unreadable-help",
        ParseErrorKind::NotAFile(_) => "input-not-a-file-help",
        ParseErrorKind::TooLarge { .. } | ParseErrorKind::TooManyValues { referred: false, .. } => "input-split-help",
        ParseErrorKind::NotUtf8 => "input-not-utf8-help",
        ParseErrorKind::Binary { .. } => "input-binary-help",
        ParseErrorKind::NotAForm => "input-not-a-form-help",
        ParseErrorKind::Empty => "input-empty-help",
        ParseErrorKind::TooDeep { .. } => "input-too-deep-help",
        ParseErrorKind::TooManyValues { referred: true, .. } | ParseErrorKind::ExpandedTooLarge { .. } => {
            "input-referred-help"
        }
        ParseErrorKind::TooManyDocuments { .. } => "input-too-many-documents-help",
        ParseErrorKind::NonStringKey { key: NonStringKey::Empty } => "input-key-empty-help",
        ParseErrorKind::NonStringKey { key: NonStringKey::Scalar } => "input-key-scalar-help",
        ParseErrorKind::NonStringKey { key: NonStringKey::Collection } => "input-key-collection-help",
        ParseErrorKind::MergeKey => "input-merge-key-help",
        ParseErrorKind::Tag { .. } => "input-tag-help",
        ParseErrorKind::RecursiveAlias { .. } => "input-recursive-alias-help",
    };
    message(id)
}

/// What to do with a file that is no description.
#[must_use]
pub fn auxiliary_help(kind: &ParseErrorKind) -> String {
    let id = match kind {
        ParseErrorKind::NotAFile(_) => "input-not-a-file-auxiliary-help",
        ParseErrorKind::TooLarge { .. } | ParseErrorKind::TooManyValues { referred: false, .. } => {
            "input-too-large-auxiliary-help"
        }
        ParseErrorKind::Binary { .. } => "input-binary-auxiliary-help",
        ParseErrorKind::TooDeep { .. } => "input-too-deep-auxiliary-help",
        _ => return help(kind),
    };
    message(id)
}

/// What is in the place of a file, such as “a folder”.
#[must_use]
pub fn type_name(file_type: FileType) -> String {
    message(match file_type {
        FileType::Folder => "input-type-folder",
        FileType::Device => "input-type-device",
        FileType::Socket => "input-type-socket",
        FileType::Pipe => "input-type-pipe",
        FileType::SilentPipe => "input-type-silent-pipe",
    })
}

const fn format_message_id(format: BinaryFormat) -> &'static str {
    match format {
        BinaryFormat::Pdf => "input-format-pdf",
        BinaryFormat::OldOffice => "input-format-old-office",
        BinaryFormat::Rtf => "input-format-rtf",
        BinaryFormat::Image => "input-format-image",
        BinaryFormat::Compressed => "input-format-compressed",
        BinaryFormat::Word => "input-format-word",
        BinaryFormat::Excel => "input-format-excel",
        BinaryFormat::PowerPoint => "input-format-powerpoint",
        BinaryFormat::OpenDocument => "input-format-opendocument",
        BinaryFormat::Zip => "input-format-zip",
    }
}

fn syntax_sentence(problem: &SyntaxProblem) -> String {
    let id = match problem {
        SyntaxProblem::FirstCharacter(character) => {
            return format_message!("syntax-first-character", character = character.to_string());
        }
        SyntaxProblem::BracketOfOtherSort { open, close } => {
            return format_message!("syntax-bracket-of-other-sort", open = open.to_string(), close = close.to_string());
        }
        SyntaxProblem::Colon { open_bracket: Some(bracket) } => {
            return format_message!("syntax-colon-in-bracket", bracket = bracket.to_string());
        }
        SyntaxProblem::Other { description } => {
            return format_message!("syntax-other", description = description.as_str());
        }
        SyntaxProblem::ControlCharacter => "syntax-control-character",
        SyntaxProblem::FirstQuestionMark => "syntax-first-question-mark",
        SyntaxProblem::Colon { open_bracket: None } => "syntax-colon",
        SyntaxProblem::Tab => "syntax-tab",
        SyntaxProblem::QuoteNotClosed => "syntax-quote-not-closed",
        SyntaxProblem::TextAfterQuote { .. } => "syntax-text-after-quote",
        SyntaxProblem::BracketNotClosed => "syntax-bracket-not-closed",
        SyntaxProblem::BracketClosesNothing => "syntax-bracket-closes-nothing",
        SyntaxProblem::Indentation => "syntax-indentation",
        SyntaxProblem::IndentationOfText => "syntax-indentation-of-text",
        SyntaxProblem::IndentationInBrackets => "syntax-indentation-in-brackets",
        SyntaxProblem::KeyExpected => "syntax-key-expected",
        SyntaxProblem::Dash => "syntax-dash",
        SyntaxProblem::Escape => "syntax-escape",
        SyntaxProblem::ByteOrderMark => "syntax-byte-order-mark",
        SyntaxProblem::FirstBlockMark => "syntax-first-block-mark",
        SyntaxProblem::FirstReferenceMark => "syntax-first-reference-mark",
        SyntaxProblem::CommentTooNear => "syntax-comment-too-near",
        SyntaxProblem::DocumentEnd => "syntax-document-end",
    };
    message(id)
}

fn syntax_help(problem: &SyntaxProblem) -> String {
    let id = match problem {
        SyntaxProblem::BracketOfOtherSort { open, .. } => {
            let expected = if *open == '[' { "]" } else { "}" };
            return format_message!("syntax-bracket-of-other-sort-help", expected = expected);
        }
        SyntaxProblem::TextAfterQuote { quote, within_brackets } => {
            let comma = within_brackets.then(|| message("syntax-text-after-quote-brackets-help")).unwrap_or_default();
            let advice = message(match quote {
                Quote::Single => "syntax-text-after-single-help",
                Quote::Double => "syntax-text-after-double-help",
            });
            return join_sentences(&[comma, advice]);
        }
        SyntaxProblem::ControlCharacter | SyntaxProblem::ByteOrderMark => "syntax-retype-help",
        SyntaxProblem::FirstCharacter(_)
        | SyntaxProblem::FirstQuestionMark
        | SyntaxProblem::FirstBlockMark
        | SyntaxProblem::FirstReferenceMark => "syntax-quote-help",
        SyntaxProblem::Colon { open_bracket: None } => "syntax-colon-help",
        SyntaxProblem::Colon { open_bracket: Some(_) } => "syntax-colon-in-bracket-help",
        SyntaxProblem::Tab => "syntax-tab-help",
        SyntaxProblem::QuoteNotClosed => "syntax-quote-not-closed-help",
        SyntaxProblem::BracketNotClosed => "syntax-bracket-not-closed-help",
        SyntaxProblem::BracketClosesNothing => "syntax-bracket-closes-nothing-help",
        SyntaxProblem::Indentation => "syntax-indentation-help",
        SyntaxProblem::IndentationOfText | SyntaxProblem::IndentationInBrackets => "syntax-indentation-more-help",
        SyntaxProblem::KeyExpected => "syntax-key-expected-help",
        SyntaxProblem::Dash => "syntax-dash-help",
        SyntaxProblem::Escape => "syntax-escape-help",
        SyntaxProblem::CommentTooNear => "syntax-comment-too-near-help",
        SyntaxProblem::DocumentEnd => "syntax-document-end-help",
        SyntaxProblem::Other { .. } => "syntax-other-help",
    };
    message(id)
}
