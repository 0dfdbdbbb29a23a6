//! The command line: exit codes, output that does not depend on the environment, and JSON that matches its schema.

use crate::common::ROOT;
use std::{collections::BTreeSet, fs, path::Path};

use assert_cmd::Command;
use serde_json::{Value, json};

use mentorcheck_core::schema::{REPORT, Schema};
use mentorcheck_yaml::ParsedFile;

const MODEL: &str = "fixtures/constructed/model/model.yaml";
const BEFRIENDING: &str = "fixtures/real/hostnation.yaml";
const PROVISIONAL: &str = "fixtures/real/mentoring-fuer-migrantinnen.yaml";

/// The program, run in the project root with an empty environment.
fn mentorcheck(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    command.current_dir(ROOT).env_clear().args(arguments);
    command
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = mentorcheck(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_exit_code() {
    for (arguments, code) in [
        (&["check", MODEL][..], 0),
        (&["check", BEFRIENDING], 1),
        (&["check", "--expect", "befriending", BEFRIENDING], 0),
        (&["check", "--expect", "any", BEFRIENDING, "fixtures/real/etableringslots.yaml"], 0),
        (&["check", "--expect", "label", BEFRIENDING], 0),
        (&["check", "--expect", "label", "fixtures/real/acces-speed-mentoring.yaml"], 1),
        (&["check", PROVISIONAL], 1),
        (&["check", "--accept", "provisional", PROVISIONAL], 0),
        (&["check", MODEL, BEFRIENDING], 1),
        (&["check", "--expect", "friendship", MODEL], 2),
        (&["check", "--no-such-option"], 2),
        (&["no-such-command"], 2),
        (&["check", "src"], 2),
        (&["check", "--rules", "no-such-folder", MODEL], 2),
        (&["check", "--rules", "src", MODEL], 2),
        (&["check", "--output", "no/such/folder/report.txt", MODEL], 2),
        (&["check", "no-such-file.yaml"], 3),
        (&["check", "no-such-file.yaml", MODEL, BEFRIENDING], 3),
        (&["schema"], 0),
        (&["schema", "pack"], 0),
        (&["schema", "report"], 0),
        (&["--help"], 0),
        (&["--version"], 0),
    ] {
        let (status, stdout, stderr) = run(arguments);
        assert_eq!(status, code, "{arguments:?}\n{stdout}\n{stderr}");
        match status {
            // Usage errors go to standard error, and nothing else does.
            2 => assert!(stdout.is_empty() && !stderr.is_empty(), "{arguments:?}"),
            _ => assert!(!stdout.is_empty() && stderr.is_empty(), "{arguments:?}: {stderr}"),
        }
    }
}

#[test]
fn an_unreadable_file_does_not_affect_the_others() {
    let (_, alone, _) = run(&["check", "--format", "json", MODEL, BEFRIENDING]);
    let (_, with_unreadable, _) = run(&["check", "--format", "json", MODEL, "no-such-file.yaml", BEFRIENDING]);
    let (alone, with_unreadable): (Value, Value) =
        (serde_json::from_str(&alone).unwrap(), serde_json::from_str(&with_unreadable).unwrap());
    assert_eq!(alone["programmes"], with_unreadable["programmes"]);
    assert_eq!(with_unreadable["unreadable"][0]["path"], "no-such-file.yaml");
    assert_eq!(with_unreadable["unreadable"][0]["findings"][0]["code"], "source/unreadable");
}

#[test]
fn the_json_report_matches_its_schema() {
    let schema = Schema::new(REPORT, None).unwrap();
    for arguments in [
        &["check", "--format", "json", "fixtures/constructed/related", "fixtures/constructed/contrary"][..],
        &["check", "--format", "json", "fixtures/malformed/good.yaml", "fixtures/malformed/several.yaml"],
        &["check", "--format", "json", "--expect", "any", "fixtures/real"],
        &["check", "--format", "json", "no-such-file.yaml"],
    ] {
        let (_, report, _) = run(arguments);
        let source = ParsedFile::parse("report", report.into_bytes());
        assert_eq!(source.errors, [], "JSON is valid YAML");
        assert_eq!(schema.check(&source.documents[0], &source.text), [], "{arguments:?}");
    }
}

#[test]
fn each_ndjson_line_matches_its_schema() {
    let schema: Value = serde_json::from_str(REPORT).unwrap();
    let lines = json!({"$ref": "#/$defs/line", "$defs": schema["$defs"]});
    let validator = jsonschema::validator_for(&lines).unwrap();
    let mut types = BTreeSet::new();
    for arguments in [
        &["--what-if", "mentor.reward=none", "fixtures/constructed"][..],
        &["fixtures/malformed", "no-such-file.yaml"],
        &["--evidence", "fixtures/evidence"],
    ] {
        let (_, report, _) = run(&[&["check", "--format", "ndjson"], arguments].concat());
        for line in report.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let errors: Vec<_> = validator.iter_errors(&line).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{line:#}\n{errors:#?}");
            types.insert(line["type"].as_str().unwrap().to_owned());
        }
    }
    assert!(
        ["programme", "run", "skipped", "totals", "unreadable"].iter().all(|name| types.contains(*name)),
        "{types:?}"
    );
    // Lines with missing keys, unknown types or values of the wrong type are rejected.
    for wrong in [json!({"type": "programme"}), json!({"type": "other"}), json!({"type": "skipped", "path": 1})] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn the_environment_does_not_change_the_report() {
    let expected = run(&["check", "fixtures/real"]).1;
    for (name, value) in
        [("LANG", "tr_TR.UTF-8"), ("LC_ALL", "C"), ("TZ", "Asia/Tokyo"), ("COLUMNS", "20"), ("CI", "1")]
    {
        let output = mentorcheck(&["check", "fixtures/real"]).env(name, value).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected, "{name}={value}");
    }
    let real = Path::new(ROOT).join("fixtures/real");
    let absolute = run(&["check", real.to_str().unwrap()]).1;
    let mut elsewhere = mentorcheck(&["check", "--root", ROOT, real.to_str().unwrap()]);
    let elsewhere = elsewhere.current_dir(std::env::temp_dir()).output().unwrap();
    assert_eq!(String::from_utf8(elsewhere.stdout).unwrap(), absolute);
}

#[test]
fn the_order_of_paths_changes_nothing_and_each_file_counts_once() {
    let (_, first, _) = run(&["check", MODEL, BEFRIENDING, PROVISIONAL]);
    let (_, second, _) = run(&["check", PROVISIONAL, MODEL, BEFRIENDING, MODEL]);
    assert_eq!(first, second);
}

#[test]
fn colour_does_not_change_the_text() {
    let (_, plain, _) = run(&["check", BEFRIENDING]);
    let (_, colored, _) = run(&["check", "--color", "always", BEFRIENDING]);
    assert_ne!(plain, colored);
    let mut stripped = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped.replace(' ', ""), plain.replace(' ', ""));
}

#[test]
fn standard_input_is_read_like_a_file() {
    let text = fs::read_to_string(Path::new(ROOT).join(BEFRIENDING)).unwrap();
    let output = mentorcheck(&["check", "-"]).write_stdin(text).output().unwrap();
    let from_file = run(&["check", BEFRIENDING]).1;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap().replace("<stdin>", BEFRIENDING), from_file);
}

