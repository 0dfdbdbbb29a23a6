//! An invalid rule pack is rejected with each error at its location and with a suggestion. A valid pack in a folder
//! gives the same results as the built-in one.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Output,
    sync::LazyLock,
};

use Change::{Again, Emptied, Folder, Gone, Words};
use assert_cmd::Command;

const PACK: &str = "rules/mentoring-to-work";
const DESCRIPTION: &str = "fixtures/real/hostnation.yaml";

enum Change {
    /// File, text, and what replaces its first occurrence.
    Words(&'static str, &'static str, &'static str),
    /// Removes a file.
    Gone(&'static str),
    /// Copies a file to another name.
    Again(&'static str, &'static str),
    /// Empties a file.
    Emptied(&'static str),
    /// Creates a folder with the name of a file.
    Folder(&'static str),
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
    ("misspelt-field", &[Words(BEFRIENDING, COMPANIONSHIP, "purpose.mian: [companionship]")]),
    ("field-without-section", &[Words(BEFRIENDING, COMPANIONSHIP, "main: [companionship]")]),
    ("misspelt-value", &[Words(VOLUNTARINESS, "[volunteer]", "[volunter]")]),
    ("unknown-value", &[Words(VOLUNTARINESS, "[volunteer]", "[enthusiast]")]),
    ("closing-value-in-a-test", &[Words(ASYMMETRY, "- work-culture", "- nothing-else")]),
    ("unknown-claim", &[Words(VOLUNTARINESS, "claims: [V4,", "claims: [V44,")]),
    ("unknown-claim-of-labels", &[Words("concept.yaml", "claim: S6", "claim: S66")]),
    ("unknown-shared-condition", &[Words(BEFRIENDING, "condition: organised", "condition: organized")]),
    ("unknown-block", &[Words("kinds/mentoring-to-work.yaml", "block: asymmetry", "block: assymetry")]),
    ("unknown-kind-in-labels", &[Words("concept.yaml", "coaching: [coaching]", "coaching: [couching]")]),
    ("unknown-label", &[Words("concept.yaml", "buddy: &", "budy: &")]),
    ("label-without-a-meaning", &[Words("concept.yaml", "    befriending: [befriending]\n", "")]),
    ("misspelt-field-in-informative", &[Words("concept.yaml", "\n  purpose.steps: [", "\n  purpose.step: [")]),
    (
        "unknown-value-in-informative",
        &[Words("concept.yaml", "\n  purpose.steps: [", "\n  purpose.steps: [dialy-life, ")],
    ),
    ("unknown-subject", &[Words("concept.yaml", "id: mentoring-to-work", "id: mentoring-for-work")]),
    (
        "misspelt-field-in-spectrum",
        &[Words("concept.yaml", "relationship.role: [incidental]", "relationship.rôle: [incidental]")],
    ),
    ("reference-to-nothing", &[Words(ASYMMETRY, "*labour-market", "*labor-market")]),
    ("misspelt-condition-in-defining", &[Words(BEFRIENDING, DEFINING, "defining: [companionship-frist]")]),
    (
        "misspelt-indicator-in-defining",
        &[Words(MENTORING, "[goal-orientation/towards-work]", "[goal-orientation/toward-work]")],
    ),
    ("defined-by-what-is-not-required", &[Words(BEFRIENDING, DEFINING, "defining: [something-to-share]")]),
    (
        "defined-by-an-indicator-of-a-block-that-is-not-required",
        &[Words(BEFRIENDING, DEFINING, "defining: [goal-orientation/towards-work]")],
    ),
    (
        "unknown-label-in-names-a-kind",
        &[Words("concept.yaml", "names_a_kind: [mentoring-to-work, mentoring,", "names_a_kind: [mentor-to-work,")],
    ),
    ("unknown-label-in-silent", &[Words("concept.yaml", "silent:\n    mentoring:", "silent:\n    mentorship:")]),
    (
        "unknown-kind-in-silent",
        &[Words("concept.yaml", "silent:\n    mentoring: [professional", "silent:\n    mentoring: [profesional")],
    ),
    ("unknown-value-in-a-case", &[Words("conditions.yaml", CASE, "when: {third_actor.brought_together_by: [staff]}")]),
    (
        "renamed-to-nothing",
        &[Words("concept.yaml", ": reciprocity/mentee-keeps-own-affairs", ": reciprocity/mentee-keeps-affairs")],
    ),
    // Predicates that do not fit the field
    ("list-test-on-one-value", &[Words(BEFRIENDING, "{other_than:", "{any_of:")]),
    (
        "one-value-test-on-list",
        &[Words(ASYMMETRY, "{none_of: *labour-market-or-country}", "{other_than: *labour-market-or-country}")],
    ),
    ("values-alone-on-list", &[Words(ASYMMETRY, "gap_known_to: {any_of: [mentor]}", "gap_known_to: [mentor]")]),
    ("informative-field", &[Words(BEFRIENDING, COMPANIONSHIP, "mentee.age: [adults]")]),
    ("free-text-field", &[Words(BEFRIENDING, COMPANIONSHIP, "mentor.who: [neighbours]")]),
    ("unknown-test", &[Words(BEFRIENDING, "{other_than:", "{other_then:")]),
    (
        "condition-with-two-entries",
        &[Words(BEFRIENDING, COMPANIONSHIP, "purpose.main: [companionship]\n      relationship.role: [end]")],
    ),
    (
        "test-with-two-entries",
        &[Words(
            ASYMMETRY,
            "{none_of: *labour-market-or-country}",
            "{none_of: *labour-market-or-country, any_of: [companionship]}",
        )],
    ),
    (
        "all-without-a-list",
        &[Words(
            VOLUNTARINESS,
            "all:\n        - relationship.free_to_end: {any_of: [mentor]}\n        - ",
            "all:\n        ",
        )],
    ),
    // Duplicates
    ("indicator-twice", &[Words(VOLUNTARINESS, "id: mentor-no-professional-helper", "id: mentor-is-volunteer")]),
    ("claim-twice", &[Words("claims.yaml", "id: S2", "id: S1")]),
    ("block-listed-twice", &[Words("concept.yaml", "  - growth\n", "  - growth\n  - asymmetry\n")]),
    ("point-twice", &[Words("concept.yaml", "- at: 2\n", "- at: 1\n")]),
    ("own-condition-twice", &[Words("kinds/coaching.yaml", "id: through-a-service", "id: professional-guide")]),
    ("block-twice", &[Again(VOLUNTARINESS, "blocks/8-voluntariness.yaml")]),
    ("kind-twice", &[Again(BEFRIENDING, "kinds/befriending-2.yaml")]),
    ("shared-condition-twice", &[Words("conditions.yaml", "id: organised", "id: repeated")]),
    // Files
    ("block-file-missing", &[Gone(VOLUNTARINESS)]),
    ("kind-file-missing", &[Gone(BEFRIENDING)]),
    ("claims-missing", &[Gone("claims.yaml")]),
    ("concept-missing", &[Gone("concept.yaml")]),
    ("conditions-and-claims-missing", &[Gone("conditions.yaml"), Gone("claims.yaml")]),
    ("block-not-in-concept", &[Words("concept.yaml", "  - voluntariness\n", "")]),
    ("file-empty", &[Emptied(VOLUNTARINESS)]),
    ("two-documents-in-a-file", &[Words(VOLUNTARINESS, "\n  - id: agreement", "\n---\n  - id: agreement")]),
    // Syntax and schema
    ("syntax-tab", &[Words(BEFRIENDING, "  - condition: repeated", "\t- condition: repeated")]),
    ("syntax-colon", &[Words(VOLUNTARINESS, "title: Voluntariness", "title: Voluntariness: a block")]),
    ("unknown-key", &[Words(VOLUNTARINESS, "weight: necessary", "wieght: necessary")]),
    (
        "question-missing",
        &[Words(VOLUNTARINESS, "    question: Are mentors volunteers, and what do they receive for mentoring?\n", "")],
    ),
    (
        "refuted-missing-in-a-kind",
        &[Words(BEFRIENDING, "    refuted:\n      purpose.main: {other_than: [companionship]}\n", "")],
    ),
    ("defining-missing", &[Words(BEFRIENDING, "defining: [companionship-first]\n", "")]),
    ("defining-empty", &[Words(BEFRIENDING, DEFINING, "defining: []")]),
    ("names-a-kind-missing", &[Words("concept.yaml", "  names_a_kind: ", "  # names_a_kind: ")]),
    ("version-missing", &[Words("concept.yaml", "version: 2\n", "")]),
    ("version-as-text", &[Words("concept.yaml", "version: 2\n", "version: \"2\"\n")]),
    (
        "case-without-a-finding",
        &[Words(
            VOLUNTARINESS,
            "      - when: {mentor.reward: [fee, wage]}\n        finding: Someone who is paid to mentor is not a volunteer.\n",
            "      - when: {mentor.reward: [fee, wage]}\n",
        )],
    ),
    (
        "renamed-as-a-list",
        &[Words(
            "concept.yaml",
            "renamed:\n  reciprocity/limits-on-taking-over: reciprocity/mentee-keeps-own-affairs\n  label/not-borne-out: ",
            "renamed:\n  - ",
        )],
    ),
    ("empty-claims", &[Words(VOLUNTARINESS, "claims: [V4, V6, V7]", "claims: []")]),
    ("empty-values", &[Words(BEFRIENDING, COMPANIONSHIP, "purpose.main: []")]),
    ("empty-text", &[Words(VOLUNTARINESS, "title: Voluntariness", "title: \"\"")]),
    ("left-empty", &[Words(VOLUNTARINESS, "title: Voluntariness", "title:")]),
    ("claims-as-text", &[Words(VOLUNTARINESS, "claims: [V4, V6, V7]", "claims: V4")]),
    ("value-as-text", &[Words(BEFRIENDING, COMPANIONSHIP, "purpose.main: companionship")]),
    ("unknown-weight", &[Words(VOLUNTARINESS, "weight: necessary", "weight: important")]),
    ("label-means-another-word", &[Words("concept.yaml", "other: []", "other: all")]),
    ("id-with-capitals", &[Words(VOLUNTARINESS, "id: mentor-is-volunteer", "id: Mentor is volunteer")]),
    ("point-out-of-range", &[Words("concept.yaml", "at: 1\n", "at: 0\n")]),
    ("year-out-of-range", &[Words("concept.yaml", "year: 2019", "year: 201900")]),
    (
        "requirement-with-two-names",
        &[Words(BEFRIENDING, "- condition: organised", "- condition: organised\n    block: growth")],
    ),
    // Examples
    ("example-misspelt-field", &[Words(BEFRIENDING, "- {purpose.main: work}", "- {purpose.mian: work}")]),
    ("example-unknown-value", &[Words(BEFRIENDING, "- {purpose.main: work}", "- {purpose.main: wrok}")]),
    ("example-list-for-one-value", &[Words(BEFRIENDING, "- {purpose.main: work}", "- {purpose.main: [work]}")]),
    (
        "example-one-value-for-list",
        &[Words(ASYMMETRY, "- {mentor.brings: [local-labour-market]}", "- {mentor.brings: local-labour-market}")],
    ),
    (
        "example-missing",
        &[
            Words(
                ASYMMETRY,
                "        - {relationship.gap_known_to: [mentor, nothing-else]}\n        - {relationship.gap_known_to: [nothing-else]}\n",
                "",
            ),
            Words(ASYMMETRY, "      refutes:\n      leaves_open:", "      leaves_open:"),
        ],
    ),
    // Over the limits or not rules at all; see also `untrusted_packs.rs`
    (
        "condition-too-deep",
        &[Words(
            BEFRIENDING,
            COMPANIONSHIP,
            "all: [{all: [{all: [{all: [{all: [{all: [{all: [{all: [{all: [purpose.main: [companionship]]}]}]}]}]}]}]}]}]",
        )],
    ),
    (
        "character-that-cannot-be-shown",
        &[Words(VOLUNTARINESS, "title: Voluntariness", "title: \"\\e[31mVoluntariness\"")],
    ),
    ("folder-for-a-file", &[Folder("kinds/tea.yaml")]),
    // Several errors: all are reported
    (
        "several-of-form",
        &[
            Words(VOLUNTARINESS, "weight: necessary", "wieght: necessary"),
            Words(BEFRIENDING, "title: befriending", "title: [befriending]"),
        ],
    ),
    (
        "several-of-meaning",
        &[
            Words(VOLUNTARINESS, "[volunteer]", "[volunter]"),
            Words(VOLUNTARINESS, "claims: [V4, V6, V7]", "claims: [V44]"),
            Words(BEFRIENDING, "condition: organised", "condition: organized"),
        ],
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A temporary folder with a changed copy of the built-in pack in `pack`.
fn pack_with(changes: &[Change]) -> tempfile::TempDir {
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
            Words(file, from, to) => {
                let file = pack.join(file);
                let text = fs::read_to_string(&file).unwrap();
                assert!(text.contains(from), "{}: {from}", file.display());
                fs::write(&file, text.replacen(from, to, 1)).unwrap();
            }
            Gone(file) => fs::remove_file(pack.join(file)).unwrap(),
            Again(file, name) => {
                fs::copy(pack.join(file), pack.join(name)).unwrap();
            }
            Emptied(file) => fs::write(pack.join(file), "").unwrap(),
            Folder(name) => fs::create_dir(pack.join(name)).unwrap(),
        }
    }
    folder
}

/// Checks a real description against `pack` in `folder`. The relative path keeps messages independent of the folder.
fn judge_in(folder: &Path) -> Output {
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    let description: PathBuf = root().join(DESCRIPTION);
    command.current_dir(folder).env_clear();
    command.args(["check", "--rules", "pack"]).arg(description).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

static OUTPUTS: LazyLock<Vec<(&str, Output)>> =
    LazyLock::new(|| CASES.iter().map(|(name, changes)| (*name, judge_in(pack_with(changes).path()))).collect());

#[test]
fn every_mistake_is_shown_at_its_place_with_advice() {
    for (name, output) in OUTPUTS.iter() {
        assert_eq!(output.status.code(), Some(2), "{name}: {}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "", "{name}");
        insta::assert_snapshot!(*name, text(&output.stderr));
    }
}

#[test]
fn a_folder_that_is_no_pack_is_refused() {
    for name in ["no-folder", "empty-folder", "a-file"] {
        let folder = tempfile::tempdir().unwrap();
        let pack = folder.path().join("pack");
        match name {
            "empty-folder" => fs::create_dir(&pack).unwrap(),
            "a-file" => fs::write(&pack, "id: x\n").unwrap(),
            _ => {}
        }
        let output = judge_in(folder.path());
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert_eq!(text(&output.stdout), "", "{name}");
        // Cuts off the list of built-in packs.
        let told = text(&output.stderr).split("one of: ").next().unwrap();
        insta::assert_snapshot!(name, told);
    }
}

#[test]
fn every_code_of_packs_has_a_case_that_brings_it_about() {
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
fn a_copy_of_the_pack_judges_as_the_built_in_one_does() {
    let folder = pack_with(&[]);
    let pack = folder.path().join("pack");
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("mentorcheck").unwrap();
        command.current_dir(root()).env_clear().arg("check").args(arguments).output().unwrap()
    };
    for form in ["text", "json"] {
        let paths = ["--format", form, "fixtures/real", "fixtures/constructed"];
        let built_in = run(&paths);
        let copied = run(&[&["--rules", pack.to_str().unwrap()], &paths[..]].concat());
        assert!(text(&built_in.stdout).contains("HostNation"), "{form}");
        assert_eq!(text(&copied.stderr), "", "{form}");
        assert_eq!(text(&copied.stdout), text(&built_in.stdout), "{form}");
        assert_eq!(copied.status.code(), built_in.status.code(), "{form}");
    }
}
