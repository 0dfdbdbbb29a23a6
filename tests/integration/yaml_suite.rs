//! Runs the public YAML test suite (github.com/yaml/yaml-test-suite) on the parser: every case is parsed as expected or
//! refused on purpose, without panics.
//!
//! The suite is not part of the project; the environment variable [`SUITE`] gives the path of a copy.

#![allow(clippy::print_stdout, reason = "shows what was compared")]

use std::{
    collections::BTreeMap,
    env, fs,
    panic::catch_unwind,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value as Json};

use mentorcheck_core::diagnostic::input_errors;
use mentorcheck_yaml::{Node, ParsedFile, Scalar, Value};

const SUITE: &str = "MENTORCHECK_YAML_SUITE";

/// Valid YAML that the parser refuses on purpose; each line has name, code and reason.
const REFUSED: &str = include_str!("../yaml_suite/refused.txt");

/// The expected result according to the suite.
#[derive(Debug, PartialEq)]
enum Expected {
    /// Invalid YAML.
    Error,
    Documents(Vec<Json>),
    /// Parser events, for cases without JSON.
    Events(Vec<String>),
}

struct Case {
    name: String,
    yaml: String,
    expected: Expected,
}

#[derive(Debug)]
enum Outcome {
    Parsed,
    /// Invalid YAML was reported.
    ErrorReported,
    /// Sorted distinct codes, and the messages.
    Refused(Vec<&'static str>, String),
    Wrong(String),
}

#[test]
fn every_case_is_parsed_as_expected_or_refused_on_purpose() {
    let Some(suite) = env::var_os(SUITE).map(PathBuf::from) else {
        println!("Skipped: no YAML test suite. Get a copy of github.com/yaml/yaml-test-suite and give the path of");
        println!("its folder (with `src`):");
        println!("    {SUITE}=/path/to/yaml-test-suite cargo test --test yaml_suite -- --nocapture");
        return;
    };
    let cases = cases(&suite);
    let expected = refusals();
    let (mut read, mut caught, mut wrong) = (0, 0, Vec::new());
    let mut refused = BTreeMap::new();
    for case in &cases {
        match run_case(case) {
            Outcome::Parsed => read += 1,
            Outcome::ErrorReported => caught += 1,
            Outcome::Refused(codes, messages) => drop(refused.insert(case.name.as_str(), (codes.join(","), messages))),
            Outcome::Wrong(reason) => wrong.push(format!("{}: {reason}\n{}", case.name, case.yaml)),
        }
    }
    println!(
        "{} cases: {read} parsed, {caught} invalid and reported, {} refused on purpose, {} wrong",
        cases.len(),
        refused.len(),
        wrong.len()
    );
    for (name, (codes, messages)) in &refused {
        let reason = expected.get(name).map_or("NOT EXPECTED", |(_, reason)| reason);
        println!("  {name} {codes}: {reason}\n      {messages}");
    }
    assert!(wrong.is_empty(), "wrong results:\n\n{}", wrong.join("\n\n"));
    let got: BTreeMap<&str, &str> = refused.iter().map(|(name, (codes, _))| (*name, codes.as_str())).collect();
    let want: BTreeMap<&str, &str> = expected.iter().map(|(name, (codes, _))| (*name, *codes)).collect();
    for (name, codes) in &got {
        assert_eq!(want.get(name), Some(codes), "{name} is refused, which differs from tests/yaml_suite/refused.txt");
    }
    for name in want.keys() {
        assert!(got.contains_key(name), "{name} is no longer refused: remove it from tests/yaml_suite/refused.txt");
    }
    // The folder must really be the suite.
    assert!(cases.len() > 350, "only {} cases: {} is not the complete suite", cases.len(), suite.display());
}

/// Code and reason of each case that is refused on purpose.
fn refusals() -> BTreeMap<&'static str, (&'static str, &'static str)> {
    let lines = REFUSED.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, rest) = line.split_once(' ').unwrap();
            let (codes, reason) = rest.trim().split_once(' ').unwrap();
            (name, (codes, reason.trim()))
        })
        .collect()
}

#[test]
fn the_list_of_refusals_can_be_read() {
    let all = refusals();
    assert!(!all.is_empty());
    for (name, (codes, reason)) in all {
        assert!(name.len() >= 4 && codes.starts_with("source/") && reason.len() > 10, "{name} {codes} {reason}");
    }
}

fn cases(suite: &Path) -> Vec<Case> {
    let folder = suite.join("src");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{SUITE}: {}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    files.sort();
    files.iter().flat_map(|path| cases_in_file(path)).collect()
}

fn cases_in_file(path: &Path) -> Vec<Case> {
    let stem = path.file_stem().unwrap().to_str().unwrap();
    // An independent parser reads the cases.
    let list: Vec<Map<String, Json>> = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut json = None;
    let several = list.len() > 1;
    let case = |(number, case): (usize, &Map<String, Json>)| {
        let text = |key: &str| case.get(key).and_then(Json::as_str);
        // A case inherits the JSON of the previous one.
        json = text("json").map(str::to_owned).or(json.take());
        let expected = match &json {
            _ if case.get("fail") == Some(&true.into()) => Expected::Error,
            Some(json) => Expected::Documents(documents(json)),
            None => Expected::Events(suite_events(text("tree").unwrap())),
        };
        let name = if several { format!("{stem}-{number:02}") } else { stem.to_owned() };
        Case { name, yaml: unmask(text("yaml").unwrap()), expected }
    };
    list.iter().enumerate().map(case).collect()
}

