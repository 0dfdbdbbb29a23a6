//! Property tests of fix sets and questions: every reported fix set establishes its target and is minimal, none is
//! missing, and facts that no question asks for do not change the verdict.
//!
//! Over the whole vocabulary, random descriptions are written as YAML and checked again. Over a small vocabulary with
//! random rules, the minimal sets are compared with an exhaustive search.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{
    CHECKER, CHECKER_WITHOUT_FIXES, Choices, Tally, check_with, checker, descriptions, fixtures_in, for_all, input,
    near_kinds, vocabulary,
};
use proptest::{collection::vec, prelude::*};

use mentorcheck_core::{
    checker::Checker,
    eval::{Answer, Expectation, Judgement, VerdictStatus},
    facts::{Fact, Facts, assumption::Assumption, value_mask},
    fixes::{FixSet, FixSets, fields_read, minimal_fix_sets, rank_questions},
    pack::{
        Block, Condition, Criterion, Examples, Help, Kind, LabelRules, Messages, Operator, Pack, Predicate, Quotation,
        Reference, Requirement, Spectrum, Weight,
    },
    report::{FixSetReport, Programme},
    schema::{FieldId, FieldType, Vocabulary},
};

const SEED: u64 = 1986;

// The whole vocabulary

/// One step of a fix set: items to remove from a list, and values of which one is added.
#[derive(Debug, Clone)]
struct Step {
    field: FieldId,
    remove: Vec<String>,
    any_of: Vec<String>,
}

fn steps(set: &FixSetReport) -> Vec<Step> {
    let field = |name: &str| vocabulary().field_id(name).expect("a field of the vocabulary");
    let state =
        set.state.iter().map(|step| Step { field: field(&step.field), remove: vec![], any_of: step.any_of.clone() });
    let change = set.change.iter().map(|step| Step {
        field: field(&step.field),
        remove: step.remove.clone(),
        any_of: step.any_of.clone(),
    });
    state.chain(change).collect()
}

/// The facts after these steps, each with the index of the chosen alternative.
fn apply_steps(facts: &Facts, steps: &[(Step, usize)]) -> Facts {
    steps.iter().fold(facts.clone(), |facts, (step, choice)| {
        let field = &vocabulary().fields[step.field];
        let value = |name: &String| field.value_index(name).expect("a value of the vocabulary");
        let removed = step.remove.iter().map(|name| value_mask(value(name))).sum();
        let facts = if step.remove.is_empty() { facts } else { facts.without(step.field, removed) };
        match step.any_of.get(*choice) {
            None => facts,
            Some(name) if Some(name.as_str()) == field.closing_name() => {
                facts.with(vocabulary(), Fact { field: step.field, value: None })
            }
            Some(name) => facts.with(vocabulary(), Fact { field: step.field, value: Some(value(name)) }),
        }
    })
}

/// The report on facts that are written as YAML and checked, without fixes.
fn check_written(facts: &Facts) -> Programme {
    check_with(&CHECKER_WITHOUT_FIXES, &facts.to_yaml(vocabulary(), "Made up (constructed)"))
}

fn is_established(facts: &Facts, kind: &str) -> bool {
    let programme = check_written(facts);
    assert!(programme.valid, "{:?}", programme.findings);
    programme.verdict.standing == VerdictStatus::Established && programme.verdict.kind.as_deref() == Some(kind)
}

/// Proper subsets of `steps` steps as bit masks: all up to 8 steps, else the largest and a sample.
fn proper_subsets(steps: usize, choices: &mut Choices) -> Vec<u32> {
    let full_mask = (1_u32 << steps) - 1;
    if steps <= 8 {
        return (0..full_mask).collect();
    }
    let largest = (0..steps).map(|omitted| full_mask & !(1 << omitted));
    largest.chain((0..64).map(|_| u32::try_from(choices.below(full_mask as usize)).unwrap())).collect()
}

