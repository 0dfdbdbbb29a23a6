//! What holds for every description, tried on thousands of random ones over the whole vocabulary:
//! soundness, one kind at a time, independence of order and style, grounds for every answer, and
//! questions that lead where they say.
//!
//! Every description goes the way of users: written as YAML and taken through `Checker::run`. The
//! random numbers are fixed, so that a failure today is a failure tomorrow.

mod common;

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
};

use common::{
    CHECKER, Choices, Description, QUICK, annotated, check, check_by, descriptions, input, near_kinds, shuffled,
    uniform, vocabulary, yaml,
};
use mentorcheck::{
    facts::Fact,
    finding::Mark,
    input::find,
    judge::{Answer, Standing},
    report::{CriterionReport, Programme, Remedy},
    schema::Sort,
};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, RngSeed, TestCaseResult, TestRunner},
};
use serde_json::Value;

/// Tries `property` on that many values of `strategy`.
fn for_all<S: Strategy>(cases: u32, strategy: &S, property: impl Fn(S::Value) -> TestCaseResult) {
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(2019),
        // A fixed seed finds the same failure again; there is nothing to keep in a file.
        failure_persistence: None,
        ..Config::default()
    };
    let failure = TestRunner::new(config).run(strategy, property).err().map(|failure| failure.to_string());
    assert!(failure.is_none(), "{}", failure.unwrap_or_default());
}

/// How often a case came up in which a property could have failed. Without it, a generator that
/// went astray would leave the properties true of nothing.
#[derive(Default)]
struct Tally(RefCell<BTreeMap<String, usize>>);

impl Tally {
    fn count(&self, what: impl Into<String>) {
        *self.0.borrow_mut().entry(what.into()).or_default() += 1;
    }

    fn at_least(&self, what: &str, floor: usize) {
        let counted = self.0.borrow();
        let found = counted.get(what).copied().unwrap_or_default();
        assert!(found >= floor, "{what}: only {found} times, and not {floor}");
    }
}

/// The answer as the two questions behind it: told that it is so, told that it is not.
fn told(answer: Answer) -> (bool, bool) {
    match answer {
        Answer::Shown => (true, false),
        Answer::Refuted => (false, true),
        Answer::Open => (false, false),
        Answer::Contradictory => (true, true),
    }
}

fn standing(programme: &Programme) -> String {
    format!("{:?}", programme.verdict.standing)
}

/// Every indicator and condition that the report answers.
fn criteria(programme: &Programme) -> impl Iterator<Item = &CriterionReport> {
    let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
    indicators.chain(programme.kinds.iter().flat_map(|kind| &kind.conditions))
}

/// Every answer in the report by what it is an answer on.
fn answers(programme: &Programme) -> BTreeMap<String, Answer> {
    let blocks = programme.blocks.iter().map(|block| (format!("block {}", block.id), block.answer));
    let kinds = programme.kinds.iter().map(|kind| (format!("kind {}", kind.id), kind.answer));
    let criteria = criteria(programme).map(|one| (one.code.clone(), one.answer));
    blocks.chain(kinds).chain(criteria).collect()
}

/// A report as text without what may differ when the same is written in another way: path and
/// number of the document, line, column, bytes, and the number of an item within its list.
fn without_places(programme: &Programme) -> String {
    let mut programme = programme.clone();
    programme.path.clear();
    programme.document = 0;
    programme.findings.iter_mut().for_each(|finding| finding.fingerprint.clear());
    let indicators = programme.blocks.iter_mut().flat_map(|block| &mut block.indicators);
    let criteria = indicators.chain(programme.kinds.iter_mut().flat_map(|kind| &mut kind.conditions));
    let grounds = criteria.flat_map(|criterion| &mut criterion.because);
    let marks = grounds.chain(programme.findings.iter_mut().flat_map(|finding| &mut finding.spans));
    for mark in marks {
        let Mark { pointer, line, column, end_line, end_column, byte_start, byte_end, label: _ } = mark;
        (*line, *column, *end_line, *end_column, *byte_start, *byte_end) = (0, 0, 0, 0, 0, 0);
        if let Some((list, item)) = pointer.as_deref().and_then(|pointer| pointer.rsplit_once('/'))
            && item.parse::<usize>().is_ok()
        {
            *pointer = Some(list.to_owned());
        }
    }
    serde_json::to_string(&programme).expect("a report is plain data")
}

