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
const SUPPOSED: [(&str, &[&str]); 7] = [
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

fn compared(old: &str, new: &str) -> Comparison {
    compare(&CHECKER, input("old.yaml", old), input("new.yaml", new))
}

/// The difference between two texts with one description each.
fn difference(old: &str, new: &str) -> Difference {
    let mut comparison = compared(old, new);
    assert!(comparison.unreadable.is_empty(), "{:?}", comparison.unreadable);
    assert_eq!((comparison.programmes.len(), comparison.only_old.len(), comparison.only_new.len()), (1, 0, 0));
    comparison.programmes.remove(0).difference
}

fn written(change: &Change) -> String {
    let words: Vec<&str> = change.from.iter().chain(&change.to).map(String::as_str).collect();
    format!("{} {} {}", change.change.sign(), change.field, words.join(" "))
}

fn with(facts: &Facts, changes: &[&Change]) -> Facts {
    let mut all: BTreeSet<Fact> = facts.iter().collect();
    for change in changes {
        let field = vocabulary().field_id(&change.field).unwrap();
        let fact = |name: &String| Fact { field, value: vocabulary().fields[field].value_index(name) };
        for gone in &change.from {
            assert!(all.remove(&fact(gone)), "{change:?} removes a fact that is not stated");
        }
        all.extend(change.to.iter().map(fact));
    }
    all.into_iter().fold(Facts::empty(vocabulary()), |facts, fact| facts.with(vocabulary(), fact))
}

/// What an answer in a judgement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    Verdict,
    /// The verdict without its nearest kinds.
    Question,
    Block(usize),
    Kind(usize),
    Spectrum,
    Label,
}

fn answer(judgement: &Judgement, on: On) -> String {
    match on {
        On::Verdict => format!("{:?}", judgement.verdict),
        On::Question => {
            let verdict = &judgement.verdict;
            format!("{:?}", (verdict.status, verdict.kind, &verdict.candidates))
        }
        On::Block(block) => format!("{:?}", judgement.blocks[block].answer()),
        On::Kind(kind) => format!("{:?}", judgement.kinds[kind].answer()),
        On::Spectrum => format!("{:?}", judgement.spectrum),
        On::Label => format!("{:?}", judgement.label),
    }
}

/// The attribution of each answer that changed.
fn reasons(difference: &Difference) -> Vec<(On, &Attribution)> {
    let kind = |id: &str| On::Kind(CHECKER.pack().kind(id).unwrap());
    let verdict = difference.verdict.because.iter().map(|because| (On::Verdict, because));
    let blocks = difference.blocks.iter().enumerate().map(|(at, block)| (On::Block(at), &block.because));
    let kinds = difference.kinds.iter().map(|one| (kind(&one.id), &one.because));
    let spectrum = difference.spectrum.iter().map(|moved| (On::Spectrum, &moved.because));
    let label = difference.label.iter().map(|moved| (On::Label, &moved.because));
    let answers = blocks.chain(kinds).filter_map(|(on, because)| Some((on, because.as_ref()?)));
    verdict.chain(answers).chain(spectrum).chain(label).collect()
}

fn masked(changes: &[Change], mask: u32) -> Vec<&Change> {
    changes.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, change)| change).collect()
}

