//! Reports on several programmes: the overview, the workbook, tables with other separators, two rounds compared, and the
//! page about a call for proposals, in which every command is real. All programmes here are constructed.

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read},
    path::Path,
};

use crate::{
    common::{ROOT, run_in},
    readme::{blocks, matches_output},
};
use quick_xml::{Reader, events::Event};
use serde_json::Value;

use mentorcheck_core::schema::DIFF;

const MODEL: &str = "fixtures/constructed/model/model.yaml";

fn model() -> String {
    fs::read_to_string(Path::new(ROOT).join(MODEL)).unwrap()
}

fn named(name: &str) -> String {
    model().replace("Model case (constructed)", name)
}

/// Prints what a command prints that ends with this status.
fn printed(folder: &Path, command: &str, status: i32) -> String {
    let arguments: Vec<_> = command.split(' ').map(|argument| argument.trim_matches('\'')).collect();
    let (code, stdout, stderr) = run_in(folder, &arguments);
    assert_eq!(code, Some(status), "{command}: {stdout}{stderr}");
    stdout + &stderr
}

/// A folder with programmes of all standings.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a-10.yaml", &named("Proposal 10"));
    write("b-2.yaml", &named("Proposal 2"));
    write("c.yaml", "programme: {name: Proposal 3}\n");
    write("d.yaml", &named("Proposal 4").replace("main: work", "main: companionship"));
    write("e.yaml", "programme: {name: \"=HYPERLINK(\\\"http://x\\\")\"}\npurpose: {main: wrk}\n");
    write("f.yaml", "programme: [\n");
    write("g.yaml", "purpose: {main: work}\n");
    folder
}

/// The lines of an overview that have a programme.
fn names_in(overview: &str) -> Vec<&str> {
    let table = overview.lines().take_while(|line| !line.starts_with('─'));
    let rows = table.filter(|line| line.starts_with("  ") && line.contains(['✔', '✘', '?', '≠']));
    rows.map(|line| line[2..30].trim()).collect()
}

#[test]
fn an_overview_comes_first_and_is_in_the_order_of_the_answers() {
    let folder = folder();
    let text = printed(folder.path(), "check --no-config .", 3);
    let sentences = "2 of 6 programmes look like mentoring to work. All of them are fully described.\n3 could be \
         mentoring to work or something else. Their descriptions do not say enough.\n";
    assert!(text.starts_with(sentences), "{text}");
    assert!(
        text.contains(
            "\n2 descriptions have mistakes to correct first.\n1 file could not be read and is not counted.\n\n"
        ),
        "{text}"
    );
    let names = names_in(&text);
    assert_eq!(names[..2], ["Proposal 2", "Proposal 10"], "{text}");
    assert_eq!(names.len(), 6, "{text}");
    assert!(names.contains(&"g.yaml"), "a programme without a name has that of its file: {text}");
    // What decides is in the row, and details only on demand.
    assert!(text.contains("main aim: company and\n"), "{text}");
    assert!(!text.contains("Ask next"), "{text}");
    // Mistakes are shown in any case, under the name of the programme.
    let mistakes = text.find("Correct first").unwrap();
    assert!(text.find("\n=HYPERLINK").unwrap() < mistakes && text.contains("wrk"), "{text}");
    assert!(text.contains("f.yaml"), "{text}");
    assert!(
        text.trim_end().ends_with("1 file could not be read and is not counted."),
        "the answer comes last again: {text}"
    );
}

#[test]
fn a_full_report_has_the_overview_and_every_programme() {
    let folder = folder();
    let (brief, full) =
        (printed(folder.path(), "check --no-config .", 3), printed(folder.path(), "check --no-config --full .", 3));
    assert_eq!(brief.lines().next(), full.lines().next());
    let count = |text: &str| text.lines().filter(|line| line.starts_with("  Asymmetry  ")).count();
    assert_eq!((count(&brief), count(&full)), (0, 6));
    let single = printed(folder.path(), "check --no-config b-2.yaml", 0);
    assert_eq!(count(&single), 1);
    assert!(single.starts_with("Proposal 2 is mentoring to work."), "{single}");
}

