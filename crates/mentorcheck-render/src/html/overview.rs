//! View of several programmes: counts, two charts and a table.

use std::borrow::Cow;

use serde::Serialize;

use crate::{
    html::{
        charts::{self, BarSegment},
        escape::{self, pluralize},
        programme,
    },
    wording::{self, answer_word},
};
use mentorcheck_core::{
    eval::VerdictStatus,
    report::{Programme, Report, totals::SeverityCounts},
};

#[derive(Debug, Serialize)]
pub(crate) struct Overview<'r> {
    /// Headline numbers with their captions.
    pub(crate) counts: Vec<(usize, &'static str)>,
    pub(crate) findings: String,
    /// By kind and status.
    pub(crate) verdicts: Vec<Bar<'r>>,
    /// Answers by block.
    pub(crate) blocks: Vec<Bar<'r>>,
    pub(crate) most_refuted: Option<Cow<'r, str>>,
    pub(crate) titles: Vec<Cow<'r, str>>,
    pub(crate) rows: Vec<Row<'r>>,
    /// Filter options of the table: statuses that occur.
    pub(crate) standings: Vec<&'static str>,
    /// Filter options of the table: id and title of each candidate kind.
    pub(crate) kinds: Vec<(&'r str, &'r str)>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Bar<'r> {
    pub(crate) title: Cow<'r, str>,
    /// Includes empty segments.
    pub(crate) stretches: Vec<BarSegment>,
    pub(crate) sum: usize,
}

#[derive(Debug, Serialize)]
pub(crate) struct Row<'r> {
    pub(crate) id: String,
    pub(crate) name: Cow<'r, str>,
    pub(crate) path: Cow<'r, str>,
    pub(crate) verdict: Cow<'r, str>,
    pub(crate) standing: &'static str,
    /// Ids of the candidate kinds, separated by spaces.
    pub(crate) kinds: String,
    pub(crate) label: Cow<'r, str>,
    /// Whether the facts support the label, as text.
    pub(crate) label_holds: &'static str,
    /// Answers by block, with their sort ranks.
    pub(crate) answers: Vec<(&'static str, u8)>,
    pub(crate) spectrum: String,
    /// Sort key.
    pub(crate) spectrum_rank: usize,
    /// Without suppressed findings.
    pub(crate) findings: SeverityCounts,
    /// Sort key: errors, then warnings, then notes.
    pub(crate) findings_rank: usize,
    pub(crate) passes: &'static str,
}

/// A class of the style sheet, its word and its number.
type Count = (&'static str, String, usize);

impl<'r> Overview<'r> {
    pub(crate) fn new(report: &'r Report) -> Self {
        let totals = &report.totals;
        let kinds =
            report.pack.kinds.iter().filter(|kind| {
                report.programmes.iter().any(|programme| programme.verdict.candidates.contains(&kind.id))
            });
        let titles = report.pack.blocks.iter().map(|block| Cow::from(block.title.as_str()));
        Self {
            counts: vec![
                (totals.programmes, "programmes"),
                (totals.as_expected, "as expected"),
                (totals.passing, "passing"),
                (totals.invalid, "understood in part"),
                (totals.unreadable, "not read"),
                (totals.skipped, "skipped"),
            ],
            findings: findings_text(report),
            verdicts: verdict_bars(report),
            blocks: block_bars(report),
            most_refuted: most_refuted(report),
            titles: titles.collect(),
            rows: report
                .programmes
                .iter()
                .enumerate()
                .map(|(index, programme)| Row::new(programme, index + 1))
                .collect(),
            standings: totals.standings.keys().map(|status| status.as_str()).collect(),
            kinds: kinds.map(|kind| (kind.id.as_str(), kind.title.as_str())).collect(),
        }
    }
}

fn findings_text(report: &Report) -> String {
    let SeverityCounts { error, warning, note } = report.totals.findings;
    let text = format!(
        "Findings: {}, {}, {}",
        pluralize(error, "error", "errors"),
        pluralize(warning, "warning", "warnings"),
        pluralize(note, "note", "notes")
    );
    let excused = report.totals.excused;
    if excused.total() == 0 {
        return format!("{text}.");
    }
    let by_source = [
        (excused.comment, "by a comment"),
        (excused.configuration, "by the configuration"),
        (excused.baseline, "by the baseline"),
    ];
    let by: Vec<_> =
        by_source.iter().filter(|(count, _)| *count > 0).map(|(count, source)| format!("{count} {source}")).collect();
    format!("{text}. {} excused and not counted: {}.", excused.total(), by.join(", "))
}

/// A bar for each kind, then one for each status without a kind.
fn verdict_bars(report: &Report) -> Vec<Bar<'_>> {
    let totals = &report.totals;
    let kind_bars = report.pack.kinds.iter().filter_map(|kind| {
        let counts = totals.kinds.get(&kind.id)?;
        Some((
            kind.title.as_str(),
            [("established", counts.established), ("provisional", counts.provisional)]
                .map(|(standing, count)| (standing, standing.to_owned(), count))
                .to_vec(),
        ))
    });
    let statuses = [
        (VerdictStatus::Open, "not settled yet"),
        (VerdictStatus::Unclassified, "no kind fits"),
        (VerdictStatus::Contradictory, "contradicts itself"),
    ];
    let status_bars = statuses.into_iter().filter_map(|(status, title)| {
        let count = *totals.standings.get(&status)?;
        Some((title, vec![(status.as_str(), status.as_str().to_owned(), count)]))
    });
    let bars: Vec<(&str, Vec<Count>)> = kind_bars.chain(status_bars).collect();
    let sum = |counts: &[Count]| counts.iter().map(|(.., count)| count).sum::<usize>();
    let longest = bars.iter().map(|(_, counts)| sum(counts)).max().unwrap_or_default();
    bars.into_iter()
        .map(|(title, counts)| Bar {
            title: Cow::from(title),
            stretches: charts::bar_segments(&counts, longest),
            sum: sum(&counts),
        })
        .collect()
}