#[test]
fn the_facts_that_are_said_to_move_an_answer_do_and_they_are_all() {
    let tally = Tally::default();
    let near = (near_kinds(0), near_kinds(3));
    let pairs = prop_oneof![3 => near, 1 => (descriptions(), descriptions())];
    for_all(SEED, 160, &pairs, |(before, after)| {
        let (old, new) = (before.stated(), after.stated());
        let difference = difference(&before.text(), &after.text());
        let context = format!("{}\n{}", before.text(), after.text());
        let facts: Vec<&Change> = difference
            .changes
            .iter()
            .filter(|change| {
                vocabulary().fields[vocabulary().field_id(&change.field).unwrap()].field_type != FieldType::FreeText
            })
            .collect();
        prop_assert_eq!(&with(&old, &facts), &new, "applying every change yields the new description: {}", &context);

        let (was, is) = (Judgement::evaluate(CHECKER.pack(), &old), Judgement::evaluate(CHECKER.pack(), &new));
        let moved: Vec<On> = reasons(&difference).into_iter().map(|(on, _)| on).collect();
        let blocks = (0..CHECKER.pack().blocks.len()).map(On::Block);
        let all =
            blocks.chain((0..CHECKER.pack().kinds.len()).map(On::Kind)).chain([On::Verdict, On::Spectrum, On::Label]);
        for on in all {
            prop_assert_eq!(moved.contains(&on), answer(&was, on) != answer(&is, on), "{:?}: {}", on, &context);
        }
        let told = moved.iter().any(|on| matches!(on, On::Verdict | On::Block(_)));
        prop_assert_eq!(difference.is_same(), !told);

        let judged: Vec<usize> = (0..difference.changes.len()).filter(|at| difference.changes[*at].judged).collect();
        for (on, because) in reasons(&difference) {
            // Where the status or the kinds of a verdict changed, its attribution explains only those.
            let question = on == On::Verdict && answer(&was, On::Question) != answer(&is, On::Question);
            let on = if question { On::Question } else { on };
            let gives = |numbers: &[usize]| {
                let chosen: Vec<&Change> = numbers.iter().map(|number| &difference.changes[*number]).collect();
                answer(&Judgement::evaluate(CHECKER.pack(), &with(&old, &chosen)), on) == answer(&is, on)
            };
            prop_assert!(!because.sets.is_empty(), "{on:?} is attributed to nothing: {context}");
            for set in &because.sets {
                prop_assert!(gives(set), "{set:?} does not change {on:?}: {context}");
                tally.count(if set.len() == 1 { "single" } else { "several" });
                for spared in 0..set.len() {
                    let rest: Vec<usize> = set.iter().copied().filter(|number| *number != set[spared]).collect();
                    prop_assert!(!gives(&rest), "{set:?} is not minimal for {on:?}: {context}");
                }
            }
            let singles: BTreeSet<usize> = judged.iter().copied().filter(|number| gives(&[*number])).collect();
            if because.sets.iter().any(|set| set.len() == 1) || !singles.is_empty() {
                let said: BTreeSet<usize> = because.sets.concat().into_iter().collect();
                prop_assert_eq!(singles, said, "every single change that suffices: {:?} {}", on, &context);
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
                    let facts = with(&old, &masked(&changes, mask));
                    if !minimal.iter().any(contains)
                        && answer(&Judgement::evaluate(CHECKER.pack(), &facts), on) == answer(&is, on)
                    {
                        minimal.push(mask);
                    }
                }
                let numbers =
                    |mask: &u32| (0..judged.len()).filter(|at| mask & (1 << at) != 0).map(|at| judged[at]).collect();
                let tried: BTreeSet<Vec<usize>> = minimal.iter().map(numbers).collect();
                let said: BTreeSet<Vec<usize>> = because.sets.iter().cloned().collect();
                prop_assert_eq!(said, tried, "{:?}: {}", on, &context);
                tally.count("all sets tried");
            }
            if !because.complete {
                tally.count("not all tried");
            }
        }
        Ok(())
    });
    for (what, floor) in [("single", 250), ("several", 60), ("all sets tried", 12)] {
        tally.at_least(what, floor);
    }
}

#[test]
fn the_same_description_in_another_form_is_no_difference() {
    for_all(SEED, 64, &(descriptions(), any::<u64>()), |(description, seed)| {
        let mut choices = crate::common::Choices::of(seed);
        let other = crate::common::yaml(&crate::common::shuffled(&description.tree(), &mut choices), &mut choices);
        let difference = difference(&description.text(), &other);
        let changed: Vec<_> = difference.changes.iter().filter(|change| change.judged).map(written).collect();
        prop_assert_eq!(changed, Vec::<String>::new());
        prop_assert!(difference.is_same() && difference.kinds.is_empty() && difference.spectrum.is_none());
        Ok(())
    });
}

