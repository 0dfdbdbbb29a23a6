//! Which files are descriptions, and what their paths are in reports.

use std::{fs, path::Path};

use assert_cmd::Command;
use serde_json::Value;

use crate::common::{repository, run_in};

const VALID: &str = "programme: {name: Example (constructed)}\nrelationship: {contact: one-off}\n";

fn foreign_files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("compose.yaml", "base: &base {restart: always}\nservices: {web: {<<: *base}}\n"),
        ("stack.yml", "Resources:\n  Bucket: {Type: AWS::S3::Bucket, Name: !Ref Name}\n"),
        ("chart/templates/a.yaml", "{{- if .Values.on }}\na: b\n{{- end }}\n"),
        ("empty.yaml", ""),
        ("package.JSON", "{\"name\": \"x\"}"),
        ("mentorcheck.yml", "expect: any\n"),
    ]
}

fn json(folder: &Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let (status, stdout, stderr) = run_in(folder, &[arguments, &["--format", "json"]].concat());
    (status, serde_json::from_str(&stdout).unwrap_or_else(|_| panic!("{stdout}{stderr}")))
}

#[test]
fn files_of_other_tools_are_skipped_and_listed_with_the_reason() {
    let files = [foreign_files(), vec![("a.yaml", VALID)]].concat();
    let folder = repository(&files);
    let (status, report) = json(folder.path(), &["check"]);
    assert_eq!(status, Some(0), "{report:#}");
    assert_eq!((&report["totals"]["programmes"], &report["totals"]["skipped"]), (&1.into(), &6.into()));
    let (status, list, _) = run_in(folder.path(), &["check", "--list-files"]);
    assert_eq!(status, Some(0));
    insta::assert_snapshot!(list, @r"
    a.yaml: a description
    chart/templates/a.yaml: skipped, because it is written for another tool
    compose.yaml: skipped, because it is written for another tool
    empty.yaml: skipped, because it is empty
    mentorcheck.yml: skipped, because it is a configuration of mentorcheck
    package.JSON: skipped, because it describes no programme
    stack.yml: skipped, because it is written for another tool
    ");
}

#[test]
fn slips_in_the_first_line_are_not_skipped() {
    for text in [
        "Programme: {name: A}\n",
        "programmes: [{name: A}]\n",
        "mentor: {capacity: volunteer}\nmentee: {known: x}\n",
        "programme: {name: A\n",
    ] {
        let folder = repository(&[("a.yaml", text)]);
        assert_eq!(json(folder.path(), &["check", "--expect", "any"]).0, Some(3), "{text}");
    }
}

#[test]
fn a_name_can_say_that_a_file_is_a_description() {
    let folder = repository(&[("a.mentoring.yaml", ""), ("b.yaml", VALID)]);
    assert_eq!(json(folder.path(), &["check", "--expect", "any"]).0, Some(3), "an empty description is a mistake");
    let folder = repository(&[("plan.txt", "shopping: [bread]\n"), ("b.yaml", VALID)]);
    assert_eq!(json(folder.path(), &["check", "--expect", "any"]).0, Some(0));
    fs::write(folder.path().join("mentorcheck.yaml"), "expect: any\ninclude: [\"*.txt\"]\n").unwrap();
    assert_eq!(json(folder.path(), &["check"]).0, Some(3), "`include` names it");
}

#[test]
fn a_run_without_a_description_is_a_usage_error() {
    let folder = repository(&foreign_files());
    for format in ["text", "json", "ndjson", "html", "csv", "grid", "markdown", "sarif", "junit", "github", "gitlab"] {
        let (status, _, stderr) = run_in(folder.path(), &["check", "--format", format]);
        assert_eq!(status, Some(2), "{format}");
        assert!(stderr.contains("no description of a programme was found: all 6 files are skipped"), "{stderr}");
    }
    assert_eq!(run_in(folder.path(), &["check", "--force-exclude", "compose.yaml"]).0, Some(0));
    let output = Command::cargo_bin("mentorcheck").unwrap().args(["check", "-"]).write_stdin("").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn named_files_can_be_treated_like_found_ones() {
    let folder = repository(&[foreign_files(), vec![("a.yaml", VALID), ("draft/b.yaml", "programme: [")]].concat());
    fs::write(folder.path().join("mentorcheck.yml"), "expect: any\nignore: [draft/]\n").unwrap();
    let mut named = vec!["check", "--force-exclude", "a.yaml", "draft/b.yaml", "notes.md"];
    named.extend(foreign_files().iter().map(|(path, _)| *path));
    let (status, named) = json(folder.path(), &named);
    assert_eq!(status, Some(0), "{named:#}");
    assert_eq!(named, json(folder.path(), &["check"]).1);
    assert_eq!(json(folder.path(), &["check", "draft/b.yaml"]).0, Some(3), "without it, a named file is checked");
}

#[test]
fn paths_and_fingerprints_do_not_depend_on_the_working_directory() {
    let folder = repository(&[("programmes/a.yaml", "programme: {name: A}\npurpose: {main: wrok}\n")]);
    let (root, below) = (folder.path(), folder.path().join("programmes"));
    let absolute = below.join("a.yaml").display().to_string();
    for format in ["json", "sarif", "gitlab", "github", "junit"] {
        let from_root = run_in(root, &["check", "programmes/a.yaml", "--format", format]);
        assert!(from_root.1.contains("programmes/a.yaml"), "{format}: {}", from_root.1);
        for (place, arguments) in [
            (root, vec!["check", "./programmes/"]),
            (root, vec!["check", "."]),
            (&below, vec!["check", "a.yaml"]),
            (&below, vec!["check"]),
            (&below, vec!["check", "../programmes/a.yaml"]),
            (Path::new("/"), vec!["check", &absolute, "--root", root.to_str().unwrap()]),
        ] {
            let other = run_in(place, &[arguments.as_slice(), &["--format", format]].concat());
            assert_eq!(other, from_root, "{arguments:?} from {}", place.display());
        }
    }
}

#[test]
fn standard_input_can_have_a_path() {
    let folder = repository(&[]);
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    command.current_dir(folder.path()).args(["check", "-", "--stdin-filename", "plans/a.yaml", "--format", "json"]);
    let output = command.write_stdin(VALID).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["programmes"][0]["path"], "plans/a.yaml");
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_counted_and_not_followed() {
    let folder = repository(&[("a.yaml", VALID)]);
    std::os::unix::fs::symlink("a.yaml", folder.path().join("link.yaml")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("broken.yaml")).unwrap();
    let (status, report) = json(folder.path(), &["check", "--expect", "any"]);
    assert_eq!(status, Some(0));
    assert_eq!((&report["totals"]["programmes"], &report["totals"]["skipped"]), (&1.into(), &2.into()));
    assert_eq!(report["skipped"][0]["reason"], "link");
}

#[test]
fn nothing_hides_a_description_where_that_is_asked_for() {
    let folder = repository(&[
        ("a.yaml", VALID),
        ("b.yaml", VALID),
        (".hidden/c.yaml", VALID),
        (".gitignore", "a.yaml\n"),
        (".ignore", "b.yaml\n"),
        (".git/d.yaml", VALID),
    ]);
    let list = |arguments: &[&str]| run_in(folder.path(), &[&["check", "--list-files"], arguments].concat()).1;
    assert_eq!(list(&[]), "b.yaml: a description\n", "only .gitignore counts");
    let all = [".hidden/c.yaml", "a.yaml", "b.yaml"].map(|path| format!("{path}: a description\n"));
    assert_eq!(list(&["--no-ignore"]), all.concat());
}
