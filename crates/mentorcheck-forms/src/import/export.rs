//! Reads exports of the form for `KoboToolbox`, ODK and `SurveyCTO`: one row for each submission.

use std::collections::{BTreeMap, HashMap};

use super::{
    columns::{self, Column},
    draft::{Draft, Item, NOT_STATED, Parts, Passage},
    error::ImportError,
    notice::{Remark, quoted},
    resolve::{Meaning, Resolver, collapse},
    rows::{self, Ticks},
    time,
};
use crate::{
    model::{Question, QuestionKind},
    sheets::{Cell, Position, Sheet, Workbook},
    xlsform,
};

/// The words for ticked and not ticked in a column of its own for each answer.
const TICKED: [&str; 4] = ["1", "true", "yes", "1.0"];
const NOT_TICKED: [&str; 5] = ["", "0", "false", "no", "0.0"];
/// The most columns that are named in a message.
const MAX_NAMED: usize = 5;

/// A submission with its row, from 0, and when it was sent.
struct Submission {
    row: u32,
    /// `None` if it is missing, or cannot be compared.
    time: Option<String>,
    identity: Option<String>,
    draft: Draft,
}

/// Reads the submissions in the first sheet that has the form's columns, in the order of their rows; `None` if no sheet has.
///
/// # Errors
/// When there is none.
pub(super) fn read(resolver: &Resolver<'_>, workbook: &Workbook) -> Result<Option<Vec<Draft>>, ImportError> {
    let found = workbook.sheets.iter().find_map(|sheet| {
        let titles = sheet.rows().next()?;
        columns::find(resolver, titles).map(|columns| (sheet, columns))
    });
    let Some((sheet, columns)) = found else { return Ok(None) };
    let rows = sheet.rows().skip(1);
    let submissions: Vec<Submission> = rows.map(|row| submission(resolver, sheet, &columns, row)).collect();
    let (submissions, empty): (Vec<_>, Vec<_>) =
        submissions.into_iter().partition(|submission| !submission.draft.is_empty());
    let mut drafts = replace_earlier(submissions);
    let Some(first) = drafts.first_mut() else { return Err(ImportError::NoSubmission) };
    for Submission { row, draft, .. } in empty {
        let message = format!("Row {} has no answers, so it is not read as a programme.", row + 1);
        let help = "If it should have answers, export the data again.";
        first.remark(None, Remark::new("form/unread-cell", message, help));
        first.take_remarks(draft);
    }
    report_unknown_columns(sheet, &columns, first);
    Ok(Some(drafts))
}

/// Keeps the latest submission of each programme.
fn replace_earlier(submissions: Vec<Submission>) -> Vec<Draft> {
    // The time counts where every submission has one.
    let has_times = submissions.iter().all(|submission| submission.time.is_some());
    let mut latest: BTreeMap<u32, Submission> = BTreeMap::new();
    let mut by_identity: HashMap<String, u32> = HashMap::new();
    for mut submission in submissions {
        if let Some(identity) = submission.identity.clone() {
            let earlier = by_identity.get(&identity).and_then(|row| latest.remove(row));
            if let Some(earlier) = earlier {
                let is_newer = !has_times || submission.time >= earlier.time;
                let (mut kept, replaced) = if is_newer { (submission, earlier) } else { (earlier, submission) };
                let message = format!(
                    "The submission in row {} replaces the earlier one of the same programme in row {}.",
                    kept.row + 1,
                    replaced.row + 1
                );
                let help = "If they are different programmes, give each a name or identifier of its own.";
                kept.draft.remark(None, Remark::new("form/replaced-submission", message, help));
                submission = kept;
            }
            by_identity.insert(identity, submission.row);
        }
        latest.insert(submission.row, submission);
    }
    latest.into_values().map(|submission| submission.draft).collect()
}

