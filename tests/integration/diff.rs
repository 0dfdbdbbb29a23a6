//! Checks that `diff` reports which facts changed a judgement, that those facts alone change it, and that an assumption
//! (`check --what-if`) is evaluated as if it were stated, without being written anywhere.

use std::{collections::BTreeSet, fs, path::Path};

use crate::common::{
    CHECKER, Description, ROOT, Tally, checker, descriptions, fixtures_in, for_all, input, near_kinds, run_in,
    vocabulary,
};
use proptest::prelude::*;
use serde_json::Value;

use mentorcheck_core::{
    compare::{Comparison, compare},
    diagnostic::SourceLocation,
    diff::Change,
    eval::{Answer, Judgement},
    evidence::EvidenceLevel,
    facts::{Fact, Facts, assumption::Assumption},
    report::{CriterionReport, Difference, Programme, difference::Attribution},
    schema::{DIFF, FieldType, REPORT, Schema},
};
use mentorcheck_render::diff_text;
use mentorcheck_yaml::{Document, ParsedFile};

const MODEL: &str = "fixtures/constructed/model/model.yaml";
const CONTRARY: &str = "fixtures/constructed/contrary";

/// The contrary cases, each with the changes to the model case that alone refute the block of that name.
const PLANTED: [(&str, &[&str]); 7] = [
    (
        "asymmetry",
        &[
            "- mentor.brings professional-network",
            "- mentor.brings local-labour-market",
            "+ mentor.brings nothing-else",
        ],
    ),
    (
        "growth",
        &[
            "- purpose.steps network",
            "- purpose.steps interviewing",
            "- purpose.steps job-search",
            "- mentee.gains network",
            "- mentee.gains labour-market-knowledge",
            "- mentee.gains self-confidence",
            "- mentee.gains skills",
            "+ mentee.gains nothing-else",
        ],
    ),
    ("goal-orientation", &["~ purpose.main work settlement"]),
    ("relationship", &["~ relationship.contact repeated one-off"]),
    ("voluntariness", &["~ mentor.capacity volunteer practitioner", "~ mentor.reward none wage"]),
    ("reciprocity", &["- mentor.gains intercultural-skills", "~ relationship.exchange two-way one-way"]),
    (
        "third-actor",
        &[
            "- third_actor.monitors closing-review",
            "- third_actor.monitors check-ins",
            "+ third_actor.monitors nothing-else",
        ],
    ),
];

/// The same contrary cases as assumptions on the model case.
const ASSUMPTIONS: [(&str, &[&str]); 7] = [
    ("asymmetry", &["mentor.brings=", "mentor.brings=companionship", "mentor.brings=nothing-else"]),
    (
        "growth",
        &[
            "purpose.steps=",
            "purpose.steps=job",
            "mentee.gains=",
            "mentee.gains=companionship",
            "mentee.gains=nothing-else",
        ],
    ),
    ("goal-orientation", &["purpose.main=settlement"]),
    ("relationship", &["relationship.contact=one-off"]),
    ("voluntariness", &["mentor.capacity=practitioner", "mentor.reward=wage"]),
    ("reciprocity", &["mentor.gains=", "mentor.gains=meaning", "relationship.exchange=one-way"]),
    ("third-actor", &["third_actor.monitors=", "third_actor.monitors=nothing-else"]),
];

const SEED: u64 = 1977;

