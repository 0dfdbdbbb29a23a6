//! What is said of many programmes: the counts, two drawings of them, and a table of all.

use std::borrow::Cow;

use serde::Serialize;

use crate::{
    html::{
        charts::{self, Stretch},
        escape::{self, counted},
        programme,
    },
    wording,
};
use mentorcheck_core::{
    eval::VerdictStatus,
    report::{Programme, Report, totals::SeverityCounts},
};

/// Many programmes at a glance.
#[derive(Debug, Serialize)]
pub(crate) struct Overview<'r> {
    /// The headline numbers, each with what it counts.
    pub(crate) counts: Vec<(usize, &'static str)>,
    /// How many findings there are, in words.
    pub(crate) findings: String,
    /// Verdicts by kind and standing.
    pub(crate) verdicts: Vec<Bar<'r>>,
    /// Answers by block.
    pub(crate) blocks: Vec<Bar<'r>>,
    /// The blocks that are refuted most often, in a sentence.
    pub(crate) most_refuted: Option<Cow<'r, str>>,
    /// The blocks' names, for the heads of columns.
    pub(crate) titles: Vec<Cow<'r, str>>,
    /// The table.
    pub(crate) rows: Vec<Row<'r>>,
    /// The standings and kinds that occur, for who filters the table.
    pub(crate) standings: Vec<&'static str>,
    /// The kinds in question somewhere: id and title.
    pub(crate) kinds: Vec<(&'r str, &'r str)>,
}

/// A bar of a drawing.
#[derive(Debug, Serialize)]
pub(crate) struct Bar<'r> {
    /// What it stands for.
    pub(crate) title: Cow<'r, str>,
    /// Its stretches, those of nothing too.
    pub(crate) stretches: Vec<Stretch>,
    /// How many it stands for.
    pub(crate) sum: usize,
}

/// A programme in the table.
#[derive(Debug, Serialize)]
pub(crate) struct Row<'r> {
    /// Its anchor.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: Cow<'r, str>,
    /// Its file.
    pub(crate) path: Cow<'r, str>,
    /// The verdict in a few words.
    pub(crate) verdict: Cow<'r, str>,
    /// How firmly it stands.
    pub(crate) standing: &'static str,
    /// The ids of the kinds in question.
    pub(crate) kinds: String,
    /// What it calls itself, and whether that is so.
    pub(crate) label: Cow<'r, str>,
    /// A word for whether that is so.
    pub(crate) label_holds: &'static str,
    /// The answers on the blocks, each with its rank.
    pub(crate) answers: Vec<(&'static str, u8)>,
    /// Where it stands on the spectrum.
    pub(crate) spectrum: String,
    /// By what places on the spectrum are ordered.
    pub(crate) spectrum_rank: usize,
    /// How many findings count.
    pub(crate) findings: SeverityCounts,
    /// By what findings are ordered: errors before warnings before notes.
    pub(crate) findings_rank: usize,
    /// Whether it passes.
    pub(crate) passes: &'static str,
}

impl<'r> Overview<'r> {
    /// The programmes of `report`, of which there are several.
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
                (totals.skipped, "passed over"),
            ],
            findings: findings_text(report),
            verdicts: verdicts(report),
            blocks: blocks(report),
            most_refuted: most_refuted(report),
            titles: titles.collect(),
            rows: report.programmes.iter().enumerate().map(|(at, one)| Row::new(one, at + 1)).collect(),
            standings: totals.standings.keys().map(|one| one.as_str()).collect(),
            kinds: kinds.map(|kind| (kind.id.as_str(), kind.title.as_str())).collect(),
        }
    }
}

