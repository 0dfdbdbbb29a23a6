//! All report formats agree on counts and exit code, and the content of a file cannot inject anything into them. SARIF,
//! GitLab Code Quality and Markdown output conform to their specifications.

use crate::common::{ROOT, discover_inputs, recount_totals};
use std::{collections::BTreeSet, fs, path::Path};

use crate::common::{CHECKER, input};
use assert_cmd::Command;
use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value;

use mentorcheck_core::{
    diagnostic::{FileDiagnostics, Finding, Severity, Suppression, SuppressionSource},
    eval::Expectation,
    report::Report,
};
use mentorcheck_render::{
    format::Format,
    streaming::render,
    style::{RenderOptions, TextOptions},
};

const SAMPLE_PATHS: [&str; 3] =
    ["fixtures/constructed/model/model.yaml", "fixtures/real/hostnation.yaml", "fixtures/real/duo-for-a-job.yaml"];

/// Injection attempts against the consumers of each format.
const INJECTION_TEXTS: &[&str] = &[
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://x\";\"y\")",
    "  =1+1",
    "\t@SUM(A1:A9)",
    "::error::owned",
    "one\n::error file=x::owned\r\n\n# heading",
    "\u{1b}[31mred\u{7}",
    "\u{202e}drow\u{2066}",
    "@everyone @team/all #1 !1 http://x www.x.y a@b.cd",
    "[x](http://x) ![x](http://x) `a` ``b` | c || \\| \\",
    "<!-- --> ]]> &lt; </details> %0A%25",
    "{0} [x](0) \u{2028}next",
    "##[error]owned ##[set-output name=x;]y",
    " ::add-mask::e",
];

fn run(format: &str, arguments: &[&str]) -> (i32, String) {
    let output = Command::cargo_bin("mentorcheck")
        .unwrap()
        .current_dir(ROOT)
        .env_clear()
        .args(["check", "--format", format])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{format} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// One run that writes every format to its own file.
fn run_all(arguments: &[&str]) -> (i32, Vec<(Format, String, String)>) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    command.current_dir(ROOT).env_clear().args(["check", "--full"]).args(arguments);
    for (_, name) in formats() {
        command.args(["--format", &name, "--output", folder.path().join(&name).to_str().unwrap()]);
    }
    let output = command.output().unwrap();
    assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{arguments:?}");
    let read = |(format, name): (Format, String)| {
        let written = fs::read_to_string(folder.path().join(&name)).unwrap();
        (format, name, written)
    };
    (output.status.code().unwrap(), formats().map(read).collect())
}

fn json_output(written: &[(Format, String, String)], wanted: Format) -> Value {
    let (.., text) = written.iter().find(|(format, ..)| *format == wanted).unwrap();
    serde_json::from_str(text).unwrap()
}

/// The formats that are text.
fn formats() -> impl Iterator<Item = (Format, String)> {
    Format::ALL.into_iter().filter(|format| format.is_text()).map(|format| (format, format.name().to_owned()))
}

fn render_report(report: &Report, format: Format) -> String {
    let options = TextOptions { full: true, ..TextOptions::default() };
    let written = render(report, format, &RenderOptions { text: options, ..RenderOptions::default() });
    String::from_utf8(written.unwrap()).unwrap()
}

/// JSON with long lists and texts cut, so that a person can review it.
fn abridge(value: &Value) -> Value {
    const ITEMS: usize = 2;
    const CHARACTERS: usize = 120;
    match value {
        Value::Array(items) => {
            let rest = items.len().saturating_sub(ITEMS);
            let note = (rest > 0).then(|| format!("[… {rest} more]").into());
            items.iter().take(ITEMS).map(abridge).chain(note).collect()
        }
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), abridge(value))).collect(),
        Value::String(text) if text.chars().count() > CHARACTERS => {
            format!("{}…", text.chars().take(CHARACTERS).collect::<String>()).into()
        }
        other => other.clone(),
    }
}

