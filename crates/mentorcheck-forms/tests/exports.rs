//! Exports are read as servers write them. All data are constructed. The layouts are those that the sources of
//! `KoboToolbox` (`formpack`) and ODK Central (`central-backend`) write and the manual of `SurveyCTO` describes, read in
//! November 2026; no export of a server that ran was at hand.

#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use std::sync::LazyLock;

use mentorcheck_core::schema::vocabulary;
use mentorcheck_forms::{
    answers::Answers,
    import::{Imported, Importer},
    model::Questionnaire,
};

static QUESTIONNAIRE: LazyLock<Questionnaire> = LazyLock::new(common::questionnaire);
static IMPORTER: LazyLock<Importer<'static>> = LazyLock::new(|| Importer::new(&QUESTIONNAIRE, vocabulary()));

fn read(bytes: &[u8]) -> Imported {
    IMPORTER.read(bytes).unwrap()
}

fn answers(form: &Imported) -> Answers {
    common::answers(&form.text)
}

fn codes(form: &Imported) -> Vec<&str> {
    form.origin.notices.iter().map(|notice| notice.code.as_str()).collect()
}

/// The label of a question in the online form.
fn label(field: &str) -> String {
    let question = QUESTIONNAIRE.question(field).unwrap();
    format!("{}. {}", question.number, question.question)
}

/// The title of the section of a question.
fn section(field: &str) -> &'static str {
    let name = &QUESTIONNAIRE.question(field).unwrap().section;
    &QUESTIONNAIRE.sections.iter().find(|section| section.name == *name).unwrap().title
}

