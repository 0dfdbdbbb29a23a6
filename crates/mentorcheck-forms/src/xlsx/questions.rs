//! The sheet to fill in.

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, Format, FormatAlign, FormatBorder, Formula, ProtectionOptions, Url,
    Worksheet, XlsxError,
};

use super::{
    codebook::Codebook,
    height::row_height,
    layout::{ANSWERED_KEY, FIRST_ROW, Role, Row},
    mapping,
};
use crate::{answers::EvidenceEntry, model::Questionnaire, wording};

mod column {
    pub(super) const KEY: u16 = 0;
    pub(super) const NUMBER: u16 = 1;
    pub(super) const QUESTION: u16 = 2;
    pub(super) const HELP: u16 = 3;
    pub(super) const ANSWER: u16 = 4;
    pub(super) const EVIDENCE: u16 = 5;
    pub(super) const LAST: u16 = 7;
    /// The letter of [`ANSWER`].
    pub(super) const ANSWER_LETTER: char = 'E';
}

/// The titles by which the columns of keys and answers are found.
pub(crate) const KEY_TITLE: &str = "Key";
pub(crate) const ANSWER_TITLE: &str = "Answer";

/// The widths of the columns, in characters.
const WIDTHS: [f64; 8] = [4.0, 5.0, 31.0, 52.0, 27.0, 24.0, 13.0, 30.0];

/// The height of the introduction, in points. Merged cells do not fit their height to their text.
const INTRODUCTION_HEIGHT: f64 = 64.0;
const SECOND_INTRODUCTION_HEIGHT: f64 = 94.0;

/// What a form says that asks only some questions.
const SECOND_FORM: &str = "This is a second form. Please answer the questions in the sections whose titles end in “to \
    answer”. The sections with “answered before” have your earlier answers: leave them as they are, or correct them.\n";

struct Formats {
    introduction: Format,
    header: Format,
    section: Format,
    text: Format,
    number: Format,
    question: Format,
    indented: Format,
    bold: Format,
    link: Format,
    input: Format,
    conflict: Format,
}

impl Formats {
    fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let framed = text.clone().set_border_top(FormatBorder::Hair);
        // Text, so that what is typed is not read as a number, a date or a formula.
        let input = text.clone().set_unlocked().set_num_format("@").set_background_color("#FFF9DB");
        Self {
            introduction: text.clone(),
            header: text.clone().set_bold().set_background_color("#D9E2EC").set_border_bottom(FormatBorder::Thin),
            section: text.clone().set_bold().set_font_size(14).set_background_color("#EEF2F6"),
            number: framed.clone().set_align(FormatAlign::Left),
            question: framed,
            indented: text.clone().set_indent(1),
            bold: Format::new().set_bold(),
            link: text
                .clone()
                .set_align(FormatAlign::Left)
                .set_border_top(FormatBorder::Hair)
                .set_font_color("#0B5394")
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            input: input.set_border(FormatBorder::Hair),
            conflict: Format::new().set_background_color("#F8D7DA").set_bold(),
            text,
        }
    }
}