/// JSON is abridged, a line at a time where it comes in lines; other formats stay whole.
fn reviewable(format: Format, text: &str) -> String {
    let pretty = |text: &str| serde_json::to_string_pretty(&abridge(&serde_json::from_str(text).unwrap())).unwrap();
    match format {
        Format::Json | Format::Sarif => pretty(text),
        Format::Ndjson => text.lines().map(pretty).collect::<Vec<_>>().join("\n"),
        _ => text.to_owned(),
    }
}

#[test]
fn every_text_format_of_three_programmes() {
    let three: [&str; 3] = SAMPLE_PATHS;
    for (format, name) in formats() {
        // HTML is tested in `html.rs`.
        if format != Format::Html {
            let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
            let text = run(&name, &three).1.replace(&version, "\"[version]\"");
            insta::assert_snapshot!(name, reviewable(format, &text));
        }
    }
}

#[test]
fn every_format_reports_the_same_counts() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["several.yaml", "syntax-tab.yaml", "documents-second-broken.yaml", "good.json"] {
        fs::copy(Path::new(ROOT).join("fixtures/malformed").join(name), folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("other.yaml"), "services: {}\n").unwrap();
    let folder = folder.path().to_str().unwrap();
    for arguments in [
        &SAMPLE_PATHS[..],
        &["fixtures/real"],
        &["--expect", "any", folder, SAMPLE_PATHS[1]],
        &["--accept", "provisional", folder, SAMPLE_PATHS[2], "no-such-file.yaml"],
        &["--evidence", "fixtures/evidence"],
        &["no-such-file.yaml"],
    ] {
        let (_, written) = run_all(arguments);
        let json = json_output(&written, Format::Json);
        let programmes = json["programmes"].as_array().unwrap();
        assert!(programmes.len() + json["unreadable"].as_array().unwrap().len() > 0, "{arguments:?}");
        for (format, name, text) in written {
            crate::extract_totals::extract(format, &text).assert_matches(&json, &format!("{name} {arguments:?}"));
        }
    }
}

#[test]
fn running_totals_match_the_report() {
    let inputs = ["fixtures/real", "fixtures/malformed", "fixtures/constructed"].map(Into::into);
    let report = CHECKER.check_all(discover_inputs(&inputs));
    assert!(report.totals.programmes > 100 && report.totals.unreadable > 20);
    assert_eq!(report.totals, recount_totals(&report));
}

#[test]
fn suppressions_and_policy_findings_are_counted_the_same_in_every_format() {
    let report = report_with_suppressions();
    let json: Value = serde_json::from_str(&render_report(&report, Format::Json)).unwrap();
    assert_eq!(json["totals"]["excused"], serde_json::json!({"comment": 1, "configuration": 1, "baseline": 1}));
    assert_eq!(json["policy"].as_array().unwrap().len(), 1);
    for (format, name) in formats().filter(|(format, _)| !matches!(format, Format::Text | Format::Html)) {
        crate::extract_totals::extract(format, &render_report(&report, format)).assert_matches(&json, &name);
    }
}

/// A report with one suppression from each source, hostile texts as reasons, and a finding about the configuration.
fn report_with_suppressions() -> Report {
    let mut report = CHECKER.check_all([
        input("a.yaml", "programme: {name: A}\nmentor: {capacity: superior}\npurpose: {main: companionship}\n"),
        input("b.yaml", "programme: {name: B}\n"),
    ]);
    let sources = [SuppressionSource::Comment, SuppressionSource::Configuration, SuppressionSource::Baseline];
    for (finding, by) in report.programmes[0].findings.iter_mut().zip(sources) {
        let because = (by != SuppressionSource::Baseline).then(|| INJECTION_TEXTS.concat());
        finding.excused = Some(Suppression { by, because, path: "a.yaml".into(), line: suppression_line(by) });
    }
    let finding = Finding {
        code: "allow/unused".into(),
        severity: Severity::Warning,
        message: "Nothing is excused by this.".into(),
        ..Finding::default()
    };
    let text = report.programmes[0].text.clone();
    report.policy = vec![FileDiagnostics { path: "mentorcheck.yaml".into(), findings: vec![finding], file: text }];
    report.totals = recount_totals(&report);
    report
}

fn suppression_line(by: SuppressionSource) -> Option<usize> {
    (by != SuppressionSource::Baseline).then_some(2)
}