/// The label of an answer in the online form.
fn answer(field: &str, name: &str) -> String {
    let question = QUESTIONNAIRE.question(field).unwrap();
    let answer = question.answers.iter().find(|answer| answer.name == name).unwrap();
    format!("{}: {}", answer.label, answer.rule.plain).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A table of one row with these columns.
fn table(separator: &str, columns: &[(String, &str)]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |texts: Vec<String>| texts.join(separator) + "\n";
    line(columns.iter().map(|(title, _)| quoted(title)).collect())
        + &line(columns.iter().map(|(_, text)| quoted(text)).collect())
}

fn columns(columns: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    columns.iter().map(|(title, text)| ((*title).to_owned(), *text)).collect()
}

/// The columns that `KoboToolbox` adds.
const KOBO: [(&str, &str); 10] = [
    ("_id", "1"),
    ("_uuid", "constructed"),
    ("_submission_time", "2026-11-28T10:11:12"),
    ("_validation_status", "Approved"),
    ("_notes", "note"),
    ("_status", "submitted_via_web"),
    ("_submitted_by", "somebody"),
    ("__version__", "v1"),
    ("_tags", "tag"),
    ("_index", "1"),
];
/// The columns that ODK Central adds after those of the form.
const CENTRAL: [(&str, &str); 10] = [
    ("KEY", "uuid:constructed"),
    ("SubmitterID", "5"),
    ("SubmitterName", "somebody"),
    ("AttachmentsPresent", "0"),
    ("AttachmentsExpected", "0"),
    ("Status", "complete"),
    ("ReviewState", "approved"),
    ("DeviceID", "constructed"),
    ("Edits", "0"),
    ("FormVersion", "1"),
];

type Layout = (&'static str, &'static str, Vec<(String, &'static str)>);

/// The fields that each layout answers.
const FIELDS: [&str; 4] = ["programme.name", "purpose.main", "mentor.capacity", "purpose.steps"];

/// The columns of an export of `KoboToolbox` with labels: with the titles of groups, and with a column for each answer.
fn labelled_columns(separator: &str, hierarchy: bool, details: bool) -> Vec<(String, &'static str)> {
    let title =
        |field: &str| if hierarchy { format!("{}{separator}{}", section(field), label(field)) } else { label(field) };
    let capacity: &'static str = answer(FIELDS[2], "volunteer").leak();
    let work: &'static str = answer(FIELDS[1], "work").leak();
    let mut all = vec![(title(FIELDS[0]), "One"), (title(FIELDS[1]), work), (title(FIELDS[2]), capacity)];
    if details {
        for (name, tick) in [("job-search", "1"), ("network", "1"), ("job", "0")] {
            all.push((format!("{}{separator}{}", title(FIELDS[3]), answer(FIELDS[3], name)), tick));
        }
    } else {
        let both = format!("{} {}", answer(FIELDS[3], "job-search"), answer(FIELDS[3], "network")).leak();
        all.push((title(FIELDS[3]), both));
    }
    all.extend(columns(&KOBO));
    all
}

fn layouts() -> Vec<Layout> {
    let names = |group: &dyn Fn(&str) -> String, choice: &dyn Fn(&str) -> String, summary: bool| {
        let title = |field: &str| {
            let (section, key) = field.split_once('.').unwrap();
            format!("{}{section}__{key}", group(section))
        };
        let mut all = vec![(title(FIELDS[0]), "One"), (title(FIELDS[1]), "work"), (title(FIELDS[2]), "volunteer")];
        if summary {
            all.push((title(FIELDS[3]), "job-search network"));
        }
        for (name, tick) in [("job-search", "1"), ("network", "1"), ("job", "0"), ("_none", "0"), ("_complete", "0")] {
            all.push((format!("{}{}", title(FIELDS[3]), choice(name)), tick));
        }
        all
    };
    let around =
        |mut inside: Vec<(String, &'static str)>, before: &[(&str, &'static str)], after: &[(&str, &'static str)]| {
            inside.splice(0..0, columns(before));
            inside.extend(columns(after));
            inside
        };
    let none = |_: &str| String::new();
    let slash = |name: &str| format!("/{name}");
    vec![
        (
            "KoboToolbox, names, both kinds of columns",
            ";",
            around(
                names(&none, &slash, true),
                &[("start", "2026-11-28T10:00:00.000+01:00"), ("end", "2026-11-28T10:10:00.000+01:00")],
                &KOBO,
            ),
        ),
        ("KoboToolbox, names with groups", ";", around(names(&|group| format!("{group}/"), &slash, true), &[], &KOBO)),
        (
            "KoboToolbox, names with groups and another separator",
            ",",
            around(names(&|group| format!("{group}-"), &|name| format!("-{name}"), false), &[], &KOBO),
        ),
        (
            "KoboToolbox, names with groups and a point",
            ",",
            around(
                names(&|group| format!("{group}."), &|name| format!(".{name}"), false),
                &[("formhub/uuid", "1"), ("meta/instanceID", "uuid:1"), ("meta/rootUuid", "uuid:1")],
                &KOBO,
            ),
        ),
        ("KoboToolbox, labels", ";", labelled_columns("/", false, false)),
        ("KoboToolbox, labels with groups", ";", labelled_columns("/", true, false)),
        ("KoboToolbox, labels with groups, a column for each answer", ";", labelled_columns("/", true, true)),
        ("KoboToolbox, labels with groups and another separator", "\t", labelled_columns(" - ", true, true)),
        (
            "ODK Central",
            ",",
            around(
                names(&|group| format!("{group}-"), &slash, true),
                &[("SubmissionDate", "2026-11-28T10:11:12.345Z")],
                &[&[("meta-instanceID", "uuid:constructed"), ("meta-instanceName", "")], CENTRAL.as_slice()].concat(),
            ),
        ),
        (
            "ODK Central, without the names of groups",
            ",",
            around(
                names(&none, &slash, true),
                &[("SubmissionDate", "2026-11-28T10:11:12.345Z")],
                &[&[("instanceID", "uuid:constructed")], CENTRAL.as_slice()].concat(),
            ),
        ),
        (
            "SurveyCTO",
            ",",
            around(
                names(&none, &|name| format!("_{}", name.replace('-', "_")), true),
                &[
                    ("SubmissionDate", "Nov 28, 2026 3:47:08 PM"),
                    ("starttime", "Nov 28, 2026 3:40:00 PM"),
                    ("endtime", "Nov 28, 2026 3:47:00 PM"),
                    ("deviceid", "constructed"),
                    ("duration", "420"),
                    ("caseid", ""),
                ],
                &[
                    ("instanceID", "uuid:constructed"),
                    ("formdef_version", "1"),
                    ("review_status", "APPROVED"),
                    ("review_quality", "GOOD"),
                    ("review_comments", "fine"),
                    ("review_corrections", "none"),
                    ("KEY", "uuid:constructed"),
                ],
            ),
        ),
    ]
}

#[test]
fn every_layout_of_servers_gives_the_same_answers_and_no_finding() {
    for (name, separator, columns) in layouts() {
        let plain = table(separator, &columns);
        let marked = format!("\u{feff}{plain}");
        // As a program for spreadsheets saves it, with columns that hold nothing.
        let end = format!("{}\r\n", separator.repeat(3));
        let wide = plain.trim_end().lines().flat_map(|line| [line, &end]).collect::<String>();
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, (title, text)) in (0..).zip(&columns) {
            sheet.write_string(0, column, title).unwrap();
            sheet.write_string(1, column, *text).unwrap();
        }
        let workbook = workbook.save_to_buffer().unwrap();
        for bytes in [plain.into_bytes(), marked.into_bytes(), wide.into_bytes(), workbook] {
            let form = read(&bytes);
            assert_eq!(codes(&form), [""; 0], "{name}: {:?}", form.origin.notices);
            let read = answers(&form);
            let value = |field: &str| read.get(field).map(|answer| answer.values.clone()).unwrap_or_default();
            assert_eq!(value("programme.name"), ["One"], "{name}");
            assert_eq!(value("purpose.main"), ["work"], "{name}");
            assert_eq!(value("mentor.capacity"), ["volunteer"], "{name}");
            let mut steps = value("purpose.steps");
            steps.sort();
            assert_eq!(steps, ["job-search", "network"], "{name}");
        }
    }
}

/// An export of several versions of a form has columns of each; a label that several have is there more than once.
#[test]
fn repeated_columns_count_where_they_agree_and_are_reported_where_they_differ() {
    let titles = "programme__name,purpose__main,mentor__capacity,purpose__main,purpose__steps/job,purpose__steps/job\n";
    let apart = format!("{titles}A,work,volunteer,,1,\nB,,volunteer,work,,1\n");
    let form = read(apart.as_bytes());
    assert_eq!(codes(&form), [""; 0], "{:?}", form.origin.notices);
    assert_eq!(form.text.matches("main: work\n").count(), 2, "{}", form.text);
    assert_eq!(form.text.matches("- job\n").count(), 2, "{}", form.text);
    let same = read(format!("{titles}A,work,volunteer,work,1,1\n").as_bytes());
    assert_eq!(same.text.matches("- job\n").count(), 1, "{}", same.text);
    let different = read(format!("{titles}A,work,volunteer,study,1,0\n").as_bytes());
    assert_eq!(codes(&different), ["form/conflicting-answers"; 2], "{:?}", different.origin.notices);
    assert!(!different.text.contains("- job\n"), "{}", different.text);
}

#[test]
fn the_month_of_a_submission_counts_and_not_its_first_letter() {
    let table = "SubmissionDate,programme__name,purpose__main,mentor__capacity\n\"Nov 2, 2026 9:00:00 AM\",A,work,volunteer\n\
                 \"Apr 1, 2026 12:30:00 PM\",A,study,volunteer\n";
    let form = read(table.as_bytes());
    assert_eq!(codes(&form), ["form/replaced-submission"]);
    assert!(form.text.contains("main: work\n"), "{}", form.text);
}
