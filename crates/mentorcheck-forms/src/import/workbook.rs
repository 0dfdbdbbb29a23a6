//! Reads the workbook of [`crate::xlsx`] back by the key of each row, wherever the row is now.

use std::collections::{BTreeMap, HashMap};

use super::{
    draft::{Draft, Item, Parts, Passage},
    error::ImportError,
    notice::{Remark, quoted},
    resolve::{Meaning, Resolver},
    rows::{self, Ticks},
};
use crate::{
    model::{Question, QuestionKind},
    sheets::{Area, Cell, Position, Sheet, Workbook},
    wording,
    xlsx::{self, Role},
};

/// How far down the header of the questions is looked for.
const MAX_HEADER_ROW: u32 = 100;

/// Where the columns of the sheet with the questions are.
pub(super) struct Layout {
    pub(super) header: u32,
    pub(super) key: u32,
    pub(super) answer: u32,
}

/// What a workbook is.
pub(super) enum Found {
    Form(Draft),
    /// The form, and more of its hidden sheet has to be read.
    Incomplete,
    /// Something else.
    NotTheForm,
}

/// Reads a workbook.
///
/// # Errors
/// When it is this form, and cannot be read.
pub(super) fn read(resolver: &Resolver<'_>, workbook: &Workbook) -> Result<Found, ImportError> {
    let mapping = workbook.sheets.iter().find(|sheet| text(sheet, 0, 0) == "form" && text(sheet, 0, 1) == xlsx::FORM);
    let mut found = Vec::new();
    for sheet in &workbook.sheets {
        if let Some((header, key)) = find_header(sheet) {
            found.push((sheet, header, key));
        }
    }
    let (sheet, header, key) = match (found.as_slice(), mapping) {
        ([], None) => return Ok(Found::NotTheForm),
        ([], Some(_)) => return Err(ImportError::NoQuestions),
        ([only], _) => *only,
        ([(first, ..), (second, ..), ..], _) => {
            return Err(ImportError::SeveralSheets { first: quoted(&first.name), second: quoted(&second.name) });
        }
    };
    let mut reader = Reader {
        resolver,
        sheet,
        layout: find_columns(sheet, header, key)?,
        draft: Draft::default(),
        positions: HashMap::new(),
        keys: Vec::new(),
        merged: Vec::new(),
        labels: HashMap::new(),
    };
    reader.read_rows();
    reader.report_outside(workbook, mapping);
    if let Some(mapping) = mapping.filter(|mapping| mapping.is_partial)
        && !reader.is_as_given_out(mapping)
    {
        return Ok(Found::Incomplete);
    }
    reader.check_version(mapping)?;
    reader.find_missing(mapping);
    reader.read_answers();
    reader.read_comments();
    Ok(Found::Form(reader.draft))
}

pub(super) fn text(sheet: &Sheet, row: u32, column: u32) -> &str {
    sheet.cell(Position::new(row, column)).map(|cell| cell.text.trim()).unwrap_or_default()
}

/// An entry at the top of the hidden sheet; empty if there is none.
pub(super) fn entry<'m>(mapping: &'m Sheet, name: &str) -> &'m str {
    let mut rows = mapping.rows().take(20).filter(|row| row[0].position.column == 0 && &*row[0].text == name);
    rows.next().and_then(|row| row.get(1)).map(|cell| cell.text.trim()).unwrap_or_default()
}

/// The row and column of the header above the keys, if a sheet has keys.
fn find_header(sheet: &Sheet) -> Option<(u32, u32)> {
    let cells = sheet.cells().iter().take_while(|cell| cell.position.row < MAX_HEADER_ROW);
    let mut headers = cells.filter(|cell| &*cell.text == xlsx::KEY_TITLE).map(|cell| cell.position);
    let has_keys = |header: &Position| {
        let mut below = sheet.cells().iter().filter(|cell| cell.position.column == header.column);
        below.any(|cell| cell.position.row > header.row && parse_key(&cell.text).is_some())
    };
    headers.find(has_keys).map(|header| (header.row, header.column))
}

fn find_columns(sheet: &Sheet, header: u32, key: u32) -> Result<Layout, ImportError> {
    let titles = sheet.row(header);
    let answer = titles.iter().find(|cell| &*cell.text == xlsx::ANSWER_TITLE);
    let answer = answer.ok_or(ImportError::Columns { missing: "the column of answers" })?.position.column;
    let evidence = titles.iter().find(|cell| cell.position.column == answer + 1);
    if evidence.is_none_or(|cell| !cell.text.starts_with(wording::WHERE)) {
        return Err(ImportError::Columns { missing: "the column of documents" });
    }
    Ok(Layout { header, key, answer })
}

