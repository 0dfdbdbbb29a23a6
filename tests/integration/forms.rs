//! Forms out and in: the commands `form` and `convert`, and `check` on what comes back.

use std::{
    fs,
    io::{Cursor, Read},
    path::Path,
    process::Output,
};

use assert_cmd::Command;
use serde_json::Value;

use crate::{
    common::{CHECKER_WITHOUT_FIXES, ROOT, fixtures_in, input, vocabulary},
    formats::assert_matches_schema,
    readme::{blocks, matches_output},
};
use mentorcheck_core::{facts::Facts, input::Input};
use mentorcheck_forms::{FormOptions, answers::Answers, import, model::Questionnaire, xlsx};
use mentorcheck_render::digest::sha256;
use mentorcheck_yaml::ParsedFile;

fn run(folder: &Path, arguments: &str) -> Output {
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    command.current_dir(folder).env_clear().args(arguments.split(' ')).output().unwrap()
}

/// Runs a command that must end with this exit status, and gives what it printed.
fn printed(folder: &Path, arguments: &str, status: i32) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(status), "{arguments}: {output:?}");
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

const DESCRIPTION: &str = "programme: {name: Constructed}\npurpose: {main: work, steps: [job-search, nothing-else]}\n\
    mentor: {capacity: volunteer}\nrelationship: {contact: one-off}\n";

/// A folder with a description and the form that is filled in with it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.yaml"), DESCRIPTION).unwrap();
    printed(folder.path(), "form --as xlsx --prefill plan.yaml -o plan.xlsx", 0);
    folder
}

#[test]
fn real_programmes_keep_their_facts_and_verdicts() {
    let questionnaire = Questionnaire::embedded().unwrap();
    let fixtures = fixtures_in("real");
    assert!(fixtures.len() > 30);
    for (name, text) in fixtures {
        let before = ParsedFile::parse(&name, text.clone().into_bytes());
        let answers = Answers::from_document(&before.documents[0], vocabulary());
        let form = xlsx::render(&questionnaire, &FormOptions { prefill: Some(&answers), only: None }).unwrap();
        let imported = import::read(&questionnaire, vocabulary(), &form).unwrap();
        assert_eq!(imported.origin.notices, [], "{name}");
        let after = ParsedFile::parse(&name, imported.text.clone().into_bytes());
        let facts = |file: &ParsedFile| Facts::from_document(&file.documents[0], vocabulary());
        assert!(facts(&before) == facts(&after), "{name}");
        let result = CHECKER_WITHOUT_FIXES.check_input(input(&name, &text));
        let origin = Some(std::sync::Arc::new(imported.origin));
        let again = CHECKER_WITHOUT_FIXES.check_input(Input { origin, ..input(&name, &imported.text) });
        assert_eq!(result.programmes[0].verdict.sentence, again.programmes[0].verdict.sentence);
        let places = again.programmes[0].findings.iter().flat_map(|finding| &finding.spans);
        for location in places {
            assert!(location.place.is_some(), "{name}: line {} has no place", location.line);
        }
    }
}

#[test]
fn findings_name_the_question_and_the_cell() {
    let folder = folder();
    let [text, markdown, html] = ["text", "markdown", "html"]
        .map(|format| printed(folder.path(), &format!("check --no-config --format {format} plan.xlsx"), 1));
    assert!(text.contains("main aim: finding paid work (Question 10, cell E"), "{text}");
    for report in [&text, &markdown, &html] {
        assert!(report.contains("Question 28, cell E"), "{report}");
        assert!(!report.contains("line ") || !report.contains("plan.xlsx:"), "{report}");
    }
    let json: Value =
        serde_json::from_str(&printed(folder.path(), "check --no-config --format json plan.xlsx", 1)).unwrap();
    let findings = json["programmes"][0]["findings"].as_array().unwrap();
    let located: Vec<&Value> = findings.iter().filter(|finding| !finding["spans"][0].is_null()).collect();
    assert!(!located.is_empty());
    for finding in located {
        let place = finding["spans"][0]["place"].as_str().unwrap();
        assert!(place.starts_with("Question ") || place.starts_with("Section "), "{place}");
    }
    // The verdict is that of the description.
    let first = |text: &str| text.lines().next().unwrap().to_owned();
    assert_eq!(first(&text), first(&printed(folder.path(), "check --no-config plan.yaml", 1)));
}

