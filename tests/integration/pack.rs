//! The built-in rules are consistent: every example gives its expected answer, every indicator has the texts that its
//! readers need, and every field that is not informative is read by a rule.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{CHECKER, CHECKER_WITHOUT_FIXES, Description, check_with, vocabulary};

use mentorcheck_core::{
    eval::Answer,
    pack::{
        Condition, Criterion, Example, Examples, Reference, Requirement, SHARED_CONDITION_PREFIX, Weight, built_in,
        built_in_names,
    },
    report::Programme,
    schema::FieldType,
};

/// Checks each example. Returns it with the expected answer and the report.
fn check_examples(examples: &Examples) -> Vec<(Answer, &Example, Programme)> {
    let groups =
        [(Answer::Shown, &examples.shows), (Answer::Refuted, &examples.refutes), (Answer::Open, &examples.leaves_open)];
    let all = groups.into_iter().flat_map(|(answer, examples)| examples.iter().map(move |example| (answer, example)));
    all.map(|(answer, example)| {
        let text = Description::from_example(example).to_yaml();
        let programme = check_with(&CHECKER_WITHOUT_FIXES, &text);
        assert!(programme.valid, "{text}\n{:?}", programme.findings);
        (answer, example, programme)
    })
    .collect()
}

#[test]
fn examples_of_kinds_give_their_expected_answer() {
    for kind in &CHECKER.pack().kinds {
        let examples = &kind.examples;
        assert!(
            !examples.shows.is_empty() && !examples.refutes.is_empty() && !examples.leaves_open.is_empty(),
            "{} lacks an example of an answer",
            kind.id
        );
        for (expected, example, programme) in check_examples(examples) {
            let found = programme.kinds.iter().find(|one| one.id == kind.id).map(|one| one.answer);
            assert_eq!(found, Some(expected), "{}: {example:?}", kind.id);
            if expected == Answer::Shown {
                assert_eq!(programme.verdict.kind.as_ref(), Some(&kind.id), "{example:?}");
            }
        }
    }
}

