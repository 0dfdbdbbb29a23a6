//! View of one programme.

use std::borrow::Cow;

use serde::Serialize;

use crate::{
    deciding_points, evidence_text, fix_steps,
    html::{
        charts::{self, SpectrumScale},
        diff::DifferenceView,
        escape,
        finding::FindingView,
    },
    portfolio,
    question_outcomes::question_groups,
    wording::{self, standing_word},
};
use mentorcheck_core::{
    catalogue::message,
    diagnostic::Finding,
    eval::Answer,
    evidence::FactEvidence,
    pack::Weight,
    report::{BlockReport, CriterionReport, PackInfo, Programme, Report},
};

#[derive(Debug, Serialize)]
pub(crate) struct ProgrammeView<'r> {
    /// Anchor.
    pub(crate) id: String,
    /// Level of the programme's heading.
    pub(crate) level: u8,
    pub(crate) name: Cow<'r, str>,
    /// The file, and the document if it is not the first.
    pub(crate) place: Cow<'r, str>,
    /// Whether the whole description could be interpreted.
    pub(crate) valid: bool,
    /// The first mistakes, each with its place, and how many more there are.
    pub(crate) mistakes: Vec<String>,
    pub(crate) mistakes_left: usize,
    /// What to look at in the form.
    pub(crate) warnings: Vec<String>,
    pub(crate) warnings_left: usize,
    pub(crate) standing: &'static str,
    pub(crate) standing_word: String,
    pub(crate) brief: Cow<'r, str>,
    pub(crate) sentence: Cow<'r, str>,
    pub(crate) as_expected: bool,
    pub(crate) expectation: Cow<'r, str>,
    pub(crate) scale: SpectrumScale,
    pub(crate) scale_text: Cow<'r, str>,
    /// Descriptions of the low and the high end.
    pub(crate) scale_ends: (&'r str, &'r str),
    /// The declared label and whether the facts support it.
    pub(crate) label: Option<Cow<'r, str>>,
    /// Sources of the kind other than the pack's own.
    pub(crate) rests_on: Option<Cow<'r, str>>,
    pub(crate) blocks: Vec<BlockView<'r>>,
    /// Titles of the kinds by answer.
    pub(crate) kinds: Vec<(&'static str, Cow<'r, str>)>,
    pub(crate) findings: Vec<FindingView<'r>>,
    /// Notes on open supporting indicators, which never decide.
    pub(crate) asides: Vec<FindingView<'r>>,
    pub(crate) excused: Vec<FindingView<'r>>,
    pub(crate) questions: Vec<QuestionView<'r>>,
    /// How many questions a brief page leaves out.
    pub(crate) questions_left: usize,
    /// Heading of the fixes, if there are any.
    pub(crate) ways_title: Option<Cow<'r, str>>,
    pub(crate) ways: Vec<Vec<Cow<'r, str>>>,
    /// Fix sets not shown.
    pub(crate) ways_left: usize,
    /// The target kind, if no fix reaches it.
    pub(crate) unreachable: Option<Cow<'r, str>>,
    /// The deciding facts with a summary, if evidence was requested.
    pub(crate) evidence: Option<(Vec<EvidenceView<'r>>, String)>,
    pub(crate) difference: Option<DifferenceView<'r>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct BlockView<'r> {
    pub(crate) title: Cow<'r, str>,
    pub(crate) answer: &'static str,
    /// The deciding facts, or what is missing.
    pub(crate) grounds: Cow<'r, str>,
    pub(crate) indicators: Vec<IndicatorView<'r>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct IndicatorView<'r> {
    pub(crate) title: Cow<'r, str>,
    pub(crate) code: Cow<'r, str>,
    pub(crate) necessary: bool,
    pub(crate) answer: &'static str,
    /// Facts behind the answer, each with its place.
    pub(crate) facts: Vec<String>,
    /// The question that would settle an open answer.
    pub(crate) question: Option<Cow<'r, str>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct QuestionView<'r> {
    pub(crate) words: Cow<'r, str>,
    /// Fields to state, with the effects of the answers.
    pub(crate) fields: Vec<(String, Vec<String>)>,
}

#[derive(Debug, Serialize)]
pub(crate) struct EvidenceView<'r> {
    pub(crate) fact: Cow<'r, str>,
    pub(crate) line: usize,
    pub(crate) level: String,
    pub(crate) sources: Vec<Cow<'r, str>>,
}

/// How many mistakes the notice at the top names, and questions a brief page has.
const MAX_MISTAKES: usize = 2;
const MAX_BRIEF_QUESTIONS: usize = 5;

/// The programme's name, or its path if it has none.
pub(crate) fn name_or_path(programme: &Programme) -> Cow<'_, str> {
    Cow::from(if programme.name.is_empty() { programme.path.as_str() } else { programme.name.as_str() })
}

impl<'r> ProgrammeView<'r> {
    /// `level` is that of the heading. The anchor has no number yet.
    pub(crate) fn new(report: &'r Report, programme: &'r Programme, level: u8) -> Self {
        let (suppressed, active): (Vec<&Finding>, Vec<&Finding>) =
            programme.findings.iter().partition(|finding| finding.excused.is_some());
        let (optional_notes, findings): (Vec<&Finding>, Vec<&Finding>) =
            active.into_iter().partition(|finding| wording::is_optional_note(programme, finding));
        let to_views = |findings: Vec<&'r Finding>| -> Vec<FindingView<'r>> {
            findings.into_iter().map(|finding| FindingView::new(finding, &programme.text)).collect()
        };
        let fixes = &programme.remedy;
        let target = wording::kind_title(programme, &fixes.target);
        let spectrum = &report.pack.spectrum;
        let mistakes = portfolio::mistakes(programme);
        let warnings = portfolio::warnings(programme);
        let questions = question_views(programme);
        Self {
            id: escape::anchor(),
            level,
            name: name_or_path(programme),
            place: Cow::from(wording::file_and_document(programme)),
            valid: programme.valid,
            mistakes: mistakes.iter().take(MAX_MISTAKES).cloned().collect(),
            mistakes_left: mistakes.len().saturating_sub(MAX_MISTAKES),
            warnings: warnings.iter().take(MAX_MISTAKES).cloned().collect(),
            warnings_left: warnings.len().saturating_sub(MAX_MISTAKES),
            standing: programme.verdict.standing.as_str(),
            standing_word: standing_word(programme.verdict.standing),
            brief: Cow::from(wording::verdict_summary(programme)),
            sentence: Cow::from(programme.verdict.sentence.as_str()),
            as_expected: programme.as_expected && programme.valid,
            expectation: Cow::from(expectation(report, programme)),
            scale: charts::spectrum_scale(spectrum, programme.spectrum),
            scale_text: Cow::from(wording::spectrum_position(spectrum, programme.spectrum)),
            scale_ends: (&spectrum.low, &spectrum.high),
            label: wording::label_sentence(&report.pack, programme).map(Cow::from),
            rests_on: wording::external_sources_note(programme).map(Cow::from),
            blocks: programme.blocks.iter().map(|block| BlockView::new(&report.pack, programme, block)).collect(),
            kinds: kinds_by_answer(programme),
            findings: to_views(findings),
            asides: to_views(optional_notes),
            excused: to_views(suppressed),
            questions_left: questions.len().saturating_sub(MAX_BRIEF_QUESTIONS),
            questions,
            ways_title: fix_steps::heading(programme, &target).map(Cow::from),
            ways: fixes
                .sets
                .iter()
                .take(fix_steps::MAX_FIX_SETS)
                .map(|set| fix_steps::steps(programme, set).into_iter().map(Cow::from).collect())
                .collect(),
            ways_left: fixes.sets_total.saturating_sub(fix_steps::MAX_FIX_SETS),
            unreachable: fixes.unreachable.then(|| Cow::from(target)),
            evidence: programme
                .evidence
                .as_ref()
                .map(|facts| (facts.iter().map(EvidenceView::new).collect(), evidence_text::level_summary(facts))),
            difference: programme.difference.as_deref().map(|difference| DifferenceView::new(spectrum, difference)),
        }
    }
}

/// Says whether the expectation is met, and no more than the verdict does.
fn expectation(report: &Report, programme: &Programme) -> String {
    let result = match (programme.valid, programme.as_expected, programme.passes) {
        (false, ..) => "expected-correct-first",
        (true, true, _) => "expected-met",
        (true, false, true) => "expected-excused",
        (true, false, false) => "expected-unmet",
    };
    let expected = programme.settings.as_ref().map_or(&report.expected, |settings| &settings.expected);
    match (expected.as_str(), &programme.label.declared) {
        ("any", _) => String::new(),
        ("label", None) => message("expected-no-label"),
        _ => message(result),
    }
}

fn kinds_by_answer(programme: &Programme) -> Vec<(&'static str, Cow<'_, str>)> {
    let titles_with = |answer: Answer| {
        let kinds = programme.kinds.iter().filter(|kind| kind.answer == answer);
        let titles: Vec<_> = kinds.map(|kind| kind.title.as_str()).collect();
        (!titles.is_empty()).then(|| (answer.as_str(), Cow::from(titles.join(", "))))
    };
    charts::ANSWER_ORDER.into_iter().filter_map(titles_with).collect()
}

fn question_views(programme: &Programme) -> Vec<QuestionView<'_>> {
    let groups = question_groups(programme).into_iter();
    groups.map(|group| QuestionView { words: Cow::from(group.heading), fields: group.fields }).collect()
}

