//! Reports what is written in a workbook where no answer belongs: over the texts of the form, next to it, and in other sheets.

use super::{
    draft::{Unread, place},
    notice::{Remark, quoted},
    workbook::{Reader, entry, parse_key, text},
};
use crate::{
    model::Question,
    sheets::{Cell, Position, Sheet, Workbook},
    wording,
    xlsx::{self, Role, ShownTexts},
};

const CODE: &str = "form/unread-cell";
const HELP: &str = "If it is an answer, put it in the answer cell of its question. If it is a message to you, read it.";

/// The columns of a row that have texts of the form, before that of the answer.
const NUMBER: u32 = 3;
const TITLE: u32 = 2;
const TEXT: u32 = 1;

impl<'r> Reader<'r> {
    /// Reports what is filled in in the answer cell of a row and beside it, where no answer belongs.
    pub(super) fn report_unread(&mut self, row: u32, why: &str) {
        for column in self.layout.answer..=self.layout.answer + 3 {
            if let Some(cell) = self.sheet.cell(Position::new(row, column)) {
                self.unread(None, cell, why);
            }
        }
    }

    /// Reports all cells of a row.
    pub(super) fn report_all(&mut self, row: &'r [Cell], why: &str) {
        for cell in row {
            self.unread(None, cell, why);
        }
    }

    pub(super) fn unread(&mut self, question: Option<&Question>, cell: &Cell, why: &str) {
        if cell.text.trim().is_empty() {
            return;
        }
        let message = format!("Cell {} with “{}” is not read: {why}.", cell.position, quoted(&cell.text));
        let place =
            question.map_or_else(|| format!("Cell {}", cell.position), |question| place(question, cell.position));
        let remark = Remark::new(CODE, message, HELP);
        self.draft.unread(Unread { place, text: cell.text.to_string(), remark });
    }

    /// Reports texts above the form, over its own texts, to the right of it and in other sheets.
    pub(super) fn report_outside(&mut self, workbook: &'r Workbook, mapping: Option<&Sheet>) {
        let sheet = self.sheet;
        let has_own_texts = mapping.is_some_and(|mapping| entry(mapping, "texts") == self.resolver.texts_fingerprint);
        for row in sheet.rows() {
            let key = text(sheet, row[0].position.row, self.layout.key);
            let known = parse_key(key);
            let question = known.and_then(|(field, ..)| self.resolver.question(field));
            if let Some((_, role, _)) = known.filter(|_| has_own_texts && row[0].position.row > self.layout.header) {
                self.report_overwritten(row, key, role, question);
            }
            for cell in row {
                let is_above = cell.position.row < self.layout.header;
                if cell.position.row > self.layout.header && known.is_none() {
                    // The whole row is reported.
                } else if cell.position.column > self.layout.answer + 3 {
                    self.unread(question, cell, "it is next to the form");
                } else if is_above && !cell.text.starts_with(&self.resolver.questionnaire.title) {
                    self.unread(None, cell, "it is above the questions");
                }
            }
        }
        for other in &workbook.sheets {
            let is_own = std::ptr::eq(other, sheet) || mapping.is_some_and(|mapping| std::ptr::eq(other, mapping));
            if !is_own && !xlsx::is_codebook((0..4).map(|column| text(other, 0, column))) {
                self.report_sheet(other);
            }
        }
    }

    /// Reports cells in which a form has texts of its own, and which have something else.
    fn report_overwritten(&mut self, row: &'r [Cell], key: &str, role: Role, question: Option<&Question>) {
        let shown = self.resolver.shown_texts.get(key);
        let answer = self.layout.answer;
        for cell in row.iter().filter(|cell| cell.position.column < answer) {
            let is_own = match (answer - cell.position.column, shown) {
                (NUMBER, Some(ShownTexts { number, .. })) => cell.text.trim() == number,
                (TITLE, Some(ShownTexts { title, .. })) => is_shown(&cell.text, title, role == Role::Section),
                (TEXT, Some(ShownTexts { help, .. })) => is_help(&cell.text, help),
                // The rows that only forms with answers have, and the column of keys.
                _ => true,
            };
            if !is_own {
                self.unread(question, cell, "a text of the form belongs there");
            }
        }
    }

    /// Reports a sheet that is no part of the form.
    fn report_sheet(&mut self, sheet: &Sheet) {
        let Some(first) = sheet.cells().iter().find(|cell| !cell.text.trim().is_empty()) else { return };
        let name = quoted(&sheet.name);
        let message = format!(
            "The sheet “{name}” is not read, because it is no part of the form. Cell {} has “{}”.",
            first.position,
            quoted(&first.text)
        );
        let place = format!("Sheet “{name}”, cell {}", first.position);
        self.draft.unread(Unread { place, text: first.text.to_string(), remark: Remark::new(CODE, message, HELP) });
    }

    /// An answer in the column of documents beside an empty answer cell, where nothing else is filled in.
    pub(super) fn answer_beside(&self, question: &Question, role: Role, row: u32) -> Option<&'r Cell> {
        let sheet = self.sheet;
        let at = |offset: u32| sheet.cell(Position::new(row, self.layout.answer + offset));
        let cell = at(1).filter(|_| [0, 2, 3].iter().all(|offset| at(*offset).is_none()))?;
        let is_answer = match role {
            Role::Choice => self.resolver.meaning(question, &cell.text).is_some(),
            Role::List | Role::Tick | Role::NoneOfThese | Role::Complete | Role::NotStated => {
                cell.text.trim().eq_ignore_ascii_case(xlsx::YES)
            }
            _ => false,
        };
        is_answer.then_some(cell)
    }
}

/// Whether a cell has a text, apart from the white space. Most have it as it is, and nothing is to be split.
fn has_text(cell: &str, text: &str) -> bool {
    cell == text || cell.split_whitespace().eq(text.split_whitespace())
}

/// Whether a cell has the text of the form. A section may have a word after its title.
fn is_shown(cell: &str, text: &str, is_section: bool) -> bool {
    let has_title_before = |word: &&str| {
        let end = format!(": {word}");
        cell.trim_end().strip_suffix(end.as_str()).is_some_and(|title| title.trim() == text.trim())
    };
    has_text(cell, text) || (is_section && [wording::STILL_OPEN, wording::ANSWERED].iter().any(has_title_before))
}

/// Whether a cell has the help of the form. What was not understood may be before it.
fn is_help(cell: &str, help: &str) -> bool {
    let starts_as_notice =
        || [wording::NOT_UNDERSTOOD, wording::NOT_A_TICK].iter().any(|start| cell.trim_start().starts_with(start));
    let ends_with_help = || {
        let words: Vec<&str> = cell.split_whitespace().collect();
        words.ends_with(&help.split_whitespace().collect::<Vec<_>>())
    };
    has_text(cell, help) || (starts_as_notice() && ends_with_help())
}
