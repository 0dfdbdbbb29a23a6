//! Replaces the keys in a text of the schema by titles, for people who never see a key.

use crate::model::Questionnaire;

/// What the schema says about files, and what a form says for it.
const PHRASES: [(&str, &str); 6] = [
    ("leave the field out", "leave this question unanswered"),
    ("this field gives", "this question asks for"),
    ("in the other fields", "in the other questions"),
    ("as a separate document", "separately, in a form of its own"),
    (" One file may hold several descriptions.", ""),
    (" and needs no quotation marks", ""),
];

/// The names of all sections, fields and values, with their titles.
#[derive(Debug)]
pub struct Names {
    sections: Vec<(String, String)>,
    fields: Vec<FieldNames>,
}

#[derive(Debug)]
struct FieldNames {
    field: String,
    section: String,
    key: String,
    /// The title in quotation marks, and the number.
    reference: String,
    /// Values and their labels.
    answers: Vec<(String, String)>,
}

impl Names {
    /// Reads the names of a questionnaire.
    #[must_use]
    pub fn new(questionnaire: &Questionnaire) -> Self {
        let sections = questionnaire.sections.iter().map(|section| (section.name.clone(), section.title.clone()));
        let fields = questionnaire.questions().map(|question| {
            let answers = question.answers.iter().map(|answer| (answer.name.clone(), answer.label.clone()));
            let closing = question.closing.iter().map(|closing| (closing.name.clone(), closing.none_label.clone()));
            FieldNames {
                field: question.field.clone(),
                section: question.section.clone(),
                key: question.key.clone(),
                reference: format!("{} (question {})", quoted(&question.title), question.number),
                answers: answers.chain(closing).collect(),
            }
        });
        Self { sections: sections.collect(), fields: fields.collect() }
    }

    /// Replaces what is in backticks: a value by its label, a field by its title and number, a section by its title. Labels
    /// and titles are in quotation marks, because they are often whole clauses. A name is looked up in `field`, whose text
    /// this is, then in its section, in the fields that the text names, and elsewhere. An unknown name is quoted as it is.
    #[must_use]
    pub fn replace_keys(&self, text: &str, field: Option<&str>) -> String {
        let own = field.and_then(|field| self.fields.iter().find(|names| names.field == field));
        let parts: Vec<&str> = text.split('`').collect();
        let keys: Vec<&str> = parts.iter().skip(1).step_by(2).copied().collect();
        // What follows an unpaired backtick is no name.
        let is_name = |index: usize| index % 2 == 1 && index + 1 < parts.len();
        let resolve = |(index, part): (usize, &&str)| {
            if is_name(index) {
                self.find(part, own, &keys).unwrap_or_else(|| quoted(part))
            } else {
                self.replace_entries(&worded_for_forms(part))
            }
        };
        parts.iter().enumerate().map(resolve).collect()
    }

    /// Replaces examples such as `key: value` and `key: [value]`, which stand in the text as in a description.
    fn replace_entries(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(colon) = rest.find(": ") {
            let start = rest[..colon].rfind(' ').map_or(0, |space| space + 1);
            let (key, after) = (&rest[start..colon], &rest[colon + 2..]);
            let value = &after[..after.find([',', '.', ';']).unwrap_or(after.len())];
            let name = value.trim_start_matches('[').trim_end_matches(']');
            let mut fields = self.fields.iter().filter(|field| field.key == key);
            let entry = fields.find_map(|field| match field.label(name) {
                Some(label) => Some((field, label)),
                // No English word is written like this.
                None => key.contains('_').then_some((field, value)),
            });
            if let Some((field, shown)) = entry {
                out.extend([&rest[..start], field.reference.as_str(), ": ", shown]);
                rest = &after[value.len()..];
            } else {
                out.push_str(&rest[..colon + 2]);
                rest = after;
            }
        }
        out + rest
    }

    fn find(&self, name: &str, own: Option<&FieldNames>, keys: &[&str]) -> Option<String> {
        if let Some(label) = own.and_then(|own| own.label(name)) {
            return Some(quoted(label));
        }
        let is_field = |names: &&FieldNames| names.key == name || names.field == name;
        let in_section = |names: &&FieldNames| own.is_some_and(|own| own.section == names.section);
        let field = self.fields.iter().filter(is_field).find(in_section);
        if let Some(field) = field.or_else(|| self.fields.iter().find(is_field)) {
            return Some(field.reference.clone());
        }
        if let Some((_, title)) = self.sections.iter().find(|(section, _)| section == name) {
            return Some(quoted(title));
        }
        let named = || self.fields.iter().filter(|names| keys.contains(&names.key.as_str()));
        named().filter(in_section).chain(named()).chain(&self.fields).find_map(|names| names.label(name)).map(quoted)
    }
}

