//! Writes answers as a description, without comments, and as the same description in JSON.

use mentorcheck_yaml::Origin;
use serde_json::{Map, Value as Json};

use crate::{
    answers::{Answer, Answers, EvidenceEntry},
    error::FormError,
    model::{Question, QuestionKind, Questionnaire},
    selection::{FormOptions, SelectedSection, select},
    yaml::scalar,
};

/// What stands for “not decided, or not known” in a description.
const NOT_STATED: &str = "?";

/// A description that was written from answers.
#[derive(Debug)]
pub struct Description {
    /// The text in YAML.
    pub text: String,
    /// The place of each line: the question that it answers.
    pub origin: Origin,
}

/// Writes answers as a description in YAML. Questions without an answer are left out; texts that are none of the answers
/// are kept, so that they are reported.
///
/// # Errors
/// If there is more evidence than a form holds.
pub fn write(questionnaire: &Questionnaire, answers: &Answers) -> Result<Description, FormError> {
    let mut writer = Writer { text: String::new(), origin: Origin::default() };
    for section in sections(questionnaire, answers)? {
        let stated: Vec<_> =
            section.questions.iter().map(|one| (one.question, stated(one.question, &one.answer))).collect();
        let is_required = stated.iter().any(|(question, _)| question.field == questionnaire.name_field);
        if !is_required && stated.iter().all(|(_, stated)| stated.is_none()) {
            continue;
        }
        writer.line(&format!("{}:", section.section.name), String::new());
        for (question, stated) in stated {
            let place = || format!("Question {}", question.number);
            match stated {
                None => {}
                Some(Stated::One(text)) => writer.line(&format!("  {}: {}", question.key, quoted(&text)), place()),
                Some(Stated::List(texts)) => {
                    writer.line(&format!("  {}:", question.key), place());
                    for text in texts {
                        writer.line(&format!("  - {}", scalar(&text)), place());
                    }
                }
            }
        }
    }
    let prompts = &questionnaire.evidence;
    let passages: Vec<_> = passages(questionnaire, answers).collect();
    if !passages.is_empty() {
        writer.line(&format!("{}:", prompts.section), String::new());
    }
    let keys = [&prompts.document.key, &prompts.place.key, &prompts.words.key];
    for (question, entry) in passages {
        let place = || format!("Question {}", question.number);
        writer.line(&format!("- {}: {}", prompts.field_key, scalar(&entry.field)), place());
        for (index, (key, text)) in keys.into_iter().zip(entry.texts()).enumerate() {
            if !text.is_empty() {
                writer.line(&format!("  {key}: {}", scalar(text)), place());
            } else if index == 0 {
                // The document is required, and may be left empty.
                writer.line(&format!("  {key}:"), place());
            }
        }
    }
    Ok(Description { text: writer.text, origin: writer.origin })
}

/// Writes the same description as indented JSON.
///
/// # Errors
/// As [`write()`].
pub fn write_json(questionnaire: &Questionnaire, answers: &Answers) -> Result<String, FormError> {
    let mut root = Map::new();
    for section in sections(questionnaire, answers)? {
        let mut members = Map::new();
        for selected in &section.questions {
            let value = match stated(selected.question, &selected.answer) {
                None => continue,
                Some(Stated::One(text)) => Json::String(text),
                Some(Stated::List(texts)) => texts.into_iter().map(Json::String).collect(),
            };
            members.insert(selected.question.key.clone(), value);
        }
        let is_required = section.questions.iter().any(|one| one.question.field == questionnaire.name_field);
        if is_required || !members.is_empty() {
            root.insert(section.section.name.clone(), Json::Object(members));
        }
    }
    let prompts = &questionnaire.evidence;
    let keys = [&prompts.document.key, &prompts.place.key, &prompts.words.key];
    let entries = passages(questionnaire, answers).map(|(_, entry)| {
        let mut members = Map::new();
        members.insert(prompts.field_key.clone(), Json::String(entry.field.clone()));
        for (index, (key, text)) in keys.into_iter().zip(entry.texts()).enumerate() {
            if !text.is_empty() {
                members.insert(key.clone(), Json::String(text.to_owned()));
            } else if index == 0 {
                members.insert(key.clone(), Json::Null);
            }
        }
        Json::Object(members)
    });
    let entries: Vec<Json> = entries.collect();
    if !entries.is_empty() {
        root.insert(prompts.section.clone(), Json::Array(entries));
    }
    Ok(format!("{:#}\n", Json::Object(root)))
}

