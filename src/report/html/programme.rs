//! All that is said of one programme.

use crate::{
    evidence::FactEvidence,
    finding::Finding,
    judge::Answer,
    report::{BlockReport, CriterionReport, PackInfo, Programme, Report, evidence, phrases},
    rules::Weight,
};

use super::{
    difference::DifferenceView,
    drawing::{self, Scale},
    finding::FindingView,
    words::{self, Plain, Prose},
};

/// A programme.
#[derive(Debug)]
pub(super) struct ProgrammeView<'r> {
    /// What links lead to.
    pub(super) id: String,
    /// The level of the heading that is its name.
    pub(super) level: u8,
    /// Its name.
    pub(super) name: Plain<'r>,
    /// The file, and which document of it.
    pub(super) place: Plain<'r>,
    /// Whether all of it could be understood.
    pub(super) valid: bool,
    /// How firmly the verdict stands.
    pub(super) standing: &'static str,
    /// The verdict in a few words.
    pub(super) brief: Plain<'r>,
    /// The verdict in one sentence.
    pub(super) sentence: Plain<'r>,
    /// Whether it is as expected.
    pub(super) as_expected: bool,
    /// The same in words.
    pub(super) expectation: Plain<'r>,
    /// The picture of the spectrum.
    pub(super) scale: Scale,
    /// The place on it, in words.
    pub(super) scale_told: Plain<'r>,
    /// What stands at its ends.
    pub(super) scale_ends: (&'r str, &'r str),
    /// What it calls itself, and whether that is so.
    pub(super) label: Option<(Plain<'r>, &'static str)>,
    /// What the kind rests on, where that is not the pack's own source.
    pub(super) rests_on: Option<Plain<'r>>,
    /// The blocks with their indicators.
    pub(super) blocks: Vec<BlockView<'r>>,
    /// The kinds by answer.
    pub(super) kinds: Vec<(&'static str, Plain<'r>)>,
    /// The findings that matter.
    pub(super) findings: Vec<FindingView<'r>>,
    /// Those that only say that something is not stated which never decides.
    pub(super) asides: Vec<FindingView<'r>>,
    /// Those that are excused.
    pub(super) excused: Vec<FindingView<'r>>,
    /// What to ask.
    pub(super) questions: Vec<QuestionView<'r>>,
    /// What stands over the ways; none where there are none.
    pub(super) ways_title: Option<Plain<'r>>,
    /// What to state or change.
    pub(super) ways: Vec<Vec<Prose<'r>>>,
    /// How many ways are not written out.
    pub(super) ways_left: usize,
    /// What it can never become, where nothing leads there.
    pub(super) unreachable: Option<Plain<'r>>,
    /// What bears out the deciding facts, with the sum of it; none where nobody asked.
    pub(super) evidence: Option<(Vec<EvidenceView<'r>>, String)>,
    /// What a supposition makes different.
    pub(super) difference: Option<DifferenceView<'r>>,
}

/// A block with its indicators.
#[derive(Debug)]
pub(super) struct BlockView<'r> {
    /// What it is called.
    pub(super) title: Plain<'r>,
    /// The answer.
    pub(super) answer: &'static str,
    /// What decided it, or what is missing.
    pub(super) grounds: Plain<'r>,
    /// Its indicators.
    pub(super) indicators: Vec<IndicatorView<'r>>,
}

/// An indicator.
#[derive(Debug)]
pub(super) struct IndicatorView<'r> {
    /// What it asks for.
    pub(super) title: Plain<'r>,
    /// Its code.
    pub(super) code: Plain<'r>,
    /// Whether it decides.
    pub(super) necessary: bool,
    /// The answer.
    pub(super) answer: &'static str,
    /// What is stated that gave the answer: the fact, and where it stands.
    pub(super) facts: Vec<(Plain<'r>, String)>,
    /// The question that would settle it.
    pub(super) question: Option<Plain<'r>>,
}

/// A question.
#[derive(Debug)]
pub(super) struct QuestionView<'r> {
    /// Its words.
    pub(super) words: Prose<'r>,
    /// The fields that an answer states, and where the answers lead.
    pub(super) fields: Vec<(Plain<'r>, Prose<'r>)>,
}

/// A deciding fact.
#[derive(Debug)]
pub(super) struct EvidenceView<'r> {
    /// The fact.
    pub(super) fact: Plain<'r>,
    /// Its line.
    pub(super) line: usize,
    /// How well it is borne out.
    pub(super) level: &'static str,
    /// By what.
    pub(super) sources: Vec<Plain<'r>>,
}

/// How many ways are written out.
const WAYS: usize = 2;

/// The name under which a programme is told of.
pub(super) fn name(programme: &Programme) -> Plain<'_> {
    Plain::from(if programme.name.is_empty() { programme.path.as_str() } else { programme.name.as_str() })
}

