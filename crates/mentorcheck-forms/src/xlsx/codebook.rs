//! The sheet with every answer and its rule, whose ranges are the drop-downs.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

use super::height::row_height;
use crate::{
    model::{Question, QuestionKind},
    selection::SelectedSection,
    wording,
};

pub(crate) const SHEET: &str = "Codebook";
const HEADER_ROWS: u32 = 1;
const TITLES: [&str; 4] = ["No.", "Question", "Answer", "Rule"];
const WIDTHS: [f64; 4] = [6.0, 34.0, 38.0, 80.0];
/// The column with the wordings of answers, from 0 and as a letter.
const ANSWER_COLUMN: (u16, char) = (2, 'C');

/// Whether these titles of columns are those of the sheet, whatever it is called.
pub(crate) fn is_codebook<'t>(titles: impl Iterator<Item = &'t str>) -> bool {
    titles.eq(TITLES)
}

pub(super) struct Codebook<'q> {
    entries: Vec<Entry<'q>>,
    /// The first and last row of the answers to a field, from 0.
    ranges: BTreeMap<&'q str, (u32, u32)>,
}

struct Entry<'q> {
    question: &'q Question,
    answer: &'q str,
    rule: &'q str,
}

impl<'q> Codebook<'q> {
    pub(super) fn new(sections: &[SelectedSection<'q>]) -> Self {
        let mut codebook = Self { entries: Vec::new(), ranges: BTreeMap::new() };
        for question in sections.iter().flat_map(|section| &section.questions).map(|selected| selected.question) {
            if matches!(question.kind, QuestionKind::ChooseOne | QuestionKind::TickAll) {
                codebook.add(question);
            }
        }
        codebook
    }

    fn add(&mut self, question: &'q Question) {
        let first = self.next_row();
        let mut add = |answer, rule| self.entries.push(Entry { question, answer, rule });
        for option in &question.answers {
            add(&option.label, &option.rule.plain);
        }
        if let Some(closing) = &question.closing {
            add(&closing.none_label, wording::NONE_OF_THESE_RULE);
            add(wording::COMPLETE, wording::COMPLETE_RULE);
        }
        add(wording::NOT_KNOWN, wording::NOT_KNOWN_RULE);
        self.ranges.insert(&question.field, (first, self.next_row() - 1));
    }

    fn next_row(&self) -> u32 {
        HEADER_ROWS + u32::try_from(self.entries.len()).unwrap_or(u32::MAX - HEADER_ROWS)
    }

    /// The drop-down with the answers to a question.
    pub(super) fn drop_down(&self, field: &str) -> Option<DataValidation> {
        let (first, last) = self.ranges.get(field)?;
        let column = ANSWER_COLUMN.1;
        let range = Formula::new(format!("={SHEET}!${column}${}:${column}${}", first + 1, last + 1));
        Some(DataValidation::new().allow_list_formula(range))
    }

    /// The address of the answers to a question, for a link.
    pub(super) fn link(&self, field: &str) -> Option<String> {
        let (first, _) = self.ranges.get(field)?;
        Some(format!("internal:{SHEET}!{}{}", ANSWER_COLUMN.1, first + 1))
    }

    pub(super) fn sheet(&self) -> Result<Worksheet, XlsxError> {
        let header = Format::new().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin);
        let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let bold = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_bold();
        let first =
            Format::new().set_text_wrap().set_align(FormatAlign::Top).set_bold().set_border_top(FormatBorder::Thin);
        let first_cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border_top(FormatBorder::Thin);
        let mut sheet = Worksheet::new();
        sheet.set_name(SHEET)?;
        for (column, (title, width)) in (0..).zip(TITLES.into_iter().zip(WIDTHS)) {
            sheet.write_string_with_format(0, column, title, &header)?;
            sheet.set_column_width(column, width)?;
        }
        let mut last = None;
        for (row, entry) in (HEADER_ROWS..).zip(&self.entries) {
            let is_first = last != Some(entry.question.number);
            last = Some(entry.question.number);
            let (strong, plain) = if is_first { (&first, &first_cell) } else { (&bold, &cell) };
            if is_first {
                let left = plain.clone().set_align(FormatAlign::Left);
                sheet.write_number_with_format(row, 0, entry.question.number, &left)?;
                sheet.write_string_with_format(row, 1, &entry.question.question, plain)?;
            } else {
                sheet.write_blank(row, 0, plain)?;
                sheet.write_blank(row, 1, plain)?;
            }
            sheet.write_string_with_format(row, ANSWER_COLUMN.0, entry.answer, strong)?;
            sheet.write_string_with_format(row, ANSWER_COLUMN.0 + 1, entry.rule, plain)?;
            let question = if is_first { entry.question.question.as_str() } else { "" };
            let height = row_height([question, entry.answer, entry.rule].into_iter().zip(WIDTHS.into_iter().skip(1)));
            sheet.set_row_height(row, height)?;
        }
        sheet.set_freeze_panes(HEADER_ROWS, 0)?.set_repeat_rows(0, HEADER_ROWS - 1)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_footer("&R&P / &N").protect();
        Ok(sheet)
    }
}
