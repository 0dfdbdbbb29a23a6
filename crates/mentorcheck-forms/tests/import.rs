//! Answers that come back are those that were given, and whatever else is in a form is reported.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

mod common;

use std::{collections::BTreeMap, sync::LazyLock};

use common::{DESCRIPTION, answers, parse};
use mentorcheck_core::schema::{Schema, vocabulary};
use mentorcheck_forms::{
    FormOptions,
    answers::{Answer, Answers, EvidenceEntry},
    import::{self, ImportError, Imported, Importer},
    model::{Question, QuestionKind, Questionnaire},
    xlsform, xlsx,
};
use mentorcheck_yaml::Notice;
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Imported {
    IMPORTER.read(bytes).unwrap()
}

/// The answers in what was read, which must be valid.
fn answers_of(form: &Imported) -> Answers {
    assert_eq!(form.origin.places.len(), form.text.lines().count());
    let (document, file) = parse(form.text.clone().into_bytes());
    // Some texts must have a certain form, such as the code of a country.
    let is_text = |pointer: &str| {
        let field = pointer.trim_start_matches('/').split('/').take(2).collect::<Vec<_>>().join(".");
        let questionnaire = questionnaire();
        let question = questionnaire.question(&field);
        question.is_some_and(|question| matches!(question.kind, QuestionKind::Text | QuestionKind::Texts))
    };
    let mut errors = Schema::programme().check(&document, &file);
    errors.retain(|error| !is_text(&error.pointer));
    assert!(errors.is_empty(), "{errors:?}\n{}", form.text);
    Answers::from_document(&document, vocabulary())
}

fn codes(form: &Imported) -> Vec<&str> {
    form.origin.notices.iter().map(|notice| notice.code.as_str()).collect()
}

fn notice<'f>(form: &'f Imported, code: &str) -> &'f Notice {
    let mut found = form.origin.notices.iter().filter(|notice| notice.code == code);
    found.next().unwrap_or_else(|| panic!("no {code} among {:?}", form.origin.notices))
}

/// The place of the line that a notice is about.
fn place<'f>(form: &'f Imported, notice: &Notice) -> &'f str {
    &form.origin.places[notice.line - 1]
}

/// A text that a cell can hold, and that is none of the words for “not known”.
fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z=+@é“\"'#:,\\[\\]{}&*!|>%`$<_x0-9-][a-zA-Z =é;:#'\"x_0-9]{0,12}[a-zA-Z0-9.]"
        .prop_filter("a word for “not known”", |text| !vocabulary().is_placeholder(text))
        .prop_map(|text| text.replace("; ", ", "))
}

fn answer(question: &Question) -> BoxedStrategy<Answer> {
    let names: Vec<String> = question.answers.iter().map(|answer| answer.name.clone()).collect();
    let not_stated = Just(Answer { not_stated: true, ..Answer::default() });
    match question.kind {
        QuestionKind::Text => text().prop_map(|text| Answer { values: vec![text], ..Answer::default() }).boxed(),
        QuestionKind::Texts => {
            prop::collection::vec(text(), 1..4).prop_map(|values| Answer { values, ..Answer::default() }).boxed()
        }
        QuestionKind::ChooseOne => {
            let chosen =
                prop::sample::select(names).prop_map(|name| Answer { values: vec![name], ..Answer::default() });
            prop_oneof![4 => chosen, 1 => not_stated].boxed()
        }
        QuestionKind::TickAll => {
            let has_closing = question.closing.is_some();
            let count = names.len();
            let ticked =
                (prop::sample::subsequence(names, 0..=count), any::<bool>()).prop_map(move |(values, complete)| {
                    Answer { complete: complete && has_closing, values, ..Answer::default() }
                });
            prop_oneof![4 => ticked, 1 => not_stated].boxed()
        }
    }
}

fn entry(field: String) -> impl Strategy<Value = EvidenceEntry> {
    (text(), prop::option::of(text()), prop::option::of(text())).prop_map(move |(document, place, words)| {
        EvidenceEntry { field: field.clone(), document: Some(document), place, words }
    })
}

/// Answers to some of the questions, of any kind.
fn any_answers() -> impl Strategy<Value = Answers> {
    let questionnaire = questionnaire();
    let each: Vec<_> = questionnaire
        .questions()
        .map(|question| {
            let entries = prop::collection::vec(entry(question.field.clone()), 0..3);
            (Just(question.field.clone()), prop::option::of(answer(question)), prop::option::weighted(0.1, entries))
        })
        .collect();
    each.prop_map(|each| {
        let mut answers = Answers::default();
        for (field, answer, entries) in each {
            if let Some(answer) = answer.filter(|answer| *answer != Answer::default()) {
                answers.insert(&field, answer);
            }
            entries.into_iter().flatten().for_each(|entry| answers.add_evidence(entry));
        }
        answers
    })
}

