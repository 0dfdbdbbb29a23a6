//! Evidence checks: what counts as quoted, which paths are refused and never opened, and which findings missing
//! evidence causes. None of it changes the verdict.

use crate::common::ROOT;
use std::{
    fs,
    path::Path,
    process::{Command as Process, Stdio},
};

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

use mentorcheck_core::schema::{PROGRAMME, REPORT, Schema, Vocabulary};
use mentorcheck_documents::{MAX_BYTES, extract};
use mentorcheck_yaml::ParsedFile;

const VERIFIED: &str = "fixtures/evidence/verified.yaml";
const IN_PART: &str = "fixtures/evidence/in-part.yaml";
const GUIDE: &[u8] = include_bytes!("../../fixtures/evidence/documents/guide.pdf");

fn mentorcheck(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    command.current_dir(folder).env_clear().args(arguments);
    command
}

/// The exit code and the JSON report, validated against its schema.
fn check_in(folder: &Path, arguments: &[&str]) -> (i32, Value) {
    let arguments: Vec<&str> = ["check", "--format", "json"].iter().chain(arguments).copied().collect();
    let output = mentorcheck(folder, &arguments).output().unwrap();
    assert!(output.stderr.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    let source = ParsedFile::parse("report", output.stdout.clone());
    let errors = Schema::new(REPORT, None).unwrap().check(&source.documents[0], &source.text);
    assert!(errors.is_empty(), "{arguments:?}: {errors:#?}");
    (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap())
}

fn check(arguments: &[&str]) -> (i32, Value) {
    check_in(Path::new(ROOT), arguments)
}

/// The evidence findings as `severity code`, in order.
fn findings(programme: &Value) -> Vec<String> {
    let findings = programme["findings"].as_array().unwrap().iter();
    let evidence_findings = findings.filter(|finding| finding["code"].as_str().unwrap().starts_with("evidence/"));
    evidence_findings
        .map(|finding| format!("{} {}", finding["severity"].as_str().unwrap(), finding["code"].as_str().unwrap()))
        .collect()
}

/// A folder with a description whose only deciding fact has these evidence entries.
fn write_description(entries: &[Value]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let entries: Vec<Value> = entries
        .iter()
        .map(|entry| {
            let mut entry = entry.clone();
            entry["for"] = json!("purpose.main");
            entry
        })
        .collect();
    let description = json!({ "programme": { "name": "Made up" }, "purpose": { "main": "work" }, "evidence": entries });
    fs::write(folder.path().join("description.yaml"), description.to_string()).unwrap();
    folder
}

/// The level of that fact, `found` of its first entry, and the evidence findings.
fn check_description(folder: &TempDir, options: &[&str]) -> (String, Value, Vec<String>) {
    let arguments: Vec<&str> = options.iter().copied().chain(["--expect", "any", "description.yaml"]).collect();
    let (code, report) = check_in(folder.path(), &arguments);
    let programme = &report["programmes"][0];
    let facts = programme["evidence"].as_array().unwrap();
    assert_eq!(facts.len(), 1, "{facts:#?}");
    let findings = findings(programme);
    let errors = findings.iter().any(|finding| finding.starts_with("error"));
    assert_eq!(code, i32::from(errors), "{findings:?}");
    (facts[0]["level"].as_str().unwrap().to_owned(), facts[0]["entries"][0]["found"].clone(), findings)
}

#[test]
fn every_fact_of_a_well_documented_programme_is_quoted() {
    let (code, report) = check(&["--require", "quoted", VERIFIED]);
    assert_eq!(code, 0);
    let programme = &report["programmes"][0];
    assert_eq!(findings(programme), Vec::<String>::new());
    let facts = programme["evidence"].as_array().unwrap();
    assert_eq!(facts.len(), 14);
    for fact in facts {
        assert_eq!(fact["level"], "quoted", "{fact:#}");
        assert_eq!(fact["entries"][0]["found"], true, "{fact:#}");
        let paged = fact["entries"][0]["source"].as_str().unwrap().ends_with("guide.pdf");
        assert_eq!(fact["entries"][0].get("page").is_some(), paged, "{fact:#}");
    }
    assert_eq!(
        facts[5]["fact"],
        json!({ "field": "mentor.capacity", "value": "volunteer", "pointer": "/mentor/capacity", "line": 12, "column": 13 })
    );
}

#[test]
fn each_lack_of_evidence_has_its_own_finding() {
    let (misquoted, not_quoted) = ("error evidence/misquoted", "error evidence/not-quoted");
    let (asserted, missing, refused) =
        ("error evidence/asserted", "error evidence/missing-document", "error evidence/refused-path");
    let warn_missing = "warning evidence/missing-document";
    for (options, code, expected) in [
        (
            &["--evidence"][..],
            1,
            vec![misquoted, misquoted, warn_missing, "warning evidence/refused-path", warn_missing],
        ),
        (
            &["--require", "cited"],
            1,
            vec![asserted, misquoted, missing, refused, misquoted, asserted, asserted, warn_missing],
        ),
        (
            &["--require", "quoted"],
            1,
            vec![
                not_quoted,
                asserted,
                misquoted,
                missing,
                not_quoted,
                not_quoted,
                refused,
                misquoted,
                asserted,
                asserted,
                warn_missing,
            ],
        ),
    ] {
        let (status, report) = check(&[options, &[IN_PART]].concat());
        let programme = &report["programmes"][0];
        assert_eq!(
            (status, findings(programme)),
            (code, expected.iter().map(ToString::to_string).collect()),
            "{options:?}"
        );
        let levels: Vec<_> =
            programme["evidence"].as_array().unwrap().iter().map(|fact| fact["level"].as_str().unwrap()).collect();
        let count_at = |level: &str| levels.iter().filter(|other| **other == level).count();
        assert_eq!((count_at("quoted"), count_at("cited"), count_at("asserted")), (3, 7, 4), "{options:?}");
    }
}

#[test]
fn evidence_is_reported_on_request_and_never_changes_the_verdict() {
    for path in [IN_PART, "fixtures/constructed/related"] {
        let (_, plain) = check(&[path]);
        for options in [&["--evidence"][..], &["--require", "cited"], &["--require", "quoted"]] {
            let (_, mut report) = check(&[options, &[path]].concat());
            for (programme, plain) in
                report["programmes"].as_array_mut().unwrap().iter_mut().zip(plain["programmes"].as_array().unwrap())
            {
                assert!(plain.get("evidence").is_none());
                // The options change `passes` by design.
                programme["passes"] = plain["passes"].clone();
                assert!(programme.as_object_mut().unwrap().remove("evidence").is_some());
                programme["findings"]
                    .as_array_mut()
                    .unwrap()
                    .retain(|finding| !finding["code"].as_str().unwrap().starts_with("evidence/"));
            }
            report["totals"] = plain["totals"].clone();
            assert_eq!(report, plain, "{options:?} {path}");
        }
    }
}

#[test]
fn quotations_are_found_in_every_document_format() {
    let is_quoted = |source: &str, content: &[u8], quote: &str| {
        let folder = write_description(&[json!({ "source": source, "quote": quote })]);
        fs::write(folder.path().join(source), content).unwrap();
        let (level, found, findings) = check_description(&folder, &["--evidence"]);
        assert_eq!(findings.is_empty(), level == "quoted", "{source}: {quote}: {findings:?}");
        assert_eq!(found, level == "quoted", "{source}: {quote}");
        level == "quoted"
    };
    for (source, content, quote, expected) in [
        ("a.txt", &b"We pay back\nyour tra-\nvel costs."[..], "We pay back your travel costs.", true),
        ("a.txt", b"\xef\xbb\xbfWe pay back your travel costs.", "We pay back your travel costs.", true),
        ("a.txt", b"We pay back your travel costs.", "We pay back your meal costs.", false),
        ("a.txt", b"We have unpaid mentors here", "paid mentors here", false),
        ("a.md", b"We *pay back*\n[your](b.html) travel costs.", "We pay back your travel costs.", true),
        ("a.md", b"<!-- We pay back -->nothing", "We pay back", false),
        ("A.HTML", b"<p>We <b>pay</b> back&nbsp;your<br>travel costs.", "We pay back your travel costs.", true),
        ("a.htm", b"<script>'We pay back'</script>Nothing", "We pay back", false),
        ("a b.pdf", GUIDE, "All our mentors are volunteers.", true),
        ("a.pdf", GUIDE, "the “reward” is what one learns", true),
        ("a.pdf", GUIDE, "the two meet every other week, and a coordinator calls both of them", true),
        ("a.pdf", GUIDE, "the two meet every other week, and no coordinator calls both of them", false),
        ("a.pdf", GUIDE, "the two meet every other week, a coordinator calls both of them", false),
        ("a.pdf", GUIDE, "All our mentors are professionals.", false),
        ("a.pdf", GUIDE, "Page 2 of 2", true),
    ] {
        assert_eq!(is_quoted(source, content, quote), expected, "{source}: {quote}");
    }
}

#[test]
fn pdf_text_is_extracted_page_by_page() {
    let text = extract("pdf", GUIDE).unwrap();
    let mut pages = vec![String::new(); 2];
    for passage in &text.passages {
        let page = &mut pages[passage.place.page.unwrap() - 1];
        page.extend(passage.runs.iter().map(|run| run.text.as_str()));
        page.push('\n');
    }
    assert!(pages[0].contains("All our mentors are volun-\nteers."), "{}", pages[0]);
    assert!(pages[1].trim_start().starts_with("Guide for mentors (constructed)\na coordinator"), "{}", pages[1]);
    assert!(pages[1].trim_end().ends_with("Page 2 of 2"), "{}", pages[1]);
}

#[test]
fn unusable_documents_are_reported_without_a_crash() {
    let (missing, refused) = ("warning evidence/missing-document", "warning evidence/refused-path");
    let unreadable = "warning evidence/unreadable-document";
    for (source, content, finding) in [
        ("a.txt", None, Some(missing)),
        ("no/such/folder/a.pdf", None, Some(missing)),
        ("a.txt\0", None, None),
        ("description.yaml/a.txt", None, Some(missing)),
        ("../a.txt", Some(&b"these are the words"[..]), Some(refused)),
        ("..\\a.txt", None, Some(refused)),
        ("folder/../../a.txt", None, Some(refused)),
        ("/etc/passwd", None, Some(refused)),
        ("C:\\a.txt", None, Some(refused)),
        ("https://mentoring.example/../a.txt", None, None),
        ("file:///etc/passwd", None, None),
        ("Annual report 2019", None, None),
        ("mentoring.example", None, None),
        ("folder.txt", None, Some(unreadable)),
        ("letter.rtf", Some(b"these are the words"), Some(unreadable)),
        ("latin.txt", Some(b"caf\xe9 words"), Some(unreadable)),
        ("empty.txt", Some(b""), Some(unreadable)),
        ("scan.txt", Some(b" -- \n"), Some(unreadable)),
        ("empty.pdf", Some(b""), Some(unreadable)),
        ("no.pdf", Some(b"words, and no PDF"), Some(unreadable)),
        ("cut.pdf", Some(&GUIDE[..300]), Some(unreadable)),
    ] {
        let folder = write_description(&[json!({ "source": source, "quote": "these are the words" })]);
        fs::create_dir(folder.path().join("folder.txt")).unwrap();
        // The target of an escaping path contains the quotation, so that opening it would be noticed.
        if let Some(content) = content {
            let inside = folder.path().join("inside");
            fs::create_dir(&inside).unwrap();
            fs::rename(folder.path().join("description.yaml"), inside.join("description.yaml")).unwrap();
            fs::write(inside.join(source), content).unwrap();
            let (code, report) = check_in(folder.path(), &["--evidence", "--expect", "any", "inside/description.yaml"]);
            assert_eq!(code, 0, "{source}");
            let programme = &report["programmes"][0];
            assert_eq!(findings(programme), finding.into_iter().collect::<Vec<_>>(), "{source}");
            assert_eq!(programme["evidence"][0]["level"], "cited", "{source}");
            assert_eq!(programme["evidence"][0]["entries"][0]["found"], Value::Null, "{source}");
            continue;
        }
        let expected = finding.into_iter().map(str::to_owned).collect();
        assert_eq!(
            check_description(&folder, &["--evidence"]),
            ("cited".to_owned(), Value::Null, expected),
            "{source}"
        );
    }
}

#[test]
fn a_document_larger_than_the_limit_is_not_read() {
    let folder = write_description(&[json!({ "source": "large.txt", "quote": "these are the words" })]);
    let file = fs::File::create(folder.path().join("large.txt")).unwrap();
    file.set_len(MAX_BYTES + 1).unwrap();
    let expected = vec!["warning evidence/unreadable-document".to_owned()];
    assert_eq!(check_description(&folder, &["--evidence"]), ("cited".to_owned(), Value::Null, expected));
}

#[cfg(unix)]
#[test]
fn symlinks_and_pipes() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("words.txt"), "these are the words").unwrap();
    for (name, target, found, finding) in [
        ("out.txt", outside.path().join("words.txt"), Value::Null, Some("warning evidence/refused-path")),
        ("zero.txt", "/dev/zero".into(), Value::Null, Some("warning evidence/refused-path")),
        ("folder/words.txt", outside.path().to_owned(), Value::Null, Some("warning evidence/refused-path")),
        ("gone.txt", "no-such-file".into(), Value::Null, Some("warning evidence/missing-document")),
        ("around.txt", "around.txt".into(), Value::Null, Some("warning evidence/unreadable-document")),
        ("within.txt", "here.bin".into(), Value::Bool(true), None),
    ] {
        let folder = write_description(&[json!({ "source": name, "quote": "these are the words" })]);
        fs::write(folder.path().join("here.bin"), "these are the words").unwrap();
        symlink(target, folder.path().join(name.split('/').next().unwrap())).unwrap();
        let level = if found.is_null() { "cited" } else { "quoted" };
        let expected = finding.into_iter().map(str::to_owned).collect();
        assert_eq!(check_description(&folder, &["--evidence"]), (level.to_owned(), found, expected), "{name}");
    }
    // Nothing writes to this pipe, so opening it would block forever.
    let folder = write_description(&[json!({ "source": "pipe.txt", "quote": "these are the words" })]);
    let mkfifo = Process::new("mkfifo").arg(folder.path().join("pipe.txt")).stderr(Stdio::null()).status();
    if mkfifo.is_ok_and(|status| status.success()) {
        let expected = vec!["warning evidence/unreadable-document".to_owned()];
        assert_eq!(check_description(&folder, &["--evidence"]), ("cited".to_owned(), Value::Null, expected));
    }
}

