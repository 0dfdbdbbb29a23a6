//! Every rendering holds the whole vocabulary, what is filled in stays what it was, and equal forms are equal bytes.

#![allow(clippy::unwrap_used, reason = "tests may, and so may what they share")]

mod common;

use std::collections::BTreeSet;

use common::{DESCRIPTION, answers, parse, questionnaire, texts_of, unzip};
use mentorcheck_core::{
    facts::Facts,
    schema::{Schema, vocabulary},
};
use mentorcheck_forms::{FormError, FormOptions, answers::Answers, docx, model::Questionnaire, xlsform, xlsx, yaml};

type Render = fn(&Questionnaire, &FormOptions<'_>) -> Result<Vec<u8>, FormError>;

const RENDERERS: [(&str, Render); 4] =
    [("yaml", yaml::render), ("xlsx", xlsx::render), ("xlsform", xlsform::render), ("docx", docx::render)];

fn only(fields: &[&str]) -> BTreeSet<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

#[test]
fn every_question_answer_and_rule_is_in_every_form() {
    let questionnaire = questionnaire();
    for (name, render) in RENDERERS {
        let text = texts_of(&render(&questionnaire, &FormOptions::default()).unwrap());
        let mut count = 0;
        for question in questionnaire.questions() {
            let number = question.number.to_string();
            let mut expected = vec![number.as_str(), &question.question];
            for answer in &question.answers {
                expected.push(&answer.label);
                expected.push(if name == "yaml" { &answer.rule.with_keys } else { &answer.rule.plain });
            }
            if name != "yaml" {
                expected.extend(question.closing.iter().map(|closing| closing.none_label.as_str()));
            }
            expected.push(if name == "yaml" { &question.help.with_keys } else { &question.help.plain });
            for part in expected {
                count += 1;
                assert!(text.contains(&part.split_whitespace().collect::<Vec<_>>().join(" ")), "{name}: {part}");
            }
        }
        assert!(count > 500, "only {count} texts");
    }
}

#[test]
fn forms_for_people_show_no_key_and_never_the_closing_value() {
    let questionnaire = questionnaire();
    let word = texts_of(&docx::render(&questionnaire, &FormOptions::default()).unwrap());
    let workbook = xlsx::render(&questionnaire, &FormOptions::default()).unwrap();
    for text in [word, common::shown_strings(&workbook)] {
        for question in questionnaire.questions() {
            assert!(!text.contains(&question.field), "{}", question.field);
            let closing = question.closing.iter().map(|closing| closing.name.as_str());
            assert!(closing.clone().all(|name| !text.contains(name)), "{}", question.field);
        }
        assert!(!text.contains('`'));
    }
}

#[test]
fn equal_forms_are_equal_bytes_without_a_date_of_today() {
    let (questionnaire, answers) = (questionnaire(), answers(DESCRIPTION));
    let options = FormOptions { prefill: Some(&answers), only: None };
    for (name, render) in RENDERERS {
        let bytes = render(&questionnaire, &options).unwrap();
        assert!(bytes == render(&questionnaire, &options).unwrap(), "{name}");
        if name == "yaml" {
            continue;
        }
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        for index in 0..archive.len() {
            let date = archive.by_index(index).unwrap().last_modified().unwrap();
            assert_eq!(date.year(), 1980, "{name}");
        }
        let properties = unzip(&bytes, "docProps/core.xml");
        assert_eq!(properties.matches("2000-01-01T00:00:00Z").count(), 2, "{name}: {properties}");
    }
}

#[test]
fn the_blank_description_is_valid_and_states_nothing() {
    let text = yaml::render(&questionnaire(), &FormOptions::default()).unwrap();
    let (document, file) = parse(text);
    assert!(Schema::programme().check(&document, &file).is_empty());
    assert_eq!(Facts::from_document(&document, vocabulary()), Facts::empty(vocabulary()));
    assert_eq!(Answers::from_document(&document, vocabulary()), Answers::default());
    let is_asked = |field: &&str| {
        let (section, key) = field.split_once('.').unwrap();
        document.root().get(section).is_some_and(|section| section.get(key).is_some())
    };
    assert!(vocabulary().fields.iter().map(|field| field.name.as_str()).all(|field| is_asked(&field)));
}

#[test]
fn a_filled_in_description_states_the_same() {
    let answers = answers(DESCRIPTION);
    let text = yaml::render(&questionnaire(), &FormOptions { prefill: Some(&answers), only: None }).unwrap();
    let comment = String::from_utf8(text.clone()).unwrap();
    assert!(comment.contains("# The description says “wrk”, which is not one of the answers."), "{comment}");
    let (document, file) = parse(text);
    let errors = Schema::programme().check(&document, &file);
    assert!(errors.is_empty(), "{errors:?}");
    let again = Answers::from_document(&document, vocabulary());
    assert_eq!(again.evidence(), answers.evidence());
    for field in &vocabulary().fields {
        let (mut before, after) = (answers.get(&field.name).cloned().unwrap_or_default(), again.get(&field.name));
        before.not_understood.clear();
        assert_eq!(before, after.cloned().unwrap_or_default(), "{}", field.name);
    }
}

#[test]
fn what_a_text_says_is_never_a_formula() {
    let answers = answers(DESCRIPTION);
    let options = FormOptions { prefill: Some(&answers), only: None };
    for (name, render) in [("xlsx", xlsx::render as Render), ("xlsform", xlsform::render)] {
        let bytes = render(&questionnaire(), &options).unwrap();
        assert!(texts_of(&bytes).contains("HYPERLINK(\"http://example.invalid\",\"Constructed\")"), "{name}");
        for sheet in 1..=3 {
            let sheet = unzip(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
            assert!(sheet.contains("<c r=") && !sheet.contains("<f>") && !sheet.contains("<f "), "{name}");
        }
    }
}

#[test]
fn a_selection_keeps_numbers_and_asks_for_the_name() {
    let questionnaire = questionnaire();
    let only = only(&["third_actor.supports", "purpose.main"]);
    let options = FormOptions { prefill: None, only: Some(&only) };
    for (name, render) in RENDERERS {
        let text = texts_of(&render(&questionnaire, &options).unwrap());
        for question in questionnaire.questions() {
            let is_asked = only.contains(&question.field) || question.field == questionnaire.name_field;
            assert_eq!(text.contains(&question.question), is_asked, "{name}: {}", question.field);
        }
        // In a workbook the number has a cell of its own.
        let numbered = if name == "xlsx" { "46. Support" } else { "46. " };
        assert!(text.contains(numbered), "{name}");
    }
    let unknown = BTreeSet::from(["purpose.min".to_owned()]);
    for (name, render) in RENDERERS {
        let error = render(&questionnaire, &FormOptions { prefill: None, only: Some(&unknown) }).unwrap_err();
        assert_eq!(error.to_string(), "there is no question about `purpose.min`", "{name}");
    }
}

#[test]
fn the_printed_list_has_boxes_and_says_that_it_is_not_read_back() {
    let questionnaire = questionnaire();
    let blank = texts_of(&docx::render(&questionnaire, &FormOptions::default()).unwrap());
    assert!(blank.contains("It is not read back") && !blank.contains('☒'));
    let boxes: usize = questionnaire
        .questions()
        .map(|question| question.answers.len() + 2 * usize::from(question.closing.is_some()) + 1)
        .sum();
    assert_eq!(blank.matches('☐').count(), boxes);
    let answers = answers(DESCRIPTION);
    let filled = docx::render(&questionnaire, &FormOptions { prefill: Some(&answers), only: None }).unwrap();
    let filled = texts_of(&filled);
    assert!(filled.contains("☒ A volunteer.") && filled.contains("☒ This list is complete."), "{filled}");
    // The direction of writing is not changed by a text.
    assert!(filled.contains("\\u{202e}") && !filled.contains('\u{202e}'));
}

#[test]
fn texts_that_a_form_cannot_hold_are_errors() {
    let questionnaire = questionnaire();
    let long = answers(&format!("programme: {{name: {}}}", "x".repeat(32_768)));
    let error = xlsx::render(&questionnaire, &FormOptions { prefill: Some(&long), only: None }).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the text for question 1 has 32768 characters, and a cell holds 32767. Shorten it in the description"
    );
    let separator = answers("programme: {organisations: ['One; two']}");
    let error = xlsform::render(&questionnaire, &FormOptions { prefill: Some(&separator), only: None }).unwrap_err();
    assert!(matches!(error, FormError::SeparatorInText { number: 5 }), "{error}");
    let entries = "\n- {for: mentor.who, source: x}".repeat(5_001);
    let many = answers(&format!("programme:\nevidence:{entries}"));
    for (name, render) in RENDERERS {
        let error = render(&questionnaire, &FormOptions { prefill: Some(&many), only: None }).unwrap_err();
        assert!(matches!(error, FormError::TooMuchEvidence { count: 5_001, limit: 5_000 }), "{name}: {error}");
    }
}