impl<'r> ProgrammeView<'r> {
    /// The programme of this number, under a heading of this level.
    pub(super) fn new(report: &'r Report, programme: &'r Programme, number: usize, level: u8) -> Self {
        let place = if programme.document > 0 {
            format!("{}, document {}", programme.path, programme.document + 1)
        } else {
            programme.path.clone()
        };
        let (excused, told): (Vec<&Finding>, Vec<&Finding>) =
            programme.findings.iter().partition(|finding| finding.excused.is_some());
        let (asides, findings): (Vec<&Finding>, Vec<&Finding>) =
            told.into_iter().partition(|finding| phrases::is_aside(programme, finding));
        let views = |findings: Vec<&'r Finding>| -> Vec<FindingView<'r>> {
            findings.into_iter().map(|finding| FindingView::new(finding, &programme.text)).collect()
        };
        let remedy = &programme.remedy;
        let target = phrases::title(programme, &remedy.target);
        let spectrum = &report.pack.spectrum;
        let declared = programme.label.declared.as_deref();
        Self {
            id: format!("p{number}"),
            level,
            name: name(programme),
            place: Plain::from(place),
            valid: programme.valid,
            standing: words::standing(programme.verdict.standing),
            brief: Plain::from(phrases::verdict_in_brief(programme)),
            sentence: Plain::from(programme.verdict.sentence.as_str()),
            as_expected: programme.as_expected,
            expectation: Plain::from(expectation(report, programme)),
            scale: drawing::scale(spectrum, programme.spectrum),
            scale_told: Plain::from(phrases::place(spectrum, programme.spectrum)),
            scale_ends: (&spectrum.low, &spectrum.high),
            label: declared.map(|declared| (Plain::from(declared), phrases::borne_out(programme.label.holds))),
            rests_on: phrases::rests_on_others(programme).map(Plain::from),
            blocks: programme.blocks.iter().map(|block| BlockView::new(&report.pack, programme, block)).collect(),
            kinds: kinds(programme),
            findings: views(findings),
            asides: views(asides),
            excused: views(excused),
            questions: questions(programme),
            ways_title: remedy.sets.first().map(|first| Plain::from(phrases::way(first, &target, remedy.sets_total))),
            ways: remedy
                .sets
                .iter()
                .take(WAYS)
                .map(|set| phrases::steps(set).into_iter().map(Prose::from).collect())
                .collect(),
            ways_left: remedy.sets_total.saturating_sub(WAYS),
            unreachable: remedy.unreachable.then(|| Plain::from(target)),
            evidence: programme
                .evidence
                .as_ref()
                .map(|facts| (facts.iter().map(EvidenceView::new).collect(), evidence::counted(facts))),
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

fn kinds(programme: &Programme) -> Vec<(&'static str, Plain<'_>)> {
    let with = |answer: Answer| {
        let kinds = programme.kinds.iter().filter(|kind| kind.answer == answer);
        let titles: Vec<_> = kinds.map(|kind| kind.title.as_str()).collect();
        (!titles.is_empty()).then(|| (answer.word(), Plain::from(titles.join(", "))))
    };
    drawing::ORDER.into_iter().filter_map(with).collect()
}

fn questions(programme: &Programme) -> Vec<QuestionView<'_>> {
    let asked = phrases::asked(programme).into_iter();
    asked
        .map(|(words, questions)| QuestionView {
            words: Prose::from(words),
            fields: questions
                .into_iter()
                .map(|one| (Plain::from(one.field.as_str()), Prose::from(phrases::leads(programme, one))))
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
                (Plain::from(format!("{}: {value}", phrases::field(mark))), format!("line {}", mark.line))
            });
            let supposed = one.supposed.iter().map(|fact| (Plain::from(fact.as_str()), "supposed".to_owned()));
            IndicatorView {
                title: Plain::from(crate::finding::sentence(&one.title).trim_end_matches('.').to_owned()),
                code: Plain::from(one.code.as_str()),
                necessary: one.weight == Weight::Necessary,
                answer: one.answer.word(),
                facts: stated.chain(supposed).collect(),
                question: asked.filter(|_| one.answer == Answer::Open).map(|info| Plain::from(info.question.as_str())),
            }
        };
        Self {
            title: Plain::from(block.title.as_str()),
            answer: block.answer.word(),
            grounds: Plain::from(phrases::grounds(programme, block)),
            indicators: block.indicators.iter().map(indicator).collect(),
        }
    }
}

impl<'r> EvidenceView<'r> {
    fn new(evidence: &'r FactEvidence) -> Self {
        let FactEvidence { fact, level, entries } = evidence;
        let entries = entries.iter().filter(|entry| evidence::shows(entry, *level));
        Self {
            fact: Plain::from(format!("{}: {}", fact.field, fact.value)),
            line: fact.line,
            level: level.word(),
            sources: entries.map(|entry| Plain::from(evidence::source(entry))).collect(),
        }
    }
}