#[test]
fn one_entry_that_is_quoted_is_enough() {
    let folder = write_description(&[
        json!({ "source": "a.txt", "quote": "these are other words" }),
        json!({ "source": "a.txt", "quote": "these are the words" }),
    ]);
    fs::write(folder.path().join("a.txt"), "these are the words").unwrap();
    // A wrong quotation still causes a warning.
    let expected = vec!["error evidence/misquoted".to_owned()];
    assert_eq!(
        check_description(&folder, &["--require", "quoted"]),
        ("quoted".to_owned(), Value::Bool(false), expected)
    );
}

#[test]
fn from_standard_input_nothing_can_be_quoted() {
    let text = fs::read_to_string(Path::new(ROOT).join(VERIFIED)).unwrap();
    for (options, code, found) in
        [(&["--evidence"][..], 0, 0), (&["--require", "cited"], 0, 0), (&["--require", "quoted"], 1, 13)]
    {
        // Even in the folder of the documents: paths are not resolved against the working directory.
        let arguments = [&["check", "--format", "json", "-"], options].concat();
        let folder = Path::new(ROOT).join("fixtures/evidence");
        let output = mentorcheck(&folder, &arguments).write_stdin(text.clone()).output().unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let programme = &report["programmes"][0];
        assert_eq!((output.status.code().unwrap(), findings(programme).len()), (code, found), "{options:?}");
        for fact in programme["evidence"].as_array().unwrap() {
            assert_eq!(fact["level"], "cited", "{options:?} {fact:#}");
        }
    }
}

