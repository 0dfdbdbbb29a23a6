//! A form for `KoboToolbox`, ODK and `SurveyCTO`, in the format `XLSForm`.
//!
//! # Reading it back
//!
//! Names are flat, and the same in every export, whether or not it repeats the names of groups:
//!
//! | name | what it holds |
//! | --- | --- |
//! | `section__key` | the answer about the field `section.key` |
//! | `section__key__KEY__N` | the part KEY of an entry of evidence for the field; N counts from 1 |
//! | [`VERSION_NAME`] | the version of these rules, [`VERSION`] |
//! | [`FINGERPRINT_NAME`] | the fingerprint of the questionnaire |
//!
//! Choices are the names of values, and three more: [`NOT_STATED`], [`NONE_OF_THESE`] and [`COMPLETE`]. The last two stand
//! for the closing value. Several texts of one answer are separated by [`SEPARATOR`].
//!
//! # Limits
//!
//! `SurveyCTO` takes only constants as a default: a text with punctuation that would be calculated shows there as the
//! expression `concat(…)`.

mod expression;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::{
    error::FormError,
    model::{EvidencePrompts, Prompt, Question, QuestionKind, Questionnaire, fingerprint},
    selection::{FormOptions, SelectedQuestion, select},
    wording,
};

/// The choice for “Not decided, or not known”.
pub const NOT_STATED: &str = "_not_stated";
/// The choice for the closing value alone.
pub const NONE_OF_THESE: &str = "_none";
/// The choice for the closing value beside others.
pub const COMPLETE: &str = "_complete";
/// Separates the texts of one answer.
pub const SEPARATOR: &str = "; ";
/// The version of the names and rules by which data are read.
pub const VERSION: u32 = 1;
pub const VERSION_NAME: &str = "mentorcheck__version";
pub const FINGERPRINT_NAME: &str = "mentorcheck__fingerprint";
/// Asks whether to ask for evidence at all.
pub(crate) const WITH_EVIDENCE: &str = "mentorcheck__with_evidence";
pub(crate) const WITH_EVIDENCE_LABEL: &str = "Do you want to say where each answer comes from?";
const YES_NO: &str = "mentorcheck__yes_no";
const FORM_ID: &str = "mentorcheck_questionnaire";

const SURVEY: [&str; 9] =
    ["type", "name", "label", "hint", "relevant", "constraint", "constraint_message", "appearance", "default"];
const CALCULATION: &str = "calculation";
const CHOICES: [&str; 3] = ["list_name", "name", "label"];
const SETTINGS: [&str; 4] = ["form_title", "form_id", "version", "default_language"];

/// The label of a choice, which exports can have in place of its name.
pub(crate) fn choice_label(label: &str, rule: &str) -> String {
    expression::label(&format!("{label}: {rule}"))
}

/// The label of a question, which exports can have in place of its name.
pub(crate) fn question_label(question: &Question) -> String {
    expression::label(&format!("{}. {}", question.number, question.question))
}

/// The label of a part of a passage. It says which question it is about, as exports with labels have no names.
pub(crate) fn passage_label(asked: &str, number: u32, entry: usize) -> String {
    let passage = if entry == 1 { String::new() } else { format!("{ABOUT_PASSAGE}{entry}") };
    format!("{asked}{ABOUT_QUESTION}{number}{passage})")
}

/// What follows the label of a part of a passage, before the number of the question and of the passage.
pub(crate) const ABOUT_QUESTION: &str = " (question ";
pub(crate) const ABOUT_PASSAGE: &str = ", passage ";

/// The name of a question.
pub(crate) fn question_name(question: &Question) -> String {
    format!("{}__{}", question.section, question.key)
}

/// A row of the sheet `survey`.
#[derive(Default)]
struct SurveyRow {
    kind: String,
    name: String,
    label: String,
    hint: String,
    relevant: String,
    constraint: String,
    constraint_message: String,
    appearance: &'static str,
    default: String,
    calculation: String,
}

#[derive(Default)]
struct Form {
    survey: Vec<SurveyRow>,
    choices: Vec<[String; 3]>,
}