#[test]
fn every_line_says_what_stands_there() {
    let tally = Tally::default();
    for_all(SEED, 96, &(descriptions(), descriptions()), |(before, after)| {
        let (old, new) = (before.text(), after.text());
        for change in difference(&old, &new).changes {
            for (values, mark, text) in [(&change.from, &change.old, &old), (&change.to, &change.new, &new)] {
                prop_assert_eq!(values.is_empty(), mark.is_none(), "{:?}", &change);
                let (Some(mark), [value]) = (mark, values.as_slice()) else { continue };
                let line = text.lines().nth(mark.line - 1).unwrap();
                if change.judged {
                    prop_assert_eq!(&text[mark.byte_start..mark.byte_end], value.as_str());
                    prop_assert!(line.contains(value.as_str()), "{value} in {line}");
                    tally.count("line");
                }
            }
        }
        Ok(())
    });
    tally.at_least("line", 500);
}

#[test]
fn a_contrary_case_differs_from_the_model_case_by_what_was_planted() {
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
                .map(|set| set.iter().map(|number| written(&difference.changes[*number])).collect())
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
            let moving: Vec<String> = set.iter().map(|number| written(&difference.changes[*number])).collect();
            assert_eq!(fields(moving), fields(planted.iter().map(|&fact| fact.to_owned()).collect()), "{block}");
        }
    }
}

#[test]
fn the_text_is_one_fact_a_line_and_nothing_drawn() {
    for (block, _) in PLANTED {
        let (status, shown, errors) = run(&["diff", MODEL, &format!("{CONTRARY}/{block}-refuted.yaml")]);
        assert_eq!((status, errors.as_str()), (1, ""));
        assert!(shown.lines().all(|line| !line.chars().any(char::is_control)), "{shown}");
        assert!(!shown.contains(['─', '│', '╭', '·', '\u{1b}']), "{shown}");
        insta::assert_snapshot!(block, shown);
    }
}

#[test]
fn documents_are_paired_and_those_in_one_file_alone_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let one =
        |name: &str, contact: &str| format!("programme: {{name: {name}}}\nrelationship: {{contact: {contact}}}\n");
    let old =
        put("old.yaml", &[one("First", "repeated"), one("Second", "one-off"), one("Third", "one-off")].join("---\n"));
    let new = put("new.yaml", &[one("Second", "one-off"), one("Fourth", "repeated")].join("---\n"));
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
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let model = read(MODEL);
    let renamed = put("renamed.yaml", &model.replace("Model case (constructed)", "Another name (constructed)"));
    let informed = put("informed.yaml", &model.replace("age: adults", "age: young-adults"));
    // Mentors who learn would show a two-way exchange.
    let without_learning = model.replace("gains: [intercultural-skills, meaning]", "gains: [meaning]");
    let refuted = put("refuted.yaml", &without_learning.replace("two-way", "one-way"));
    let invalid = put("invalid.yaml", &without_learning.replace("two-way", "twoway"));
    let broken = put("broken.yaml", &format!("{model}---\nprogramme: [\n"));
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
    let (_, told, _) = run(&["diff", MODEL, &invalid]);
    assert!(told.contains("~ Reciprocity: shown -> open"), "{told}");
    assert!(told.contains("schema/unknown-value"), "{told}");
    let (_, told, _) = run(&["diff", &refuted, &broken]);
    assert!(told.contains("~ Reciprocity: refuted -> shown"), "{told}");
    assert!(told.contains("source/syntax"), "{told}");
}