/// How an export words answers.
#[derive(Debug, Clone, Copy)]
struct Style {
    labels: bool,
    split: bool,
    /// What separates the names of groups from that of a question.
    groups: Option<char>,
    separator: u8,
}

/// A table as a server exports it, with a row for each submission.
fn export(questionnaire: &Questionnaire, submissions: &[&Answers], style: Style, time: &[&str]) -> Vec<u8> {
    let mut titles: Vec<String> = vec!["_submission_time".into(), "_uuid".into()];
    titles.extend([xlsform::VERSION_NAME, xlsform::FINGERPRINT_NAME].map(str::to_owned));
    let mut rows: Vec<Vec<String>> = vec![Vec::new(); submissions.len()];
    for (row, time) in rows.iter_mut().zip(time) {
        row.extend([(*time).to_owned(), "constructed".to_owned(), "1".to_owned(), questionnaire.fingerprint()]);
    }
    for section in &questionnaire.sections {
        for question in &section.questions {
            let name = format!("{}__{}", section.name, question.key);
            let prefix = match style.groups {
                None => String::new(),
                Some(separator) if style.labels => format!("{}{separator}", section.title),
                Some(separator) => format!("{}{separator}", section.name),
            };
            let title = if style.labels { format!("{}. {}", question.number, question.question) } else { name.clone() };
            let title = format!("{prefix}{title}");
            let choices = choices(question, style.labels);
            let chosen = |answers: &Answers| -> Vec<String> {
                let answer = answers.get(&question.field).cloned().unwrap_or_default();
                let mut names: Vec<&str> = answer.values.iter().map(String::as_str).collect();
                if answer.not_stated {
                    names.push(xlsform::NOT_STATED);
                } else if answer.complete {
                    names.push(if names.is_empty() { xlsform::NONE_OF_THESE } else { xlsform::COMPLETE });
                }
                names.into_iter().map(|name| choices.get(name).cloned().unwrap_or_else(|| name.to_owned())).collect()
            };
            if question.kind == QuestionKind::TickAll && style.split {
                for choice in choices.values() {
                    titles.push(format!("{title}/{choice}"));
                    for (row, answers) in rows.iter_mut().zip(submissions) {
                        let is_ticked = chosen(answers).contains(choice);
                        let has_answer = answers.get(&question.field).is_some();
                        row.push(if has_answer { if is_ticked { "1" } else { "0" } } else { "" }.to_owned());
                    }
                }
            } else {
                titles.push(title);
                for (row, answers) in rows.iter_mut().zip(submissions) {
                    let is_texts = question.kind == QuestionKind::Texts;
                    row.push(chosen(answers).join(if is_texts { xlsform::SEPARATOR } else { " " }));
                }
            }
            let entries = |answers: &Answers| -> Vec<EvidenceEntry> {
                answers.evidence().iter().filter(|entry| entry.field == question.field).cloned().collect()
            };
            let most = submissions.iter().map(|answers| entries(answers).len()).max().unwrap_or_default().max(1);
            for number in 1..=most {
                let prompts = &questionnaire.evidence;
                for (part, prompt) in [&prompts.document, &prompts.place, &prompts.words].into_iter().enumerate() {
                    let name = format!("{prefix}{name}__{}__{number}", prompt.key);
                    titles.push(if style.labels {
                        let passage = if number == 1 { String::new() } else { format!(", passage {number}") };
                        let about = format!("(question {}{passage})", question.number);
                        format!("{prefix}Where does it say so?/{} {about}", prompt.question)
                    } else {
                        name
                    });
                    for (row, answers) in rows.iter_mut().zip(submissions) {
                        let entries = entries(answers);
                        let text = entries.get(number - 1).map_or("", |entry| entry.texts()[part]);
                        row.push(text.to_owned());
                    }
                }
            }
        }
    }
    let mut writer = csv::WriterBuilder::new().delimiter(style.separator).from_writer(Vec::new());
    writer.write_record(&titles).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

fn records(table: &[u8], style: Style) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new().delimiter(style.separator).has_headers(false).from_reader(table);
    reader.records().map(Result::unwrap).collect()
}

/// The table with the first `turn` columns moved to its end.
fn turned(table: &[u8], style: Style, turn: usize) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(style.separator).from_writer(Vec::new());
    for record in records(table, style) {
        let mut fields: Vec<&str> = record.iter().collect();
        let turn = turn % fields.len();
        fields.rotate_left(turn);
        writer.write_record(fields).unwrap();
    }
    writer.into_inner().unwrap()
}

