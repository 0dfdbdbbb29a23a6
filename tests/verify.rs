//! Proves that `rules verify` holds on the rules that come with the program, that each fault planted in a
//! copy of them is found under its code, and that each counterexample really shows the breach and states
//! nothing that is not needed for it.

// Tests may stop at the first thing that is not as expected, in what they share as well.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::LazyLock,
};

use assert_cmd::Command;
use mentorcheck::{
    facts::Facts,
    pipeline::vocabulary,
    rules::{Condition, How, Test, built_in_names},
    schema::Sort,
};
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PACK: &str = "rules/mentoring-to-work";

const CONCEPT: &str = "concept.yaml";
const CLAIMS: &str = "claims.yaml";
const CONDITIONS: &str = "conditions.yaml";
const ASYMMETRY: &str = "blocks/1-asymmetry.yaml";
const GROWTH: &str = "blocks/2-growth.yaml";
const VOLUNTARINESS: &str = "blocks/5-voluntariness.yaml";
const RECIPROCITY: &str = "blocks/6-reciprocity.yaml";
const THIRD_ACTOR: &str = "blocks/7-third-actor.yaml";
const ACADEMIC: &str = "kinds/academic-mentoring.yaml";
const BEFRIENDING: &str = "kinds/befriending.yaml";
const COACHING: &str = "kinds/coaching.yaml";
const ONE_OFF: &str = "kinds/one-off-activity.yaml";
const SUPERVISION: &str = "kinds/formal-supervision.yaml";

/// One change to one file of a copy of the rules: the first of the words `from` become `to`.
struct Fault {
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// The codes of all breaches that follow from it, in order.
    codes: &'static [&'static str],
}

const fn fault(
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    codes: &'static [&'static str],
) -> Fault {
    Fault { name, file, from, to, codes }
}

