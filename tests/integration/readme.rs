//! The console output in the README and in pages under `docs/` is real, and their example description and configuration are
//! valid.

use crate::common::ROOT;
use std::{fs, path::Path};

use assert_cmd::Command;

use mentorcheck_core::{checker::Checker, input::Input, pack::built_in, schema::vocabulary};

/// Stands for any number of omitted lines.
const OMISSION: &str = "[…]";

/// The lines of each code block with the given info string.
pub fn blocks(text: &str, language: &str) -> Vec<Vec<String>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == format!("```{language}") {
            blocks.push(lines.by_ref().take_while(|line| *line != "```").map(str::to_owned).collect());
        }
    }
    blocks
}

/// Whether `shown` matches `printed` line by line, apart from omissions.
pub fn matches_output(shown: &[String], printed: &[&str]) -> bool {
    match shown {
        [] => printed.is_empty(),
        [left_out, rest @ ..] if left_out == OMISSION => {
            (0..=printed.len()).any(|at| matches_output(rest, &printed[at..]))
        }
        [line, rest @ ..] => printed.first().is_some_and(|first| first == line) && matches_output(rest, &printed[1..]),
    }
}

#[test]
fn every_console_block_is_real_output() {
    let pages = [
        ("README.md", 1),
        ("docs/designers.md", 1),
        ("docs/evidence.md", 6),
        ("docs/funders.md", 1),
        ("docs/reports.md", 5),
    ];
    for (page, at_least) in pages {
        let text = fs::read_to_string(Path::new(ROOT).join(page)).unwrap();
        let console_blocks = blocks(&text, "console");
        assert!(console_blocks.len() >= at_least, "{page} has console blocks");
        for block in &console_blocks {
            assert_real_output(block);
        }
    }
}

/// The first line is the command, the others what it prints.
fn assert_real_output(block: &[String]) {
    let command = block[0].strip_prefix("$ mentorcheck ").unwrap();
    let mut run = Command::cargo_bin("mentorcheck").unwrap();
    let output = run.current_dir(ROOT).env_clear().args(command.split(' ')).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let printed: Vec<_> = printed.lines().collect();
    assert!(matches_output(&block[1..], &printed), "{command} prints:\n{}", printed.join("\n"));
}

#[test]
fn the_example_description_is_valid() {
    let page = fs::read_to_string(Path::new(ROOT).join("docs/descriptions.md")).unwrap();
    assert!(!blocks(&page, "yaml").is_empty());
    let checker = Checker::builder(built_in("mentoring-to-work").unwrap().load(vocabulary()).unwrap()).build();
    for description in blocks(&page, "yaml") {
        let content = Ok(description.join("\n").into_bytes());
        let report = checker.check_all([Input {
            path: "descriptions.md".into(),
            first_document: 0,
            is_explicit: true,
            content,
            origin: None,
        }]);
        assert!(report.unreadable.is_empty() && report.programmes[0].valid, "{:?}", report.programmes[0].findings);
    }
}

#[test]
fn the_example_configuration_is_valid() {
    let page = fs::read_to_string(Path::new(ROOT).join("docs/configuration.md")).unwrap();
    let configurations = blocks(&page, "yaml mentorcheck.yaml");
    assert_eq!(configurations.len(), 1);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mentorcheck.yaml"), configurations[0].join("\n")).unwrap();
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    let output = command.current_dir(folder.path()).env_clear().args(["config", "show"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_console_block_that_differs_is_detected() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let printed = ["a", "b", "c"];
    for (shown, expected) in
        [("a\nb\nc", true), ("[…]\nc", true), ("a\n[…]", true), ("a\nc", false), ("[…]\nd\n[…]", false)]
    {
        assert_eq!(matches_output(&lines(shown), &printed), expected, "{shown}");
    }
}