#[test]
fn an_overview_can_be_read_aloud() {
    let folder = folder();
    let text = printed(folder.path(), "check --no-config --screen-reader .", 3);
    assert!(!text.contains(['✔', '✘', '≠', '─']), "{text}");
    let row = "Proposal 2: is it; nothing to ask; Asymmetry met, Growth met, Goal orientation met,";
    assert!(text.contains(row), "{text}");
}

#[test]
fn tables_have_the_same_cells_with_each_separator() {
    let folder = folder();
    let records = |separator: &str, byte: u8, format: &str| -> Vec<csv::StringRecord> {
        let text = printed(folder.path(), &format!("check --no-config --format {format} --separator {separator} ."), 3);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(byte).from_reader(text.as_bytes());
        reader.records().map(Result::unwrap).collect()
    };
    for format in ["csv", "grid"] {
        let usual = records(",", b',', format);
        assert_eq!(usual, records("';'", b';', format));
        assert_eq!(usual, records("tab", b'\t', format));
    }
    let usual = records(",", b',', "csv");
    let head: Vec<_> = usual[0].iter().collect();
    assert_eq!((head[..2].to_vec(), head.last()), (vec!["Programme", "In a sentence"], Some(&"Path")));
    let column = head.iter().position(|title| *title == "First mistake").unwrap();
    let row = |path: &str| usual.iter().find(|row| row.iter().next_back() == Some(path)).unwrap();
    assert!(row("e.yaml")[column].starts_with("Line 2: ") && row("e.yaml")[column].contains("wrk"));
    assert!(row("f.yaml")[column].starts_with("Line "), "{:?}", row("f.yaml"));
    assert_eq!(&row("b-2.yaml")[column], "");
    assert!(row("e.yaml")[0].starts_with("'="));
}

/// The parts of a workbook by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut read = |name: String| {
        let mut text = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        (name, text)
    };
    names.into_iter().map(&mut read).collect()
}