#[test]
fn an_output_file_equals_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.json");
    let expected = run(&["check", "--format", "json", MODEL]).1;
    let (status, stdout, stderr) = run(&["check", "--format", "json", "--output", path.to_str().unwrap(), MODEL]);
    assert_eq!((status, stdout.as_str(), stderr.as_str()), (0, "", ""));
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
}

#[test]
fn a_folder_is_searched_for_descriptions_and_other_files_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("one.yaml", "programme: {name: One}\n");
    write("deep/two.yml", "programme: {name: Two}\n---\nprogramme: {name: Three}\n");
    write("four.json", "{\"programme\": {\"name\": \"Four\"}}");
    write("other.yaml", "services: {web: {image: example}}\n");
    write("list.yaml", "- a\n- b\n");
    write("notes.txt", "programme: {name: Not meant}\n");
    write("ignored.yaml", "programme: {name: Ignored}\n");
    write(".gitignore", "ignored.yaml\n");
    write("headless.yaml", "mentor: {reward: none}\n");
    let (status, report, _) = run(&["check", "--format", "json", folder.path().to_str().unwrap()]);
    let report: Value = serde_json::from_str(&report).unwrap();
    let names: Vec<_> =
        report["programmes"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Two", "Three", "Four", "(unnamed)", "One"]);
    assert_eq!(report["skipped"].as_array().unwrap().len(), 2);
    assert_eq!(report["programmes"][3]["findings"][0]["code"], "schema/missing");
    assert_eq!(status, 3, "a description without its first section is reported, not skipped");
}