/// The table as a workbook.
fn to_workbook(table: &[u8], style: Style) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, record) in (0..).zip(records(table, style)) {
        for (column, text) in (0..).zip(&record).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The names of choices, and how the export words them.
fn choices(question: &Question, labels: bool) -> BTreeMap<String, String> {
    let list = CHOICES.get(&format!("{}__{}", question.section, question.key));
    let choices = list.into_iter().flatten();
    choices.map(|(name, label)| (name.clone(), if labels { label } else { name }.clone())).collect()
}

/// The choices of the online form: names and labels by list.
static CHOICES: LazyLock<BTreeMap<String, Vec<(String, String)>>> = LazyLock::new(|| {
    let form = xlsform::render(&QUESTIONNAIRE, &FormOptions::default()).unwrap();
    let cells: BTreeMap<String, String> = common::cells(&form, 2).into_iter().collect();
    let mut choices: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (address, list) in cells.iter().filter(|(address, _)| address.starts_with('A')) {
        let cell = |column: &str| cells[&address.replace('A', column)].clone();
        choices.entry(list.clone()).or_default().push((cell("B"), cell("C")));
    }
    choices
});

static QUESTIONNAIRE: LazyLock<Questionnaire> = LazyLock::new(common::questionnaire);
static IMPORTER: LazyLock<Importer<'static>> = LazyLock::new(|| Importer::new(&QUESTIONNAIRE, vocabulary()));

fn questionnaire() -> &'static Questionnaire {
    &QUESTIONNAIRE
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn a_workbook_gives_back_what_was_filled_in(answers in any_answers()) {
        let bytes = xlsx::render(questionnaire(), &FormOptions { prefill: Some(&answers), only: None }).unwrap();
        let form = read(&bytes);
        prop_assert_eq!(&form.origin.notices, &[]);
        prop_assert_eq!(answers_of(&form), sorted(&answers));
    }

    #[test]
    fn an_export_gives_back_what_was_submitted(
        answers in any_answers(),
        labels in any::<bool>(),
        split in any::<bool>(),
        groups in prop::option::of(prop::sample::select(vec!['/', '-'])),
        separator in prop::sample::select(vec![b',', b';', b'\t']),
        as_workbook in any::<bool>(),
        turn in 0_usize..400,
    ) {
        let groups = if labels { groups.map(|_| '/') } else { groups };
        let style = Style { labels, split, groups, separator };
        let table = turned(&export(questionnaire(), &[&answers], style, &[""]), style, turn);
        let form = read(&if as_workbook { to_workbook(&table, style) } else { table });
        prop_assert_eq!(&form.origin.notices, &[], "{:?}", style);
        prop_assert_eq!(answers_of(&form), sorted(&answers), "{:?}", style);
    }
}

/// The same answers with evidence in the order of the questions.
fn sorted(answers: &Answers) -> Answers {
    let mut sorted = Answers::default();
    for question in questionnaire().questions() {
        if let Some(answer) = answers.get(&question.field) {
            sorted.insert(&question.field, answer.clone());
        }
        answers
            .evidence()
            .iter()
            .filter(|entry| entry.field == question.field)
            .for_each(|entry| sorted.add_evidence(entry.clone()));
    }
    sorted
}

#[test]
fn every_value_comes_back_from_every_form() {
    let questionnaire = questionnaire();
    let most = questionnaire.questions().map(|question| question.answers.len()).max().unwrap();
    let style = Style { labels: true, split: false, groups: None, separator: b',' };
    for index in 0..most {
        let mut answers = Answers::default();
        for question in questionnaire.questions() {
            if let Some(answer) = question.answers.get(index) {
                answers.insert(&question.field, Answer { values: vec![answer.name.clone()], ..Answer::default() });
            }
        }
        let workbook = xlsx::render(questionnaire, &FormOptions { prefill: Some(&answers), only: None }).unwrap();
        for bytes in [workbook, export(questionnaire, &[&answers], style, &[""])] {
            let form = read(&bytes);
            assert_eq!(form.origin.notices, []);
            assert_eq!(answers_of(&form), answers);
        }
    }
}

/// A prefilled workbook in which cells of the first sheet are changed: by address, to an inline text.
fn changed(answers: &Answers, change: impl Fn(&str) -> String) -> Vec<u8> {
    let bytes = xlsx::render(questionnaire(), &FormOptions { prefill: Some(answers), only: None }).unwrap();
    common::with_part(&bytes, "xl/worksheets/sheet1.xml", change)
}