#[test]
fn every_set_establishes_its_target_and_is_minimal() {
    let tally = Tally::default();
    // Any kind, or the one of the verdict.
    let kinds = proptest::option::weighted(0.8, 0..CHECKER.pack().kinds.len());
    let cases = (prop_oneof![2 => near_kinds(4), 1 => descriptions()], kinds, any::<u64>());
    for_all(SEED, 128, &cases, |(description, kind, seed)| {
        let facts = description.to_facts();
        let verdict = Judgement::evaluate(CHECKER.pack(), &facts).verdict;
        let kind = kind.or(verdict.kind).unwrap_or(CHECKER.pack().concept);
        let target = &CHECKER.pack().kinds[kind].id;
        let checker = checker(Some(Expectation::Any)).fix_towards(Some(kind)).build();
        let programme = checker.check_all([input("description.yaml", &description.to_yaml())]).programmes.remove(0);
        let remedy = &programme.remedy;
        prop_assert_eq!(&remedy.target, target);
        prop_assert!(remedy.sets.len() <= remedy.sets_total);
        let shown = CHECKER.pack().kinds.iter().position(|one| &one.id == target).unwrap();
        let shown = Judgement::evaluate(CHECKER.pack(), &facts).kinds[shown].answer() == Answer::Shown;
        prop_assert_eq!(remedy.sets.is_empty(), shown || remedy.unreachable);
        prop_assert!(!(shown && remedy.unreachable));
        tally.count(if shown {
            "already shown"
        } else if remedy.unreachable {
            "unreachable"
        } else {
            "with sets"
        });

        let mut choices = Choices::from_seed(seed);
        for set in &remedy.sets {
            let steps = steps(set);
            prop_assert!(!steps.is_empty());
            tally.count(format!("{} steps", steps.len()));
            for step in &steps {
                prop_assert!(!step.any_of.is_empty() || !step.remove.is_empty(), "a step without effect: {set:?}");
            }
            // Each alternative is tried once, combined with random alternatives of the other steps.
            let max_alternatives = steps.iter().map(|step| step.any_of.len()).max().unwrap();
            for round in 0..max_alternatives.max(1) {
                let chosen: Vec<(Step, usize)> = steps
                    .iter()
                    .map(|step| {
                        let count = step.any_of.len().max(1);
                        (step.clone(), if round < count { round } else { choices.below(count) })
                    })
                    .collect();
                let then = apply_steps(&facts, &chosen);
                prop_assert!(
                    is_established(&then, target),
                    "{chosen:?} does not make it {target}:\n{}",
                    description.to_yaml()
                );
                tally.count("established");
                if round > 1 {
                    continue;
                }
                for part in proper_subsets(chosen.len(), &mut choices) {
                    let part =
                        chosen.iter().enumerate().filter(|(at, _)| part & (1 << at) != 0).map(|(_, one)| one.clone());
                    let part: Vec<_> = part.collect();
                    let judgement = Judgement::evaluate(CHECKER.pack(), &apply_steps(&facts, &part));
                    prop_assert!(
                        judgement.kinds[kind].answer() != Answer::Shown,
                        "{part:?}, a subset of {chosen:?}, is enough for {target}:\n{}",
                        description.to_yaml()
                    );
                    tally.count("part");
                }
            }
        }
        Ok(())
    });
    tally.assert_at_least("already shown", 8);
    tally.assert_at_least("with sets", 100);
    tally.assert_at_least("established", 800);
    tally.assert_at_least("part", 2_000);
    for steps in 1..=4 {
        tally.assert_at_least(&format!("{steps} steps"), 5);
    }
}

/// Every fact that could be added: values of unstated fields, and items and the closing value of incomplete lists.
fn addable_facts(facts: &Facts) -> Vec<Fact> {
    let fields = vocabulary().fields.iter().enumerate().filter(|(_, field)| field.field_type != FieldType::FreeText);
    let facts_of = fields.flat_map(|(id, field)| {
        let stated = facts.get(id);
        let free = match field.field_type {
            FieldType::Enum => stated.values == 0,
            _ => !stated.closed,
        };
        let values =
            (0..field.values.len()).filter(move |value| free && stated.values & value_mask(*value) == 0).map(Some);
        let closing = (free && field.closing.is_some()).then_some(None);
        values.chain(closing).map(move |value| Fact { field: id, value })
    });
    facts_of.collect()
}

#[test]
fn questions_predict_verdicts_and_other_facts_do_not_matter() {
    let tally = Tally::default();
    for_all(SEED, 256, &descriptions(), |description| {
        let facts = description.to_facts();
        let before = check_written(&facts);
        let open = matches!(before.verdict.standing, VerdictStatus::Open | VerdictStatus::Provisional);
        let asked: BTreeSet<FieldId> =
            before.remedy.questions.iter().map(|question| vocabulary().field_id(&question.field).unwrap()).collect();
        prop_assert!(open || asked.is_empty());
        for question in &before.remedy.questions {
            let field = vocabulary().field_id(&question.field).unwrap();
            let possible: Vec<Fact> = addable_facts(&facts).into_iter().filter(|fact| fact.field == field).collect();
            let reported: Vec<&str> = question.answers.iter().map(|answer| answer.value.as_str()).collect();
            let names: Vec<&str> = possible.iter().map(|fact| fact.value_name(vocabulary())).collect();
            prop_assert_eq!(reported, names, "the possible answers to {}", &question.field);
            let settles = question.answers.iter().any(|answer| {
                answer.standing != VerdictStatus::Contradictory
                    && (answer.standing, &answer.candidates) != (before.verdict.standing, &before.verdict.candidates)
            });
            prop_assert!(settles, "no answer to {} changes the verdict:\n{}", question.field, description.to_yaml());
            for (fact, answer) in possible.iter().zip(&question.answers).take(3) {
                let after = check_written(&facts.with(vocabulary(), *fact));
                let context = format!("{}\n{}", fact.display(vocabulary()), description.to_yaml());
                prop_assert_eq!(answer.standing, after.verdict.standing, "{}", &context);
                prop_assert_eq!(&answer.candidates, &after.verdict.candidates, "{}", &context);
                tally.count("answer");
            }
        }
        if !open {
            return Ok(());
        }
        let judgement = Judgement::evaluate(CHECKER.pack(), &facts);
        for fact in addable_facts(&facts).into_iter().filter(|fact| !asked.contains(&fact.field)) {
            let after = Judgement::evaluate(CHECKER.pack(), &facts.with(vocabulary(), fact));
            // Questions ignore answers that only contradict.
            if after.verdict.status == VerdictStatus::Contradictory {
                tally.count("contradicts");
                continue;
            }
            tally.count("not asked");
            prop_assert_eq!(
                (after.verdict.status, &after.verdict.candidates),
                (judgement.verdict.status, &judgement.verdict.candidates),
                "{}\n{}",
                fact.display(vocabulary()),
                description.to_yaml()
            );
        }
        Ok(())
    });
    tally.assert_at_least("answer", 300);
    tally.assert_at_least("not asked", 5_000);
    tally.assert_at_least("contradicts", 1);
}

