//! Writes descriptions from answers, and keeps where each line comes from.

use std::collections::HashMap;

use mentorcheck_core::{clause::uncapitalise, sanitize::sanitize};
use mentorcheck_yaml::{Notice, Origin};

use super::notice::Remark;
use crate::{
    model::{Question, QuestionKind, Questionnaire},
    sheets::Position,
    yaml::scalar,
};

/// A form that was read.
#[derive(Debug)]
pub struct Imported {
    /// The descriptions in YAML, one document for each programme.
    pub text: String,
    /// The place of each line in the form, and what was noticed.
    pub origin: Origin,
}

/// The answers about one programme, before they are written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    fields: HashMap<String, Vec<Item>>,
    passages: Vec<Passage>,
    /// Remarks on a question, by its field, or on the form as a whole.
    remarks: Vec<(Option<String>, Remark)>,
    /// What people have written beside cells: the field, if it is about one, and the text.
    comments: Vec<(Option<String>, Position, String)>,
    unread: Vec<Unread>,
    /// How many more there are, which are not kept.
    unread_more: usize,
}

/// What was written where no answer belongs.
#[derive(Debug)]
pub(super) struct Unread {
    /// Where it is, for people.
    pub(super) place: String,
    pub(super) text: String,
    pub(super) remark: Remark,
}

/// How many texts where no answer belongs are reported one by one.
const MAX_UNREAD: usize = 20;

/// A value or text, and the cell that it is in.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) text: String,
    pub(super) position: Position,
    pub(super) remark: Option<Remark>,
}

/// A passage that supports an answer: the document, the place and the words, with their cells.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) field: String,
    pub(super) position: Position,
    pub(super) parts: Parts,
}

/// The document, the place and the words of a passage, with their cells.
pub(super) type Parts = [Option<(String, Position)>; 3];

impl Draft {
    pub(super) fn add(&mut self, question: &Question, item: Item) {
        self.fields.entry(question.field.clone()).or_default().push(item);
    }

    pub(super) fn add_passage(&mut self, passage: Passage) {
        self.passages.push(passage);
    }

    pub(super) fn remark(&mut self, question: Option<&Question>, remark: Remark) {
        self.remarks.push((question.map(|question| question.field.clone()), remark));
    }

    pub(super) fn comment(&mut self, question: Option<&Question>, position: Position, text: &str) {
        self.comments.push((question.map(|question| question.field.clone()), position, text.to_owned()));
    }

    pub(super) fn unread(&mut self, unread: Unread) {
        if self.unread.len() < MAX_UNREAD {
            self.unread.push(unread);
        } else {
            self.unread_more += 1;
        }
    }

