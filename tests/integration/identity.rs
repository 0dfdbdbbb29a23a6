//! A programme stays itself: however a description is written, and wherever it is in its file, its findings keep their
//! fingerprints, its baseline and its excuses, and `diff` finds its counterpart.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{common::run_in, programmes::ProgrammeGenerator};

/// Fails on asymmetry, since mentors bring companionship and nothing else. Constructed.
fn failing(name: &str) -> Value {
    json!({
        "programme": {"name": name, "label": "mentoring"},
        "purpose": {"main": "work", "objectives": "set-by-programme", "serves": "mentee", "steps": ["job", "network"]},
        "mentor": {"brings": ["companionship", "nothing-else"], "capacity": "volunteer", "reward": "fee"},
        "relationship": {"contact": "repeated", "exchange": "two-way"}
    })
}

fn yaml(value: &Value) -> String {
    serde_yaml::to_string(value).unwrap()
}

/// Descriptions in one file.
fn stream(documents: &[&Value]) -> String {
    documents.iter().flat_map(|one| ["---\n".to_owned(), yaml(one)]).collect()
}

fn folder_with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let (status, stdout, stderr) = run_in(folder, &[&["check", "--format", "json"], arguments].concat());
    assert!(stderr.is_empty(), "{stderr}");
    (status, serde_json::from_str(&stdout).unwrap())
}

/// Path, code and fingerprint of every finding; the path tells files apart that are compared under other names.
fn fingerprints(report: &Value) -> BTreeSet<(String, String)> {
    let findings = report["programmes"].as_array().unwrap().iter().flat_map(|one| one["findings"].as_array().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    findings.map(|finding| (text(&finding["code"]), text(&finding["fingerprint"]))).collect()
}

/// Reverses the order of keys and of list items.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(entries) => entries.iter().rev().map(|(key, value)| (key.clone(), reversed(value))).collect(),
        Value::Array(items) => items.iter().rev().map(reversed).collect(),
        other => other.clone(),
    }
}

/// Texts in decomposed form, with accents as characters of their own.
fn decomposed(text: &str) -> String {
    text.replace('é', "e\u{301}").replace('ü', "u\u{308}")
}

/// The same descriptions, written in other ways.
fn reformatted(documents: &[Value]) -> Vec<(&'static str, String)> {
    let joined = |write: &dyn Fn(&Value) -> String, documents: &mut dyn Iterator<Item = &Value>| {
        documents.map(|document| ["---\n", write(document).trim_end(), "\n"].concat()).collect::<String>()
    };
    let block = joined(&yaml, &mut documents.iter());
    vec![
        ("flow style", joined(&Value::to_string, &mut documents.iter())),
        ("flow style over lines", joined(&|one| serde_json::to_string_pretty(one).unwrap(), &mut documents.iter())),
        ("order of keys and items", joined(&|one| yaml(&reversed(one)), &mut documents.iter())),
        ("order of documents", joined(&yaml, &mut documents.iter().rev())),
        ("line ends", block.replace('\n', "\r\n")),
        ("decomposed", decomposed(&block)),
        ("comments", block.replace('\n', " # a comment\n").replace("--- #", "---\n#")),
        ("block style", block),
    ]
}

#[test]
fn reformatting_changes_nothing_that_a_programme_is_known_by() {
    let generator = ProgrammeGenerator::new(15, 5);
    for round in 0..12 {
        let mut documents: Vec<Value> =
            (0..3).map(|number| serde_yaml::from_str(&generator.generate(3 * round + number)).unwrap()).collect();
        for (document, name) in documents.iter_mut().zip(["Café Nord", "Café Süd", "Müller's"]) {
            document["programme"]["name"] = json!(name);
        }
        documents[2]["programme"]["id"] = json!(format!("2026-{round}"));
        let first = stream(&documents.iter().collect::<Vec<_>>());
        let folder = folder_with(&[("a.yaml", &first)]);
        let before = fingerprints(&check(folder.path(), &["a.yaml"]).1);
        let (_, _, stderr) = run_in(folder.path(), &["baseline", "write", "a.yaml"]);
        assert!(stderr.is_empty(), "{stderr}");
        fs::write(folder.path().join("before.yaml"), &first).unwrap();
        for (change, text) in reformatted(&documents) {
            fs::write(folder.path().join("a.yaml"), &text).unwrap();
            let (_, report) = check(folder.path(), &["a.yaml"]);
            assert_eq!(fingerprints(&report), before, "{change}: {text}");
            let (status, _, _) = run_in(folder.path(), &["baseline", "check", "--quiet", "a.yaml"]);
            assert!(matches!(status, Some(0 | 3)), "{change}: {text}");
            let (status, stdout, _) = run_in(folder.path(), &["diff", "before.yaml", "a.yaml"]);
            assert!(matches!(status, Some(0 | 3)) && !stdout.contains("Only in"), "{change}: {stdout}");
        }
    }
}

