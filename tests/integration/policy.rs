//! Findings suppressed by the configuration, comments or a baseline do not count against a programme, stay in the
//! report and never change a verdict.

use crate::common::run_in;
use std::{fs, path::Path};

use serde_json::Value;
use tempfile::TempDir;

/// A constructed description that would be established as mentoring to work, except that its main aim is companionship.
const COMPANIONSHIP_FILE: &str = "aim.yaml";
/// The finding that fails it.
const TOWARDS_WORK: &str = "goal-orientation/towards-work";

/// A temporary folder with the model description, and a copy with another aim.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let model = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/constructed/model/model.yaml"))
        .unwrap();
    let changed = model.replace("main: work", "main: companionship");
    assert_ne!(model, changed);
    fs::write(folder.path().join(COMPANIONSHIP_FILE), changed).unwrap();
    fs::write(folder.path().join("model.yaml"), model).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let (code, stdout, stderr) = run_in(folder, arguments);
    (code.unwrap(), stdout, stderr)
}

fn json(folder: &Path, arguments: &[&str]) -> (i32, Value) {
    let (code, stdout, stderr) = run(folder, &[&["check", "--format", "json"], arguments].concat());
    assert_eq!(stderr, "");
    (code, serde_json::from_str(&stdout).unwrap())
}

/// The codes of the first programme's findings, with the source of their suppression or `-`.
fn findings(report: &Value) -> Vec<(String, String)> {
    let findings = report["programmes"][0]["findings"].as_array().unwrap();
    let code_and_source = |finding: &Value| {
        let by = finding["excused"]["by"].as_str().unwrap_or("-");
        (finding["code"].as_str().unwrap().to_owned(), by.to_owned())
    };
    findings.iter().map(code_and_source).collect()
}

fn write(folder: &TempDir, name: &str, content: &str) {
    fs::write(folder.path().join(name), content).unwrap();
}

/// Adds a comment to the line that begins with `key`, or above it.
fn add_comment(folder: &TempDir, key: &str, comment: &str, above: bool) {
    let path = folder.path().join(COMPANIONSHIP_FILE);
    let lines = fs::read_to_string(&path).unwrap();
    let mut seen = 0;
    let insert = |line: &str| {
        if !line.trim_start().starts_with(key) {
            return format!("{line}\n");
        }
        seen += 1;
        if above { format!("  {comment}\n{line}\n") } else { format!("{line}  {comment}\n") }
    };
    let changed: String = lines.lines().map(insert).collect();
    assert_eq!(seen, 1, "one line begins with {key}");
    fs::write(path, changed).unwrap();
}

#[test]
fn without_suppressions_the_aim_fails_the_programme() {
    let folder = folder();
    let (code, report) = json(folder.path(), &[COMPANIONSHIP_FILE]);
    assert_eq!(code, 1);
    assert_eq!(report["programmes"][0]["passes"], false);
    assert!(findings(&report).contains(&(TOWARDS_WORK.into(), "-".into())), "{:?}", findings(&report));
}

#[test]
fn a_comment_suppresses_findings_on_its_line_or_the_next() {
    for above in [false, true] {
        let folder = folder();
        let (_, before) = json(folder.path(), &[COMPANIONSHIP_FILE]);
        let codes = blocking_codes(&before).join(", ");
        add_comment(&folder, "main:", &format!("# mentorcheck: allow {codes} because it was asked"), above);
        let (code, after) = json(folder.path(), &[COMPANIONSHIP_FILE]);
        assert_eq!((code, &after["programmes"][0]["passes"]), (0, &Value::Bool(true)), "{:?}", findings(&after));
        for part in ["verdict", "as_expected", "kinds", "spectrum"] {
            assert_eq!(
                without_rationale(&before["programmes"][0][part]),
                without_rationale(&after["programmes"][0][part])
            );
        }
        assert_eq!(after["totals"]["excused"]["comment"], blocking_codes(&before).len());
    }
}

