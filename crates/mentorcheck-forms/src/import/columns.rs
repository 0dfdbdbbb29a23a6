//! Which column of an export holds which answer: by the names of the questions, or by their labels.

use std::collections::HashMap;

use super::resolve::{Meaning, Resolver, collapse};
use crate::{
    model::{Question, QuestionKind},
    sheets::{Cell, Position},
    xlsform,
};

/// What a column holds.
#[derive(Debug)]
pub(super) enum Column<'q> {
    /// The whole answer.
    Answer(&'q Question),
    /// Whether one answer of a list is ticked.
    Choice(&'q Question, Meaning),
    /// The document (0), place (1) or words (2) of a passage.
    Passage {
        question: &'q Question,
        entry: usize,
        part: usize,
    },
    Fingerprint,
    Version,
    SubmissionTime,
    /// What servers add, and what the form calculates for itself.
    Metadata,
    Unknown,
}

/// The names of columns that servers add, in lower case, beside those that begin with `_`. From the sources of ODK Central and
/// `KoboToolbox` and the manual of `SurveyCTO`.
const METADATA: [&str; 35] = [
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "phonenumber",
    "simserial",
    "simid",
    "subscriberid",
    "devicephonenum",
    "email",
    "audit",
    "key",
    "instanceid",
    "instancename",
    "rootuuid",
    "deprecatedid",
    // ODK Central.
    "submitterid",
    "submittername",
    "attachmentspresent",
    "attachmentsexpected",
    "status",
    "reviewstate",
    "edits",
    "formversion",
    // SurveyCTO.
    "caseid",
    "starttime",
    "endtime",
    "duration",
    "formdef_version",
    "review_status",
    "review_quality",
    "review_comments",
    "review_corrections",
    "text_audit",
];
/// What the time of a submission is called.
const SUBMISSION_TIMES: [&str; 3] = ["_submission_time", "submissiondate", "completiondate"];
/// How many columns must be recognised where the form's own are missing.
const MIN_COLUMNS: usize = 3;
/// The longest title that is looked at, in bytes.
const MAX_TITLE: usize = 4_096;
/// The longest separator between the names or labels of groups, in characters. Servers let people choose it.
const MAX_SEPARATOR: usize = 4;

/// The columns of an export, with their positions; `None` if the titles are not those of the form.
pub(super) fn find<'q>(resolver: &Resolver<'q>, titles: &[Cell]) -> Option<Vec<(u32, Column<'q>)>> {
    let titles_of = Titles::new(resolver);
    let mut columns = Vec::new();
    let (mut known, mut has_own) = (0, false);
    for Cell { position: Position { column, .. }, text, .. } in titles {
        let found = if text.len() > MAX_TITLE { Column::Unknown } else { titles_of.column(resolver, text) };
        match &found {
            Column::Answer(_) | Column::Choice(..) => known += 1,
            Column::Fingerprint | Column::Version => has_own = true,
            _ => {}
        }
        columns.push((*column, found));
    }
    (known >= MIN_COLUMNS || has_own && known > 0).then_some(columns)
}