/// What a description states about a question.
enum Stated {
    One(String),
    List(Vec<String>),
}

fn stated(question: &Question, answer: &Answer) -> Option<Stated> {
    let closing = question.closing.iter().filter(|_| answer.complete).map(|closing| &closing.name);
    let mut texts: Vec<String> = answer.values.iter().chain(closing).chain(&answer.not_understood).cloned().collect();
    texts.retain(|text| !text.trim().is_empty());
    match (question.kind, texts.len()) {
        (_, 0) => answer.not_stated.then(|| Stated::One(NOT_STATED.to_owned())),
        (QuestionKind::ChooseOne | QuestionKind::Text, 1) => texts.pop().map(Stated::One),
        _ => Some(Stated::List(texts)),
    }
}

fn sections<'q>(questionnaire: &'q Questionnaire, answers: &'q Answers) -> Result<Vec<SelectedSection<'q>>, FormError> {
    select(questionnaire, &FormOptions { prefill: Some(answers), only: None })
}

/// The entries of evidence that say something, with their questions.
fn passages<'q>(
    questionnaire: &'q Questionnaire,
    answers: &'q Answers,
) -> impl Iterator<Item = (&'q Question, &'q EvidenceEntry)> {
    let entries = answers.evidence().iter().filter(|entry| entry.texts().iter().any(|text| !text.trim().is_empty()));
    entries.filter_map(|entry| Some((questionnaire.question(&entry.field)?, entry)))
}

fn quoted(text: &str) -> String {
    if text == NOT_STATED { format!("\"{text}\"") } else { scalar(text) }
}

struct Writer {
    text: String,
    origin: Origin,
}

impl Writer {
    fn line(&mut self, line: &str, place: String) {
        self.text.push_str(line);
        self.text.push('\n');
        self.origin.places.push(place);
    }
}

#[cfg(test)]
mod tests {
    use mentorcheck_core::{facts::Facts, input::Input, input::parse, schema::vocabulary};

    use super::*;

    fn real() -> impl Iterator<Item = (String, Vec<u8>)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/real");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.map(|path| (path.display().to_string(), std::fs::read(path).unwrap()))
    }

    /// A description that was written states the facts, texts and evidence that it was read from, in both formats.
    #[test]
    fn what_is_written_reads_the_same() {
        let questionnaire = Questionnaire::embedded().unwrap();
        for (path, bytes) in real() {
            let source = parse(Input::new(path.as_str(), bytes));
            let answers = Answers::from_document(&source.documents[0], vocabulary());
            let yaml = write(&questionnaire, &answers).unwrap().text;
            let json = write_json(&questionnaire, &answers).unwrap();
            for text in [yaml, json] {
                let written = parse(Input::new("written", text));
                assert!(written.errors.is_empty(), "{path}: {:?}", written.errors);
                assert_eq!(Answers::from_document(&written.documents[0], vocabulary()), answers, "{path}");
                let facts = |document| Facts::from_document(document, vocabulary());
                assert_eq!(facts(&written.documents[0]), facts(&source.documents[0]), "{path}");
            }
        }
    }

    #[test]
    fn lines_know_their_question_and_unusual_answers_survive() {
        let questionnaire = Questionnaire::embedded().unwrap();
        let questions: Vec<&Question> = questionnaire.questions().collect();
        let one = questions.iter().find(|question| question.kind == QuestionKind::ChooseOne).unwrap();
        let list = questions.iter().find(|question| question.kind == QuestionKind::TickAll).unwrap();
        let mut answers = Answers::default();
        answers.insert(&one.field, Answer { not_stated: true, ..Answer::default() });
        let hostile = "<b>\"\u{202e}\n- x: 1".to_owned();
        answers.insert(&list.field, Answer { not_understood: vec![hostile.clone()], ..Answer::default() });
        let written = write(&questionnaire, &answers).unwrap();
        assert_eq!(written.text.lines().count(), written.origin.places.len());
        assert!(written.origin.places.contains(&format!("Question {}", list.number)));
        let read = parse(Input::new("written", written.text));
        let read = Answers::from_document(&read.documents[0], vocabulary());
        assert!(read.get(&one.field).unwrap().not_stated);
        assert_eq!(read.get(&list.field).unwrap().not_understood, [hostile]);
    }
}