/// Renders the questionnaire as an `XLSForm`.
///
/// # Errors
/// If [`FormOptions::only`] names an unknown field, a name in the schema cannot be the name of an XML element, one of
/// several texts contains the [`SEPARATOR`], or there is too much evidence.
pub fn render(questionnaire: &Questionnaire, options: &FormOptions<'_>) -> Result<Vec<u8>, FormError> {
    let sections = select(questionnaire, options)?;
    let mut form = Form::default();
    form.calculate(VERSION_NAME, &VERSION.to_string());
    form.calculate(FINGERPRINT_NAME, &questionnaire.fingerprint());
    form.choices.extend([("yes", "Yes"), ("no", "No")].map(|(name, label)| [YES_NO, name, label].map(str::to_owned)));
    let has_evidence =
        sections.iter().flat_map(|section| &section.questions).any(|selected| !selected.evidence.is_empty());
    form.survey.push(SurveyRow {
        kind: format!("select_one {YES_NO}"),
        name: WITH_EVIDENCE.to_owned(),
        label: WITH_EVIDENCE_LABEL.to_owned(),
        hint: questionnaire.evidence.help.plain.clone(),
        default: if has_evidence { "yes" } else { "no" }.to_owned(),
        ..SurveyRow::default()
    });
    for selected in &sections {
        let section = selected.section;
        form.survey.push(SurveyRow {
            kind: "begin_group".to_owned(),
            name: element_name(&section.name)?.to_owned(),
            label: section.title.clone(),
            ..SurveyRow::default()
        });
        for question in &selected.questions {
            form.question(question, &questionnaire.evidence)?;
        }
        form.end_group();
    }
    form.write(questionnaire)
}

impl Form {
    fn calculate(&mut self, name: &str, text: &str) {
        self.survey.push(SurveyRow {
            kind: "calculate".to_owned(),
            name: name.to_owned(),
            calculation: format!("'{text}'"),
            ..SurveyRow::default()
        });
    }

    fn end_group(&mut self) {
        self.survey.push(SurveyRow { kind: "end_group".to_owned(), ..SurveyRow::default() });
    }

    fn question(&mut self, selected: &SelectedQuestion<'_>, prompts: &EvidencePrompts) -> Result<(), FormError> {
        let question = selected.question;
        let name = format!("{}__{}", element_name(&question.section)?, element_name(&question.key)?);
        let notice =
            wording::not_understood(&selected.answer.not_understood).map(|notice| notice + " ").unwrap_or_default();
        let mut row = SurveyRow {
            label: question_label(question),
            hint: expression::label(&format!("{notice}{}", question.help.plain)),
            ..SurveyRow::default()
        };
        match question.kind {
            QuestionKind::ChooseOne => row.kind = format!("select_one {name}"),
            QuestionKind::TickAll => {
                row.kind = format!("select_multiple {name}");
                let closing = question.closing.is_some();
                (row.constraint, row.constraint_message) = list_constraint(closing);
            }
            QuestionKind::Text => "text".clone_into(&mut row.kind),
            QuestionKind::Texts => {
                "text".clone_into(&mut row.kind);
                row.hint.push_str(" Put a semicolon and a space between several.");
            }
        }
        row.default = default(selected)?;
        row.name.clone_from(&name);
        self.survey.push(row);
        if matches!(question.kind, QuestionKind::ChooseOne | QuestionKind::TickAll) {
            self.list(&name, selected);
        }
        for number in 1..=selected.evidence.len().max(1) {
            self.evidence(&name, number, selected, prompts)?;
        }
        Ok(())
    }

    fn list(&mut self, list: &str, selected: &SelectedQuestion<'_>) {
        let mut add = |name: &str, label: &str, rule: &str| {
            let label = choice_label(label, rule);
            self.choices.push([list.to_owned(), name.to_owned(), label]);
        };
        for answer in &selected.question.answers {
            add(&answer.name, &answer.label, &answer.rule.plain);
        }
        if let Some(closing) = &selected.question.closing {
            add(NONE_OF_THESE, &closing.none_label, wording::NONE_OF_THESE_RULE);
            add(COMPLETE, wording::COMPLETE, wording::COMPLETE_RULE);
        }
        add(NOT_STATED, wording::NOT_KNOWN, wording::NOT_KNOWN_RULE);
    }

    fn evidence(
        &mut self,
        question: &str,
        number: usize,
        selected: &SelectedQuestion<'_>,
        prompts: &EvidencePrompts,
    ) -> Result<(), FormError> {
        let is_answered = match selected.question.kind {
            QuestionKind::TickAll => format!("not(selected(${{{question}}}, '{NOT_STATED}'))"),
            _ => format!("${{{question}}} != '{NOT_STATED}'"),
        };
        self.survey.push(SurveyRow {
            kind: "begin_group".to_owned(),
            name: format!("{question}__{}__{number}", element_name(&prompts.section)?),
            label: wording::WHERE.to_owned(),
            relevant: format!("${{{WITH_EVIDENCE}}} = 'yes' and ${{{question}}} != '' and {is_answered}"),
            appearance: "field-list",
            ..SurveyRow::default()
        });
        let stated = selected.evidence.get(number - 1).map(|entry| entry.texts()).unwrap_or_default();
        for (Prompt { key, question: asked, help, .. }, text) in
            [&prompts.document, &prompts.place, &prompts.words].into_iter().zip(stated)
        {
            self.survey.push(SurveyRow {
                kind: "text".to_owned(),
                name: format!("{question}__{}__{number}", element_name(key)?),
                label: expression::label(&passage_label(asked, selected.question.number, number)),
                hint: help.plain.clone(),
                default: expression::constant(text),
                ..SurveyRow::default()
            });
        }
        self.end_group();
        Ok(())
    }