const FAULTS: &[Fault] = &[
    // Two kinds at once
    fault(
        "two-kinds-by-one-aim",
        ACADEMIC,
        "purpose.main: [study]\n    refuted:\n      purpose.main: {other_than: [study]}",
        "purpose.main: [study, growing-up]\n    refuted:\n      purpose.main: {other_than: [study, growing-up]}",
        &["verify/two-kinds"],
    ),
    fault("two-kinds-without-a-condition", COACHING, "  - condition: not-companionship\n", "", &["verify/two-kinds"]),
    fault("two-kinds-by-role", BEFRIENDING, "  - condition: no-superior\n", "", &["verify/two-kinds"]),
    // Conditions that no description can meet
    fault(
        "dead-condition",
        VOLUNTARINESS,
        "    shown:\n      relationship.agreement: [written, spoken]",
        "    shown:\n      all:\n        - relationship.agreement: [written]\n        - relationship.agreement: [spoken]",
        &["verify/impossible-answer", "verify/dead-condition", "verify/unread-value", "verify/unread-value"],
    ),
    fault(
        "dead-part",
        VOLUNTARINESS,
        "        - mentor.reward: [none, expenses, allowance, working-time]\n",
        "        - mentor.reward: [none, expenses, allowance, working-time]\n        - all:\n            - mentor.reward: \
         [fee]\n            - mentor.reward: [wage]\n",
        &["verify/dead-condition"],
    ),
    fault(
        "dead-point-of-the-spectrum",
        CONCEPT,
        "ruled_out:\n        any:\n          - relationship.role: [means, incidental]\n          - purpose.main: \
         {other_than: [companionship]}\n          - purpose.objectives: {other_than: [not-set]}",
        "ruled_out:\n        all:\n          - purpose.main: [companionship]\n          - purpose.main: {other_than: \
         [companionship]}",
        &["verify/dead-condition"],
    ),
    fault(
        "dead-reading",
        VOLUNTARINESS,
        "when:\n          mentor.reward: [allowance]",
        "when:\n          all:\n            - mentor.reward: [allowance]\n            - mentor.reward: [none]",
        &["verify/dead-condition"],
    ),
    // Parts that make no difference
    fault(
        "idle-part-of-any",
        VOLUNTARINESS,
        "        - mentor.reward: [none, expenses, allowance, working-time]\n",
        "        - mentor.reward: [none, expenses, allowance, working-time]\n        - all:\n            - \
         mentor.capacity: [volunteer]\n            - mentor.takes_part: [own-choice]\n",
        &["verify/idle-part"],
    ),
    fault(
        "idle-part-of-all",
        ASYMMETRY,
        "        - relationship.gap_known_to: {any_of: [mentor]}\n",
        "        - relationship.gap_known_to: {any_of: [mentor]}\n        - relationship.gap_known_to: {any_of: [mentor, \
         mentee]}\n",
        &["verify/idle-part"],
    ),
    // Values and who reads them
    fault(
        "unread-value",
        RECIPROCITY,
        "&left-to-the-mentee [decisions, applications, paperwork, money]",
        "&left-to-the-mentee [decisions, applications, paperwork]",
        &["verify/unread-value"],
    ),
    fault(
        "value-no-longer-declared-informative",
        CONCEPT,
        "  relationship.limits: [professional-help]\n",
        "",
        &["verify/unread-value"],
    ),
    fault(
        "informative-value-is-read",
        CONCEPT,
        "  relationship.limits: [professional-help]\n",
        "  relationship.limits: [professional-help, money]\n",
        &["verify/read-value"],
    ),
    // Grounds
    fault(
        "unused-claim",
        CLAIMS,
        "  # 1 Asymmetry\n",
        "  - id: S9\n    says: A claim made up for a test, on which nothing rests.\n    quote: made up\n    heading: \
         Introduction\n",
        &["verify/unused-claim"],
    ),
    fault("claim-that-lost-its-rule", VOLUNTARINESS, "claims: [V3]", "claims: [V2]", &["verify/unused-claim"]),
    fault("kind-without-grounds", ONE_OFF, "claims: [L3]\nrequires", "requires", &["verify/no-grounds"]),
    // Both answers at once
    fault(
        "one-value-tells-both",
        ACADEMIC,
        "    shown:\n      purpose.main: [study]",
        "    shown:\n      purpose.main: [study, growing-up]",
        &["verify/tells-both"],
    ),
    fault(
        "one-item-tells-both",
        THIRD_ACTOR,
        "third_actor.recruits: {none_of: [mentors]}",
        "third_actor.recruits: {any_of: [mentors]}",
        &["verify/impossible-answer", "verify/impossible-answer", "verify/tells-both"],
    ),
    fault(
        "one-closing-tells-both",
        GROWTH,
        "    shown:\n      mentee.gains:\n        any_of: &development",
        "    shown:\n      mentee.gains:\n        none_of: &development",
        &["verify/impossible-kind", "verify/impossible-answer", "verify/impossible-answer", "verify/tells-both"],
    ),
    fault(
        "shared-condition-tells-both",
        CONDITIONS,
        "mentor.capacity: [professional-helper, superior]",
        "mentor.capacity: [professional-helper, superior, colleague]",
        &["verify/tells-both"],
    ),
    // Answers that can never be given
    fault(
        "kind-that-can-never-be-shown",
        ONE_OFF,
        "requires:\n",
        "requires:\n  - condition: repeated\n",
        &["verify/impossible-kind"],
    ),
    fault(
        "indicator-that-can-never-be-refuted",
        VOLUNTARINESS,
        "    refuted:\n      mentor.takes_part: [required]",
        "    refuted:\n      all:\n        - mentor.takes_part: [required]\n        - mentor.takes_part: [own-choice]",
        &["verify/impossible-answer", "verify/dead-condition", "verify/unread-value"],
    ),
    fault(
        "condition-that-can-never-be-refuted",
        SUPERVISION,
        "    refuted:\n      mentor.capacity: {other_than: [superior]}",
        "    refuted:\n      all:\n        - mentor.capacity: [superior]\n        - mentor.capacity: [volunteer]",
        &["verify/impossible-answer", "verify/dead-condition"],
    ),
];