#[test]
fn formats_that_know_only_lines_name_the_question_and_the_cell() {
    let folder = folder();
    let printed = |format: &str| printed(folder.path(), &format!("check --no-config --format {format} plan.xlsx"), 1);
    let sarif: Value = serde_json::from_str(&printed("sarif")).unwrap();
    assert_matches_schema(&sarif, "sarif-schema-2.1.0.json");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let mut located = 0;
    for result in results {
        let related = result["relatedLocations"].as_array().into_iter().flatten();
        for location in result["locations"].as_array().unwrap().iter().chain(related) {
            if let Some(place) = location.pointer("/logicalLocations/0/name") {
                located += 1;
                assert!(location["physicalLocation"].get("region").is_none(), "{location}");
                assert!(["Question ", "Section "].iter().any(|word| place.as_str().unwrap().starts_with(word)));
            }
        }
        if let Some(place) = result.pointer("/locations/0/logicalLocations/0/name") {
            let message = result["message"]["text"].as_str().unwrap();
            assert!(message.starts_with(&format!("{}: ", place.as_str().unwrap())), "{message}");
        }
        assert!(result.get("fixes").is_none(), "{result}");
    }
    assert!(located > 2, "{sarif}");
    let gitlab: Value = serde_json::from_str(&printed("gitlab")).unwrap();
    assert_matches_schema(&gitlab, "gitlab-code-quality.schema.json");
    let entries = gitlab.as_array().unwrap();
    assert!(entries.iter().all(|entry| entry["location"]["lines"]["end"] == 1), "{gitlab}");
    assert!(entries.iter().any(|entry| entry["description"].as_str().unwrap().starts_with("Question 28, cell E")));
    let (github, junit) = (printed("github"), printed("junit"));
    let annotation = github.lines().find(|line| line.contains("::Question 28, cell E")).unwrap();
    assert!(annotation.contains(" file=plan.xlsx,title=") && !annotation.contains("line="), "{annotation}");
    assert!(junit.contains("plan.xlsx, Question 28, cell E") && !junit.contains("plan.xlsx:1"), "{junit}");
    // A table that cannot be read has no place in it, and a description has lines.
    let lines = run(folder.path(), "check --no-config --format junit plan.yaml");
    assert!(String::from_utf8(lines.stdout).unwrap().contains("plan.yaml:"));
}

/// The parts of an Office document, by name.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = packed.file_names().map(|name| name.unwrap().into_owned()).collect();
    let read = |name: String| {
        let mut text = String::new();
        packed.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        (name, text)
    };
    names.into_iter().map(read).collect()
}

#[test]
fn nothing_from_a_cell_becomes_a_formula_a_link_or_a_field() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = [
        "=HYPERLINK(\"\"http://example.invalid\"\",\"\"Constructed\"\")",
        "+1 Centre",
        "@SUM(1)",
        "-2",
        "http://example.invalid/a",
        "mailto:nobody@example.invalid",
        "HYPERLINK \\l x",
        "{=1+1}",
        "\t=1+1",
    ];
    let title = "programme__name,programme__calls_itself,programme__summary,purpose__main,evidence\n";
    let rows = hostile.map(|text| format!("\"{text}\",\"{text}\",\"{text}\",\"{text}\",\n")).concat();
    fs::write(folder.path().join("export.csv"), format!("{title}{rows}")).unwrap();
    for format in ["csv", "grid"] {
        let table = run(folder.path(), &format!("check --no-config --format {format} export.csv")).stdout;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.as_slice());
        let fields: Vec<String> =
            reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
        assert!(fields.iter().any(|field| field.contains("HYPERLINK")), "{fields:?}");
        for field in fields {
            assert!(!field.trim_start().starts_with(['=', '+', '-', '@']), "{format}: {field}");
        }
    }
    run(folder.path(), "convert export.csv -o out");
    let blank: Vec<usize> = ["xlsx", "xlsform", "docx"]
        .iter()
        .map(|kind| fields_and_links(&run(folder.path(), &format!("form --as {kind}")).stdout))
        .collect();
    for number in 1..=hostile.len() {
        for (kind, blank) in ["xlsx", "xlsform", "docx"].iter().zip(&blank) {
            let form = run(folder.path(), &format!("form --as {kind} --prefill out/export-{number}.yaml")).stdout;
            assert!(form.starts_with(b"PK"), "{kind} {number}");
            assert_eq!(fields_and_links(&form), *blank, "{kind} {number}");
        }
    }
}

