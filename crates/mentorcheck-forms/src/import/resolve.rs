//! Which value an answer stands for: by the wording in the form, the name of the value, or its title.

use std::collections::{BTreeMap, HashMap};

use mentorcheck_core::schema::{Field, Vocabulary};

use crate::{
    model::{Question, Questionnaire},
    wording, xlsform,
    xlsx::{ShownTexts, fingerprint_of_texts, shown_texts},
};

/// What an answer means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The name of a value.
    Value(String),
    NoneOfThese,
    Complete,
    NotStated,
}

/// Finds the meaning of answers.
pub(super) struct Resolver<'q> {
    pub(super) questionnaire: &'q Questionnaire,
    pub(super) vocabulary: &'q Vocabulary,
    /// For each question, in order.
    choices: Vec<Choices<'q>>,
    by_field: HashMap<&'q str, usize>,
    /// The fingerprint of the questionnaire.
    pub(super) fingerprint: String,
    /// What a blank workbook shows, by the keys of its rows, and the fingerprint of that.
    pub(super) shown_texts: BTreeMap<String, ShownTexts>,
    pub(super) texts_fingerprint: String,
}

/// The wordings of the answers to a question.
struct Choices<'q> {
    question: &'q Question,
    field: Option<&'q Field>,
    meanings: HashMap<String, Meaning>,
}

impl<'q> Resolver<'q> {
    pub(super) fn new(questionnaire: &'q Questionnaire, vocabulary: &'q Vocabulary) -> Self {
        let field = |question: &Question| vocabulary.field_id(&question.field).map(|id| &vocabulary.fields[id]);
        let choices: Vec<Choices<'q>> =
            questionnaire.questions().map(|question| Choices::new(question, field(question))).collect();
        // Every questionnaire that can be read can be shown.
        let shown_texts = shown_texts(questionnaire).unwrap_or_default();
        let by_field = choices.iter().enumerate().map(|(index, choices)| (choices.question.field.as_str(), index));
        Self {
            questionnaire,
            vocabulary,
            by_field: by_field.collect(),
            choices,
            fingerprint: questionnaire.fingerprint(),
            texts_fingerprint: fingerprint_of_texts(&shown_texts),
            shown_texts,
        }
    }

    pub(super) fn question(&self, field: &str) -> Option<&'q Question> {
        self.by_field.get(field).map(|index| self.choices[*index].question)
    }

    /// The meaning of an answer to a question; `None` if it is not one of the answers.
    pub(super) fn meaning(&self, question: &Question, text: &str) -> Option<Meaning> {
        let choices = &self.choices[*self.by_field.get(question.field.as_str())?];
        let text = collapse(text);
        if let Some(meaning) = choices.meanings.get(&text) {
            return Some(meaning.clone());
        }
        if self.vocabulary.is_placeholder(&text) {
            return Some(Meaning::NotStated);
        }
        // By the title that descriptions are read by too.
        let field = choices.field?;
        field.find_value(&text).map(|value| Meaning::Value(field.values[value].name.clone()))
    }

    /// Whether an answer is the name of a value and neither its wording in the form nor its title.
    pub(super) fn is_only_a_name(&self, question: &Question, text: &str) -> bool {
        let Some(Meaning::Value(name)) = self.meaning(question, text) else { return false };
        let label = question.answers.iter().find(|answer| answer.name == name).map(|answer| answer.label.as_str());
        let field = self.by_field.get(question.field.as_str()).and_then(|index| self.choices[*index].field);
        let title = field.and_then(|field| field.values.iter().find(|value| value.name == name));
        let title = title.map(|value| value.title.as_str());
        let text = collapse(text).to_lowercase();
        !label.into_iter().chain(title).any(|wording| collapse(wording).to_lowercase() == text)
    }

    /// The meanings of several answers in one text, one after the other, separated as exports do. `None` if something
    /// between them is no answer.
    pub(super) fn meanings(&self, question: &Question, text: &str) -> Option<Vec<Meaning>> {
        let choices = &self.choices[*self.by_field.get(question.field.as_str())?];
        let collapsed = collapse(text);
        let is_separator = |ch: char| ch.is_whitespace() || matches!(ch, ',' | ';' | '|');
        // Names hold no separator; wordings do, and are looked for as a whole.
        let mut names = collapsed.split(is_separator).filter(|name| !name.is_empty());
        if let Some(found) = names.try_fold(Vec::new(), |mut found, name| {
            found.push(choices.meanings.get(name).filter(|_| !name.contains(' '))?.clone());
            Some(found)
        }) {
            return Some(found);
        }
        let mut wordings: Vec<&String> = choices.meanings.keys().collect();
        wordings.sort_by_key(|wording| std::cmp::Reverse(wording.len()));
        let mut rest = collapsed.as_str();
        let mut found = Vec::new();
        while !rest.is_empty() {
            let ends = |wording: &&&String| {
                rest.strip_prefix(wording.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(is_separator))
            };
            let wording = wordings.iter().find(ends)?;
            found.push(choices.meanings[*wording].clone());
            rest = rest[wording.len()..].trim_start_matches(is_separator);
        }
        Some(found)
    }
}

impl<'q> Choices<'q> {
    fn new(question: &'q Question, field: Option<&'q Field>) -> Self {
        let mut meanings = HashMap::new();
        let mut add = |label: &str, rule: &str, name: Option<&str>, meaning: Meaning| {
            meanings.insert(collapse(label), meaning.clone());
            meanings.insert(collapse(&xlsform::choice_label(label, rule)), meaning.clone());
            if let Some(name) = name {
                meanings.insert(name.to_owned(), meaning);
            }
        };
        if !question.answers.is_empty() {
            add(wording::NOT_KNOWN, wording::NOT_KNOWN_RULE, Some(xlsform::NOT_STATED), Meaning::NotStated);
        }
        if let Some(closing) = &question.closing {
            add(&closing.none_label, wording::NONE_OF_THESE_RULE, Some(xlsform::NONE_OF_THESE), Meaning::NoneOfThese);
            add(wording::COMPLETE, wording::COMPLETE_RULE, Some(xlsform::COMPLETE), Meaning::Complete);
        }
        for answer in &question.answers {
            add(&answer.label, &answer.rule.plain, Some(&answer.name), Meaning::Value(answer.name.clone()));
        }
        Self { question, field, meanings }
    }
}

/// A text with single spaces and none around it.
pub(super) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