fn run(arguments: &[&str]) -> (i32, String, String) {
    let (code, stdout, stderr) = run_in(Path::new(ROOT), arguments);
    (code.unwrap(), stdout, stderr)
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

fn compare_texts(old: &str, new: &str) -> Comparison {
    compare(&CHECKER, input("old.yaml", old), input("new.yaml", new))
}

/// The difference between two texts with one description each.
fn difference(old: &str, new: &str) -> Difference {
    let mut comparison = compare_texts(old, new);
    assert!(comparison.unreadable.is_empty(), "{:?}", comparison.unreadable);
    assert_eq!((comparison.programmes.len(), comparison.only_old.len(), comparison.only_new.len()), (1, 0, 0));
    comparison.programmes.remove(0).difference
}

fn format_change(change: &Change) -> String {
    let values: Vec<&str> = change.from.iter().chain(&change.to).map(String::as_str).collect();
    format!("{} {} {}", change.change.sign(), change.field, values.join(" "))
}

fn apply_changes(facts: &Facts, changes: &[&Change]) -> Facts {
    let mut result: BTreeSet<Fact> = facts.iter().collect();
    for change in changes {
        let field = vocabulary().field_id(&change.field).unwrap();
        let fact = |name: &String| Fact { field, value: vocabulary().fields[field].value_index(name) };
        for removed in &change.from {
            assert!(result.remove(&fact(removed)), "{change:?} removes a fact that is not stated");
        }
        result.extend(change.to.iter().map(fact));
    }
    result.into_iter().fold(Facts::empty(vocabulary()), |facts, fact| facts.with(vocabulary(), fact))
}

/// What an answer in a judgement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Verdict,
    /// The verdict without its nearest kinds.
    Question,
    Block(usize),
    Kind(usize),
    Spectrum,
    Label,
}

fn answer(judgement: &Judgement, subject: Subject) -> String {
    match subject {
        Subject::Verdict => format!("{:?}", judgement.verdict),
        Subject::Question => {
            let verdict = &judgement.verdict;
            format!("{:?}", (verdict.status, verdict.kind, &verdict.candidates))
        }
        Subject::Block(block) => format!("{:?}", judgement.blocks[block].answer()),
        Subject::Kind(kind) => format!("{:?}", judgement.kinds[kind].answer()),
        Subject::Spectrum => format!("{:?}", judgement.spectrum),
        Subject::Label => format!("{:?}", judgement.label),
    }
}

/// The attribution of each answer that changed.
fn attributions(difference: &Difference) -> Vec<(Subject, &Attribution)> {
    let kind = |id: &str| Subject::Kind(CHECKER.pack().kind(id).unwrap());
    let verdict = difference.verdict.because.iter().map(|because| (Subject::Verdict, because));
    let blocks = difference.blocks.iter().enumerate().map(|(at, block)| (Subject::Block(at), &block.because));
    let kinds = difference.kinds.iter().map(|one| (kind(&one.id), &one.because));
    let spectrum = difference.spectrum.iter().map(|moved| (Subject::Spectrum, &moved.because));
    let label = difference.label.iter().map(|moved| (Subject::Label, &moved.because));
    let answers = blocks.chain(kinds).filter_map(|(subject, because)| Some((subject, because.as_ref()?)));
    verdict.chain(answers).chain(spectrum).chain(label).collect()
}

fn select(changes: &[Change], mask: u32) -> Vec<&Change> {
    changes.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, change)| change).collect()
}

