//! Property tests on random descriptions over the whole vocabulary: soundness, at most one kind at a time, independence
//! of order and style, grounds for every answer, and questions whose predicted outcomes are right.
//!
//! Each description is written as YAML and checked as a user's file would be. The seed is fixed, so failures are
//! reproducible.

use crate::common::{Tally, discover_inputs, for_all};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
};

use crate::common::{
    CHECKER, CHECKER_WITHOUT_FIXES, Choices, Description, annotated, check, check_with, descriptions, input,
    near_kinds, shuffled, uniform, vocabulary, write_yaml,
};
use proptest::{collection::vec, prelude::*, test_runner::TestCaseResult};
use serde_json::Value;

use mentorcheck_core::{
    diagnostic::SourceLocation,
    eval::{Answer, VerdictStatus},
    facts::Fact,
    report::{CriterionReport, Fixes, Programme, VerdictReport},
    schema::FieldType,
};

const SEED: u64 = 2019;

/// The answer as a pair: is there support for it, and is there support against it.
fn belnap_pair(answer: Answer) -> (bool, bool) {
    match answer {
        Answer::Shown => (true, false),
        Answer::Refuted => (false, true),
        Answer::Open => (false, false),
        Answer::Contradictory => (true, true),
    }
}

fn status_name(programme: &Programme) -> String {
    format!("{:?}", programme.verdict.standing)
}

fn criteria(programme: &Programme) -> impl Iterator<Item = &CriterionReport> {
    let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
    indicators.chain(programme.kinds.iter().flat_map(|kind| &kind.conditions))
}

/// Prefix of blocks and kinds, which are made of criteria, in the keys of [`answers`].
const COMPOSITE_PREFIX: &str = "composite ";

/// Every answer in the report, keyed by criterion code, block or kind.
fn answers(programme: &Programme) -> BTreeMap<String, Answer> {
    let blocks = programme.blocks.iter().map(|block| (format!("{COMPOSITE_PREFIX}block {}", block.id), block.answer));
    let kinds = programme.kinds.iter().map(|kind| (format!("{COMPOSITE_PREFIX}kind {}", kind.id), kind.answer));
    let criteria = criteria(programme).map(|one| (one.code.clone(), one.answer));
    blocks.chain(kinds).chain(criteria).collect()
}