#[test]
fn the_exit_code_is_the_same_in_every_format() {
    for (arguments, code) in [
        (&SAMPLE_PATHS[..1], 0),
        (&SAMPLE_PATHS[..], 1),
        (&["--expect", "any", SAMPLE_PATHS[1]], 0),
        (&["fixtures/malformed/several.yaml"], 3),
        (&["fixtures/malformed/syntax-tab.yaml", SAMPLE_PATHS[0]], 3),
    ] {
        for (_, name) in formats() {
            assert_eq!(run(&name, arguments).0, code, "{name} {arguments:?}");
        }
    }
}

/// A folder with a file for each injection text as name, value, key and document, and with two hostile file names.
fn hostile_folder() -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    for (index, text) in INJECTION_TEXTS.iter().enumerate() {
        let quoted = escaped_yaml_scalar(text);
        let document = format!(
            "programme:\n  name: {quoted}\n  label: {quoted}\n{quoted}: {quoted}\nmentor:\n  brings: [{quoted}]\nmentee:\n  who: {quoted}\n\
             evidence:\n  - {{field: mentor.capacity, source: {quoted}, quote: {quoted}}}\n"
        );
        fs::write(folder.path().join(format!("{index:02}.yaml")), format!("{document}---\n- {quoted}\n")).unwrap();
    }
    #[cfg(unix)]
    {
        let name = "=a,b:c%0A`|<b>@all [x](y) \u{1b}\u{202e}\n::error::x.yaml";
        fs::write(folder.path().join(name), "programme: {name: '', label: befriending}\n").unwrap();
        fs::write(folder.path().join(format!("z{name}")), "programme: {name: ").unwrap();
    }
    let names = INJECTION_TEXTS.iter().map(|text| (*text).to_owned()).collect();
    (folder, names)
}

/// A double-quoted YAML scalar with every character as a numeric escape.
fn escaped_yaml_scalar(text: &str) -> String {
    let escaped: String =
        text.chars().fold(String::new(), |escaped, ch| escaped + &format!("\\U{:08X}", u32::from(ch)));
    format!("\"{escaped}\"")
}