/// Words of claims that are put into the source's mouth, and a heading that it does not have.
const MISQUOTED: &[(&str, &str, &str, &str)] = &[
    ("quotation-one-word-else", CLAIMS, "The communication is also two-way.", "The communication is always two-way."),
    ("quotation-cut-short", CLAIMS, "the priority is the achievement of", "the priority is achievement of"),
    ("quotation-under-another-heading", CLAIMS, "heading: Field of application", "heading: Field of study"),
    ("definition-altered", CONCEPT, "a programme set up by an organisation", "a programme set up by a public body"),
    ("definition-under-another-heading", CONCEPT, "heading: Definition of", "heading: Definitions of"),
];

/// What cannot be planted: the language of conditions has no words for it. It cannot ask whether something
/// is missing, so that nothing holds of a description that states nothing, and what holds of a part of a
/// description holds of the whole. These checks guard the program against itself.
const NOT_PLANTED: &[&str] = &["verify/always-true", "verify/answer-lost", "verify/provisional-turns"];

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    let output = command.current_dir(folder).env_clear().args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A folder that holds a copy of the rules under the name `pack`. Whatever runs in the folder names the
/// pack by that name, so that what it prints is the same wherever the folder is.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["", "blocks", "kinds"] {
        let (from, to) = (Path::new(ROOT).join(PACK).join(part), folder.path().join("pack").join(part));
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let file = entry.unwrap().path();
            if file.is_file() {
                fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
            }
        }
    }
    folder
}

fn copy_with(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = copy();
    let path = folder.path().join("pack").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    folder
}

/// A rule pack with a fault, and what `rules verify` says of it.
struct Planted {
    fault: &'static Fault,
    folder: tempfile::TempDir,
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Every fault, planted and looked for. A proof takes a while, so two go on at a time.
static PLANTED: LazyLock<Vec<Planted>> = LazyLock::new(|| {
    let plant = |fault: &'static Fault| {
        let folder = copy_with(fault.file, fault.from, fault.to);
        let (status, stdout, stderr) = run(folder.path(), &["rules", "verify", "pack"]);
        Planted { fault, folder, status, stdout, stderr }
    };
    let halves = FAULTS.split_at(FAULTS.len() / 2);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| halves.0.iter().map(plant).collect::<Vec<_>>());
        let second: Vec<_> = halves.1.iter().map(plant).collect();
        first.join().unwrap().into_iter().chain(second).collect()
    })
});

/// A breach as it is printed.
struct Told {
    code: String,
    message: String,
    /// The description that shows it, where there is one.
    example: Option<String>,
}

impl Told {
    /// The names in the message, which stand between backticks.
    fn names(&self) -> Vec<&str> {
        self.message.split('`').skip(1).step_by(2).collect()
    }
}

/// The breaches in what `rules verify` prints.
fn told(stdout: &str) -> Vec<Told> {
    let breaches = stdout.split("✘ ").skip(1).map(|breach| {
        let (head, rest) = breach.split_once('\n').unwrap();
        let (code, message) = head.split_once(": ").unwrap();
        let lines: Vec<_> = rest.lines().filter_map(|line| line.strip_prefix("    ")).collect();
        let example = (!lines.is_empty()).then(|| lines.join("\n") + "\n");
        Told { code: code.into(), message: message.into(), example }
    });
    breaches.collect()
}

#[test]
fn the_rules_that_come_with_the_program_hold() {
    let names: Vec<_> = built_in_names().collect();
    assert!(names.contains(&"mentoring-to-work"), "{names:?}");
    for name in names {
        let (status, stdout, stderr) = run(Path::new(ROOT), &["rules", "verify", name]);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{name}: {stdout}");
        assert!(stdout.starts_with("✔ The rules of ") && stdout.contains(" hold: "), "{name}: {stdout}");
    }
}

