//! With a trusted configuration, nothing that comes with a description loosens the check.

use std::fs;

use serde_json::Value;

use crate::common::run_in;

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
