//! A small row for each programme of a portfolio, from which the overview is made when all are known.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use super::natural::natural_order;
use crate::{
    deciding_points::deciding_fact,
    wording::{file_and_document, grouped_questions, is_mistake, with_place},
};
use mentorcheck_core::{
    diagnostic::{Finding, FindingKind, Severity},
    eval::{Answer, VerdictStatus},
    facts::UNNAMED_PROGRAMME,
    pack::Weight,
    report::{Programme, Report},
    sanitize::single_line,
};

/// The most characters of a name that a row keeps.
const MAX_NAME: usize = 80;

/// What an overview keeps of a programme: a few hundred bytes.
#[derive(Debug, Clone)]
pub struct OverviewRow {
    /// The file, if the programme has no name.
    pub(crate) name: Box<str>,
    /// The file, and the document if it is not the first.
    pub(crate) file: Box<str>,
    pub(crate) group: Group,
    pub(crate) standing: VerdictStatus,
    /// On the building blocks, in the order of the rules.
    pub(crate) answers: Box<[Answer]>,
    pub(crate) next: Next,
    /// The necessary indicators of building blocks that the description does not answer, by their index in the rules.
    pub(crate) missing: Box<[u16]>,
    /// Whether the facts contradict the label.
    pub(crate) has_wrong_label: bool,
    /// Whether a mistake of form is to be corrected first.
    pub(crate) has_mistakes: bool,
    /// Whether there is something in the form to look at.
    pub(crate) has_warnings: bool,
    /// Whether it passes and is understood in full.
    pub(crate) passes: bool,
}

/// The programmes that belong together in an overview, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Established or provisional as what the reader looks for.
    Wanted,
    /// Open, and what the reader looks for is possible.
    MayBeWanted,
    /// Established or provisional as another kind, by its index in the rules.
    Kind(u16),
    /// Open, and what the reader looks for is ruled out.
    OpenOtherwise,
    NoKind,
    Contradictory,
}

/// What to do next about a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Next {
    /// Ask this many questions.
    Ask(usize),
    /// Nothing: this fact decides.
    Decided(Box<str>),
    Nothing,
}

/// The kind that the reader looks for: the expected one, or else the concept of the rules.
pub(crate) fn concept_id(report: &Report) -> &str {
    let is_kind = report.pack.kinds.iter().any(|kind| kind.id == report.expected);
    if is_kind { &report.expected } else { &report.pack.id }
}

/// What a programme is called in lists: its name, or its file if it has none.
pub(crate) fn display_name(programme: &Programme) -> String {
    if programme.name.is_empty() || programme.name == UNNAMED_PROGRAMME {
        file_and_document(programme)
    } else {
        programme.name.clone()
    }
}

/// What the findings on forms begin with.
const FORM_CODES: &str = "form/";

/// What to correct before a description is understood in full: the mistakes in it, each once with its place.
pub(crate) fn mistakes(programme: &Programme) -> Vec<String> {
    let mistakes = || programme.findings.iter().filter(|finding| finding.is_active() && is_mistake(finding));
    let place = |finding: &Finding| finding.spans.first().and_then(|span| span.place.clone());
    let is_of_form = |finding: &&Finding| finding.code.starts_with(FORM_CODES);
    let said: BTreeSet<String> = mistakes().filter(is_of_form).filter_map(place).collect();
    // What the form says about a cell makes the mistake in the text that was made from it plain already.
    let is_said = |finding: &Finding| place(finding).is_some_and(|place| said.contains(&place));
    let rest = mistakes().filter(|finding| !is_of_form(finding) && !is_said(finding));
    mistakes().filter(is_of_form).chain(rest).map(in_words).collect()
}

/// What to look at in a form, although it is understood.
pub(crate) fn warnings(programme: &Programme) -> Vec<String> {
    let warnings = programme.findings.iter().filter(|finding| {
        let is_warning = finding.is_active() && finding.severity == Severity::Warning;
        is_warning && (finding.code.starts_with(FORM_CODES) || finding.kind == FindingKind::Schema)
    });
    warnings.map(in_words).collect()
}

/// Messages on a form name the cell themselves.
fn in_words(finding: &Finding) -> String {
    if finding.code.starts_with(FORM_CODES) { finding.message.clone() } else { with_place(finding, &finding.message) }
}

impl OverviewRow {
    /// The row of a programme, given a report with the rules; the report needs no results.
    #[must_use]
    pub fn new(report: &Report, programme: &Programme) -> Self {
        let verdict = &programme.verdict;
        let wanted = concept_id(report);
        let group = match (verdict.standing, verdict.kind.as_deref()) {
            (VerdictStatus::Contradictory, _) => Group::Contradictory,
            (VerdictStatus::Unclassified, _) => Group::NoKind,
            (VerdictStatus::Established | VerdictStatus::Provisional, Some(kind)) if kind == wanted => Group::Wanted,
            (VerdictStatus::Established | VerdictStatus::Provisional, Some(kind)) => {
                let index = report.pack.kinds.iter().position(|known| known.id == kind);
                Group::Kind(index.and_then(|index| u16::try_from(index).ok()).unwrap_or(u16::MAX))
            }
            _ if verdict.candidates.iter().any(|id| id == wanted) => Group::MayBeWanted,
            _ => Group::OpenOtherwise,
        };
        let questions = grouped_questions(programme).len();
        let decided = || deciding_fact(programme).map_or(Next::Nothing, |fact| Next::Decided(fact.into()));
        let next = match group {
            Group::Kind(_) | Group::NoKind | Group::Contradictory => decided(),
            _ if questions > 0 => Next::Ask(questions),
            Group::OpenOtherwise => decided(),
            Group::Wanted | Group::MayBeWanted => Next::Nothing,
        };
        let name = single_line(&display_name(programme));
        let has_mistakes = programme.findings.iter().any(is_mistake);
        let has_warnings = programme.text.origin().is_some() && !warnings(programme).is_empty();
        Self {
            name: name.chars().take(MAX_NAME).collect::<String>().into(),
            file: single_line(&file_and_document(programme)).into(),
            group,
            standing: verdict.standing,
            answers: programme.blocks.iter().map(|block| block.answer).collect(),
            next,
            missing: missing(report, programme),
            has_wrong_label: programme.label.holds == Some(false),
            has_mistakes,
            has_warnings,
            passes: programme.passes && programme.valid,
        }
    }
}

/// The rows of programmes with the same name, by their indexes: each list has at least two.
pub(crate) fn namesakes(rows: &[OverviewRow]) -> Vec<Vec<usize>> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        by_name.entry(row.name.to_lowercase()).or_default().push(index);
    }
    by_name.into_values().filter(|indexes| indexes.len() > 1).collect()
}

/// By group and certainty, then by name.
pub(crate) fn compare_rows(left: &OverviewRow, right: &OverviewRow) -> Ordering {
    (left.group, left.standing).cmp(&(right.group, right.standing)).then_with(|| natural_order(&left.name, &right.name))
}

/// The necessary indicators of building blocks that are open, by their index in the rules.
fn missing(report: &Report, programme: &Programme) -> Box<[u16]> {
    let is_open = |code: &str| {
        let mut answers = programme.blocks.iter().flat_map(|block| &block.indicators);
        answers.any(|answer| answer.code == code && answer.answer == Answer::Open)
    };
    let indicators = (0..).zip(report.pack.blocks.iter().flat_map(|block| &block.indicators));
    let open = indicators.filter(|(_, one)| one.weight == Weight::Necessary && is_open(&one.code));
    open.map(|(index, _)| index).collect()
}