/// The field, role and value of a key; the field is empty for rows that are about no question.
pub(super) fn parse_key(key: &str) -> Option<(&str, Role, &str)> {
    let (field, rest) = key.split_once('/').unwrap_or(("", key));
    if field == Role::ExtraPassage.name() {
        return Some(("", Role::ExtraPassage, rest));
    }
    let (role, value) = rest.split_once('/').unwrap_or((rest, ""));
    let role = Role::from_name(role)?;
    Some(if role == Role::ExtraPassage { ("", Role::Section, "") } else { (field, role, value) })
}

/// Rows with the same key have different answers.
struct Differs;

pub(super) struct Reader<'r> {
    pub(super) resolver: &'r Resolver<'r>,
    pub(super) sheet: &'r Sheet,
    pub(super) layout: Layout,
    pub(super) draft: Draft,
    /// The rows with each key, from 0.
    positions: HashMap<&'r str, Vec<u32>>,
    /// The keys in the order of their rows.
    keys: Vec<&'r str>,
    /// The merged areas that were reported.
    merged: Vec<Area>,
    /// The value of each wording, by field, as the form has them.
    labels: HashMap<(&'r str, &'r str), &'r str>,
}

impl<'r> Reader<'r> {
    /// Whether the form has the rows that it was given out with, in their order, and is of this version of the questions.
    fn is_as_given_out(&self, mapping: &Sheet) -> bool {
        entry(mapping, "fingerprint") == self.resolver.fingerprint
            && entry(mapping, "keys") == xlsx::fingerprint_of_keys(self.keys.iter().copied())
    }

    fn check_version(&mut self, mapping: Option<&'r Sheet>) -> Result<(), ImportError> {
        let own = &self.resolver.fingerprint;
        let Some(mapping) = mapping else {
            let message = "The hidden sheet of the form is missing, so it is not known which version it is.";
            let help = "Check that the answers belong to the questions, and use the whole form next time.";
            self.draft.remark(None, Remark::new("form/other-version", message.to_owned(), help));
            return Ok(());
        };
        if entry(mapping, "version").parse().is_ok_and(|version: u32| version > xlsx::VERSION) {
            return Err(ImportError::NewerVersion);
        }
        let fingerprint = entry(mapping, "fingerprint");
        if fingerprint == own {
            return Ok(());
        }
        self.draft.remark(None, Remark::other_version(fingerprint, own));
        // What was an answer then may have another wording now.
        let mut rows = mapping.rows().skip_while(|row| &*row[0].text != "answers").skip(2);
        while let Some([field, label, value, ..]) = rows.next() {
            self.labels.insert((&field.text, &label.text), &value.text);
        }
        Ok(())
    }

    fn read_rows(&mut self) {
        let (sheet, header) = (self.sheet, self.layout.header);
        for row in sheet.rows().filter(|row| row[0].position.row > header) {
            let number = row[0].position.row;
            let key = row.iter().find(|cell| cell.position.column == self.layout.key);
            match key.map(|cell| (&*cell.text, parse_key(&cell.text))) {
                Some((key, Some(_))) => {
                    self.positions.entry(key).or_default().push(number);
                    self.keys.push(key);
                }
                _ => self.report_all(row, "its row is no part of the form"),
            }
        }
    }

    /// Reports the questions whose rows are missing.
    fn find_missing(&mut self, mapping: Option<&Sheet>) {
        // A hidden sheet of which the head is enough says that no row is missing.
        let Some(mapping) = mapping.filter(|mapping| !mapping.is_partial) else { return };
        let rows = mapping.rows().skip_while(|row| &*row[0].text != "rows").skip(2);
        let mut missing: BTreeMap<u32, &Question> = BTreeMap::new();
        for row in rows.take_while(|row| &*row[0].text != "answers") {
            let Some((field, ..)) = parse_key(&row[0].text) else { continue };
            if !self.positions.contains_key(&*row[0].text)
                && let Some(question) = self.resolver.question(field)
            {
                missing.insert(question.number, question);
            }
        }
        for (number, question) in missing {
            let message = format!(
                "A row of question {number} ({}) is missing in the form. What it held is not known.",
                question.title
            );
            let help = "If it held an answer, copy the answers to a new form.";
            self.draft.remark(Some(question), Remark::new("form/missing-row", message, help));
            self.positions.entry(PARTIAL).or_default().push(number);
        }
    }