/// The sentence without its line numbers.
fn without_line_numbers(sentence: &str) -> String {
    let mut parts = sentence.split("(line ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "(line " + part.trim_start_matches(|letter: char| letter.is_ascii_digit()))
}

/// The report as JSON without what depends on the layout of the input: path and index of the document, line, column,
/// byte offsets, and the index of a list item.
fn without_locations(programme: &Programme) -> String {
    let mut programme = programme.clone();
    programme.path.clear();
    programme.document = 0;
    programme.verdict.sentence = without_line_numbers(&programme.verdict.sentence);
    programme.findings.iter_mut().for_each(|finding| finding.fingerprint.clear());
    let indicators = programme.blocks.iter_mut().flat_map(|block| &mut block.indicators);
    let criteria = indicators.chain(programme.kinds.iter_mut().flat_map(|kind| &mut kind.conditions));
    let grounds = criteria.flat_map(|criterion| criterion.because.iter_mut().chain(&mut criterion.related));
    let locations = grounds.chain(programme.findings.iter_mut().flat_map(|finding| &mut finding.spans));
    for location in locations {
        let SourceLocation {
            pointer,
            line,
            column,
            end_line,
            end_column,
            byte_start,
            byte_end,
            place: _,
            label: _,
            fact: _,
        } = location;
        (*line, *column, *end_line, *end_column, *byte_start, *byte_end) = (0, 0, 0, 0, 0, 0);
        if let Some((list, item)) = pointer.as_deref().and_then(|pointer| pointer.rsplit_once('/'))
            && item.parse::<usize>().is_ok()
        {
            *pointer = Some(list.to_owned());
        }
    }
    serde_json::to_string(&programme).expect("a report serialises")
}

/// The first difference between two reports, with some context.
fn first_difference(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(80)).take(240).collect::<String>();
    format!("{}\nand\n{}", around(one), around(other))
}

fn seed() -> impl Strategy<Value = u64> {
    any::<u64>()
}

// c. At most one kind; coverage of the generator

#[test]
fn no_description_is_shown_to_be_two_kinds_and_the_generator_reaches_every_one() {
    let tally = Tally::default();
    for_all(SEED, 1280, &descriptions(), |description| {
        let programme = description.check();
        prop_assert!(programme.valid, "{}\n{:?}", description.to_yaml(), programme.findings);
        let shown = programme.kinds.iter().filter(|kind| kind.answer == Answer::Shown).map(|kind| &kind.id);
        prop_assert!(shown.clone().count() < 2, "{:?}: {}", shown.collect::<Vec<_>>(), description.to_yaml());
        tally.count(status_name(&programme));
        if let Some(kind) = &programme.verdict.kind {
            tally.count(format!("{} {kind}", status_name(&programme)));
        }
        for (what, answer) in answers(&programme) {
            tally.count(format!("{what} {answer:?}"));
        }
        for fact in description.removable_facts() {
            tally.count(fact.display(vocabulary()));
        }
        Ok(())
    });
    for (standing, floor) in
        [("Established", 250), ("Provisional", 60), ("Open", 150), ("Unclassified", 20), ("Contradictory", 20)]
    {
        tally.assert_at_least(standing, floor);
    }
    for kind in &CHECKER.pack().kinds {
        tally.assert_at_least(&format!("Established {}", kind.id), 10);
        tally.assert_at_least(&format!("{COMPOSITE_PREFIX}kind {} Refuted", kind.id), 100);
        tally.assert_at_least(&format!("{COMPOSITE_PREFIX}kind {} Open", kind.id), 50);
    }
    for block in &CHECKER.pack().blocks {
        for (answer, floor) in [("Shown", 50), ("Refuted", 25), ("Open", 50)] {
            tally.assert_at_least(&format!("{COMPOSITE_PREFIX}block {} {answer}", block.id), floor);
        }
    }
    let empty = Description::default().check();
    for code in criteria(&empty).map(|criterion| &criterion.code) {
        tally.assert_at_least(&format!("{code} Shown"), 10);
        tally.assert_at_least(&format!("{code} Open"), 10);
        // Not `Refuted`: some criteria have no rule that refutes them.
    }
    for (id, field) in
        vocabulary().fields.iter().enumerate().filter(|(_, field)| field.field_type != FieldType::FreeText)
    {
        for value in (0..field.values.len()).map(Some).chain(field.closing.as_ref().map(|_| None)) {
            tally.assert_at_least(&Fact { field: id, value }.display(vocabulary()), 5);
        }
    }
}

#[test]
fn descriptions_without_bias_hardly_ever_fit_the_concept() {
    // Why `near_kinds` exists; if this fails, it may no longer be needed.
    let tally = Tally::default();
    for_all(SEED, 1024, &uniform(), |description| {
        let kind = description.judgement().verdict.kind;
        tally.count(kind.map_or("none", |kind| &CHECKER.pack().kinds[kind].id));
        Ok(())
    });
    let concept = &CHECKER.pack().kinds[CHECKER.pack().concept].id;
    assert!(tally.0.borrow().get(concept).is_none_or(|found| *found < 5), "{:?}", tally.0.borrow());
}

// a. Soundness

/// Whether added facts may change the answer on a block or kind in this way. A contradiction may become a refutation,
/// since another part may be refuted.
fn is_allowed_composite_change(before: Answer, after: Answer) -> bool {
    match before {
        Answer::Open => true,
        Answer::Shown => matches!(after, Answer::Shown | Answer::Contradictory),
        Answer::Refuted | Answer::Contradictory => matches!(after, Answer::Refuted | Answer::Contradictory),
    }
}

/// Whether added facts may change the verdict in this way. What a contradictory verdict may become follows from the
/// answers on the kinds.
fn is_allowed_verdict_change(before: &VerdictReport, after: &VerdictReport) -> bool {
    use VerdictStatus::{Contradictory, Established, Open, Provisional, Unclassified};

    let same = before.kind == after.kind;
    let residual = |kind: &String| CHECKER.pack().kind(kind).is_some_and(|kind| CHECKER.pack().kinds[kind].residual);
    let residual = || after.kind.as_ref().is_some_and(residual);
    match (before.standing, after.standing) {
        (Open | Contradictory, _)
        | (Established | Provisional | Unclassified, Contradictory)
        | (Provisional | Unclassified, Unclassified) => true,
        (Established, Established) | (Provisional, Provisional) => same,
        (Provisional, Established) => same || residual(),
        (Unclassified, Established) => residual(),
        (Established, _) | (Provisional, Open) | (Unclassified, Open | Provisional) => false,
    }
}

/// Whatever is decided for `smaller` is also decided for `larger`, a superset of its facts.
fn assert_sound(smaller: &Description, larger: &Description, tally: &Tally) -> TestCaseResult {
    let (less, more) = (smaller.check(), larger.check());
    let (decided, still) = (answers(&less), answers(&more));
    let both = || format!("{}\nand with more facts\n{}", smaller.to_yaml(), larger.to_yaml());
    prop_assert!(decided.keys().eq(still.keys()));
    for (what, before) in &decided {
        let after = still[what];
        if what.starts_with(COMPOSITE_PREFIX) {
            prop_assert!(
                is_allowed_composite_change(*before, after),
                "{what} was {before:?}, is {after:?}: {}",
                both()
            );
        } else {
            let ((shown, refuted), (then_shown, then_refuted)) = (belnap_pair(*before), belnap_pair(after));
            prop_assert!(!shown || then_shown, "{what} was shown: {}", both());
            prop_assert!(!refuted || then_refuted, "{what} was refuted: {}", both());
        }
        if *before != after {
            let category = if what.starts_with(COMPOSITE_PREFIX) { "composite" } else { "criterion" };
            tally.count(format!("{category} {before:?} to {after:?}"));
        }
    }

    match (less.spectrum, more.spectrum) {
        (_, None) => {}
        // Once the spectrum does not apply, it never does; it may start to apply only if that was undecided.
        (None, Some(range)) => {
            let applied = CHECKER.pack().spectrum.applies_if.as_ref().is_none_or(|one| one.eval(&smaller.to_facts()));
            prop_assert!(!applied, "the spectrum applies again, {range:?}: {}", both());
            tally.count("on the spectrum");
        }
        (Some(wide), Some(narrow)) => {
            prop_assert!(wide.from <= narrow.from && narrow.to <= wide.to, "{wide:?}, {narrow:?}: {}", both());
            if wide != narrow {
                tally.count("narrower on the spectrum");
            }
        }
    }

    if less.label.declared.is_some() && less.label.declared == more.label.declared {
        let turned = less.label.holds.zip(more.label.holds).is_some_and(|(before, after)| before != after);
        prop_assert!(!turned, "label: {:?} became {:?}: {}", less.label.holds, more.label.holds, both());
        if less.label.holds != more.label.holds {
            tally.count(format!("label {:?} to {:?}", less.label.holds, more.label.holds));
        }
    }

    prop_assert!(
        is_allowed_verdict_change(&less.verdict, &more.verdict),
        "{:?}, {:?}: {}",
        less.verdict,
        more.verdict,
        both()
    );
    tally.count(format!("{} to {}", status_name(&less), status_name(&more)));
    Ok(())
}

#[test]
fn removing_one_fact_never_adds_an_answer() {
    let tally = Tally::default();
    for_all(SEED, 640, &(descriptions(), seed()), |(larger, which)| {
        let facts = larger.removable_facts();
        let Some(fact) = facts.get(Choices::from_seed(which).below(facts.len().max(1))).copied() else { return Ok(()) };
        let smaller = larger.without(fact);
        prop_assert!(smaller != larger);
        assert_sound(&smaller, &larger, &tally)
    });
    for (change, floor) in [
        ("criterion Open to Shown", 1_000),
        ("criterion Open to Refuted", 500),
        ("criterion Shown to Contradictory", 3),
        ("criterion Refuted to Contradictory", 6),
        ("composite Open to Shown", 150),
        ("composite Open to Refuted", 400),
        ("composite Refuted to Contradictory", 4),
        ("Provisional to Established", 40),
        ("Open to Established", 35),
        ("Open to Provisional", 12),
        ("on the spectrum", 20),
        ("narrower on the spectrum", 20),
        ("label None to Some(true)", 10),
        ("label None to Some(false)", 5),
    ] {
        tally.assert_at_least(change, floor);
    }
}

#[test]
fn adding_any_number_of_facts_never_takes_an_answer_away() {
    let tally = Tally::default();
    for_all(SEED, 640, &(near_kinds(4), descriptions()), |(smaller, other)| {
        assert_sound(&smaller, &smaller.merged_with(&other), &tally)
    });
    for (change, floor) in [
        ("criterion Shown to Contradictory", 70),
        ("criterion Refuted to Contradictory", 18),
        ("criterion Open to Contradictory", 70),
        ("composite Shown to Contradictory", 40),
        ("composite Refuted to Contradictory", 8),
        ("composite Open to Contradictory", 45),
        ("composite Contradictory to Refuted", 1),
        ("Established to Contradictory", 9),
        ("Provisional to Unclassified", 3),
        ("Provisional to Contradictory", 8),
        ("Contradictory to Contradictory", 7),
        ("label Some(true) to None", 1),
        ("narrower on the spectrum", 60),
    ] {
        tally.assert_at_least(change, floor);
    }
}

// b. At most one kind at a time

/// Descriptions with a verdict of this status, and others to add to them.
fn with_status_and_additions(standing: VerdictStatus) -> impl Strategy<Value = (Description, Description)> {
    let smaller = descriptions().prop_filter("another status", move |one| one.judgement().verdict.status == standing);
    (smaller, descriptions())
}

#[test]
fn a_provisional_kind_never_becomes_another_kind() {
    let tally = Tally::default();
    for_all(SEED, 512, &with_status_and_additions(VerdictStatus::Provisional), |(smaller, other)| {
        let larger = smaller.merged_with(&other);
        let (less, more) = (smaller.check().verdict, larger.check().verdict);
        let both = || format!("{}\nand with more facts\n{}", smaller.to_yaml(), larger.to_yaml());
        prop_assert_eq!(less.standing, VerdictStatus::Provisional);
        prop_assert!(is_allowed_verdict_change(&less, &more), "{less:?} became {more:?}: {}", both());
        // If another kind is established, it is residual.
        let other = more.standing == VerdictStatus::Established && more.kind != less.kind;
        tally.count(if other { "a residual kind".to_owned() } else { format!("{:?}", more.standing) });
        tally.count(less.kind.unwrap());
        Ok(())
    });
    for (standing, floor) in
        [("Provisional", 80), ("Established", 100), ("a residual kind", 8), ("Unclassified", 17), ("Contradictory", 30)]
    {
        tally.assert_at_least(standing, floor);
    }
    assert!(tally.0.borrow().len() >= 5 + 10, "too few kinds were ever provisional: {:?}", tally.0.borrow());
}

#[test]
fn unclassified_becomes_at_most_contradictory_or_residual() {
    let tally = Tally::default();
    for_all(SEED, 512, &with_status_and_additions(VerdictStatus::Unclassified), |(smaller, other)| {
        let larger = smaller.merged_with(&other);
        let (less, more) = (smaller.check().verdict, larger.check().verdict);
        let both = || format!("{}\nand with more facts\n{}", smaller.to_yaml(), larger.to_yaml());
        prop_assert!(is_allowed_verdict_change(&less, &more), "{less:?} became {more:?}: {}", both());
        tally.count(format!("{:?}", more.standing));
        Ok(())
    });
    for (standing, floor) in [("Unclassified", 200), ("Contradictory", 11), ("Established", 3)] {
        tally.assert_at_least(standing, floor);
    }
}

#[test]
fn a_contradiction_ends_only_if_refuted_or_another_kind_is_shown() {
    let tally = Tally::default();
    for_all(SEED, 512, &with_status_and_additions(VerdictStatus::Contradictory), |(smaller, other)| {
        let larger = smaller.merged_with(&other);
        let (less, more) = (smaller.check(), larger.check());
        let both = || format!("{}\nand with more facts\n{}", smaller.to_yaml(), larger.to_yaml());
        prop_assert!(less.verdict.kind.is_none() && !less.verdict.candidates.is_empty(), "{}", smaller.to_yaml());
        let answer = |kind: &String| more.kinds.iter().find(|one| one.id == *kind).map(|one| one.answer).unwrap();
        let is_refuted = less.verdict.candidates.iter().all(|kind| answer(kind) == Answer::Refuted);
        let (before, after) = (&less.verdict, &more.verdict);
        match after.standing {
            // The contradiction may remain: a kind that is shown takes precedence.
            VerdictStatus::Established => {
                prop_assert!(!before.candidates.contains(after.kind.as_ref().unwrap()), "{}", both());
                tally.count(format!("another kind, and the contradiction refuted: {is_refuted}"));
            }
            VerdictStatus::Contradictory => {}
            _ => prop_assert!(is_refuted, "{before:?} became {after:?}: {}", both()),
        }
        tally.count(status_name(&more));
        Ok(())
    });
    for (standing, floor) in [("Contradictory", 200), ("Unclassified", 5), ("Established", 5)] {
        tally.assert_at_least(standing, floor);
    }
}

// h. Values that are not understood

/// Replacements for values: unknown values, and placeholders for nothing stated.
const UNKNOWN_VALUES: [&str; 3] = ["volunter", "Yes, mostly", "some of: these"];
const PLACEHOLDERS: [&str; 4] = ["?", "tbd", "N/A", ""];

/// The verdict and the answers, without their grounds.
fn outcome_without_grounds(programme: &Programme) -> String {
    let verdict = &programme.verdict;
    let label = &programme.label.holds;
    let verdict = (verdict.standing, &verdict.kind, &verdict.candidates, &verdict.nearest, programme.spectrum, label);
    format!("{verdict:?} {:?}", answers(programme))
}

#[test]
fn unknown_values_count_as_not_stated() {
    let tally = Tally::default();
    for_all(SEED, 512, &(descriptions(), seed()), |(description, which)| {
        let mut choices = Choices::from_seed(which);
        let fields: Vec<usize> = (0..vocabulary().fields.len())
            .filter(|id| vocabulary().fields[*id].field_type != FieldType::FreeText && description.0.contains_key(id))
            .collect();
        let Some(id) = fields.get(choices.below(fields.len().max(1))).copied() else { return Ok(()) };
        let field = &vocabulary().fields[id];
        let is_unknown = choices.below(3) > 0;
        let word = if is_unknown { UNKNOWN_VALUES[choices.below(3)] } else { PLACEHOLDERS[choices.below(4)] };
        let mut tree = description.tree();
        let value = &mut tree[&field.section][&field.key];
        let mut without = description.clone();
        match value {
            // The other items of the list count, and the list is not complete.
            Value::Array(items) if choices.below(3) > 0 => {
                items.insert(choices.below(items.len() + 1), word.into());
                match without.0.get_mut(&id) {
                    Some(crate::common::FieldState::List(items, closed)) if !items.is_empty() => *closed = false,
                    _ => drop(without.0.remove(&id)),
                }
                tally.count("an item of a list");
            }
            _ => {
                *value = word.into();
                without.0.remove(&id);
                tally.count("a whole field");
            }
        }
        let text = write_yaml(&tree, &mut Choices::plain());
        let (found, expected) = (check_with(&CHECKER_WITHOUT_FIXES, &text), without.check());
        prop_assert_eq!(found.valid, !is_unknown, "{}\n{:?}", &text, found.findings);
        let (seen, wanted) = (outcome_without_grounds(&found), outcome_without_grounds(&expected));
        prop_assert!(
            seen == wanted,
            "{word:?} of {} made a difference: {}\nin\n{text}",
            field.name,
            first_difference(&wanted, &seen)
        );
        for criterion in criteria(&found) {
            let reads = is_unknown && criterion.answer == Answer::Open;
            prop_assert!(criterion.understood || reads, "{} in\n{text}", criterion.code);
            if !criterion.understood {
                tally.count("an answer that is not understood");
            }
        }
        tally.count(if is_unknown { "not understood" } else { "not stated" });
        Ok(())
    });
    for (what, floor) in [
        ("an item of a list", 40),
        ("a whole field", 200),
        ("not understood", 150),
        ("not stated", 80),
        ("an answer that is not understood", 1_000),
    ] {
        tally.assert_at_least(what, floor);
    }
}

// d. and f. Order and style

#[test]
fn order_style_and_custom_keys_change_nothing() {
    // Each seed shrinks to 0, which changes nothing: a failure shows which variation matters.
    for_all(SEED, 512, &(descriptions(), seed(), seed(), seed()), |(description, order, notes, style)| {
        let tree = description.tree();
        let plain = without_locations(&description.check());
        let other = shuffled(&annotated(&tree, &mut Choices::from_seed(notes)), &mut Choices::from_seed(order));
        let elsewhere = match style % 3 {
            0 => serde_json::to_string(&other).unwrap(),
            1 => serde_json::to_string_pretty(&other).unwrap(),
            _ => serde_yaml::to_string(&other).unwrap(),
        };
        for text in [write_yaml(&other, &mut Choices::from_seed(style)), elsewhere] {
            let found = without_locations(&check_with(&CHECKER_WITHOUT_FIXES, &text));
            prop_assert!(plain == found, "the reports differ: {}\nin\n{text}", first_difference(&plain, &found));
        }
        Ok(())
    });
}

/// A feature of a text, and a predicate that detects it.
type TextFeature = (&'static str, fn(&str) -> bool);

#[test]
fn the_generator_varies_order_style_and_custom_keys() {
    // Otherwise the previous test could compare a text with itself.
    let seen: RefCell<BTreeMap<&str, usize>> = RefCell::default();
    let features: &[TextFeature] = &[
        ("a trailing comment", |text| text.contains(" # ")),
        ("a comment line", |text| text.contains("\n#") || text.starts_with('#')),
        ("single quotes", |text| text.contains(": '")),
        ("double quotes", |text| text.contains(": \"")),
        ("a flow sequence", |text| text.contains(": [")),
        ("a block sequence", |text| text.contains("\n- ") || text.contains(" - ")),
        ("a flow mapping as a section", |text| text.contains(": {")),
        ("a flow mapping as the document", |text| text.trim_start_matches(['\u{feff}', '-', '\n']).starts_with('{')),
        ("a literal scalar", |text| text.contains(": |-")),
        ("a folded scalar", |text| text.contains("- >-")),
        ("CRLF line endings", |text| text.contains("\r\n")),
        ("a byte-order mark", |text| text.starts_with('\u{feff}')),
        ("a document start", |text| text.contains("---\n")),
        ("a document end", |text| text.contains("\n...\n")),
        ("a custom key", |text| text.contains("x-note")),
    ];
    let (reordered, total) = (Cell::new(0), Cell::new(0));
    for_all(SEED, 512, &(descriptions(), seed(), seed()), |(description, order, style)| {
        let tree = description.tree();
        let other = shuffled(&annotated(&tree, &mut Choices::from_seed(order)), &mut Choices::from_seed(order));
        let text = write_yaml(&other, &mut Choices::from_seed(style));
        for (what, has_feature) in features {
            if has_feature(&text) {
                *seen.borrow_mut().entry(what).or_default() += 1;
            }
        }
        let order = |tree: &Value| {
            tree.as_object().unwrap().keys().filter(|key| !key.starts_with("x-")).cloned().collect::<Vec<_>>()
        };
        reordered.set(reordered.get() + usize::from(order(&tree) != order(&other)));
        total.set(total.get() + 1);
        Ok(())
    });
    for (what, _) in features {
        assert!(seen.borrow().get(what).copied().unwrap_or_default() >= 10, "{what}: {:?}", seen.borrow());
    }
    assert!(reordered.get() * 2 > total.get(), "{} of {}", reordered.get(), total.get());
}

#[test]
fn the_order_of_documents_and_files_changes_nothing() {
    for_all(SEED, 512, &vec(descriptions(), 2), |descriptions| {
        let mut texts: Vec<String> = descriptions.iter().map(Description::to_yaml).collect();
        // A file describes no programme twice.
        texts[1] = texts[1].replace("Made up", "Made up too");
        let whole = texts.join("---\n");
        let documents = CHECKER_WITHOUT_FIXES.check_all([input("all.yaml", &whole)]).programmes;
        let files =
            CHECKER_WITHOUT_FIXES.check_all([input("b.yaml", &texts[1]), input("a.yaml", &texts[0])]).programmes;
        prop_assert!(documents.iter().map(|one| one.document).eq(0..2), "{whole}");
        prop_assert!(files.iter().map(|one| one.path.as_str()).eq(["b.yaml", "a.yaml"]), "{whole}");
        let has_one_id = documents[0].identity.is_some() && documents[0].identity == documents[1].identity;
        for (one, other) in documents.iter().zip(files.iter().rev()).take(if has_one_id { 1 } else { 2 }) {
            let (one, other) = (without_locations(one), without_locations(other));
            prop_assert!(one == other, "{}\nin\n{whole}", first_difference(&one, &other));
        }
        Ok(())
    });
}

#[test]
fn files_are_reported_by_path_in_any_argument_order() {
    let folder = crate::common::fixtures();
    let of = |parts: &[&str]| -> Vec<std::path::PathBuf> { parts.iter().map(|part| folder.join(part)).collect() };
    let report =
        |paths: &[std::path::PathBuf]| serde_json::to_value(CHECKER.check_all(discover_inputs(paths))).unwrap();
    let one = report(&of(&["constructed", "real"]));
    assert!(one["programmes"].as_array().unwrap().len() > 50);
    assert_eq!(one, report(&of(&["real", "constructed/related", "constructed", "real"])));
}

// e. Grounds

#[test]
fn every_answer_has_grounds_at_the_reported_locations() {
    let tally = Tally::default();
    let ids: BTreeMap<String, usize> =
        (0..CHECKER.pack().kinds.len()).flat_map(|kind| CHECKER.pack().criteria_with_code(kind)).collect();
    for_all(SEED, 512, &(descriptions(), seed(), seed()), |(description, order, style)| {
        let tree = shuffled(&description.tree(), &mut Choices::from_seed(order));
        let text = write_yaml(&tree, &mut Choices::from_seed(style));
        let programme = check(&text);
        for criterion in criteria(&programme) {
            let because = &criterion.because;
            prop_assert_eq!(criterion.answer == Answer::Open, because.is_empty(), "{} in\n{}", &criterion.code, &text);
            prop_assert!(
                criterion.related.is_empty() || criterion.answer == Answer::Open,
                "{} in\n{}",
                criterion.code,
                text
            );
            if criterion.answer == Answer::Contradictory {
                prop_assert!(because.len() >= 2, "{} in\n{}", criterion.code, text);
            }
            let mut grounds = Description::default();
            for location in &criterion.related {
                prop_assert!(spans_value(&tree, &text, location), "{} at {location:?} in\n{text}", criterion.code);
            }
            for location in because {
                prop_assert!(spans_value(&tree, &text, location), "{} at {location:?} in\n{text}", criterion.code);
                let fact = fact_at(&tree, location);
                prop_assert!(
                    grounds.to_facts().with(vocabulary(), fact) != grounds.to_facts(),
                    "{} names {fact:?} twice in\n{text}",
                    criterion.code
                );
                grounds = grounds.with(fact);
                tally.count("grounds");
            }
            // The grounds alone are enough for the answer.
            let alone = grounds.judgement().criteria[ids[&criterion.code]].answer();
            prop_assert_eq!(
                alone,
                criterion.answer,
                "{} does not follow from {} in\n{}",
                criterion.code,
                grounds.to_yaml(),
                text
            );
        }
        for finding in &programme.findings {
            prop_assert!(!finding.spans.is_empty(), "{} has no location in\n{text}", finding.code);
            for location in &finding.spans {
                prop_assert!(spans_value_or_key(&tree, &text, location), "{} at {location:?} in\n{text}", finding.code);
                tally.count("locations of findings");
            }
        }
        Ok(())
    });
    tally.assert_at_least("grounds", 10_000);
    tally.assert_at_least("locations of findings", 4_000);
}

/// Whether the span holds the single value at the pointer, and line and column are those of its first byte.
fn spans_value(tree: &Value, text: &str, location: &SourceLocation) -> bool {
    let stated = location.pointer.as_deref().and_then(|pointer| tree.pointer(pointer));
    stated.is_some_and(Value::is_string)
        && stated == parse_span(text, location).as_ref()
        && has_correct_position(text, location)
}

/// The fact at the pointer.
fn fact_at(tree: &Value, location: &SourceLocation) -> Fact {
    let pointer = location.pointer.as_deref().unwrap_or_default();
    let field = pointer.split('/').skip(1).take(2).collect::<Vec<_>>().join(".");
    let field = vocabulary().field_id(&field).expect("grounds are fields of the vocabulary");
    let value = tree.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    Fact { field, value: vocabulary().fields[field].value_index(value) }
}

/// Whether the span holds the value at the pointer, or its key.
fn spans_value_or_key(tree: &Value, text: &str, location: &SourceLocation) -> bool {
    let Some((pointer, named)) =
        location.pointer.as_deref().and_then(|pointer| Some((pointer, tree.pointer(pointer)?)))
    else {
        return false;
    };
    let key = pointer.rsplit('/').next().map(Value::from);
    let matches = match named {
        // A block sequence cannot be parsed without its context; its items can be searched for.
        Value::Array(items) => {
            let text = &text[location.byte_start..location.byte_end];
            items.iter().all(|item| item.as_str().is_some_and(|item| text.contains(item)))
        }
        Value::Object(_) => parse_span(text, location) == key,
        _ => parse_span(text, location).as_ref() == Some(named),
    };
    matches && has_correct_position(text, location)
}

/// The value in the span, parsed by an independent YAML parser.
fn parse_span(text: &str, location: &SourceLocation) -> Option<Value> {
    serde_yaml::from_str(&text[location.byte_start..location.byte_end]).ok()
}

fn has_correct_position(text: &str, location: &SourceLocation) -> bool {
    let before = text[..location.byte_start].trim_start_matches('\u{feff}');
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (location.line, location.column) == (line, column)
}

#[test]
fn every_contradiction_is_reported_whatever_the_verdict() {
    let tally = Tally::default();
    for_all(SEED, 512, &descriptions(), |description| {
        let programme = check(&description.to_yaml());
        for criterion in criteria(&programme).filter(|one| one.answer == Answer::Contradictory) {
            // Kinds may share a condition; it is reported once, under one of them.
            let name = criterion.code.rsplit('/').next().unwrap();
            let is_reported = programme.findings.iter().any(|finding| {
                finding.code.ends_with(&format!("/{name}")) && finding.spans.len() >= criterion.because.len()
            });
            prop_assert!(is_reported, "{} in\n{}", criterion.code, description.to_yaml());
            tally.count("contradictions");
        }
        Ok(())
    });
    tally.assert_at_least("contradictions", 100);
}

// g. Questions

#[test]
fn questions_predict_the_verdict_of_each_answer() {
    let tally = Tally::default();
    for_all(SEED, 512, &(descriptions(), seed()), |(description, which)| {
        let programme = description.check();
        let questions = &programme.remedy.questions;
        let undecided = matches!(programme.verdict.standing, VerdictStatus::Open | VerdictStatus::Provisional);
        prop_assert!(undecided || questions.is_empty(), "{}", description.to_yaml());
        prop_assert!(!undecided || !questions.is_empty(), "no question: {}", description.to_yaml());
        let mut choices = Choices::from_seed(which);
        let fields: BTreeSet<&String> = questions.iter().map(|question| &question.field).collect();
        prop_assert_eq!(fields.len(), questions.len(), "a field is asked twice: {}", description.to_yaml());
        // A sample in each case; over all cases every field is covered.
        for question in questions {
            if choices.below(3) > 0 {
                continue;
            }
            let id = vocabulary().field_id(&question.field).unwrap();
            let field = &vocabulary().fields[id];
            let settles = question.answers.iter().any(|answer| {
                answer.standing != VerdictStatus::Contradictory
                    && (answer.standing, &answer.candidates)
                        != (programme.verdict.standing, &programme.verdict.candidates)
            });
            prop_assert!(settles, "no answer on {} changes the verdict: {}", question.field, description.to_yaml());
            for answer in &question.answers {
                if choices.below(3) > 0 {
                    continue;
                }
                let fact = Fact { field: id, value: field.value_index(&answer.value) };
                prop_assert!(fact.value.is_some() || field.closing_name() == Some(answer.value.as_str()));
                let answered = description.with(fact);
                let then = answered.check();
                prop_assert!(then.valid, "{}", answered.to_yaml());
                prop_assert_eq!(
                    (then.verdict.standing, &then.verdict.candidates),
                    (answer.standing, &answer.candidates),
                    "{} in\n{}",
                    fact.display(vocabulary()),
                    description.to_yaml()
                );
                tally.count(&question.field);
                tally.count("answers");
                if then.verdict.standing == VerdictStatus::Established {
                    tally.count("answers that establish a kind");
                }
            }
        }
        Ok(())
    });
    tally.assert_at_least("answers", 400);
    tally.assert_at_least("answers that establish a kind", 20);
    assert!(tally.0.borrow().len() > 12, "few fields are ever asked about: {:?}", tally.0.borrow());
}

// The expectation affects severity, not answers

#[test]
fn the_expectation_changes_no_answer() {
    for_all(SEED, 512, &descriptions(), |description| {
        let text = description.to_yaml();
        let judged = |mut programme: Programme| {
            programme.findings.clear();
            programme.verdict.sentence.clear();
            (programme.as_expected, programme.passes) = (true, true);
            let mut questions = programme.remedy.questions;
            // What an answer leads to alone is tried only where ways to the kind are searched for.
            questions.iter_mut().flat_map(|question| &mut question.answers).for_each(|answer| answer.alone = None);
            programme.remedy = Fixes { questions, ..Fixes::default() };
            serde_json::to_string(&programme).unwrap()
        };
        let (one, other) = (judged(check(&text)), judged(description.check()));
        prop_assert!(one == other, "{}\nin\n{text}", first_difference(&one, &other));
        Ok(())
    });
}
