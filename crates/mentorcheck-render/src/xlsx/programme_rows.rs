//! What a workbook holds about one programme: its cells in each sheet.

use super::sheet::Cell;
use crate::{
    deciding_points::{is_misread, stated_facts},
    digest::sha256_of_source,
    portfolio::{OverviewRow, display_name, mistakes, warnings},
    question_outcomes::answer_title,
    wording::{
        MAX_NAMED_KINDS, file_and_document, grouped_questions, kind_title, label_title, own_question, with_place,
    },
};
use mentorcheck_core::{
    catalogue::message,
    clause::capitalise,
    diagnostic::{FileDiagnostics, SourceLocation},
    eval::{Answer, VerdictStatus},
    evidence::{EvidenceLevel, FactEvidence},
    format_message,
    report::{Programme, QuestionReport, Report},
    schema::vocabulary,
};

/// How many corrections a cell has.
const MAX_CORRECTIONS: usize = 5;

/// The cells on one programme, or on a file that could not be read.
#[derive(Debug)]
pub struct ProgrammeRows {
    /// Where it comes in the order; `None` for a file that could not be read.
    pub(super) overview: Option<OverviewRow>,
    pub(super) name: Cell,
    /// In the sheet of programmes, after the name: what comes before and after what to correct.
    pub(super) programme: [Vec<Cell>; 2],
    /// What to correct first.
    pub(super) correct: Cell,
    /// After the name.
    pub(super) questions: Vec<[Cell; 4]>,
    /// After the name; `None` if the evidence was not looked up.
    pub(super) evidence: Option<Vec<[Cell; 6]>>,
    /// For each indicator of the rules.
    pub(super) grid: Vec<GridRow>,
    /// In the sheet of decisions: the verdict, and how many questions are open.
    pub(super) results: Box<[Cell; 2]>,
    /// The identifier of the programme, and the organisations that run it.
    pub(super) applicant: Box<[Cell; 2]>,
    /// The file and its SHA-256.
    pub(super) file: Cell,
    pub(super) sha256: Box<str>,
}

/// The answer on an indicator; its texts come from the rules.
#[derive(Debug)]
pub(super) struct GridRow {
    /// By its index in the rules.
    pub(super) indicator: u16,
    pub(super) answer: Cell,
    pub(super) facts: Cell,
    pub(super) places: Cell,
}

impl ProgrammeRows {
    /// The cells on a programme, given a report with the rules.
    #[must_use]
    pub fn new(report: &Report, programme: &Programme) -> Self {
        let overview = OverviewRow::new(report, programme);
        let questions = grouped_questions(programme);
        let verdict = &programme.verdict;
        let kinds: Vec<_> = verdict.candidates.iter().map(|id| kind_title(programme, id)).collect();
        let kinds = if kinds.len() > MAX_NAMED_KINDS {
            format_message!("xlsx-kinds", count = kinds.len())
        } else {
            capitalise(&kinds.join("; "))
        };
        let correct: Vec<_> = mistakes(programme).into_iter().chain(warnings(programme)).collect();
        let correct = match correct.len().saturating_sub(MAX_CORRECTIONS) {
            0 => correct.join(" "),
            rest => format_message!("xlsx-corrections", first = correct[..MAX_CORRECTIONS].join(" "), rest = rest),
        };
        let file = Cell::from(file_and_document(programme));
        let results = [verdict.sentence.as_str().into(), questions.len().into()];
        let mut cells = vec![Cell::from(verdict.sentence.as_str())];
        cells.extend(programme.blocks.iter().map(|block| answer_cell(block.answer, !is_misread(block))));
        cells.extend([
            questions.first().map(|(question, fields)| own_question(programme, fields).unwrap_or(question)).into(),
            questions.len().into(),
        ]);
        let after = vec![
            file.clone(),
            kinds.into(),
            standing_word(verdict.standing).into(),
            label_title(&report.pack, programme).into(),
            label_word(programme).into(),
        ];
        let question_rows = (1..).zip(&questions).map(|(number, (question, fields)): (usize, _)| {
            [
                number.into(),
                own_question(programme, fields).unwrap_or(question).into(),
                answers_of(programme, fields).into(),
                titles_of(fields).into(),
            ]
        });
        Self {
            overview: Some(overview),
            name: display_name(programme).into(),
            programme: [cells, after],
            correct: correct.into(),
            questions: question_rows.collect(),
            evidence: programme.evidence.as_ref().map(|facts| facts.iter().flat_map(evidence_rows).collect()),
            grid: grid_rows(report, programme),
            results: Box::new(results),
            applicant: Box::new([programme.identifier.clone().into(), programme.organisations.join("; ").into()]),
            file,
            sha256: sha256_of_source(&programme.text).into(),
        }
    }

    /// Adds a sentence to what to correct.
    pub(super) fn push_correction(&mut self, sentence: &str) {
        self.correct = match &self.correct {
            Cell::Text(text) => format!("{text} {sentence}").into(),
            _ => sentence.into(),
        };
    }