/// The events of the suite: start and end of collections, and scalars without their style.
fn suite_events(tree: &str) -> Vec<String> {
    let lines = tree.lines().map(str::trim_start).filter(|line| !line.contains("STR") && !line.contains("DOC"));
    let event = |line: &str| match line.strip_prefix("=VAL ") {
        Some(scalar) => format!("={}", &scalar[1..]),
        None => line[..4].to_owned(),
    };
    lines.map(event).collect()
}

/// Appends the events of a parsed node.
fn push_events(node: Node<'_>, events: &mut Vec<String>) {
    match node.value() {
        Value::Scalar(Scalar::Null) => events.push("=".into()),
        Value::Scalar(Scalar::Boolean(truth)) => events.push(format!("={truth}")),
        Value::Scalar(Scalar::Number(number)) => events.push(format!("={number}")),
        Value::Scalar(Scalar::String(text)) => events.push(format!("={text}")),
        Value::Sequence(list) => {
            events.push("+SEQ".into());
            list.iter().for_each(|item| push_events(item, events));
            events.push("-SEQ".into());
        }
        Value::Mapping(map) => {
            events.push("+MAP".into());
            for (key, value) in map.iter() {
                events.push(format!("={}", key.name));
                push_events(value, events);
            }
            events.push("-MAP".into());
        }
    }
}

fn documents(json: &str) -> Vec<Json> {
    serde_json::Deserializer::from_str(json).into_iter().collect::<Result<_, _>>().unwrap()
}

/// Replaces the visible symbols of the suite by the invisible characters they represent.
fn unmask(shown: &str) -> String {
    let mut text = String::new();
    for ch in shown.chars() {
        match ch {
            '␣' => text.push(' '),
            '»' => {
                text.truncate(text.trim_end_matches('—').len());
                text.push('\t');
            }
            '↵' => {}
            '←' => text.push('\r'),
            '⇔' => text.push('\u{feff}'),
            ch => text.push(ch),
        }
    }
    text.strip_suffix("∎\n").map(str::to_owned).unwrap_or(text)
}

#[test]
fn invisible_characters_are_restored() {
    assert_eq!(unmask("a:␣———»b←\n"), "a: \tb\r\n");
    assert_eq!(unmask("⇔—»x↵\n∎\n"), "\u{feff}\tx\n");
    assert_eq!(unmask("— a»\n"), "— a\t\n");
}

fn run_case(case: &Case) -> Outcome {
    let bytes = case.yaml.clone().into_bytes();
    let Ok(source) = catch_unwind(|| ParsedFile::parse(&case.name, bytes)) else {
        return Outcome::Wrong("the parser panics".into());
    };
    let found: Vec<Json> = source.documents.iter().map(|document| to_json(document.root())).collect();
    let codes: Vec<&str> = source.errors.iter().map(|error| error.kind.code()).collect();
    for error in &source.errors {
        if input_errors::sentence(&error.kind).is_empty() || input_errors::help(&error.kind).is_empty() {
            return Outcome::Wrong(format!("{} without message or help", error.kind.code()));
        }
    }
    let empty = codes == ["source/empty"];
    let messages =
        || source.errors.iter().map(|error| input_errors::sentence(&error.kind)).collect::<Vec<_>>().join("; ");
    match &case.expected {
        Expected::Error if codes.is_empty() || empty => Outcome::Wrong(format!("no error is reported: {found:?}")),
        Expected::Error => Outcome::ErrorReported,
        // Empty documents are skipped; a stream with nothing else is an error.
        Expected::Documents(all) if empty && all.iter().all(Json::is_null) => Outcome::Parsed,
        Expected::Documents(all) if codes.is_empty() => {
            let all: Vec<&Json> = all.iter().filter(|one| !one.is_null()).collect();
            let same = all.len() == found.len() && all.iter().zip(&found).all(|(one, other)| is_equal(one, other));
            if same { Outcome::Parsed } else { Outcome::Wrong(format!("parsed as {found:?}, not as {all:?}")) }
        }
        Expected::Events(all) if codes.is_empty() => {
            let mut read = Vec::new();
            source.documents.iter().for_each(|document| push_events(document.root(), &mut read));
            if read == *all { Outcome::Parsed } else { Outcome::Wrong(format!("parsed as {read:?}, not as {all:?}")) }
        }
        _ => {
            let mut codes = codes.clone();
            codes.sort_unstable();
            codes.dedup();
            Outcome::Refused(codes, messages())
        }
    }
}

fn to_json(node: Node<'_>) -> Json {
    match node.value() {
        Value::Scalar(Scalar::Null) => Json::Null,
        Value::Scalar(Scalar::Boolean(truth)) => (*truth).into(),
        Value::Scalar(Scalar::Number(number)) => Json::Number(number.clone()),
        Value::Scalar(Scalar::String(text)) => text.as_str().into(),
        Value::Sequence(list) => list.iter().map(to_json).collect(),
        Value::Mapping(map) => map.iter().map(|(key, value)| (key.name.to_owned(), to_json(value))).collect(),
    }
}

/// Equality of values, where `1` equals `1.0`.
fn is_equal(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_equal(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            let same = |key: &String, value| other.get(key).is_some_and(|found| is_equal(value, found));
            one.len() == other.len() && one.iter().all(|(key, value)| same(key, value))
        }
        (one, other) => one == other,
    }
}
