//! Large batches: summaries equal full reports, streams are answered document by document, and merged partial reports
//! equal the full report.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Output, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use crate::common::{CHECKER, ROOT, checker, input};
use crate::programmes::ProgrammeGenerator;
use assert_cmd::Command;
use serde_json::{Value, json};

use mentorcheck_core::{eval::Expectation, report::Totals, schema::Schema};
use mentorcheck_render::{json::to_pretty_json, ndjson};
use mentorcheck_yaml::ParsedFile;

/// Every fixture and `count` generated descriptions, with their names.
fn texts(count: usize) -> Vec<(String, String)> {
    let generator = ProgrammeGenerator::new(11, 5);
    let generated = (0..count).map(|number| (format!("made-{number:04}.yaml"), generator.generate(number)));
    let folders = ["real", "constructed", "evidence"];
    let fixtures = folders.into_iter().flat_map(|folder| {
        let files = crate::common::fixtures_in(folder).into_iter();
        files.map(move |(name, text)| (format!("{folder}/{name}.yaml"), text))
    });
    fixtures.chain(generated).collect()
}

fn run(arguments: &[&str], folder: &Path, stdin: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mentorcheck"));
    command.current_dir(folder).env_clear().args(arguments).write_stdin(stdin).output().unwrap()
}

fn stdout_of(arguments: &[&str], folder: &Path, stdin: &str) -> String {
    let output = run(arguments, folder, stdin);
    assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn summaries_equal_full_reports() {
    let by_label = checker(Some(Expectation::Label)).compute_fixes(false).build();
    let as_expected = checker(None).compute_fixes(false).build();
    for checker in [as_expected, by_label] {
        for (name, text) in texts(300) {
            let result = checker.check_input(input(&name, &text));
            let mut totals = Totals::default();
            totals.add_result(&result);
            let (mut event_totals, mut lines) = (Totals::default(), Vec::new());
            let _ = checker.summarize(input(&name, &text), |event| {
                event_totals.add_event(&event);
                ndjson::event(&event, &mut lines);
            });
            let expected = String::from_utf8(ndjson::render_result(&result, true)).unwrap();
            assert_eq!(String::from_utf8(lines).unwrap(), expected, "{text}");
            assert_eq!(event_totals, totals, "{text}");
        }
    }
}

#[test]
fn json_written_in_pieces_is_the_report_written_at_once() {
    let folder = crate::common::fixtures();
    for paths in [&["real", "malformed", "no-such-file.yaml"][..], &["no-such-file.yaml"], &["real"]] {
        let written = stdout_of(&[&["check", "--format", "json"], paths].concat(), &folder, "");
        let report: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(to_pretty_json(&report), written, "{paths:?}");
        let counts = [("programmes", "programmes"), ("unreadable", "unreadable"), ("skipped", "skipped")];
        for (list, total) in counts {
            assert_eq!(report[list].as_array().unwrap().len() as u64, report["totals"][total], "{paths:?}: {list}");
        }
    }
}

#[test]
fn the_fast_path_of_the_schema_agrees_with_the_validator() {
    let schema = Schema::programme();
    for (name, text) in texts(300) {
        let source = ParsedFile::parse(&name, text.clone().into());
        for document in &source.documents {
            assert_eq!(schema.check(document, &source.text), schema.check_slow_path(document, &source.text), "{text}");
        }
    }
}

#[test]
fn a_stream_is_answered_document_by_document() {
    let generator = ProgrammeGenerator::new(3, 5);
    let stream = (0..40).map(|number| format!("---\n{}", generator.generate(number))).collect::<Vec<_>>().concat();
    let lines = stdout_of(&["check", "-", "--format", "ndjson"], Path::new(ROOT), &stream);
    let is_result =
        |line: &&str| line.starts_with(r#"{"type":"programme""#) || line.starts_with(r#"{"type":"unreadable""#);
    assert_eq!(lines.lines().filter(is_result).count(), 40);
    let last = lines.lines().rfind(|line| line.starts_with(r#"{"type":"programme""#)).unwrap();
    let last: Value = serde_json::from_str(last).unwrap();
    let number = last["document"].as_u64().unwrap();
    assert_eq!(last["name"], format!("Constructed programme {}", number - 1));
    // The text report counts lines per document.
    let text = stdout_of(&["check", "-"], Path::new(ROOT), "---\nprogramme: {name: A}\n---\nprogramme: {nam: B}\n");
    assert!(text.contains("<stdin>:2:13"), "{text}");
}

#[test]
fn each_document_is_answered_before_the_next_is_sent() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mentorcheck"));
    let piped = command.env_clear().args(["check", "-", "--format", "ndjson"]).stdin(Stdio::piped());
    let mut child = piped.stdout(Stdio::piped()).spawn().unwrap();
    let (mut stdin, stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    let (sender, receiver) = mpsc::channel();
    let reader = thread::spawn(move || stdout.lines().for_each(|line| sender.send(line.unwrap()).unwrap()));
    for name in ["A", "B", "C", "D"] {
        writeln!(stdin, "programme: {{name: {name}}}\n---").unwrap();
        // The timeout makes a missing answer a failure instead of a hang.
        let mut lines = std::iter::from_fn(|| receiver.recv_timeout(Duration::from_mins(1)).ok());
        let answer = lines.find(|line| line.starts_with(r#"{"type":"programme""#)).unwrap();
        assert!(answer.contains(&format!(r#""name":"{name}""#)), "{answer}");
    }
    drop(stdin);
    assert_eq!(receiver.iter().count(), 1, "only the totals follow");
    reader.join().unwrap();
    assert!(child.wait().unwrap().code().is_some_and(|code| code <= 1));
}

#[test]
fn merged_partial_reports_equal_the_full_report() {
    let folder = tempfile::tempdir().unwrap();
    let generator = ProgrammeGenerator::new(5, 5);
    let mut parts = vec![Vec::new(); 10];
    for number in 0..60 {
        // One file has two descriptions, one has none, and one is not UTF-8.
        let text = match number {
            7 => format!("{}---\n{}", generator.generate(7), generator.generate(8)),
            13 => "shopping: [bread]\n".to_owned(),
            _ => generator.generate(number),
        };
        let name = format!("{}/{number}.yaml", ["a", "a-b", "b"][number % 3]);
        fs::create_dir_all(folder.path().join(&name).parent().unwrap()).unwrap();
        let bytes = if number == 20 { b"programme: {name: \xff}\n".to_vec() } else { text.into_bytes() };
        fs::write(folder.path().join(&name), bytes).unwrap();
        parts[number % 10].push(name);
    }
    fs::write(
        folder.path().join("mentorcheck.yaml"),
        "allow: [{code: third-actor/supports, because: it is made up, path: 'a/*'}]\n",
    )
    .unwrap();
    let mut merge = vec!["report".to_owned(), "merge".to_owned()];
    for (number, names) in parts.iter().enumerate() {
        let mut check = vec!["check", "--format", "ndjson"];
        check.extend(names.iter().map(String::as_str));
        let part = format!("part-{number}.ndjson");
        fs::write(folder.path().join(&part), stdout_of(&check, folder.path(), "")).unwrap();
        merge.push(part);
    }
    // The totals of the parts add up to those of the whole, but for warnings about the configuration, which each part has.
    let totals: Vec<&str> = ["report", "totals"].into_iter().chain(merge[2..].iter().map(String::as_str)).collect();
    let merged: Vec<&str> = merge.iter().map(String::as_str).chain(["--format", "ndjson"]).collect();
    let without_warnings = |lines: &str| -> Value {
        let mut totals: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
        totals["finding_counts"]["warning"].take();
        totals
    };
    assert_eq!(
        without_warnings(&stdout_of(&totals, folder.path(), "")),
        without_warnings(&stdout_of(&merged, folder.path(), ""))
    );
    // Explicitly named files are never skipped, so the full run names every file too.
    let mut check = vec!["check"];
    check.extend(parts.iter().flatten().map(String::as_str));
    for format in ["ndjson", "html", "csv", "text", "json", "sarif"] {
        let full = stdout_of(&[check.as_slice(), &["--format", format]].concat(), folder.path(), "");
        let merge: Vec<&str> = merge.iter().map(String::as_str).chain(["--format", format]).collect();
        let merged = run(&merge, folder.path(), "");
        assert!(
            String::from_utf8_lossy(&merged.stdout) == full,
            "{format}: {}",
            String::from_utf8_lossy(&merged.stderr)
        );
    }
}

#[test]
fn merged_reports_on_chunks_of_a_stream_equal_the_full_report() {
    let folder = tempfile::tempdir().unwrap();
    let generator = ProgrammeGenerator::new(6, 5);
    let documents: Vec<String> = (0..30).map(|number| format!("---\n{}", generator.generate(number))).collect();
    for (part, documents) in documents.chunks(10).enumerate() {
        let lines = stdout_of(&["check", "-", "--format", "ndjson"], folder.path(), &documents.concat());
        fs::write(folder.path().join(format!("{part}.ndjson")), lines).unwrap();
    }
    for format in ["html", "csv", "ndjson"] {
        let full = stdout_of(&["check", "-", "--format", format], folder.path(), &documents.concat());
        let parts = ["report", "merge", "0.ndjson", "1.ndjson", "2.ndjson", "--format", format];
        assert!(stdout_of(&parts, folder.path(), "") == full, "{format}");
    }
}

#[test]
fn incomplete_or_conflicting_reports_are_not_merged() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.yaml", "programme: {name: A}\nrelationship: {contact: one-off}\n");
    write("b.yaml", "programme: {name: B}\n");
    let lines =
        |arguments: &[&str]| stdout_of(&[&["check", "--format", "ndjson"], arguments].concat(), folder.path(), "");
    let a = lines(&["a.yaml"]);
    write("a.ndjson", &a);
    write("b.ndjson", &lines(&["b.yaml"]));
    write("any.ndjson", &lines(&["b.yaml", "--expect", "any"]));
    let without_end: Vec<&str> = a.lines().take(3).collect();
    write("cut.ndjson", &without_end.join("\n"));
    write("two.ndjson", &a.repeat(2));
    write("other.ndjson", &a.replace("contact: one-off", "contact: repeated"));
    write("none.ndjson", "a: b\n");
    for (parts, problem) in [
        (vec!["a.ndjson", "cut.ndjson"], "cut.ndjson is cut short"),
        (vec!["two.ndjson"], "two.ndjson, line 5: the report has ended before"),
        (vec!["a.ndjson", "any.ndjson"], "a.ndjson and any.ndjson were not made in the same way"),
        (vec!["a.ndjson", "a.ndjson"], "a.yaml stands in more than one report"),
        (vec!["b.ndjson", "other.ndjson"], "other.ndjson, line 2: a.yaml gives a different result now"),
        (vec!["none.ndjson"], "none.ndjson, line 1: a report in lines does not begin so"),
        (vec!["gone.ndjson"], "gone.ndjson cannot be read"),
        (vec!["a.ndjson", "--expect", "any"], "--expect cannot be said of reports that are made already"),
        (vec!["a.ndjson", "--accept", "provisional"], "--accept cannot be said of"),
        (vec!["a.ndjson", "--what-if", "relationship.contact=one-off"], "--what-if cannot be said of"),
    ] {
        let output = run(&[&["report", "merge"], parts.as_slice()].concat(), folder.path(), "");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{parts:?}: {stderr}");
        assert!(stderr.contains(problem), "{parts:?}: {stderr}");
    }
    let merged = stdout_of(&["report", "merge", "b.ndjson", "a.ndjson", "--format", "json"], folder.path(), "");
    let merged: Value = serde_json::from_str(&merged).unwrap();
    assert_eq!(merged["programmes"][0]["name"], "A");
    assert_eq!(merged["totals"]["programmes"], 2);
}

#[test]
fn embedded_rules_equal_the_rule_files() {
    use mentorcheck_core::pack::{PackFiles, built_in, built_in_names};
    for name in built_in_names() {
        let files = built_in(name).unwrap();
        let embedded = files.load(CHECKER.vocabulary()).unwrap();
        let loaded = PackFiles::new(name, files.files).load(CHECKER.vocabulary()).unwrap();
        assert_eq!(format!("{embedded:?}"), format!("{loaded:?}"), "{name}");
    }
}

#[test]
fn json_lines_come_in_and_their_ids_go_out() {
    let line = |id: &str, text: &str| json!({"id": id, "text": text}).to_string();
    let stdin = [line("grant-7", "programme: {name: A}\n"), "broken".into(), line("grant-8", "programme: {name: B}\n")];
    let output = run(
        &["check", "-", "--json-lines", "--format", "ndjson", "--expect", "any"],
        Path::new(ROOT),
        &stdin.join("\n"),
    );
    assert_eq!(output.status.code(), Some(3), "one line is broken");
    let text = String::from_utf8(output.stdout).unwrap();
    let paths: Vec<String> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|line| ["programme", "unreadable"].contains(&line["type"].as_str().unwrap()))
        .map(|line| line["path"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(paths, ["grant-7", "<stdin>, line 2", "grant-8"]);
}

#[test]
fn texts_can_be_left_out_and_then_nothing_is_merged() {
    let folder = tempfile::tempdir().unwrap();
    let text = "programme: {name: A}\npurpose: {main: \"work\"} # secret\n";
    for (arguments, has_text) in [(&[][..], true), (&["--no-source"], false), (&["--no-source", "--evidence"], false)] {
        let all = [&["check", "-", "--format", "ndjson", "--expect", "any"], arguments].concat();
        let output = run(&all, folder.path(), text);
        let report = String::from_utf8(output.stdout).unwrap();
        assert_eq!(report.contains("secret"), has_text, "{arguments:?}");
        fs::write(folder.path().join("part.ndjson"), &report).unwrap();
        let merged = run(&["report", "merge", "part.ndjson"], folder.path(), "");
        assert_eq!(merged.status.code() == Some(0), has_text, "{}", String::from_utf8_lossy(&merged.stderr));
    }
}