/// Whether the character is a control, zero-width or bidi character.
fn is_control_or_bidi(ch: char) -> bool {
    ch.is_control() || matches!(ch, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

#[test]
fn file_content_injects_nothing_into_any_format() {
    let (folder, names) = hostile_folder();
    let path = folder.path().to_str().unwrap();
    let files = fs::read_dir(folder.path()).unwrap().count();
    let (status, written) = run_all(&["--evidence", path]);
    assert_eq!(status, 3);
    for (format, name, output) in written {
        if matches!(format, Format::Html) && output.is_empty() {
            continue;
        }
        let is_not_line_ending =
            |letter: &char| *letter != '\n' && (*letter != '\r' || !matches!(format, Format::Csv | Format::Grid));
        let found = output.chars().filter(is_not_line_ending).find(|letter| is_control_or_bidi(*letter));
        // JSON is data for programs; its serializer escapes control characters only.
        if !matches!(format, Format::Json | Format::Ndjson) {
            assert_eq!(found, None, "{name}\n{output}");
        }
        match format {
            Format::Json => {
                let json: Value = serde_json::from_str(&output).unwrap();
                let reported: BTreeSet<_> = json["programmes"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|one| one["name"].as_str().unwrap().to_owned())
                    .collect();
                assert!(names.iter().all(|one| reported.contains(one)), "{reported:#?}");
            }
            Format::Csv | Format::Grid => assert_table_is_inert(&output, &names),
            Format::Github => assert_only_own_commands(&output),
            Format::Markdown => assert_markdown_is_inert(&output),
            Format::Sarif => {
                let sarif: Value = serde_json::from_str(&output).unwrap();
                assert_eq!(sarif["runs"][0]["artifacts"].as_array().unwrap().len(), files);
                for result in sarif["runs"][0]["results"].as_array().unwrap() {
                    let message = result["message"]["text"].as_str().unwrap();
                    assert!(!message.contains("]("), "{message}");
                }
                assert_matches_schema(&sarif, "sarif-schema-2.1.0.json");
            }
            Format::Html | Format::Junit => {
                assert!(!output.contains("<script>alert"), "{name}");
                let escaped = ["&lt;script&gt;alert(1)", "&#60;script&#62;alert(1)"];
                assert!(escaped.iter().any(|name| output.contains(name)), "{name}");
            }
            Format::Text | Format::Ndjson | Format::Gitlab | Format::Xlsx => {}
        }
        if !matches!(format, Format::Github | Format::Gitlab | Format::Json | Format::Ndjson | Format::Html) {
            // Sanitized characters stay readable as escapes.
            assert!(
                output.contains("\\u{202e}drow\\u{2066}") || output.contains("\\\\u{202e}drow\\\\u{2066}"),
                "{name}\n{output}"
            );
        }
    }
}

fn assert_table_is_inert(table: &str, names: &[String]) {
    let mut reader = csv::ReaderBuilder::new().from_reader(table.as_bytes());
    let column = reader.headers().unwrap().iter().position(|title| title == "Programme").unwrap();
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    for cell in records.iter().flat_map(|record| record.iter()) {
        assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell:?}");
        assert!(!cell.contains(is_control_or_bidi), "{cell:?}");
    }
    let reported: BTreeSet<_> = records.iter().map(|record| record[column].to_owned()).collect();
    assert!(reported.contains(&names[0]) && reported.contains(&format!("'{}", names[1])), "{reported:#?}");
    assert_eq!(table.matches('\n').count(), table.matches("\r\n").count(), "lines end with CR LF (RFC 4180)");
}

/// Checks that every line is an annotation, the start or end of the group, or one that the runner reads no command in.
fn assert_only_own_commands(output: &str) {
    let (annotations, group) = output.split_once("\n::group::").unwrap_or((output, ""));
    if !group.is_empty() {
        let (title, log_lines) = group.split_once('\n').unwrap();
        assert!(title.starts_with("Findings without an annotation: "), "{title}");
        for line in log_lines.strip_suffix("::endgroup::\n").unwrap().lines() {
            assert!(["error: ", "warning: ", "note: "].iter().any(|severity| line.starts_with(severity)), "{line}");
            assert!(!line.contains("##["), "{line}");
        }
    }
    for line in annotations.lines() {
        let command = line.strip_prefix("::").unwrap();
        let (head, data) = command.split_once("::").unwrap();
        let (name, properties) = head.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&name), "{line}");
        assert!(!data.replace("%25", "").contains('%'), "{line}");
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        for property in properties.split(',') {
            let (key, value) = property.split_once('=').unwrap();
            assert!(known.contains(&key), "{line}");
            assert!(!value.contains(':'), "{line}");
        }
    }
}

#[test]
fn github_shows_the_worst_findings_within_its_limits() {
    let output = run("github", &["fixtures/real"]).1;
    let json: Value = serde_json::from_str(&run("json", &["fixtures/real"]).1).unwrap();
    let programmes = json["programmes"].as_array().unwrap();
    assert!(programmes.len() >= 14);
    assert!(output.starts_with("::notice title=mentorcheck::"));
    assert_only_own_commands(&output);
    let annotations: Vec<_> = output.lines().filter(|line| line.contains(" file=")).collect();
    for (command, severity, limit) in [("error", "error", 10), ("warning", "warning", 10), ("notice", "note", 9)] {
        let shown = annotations.iter().filter(|line| line.starts_with(&format!("::{command} "))).count();
        let all = usize::try_from(json["totals"]["finding_counts"][severity].as_u64().unwrap()).unwrap();
        assert!(all > limit, "{severity}: the fixtures have too few findings to test the limit");
        assert_eq!(shown, limit, "{severity}");
    }
    let commands: Vec<_> = annotations.iter().map(|line| line.split(' ').next().unwrap()).collect();
    assert!(
        commands.is_sorted_by_key(|command| ["::error", "::warning", "::notice"].iter().position(|one| one == command))
    );
    // More programmes than annotations have an error, so no programme has two.
    let errors: Vec<_> = annotations.iter().filter(|line| line.starts_with("::error ")).collect();
    let paths: BTreeSet<_> = errors.iter().map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(paths.len(), errors.len(), "{errors:#?}");
    // The log has the others, worst first.
    let log_lines: Vec<_> = output.lines().filter(|line| !line.starts_with("::")).collect();
    let severity = |line: &&str| ["error", "warning", "note"].iter().position(|one| line.starts_with(one));
    assert!(log_lines.is_sorted_by_key(severity));
}