fn submission(resolver: &Resolver<'_>, sheet: &Sheet, columns: &[(u32, Column<'_>)], row: &[Cell]) -> Submission {
    let number = row.first().map_or(0, |cell| cell.position.row);
    let mut reader = RowReader {
        resolver,
        draft: Draft::default(),
        whole: Vec::new(),
        ticks: BTreeMap::new(),
        unticked: Vec::new(),
        passages: BTreeMap::new(),
    };
    let mut time = None;
    for cell in row {
        let Ok(index) = columns.binary_search_by_key(&cell.position.column, |(column, _)| *column) else {
            reader.unread(cell);
            continue;
        };
        let text = cell.text.trim();
        match &columns[index].1 {
            Column::Answer(question) => reader.whole.push((question, cell)),
            Column::Choice(question, meaning) => reader.choice(question, meaning, cell),
            Column::Passage { question, entry, part } => {
                let passages =
                    reader.passages.entry((question.number, *entry)).or_insert((question, [None, None, None]));
                passages.1[*part] = (!text.is_empty()).then(|| (text.to_owned(), cell.position));
            }
            Column::Fingerprint => {
                let own = &resolver.fingerprint;
                if text != own {
                    reader.draft.remark(None, Remark::other_version(text, own));
                }
            }
            Column::SubmissionTime => time = time::sortable(text).or(time),
            Column::Version | Column::Metadata | Column::Unknown => {}
        }
        let is_answer = !matches!(&columns[index].1, Column::Metadata | Column::Unknown);
        if is_answer && sheet.is_hidden_at(cell.position) {
            let message = format!(
                "Cell {} with “{}” is in a hidden row or column. It counts.",
                cell.position,
                quoted(&cell.text)
            );
            let help = "Show all rows and columns, and check the answer.";
            reader.draft.remark(None, Remark::new("form/hidden-answer", message, help));
        }
    }
    let draft = reader.finish();
    let identity = identity(resolver, &draft);
    Submission { row: number, time, identity, draft }
}

/// What a programme is known by: its identifier, else its name.
fn identity(resolver: &Resolver<'_>, draft: &Draft) -> Option<String> {
    let vocabulary = resolver.vocabulary;
    vocabulary.id_field.into_iter().chain([vocabulary.name_field]).find_map(|id| {
        let field = &vocabulary.fields[id];
        let text = collapse(&draft.items(&field.name).first()?.text);
        (!text.is_empty() && !vocabulary.is_placeholder(&text)).then(|| format!("{}: {text}", field.key))
    })
}

