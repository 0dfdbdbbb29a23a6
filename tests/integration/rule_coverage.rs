//! Snapshots of every rule's answer for every fixture, so that a change to a rule shows its full effect.
//!
//! Each line is an answer (`refuted`, `contradictory`, `open`, or `note` for an interpretation of this tool) and a
//! file; `shown` is omitted, and so is the label rule where a programme has no label.

use crate::common::ROOT;
use mentorcheck_core::diagnostic::codes::LABEL_CODE;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::LazyLock,
};

use assert_cmd::Command;
use serde_json::Value;

use mentorcheck_core::{
    pack::{
        SHARED_CONDITION_PREFIX, built_in,
        subjects::{Subject, subjects},
    },
    schema::vocabulary,
};

struct Codes {
    /// Interpretations of this tool.
    interpretations: BTreeSet<String>,
    others: BTreeSet<String>,
}

/// Every code of the rules that has answers.
static CODES: LazyLock<Codes> = LazyLock::new(|| {
    let pack = built_in("mentoring-to-work").unwrap().load(vocabulary()).unwrap();
    let mut readings = BTreeSet::new();
    for block in &pack.blocks {
        for indicator in &block.indicators {
            let of_indicator = &pack.criteria[*indicator].interpretations;
            readings.extend(of_indicator.iter().map(|reading| format!("{}/{}", block.id, reading.id)));
        }
    }
    let codes = subjects(&pack).into_iter().filter(|(_, subject)| {
        // Blocks, kinds and claims have no answers of their own.
        matches!(subject, Subject::Criterion(_) | Subject::Labels)
    });
    // A shared condition has an answer under each kind, not under its own code.
    let codes = codes
        .map(|(code, _)| code)
        .filter(|code| !code.starts_with(SHARED_CONDITION_PREFIX) && !readings.contains(code));
    Codes { others: codes.collect(), interpretations: readings }
});

/// The snapshot lines of each code.
static ANSWERS: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    let arguments = ["check", "--expect", "any", "--format", "json", "fixtures/real", "fixtures/constructed"];
    let output = command.current_dir(ROOT).env_clear().args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let codes = CODES.others.iter().chain(&CODES.interpretations);
    let mut fired: BTreeMap<String, BTreeSet<String>> = codes.map(|code| (code.clone(), BTreeSet::new())).collect();
    let programmes = report["programmes"].as_array().unwrap();
    assert!(programmes.len() > 40, "{}", programmes.len());
    for programme in programmes {
        let path = programme["path"].as_str().unwrap().replace('\\', "/");
        let place = match programme["document"].as_u64().unwrap() {
            1 => path,
            document => format!("{path} (document {document})"),
        };
        let mut add = |code: &str, answer: &str| {
            let lines = fired.get_mut(code).unwrap_or_else(|| panic!("unknown code {code}"));
            lines.insert(format!("{answer}  {place}"));
        };
        let mut answered = BTreeSet::new();
        for (wholes, parts) in [("blocks", "indicators"), ("kinds", "conditions")] {
            for whole in programme[wholes].as_array().unwrap() {
                for one in whole[parts].as_array().into_iter().flatten() {
                    let (code, answer) = (one["code"].as_str().unwrap(), one["answer"].as_str().unwrap());
                    answered.insert(code.to_owned());
                    if answer != "shown" {
                        add(code, answer);
                    }
                }
            }
        }
        answered.insert(LABEL_CODE.into());
        assert_eq!(answered, CODES.others, "{place}: every rule has an answer");
        match (&programme["label"]["declared"], programme["label"]["holds"].as_bool()) {
            (Value::Null, _) | (_, Some(true)) => {}
            (_, Some(false)) => add(LABEL_CODE, "refuted"),
            (_, None) => add(LABEL_CODE, "open"),
        }
        for finding in programme["findings"].as_array().unwrap() {
            let code = finding["code"].as_str().unwrap();
            if CODES.interpretations.contains(code) {
                assert_eq!(finding["severity"], "note", "{place}: {code}");
                add(code, "note");
            }
        }
    }
    fired
});

fn snapshot_name(code: &str) -> String {
    code.replace('/', "__")
}

#[test]
fn every_rule_over_every_fixture() {
    for (code, lines) in ANSWERS.iter() {
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        let lines =
            if lines.is_empty() { "shown on every file, or without anything to say".into() } else { lines.join("\n") };
        insta::assert_snapshot!(snapshot_name(code), lines);
    }
    // No stale snapshots of removed rules.
    let names: BTreeSet<String> =
        ANSWERS.keys().map(|code| format!("integration__rule_coverage__{}.snap", snapshot_name(code))).collect();
    let files = fs::read_dir(Path::new(ROOT).join("tests/integration/snapshots")).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let kept: BTreeSet<String> = files
        .filter(|file| {
            file.starts_with("integration__rule_coverage__")
                && Path::new(file).extension().is_some_and(|it| it == "snap")
        })
        .collect();
    assert_eq!(kept, names);
}