/// The texts inside elements of this name.
fn texts(xml: &str, element: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut depth) = (Vec::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.name().as_ref() == element.as_bytes() => {
                depth += 1;
                found.push(String::new());
            }
            Event::End(end) if end.name().as_ref() == element.as_bytes() => depth -= 1,
            Event::Text(text) if depth > 0 => found.last_mut().unwrap().push_str(&text.decode().unwrap()),
            Event::GeneralRef(entity) if depth > 0 => {
                let entity: &[u8] = &entity;
                let ch = match entity {
                    b"amp" => '&',
                    b"lt" => '<',
                    b"gt" => '>',
                    b"quot" => '"',
                    _ => '\'',
                };
                found.last_mut().unwrap().push(ch);
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn a_workbook_has_sheets_to_read_to_filter_to_print_and_to_decide_on() {
    let folder = folder();
    printed(folder.path(), "check --no-config --evidence . --format xlsx -o round.xlsx", 3);
    let bytes = fs::read(folder.path().join("round.xlsx")).unwrap();
    let parts = parts(&bytes);
    let book = &parts["xl/workbook.xml"];
    for (index, name) in ["Programmes", "Questions", "Evidence", "Grid", "Decisions", "Words"].iter().enumerate() {
        assert!(book.contains(&format!("name=\"{name}\"")), "{book}");
        let sheet = &parts[&format!("xl/worksheets/sheet{}.xml", index + 1)];
        for wanted in ["state=\"frozen\"", "<autoFilter", "orientation=\"landscape\"", "fitToHeight=\"0\""] {
            assert!(sheet.contains(wanted), "{name}: {wanted}");
        }
        assert!(book.contains(&format!("{name}!$1:$1")), "{name} repeats its head: {book}");
        // No text of a file is computed or linked.
        assert!(!sheet.contains("<f>") && !sheet.contains("<hyperlink"), "{name}");
    }
    let strings = texts(&parts["xl/sharedStrings.xml"], "si");
    let position =
        |text: &str| strings.iter().position(|one| one == text).unwrap_or_else(|| panic!("{text}: {strings:?}"));
    // Texts are numbered in the order in which they are written.
    assert!(position("Proposal 2") < position("Proposal 10"));
    for text in [
        "=HYPERLINK(\"http://x\")",
        "This file could not be read.",
        "Proposal 2 is mentoring to work.",
        "met",
        "not met",
        "not stated",
        "Recommendation",
        // Of the bytes of c.yaml, as `sha256sum` gives it.
        "ebf84ab053042353cbbb3846909a8addc245fc3b4f042c663894f44c4d91a0df",
    ] {
        position(text);
    }
    // Equal runs give equal bytes.
    printed(folder.path(), "check --no-config --evidence . --format xlsx -o again.xlsx", 3);
    assert!(bytes == fs::read(folder.path().join("again.xlsx")).unwrap());
    // A workbook in a folder is no input.
    let list = printed(folder.path(), "check --no-config --list-files .", 0);
    assert!(list.contains("round.xlsx: skipped"), "{list}");
}

#[test]
fn a_workbook_of_hostile_texts_is_well_formed() {
    let folder = tempfile::tempdir().unwrap();
    let texts_of = ["\\u0001", "\\uFFFE", "_x0041_", "]]>", "<b>&amp;", "\\t=1", "\\u202E", "@SUM(A1)"];
    for (index, text) in texts_of.iter().enumerate() {
        let name = format!("{{\"programme\": {{\"name\": \"{text} {}\"}}}}", "x".repeat(index * 9_000));
        fs::write(folder.path().join(format!("{index}.json")), name).unwrap();
    }
    printed(folder.path(), "check --no-config --expect any . --format xlsx -o round.xlsx", 0);
    let parts = parts(&fs::read(folder.path().join("round.xlsx")).unwrap());
    for (name, xml) in &parts {
        let allowed =
            |ch: char| matches!(ch, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        assert!(xml.chars().all(allowed), "{name}");
    }
    let strings = texts(&parts["xl/sharedStrings.xml"], "si");
    assert!(strings.iter().all(|text| text.encode_utf16().count() <= 32_767));
    assert!(strings.iter().any(|text| text.ends_with('…') && text.encode_utf16().count() > 32_000));
    assert!(strings.iter().any(|text| text.starts_with("<b>&amp; ")), "markup stays text");
}

/// Two rounds with a programme of each sort.
fn rounds() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for round in ["old", "new"] {
        fs::create_dir(folder.path().join(round)).unwrap();
    }
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    let befriending = |name: &str| named(name).replace("main: work", "main: companionship");
    write("old/1.yaml", &befriending("Moved <script>"));
    write("new/renamed.yaml", &named("Moved <script>"));
    write("old/2.yaml", &named("Unchanged"));
    write("new/2.yaml", &named("Unchanged"));
    write("old/3.yaml", &named("Reworded"));
    write("new/3.yaml", &named("Reworded").replace("agreed-at-start", "set-by-programme"));
    write("old/4.yaml", "programme: {name: Withdrawn}\n");
    write("new/5.yaml", "programme: {name: Added}\npurpose: {main: study}\n");
    write("new/6.yaml", "programme: [\n");
    write("new/package.json", "{\"name\": \"no description\"}\n");
    folder
}

/// However many programmes have one name, a cell names few files.
#[test]
fn a_workbook_says_which_programmes_may_have_come_in_twice() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=6 {
        fs::write(folder.path().join(format!("{number}.yaml")), "programme: {name: Same}\n").unwrap();
    }
    printed(folder.path(), "check --no-config --expect any . --format xlsx -o round.xlsx", 0);
    let texts: String = parts(&fs::read(folder.path().join("round.xlsx")).unwrap()).into_values().collect();
    let warning = "A programme of the same name is in 2.yaml, 3.yaml, 4.yaml and 2 more.";
    assert!(texts.contains(warning), "{texts}");
    assert!(!texts.contains("4.yaml, 5.yaml"), "{texts}");
}

#[test]
fn two_rounds_are_compared_by_the_identity_of_programmes() {
    let folder = rounds();
    let text = printed(folder.path(), "diff old new", 3);
    assert!(text.starts_with("3 programmes are in both rounds.\nThe verdict changed for one of them.\n"), "{text}");
    for line in [
        "    Because of: main aim: finding paid work\n",
        "    Goal orientation: not met → met\n",
        "    Main aim: company and friendship → finding paid work\n",
        "One programme is only in the old round.\n",
        "One programme is only in the new round.\n",
        "One file could not be read, in full or at all.",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains("no description"), "{text}");
    let json: Value = serde_json::from_str(&printed(folder.path(), "diff old new --format json", 3)).unwrap();
    let schema: Value = serde_json::from_str(DIFF).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json), "{json}");
    let path = json["programmes"].as_array().unwrap().iter().find(|pair| pair["new"]["name"] == "Moved <script>");
    assert_eq!(path.unwrap()["new"]["path"], "new/renamed.yaml");
}