fn assert_markdown_is_inert(output: &str) {
    let allowed = ["<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>"];
    let mut texts = String::new();
    for event in Parser::new_ext(output, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let rest = allowed.iter().fold(html.to_string(), |rest, tag| rest.replace(tag, ""));
                assert!(!rest.contains('<'), "{html}");
            }
            Event::Start(tag) => {
                use pulldown_cmark::Tag::{
                    Heading, HtmlBlock, Item, List, Paragraph, Strong, Table, TableCell, TableHead, TableRow,
                };
                assert!(
                    matches!(
                        tag,
                        Heading { .. }
                            | HtmlBlock
                            | Item
                            | List(_)
                            | Paragraph
                            | Strong
                            | Table(_)
                            | TableCell
                            | TableHead
                            | TableRow
                    ),
                    "{tag:?}"
                );
            }
            Event::Text(text) => texts.push_str(&text),
            Event::Code(_) | Event::End(_) | Event::SoftBreak => texts.push(' '),
            other => panic!("{other:?}"),
        }
    }
    for sign in ["@", "://", "www.", "#1", "!1", "::"] {
        assert!(!texts.contains(sign), "{sign} outside code:\n{texts}");
    }
    let rows = output.lines().filter(|line| line.starts_with('|'));
    // Split at unescaped bars, every row has the same number of cells.
    let cells: BTreeSet<_> = rows.map(|row| row.replace("\\|", "").matches('|').count()).collect();
    assert_eq!(cells.len(), 1, "{output}");
}

#[test]
fn the_markdown_summary_stays_within_the_comment_limit() {
    let name = "n".repeat(5_000);
    let text = format!("programme: {{name: {name}}}\nmentor: {{reward: none}}\n");
    let inputs = (0..600).map(|at| input(&format!("{at}-{name}.yaml"), if at % 7 == 0 { "a: [" } else { &text }));
    let checker = crate::common::checker(Some(Expectation::Label)).build();
    let mut report = checker.check_all(inputs.take(40));
    let (programmes, unreadable) = (report.programmes.clone(), report.unreadable.clone());
    for _ in 0..20 {
        report.programmes.extend(programmes.iter().cloned().map(|mut one| {
            one.passes = false;
            one
        }));
        report.unreadable.extend(unreadable.iter().cloned());
    }
    let shown = render_report(&report, Format::Markdown);
    assert!(shown.len() <= 65_536 && shown.len() > 50_000, "{}", shown.len());
    for expected in
        ["more programmes, for", "more files that could not be read, for", "more programmes that do not pass, for"]
    {
        assert!(shown.contains(expected), "{expected}");
    }
}