/// Replaces the element of a cell. `content` is what stands after its address.
fn set_cell(sheet: &str, address: &str, content: &str) -> String {
    let start = sheet.find(&format!("<c r=\"{address}\"")).unwrap_or_else(|| panic!("no cell {address}"));
    let rest = &sheet[start..];
    let ends = [rest.find("/>").map(|at| at + 2), rest.find("</c>").map(|at| at + 4)];
    let end = start + ends.into_iter().flatten().min().unwrap();
    format!("{}<c r=\"{address}\"{content}{}", &sheet[..start], &sheet[end..])
}

/// The address of the answer cell of a row, by its key.
fn address(key: &str) -> String {
    let bytes = xlsx::render(questionnaire(), &FormOptions::default()).unwrap();
    let (cell, _) = common::cells(&bytes, 1).into_iter().find(|(_, text)| text == key).unwrap();
    cell.replace('A', "E")
}

fn inline(text: &str) -> String {
    format!(" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn what_is_not_an_answer_is_reported_with_its_question_and_cell() {
    let main = address("purpose.main/choice");
    let tick = address("purpose.steps/tick/network");
    let form = read(&changed(&Answers::default(), |sheet| {
        set_cell(&set_cell(sheet, &main, &inline("Find work")), &tick, &inline("x"))
    }));
    assert_eq!(codes(&form), ["form/unknown-answer", "form/unknown-answer"]);
    let [choice, ticked] = &form.origin.notices[..] else { panic!() };
    assert_eq!(place(&form, choice), format!("Question 10, cell {main}"));
    assert_eq!(
        choice.message,
        format!("The answer to question 10 (Main aim) in cell {main} is “Find work”, which is not one of the answers.")
    );
    assert!(choice.help.contains("“Not decided, or not known”: Career progress; "), "{}", choice.help);
    assert!(place(&form, ticked).ends_with(&format!("cell {tick}")));
    assert!(ticked.message.ends_with("has “x”. It can have Yes or be empty."), "{}", ticked.message);
    // What is not understood stays in the text, and states nothing.
    let (document, _) = parse(form.text.clone().into_bytes());
    let answers = Answers::from_document(&document, vocabulary());
    assert_eq!(answers.get("purpose.main").unwrap().not_understood, ["Find work"]);
    assert_eq!(answers.get("purpose.steps").unwrap().values, [""; 0]);
}

/// An element of a cell with a text.
fn cell(address: &str, text: &str) -> String {
    format!("<c r=\"{address}\"{}", inline(text))
}

/// Adds a cell at the end of its row.
fn add_cell(sheet: &str, address: &str, text: &str) -> String {
    let row = address.trim_start_matches(|ch: char| ch.is_ascii_uppercase());
    let start = sheet.find(&format!("<row r=\"{row}\"")).unwrap();
    let end = start + sheet[start..].find("</row>").unwrap();
    format!("{}{}{}", &sheet[..end], cell(address, text), &sheet[end..])
}

#[test]
fn what_is_written_where_no_answer_belongs_is_reported_with_its_place() {
    let main = address("purpose.main/choice");
    let name = address("programme.name/text");
    let (row, name_row) = (&main[1..], &name[1..]);
    let beside = format!("F{row}");
    for (change, place_of, says) in [
        // Beside the form, also beside its head.
        (vec![(format!("I{row}"), "call me")], format!("Question 10, cell I{row}"), "it is next to the form"),
        (vec![("J2".to_owned(), "call me")], "Cell J2".to_owned(), "it is next to the form"),
        // Over the texts of the form.
        (
            vec![(format!("C{name_row}"), "call me")],
            format!("Question 1, cell C{name_row}"),
            "a text of the form belongs there",
        ),
        (
            vec![(format!("D{name_row}"), "call me")],
            format!("Question 1, cell D{name_row}"),
            "a text of the form belongs there",
        ),
        // One column too far to the right.
        (
            vec![(beside.clone(), "Finding paid work")],
            format!("Question 10, cell {beside}"),
            "its answer cell is empty, and it is in the column of documents",
        ),
    ] {
        let form = read(&changed(&Answers::default(), |sheet| {
            change.iter().fold(sheet.to_owned(), |sheet, (address, text)| {
                if sheet.contains(&format!("<c r=\"{address}\"")) {
                    set_cell(&sheet, address, &inline(text))
                } else {
                    add_cell(&sheet, address, text)
                }
            })
        }));
        assert_eq!(codes(&form), ["form/unread-cell"], "{change:?}");
        let notice = notice(&form, "form/unread-cell");
        assert_eq!(place(&form, notice), place_of);
        assert!(notice.message.contains(says), "{}", notice.message);
        assert!(form.text.starts_with("# Not read, "), "{}", form.text);
        assert!(answers_of(&form).evidence().is_empty(), "{}", form.text);
    }
    // A sheet of one's own.
    let bytes = xlsx::render(questionnaire(), &FormOptions::default()).unwrap();
    let renamed =
        common::with_part(&bytes, "xl/workbook.xml", |list| list.replace("name=\"Codebook\"", "name=\"Answers\""));
    assert_eq!(codes(&read(&renamed)), [""; 0], "the codebook under another name");
    let notes = common::with_part(&renamed, "xl/worksheets/sheet2.xml", |sheet| {
        set_cell(sheet, "A1", &inline("We also do sport"))
    });
    let form = read(&notes);
    assert_eq!(codes(&form), ["form/unread-cell"]);
    assert_eq!(place(&form, notice(&form, "form/unread-cell")), "Sheet “Answers”, cell A1");
    // A second form says what was not understood before its own texts.
    let second = answers("programme: {name: A}\npurpose: {main: wrk, steps: [\"A wider network: x\", job-search]}\n");
    let bytes = xlsx::render(questionnaire(), &FormOptions { prefill: Some(&second), only: None }).unwrap();
    let shown = common::shown_strings(&bytes);
    assert!(
        shown.contains("Written here before: “x”. Choose Yes if this applies, or leave the cell empty.\n"),
        "{shown}"
    );
    assert_eq!(codes(&read(&bytes)), [""; 0]);
    // No more than a screen of them.
    let many = read(&changed(&Answers::default(), |sheet| {
        (1..=50).fold(sheet.to_owned(), |sheet, number| {
            let row =
                format!("<row r=\"{}\">{}</row></sheetData>", 900 + number, cell(&format!("C{}", 900 + number), "x"));
            sheet.replace("</sheetData>", &row)
        })
    }));
    assert_eq!(codes(&many).len(), 21);
    let last = many.origin.notices.last().unwrap();
    assert_eq!(last.message, "30 more cells where no answer belongs are not read.");
}

#[test]
fn the_name_of_a_value_is_not_taken_for_an_answer_of_the_list() {
    let main = address("purpose.main/choice");
    let of = |text: &str| read(&changed(&Answers::default(), |sheet| set_cell(sheet, &main, &inline(text))));
    let form = of("Work");
    assert_eq!(codes(&form), ["form/unknown-answer"]);
    let (document, _) = parse(form.text.clone().into_bytes());
    assert_eq!(Answers::from_document(&document, vocabulary()).get("purpose.main").unwrap().not_understood, ["Work?"]);
    for text in ["Finding paid work", " finding  PAID work"] {
        let form = of(text);
        assert_eq!(codes(&form), [""; 0], "{text}");
        assert_eq!(answers_of(&form).get("purpose.main").unwrap().values, ["work"]);
    }
}

#[test]
fn what_is_not_understood_comes_first_in_a_list() {
    let tick = |value: &str| address(&format!("purpose.steps/tick/{value}"));
    let (good, bad) = (tick("job-search"), tick("network"));
    let form = read(&changed(&Answers::default(), |sheet| {
        set_cell(&set_cell(sheet, &good, &inline("Yes")), &bad, &inline("of course"))
    }));
    let line = form.text.lines().position(|line| line == "  steps:").unwrap();
    for place in &form.origin.places[line..=line + 1] {
        assert_eq!(*place, format!("Question 11, cell {bad}"));
    }
}

#[test]
fn answers_that_exclude_each_other_count_for_nothing() {
    let none = address("purpose.steps/none/nothing-else");
    let complete = address("purpose.steps/complete/nothing-else");
    let unknown = address("purpose.steps/not-stated");
    let network = address("purpose.steps/tick/network");
    for ticked in [
        vec![&none, &network],
        vec![&none, &unknown],
        vec![&complete],
        vec![&complete, &unknown],
        vec![&unknown, &network],
    ] {
        let form = read(&changed(&Answers::default(), |sheet| {
            ticked.iter().fold(sheet.to_owned(), |sheet, cell| set_cell(&sheet, cell, &inline("Yes")))
        }));
        assert_eq!(codes(&form), ["form/conflicting-answers"], "{ticked:?}");
        let (document, _) = parse(form.text.clone().into_bytes());
        let answers = Answers::from_document(&document, vocabulary());
        let answer = answers.get("purpose.steps").unwrap();
        assert!(answer.values.is_empty() && !answer.complete, "{answer:?}");
    }
}

#[test]
fn what_happens_to_a_sheet_is_handled_or_reported() {
    let given = answers(DESCRIPTION);
    let main = address("mentor.capacity/choice");
    let row = main[1..].to_owned();
    let one_row = |sheet: &str| {
        let start = sheet.find(&format!("<row r=\"{row}\"")).unwrap();
        let end = start + sheet[start..].find("</row>").unwrap() + 6;
        (start, end)
    };
    let deleted = read(&changed(&given, |sheet| {
        let (start, end) = one_row(sheet);
        format!("{}{}", &sheet[..start], &sheet[end..])
    }));
    assert_eq!(codes(&deleted), ["form/missing-row"]);
    assert!(notice(&deleted, "form/missing-row").message.contains("(Mentor's role)"), "{:?}", deleted.origin.notices);
    assert!(answers_of(&deleted).get("mentor.capacity").is_none());

    let moved = read(&changed(&given, |sheet| {
        let (start, end) = one_row(sheet);
        let moved = sheet[start..end].replace(&format!("{row}\""), "900\"");
        format!("{}{}", &sheet[..start], &sheet[end..]).replace("</sheetData>", &format!("{moved}</sheetData>"))
    }));
    assert_eq!(codes(&moved), [""; 0]);
    assert_eq!(answers_of(&moved).get("mentor.capacity"), given.get("mentor.capacity"));
    assert!(moved.origin.places.iter().any(|place| place.ends_with("cell E900")));

    let hidden = read(&changed(&given, |sheet| {
        sheet.replace(&format!("<row r=\"{row}\""), &format!("<row r=\"{row}\" hidden=\"1\""))
    }));
    assert!(codes(&hidden).contains(&"form/hidden-answer"));
    assert_eq!(answers_of(&hidden).get("mentor.capacity"), given.get("mentor.capacity"));

    let merged = read(&changed(&given, |sheet| {
        sheet.replace(
            "<mergeCells count=\"1\">",
            &format!("<mergeCells count=\"2\"><mergeCell ref=\"{main}:E{}\"/>", row.parse::<u32>().unwrap() + 2),
        )
    }));
    assert_eq!(codes(&merged), ["form/merged-cells"]);

    let formula = " t=\"str\"><f>A1</f><v>A volunteer</v></c>";
    let calculated = read(&changed(&given, |sheet| set_cell(sheet, &main, formula)));
    assert_eq!(codes(&calculated), ["form/formula"]);
    assert_eq!(answers_of(&calculated).get("mentor.capacity"), given.get("mentor.capacity"));
    let uncalculated = read(&changed(&given, |sheet| set_cell(sheet, &main, "><f>A1</f></c>")));
    assert_eq!(codes(&uncalculated), ["form/formula-without-value"]);

    let copied = read(&changed(&given, |sheet| {
        let (start, end) = one_row(sheet);
        let copy = sheet[start..end].replace(&format!("{row}\""), "900\"");
        let copy = set_cell(&copy, "E900", &inline("A peer"));
        sheet.replace("</sheetData>", &format!("{copy}</sheetData>"))
    }));
    assert!(codes(&copied).contains(&"form/repeated-row"));

    let stray = read(&changed(&given, |sheet| {
        sheet.replace(
            "</sheetData>",
            "<row r=\"950\"><c r=\"E950\" t=\"inlineStr\"><is><t>stray</t></is></c></row></sheetData>",
        )
    }));
    assert_eq!(codes(&stray), ["form/unread-cell"]);
}

#[test]
fn other_versions_and_other_files_are_distinguished() {
    let given = answers(DESCRIPTION);
    let bytes = xlsx::render(questionnaire(), &FormOptions { prefill: Some(&given), only: None }).unwrap();
    let own = questionnaire().fingerprint();
    let other = common::with_part(&bytes, "xl/sharedStrings.xml", |strings| strings.replace(&own, "0123456789abcdef"));
    let form = read(&other);
    assert_eq!(codes(&form), ["form/other-version"]);
    assert!(notice(&form, "form/other-version").message.contains("0123456789abcdef"));
    let renamed =
        common::with_part(&bytes, "xl/workbook.xml", |list| list.replace("name=\"Questions\"", "name=\"Fragen\""));
    assert_eq!(codes(&read(&renamed)), [""; 0]);
    // The form that asks a question is no answer to it, and another table is none either.
    let blank = xlsform::render(questionnaire(), &FormOptions::default()).unwrap();
    for bytes in [blank, b"name,amount\nA,1\n".to_vec(), Vec::new(), b"programme:\n  name: A\n".to_vec()] {
        let error = import::read(questionnaire(), vocabulary(), &bytes).unwrap_err();
        assert_eq!(error, ImportError::NotAForm);
    }
}

#[test]
fn a_later_submission_replaces_an_earlier_one() {
    let named = |name: &str, main: &str| answers(&format!("programme: {{name: {name}}}\npurpose: {{main: {main}}}\n"));
    let (first, second, other) = (named("One", "work"), named("One", "study"), named("Other", "health"));
    let style = Style { labels: false, split: true, groups: Some('/'), separator: b';' };
    for (times, main) in [(["2026-01-02", "2026-01-01", "2026-01-03"], "work"), (["", "", ""], "study")] {
        let form = read(&export(questionnaire(), &[&first, &second, &other], style, &times));
        assert_eq!(codes(&form), ["form/replaced-submission"]);
        assert_eq!(form.text.matches("name: ").count(), 2, "{}", form.text);
        assert!(form.text.contains(&format!("main: {main}\n")), "{}", form.text);
        assert!(form.text.contains("\n---\nprogramme:\n"));
    }
    let unknown = b"programme__name,purpose__main,mentor__capacity,mine\nA,wrk,volunteer,note\n";
    let form = read(unknown);
    assert_eq!(codes(&form), ["form/unknown-answer", "form/unread-cell"]);
    assert_eq!(place(&form, notice(&form, "form/unknown-answer")), "Question 10, cell B2");
    let none =
        import::read(questionnaire(), vocabulary(), b"programme__name,purpose__main,mentor__capacity\n").unwrap_err();
    assert_eq!(none, ImportError::NoSubmission);
}

/// The rows of a sheet from the first question on, without their numbers, and what is around them.
fn split_rows(sheet: &str) -> (String, Vec<(u32, String)>, String) {
    let start = sheet.find("<row r=\"3\"").unwrap();
    let end = sheet.find("</sheetData>").unwrap();
    let rows = sheet[start..end].split_inclusive("</row>").map(|row| {
        let number = row.split('"').nth(1).unwrap().parse().unwrap();
        (number, row.to_owned())
    });
    (sheet[..start].to_owned(), rows.collect(), sheet[end..].to_owned())
}

fn renumbered(rows: impl IntoIterator<Item = (u32, u32, String)>) -> String {
    let address = |column: &str, row: u32| format!("r=\"{column}{row}\"");
    let columns = ["", "A", "B", "C", "D", "E", "F", "G", "H"];
    let rows = rows.into_iter().map(|(from, to, row)| {
        columns.iter().fold(row, |row, column| row.replace(&address(column, from), &address(column, to)))
    });
    rows.collect()
}

#[test]
fn sorted_and_inserted_rows_change_nothing() {
    let given = answers(DESCRIPTION);
    let unchanged = read(&changed(&given, str::to_owned));
    let sorted = read(&changed(&given, |sheet| {
        let (before, rows, after) = split_rows(sheet);
        let numbers: Vec<u32> = rows.iter().map(|(number, _)| *number).collect();
        let rows = rows.into_iter().rev().zip(numbers).map(|((from, row), to)| (from, to, row));
        format!("{before}{}{after}", renumbered(rows))
    }));
    let inserted = read(&changed(&given, |sheet| {
        let (before, rows, after) = split_rows(sheet);
        let rows = rows.into_iter().map(|(from, row)| (from, from + 1 + u32::from(from > 40), row));
        let text = "<row r=\"3\"><c r=\"C3\" t=\"inlineStr\"><is><t>Our remarks</t></is></c></row>";
        format!("{before}{text}{}{after}", renumbered(rows))
    }));
    // What somebody has written in a row of their own is said, and changes nothing else.
    assert_eq!(codes(&inserted), [&["form/unread-cell"], &codes(&unchanged)[..]].concat());
    assert_eq!(inserted.text, format!("# Not read, cell C3: Our remarks\n{}", unchanged.text));
    assert_eq!(sorted.text.lines().count(), unchanged.text.lines().count());
    assert_eq!(codes(&sorted), codes(&unchanged));
    for form in [&sorted, &inserted] {
        assert_ne!(form.origin.places, unchanged.origin.places);
    }
    let facts = |form: &Imported| Answers::from_document(&parse(form.text.clone().into_bytes()).0, vocabulary());
    for question in questionnaire().questions() {
        let [sorted, unchanged] = [&sorted, &unchanged].map(|form| facts(form).get(&question.field).cloned());
        let in_order = |answer: Option<Answer>| {
            answer.map(|mut answer| {
                answer.values.sort();
                answer
            })
        };
        assert_eq!(in_order(sorted), in_order(unchanged), "{}", question.field);
    }
}

#[test]
fn comments_beside_cells_become_comments_that_instruct_nobody() {
    let given = answers(DESCRIPTION);
    let main = address("mentor.capacity/choice");
    let bytes = xlsx::render(questionnaire(), &FormOptions { prefill: Some(&given), only: None }).unwrap();
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
    let list = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"c\" \
         Type=\"{kind}\" Target=\"../comments1.xml\"/></Relationships>"
    );
    let comments = format!(
        "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><commentList><comment \
         ref=\"{main}\"><text><r><t>Ask the chair\nmentorcheck: ignore all</t></r></text></comment><comment \
         ref=\"B1\"><text><t>Draft</t></text></comment></commentList></comments>"
    );
    let parts = [("xl/worksheets/_rels/sheet1.xml.rels", list.as_str()), ("xl/comments1.xml", comments.as_str())];
    let form = read(&common::with_parts(&bytes, &parts));
    assert_eq!(codes(&form), codes(&read(&bytes)));
    let comment =
        format!("  # Comment in cell {main}: Ask the chair\n  # | mentorcheck: ignore all\n  capacity: volunteer\n");
    assert!(form.text.contains(&comment), "{}", form.text);
    assert!(form.text.starts_with("# Comment in cell B1: Draft\n"), "{}", form.text);
}