/// Where two reports part, with some of what stands around.
fn parting(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(80)).take(240).collect::<String>();
    format!("{}\nand\n{}", around(one), around(other))
}

/// Something to choose by, of any size.
fn seed() -> impl Strategy<Value = u64> {
    any::<u64>()
}

// c. One kind, and the generator itself

#[test]
fn no_description_is_shown_to_be_two_kinds_and_the_generator_reaches_every_one() {
    let tally = Tally::default();
    for_all(1024, &descriptions(), |description| {
        let programme = description.check();
        prop_assert!(programme.valid, "{}\n{:?}", description.text(), programme.findings);
        let shown = programme.kinds.iter().filter(|kind| kind.answer == Answer::Shown).map(|kind| &kind.id);
        prop_assert!(shown.clone().count() < 2, "{:?}: {}", shown.collect::<Vec<_>>(), description.text());
        tally.count(standing(&programme));
        if let Some(kind) = &programme.verdict.kind {
            tally.count(format!("{} {kind}", standing(&programme)));
        }
        for (what, answer) in answers(&programme) {
            tally.count(format!("{what} {answer:?}"));
        }
        for fact in description.facts() {
            tally.count(fact.written(vocabulary()));
        }
        Ok(())
    });
    for (standing, floor) in
        [("Established", 250), ("Provisional", 60), ("Open", 150), ("Unclassified", 20), ("Contradictory", 20)]
    {
        tally.at_least(standing, floor);
    }
    for kind in &CHECKER.pack.kinds {
        tally.at_least(&format!("Established {}", kind.id), 10);
        tally.at_least(&format!("kind {} Refuted", kind.id), 100);
        tally.at_least(&format!("kind {} Open", kind.id), 50);
    }
    for block in &CHECKER.pack.blocks {
        for answer in ["Shown", "Refuted", "Open"] {
            tally.at_least(&format!("block {} {answer}", block.id), 50);
        }
    }
    let empty = Description::default().check();
    for code in criteria(&empty).map(|criterion| &criterion.code) {
        tally.at_least(&format!("{code} Shown"), 10);
        tally.at_least(&format!("{code} Open"), 10);
        // Some are never refuted: they have no such rule.
    }
    for (id, field) in vocabulary().fields.iter().enumerate().filter(|(_, field)| field.sort != Sort::Free) {
        for value in (0..field.values.len()).map(Some).chain(field.closing.as_ref().map(|_| None)) {
            tally.at_least(&Fact { field: id, value }.written(vocabulary()), 5);
        }
    }
}

#[test]
fn descriptions_without_bias_hardly_ever_fit_the_concept() {
    // The reason for the descriptions near the kinds; if this fails they may no longer be needed.
    let tally = Tally::default();
    for_all(1024, &uniform(), |description| {
        let kind = description.judged().verdict.kind;
        tally.count(kind.map_or("none", |kind| &CHECKER.pack.kinds[kind].id));
        Ok(())
    });
    let concept = &CHECKER.pack.kinds[CHECKER.pack.concept].id;
    assert!(tally.0.borrow().get(concept).is_none_or(|found| *found < 5), "{:?}", tally.0.borrow());
}

// a. Soundness