/// The number of formulas in cells, links to elsewhere and fields in an Office document.
fn fields_and_links(bytes: &[u8]) -> usize {
    let marks = [
        "<f>",
        "<f ",
        "<hyperlink ",
        "<w:hyperlink",
        "w:instrText",
        "w:fldSimple",
        "TargetMode=\"External\"",
        "<ddeLink",
    ];
    let count = |text: &str| marks.iter().map(|mark| text.matches(mark).count()).sum::<usize>();
    parts(bytes).iter().map(|(_, text)| count(text)).sum()
}

#[test]
fn a_folder_of_forms_is_checked_in_one_run_and_a_damaged_one_costs_only_itself() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let bytes = fs::read(path("plan.xlsx")).unwrap();
    fs::write(path("damaged.xlsx"), &bytes[..bytes.len() / 2]).unwrap();
    fs::write(path("budget.csv"), "year,amount\n2026,1\n").unwrap();
    fs::write(path("export.csv"), "programme__name;purpose__main;mentor__capacity\nSecond;wrk;A volunteer\n").unwrap();
    let report = printed(folder.path(), "check --no-config --expect any --format json .", 3);
    let report: Value = serde_json::from_str(&report).unwrap();
    let paths = |list: &str| -> Vec<String> {
        report[list].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(paths("programmes"), ["export.csv", "plan.xlsx", "plan.yaml"]);
    assert_eq!(paths("unreadable"), ["damaged.xlsx"]);
    assert_eq!(report["unreadable"][0]["findings"][0]["code"], "form/unreadable");
    assert_eq!(report["skipped"][0]["reason"], "not-a-form");
    let unknown = &report["programmes"][0]["findings"][0];
    assert_eq!(unknown["code"], "form/unknown-answer");
    assert_eq!(unknown["spans"][0]["place"], "Question 10, cell B2");
    assert_eq!(report["programmes"][0]["valid"], false);
    let named = printed(folder.path(), "check --no-config budget.csv", 3);
    assert!(named.contains("The file is not a filled-in form."), "{named}");
    let list = printed(folder.path(), "check --no-config --list-files .", 0);
    assert!(list.contains("budget.csv: skipped, because it is a table, but not a filled-in form\n"), "{list}");
    // A report in lines holds what is needed to check the form again.
    fs::write(
        path("report.ndjson"),
        run(folder.path(), "check --no-config --format ndjson plan.xlsx export.csv").stdout,
    )
    .unwrap();
    let merged = printed(folder.path(), "report merge --no-config --format text report.ndjson", 3);
    assert_eq!(merged, printed(folder.path(), "check --no-config plan.xlsx export.csv", 3));
}

#[test]
fn a_form_is_never_corrected_or_replaced() {
    let folder = folder();
    let before = fs::read(folder.path().join("plan.xlsx")).unwrap();
    printed(folder.path(), "check --no-config --fix plan.xlsx", 1);
    let refused = printed(folder.path(), "check --no-config --format csv -o plan.xlsx plan.yaml", 2);
    assert!(refused.contains("this would replace plan.xlsx, which describes a programme"), "{refused}");
    let refused = printed(folder.path(), "form --as xlsx --prefill plan.yaml -o plan.yaml", 2);
    assert!(refused.contains("this would replace plan.yaml"), "{refused}");
    assert!(fs::read(folder.path().join("plan.xlsx")).unwrap() == before);
}

