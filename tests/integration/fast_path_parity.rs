//! The fast path either produces the same documents and errors as the parser or bails out.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::programmes::{ProgrammeGenerator, Rng};

use mentorcheck_yaml::ParsedFile;

/// Compares both paths; returns whether the fast path was taken.
#[track_caller]
fn check_parity(text: &str) -> bool {
    let (fast, slow) = (ParsedFile::parse("t", text.into()), ParsedFile::parse_slow_path("t", text.into()));
    let debug = |source: &ParsedFile| format!("{:?} {:?}", source.documents, source.errors);
    let (fast_output, slow_output) = (debug(&fast), debug(&slow));
    let common_length = fast_output.bytes().zip(slow_output.bytes()).take_while(|(one, other)| one == other).count();
    let excerpt = |output: &str| output.chars().skip(common_length.saturating_sub(100)).take(200).collect::<String>();
    assert!(
        fast_output == slow_output,
        "the fast path gives\n{}\nthe parser gives\n{}\nfor\n{text}",
        excerpt(&fast_output),
        excerpt(&slow_output)
    );
    ParsedFile::takes_fast_path(text)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The YAML files in a folder of the project.
fn texts(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let yaml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "yaml");
    files(&folder).into_iter().filter(yaml).filter_map(|path| fs::read_to_string(path).ok()).collect()
}

#[test]
fn parity_on_the_files_of_this_project() {
    for folder in ["fixtures", "rules"] {
        for text in texts(folder) {
            check_parity(&text);
        }
    }
    let real = texts("fixtures/real");
    assert!(real.len() > 40, "only {} real programmes", real.len());
    let first_lines = |text: &String| text.lines().take(4).collect::<Vec<_>>().join("\n");
    let slow: Vec<String> = real.iter().filter(|text| !check_parity(text)).map(first_lines).collect();
    assert!(slow.is_empty(), "these real programmes do not take the fast path: {slow:#?}");
}

#[test]
fn parity_on_generated_programmes() {
    let programmes = ProgrammeGenerator::new(7, 5);
    let fast_count = (0..1_000).filter(|number| check_parity(&programmes.generate(*number))).count();
    assert!(fast_count > 920, "{fast_count} of 1000");
}

#[test]
fn parity_on_edge_cases() {
    for (text, is_fast) in [
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
        assert_eq!(check_parity(text), is_fast, "{text}");
    }
}

#[test]
fn parity_on_mutated_files() {
    const PIECES: [&str; 24] = [
        "\n", " ", "  ", "- ", ": ", ":", "#", " # ", "'", "\"", "[", "]", ", ", "|", ">-", "&a ", "*a", "---\n",
        "...", "é", "\t", "?", "!x ", "~",
    ];
    let mut rng = Rng::new(3);
    let mut fast_count = 0;
    for original in texts("fixtures/real").iter().chain(&texts("fixtures/constructed")) {
        for _ in 0..60 {
            let mut text: Vec<char> = original.chars().take(1_500).collect();
            for _ in 0..=rng.below(3) {
                let at = rng.below(text.len());
                let end = (at + rng.below(4)).min(text.len());
                text.splice(at..end, PIECES[rng.below(PIECES.len())].chars());
            }
            fast_count += usize::from(check_parity(&text.into_iter().collect::<String>()));
        }
    }
    assert!(fast_count > 200, "too few take the fast path: {fast_count}");
}

#[test]
fn parity_on_the_yaml_test_suite() {
    // The `yaml_suite` tests report a missing suite.
    let Some(folder) = env::var_os("MENTORCHECK_YAML_SUITE").map(PathBuf::from).filter(|folder| folder.is_dir()) else {
        return;
    };
    for text in files(&folder).into_iter().filter_map(|path| fs::read_to_string(path).ok()) {
        check_parity(&text);
    }
}
