//! The rows of the sheet to fill in.

use std::collections::BTreeMap;

use crate::{
    answers::EvidenceEntry,
    error::FormError,
    model::{Question, QuestionKind, Questionnaire, Section},
    selection::{FormOptions, SectionPart, SelectedQuestion, SelectedSection, select},
    wording,
};

/// The most characters in a cell.
const MAX_CELL: usize = 32_767;

/// The first row below the header, from 0.
pub(super) const FIRST_ROW: u32 = 2;

/// What the key of a section ends with whose questions were answered before.
pub(super) const ANSWERED_KEY: &str = "/answered";

/// The rows for passages about any question.
const EXTRA_PASSAGES: usize = 12;

/// What a row holds, and how its answer cell is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The title of a section. It holds nothing.
    Section,
    /// The wording of one answer.
    Choice,
    /// A text.
    Text,
    /// Texts, each on a line of its own.
    Texts,
    /// The question that the following rows answer. Its answer cell holds nothing.
    List,
    /// A tick for one value.
    Tick,
    /// A tick for the closing value without any other.
    NoneOfThese,
    /// A tick for the closing value beside the ticked ones.
    Complete,
    /// A tick for “not stated”.
    NotStated,
    /// One more passage about the question above. Its answer cell holds nothing.
    Passage,
    /// A passage; the answer cell has the number and title of the question.
    ExtraPassage,
}

impl Role {
    /// The name in the hidden sheet.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Choice => "choice",
            Self::Text => "text",
            Self::Texts => "texts",
            Self::List => "list",
            Self::Tick => "tick",
            Self::NoneOfThese => "none",
            Self::Complete => "complete",
            Self::NotStated => "not-stated",
            Self::Passage => "passage",
            Self::ExtraPassage => "extra-passage",
        }
    }

    const ALL: [Self; 11] = [
        Self::Section,
        Self::Choice,
        Self::Text,
        Self::Texts,
        Self::List,
        Self::Tick,
        Self::NoneOfThese,
        Self::Complete,
        Self::NotStated,
        Self::Passage,
        Self::ExtraPassage,
    ];

    /// The role of a name in the hidden sheet.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether the answer cell is a drop-down with the word for a tick.
    pub(super) const fn is_tick(self) -> bool {
        matches!(self, Self::Tick | Self::NoneOfThese | Self::Complete | Self::NotStated)
    }

    /// Whether something can be written in the answer cell.
    pub(super) const fn takes_answer(self) -> bool {
        !matches!(self, Self::Section | Self::List | Self::Passage)
    }
}

pub(super) struct Row<'q> {
    /// Identifies the row within the sheet: field, role and value.
    pub(super) key: String,
    pub(super) role: Role,
    /// Only in the first row of a question.
    pub(super) number: Option<u32>,
    /// `section.key`; empty for titles of sections and extra passages.
    pub(super) field: &'q str,
    /// The value that a tick stands for; the closing value for “none” and “complete”.
    pub(super) value: &'q str,
    pub(super) title: String,
    /// The question after its title.
    pub(super) question: &'q str,
    pub(super) help: String,
    /// `None` for an empty cell.
    pub(super) answer: Option<String>,
    pub(super) evidence: Option<&'q EvidenceEntry>,
}

impl<'q> Row<'q> {
    fn new(role: Role, field: &'q str, value: &'q str, title: &str, help: &str) -> Self {
        let parts = [field, role.name(), value];
        Self {
            key: parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("/"),
            role,
            number: None,
            field,
            value,
            title: title.to_owned(),
            question: "",
            help: help.to_owned(),
            answer: None,
            evidence: None,
        }
    }
}

/// All rows, in order.
///
/// # Errors
/// If a text is longer than a cell can hold.
pub(super) fn rows<'q>(sections: &'q [SelectedSection<'q>]) -> Result<Vec<Row<'q>>, FormError> {
    let mut rows = Vec::new();
    for selected in sections {
        let Section { name, title, help, .. } = selected.section;
        let key = format!("{name}/{}", Role::Section.name());
        let (key, title) = match selected.part {
            SectionPart::All => (key, title.clone()),
            SectionPart::Open => (key, format!("{title}: {}", wording::STILL_OPEN)),
            SectionPart::Answered => (format!("{key}{ANSWERED_KEY}"), format!("{title}: {}", wording::ANSWERED)),
        };
        rows.push(Row { key, ..Row::new(Role::Section, "", "", &title, &help.plain) });
        for question in &selected.questions {
            let start = rows.len();
            question_rows(question, &mut rows);
            place_evidence(question, start, &mut rows)?;
            if let Some(row) = rows.get_mut(start) {
                row.number = Some(question.question.number);
            }
        }
    }
    let help = "For one more passage about a question, choose the question here and fill in the cells to the right.";
    rows.push(Row {
        key: Role::ExtraPassage.name().to_owned(),
        ..Row::new(Role::Section, "", "", "More passages", help)
    });
    for index in 1..=EXTRA_PASSAGES {
        let key = format!("{}/{index}", Role::ExtraPassage.name());
        rows.push(Row { key, ..Row::new(Role::ExtraPassage, "", "", "One more passage", "") });
    }
    Ok(rows)
}

/// What the columns of questions and of help show in a row.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ShownTexts {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) help: String,
}