#[test]
fn every_planted_fault_is_found_under_its_code() {
    for Planted { fault, status, stdout, stderr, .. } in PLANTED.iter() {
        let name = fault.name;
        assert_eq!((*status, stderr.as_str()), (Some(2), ""), "{name}: {stdout}");
        let codes: Vec<_> = told(stdout).into_iter().map(|breach| breach.code).collect();
        assert_eq!(codes, fault.codes, "{name}: {stdout}");
        insta::assert_snapshot!(name, stdout);
    }
}

#[test]
fn every_code_is_planted_or_cannot_be() {
    let mut known = BTreeSet::new();
    for file in ["mod.rs", "trace.rs"] {
        let code = fs::read_to_string(Path::new(ROOT).join("src/proof").join(file)).unwrap();
        let texts = code.split('"').filter(|text| text.starts_with("verify/"));
        known.extend(texts.map(str::to_owned));
    }
    let planted = FAULTS.iter().flat_map(|fault| fault.codes.iter().copied());
    // Told with the source's text at hand, and of hostile rules: `hostile_packs.rs`.
    let elsewhere = ["verify/quotation", "verify/too-involved"];
    let expected: BTreeSet<String> =
        planted.chain(NOT_PLANTED.iter().copied()).chain(elsewhere).map(str::to_owned).collect();
    assert_eq!(known, expected);
}

/// The answer on a kind, or on an indicator or condition, in a report.
fn answer<'r>(programme: &'r Value, name: &str) -> &'r str {
    let wholes = ["blocks", "kinds"].into_iter().flat_map(|part| programme[part].as_array().unwrap());
    let parts = |whole: &'r Value| {
        let lists = ["indicators", "conditions"].into_iter().filter_map(|part| whole[part].as_array());
        lists.flatten()
    };
    // A condition that kinds share is reported with each of them.
    let shared = name.strip_prefix("conditions/").map(|id| format!("/{id}"));
    let is_meant = |one: &&Value| {
        let code = one["code"].as_str().unwrap();
        code == name || shared.as_ref().is_some_and(|id| code.ends_with(id))
    };
    let kinds = programme["kinds"].as_array().unwrap();
    let kind = kinds.iter().find(|kind| kind["id"] == name);
    let found = kind.or_else(|| wholes.flat_map(parts).find(is_meant));
    found.unwrap_or_else(|| panic!("nothing is called {name}"))["answer"].as_str().unwrap()
}

/// Whether `description` shows the breach when it is checked by the faulty rules in `folder`.
fn shows(folder: &Path, breach: &Told, description: &str) -> bool {
    fs::write(folder.join("counterexample.yaml"), description).unwrap();
    let arguments = ["check", "--rules", "pack", "--expect", "any", "--format", "json", "counterexample.yaml"];
    let (status, stdout, stderr) = run(folder, &arguments);
    assert_eq!((status, stderr.as_str()), (Some(0), ""), "the description is not sound: {description}\n{stdout}");
    let report: Value = serde_json::from_str(&stdout).unwrap();
    let programme = &report["programmes"][0];
    let names = breach.names();
    match breach.code.as_str() {
        "verify/two-kinds" => {
            assert_eq!(names.len(), 2, "{}", breach.message);
            names.iter().all(|kind| answer(programme, kind) == "shown")
        }
        "verify/tells-both" => answer(programme, names[0]) == "contradictory",
        other => panic!("there is no counterexample to {other}"),
    }
}

/// The descriptions that state one fact less: a value, or an item of a list.
fn with_one_fact_less(description: &str) -> Vec<String> {
    let whole: serde_yaml::Mapping = serde_yaml::from_str(description).unwrap();
    let mut smaller = Vec::new();
    for (section, fields) in whole.iter().filter(|(section, _)| section.as_str() != Some("programme")) {
        for (field, stated) in fields.as_mapping().unwrap() {
            for item in 0..stated.as_sequence().map_or(1, Vec::len) {
                let mut rest = whole.clone();
                let fields = rest[section].as_mapping_mut().unwrap();
                match fields[field].as_sequence_mut() {
                    Some(items) if items.len() > 1 => drop(items.remove(item)),
                    _ => drop(fields.remove(field)),
                }
                if fields.is_empty() {
                    rest.remove(section);
                }
                smaller.push(serde_yaml::to_string(&rest).unwrap());
            }
        }
    }
    smaller
}

