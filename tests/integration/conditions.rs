//! The condition language: when each operator holds, its witnesses and its source form. The built-in rules use every
//! operator, but not in every combination.

use mentorcheck_core::{
    facts::{Fact, Facts},
    pack::{Condition, Operator, Predicate},
    schema::Vocabulary,
};

/// A vocabulary with a single-valued field and a closable list.
const SMALL: &str = r#"{
  "required": ["s"],
  "properties": {
    "s": {
      "properties": {
        "name": {"type": "string", "x-names-programme": true},
        "one": {"oneOf": [{"const": "a"}, {"const": "b"}, {"const": "c"}]},
        "list": {"items": {"oneOf": [
          {"const": "x"}, {"const": "y"}, {"const": "z"}, {"const": "nothing-else", "x-closes-list": true}
        ]}}
      }
    }
  }
}"#;
const ONE: usize = 1;
const LIST: usize = 2;
const CLOSED: Fact = Fact { field: LIST, value: None };

fn small() -> Vocabulary {
    Vocabulary::from_json_str(SMALL).expect("a valid programme schema")
}

const fn one(value: usize) -> Fact {
    Fact { field: ONE, value: Some(value) }
}

const fn item(value: usize) -> Fact {
    Fact { field: LIST, value: Some(value) }
}

fn stating(facts: &[Fact]) -> Facts {
    let small = small();
    facts.iter().fold(Facts::empty(&small), |stated, fact| stated.with(&small, *fact))
}

/// A predicate on the first two values of its field.
const fn first_two(how: Operator) -> Condition {
    let field = if matches!(how, Operator::OneOf | Operator::OtherThan) { ONE } else { LIST };
    Condition::Predicate(Predicate { field, values: 0b011, operator: how })
}

#[test]
fn a_test_holds_on_the_facts_that_are_its_grounds_and_on_no_others() {
    use Operator::{AnyOf, NoneOf, OneOf, OtherThan};
    // Operator, stated facts, and witnesses (none where the predicate does not hold).
    let table: [(Operator, &[Fact], &[Fact]); 18] = [
        (OneOf, &[], &[]),
        (OneOf, &[one(0)], &[one(0)]),
        (OneOf, &[one(1)], &[one(1)]),
        (OneOf, &[one(2)], &[]),
        (OtherThan, &[], &[]),
        (OtherThan, &[one(0)], &[]),
        (OtherThan, &[one(2)], &[one(2)]),
        (AnyOf, &[], &[]),
        (AnyOf, &[CLOSED], &[]),
        (AnyOf, &[item(2)], &[]),
        (AnyOf, &[item(0), item(2)], &[item(0)]),
        (AnyOf, &[item(0), item(1), item(2), CLOSED], &[item(0), item(1)]),
        (NoneOf, &[], &[]),
        (NoneOf, &[item(2)], &[]),
        (NoneOf, &[item(0)], &[]),
        (NoneOf, &[CLOSED], &[CLOSED]),
        (NoneOf, &[item(2), CLOSED], &[CLOSED]),
        (NoneOf, &[item(0), item(2), CLOSED], &[]),
    ];
    for (how, stated, grounds) in table {
        let facts = stating(stated);
        assert_eq!(first_two(how).eval(&facts), !grounds.is_empty(), "{how:?} of {stated:?}");
        assert_eq!(first_two(how).witnesses(&facts), grounds, "{how:?} of {stated:?}");
    }
}

#[test]
fn all_asks_for_every_part_and_any_for_one() {
    let all = Condition::All(vec![first_two(Operator::OneOf), first_two(Operator::AnyOf)]);
    let any = Condition::Any(vec![first_two(Operator::OneOf), first_two(Operator::AnyOf)]);
    // Stated facts, witnesses of `all`, witnesses of `any`.
    let table: [(&[Fact], &[Fact], &[Fact]); 4] = [
        (&[], &[], &[]),
        (&[one(0)], &[], &[one(0)]),
        (&[item(1)], &[], &[item(1)]),
        (&[one(0), item(1)], &[one(0), item(1)], &[one(0), item(1)]),
    ];
    for (stated, of_all, of_any) in table {
        let facts = stating(stated);
        for (condition, grounds) in [(&all, of_all), (&any, of_any)] {
            assert_eq!(condition.eval(&facts), !grounds.is_empty(), "{condition:?} of {stated:?}");
            assert_eq!(condition.witnesses(&facts), grounds, "{condition:?} of {stated:?}");
        }
    }
    let nothing = stating(&[]);
    assert!(Condition::All(Vec::new()).eval(&nothing), "an empty `all` holds");
    assert!(!Condition::Any(Vec::new()).eval(&nothing), "an empty `any` does not hold");
    let twice = Condition::All(vec![first_two(Operator::OneOf), first_two(Operator::OneOf)]);
    assert_eq!(twice.witnesses(&stating(&[one(1)])), [one(1)], "adjacent duplicates are merged");
}

#[test]
fn a_condition_is_written_as_in_a_rule_file_and_tells_its_fields_once_each() {
    let condition = Condition::Any(vec![
        first_two(Operator::AnyOf),
        Condition::All(vec![first_two(Operator::OneOf), first_two(Operator::NoneOf)]),
        first_two(Operator::OtherThan),
    ]);
    assert_eq!(
        condition.to_source(&small()),
        "any: [s.list: {any_of: [x, y]}, all: [s.one: [a, b], s.list: {none_of: [x, y]}], s.one: {other_than: [a, b]}]"
    );
    assert_eq!(condition.fields(), [LIST, ONE]);
    assert_eq!(condition.predicates().count(), 4);
    assert_eq!(Condition::All(Vec::new()).fields(), [] as [usize; 0]);
}