/// The codes of the errors and warnings of a report's first programme.
fn blocking_codes(report: &Value) -> Vec<String> {
    let findings = report["programmes"][0]["findings"].as_array().unwrap().iter();
    let blocking = findings.filter(|finding| finding["severity"] != "note");
    blocking.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// Removes the rationale, whose locations a comment can shift.
fn without_rationale(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, _)| *key != "because");
            Value::Object(kept.map(|(key, value)| (key.clone(), without_rationale(value))).collect())
        }
        Value::Array(items) => items.iter().map(without_rationale).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_comment_without_effect_is_reported() {
    for (key, comment, code) in [
        ("main:", "# mentorcheck: allow goal-orientation/towards-work", "allow/no-reason"),
        ("main:", "# mentorcheck: allow goal-orientation/toward-work because x", "allow/unknown-code"),
        ("main:", "# mentorcheck: allow schema/unknown-key because x", "allow/never"),
        ("main:", "# mentorcheck: allow", "allow/not-understood"),
        ("main:", "# mentorcheck: ignore all", "allow/not-understood"),
        ("name:", "# mentorcheck: allow goal-orientation/towards-work because x", "allow/unused"),
    ] {
        let folder = folder();
        add_comment(&folder, key, comment, false);
        let (exit, report) = json(folder.path(), &[COMPANIONSHIP_FILE]);
        assert_eq!(exit, 1, "{comment}");
        let found = findings(&report);
        assert!(found.contains(&(code.into(), "-".into())), "{comment}: {found:?}");
        assert!(found.contains(&(TOWARDS_WORK.into(), "-".into())), "{comment}: {found:?}");
    }
}

#[test]
fn the_configuration_applies_where_the_command_line_is_silent() {
    let folder = folder();
    let configure = |content: &str| write(&folder, "mentorcheck.yaml", content);
    let exit = |arguments: &[&str]| json(folder.path(), arguments).0;

    configure("expect: any\n");
    assert_eq!(exit(&[COMPANIONSHIP_FILE]), 0);
    assert_eq!(exit(&["--expect", "mentoring-to-work", COMPANIONSHIP_FILE]), 1, "the command line takes precedence");
    assert_eq!(exit(&["--no-config", COMPANIONSHIP_FILE]), 1);

    configure("severities: {goal-orientation/towards-work: note}\n");
    let (_, report) = json(folder.path(), &[COMPANIONSHIP_FILE]);
    let lowered = report["programmes"][0]["findings"].as_array().unwrap().iter();
    let lowered: Vec<_> = lowered.filter(|one| one["code"] == TOWARDS_WORK).map(|one| &one["severity"]).collect();
    assert_eq!(lowered, ["note"]);

    configure("severities: {allow/unused: error}\n");
    assert_eq!(exit(&["model.yaml"]), 0);
    write(
        &folder,
        "odd.yaml",
        &fs::read_to_string(folder.path().join("model.yaml")).unwrap().replacen(
            "programme:",
            "# mentorcheck: allow goal-orientation/towards-work because x\nprogramme:",
            1,
        ),
    );
    assert_eq!(exit(&["odd.yaml"]), 1, "a severity raised to error fails a programme");

    // Discovered from a subfolder; its paths are relative to its own folder.
    configure("allow:\n  - {code: goal-orientation/towards-work, path: below/, because: x}\n");
    fs::create_dir(folder.path().join("below")).unwrap();
    fs::copy(folder.path().join(COMPANIONSHIP_FILE), folder.path().join("below").join(COMPANIONSHIP_FILE)).unwrap();
    let (_, report) = json(&folder.path().join("below"), &[COMPANIONSHIP_FILE]);
    assert!(findings(&report).contains(&(TOWARDS_WORK.into(), "configuration".into())));
    let (_, report) = json(folder.path(), &[COMPANIONSHIP_FILE]);
    assert!(findings(&report).contains(&(TOWARDS_WORK.into(), "-".into())));
    assert_eq!(report["policy"][0]["findings"][0]["code"], "allow/unused", "the subfolder was not checked");

    // A rule for another field suppresses nothing.
    configure("allow:\n  - {code: goal-orientation/towards-work, field: mentor.brings, because: x}\n");
    let (_, report) = json(folder.path(), &[COMPANIONSHIP_FILE]);
    assert!(findings(&report).contains(&(TOWARDS_WORK.into(), "-".into())));
    configure("allow:\n  - {code: goal-orientation/towards-work, field: purpose.main, because: x}\n");
    let (_, report) = json(folder.path(), &[COMPANIONSHIP_FILE]);
    assert!(findings(&report).contains(&(TOWARDS_WORK.into(), "configuration".into())));

    configure("ignore: [aim.yaml, odd.yaml, below/]\n");
    let (code, report) = json(folder.path(), &["."]);
    assert_eq!((code, report["totals"]["programmes"].as_u64()), (0, Some(1)));
    assert_eq!(report["skipped"][0]["reason"], "configuration");
    assert_eq!(exit(&[COMPANIONSHIP_FILE]), 1, "an explicit path is checked");

    configure("# nothing yet\n");
    assert_eq!(exit(&["model.yaml"]), 0);
}