#[test]
fn attributed_changes_are_sufficient_minimal_and_complete() {
    let tally = Tally::default();
    let near = (near_kinds(0), near_kinds(3));
    let pairs = prop_oneof![3 => near, 1 => (descriptions(), descriptions())];
    for_all(SEED, 160, &pairs, |(before, after)| {
        let (old, new) = (before.to_facts(), after.to_facts());
        let difference = difference(&before.to_yaml(), &after.to_yaml());
        let context = format!("{}\n{}", before.to_yaml(), after.to_yaml());
        let facts: Vec<&Change> = difference
            .changes
            .iter()
            .filter(|change| {
                vocabulary().fields[vocabulary().field_id(&change.field).unwrap()].field_type != FieldType::FreeText
            })
            .collect();
        prop_assert_eq!(
            &apply_changes(&old, &facts),
            &new,
            "applying every change yields the new description: {}",
            &context
        );

        let (old_judgement, new_judgement) =
            (Judgement::evaluate(CHECKER.pack(), &old), Judgement::evaluate(CHECKER.pack(), &new));
        let affected: Vec<Subject> = attributions(&difference).into_iter().map(|(subject, _)| subject).collect();
        let blocks = (0..CHECKER.pack().blocks.len()).map(Subject::Block);
        let subjects = blocks.chain((0..CHECKER.pack().kinds.len()).map(Subject::Kind)).chain([
            Subject::Verdict,
            Subject::Spectrum,
            Subject::Label,
        ]);
        for subject in subjects {
            prop_assert_eq!(
                affected.contains(&subject),
                answer(&old_judgement, subject) != answer(&new_judgement, subject),
                "{:?}: {}",
                subject,
                &context
            );
        }
        let is_reported = affected.iter().any(|subject| matches!(subject, Subject::Verdict | Subject::Block(_)));
        prop_assert_eq!(difference.is_same(), !is_reported);

        let judged: Vec<usize> = (0..difference.changes.len()).filter(|at| difference.changes[*at].judged).collect();
        for (subject, because) in attributions(&difference) {
            // Where the status or the kinds of a verdict changed, its attribution explains only those.
            let question = subject == Subject::Verdict
                && answer(&old_judgement, Subject::Question) != answer(&new_judgement, Subject::Question);
            let target = if question { Subject::Question } else { subject };
            let suffices = |numbers: &[usize]| {
                let chosen: Vec<&Change> = numbers.iter().map(|number| &difference.changes[*number]).collect();
                answer(&Judgement::evaluate(CHECKER.pack(), &apply_changes(&old, &chosen)), target)
                    == answer(&new_judgement, target)
            };
            prop_assert!(!because.sets.is_empty(), "{target:?} is attributed to nothing: {context}");
            for set in &because.sets {
                prop_assert!(suffices(set), "{set:?} does not change {target:?}: {context}");
                tally.count(if set.len() == 1 { "single" } else { "several" });
                for omitted in 0..set.len() {
                    let rest: Vec<usize> = set.iter().copied().filter(|number| *number != set[omitted]).collect();
                    prop_assert!(!suffices(&rest), "{set:?} is not minimal for {target:?}: {context}");
                }
            }
            let singles: BTreeSet<usize> = judged.iter().copied().filter(|number| suffices(&[*number])).collect();
            if because.sets.iter().any(|set| set.len() == 1) || !singles.is_empty() {
                let attributed: BTreeSet<usize> = because.sets.concat().into_iter().collect();
                prop_assert_eq!(singles, attributed, "every single change that suffices: {:?} {}", target, &context);
                prop_assert!(because.sets.iter().all(|set| set.len() == 1));
                prop_assert!(because.complete);
            } else if judged.len() <= 9 {
                prop_assert!(because.complete, "a few changes are searched exhaustively");
                let changes: Vec<Change> = judged.iter().map(|number| difference.changes[*number].clone()).collect();
                let mut masks: Vec<u32> = (1..1 << changes.len()).collect();
                masks.sort_by_key(|mask| mask.count_ones());
                let mut minimal: Vec<u32> = Vec::new();
                for mask in masks {
                    let contains = |smaller: &u32| smaller & mask == *smaller;
                    let facts = apply_changes(&old, &select(&changes, mask));
                    if !minimal.iter().any(contains)
                        && answer(&Judgement::evaluate(CHECKER.pack(), &facts), target)
                            == answer(&new_judgement, target)
                    {
                        minimal.push(mask);
                    }
                }
                let numbers =
                    |mask: &u32| (0..judged.len()).filter(|at| mask & (1 << at) != 0).map(|at| judged[at]).collect();
                let expected: BTreeSet<Vec<usize>> = minimal.iter().map(numbers).collect();
                let attributed: BTreeSet<Vec<usize>> = because.sets.iter().cloned().collect();
                prop_assert_eq!(attributed, expected, "{:?}: {}", target, &context);
                tally.count("all sets tried");
            }
            if !because.complete {
                tally.count("not all tried");
            }
        }
        Ok(())
    });
    for (what, floor) in [("single", 250), ("several", 60), ("all sets tried", 12)] {
        tally.assert_at_least(what, floor);
    }
}