    /// Whether it has neither answers nor passages.
    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.passages.is_empty()
    }

    /// Adds what was noticed in another draft.
    pub(super) fn take_remarks(&mut self, other: Self) {
        self.remarks.extend(other.remarks);
    }

    pub(super) fn items(&self, field: &str) -> &[Item] {
        self.fields.get(field).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Writes the descriptions, one document for each draft.
pub(super) fn render(questionnaire: &Questionnaire, drafts: Vec<Draft>) -> Imported {
    let mut writer = Writer { text: String::new(), origin: Origin::default() };
    for (index, draft) in drafts.into_iter().enumerate() {
        if index > 0 {
            writer.line("---", String::new());
        }
        writer.description(questionnaire, draft);
    }
    Imported { text: writer.text, origin: writer.origin }
}

struct Writer {
    text: String,
    origin: Origin,
}

impl Writer {
    /// Writes a line and returns its number, from 1.
    fn line(&mut self, line: &str, place: String) -> usize {
        self.text.push_str(line);
        self.text.push('\n');
        self.origin.places.push(place);
        self.origin.places.len()
    }

    fn notice(&mut self, line: usize, remark: Remark) {
        let Remark { code, message, help } = remark;
        self.origin.notices.push(Notice { code: code.to_owned(), message, help, line });
    }

    fn description(&mut self, questionnaire: &Questionnaire, mut draft: Draft) {
        let comments = std::mem::take(&mut draft.comments);
        for (_, position, text) in comments.iter().filter(|(field, ..)| field.is_none()) {
            self.comment("", *position, text);
        }
        for Unread { place, text, remark } in std::mem::take(&mut draft.unread) {
            let line = self.origin.places.len() + 1;
            self.comment_lines("", &format!("Not read, {}", uncapitalise(&place)), &text, &place);
            self.notice(line, remark);
        }
        if draft.unread_more > 0 {
            let message = match draft.unread_more {
                1 => "One more cell where no answer belongs is not read.".to_owned(),
                count => format!("{count} more cells where no answer belongs are not read."),
            };
            draft.remark(None, Remark::new("form/unread-cell", message, "Put answers in the answer cells."));
        }
        let mut first_line = None;
        let mut lines = HashMap::new();
        for section in &questionnaire.sections {
            let is_required = section.questions.iter().any(|question| question.field == questionnaire.name_field);
            let is_empty = section.questions.iter().all(|question| draft.items(&question.field).is_empty());
            if is_empty && !is_required {
                continue;
            }
            let start = self.line(&format!("{}:", section.name), format!("Section {}", section.title));
            first_line.get_or_insert(start);
            lines.insert(section.name.clone(), start);
            for question in &section.questions {
                for (_, position, text) in comments.iter().filter(|(field, ..)| field.as_ref() == Some(&question.field))
                {
                    self.comment("  ", *position, text);
                }
                if let Some(items) = draft.fields.remove(&question.field) {
                    lines.insert(question.field.clone(), self.answer(question, items));
                }
            }
        }
        self.evidence(questionnaire, draft.passages);
        let first_line = first_line.unwrap_or(1);
        for (field, remark) in draft.remarks {
            let line = field.and_then(|field| {
                let section = field.split('.').next().unwrap_or_default();
                lines.get(&field).or_else(|| lines.get(section)).copied()
            });
            self.notice(line.unwrap_or(first_line), remark);
        }
    }

    /// Writes an answer and returns its first line. What is not understood comes first, so that a finding on the whole
    /// answer names its cell.
    fn answer(&mut self, question: &Question, mut items: Vec<Item>) -> usize {
        if question.kind == QuestionKind::TickAll {
            items.sort_by_key(|item| item.remark.is_none());
        }
        let is_list = match question.kind {
            QuestionKind::TickAll | QuestionKind::Texts => items.iter().any(|item| item.text != NOT_STATED),
            QuestionKind::ChooseOne | QuestionKind::Text => items.len() > 1,
        };
        let first = items.first().map(|item| place(question, item.position)).unwrap_or_default();
        if !is_list {
            let mut start = self.origin.places.len() + 1;
            if let Some(item) = items.into_iter().next() {
                start = self.line(&format!("  {}: {}", question.key, scalar(&item.text)), first);
                if let Some(remark) = item.remark {
                    self.notice(start, remark);
                }
            }
            return start;
        }
        let start = self.line(&format!("  {}:", question.key), first);
        for item in items {
            let line = self.line(&format!("  - {}", scalar(&item.text)), place(question, item.position));
            if let Some(remark) = item.remark {
                self.notice(line, remark);
            }
        }
        start
    }

    fn evidence(&mut self, questionnaire: &Questionnaire, passages: Vec<Passage>) {
        let prompts = &questionnaire.evidence;
        if passages.is_empty() {
            return;
        }
        self.line(&format!("{}:", prompts.section), format!("Section {}", prompts.title));
        for Passage { field, position, parts } in passages {
            let Some(question) = questionnaire.question(&field) else { continue };
            self.line(&format!("- {}: {}", prompts.field_key, scalar(&field)), place(question, position));
            for (index, (key, part)) in
                [&prompts.document.key, &prompts.place.key, &prompts.words.key].into_iter().zip(parts).enumerate()
            {
                match part {
                    Some((text, position)) => {
                        self.line(&format!("  {key}: {}", scalar(&text)), place(question, position));
                    }
                    // The document is required, and may be left empty.
                    None if index == 0 => _ = self.line(&format!("  {key}:"), place(question, position)),
                    None => {}
                }
            }
        }
    }

    /// Writes what somebody has written beside a cell. It never begins a line, so that it is no instruction to this program.
    fn comment(&mut self, indent: &str, position: Position, text: &str) {
        self.comment_lines(indent, &format!("Comment in cell {position}"), text, "");
    }

    fn comment_lines(&mut self, indent: &str, start: &str, text: &str, place: &str) {
        let text = sanitize(text);
        for (index, line) in text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
            let start = if index == 0 { format!("{start}:") } else { "|".to_owned() };
            self.line(&format!("{indent}# {start} {line}"), place.to_owned());
        }
    }
}

/// What stands for “not decided, or not known” in a description.
pub(super) const NOT_STATED: &str = "?";

/// Where an answer is, for people.
pub(super) fn place(question: &Question, position: Position) -> String {
    format!("Question {}, cell {position}", question.number)
}
