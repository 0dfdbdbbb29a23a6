//! The questions of a letter: at most one for each question that the report asks next, in plain words.

use crate::letters::{
    describe::Description,
    markdown_escape::Markdown,
    model::{Asked, AskedField, Quoted},
};
use mentorcheck_core::{
    catalogue::message,
    clause::uncapitalise,
    pack::{CriterionId, Pack},
    report::Programme,
    schema::{Field, FieldId, FieldType},
};

/// How many questions a letter asks.
pub(crate) const MAX_ASKED: usize = 5;

/// The fields that letters ask about, in the order of the report: of the fields that share a question, the first, and
/// those that the vocabulary asks with it.
pub(crate) fn fields_to_ask(programme: &Programme, description: &Description<'_>) -> Vec<(String, Vec<FieldId>)> {
    let vocabulary = description.vocabulary;
    let mut groups: Vec<(String, Vec<FieldId>)> = Vec::new();
    for question in &programme.remedy.questions {
        let Some(field) = vocabulary.field_id(&question.field) else { continue };
        match groups.iter_mut().find(|(text, _)| *text == question.question) {
            Some((_, fields)) => {
                let first = &vocabulary.fields[fields[0]].name;
                if vocabulary.fields[field].asked_with.as_ref() == Some(first) {
                    fields.push(field);
                }
            }
            None => groups.push((question.question.clone(), vec![field])),
        }
    }
    groups
}

/// A question about these fields, which belongs to the criterion with this text.
pub(crate) fn ask(
    pack: &Pack,
    description: &Description<'_>,
    is_past: bool,
    (text, fields): (&str, &[FieldId]),
    criterion: Option<CriterionId>,
    quoted: Vec<Quoted>,
) -> Option<Asked> {
    let (first, with) = fields.split_first()?;
    let field = &description.vocabulary.fields[*first];
    let block = criterion.and_then(|id| pack.blocks.iter().find(|block| block.indicators.contains(&id)));
    let topic = if field.topic.is_empty() { uncapitalise(&field.title) } else { field.topic.clone() };
    Some(Asked {
        field: ask_field(description, is_past, *first, text),
        with: with.iter().map(|field| ask_field(description, is_past, *field, "")).collect(),
        topic: Markdown::text(&topic),
        block: block.map(|block| Markdown::text(&block.title)),
        known: known(description, *first),
        misread: description.facts.is_misread(*first),
        quoted,
        choices: Vec::new(),
    })
}

fn ask_field(description: &Description<'_>, is_past: bool, id: FieldId, fallback: &str) -> AskedField {
    let field = &description.vocabulary.fields[id];
    let question = match (is_past, field.past_question.as_str(), field.question.as_str()) {
        (true, past, _) if !past.is_empty() => past,
        (_, _, "") => fallback,
        (_, _, question) => question,
    };
    AskedField {
        question: Markdown::text(question),
        several: field.field_type == FieldType::EnumList,
        answers: answers(description, field, id, is_past),
    }
}

fn answers(description: &Description<'_>, field: &Field, id: FieldId, is_past: bool) -> Vec<Markdown> {
    let stated = description.facts.get(id);
    let is_stated = |index: usize| description.facts.states_value(id, index);
    let offered = field.values.iter().enumerate().filter(|(index, value)| !value.not_asked && !is_stated(*index));
    let mut offered: Vec<(bool, String)> = offered
        .map(|(_, value)| {
            let past = value.past_answer.as_ref().filter(|_| is_past);
            (value.last, uncapitalise(past.or(value.answer.as_ref()).unwrap_or(&value.title)))
        })
        .collect();
    if !field.keep_order {
        offered.sort_by_cached_key(|(last, answer)| (*last, sort_key(answer)));
    }
    let mut answers: Vec<Markdown> = offered.iter().map(|(_, answer)| Markdown::text(answer)).collect();
    if field.closing.is_some() {
        let id = if stated.values == 0 { "letter-answer-none" } else { "letter-answer-nothing-else" };
        answers.push(Markdown::text(&message(id)));
    }
    answers
}

/// An answer without its article, so that “a fee” comes before “working time”.
fn sort_key(answer: &str) -> String {
    let answer = answer.to_lowercase();
    let articles = ["a ", "an ", "the "];
    articles.iter().find_map(|article| answer.strip_prefix(article)).unwrap_or(&answer).to_owned()
}

/// The titles of what is stated already.
fn known(description: &Description<'_>, id: FieldId) -> Vec<Markdown> {
    let facts = description.facts.iter().filter(|fact| fact.field == id);
    facts.map(|fact| description.value(id, fact.value_name(description.vocabulary))).collect()
}