#[test]
fn formatting_makes_no_difference() {
    for_all(SEED, 64, &(descriptions(), any::<u64>()), |(description, seed)| {
        let mut choices = crate::common::Choices::from_seed(seed);
        let other =
            crate::common::write_yaml(&crate::common::shuffled(&description.tree(), &mut choices), &mut choices);
        let difference = difference(&description.to_yaml(), &other);
        let changed: Vec<_> = difference.changes.iter().filter(|change| change.judged).map(format_change).collect();
        prop_assert_eq!(changed, Vec::<String>::new());
        prop_assert!(difference.is_same() && difference.kinds.is_empty() && difference.spectrum.is_none());
        Ok(())
    });
}

#[test]
fn locations_span_the_changed_values() {
    let tally = Tally::default();
    for_all(SEED, 96, &(descriptions(), descriptions()), |(before, after)| {
        let (old, new) = (before.to_yaml(), after.to_yaml());
        for change in difference(&old, &new).changes {
            for (values, location, text) in [(&change.from, &change.old, &old), (&change.to, &change.new, &new)] {
                prop_assert_eq!(values.is_empty(), location.is_none(), "{:?}", &change);
                let (Some(location), [value]) = (location, values.as_slice()) else { continue };
                let line = text.lines().nth(location.line - 1).unwrap();
                if change.judged {
                    prop_assert_eq!(&text[location.byte_start..location.byte_end], value.as_str());
                    prop_assert!(line.contains(value.as_str()), "{value} in {line}");
                    tally.count("line");
                }
            }
        }
        Ok(())
    });
    tally.assert_at_least("line", 500);
}

#[test]
fn contrary_cases_are_attributed_to_the_planted_changes() {
    let model = read(MODEL);
    let cases = fixtures_in("constructed/contrary");
    assert_eq!(cases.len(), PLANTED.len());
    for (block, planted) in PLANTED {
        let contrary = &cases[&format!("{block}-refuted")];
        let difference = difference(&model, contrary);
        for moved in &difference.blocks {
            let Some(because) = &moved.because else { continue };
            assert_eq!((moved.id.as_str(), moved.old, moved.new), (block, Answer::Shown, Answer::Refuted));
            let sets: Vec<Vec<String>> = because
                .sets
                .iter()
                .map(|set| set.iter().map(|number| format_change(&difference.changes[*number])).collect())
                .collect();
            assert_eq!(sets, [planted], "{block}");
            assert!(because.complete);
        }
        assert!(difference.blocks.iter().any(|moved| moved.because.is_some()), "{block}");
        // Nothing else changed the verdict.
        let because = difference.verdict.because.as_ref().unwrap();
        for set in &because.sets {
            let fields = |facts: Vec<String>| -> BTreeSet<String> {
                facts.iter().map(|fact| fact.split(' ').nth(1).unwrap().to_owned()).collect()
            };
            let moving: Vec<String> = set.iter().map(|number| format_change(&difference.changes[*number])).collect();
            assert_eq!(fields(moving), fields(planted.iter().map(|&fact| fact.to_owned()).collect()), "{block}");
        }
    }
}

#[test]
fn text_output_has_one_fact_per_line_and_no_drawing_characters() {
    for (block, _) in PLANTED {
        let (status, shown, errors) = run(&["diff", MODEL, &format!("{CONTRARY}/{block}-refuted.yaml")]);
        assert_eq!((status, errors.as_str()), (1, ""));
        assert!(shown.lines().all(|line| !line.chars().any(char::is_control)), "{shown}");
        assert!(!shown.contains(['─', '│', '╭', '·', '\u{1b}']), "{shown}");
        insta::assert_snapshot!(block, shown);
    }
}