#[test]
fn former_names_of_codes_are_understood_with_a_warning() {
    let folder = folder();
    let path = folder.path().join(COMPANIONSHIP_FILE);
    let text = fs::read_to_string(&path).unwrap();
    let comment = "label: mentoring-to-work # mentorcheck: allow label/not-borne-out because it was asked";
    fs::write(&path, text.replace("label: mentoring-to-work", comment)).unwrap();
    write(
        &folder,
        "mentorcheck.yaml",
        "severities: {label/not-borne-out: warning}\nallow:\n  - {code: reciprocity/limits-on-taking-over, because: x}\n",
    );
    let (code, stdout, stderr) = run(folder.path(), &["check", "--full", COMPANIONSHIP_FILE]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    let (_, about) = stdout.split_once("Excused").expect("something is excused");
    insta::assert_snapshot!(about);
}

#[test]
fn a_programme_passes_if_all_that_fails_it_is_allowed() {
    let folder = folder();
    let (_, before) = json(folder.path(), &[COMPANIONSHIP_FILE]);
    let codes = blocking_codes(&before);
    let (last, rest) = codes.split_last().unwrap();
    assert!(!rest.is_empty(), "{codes:?}");
    let configure = |codes: &[String]| {
        let entries: Vec<_> = codes.iter().map(|code| format!("  - {{code: {code}, because: x}}\n")).collect();
        write(&folder, "mentorcheck.yaml", &format!("allow:\n{}", entries.concat()));
    };
    configure(rest);
    let (exit, report) = json(folder.path(), &[COMPANIONSHIP_FILE]);
    assert_eq!((exit, findings(&report).contains(&(last.clone(), "-".into()))), (1, true));
    configure(&codes);
    assert_eq!(json(folder.path(), &[COMPANIONSHIP_FILE]).0, 0);
    // A warning on a point that does not decide may stay.
    let path = folder.path().join(COMPANIONSHIP_FILE);
    let text = fs::read_to_string(&path).unwrap();
    let warned = text.replace("objectives: agreed-at-start", "objectives: found-on-the-way");
    assert_ne!(text, warned);
    fs::write(&path, warned).unwrap();
    configure(&[codes, vec!["goal-orientation/objective-set-beforehand".to_owned()]].concat());
    let (exit, report) = json(folder.path(), &[COMPANIONSHIP_FILE]);
    let warning = ("goal-orientation/objectives-before-the-pair-starts".to_owned(), "-".to_owned());
    assert_eq!((exit, findings(&report).contains(&warning)), (0, true), "{:?}", findings(&report));
}

#[test]
fn an_unaccepted_interpretation_blocks_a_programme() {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/real");
    let folder = tempfile::tempdir().unwrap();
    fs::copy(real.join("wir2-zum-job-hilden.yaml"), folder.path().join("it.yaml")).unwrap();
    let (_, report) = json(folder.path(), &["--expect", "any", "it.yaml"]);
    let notes = report["programmes"][0]["findings"].as_array().unwrap().iter();
    let interpretation = notes
        .filter(|finding| finding["spans"][0]["label"] == "our interpretation concerns this")
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .next()
        .expect("the verdict on this programme depends on an interpretation");
    write(&folder, "mentorcheck.yaml", "expect: any\ninterpretations: []\n");
    let (code, report) = json(folder.path(), &["it.yaml"]);
    assert_eq!((code, &report["programmes"][0]["passes"]), (1, &Value::Bool(false)));
    write(&folder, "mentorcheck.yaml", &format!("expect: any\ninterpretations: [{interpretation}]\n"));
    let (code, report) = json(folder.path(), &["it.yaml"]);
    assert_eq!(code, 0, "{:?}", findings(&report));
    assert!(findings(&report).contains(&(interpretation, "configuration".into())));
}

#[test]
fn a_mistake_in_the_configuration_is_shown_at_its_place() {
    let folder = folder();
    let mistakes = [
        "expect: friendship\n",
        "expct: any\n",
        "accept: everything\n",
        "- expect: any\n",
        "expect: any\nexpect: label\n",
        "severities:\n  goal-orientation/toward-work: note\n  schema/unknown-key: note\n",
        "severities: {goal-orientation/towards-work: low}\n",
        "interpretations: [goal-orientation/towards-work]\n",
        "allow:\n  - code: goal-orientation/towards-work\n",
        "allow:\n  - {code: source/syntax, because: x}\n",
        "allow:\n  - {code: goal-orientation/towards-work, field: purpose.mian, because: x}\n",
        "formats: [{format: pdf}]\n",
        "formats: [{format: json}, {format: csv}]\n",
        "baseline: none.json\n",
        "expect: any\n---\nexpect: label\n",
        "expect: [\n",
    ];
    let mut errors = String::new();
    for mistake in mistakes {
        write(&folder, "mentorcheck.yaml", mistake);
        let (code, stdout, stderr) = run(folder.path(), &["check", COMPANIONSHIP_FILE]);
        assert_eq!((code, stdout.as_str()), (2, ""), "{mistake}");
        errors.extend(["--- ", mistake, &stderr, "\n"]);
    }
    let normalized = errors.replace(&folder.path().canonicalize().unwrap().display().to_string(), "<folder>");
    insta::assert_snapshot!(normalized);
}

#[test]
fn config_show_lists_effective_values_and_their_origins() {
    let folder = folder();
    let (code, nothing, _) = run(folder.path(), &["config", "show"]);
    assert_eq!(code, 0);
    write(
        &folder,
        "mentorcheck.yaml",
        "accept: provisional\nrequire: cited\n\nseverities:\n  goal-orientation/towards-work: note\n\
         allow:\n  - code: goal-orientation/towards-work\n    path: pilots/\n    because: asked: by telephone\n\
         ignore: [drafts/]\nformats:\n  - {format: html, output: audit.html}\n  - format: text\n"
            .replace("asked: by", "asked by")
            .as_str(),
    );
    let (code, all, _) = run(folder.path(), &["config", "show", "--expect", "label"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(format!("{nothing}\n{all}"));
}

#[test]
fn a_baseline_identifies_findings_by_their_subject() {
    let folder = folder();
    let check = |arguments: &[&str]| json(folder.path(), arguments);
    let (code, output, _) = run(folder.path(), &["baseline", "write", COMPANIONSHIP_FILE]);
    assert_eq!(code, 0, "{output}");
    let with_baseline = ["--baseline", "mentorcheck-baseline.json", COMPANIONSHIP_FILE];
    assert_eq!(check(&with_baseline).0, 0);
    assert_eq!(run(folder.path(), &["baseline", "check", COMPANIONSHIP_FILE]).0, 0);
    assert_eq!(check(&[COMPANIONSHIP_FILE]).0, 1, "a baseline applies only on request");

    // Other lines, same facts.
    let path = folder.path().join(COMPANIONSHIP_FILE);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("# moved\n\n{text}")).unwrap();
    assert_eq!(check(&with_baseline).0, 0);

    // Another value: a new finding, and the old one is gone.
    fs::write(&path, text.replace("main: companionship", "main: study")).unwrap();
    let (code, report) = check(&with_baseline);
    assert_eq!(code, 1);
    let gone = report["policy"][0]["findings"].as_array().unwrap();
    assert!(gone.iter().any(|one| one["message"].as_str().unwrap().contains(TOWARDS_WORK)), "{gone:?}");

    // Fixed: nothing counts against it, and the baselined finding is gone.
    fs::write(&path, text.replace("main: companionship", "main: work")).unwrap();
    let (code, report) = check(&with_baseline);
    assert_eq!((code, report["policy"][0]["findings"][0]["code"].as_str()), (0, Some("baseline/gone")));

    fs::remove_file(&path).unwrap();
    let (_, report) = check(&["--baseline", "mentorcheck-baseline.json", "model.yaml"]);
    let message = report["policy"][0]["findings"][0]["message"].as_str().unwrap();
    assert!(message.contains("no longer there"), "{message}");
}

#[test]
fn a_baseline_is_found_from_every_folder() {
    let folder = folder();
    fs::create_dir(folder.path().join("below")).unwrap();
    fs::rename(folder.path().join(COMPANIONSHIP_FILE), folder.path().join("below").join(COMPANIONSHIP_FILE)).unwrap();
    assert_eq!(run(folder.path(), &["baseline", "write", "."]).0, 0);
    let below = folder.path().join("below");
    assert_eq!(json(&below, &["--baseline", "../mentorcheck-baseline.json", COMPANIONSHIP_FILE]).0, 0);
    write(&folder, "mentorcheck.yaml", "baseline: mentorcheck-baseline.json\n");
    assert_eq!(json(&below, &[COMPANIONSHIP_FILE]).0, 0);
    assert_eq!(json(folder.path(), &["below/../below/./aim.yaml"]).0, 0);
}

#[test]
fn an_invalid_baseline_is_rejected() {
    let folder = folder();
    // What is not understood is never hidden.
    let entry = r#"{"path": "a.yaml", "programme": "name: A", "code": "schema/other", "field": "", "value": ""}"#;
    let hiding = format!("{{\"version\": 2, \"findings\": [{entry}]}}");
    let contents =
        ["", "{}", "[]", "{\"version\": 3, \"findings\": []}", "{\"version\": 2, \"findings\": [{}]}", &hiding];
    for content in contents {
        write(&folder, "b.json", content);
        let (code, stdout, stderr) = run(folder.path(), &["check", "--baseline", "b.json", COMPANIONSHIP_FILE]);
        assert_eq!((code, stdout.as_str()), (2, ""), "{content}");
        assert!(stderr.contains("baseline write"), "{content}: {stderr}");
    }
}

#[test]
fn the_text_report_names_what_is_excused() {
    let folder = folder();
    let (_, before) = json(folder.path(), &[COMPANIONSHIP_FILE]);
    add_comment(&folder, "main:", &format!("# mentorcheck: allow {TOWARDS_WORK} because it was asked"), false);
    let code = blocking_codes(&before).first().cloned().unwrap();
    write(&folder, "mentorcheck.yaml", &format!("allow:\n  - {{code: {code}, path: elsewhere/, because: not here}}\n"));
    let (_, stdout, _) = run(folder.path(), &["check", "--full", COMPANIONSHIP_FILE]);
    let suppressed: Vec<_> = stdout.lines().skip_while(|line| *line != "Excused findings").collect();
    insta::assert_snapshot!(suppressed.join("\n"));
}
