//! What a workbook and an `XLSForm` are made of, so that answers can be read back without a guess.

#![allow(clippy::unwrap_used, reason = "tests may, and so may what they share")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{DESCRIPTION, answers, cells, questionnaire, unzip};
use mentorcheck_forms::{FormOptions, answers::Answers, model::QuestionKind, xlsform, xlsx};

fn workbook(prefill: Option<&Answers>) -> Vec<u8> {
    xlsx::render(&questionnaire(), &FormOptions { prefill, only: None }).unwrap()
}

/// The rows of a sheet, each by its column letter.
fn rows(workbook: &[u8], sheet: usize) -> Vec<(u32, BTreeMap<char, String>)> {
    let mut rows: BTreeMap<u32, BTreeMap<char, String>> = BTreeMap::new();
    for (address, text) in cells(workbook, sheet) {
        rows.entry(address[1..].parse().unwrap()).or_default().insert(address.chars().next().unwrap(), text);
    }
    rows.into_iter().collect()
}

/// The table of rows in the hidden sheet: key, row, number, role, field, value.
fn mapping(workbook: &[u8]) -> Vec<[String; 6]> {
    let all = rows(workbook, 3);
    let find = |text: &str| all.iter().position(|(_, row)| row.get(&'A').is_some_and(|key| key == text)).unwrap();
    let (start, end) = (find("rows"), find("answers"));
    let lines = all[start + 1..end]
        .iter()
        .map(|(_, row)| ['A', 'B', 'C', 'D', 'E', 'F'].map(|column| row.get(&column).cloned().unwrap_or_default()));
    let lines: Vec<_> = lines.collect();
    assert_eq!(lines[0], xlsx::MAPPING_COLUMNS.map(str::to_owned));
    lines[1..].to_vec()
}