// A small vocabulary, searched exhaustively

/// Two single-value fields and two lists, one of which cannot be closed.
const SMALL_VOCABULARY: &str = r#"{
  "required": ["s"],
  "properties": {
    "s": {
      "properties": {
        "name": {"type": "string", "x-names-programme": true},
        "a": {"oneOf": [{"const": "a0"}, {"const": "a1"}]},
        "b": {"oneOf": [{"const": "b0"}, {"const": "b1"}, {"const": "b2"}]},
        "l": {"items": {"oneOf": [
          {"const": "l0"}, {"const": "l1"}, {"const": "l2"}, {"const": "nothing-else", "x-closes-list": true}
        ]}},
        "m": {"items": {"oneOf": [{"const": "m0"}, {"const": "m1"}]}}
      }
    }
  }
}"#;

/// The fields of [`SMALL`] that rules read: id, number of values, type.
const FIELDS: [(FieldId, usize, FieldType); 4] =
    [(1, 2, FieldType::Enum), (2, 3, FieldType::Enum), (3, 3, FieldType::EnumList), (4, 2, FieldType::EnumList)];

/// A random condition over the small vocabulary.
fn condition() -> BoxedStrategy<Condition> {
    let predicate = proptest::sample::select(FIELDS.to_vec()).prop_flat_map(|(field, values, field_type)| {
        let operators = if field_type == FieldType::EnumList {
            [Operator::AnyOf, Operator::NoneOf]
        } else {
            [Operator::OneOf, Operator::OtherThan]
        };
        (1..(1_u64 << values), proptest::sample::select(operators.to_vec()))
            .prop_map(move |(values, operator)| Condition::Predicate(Predicate { field, values, operator }))
    });
    predicate
        .prop_recursive(2, 6, 3, |part| {
            prop_oneof![vec(part.clone(), 2..=3).prop_map(Condition::All), vec(part, 2..=3).prop_map(Condition::Any)]
        })
        .boxed()
}

fn build_criterion(shown: Condition, refuted: Option<Condition>, weight: Weight) -> Criterion {
    Criterion {
        id: "c".into(),
        title: String::new(),
        weight,
        claims: Vec::new(),
        question: String::new(),
        shown,
        refuted,
        findings: Messages::default(),
        cases: Vec::new(),
        help: Help::default(),
        evidence: Vec::new(),
        traps: Vec::new(),
        interpretations: Vec::new(),
        examples: Examples::default(),
    }
}

fn criterion() -> impl Strategy<Value = Criterion> {
    let weight = prop_oneof![6 => Just(Weight::Necessary), 1 => Just(Weight::Supporting)];
    (condition(), proptest::option::weighted(0.4, condition()), weight)
        .prop_map(|(shown, refuted, weight)| build_criterion(shown, refuted, weight))
}

/// A pack with one kind that requires one block with these indicators, and these conditions.
fn build_pack(indicators: Vec<Criterion>, conditions: Vec<Criterion>) -> Pack {
    let condition_requirements = (indicators.len()..indicators.len() + conditions.len()).map(Requirement::Criterion);
    let requires: Vec<Requirement> = std::iter::once(Requirement::Block(0)).chain(condition_requirements).collect();
    let indicator_ids = (0..indicators.len()).collect();
    let empty = String::new;
    Pack {
        concept: 0,
        title: empty(),
        version: 1,
        source: Reference { authors: empty(), year: None, title: None, published: None, note: None },
        citation: empty(),
        other_sources: Vec::new(),
        definition: Quotation { quote: empty(), heading: empty() },
        programme: None,
        renamed_codes: Vec::new(),
        informative_values: Vec::new(),
        caution: empty(),
        claims: Vec::new(),
        criteria: indicators.into_iter().chain(conditions).collect(),
        blocks: vec![Block {
            id: "b".into(),
            title: empty(),
            topic: empty(),
            question: empty(),
            summary: empty(),
            indicators: indicator_ids,
        }],
        kinds: vec![Kind {
            id: "k".into(),
            title: empty(),
            summary: empty(),
            claims: Vec::new(),
            sources: Vec::new(),
            requires,
            defining: Vec::new(),
            residual: false,
            examples: Examples::default(),
        }],
        labels: LabelRules {
            field: 1,
            claim: 0,
            finding: empty(),
            help: empty(),
            allowed_kinds: vec![Vec::new(); 2],
            unspecified_kinds: vec![Vec::new(); 2],
            names_kind: vec![false; 2],
        },
        spectrum: Spectrum {
            low: empty(),
            high: empty(),
            claim: 0,
            note: empty(),
            applies_if: None,
            excluded_if: None,
            points: Vec::new(),
        },
    }
}