    fn is_partial(&self, question: &Question) -> bool {
        self.positions.get(PARTIAL).is_some_and(|numbers| numbers.contains(&question.number))
    }

    fn read_answers(&mut self) {
        let mut lists: HashMap<&str, Ticks> = HashMap::new();
        let mut keys: Vec<(&'r str, Vec<u32>)> =
            self.positions.iter().map(|(key, rows)| (*key, rows.clone())).filter(|(key, _)| *key != PARTIAL).collect();
        keys.sort_by(|(_, one), (_, other)| one.cmp(other));
        for (key, rows) in keys {
            let Some((field, role, value)) = parse_key(key) else { continue };
            let question = self.resolver.question(field);
            self.check_cells(question, &rows);
            let Ok(answer) = self.one_answer(question, key, &rows) else { continue };
            match (question, role) {
                (_, Role::Section) => rows.iter().for_each(|row| self.report_unread(*row, "no answer belongs there")),
                (_, Role::ExtraPassage) => rows.iter().for_each(|row| self.extra_passage(*row)),
                (None, _) => rows.iter().for_each(|row| {
                    self.report_unread(*row, "this version does not ask this question");
                }),
                (Some(question), Role::Choice | Role::Text | Role::Texts) => {
                    if let Some(cell) = answer {
                        self.add_answer(question, cell);
                    }
                }
                (Some(question), Role::List | Role::Passage) => {
                    if let Some(cell) = answer {
                        self.unread(Some(question), cell, "the answers are in the rows below it");
                    }
                }
                (Some(question), _) => {
                    let ticks = lists.entry(field).or_default();
                    if let Some(cell) = answer {
                        let meaning = match role {
                            Role::NoneOfThese => Meaning::NoneOfThese,
                            Role::Complete => Meaning::Complete,
                            Role::NotStated => Meaning::NotStated,
                            _ => Meaning::Value(value.to_owned()),
                        };
                        tick(ticks, question, cell, meaning);
                    }
                }
            }
            if let Some(question) = question {
                for row in rows {
                    self.passage(question, role, row);
                }
            }
        }
        for question in self.resolver.questionnaire.questions() {
            if let Some(mut ticks) = lists.remove(question.field.as_str()) {
                ticks.is_partial = self.is_partial(question);
                rows::add_ticks(&mut self.draft, question, ticks);
            }
        }
    }

    /// The answer cell of a key, if it is filled in; an error if rows with the same key have different answers, which is reported.
    fn one_answer(
        &mut self,
        question: Option<&Question>,
        key: &str,
        rows: &[u32],
    ) -> Result<Option<&'r Cell>, Differs> {
        let sheet = self.sheet;
        let cells: Vec<&Cell> =
            rows.iter().filter_map(|row| sheet.cell(Position::new(*row, self.layout.answer))).collect();
        let first = cells.first().copied();
        let differs = rows.len() > 1
            && question.is_some()
            && (cells.len() != rows.len()
                || cells.iter().any(|cell| Some(&cell.text) != first.map(|first| &first.text)));
        let (Some(question), Some(first), true) = (question, first, differs) else { return Ok(first) };
        let places: Vec<String> = rows.iter().map(|row| Position::new(*row, self.layout.answer).to_string()).collect();
        let message = format!(
            "A row of question {} ({}) is in the form more than once, with different answers in cells {}.",
            question.number,
            question.title,
            places.join(", ")
        );
        let remark = Remark::new("form/repeated-row", message, "Delete the row whose answer does not apply.");
        // A text that is none of the answers.
        let text = format!("{key}: {}?", quoted(&first.text));
        if matches!(question.kind, QuestionKind::ChooseOne | QuestionKind::TickAll) {
            self.draft.add(question, Item { text, position: first.position, remark: Some(remark) });
        } else {
            self.draft.remark(Some(question), remark);
        }
        Err(Differs)
    }