#[test]
fn examples_of_indicators_and_conditions_give_their_expected_answer() {
    let mut checked = 0;
    for kind in 0..CHECKER.pack().kinds.len() {
        for (code, id) in CHECKER.pack().criteria_with_code(kind) {
            for (expected, example, programme) in check_examples(&CHECKER.pack().criteria[id].examples) {
                let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
                let conditions = programme.kinds.iter().flat_map(|kind| &kind.conditions);
                let found = indicators.chain(conditions).find(|one| one.code == code).map(|one| one.answer);
                assert_eq!(found, Some(expected), "{code}: {example:?}");
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn claims_quote_their_source_or_are_marked_as_interpretations() {
    assert!(!CHECKER.pack().definition.quote.trim().is_empty());
    for claim in &CHECKER.pack().claims {
        assert!(!claim.says.trim().is_empty(), "{}", claim.id);
        for text in [&claim.quote, &claim.heading, &claim.interpretation].into_iter().flatten() {
            assert!(!text.trim().is_empty(), "{}", claim.id);
        }
        assert_eq!(
            claim.quote.is_some(),
            claim.heading.is_some(),
            "{}: a quotation needs a heading, and a heading a quotation",
            claim.id
        );
        assert!(
            claim.quote.is_some() || claim.interpretation.is_some(),
            "{} has neither quotation nor interpretation",
            claim.id
        );
        assert!(claim.author.is_none() || claim.quote.is_some(), "{} names an author without a quotation", claim.id);
        assert!(!claim.says.contains('“'), "{}: `says` is a paraphrase, not a quotation", claim.id);
    }
}

#[test]
fn necessary_indicators_have_every_text() {
    let mut necessary = 0;
    for block in &CHECKER.pack().blocks {
        for indicator in block.indicators.iter().map(|id| &CHECKER.pack().criteria[*id]) {
            let Criterion {
                id,
                title,
                weight,
                claims,
                question,
                refuted,
                findings,
                help,
                evidence,
                traps,
                examples,
                ..
            } = indicator;
            if *weight != Weight::Necessary {
                continue;
            }
            necessary += 1;
            let name = format!("{}/{id}", block.id);
            assert!(refuted.is_some(), "{name} can never be refuted");
            assert!(!claims.is_empty(), "{name} cites no claim");
            assert!(!evidence.is_empty() && !traps.is_empty(), "{name}");
            let texts: [&str; 6] = [title, question, &findings.refuted, &findings.open, &help.refuted, help.open()];
            let lists = evidence.iter().chain(traps).map(String::as_str);
            for text in texts.into_iter().chain(lists) {
                assert!(!text.trim().is_empty(), "{name} has an empty text");
            }
            assert!(
                !examples.shows.is_empty() && !examples.refutes.is_empty() && !examples.leaves_open.is_empty(),
                "{name} lacks an example of an answer"
            );
        }
    }
    assert!(necessary >= CHECKER.pack().blocks.len(), "{necessary}");
}

/// The fields that the pack reads, with what reads them.
fn fields_read() -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut read: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut record = |reader: &'static str, condition: &Condition| {
        for field in condition.fields() {
            read.entry(vocabulary().fields[field].name.clone()).or_default().insert(reader);
        }
    };
    let pack = CHECKER.pack();
    for criterion in &pack.criteria {
        record("rule", &criterion.shown);
        criterion.refuted.iter().for_each(|refuted| record("rule", refuted));
        criterion.cases.iter().for_each(|case| record("case", &case.when));
        criterion.interpretations.iter().for_each(|reading| record("reading", &reading.when));
    }
    pack.spectrum
        .applies_if
        .iter()
        .chain(&pack.spectrum.excluded_if)
        .for_each(|condition| record("spectrum", condition));
    pack.spectrum.points.iter().for_each(|point| record("spectrum", &point.ruled_out));
    read.entry(vocabulary().fields[pack.labels.field].name.clone()).or_default().insert("labels");
    read
}

#[test]
fn rules_read_exactly_the_fields_that_are_not_informative() {
    let read = fields_read();
    for (id, field) in vocabulary().fields.iter().enumerate() {
        // Informative by the vocabulary, or by this pack alone.
        let informs = field.informative || CHECKER.pack().informative_values[id] == u64::MAX;
        assert_eq!(read.contains_key(&field.name), !informs, "{}", field.name);
        assert!(
            field.informative || field.field_type != FieldType::FreeText,
            "{} is free text, which no rule can evaluate",
            field.name
        );
    }
    // No rule may read the label: an answer must not depend on what a programme calls itself.
    let label = &vocabulary().fields[CHECKER.pack().labels.field].name;
    assert_eq!(read[label], BTreeSet::from(["labels"]));
}

/// The defining requirements of each kind, in pack order: blocks and conditions by id, indicators with their block.
const DEFINING_REQUIREMENTS: [(&str, &str); 12] = [
    ("coaching", "professional-guide coaching-aim"),
    ("professional-support", "professional-guide another-aim"),
    ("peer-support", "fellow nothing-to-share"),
    ("workplace-mentoring", "career-first"),
    ("career-mentoring", "career-first"),
    ("academic-mentoring", "study-first"),
    ("enterprise-mentoring", "enterprise-first"),
    ("youth-mentoring", "growing-up-first"),
    ("social-mentoring", "social-aim-first"),
    ("informal-mentoring", "on-their-own"),
    ("formal-supervision", "by-role"),
    ("one-off-activity", "one-off"),
];

#[test]
fn each_kind_is_defined_by_what_distinguishes_it() {
    for (name, first) in [
        (
            "mentoring-to-work",
            [("mentoring-to-work", "goal-orientation/towards-work"), ("befriending", "companionship-first")],
        ),
        ("befriending", [("befriending", "friend-like-relationship"), ("work-aimed-mentoring", "work-first")]),
    ] {
        let pack = built_in(name).expect("the pack is built in").load(vocabulary()).expect("the pack is valid");
        let requirement_name = |requirement: &Requirement| match *requirement {
            Requirement::Block(block) => pack.blocks[block].id.clone(),
            Requirement::Criterion(id) => {
                let block = pack.blocks.iter().find(|block| block.indicators.contains(&id));
                let prefix = block.map(|block| format!("{}/", block.id)).unwrap_or_default();
                prefix + &pack.criteria[id].id
            }
        };
        let defining = pack.kinds.iter().map(|kind| {
            let defining: Vec<_> = kind.defining.iter().map(requirement_name).collect();
            (kind.id.as_str(), defining.join(" "))
        });
        let expected =
            first.into_iter().chain(DEFINING_REQUIREMENTS).map(|(kind, defining)| (kind, defining.to_owned()));
        assert_eq!(defining.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{name}");
        // Only the one-off activity is residual.
        let residual: Vec<_> = pack.kinds.iter().filter(|kind| kind.residual).map(|kind| kind.id.as_str()).collect();
        assert_eq!(residual, ["one-off-activity"], "{name}");
    }
}

/// A label that names a kind is an error where it does not fit; the others say nothing about the kind.
#[test]
fn labels_name_a_kind_or_a_form_of_contact() {
    for name in built_in_names() {
        let pack = built_in(name).expect("the pack is built in").load(vocabulary()).expect("the pack is valid");
        let labels = &vocabulary().fields[pack.labels.field].values;
        let labels_where = |holds: &dyn Fn(usize) -> bool| -> Vec<&str> {
            let labels = labels.iter().enumerate().filter(|(label, _)| holds(*label));
            labels.map(|(_, label)| label.name.as_str()).collect()
        };
        let mut naming = labels_where(&|label| pack.labels.names_kind[label]);
        naming.sort_unstable();
        assert_eq!(naming, ["befriending", "coaching", "job-coaching", "mentoring", "mentoring-to-work"], "{name}");
        assert_eq!(labels_where(&|label| pack.labels.allowed_kinds[label].is_empty()), ["other"], "{name}");
        assert_eq!(labels_where(&|label| !pack.labels.unspecified_kinds[label].is_empty()), ["mentoring"], "{name}");
    }
}

#[test]
fn every_criterion_belongs_to_a_block_or_a_kind() {
    let used: BTreeSet<usize> = (0..CHECKER.pack().kinds.len())
        .flat_map(|kind| CHECKER.pack().criteria_with_code(kind))
        .map(|(_, id)| id)
        .collect();
    let unused = (0..CHECKER.pack().criteria.len()).filter(|id| !used.contains(id));
    let unused: Vec<_> = unused.map(|id| &CHECKER.pack().criteria[id].id).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn parts_are_found_by_id_and_have_their_own_codes() {
    let pack = CHECKER.pack();
    for (id, kind) in pack.kinds.iter().enumerate() {
        assert_eq!(pack.kind(&kind.id), Some(id));
    }
    assert_eq!(pack.kind("no such kind"), None);
    let mut codes: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for kind in 0..pack.kinds.len() {
        for (code, criterion) in pack.criteria_with_code(kind) {
            codes.entry(criterion).or_default().insert(code);
        }
    }
    let mut shared = 0;
    for (criterion, under) in &codes {
        // A shared condition has a code under each kind, and a separate one of its own.
        let own = match under.first() {
            Some(only) if under.len() == 1 => only.clone(),
            _ => format!("{SHARED_CONDITION_PREFIX}{}", pack.criteria[*criterion].id),
        };
        shared += usize::from(own.starts_with(SHARED_CONDITION_PREFIX));
        assert_eq!(pack.criterion_code(*criterion), own);
    }
    assert!(0 < shared && shared < codes.len(), "{shared} of {}", codes.len());
    for (block, definition) in pack.blocks.iter().enumerate() {
        assert_eq!(pack.requirement_title(Requirement::Block(block)), definition.title);
    }
    for (criterion, definition) in pack.criteria.iter().enumerate() {
        assert_eq!(pack.requirement_title(Requirement::Criterion(criterion)), definition.title);
    }
}

#[test]
fn a_source_is_cited_with_what_is_known_of_it() {
    for (authors, year, title, short, cited) in [
        ("Made-Up, A.", None, None, "Made-Up", "Made-Up, A."),
        ("Made-Up, A.", Some(2001), None, "Made-Up 2001", "Made-Up, A. (2001)"),
        (
            "Made-Up, A. and Other, B.",
            Some(2001),
            Some("On"),
            "Made-Up and Other 2001",
            "Made-Up, A. and Other, B. (2001), On",
        ),
        ("Made-Up, A., Other, B.", None, Some("On"), "Made-Up and others", "Made-Up, A., Other, B., On"),
    ] {
        let title = title.map(str::to_owned);
        let source = Reference { authors: authors.into(), year, title, published: None, note: None };
        assert_eq!((source.short_citation().as_str(), source.citation().as_str()), (short, cited));
    }
}

// The code
