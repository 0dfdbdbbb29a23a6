//! The condition language: when each operator holds, its witnesses and its source form. The built-in rules use every
//! operator, but not in every combination.

use mentorcheck_core::{
    facts::{Fact, Facts},
    pack::{Condition, Operator, Predicate},
    schema::Vocabulary,
};

/// A vocabulary with a single-valued field and a closable list.
const SMALL_SCHEMA: &str = r#"{
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
const SINGLE: usize = 1;
const LIST: usize = 2;
const CLOSED: Fact = Fact { field: LIST, value: None };

fn small_vocabulary() -> Vocabulary {
    Vocabulary::from_json_str(SMALL_SCHEMA).expect("a valid programme schema")
}

const fn single(value: usize) -> Fact {
    Fact { field: SINGLE, value: Some(value) }
}

const fn item(value: usize) -> Fact {
    Fact { field: LIST, value: Some(value) }
}

fn facts_with(facts: &[Fact]) -> Facts {
    let vocabulary = small_vocabulary();
    facts.iter().fold(Facts::empty(&vocabulary), |stated, fact| stated.with(&vocabulary, *fact))
}

/// A predicate on the first two values of its field.
const fn first_two(operator: Operator) -> Condition {
    let field = if matches!(operator, Operator::OneOf | Operator::OtherThan) { SINGLE } else { LIST };
    Condition::Predicate(Predicate { field, values: 0b011, operator })
}

#[test]
fn a_predicate_holds_on_its_witnesses_only() {
    use Operator::{AnyOf, NoneOf, OneOf, OtherThan};
    // Operator, stated facts, and witnesses (none where the predicate does not hold).
    let table: [(Operator, &[Fact], &[Fact]); 18] = [
        (OneOf, &[], &[]),
        (OneOf, &[single(0)], &[single(0)]),
        (OneOf, &[single(1)], &[single(1)]),
        (OneOf, &[single(2)], &[]),
        (OtherThan, &[], &[]),
        (OtherThan, &[single(0)], &[]),
        (OtherThan, &[single(2)], &[single(2)]),
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
    for (operator, stated, witnesses) in table {
        let facts = facts_with(stated);
        assert_eq!(first_two(operator).eval(&facts), !witnesses.is_empty(), "{operator:?} of {stated:?}");
        assert_eq!(first_two(operator).witnesses(&facts), witnesses, "{operator:?} of {stated:?}");
    }
}

#[test]
fn all_requires_every_part_and_any_requires_one() {
    let all = Condition::All(vec![first_two(Operator::OneOf), first_two(Operator::AnyOf)]);
    let any = Condition::Any(vec![first_two(Operator::OneOf), first_two(Operator::AnyOf)]);
    // Stated facts, witnesses of `all`, witnesses of `any`.
    let table: [(&[Fact], &[Fact], &[Fact]); 4] = [
        (&[], &[], &[]),
        (&[single(0)], &[], &[single(0)]),
        (&[item(1)], &[], &[item(1)]),
        (&[single(0), item(1)], &[single(0), item(1)], &[single(0), item(1)]),
    ];
    for (stated, all_witnesses, any_witnesses) in table {
        let facts = facts_with(stated);
        for (condition, witnesses) in [(&all, all_witnesses), (&any, any_witnesses)] {
            assert_eq!(condition.eval(&facts), !witnesses.is_empty(), "{condition:?} of {stated:?}");
            assert_eq!(condition.witnesses(&facts), witnesses, "{condition:?} of {stated:?}");
        }
    }
    let nothing = facts_with(&[]);
    assert!(Condition::All(Vec::new()).eval(&nothing), "an empty `all` holds");
    assert!(!Condition::Any(Vec::new()).eval(&nothing), "an empty `any` does not hold");
    let twice = Condition::All(vec![first_two(Operator::OneOf), first_two(Operator::OneOf)]);
    assert_eq!(twice.witnesses(&facts_with(&[single(1)])), [single(1)], "adjacent duplicates are merged");
}

#[test]
fn conditions_are_rendered_as_rule_source_and_list_each_field_once() {
    let condition = Condition::Any(vec![
        first_two(Operator::AnyOf),
        Condition::All(vec![first_two(Operator::OneOf), first_two(Operator::NoneOf)]),
        first_two(Operator::OtherThan),
    ]);
    assert_eq!(
        condition.to_source(&small_vocabulary()),
        "any: [s.list: {any_of: [x, y]}, all: [s.one: [a, b], s.list: {none_of: [x, y]}], s.one: {other_than: [a, b]}]"
    );
    assert_eq!(condition.fields(), [LIST, SINGLE]);
    assert_eq!(condition.predicates().count(), 4);
    assert_eq!(Condition::All(Vec::new()).fields(), [] as [usize; 0]);
}