#[test]
fn deciding_facts_are_those_of_the_verdict_or_else_of_the_expected_kind() {
    for (description, options, fields) in [
        ("purpose: {main: companionship}", &["--expect", "any"][..], &["purpose.main"][..]),
        // With a verdict, the facts that its kind requires decide, whatever was expected.
        ("relationship: {contact: one-off, exchange: two-way}", &[], &["relationship.contact"]),
        ("relationship: {contact: one-off, exchange: two-way}", &["--expect", "coaching"], &["relationship.contact"]),
        // No verdict.
        ("relationship: {exchange: two-way}", &[], &["relationship.exchange"]),
        ("relationship: {exchange: two-way}", &["--expect", "coaching"], &[]),
        // A supporting indicator never decides.
        ("relationship: {agreement: written}", &[], &[]),
        // Values that close a list decide too, as do facts that refute.
        (
            "third_actor: {monitors: [nothing-else]}\nmentor: {reward: fee}",
            &[],
            &["mentor.reward", "third_actor.monitors"],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let text = format!("programme: {{name: Made up}}\n{description}\n");
        fs::write(folder.path().join("description.yaml"), text).unwrap();
        let (_, report) = check_in(folder.path(), &[options, &["--evidence", "description.yaml"]].concat());
        let facts = report["programmes"][0]["evidence"].as_array().unwrap();
        let found: Vec<_> = facts.iter().map(|fact| fact["fact"]["field"].as_str().unwrap()).collect();
        assert_eq!(found, fields, "{description} {options:?}");
    }
}

#[test]
fn invalid_entries_are_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let text = "programme: {name: Made up}\npurpose: {main: work}\nevidence:\n  - {for: purpose.mian, source: a.txt}\n  - {for: purpose.main}\n  - purpose.main\n  - {for: purpose.main, source: [a.txt]}\n";
    fs::write(folder.path().join("description.yaml"), text).unwrap();
    let (code, report) = check_in(folder.path(), &["--evidence", "description.yaml"]);
    assert_eq!((code, &report["programmes"][0]["evidence"][0]["level"]), (3, &json!("asserted")));
    // The same where `evidence` is not a list.
    fs::write(
        folder.path().join("description.yaml"),
        "programme: {name: Made up}\npurpose: {main: work}\nevidence: x\n",
    )
    .unwrap();
    let (code, report) = check_in(folder.path(), &["--evidence", "description.yaml"]);
    assert_eq!((code, &report["programmes"][0]["evidence"][0]["level"]), (3, &json!("asserted")));
}

