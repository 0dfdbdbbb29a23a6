//! All that is said of one programme.

use std::borrow::Cow;

use serde::Serialize;

use crate::{
    evidence_text,
    html::{
        charts::{self, Scale},
        diff::DifferenceView,
        finding::FindingView,
    },
    wording,
};
use mentorcheck_core::{
    diagnostic::Finding,
    eval::Answer,
    evidence::FactEvidence,
    pack::Weight,
    report::{BlockReport, CriterionReport, PackInfo, Programme, Report},
};

/// A programme.
#[derive(Debug, Serialize)]
pub(crate) struct ProgrammeView<'r> {
    /// What links lead to.
    pub(crate) id: String,
    /// The level of the heading that is its name.
    pub(crate) level: u8,
    /// Its name.
    pub(crate) name: Cow<'r, str>,
    /// The file, and which document of it.
    pub(crate) place: Cow<'r, str>,
    /// Whether all of it could be understood.
    pub(crate) valid: bool,
    /// How firmly the verdict stands.
    pub(crate) standing: &'static str,
    /// The verdict in a few words.
    pub(crate) brief: Cow<'r, str>,
    /// The verdict in one sentence.
    pub(crate) sentence: Cow<'r, str>,
    /// Whether it is as expected.
    pub(crate) as_expected: bool,
    /// The same in words.
    pub(crate) expectation: Cow<'r, str>,
    /// The picture of the spectrum.
    pub(crate) scale: Scale,
    /// The place on it, in words.
    pub(crate) scale_text: Cow<'r, str>,
    /// What stands at its ends.
    pub(crate) scale_ends: (&'r str, &'r str),
    /// What it calls itself, and whether that is so.
    pub(crate) label: Option<(Cow<'r, str>, &'static str)>,
    /// What the kind rests on, where that is not the pack's own source.
    pub(crate) rests_on: Option<Cow<'r, str>>,
    /// The blocks with their indicators.
    pub(crate) blocks: Vec<BlockView<'r>>,
    /// The kinds by answer.
    pub(crate) kinds: Vec<(&'static str, Cow<'r, str>)>,
    /// The findings that matter.
    pub(crate) findings: Vec<FindingView<'r>>,
    /// Those that only say that something is not stated which never decides.
    pub(crate) asides: Vec<FindingView<'r>>,
    /// Those that are excused.
    pub(crate) excused: Vec<FindingView<'r>>,
    /// What to ask.
    pub(crate) questions: Vec<QuestionView<'r>>,
    /// What stands over the ways; none where there are none.
    pub(crate) ways_title: Option<Cow<'r, str>>,
    /// What to state or change.
    pub(crate) ways: Vec<Vec<Cow<'r, str>>>,
    /// How many ways are not written out.
    pub(crate) ways_left: usize,
    /// What it can never become, where nothing leads there.
    pub(crate) unreachable: Option<Cow<'r, str>>,
    /// What bears out the deciding facts, with the sum of it; none where nobody asked.
    pub(crate) evidence: Option<(Vec<EvidenceView<'r>>, String)>,
    /// What a supposition makes different.
    pub(crate) difference: Option<DifferenceView<'r>>,
}

/// A block with its indicators.
#[derive(Debug, Serialize)]
pub(crate) struct BlockView<'r> {
    /// What it is called.
    pub(crate) title: Cow<'r, str>,
    /// The answer.
    pub(crate) answer: &'static str,
    /// What decided it, or what is missing.
    pub(crate) grounds: Cow<'r, str>,
    /// Its indicators.
    pub(crate) indicators: Vec<IndicatorView<'r>>,
}

/// An indicator.
#[derive(Debug, Serialize)]
pub(crate) struct IndicatorView<'r> {
    /// What it asks for.
    pub(crate) title: Cow<'r, str>,
    /// Its code.
    pub(crate) code: Cow<'r, str>,
    /// Whether it decides.
    pub(crate) necessary: bool,
    /// The answer.
    pub(crate) answer: &'static str,
    /// What is stated that gave the answer: the fact, and where it stands.
    pub(crate) facts: Vec<(Cow<'r, str>, String)>,
    /// The question that would settle it.
    pub(crate) question: Option<Cow<'r, str>>,
}

/// A question.
#[derive(Debug, Serialize)]
pub(crate) struct QuestionView<'r> {
    /// Its words.
    pub(crate) words: Cow<'r, str>,
    /// The fields that an answer states, and where the answers lead.
    pub(crate) fields: Vec<(Cow<'r, str>, Cow<'r, str>)>,
}

/// A deciding fact.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceView<'r> {
    /// The fact.
    pub(crate) fact: Cow<'r, str>,
    /// Its line.
    pub(crate) line: usize,
    /// Its evidence level.
    pub(crate) level: &'static str,
    /// By what.
    pub(crate) sources: Vec<Cow<'r, str>>,
}

/// How many ways are written out.
const WAYS: usize = 2;

/// The name of a programme in headings.
pub(crate) fn name(programme: &Programme) -> Cow<'_, str> {
    Cow::from(if programme.name.is_empty() { programme.path.as_str() } else { programme.name.as_str() })
}