#[test]
fn sarif_and_code_quality_match_their_schemas() {
    let (folder, _) = hostile_folder();
    let outside = folder.path().to_str().unwrap();
    for arguments in
        [&SAMPLE_PATHS[..], &["fixtures/real"], &["fixtures/malformed"], &["no-such-file.yaml"], &[outside]]
    {
        let (_, written) = run_all(arguments);
        let sarif = json_output(&written, Format::Sarif);
        assert_matches_schema(&sarif, "sarif-schema-2.1.0.json");
        assert_github_requirements(&sarif);
        let quality = json_output(&written, Format::Gitlab);
        // GitLab accepts only paths inside the repository.
        if arguments != [outside] {
            assert_matches_schema(&quality, "gitlab-code-quality.schema.json");
        }
        let fingerprints: BTreeSet<_> =
            quality.as_array().unwrap().iter().map(|one| one["fingerprint"].to_string()).collect();
        assert_eq!(fingerprints.len(), quality.as_array().unwrap().len(), "{arguments:?}");
    }
    let sarif: Value = serde_json::from_str(&render_report(&report_with_suppressions(), Format::Sarif)).unwrap();
    assert_matches_schema(&sarif, "sarif-schema-2.1.0.json");
    let suppressions: Vec<_> = sarif["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["suppressions"][0]["kind"].as_str())
        .collect();
    assert_eq!(suppressions, ["inSource", "external", "external"]);
}

/// A finding without a location.
fn finding(severity: Severity, message: String) -> Finding {
    Finding { code: "source/syntax".into(), severity, message, fingerprint: "0".repeat(32), ..Finding::default() }
}

/// Two descriptions, with `notes` in the first and 20 errors and 10 warnings in the second, and an unreadable file.
fn report_with_notes(notes: Vec<Finding>) -> Report {
    let mut report = CHECKER.check_all([
        input("a.yaml", "programme: {name: A}\n"),
        input("b.yaml", "programme: {name: B}\n"),
        input("c.yaml", "programme: ["),
    ]);
    report.programmes[0].findings = notes;
    let worse = (0..30).map(|index| if index % 3 == 0 { Severity::Warning } else { Severity::Error });
    report.programmes[1].findings = worse.map(|severity| finding(severity, "Worse.".into())).collect();
    report.totals = recount_totals(&report);
    report
}

#[test]
fn sarif_keeps_the_worst_findings_within_the_limits_of_code_hosts() {
    let note = |length| finding(Severity::Note, "n".repeat(length));
    for (notes, kept) in [(vec![note(10); 24_990], 24_969), (vec![note(2_000_000); 40], 29)] {
        let (all, left_out) = (notes.len() + 31, notes.len() - kept);
        let report = report_with_notes(notes);
        let text = render_report(&report, Format::Sarif);
        assert!(text.len() < 62_000_000, "{}", text.len());
        let mut sarif: Value = serde_json::from_str(&text).unwrap();
        let run = &mut sarif["runs"][0];
        assert_eq!(run["properties"]["totals"], serde_json::to_value(&report.totals).unwrap());
        let notifications = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
        // The other notification is about the unreadable file.
        assert_eq!((notifications.len(), notifications[1]["level"].as_str()), (2, Some("warning")));
        let message = notifications[1]["message"]["text"].as_str().unwrap();
        assert!(message.starts_with(&format!("{left_out} of {all} results are left out")), "{message}");
        let results = run["results"].as_array_mut().unwrap();
        let count = |level: &str| results.iter().filter(|result| result["level"] == level).count();
        assert_eq!(["error", "warning", "note"].map(count), [21, 10, kept]);
        // They are in the order of the report.
        let uri =
            |result: &Value| result.pointer("/locations/0/physicalLocation/artifactLocation/uri").cloned().unwrap();
        assert!(results.iter().map(|result| uri(result).to_string()).collect::<Vec<_>>().is_sorted());
        results.drain(..kept - 1);
        assert_matches_schema(&sarif, "sarif-schema-2.1.0.json");
        assert_github_requirements(&sarif);
    }
}

#[test]
fn corrections_in_sarif_change_what_they_change_here() {
    let inputs = discover_inputs(&["fixtures/malformed", "fixtures/constructed"].map(Into::into));
    let text = "programme: {name: \"Zoë 東京 😀\", labl: mentoring} # ü\r\nmentr: {capacity: volunteer}\r\n";
    let report = CHECKER.check_all(inputs.into_iter().chain([input("multibyte.yaml", text)]));
    let sarif: Value = serde_json::from_str(&render_report(&report, Format::Sarif)).unwrap();
    assert_eq!(sarif["runs"][0]["columnKind"], "unicodeCodePoints");
    assert_eq!(sarif["runs"][0]["newlineSequences"], serde_json::json!(["\r\n", "\n", "\r"]));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), report.findings().count());
    let mut count = 0;
    for (result, located) in results.iter().zip(report.findings()) {
        let Some(fix) = &located.finding.fix else {
            assert!(result.get("fixes").is_none());
            continue;
        };
        let change = &result["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["artifactLocation"], result["locations"][0]["physicalLocation"]["artifactLocation"]);
        let content = located.text.content();
        assert_eq!(apply_replacements(content, &change["replacements"]), fix.apply(content), "{}", located.path);
        count += 1;
    }
    assert!(count > 10, "only {count} findings have a correction");
}

