//! What forms say beside the texts of the schema.

use crate::model::{Question, QuestionKind};
use mentorcheck_core::sanitize::single_line;

/// The answer to every question that states nothing.
pub const NOT_KNOWN: &str = "Not decided, or not known";
pub const NOT_KNOWN_RULE: &str = "Nothing is stated. This never counts as a no.";
/// The closing value alone, where the schema has no wording of its own.
pub const NONE_OF_THESE: &str = "None of these";
pub const NONE_OF_THESE_RULE: &str = "It is known that nothing in this list applies.";
/// The closing value beside other values.
pub const COMPLETE: &str = "This list is complete";
pub const COMPLETE_RULE: &str = "It is known that nothing else in this list applies.";
/// After the title of a section of a form that asks only some questions.
pub const STILL_OPEN: &str = "to answer";
pub const ANSWERED: &str = "answered before";
pub const WHERE: &str = "Where does it say so?";
pub const LEAVE_OUT: &str = "A question without an answer means the same as “Not decided, or not known”.";

/// Begins what a form says about stated values that are none of the answers.
pub(crate) const NOT_UNDERSTOOD: &str = "The description says";

/// Begins what a form says beside an answer of a list.
pub(crate) const NOT_A_TICK: &str = "Written here before:";

/// What to do, by kind of question.
pub(crate) fn instruction(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::ChooseOne => "Choose one answer.",
        QuestionKind::TickAll => "Tick all that apply.",
        QuestionKind::Text => "Write a text.",
        QuestionKind::Texts => "Write one text or several.",
    }
}

/// What a form says about stated values that are none of the answers, so that they are not lost.
pub(crate) fn not_understood(texts: &[String]) -> Option<String> {
    let be = if texts.len() == 1 { "which is not one of the answers" } else { "which are not among the answers" };
    (!texts.is_empty()).then(|| format!("{NOT_UNDERSTOOD} {}, {be}. Choose an answer.", quoted_list(texts)))
}

/// What a form says beside an answer of a list, if something else than a tick was written there.
pub(crate) fn not_a_tick(texts: &[String]) -> Option<String> {
    let quoted = quoted_list(texts);
    (!texts.is_empty()).then(|| format!("{NOT_A_TICK} {quoted}. Choose Yes if this applies, or leave the cell empty."))
}

fn quoted_list(texts: &[String]) -> String {
    texts.iter().map(|text| format!("“{}”", single_line(text))).collect::<Vec<_>>().join(", ")
}

/// The number and the title, as `10. Main aim`.
pub(crate) fn numbered_title(question: &Question) -> String {
    format!("{}. {}", question.number, question.title)
}