impl<'r> ProgrammeView<'r> {
    /// The programme of this number, under a heading of this level.
    pub(crate) fn new(report: &'r Report, programme: &'r Programme, number: usize, level: u8) -> Self {
        let place = if programme.document > 0 {
            format!("{}, document {}", programme.path, programme.document + 1)
        } else {
            programme.path.clone()
        };
        let (excused, active): (Vec<&Finding>, Vec<&Finding>) =
            programme.findings.iter().partition(|finding| finding.excused.is_some());
        let (asides, findings): (Vec<&Finding>, Vec<&Finding>) =
            active.into_iter().partition(|finding| wording::is_optional_note(programme, finding));
        let views = |findings: Vec<&'r Finding>| -> Vec<FindingView<'r>> {
            findings.into_iter().map(|finding| FindingView::new(finding, &programme.text)).collect()
        };
        let remedy = &programme.remedy;
        let target = wording::kind_title(programme, &remedy.target);
        let spectrum = &report.pack.spectrum;
        let declared = programme.label.declared.as_deref();
        Self {
            id: format!("p{number}"),
            level,
            name: name(programme),
            place: Cow::from(place),
            valid: programme.valid,
            standing: programme.verdict.standing.as_str(),
            brief: Cow::from(wording::verdict_summary(programme)),
            sentence: Cow::from(programme.verdict.sentence.as_str()),
            as_expected: programme.as_expected,
            expectation: Cow::from(expectation(report, programme)),
            scale: charts::scale(spectrum, programme.spectrum),
            scale_text: Cow::from(wording::spectrum_position(spectrum, programme.spectrum)),
            scale_ends: (&spectrum.low, &spectrum.high),
            label: declared.map(|declared| (Cow::from(declared), wording::label_status(programme.label.holds))),
            rests_on: wording::external_sources_note(programme).map(Cow::from),
            blocks: programme.blocks.iter().map(|block| BlockView::new(&report.pack, programme, block)).collect(),
            kinds: kinds(programme),
            findings: views(findings),
            asides: views(asides),
            excused: views(excused),
            questions: questions(programme),
            ways_title: remedy
                .sets
                .first()
                .map(|first| Cow::from(wording::fix_heading(first, &target, remedy.sets_total))),
            ways: remedy
                .sets
                .iter()
                .take(WAYS)
                .map(|set| wording::fix_steps(set).into_iter().map(Cow::from).collect())
                .collect(),
            ways_left: remedy.sets_total.saturating_sub(WAYS),
            unreachable: remedy.unreachable.then(|| Cow::from(target)),
            evidence: programme
                .evidence
                .as_ref()
                .map(|facts| (facts.iter().map(EvidenceView::new).collect(), evidence_text::level_summary(facts))),
            difference: programme.difference.as_deref().map(|one| DifferenceView::new(spectrum, one)),
        }
    }
}

/// Whether a programme is as expected, in words that say no more than the verdict.
fn expectation(report: &Report, programme: &Programme) -> String {
    let met = match (programme.as_expected, programme.passes) {
        (true, _) => "it is as expected",
        (false, true) => "not established as expected, but all that stands against it is excused, and so it passes",
        (false, false) => "not established as expected",
    };
    match (report.expected.as_str(), &programme.label.declared) {
        ("any", _) => "Nothing in particular was expected.".into(),
        ("label", Some(_)) => format!("Expected: what it calls itself; {met}."),
        ("label", None) => "Expected: what it calls itself; it calls itself nothing.".into(),
        (kind, _) => format!("Expected: {}; {met}.", report.pack.kind_title(kind)),
    }
}

fn kinds(programme: &Programme) -> Vec<(&'static str, Cow<'_, str>)> {
    let with = |answer: Answer| {
        let kinds = programme.kinds.iter().filter(|kind| kind.answer == answer);
        let titles: Vec<_> = kinds.map(|kind| kind.title.as_str()).collect();
        (!titles.is_empty()).then(|| (answer.as_str(), Cow::from(titles.join(", "))))
    };
    charts::ORDER.into_iter().filter_map(with).collect()
}

fn questions(programme: &Programme) -> Vec<QuestionView<'_>> {
    let asked = wording::grouped_questions(programme).into_iter();
    asked
        .map(|(words, questions)| QuestionView {
            words: Cow::from(words),
            fields: questions
                .into_iter()
                .map(|one| (Cow::from(one.field.as_str()), Cow::from(wording::answer_effects(programme, one))))
                .collect(),
        })
        .collect()
}

impl<'r> BlockView<'r> {
    fn new(pack: &'r PackInfo, programme: &'r Programme, block: &'r BlockReport) -> Self {
        let known = pack.blocks.iter().find(|one| one.id == block.id);
        let indicator = |one: &'r CriterionReport| {
            let asked = known.and_then(|known| known.indicators.iter().find(|info| info.code == one.code));
            let stated = one.because.iter().map(|mark| {
                let value = programme.text.slice(mark.span());
                (Cow::from(format!("{}: {value}", wording::field_path(mark))), format!("line {}", mark.line))
            });
            let supposed = one.supposed.iter().map(|fact| (Cow::from(fact.as_str()), "supposed".to_owned()));
            IndicatorView {
                title: Cow::from(
                    mentorcheck_core::diagnostic::to_sentence(&one.title).trim_end_matches('.').to_owned(),
                ),
                code: Cow::from(one.code.as_str()),
                necessary: one.weight == Weight::Necessary,
                answer: one.answer.as_str(),
                facts: stated.chain(supposed).collect(),
                question: asked.filter(|_| one.answer == Answer::Open).map(|info| Cow::from(info.question.as_str())),
            }
        };
        Self {
            title: Cow::from(block.title.as_str()),
            answer: block.answer.as_str(),
            grounds: Cow::from(wording::block_grounds(programme, block)),
            indicators: block.indicators.iter().map(indicator).collect(),
        }
    }
}

impl<'r> EvidenceView<'r> {
    fn new(evidence: &'r FactEvidence) -> Self {
        let FactEvidence { fact, level, entries } = evidence;
        let entries = entries.iter().filter(|entry| evidence_text::is_relevant(entry, *level));
        Self {
            fact: Cow::from(format!("{}: {}", fact.field, fact.value)),
            line: fact.line,
            level: level.as_str(),
            sources: entries.map(|entry| Cow::from(evidence_text::source_text(entry))).collect(),
        }
    }
}