/// The texts of a blank form, by the keys of its rows.
///
/// # Errors
/// As [`rows`].
pub(crate) fn shown_texts(questionnaire: &Questionnaire) -> Result<BTreeMap<String, ShownTexts>, FormError> {
    let sections = select(questionnaire, &FormOptions::default())?;
    let texts = rows(&sections)?.into_iter().map(|row| {
        let number = row.number.map(|number| number.to_string()).unwrap_or_default();
        (row.key, ShownTexts { number, title: format!("{}\n{}", row.title, row.question), help: row.help })
    });
    Ok(texts.collect())
}

/// What tells whether a form has these texts.
pub(crate) fn fingerprint_of_texts(texts: &BTreeMap<String, ShownTexts>) -> String {
    let lines = texts.iter().map(|(key, texts)| format!("{key}\t{}\t{}\t{}\n", texts.number, texts.title, texts.help));
    crate::model::fingerprint(&lines.collect::<String>())
}

fn question_rows<'q>(selected: &'q SelectedQuestion<'q>, rows: &mut Vec<Row<'q>>) {
    let question: &'q Question = selected.question;
    let field = question.field.as_str();
    let role = match question.kind {
        QuestionKind::ChooseOne => Role::Choice,
        QuestionKind::TickAll => Role::List,
        QuestionKind::Text => Role::Text,
        QuestionKind::Texts => Role::Texts,
    };
    let instruction = match question.kind {
        QuestionKind::ChooseOne => "Choose one answer from the drop-down. The codebook has a rule for each.",
        QuestionKind::Texts => "Write each text on a line of its own (Alt and Enter).",
        QuestionKind::TickAll => "Choose Yes in the rows below, beside each answer that applies.",
        QuestionKind::Text => wording::instruction(question.kind),
    };
    let mut help = format!("{} {instruction}", question.help.plain);
    let answer = &selected.answer;
    // What was written in a row of a list is said in that row, and the rest beside the question.
    let labels = question.answers.iter().map(|option| option.label.as_str());
    let closing = question.closing.iter().map(|closing| closing.none_label.as_str());
    let labels: Vec<&str> =
        labels.chain(closing).chain([wording::COMPLETE, wording::NOT_KNOWN]).filter(|_| role == Role::List).collect();
    let written_in = |label: &str| {
        let texts = answer.not_understood.iter().filter_map(|text| text.strip_prefix(label)?.strip_prefix(": "));
        texts.map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    let mut rest = answer.not_understood.clone();
    rest.retain(|text| !labels.iter().any(|label| text.strip_prefix(label).is_some_and(|end| end.starts_with(": "))));
    if let Some(notice) = wording::not_understood(&rest) {
        help = format!("{notice}\n{help}");
    }
    let not_known = answer.not_stated.then(|| wording::NOT_KNOWN.to_owned());
    let stated = match role {
        Role::Choice => {
            let label = question.answers.iter().find(|option| selected.is_ticked(&option.name));
            label.map(|option| option.label.clone()).or(not_known)
        }
        Role::List => None,
        _ => (!answer.values.is_empty()).then(|| answer.values.join("\n")).or(not_known),
    };
    rows.push(Row {
        answer: stated,
        question: &question.question,
        ..Row::new(role, field, "", &question.title, &help)
    });
    if role != Role::List {
        return;
    }
    let mut tick = |role, value: &'q str, title: &str, rule: &str, is_ticked: bool| {
        let help = match wording::not_a_tick(&written_in(title)) {
            Some(notice) => format!("{notice}\n{rule}"),
            None => rule.to_owned(),
        };
        rows.push(Row { answer: is_ticked.then(|| YES.to_owned()), ..Row::new(role, field, value, title, &help) });
    };
    for option in &question.answers {
        tick(Role::Tick, &option.name, &option.label, &option.rule.plain, selected.is_ticked(&option.name));
    }
    if let Some(closing) = &question.closing {
        let none = &closing.none_label;
        tick(Role::NoneOfThese, &closing.name, none, wording::NONE_OF_THESE_RULE, selected.is_none());
        tick(Role::Complete, &closing.name, wording::COMPLETE, wording::COMPLETE_RULE, selected.is_complete());
    }
    tick(Role::NotStated, "", wording::NOT_KNOWN, wording::NOT_KNOWN_RULE, answer.not_stated);
}

/// The word for a tick.
pub(crate) const YES: &str = "Yes";

/// Puts the passages of a question beside its rows, and adds rows for those that are left.
fn place_evidence<'q>(selected: &SelectedQuestion<'q>, start: usize, rows: &mut Vec<Row<'q>>) -> Result<(), FormError> {
    let question = selected.question;
    for (index, entry) in selected.evidence.iter().copied().enumerate() {
        if start + index == rows.len() {
            let row = Row::new(Role::Passage, &question.field, "", "One more passage", "");
            rows.push(Row { key: format!("{}/{index}", row.key), ..row });
        }
        if let Some(row) = rows.get_mut(start + index) {
            row.evidence = Some(entry);
        }
    }
    for row in &rows[start..] {
        let evidence = row.evidence.map(EvidenceEntry::texts).unwrap_or_default();
        let texts = evidence.into_iter().chain(row.answer.as_deref()).chain([row.help.as_str()]);
        // Excel counts UTF-16 code units.
        let longest = texts.map(|text| text.encode_utf16().count()).max().unwrap_or_default();
        if longest > MAX_CELL {
            return Err(FormError::TextTooLong { number: question.number, length: longest, limit: MAX_CELL });
        }
    }
    Ok(())
}
