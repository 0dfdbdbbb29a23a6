//! What is said about a form that was read.

use mentorcheck_core::sanitize::single_line;

use crate::{model::Question, sheets::Position, wording};

/// A notice before it is known which line it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remark {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: String,
}

/// The most characters of an answer in a message.
const MAX_QUOTED: usize = 120;

impl Remark {
    pub(super) fn new(code: &'static str, message: String, help: impl Into<String>) -> Self {
        Self { code, message, help: help.into() }
    }

    pub(super) fn unknown_answer(question: &Question, position: Position, text: &str) -> Self {
        let labels: Vec<&str> = question.answers.iter().map(|answer| answer.label.as_str()).collect();
        Self::new(
            "form/unknown-answer",
            format!(
                "The answer to question {} ({}) in cell {position} is “{}”, which is not one of the answers.",
                question.number,
                question.title,
                quoted(text)
            ),
            format!("Choose one of these answers, or “{}”: {}.", wording::NOT_KNOWN, labels.join("; ")),
        )
    }

    pub(super) fn unknown_tick(question: &Question, position: Position, text: &str, label: &str) -> Self {
        Self::new(
            "form/unknown-answer",
            format!(
                "In question {} ({}), cell {position} beside “{label}” has “{}”. It can have Yes or be empty.",
                question.number,
                question.title,
                quoted(text)
            ),
            "Choose Yes if the answer applies, and empty the cell if it does not.",
        )
    }

    pub(super) fn conflict(question: &Question, what: &str, help: &str) -> Self {
        Self::new(
            "form/conflicting-answers",
            format!("The answers to question {} ({}) exclude each other: {what}.", question.number, question.title),
            help,
        )
    }

    pub(super) fn other_version(fingerprint: &str, own: &str) -> Self {
        Self::new(
            "form/other-version",
            format!(
                "This form was made for another version of the questions ({}; this is {own}). What is the same in both is \
                 read.",
                quoted(fingerprint)
            ),
            "Check the answers, and use a new form next time.",
        )
    }
}

/// A text of the form on one line, shortened.
pub(super) fn quoted(text: &str) -> String {
    let line = single_line(text.trim());
    match line.char_indices().nth(MAX_QUOTED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