#[test]
fn a_new_programme_does_not_inherit_an_excuse() {
    let (a, b) = (yaml(&failing("Constructed A")), yaml(&failing("Constructed B")));
    let mut better = failing("Constructed A");
    better["mentor"] = json!({"brings": ["sector-experience"], "capacity": "volunteer"});
    let mut longer = failing("Constructed A");
    longer["purpose"]["steps"] = json!(["interviewing", "job", "network"]);
    for (change, text, status) in [
        ("in front, and the old one put right", format!("{b}---\n{}", yaml(&better)), 1),
        ("in front", format!("{b}---\n{a}"), 1),
        ("behind", format!("{a}---\n{b}"), 1),
        ("in its place", b.clone(), 1),
        ("in its place, without a name", b.replace("Constructed B", "''"), 1),
        ("an item more in a list", yaml(&longer), 0),
        ("nothing", a.clone(), 0),
    ] {
        let folder = folder_with(&[("a.yaml", &a)]);
        assert_eq!(run_in(folder.path(), &["baseline", "write", "a.yaml"]).0, Some(0));
        fs::write(folder.path().join("a.yaml"), text).unwrap();
        let checked = run_in(folder.path(), &["baseline", "check", "a.yaml"]);
        assert_eq!(checked.0, Some(status), "{change}: {}{}", checked.1, checked.2);
    }
}

#[test]
fn a_baseline_of_the_former_version_is_read_and_rewritten() {
    let folder = folder_with(&[("a.yaml", &yaml(&failing("Constructed A")))]);
    assert_eq!(run_in(folder.path(), &["baseline", "write", "a.yaml"]).0, Some(0));
    let path = folder.path().join("mentorcheck-baseline.json");
    let mut baseline: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(baseline["findings"][0]["programme"], "name: Constructed A");
    baseline["version"] = json!(1);
    let report = check(folder.path(), &["a.yaml"]).1;
    let findings = report["programmes"][0]["findings"].as_array().unwrap();
    let source = yaml(&failing("Constructed A"));
    baseline["findings"] = findings
        .iter()
        .map(|finding| {
            let span = &finding["spans"][0];
            let (from, to) = (span["byte_start"].as_u64().unwrap(), span["byte_end"].as_u64().unwrap());
            let value = source[usize::try_from(from).unwrap()..usize::try_from(to).unwrap()].split_whitespace();
            json!({
                "path": "a.yaml", "document": 1, "code": finding["code"], "field": span["pointer"],
                "value": value.collect::<Vec<_>>().join(" ")
            })
        })
        .collect();
    fs::write(&path, baseline.to_string()).unwrap();
    let (status, report) = check(folder.path(), &["--baseline", "mentorcheck-baseline.json", "a.yaml"]);
    assert_eq!(status, Some(0), "{report:#}");
    assert!(report["policy"].to_string().contains("by their place in a file"), "{:#}", report["policy"]);
    assert_eq!(run_in(folder.path(), &["baseline", "write", "a.yaml"]).0, Some(0));
    assert!(fs::read_to_string(&path).unwrap().contains("\"version\": 2"));
}

#[test]
fn one_programme_described_twice_is_a_mistake() {
    let (a, mut named) = (failing("Constructed A"), failing("Constructed  A "));
    let mut with_id = failing("Constructed A");
    with_id["programme"]["id"] = json!("7");
    let mut other_id = failing("Other");
    other_id["programme"]["id"] = json!("7");
    let unnamed = failing("tbd");
    named["purpose"]["main"] = json!("study");
    for (documents, repeated) in [
        (vec![&a, &named], true),
        (vec![&a, &with_id], false),
        (vec![&with_id, &other_id], true),
        (vec![&unnamed, &unnamed], false),
    ] {
        let text = stream(&documents);
        let folder = folder_with(&[("a.yaml", &text)]);
        let (status, report) = check(folder.path(), &["a.yaml"]);
        let codes: Vec<&str> = report["programmes"][1]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|finding| finding["code"].as_str())
            .filter(|code| *code == "schema/repeated-programme")
            .collect();
        assert_eq!((status, codes.len()), (Some(if repeated { 3 } else { 1 }), usize::from(repeated)), "{text}");
        // A report in lines says the same.
        let lines = run_in(folder.path(), &["check", "--format", "ndjson", "a.yaml"]).1;
        assert_eq!(lines.contains("schema/repeated-programme"), repeated);
    }
}

