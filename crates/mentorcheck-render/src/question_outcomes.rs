//! What the answers to a question would mean, with titles instead of keys.

use crate::{
    deciding_points::value_title,
    wording::{MAX_NAMED_KINDS, kind_title},
};
use mentorcheck_core::{
    catalogue::message,
    clause::join_or,
    eval::VerdictStatus,
    format_message,
    report::{AnswerReport, Programme, QuestionReport},
    schema::vocabulary,
};

/// Of an outcome with more answers, the answers are not named if it comes last.
pub(crate) const MAX_NAMED_ANSWERS: usize = 3;

/// One line for each outcome, such as “as equals: it is mentoring to work”. The outcome of most answers comes last, as
/// that of any other answer.
pub(crate) fn outcome_lines(programme: &Programme, question: &QuestionReport) -> Vec<String> {
    let field = vocabulary().field_id(&question.field).map(|id| &vocabulary().fields[id]);
    let title = |value: &str| field.map_or_else(|| value.to_owned(), |field| value_title(field, value));
    let mut outcomes: Vec<(String, Vec<String>)> = Vec::new();
    for answer in &question.answers {
        let outcome = outcome(programme, answer);
        match outcomes.iter_mut().find(|(known, _)| *known == outcome) {
            Some((_, answers)) => answers.push(title(&answer.value)),
            None => outcomes.push((outcome, vec![title(&answer.value)])),
        }
    }
    outcomes.sort_by_key(|(_, answers)| answers.len() > MAX_NAMED_ANSWERS);
    let last = outcomes.len().saturating_sub(1);
    let lines = outcomes.into_iter().enumerate().map(|(index, (outcome, answers))| {
        let is_rest = index == last && index > 0 && answers.len() > MAX_NAMED_ANSWERS;
        let answers = if is_rest { message("outcome-others") } else { join_or(&answers) };
        format_message!("outcome", answers = answers, outcome = outcome)
    });
    lines.collect()
}

/// What the verdict would be after an answer.
fn outcome(programme: &Programme, answer: &AnswerReport) -> String {
    let kinds: Vec<_> = answer.candidates.iter().map(|id| kind_title(programme, id)).collect();
    let target = kind_title(programme, &programme.remedy.target);
    let has_target = answer.candidates.contains(&programme.remedy.target);
    match answer.standing {
        VerdictStatus::Established => format_message!("outcome-established", kind = kinds.concat()),
        VerdictStatus::Provisional => {
            let is_same =
                programme.verdict.standing == answer.standing && programme.verdict.candidates == answer.candidates;
            format_message!(if is_same { "outcome-still" } else { "outcome-provisional" }, kind = kinds.concat())
        }
        VerdictStatus::Unclassified => outcome_without_kind(programme, &target),
        VerdictStatus::Contradictory => message("outcome-contradictory"),
        VerdictStatus::Open if kinds.len() <= MAX_NAMED_KINDS => {
            format_message!("outcome-open", kinds = join_or(&kinds))
        }
        VerdictStatus::Open => {
            let id = if has_target { "outcome-open-with" } else { "outcome-open-without" };
            format_message!(id, count = kinds.len(), target = target)
        }
    }
}

/// What it means that no kind is left: that it is not the kind in question, unless that is clear already.
fn outcome_without_kind(programme: &Programme, target: &str) -> String {
    let candidates = &programme.verdict.candidates;
    match candidates.as_slice() {
        _ if candidates.contains(&programme.remedy.target) => format_message!("outcome-unclassified", target = target),
        [kind] => format_message!("outcome-not-either", kind = kind_title(programme, kind)),
        _ => message("outcome-none"),
    }
}