fn small_pack() -> impl Strategy<Value = Pack> {
    (vec(criterion(), 1..=2), vec(criterion(), 0..=2)).prop_map(|(mut indicators, mut conditions)| {
        // A block without a necessary indicator would always be shown; conditions of a kind are always necessary.
        indicators[0].weight = Weight::Necessary;
        for one in &mut conditions {
            one.weight = Weight::Necessary;
        }
        build_pack(indicators, conditions)
    })
}

/// Random facts of the small vocabulary.
fn small_facts() -> impl Strategy<Value = Facts> {
    (0..=2_usize, 0..=3_usize, 0..8_u64, any::<bool>(), 0..4_u64).prop_map(|(a, b, l, closed, m)| {
        let small = Vocabulary::from_json_str(SMALL_VOCABULARY).unwrap();
        let one = |field: FieldId, value: usize| value.checked_sub(1).map(|value| Fact { field, value: Some(value) });
        let list = |field: FieldId, values: u64| {
            let values = (0..3_usize).filter(move |value| values & value_mask(*value) != 0);
            values.map(move |value| Fact { field, value: Some(value) })
        };
        let closing = closed.then_some(Fact { field: 3, value: None });
        let stated = one(1, a).into_iter().chain(one(2, b)).chain(list(3, l)).chain(closing).chain(list(4, m));
        stated.fold(Facts::empty(&small), |facts, fact| facts.with(&small, fact))
    })
}

/// An atomic change of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edit {
    /// Sets the value of a field, adds an item, or closes a list.
    Add(Fact),
    /// Removes an item from a list.
    Remove(Fact),
}

fn apply_edits(vocabulary: &Vocabulary, facts: &Facts, edits: &BTreeSet<Edit>) -> Facts {
    edits.iter().fold(facts.clone(), |facts, edit| match edit {
        Edit::Add(fact) => facts.with(vocabulary, *fact),
        Edit::Remove(fact) => facts.without(fact.field, fact.value.map_or(0, value_mask)),
    })
}

/// Every edit that changes something.
fn possible_edits(vocabulary: &Vocabulary, facts: &Facts) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (field, definition) in vocabulary.fields.iter().enumerate() {
        let stated = facts.get(field);
        for value in 0..definition.values.len() {
            let fact = Fact { field, value: Some(value) };
            match (stated.values & value_mask(value) != 0, definition.field_type) {
                (false, _) => edits.push(Edit::Add(fact)),
                (true, FieldType::EnumList) => edits.push(Edit::Remove(fact)),
                (true, _) => {}
            }
        }
        if definition.closing.is_some() && !stated.closed {
            edits.push(Edit::Add(Fact { field, value: None }));
        }
    }
    edits
}

/// Every minimal set of edits after which the kind is shown, by exhaustive search.
fn exhaustive_search(pack: &Pack, vocabulary: &Vocabulary, facts: &Facts) -> BTreeSet<BTreeSet<Edit>> {
    let edits = possible_edits(vocabulary, facts);
    let mut masks: Vec<u32> = (0..1 << edits.len()).collect();
    masks.sort_by_key(|mask| mask.count_ones());
    let mut found: Vec<u32> = Vec::new();
    for mask in masks {
        if found.iter().any(|smaller| smaller & mask == *smaller) {
            continue;
        }
        let chosen: BTreeSet<Edit> =
            edits.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, edit)| *edit).collect();
        // A single-value field is set at most once.
        let twice = |field: FieldId| {
            chosen.iter().filter(|edit| matches!(edit, Edit::Add(fact) if fact.field == field)).count() > 1
        };
        if vocabulary.fields.iter().enumerate().any(|(id, field)| field.field_type == FieldType::Enum && twice(id)) {
            continue;
        }
        if Judgement::evaluate(pack, &apply_edits(vocabulary, facts, &chosen)).kinds[0].answer() == Answer::Shown {
            found.push(mask);
        }
    }
    let set = |mask: u32| edits.iter().enumerate().filter(move |(at, _)| mask & (1 << at) != 0).map(|(_, edit)| *edit);
    found.into_iter().map(|mask| set(mask).collect()).collect()
}