#[test]
fn findings_on_a_form_name_its_questions_and_answers() {
    let folder = folder();
    let advice = |name: &str| -> String {
        let report =
            printed(folder.path(), &format!("check {name} --no-config --expect mentoring-to-work --format json"), 1);
        let report: Value = serde_json::from_str(&report).unwrap();
        let findings = report["programmes"][0]["findings"].as_array().unwrap();
        let missing = findings.iter().find(|finding| finding["code"] == "third-actor/brought-together").unwrap();
        missing["help"].as_str().unwrap().to_owned()
    };
    insta::assert_snapshot!(format!("{}\n{}", advice("plan.yaml"), advice("plan.xlsx")));
}

#[test]
fn forms_are_converted_to_descriptions() {
    let folder = folder();
    let converted = printed(folder.path(), "convert plan.xlsx -o out", 0);
    assert_eq!(converted, "1 description is in out.\n");
    let text = fs::read_to_string(folder.path().join("out/plan.yaml")).unwrap();
    let facts =
        |text: &str| Facts::from_document(&ParsedFile::parse("", text.as_bytes().to_vec()).documents[0], vocabulary());
    assert!(facts(&text) == facts(DESCRIPTION), "{text}");
    let refused = printed(folder.path(), "convert plan.xlsx -o out", 2);
    assert!(refused.contains("plan.yaml exists"), "{refused}");
    printed(folder.path(), "convert plan.xlsx -o out --force", 0);
    let export = "programme__name,purpose__main,mentor__capacity\nOne,work,volunteer\nTwo,nonsense,volunteer\n";
    fs::write(folder.path().join("export.csv"), export).unwrap();
    let printed_text = printed(folder.path(), "convert export.csv -o both", 3);
    assert!(
        printed_text.contains("export.csv, Question 10, cell B3: error: The answer to question 10"),
        "{printed_text}"
    );
    assert!(fs::read_to_string(folder.path().join("both/export-2.yaml")).unwrap().contains("main: nonsense\n"));
    let none = printed(folder.path(), "convert plan.yaml -o out", 2);
    assert!(none.contains("plan.yaml is no form by its name"), "{none}");
}

#[test]
fn each_kind_of_form_is_written() {
    let folder = folder();
    for kind in ["xlsx", "xlsform", "docx"] {
        let form = run(folder.path(), &format!("form --as {kind}"));
        assert_eq!(form.status.code(), Some(0), "{form:?}");
        assert!(form.stdout.starts_with(b"PK"), "{kind}");
    }
    let blank = printed(folder.path(), "form --as yaml", 0);
    assert!(blank.contains("\n  main:\n"), "{blank}");
    fs::write(folder.path().join("more.yaml"), "programme: {name: A}\n").unwrap();
    let open = printed(folder.path(), "form --as yaml --prefill more.yaml --only open", 0);
    assert!(open.contains("\n  main:\n") && open.contains("name: \"A\"") && !open.contains("\n  website:"), "{open}");
    let unread = printed(folder.path(), "form --as yaml --prefill missing.yaml", 3);
    assert!(unread.contains("missing.yaml"), "{unread}");
}