#[test]
fn every_counterexample_shows_the_breach_and_states_nothing_besides() {
    let mut seen = BTreeSet::new();
    for Planted { fault, folder, stdout, .. } in PLANTED.iter() {
        for breach in told(stdout) {
            let wanted = ["verify/two-kinds", "verify/tells-both"].contains(&breach.code.as_str());
            assert_eq!(breach.example.is_some(), wanted, "{}: {}", fault.name, breach.code);
            let Some(description) = &breach.example else { continue };
            assert!(shows(folder.path(), &breach, description), "{}: {description}", fault.name);
            let smaller = with_one_fact_less(description);
            assert!(!smaller.is_empty(), "{}: {description}", fault.name);
            if breach.code == "verify/tells-both" {
                assert_eq!(smaller.len(), 1, "{}: one single fact is meant, {description}", fault.name);
            }
            for less in smaller {
                assert!(!shows(folder.path(), &breach, &less), "{}: this is smaller:\n{less}", fault.name);
            }
            seen.insert(breach.code);
        }
    }
    assert_eq!(seen.len(), 2, "{seen:?}");
}

/// Mistakes for which a pack is refused before anything is proved.
const REFUSED: &[(&str, &str, &str, &str, &str)] = &[
    ("refused-misspelt-value", VOLUNTARINESS, "[volunteer]", "[volunter]", "pack/unknown-value"),
    ("refused-claim-that-is-not-there", VOLUNTARINESS, "claims: [V4]", "claims: [V4, V44]", "pack/unknown-name"),
    (
        "refused-indicator-without-an-example",
        VOLUNTARINESS,
        "      refutes:\n        - {relationship.agreement: none}\n",
        "",
        "pack/missing-example",
    ),
    (
        "refused-kind-without-an-example",
        BEFRIENDING,
        "  leaves_open:\n    - {programme.label: befriending}\n    - {purpose.main: companionship, mentor.capacity: \
         volunteer}\n",
        "",
        "schema/missing",
    ),
    (
        "refused-label-that-means-no-kind",
        CONCEPT,
        "    tandem: [befriending, social-mentoring]\n",
        "",
        "pack/missing-meaning",
    ),
    (
        "refused-condition-that-asks-nothing",
        VOLUNTARINESS,
        "    shown:\n      mentor.capacity: [volunteer, practitioner, colleague, fellow, friend-or-relative]",
        "    shown:\n      all: []",
        "schema/empty-list",
    ),
];

#[test]
fn some_mistakes_are_refused_before_anything_is_proved() {
    for (name, file, from, to, code) in REFUSED {
        let folder = copy_with(file, from, to);
        let (status, stdout, stderr) = run(folder.path(), &["rules", "verify", "pack"]);
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{name}: {stderr}");
        assert!(stderr.lines().any(|line| line == *code), "{name}: {stderr}");
        insta::assert_snapshot!(*name, stderr);
    }
}

/// Why no pack can be made to breach `verify/always-true`: whatever can be asked of a field, a description
/// that states nothing does not bear it out, and neither does `all` or `any` of such questions. An empty
/// `all` is refused when the pack is read.
#[test]
fn no_condition_can_always_be_true() {
    let vocabulary = vocabulary();
    let nothing = Facts::none(vocabulary);
    let mut asked = 0;
    for (field, definition) in vocabulary.fields.iter().enumerate() {
        let ways = match definition.sort {
            Sort::One => [How::OneOf, How::OtherThan],
            Sort::List => [How::AnyOf, How::NoneOf],
            Sort::Free => continue,
        };
        for how in ways {
            for values in (0..definition.values.len()).map(|value| 1 << value).chain([0]) {
                let test = Condition::Test(Test { field, values, how });
                assert!(!test.holds(&nothing), "{}", test.written(vocabulary));
                assert!(!Condition::All(vec![test.clone(), test.clone()]).holds(&nothing));
                assert!(!Condition::Any(vec![test.clone(), test]).holds(&nothing));
                asked += 1;
            }
        }
    }
    assert!(asked > 100, "{asked}");
}

