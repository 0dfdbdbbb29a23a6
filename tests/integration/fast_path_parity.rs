//! The fast path either produces the same documents and errors as the parser or bails out.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::programmes::{ProgrammeGenerator, Rng};

use mentorcheck_yaml::ParsedFile;

/// Compares both paths; returns whether the fast path was taken.
#[track_caller]
fn agree(text: &str) -> bool {
    let (read, full) = (ParsedFile::parse("t", text.into()), ParsedFile::parse_slow_path("t", text.into()));
    let seen = |source: &ParsedFile| format!("{:?} {:?}", source.documents, source.errors);
    let (read, full) = (seen(&read), seen(&full));
    let same = read.bytes().zip(full.bytes()).take_while(|(one, other)| one == other).count();
    let from = |seen: &str| seen.chars().skip(same.saturating_sub(100)).take(200).collect::<String>();
    assert!(read == full, "the fast path gives\n{}\nthe parser gives\n{}\nfor\n{text}", from(&read), from(&full));
    ParsedFile::takes_fast_path(text)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The YAML files in a folder of the project.
fn texts(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let yaml = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yaml");
    files(&folder).into_iter().filter(yaml).filter_map(|path| fs::read_to_string(path).ok()).collect()
}

#[test]
fn both_read_the_files_of_this_project_alike() {
    for folder in ["fixtures", "rules"] {
        for text in texts(folder) {
            agree(&text);
        }
    }
    let real = texts("fixtures/real");
    assert!(real.len() > 40, "only {} real programmes", real.len());
    let begin = |text: &String| text.lines().take(4).collect::<Vec<_>>().join("\n");
    let long: Vec<String> = real.iter().filter(|text| !agree(text)).map(begin).collect();
    assert!(long.is_empty(), "these real programmes do not take the fast path: {long:#?}");
}

#[test]
fn both_read_constructed_programmes_alike_and_most_the_short_way() {
    let programmes = ProgrammeGenerator::new(7, 5);
    let short = (0..1_000).filter(|number| agree(&programmes.generate(*number))).count();
    assert!(short > 920, "{short} of 1000");
}

#[test]
fn both_read_what_is_easily_read_otherwise_alike() {
    for (text, is_short) in [
        ("s:\n-   n:\n    - wo\n", true),
        ("a:\n- b\n- c\nd: e\n", true),
        ("a:\n-   b: c\n    d: e\n- f\n", true),
        ("a:\n- 'b'\n- [c, \"d\"]\n", true),
        ("a:\n- |\n  b\n", false),
        ("a:\n-\n  b: c\n", false),
        ("a: >-\n\n  b\n", false),
        ("a: |\n  b\n\n\n  c\n\nd: >\n  e\n  f\n\n  g\n# h\n", true),
        ("a: |\n  b\n c\n", false),
        ("a: b\n  c\n", false),
        ("a: b #c\n#d\ne: f#g\n", true),
        ("a: b: c\n", false),
        ("a: 'b''c'\nd: 'e\n", false),
        ("null: a\n", false),
        ("a: ~\nb: null\nc: 1.5\nd: yes\n", true),
        ("a: [b, 1, true, c d]\ne: []\n", true),
        ("a: [b,\n  c]\n", false),
        ("  a: b\n---\n", false),
        ("---\na: b\n", true),
        ("a: b\n...\n", false),
        ("a: b\na: c\n", false),
        ("a: é’ \u{a0}\nb: c\u{2028}\n", false),
        ("a:\n  b: c\n d: e\n", false),
        ("- a: b\n  c: d\n- e\n", true),
    ] {
        assert_eq!(agree(text), is_short, "{text}");
    }
}

#[test]
fn both_read_texts_alike_that_somebody_has_worked_on() {
    const PIECES: [&str; 24] = [
        "\n", " ", "  ", "- ", ": ", ":", "#", " # ", "'", "\"", "[", "]", ", ", "|", ">-", "&a ", "*a", "---\n",
        "...", "é", "\t", "?", "!x ", "~",
    ];
    let mut chance = Rng::new(3);
    let mut short = 0;
    for original in texts("fixtures/real").iter().chain(&texts("fixtures/constructed")) {
        for _ in 0..60 {
            let mut text: Vec<char> = original.chars().take(1_500).collect();
            for _ in 0..=chance.below(3) {
                let at = chance.below(text.len());
                let end = (at + chance.below(4)).min(text.len());
                text.splice(at..end, PIECES[chance.below(PIECES.len())].chars());
            }
            short += usize::from(agree(&text.into_iter().collect::<String>()));
        }
    }
    assert!(short > 200, "too few take the fast path: {short}");
}

#[test]
fn both_read_the_yaml_test_suite_alike() {
    // The `yaml_suite` tests report a missing suite.
    let Some(folder) = env::var_os("MENTORCHECK_YAML_SUITE").map(PathBuf::from).filter(|folder| folder.is_dir()) else {
        return;
    };
    for text in files(&folder).into_iter().filter_map(|path| fs::read_to_string(path).ok()) {
        agree(&text);
    }
}