#[test]
fn documents_are_paired_and_unpaired_ones_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let description =
        |name: &str, contact: &str| format!("programme: {{name: {name}}}\nrelationship: {{contact: {contact}}}\n");
    let old = write(
        "old.yaml",
        &[description("First", "repeated"), description("Second", "one-off"), description("Third", "one-off")]
            .join("---\n"),
    );
    let new = write("new.yaml", &[description("Second", "one-off"), description("Fourth", "repeated")].join("---\n"));
    let (status, shown, _) = run(&["diff", &old, &new]);
    assert_eq!(status, 1);
    let shown = shown.replace(folder.path().to_str().unwrap(), "folder");
    insta::assert_snapshot!("several_documents", shown);
    let (_, json, _) = run(&["diff", "--format", "json", &old, &new]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let names = |side: &Value| -> Vec<String> {
        side.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(json["programmes"].as_array().unwrap().len(), 1);
    assert_eq!(json["programmes"][0]["same"], true);
    assert_eq!(
        (names(&json["only_old"]), names(&json["only_new"])),
        (vec!["First".into(), "Third".into()], vec!["Fourth".into()])
    );
    assert_eq!(json["same"], false);
}

#[test]
fn every_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let model = read(MODEL);
    let renamed = write("renamed.yaml", &model.replace("Model case (constructed)", "Another name (constructed)"));
    let informed = write("informed.yaml", &model.replace("age: adults", "age: young-adults"));
    // Mentors who learn would show a two-way exchange.
    let without_learning = model.replace("gains: [intercultural-skills, meaning]", "gains: [meaning]");
    let refuted = write("refuted.yaml", &without_learning.replace("two-way", "one-way"));
    let invalid = write("invalid.yaml", &without_learning.replace("two-way", "twoway"));
    let broken = write("broken.yaml", &format!("{model}---\nprogramme: [\n"));
    let missing = folder.path().join("missing.yaml").to_str().unwrap().to_owned();
    for (arguments, code) in [
        (vec!["diff", MODEL, MODEL], 0),
        (vec!["diff", MODEL, &renamed], 0),
        (vec!["diff", MODEL, &informed], 0),
        (vec!["diff", MODEL, &refuted], 1),
        (vec!["diff", &refuted, MODEL], 1),
        (vec!["diff", MODEL], 2),
        (vec!["diff", MODEL, "fixtures"], 2),
        (vec!["diff", "-", "-"], 2),
        (vec!["diff", "--rules", "no-such-rules", MODEL, MODEL], 2),
        (vec!["diff", MODEL, &invalid], 3),
        (vec!["diff", MODEL, &broken], 3),
        (vec!["diff", &missing, MODEL], 3),
        (vec!["diff", &missing, &broken], 3),
    ] {
        let (status, stdout, stderr) = run(&arguments);
        assert_eq!(status, code, "{arguments:?}\n{stdout}\n{stderr}");
        assert_eq!(stdout.is_empty(), code == 2, "{arguments:?}: {stderr}");
        assert_eq!(stderr.is_empty(), code != 2, "{arguments:?}: {stderr}");
    }
    // What can be compared is still reported.
    let (_, stdout, _) = run(&["diff", MODEL, &invalid]);
    assert!(stdout.contains("~ Reciprocity: met -> not stated"), "{stdout}");
    assert!(stdout.contains("schema/unknown-value"), "{stdout}");
    let (_, stdout, _) = run(&["diff", &refuted, &broken]);
    assert!(stdout.contains("~ Reciprocity: not met -> met"), "{stdout}");
    assert!(stdout.contains("source/syntax"), "{stdout}");
}

#[test]
fn the_json_output_matches_its_schema() {
    let (_, printed, _) = run(&["schema", "diff"]);
    assert_eq!(printed, DIFF);
    let assert_valid = |schema: &str, json: String| {
        let source = ParsedFile::parse("report", json.into_bytes());
        assert_eq!(source.errors, []);
        assert_eq!(Schema::new(schema, None).unwrap().check(&source.documents[0], &source.text), []);
    };
    let real = "fixtures/real/duo-for-a-job.yaml";
    for pair in [
        [MODEL, real],
        [real, MODEL],
        [MODEL, MODEL],
        ["no-such-file.yaml", real],
        [MODEL, "fixtures/malformed/several.yaml"],
    ] {
        assert_valid(DIFF, run(&["diff", "--format", "json", pair[0], pair[1]]).1);
    }
    for (block, _) in PLANTED {
        assert_valid(DIFF, run(&["diff", "--format", "json", MODEL, &format!("{CONTRARY}/{block}-refuted.yaml")]).1);
    }
    for (_, assumptions) in ASSUMPTIONS {
        let report = what_if(assumptions, MODEL, &["--format", "json"]).1;
        assert!(report.contains("\"supposed\": ["), "{report}");
        assert_valid(REPORT, report);
    }
    assert!(
        !run(&["check", "--format", "json", MODEL]).1.contains("\"supposed\""),
        "the key is present only with --what-if"
    );
}