struct Titles<'q> {
    by_name: HashMap<String, &'q Question>,
    by_label: HashMap<String, &'q Question>,
    by_number: HashMap<u32, &'q Question>,
    /// The keys of the parts of a passage, and the questions about them.
    parts: [(&'q str, String); 3],
}

impl<'q> Titles<'q> {
    fn new(resolver: &Resolver<'q>) -> Self {
        let questionnaire = resolver.questionnaire;
        let prompts = &questionnaire.evidence;
        let part = |prompt: &'q crate::model::Prompt| (prompt.key.as_str(), collapse(&prompt.question));
        Self {
            by_name: questionnaire.questions().map(|question| (xlsform::question_name(question), question)).collect(),
            by_label: questionnaire
                .questions()
                .map(|question| (collapse(&xlsform::question_label(question)), question))
                .collect(),
            by_number: questionnaire.questions().map(|question| (question.number, question)).collect(),
            parts: [part(&prompts.document), part(&prompts.place), part(&prompts.words)],
        }
    }

    fn column(&self, resolver: &Resolver<'q>, title: &str) -> Column<'q> {
        let title = collapse(title.trim_start_matches('\u{feff}'));
        let name = name_at_end(&title);
        match name {
            xlsform::FINGERPRINT_NAME => return Column::Fingerprint,
            xlsform::VERSION_NAME => return Column::Version,
            xlsform::WITH_EVIDENCE => return Column::Metadata,
            _ => {}
        }
        if let Some(question) = self.by_name.get(name) {
            return Column::Answer(question);
        }
        if let Some(column) = self.passage_by_name(name) {
            return column;
        }
        let lower = name.to_ascii_lowercase();
        if SUBMISSION_TIMES.contains(&lower.as_str()) {
            return Column::SubmissionTime;
        }
        // A title is the label after the labels of its groups. A label can hold the separator itself.
        let starts: Vec<usize> =
            std::iter::once(0).chain(title.match_indices('/').map(|(at, _)| at + 1)).take(32).collect();
        if let Some(question) = starts.iter().find_map(|start| self.by_label.get(title[*start..].trim())) {
            return Column::Answer(question);
        }
        for start in &starts {
            let (left, right) = (title[..*start].trim_end_matches('/').trim(), title[*start..].trim());
            let by_label = || {
                let starts = std::iter::once(0).chain(left.match_indices('/').map(|(at, _)| at + 1));
                starts.take(32).find_map(|start| self.by_label.get(left[start..].trim())).copied()
            };
            let question = self.by_name.get(name_at_end(left)).copied().or_else(by_label);
            let question = question.filter(|question| question.kind == QuestionKind::TickAll);
            if let Some((question, meaning)) =
                question.and_then(|question| Some((question, resolver.meaning(question, right)?)))
            {
                return Column::Choice(question, meaning);
            }
        }
        if let Some(column) = self.passage_by_label(&title) {
            return column;
        }
        if let Some(column) = self.column_with_any_separator(resolver, &title) {
            return column;
        }
        let is_metadata = title.starts_with('_')
            || METADATA.contains(&lower.as_str())
            || title.ends_with(xlsform::WITH_EVIDENCE_LABEL)
            || ["meta", "formhub"].iter().any(|group| title.starts_with(&format!("{group}/")))
            || name.starts_with("__");
        if is_metadata { Column::Metadata } else { Column::Unknown }
    }

    /// The column of a title in which something else than `/` separates the section, the question and the answer.
    fn column_with_any_separator(&self, resolver: &Resolver<'q>, title: &str) -> Option<Column<'q>> {
        let known = self.by_label.iter().chain(&self.by_name);
        let found = known.filter_map(|(known, question)| {
            let (before, after) = title.rsplit_once(known.as_str())?;
            let is_whole = is_section_of(resolver, question, before) && !after.starts_with(char::is_alphanumeric);
            is_whole.then_some((known.len(), *question, after))
        });
        let (_, question, after) = found.max_by_key(|(length, ..)| *length)?;
        if after.is_empty() {
            return Some(Column::Answer(question));
        }
        let starts = after.char_indices().take_while(|(_, ch)| !ch.is_alphanumeric()).skip(1).map(|(start, _)| start);
        let end = after.find(char::is_alphanumeric)?;
        let mut answers = starts.chain([end]).take(MAX_SEPARATOR).map(|start| after[start..].trim());
        let meaning = answers.find_map(|answer| {
            // Some servers write only letters, digits and underscores in names of columns.
            resolver.meaning(question, answer).or_else(|| resolver.meaning(question, &answer.replace('_', "-")))
        })?;
        (question.kind == QuestionKind::TickAll).then_some(Column::Choice(question, meaning))
    }

    /// A label such as `In which document? (question 14, passage 2)`, after the labels of its groups.
    fn passage_by_label(&self, title: &str) -> Option<Column<'q>> {
        let (asked, about) = title.strip_suffix(')')?.rsplit_once(xlsform::ABOUT_QUESTION)?;
        let (number, entry) = about.split_once(xlsform::ABOUT_PASSAGE).unwrap_or((about, "1"));
        let (number, entry): (u32, usize) = (number.parse().ok()?, entry.parse().ok()?);
        let question = self.by_number.get(&number)?;
        let is_asked = |part: &str| asked.strip_suffix(part).is_some_and(|before| !before.ends_with(is_word));
        let part = self.parts.iter().position(|(_, part)| is_asked(part))?;
        Some(Column::Passage { question, entry, part })
    }

    /// A name such as `section__key__part__2`.
    fn passage_by_name(&self, name: &str) -> Option<Column<'q>> {
        let (rest, number) = name.rsplit_once("__")?;
        let entry = number.parse().ok()?;
        let (question, key) = rest.rsplit_once("__")?;
        let question = self.by_name.get(question)?;
        let part = self.parts.iter().position(|(part, _)| *part == key)?;
        Some(Column::Passage { question, entry, part })
    }
}

fn is_word(ch: char) -> bool {
    ch.is_alphanumeric() || ch == '_'
}

/// Whether a text before a question in a title is empty, or its section with a separator.
fn is_section_of(resolver: &Resolver<'_>, question: &Question, before: &str) -> bool {
    let before = before.trim_end_matches(|ch| !is_word(ch));
    let mut sections = resolver.questionnaire.sections.iter();
    let section = sections.find(|section| section.name == question.section);
    before.is_empty()
        || section.is_some_and(|section| {
            before == section.name || before == collapse(&section.title).trim_end_matches(|ch| !is_word(ch))
        })
}

/// The name at the end of a title, after the names of its groups.
fn name_at_end(title: &str) -> &str {
    let is_name = |ch: char| ch.is_ascii_alphanumeric() || ch == '_';
    &title[title.trim_end_matches(is_name).len()..]
}