#[cfg(unix)]
#[test]
fn paths_need_not_be_utf8() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(OsStr::from_bytes(b"\xff.yaml"));
    fs::write(&file, "programme: {name: A}\nrelationship: {contact: one-off}\n").unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_mentorcheck"))
        .args(["check", "--no-config", "--expect", "one-off-activity"])
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let baseline = folder.path().join(OsStr::from_bytes(b"\xff.json"));
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_mentorcheck"))
        .args(["baseline", "write", "--no-config", "-o"])
        .args([&baseline, &file])
        .output()
        .unwrap();
    // Refused, rather than written under a different name.
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn findings_can_be_limited_and_the_exit_status_relaxed() {
    let all: Value = serde_json::from_str(&run(&["check", "--format", "json", BEFRIENDING]).1).unwrap();
    let count = |severity: &str| {
        let report = run(&["check", "--format", "json", "--min-severity", severity, BEFRIENDING]);
        assert_eq!(report.0, 1, "the exit status stays");
        let report: Value = serde_json::from_str(&report.1).unwrap();
        assert_eq!(report["programmes"][0]["verdict"], all["programmes"][0]["verdict"]);
        report["programmes"][0]["findings"].as_array().unwrap().len()
    };
    let counts = ["error", "warning", "note"].map(count);
    assert!(counts.is_sorted() && counts[0] < counts[2], "{counts:?}");
    assert_eq!(counts[2], all["programmes"][0]["findings"].as_array().unwrap().len());

    assert_eq!(run(&["check", "--exit-zero", BEFRIENDING]).0, 0);
    assert_eq!(run(&["check", "--exit-zero", "no-such-file.yaml"]).0, 3, "errors are not hidden");
    let quiet = run(&["check", "--quiet", MODEL, BEFRIENDING]).1;
    let full = run(&["check", MODEL, BEFRIENDING]).1;
    assert!(quiet.len() < full.len() && !quiet.contains(MODEL), "{quiet}");
    assert_eq!(run(&["check", "--expect", "Befriending", BEFRIENDING]).0, 0, "a title will do");
}

#[test]
fn colour_follows_the_usual_variables() {
    let has_colour = |name: &str, value: &str, arguments: &[&str]| {
        let output = mentorcheck(&[&["check", BEFRIENDING], arguments].concat()).env(name, value).output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains("\u{1b}[")
    };
    assert!(has_colour("CLICOLOR_FORCE", "1", &[]) && has_colour("FORCE_COLOR", "1", &[]));
    assert!(
        !has_colour("FORCE_COLOR", "0", &[]) && !has_colour("TERM", "dumb", &[]) && !has_colour("NO_COLOR", "1", &[])
    );
    assert!(
        has_colour("NO_COLOR", "1", &["--color", "always"]) && !has_colour("FORCE_COLOR", "1", &["--color", "never"])
    );
    assert_eq!(run(&["--color", "never", "explain", "growth"]).0, 0, "every command takes it");
}

#[test]
fn every_command_documents_its_exit_statuses() {
    let folder = tempfile::tempdir().unwrap();
    let (status, _, stderr) = run(&["man", "-o", folder.path().to_str().unwrap()]);
    assert_eq!((status, stderr.as_str()), (0, ""));
    let mut pages = 0;
    for entry in fs::read_dir(folder.path()).unwrap() {
        let page = fs::read_to_string(entry.unwrap().path()).unwrap();
        // Commands that only group others have none of their own.
        assert!(page.contains("Exit status") || page.contains(".SH SUBCOMMANDS"), "{page}");
        pages += 1;
    }
    assert!(pages > 15, "{pages}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(&["completions", shell]).1.contains("force-exclude"), "{shell}");
    }
}