    /// Reports formulas, hidden answers and merged cells.
    fn check_cells(&mut self, question: Option<&Question>, rows: &[u32]) {
        for position in rows
            .iter()
            .flat_map(|row| (self.layout.answer..=self.layout.answer + 3).map(|column| Position::new(*row, column)))
        {
            if let Some(area) = self.sheet.merged_area(position).filter(|area| !self.merged.contains(area)) {
                let is_harmless = area.first == position && area.first.row == area.last.row;
                self.merged.push(area);
                if !is_harmless {
                    let message = format!(
                        "Cells {} to {} are merged, so it is not known which rows their answer is for.",
                        area.first, area.last
                    );
                    let help = "Unmerge the cells, and give each row its own answer.";
                    self.draft.remark(question, Remark::new("form/merged-cells", message, help));
                }
            }
            let Some(cell) = self.sheet.cell(position) else { continue };
            if self.sheet.is_hidden_at(position) {
                let message =
                    format!("Cell {position} with “{}” is in a hidden row or column. It counts.", quoted(&cell.text));
                let help = "Show all rows and columns, and check the answer.";
                self.draft.remark(question, Remark::new("form/hidden-answer", message, help));
            }
            if cell.is_formula {
                let remark = if cell.text.is_empty() {
                    let message = format!("Cell {position} has a formula without a stored value.");
                    Remark::new("form/formula-without-value", message, "Type the answer in place of the formula.")
                } else {
                    let message = format!(
                        "Cell {position} has a formula. Its value when the file was saved counts: “{}”.",
                        quoted(&cell.text)
                    );
                    Remark::new("form/formula", message, "Check the answer, and type it in place of the formula.")
                };
                self.draft.remark(question, remark);
            }
        }
    }

    fn add_answer(&mut self, question: &'r Question, cell: &Cell) {
        let text = cell.text.trim();
        let renamed = self.labels.get(&(question.field.as_str(), text)).copied();
        let text = match renamed {
            Some(value) if self.resolver.meaning(question, text).is_none() => value,
            _ => text,
        };
        // Nobody chooses the name of a value from the list, so one that was typed may be meant in another way.
        if renamed.is_none() && self.resolver.is_only_a_name(question, text) {
            let remark = Some(Remark::unknown_answer(question, cell.position, text));
            // A text that is none of the answers.
            self.draft.add(question, Item { text: format!("{text}?"), position: cell.position, remark });
            return;
        }
        rows::add_cell(&mut self.draft, self.resolver, question, text, cell.position);
    }

    /// The three cells of a passage, if one of them is filled in.
    fn passage_parts(&self, row: u32) -> Option<Parts> {
        let parts = [1, 2, 3].map(|offset| {
            let cell = self.sheet.cell(Position::new(row, self.layout.answer + offset))?;
            let text = cell.text.trim();
            (!text.is_empty()).then(|| (text.to_owned(), cell.position))
        });
        parts.iter().any(Option::is_some).then_some(parts)
    }

    fn passage(&mut self, question: &Question, role: Role, row: u32) {
        if let Some(cell) = self.answer_beside(question, role, row) {
            return self.unread(Some(question), cell, "its answer cell is empty, and it is in the column of documents");
        }
        if let Some(parts) = self.passage_parts(row) {
            let position = Position::new(row, self.layout.answer + 1);
            self.draft.add_passage(Passage { field: question.field.clone(), position, parts });
        }
    }

    fn extra_passage(&mut self, row: u32) {
        let chosen = self.sheet.cell(Position::new(row, self.layout.answer));
        let parts = self.passage_parts(row);
        let Some(parts) = parts else {
            if let Some(cell) = chosen {
                self.unread(None, cell, "no document, place or words are beside it");
            }
            return;
        };
        let number = chosen.and_then(|cell| cell.text.split('.').next()?.trim().parse::<u32>().ok());
        let mut questions = self.resolver.questionnaire.questions();
        match questions.find(|question| Some(question.number) == number) {
            Some(question) => {
                let position = Position::new(row, self.layout.answer);
                self.draft.add_passage(Passage { field: question.field.clone(), position, parts });
            }
            None => self.report_unread(row, "no question is chosen in its row"),
        }
    }

    /// Keeps what people have written beside cells.
    fn read_comments(&mut self) {
        for (position, comment) in &self.sheet.comments {
            let key = text(self.sheet, position.row, self.layout.key);
            let question = parse_key(key).and_then(|(field, ..)| self.resolver.question(field));
            self.draft.comment(question, *position, comment);
        }
    }
}

/// Stands for the questions with missing rows among the keys; no key is empty.
const PARTIAL: &str = "";

fn tick(ticks: &mut Ticks, question: &Question, cell: &Cell, meaning: Meaning) {
    let label = rows::label(question, &meaning);
    match rows::is_ticked(&cell.text) {
        Some(true) => ticks.ticked.push((meaning, cell.position)),
        Some(false) => {}
        None => ticks.unknown.push(Item {
            // A text that is none of the answers.
            text: format!("{label}: {}", quoted(&cell.text)),
            position: cell.position,
            remark: Some(Remark::unknown_tick(question, cell.position, &cell.text, label)),
        }),
    }
}
