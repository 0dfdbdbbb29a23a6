//! An invalid rule pack is rejected with each error at its location and with a suggestion. A valid pack in a folder
//! gives the same results as the built-in one.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Output,
    sync::LazyLock,
};

use Change::{Clear, CreateFolder, Duplicate, Remove, Replace};
use assert_cmd::Command;

const PACK: &str = "rules/mentoring-to-work";
const DESCRIPTION: &str = "fixtures/real/hostnation.yaml";

enum Change {
    /// File, text, and what replaces its first occurrence.
    Replace(&'static str, &'static str, &'static str),
    /// Removes a file.
    Remove(&'static str),
    /// Copies a file to another name.
    Duplicate(&'static str, &'static str),
    /// Empties a file.
    Clear(&'static str),
    /// Creates a folder with the name of a file.
    CreateFolder(&'static str),
}

const BEFRIENDING: &str = "kinds/befriending.yaml";
const VOLUNTARINESS: &str = "blocks/5-voluntariness.yaml";
const ASYMMETRY: &str = "blocks/1-asymmetry.yaml";
const MENTORING: &str = "kinds/mentoring-to-work.yaml";
const DEFINING: &str = "defining: [companionship-first]";
const CASE: &str = "when: {third_actor.brought_together_by: [assigned-to-staff]}";
const COMPANIONSHIP: &str = "purpose.main: [companionship]";

/// Each case by name, with the changes to the pack.
const CASES: &[(&str, &[Change])] = &[
    // Names that refer to nothing
    ("misspelt-field", &[Replace(BEFRIENDING, COMPANIONSHIP, "purpose.mian: [companionship]")]),
    ("field-without-section", &[Replace(BEFRIENDING, COMPANIONSHIP, "main: [companionship]")]),
    ("misspelt-value", &[Replace(VOLUNTARINESS, "[volunteer]", "[volunter]")]),
    ("unknown-value", &[Replace(VOLUNTARINESS, "[volunteer]", "[enthusiast]")]),
    ("closing-value-in-a-test", &[Replace(ASYMMETRY, "- work-culture", "- nothing-else")]),
    ("unknown-claim", &[Replace(VOLUNTARINESS, "claims: [V4,", "claims: [V44,")]),
    ("unknown-claim-of-labels", &[Replace("concept.yaml", "claim: S6", "claim: S66")]),
    ("unknown-shared-condition", &[Replace(BEFRIENDING, "condition: organised", "condition: organized")]),
    ("unknown-block", &[Replace("kinds/mentoring-to-work.yaml", "block: asymmetry", "block: assymetry")]),
    ("unknown-kind-in-labels", &[Replace("concept.yaml", "coaching: [coaching]", "coaching: [couching]")]),
    ("unknown-label", &[Replace("concept.yaml", "buddy: &", "budy: &")]),
    ("label-without-a-meaning", &[Replace("concept.yaml", "    befriending: [befriending]\n", "")]),
    ("misspelt-field-in-informative", &[Replace("concept.yaml", "\n  purpose.steps: [", "\n  purpose.step: [")]),
    (
        "unknown-value-in-informative",
        &[Replace("concept.yaml", "\n  purpose.steps: [", "\n  purpose.steps: [dialy-life, ")],
    ),
    ("unknown-subject", &[Replace("concept.yaml", "id: mentoring-to-work", "id: mentoring-for-work")]),
    (
        "misspelt-field-in-spectrum",
        &[Replace("concept.yaml", "relationship.role: [incidental]", "relationship.rôle: [incidental]")],
    ),
    ("reference-to-nothing", &[Replace(ASYMMETRY, "*labour-market", "*labor-market")]),
    ("misspelt-condition-in-defining", &[Replace(BEFRIENDING, DEFINING, "defining: [companionship-frist]")]),
    (
        "misspelt-indicator-in-defining",
        &[Replace(MENTORING, "[goal-orientation/towards-work]", "[goal-orientation/toward-work]")],
    ),
    ("defined-by-what-is-not-required", &[Replace(BEFRIENDING, DEFINING, "defining: [something-to-share]")]),
    (
        "defined-by-an-indicator-of-a-block-that-is-not-required",
        &[Replace(BEFRIENDING, DEFINING, "defining: [goal-orientation/towards-work]")],
    ),
    (
        "unknown-label-in-names-a-kind",
        &[Replace("concept.yaml", "names_a_kind: [mentoring-to-work, mentoring,", "names_a_kind: [mentor-to-work,")],
    ),
    ("unknown-label-in-silent", &[Replace("concept.yaml", "silent:\n    mentoring:", "silent:\n    mentorship:")]),
    (
        "unknown-kind-in-silent",
        &[Replace("concept.yaml", "silent:\n    mentoring: [professional", "silent:\n    mentoring: [profesional")],
    ),
    (
        "unknown-value-in-a-case",
        &[Replace("conditions.yaml", CASE, "when: {third_actor.brought_together_by: [staff]}")],
    ),
    (
        "renamed-to-nothing",
        &[Replace("concept.yaml", ": reciprocity/mentee-keeps-own-affairs", ": reciprocity/mentee-keeps-affairs")],
    ),
    // Predicates that do not fit the field
    ("list-test-on-one-value", &[Replace(BEFRIENDING, "{other_than:", "{any_of:")]),
    (
        "one-value-test-on-list",
        &[Replace(ASYMMETRY, "{none_of: *labour-market-or-country}", "{other_than: *labour-market-or-country}")],
    ),
    ("values-alone-on-list", &[Replace(ASYMMETRY, "gap_known_to: {any_of: [mentor]}", "gap_known_to: [mentor]")]),
    ("informative-field", &[Replace(BEFRIENDING, COMPANIONSHIP, "mentee.age: [adults]")]),
    ("free-text-field", &[Replace(BEFRIENDING, COMPANIONSHIP, "mentor.who: [neighbours]")]),
    ("unknown-test", &[Replace(BEFRIENDING, "{other_than:", "{other_then:")]),
    (
        "condition-with-two-entries",
        &[Replace(BEFRIENDING, COMPANIONSHIP, "purpose.main: [companionship]\n      relationship.role: [end]")],
    ),
    (
        "test-with-two-entries",
        &[Replace(
            ASYMMETRY,
            "{none_of: *labour-market-or-country}",
            "{none_of: *labour-market-or-country, any_of: [companionship]}",
        )],
    ),
    (
        "all-without-a-list",
        &[Replace(
            VOLUNTARINESS,
            "all:\n        - relationship.free_to_end: {any_of: [mentor]}\n        - ",
            "all:\n        ",
        )],
    ),
    // Duplicates
    ("indicator-twice", &[Replace(VOLUNTARINESS, "id: mentor-no-professional-helper", "id: mentor-is-volunteer")]),
    ("claim-twice", &[Replace("claims.yaml", "id: S2", "id: S1")]),
    ("block-listed-twice", &[Replace("concept.yaml", "  - growth\n", "  - growth\n  - asymmetry\n")]),
    ("point-twice", &[Replace("concept.yaml", "- at: 2\n", "- at: 1\n")]),
    ("own-condition-twice", &[Replace("kinds/coaching.yaml", "id: through-a-service", "id: professional-guide")]),
    ("block-twice", &[Duplicate(VOLUNTARINESS, "blocks/8-voluntariness.yaml")]),
    ("kind-twice", &[Duplicate(BEFRIENDING, "kinds/befriending-2.yaml")]),
    ("shared-condition-twice", &[Replace("conditions.yaml", "id: organised", "id: repeated")]),
    // Files
    ("block-file-missing", &[Remove(VOLUNTARINESS)]),
    ("kind-file-missing", &[Remove(BEFRIENDING)]),
    ("claims-missing", &[Remove("claims.yaml")]),
    ("concept-missing", &[Remove("concept.yaml")]),
    ("conditions-and-claims-missing", &[Remove("conditions.yaml"), Remove("claims.yaml")]),
    ("block-not-in-concept", &[Replace("concept.yaml", "  - voluntariness\n", "")]),
    ("file-empty", &[Clear(VOLUNTARINESS)]),
    ("two-documents-in-a-file", &[Replace(VOLUNTARINESS, "\n  - id: agreement", "\n---\n  - id: agreement")]),
    // Syntax and schema
    ("syntax-tab", &[Replace(BEFRIENDING, "  - condition: repeated", "\t- condition: repeated")]),
    ("syntax-colon", &[Replace(VOLUNTARINESS, "title: Voluntariness", "title: Voluntariness: a block")]),
    ("unknown-key", &[Replace(VOLUNTARINESS, "weight: necessary", "wieght: necessary")]),
    (
        "question-missing",
        &[Replace(
            VOLUNTARINESS,
            "    question: Are mentors volunteers, and what do they receive for mentoring?\n",
            "",
        )],
    ),
    (
        "refuted-missing-in-a-kind",
        &[Replace(BEFRIENDING, "    refuted:\n      purpose.main: {other_than: [companionship]}\n", "")],
    ),
    ("defining-missing", &[Replace(BEFRIENDING, "defining: [companionship-first]\n", "")]),
    ("defining-empty", &[Replace(BEFRIENDING, DEFINING, "defining: []")]),
    ("names-a-kind-missing", &[Replace("concept.yaml", "  names_a_kind: ", "  # names_a_kind: ")]),
    ("version-missing", &[Replace("concept.yaml", "version: 2\n", "")]),
    ("version-as-text", &[Replace("concept.yaml", "version: 2\n", "version: \"2\"\n")]),
    (
        "case-without-a-finding",
        &[Replace(
            VOLUNTARINESS,
            "      - when: {mentor.reward: [fee, wage]}\n        finding: Someone who is paid to mentor is not a volunteer.\n",
            "      - when: {mentor.reward: [fee, wage]}\n",
        )],
    ),
    (
        "renamed-as-a-list",
        &[Replace(
            "concept.yaml",
            "renamed:\n  reciprocity/limits-on-taking-over: reciprocity/mentee-keeps-own-affairs\n  label/not-borne-out: ",
            "renamed:\n  - ",
        )],
    ),
    ("empty-claims", &[Replace(VOLUNTARINESS, "claims: [V4, V6, V7]", "claims: []")]),
    ("empty-values", &[Replace(BEFRIENDING, COMPANIONSHIP, "purpose.main: []")]),
    ("empty-text", &[Replace(VOLUNTARINESS, "title: Voluntariness", "title: \"\"")]),
    ("left-empty", &[Replace(VOLUNTARINESS, "title: Voluntariness", "title:")]),
    ("claims-as-text", &[Replace(VOLUNTARINESS, "claims: [V4, V6, V7]", "claims: V4")]),
    ("value-as-text", &[Replace(BEFRIENDING, COMPANIONSHIP, "purpose.main: companionship")]),
    ("unknown-weight", &[Replace(VOLUNTARINESS, "weight: necessary", "weight: important")]),
    ("label-means-another-word", &[Replace("concept.yaml", "other: []", "other: all")]),
    ("id-with-capitals", &[Replace(VOLUNTARINESS, "id: mentor-is-volunteer", "id: Mentor is volunteer")]),
    ("point-out-of-range", &[Replace("concept.yaml", "at: 1\n", "at: 0\n")]),
    ("year-out-of-range", &[Replace("concept.yaml", "year: 2019", "year: 201900")]),
    (
        "requirement-with-two-names",
        &[Replace(BEFRIENDING, "- condition: organised", "- condition: organised\n    block: growth")],
    ),
    // Examples
    ("example-misspelt-field", &[Replace(BEFRIENDING, "- {purpose.main: work}", "- {purpose.mian: work}")]),
    ("example-unknown-value", &[Replace(BEFRIENDING, "- {purpose.main: work}", "- {purpose.main: wrok}")]),
    ("example-list-for-one-value", &[Replace(BEFRIENDING, "- {purpose.main: work}", "- {purpose.main: [work]}")]),
    (
        "example-one-value-for-list",
        &[Replace(ASYMMETRY, "- {mentor.brings: [local-labour-market]}", "- {mentor.brings: local-labour-market}")],
    ),
    (
        "example-missing",
        &[
            Replace(
                ASYMMETRY,
                "        - {relationship.gap_known_to: [mentor, nothing-else]}\n        - {relationship.gap_known_to: [nothing-else]}\n",
                "",
            ),
            Replace(ASYMMETRY, "      refutes:\n      leaves_open:", "      leaves_open:"),
        ],
    ),
    // Over the limits or not rules at all; see also `untrusted_packs.rs`
    (
        "condition-too-deep",
        &[Replace(
            BEFRIENDING,
            COMPANIONSHIP,
            "all: [{all: [{all: [{all: [{all: [{all: [{all: [{all: [{all: [purpose.main: [companionship]]}]}]}]}]}]}]}]}]",
        )],
    ),
    (
        "character-that-cannot-be-shown",
        &[Replace(VOLUNTARINESS, "title: Voluntariness", "title: \"\\e[31mVoluntariness\"")],
    ),
    ("folder-for-a-file", &[CreateFolder("kinds/tea.yaml")]),
    // Several errors: all are reported
    (
        "several-of-form",
        &[
            Replace(VOLUNTARINESS, "weight: necessary", "wieght: necessary"),
            Replace(BEFRIENDING, "title: befriending", "title: [befriending]"),
        ],
    ),
    (
        "several-of-meaning",
        &[
            Replace(VOLUNTARINESS, "[volunteer]", "[volunter]"),
            Replace(VOLUNTARINESS, "claims: [V4, V6, V7]", "claims: [V44]"),
            Replace(BEFRIENDING, "condition: organised", "condition: organized"),
        ],
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A temporary folder with a changed copy of the built-in pack in `pack`.
fn pack_with_changes(changes: &[Change]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("pack");
    for part in ["", "blocks", "kinds"] {
        fs::create_dir_all(pack.join(part)).unwrap();
        for entry in fs::read_dir(root().join(PACK).join(part)).unwrap() {
            let from = entry.unwrap().path();
            if from.is_file() {
                fs::copy(&from, pack.join(part).join(from.file_name().unwrap())).unwrap();
            }
        }
    }
    for change in changes {
        match change {
            Replace(file, from, to) => {
                let file = pack.join(file);
                let text = fs::read_to_string(&file).unwrap();
                assert!(text.contains(from), "{}: {from}", file.display());
                fs::write(&file, text.replacen(from, to, 1)).unwrap();
            }
            Remove(file) => fs::remove_file(pack.join(file)).unwrap(),
            Duplicate(file, name) => {
                fs::copy(pack.join(file), pack.join(name)).unwrap();
            }
            Clear(file) => fs::write(pack.join(file), "").unwrap(),
            CreateFolder(name) => fs::create_dir(pack.join(name)).unwrap(),
        }
    }
    folder
}

/// Checks a real description against `pack` in `folder`. The relative path keeps messages independent of the folder.
fn check_in(folder: &Path) -> Output {
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    let description: PathBuf = root().join(DESCRIPTION);
    command.current_dir(folder).env_clear();
    command.args(["check", "--rules", "pack"]).arg(description).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

static OUTPUTS: LazyLock<Vec<(&str, Output)>> = LazyLock::new(|| {
    CASES.iter().map(|(name, changes)| (*name, check_in(pack_with_changes(changes).path()))).collect()
});

#[test]
fn every_mistake_is_shown_at_its_place_with_advice() {
    for (name, output) in OUTPUTS.iter() {
        assert_eq!(output.status.code(), Some(2), "{name}: {}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "", "{name}");
        insta::assert_snapshot!(*name, text(&output.stderr));
    }
}

#[test]
fn a_folder_that_is_not_a_pack_is_rejected() {
    for name in ["no-folder", "empty-folder", "a-file"] {
        let folder = tempfile::tempdir().unwrap();
        let pack = folder.path().join("pack");
        match name {
            "empty-folder" => fs::create_dir(&pack).unwrap(),
            "a-file" => fs::write(&pack, "id: x\n").unwrap(),
            _ => {}
        }
        let output = check_in(folder.path());
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert_eq!(text(&output.stdout), "", "{name}");
        // Cuts off the list of built-in packs.
        let message = text(&output.stderr).split("one of: ").next().unwrap();
        insta::assert_snapshot!(name, message);
    }
}

#[test]
fn every_pack_code_has_a_case() {
    let files =
        fs::read_dir(root().join("crates/mentorcheck-core/src/pack")).unwrap().map(|entry| entry.unwrap().path());
    let code: String = files.map(|file| fs::read_to_string(file).unwrap()).collect();
    let mut known: BTreeSet<&str> = code.split('"').skip(1).step_by(2).filter(|one| one.starts_with("pack/")).collect();
    assert!(known.len() > 5, "{known:?}");
    // Only the schema of packs uses keywords without messages of our own.
    known.insert("schema/other");
    let mut missing = known;
    for (_, output) in OUTPUTS.iter() {
        for line in text(&output.stderr).lines() {
            missing.remove(line);
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn a_copied_pack_gives_the_same_results_as_the_built_in_one() {
    let folder = pack_with_changes(&[]);
    let pack = folder.path().join("pack");
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("mentorcheck").unwrap();
        command.current_dir(root()).env_clear().arg("check").args(arguments).output().unwrap()
    };
    for format in ["text", "json"] {
        let paths = ["--format", format, "fixtures/real", "fixtures/constructed"];
        let built_in = run(&paths);
        let copied = run(&[&["--rules", pack.to_str().unwrap()], &paths[..]].concat());
        assert!(text(&built_in.stdout).contains("HostNation"), "{format}");
        assert_eq!(text(&copied.stderr), "", "{format}");
        assert_eq!(text(&copied.stdout), text(&built_in.stdout), "{format}");
        assert_eq!(copied.status.code(), built_in.status.code(), "{format}");
    }
}