/// What the rules quote and the headings that it stands under, as a printed page might have it: with the
/// hyphens of the printer, broken lines and curly quotation marks.
fn printed_source() -> String {
    let read = |file: &str| -> Value {
        let text = fs::read_to_string(Path::new(ROOT).join(PACK).join(file)).unwrap();
        serde_yaml::from_str(&text).unwrap()
    };
    let (concept, claims) = (read(CONCEPT), read(CLAIMS));
    let passages = claims["claims"].as_array().unwrap().iter().chain([&concept["definition"]]);
    let mut words: Vec<&str> = Vec::new();
    for passage in passages {
        words.extend(["heading", "quote"].into_iter().filter_map(|part| passage[part].as_str()));
    }
    assert!(words.len() > 80, "{}", words.len());
    let mut page = String::from("A text made up for a test.\n\n");
    for passage in words {
        let letters: Vec<char> = passage.chars().collect();
        for (at, letter) in letters.iter().enumerate() {
            let inside = at > 0 && letters[at - 1].is_alphabetic() && letter.is_alphabetic();
            match at % 11 {
                3 if inside => page.push('\u{ad}'),
                5 if inside => page.push_str("\u{ad}\n"),
                7 if inside => page.push_str("-\n"),
                _ => {}
            }
            match letter {
                ' ' if at % 3 == 0 => page.push('\n'),
                ' ' if at % 3 == 1 => page.push_str("\u{a0} "),
                '\'' => page.push('’'),
                '"' => page.push('“'),
                other => page.push(*other),
            }
        }
        page.push_str("\n\n");
    }
    page
}

#[test]
fn every_quotation_is_looked_up_in_the_source() {
    let verify = |folder: &Path| {
        fs::write(folder.join("source.txt"), printed_source()).unwrap();
        run(folder, &["rules", "verify", "pack", "--source", "source.txt"])
    };
    let (status, stdout, stderr) = verify(copy().path());
    assert_eq!((status, stderr.as_str()), (Some(0), ""), "{stdout}");
    assert!(stdout.ends_with("Every quotation stands in the source.\n"), "{stdout}");
    for (name, file, from, to) in MISQUOTED {
        let (status, stdout, stderr) = verify(copy_with(file, from, to).path());
        assert_eq!((status, stderr.as_str()), (Some(2), ""), "{name}: {stdout}");
        let codes: Vec<_> = told(&stdout).into_iter().map(|breach| breach.code).collect();
        assert_eq!(codes, ["verify/quotation"], "{name}: {stdout}");
        insta::assert_snapshot!(*name, stdout);
    }
}

#[test]
fn a_source_that_cannot_be_read_is_said() {
    let (status, stdout, stderr) = run(copy().path(), &["rules", "verify", "pack", "--source", "no-such-file.txt"]);
    assert_eq!((status, stdout.as_str()), (Some(2), ""));
    assert!(stderr.starts_with("mentorcheck: no-such-file.txt cannot be read: "), "{stderr}");
}

/// Where the source itself is at hand, the rules are held against it.
#[test]
fn the_rules_quote_the_source_as_it_is() {
    let Some(source) = std::env::var_os("MENTORCHECK_SOURCE").map(PathBuf::from) else {
        // Written past the test harness, which keeps what passing tests print to itself.
        let line = "NOT TRIED: the source's text is not here, so its quotations were not looked up. Name it in \
            MENTORCHECK_SOURCE.";
        writeln!(io::stderr(), "{line}").unwrap();
        return;
    };
    let arguments = ["rules", "verify", "mentoring-to-work", "--source", source.to_str().unwrap()];
    let (status, stdout, stderr) = run(Path::new(ROOT), &arguments);
    assert_eq!((status, stderr.as_str()), (Some(0), ""), "{stdout}");
    assert!(stdout.ends_with("Every quotation stands in the source.\n"), "{stdout}");
}