#[test]
fn dates_and_numbers_are_texts_as_they_are_shown() {
    let (summary, id) = (address("programme.summary/text"), address("programme.id/text"));
    let form = read(&changed(&Answers::default(), |sheet| {
        let dated = set_cell(sheet, &summary, " t=\"d\"><v>2026-11-28</v></c>");
        set_cell(&dated, &id, "><v>12.50</v></c>")
    }));
    assert_eq!(codes(&form), [""; 0]);
    let read = answers_of(&form);
    assert_eq!(read.get("programme.summary").unwrap().values, ["2026-11-28"]);
    assert_eq!(read.get("programme.id").unwrap().values, ["12.50"]);
}

#[test]
fn answers_of_a_list_in_one_cell_are_separated_as_any_language_does() {
    let question = questionnaire().question("purpose.steps").unwrap();
    let labels: Vec<&str> = question.answers.iter().take(2).map(|answer| answer.label.as_str()).collect();
    let names: Vec<&str> = question.answers.iter().take(2).map(|answer| answer.name.as_str()).collect();
    for separator in [" ", ",", ", ", ";", "; ", "|", " | ", "\n"] {
        for words in [&names, &labels] {
            let cell = words.join(separator);
            let table = format!("programme__name\tpurpose__main\tpurpose__steps\nA\twork\t\"{cell}\"\n");
            let form = read(table.as_bytes());
            assert_eq!(codes(&form), [""; 0], "{cell:?}");
            assert_eq!(answers_of(&form).get("purpose.steps").unwrap().values, names, "{cell:?}");
        }
    }
}

