//! Sets of facts that would establish the expected kind, as steps with titles and what to write.

use crate::{
    deciding_points::{complete_list, value_title},
    wording::number_in_form,
};
use mentorcheck_core::{
    clause::{join_or, need_semicolons},
    format_message,
    report::{FixSetReport, Programme},
    schema::{Field, vocabulary},
};

/// Of more answers to a step, the rest is counted.
const MAX_ANSWERS: usize = 3;

/// How many sets are shown.
pub(crate) const MAX_FIX_SETS: usize = 2;

/// Heading of the sets, by what they consist of.
pub(crate) fn heading(programme: &Programme, target: &str) -> Option<String> {
    let shown = &programme.remedy.sets[..programme.remedy.sets.len().min(MAX_FIX_SETS)];
    let changes = shown.iter().any(|set| !set.change.is_empty());
    let adds = shown.iter().any(|set| !set.state.is_empty());
    let heading = match (changes, adds) {
        _ if shown.is_empty() => return None,
        (false, _) => format_message!("fixes-missing", target = target),
        (true, false) => format_message!("fixes-changes", target = target),
        (true, true) => format_message!("fixes-changes-and-additions", target = target),
    };
    let count = programme.remedy.sets_total;
    Some(if count == 1 {
        heading
    } else if count == shown.len() {
        format_message!("fixes-ways-all", heading = heading, count = count)
    } else {
        format_message!("fixes-ways", heading = heading, shown = shown.len(), count = count)
    })
}

/// The steps of one set, changes first, each with where to write it: a key and its values, or a question of the form.
pub(crate) fn steps(programme: &Programme, set: &FixSetReport) -> Vec<String> {
    let changes = set.change.iter().map(|step| {
        let (title, removed) = (field_title(&step.field), titles(&step.field, &step.remove));
        let answers = titles(&step.field, &step.any_of);
        let (id, values) = match (step.remove.is_empty(), step.any_of.is_empty()) {
            (true, _) => {
                let extends = field(&step.field).is_some_and(|field| extends_list(field, &step.from));
                (if extends { "fix-extend" } else { "fix-replace" }, &step.any_of)
            }
            (false, true) => ("fix-remove", &step.remove),
            (false, false) => ("fix-remove-add", &step.any_of),
        };
        let from = stated_titles(&step.field, &step.from);
        let text = format_message!(id, field = title, answers = answers, from = from, removed = removed);
        let place = if step.any_of.is_empty() { "fix-place-without" } else { "fix-place" };
        format!("{text} {}", place_of(programme, place, &step.field, values))
    });
    let additions = set.state.iter().map(|step| {
        let answers = titles(&step.field, &step.any_of);
        let text = format_message!("fix-add", field = field_title(&step.field), answers = answers);
        format!("{text} {}", place_of(programme, "fix-place", &step.field, &step.any_of))
    });
    changes.chain(additions).collect()
}

/// Where to write a step.
fn place_of(programme: &Programme, id: &str, field: &str, values: &[String]) -> String {
    match number_in_form(programme, field) {
        Some(number) => format_message!("fix-place-in-form", number = number.to_string()),
        None => format_message!(id, key = field, values = keys(values)),
    }
}

/// Whether a list that is stated as complete has values, to which others can be added.
pub(crate) fn extends_list(field: &Field, stated: &[String]) -> bool {
    field.closing.is_some() && stated.iter().any(|value| !field.is_closing(value))
}

fn field(name: &str) -> Option<&'static Field> {
    vocabulary().field_id(name).map(|id| &vocabulary().fields[id])
}

fn field_title(name: &str) -> String {
    field(name).map_or_else(|| name.to_owned(), |field| field.title.clone())
}

fn titles(name: &str, values: &[String]) -> String {
    let field = field(name);
    let title = |value: &String| field.map_or_else(|| value.clone(), |field| value_title(field, value));
    list(&values.iter().map(title).collect::<Vec<_>>())
}

/// What is stated now; of a complete list, that it is.
fn stated_titles(name: &str, values: &[String]) -> String {
    match field(name) {
        Some(field) if values.iter().any(|value| field.is_closing(value)) => complete_list(field, values),
        _ => titles(name, values),
    }
}

fn keys(values: &[String]) -> String {
    list(&values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>())
}

fn list(items: &[String]) -> String {
    match items.len().saturating_sub(MAX_ANSWERS) {
        0 | 1 if need_semicolons(items) => items.join("; "),
        0 | 1 => join_or(items),
        rest => {
            let separator = if need_semicolons(items) { "; " } else { ", " };
            format_message!("answers-more", answers = items[..MAX_ANSWERS].join(separator), count = rest)
        }
    }
}