#[test]
fn damaged_pdfs_never_crash() {
    let folder = tempfile::tempdir().unwrap();
    let mut seed: u32 = 2019;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    let mut entries = Vec::new();
    for number in 0..150 {
        let mut bytes = GUIDE.to_vec();
        for _ in 0..=number % 7 {
            let at = random(bytes.len());
            bytes[at] = u8::try_from(random(256)).unwrap();
        }
        if number % 3 == 0 {
            bytes.truncate(random(bytes.len()));
        }
        let name = format!("{number}.pdf");
        fs::write(folder.path().join(&name), bytes).unwrap();
        entries.push(json!({ "for": "purpose.main", "source": name, "quote": "All our mentors are professionals." }));
    }
    let text = json!({ "programme": { "name": "Made up" }, "purpose": { "main": "work" }, "evidence": entries });
    fs::write(folder.path().join("description.yaml"), text.to_string()).unwrap();
    let (code, report) = check_in(folder.path(), &["--evidence", "--expect", "any", "description.yaml"]);
    assert_eq!(&report["programmes"][0]["evidence"][0]["level"], &json!("cited"));
    // Those that can still be read say something else: an error.
    assert_eq!(code, 1);
}

/// The states, what is said of them, and the finding, by the document and the quotation.
#[test]
fn what_a_reader_does_not_see_is_no_evidence_and_what_is_there_is_found() {
    let field = |name: &str| fs::read(Path::new(ROOT).join("fixtures/evidence/kinds").join(name)).unwrap();
    for (source, quote, state, seen_as) in [
        ("strike.md", "Mentors here are volunteers", "misquoted", json!(["struck-out"])),
        ("strike.md", "Mentors here are employees", "quoted", Value::Null),
        ("hidden.html", "All mentors are volunteers", "misquoted", json!(["hidden"])),
        ("hidden.html", "Mentors are never paid", "misquoted", json!(["struck-out"])),
        ("note-marks.txt", "All our mentors are volunteers. They meet every week", "quoted", Value::Null),
        ("apostrophe.txt", "наставники обов'язково волонтери", "quoted", Value::Null),
        ("joined.txt", "Mentors are not able people", "misquoted", Value::Null),
        ("joined.txt", "they may resign at any time", "misquoted", Value::Null),
        ("joined.txt", "paid every day expenses", "misquoted", Value::Null),
        ("joined.txt", "notable people", "quoted", Value::Null),
        ("joined.txt", "may be", "too-short", Value::Null),
    ] {
        let folder = write_description(&[json!({ "source": source, "quote": quote })]);
        fs::write(folder.path().join(source), field(source)).unwrap();
        let (_, report) = check_in(folder.path(), &["--evidence", "--expect", "any", "description.yaml"]);
        let entry = &report["programmes"][0]["evidence"][0]["entries"][0];
        assert_eq!((&entry["state"], &entry["seen_as"]), (&json!(state), &seen_as), "{source}: {quote}");
    }
}