    /// The cells on a file that could not be read.
    #[must_use]
    pub fn of_file(report: &Report, file: &FileDiagnostics) -> Self {
        let mistake = file.findings.first().map(|finding| {
            let message = with_place(finding, &finding.message);
            finding.help.as_ref().map_or_else(|| message.clone(), |help| format!("{message} {help}"))
        });
        let mut cells = vec![Cell::from(message("xlsx-unreadable"))];
        cells.resize(report.pack.blocks.len() + 3, Cell::Empty);
        Self {
            overview: None,
            name: file.path.as_str().into(),
            programme: [cells, vec![Cell::from(file.path.as_str())]],
            correct: mistake.into(),
            questions: Vec::new(),
            evidence: Some(Vec::new()),
            grid: Vec::new(),
            results: Box::new([Cell::from(message("xlsx-unreadable")), Cell::Empty]),
            applicant: Box::new([Cell::Empty, Cell::Empty]),
            file: file.path.as_str().into(),
            // Of a form that cannot be read there is no text, and a number of nothing identifies nothing.
            sha256: if file.file.content().is_empty() { "".into() } else { sha256_of_source(&file.file).into() },
        }
    }
}

/// An answer, or that it is not understood.
fn answer_cell(answer: Answer, is_understood: bool) -> Cell {
    if is_understood { Cell::Answer(answer) } else { Cell::Marked(message("answer-not-understood").into()) }
}

/// How certain a verdict is, in words.
pub(super) fn standing_word(standing: VerdictStatus) -> String {
    message(match standing {
        VerdictStatus::Established => "xlsx-standing-established",
        VerdictStatus::Provisional => "xlsx-standing-provisional",
        VerdictStatus::Open => "xlsx-standing-open",
        VerdictStatus::Unclassified => "xlsx-standing-unclassified",
        VerdictStatus::Contradictory => "xlsx-standing-contradictory",
    })
}

/// How well a fact is supported, in words.
pub(super) fn level_word(level: EvidenceLevel) -> String {
    message(match level {
        EvidenceLevel::Asserted => "level-asserted",
        EvidenceLevel::Cited => "level-cited",
        EvidenceLevel::Quoted => "level-quoted",
    })
}

fn label_word(programme: &Programme) -> Option<String> {
    programme.label.declared.as_ref()?;
    Some(message(match programme.label.holds {
        Some(true) => "xlsx-label-matches",
        Some(false) => "xlsx-label-wrong",
        None => "xlsx-label-open",
    }))
}

/// The titles of the answers that a question has.
fn answers_of(programme: &Programme, fields: &[&QuestionReport]) -> String {
    let answers_of = |question: &QuestionReport| {
        let field = vocabulary().field_id(&question.field).map(|id| &vocabulary().fields[id]);
        let title = |value: &str| field.map_or_else(|| value.to_owned(), |field| answer_title(programme, field, value));
        question.answers.iter().map(|answer| title(&answer.value)).collect::<Vec<_>>().join("; ")
    };
    match fields {
        [question] => answers_of(question),
        // Each in a sentence of its own, so that no answer is read as one to another question.
        several => {
            let lines = several.iter().map(|question| format!("{}: {}.", titles_of(&[question]), answers_of(question)));
            lines.collect::<Vec<_>>().join(" ")
        }
    }
}

fn titles_of(fields: &[&QuestionReport]) -> String {
    let titles = fields.iter().map(|question| {
        let field = vocabulary().field_id(&question.field).map(|id| &vocabulary().fields[id]);
        field.map_or_else(|| question.field.clone(), |field| field.title.clone())
    });
    titles.collect::<Vec<_>>().join("; ")
}

/// A row for each entry about a fact, or one for a fact without any.
fn evidence_rows(evidence: &FactEvidence) -> Vec<[Cell; 6]> {
    let FactEvidence { fact, level, entries } = evidence;
    let head = || [capitalise(&fact.title).into(), level_word(*level).into()];
    if entries.is_empty() {
        let [title, level] = head();
        return vec![[title, level, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]];
    }
    let rows = entries.iter().map(|entry| {
        let [title, level] = head();
        let found = match entry.found {
            Some(true) => message("xlsx-found"),
            Some(false) => message("xlsx-not-found"),
            None if entry.quote.is_some() => message("xlsx-not-checked"),
            None => String::new(),
        };
        let place = Some(entry.place.display()).filter(|place| !place.is_empty());
        let place = place.or_else(|| entry.at.clone());
        [title, level, entry.source.as_str().into(), place.into(), entry.quote.as_deref().into(), found.into()]
    });
    rows.collect()
}

fn grid_rows(report: &Report, programme: &Programme) -> Vec<GridRow> {
    let indicators = (0..).zip(report.pack.blocks.iter().flat_map(|block| &block.indicators));
    let answers = || programme.blocks.iter().flat_map(|block| &block.indicators);
    let rows = indicators.filter_map(|(index, indicator)| {
        let answer = answers().find(|answer| answer.code == indicator.code)?;
        let mut places: Vec<_> = answer.because.iter().map(SourceLocation::display).collect();
        places.dedup();
        Some(GridRow {
            indicator: index,
            answer: answer_cell(answer.answer, answer.understood),
            facts: stated_facts(programme, answer).into(),
            places: places.join("; ").into(),
        })
    });
    rows.collect()
}

/// A row of the sheet of words.
pub(super) fn word(word: impl Into<Cell>, meaning: impl Into<Cell>) -> [Cell; 2] {
    [word.into(), meaning.into()]
}

/// The words on the versions that a workbook was made with.
pub(super) fn versions(report: &Report) -> [String; 2] {
    let rules = format_message!("xlsx-rules", title = report.pack.title.as_str(), version = report.pack.version);
    [rules, format!("{} {}", report.tool.name, report.tool.version)]
}