fn quoted(title: &str) -> String {
    format!("“{title}”")
}

fn worded_for_forms(text: &str) -> String {
    PHRASES.iter().fold(text.to_owned(), |text, (of_files, of_forms)| text.replace(of_files, of_forms))
}

impl FieldNames {
    fn label(&self, value: &str) -> Option<&str> {
        self.answers.iter().find(|(name, _)| name == value).map(|(_, label)| label.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const SCHEMA: &str = include_str!("../../../schemas/programme.schema.json");

    #[test]
    fn keys_become_titles() {
        let names = Names::new(&Questionnaire::embedded().unwrap());
        let replaced = |text: &str, field: &str| names.replace_keys(text, Some(field));
        assert_eq!(replaced("choose `work`.", "purpose.main"), "choose “Finding paid work”.");
        assert_eq!(
            replaced("state `check-ins` under `monitors`, in the section `third_actor`", "mentor.does"),
            "state “Check-ins” under “Monitoring” (question 45), in the section “Third actor”"
        );
        // Two fields have this value, and the text says which is meant.
        assert_eq!(
            replaced("`network` under `gains`", "mentee.who"),
            format!("“{}” under “What mentees gain” (question 27)", names.fields[26].label("network").unwrap())
        );
        assert_eq!(replaced("`no-such-name` stays", "mentor.does"), "“no-such-name” stays");
        assert_eq!(replaced("unpaired ` mark", "mentor.does"), "unpaired  mark");
    }

    #[test]
    fn examples_and_advice_are_worded_for_forms() {
        let names = Names::new(&Questionnaire::embedded().unwrap());
        let replaced = |text: &str| names.replace_keys(text, Some("programme.label"));
        let field = |key: &str| names.fields.iter().find(|field| field.key == key).unwrap();
        let (words, label, supports) = (field("calls_itself"), field("label"), field("supports"));
        assert_eq!(
            replaced("For example, calls_itself: our own word, with label: mentoring."),
            format!(
                "For example, {}: our own word, with {}: {}.",
                words.reference,
                label.reference,
                label.label("mentoring").unwrap()
            )
        );
        assert_eq!(
            replaced("So, supports: [contact-point]."),
            format!("So, {}: {}.", supports.reference, supports.label("contact-point").unwrap())
        );
        assert_eq!(
            replaced("Note this: a word. If not, leave the field out."),
            "Note this: a word. If not, leave this question unanswered."
        );
        let questionnaire = Questionnaire::embedded().unwrap();
        for section in &questionnaire.sections {
            for text in section.questions.iter().map(|question| &question.help).chain([&section.help]) {
                let is_on_files = |text: &str| text.contains("quotation marks") || text.contains("One file");
                assert!(!is_on_files(&text.plain), "{}", text.plain);
            }
        }
    }

    #[test]
    fn no_text_of_the_questionnaire_keeps_a_key() {
        let questionnaire = Questionnaire::embedded().unwrap();
        let names = Names::new(&questionnaire);
        let mut count = 0;
        let mut used: BTreeSet<&(&str, &str)> = BTreeSet::new();
        for question in questionnaire.questions() {
            let rules = question.answers.iter().map(|answer| &answer.rule);
            for text in rules.chain([&question.help]) {
                let own = names.fields.iter().find(|names| names.field == question.field);
                let keys: Vec<&str> = text.with_keys.split('`').skip(1).step_by(2).collect();
                for key in &keys {
                    count += 1;
                    assert!(names.find(key, own, &keys).is_some(), "{}: {key} in {}", question.field, text.with_keys);
                }
                assert!(!text.plain.contains('`'), "{}", text.plain);
                used.extend(PHRASES.iter().filter(|(phrase, _)| text.with_keys.contains(phrase)));
                assert!(!PHRASES.iter().any(|(phrase, _)| text.plain.contains(phrase)), "{}", text.plain);
            }
        }
        assert!(count > 100, "only {count} keys");
        // The introduction of a section has the others.
        used.extend(PHRASES.iter().filter(|(phrase, _)| SCHEMA.contains(phrase)));
        assert_eq!(used.len(), PHRASES.len(), "{used:?}");
    }
}
