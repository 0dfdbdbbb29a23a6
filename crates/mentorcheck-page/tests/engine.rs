//! The engine as the page's script uses it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::{fs, path::PathBuf};

use mentorcheck_core::{
    checker::Checker,
    input::Input,
    pack::{DEFAULT_PACK, built_in},
    schema::vocabulary,
};
use mentorcheck_page::{Engine, Format, Table};
use mentorcheck_render::{streaming::StreamingFormat, style::TableOptions, xlsx};
use serde_json::{Value as Json, json};

fn real() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/real");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

fn parsed(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

/// What a description says about the verdict, without places in its text.
fn gist(report: &Json) -> Json {
    let programme = &report["programmes"][0];
    let answers = |key: &str| -> Vec<Json> {
        programme[key].as_array().unwrap().iter().map(|one| json!([one["id"], one["answer"]])).collect()
    };
    json!([
        programme["verdict"],
        answers("blocks"),
        answers("kinds"),
        programme["spectrum"],
        programme["label"],
        programme["stated"]
    ])
}

#[test]
fn a_file_that_is_opened_and_saved_keeps_its_verdict() {
    let engine = Engine::new().unwrap();
    for (name, bytes) in real() {
        let expected = parsed(&engine.report(&name, &bytes));
        let opened = parsed(&engine.open(&name, &bytes));
        let answers = opened["documents"][0]["answers"].to_string();
        let view = parsed(&engine.assess(&answers).unwrap());
        assert_eq!(view["standing"], expected["programmes"][0]["verdict"]["standing"], "{name}");
        assert_eq!(view["problems"], json!([]), "{name}");
        let changes = parsed(&engine.changes(&answers).unwrap());
        let remedy = &expected["programmes"][0]["remedy"];
        assert_eq!(changes["sets"].as_array().map(Vec::len), remedy["sets"].as_array().map(Vec::len), "{name}");
        for format in [Format::Yaml, Format::Json, Format::Xlsx] {
            let saved = engine.write(&answers, format).unwrap();
            let end = ["yaml", "json", "xlsx"]
                [[Format::Yaml, Format::Json, Format::Xlsx].iter().position(|one| *one == format).unwrap()];
            let again = parsed(&engine.report(&format!("saved.{end}"), &saved));
            assert_eq!(gist(&again), gist(&expected), "{name} as {end}");
        }
    }
}

/// No text that the page shows has a key in backticks or a line of a text that nobody has seen.
#[test]
fn nobody_sees_keys_or_lines() {
    let engine = Engine::new().unwrap();
    let content = parsed(&engine.content());
    assert!(!content["rules"].to_string().contains('`'));
    for (name, bytes) in real() {
        let opened = parsed(&engine.open(&name, &bytes));
        let view = engine.assess(&opened["documents"][0]["answers"].to_string()).unwrap();
        assert!(!view.contains('`'), "{name}: {view}");
        assert!(!view.contains("(line "), "{name}");
    }
}

#[test]
fn comments_and_notes_are_noticed() {
    let engine = Engine::new().unwrap();
    for (text, comments, notes) in [
        ("programme: {name: A}\n", false, false),
        ("programme: {name: 'A #1'}\n", false, false),
        ("programme: {name: A} # really\n", true, false),
        ("programme: {name: A, x-note: ours}\n", false, true),
    ] {
        let opened = parsed(&engine.open("a.yaml", text.as_bytes()));
        assert_eq!((&opened["comments"], &opened["notes"]), (&json!(comments), &json!(notes)), "{text}");
    }
}

#[test]
fn what_is_no_description_is_a_problem_and_not_a_panic() {
    let engine = Engine::new().unwrap();
    for (name, bytes) in [
        ("a.yaml", &b"\xff\xfe"[..]),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.xlsx", b"no workbook"),
        ("a.csv", b"a,b\n1,2\n"),
        ("a.json", b"{"),
        ("a.yaml", b""),
    ] {
        let opened = parsed(&engine.open(name, bytes));
        assert_eq!(opened["documents"], json!([]), "{name}");
        assert_ne!(opened["problems"], json!([]), "{name}");
    }
    for answers in ["", "{", "[]", r#"{"fields":{"a.b":1}}"#, r#"{"unknown":{}}"#] {
        assert_eq!(engine.assess(answers).unwrap_err().code(), "answers", "{answers}");
    }
}

#[test]
fn a_portfolio_has_a_row_for_each_programme_and_the_programs_tables() {
    let engine = Engine::new().unwrap();
    let mut names = Vec::new();
    let (mut csv, mut workbook) = (Table::default(), Table::default());
    for (name, bytes) in real() {
        let judged = parsed(&engine.judge(&name, &bytes));
        names.extend(judged["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()));
        csv.add(&engine, &name, &bytes, Format::Csv);
        workbook.add(&engine, &name, &bytes, Format::Xlsx);
    }
    assert_eq!(names.len(), real().len());
    assert_eq!(parsed(&engine.judge("other.yaml", b"a: b\n"))["skipped"], json!(true));
    csv.add(&engine, "other.yaml", b"a: b\n", Format::Csv);
    // The tables of the program, byte for byte.
    let rules = built_in(DEFAULT_PACK).unwrap().load(vocabulary()).unwrap();
    let report = Checker::builder(rules).compute_fixes(false).build().check_all(
        real().into_iter().map(|(name, bytes)| Input { is_explicit: false, ..Input::new(name.as_str(), bytes) }),
    );
    let options = TableOptions { byte_order_mark: true, ..TableOptions::default() };
    assert_eq!(csv.write(&engine, Format::Csv).unwrap(), StreamingFormat::Csv(options).render_all(&report).unwrap());
    assert_eq!(workbook.write(&engine, Format::Xlsx).unwrap(), xlsx::render(&report).unwrap());
    assert!(Table::default().write(&engine, Format::Yaml).is_err());
}
