//! Renders facts as clauses of running text, using the `x-says` annotations of the vocabulary.

use crate::{
    catalogue::message,
    facts::{Fact, Facts},
    schema::{Field, FieldType, VALUES_PLACEHOLDER, Vocabulary},
};

/// A clause about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The first fact it covers.
    pub fact: Fact,
    /// Without initial capital and full stop.
    pub text: String,
}

/// Renders one clause per field, in the order of `stated`. If `stated` says that a list is complete, its clause names
/// all the values in `facts`.
#[must_use]
pub fn render_clauses(vocabulary: &Vocabulary, facts: &Facts, stated: &[Fact]) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for fact in stated {
        if clauses.iter().any(|clause| clause.fact.field == fact.field) {
            continue;
        }
        let values: Vec<Fact> = stated.iter().copied().filter(|other| other.field == fact.field).collect();
        clauses.push(Clause { fact: *fact, text: render_clause(vocabulary, facts, &values) });
    }
    clauses
}

/// Renders the clause for a single fact.
#[must_use]
pub fn render_fact(vocabulary: &Vocabulary, fact: Fact) -> String {
    render_clause(vocabulary, &Facts::empty(vocabulary).with(vocabulary, fact), &[fact])
}

#[must_use]
pub fn join_clauses(clauses: &[Clause]) -> String {
    let texts: Vec<&str> = clauses.iter().map(|clause| clause.text.as_str()).collect();
    match texts.as_slice() {
        [] => String::new(),
        [one] => to_sentence(one),
        [rest @ .., last] => to_sentence(&format!("{}, and {last}", rest.join(", "))),
    }
}

/// Joins as “a, b and c”.
#[must_use]
pub fn join_and(items: &[String]) -> String {
    join(items, "list-and")
}

/// Joins as “a, b or c”.
#[must_use]
pub fn join_or(items: &[String]) -> String {
    join(items, "list-or")
}

/// Whether an item has a comma or a conjunction of its own, so that semicolons have to separate the items of a list.
pub fn need_semicolons(items: &[impl AsRef<str>]) -> bool {
    items.iter().any(|item| item.as_ref().contains(',') || item.as_ref().contains(" or "))
}

/// Each item once, in the order of their first places.
#[must_use]
pub fn without_repetition<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    items.into_iter().fold(Vec::new(), |mut all, item| {
        if !all.contains(&item) {
            all.push(item);
        }
        all
    })
}

/// Joins with the conjunction that is the message with this id.
fn join(items: &[String], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [item] => item.clone(),
        [rest @ .., last] => format!("{} {} {last}", rest.join(", "), message(conjunction)),
    }
}

fn render_clause(vocabulary: &Vocabulary, facts: &Facts, stated: &[Fact]) -> String {
    let Some(first_fact) = stated.first() else { return String::new() };
    let field = &vocabulary.fields[first_fact.field];
    let phrases = |facts: &mut dyn Iterator<Item = Fact>| -> String {
        let values = facts.filter_map(|fact| fact.value).map(|value| &field.values[value]);
        join_and(&values.map(|value| value.clause.clone()).collect::<Vec<_>>())
    };
    let text = match (&field.closing, field.field_type) {
        (Some(closing), _) if stated.iter().any(|fact| fact.value.is_none()) => {
            let values = phrases(&mut facts.of_field(first_fact.field));
            if values.is_empty() {
                closing.clause.clone()
            } else {
                closing.complete_clause.replace(VALUES_PLACEHOLDER, &values)
            }
        }
        (_, FieldType::EnumList) => field.clause.replace(VALUES_PLACEHOLDER, &phrases(&mut stated.iter().copied())),
        _ => first_fact.value.map(|value| field.values[value].clause.clone()).unwrap_or_default(),
    };
    if text.is_empty() { fallback_clause(field, first_fact.value) } else { text }
}

/// The fallback if the vocabulary has no clause: titles.
fn fallback_clause(field: &Field, value: Option<usize>) -> String {
    let value = value.map_or_else(
        || field.closing.as_ref().map_or("", |closing| closing.title.as_str()),
        |value| field.values[value].title.as_str(),
    );
    format!("{} is {value}", uncapitalise(&field.title))
}

/// Capitalises the first letter and ends with a full stop, unless there is end punctuation already.
#[must_use]
pub fn to_sentence(text: &str) -> String {
    let mut chars = text.chars();
    let capital = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{capital}{}{stop}", chars.as_str())
}

/// Lower-cases the first letter.
#[must_use]
pub fn uncapitalise(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// Capitalises the first letter.
#[must_use]
pub fn capitalise(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Joins the non-empty sentences.
#[must_use]
pub fn join_sentences(sentences: &[String]) -> String {
    sentences.iter().filter(|sentence| !sentence.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}
