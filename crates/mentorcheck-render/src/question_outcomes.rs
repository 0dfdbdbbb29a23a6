//! What the answers to a question would mean, with titles instead of keys.

use crate::{
    deciding_points::value_title,
    wording::{MAX_NAMED_KINDS, grouped_questions, kind_title, number_in_form, own_question, question_of},
};
use mentorcheck_core::{
    catalogue::message,
    clause::{join_or, need_semicolons, uncapitalise},
    eval::VerdictStatus,
    format_message,
    report::{AnswerReport, Programme, QuestionReport},
    schema::{Field, vocabulary},
};

/// Of an outcome with more answers, the answers are not named if it comes last.
pub(crate) const MAX_NAMED_ANSWERS: usize = 3;

/// The fields that answer one question, with what their answers would mean.
pub(crate) struct QuestionGroup<'p> {
    pub(crate) heading: &'p str,
    /// Which field it is, with its own question if that is another one, and one line for each outcome.
    pub(crate) fields: Vec<(String, Vec<String>)>,
}

/// The questions of a programme, grouped by wording.
pub(crate) fn question_groups(programme: &Programme) -> Vec<QuestionGroup<'_>> {
    let groups = grouped_questions(programme).into_iter().map(|(text, questions)| {
        let own = |question: &QuestionReport| question_of(&question.field, programme.ended);
        // Only questions of the form can be put in the past.
        let past = || questions.first().filter(|_| programme.ended).and_then(|first| own(first));
        let heading = own_question(programme, &questions).or_else(past).unwrap_or(text);
        let fields = questions.into_iter().map(|question| {
            let place = match number_in_form(programme, &question.field) {
                Some(number) => format_message!("question-place", number = number.to_string()),
                None => format!("`{}`", question.field),
            };
            let under = match own(question).filter(|own| *own != heading) {
                Some(own) => format_message!("question-of", question = own, place = place),
                None => format_message!("question-under", place = place),
            };
            (under, outcome_lines(programme, question))
        });
        QuestionGroup { heading, fields: fields.collect() }
    });
    groups.collect()
}

/// The answers in the order of the lines on their outcomes.
pub(crate) fn answers_in_order<'q>(programme: &Programme, question: &'q QuestionReport) -> Vec<&'q AnswerReport> {
    let mut answers: Vec<_> = question.answers.iter().collect();
    answers.sort_by_key(|answer| !answer.candidates.contains(&programme.remedy.target));
    answers
}

/// The answers that lead to one outcome.
#[derive(Default)]
struct OutcomeAnswers {
    /// Whatever else is answered, for a list.
    answers: Vec<String>,
    /// If nothing else is answered to a list.
    alone: Vec<String>,
    leads_to_target: bool,
}

/// One line for each outcome, such as “as equals: it is mentoring to work”. The outcome of most answers comes last, as
/// that of any other answer.
pub(crate) fn outcome_lines(programme: &Programme, question: &QuestionReport) -> Vec<String> {
    let field = vocabulary().field_id(&question.field).map(|id| &vocabulary().fields[id]);
    let title = |value: &str| field.map_or_else(|| value.to_owned(), |field| answer_title(programme, field, value));
    let mut outcomes: Vec<(String, OutcomeAnswers)> = Vec::new();
    let mut group = |standing: VerdictStatus, candidates: &[String], value: Option<(&str, bool)>| {
        let outcome = outcome(programme, standing, candidates);
        let index = outcomes.iter().position(|(known, _)| *known == outcome).unwrap_or_else(|| {
            outcomes.push((outcome, OutcomeAnswers::default()));
            outcomes.len() - 1
        });
        let found = &mut outcomes[index].1;
        found.leads_to_target |= candidates.contains(&programme.remedy.target);
        match value {
            Some((value, true)) => found.alone.push(title(value)),
            Some((value, false)) => found.answers.push(title(value)),
            None => {}
        }
    };
    for answer in &question.answers {
        let alone = answer.alone.as_ref();
        // An answer with another outcome alone leads here only together with others.
        group(answer.standing, &answer.candidates, alone.is_none().then_some((answer.value.as_str(), false)));
        if let Some(alone) = alone {
            group(alone.standing, &alone.candidates, Some((answer.value.as_str(), true)));
        }
    }
    let has_alone = outcomes.iter().any(|(_, found)| !found.alone.is_empty());
    // What leads to the kind in question comes first, except that “any other answer” ends the list.
    let is_rest =
        |found: &OutcomeAnswers| found.alone.is_empty() && (has_alone || found.answers.len() > MAX_NAMED_ANSWERS);
    // What leads on only together with other answers is said by those.
    if outcomes.iter().any(|(_, found)| is_rest(found) && !found.answers.is_empty()) {
        outcomes.retain(|(_, found)| !found.answers.is_empty() || !found.alone.is_empty());
    }
    outcomes.sort_by_key(|(_, found)| {
        let size = if is_rest(found) { found.answers.len() } else { 0 };
        (is_rest(found), size, !found.leads_to_target)
    });
    let last = outcomes.len().saturating_sub(1);
    let lines = outcomes.into_iter().enumerate().map(|(index, (outcome, found))| {
        let (answers, alone) = (answers_listed(&found.answers), answers_listed(&found.alone));
        let is_last_rest = index == last && index > 0 && is_rest(&found);
        let answers = match (found.answers.is_empty(), found.alone.is_empty()) {
            (true, true) => message("outcome-others"),
            _ if is_last_rest => message("outcome-others"),
            (false, true) => answers,
            (true, false) => format_message!("outcome-alone", answers = alone),
            (false, false) => format_message!("outcome-or-alone", answers = answers, alone = alone),
        };
        format_message!("outcome", answers = answers, outcome = outcome)
    });
    lines.collect()
}

fn answers_listed(answers: &[String]) -> String {
    if answers.len() > 1 && need_semicolons(answers) { answers.join("; ") } else { join_or(answers) }
}

/// An answer in the words of the question, such as “both share and both listen”.
pub(crate) fn answer_title(programme: &Programme, field: &Field, value: &str) -> String {
    if let Some(index) = field.find_value(value) {
        let value = &field.values[index];
        let answer =
            if programme.ended { value.past_answer.as_ref().or(value.answer.as_ref()) } else { value.answer.as_ref() };
        return answer.map_or_else(|| value.title.clone(), |answer| uncapitalise(answer));
    }
    let is_alone = programme.stated.iter().all(|stated| stated.field != field.name);
    let closing = field.closing.as_ref().filter(|closing| is_alone && !closing.alone.is_empty());
    closing.map_or_else(|| value_title(field, value), |closing| closing.alone.clone())
}

/// What the verdict would be after an answer.
fn outcome(programme: &Programme, standing: VerdictStatus, candidates: &[String]) -> String {
    let kinds: Vec<_> = candidates.iter().map(|id| kind_title(programme, id)).collect();
    let target = kind_title(programme, &programme.remedy.target);
    let has_target = candidates.contains(&programme.remedy.target);
    match standing {
        VerdictStatus::Established => format_message!("outcome-established", kind = kinds.concat()),
        VerdictStatus::Provisional => {
            let is_same = programme.verdict.standing == standing && programme.verdict.candidates == *candidates;
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
