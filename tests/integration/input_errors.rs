//! Every input error is reported under its code, at its location and with a suggestion, and does not affect the
//! evaluation of other descriptions.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use assert_cmd::Command;
use serde_json::Value as Json;

const FOLDER: &str = "fixtures/malformed";

/// The files without errors.
const VALID_FILES: [&str; 2] = ["good.json", "good.yaml"];

/// Every other file, with exactly the `source/` and `schema/` codes to be reported for it.
const EXPECTED_CODES: &[(&str, &[&str])] = &[
    ("alias-inside.yaml", &["schema/unknown-value", "schema/unknown-value"]),
    ("alias-section.yaml", &["schema/unknown-field"]),
    ("alias-value.yaml", &["schema/wrong-type"]),
    ("control-escape-in-comment.yaml", &["source/syntax"]),
    ("control-turned-direction.yaml", &["schema/unknown-value"]),
    ("documents-second-broken.yaml", &["source/syntax"]),
    ("documents-second-duplicate.yaml", &["source/duplicate-key"]),
    ("documents-second-misspelt.yaml", &["schema/unknown-value"]),
    ("duplicate-key.yaml", &["source/duplicate-key"]),
    ("duplicate-section.yaml", &["source/duplicate-key"]),
    ("empty-list-organisations.yaml", &["schema/empty-list"]),
    ("empty-list.yaml", &["schema/empty-list"]),
    ("empty-no-bytes.yaml", &["source/empty"]),
    ("empty.yaml", &["source/empty"]),
    ("json-comma-missing.json", &["source/syntax"]),
    ("json-list-of-programmes.json", &["schema/not-a-description"]),
    ("json-misspelt-value.json", &["schema/unknown-value"]),
    ("json-not-closed.json", &["source/syntax"]),
    ("key-not-text-empty.yaml", &["source/key-not-text"]),
    ("key-not-text-list.yaml", &["source/key-not-text"]),
    ("key-not-text-number.yaml", &["source/key-not-text", "source/key-not-text"]),
    ("key-not-text-placeholder.yaml", &["source/key-not-text"]),
    ("merge-key.yaml", &["source/merge-key"]),
    ("missing-programme.yaml", &["schema/missing"]),
    ("missing-source.yaml", &["schema/missing"]),
    ("not-a-description-list.yaml", &["schema/not-a-description"]),
    ("not-a-description-prose.yaml", &["schema/not-a-description"]),
    ("not-utf8-latin1.yaml", &["source/not-utf8"]),
    ("not-utf8-utf16.yaml", &["source/not-utf8"]),
    ("one-value-section.yaml", &["schema/one-value"]),
    ("one-value.yaml", &["schema/one-value"]),
    ("place-accents-syntax.yaml", &["source/syntax"]),
    ("place-accents.yaml", &["schema/unknown-value"]),
    ("place-all-at-once.yaml", &["schema/unknown-value"]),
    ("place-byte-order-mark-first-line.yaml", &["source/syntax"]),
    ("place-byte-order-mark.yaml", &["source/syntax"]),
    ("place-combined-letters.yaml", &["schema/unknown-value"]),
    ("place-no-break-space.yaml", &["schema/unknown-field", "schema/unnamed"]),
    ("place-old-mac-lines.yaml", &["schema/unknown-value"]),
    ("place-wide-letters.yaml", &["schema/unknown-field"]),
    ("place-windows-lines-syntax.yaml", &["source/syntax"]),
    ("place-windows-lines.yaml", &["schema/unknown-value"]),
    ("recursive-alias.yaml", &["source/recursive-alias"]),
    ("repeated-by-title.yaml", &["schema/repeated"]),
    ("repeated.yaml", &["schema/repeated"]),
    (
        "several.yaml",
        &[
            "schema/unknown-value",
            "schema/unknown-value",
            "schema/unknown-field",
            "schema/wrong-type",
            "schema/empty-list",
        ],
    ),
    ("syntax-apostrophe.yaml", &["source/syntax"]),
    ("syntax-at-sign.yaml", &["source/syntax"]),
    ("syntax-backslash.yaml", &["source/syntax"]),
    ("syntax-bracket-closes-nothing.yaml", &["source/syntax"]),
    ("syntax-bracket-not-closed-at-end.yaml", &["source/syntax"]),
    ("syntax-bracket-not-closed.yaml", &["source/syntax"]),
    ("syntax-bracket-of-other-sort.yaml", &["source/syntax"]),
    ("syntax-colon-after-value.yaml", &["source/syntax"]),
    ("syntax-colon-in-text.yaml", &["source/syntax"]),
    ("syntax-colon-missing.yaml", &["source/syntax"]),
    ("syntax-comma-missing.yaml", &["source/syntax"]),
    ("syntax-control-character.yaml", &["source/syntax"]),
    ("syntax-dash-behind-key.yaml", &["source/syntax"]),
    ("syntax-dash-in-brackets.yaml", &["source/syntax"]),
    ("syntax-dash-missing.yaml", &["source/syntax"]),
    ("syntax-indentation.yaml", &["source/syntax"]),
    ("syntax-mark-inside.yaml", &["source/syntax"]),
    ("syntax-other-ampersand.yaml", &["source/syntax"]),
    ("syntax-other-comment-too-near.yaml", &["source/syntax"]),
    ("syntax-other-document-end.yaml", &["source/syntax"]),
    ("syntax-other-greater-than.yaml", &["source/syntax"]),
    ("syntax-percent-sign.yaml", &["source/syntax"]),
    ("syntax-question-mark-before-text.yaml", &["source/syntax"]),
    ("syntax-question-mark-in-list.yaml", &["source/syntax"]),
    ("syntax-question-mark.yaml", &["source/syntax"]),
    ("syntax-quote-not-closed.yaml", &["source/syntax"]),
    ("syntax-quotes-in-quotes.yaml", &["source/syntax"]),
    ("syntax-space-after-colon-missing.yaml", &["source/syntax"]),
    ("syntax-tab-before-item.yaml", &["source/syntax"]),
    ("syntax-tab.yaml", &["source/syntax"]),
    ("syntax-text-without-key.yaml", &["source/syntax"]),
    ("tag-exclamation.yaml", &["source/tag"]),
    ("tag.yaml", &["source/tag"]),
    ("too-deep-brackets.yaml", &["source/too-deep"]),
    ("too-deep-indentation.yaml", &["source/too-deep"]),
    ("too-many-values.yaml", &["source/too-many-values"]),
    ("unknown-alias.yaml", &["source/unknown-alias"]),
    ("unknown-field-hyphen.yaml", &["schema/unknown-field"]),
    ("unknown-field-indentation.yaml", &["schema/unknown-field", "schema/unknown-field", "schema/unnamed"]),
    ("unknown-field-other-section.yaml", &["schema/unknown-field"]),
    ("unknown-field-section.yaml", &["schema/unknown-field"]),
    ("unknown-field-section-inside.yaml", &["schema/unknown-field"]),
    ("unknown-field-several.yaml", &["schema/unknown-field", "schema/unknown-field", "schema/unknown-field"]),
    ("unknown-field-slip.yaml", &["schema/unknown-field"]),
    ("unknown-field-top.yaml", &["schema/unknown-field"]),
    ("unknown-value-country-in-list.yaml", &["schema/unknown-value"]),
    ("unknown-value-country-lower-case.yaml", &["schema/unknown-value"]),
    ("unknown-value-country.yaml", &["schema/unknown-value"]),
    ("unknown-value-evidence.yaml", &["schema/unknown-value"]),
    ("unknown-value-in-list.yaml", &["schema/unknown-value"]),
    ("unknown-value-in-numbers.yaml", &["schema/unknown-value", "schema/unknown-value", "schema/unknown-value"]),
    ("unknown-value-items-joined.yaml", &["schema/unknown-value"]),
    ("unknown-value-label.yaml", &["schema/unknown-value"]),
    ("unknown-value-number.yaml", &["schema/unknown-value"]),
    ("unknown-value-other-word.yaml", &["schema/unknown-value"]),
    ("unknown-value-rhythm.yaml", &["schema/unknown-value"]),
    ("unknown-value-sentence.yaml", &["schema/unknown-value"]),
    ("unknown-value-slip.yaml", &["schema/unknown-value"]),
    ("unknown-value-true.yaml", &["schema/unknown-value"]),
    ("unknown-value-typographic-quotes.yaml", &["schema/unknown-value"]),
    ("unknown-value-yes.yaml", &["schema/unknown-value"]),
    ("wrong-type-evidence-text.yaml", &["schema/wrong-type"]),
    ("wrong-type-evidence.yaml", &["schema/wrong-type"]),
    ("wrong-type-item.yaml", &["schema/wrong-type"]),
    ("wrong-type-list-for-section.yaml", &["schema/wrong-type"]),
    ("wrong-type-list-for-text.yaml", &["schema/wrong-type"]),
    ("wrong-type-name-for-section.yaml", &["schema/wrong-type"]),
    ("wrong-type-names-for-list.yaml", &["schema/wrong-type"]),
    ("wrong-type-number-for-duration.yaml", &["schema/wrong-type"]),
    ("wrong-type-number-as-written.yaml", &["schema/wrong-type", "schema/wrong-type", "schema/wrong-type"]),
    ("wrong-type-number-for-text.yaml", &["schema/wrong-type"]),
    ("wrong-type-section-for-list.yaml", &["schema/wrong-type"]),
    ("wrong-type-section-for-text.yaml", &["schema/wrong-type"]),
    ("wrong-type-text-for-list.yaml", &["schema/wrong-type"]),
    ("wrong-type-text-for-section.yaml", &["schema/wrong-type"]),
    ("wrong-type-text-or-list.yaml", &["schema/wrong-type"]),
    ("wrong-type-words-for-list.yaml", &["schema/wrong-type"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the binary from the repository root with an empty environment.
fn run(arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    command.current_dir(root()).env_clear();
    command.args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn json(arguments: &[&str]) -> Json {
    let output = run(&[&["check", "--format", "json"], arguments].concat());
    assert_eq!(text(&output.stderr), "", "{arguments:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn path_of(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

fn files() -> Vec<String> {
    let entries = fs::read_dir(root().join(FOLDER)).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names
        .retain(|name| Path::new(name).extension().is_some_and(|extension| extension == "yaml" || extension == "json"));
    names.sort();
    names
}

fn is_input_error(code: &str) -> bool {
    code.starts_with("source/") || code.starts_with("schema/")
}

fn list<'j>(value: &'j Json, key: &str) -> &'j [Json] {
    value.get(key).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Every finding of a report, with its file's path.
fn findings(report: &Json) -> Vec<(&str, &Json)> {
    let parts = list(report, "programmes").iter().chain(list(report, "unreadable"));
    parts
        .flat_map(|part| list(part, "findings").iter().map(move |finding| (part["path"].as_str().unwrap(), finding)))
        .collect()
}

/// The `source/` and `schema/` codes of a report, in order, by file.
fn codes(report: &Json) -> BTreeMap<&str, Vec<&str>> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, finding) in findings(report) {
        let code = finding["code"].as_str().unwrap();
        if is_input_error(code) {
            found.entry(path).or_default().push(code);
        }
    }
    found
}

/// The parts of a text report about `source/` and `schema/` findings. The rest depends on the rules, which have their
/// own tests.
fn input_error_sections(report: &str) -> String {
    let mut kept = String::new();
    let mut snippet_follows = false;
    for paragraph in report.split("\n\n").map(|paragraph| paragraph.trim_matches('\n')) {
        let is_code = is_input_error(paragraph);
        if is_code || snippet_follows || paragraph.ends_with("could not be read.") {
            kept.push_str(paragraph);
            kept.push_str("\n\n");
        } else if let Some(line) = paragraph.lines().find(|line| line.contains("could not be understood")) {
            kept.push_str(line);
            kept.push_str("\n\n");
        }
        snippet_follows = is_code;
    }
    escape_invisible(&kept)
}

/// Whether the character is a control character, a bidi control or a byte-order mark.
fn is_invisible(ch: char) -> bool {
    let is_bidi = matches!(ch, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    is_bidi || ch == '\u{feff}' || (ch.is_control() && ch != '\n')
}

/// Escapes invisible characters, so that a snapshot is plain text.
fn escape_invisible(text: &str) -> String {
    let escape = |ch: char| if is_invisible(ch) { ch.escape_unicode().to_string() } else { ch.to_string() };
    text.chars().map(escape).collect()
}

#[test]
fn every_mistake_is_shown_at_its_place_with_advice() {
    insta::glob!("../../fixtures/malformed", "*.{json,yaml}", |path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        if VALID_FILES.contains(&name) {
            return;
        }
        let output = run(&["check", "--full", &path_of(name)]);
        assert_eq!(output.status.code(), Some(3), "{name}");
        assert_eq!(text(&output.stderr), "", "{name}");
        let report = text(&output.stdout);
        let (_, expected) =
            EXPECTED_CODES.iter().find(|(file, _)| *file == name).unwrap_or_else(|| panic!("{name} is not in `CODES`"));
        for code in *expected {
            assert!(report.lines().any(|line| line == *code), "{name}: {code}");
        }
        insta::assert_snapshot!(input_error_sections(report));
    });
}

#[test]
fn a_whole_report_with_several_mistakes() {
    let output = run(&["check", &path_of("several.yaml")]);
    insta::assert_snapshot!("whole_report", text(&output.stdout));
}

#[test]
fn each_file_has_exactly_the_expected_codes() {
    let listed: Vec<_> =
        EXPECTED_CODES.iter().map(|(name, _)| *name).chain(VALID_FILES).collect::<BTreeSet<_>>().into_iter().collect();
    assert_eq!(files(), listed, "`CODES` lists every file of the folder");

    let paths: Vec<_> = listed.iter().map(|name| path_of(name)).collect();
    let report = json(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    let found = codes(&report);
    for (name, expected) in EXPECTED_CODES {
        assert_eq!(found.get(path_of(name).as_str()).map(Vec::as_slice), Some(*expected), "{name}");
    }
    for name in VALID_FILES {
        assert_eq!(found.get(path_of(name).as_str()), None, "{name}");
    }
}

/// The codes in the string literals of a source file.
fn codes_in(file: &str, family: &str) -> BTreeSet<String> {
    let code = fs::read_to_string(root().join(file)).unwrap();
    let literals = code.split('"').skip(1).step_by(2);
    let found: BTreeSet<_> = literals.filter(|literal| literal.starts_with(family)).map(str::to_owned).collect();
    assert!(found.len() > 5, "{file} has codes of the family {family}: {found:?}");
    found
}

#[test]
fn every_source_and_schema_code_has_a_fixture() {
    let mut known = codes_in("crates/mentorcheck-yaml/src/error.rs", "source/");
    known.extend(codes_in("crates/mentorcheck-core/src/schema/error.rs", "schema/"));
    // `other` and `left-empty` cannot occur in a description: its schema uses only keywords with messages of our own
    // and allows empty values; `pack_errors.rs` covers them. No value has moved to another field yet; `drafts.rs`
    // covers that.
    for code in ["schema/other", "schema/left-empty", "schema/old-value"] {
        assert!(known.remove(code), "{code}");
    }

    // In a folder, a file without any sign of a description is skipped, so every file is given as an explicit path.
    let folder = large_file("too-large.yaml", 1);
    let large = folder.path().join("too-large.yaml");
    let binary = folder.path().join("proposal.docx");
    fs::write(&binary, b"PK\x03\x04\x14").unwrap();
    let missing = path_of("no-such-file.yaml");
    let all = crate::common::files_below(&root().join(FOLDER), &["yaml", "json"], &[]);
    let all = all.iter().map(|path| path.to_str().unwrap());
    let report =
        json(&all.chain([missing.as_str(), large.to_str().unwrap(), binary.to_str().unwrap()]).collect::<Vec<_>>());
    let found: BTreeSet<String> = codes(&report).into_values().flatten().map(str::to_owned).collect();
    assert_eq!(found, known);
}

/// A file of the maximum size plus `more` bytes, in a temporary folder.
fn large_file(name: &str, excess: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let size = usize::try_from(mentorcheck_yaml::MAX_BYTES).unwrap() + excess;
    let mut content = b"programme: {name: Large (constructed)}\n# ".to_vec();
    content.resize(size - 1, b'.');
    content.push(b'\n');
    fs::write(folder.path().join(name), content).unwrap();
    folder
}

#[test]
fn a_file_is_too_large_from_the_first_byte_over_the_limit() {
    for (excess, expected) in [(0, None), (1, Some(vec!["source/too-large"]))] {
        let folder = large_file("large.yaml", excess);
        let path = folder.path().join("large.yaml");
        let path = path.to_str().unwrap();
        let report = json(&[path]);
        assert_eq!(codes(&report).remove(path), expected, "{excess} bytes over");
    }
}

#[test]
fn unreadable_files_are_reported() {
    let output = run(&["check", "fixtures/malformed/no-such-file.yaml"]);
    assert_eq!(output.status.code(), Some(3));
    insta::assert_snapshot!("no_such_file", text(&output.stdout));

    let folder = large_file("large.yaml", 1);
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    let output = command.current_dir(folder.path()).env_clear().args(["check", "large.yaml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    insta::assert_snapshot!("too_large", text(&output.stdout));
}

fn programme<'r>(report: &'r Json, path: &str) -> &'r Json {
    let mut same = list(report, "programmes").iter().filter(|one| one["path"] == path);
    let found = same.next().unwrap();
    assert!(same.next().is_none(), "{path} holds one programme");
    found
}

#[test]
fn errors_in_one_file_do_not_affect_another() {
    let all = json(&[FOLDER]);
    for name in VALID_FILES {
        let path = path_of(name);
        let alone = run(&["check", &path]);
        assert_eq!(alone.status.code(), Some(0), "{name} is as expected");
        let alone = json(&[&path]);
        let alone = programme(&alone, &path);
        assert_eq!(alone["verdict"]["standing"], "established", "{name}");
        assert_eq!(programme(&all, &path), alone, "{name}");
    }
}

#[test]
fn errors_in_one_document_do_not_affect_another() {
    for (name, error_is_in_schema) in [
        ("documents-second-broken.yaml", false),
        ("documents-second-duplicate.yaml", false),
        ("documents-second-misspelt.yaml", true),
    ] {
        let report = json(&[&path_of(name)]);
        let judged: Vec<_> = list(&report, "programmes")
            .iter()
            .map(|one| (one["document"].as_u64().unwrap(), one["valid"].as_bool().unwrap()))
            .collect();
        let expected =
            if error_is_in_schema { [(1, true), (2, false), (3, true)].to_vec() } else { vec![(1, true), (3, true)] };
        assert_eq!(judged, expected, "{name}");
        for one in list(&report, "programmes").iter().filter(|one| one["valid"] == true) {
            assert_eq!(one["verdict"]["kind"], "one-off-activity", "{name}: {}", one["name"]);
        }
        assert_eq!(list(&report, "unreadable").len(), usize::from(!error_is_in_schema), "{name}");
    }
}

/// Line and column after `before`, by a naive count: lines end at LF, CR LF or CR, columns count characters, and a
/// leading byte-order mark does not count.
fn line_and_column(before: &str) -> (u64, u64) {
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    let lines: Vec<&str> = before.split("\r\n").flat_map(|part| part.split(['\n', '\r'])).collect();
    (lines.len() as u64, lines.last().unwrap().chars().count() as u64 + 1)
}

#[test]
fn every_line_ending_is_counted() {
    assert_eq!(line_and_column(""), (1, 1));
    assert_eq!(line_and_column("\u{feff}é"), (1, 2));
    assert_eq!(line_and_column("a\r\nb\rc\n\nde"), (5, 3));
}

fn spans(report: &Json) -> Vec<(&str, &str, &Json)> {
    let mut spans = Vec::new();
    for (path, finding) in findings(report) {
        let code = finding["code"].as_str().unwrap();
        spans.extend(list(finding, "spans").iter().map(|span| (path, code, span)));
    }
    spans
}

#[test]
fn every_span_is_inside_its_file_and_counted_correctly() {
    let paths: Vec<_> = files().iter().map(|name| path_of(name)).collect();
    let report = json(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    let mut seen = BTreeSet::new();
    for (path, code, span) in spans(&report) {
        let bytes = fs::read(root().join(PathBuf::from(path))).unwrap();
        let number = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
        let (start, end) = (number("byte_start"), number("byte_end"));
        let source = match String::from_utf8(bytes) {
            Ok(whole) => whole,
            // Locations up to the first invalid byte are counted as usual.
            Err(error) => {
                let readable = error.utf8_error().valid_up_to();
                assert_eq!((code, start), ("source/not-utf8", readable), "{path}");
                assert!(start < end && end <= error.as_bytes().len(), "{path}: {start}..{end}");
                String::from_utf8(error.as_bytes()[..readable].to_vec()).unwrap()
            }
        };
        if code != "source/not-utf8" {
            assert!(start <= end && source.get(start..end).is_some(), "{path}: {code} at {start}..{end}");
        }
        let shown = (span["line"].as_u64().unwrap(), span["column"].as_u64().unwrap());
        assert_eq!(shown, line_and_column(&source[..start]), "{path}: {code} at {start}");
        seen.insert(path);
    }
    // Every file with an error has a span.
    assert!(seen.len() >= EXPECTED_CODES.len(), "{} files with spans", seen.len());
}

#[test]
fn locations_that_are_hard_to_count_are_exact() {
    // The last column is the text of the span.
    for (name, line, column, expected) in [
        ("place-accents.yaml", 2, 76, "mentorship-för-alla"),
        ("place-accents-syntax.yaml", 4, 34, ":"),
        ("place-all-at-once.yaml", 2, 57, "runing"),
        ("place-byte-order-mark.yaml", 4, 19, ":"),
        ("place-combined-letters.yaml", 2, 62, "runing"),
        ("place-old-mac-lines.yaml", 5, 9, "wrok"),
        ("place-wide-letters.yaml", 2, 43, "labels"),
        ("place-windows-lines.yaml", 5, 9, "wrok"),
        ("place-windows-lines-syntax.yaml", 4, 19, ":"),
    ] {
        let path = path_of(name);
        let report = json(&[&path]);
        let source = fs::read_to_string(root().join(&path)).unwrap();
        let (_, _, mark) = *spans(&report).iter().find(|(_, code, _)| is_input_error(code)).unwrap();
        let byte = |key: &str| usize::try_from(mark[key].as_u64().unwrap()).unwrap();
        assert_eq!(&source[byte("byte_start")..byte("byte_end")], expected, "{name}");
        assert_eq!((&mark["line"], &mark["column"]), (&line.into(), &column.into()), "{name}");
    }
}

#[test]
fn other_report_formats_handle_every_file() {
    let paths: Vec<_> = files().iter().map(|name| path_of(name)).collect();
    let named: Vec<&str> = paths.iter().map(String::as_str).collect();
    for options in [
        &["--screen-reader", "--full"][..],
        &["--format", "json"],
        &["--color", "always", "--full"],
        &["--expect", "label", "--full"],
    ] {
        let output = run(&[&["check"], options, &named].concat());
        assert_eq!(output.status.code(), Some(3), "{options:?}");
        assert_eq!(text(&output.stderr), "", "{options:?}");
        for path in &named {
            assert!(text(&output.stdout).contains(path), "{options:?}: {path}");
        }
    }
}

#[test]
fn only_visible_characters_reach_the_terminal() {
    let paths: Vec<_> = files().iter().map(|name| path_of(name)).collect();
    let named: Vec<&str> = paths.iter().map(String::as_str).collect();
    for options in [&[][..], &["--screen-reader"]] {
        let output = run(&[&["check"], options, &named].concat());
        let unsafe_lines: Vec<_> =
            text(&output.stdout).lines().filter(|line| line.contains(is_invisible)).map(escape_invisible).collect();
        assert_eq!(unsafe_lines, Vec::<String>::new(), "{options:?}");
    }
}

#[test]
fn a_very_long_line_is_truncated() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one-line.json");
    let summary = "word ".repeat(20_000);
    let description = format!(
        "{{\"programme\": {{\"name\": \"Long (constructed)\", \"summary\": \"{summary}\"}}, \"mentor\": {{\"capacity\": \"volunter\"}}}}\n"
    );
    fs::write(&path, description).unwrap();
    for options in [&[][..], &["--screen-reader"]] {
        let output = run(&[&["check"], options, &[path.to_str().unwrap()]].concat());
        assert_eq!(text(&output.stderr), "", "{options:?}");
        assert_eq!(output.status.code(), Some(3), "{options:?}");
        let report = text(&output.stdout);
        assert!(report.contains("volunter"), "{options:?}");
        let longest = report.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(longest < 1_000, "{options:?}: a line of {longest} characters");
    }
}

#[test]
fn screen_reader_output_has_the_same_locations() {
    let output = run(&["check", "--screen-reader", &path_of("duplicate-key.yaml")]);
    insta::assert_snapshot!("read_aloud", text(&output.stdout));
}
