//! Turns what cells hold into the answers of a draft, by kind of question.

use super::{
    draft::{Draft, Item, NOT_STATED},
    notice::Remark,
    resolve::{Meaning, Resolver},
};
use crate::{
    model::{Question, QuestionKind},
    sheets::Position,
    wording,
};

/// What is ticked in a list.
#[derive(Debug, Default)]
pub(super) struct Ticks {
    pub(super) ticked: Vec<(Meaning, Position)>,
    /// What is none of the answers, with what is said about it.
    pub(super) unknown: Vec<Item>,
    /// Whether a part of the list is missing, so that nobody knows whether it is complete.
    pub(super) is_partial: bool,
}

/// Adds the answer to a question that is in one cell.
pub(super) fn add_cell(
    draft: &mut Draft,
    resolver: &Resolver<'_>,
    question: &Question,
    text: &str,
    position: Position,
) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let mut add = |text: &str, remark: Option<Remark>| {
        draft.add(question, Item { text: text.to_owned(), position, remark });
    };
    match question.kind {
        _ if text == wording::NOT_KNOWN => add(NOT_STATED, None),
        QuestionKind::Text => add(text, None),
        QuestionKind::Texts => {
            text.split('\n').map(str::trim).filter(|line| !line.is_empty()).for_each(|line| add(line, None));
        }
        QuestionKind::ChooseOne | QuestionKind::TickAll => match resolver.meaning(question, text) {
            Some(Meaning::Value(name)) => add(&name, None),
            Some(Meaning::NotStated) => add(NOT_STATED, None),
            _ => add(text, Some(Remark::unknown_answer(question, position, text))),
        },
    }
}

/// Adds the answers that are ticked in a list. Answers that exclude each other count for nothing.
pub(super) fn add_ticks(draft: &mut Draft, question: &Question, ticks: Ticks) {
    let Ticks { ticked, unknown, is_partial } = ticks;
    let position_of =
        |meaning: &Meaning| ticked.iter().find(|(other, _)| other == meaning).map(|(_, position)| *position);
    let none = position_of(&Meaning::NoneOfThese);
    let complete = position_of(&Meaning::Complete);
    let not_stated = position_of(&Meaning::NotStated);
    let has_value = ticked.iter().any(|(meaning, _)| matches!(meaning, Meaning::Value(_)));
    let none_label = question.closing.as_ref().map_or(wording::NONE_OF_THESE, |closing| &closing.none_label);
    let conflict = match (none, not_stated, complete) {
        (Some(position), Some(_), _) => Some((position, none_label, wording::NOT_KNOWN)),
        (Some(position), _, _) if has_value || complete.is_some() => Some((position, none_label, "other answers")),
        (_, Some(position), _) if has_value || complete.is_some() => {
            Some((position, wording::NOT_KNOWN, "other answers"))
        }
        (None, None, Some(position)) if !has_value && unknown.is_empty() => Some((position, wording::COMPLETE, "")),
        _ => None,
    };
    if let Some((position, label, other)) = conflict {
        let remark = if other.is_empty() {
            let what = format!("“{label}” is ticked, and nothing else is");
            Remark::conflict(question, &what, "Tick what applies, or say that nothing in the list applies.")
        } else {
            let what = format!("“{label}” in cell {position} is ticked beside {other}");
            Remark::conflict(question, &what, "Keep what applies, and empty the other cells.")
        };
        let labels: Vec<&str> = ticked.iter().map(|(meaning, _)| self::label(question, meaning)).collect();
        // A text that is none of the answers.
        draft.add(question, Item { text: format!("{}?", labels.join("; ")), position, remark: Some(remark) });
        return;
    }
    let closing = question.closing.as_ref().map(|closing| closing.name.clone());
    for (meaning, position) in &ticked {
        let text = match meaning {
            Meaning::Value(name) => Some(name.clone()),
            Meaning::NoneOfThese => closing.clone().filter(|_| !is_partial),
            Meaning::NotStated => Some(NOT_STATED.to_owned()),
            Meaning::Complete => None,
        };
        if let Some(text) = text {
            draft.add(question, Item { text, position: *position, remark: None });
        }
    }
    if let (Some(position), Some(text), false) = (complete, closing, is_partial) {
        draft.add(question, Item { text, position, remark: None });
    }
    for item in unknown {
        draft.add(question, item);
    }
}

/// How the form words an answer.
pub(super) fn label<'q>(question: &'q Question, meaning: &Meaning) -> &'q str {
    match meaning {
        Meaning::Value(name) => question
            .answers
            .iter()
            .find(|answer| answer.name == *name)
            .map_or(question.title.as_str(), |answer| answer.label.as_str()),
        Meaning::NoneOfThese => {
            question.closing.as_ref().map_or(wording::NONE_OF_THESE, |closing| closing.none_label.as_str())
        }
        Meaning::Complete => wording::COMPLETE,
        Meaning::NotStated => wording::NOT_KNOWN,
    }
}

/// Whether a cell in which one can only choose Yes is ticked; `None` if it has something else.
pub(super) fn is_ticked(text: &str) -> Option<bool> {
    match text.trim() {
        "" => Some(false),
        text if text.eq_ignore_ascii_case(crate::xlsx::YES) => Some(true),
        _ => None,
    }
}
