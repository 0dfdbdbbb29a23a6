//! Everything a report mentions can be explained without programmers' jargon. Snapshots record the explanations.

use crate::common::{ROOT, discover_inputs, run_in};
use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;

use mentorcheck_core::{
    diagnostic::codes::CODES,
    facts::Facts,
    pack::{
        built_in, built_in_names,
        subjects::{Subject, subjects},
    },
    schema::vocabulary,
};
use mentorcheck_render::explain::{DescriptionRef, build_page, for_description, render_text};
use mentorcheck_yaml::ParsedFile;

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    run_in(Path::new(ROOT), arguments)
}

#[test]
fn every_type_of_subject_is_explained() {
    for subject in [
        "voluntariness/mentor-is-volunteer",
        "asymmetry/labour-market-capital",
        "goal-orientation",
        "befriending",
        "V5",
        "label/not-supported",
        "coaching/professional-guide",
    ] {
        let (status, stdout, stderr) = run(&["explain", subject]);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{subject}");
        insta::assert_snapshot!(subject.replace('/', "__"), stdout);
    }
}

#[test]
fn explanations_for_a_description() {
    for (subject, file) in [
        ("voluntariness/mentor-is-volunteer", "wir2-zum-job-hilden"),
        ("reciprocity", "connect2work"),
        ("mentoring-to-work", "etableringslots"),
        ("label/not-supported", "acces-speed-mentoring"),
    ] {
        let path = format!("fixtures/real/{file}.yaml");
        let (_, alone, _) = run(&["explain", subject]);
        let (status, stdout, stderr) = run(&["explain", subject, "--for", &path]);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{subject} on {file}");
        // The explanation of the rule is tested above; this is the part about the description.
        let added = stdout.strip_prefix(&alone).unwrap_or_else(|| panic!("{subject} on {file}: {stdout}"));
        assert!(added.trim_start().starts_with("On "), "{added}");
        insta::assert_snapshot!(format!("{}-for-{file}", subject.replace('/', "__")), added.trim_start());
    }
}

#[test]
fn unknown_subjects_are_refused_with_a_suggestion() {
    for (subject, meant) in [
        ("voluntariness/mentor-is-voluntere", Some("voluntariness/mentor-is-volunteer")),
        ("befreinding", Some("befriending")),
        ("reciprocty", Some("reciprocity")),
        ("something else entirely", None),
        ("", None),
    ] {
        let (status, stdout, stderr) = run(&["explain", subject]);
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{subject}");
        let advice = "`mentorcheck explain` lists everything.";
        let expected = match meant {
            Some(meant) => format!("Did you mean `{meant}`? {advice}"),
            None => format!("\n  {advice}"),
        };
        assert!(stderr.trim_end().ends_with(&expected), "{subject}: {stderr}");
        assert!(stderr.contains(&format!("there is nothing called `{subject}` to explain")), "{stderr}");
    }
}

#[test]
fn names_ignore_case_and_surrounding_spaces() {
    let (_, expected, _) = run(&["explain", "V5"]);
    for subject in ["v5", " V5 "] {
        assert_eq!(run(&["explain", subject]), (Some(0), expected.clone(), String::new()), "{subject}");
    }
}

#[test]
fn unreadable_descriptions_are_reported() {
    let (_, alone, _) = run(&["explain", "V5"]);
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.yaml");
    fs::write(&broken, "programme: {name: Broken (constructed)\n").unwrap();
    for path in ["no-such-file.yaml", broken.to_str().unwrap()] {
        let (status, stdout, stderr) = run(&["explain", "V5", "--for", path]);
        assert_eq!((status, stderr.as_str()), (Some(3), ""), "{path}: {stdout}");
        assert!(stdout.starts_with(alone.trim_end()), "the rule is still explained: {stdout}");
        assert!(stdout.contains("source/"), "{path}: {stdout}");
    }
}

