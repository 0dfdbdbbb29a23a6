//! Reads the questionnaire from the schema of descriptions.

use mentorcheck_core::clause::capitalise;
use std::collections::BTreeMap;

use mentorcheck_core::schema::{Field, FieldType, PROGRAMME, Vocabulary};
use serde_json::Value as Json;

use crate::{
    error::FormError,
    model::{
        AnswerOption, ClosingAnswer, EvidencePrompts, HelpText, Prompt, Question, QuestionKind, Questionnaire, Section,
    },
    plain_text::Names,
    wording,
};

impl Questionnaire {
    /// The questionnaire of the embedded schema.
    ///
    /// # Errors
    /// Never for the schema of this version, which tests check.
    pub fn embedded() -> Result<Self, FormError> {
        Self::from_schema(PROGRAMME)
    }

    /// Reads the questionnaire from the text of a programme schema.
    ///
    /// # Errors
    /// If the text is not a programme schema, a number is missing or given twice, two answers to a question have the
    /// same wording, or there is no evidence section.
    pub fn from_schema(schema: &str) -> Result<Self, FormError> {
        let schema: Json = serde_json::from_str(schema)?;
        let vocabulary = Vocabulary::from_schema(&schema)?;
        let evidence = evidence_prompts(&schema, &vocabulary)?;
        let mut sections = Vec::new();
        for section in vocabulary.sections.iter().filter(|section| section.name != evidence.section) {
            let definition = schema.pointer(&format!("/properties/{}", section.name)).unwrap_or(&Json::Null);
            let fields = &vocabulary.fields[section.fields.clone()];
            let questions = fields.iter().map(|field| read_question(field, definition));
            sections.push(Section {
                name: section.name.clone(),
                title: section.title.clone(),
                help: HelpText::new(definition),
                questions: questions.collect::<Result<_, _>>()?,
            });
        }
        let mut questionnaire = Self {
            title: text(&schema, "title"),
            schema: text(&schema, "$id"),
            sections,
            evidence,
            name_field: vocabulary.fields[vocabulary.name_field].name.clone(),
        };
        questionnaire.check()?;
        questionnaire.fill_plain_texts();
        Ok(questionnaire)
    }

    fn check(&self) -> Result<(), FormError> {
        let mut numbers = BTreeMap::new();
        for question in self.questions() {
            if let Some(first) = numbers.insert(question.number, &question.field) {
                return Err(FormError::RepeatedNumber { first: first.clone(), second: question.field.clone() });
            }
            let mut labels = vec![wording::NOT_KNOWN, wording::COMPLETE];
            labels.extend(question.closing.iter().map(|closing| closing.none_label.as_str()));
            for label in question.answers.iter().map(|answer| answer.label.as_str()) {
                if labels.contains(&label) {
                    return Err(FormError::RepeatedLabel { field: question.field.clone(), label: label.to_owned() });
                }
                labels.push(label);
            }
        }
        Ok(())
    }

    fn fill_plain_texts(&mut self) {
        let names = Names::new(self);
        for section in &mut self.sections {
            section.help.fill(&names, None);
            for question in &mut section.questions {
                question.help.fill(&names, Some(&question.field));
                question.answers.iter_mut().for_each(|answer| answer.rule.fill(&names, Some(&question.field)));
            }
        }
        let prompts = [&mut self.evidence.document, &mut self.evidence.place, &mut self.evidence.words];
        for prompt in prompts {
            prompt.help.fill(&names, None);
        }
        self.evidence.help.fill(&names, None);
    }
}

impl HelpText {
    fn new(definition: &Json) -> Self {
        Self { with_keys: text(definition, "description"), plain: String::new() }
    }

    fn fill(&mut self, names: &Names, field: Option<&str>) {
        self.plain = names.replace_keys(&self.with_keys, field);
    }
}

fn read_question(field: &Field, section: &Json) -> Result<Question, FormError> {
    let definition = section.pointer(&format!("/properties/{}", field.key)).unwrap_or(&Json::Null);
    let number = definition.get("x-number").and_then(Json::as_u64).and_then(|number| u32::try_from(number).ok());
    let number = number.filter(|number| *number > 0).ok_or_else(|| FormError::MissingNumber(field.name.clone()))?;
    let options = definition.get("oneOf").or_else(|| definition.pointer("/items/oneOf")).and_then(Json::as_array);
    let option = |name: &str| {
        let mut options = options.into_iter().flatten();
        options.find(|option| option.get("const").and_then(Json::as_str) == Some(name)).unwrap_or(&Json::Null)
    };
    let answers = field.values.iter().map(|value| AnswerOption {
        name: value.name.clone(),
        label: value.answer.clone().unwrap_or_else(|| capitalise(&value.title)),
        rule: HelpText::new(option(&value.name)),
    });
    let closing = field.closing.as_ref().map(|closing| {
        let label = text(option(&closing.name), "x-answer");
        let none_label = if label.is_empty() { wording::NONE_OF_THESE.to_owned() } else { label };
        ClosingAnswer { name: closing.name.clone(), none_label }
    });
    let allows_list = definition
        .get("type")
        .and_then(Json::as_array)
        .is_some_and(|types| types.iter().any(|allowed| allowed == "array"));
    Ok(Question {
        number,
        field: field.name.clone(),
        section: field.section.clone(),
        key: field.key.clone(),
        title: field.title.clone(),
        question: field.question.clone(),
        help: HelpText::new(definition),
        kind: match field.field_type {
            FieldType::Enum => QuestionKind::ChooseOne,
            FieldType::EnumList => QuestionKind::TickAll,
            FieldType::FreeText if allows_list => QuestionKind::Texts,
            FieldType::FreeText => QuestionKind::Text,
        },
        answers: answers.collect(),
        closing,
    })
}

fn evidence_prompts(schema: &Json, vocabulary: &Vocabulary) -> Result<EvidencePrompts, FormError> {
    let keys = vocabulary.evidence.as_ref().ok_or(FormError::NoEvidence)?;
    let section = schema.pointer(&format!("/properties/{}", keys.section)).unwrap_or(&Json::Null);
    let prompt = |key: &str| {
        let definition = section.pointer(&format!("/items/properties/{key}")).unwrap_or(&Json::Null);
        Prompt {
            key: key.to_owned(),
            title: text(definition, "title"),
            question: text(definition, "x-question"),
            help: HelpText::new(definition),
        }
    };
    Ok(EvidencePrompts {
        section: keys.section.clone(),
        title: keys.title.clone(),
        help: HelpText::new(section),
        field_key: keys.field.clone(),
        document: prompt(&keys.document),
        place: prompt(&keys.place),
        words: prompt(&keys.quotation),
    })
}

fn text(definition: &Json, key: &str) -> String {
    definition.get(key).and_then(Json::as_str).unwrap_or_default().to_owned()
}