// Assumptions

fn what_if(assumptions: &[&str], path: &str, extra: &[&str]) -> (i32, String, String) {
    let options = assumptions.iter().flat_map(|assumption| ["--what-if", assumption]);
    let arguments: Vec<&str> =
        ["check"].into_iter().chain(options).chain(extra.iter().copied()).chain([path]).collect();
    run(&arguments)
}

#[test]
fn assuming_the_planted_facts_gives_the_contrary_case() {
    for (block, assumptions) in ASSUMPTIONS {
        let (status, supposed, errors) = what_if(assumptions, MODEL, &["--format", "json"]);
        assert_eq!((status, errors.as_str()), (1, ""), "{block}");
        let (_, contrary, _) = run(&["check", "--format", "json", &format!("{CONTRARY}/{block}-refuted.yaml")]);
        let (supposed, contrary): (Value, Value) =
            (serde_json::from_str(&supposed).unwrap(), serde_json::from_str(&contrary).unwrap());
        assert_eq!(supposed["supposed"], Value::from(assumptions.to_vec()));
        let (supposed, contrary) = (&supposed["programmes"][0], &contrary["programmes"][0]);
        for part in ["standing", "kind", "candidates", "nearest"] {
            assert_eq!(supposed["verdict"][part], contrary["verdict"][part], "{block}: {part}");
        }
        let answers = |programme: &Value| -> Vec<Value> {
            programme["blocks"].as_array().unwrap().iter().map(|block| block["answer"].clone()).collect()
        };
        assert_eq!(answers(supposed), answers(contrary), "{block}");
        assert_eq!(supposed["difference"]["verdict"]["old"]["kind"], "mentoring-to-work");
    }
}

#[test]
fn assumptions_are_announced_first() {
    let before = read(MODEL);
    for (block, assumptions) in ASSUMPTIONS {
        let (_, shown, _) = what_if(assumptions, MODEL, &[]);
        assert!(shown.starts_with("This report assumes facts that the descriptions do not state:"), "{shown}");
        insta::assert_snapshot!(format!("what_if_{block}"), shown);
    }
    let (status, shown, _) = what_if(&["mentor.reward=none"], MODEL, &[]);
    assert_eq!(status, 0);
    assert!(shown.contains("Nothing. The description states it already."), "{shown}");
    assert_eq!(read(MODEL), before, "the file is not touched");
}

#[test]
fn assumed_facts_need_no_evidence() {
    let text = format!("{}  - for: mentor.reward\n    source: Guide (constructed)\n", read(MODEL));
    let cited_values = |written: &[&str]| -> Vec<String> {
        let assumptions = written.iter().map(|entry| Assumption::parse(entry, vocabulary()).unwrap()).collect();
        let checker = checker(None).assume(assumptions).require_evidence(Some(EvidenceLevel::Cited)).build();
        let programme = checker.check_all([input("description.yaml", &text)]).programmes.remove(0);
        let evidence = programme.evidence.unwrap().into_iter();
        evidence.filter(|one| one.fact.field == "mentor.reward").map(|one| one.fact.value).collect()
    };
    assert_eq!(cited_values(&[]), ["none"]);
    assert_eq!(cited_values(&["mentor.reward=none"]), ["none"]);
    assert_eq!(cited_values(&["mentor.reward=expenses"]), [""; 0]);
}