/// Whatever is decided on `smaller` is decided on `larger`, which says the same and more.
fn assert_sound(smaller: &Description, larger: &Description, tally: &Tally) -> TestCaseResult {
    let (less, more) = (smaller.check(), larger.check());
    let (decided, still) = (answers(&less), answers(&more));
    let both = || format!("{}\nand with more facts\n{}", smaller.text(), larger.text());
    prop_assert!(decided.keys().eq(still.keys()));
    for (what, before) in &decided {
        let ((shown, refuted), (then_shown, then_refuted)) = (told(*before), told(still[what]));
        prop_assert!(!shown || then_shown, "{what} was shown: {}", both());
        prop_assert!(!refuted || then_refuted, "{what} was refuted: {}", both());
        if told(*before) != told(still[what]) {
            tally.count(format!("{before:?} to {:?}", still[what]));
        }
    }

    match (less.spectrum, more.spectrum) {
        (_, None) => {}
        (None, Some(range)) => prop_assert!(false, "a place on the spectrum came back, {range:?}: {}", both()),
        (Some(wide), Some(narrow)) => {
            prop_assert!(wide.from <= narrow.from && narrow.to <= wide.to, "{wide:?}, {narrow:?}: {}", both());
            if wide != narrow {
                tally.count("narrower on the spectrum");
            }
        }
    }

    if less.label.declared.is_some() && less.label.declared == more.label.declared {
        match (less.label.holds, more.label.holds) {
            // A label is refuted when every kind that it may mean is, and refuted they remain.
            (Some(false), Some(true)) => prop_assert!(false, "a refuted label came to hold: {}", both()),
            // An established kind is shown, and what is shown can at worst become contradictory,
            // which leaves the label open. A provisional kind is not shown: nothing yet stated
            // speaks against it, and the next fact may.
            (Some(true), Some(false)) => {
                prop_assert_eq!(less.verdict.standing, Standing::Provisional, "{}", both());
                tally.count("a label of a provisional kind refuted");
            }
            _ => {}
        }
    }
    // An established kind gives way only where it is contradicted.
    if less.verdict.standing == Standing::Established && less.verdict.kind != more.verdict.kind {
        let kind = more.kinds.iter().find(|kind| Some(&kind.id) == less.verdict.kind.as_ref());
        prop_assert_eq!(kind.map(|kind| kind.answer), Some(Answer::Contradictory), "{}", both());
        tally.count("an established kind contradicted");
    }
    tally.count(format!("{} to {}", standing(&less), standing(&more)));
    Ok(())
}

#[test]
fn removing_one_fact_never_adds_an_answer() {
    let tally = Tally::default();
    for_all(640, &(descriptions(), seed()), |(larger, which)| {
        let facts = larger.facts();
        let Some(fact) = facts.get(Choices::of(which).below(facts.len().max(1))).copied() else { return Ok(()) };
        let smaller = larger.without(fact);
        prop_assert!(smaller != larger);
        assert_sound(&smaller, &larger, &tally)
    });
    for (change, floor) in [
        ("Open to Shown", 100),
        ("Open to Refuted", 100),
        ("Shown to Contradictory", 5),
        ("Refuted to Contradictory", 10),
        ("Provisional to Established", 40),
        ("Open to Established", 80),
        ("narrower on the spectrum", 10),
    ] {
        tally.at_least(change, floor);
    }
}

#[test]
fn adding_any_number_of_facts_never_takes_an_answer_away() {
    let tally = Tally::default();
    for_all(640, &(near_kinds(4), descriptions()), |(smaller, other)| {
        assert_sound(&smaller, &smaller.and(&other), &tally)
    });
    for (change, floor) in [
        ("Shown to Contradictory", 100),
        ("Refuted to Contradictory", 40),
        ("Provisional to Unclassified", 7),
        ("an established kind contradicted", 10),
        ("a label of a provisional kind refuted", 1),
    ] {
        tally.at_least(change, floor);
    }
}

// b. One kind at a time

#[test]
fn a_provisional_kind_never_becomes_another_kind() {
    let tally = Tally::default();
    let provisional = near_kinds(4).prop_filter("a provisional verdict", |description| {
        description.judged().verdict.standing == Standing::Provisional
    });
    for_all(512, &(provisional, descriptions()), |(smaller, other)| {
        let larger = smaller.and(&other);
        let (less, more) = (smaller.check(), larger.check());
        prop_assert_eq!(less.verdict.standing, Standing::Provisional);
        let both = || format!("{}\nand with more facts\n{}", smaller.text(), larger.text());
        let same = more.verdict.kind.is_none() || more.verdict.kind == less.verdict.kind;
        prop_assert!(same, "{:?} became {:?}: {}", less.verdict.kind, more.verdict.kind, both());
        prop_assert!(more.verdict.standing != Standing::Open, "it is open again: {}", both());
        tally.count(standing(&more));
        tally.count(less.verdict.kind.unwrap());
        Ok(())
    });
    for (standing, floor) in [("Provisional", 100), ("Established", 20), ("Unclassified", 40), ("Contradictory", 20)] {
        tally.at_least(standing, floor);
    }
    assert!(tally.0.borrow().len() >= 4 + 7, "too few kinds were ever provisional: {:?}", tally.0.borrow());
}

// d. and f. Order and style

