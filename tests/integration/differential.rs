//! Differential test against a second, naive engine written from the specification. It reads rules and descriptions as
//! plain data and shares only the names of answers and statuses with the real engine.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::common::{Choices, Description, FieldState, checker, descriptions, near_kinds, vocabulary, write_yaml};
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed, TestRunner},
};
use serde_json::Value;

use mentorcheck_core::{
    eval::{Answer, Judgement, VerdictStatus},
    facts::Facts,
    pack::{Pack, built_in},
};
use mentorcheck_yaml::ParsedFile;

/// A rule pack as plain data.
struct Rules {
    concept: Value,
    conditions: Vec<Value>,
    blocks: Vec<Value>,
    kinds: Vec<Value>,
}

fn read(file: &Path) -> Value {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn strings(list: &Value) -> Vec<&str> {
    items(list).iter().map(|word| word.as_str().unwrap()).collect()
}

impl Rules {
    fn read(pack: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("rules").join(pack);
        let concept = read(&folder.join("concept.yaml"));
        // In the order of the concept, whatever the file names.
        let load = |part: &str| -> Vec<Value> {
            let files = fs::read_dir(folder.join(part)).unwrap().map(|entry| read(&entry.unwrap().path()));
            let files: Vec<Value> = files.collect();
            let named = |id: &&str| files.iter().find(|file| file["id"] == **id).unwrap().clone();
            strings(&concept[part]).iter().map(named).collect()
        };
        let conditions = items(&read(&folder.join("conditions.yaml"))["conditions"]).to_vec();
        Self { conditions, blocks: load("blocks"), kinds: load("kinds"), concept }
    }
}

/// Whether the description satisfies the condition.
fn holds(condition: &Value, description: &Value) -> bool {
    let (key, operand) = condition.as_object().unwrap().iter().next().unwrap();
    match key.as_str() {
        "all" => return items(operand).iter().all(|part| holds(part, description)),
        "any" => return items(operand).iter().any(|part| holds(part, description)),
        _ => {}
    }
    let Some(stated) = description.pointer(&format!("/{}", key.replace('.', "/"))) else { return false };
    let stated: Vec<&str> = stated.as_str().map_or_else(|| strings(stated), |value| vec![value]);
    let among = |values: &Value| stated.iter().any(|value| strings(values).contains(value));
    if operand.is_array() {
        return among(operand);
    }
    let (operator, values) = operand.as_object().unwrap().iter().next().unwrap();
    match operator.as_str() {
        "any_of" => among(values),
        "other_than" => !among(values),
        "none_of" => stated.contains(&"nothing-else") && !among(values),
        other => panic!("unknown operator: {other}"),
    }
}

fn answer(criterion: &Value, description: &Value) -> Answer {
    let shown = holds(&criterion["shown"], description);
    let refuted = criterion.get("refuted").is_some_and(|refuted| holds(refuted, description));
    match (shown, refuted) {
        (true, true) => Answer::Contradictory,
        (true, false) => Answer::Shown,
        (false, true) => Answer::Refuted,
        (false, false) => Answer::Open,
    }
}

fn combine(parts: &[Answer]) -> Answer {
    let first = [Answer::Refuted, Answer::Contradictory, Answer::Open].into_iter().find(|one| parts.contains(one));
    first.unwrap_or(Answer::Shown)
}

/// What an engine concludes about a description, by id.
#[derive(Debug, PartialEq)]
struct Conclusion {
    criteria: BTreeMap<String, Answer>,
    blocks: Vec<Answer>,
    kinds: Vec<Answer>,
    standing: VerdictStatus,
    kind: Option<String>,
    candidates: Vec<String>,
    nearest: Vec<String>,
    /// The label, whether it is accurate, whether it names a kind, and whether it fits the kind of the verdict.
    label: Option<(String, Option<bool>, bool, bool)>,
    spectrum: Option<(u64, u64)>,
}

/// The requirements of a kind, by id, with their answers.
fn requirements(rules: &Rules, kind: &Value, description: &Value) -> Vec<(String, Answer)> {
    let mut found = Vec::new();
    for requirement in items(&kind["requires"]) {
        if let Some(block) = requirement["block"].as_str() {
            let definition = rules.blocks.iter().find(|one| one["id"] == block).unwrap();
            found.push((block.to_owned(), block_answer(definition, description)));
            continue;
        }
        let shared = |id: &str| rules.conditions.iter().find(|one| one["id"] == id).unwrap();
        let condition = requirement["condition"].as_str().map_or(requirement, shared);
        found.push((condition["id"].as_str().unwrap().to_owned(), answer(condition, description)));
    }
    found
}

fn block_answer(block: &Value, description: &Value) -> Answer {
    let necessary = items(&block["indicators"]).iter().filter(|indicator| indicator["weight"] != "supporting");
    combine(&necessary.map(|indicator| answer(indicator, description)).collect::<Vec<_>>())
}

/// Whether every defining criterion of the kind is shown.
fn is_defined(rules: &Rules, kind: &Value, description: &Value) -> bool {
    strings(&kind["defining"]).iter().all(|code| {
        let found = match code.split_once('/') {
            Some((block, indicator)) => {
                let block = rules.blocks.iter().find(|one| one["id"] == block).unwrap();
                let indicator = items(&block["indicators"]).iter().find(|one| one["id"] == indicator).unwrap();
                answer(indicator, description)
            }
            None => requirements(rules, kind, description).into_iter().find(|(id, _)| id == code).unwrap().1,
        };
        found == Answer::Shown
    })
}

fn evaluate_naively(rules: &Rules, description: &Value) -> Conclusion {
    let id = |kind: &Value| kind["id"].as_str().unwrap().to_owned();
    let mut criteria = BTreeMap::new();
    for block in &rules.blocks {
        for indicator in items(&block["indicators"]) {
            criteria.insert(format!("{}/{}", id(block), id(indicator)), answer(indicator, description));
        }
    }
    let blocks = rules.blocks.iter().map(|block| block_answer(block, description)).collect();
    let mut kinds = Vec::new();
    for kind in &rules.kinds {
        let required = requirements(rules, kind, description);
        kinds.push(combine(&required.iter().map(|(_, answer)| *answer).collect::<Vec<_>>()));
        let own = required.into_iter().filter(|(name, _)| rules.blocks.iter().all(|block| block["id"] != **name));
        criteria.extend(own.map(|(name, answer)| (format!("{}/{name}", id(kind)), answer)));
    }

    let kinds_with = |wanted: Answer, residual: Option<bool>| -> Vec<&Value> {
        let all = rules.kinds.iter().zip(&kinds).filter(|(_, answer)| **answer == wanted).map(|(kind, _)| kind);
        all.filter(|kind| residual.is_none_or(|residual| (kind["residual"] == true) == residual)).collect()
    };
    let (shown, contradictory) = (kinds_with(Answer::Shown, None), kinds_with(Answer::Contradictory, None));
    let (open, residual) = (kinds_with(Answer::Open, Some(false)), kinds_with(Answer::Open, Some(true)));
    assert!(shown.len() < 2, "two kinds are shown: {description}");
    let (standing, kind, candidates) = if let [kind] = shown[..] {
        (VerdictStatus::Established, Some(kind), shown)
    } else if !contradictory.is_empty() {
        (VerdictStatus::Contradictory, None, contradictory)
    } else if open.is_empty() {
        (VerdictStatus::Unclassified, None, residual)
    } else if open.len() == 1 && is_defined(rules, open[0], description) {
        (VerdictStatus::Provisional, Some(open[0]), open)
    } else {
        (VerdictStatus::Open, None, open)
    };
    let mut nearest = Vec::new();
    if standing == VerdictStatus::Unclassified {
        let defined = rules.kinds.iter().filter(|kind| is_defined(rules, kind, description));
        let refuted = |kind: &Value| {
            let required = requirements(rules, kind, description);
            required.iter().filter(|(_, answer)| *answer == Answer::Refuted).count()
        };
        let counted: Vec<(usize, &Value)> = defined.map(|kind| (refuted(kind), kind)).collect();
        let fewest = counted.iter().map(|(count, _)| *count).min();
        nearest = counted.into_iter().filter(|(count, _)| Some(*count) == fewest).map(|(_, kind)| id(kind)).collect();
    }
    let kind = kind.map(id);
    let candidates = candidates.into_iter().map(id).collect();

    let labels = &rules.concept["labels"];
    let declared = description.pointer(&format!("/{}", labels["field"].as_str().unwrap().replace('.', "/")));
    let label = declared.and_then(Value::as_str).map(|label| {
        let meant = strings(&labels["meanings"][label]);
        let silent = labels["silent"].get(label).map(strings).unwrap_or_default();
        let fits = kind.as_ref().is_some_and(|kind| meant.contains(&kind.as_str()));
        let is_refuted = |name: &&str| {
            rules.kinds.iter().zip(&kinds).any(|(kind, answer)| kind["id"] == **name && *answer == Answer::Refuted)
        };
        let holds = if meant.is_empty() {
            None
        } else if standing == VerdictStatus::Established && fits {
            Some(true)
        } else if meant.iter().chain(&silent).all(is_refuted) {
            Some(false)
        } else {
            None
        };
        (label.to_owned(), holds, strings(&labels["names_a_kind"]).contains(&label), fits)
    });

    let scale = &rules.concept["spectrum"];
    let applies = scale.get("applies").is_none_or(|applies| holds(applies, description));
    let outside = scale.get("outside").is_some_and(|outside| holds(outside, description));
    let points = items(&scale["points"]).iter().filter(|point| !holds(&point["ruled_out"], description));
    let points: Vec<u64> = points.map(|point| point["at"].as_u64().unwrap()).collect();
    let spectrum = points.first().copied().zip(points.last().copied()).filter(|_| applies && !outside);
    Conclusion { criteria, blocks, kinds, standing, kind, candidates, nearest, label, spectrum }
}

fn evaluate(pack: &Pack, text: &str) -> Conclusion {
    let vocabulary = mentorcheck_core::schema::vocabulary();
    let source = ParsedFile::parse("description.yaml", text.into());
    assert!(source.errors.is_empty() && source.documents.len() == 1, "{:?}\n{text}", source.errors);
    let judgement = Judgement::evaluate(pack, &Facts::from_document(&source.documents[0], vocabulary));
    let ids = |kinds: &[usize]| kinds.iter().map(|kind| pack.kinds[*kind].id.clone()).collect();
    let codes = (0..pack.kinds.len()).flat_map(|kind| pack.criteria_with_code(kind));
    let indicators = pack.blocks.iter().flat_map(|block| {
        block.indicators.iter().map(|one| (format!("{}/{}", block.id, pack.criteria[*one].id), *one))
    });
    let verdict = &judgement.verdict;
    Conclusion {
        criteria: codes.chain(indicators).map(|(code, one)| (code, judgement.criteria[one].answer())).collect(),
        blocks: judgement.blocks.iter().map(|block| block.answer()).collect(),
        kinds: judgement.kinds.iter().map(|kind| kind.answer()).collect(),
        standing: verdict.status,
        kind: verdict.kind.map(|kind| pack.kinds[kind].id.clone()),
        candidates: ids(&verdict.candidates),
        nearest: ids(&verdict.nearest),
        label: judgement.label.map(|label| {
            let name = vocabulary.fields[pack.labels.field].values[label.declared].name.clone();
            (name, label.is_accurate, label.names_kind, label.fits_verdict)
        }),
        spectrum: judgement.spectrum.map(|(from, to)| (from.into(), to.into())),
    }
}

/// Professional helpers whom no organisation brings in: several kinds have all their defining criteria, but none fits.
fn unclassified_descriptions() -> impl Strategy<Value = Description> {
    let stated = |field: &str, value: &str| {
        let id = vocabulary().field_id(field).unwrap();
        (id, FieldState::One(vocabulary().fields[id].value_index(value).unwrap()))
    };
    let capacity = prop_oneof![Just("professional-helper"), Just("colleague")];
    let match_made = prop_oneof![Just("themselves"), Just("assigned-by-role")];
    (near_kinds(4), capacity, match_made).prop_map(move |(mut description, capacity, match_made)| {
        description.0.extend([stated("mentor.capacity", capacity)]);
        description.0.extend([stated("third_actor.brought_together_by", match_made)]);
        description
    })
}

/// Compares both engines on `cases` descriptions. The floors on outcomes rule out vacuous agreement.
fn assert_engines_agree(name: &str, pack: &Pack, cases: u32, floors: &[(&str, usize)]) {
    let rules = Rules::read(name);
    let counts: RefCell<BTreeMap<String, usize>> = RefCell::default();
    let config = Config { cases, rng_seed: RngSeed::Fixed(1977), failure_persistence: None, ..Config::default() };
    let result = TestRunner::new(config).run(
        &(prop_oneof![7 => descriptions(), 1 => unclassified_descriptions()], any::<u64>()),
        |(description, style)| {
            let tree = description.tree();
            let expected = evaluate_naively(&rules, &tree);
            let text = write_yaml(&tree, &mut Choices::from_seed(style));
            let found = evaluate(pack, &text);
            prop_assert_eq!(&found, &expected, "in\n{}", text);
            let count = |what: String| *counts.borrow_mut().entry(what).or_default() += 1;
            count(format!("{:?}", expected.standing));
            let defined = rules.kinds.iter().filter(|kind| is_defined(&rules, kind, &tree)).count();
            match &expected.nearest[..] {
                [] => {}
                [_] if defined > 1 => count("the nearest of several kinds".into()),
                [_] => count("one kind nearest".into()),
                _ => count("several kinds nearest".into()),
            }
            if expected.standing == VerdictStatus::Unclassified && !expected.candidates.is_empty() {
                count("a residual kind left".into());
            }
            if let Some((_, holds, ..)) = &expected.label {
                count(format!("label {holds:?}"));
            }
            count(match expected.spectrum {
                None => "no place on the spectrum".into(),
                Some((from, to)) if from == to => "one place on the spectrum".to_owned(),
                Some(_) => "a range on the spectrum".into(),
            });
            Ok(())
        },
    );
    result.unwrap_or_else(|failure| panic!("{failure}"));
    let counts = counts.borrow();
    for (what, floor) in floors {
        let found = counts.get(*what).copied().unwrap_or_default();
        assert!(found >= *floor, "{what}: {found} times, expected at least {floor}: {counts:#?}");
    }
}

#[test]
fn a_second_engine_gives_the_same_verdicts() {
    let floors = [
        ("Established", 900),
        ("Provisional", 300),
        ("Open", 600),
        ("Unclassified", 70),
        ("Contradictory", 140),
        ("one kind nearest", 60),
        ("the nearest of several kinds", 40),
        ("several kinds nearest", 1),
        ("a residual kind left", 10),
        ("label Some(true)", 140),
        ("label Some(false)", 400),
        ("label None", 300),
        ("no place on the spectrum", 800),
        ("one place on the spectrum", 110),
        ("a range on the spectrum", 1_000),
    ];
    assert_engines_agree("mentoring-to-work", checker(None).build().pack(), 4096, &floors);
}

#[test]
fn a_second_engine_gives_the_same_verdicts_with_other_rules() {
    let pack = built_in("befriending").unwrap().load(mentorcheck_core::schema::vocabulary()).unwrap();
    let floors = [
        ("Established", 500),
        ("Provisional", 100),
        ("Open", 300),
        ("Unclassified", 25),
        ("Contradictory", 35),
        ("one kind nearest", 12),
        ("the nearest of several kinds", 12),
        ("a residual kind left", 4),
    ];
    assert_engines_agree("befriending", &pack, 2048, &floors);
}