struct RowReader<'r> {
    resolver: &'r Resolver<'r>,
    draft: Draft,
    whole: Vec<(&'r Question, &'r Cell)>,
    /// The answers of lists that have columns of their own, by the number of the question.
    ticks: BTreeMap<u32, (&'r Question, Ticks)>,
    /// The answers of lists whose columns say that they are not ticked, by the number of the question.
    unticked: Vec<(u32, Meaning)>,
    passages: BTreeMap<(u32, usize), (&'r Question, Parts)>,
}

impl<'r> RowReader<'r> {
    fn unread(&mut self, cell: &Cell) {
        let message =
            format!("Cell {} with “{}” is not read: its column has no title.", cell.position, quoted(&cell.text));
        let help = "Export the data again, and leave the first row as it is.";
        self.draft.remark(None, Remark::new("form/unread-cell", message, help));
    }

    fn choice(&mut self, question: &'r Question, meaning: &Meaning, cell: &Cell) {
        let (_, ticks) = self.ticks.entry(question.number).or_insert_with(|| (question, Ticks::default()));
        let text = cell.text.trim();
        let is_one_of = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        if is_one_of(&TICKED) {
            // A column can be there more than once.
            if ticks.ticked.iter().all(|(other, _)| other != meaning) {
                ticks.ticked.push((meaning.clone(), cell.position));
            }
        } else if is_one_of(&NOT_TICKED) {
            self.unticked.push((question.number, meaning.clone()));
        } else {
            let label = rows::label(question, meaning);
            ticks.unknown.push(Item {
                // A text that is none of the answers.
                text: format!("{label}: {}", quoted(text)),
                position: cell.position,
                remark: Some(Remark::unknown_tick(question, cell.position, text, label)),
            });
        }
    }

    fn finish(mut self) -> Draft {
        let mut whole = std::mem::take(&mut self.whole);
        // A column can be there more than once.
        whole.sort_by_key(|(question, cell)| (question.number, cell.position));
        whole.dedup_by(|(one, repeated), (other, first)| {
            one.number == other.number && repeated.text.trim() == first.text.trim()
        });
        for cells in whole.chunk_by(|(one, _), (other, _)| one.number == other.number) {
            let (question, cell) = cells[0];
            if cells.len() > 1 {
                self.report_repeated(question, cells);
            }
            match question.kind {
                QuestionKind::ChooseOne | QuestionKind::TickAll if cells.len() > 1 => {}
                QuestionKind::ChooseOne | QuestionKind::Text => {
                    rows::add_cell(&mut self.draft, self.resolver, question, &cell.text, cell.position);
                }
                QuestionKind::Texts => {
                    let lines = cell.text.replace(xlsform::SEPARATOR, "\n");
                    rows::add_cell(&mut self.draft, self.resolver, question, &lines, cell.position);
                }
                QuestionKind::TickAll => self.list(question, cell),
            }
        }
        for (number, (question, ticks)) in std::mem::take(&mut self.ticks) {
            let is_unticked =
                |meaning: &Meaning| self.unticked.iter().any(|(other, no)| *other == number && no == meaning);
            let Some((meaning, position)) = ticks.ticked.iter().find(|(meaning, _)| is_unticked(meaning)) else {
                rows::add_ticks(&mut self.draft, question, ticks);
                continue;
            };
            let label = rows::label(question, meaning);
            let what = format!("“{label}” has more than one column, and they differ");
            let remark = Remark::conflict(question, &what, "Export the data again, or delete one of the columns.");
            self.draft.add(question, Item { text: format!("{label}?"), position: *position, remark: Some(remark) });
        }
        for ((..), (question, parts)) in std::mem::take(&mut self.passages) {
            if let Some(position) = parts.iter().flatten().map(|(_, position)| *position).next() {
                self.draft.add_passage(Passage { field: question.field.clone(), position, parts });
            }
        }
        self.draft
    }

    /// Reports an answer whose column is there more than once, with different answers. Only a text counts all the same.
    fn report_repeated(&mut self, question: &'r Question, cells: &[(&'r Question, &'r Cell)]) {
        let what = "its column is in the export more than once";
        let remark = Remark::conflict(question, what, "Delete one of the columns.");
        if matches!(question.kind, QuestionKind::Text | QuestionKind::Texts) {
            self.draft.remark(Some(question), remark);
            return;
        }
        self.ticks.remove(&question.number);
        let texts: Vec<String> = cells.iter().map(|(_, cell)| quoted(&cell.text)).collect();
        let position = cells[0].1.position;
        // A text that is none of the answers.
        self.draft.add(question, Item { text: format!("{}?", texts.join("; ")), position, remark: Some(remark) });
    }

    /// Reads a list whose answers are in one cell. Columns for each answer must say the same.
    fn list(&mut self, question: &'r Question, cell: &Cell) {
        let position = cell.position;
        let Some(meanings) = self.resolver.meanings(question, &cell.text) else {
            if self.resolver.vocabulary.is_placeholder(cell.text.trim()) {
                self.draft.add(question, Item { text: NOT_STATED.to_owned(), position, remark: None });
                return;
            }
            let remark = Remark::unknown_answer(question, position, &cell.text);
            self.ticks.remove(&question.number);
            let text = format!("{}?", quoted(&cell.text));
            self.draft.add(question, Item { text, position, remark: Some(remark) });
            return;
        };
        if let Some((_, split)) = self.ticks.remove(&question.number) {
            let is_same = split.unknown.is_empty()
                && split.ticked.len() == meanings.len()
                && split.ticked.iter().all(|(meaning, _)| meanings.contains(meaning));
            if !is_same {
                let what = "the columns for each answer say something else than the column for the question";
                let remark = Remark::conflict(question, what, "Export the data again.");
                let text = format!("{}?", quoted(&cell.text));
                self.draft.add(question, Item { text, position, remark: Some(remark) });
                return;
            }
        }
        let ticked = meanings.into_iter().map(|meaning| (meaning, position)).collect();
        rows::add_ticks(&mut self.draft, question, Ticks { ticked, ..Ticks::default() });
    }
}

/// Says which columns with data are not read.
fn report_unknown_columns(sheet: &Sheet, columns: &[(u32, Column<'_>)], draft: &mut Draft) {
    let header = sheet.cells().first().map_or(0, |cell| cell.position.row);
    let has_data =
        |column: u32| sheet.cells().iter().any(|cell| cell.position.column == column && cell.position.row > header);
    let unknown = columns.iter().filter(|(_, kind)| matches!(kind, Column::Unknown)).map(|(column, _)| *column);
    let titles: Vec<String> = unknown
        .filter(|column| has_data(*column))
        .filter_map(|column| sheet.cell(Position::new(header, column)))
        .map(|cell| format!("“{}” ({})", quoted(&cell.text), cell.position))
        .collect();
    if titles.is_empty() {
        return;
    }
    let more = titles.len().saturating_sub(MAX_NAMED);
    let mut named = titles[..titles.len() - more].join(", ");
    if more > 0 {
        named.extend([" and ", &more.to_string(), " more"]);
    }
    let message = format!("These columns are not part of the form and are not read: {named}.");
    let help = "If they hold answers, rename them as the form has them.";
    draft.remark(None, Remark::new("form/unread-cell", message, help));
}