impl<'r> BlockView<'r> {
    fn new(pack: &'r PackInfo, programme: &'r Programme, block: &'r BlockReport) -> Self {
        let block_info = pack.blocks.iter().find(|info| info.id == block.id);
        let to_view = |criterion: &'r CriterionReport| {
            let criterion_info =
                block_info.and_then(|block_info| block_info.indicators.iter().find(|info| info.code == criterion.code));
            IndicatorView {
                title: Cow::from(
                    mentorcheck_core::clause::to_sentence(&criterion.title).trim_end_matches('.').to_owned(),
                ),
                code: Cow::from(criterion.code.as_str()),
                necessary: criterion.weight == Weight::Necessary,
                answer: criterion.answer.as_str(),
                facts: deciding_points::facts(programme, std::iter::once(criterion), false),
                question: criterion_info
                    .filter(|_| criterion.answer == Answer::Open)
                    .map(|info| Cow::from(info.question.as_str())),
            }
        };
        Self {
            title: Cow::from(block.title.as_str()),
            answer: block.answer.as_str(),
            grounds: Cow::from(deciding_points::deciding_points(programme, block).join("; ")),
            indicators: block.indicators.iter().map(to_view).collect(),
        }
    }
}

impl<'r> EvidenceView<'r> {
    fn new(evidence: &'r FactEvidence) -> Self {
        let FactEvidence { fact, level, entries } = evidence;
        let entries = entries.iter().filter(|entry| evidence_text::is_relevant(entry, *level));
        Self {
            fact: Cow::from(fact.title.as_str()),
            line: fact.line,
            level: evidence_text::level_word(*level),
            sources: entries.map(|entry| Cow::from(evidence_text::source_text(entry))).collect(),
        }
    }
}