/// Applies the replacements of an artifact change, with line ends and columns in code points as the run declares.
fn apply_replacements(text: &str, replacements: &Value) -> String {
    let offset = |line: &Value, column: &Value| {
        let [line, column] = [line, column].map(|value| usize::try_from(value.as_u64().unwrap()).unwrap());
        let ends = text.match_indices(['\n', '\r']).filter(|(at, _)| !text[*at..].starts_with("\r\n"));
        let start = [0].into_iter().chain(ends.map(|(at, _)| at + 1)).nth(line - 1).unwrap();
        text[start..].char_indices().nth(column - 1).map_or(text.len(), |(at, _)| start + at)
    };
    let replacements = replacements.as_array().unwrap().iter().map(|replacement| {
        let region = &replacement["deletedRegion"];
        let range =
            offset(&region["startLine"], &region["startColumn"])..offset(&region["endLine"], &region["endColumn"]);
        (range, replacement["insertedContent"]["text"].as_str().unwrap())
    });
    let mut replacements: Vec<_> = replacements.collect();
    replacements.sort_by_key(|(range, _)| range.start);
    let mut output = text.to_owned();
    for (range, inserted) in replacements.into_iter().rev() {
        output.replace_range(range, inserted);
    }
    output
}

#[test]
fn paths_in_the_working_directory_are_relative_to_it() {
    let absolute = Path::new(ROOT).join(SAMPLE_PATHS[1]);
    for given in [
        SAMPLE_PATHS[1],
        &format!("./{}", SAMPLE_PATHS[1]),
        &format!("fixtures/../{}", SAMPLE_PATHS[1]),
        absolute.to_str().unwrap(),
    ] {
        let sarif: Value = serde_json::from_str(&run("sarif", &[given]).1).unwrap();
        let location = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(*location, serde_json::json!({"uri": SAMPLE_PATHS[1], "uriBaseId": "SRCROOT"}), "{given}");
        let quality: Value = serde_json::from_str(&run("gitlab", &[given]).1).unwrap();
        assert_eq!(quality[0]["location"]["path"], SAMPLE_PATHS[1], "{given}");
        assert!(run("github", &[given]).1.contains(&format!(" file={},", SAMPLE_PATHS[1])), "{given}");
    }
}

#[test]
fn the_excel_flag_adds_a_byte_order_mark() {
    for format in ["csv", "grid"] {
        let (plain, marked) =
            (run(format, &SAMPLE_PATHS).1, run(format, &[&SAMPLE_PATHS[..], &["--excel"]].concat()).1);
        assert_eq!(marked, format!("\u{feff}{plain}"));
    }
}

/// GitHub's requirements beyond the SARIF schema.
fn assert_github_requirements(sarif: &Value) {
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for text in ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"] {
            let length = rule.pointer(text).and_then(Value::as_str).map(|text| text.chars().count());
            assert!(length.is_some_and(|length| length > 0 && (text.starts_with("/help") || length <= 1024)), "{rule}");
        }
    }
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(result.pointer("/locations/0/physicalLocation/region/startLine").unwrap().as_u64() >= Some(1));
        assert!(result.pointer("/partialFingerprints/mentorcheck~1v2").unwrap().as_str().unwrap().len() == 32);
    }
}

fn assert_matches_schema(written: &Value, schema: &str) {
    let text = fs::read_to_string(Path::new(ROOT).join("tests/official").join(schema)).unwrap();
    let mut definition: Value = serde_json::from_str(&text).unwrap();
    for part in ["run", "toolComponent"] {
        if let Some(language) = definition.pointer_mut(&format!("/definitions/{part}/properties/language")) {
            // The pattern has an unbalanced bracket, which some regex engines reject; we never write a language.
            language.as_object_mut().unwrap().remove("pattern");
        }
    }
    let validator = jsonschema::validator_for(&definition).unwrap();
    let errors: Vec<_> =
        validator.iter_errors(written).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{schema}: {errors:#?}");
}