pub(super) fn sheet(
    questionnaire: &Questionnaire,
    rows: &[Row<'_>],
    codebook: &Codebook<'_>,
) -> Result<Worksheet, XlsxError> {
    let formats = Formats::new();
    let mut sheet = Worksheet::new();
    sheet.set_name("Questions")?;
    let is_second = rows.iter().any(|row| row.role == Role::Section && row.key.ends_with(ANSWERED_KEY));
    write_header(&mut sheet, questionnaire, &formats, is_second)?;
    let question_count = rows.iter().filter(|row| row.number.is_some()).count();
    for (index, row) in (FIRST_ROW..).zip(rows) {
        write_row(&mut sheet, index, row, &formats)?;
        if let Some(drop_down) = codebook.drop_down(row.field).filter(|_| row.role == Role::Choice) {
            sheet.add_data_validation(index, column::ANSWER, index, column::ANSWER, &with_message(drop_down)?)?;
        }
        if let Some(link) = codebook.link(row.field).filter(|_| row.role == Role::Choice) {
            let text = row.number.map(|number| number.to_string()).unwrap_or_default();
            let link = Url::new(link).set_text(text).set_tip("Show the answers and their rules");
            sheet.write_url_with_format(index, column::NUMBER, link, &formats.link)?;
        }
    }
    add_drop_down(&mut sheet, rows, Role::is_tick, mapping::tick_drop_down())?;
    let question_drop_down = mapping::question_drop_down(question_count);
    add_drop_down(&mut sheet, rows, |role| role == Role::ExtraPassage, question_drop_down)?;
    mark_conflicts(&mut sheet, rows, &formats)?;
    sheet.set_freeze_panes(FIRST_ROW, 0)?.set_repeat_rows(FIRST_ROW - 1, FIRST_ROW - 1)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&R&P / &N").set_active(true);
    let allowed = ProtectionOptions { format_rows: true, format_columns: true, ..ProtectionOptions::new() };
    sheet.protect_with_options(&allowed);
    Ok(sheet)
}

fn write_header(
    sheet: &mut Worksheet,
    questionnaire: &Questionnaire,
    formats: &Formats,
    is_second: bool,
) -> Result<(), XlsxError> {
    let second = if is_second { SECOND_FORM } else { "" };
    let introduction = format!(
        "{}\n{second}Fill in the yellow cells. To answer a question that has a list of answers in rows, choose Yes beside each one \
         that applies. Leave the cell beside the others empty. The sheet Codebook has every answer with its rule: click on \
         a number to go there. {} {}",
        questionnaire.title,
        wording::LEAVE_OUT,
        "The cells on the right are optional: they say where a document supports the answer."
    );
    sheet.merge_range(0, column::NUMBER, 0, column::LAST, &introduction, &formats.introduction)?;
    sheet.set_row_height(0, if is_second { SECOND_INTRODUCTION_HEIGHT } else { INTRODUCTION_HEIGHT })?;
    let evidence = &questionnaire.evidence;
    let document = format!("{}\n{}", wording::WHERE, evidence.document.title);
    let titles =
        [KEY_TITLE, "No.", "Question", "Help", ANSWER_TITLE, &document, &evidence.place.title, &evidence.words.title];
    for ((column, title), width) in (0..).zip(titles).zip(WIDTHS) {
        sheet.write_string_with_format(FIRST_ROW - 1, column, title, &formats.header)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_row_height(FIRST_ROW - 1, row_height(titles.into_iter().zip(WIDTHS)))?;
    sheet.set_column_hidden(column::KEY)?;
    Ok(())
}

fn write_row(sheet: &mut Worksheet, index: u32, row: &Row<'_>, formats: &Formats) -> Result<(), XlsxError> {
    sheet.write_string(index, column::KEY, &row.key)?;
    sheet.set_row_height(index, height(row))?;
    if row.role == Role::Section {
        for column in column::NUMBER..=column::LAST {
            sheet.write_blank(index, column, &formats.section)?;
        }
        sheet.write_string_with_format(index, column::QUESTION, &row.title, &formats.section)?;
        let help = formats.text.clone().set_background_color("#EEF2F6");
        sheet.write_string_with_format(index, column::HELP, &row.help, &help)?;
        return Ok(());
    }
    let (title, help) = match row.number {
        Some(_) => (&formats.question, &formats.question),
        None => (&formats.indented, &formats.text),
    };
    if let Some(number) = row.number {
        sheet.write_number_with_format(index, column::NUMBER, number, &formats.number)?;
    }
    if row.question.is_empty() {
        sheet.write_string_with_format(index, column::QUESTION, &row.title, title)?;
    } else {
        let question = format!("\n{}", row.question);
        let parts = [(&formats.bold, row.title.as_str()), (&Format::default(), question.as_str())];
        sheet.write_rich_string_with_format(index, column::QUESTION, &parts, title)?;
    }
    sheet.write_string_with_format(index, column::HELP, &row.help, help)?;
    match &row.answer {
        Some(answer) => {
            sheet.write_string_with_format(index, column::ANSWER, answer, &formats.input)?;
        }
        None if row.role.takes_answer() => {
            sheet.write_blank(index, column::ANSWER, &formats.input)?;
        }
        None => {}
    }
    let evidence = row.evidence.map(EvidenceEntry::texts).unwrap_or_default();
    for (column, text) in (column::EVIDENCE..).zip(evidence) {
        if text.is_empty() {
            sheet.write_blank(index, column, &formats.input)?;
        } else {
            sheet.write_string_with_format(index, column, text, &formats.input)?;
        }
    }
    Ok(())
}

fn height(row: &Row<'_>) -> u32 {
    let title = if row.question.is_empty() { row.title.clone() } else { format!("{}\n{}", row.title, row.question) };
    let texts = [&title, &row.help, row.answer.as_deref().unwrap_or_default()];
    let evidence = row.evidence.map(EvidenceEntry::texts).unwrap_or_default();
    let widths = WIDTHS.into_iter().skip(usize::from(column::QUESTION));
    row_height(texts.into_iter().chain(evidence).zip(widths))
}

/// Adds one drop-down for all rows with a role: one for each would be a third of the sheet.
fn add_drop_down(
    sheet: &mut Worksheet,
    rows: &[Row<'_>],
    has_role: impl Fn(Role) -> bool,
    drop_down: DataValidation,
) -> Result<(), XlsxError> {
    let indexes: Vec<u32> =
        (FIRST_ROW..).zip(rows).filter(|(_, row)| has_role(row.role)).map(|(index, _)| index).collect();
    let Some(first) = indexes.first().copied() else { return Ok(()) };
    let ranges = indexes.chunk_by(|one, next| one + 1 == *next).map(|range| {
        let letter = column::ANSWER_LETTER;
        format!("{letter}{}:{letter}{}", range[0] + 1, range[range.len() - 1] + 1)
    });
    let drop_down = with_message(drop_down)?.set_multi_range(ranges.collect::<Vec<_>>().join(" "));
    sheet.add_data_validation(first, column::ANSWER, first, column::ANSWER, &drop_down)?;
    Ok(())
}

fn with_message(drop_down: DataValidation) -> Result<DataValidation, XlsxError> {
    drop_down
        .set_error_title("Not in the list")?
        .set_error_message("Choose one of the answers in the list, or empty the cell with the Delete key.")
}

/// Colours “none of these” and “not known” when something else is ticked too.
fn mark_conflicts(sheet: &mut Worksheet, rows: &[Row<'_>], formats: &Formats) -> Result<(), XlsxError> {
    let letter = column::ANSWER_LETTER;
    for (index, row) in (FIRST_ROW..).zip(rows) {
        if !matches!(row.role, Role::NoneOfThese | Role::NotStated) {
            continue;
        }
        let ticks = (FIRST_ROW + 1..).zip(rows).filter(|(_, other)| other.field == row.field && other.role.is_tick());
        let lines: Vec<u32> = ticks.map(|(line, _)| line).collect();
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
        let formula = format!("=AND(${letter}${}<>\"\",COUNTA(${letter}${first}:${letter}${last})>1)", index + 1);
        let rule = ConditionalFormatFormula::new().set_rule(Formula::new(formula)).set_format(&formats.conflict);
        sheet.add_conditional_format(index, column::ANSWER, index, column::ANSWER, &rule)?;
    }
    Ok(())
}