/// Every combination of alternatives of every fix set, as edits.
fn expand_alternatives(fix_sets: &FixSets) -> Vec<BTreeSet<Edit>> {
    let mut all = Vec::new();
    for fix_set in &fix_sets.sets {
        let mut choices: Vec<BTreeSet<Edit>> = vec![BTreeSet::new()];
        for step in fix_set.additions.iter().chain(&fix_set.changes) {
            let removals: Vec<Edit> = step.remove.iter().map(|fact| Edit::Remove(*fact)).collect();
            let additions: Vec<Vec<Edit>> = match step.any_of.as_slice() {
                [] => vec![Vec::new()],
                any_of => any_of.iter().map(|fact| vec![Edit::Add(*fact)]).collect(),
            };
            let with = |choice: &BTreeSet<Edit>, put: &Vec<Edit>| -> BTreeSet<Edit> {
                choice.iter().chain(&removals).chain(put).copied().collect()
            };
            choices = choices
                .iter()
                .flat_map(|choice| additions.iter().map(|put| with(choice, put)).collect::<Vec<_>>())
                .collect();
        }
        all.extend(choices);
    }
    all
}

#[test]
fn fix_sets_equal_those_of_an_exhaustive_search() {
    let tally = Tally::default();
    let small = Vocabulary::from_json_str(SMALL_VOCABULARY).unwrap();
    for_all(SEED, 512, &(small_pack(), small_facts()), |(pack, facts)| {
        let found = minimal_fix_sets(&pack, &small, &facts, 0);
        let reported = expand_alternatives(&found);
        let shown = Judgement::evaluate(&pack, &facts).kinds[0].answer() == Answer::Shown;
        let mut expected = exhaustive_search(&pack, &small, &facts);
        if shown {
            prop_assert_eq!(&expected, &BTreeSet::from([BTreeSet::new()]));
            expected.clear();
        }
        let stated: Vec<_> = facts.iter().map(|fact| fact.display(&small)).collect();
        let distinct: BTreeSet<_> = reported.iter().cloned().collect();
        prop_assert_eq!(&distinct, &expected, "{:?}\n{:#?}", stated, pack.criteria);
        prop_assert_eq!(distinct.len(), reported.len(), "a combination is reported twice: {:#?}", found);
        prop_assert_eq!(found.unreachable, expected.is_empty() && !shown);
        // Sets with fewer changes come first, then smaller ones, where a criterion that is not answered in the field that it
        // names first counts as one and a half additions.
        let judgement = Judgement::evaluate(&pack, &facts);
        let unmet = pack.criteria_with_owner(0).map(|(_, id)| id).collect::<BTreeSet<_>>().into_iter().filter(|id| {
            pack.criteria[*id].weight == Weight::Necessary && judgement.criteria[*id].answer() != Answer::Shown
        });
        let own: Vec<_> = unmet
            .filter_map(|id| pack.criteria[id].shown.predicates().next())
            .map(|predicate| predicate.field)
            .collect();
        let rank = |fix_set: &FixSet| {
            let edited: Vec<_> = fix_set.additions.iter().chain(&fix_set.changes).map(|edit| edit.field).collect();
            let indirect = own.iter().filter(|field| !edited.contains(field)).count();
            (fix_set.changes.len(), 2 * fix_set.additions.len() + 3 * indirect)
        };
        let ranks: Vec<_> = found.sets.iter().map(rank).collect();
        prop_assert!(ranks.is_sorted(), "{ranks:?}");
        tally.count(if shown {
            "shown"
        } else if found.unreachable {
            "unreachable"
        } else {
            "reachable"
        });
        for fix_set in &found.sets {
            tally.count(format!("{} steps", fix_set.additions.len() + fix_set.changes.len()));
            for step in fix_set.additions.iter().chain(&fix_set.changes) {
                tally.count(match (step.remove.is_empty(), step.any_of.as_slice()) {
                    (false, []) => "remove",
                    (false, _) => "replace",
                    (true, [Fact { value: None, .. }]) => "close",
                    (true, [_]) => "one value",
                    (true, _) => "alternatives",
                });
            }
        }
        Ok(())
    });
    for (what, floor) in [
        ("shown", 30),
        ("unreachable", 30),
        ("reachable", 100),
        ("1 steps", 60),
        ("2 steps", 40),
        ("3 steps", 12),
        ("remove", 25),
        ("replace", 20),
        ("close", 6),
        ("one value", 80),
        ("alternatives", 30),
    ] {
        tally.assert_at_least(what, floor);
    }
}

