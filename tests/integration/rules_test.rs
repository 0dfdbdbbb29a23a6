//! The examples in the rules give their expected answers, and `rules test` reports each one that does not.

use crate::common::{ROOT, run_in};
use std::{fs, path::Path};

use mentorcheck_core::{
    pack::{Examples, built_in, built_in_names},
    schema::vocabulary,
};

const PACK: &str = "rules/mentoring-to-work";

/// A temporary folder with a copy of the rules in `pack`, where `to` replaces the first `from`.
fn copy_with(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("pack");
    for part in ["", "blocks", "kinds"] {
        fs::create_dir_all(pack.join(part)).unwrap();
        for entry in fs::read_dir(Path::new(ROOT).join(PACK).join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, pack.join(part).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    let path = pack.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    folder
}

#[test]
fn the_examples_of_the_built_in_rules_give_their_expected_answers() {
    for name in built_in_names() {
        let pack = built_in(name).unwrap().load(vocabulary()).unwrap();
        let count = |examples: &Examples| examples.shows.len() + examples.refutes.len() + examples.leaves_open.len();
        let criteria: usize = pack.criteria.iter().map(|criterion| count(&criterion.examples)).sum();
        let kinds: usize = pack.kinds.iter().map(|kind| count(&kind.examples)).sum();
        assert!(criteria > 0 && kinds > 0, "{name}");
        let (status, stdout, stderr) = run_in(Path::new(ROOT), &["rules", "test", name]);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{name}: {stdout}");
        let expected = format!("✔ All {} examples of {} give what they stand for.\n", criteria + kinds, pack.title);
        assert_eq!(stdout, expected, "{name}");
    }
}

/// Name, file, replaced text, replacement, and the number of failing examples after it.
const FAILING_EXAMPLES: &[(&str, &str, &str, &str, usize)] = &[
    (
        "refuted-and-not-shown",
        "blocks/5-voluntariness.yaml",
        "        - {mentor.reward: expenses}\n",
        "        - {mentor.reward: fee}\n",
        1,
    ),
    (
        "open-and-not-refuted",
        "blocks/1-asymmetry.yaml",
        "        - {mentor.brings: [same-situation, nothing-else]}\n",
        "        - {mentor.brings: [same-situation]}\n",
        1,
    ),
    (
        "shown-and-not-open",
        "blocks/3-goal-orientation.yaml",
        "        - {purpose.objectives: found-on-the-way}\n",
        "        - {purpose.objectives: agreed-at-start}\n",
        1,
    ),
    (
        "contradictory-and-not-refuted",
        "blocks/5-voluntariness.yaml",
        "        - {mentor.reward: wage}\n",
        "        - {mentor.reward: wage, mentor.capacity: volunteer}\n",
        1,
    ),
    (
        "kind-open-and-not-shown",
        "kinds/befriending.yaml",
        "      third_actor.brought_together_by: organisation\n      mentor.capacity: volunteer\n",
        "      mentor.capacity: volunteer\n",
        1,
    ),
    (
        "a-rule-changed-under-its-examples",
        "blocks/5-voluntariness.yaml",
        "mentor.reward: [none, expenses, allowance, working-time]",
        "mentor.reward: [none, expenses, allowance]",
        2,
    ),
];

#[test]
fn a_failing_example_is_shown_with_what_decided() {
    for (name, file, from, to, failures) in FAILING_EXAMPLES {
        let folder = copy_with(file, from, to);
        let (status, stdout, stderr) = run_in(folder.path(), &["rules", "test", "pack"]);
        assert_eq!((status, stderr.as_str()), (Some(2), ""), "{name}: {stdout}");
        assert_eq!(stdout.matches('✘').count(), *failures, "{name}: {stdout}");
        insta::assert_snapshot!(*name, stdout);
    }
}

#[test]
fn unknown_rules_are_rejected() {
    let (status, stdout, stderr) = run_in(Path::new(ROOT), &["rules", "test", "no-such-rules"]);
    assert_eq!((status, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("there are no rules `no-such-rules`"), "{stderr}");
}

#[test]
fn stubs_are_complete_and_load() {
    let folder = copy_with("concept.yaml", "\nkinds:\n", "\nkinds:\n  - sports-club\n");
    let path = &folder.path().join("pack");
    let (status, stdout, stderr) = run_in(path, &["rules", "new-indicator", ".", "reciprocity", "shared-meals"]);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    assert!(stdout.starts_with("Wrote a stub to ./blocks/6-reciprocity.yaml.\n"), "{stdout}");
    let (status, stdout, stderr) = run_in(path, &["rules", "new-kind", ".", "sports-club"]);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    assert!(stdout.contains("List `sports-club` under `kinds`"), "{stdout}");
    let (status, stdout, stderr) = run_in(path, &["rules", "test", "."]);
    assert_eq!(status, Some(0), "{stdout}{stderr}");

    let again = run_in(path, &["rules", "new-indicator", ".", "reciprocity", "shared-meals"]);
    assert_eq!(again.0, Some(2));
    assert!(again.2.contains("has an indicator `shared-meals` already"), "{}", again.2);
    for (arguments, message) in [
        (["new-kind", ".", "sports-club"].as_slice(), "exists"),
        (&["new-kind", ".", "../x"], "cannot be a name"),
        (&["new-kind", "nowhere", "x"], "claims.yaml cannot be read: there is no such file"),
        (&["new-indicator", ".", "nothing", "x"], "there is no block `nothing`"),
    ] {
        let (status, _, stderr) = run_in(path, &[&["rules"], arguments].concat());
        assert_eq!(status, Some(2), "{arguments:?}");
        assert!(stderr.contains(message), "{stderr}");
    }
}
