//! Sets of facts that would establish the expected kind, as steps with titles and what to write.

use crate::deciding_points::{complete_list, value_title};
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

/// Heading of the sets, by the first of them.
pub(crate) fn heading(programme: &Programme, target: &str) -> Option<String> {
    let first_set = programme.remedy.sets.first()?;
    let count = programme.remedy.sets_total;
    let id = match (first_set.change.is_empty(), count) {
        (true, 1) => "fixes-missing",
        (true, _) => "fixes-missing-several",
        (false, 1) => "fixes-changes",
        (false, _) => "fixes-changes-several",
    };
    let shown = programme.remedy.sets.len().min(MAX_FIX_SETS);
    Some(format_message!(id, target = target, shown = shown, count = count))
}

/// The steps of one set, changes first.
pub(crate) fn steps(set: &FixSetReport) -> Vec<String> {
    let changes = set.change.iter().map(|step| {
        let (title, removed) = (field_title(&step.field), titles(&step.field, &step.remove));
        let (key, answers) = (step.field.as_str(), titles(&step.field, &step.any_of));
        let values = keys(&step.any_of);
        match (step.remove.is_empty(), step.any_of.is_empty()) {
            (true, _) => {
                let from = stated_titles(&step.field, &step.from);
                format_message!(
                    "fix-replace",
                    field = title,
                    answers = answers,
                    from = from,
                    key = key,
                    values = values
                )
            }
            (false, true) => {
                format_message!("fix-remove", field = title, removed = removed, key = key, values = keys(&step.remove))
            }
            (false, false) => format_message!(
                "fix-remove-add",
                field = title,
                answers = answers,
                removed = removed,
                key = key,
                values = values
            ),
        }
    });
    let additions = set.state.iter().map(|step| {
        let answers = titles(&step.field, &step.any_of);
        let (title, key) = (field_title(&step.field), step.field.as_str());
        format_message!("fix-add", field = title, answers = answers, key = key, values = keys(&step.any_of))
    });
    changes.chain(additions).collect()
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

/// What is stated now; of a complete list, only its answers.
fn stated_titles(name: &str, values: &[String]) -> String {
    match field(name) {
        Some(field) if values.iter().any(|value| field.is_closing(value)) => {
            let open = values.iter().filter(|value| !field.is_closing(value)).cloned().collect::<Vec<_>>();
            complete_list(field, &open)
        }
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
        rest => format_message!("answers-more", answers = items[..MAX_ANSWERS].join(", "), count = rest),
    }
}