fn findings_text(report: &Report) -> String {
    let SeverityCounts { error, warning, note } = report.totals.findings;
    let text = format!(
        "Findings: {}, {}, {}",
        counted(error, "error", "errors"),
        counted(warning, "warning", "warnings"),
        counted(note, "note", "notes")
    );
    let excused = report.totals.excused;
    if excused.total() == 0 {
        return format!("{text}.");
    }
    let by = [
        (excused.comment, "by a comment"),
        (excused.configuration, "by the configuration"),
        (excused.baseline, "by the baseline"),
    ];
    let by: Vec<_> = by.iter().filter(|(count, _)| *count > 0).map(|(count, who)| format!("{count} {who}")).collect();
    format!("{text}. {} excused and not counted: {}.", excused.total(), by.join(", "))
}

/// A bar for each kind, then one for each standing that has no kind.
fn verdicts(report: &Report) -> Vec<Bar<'_>> {
    let totals = &report.totals;
    let of_kinds = report.pack.kinds.iter().filter_map(|kind| {
        let counts = totals.kinds.get(&kind.id)?;
        Some((kind.title.as_str(), [("established", counts.established), ("provisional", counts.provisional)].to_vec()))
    });
    let without = [
        (VerdictStatus::Open, "not settled yet"),
        (VerdictStatus::Unclassified, "no kind fits"),
        (VerdictStatus::Contradictory, "contradicts itself"),
    ];
    let without = without.into_iter().filter_map(|(standing, title)| {
        let count = *totals.standings.get(&standing)?;
        Some((title, vec![(standing.as_str(), count)]))
    });
    let bars: Vec<(&str, Vec<(&'static str, usize)>)> = of_kinds.chain(without).collect();
    let sum = |counts: &[(&str, usize)]| counts.iter().map(|(_, count)| count).sum::<usize>();
    let longest = bars.iter().map(|(_, counts)| sum(counts)).max().unwrap_or_default();
    bars.into_iter()
        .map(|(title, counts)| Bar {
            title: Cow::from(title),
            stretches: charts::stretches(&counts, longest),
            sum: sum(&counts),
        })
        .collect()
}

fn blocks(report: &Report) -> Vec<Bar<'_>> {
    let bar = |block: &'_ mentorcheck_core::report::totals::BlockTotals| {
        let count = |answer: mentorcheck_core::eval::Answer| match answer.as_str() {
            "shown" => block.shown,
            "open" => block.open,
            "refuted" => block.refuted,
            _ => block.contradictory,
        };
        let counts = charts::ORDER.map(|answer| (answer.as_str(), count(answer)));
        let title = block_title(report, &block.id).to_owned();
        let sum = counts.iter().map(|(_, count)| count).sum();
        Bar { title: Cow::from(title), stretches: charts::stretches(&counts, sum), sum }
    };
    report.totals.blocks.iter().map(bar).collect()
}

fn block_title<'r>(report: &'r Report, id: &'r str) -> &'r str {
    report.pack.blocks.iter().find(|block| block.id == id).map_or(id, |block| &block.title)
}

fn most_refuted(report: &Report) -> Option<Cow<'_, str>> {
    let blocks = &report.totals.blocks;
    let most = blocks.iter().map(|block| block.refuted).max().filter(|most| *most > 0)?;
    let titles: Vec<_> = blocks
        .iter()
        .filter(|one| one.refuted == most)
        .map(|one| block_title(report, &one.id).to_lowercase())
        .collect();
    let (titles, each) = (titles.join(", "), if titles.len() > 1 { " each" } else { "" });
    Some(Cow::from(format!(
        "Refuted most often: {titles} (in {most} of {} programmes{each}).",
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
            (Some(label), Some(true)) => (label.as_str(), "borne out"),
            (Some(label), Some(false)) => (label.as_str(), "not borne out"),
            (Some(label), None) => (label.as_str(), "not settled"),
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
            name: programme::name(programme),
            path: Cow::from(programme.path.as_str()),
            verdict: Cow::from(wording::verdict_summary(programme)),
            standing: programme.verdict.standing.as_str(),
            kinds: programme.verdict.candidates.join(" "),
            label: Cow::from(label),
            label_holds,
            answers: programme.blocks.iter().map(|block| (block.answer.as_str(), escape::rank(block.answer))).collect(),
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