#[test]
fn unreachable_kinds_are_reported_and_shown_kinds_need_no_fix() {
    let small = Vocabulary::from_json_str(SMALL_VOCABULARY).unwrap();
    let predicate = |field, values, operator| Condition::Predicate(Predicate { field, values, operator });
    let cases = |shown: Condition, refuted: Option<Condition>, facts: &[Fact]| {
        let pack = build_pack(vec![build_criterion(shown, refuted, Weight::Necessary)], Vec::new());
        let facts = facts.iter().fold(Facts::empty(&small), |facts, fact| facts.with(&small, *fact));
        minimal_fix_sets(&pack, &small, &facts, 0)
    };
    let a = |value| Fact { field: 1, value: Some(value) };
    // The same value shows and refutes it, so it is unreachable.
    let never = cases(predicate(1, 0b01, Operator::OneOf), Some(predicate(1, 0b01, Operator::OneOf)), &[]);
    assert!(never.unreachable && never.sets.is_empty());
    let already = cases(predicate(1, 0b01, Operator::OneOf), Some(predicate(1, 0b10, Operator::OneOf)), &[a(0)]);
    assert!(!already.unreachable && already.sets.is_empty());
    let change = cases(predicate(1, 0b01, Operator::OneOf), Some(predicate(1, 0b10, Operator::OneOf)), &[a(1)]);
    assert_eq!(expand_alternatives(&change), [BTreeSet::from([Edit::Add(a(0))])]);
    assert_eq!((change.sets[0].additions.len(), change.sets[0].changes.len()), (0, 1));
}

/// Possible answers to a question: the fact stated, and the status and candidates of the verdict that follows.
type Answers = Vec<(Fact, VerdictStatus, Vec<usize>)>;

#[test]
fn questions_are_decisive_ranked_by_effect_and_never_about_stated_facts() {
    use VerdictStatus::{Established, Open, Provisional, Unclassified};

    let small = Vocabulary::from_json_str(SMALL_VOCABULARY).unwrap();
    let (a, b, l, m) = (1, 2, 3, 4);
    let predicate = |field, values, operator| Condition::Predicate(Predicate { field, values, operator });
    let criterion = |shown, refuted: Option<Condition>| build_criterion(shown, refuted, Weight::Necessary);
    let one = |field, values| predicate(field, values, Operator::OneOf);
    let any = |field, values| predicate(field, values, Operator::AnyOf);
    let mut pack = build_pack(
        vec![criterion(one(a, 0b01), Some(one(a, 0b10)))],
        vec![
            criterion(one(a, 0b10), Some(one(a, 0b01))),
            criterion(one(b, 0b001), None),
            criterion(any(l, 0b001), Some(any(l, 0b010))),
            criterion(any(m, 0b01), None),
        ],
    );
    let own = Requirement::Criterion;
    // Each kind is defined by its condition on `a`.
    let kind = |requires: Vec<Requirement>, defining: Requirement| Kind {
        requires,
        defining: vec![defining],
        ..build_pack(Vec::new(), Vec::new()).kinds.remove(0)
    };
    pack.kinds = vec![
        kind(vec![own(3), Requirement::Block(0), own(2)], own(0)),
        kind(vec![own(1), own(4)], own(1)),
        kind(vec![own(1), own(4)], own(1)),
    ];
    assert_eq!(fields_read(&pack, 0), [a], "both of its conditions read it");

    let value = |field, value| Fact { field, value: Some(value) };
    let close = Fact { field: l, value: None };
    let on_a: Answers = vec![(value(a, 0), Provisional, vec![0]), (value(a, 1), Open, vec![1, 2])];
    // Of the items that can still be added to the list, only the second has another outcome.
    let on_l = |stated: &[Fact], all: (VerdictStatus, &[usize]), second: (VerdictStatus, &[usize])| -> Answers {
        let answers = [value(l, 0), value(l, 1), value(l, 2), close].into_iter().filter(|fact| !stated.contains(fact));
        let outcomes = answers.map(|fact| (fact, if fact == value(l, 1) { second } else { all }));
        outcomes.map(|(fact, (standing, kinds))| (fact, standing, kinds.to_vec())).collect()
    };
    let on_b: Answers = vec![
        (value(b, 0), Established, vec![0]),
        (value(b, 1), Provisional, vec![0]),
        (value(b, 2), Provisional, vec![0]),
    ];
    let open_l = |stated: &[Fact]| on_l(stated, (Open, &[0, 1, 2]), (Open, &[1, 2]));
    let last_l = on_l(&[], (Provisional, &[0]), (Unclassified, &[]));
    for (stated, expected) in [
        (vec![], vec![(a, 0, 2, on_a.clone()), (l, 3, 1, open_l(&[]))]),
        (vec![value(l, 2)], vec![(a, 0, 2, on_a.clone()), (l, 3, 1, open_l(&[value(l, 2)]))]),
        (vec![value(l, 2), close], vec![(a, 0, 2, on_a)]),
        (vec![value(a, 0)], vec![(l, 3, 1, last_l)]),
        (vec![value(a, 0), value(l, 0)], vec![(b, 2, 0, on_b)]),
        (vec![value(a, 0), value(l, 0), value(b, 2)], vec![]),
        (vec![value(a, 0), value(l, 0), value(b, 0)], vec![]),
    ] {
        let facts = stated.iter().fold(Facts::empty(&small), |facts, fact| facts.with(&small, *fact));
        let asked = rank_questions(&pack, &small, &facts, &Judgement::evaluate(&pack, &facts));
        let ranked: Vec<_> = asked
            .into_iter()
            .map(|question| {
                let answers = question.answers.into_iter().map(|one| (one.fact, one.status, one.candidates));
                (question.field, question.criterion, question.max_ruled_out, answers.collect::<Answers>())
            })
            .collect();
        assert_eq!(ranked, expected, "{stated:?}");
    }
}

