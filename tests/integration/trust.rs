//! With a trusted configuration, nothing that comes with a description loosens the check.

use std::fs;

use serde_json::Value;

use crate::common::{repository, run_in};

/// Its verdict is a one-off activity, so it fails.
const FAILING: &str = "programme: {name: Example (constructed)}\nrelationship: {contact: one-off}\n";

#[test]
fn attempts_to_loosen_the_check_are_refused_or_reported() {
    let comment = |code: &str| {
        format!("{FAILING}# mentorcheck: allow {code} because we say so\npurpose: {{main: companionship}}\n")
    };
    let attempts: [(&str, Vec<(&str, String)>); 6] = [
        ("a comment", vec![("a.yaml", comment("goal-orientation/towards-work"))]),
        (
            "a comment at the end of a line",
            vec![(
                "a.yaml",
                format!(
                    "{FAILING}purpose: {{main: companionship}} # mentorcheck: allow goal-orientation/towards-work because x\n"
                ),
            )],
        ),
        ("a configuration in the root", vec![("mentorcheck.yaml", "expect: any\n".into()), ("a.yaml", FAILING.into())]),
        (
            "a configuration beside it",
            vec![("below/mentorcheck.yml", "expect: any\n".into()), ("below/a.yaml", FAILING.into())],
        ),
        ("a baseline", vec![("mentorcheck-baseline.json", "{}".into()), ("a.yaml", FAILING.into())]),
        ("files to ignore", vec![("mentorcheck.yaml", "ignore: ['*']\n".into()), ("a.yaml", FAILING.into())]),
    ];
    for (attempt, files) in attempts {
        let (folder, trusted) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir(folder.path().join(".git")).unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let config = trusted.path().join("mentorcheck.yaml");
        fs::write(&config, "inline: false\n").unwrap();
        let config = config.to_str().unwrap();
        let (status, stdout, stderr) = run_in(folder.path(), &["check", "--config", config, "--format", "json"]);
        assert_eq!(status, Some(1), "{attempt}: {stdout}{stderr}");
        let report: Value = serde_json::from_str(&stdout).unwrap();
        assert_eq!(
            report["totals"]["excused"],
            serde_json::json!({"comment": 0, "configuration": 0, "baseline": 0}),
            "{attempt}"
        );
        assert_eq!(report["configuration"], config, "the report names the configuration");
        let is_reported = stdout.contains("allow/not-honoured");
        assert_eq!(is_reported, attempt.starts_with("a comment"), "{attempt}");
        let by_option = run_in(folder.path(), &["check", "--no-config", "--no-inline"]);
        assert_eq!(by_option.0, Some(1), "{attempt}: {}{}", by_option.1, by_option.2);
    }
}

#[test]
fn patterns_of_a_configuration_outside_the_root_start_from_the_root() {
    let (folder, trusted) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::create_dir(folder.path().join("drafts")).unwrap();
    fs::write(folder.path().join("drafts/a.yaml"), FAILING).unwrap();
    fs::write(folder.path().join("b.yaml"), FAILING).unwrap();
    let config = trusted.path().join("mentorcheck.yaml");
    fs::write(&config, "ignore: [/drafts/]\nexpect: any\n").unwrap();
    let (_, list, _) = run_in(folder.path(), &["check", "--list-files", "--config", config.to_str().unwrap()]);
    assert_eq!(list, "b.yaml: a description\n");
}

fn report(folder: &std::path::Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let (status, stdout, stderr) = run_in(folder, &[&["check", "--format", "json"], arguments].concat());
    assert!(stderr.is_empty(), "{stderr}");
    (status, serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stdout}")))
}

#[test]
fn the_nearest_configuration_to_each_file_applies() {
    let once = "programme: {name: Example (constructed)}\nrelationship: {contact: one-off}\n";
    let folder = repository(&[
        ("mentorcheck.yaml", "expect: mentoring-to-work\n"),
        ("a.mentoring.yaml", once),
        ("once/mentorcheck.yml", "expect: one-off-activity\nignore: [draft.*]\n"),
        ("once/b.mentoring.yaml", once),
        ("once/draft.yaml", once),
        ("once/deeper/c.mentoring.yaml", once),
        ("none/d.mentoring.yaml", once),
    ]);
    let passing = |report: &Value| -> Vec<(String, bool)> {
        let programmes = report["programmes"].as_array().unwrap().iter();
        programmes.map(|one| (one["path"].as_str().unwrap().to_owned(), one["passes"].as_bool().unwrap())).collect()
    };
    let (status, whole) = report(folder.path(), &["."]);
    assert_eq!(status, Some(1));
    let expected = [("a", false), ("none/d", false), ("once/b", true), ("once/deeper/c", true)]
        .map(|(name, passes)| (format!("{name}.mentoring.yaml"), passes));
    assert_eq!(passing(&whole), expected);
    assert_eq!(whole["totals"]["configuration_counts"], serde_json::json!({"once/mentorcheck.yml": 2}));
    assert_eq!(whole["programmes"][2]["settings"]["expected"], "one-off-activity");
    assert!(whole["programmes"][0].get("settings").is_none());
    // The same from within, and from outside.
    let (status, inside) = report(&folder.path().join("once"), &["."]);
    assert_eq!((status, passing(&inside)), (Some(0), expected[2..].to_vec()));
    let (_, named) = report(&folder.path().join("none"), &["../once/b.mentoring.yaml", "d.mentoring.yaml"]);
    assert_eq!(passing(&named), [expected[1].clone(), expected[2].clone()]);
    // One configuration for all, if it is given.
    let (_, given) = report(folder.path(), &["--config", "mentorcheck.yaml", "."]);
    assert!(passing(&given).iter().all(|(_, passes)| !passes) && given["totals"].get("configuration_counts").is_none());
    // A report in lines says the same, and merging finds the same configurations.
    let lines = run_in(folder.path(), &["check", "--format", "ndjson", "."]).1;
    assert_eq!(lines.matches("\"settings\":").count(), 2, "{lines}");
    fs::write(folder.path().join("lines.ndjson"), &lines).unwrap();
    let (_, merged, stderr) = run_in(folder.path(), &["report", "merge", "--format", "ndjson", "lines.ndjson"]);
    assert_eq!((merged, stderr), (lines, String::new()));
}