#[test]
fn changes_say_what_evidence_they_carry() {
    let folder = rounds();
    let path = folder.path().join("new/renamed.yaml");
    let entry = "\nevidence:\n  - {for: purpose.main, source: Annual report}\n";
    let text = fs::read_to_string(&path).unwrap().replace("\nevidence:\n", entry);
    assert!(text.contains(entry));
    fs::write(path, text).unwrap();
    let text = printed(folder.path(), "diff old new --evidence", 3);
    assert!(text.contains("finding paid work (Names a document)"), "{text}");
    assert!(text.contains("changes that decide something carry evidence."), "{text}");
    assert!(!printed(folder.path(), "diff old new", 3).contains("Names a document"));
}

#[test]
fn two_rounds_make_a_page_and_a_workbook() {
    let folder = rounds();
    printed(folder.path(), "diff old new --format html -o changes.html", 3);
    let page = fs::read_to_string(folder.path().join("changes.html")).unwrap();
    assert!(page.contains("default-src &#39;none&#39;") && !page.contains("<script"), "{page}");
    assert!(page.contains("Moved &#60;script&#62;") && page.contains("main aim: finding paid work"), "{page}");
    printed(folder.path(), "diff old new --format xlsx -o changes.xlsx", 3);
    let bytes = fs::read(folder.path().join("changes.xlsx")).unwrap();
    let strings = texts(&parts(&bytes)["xl/sharedStrings.xml"], "si");
    for text in ["Moved <script>", "the verdict", "only in the new round", "Main aim"] {
        assert!(strings.iter().any(|one| one == text), "{text}: {strings:?}");
    }
    // A programme in which nothing changed has its verdict and its file, so that the sheet lists the whole round.
    assert!(strings.iter().any(|one| one == "new/2.yaml"), "{strings:?}");
    // A description is never replaced, and a file is not compared with a folder.
    assert!(printed(folder.path(), "diff old new --format html -o new/2.yaml", 2).contains("would replace"));
    assert!(printed(folder.path(), "diff old/2.yaml new", 2).contains("is a folder, and the other version is not"));
}

#[test]
fn every_command_of_the_page_on_a_funding_round_is_real() {
    let page = fs::read_to_string(Path::new(ROOT).join("docs/funding-round.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["forms", "answers", "ask"] {
        fs::create_dir(path(name)).unwrap();
    }
    // What applicants send back: forms, filled in. All are constructed.
    let befriending = named("Harbour Friends (constructed)").replace("main: work", "main: companionship");
    let left_open = [
        "  footing: equal\n",
        "  exchange: two-way\n",
        "  steered_by: together\n",
        "  gains: [intercultural-skills, meaning]\n",
    ];
    let full = named("Harbour Start (constructed)");
    let open = left_open.iter().fold(full, |text, line| text.replace(line, ""));
    for (round, proposals) in [
        ("forms", [named("Harbour Mentors (constructed)"), open, befriending.clone()]),
        ("answers", [named("Harbour Mentors (constructed)"), named("Harbour Start (constructed)"), befriending]),
    ] {
        for (number, proposal) in [1, 2, 10].iter().zip(proposals) {
            fs::write(path("plan.yaml"), proposal).unwrap();
            printed(folder.path(), &format!("form --as xlsx --prefill plan.yaml -o {round}/proposal-{number}.xlsx"), 0);
        }
    }
    fs::remove_file(path("plan.yaml")).unwrap();
    let commands = blocks(&page, "console");
    assert!(commands.len() >= 8, "{}", commands.len());
    for block in commands {
        let command = block[0].strip_prefix("$ mentorcheck ").unwrap();
        let arguments: Vec<_> = command.split(' ').map(|argument| argument.trim_matches('\'')).collect();
        let (code, stdout, stderr) = run_in(folder.path(), &arguments);
        assert!(matches!(code, Some(0 | 1)), "{command}: {stderr}");
        let printed: Vec<_> = stdout.lines().collect();
        assert!(matches_output(&block[1..], &printed), "{command} prints:\n{stdout}");
    }
}