    fn write(&self, questionnaire: &Questionnaire) -> Result<Vec<u8>, FormError> {
        let survey: Vec<[&str; 10]> = self.survey.iter().map(SurveyRow::cells).collect();
        let choices: Vec<[&str; 3]> = self.choices.iter().map(|row| row.each_ref().map(String::as_str)).collect();
        let content: Vec<String> =
            survey.iter().map(|row| row.join("\t")).chain(choices.iter().map(|row| row.join("\t"))).collect();
        // A server refuses another form under the same version.
        let version = fingerprint(&content.join("\n"));
        let settings = [[questionnaire.title.as_str(), FORM_ID, &version, "English (en)"]];
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_title(&questionnaire.title).set_creation_datetime(&created));
        let columns: Vec<&str> = SURVEY.into_iter().chain([CALCULATION]).collect();
        workbook.push_worksheet(sheet("survey", &columns, survey.iter().map(<[&str; 10]>::as_slice))?);
        workbook.push_worksheet(sheet("choices", &CHOICES, choices.iter().map(<[&str; 3]>::as_slice))?);
        workbook.push_worksheet(sheet("settings", &SETTINGS, settings.iter().map(<[&str; 4]>::as_slice))?);
        Ok(workbook.save_to_buffer()?)
    }
}

impl SurveyRow {
    /// In the order of the columns.
    fn cells(&self) -> [&str; 10] {
        [
            &self.kind,
            &self.name,
            &self.label,
            &self.hint,
            &self.relevant,
            &self.constraint,
            &self.constraint_message,
            self.appearance,
            &self.default,
            &self.calculation,
        ]
    }
}

/// What a form does not accept in a list, and why. Some answers exclude all others.
fn list_constraint(has_closing: bool) -> (String, String) {
    let alone = |name: &str| format!("not(selected(., '{name}') and count-selected(.) > 1)");
    if !has_closing {
        return (alone(NOT_STATED), format!("“{}” excludes other answers.", wording::NOT_KNOWN));
    }
    let constraint = format!(
        "{} and {} and not(selected(., '{COMPLETE}') and count-selected(.) = 1)",
        alone(NOT_STATED),
        alone(NONE_OF_THESE)
    );
    let message = format!(
        "If nothing in the list applies, or it is not known, tick that alone. “{}” goes with other answers.",
        wording::COMPLETE
    );
    (constraint, message)
}

/// The default answer: names of choices, or a text.
fn default(selected: &SelectedQuestion<'_>) -> Result<String, FormError> {
    let (question, answer) = (selected.question, &selected.answer);
    let names = |mark: &str| {
        let marks = if mark.is_empty() { None } else { Some(mark) };
        answer.values.iter().map(String::as_str).chain(marks).collect::<Vec<_>>().join(" ")
    };
    let text = match question.kind {
        QuestionKind::ChooseOne | QuestionKind::TickAll if answer.not_stated => NOT_STATED.to_owned(),
        QuestionKind::ChooseOne => names(""),
        QuestionKind::TickAll if selected.is_none() => NONE_OF_THESE.to_owned(),
        QuestionKind::TickAll => names(if answer.complete { COMPLETE } else { "" }),
        QuestionKind::Text => answer.values.join(" "),
        QuestionKind::Texts => {
            if answer.values.iter().any(|text| text.contains(SEPARATOR)) {
                return Err(FormError::SeparatorInText { number: question.number });
            }
            answer.values.join(SEPARATOR)
        }
    };
    Ok(expression::constant(&text))
}

/// Checks that a name of the schema can be part of a flat name: letters, digits and single underscores after a letter.
fn element_name(name: &str) -> Result<&str, FormError> {
    let is_allowed = name.starts_with(|ch: char| ch.is_ascii_alphabetic())
        && name.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '_')
        && !name.contains("__")
        && !name.ends_with('_');
    if is_allowed { Ok(name) } else { Err(FormError::InvalidName(name.to_owned())) }
}

fn sheet<'r>(name: &str, columns: &[&str], rows: impl Iterator<Item = &'r [&'r str]>) -> Result<Worksheet, XlsxError> {
    let bold = Format::new().set_bold();
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    for (column, title) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, *title, &bold)?;
        sheet.set_column_width(column, 24)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, *text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(sheet)
}