#[test]
fn every_command_of_the_page_about_forms_works() {
    let page = fs::read_to_string(Path::new(ROOT).join("docs/forms.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let source = Path::new(ROOT).join("fixtures/real/mentoring-fuer-migrantinnen.yaml");
    fs::copy(source, folder.path().join("plan.yaml")).unwrap();
    fs::write(folder.path().join("export.csv"), "programme__name,purpose__main,mentor__capacity\nOne,work,volunteer\n")
        .unwrap();
    let commands = blocks(&page, "console");
    assert!(commands.len() >= 5, "the page has console blocks");
    for block in commands {
        let command = block[0].strip_prefix("$ mentorcheck ").unwrap();
        let output = run(folder.path(), command);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{command}: {output:?}");
        let printed = String::from_utf8(output.stdout).unwrap();
        let printed: Vec<&str> = printed.lines().collect();
        assert!(matches_output(&block[1..], &printed), "{command} prints:\n{}", printed.join("\n"));
    }
}

#[test]
fn every_file_of_a_round_is_accounted_for() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("forms")).unwrap();
    let bytes = fs::read(path("plan.xlsx")).unwrap();
    fs::write(path("forms/a.xlsx"), &bytes).unwrap();
    fs::write(path("forms/cut.xlsx"), &bytes[..bytes.len() / 2]).unwrap();
    fs::write(path("forms/empty.xlsx"), "").unwrap();
    fs::write(path("forms/text.xlsx"), "abc").unwrap();
    fs::write(path("forms/old.xls"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook").unwrap();
    fs::write(path("forms/printed.pdf"), "%PDF-1.4").unwrap();
    fs::write(path("forms/typed.docx"), "PK").unwrap();
    // Excel notes in such a file that the form is open.
    fs::write(path("forms/~$a.xlsx"), "lock").unwrap();
    let list = run(folder.path(), "check --no-config --list-files forms");
    let (listed, counted) = (String::from_utf8(list.stdout).unwrap(), String::from_utf8(list.stderr).unwrap());
    for line in [
        "forms/a.xlsx: a form\n",
        "forms/cut.xlsx: cannot be read: the file is damaged",
        "forms/empty.xlsx: cannot be read: the file is empty\n",
        "forms/text.xlsx: cannot be read: the file is damaged: it is not a workbook\n",
        "forms/old.xls: cannot be read: the file is a workbook in the format of Excel before 2007\n",
        "forms/printed.pdf: not read, because it is neither a form nor a description\n",
        "forms/typed.docx: not read, because it is neither a form nor a description\n",
    ] {
        assert!(listed.contains(line), "{line}: {listed}");
    }
    assert_eq!(listed.lines().count(), 7, "{listed}");
    assert_eq!(counted, "mentorcheck: 7 files: 1 form, 4 that cannot be read, 2 skipped.\n");
    let report = run(folder.path(), "check --no-config --expect any --format json forms");
    let json: Value = serde_json::from_slice(&report.stdout).unwrap();
    assert_eq!((&json["totals"]["programmes"], &json["totals"]["unreadable"]), (&1.into(), &4.into()));
    assert_eq!(
        String::from_utf8(report.stderr).unwrap(),
        "mentorcheck: 2 documents next to the forms are not read: forms/printed.pdf and forms/typed.docx. If one is a \
         proposal, put what it says in a form.\n"
    );
    printed(folder.path(), "check --no-config --expect any forms --format xlsx -o round.xlsx", 3);
    let round = parts(&fs::read(path("round.xlsx")).unwrap());
    let part = |name: &str| &round.iter().find(|(part, _)| part == name).unwrap().1;
    let strings = part("xl/sharedStrings.xml");
    assert!(strings.contains(&sha256(&bytes)), "the number is that of the form");
    assert!(!strings.contains(&sha256(b"")), "a number of nothing identifies nothing");
    // What is printed ends with the file, and with the reason of the decision and the file.
    let areas = part("xl/workbook.xml");
    assert!(areas.contains("Programmes!$A$1:$M$6") && areas.contains("Decisions!$A$1:$H$6"), "{areas}");
    let named = printed(folder.path(), "check --no-config forms/old.xls", 3);
    assert!(named.contains("save it as an Excel workbook"), "{named}");
}

#[test]
fn a_second_form_asks_again_what_was_not_understood() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let text = "programme: {name: Constructed}\npurpose: {main: wrk, steps: [job-search, \"A wider network: of course\"]}\n\
        mentor: {capacity: volunteer}\n";
    fs::create_dir(path("round")).unwrap();
    fs::write(path("round/plan.yaml"), text).unwrap();
    // Another kind, about which something is open.
    let other = "programme: {name: Other}\npurpose: {main: companionship}\n";
    fs::write(path("round/other.yaml"), other).unwrap();
    let said = printed(folder.path(), "form --as xlsx --prefill round --only open -o ask", 0);
    assert!(said.starts_with("1 form is in ask."), "{said}");
    assert!(said.contains("One more is not mentoring to work, whatever the answers to its questions are."), "{said}");
    assert!(
        said.contains("round/plan.yaml, question 11 (Steps): “A wider network: of course” is not understood."),
        "{said}"
    );
    assert!(
        said.contains("question 10 (Main aim): “wrk” is not understood. The form asks this question again."),
        "{said}"
    );
    let texts: Vec<String> = parts(&fs::read(path("ask/plan.xlsx")).unwrap()).into_iter().map(|(_, xml)| xml).collect();
    let shown = texts.concat();
    assert!(shown.contains("This is a second form.") && shown.contains("Written here before: “of course”."), "{shown}");
    // Sections follow each other in the order of their texts, those to answer first.
    let position = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(position("Steps</t>") < position(": answered before"), "question 11 is to be answered");
    // One that is there is not replaced without being asked to.
    let again = printed(folder.path(), "form --as xlsx --prefill round --only open -o ask", 2);
    assert!(again.contains("plan.xlsx exists") && again.contains("--force"), "{again}");
    printed(folder.path(), "form --as xlsx --prefill round --only open -o ask --force", 0);
    fs::copy(path("round/plan.yaml"), path("round/plan.json")).unwrap();
    fs::write(path("round/plan.json"), "{\"programme\": {\"name\": \"A\"}}").unwrap();
    let twice = printed(folder.path(), "form --as xlsx --prefill round --only open -o more", 2);
    assert!(twice.contains("two files would both get the form"), "{twice}");
}

#[test]
fn what_waits_for_a_correction_names_cells_and_does_not_pass() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("export.csv"), "programme__name;purpose__main;purpose__steps\nSecond;wrk;nonsense\n").unwrap();
    let command =
        |format: &str| format!("check --no-config --accept provisional --format {format} export.csv plan.yaml");
    let json: Value = serde_json::from_str(&printed(folder.path(), &command("json"), 3)).unwrap();
    let sentence = json["programmes"][0]["verdict"]["sentence"].as_str().unwrap();
    let says = "Second cannot be classified until question 10 (cell B2) and question 11 (cell C2) are corrected. As it is, it ";
    assert!(sentence.starts_with(says), "{sentence}");
    assert!(!printed(folder.path(), &command("text --full"), 3).contains("until line"));
    let page = printed(folder.path(), &command("html --brief"), 3);
    for text in ["no, correct first", "<small class=\"first\">correct first</small>", "in cell B2 is “wrk”"] {
        assert!(page.contains(text), "{text}");
    }
    let table = printed(folder.path(), &command("csv"), 3);
    let row = table.lines().find(|line| line.starts_with("Second,")).unwrap();
    assert!(row.contains(",no,no,"), "neither passes nor is understood in full: {row}");
}

#[test]
fn programmes_of_one_name_are_distinguished_by_their_files() {
    let folder = folder();
    fs::copy(folder.path().join("plan.xlsx"), folder.path().join("plan (1).xlsx")).unwrap();
    let names = "2 programmes are called Constructed: plan (1).xlsx and plan.xlsx. Check that none came in twice.";
    fs::remove_file(folder.path().join("plan.yaml")).unwrap();
    let joined = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(joined(printed(folder.path(), "check --no-config --expect any .", 0)).contains(names));
    let page = printed(folder.path(), "check --no-config --expect any --format html --brief .", 0);
    assert!(page.contains(names) && page.matches("<tr class=\"namesake\"").count() == 2);
    let said = printed(folder.path(), "letter . --to applicant --as txt -o letters", 0);
    assert!(said.starts_with("2 letters are in letters."), "{said}");
    for name in ["constructed-plan-applicant.txt", "constructed-plan-1-applicant.txt"] {
        assert!(folder.path().join("letters").join(name).exists(), "{name}");
    }
}