#[test]
fn defining_facts_are_asked_for_and_contradictions_are_not() {
    use VerdictStatus::{Open, Provisional};

    let small = Vocabulary::from_json_str(SMALL_VOCABULARY).unwrap();
    let (a, b, m) = (1, 2, 4);
    let predicate = |field, values, operator| Condition::Predicate(Predicate { field, values, operator });
    let criterion = |shown, refuted: Option<Condition>| build_criterion(shown, refuted, Weight::Necessary);
    // Any value of `b` shows the second criterion and refutes the first, which `a` shows.
    let any_b = || predicate(b, 0b111, Operator::OneOf);
    let mut pack = build_pack(
        vec![criterion(predicate(a, 0b01, Operator::OneOf), Some(any_b()))],
        vec![criterion(any_b(), None), criterion(predicate(m, 0b01, Operator::AnyOf), None)],
    );
    let value = |field, value| Fact { field, value: Some(value) };
    let facts = Facts::empty(&small).with(&small, value(a, 0));
    let asked = |pack: &Pack| -> Vec<FieldId> {
        let judgement = Judgement::evaluate(pack, &facts);
        rank_questions(pack, &small, &facts, &judgement).iter().map(|question| question.field).collect()
    };

    pack.kinds[0].defining = vec![Requirement::Criterion(2)];
    assert_eq!(
        Judgement::evaluate(&pack, &facts).verdict.status,
        Open,
        "the defining condition of the only kind is open"
    );
    assert_eq!(asked(&pack), [m], "an answer makes the verdict provisional");

    pack.kinds[0].defining = vec![Requirement::Block(0)];
    assert_eq!(Judgement::evaluate(&pack, &facts).verdict.status, Provisional);
    assert_eq!(asked(&pack), [] as [FieldId; 0], "no answer changes the verdict");

    // A residual kind raises no questions; if no other kind is left, the verdict is unclassified.
    pack.kinds[0].residual = true;
    let judgement = Judgement::evaluate(&pack, &facts);
    assert_eq!(
        (judgement.verdict.status, judgement.verdict.candidates.as_slice()),
        (VerdictStatus::Unclassified, &[0][..])
    );
    assert_eq!(asked(&pack), [] as [FieldId; 0]);
}

// Values recommended by findings

/// Introduces the values that a finding recommends.
const RECOMMENDATION_PREFIX: &str = "If this is how it works now, state ";
/// Replaces values that are left out.
const OTHERS_PLACEHOLDER: &str = "another that fits";

/// The alternatives that a finding recommends. Each consists of steps that belong together: a field, and values of
/// which any one will do.
fn parse_recommendation(help: &str) -> Vec<Vec<(FieldId, Vec<Fact>)>> {
    let Some((_, recommendation)) = help.split_once(RECOMMENDATION_PREFIX) else { return Vec::new() };
    let recommendation = recommendation.strip_suffix('.').expect("a full stop");
    let alternatives = recommendation.split(", or `").map(|one| one.trim_start_matches('`'));
    let step = |step: &str| -> Vec<(FieldId, Vec<Fact>)> {
        let (name, values) = step.split_once("` (").expect("a field and its values");
        let field = vocabulary().field_id(name).unwrap_or_else(|| panic!("no field {name} in {help}"));
        let definition = &vocabulary().fields[field];
        let fact = |value: &str| {
            let known = definition.value_index(value);
            assert!(known.is_some() || definition.closing_name() == Some(value), "no value {value} in {help}");
            Fact { field, value: known }
        };
        let values = values.split(") and `").next().unwrap().trim_end_matches(')');
        let groups = values.split(" and ").map(|group| {
            assert!(group.starts_with('`'), "{group} in {help}");
            group.split('`').skip(1).step_by(2).map(fact).collect::<Vec<_>>()
        });
        groups.map(|group| (field, group)).collect()
    };
    let alternative = |one: &str| one.split(") and `").flat_map(step).collect();
    alternatives.map(alternative).collect()
}

/// One checker for each expected kind, and one without an expectation.
fn checkers() -> Vec<Checker> {
    let expected = (0..CHECKER.pack().kinds.len()).map(Expectation::Kind).chain([Expectation::Any]);
    expected.map(|expectation| checker(Some(expectation)).compute_fixes(false).build()).collect()
}