fn block_bars(report: &Report) -> Vec<Bar<'_>> {
    let bar = |block: &'_ mentorcheck_core::report::totals::BlockTotals| {
        let count = |answer: mentorcheck_core::eval::Answer| match answer.as_str() {
            "shown" => block.shown,
            "open" => block.open,
            "refuted" => block.refuted,
            _ => block.contradictory,
        };
        let counts = charts::ANSWER_ORDER.map(|answer| (answer.as_str(), answer_word(answer), count(answer)));
        let title = block_title(report, &block.id).to_owned();
        let sum = counts.iter().map(|(.., count)| count).sum();
        Bar { title: Cow::from(title), stretches: charts::bar_segments(&counts, sum), sum }
    };
    report.totals.blocks.iter().map(bar).collect()
}

fn block_title<'r>(report: &'r Report, id: &'r str) -> &'r str {
    report.pack.blocks.iter().find(|block| block.id == id).map_or(id, |block| &block.title)
}

fn most_refuted(report: &Report) -> Option<Cow<'_, str>> {
    let blocks = &report.totals.blocks;
    let max = blocks.iter().map(|block| block.refuted).max().filter(|max| *max > 0)?;
    let titles: Vec<_> = blocks
        .iter()
        .filter(|block| block.refuted == max)
        .map(|block| block_title(report, &block.id).to_lowercase())
        .collect();
    let (titles, each) = (titles.join(", "), if titles.len() > 1 { " each" } else { "" });
    Some(Cow::from(format!(
        "Not met most often: {titles} (in {max} of {} programmes{each}).",
        report.totals.programmes
    )))
}

impl<'r> Row<'r> {
    fn new(programme: &'r Programme, number: usize) -> Self {
        let mut findings = mentorcheck_core::report::Totals::default();
        programme.findings.iter().for_each(|finding| findings.add_finding(&finding.into()));
        let findings = findings.findings;
        let (label, label_holds) = match (&programme.label.declared, programme.label.holds) {
            (None, _) => ("none", ""),
            (Some(label), Some(true)) => (label.as_str(), "matches"),
            (Some(label), Some(false)) => (label.as_str(), "does not match"),
            (Some(label), None) => (label.as_str(), "not clear yet"),
        };
        let (spectrum, spectrum_rank) = match programme.spectrum {
            None => ("no place".to_owned(), usize::MAX),
            Some(range) if range.from == range.to => (range.from.to_string(), usize::from(range.from) * 512),
            Some(range) => {
                (format!("{}–{}", range.from, range.to), (usize::from(range.from) + usize::from(range.to)) * 256 + 1)
            }
        };
        Self {
            id: format!("p{number}"),
            name: programme::name_or_path(programme),
            path: Cow::from(programme.path.as_str()),
            verdict: Cow::from(wording::verdict_summary(programme)),
            standing: programme.verdict.standing.as_str(),
            kinds: programme.verdict.candidates.join(" "),
            label: Cow::from(label),
            label_holds,
            answers: programme
                .blocks
                .iter()
                .map(|block| (block.answer.as_str(), escape::sort_rank(block.answer)))
                .collect(),
            spectrum,
            spectrum_rank: spectrum_rank.min(1 << 20),
            findings_rank: (findings.error * 1000 + findings.warning) * 1000 + findings.note,
            findings,
            passes: match (programme.as_expected, programme.passes) {
                (true, _) => "yes",
                (false, true) => "excused",
                (false, false) => "no",
            },
        }
    }
}