#[test]
fn the_json_keeps_to_its_schema() {
    let (_, printed, _) = run(&["schema", "diff"]);
    assert_eq!(printed, DIFF);
    let keeps = |schema: &str, json: String| {
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
        keeps(DIFF, run(&["diff", "--format", "json", pair[0], pair[1]]).1);
    }
    for (block, _) in PLANTED {
        keeps(DIFF, run(&["diff", "--format", "json", MODEL, &format!("{CONTRARY}/{block}-refuted.yaml")]).1);
    }
    for (_, suppositions) in SUPPOSED {
        let report = what_if(suppositions, MODEL, &["--format", "json"]).1;
        assert!(report.contains("\"supposed\": ["), "{report}");
        keeps(REPORT, report);
    }
    assert!(
        !run(&["check", "--format", "json", MODEL]).1.contains("\"supposed\""),
        "the key is present only with --what-if"
    );
}

// Assumptions

fn what_if(suppositions: &[&str], path: &str, more: &[&str]) -> (i32, String, String) {
    let options = suppositions.iter().flat_map(|one| ["--what-if", one]);
    let arguments: Vec<&str> = ["check"].into_iter().chain(options).chain(more.iter().copied()).chain([path]).collect();
    run(&arguments)
}

#[test]
fn the_planted_facts_supposed_of_the_model_case_give_the_contrary_case() {
    for (block, suppositions) in SUPPOSED {
        let (status, supposed, errors) = what_if(suppositions, MODEL, &["--format", "json"]);
        assert_eq!((status, errors.as_str()), (1, ""), "{block}");
        let (_, contrary, _) = run(&["check", "--format", "json", &format!("{CONTRARY}/{block}-refuted.yaml")]);
        let (supposed, contrary): (Value, Value) =
            (serde_json::from_str(&supposed).unwrap(), serde_json::from_str(&contrary).unwrap());
        assert_eq!(supposed["supposed"], Value::from(suppositions.to_vec()));
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
fn a_supposition_is_told_as_one_before_anything_else() {
    let before = read(MODEL);
    for (block, suppositions) in SUPPOSED {
        let (_, shown, _) = what_if(suppositions, MODEL, &[]);
        assert!(shown.starts_with("A supposition, not what the files say."), "{shown}");
        insta::assert_snapshot!(format!("what_if_{block}"), shown);
    }
    let (status, shown, _) = what_if(&["mentor.reward=none"], MODEL, &[]);
    assert_eq!(status, 0);
    assert!(shown.contains("Nothing: what is supposed is stated already."), "{shown}");
    assert_eq!(read(MODEL), before, "the file is not touched");
}

#[test]
fn what_is_only_supposed_is_not_looked_for_in_the_evidence() {
    let text = format!("{}  - for: mentor.reward\n    source: Guide (constructed)\n", read(MODEL));
    let evidenced = |written: &[&str]| -> Vec<String> {
        let supposed = written.iter().map(|one| Assumption::parse(one, vocabulary()).unwrap()).collect();
        let checker = checker(None).assume(supposed).require_evidence(Some(EvidenceLevel::Evidenced)).build();
        let programme = checker.check_all([input("description.yaml", &text)]).programmes.remove(0);
        let told = programme.evidence.unwrap().into_iter();
        told.filter(|one| one.fact.field == "mentor.reward").map(|one| one.fact.value).collect()
    };
    assert_eq!(evidenced(&[]), ["none"]);
    assert_eq!(evidenced(&["mentor.reward=none"]), ["none"]);
    assert_eq!(evidenced(&["mentor.reward=expenses"]), [""; 0]);
}

#[test]
fn what_cannot_be_supposed_is_wrong_use_with_what_was_meant() {
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
fn suppositions_are_made_in_their_order() {
    let facts = |suppositions: &[&str]| {
        let read = |written: &&str| Assumption::parse(written, vocabulary()).unwrap();
        let made = suppositions.iter().map(read);
        let facts = made.fold(Facts::empty(vocabulary()), |facts, one| one.apply(vocabulary(), &facts));
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
fn supposition() -> impl Strategy<Value = Assumption> {
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
fn holds(facts: &Facts, text: &str, mark: &SourceLocation) -> bool {
    let steps: Vec<&str> = mark.pointer.as_deref().unwrap().split('/').skip(1).collect();
    let [section, key, rest @ ..] = steps.as_slice() else { return true };
    let field = vocabulary().field_id(&format!("{section}.{key}")).unwrap();
    let stated = Facts::from_document(&document(text), vocabulary());
    // The whole value of the field; otherwise an item of its list.
    if rest.is_empty() {
        return stated.get(field) == facts.get(field);
    }
    let at = &text[mark.byte_start..mark.byte_end];
    facts.iter().any(|fact| fact.field == field && fact.value_name(vocabulary()) == at)
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
fn a_supposition_is_judged_as_if_it_were_written_and_marks_no_line_that_says_otherwise() {
    let tally = Tally::default();
    let suppositions = proptest::collection::vec(supposition(), 1..=3);
    for_all(
        SEED,
        160,
        &(prop_oneof![near_kinds(2), descriptions()], suppositions),
        |(description, supposed): (Description, _)| {
            let text = description.text();
            let facts = supposed.iter().fold(description.stated(), |facts, one| one.apply(vocabulary(), &facts));
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
            let told = |programme: &Programme| -> Vec<_> {
                let findings = programme.findings.iter().filter(|finding| !finding.code.starts_with("schema/"));
                findings.map(|finding| (finding.code.clone(), finding.severity, finding.message.clone())).collect()
            };
            prop_assert_eq!(told(supposed), told(written), "{}", &context);
            let remedy = |programme: &Programme| serde_json::to_string(&programme.remedy).unwrap();
            prop_assert_eq!(remedy(supposed), remedy(written), "{}", &context);

            for (one, other) in criteria(supposed).zip(criteria(written)) {
                prop_assert_eq!((&one.code, one.answer), (&other.code, other.answer), "{}", &context);
                let grounds: BTreeSet<&str> =
                    one.because.iter().map(|mark| &text[mark.byte_start..mark.byte_end]).collect();
                prop_assert_eq!(
                    one.because.is_empty() && one.supposed.is_empty(),
                    other.because.is_empty(),
                    "{} has witnesses: {}",
                    &one.code,
                    &context
                );
                for mark in &one.because {
                    prop_assert!(
                        holds(&facts, &text, mark),
                        "{} highlights {:?}, {:?}: {}",
                        one.code,
                        mark,
                        grounds,
                        context
                    );
                    tally.count("ground");
                }
                for fact in &one.supposed {
                    prop_assert!(facts.iter().any(|one| &one.display(vocabulary()) == fact), "{}: {}", fact, &context);
                    prop_assert!(
                        !description.stated().iter().any(|one| &one.display(vocabulary()) == fact),
                        "{}: {}",
                        fact,
                        &context
                    );
                    tally.count("supposed ground");
                }
            }
            for mark in supposed.findings.iter().flat_map(|finding| &finding.spans) {
                prop_assert!(holds(&facts, &text, mark), "{mark:?}: {context}");
                tally.count("mark");
                if mark.label.as_deref().is_some_and(|label| label.starts_with("supposed")) {
                    tally.count("supposed mark");
                }
            }
            Ok(())
        },
    );
    for (what, floor) in [("ground", 1_000), ("supposed ground", 100), ("mark", 500), ("supposed mark", 20)] {
        tally.at_least(what, floor);
    }
}

#[test]
fn the_text_of_any_comparison_is_lines_without_control_characters() {
    for_all(SEED, 64, &(descriptions(), descriptions()), |(before, after)| {
        let shown = diff_text::render(&compared(&before.text(), &after.text()));
        prop_assert!(!shown.chars().any(|letter| letter.is_control() && letter != '\n'));
        prop_assert!(shown.lines().all(|line| line.trim_end() == line));
        Ok(())
    });
}
