//! Renders facts as clauses of running text, using the `x-says` annotations of the vocabulary.

use crate::{
    diagnostic::sentence,
    facts::{Fact, Facts},
    schema::{Field, Sort, VALUES, Vocabulary},
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
pub fn clauses(vocabulary: &Vocabulary, facts: &Facts, stated: &[Fact]) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for fact in stated {
        if clauses.iter().any(|clause| clause.fact.field == fact.field) {
            continue;
        }
        let values: Vec<Fact> = stated.iter().copied().filter(|other| other.field == fact.field).collect();
        clauses.push(Clause { fact: *fact, text: clause(vocabulary, facts, &values) });
    }
    clauses
}

/// Renders the clause for a single fact.
#[must_use]
pub fn clause_of(vocabulary: &Vocabulary, fact: Fact) -> String {
    clause(vocabulary, &Facts::none(vocabulary).with(vocabulary, fact), &[fact])
}

#[must_use]
pub fn to_sentence(clauses: &[Clause]) -> String {
    let texts: Vec<&str> = clauses.iter().map(|clause| clause.text.as_str()).collect();
    match texts.as_slice() {
        [] => String::new(),
        [one] => sentence(one),
        [before @ .., last] => sentence(&format!("{}, and {last}", before.join(", "))),
    }
}

/// Joins as “a, b and c”, with the given conjunction.
#[must_use]
pub fn listed(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., end] => format!("{} {last} {end}", before.join(", ")),
    }
}

fn clause(vocabulary: &Vocabulary, facts: &Facts, stated: &[Fact]) -> String {
    let Some(first) = stated.first() else { return String::new() };
    let field = &vocabulary.fields[first.field];
    let phrases = |facts: &mut dyn Iterator<Item = Fact>| -> String {
        let values = facts.filter_map(|fact| fact.value).map(|value| &field.values[value]);
        listed(&values.map(|value| value.says.clone()).collect::<Vec<_>>(), "and")
    };
    let text = match (&field.closing, field.sort) {
        (Some(closing), _) if stated.iter().any(|fact| fact.value.is_none()) => {
            let values = phrases(&mut facts.all().filter(|fact| fact.field == first.field));
            if values.is_empty() { closing.says.clone() } else { closing.says_only.replace(VALUES, &values) }
        }
        (_, Sort::List) => field.says.replace(VALUES, &phrases(&mut stated.iter().copied())),
        _ => first.value.map(|value| field.values[value].says.clone()).unwrap_or_default(),
    };
    if text.is_empty() { plain(field, first.value) } else { text }
}

/// The fallback if the vocabulary has no clause: titles.
fn plain(field: &Field, value: Option<usize>) -> String {
    let value = value.map_or_else(
        || field.closing.as_ref().map_or("", |closing| closing.title.as_str()),
        |value| field.values[value].title.as_str(),
    );
    format!("{} is {value}", uncapitalised(&field.title))
}

/// Lower-cases the first letter.
#[must_use]
pub fn uncapitalised(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// Joins the non-empty sentences.
pub fn join_sentences(sentences: &[String]) -> String {
    sentences.iter().filter(|sentence| !sentence.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}