#[test]
fn order_style_and_keys_of_ones_own_change_nothing() {
    // Each number shrinks to 0, which leaves its part as it is: a failure names what matters.
    for_all(512, &(descriptions(), seed(), seed(), seed()), |(description, order, notes, style)| {
        let tree = description.tree();
        let plain = without_places(&description.check());
        let other = shuffled(&annotated(&tree, &mut Choices::of(notes)), &mut Choices::of(order));
        let elsewhere = match style % 3 {
            0 => serde_json::to_string(&other).unwrap(),
            1 => serde_json::to_string_pretty(&other).unwrap(),
            _ => serde_yaml::to_string(&other).unwrap(),
        };
        for text in [yaml(&other, &mut Choices::of(style)), elsewhere] {
            let found = without_places(&check_by(&QUICK, &text));
            prop_assert!(plain == found, "it made a difference: {}\nin\n{text}", parting(&plain, &found));
        }
        Ok(())
    });
}

/// Something that a text may have, and whether it does.
type Trait = (&'static str, fn(&str) -> bool);

#[test]
fn the_generator_really_varies_order_style_and_keys_of_ones_own() {
    // Without this the test before could compare a text with itself.
    let seen: RefCell<BTreeMap<&str, usize>> = RefCell::default();
    let marks: &[Trait] = &[
        ("a comment behind a value", |text| text.contains(" # ")),
        ("a line of comment", |text| text.contains("\n#") || text.starts_with('#')),
        ("single quotes", |text| text.contains(": '")),
        ("double quotes", |text| text.contains(": \"")),
        ("a list in brackets", |text| text.contains(": [")),
        ("a list in lines", |text| text.contains("\n- ") || text.contains(" - ")),
        ("a section in braces", |text| text.contains(": {")),
        ("everything in braces", |text| text.trim_start_matches(['\u{feff}', '-', '\n']).starts_with('{')),
        ("a literal", |text| text.contains(": |-")),
        ("a folded text", |text| text.contains("- >-")),
        ("line ends of Windows", |text| text.contains("\r\n")),
        ("a byte-order mark", |text| text.starts_with('\u{feff}')),
        ("the start of a document", |text| text.contains("---\n")),
        ("the end of a document", |text| text.contains("\n...\n")),
        ("a key of one's own", |text| text.contains("x-note")),
    ];
    let (moved, all) = (Cell::new(0), Cell::new(0));
    for_all(512, &(descriptions(), seed(), seed()), |(description, order, style)| {
        let tree = description.tree();
        let other = shuffled(&annotated(&tree, &mut Choices::of(order)), &mut Choices::of(order));
        let text = yaml(&other, &mut Choices::of(style));
        for (what, is) in marks {
            if is(&text) {
                *seen.borrow_mut().entry(what).or_default() += 1;
            }
        }
        let order = |tree: &Value| {
            tree.as_object().unwrap().keys().filter(|key| !key.starts_with("x-")).cloned().collect::<Vec<_>>()
        };
        moved.set(moved.get() + usize::from(order(&tree) != order(&other)));
        all.set(all.get() + 1);
        Ok(())
    });
    for (what, _) in marks {
        assert!(seen.borrow().get(what).copied().unwrap_or_default() >= 10, "{what}: {:?}", seen.borrow());
    }
    assert!(moved.get() * 2 > all.get(), "{} of {}", moved.get(), all.get());
}

#[test]
fn the_order_of_documents_and_files_changes_nothing() {
    for_all(512, &vec(descriptions(), 2), |descriptions| {
        let texts: Vec<String> = descriptions.iter().map(Description::text).collect();
        let whole = texts.join("---\n");
        let documents = QUICK.run([input("all.yaml", &whole)]).programmes;
        let files = QUICK.run([input("b.yaml", &texts[1]), input("a.yaml", &texts[0])]).programmes;
        prop_assert!(documents.iter().map(|one| one.document).eq(0..2), "{whole}");
        prop_assert!(files.iter().map(|one| one.path.as_str()).eq(["b.yaml", "a.yaml"]), "{whole}");
        for (one, other) in documents.iter().zip(files.iter().rev()) {
            let (one, other) = (without_places(one), without_places(other));
            prop_assert!(one == other, "{}\nin\n{whole}", parting(&one, &other));
        }
        Ok(())
    });
}

#[test]
fn files_are_reported_by_path_however_they_are_given() {
    let folder = common::fixtures();
    let of = |parts: &[&str]| -> Vec<std::path::PathBuf> { parts.iter().map(|part| folder.join(part)).collect() };
    let report = |paths: &[std::path::PathBuf]| {
        serde_json::to_value(CHECKER.run(find(paths).map(mentorcheck::input::Found::read))).unwrap()
    };
    let one = report(&of(&["constructed", "real"]));
    assert!(one["programmes"].as_array().unwrap().len() > 50);
    assert_eq!(one, report(&of(&["real", "constructed/related", "constructed", "real"])));
}

// e. Grounds

#[test]
fn every_answer_has_its_grounds_where_the_text_says_so() {
    let tally = Tally::default();
    let ids: BTreeMap<String, usize> =
        (0..CHECKER.pack.kinds.len()).flat_map(|kind| CHECKER.pack.criteria_of(kind)).collect();
    for_all(512, &(descriptions(), seed(), seed()), |(description, order, style)| {
        let tree = shuffled(&description.tree(), &mut Choices::of(order));
        let text = yaml(&tree, &mut Choices::of(style));
        let programme = check(&text);
        for criterion in criteria(&programme) {
            let because = &criterion.because;
            prop_assert_eq!(criterion.answer == Answer::Open, because.is_empty(), "{} in\n{}", &criterion.code, &text);
            if criterion.answer == Answer::Contradictory {
                prop_assert!(because.len() >= 2, "{} in\n{}", criterion.code, text);
            }
            let mut grounds = Description::default();
            for mark in because {
                prop_assert!(states(&tree, &text, mark), "{} at {mark:?} in\n{text}", criterion.code);
                let fact = fact_at(&tree, mark);
                prop_assert!(
                    grounds.stated().with(vocabulary(), fact) != grounds.stated(),
                    "{} names {fact:?} twice in\n{text}",
                    criterion.code
                );
                grounds = grounds.with(fact);
                tally.count("grounds");
            }
            // What is named is enough for the answer, with nothing else stated.
            let alone = grounds.judged().criteria[ids[&criterion.code]].answer();
            prop_assert_eq!(
                alone,
                criterion.answer,
                "{} does not follow from {} in\n{}",
                criterion.code,
                grounds.text(),
                text
            );
        }
        for finding in &programme.findings {
            prop_assert!(!finding.spans.is_empty(), "{} says nowhere where, in\n{text}", finding.code);
            for mark in &finding.spans {
                prop_assert!(names(&tree, &text, mark), "{} at {mark:?} in\n{text}", finding.code);
                tally.count("places of findings");
            }
        }
        Ok(())
    });
    tally.at_least("grounds", 10_000);
    tally.at_least("places of findings", 4_000);
}

/// Whether the place holds the one value to which its pointer leads, and line and column are those
/// of its first byte.
fn states(tree: &Value, text: &str, mark: &Mark) -> bool {
    let stated = mark.pointer.as_deref().and_then(|pointer| tree.pointer(pointer));
    stated.is_some_and(Value::is_string) && stated == read(text, mark).as_ref() && stands_there(text, mark)
}

/// The fact that stands where the pointer leads.
fn fact_at(tree: &Value, mark: &Mark) -> Fact {
    let pointer = mark.pointer.as_deref().unwrap_or_default();
    let field = pointer.split('/').skip(1).take(2).collect::<Vec<_>>().join(".");
    let field = vocabulary().field(&field).expect("grounds are fields of the vocabulary");
    let value = tree.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    Fact { field, value: vocabulary().fields[field].value(value) }
}

/// Whether the place holds what its pointer leads to, or is the key of it.
fn names(tree: &Value, text: &str, mark: &Mark) -> bool {
    let Some((pointer, named)) = mark.pointer.as_deref().and_then(|pointer| Some((pointer, tree.pointer(pointer)?)))
    else {
        return false;
    };
    let key = pointer.rsplit('/').next().map(Value::from);
    let there = match named {
        // A list in lines cannot be read apart from its surroundings; its items can be looked for.
        Value::Array(items) => {
            let text = &text[mark.byte_start..mark.byte_end];
            items.iter().all(|item| item.as_str().is_some_and(|item| text.contains(item)))
        }
        Value::Object(_) => read(text, mark) == key,
        _ => read(text, mark).as_ref() == Some(named),
    };
    there && stands_there(text, mark)
}

/// What another reader of YAML makes of the stretch of text.
fn read(text: &str, mark: &Mark) -> Option<Value> {
    serde_yaml::from_str(&text[mark.byte_start..mark.byte_end]).ok()
}

fn stands_there(text: &str, mark: &Mark) -> bool {
    let before = text[..mark.byte_start].trim_start_matches('\u{feff}');
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (mark.line, mark.column) == (line, column)
}

#[test]
fn every_contradiction_is_told_whatever_the_verdict() {
    let tally = Tally::default();
    for_all(512, &descriptions(), |description| {
        let programme = check(&description.text());
        for criterion in criteria(&programme).filter(|one| one.answer == Answer::Contradictory) {
            // Kinds may share a condition; it is told once, under one of them.
            let name = criterion.code.rsplit('/').next().unwrap();
            let told = programme.findings.iter().any(|finding| {
                finding.code.ends_with(&format!("/{name}")) && finding.spans.len() >= criterion.because.len()
            });
            prop_assert!(told, "{} in\n{}", criterion.code, description.text());
            tally.count("contradictions");
        }
        Ok(())
    });
    tally.at_least("contradictions", 100);
}

// g. Questions

#[test]
fn questions_lead_where_they_say() {
    let tally = Tally::default();
    for_all(512, &(descriptions(), seed()), |(description, which)| {
        let programme = description.check();
        let questions = &programme.remedy.questions;
        let undecided = matches!(programme.verdict.standing, Standing::Open | Standing::Provisional);
        prop_assert!(undecided || questions.is_empty(), "{}", description.text());
        // With all that is asked, some question must be able to move the verdict.
        prop_assert!(!undecided || !questions.is_empty(), "nothing to ask: {}", description.text());
        let mut choices = Choices::of(which);
        let fields: BTreeSet<&String> = questions.iter().map(|question| &question.field).collect();
        prop_assert_eq!(fields.len(), questions.len(), "a field is asked twice: {}", description.text());
        // A few of them in each case; over all cases every field comes up.
        for question in questions {
            if choices.below(3) > 0 {
                continue;
            }
            let id = vocabulary().field(&question.field).unwrap();
            let field = &vocabulary().fields[id];
            let moves = question.answers.iter().any(|answer| {
                (answer.standing, &answer.candidates) != (programme.verdict.standing, &programme.verdict.candidates)
            });
            prop_assert!(moves, "no answer on {} changes anything: {}", question.field, description.text());
            for answer in &question.answers {
                if choices.below(3) > 0 {
                    continue;
                }
                let fact = Fact { field: id, value: field.value(&answer.value) };
                prop_assert!(fact.value.is_some() || field.closing_name() == Some(answer.value.as_str()));
                let answered = description.with(fact);
                let then = answered.check();
                prop_assert!(then.valid, "{}", answered.text());
                prop_assert_eq!(
                    (then.verdict.standing, &then.verdict.candidates),
                    (answer.standing, &answer.candidates),
                    "{} in\n{}",
                    fact.written(vocabulary()),
                    description.text()
                );
                tally.count(&question.field);
                tally.count("answers");
                if then.verdict.standing == Standing::Established {
                    tally.count("answers that settle it");
                }
            }
        }
        Ok(())
    });
    tally.at_least("answers", 400);
    tally.at_least("answers that settle it", 20);
    assert!(tally.0.borrow().len() > 12, "few fields are ever asked about: {:?}", tally.0.borrow());
}

// What is expected weighs, and is not judged by

#[test]
fn what_is_expected_changes_no_answer() {
    for_all(512, &descriptions(), |description| {
        let text = description.text();
        let judged = |mut programme: Programme| {
            programme.findings.clear();
            programme.verdict.sentence.clear();
            (programme.as_expected, programme.passes) = (true, true);
            programme.remedy = Remedy { questions: programme.remedy.questions, ..Remedy::default() };
            serde_json::to_string(&programme).unwrap()
        };
        let (one, other) = (judged(check(&text)), judged(description.check()));
        prop_assert!(one == other, "{}\nin\n{text}", parting(&one, &other));
        Ok(())
    });
}