/// Collects every code in a report.
fn codes(report: &Value, found: &mut BTreeSet<String>) {
    match report {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value.as_str() {
                    Some(code) if key == "code" => drop(found.insert(code.to_owned())),
                    _ => codes(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| codes(item, found)),
        _ => {}
    }
}

#[test]
fn every_code_in_a_report_can_be_explained() {
    let mut found = BTreeSet::new();
    for expected in ["mentoring-to-work", "any"] {
        let (_, stdout, _) = run(&["check", "--expect", expected, "--format", "json", "fixtures"]);
        codes(&serde_json::from_str(&stdout).unwrap(), &mut found);
    }
    // Those are about the file, not the programme, and their messages are complete.
    found.retain(|code| !code.starts_with("schema/") && !code.starts_with("source/"));
    for code in ["voluntariness/working-time", "label/not-supported", "befriending/repeated", "third-actor/monitors"] {
        assert!(found.contains(code), "{code} is not in the report");
    }
    for code in found {
        let (status, stdout, stderr) = run(&["explain", &code]);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{code}");
        assert!(stdout.starts_with(&format!("{code}: ")), "{stdout}");
    }
}

/// Programmers' jargon, which these pages avoid.
const JARGON: &[&str] = &[
    "boolean",
    "null",
    "enum",
    "struct",
    "rust",
    "parser",
    "yaml",
    "json",
    "schema",
    "pointer",
    "predicate",
    "conjunction",
    "disjunction",
];

fn first_jargon(page: &str) -> Option<String> {
    let words = page.split(|ch: char| !ch.is_alphanumeric()).map(str::to_lowercase);
    let mut words = words.filter(|word| JARGON.contains(&word.strip_suffix('s').unwrap_or(word)));
    words.next()
}

#[test]
fn no_page_uses_jargon() {
    assert_eq!(first_jargon("One of the Enums.").as_deref(), Some("enums"));
    assert_eq!(first_jargon("Trust in structure."), None);
    let vocabulary = vocabulary();
    let files: Vec<_> = discover_inputs(&["fixtures/real".into()]);
    let sources: Vec<_> = files.into_iter().map(|file| ParsedFile::parse(&file.path, file.content.unwrap())).collect();
    assert!(sources.len() > 10, "{}", sources.len());
    let mut pages = 0;
    for rules in built_in_names() {
        let pack = built_in(rules).unwrap().load(vocabulary).unwrap();
        for (name, subject) in subjects(&pack) {
            if let Subject::Builtin(code) = subject {
                // Text between backticks is code, not prose.
                let prose = [code.title(), code.rationale(), code.help()].join(" ");
                let prose: String = prose.split('`').step_by(2).collect();
                assert_eq!(first_jargon(&prose), None, "{name}: {prose}");
                continue;
            }
            let shown = render_text(&build_page(&pack, vocabulary, &name, subject), 90);
            assert_eq!(first_jargon(&shown), None, "{name}: {shown}");
            for source in &sources {
                for document in &source.documents {
                    let facts = Facts::from_document(document, vocabulary);
                    let described = DescriptionRef { text: &source.text, document, facts: &facts };
                    // A fixed name, because the programme's own may contain jargon.
                    let shown = render_text(&for_description(&pack, vocabulary, subject, "it", &described), 90);
                    assert_eq!(first_jargon(&shown), None, "{name} on {}: {shown}", source.text.name());
                    pages += 1;
                }
            }
        }
    }
    assert!(pages > 1_000, "{pages}");
}

#[test]
fn every_name_in_the_list_of_rules_can_be_explained() {
    let (status, list, _) = run(&["rules", "list"]);
    assert_eq!(status, Some(0));
    let lines =
        list.lines().filter(|line| line.starts_with("  ") || (line.contains(": ") && !line.starts_with("Rules")));
    let names: Vec<_> = lines.map(|line| line.trim_start().split_once(": ").unwrap().0).collect();
    assert!(names.len() > 70, "{names:?}");
    for name in names {
        assert_eq!(run(&["explain", name]).0, Some(0), "{name}");
    }
}

/// Codes in use are recognised by their form among the string literals of the source.
#[test]
fn every_code_of_the_program_itself_is_explained() {
    let owners = ["allow", "baseline", "config", "evidence", "form", "pack", "schema", "source"];
    let mut used = BTreeSet::new();
    let mut folders = vec![Path::new(ROOT).join("src"), Path::new(ROOT).join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("diagnostic/codes.rs")
            {
                let text = fs::read_to_string(path).unwrap();
                for word in text.split('"') {
                    let code = word.split_once('/').filter(|(owner, rest)| {
                        let is_code_char = |ch: char| ch.is_ascii_lowercase() || "-8".contains(ch);
                        owners.contains(owner) && !rest.is_empty() && rest.chars().all(is_code_char)
                    });
                    used.extend(code.map(|_| word.to_owned()));
                }
            }
        }
    }
    let explained: BTreeSet<String> = CODES.iter().map(|code| code.code.to_owned()).collect();
    assert_eq!(explained.len(), CODES.len(), "codes are unique");
    assert_eq!(explained, used);
    assert!(CODES.is_sorted_by_key(|code| code.code));
}

#[test]
fn fields_and_values_are_explained_and_everything_is_listed() {
    let root = Path::new(ROOT);
    let vocabulary = vocabulary();
    let (status, index, _) = run_in(root, &["explain"]);
    assert_eq!(status, Some(0));
    for field in &vocabulary.fields {
        assert!(index.contains(&format!("`{}`", field.name)), "{}", field.name);
        let (status, page, stderr) = run_in(root, &["explain", &field.name]);
        assert_eq!(status, Some(0), "{stderr}");
        for value in &field.values {
            assert!(page.contains(&format!("`{}`: ", value.name)), "{}: {}", field.name, value.name);
        }
    }
    let (status, page, _) = run_in(root, &["explain", "check-ins"]);
    assert_eq!(status, Some(0));
    assert!(page.starts_with("third_actor.monitors: Monitoring\n"), "{page}");
    let (status, _, stderr) = run_in(root, &["explain", "mentor.capcity"]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("Did you mean `mentor.capacity`?"), "{stderr}");
}