#[test]
fn the_hidden_sheet_says_what_each_row_holds() {
    let questionnaire = questionnaire();
    let bytes = workbook(None);
    let head: Vec<_> =
        rows(&bytes, 3).into_iter().take(6).map(|(_, row)| (row[&'A'].clone(), row[&'B'].clone())).collect();
    let expected = [
        ("form", xlsx::FORM),
        ("version", "1"),
        ("schema", &questionnaire.schema),
        ("fingerprint", &questionnaire.fingerprint()),
        ("yes", "Yes"),
        ("not-stated", "Not decided, or not known"),
    ];
    assert_eq!(head, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    let all_keys = &rows(&bytes, 3)[6].1;
    assert_eq!((all_keys[&'A'].as_str(), all_keys[&'B'].len()), ("keys", 16));
    let mapping = mapping(&bytes);
    let keys: BTreeSet<&String> = mapping.iter().map(|row| &row[0]).collect();
    assert_eq!(keys.len(), mapping.len(), "keys are not unique");
    // Each key stands in the row that the mapping gives.
    let shown: BTreeMap<u32, String> =
        rows(&bytes, 1).into_iter().skip(2).map(|(row, cells)| (row, cells[&'A'].clone())).collect();
    assert_eq!(shown.len(), mapping.len());
    for row in &mapping {
        assert_eq!(shown[&row[1].parse::<u32>().unwrap()], row[0]);
    }
    for question in questionnaire.questions() {
        let of_field = |role: &str| mapping.iter().filter(|row| row[4] == question.field && row[3] == role).count();
        let (first, ticks) = match question.kind {
            QuestionKind::ChooseOne => ("choice", 0),
            QuestionKind::TickAll => ("list", question.answers.len()),
            QuestionKind::Text => ("text", 0),
            QuestionKind::Texts => ("texts", 0),
        };
        assert_eq!((of_field(first), of_field("tick")), (1, ticks), "{}", question.field);
        let closing = usize::from(question.closing.is_some());
        assert_eq!((of_field("none"), of_field("complete")), (closing, closing), "{}", question.field);
    }
}

#[test]
fn drop_downs_are_ranges_with_the_answers_and_only_answers_can_be_changed() {
    let questionnaire = questionnaire();
    let bytes = workbook(None);
    let codebook: BTreeMap<u32, String> =
        rows(&bytes, 2).into_iter().map(|(row, cells)| (row, cells[&'C'].clone())).collect();
    let sheet = unzip(&bytes, "xl/worksheets/sheet1.xml");
    let keys: BTreeMap<u32, String> =
        rows(&bytes, 1).into_iter().skip(2).map(|(row, cells)| (row, cells[&'A'].clone())).collect();
    let mut count = 0;
    for validation in sheet.split("<dataValidation ").skip(1) {
        let formula = validation.split_once("<formula1>").unwrap().1.split_once("</formula1>").unwrap().0;
        assert!(formula.contains('!') && !formula.contains('"'), "{formula}");
        let Some(range) = formula.strip_prefix("Codebook!") else { continue };
        count += 1;
        let row = validation.split_once("sqref=\"E").unwrap().1.split_once('"').unwrap().0;
        let field = keys[&row.parse::<u32>().unwrap()].split('/').next().unwrap();
        let question = questionnaire.question(field).unwrap();
        let ends: Vec<u32> = range.split(':').map(|cell| cell.strip_prefix("$C$").unwrap().parse().unwrap()).collect();
        let listed: Vec<&str> = (ends[0]..=ends[1]).map(|row| codebook[&row].as_str()).collect();
        let labels = question.answers.iter().map(|answer| answer.label.as_str());
        assert_eq!(listed, labels.chain(["Not decided, or not known"]).collect::<Vec<_>>(), "{}", question.field);
    }
    let choices = questionnaire.questions().filter(|question| question.kind == QuestionKind::ChooseOne);
    assert_eq!(count, choices.count());
    for sheet in 1..=3 {
        assert!(unzip(&bytes, &format!("xl/worksheets/sheet{sheet}.xml")).contains("<sheetProtection "), "{sheet}");
    }
    assert!(unzip(&bytes, "xl/workbook.xml").contains("name=\"mentorcheck\" sheetId=\"3\" state=\"veryHidden\""));
    assert!(unzip(&bytes, "xl/workbook.xml").contains("Questions!$2:$2"), "print titles");
    assert!(sheet.contains("state=\"frozen\""));
    // Cells of answers have a format without a lock; a title of a section and a help have not.
    let style = |address: &str| {
        let cell = sheet.split_once(&format!("<c r=\"{address}\" s=\"")).unwrap().1;
        cell.split('"').next().unwrap().parse::<usize>().unwrap()
    };
    let styles = unzip(&bytes, "xl/styles.xml");
    let formats: Vec<&str> = styles.split_once("<cellXfs").unwrap().1.split("<xf ").skip(1).collect();
    let is_unlocked = |address: &str| formats[style(address)].split("<xf").next().unwrap().contains("locked=\"0\"");
    assert!(is_unlocked("E4") && is_unlocked("F4") && is_unlocked("H4"));
    assert!(!is_unlocked("D4") && !is_unlocked("C3"));
}

#[test]
fn a_filled_in_workbook_holds_the_answers_and_all_passages() {
    let answers = answers(DESCRIPTION);
    let bytes = workbook(Some(&answers));
    let shown: BTreeMap<String, BTreeMap<char, String>> =
        rows(&bytes, 1).into_iter().skip(2).map(|(_, row)| (row[&'A'].clone(), row)).collect();
    let answer = |key: &str| shown[key].get(&'E').map(String::as_str);
    assert_eq!(answer("programme.name/text"), Some("=HYPERLINK(\"http://example.invalid\",\"Constructed\")"));
    assert_eq!(answer("programme.organisations/texts"), Some("+1 Centre (constructed)\n- Second (constructed)"));
    assert_eq!(answer("programme.status/choice"), Some("Not decided, or not known"));
    assert_eq!(answer("programme.label/choice"), None);
    assert_eq!(answer("mentor.capacity/choice"), Some("A volunteer"));
    assert_eq!(answer("purpose.steps/tick/network"), Some("Yes"));
    assert_eq!(answer("purpose.steps/tick/job"), None);
    assert_eq!(answer("purpose.steps/complete/nothing-else"), Some("Yes"));
    assert_eq!(answer("purpose.steps/none/nothing-else"), None);
    assert_eq!(answer("purpose.known_to/none/nothing-else"), Some("Yes"));
    assert_eq!(answer("purpose.known_to/complete/nothing-else"), None);
    assert_eq!(answer("third_actor.supports/tick/contact-point"), Some("Yes"));
    assert!(shown["purpose.main/choice"][&'D'].starts_with("The description says “wrk”, which is not"));
    assert!(shown["mentor.gains/list"][&'D'].starts_with("The description says “unheard-of”, which is not"));
    let passage = |key: &str| ['F', 'G', 'H'].map(|column| shown[key].get(&column).cloned().unwrap_or_default());
    assert_eq!(passage("mentor.capacity/choice"), ["=1+1", "page 2", "'quoted' \"twice\""]);
    assert_eq!(passage("mentor.capacity/passage/1"), ["second", "", ""]);
    assert_eq!(passage("purpose.steps/list"), ["third", "", "words"]);
}

/// The rows of the survey by name; groups by `begin` and their name.
fn survey(bytes: &[u8]) -> BTreeMap<String, BTreeMap<String, String>> {
    let rows = rows(bytes, 1);
    let header = rows[0].1.clone();
    let named = rows[1..].iter().filter_map(|(_, row)| {
        let name = row.get(&'B')?;
        let is_group = row[&'A'].starts_with("begin");
        let key = if is_group { format!("begin {name}") } else { name.clone() };
        Some((key, row.iter().map(|(column, text)| (header[column].clone(), text.clone())).collect()))
    });
    named.collect()
}

#[test]
fn an_xlsform_asks_every_question_under_its_field() {
    let questionnaire = questionnaire();
    let bytes = xlsform::render(&questionnaire, &FormOptions::default()).unwrap();
    let survey = survey(&bytes);
    let choices: BTreeSet<(String, String)> =
        rows(&bytes, 2).into_iter().skip(1).map(|(_, row)| (row[&'A'].clone(), row[&'B'].clone())).collect();
    for question in questionnaire.questions() {
        let name = question.field.replace('.', "__");
        let kind = &survey[&name]["type"];
        let expected = match question.kind {
            QuestionKind::ChooseOne => format!("select_one {name}"),
            QuestionKind::TickAll => format!("select_multiple {name}"),
            QuestionKind::Text | QuestionKind::Texts => "text".to_owned(),
        };
        assert_eq!(*kind, expected);
        assert_eq!(survey[&name].contains_key("constraint"), question.kind == QuestionKind::TickAll);
        for answer in &question.answers {
            assert!(choices.contains(&(name.clone(), answer.name.clone())), "{name} {}", answer.name);
        }
        if question.kind == QuestionKind::TickAll {
            let fixed = [xlsform::NOT_STATED, xlsform::NONE_OF_THESE, xlsform::COMPLETE];
            assert!(fixed.iter().all(|choice| choices.contains(&(name.clone(), (*choice).to_owned()))), "{name}");
            assert!(!choices.contains(&(name.clone(), question.closing.as_ref().unwrap().name.clone())));
        }
        let group = &survey[&format!("begin {name}__evidence__1")]["relevant"];
        assert!(
            group.starts_with(&format!("${{mentorcheck__with_evidence}} = 'yes' and ${{{name}}} != ''")),
            "{group}"
        );
        for key in ["source", "at", "quote"] {
            assert_eq!(survey[&format!("{name}__{key}__1")]["type"], "text");
        }
    }
    let settings = rows(&bytes, 3);
    let titles: Vec<&String> = settings[0].1.values().collect();
    assert_eq!(titles, ["form_title", "form_id", "version", "default_language"]);
    assert_eq!(settings[1].1[&'B'], "mentorcheck_questionnaire");
    assert_eq!(settings[1].1[&'C'].len(), 16);
}

#[test]
fn an_xlsform_is_filled_in_and_has_another_version() {
    let (questionnaire, answers) = (questionnaire(), answers(DESCRIPTION));
    let blank = xlsform::render(&questionnaire, &FormOptions::default()).unwrap();
    let filled = xlsform::render(&questionnaire, &FormOptions { prefill: Some(&answers), only: None }).unwrap();
    assert_ne!(rows(&blank, 3)[1].1[&'C'], rows(&filled, 3)[1].1[&'C']);
    let survey = survey(&filled);
    let default = |name: &str| survey[name].get("default").map(String::as_str);
    assert_eq!(default("mentor__capacity"), Some("volunteer"));
    assert_eq!(default("purpose__steps"), Some("network job-search _complete"));
    assert_eq!(default("purpose__known_to"), Some("_none"));
    assert_eq!(default("programme__status"), Some("_not_stated"));
    assert_eq!(default("purpose__main"), None);
    assert_eq!(
        default("programme__organisations"),
        Some("concat('+1 Centre (constructed); - Second (constructed)', '')")
    );
    assert_eq!(default("mentorcheck__with_evidence"), Some("yes"));
    assert_eq!(default("mentor__capacity__source__2"), Some("second"));
    assert!(survey["purpose__main"]["hint"].starts_with("The description says “wrk”"));
}
