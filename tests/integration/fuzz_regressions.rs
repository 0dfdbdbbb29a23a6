//! Runs the fuzz oracles on past findings and on all fixtures, without a fuzzer.

use std::{
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
};

/// Panics if the invariants do not hold for the bytes.
type Oracle = fn(&[u8]);

const TARGETS: [(&str, Oracle); 17] = [
    ("source", crate::oracles::source::check_invariants),
    ("schema", crate::oracles::schema::check_invariants),
    ("pack", crate::oracles::pack::check_invariants),
    ("evidence", crate::oracles::evidence::check_invariants),
    ("check", crate::oracles::check::check_invariants),
    ("docx", crate::oracles::documents::check_docx),
    ("odt", crate::oracles::documents::check_odt),
    ("pdf_content", crate::oracles::documents::check_pdf_content),
    ("markdown", crate::oracles::documents::check_markdown),
    ("html", crate::oracles::documents::check_html),
    ("workbook", crate::oracles::workbook::check_invariants),
    ("template", crate::oracles::template::check_invariants),
    ("configuration", crate::oracles::configuration::check_invariants),
    ("baseline", crate::oracles::baseline::check_invariants),
    ("ndjson", crate::oracles::ndjson::check_invariants),
    ("fix", crate::oracles::fix::check_invariants),
    ("suppression", crate::oracles::suppression::check_invariants),
];

/// All files below a folder, in path order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Names the file in the failure message.
fn with_file_in_failure(file: &Path, check: impl FnOnce()) {
    let result = panic::catch_unwind(AssertUnwindSafe(check));
    assert!(result.is_ok(), "{}: see above", file.display());
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn past_findings_stay_fixed() {
    let folder = root().join("fuzz/regressions");
    for (target, oracle) in TARGETS {
        for file in files(&folder.join(target)) {
            with_file_in_failure(&file, || oracle(&fs::read(&file).unwrap()));
        }
    }
    // Every file belongs to a target.
    let known = |path: &PathBuf| TARGETS.iter().any(|(target, _)| path.starts_with(folder.join(target)));
    let unmatched: Vec<_> =
        files(&folder).into_iter().filter(|path| !known(path) && !path.ends_with("README.md")).collect();
    assert!(unmatched.is_empty(), "not in the folder of a target: {unmatched:?}");
}

#[test]
fn the_oracles_hold_for_every_fixture() {
    let mut checked = 0;
    for file in files(&root().join("fixtures")) {
        let bytes = fs::read(&file).unwrap();
        with_file_in_failure(&file, || {
            crate::oracles::source::check_invariants(&bytes);
            crate::oracles::schema::check_invariants(&bytes);
            // Unchanged, with the built-in rules and their default expectation.
            crate::oracles::check::check_invariants(&[&[0, 0x60, 0, 0, 0, 0], &bytes[..]].concat());
            crate::oracles::fix::check_invariants(&[&[0], &bytes[..]].concat());
            crate::oracles::suppression::check_invariants(&[&[1, 0], &bytes[..]].concat());
            // As a configuration, a baseline and a report; most are refused.
            crate::oracles::configuration::check_invariants(&bytes);
            crate::oracles::baseline::check_invariants(&[&[0], &bytes[..]].concat());
            crate::oracles::ndjson::check_invariants(&[&[0], &bytes[..]].concat());
            // As a document of each format, without quotations.
            for format in 0..4 {
                crate::oracles::evidence::check_invariants(&[&[format, 0, 7], &bytes[..]].concat());
            }
            // As pages and Markdown, and as what the parts of other documents are made of.
            crate::oracles::documents::check_markdown(&bytes);
            crate::oracles::documents::check_html(&bytes);
            for way in 0..4 {
                let bytes = &[&[way], &bytes[..bytes.len().min(4096)]].concat();
                crate::oracles::documents::check_docx(bytes);
                crate::oracles::documents::check_odt(bytes);
                crate::oracles::documents::check_pdf_content(bytes);
            }
        });
        checked += 1;
    }
    assert!(checked > 100, "only {checked} fixtures");
}

#[test]
fn the_workbooks_of_the_fuzzer_are_read() {
    crate::oracles::workbook::check_file(&crate::oracles::workbook::blank());
    for rows in [
        &b"\x01<c r=\"E2\" t=\"inlineStr\"><is><t>A name</t></is></c>"[..],
        b"\x02<table:table-row><table:table-cell><text:p>programme.name/text</text:p></table:table-cell></table:table-row>",
        b"\x03A name,health,_none,1\n",
    ] {
        assert!(crate::oracles::workbook::is_read(rows), "{}", String::from_utf8_lossy(rows));
        crate::oracles::workbook::check_invariants(rows);
    }
}

#[test]
fn the_pack_of_the_fuzzer_loads_and_a_changed_one_is_rejected() {
    // First unchanged, then without the first line of the first file.
    crate::oracles::pack::check_invariants(&[0, 1]);
    crate::oracles::pack::check_invariants(&[0, 2, 0, 0, 1, 0, 0, 0, 0]);
    let result = panic::catch_unwind(|| crate::oracles::pack::check_loads(&[0, 2, 0, 0, 1, 0, 0, 0, 0]));
    assert!(result.is_err(), "a block without its id is accepted");
    crate::oracles::pack::check_loads(&[0, 1]);
}

#[test]
fn what_the_fuzzer_changes_is_right_before() {
    // A target whose inputs are all refused would find nothing.
    assert!(crate::oracles::baseline::hidden_by_own() > 20);
    assert_eq!(crate::oracles::ndjson::recorded(), 6);
    for template in ["letter-applicant.md", "letter-board.md", "letter-designer.md"] {
        let path = root().join("crates/mentorcheck-render/templates").join(template);
        crate::oracles::template::check_rendered(&fs::read_to_string(path).unwrap());
    }
    for text in [
        "expect: any\naccept: provisional\nevidence: true\nrequire: cited\nnested: stricter\n",
        "severities: {label/not-supported: note}\nallow: [{code: reciprocity/limits-on-taking-over, because: It is a pilot.}]\n",
        "ignore: [build/]\ninclude: ['**/*.yaml']\nformats: [{format: html, output: o.html}]\nbaseline: known.json\n",
    ] {
        crate::oracles::configuration::check_read(text);
    }
    assert_eq!(crate::oracles::fix::corrections("programme: {name: A}\npurpose: {mian: wrok}\n"), 2);
    // The first comment allows something, the second is not understood, and the third is in a text.
    let text = "# mentorcheck: allow label/not-supported because it is so\nprogramme: {name: A, label: buddy}\n\
                purpose: {main: work} # mentorcheck: alow\nx-a: '# mentorcheck: allow a/b because c'\n";
    crate::oracles::suppression::check_invariants(&[&[1, 0], text.as_bytes()].concat());
}