#[test]
fn passages_without_the_number_of_their_question_are_not_guessed() {
    let asked = &questionnaire().evidence.document.question;
    let table = format!(
        "programme__name,purpose__main,mentor__capacity,\"{asked}\",\"{asked} (question 10)\"\nA,work,volunteer,One,Two\n"
    );
    let form = read(table.as_bytes());
    assert_eq!(codes(&form), ["form/unread-cell"]);
    let evidence = answers_of(&form);
    let [entry] = evidence.evidence() else { panic!("{evidence:?}") };
    assert_eq!((entry.field.as_str(), entry.document.as_deref()), ("purpose.main", Some("Two")));
}

#[test]
fn a_row_without_answers_is_no_programme() {
    let form = read(b"programme__name,purpose__main,mentor__capacity,_uuid\nA,work,volunteer,1\n,,,2\n");
    assert_eq!(codes(&form), ["form/unread-cell"]);
    assert_eq!(notice(&form, "form/unread-cell").message, "Row 3 has no answers, so it is not read as a programme.");
    assert_eq!(form.text.matches("programme:").count(), 1);
}

#[test]
fn forms_without_the_entry_that_spares_reading_are_read_as_well() {
    let given = answers(DESCRIPTION);
    let bytes = xlsx::render(questionnaire(), &FormOptions { prefill: Some(&given), only: None }).unwrap();
    let without = common::with_part(&bytes, "xl/sharedStrings.xml", |strings| {
        assert!(strings.contains("<t>keys</t>"));
        strings.replace("<t>keys</t>", "<t>other</t>")
    });
    assert_eq!(read(&without).text, read(&bytes).text);
    assert_eq!(codes(&read(&without)), codes(&read(&bytes)));
}

#[test]
fn real_programmes_survive_every_export() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/real");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    assert!(paths.len() > 30);
    for path in paths {
        let given = answers(&std::fs::read_to_string(&path).unwrap());
        for (labels, split) in [(false, false), (false, true), (true, false), (true, true)] {
            let style = Style { labels, split, groups: Some('/'), separator: b',' };
            let table = export(questionnaire(), &[&given], style, &[""]);
            for bytes in [to_workbook(&table, style), table] {
                let form = read(&bytes);
                assert_eq!(codes(&form), [""; 0], "{} {style:?}", path.display());
                assert_eq!(answers_of(&form), sorted(&given), "{} {style:?}", path.display());
            }
        }
    }
}