#[test]
fn recommended_values_show_the_criterion_and_refute_no_other() {
    let tally = Tally::default();
    let checkers = checkers();
    let pack = CHECKER.pack();
    let codes: BTreeMap<String, usize> = (0..pack.kinds.len()).flat_map(|kind| pack.criteria_with_code(kind)).collect();
    for_all(SEED, 2_048, &(descriptions(), 0..checkers.len()), |(description, which)| {
        let checker = &checkers[which];
        let programme = checker.check_all([input("description.yaml", &description.to_yaml())]).programmes.remove(0);
        let facts = description.to_facts();
        let judgement = Judgement::evaluate(pack, &facts);
        // Without an expectation and a verdict, findings refer to the concept of the pack.
        let target = checker.expectation().target(&judgement).unwrap_or(pack.concept);
        let target_title = &pack.kinds[target].id;
        for finding in &programme.findings {
            let help = finding.help.as_deref().unwrap_or_default();
            let id = codes.get(&finding.code).copied().filter(|id| judgement.criteria[*id].answer() == Answer::Open);
            let alternatives = parse_recommendation(help);
            prop_assert!(id.is_some() || alternatives.is_empty(), "{} recommends: {help}", finding.code);
            let Some(id) = id else { continue };
            tally.count(if alternatives.is_empty() { "nothing to recommend" } else { "recommends" });
            for steps in alternatives {
                let max_values = steps.iter().map(|(_, values)| values.len()).max().unwrap_or_default();
                prop_assert!(max_values > 0, "a step without values: {help}");
                // Each value is tried once.
                for round in 0..max_values {
                    let chosen = steps.iter().map(|(_, values)| values[round.min(values.len() - 1)]);
                    let chosen: Vec<Fact> = chosen.collect();
                    let context = || {
                        let chosen: Vec<_> = chosen.iter().map(|fact| fact.display(vocabulary())).collect();
                        format!("{chosen:?} for {} of {target_title}:\n{}", finding.code, description.to_yaml())
                    };
                    for fact in &chosen {
                        let stated = facts.get(fact.field);
                        let is_free = match vocabulary().fields[fact.field].field_type {
                            FieldType::EnumList => !stated.closed,
                            _ => stated.values == 0,
                        };
                        prop_assert!(is_free, "the field is already stated, {}", context());
                        prop_assert!(!vocabulary().is_placeholder(fact.value_name(vocabulary())), "{}", context());
                    }
                    let then = chosen.iter().fold(facts.clone(), |facts, fact| facts.with(vocabulary(), *fact));
                    let after = Judgement::evaluate(pack, &then);
                    prop_assert_eq!(after.criteria[id].answer(), Answer::Shown, "{}", context());
                    for (code, other) in pack.criteria_with_code(target) {
                        let newly = after.criteria[other].refuted && !judgement.criteria[other].refuted;
                        prop_assert!(!newly, "it refutes {code}: {}", context());
                    }
                    tally.count("values");
                    if chosen.len() > 1 {
                        tally.count("values of several steps");
                    }
                    if help.contains(OTHERS_PLACEHOLDER) {
                        tally.count("further values left out");
                    }
                }
            }
        }
        Ok(())
    });
    tally.assert_at_least("recommends", 2_000);
    tally.assert_at_least("nothing to recommend", 3);
    tally.assert_at_least("values", 6_000);
    tally.assert_at_least("values of several steps", 200);
    tally.assert_at_least("further values left out", 3_000);
}

/// What an answer leads to as the only one to a list is the verdict on a description that states it so.
#[test]
fn outcomes_of_only_answers_are_those_of_a_complete_list() {
    let mut tried = 0;
    for (name, text) in fixtures_in("real").into_iter().take(20) {
        let programme = check_with(&CHECKER, &text);
        for question in &programme.remedy.questions {
            let field = vocabulary().field_id(&question.field).unwrap();
            let Some(closing) = vocabulary().fields[field].closing_name() else {
                assert!(question.answers.iter().all(|answer| answer.alone.is_none()), "{name}: {question:?}");
                continue;
            };
            for answer in question.answers.iter().filter(|answer| answer.value != closing) {
                let assumed = [answer.value.as_str(), closing]
                    .map(|value| Assumption::parse(&format!("{}={value}", question.field), vocabulary()).unwrap());
                let supposed = check_with(&checker(None).assume(assumed.to_vec()).build(), &text);
                let (standing, candidates) = match &answer.alone {
                    Some(alone) => (alone.standing, &alone.candidates),
                    None => (answer.standing, &answer.candidates),
                };
                let found = (supposed.verdict.standing, &supposed.verdict.candidates);
                assert_eq!(found, (standing, candidates), "{name}: {} = {}", question.field, answer.value);
                tried += usize::from(answer.alone.is_some());
            }
        }
    }
    assert!(tried > 20, "only {tried} answers differ");
}