#[test]
fn invalid_assumptions_are_usage_errors_with_suggestions() {
    for (written, words) in [
        ("mentor.reward=nome", &["`mentor.reward` cannot be `nome`", "Did you mean `none`?", "wage"][..]),
        (
            "mentor.rewad=none",
            &["there is no field `mentor.rewad`", "Did you mean `mentor.reward`?", "mentor.capacity"],
        ),
        ("reward=none", &["there is no field `reward`", "Did you mean `mentor.reward`?"]),
        ("third_actor.monitors=visit", &["Did you mean `visits`?", "nothing-else"]),
        ("mentor.reward=something-else-entirely", &["cannot be", "none, expenses"]),
        ("mentor.reward", &["is no supposition", "="]),
        ("mentor.who=Adults", &["free text"]),
        ("=", &["there is no field ``"]),
    ] {
        let (status, shown, errors) = what_if(&[written], MODEL, &[]);
        assert_eq!((status, shown.as_str()), (2, ""), "{written}");
        for words in words {
            assert!(errors.contains(words), "{written}: expected {words}:\n{errors}");
        }
    }
}

#[test]
fn assumptions_apply_in_order() {
    let facts = |arguments: &[&str]| {
        let parse = |written: &&str| Assumption::parse(written, vocabulary()).unwrap();
        let assumptions = arguments.iter().map(parse);
        let facts =
            assumptions.fold(Facts::empty(vocabulary()), |facts, assumption| assumption.apply(vocabulary(), &facts));
        facts.iter().map(|fact| fact.display(vocabulary())).collect::<Vec<_>>()
    };
    assert_eq!(facts(&["mentor.reward=wage", "mentor.reward=none"]), ["mentor.reward: none"]);
    assert_eq!(facts(&["mentor.reward=wage", "mentor.reward="]), [""; 0]);
    assert_eq!(
        facts(&["third_actor.monitors=visits", "third_actor.monitors=nothing-else"]),
        ["third_actor.monitors: visits", "third_actor.monitors: nothing-else"]
    );
    assert_eq!(
        facts(&["third_actor.monitors=nothing-else", "third_actor.monitors=", " third_actor.monitors = visits "]),
        ["third_actor.monitors: visits"]
    );
}

/// Any assumption on the vocabulary.
fn any_assumption() -> impl Strategy<Value = Assumption> {
    let mut all = Vec::new();
    for (field, definition) in
        vocabulary().fields.iter().enumerate().filter(|(_, one)| one.field_type != FieldType::FreeText)
    {
        let values = (0..definition.values.len()).map(Some).chain(definition.closing.as_ref().map(|_| None));
        all.extend(values.map(|value| Assumption { field, fact: Some(Fact { field, value }) }));
        all.push(Assumption { field, fact: None });
    }
    proptest::sample::select(all)
}

fn criteria(programme: &Programme) -> impl Iterator<Item = &CriterionReport> {
    let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
    indicators.chain(programme.kinds.iter().flat_map(|kind| &kind.conditions))
}

/// Whether the location is on a key, or on a value that is among these facts.
fn agrees(facts: &Facts, text: &str, location: &SourceLocation) -> bool {
    let steps: Vec<&str> = location.pointer.as_deref().unwrap().split('/').skip(1).collect();
    let [section, key, rest @ ..] = steps.as_slice() else { return true };
    let field = vocabulary().field_id(&format!("{section}.{key}")).unwrap();
    let stated = Facts::from_document(&document(text), vocabulary());
    // The whole value of the field; otherwise an item of its list.
    if rest.is_empty() {
        return stated.get(field) == facts.get(field);
    }
    let value = &text[location.byte_start..location.byte_end];
    facts.iter().any(|fact| fact.field == field && fact.value_name(vocabulary()) == value)
}

fn document(text: &str) -> Document {
    ParsedFile::parse("description.yaml", text.into()).documents.remove(0)
}