#[test]
fn a_configuration_above_can_forbid_those_below_to_loosen_the_check() {
    let comment = format!("{FAILING}# mentorcheck: allow relationship/lasting because x\n");
    let below = "expect: any\nallow: [{code: label/not-borne-out, because: x}]\nignore: ['*']\nseverities: {label/not-borne-out: note}\n";
    for (nested, warned) in [("stricter", 4), ("ignored", 0)] {
        let above = format!("nested: {nested}\ninline: false\n");
        let folder =
            repository(&[("mentorcheck.yaml", &above), ("below/mentorcheck.yaml", below), ("below/a.yaml", &comment)]);
        // Whether the run starts above or below, and whatever it is given.
        for (from, path) in [("", "."), ("", "below/a.yaml"), ("below", "."), ("below", "a.yaml")] {
            let (status, report) = report(&folder.path().join(from), &[path]);
            assert_eq!(status, Some(1), "{nested} {from} {path}: {report:#}");
            let codes: Vec<_> = report["policy"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|file| file["findings"].as_array().unwrap())
                .map(|finding| finding["code"].as_str().unwrap())
                .collect();
            assert_eq!(codes, vec!["config/not-honoured"; warned], "{nested} {from} {path}");
        }
    }
    // What makes the check stricter is honoured.
    let folder = repository(&[
        ("mentorcheck.yaml", "nested: stricter\nexpect: any\n"),
        ("below/mentorcheck.yaml", "require: cited\ninline: false\n"),
        ("below/a.yaml", FAILING),
        ("b.yaml", FAILING),
    ]);
    let (status, whole) = report(folder.path(), &["."]);
    assert_eq!(status, Some(1), "{whole:#}");
    assert_eq!(whole["programmes"][0]["passes"], true);
    assert_eq!(whole["programmes"][1]["passes"], false, "evidence is required below");
    let (_, shown, _) = run_in(&folder.path().join("below"), &["config", "show"]);
    assert!(shown.contains("# made stricter by below/mentorcheck.yaml"), "{shown}");
    assert!(shown.contains("require: cited # below/mentorcheck.yaml, line 1"), "{shown}");
}

#[test]
fn a_broken_nested_configuration_costs_only_the_files_below_it() {
    let folder = repository(&[
        ("a.mentoring.yaml", FAILING),
        ("broken/mentorcheck.yaml", "expekt: any\n"),
        ("broken/b.mentoring.yaml", FAILING),
        ("unknown/mentorcheck.yaml", "expect: befrending\n"),
        ("unknown/c.mentoring.yaml", FAILING),
    ]);
    let (status, report) = report(folder.path(), &["."]);
    assert_eq!(status, Some(3));
    assert_eq!(report["programmes"].as_array().unwrap().len(), 1);
    let unreadable: Vec<_> =
        report["unreadable"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(unreadable, ["broken/b.mentoring.yaml", "unknown/c.mentoring.yaml"]);
    assert!(
        report.to_string().contains("there is no kind `befrending` (unknown/mentorcheck.yaml, line 1)"),
        "{report:#}"
    );
}

#[test]
fn settings_of_a_whole_run_have_no_effect_in_a_nested_configuration() {
    let folder = repository(&[
        ("below/mentorcheck.yaml", "rules: befriending\nformats: [{format: csv}]\n"),
        ("below/a.yaml", FAILING),
    ]);
    let (status, report) = report(folder.path(), &["."]);
    assert_eq!(status, Some(1));
    assert_eq!(report["policy"][0]["findings"].as_array().unwrap().len(), 2, "{report:#}");
    assert_eq!(report["pack"]["id"], "mentoring-to-work", "{:#}", report["pack"]);
}