#[test]
fn comparisons_pair_programmes_by_what_they_are_known_by() {
    let (north, mut south) = (failing("Café Nord"), failing("Café Süd"));
    south["purpose"] = json!({"main": "companionship"});
    let text = stream;
    let mut renamed = failing("Café du Nord");
    let pairs = |old: &str, new: &str| -> (Vec<(String, String)>, usize, usize, usize) {
        let folder = folder_with(&[("old.yaml", old), ("new.yaml", new)]);
        let (_, stdout, stderr) = run_in(folder.path(), &["diff", "--format", "json", "old.yaml", "new.yaml"]);
        let comparison: Value = serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stderr}"));
        let name = |side: &Value| side["name"].as_str().unwrap().to_owned();
        let programmes = comparison["programmes"].as_array().unwrap().iter();
        let count = |key: &str| comparison[key].as_array().unwrap().len();
        (
            programmes.map(|pair| (name(&pair["old"]), name(&pair["new"]))).collect(),
            count("only_old"),
            count("only_new"),
            count("likely_renamings"),
        )
    };
    let both = text(&[&north, &south]);
    let swapped = decomposed(&text(&[&south, &north]));
    let (paired, only_old, only_new, _) = pairs(&both, &swapped);
    assert_eq!((paired.len(), only_old, only_new), (2, 0, 0));
    assert!(paired.iter().all(|(old, new)| decomposed(old) == *new), "{paired:?}");
    // A new name is a question, not an answer.
    assert_eq!(pairs(&both, &text(&[&renamed, &south])).1, 1);
    assert_eq!(pairs(&both, &text(&[&renamed, &south])).3, 1);
    // Something else is not even that.
    let other = json!({"programme": {"name": "Other"}});
    assert_eq!(pairs(&both, &text(&[&other, &south])).3, 0);
    // Two files with one description each leave no choice.
    assert_eq!(pairs(&text(&[&north]), &text(&[&renamed])).0.len(), 1);
    // An identifier holds through a new name.
    let mut numbered = north.clone();
    numbered["programme"]["id"] = json!("4");
    renamed["programme"]["id"] = json!("4");
    let (paired, ..) = pairs(&text(&[&numbered, &south]), &text(&[&south, &renamed]));
    assert_eq!(paired[0], ("Café Nord".to_owned(), "Café du Nord".to_owned()));
    // Of several drafts, those without a name are never paired.
    let draft = failing("?");
    assert_eq!(pairs(&text(&[&draft, &south]), &text(&[&draft, &south])).0.len(), 1);
}

#[test]
fn a_comment_covers_its_field_however_its_lines_are_broken() {
    let comment = "# mentorcheck: allow asymmetry/labour-market-capital because the board said so (constructed)";
    let head = "programme: {name: Constructed, label: mentoring}\npurpose: {main: work}\n";
    for (place, mentor) in [
        ("above a list in brackets", format!("mentor:\n  {comment}\n  brings: [companionship, nothing-else]\n")),
        (
            "above a list in block style",
            format!("mentor:\n  {comment}\n  brings:\n    - companionship\n    - nothing-else\n"),
        ),
        ("on the line of the key", format!("mentor:\n  brings: {comment}\n    - companionship\n    - nothing-else\n")),
        ("on a line of the value", format!("mentor:\n  brings:\n    - companionship {comment}\n    - nothing-else\n")),
        ("on another line of it", format!("mentor:\n  brings:\n    - companionship\n    - nothing-else {comment}\n")),
        ("between its lines", format!("mentor:\n  brings:\n    - companionship\n    {comment}\n    - nothing-else\n")),
        (
            "at the closing bracket",
            format!("mentor:\n  brings: [\n    companionship,\n    nothing-else\n  ] {comment}\n"),
        ),
        (
            "inside the brackets",
            format!("mentor:\n  brings:\n    [\n      {comment}\n      companionship,\n      nothing-else,\n    ]\n"),
        ),
        (
            "at the end of a section in brackets",
            format!("mentor: {{brings: [companionship, nothing-else]}} {comment}\n"),
        ),
        (
            "at the closing brace",
            format!(
                "mentor:\n  {{\n    capacity: volunteer,\n    brings: [companionship, nothing-else],\n  }} {comment}\n"
            ),
        ),
    ] {
        let text = format!("{head}{mentor}");
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let folder = folder_with(&[("a.yaml", &text)]);
            let (_, report) = check(folder.path(), &["a.yaml"]);
            let findings = report["programmes"][0]["findings"].as_array().unwrap();
            let code = |code: &str| findings.iter().filter(move |finding| finding["code"] == code).collect::<Vec<_>>();
            assert!(code("allow/unused").is_empty(), "{place}: {text}");
            let excused = code("asymmetry/labour-market-capital");
            assert_eq!(excused.len(), 1, "{place}: {text}");
            assert_eq!(excused[0]["excused"]["by"], "comment", "{place}: {text}");
        }
    }
    // A comment on another field does not.
    for mentor in [
        format!("mentor:\n  brings: [companionship, nothing-else]\n  capacity: volunteer {comment}\n"),
        format!(
            "mentor:\n  {{\n    brings: [companionship, nothing-else],\n    capacity: volunteer, {comment}\n  }}\n"
        ),
    ] {
        let folder = folder_with(&[("a.yaml", &format!("{head}{mentor}"))]);
        let (_, report) = check(folder.path(), &["a.yaml"]);
        assert!(report.to_string().contains("allow/unused"), "{mentor}");
    }
}