/// The sentence without its line references.
fn without_lines(sentence: &str) -> String {
    let mut parts = sentence.split(" (line ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| whole + part.split_once(')').map_or(part, |(_, rest)| rest))
}

#[test]
fn assumptions_are_evaluated_as_if_stated_and_highlight_no_conflicting_line() {
    let tally = Tally::default();
    let assumptions = proptest::collection::vec(any_assumption(), 1..=3);
    for_all(
        SEED,
        160,
        &(prop_oneof![near_kinds(2), descriptions()], assumptions),
        |(description, supposed): (Description, _)| {
            let text = description.to_yaml();
            let facts = supposed.iter().fold(description.to_facts(), |facts, one| one.apply(vocabulary(), &facts));
            let context =
                format!("{:?}\n{text}", supposed.iter().map(|one| one.to_argument(vocabulary())).collect::<Vec<_>>());
            for one in &supposed {
                prop_assert_eq!(&Assumption::parse(&one.to_argument(vocabulary()), vocabulary()), &Ok(*one));
            }
            let written = facts.to_yaml(vocabulary(), "Made up (constructed)");
            let name = description.tree()["programme"]["name"].as_str().unwrap().to_owned();
            let written = CHECKER.check_all([input(
                "description.yaml",
                &written.replace("Made up (constructed)", &serde_json::to_string(&name).unwrap()),
            )]);
            let checker = checker(None).assume(supposed).build();
            let report = checker.check_all([input("description.yaml", &text)]);
            let (supposed, written) = (&report.programmes[0], &written.programmes[0]);
            // Assumed facts have no line.
            let sentence = |programme: &Programme| without_lines(&programme.verdict.sentence);
            prop_assert_eq!(sentence(supposed), sentence(written), "{}", &context);
            prop_assert_eq!(supposed.as_expected, written.as_expected);
            let active_findings = |programme: &Programme| -> Vec<_> {
                let findings = programme.findings.iter().filter(|finding| !finding.code.starts_with("schema/"));
                // The programme's own words are no facts, so only the original states them.
                let own_words =
                    programme.label.own_words.as_ref().map(|words| format!("The programme calls itself “{words}”. "));
                let message = |text: &str| own_words.as_ref().map_or(text.to_owned(), |words| text.replace(words, ""));
                findings.map(|finding| (finding.code.clone(), finding.severity, message(&finding.message))).collect()
            };
            prop_assert_eq!(active_findings(supposed), active_findings(written), "{}", &context);
            let remedy = |programme: &Programme| serde_json::to_string(&programme.remedy).unwrap();
            prop_assert_eq!(remedy(supposed), remedy(written), "{}", &context);

            for (one, other) in criteria(supposed).zip(criteria(written)) {
                prop_assert_eq!((&one.code, one.answer), (&other.code, other.answer), "{}", &context);
                let witnesses: BTreeSet<&str> =
                    one.because.iter().map(|location| &text[location.byte_start..location.byte_end]).collect();
                prop_assert_eq!(
                    one.because.is_empty() && one.supposed.is_empty(),
                    other.because.is_empty(),
                    "{} has witnesses: {}",
                    &one.code,
                    &context
                );
                for location in &one.because {
                    prop_assert!(
                        agrees(&facts, &text, location),
                        "{} highlights {:?}, {:?}: {}",
                        one.code,
                        location,
                        witnesses,
                        context
                    );
                    tally.count("ground");
                }
                for fact in &one.supposed {
                    prop_assert!(facts.iter().any(|one| &one.display(vocabulary()) == fact), "{}: {}", fact, &context);
                    prop_assert!(
                        !description.to_facts().iter().any(|one| &one.display(vocabulary()) == fact),
                        "{}: {}",
                        fact,
                        &context
                    );
                    tally.count("supposed ground");
                }
            }
            for location in supposed.findings.iter().flat_map(|finding| &finding.spans) {
                prop_assert!(agrees(&facts, &text, location), "{location:?}: {context}");
                tally.count("mark");
                if location.label.as_deref().is_some_and(|label| label.starts_with("assumed")) {
                    tally.count("supposed mark");
                }
            }
            Ok(())
        },
    );
    for (what, floor) in [("ground", 1_000), ("supposed ground", 100), ("mark", 500), ("supposed mark", 20)] {
        tally.assert_at_least(what, floor);
    }
}

#[test]
fn text_output_has_no_control_characters() {
    for_all(SEED, 64, &(descriptions(), descriptions()), |(before, after)| {
        let shown = diff_text::render(&compare_texts(&before.to_yaml(), &after.to_yaml()));
        prop_assert!(!shown.chars().any(|ch| ch.is_control() && ch != '\n'));
        prop_assert!(shown.lines().all(|line| line.trim_end() == line));
        Ok(())
    });
}