#[test]
fn earlier_names_of_levels_are_understood_with_a_warning() {
    for (earlier, now) in [("evidenced", "cited"), ("verified", "quoted")] {
        let output = mentorcheck(Path::new(ROOT), &["check", "--require", earlier, VERIFIED]).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{stderr}");
        assert!(stderr.contains(&format!("`{earlier}` is now called `{now}`")), "{stderr}");
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mentorcheck.yaml"), format!("require: {earlier}\n")).unwrap();
        fs::write(folder.path().join("description.yaml"), "programme: {name: Made up}\n").unwrap();
        let output = mentorcheck(folder.path(), &["check", "description.yaml"]).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains(now) && stderr.contains("mentorcheck.yaml, line 1"), "{stderr}");
    }
}

#[test]
fn the_schema_defines_the_evidence_keys() {
    let keys = Vocabulary::from_json_str(PROGRAMME).unwrap().evidence.unwrap();
    assert_eq!(
        [keys.section, keys.field, keys.document, keys.place, keys.quotation],
        ["evidence", "for", "source", "at", "quote"]
    );
    let without = PROGRAMME.replace(r#""x-evidence-role": "place","#, "");
    assert!(Vocabulary::from_json_str(&without).is_err_and(|error| error.to_string().contains("place")));
    let without = PROGRAMME.replace(r#""x-evidence": true,"#, "");
    assert!(Vocabulary::from_json_str(&without).unwrap().evidence.is_none());
}

/// The section of the report on evidence.
fn evidence_section(arguments: &[&str]) -> String {
    let output = mentorcheck(Path::new(ROOT), arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let from = text.find("Evidence\n").unwrap();
    let to = text[from..].find("\n\n").map_or(text.len(), |end| from + end);
    text[from..to].trim_end().to_owned()
}

#[test]
fn reports_for_people() {
    insta::assert_snapshot!("report", evidence_section(&["check", "--require", "quoted", IN_PART]));
    insta::assert_snapshot!("read_aloud", evidence_section(&["check", "--evidence", "--screen-reader", IN_PART]));
    insta::assert_snapshot!("all_quoted", evidence_section(&["check", "--evidence", VERIFIED]));
}
