//! The number of a question never changes once given.

#![allow(clippy::unwrap_used, reason = "tests may, and so may what they share")]

mod common;

use std::collections::BTreeMap;

use mentorcheck_forms::{FormError, model::Questionnaire};

/// Number, field, and whether the question is no longer asked.
fn given() -> Vec<(u32, &'static str, bool)> {
    let lines = include_str!("fixtures/numbers.txt").lines().filter(|line| !line.starts_with('#'));
    let read = lines.map(|line| {
        let mut words = line.split(' ');
        let number = words.next().unwrap().parse().unwrap();
        (number, words.next().unwrap(), words.next() == Some("retired"))
    });
    read.collect()
}

#[test]
fn no_number_is_lost_or_given_twice() {
    let asked: BTreeMap<u32, String> =
        common::questionnaire().questions().map(|question| (question.number, question.field.clone())).collect();
    let mut given_numbers = BTreeMap::new();
    for (number, field, is_retired) in given() {
        assert_eq!(given_numbers.insert(number, field), None, "{number} is given twice");
        let expected = (!is_retired).then_some(field);
        assert_eq!(asked.get(&number).map(String::as_str), expected, "question {number}");
    }
    let new: Vec<_> = asked.iter().filter(|(number, _)| !given_numbers.contains_key(number)).collect();
    assert!(new.is_empty(), "add these to tests/fixtures/numbers.txt: {new:?}");
}

#[test]
fn a_schema_without_distinct_numbers_is_refused() {
    let schema = mentorcheck_core::schema::PROGRAMME;
    let missing = schema.replacen("\"x-number\": 2,", "", 1);
    assert!(
        matches!(Questionnaire::from_schema(&missing), Err(FormError::MissingNumber(field)) if field == "programme.id")
    );
    let repeated = schema.replacen("\"x-number\": 2,", "\"x-number\": 1,", 1);
    let error = Questionnaire::from_schema(&repeated).unwrap_err();
    assert_eq!(error.to_string(), "the schema gives `programme.name` and `programme.id` the same `x-number`");
    assert!(matches!(Questionnaire::from_schema("{"), Err(FormError::InvalidJson(_))));
    assert!(matches!(Questionnaire::from_schema("{}"), Err(FormError::Vocabulary(_))));
}

#[test]
fn the_fingerprint_changes_with_a_label_and_not_with_a_help() {
    let schema = mentorcheck_core::schema::PROGRAMME;
    let fingerprint = |schema: &str| Questionnaire::from_schema(schema).unwrap().fingerprint();
    let replaced = |from: &str, to: &str| {
        assert!(schema.contains(from), "{from}");
        fingerprint(&schema.replacen(from, to, 1))
    };
    let before = fingerprint(schema);
    assert_eq!(before.len(), 16);
    assert_ne!(before, replaced("\"title\": \"buddy\"", "\"title\": \"a buddy\""));
    assert_eq!(before, replaced("What the buddies do together does not matter.", "Nothing else matters."));
}
