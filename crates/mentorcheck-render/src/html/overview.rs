//! View of several programmes: counts, two charts and a table.

use std::borrow::Cow;

use serde::Serialize;

use crate::{
    html::{
        charts::{self, BarSegment},
        escape, programme,
    },
    portfolio::{self, OverviewRow, group_title, summary_sentences},
    wording::{self, answer_word, standing_word},
};
use mentorcheck_core::{
    catalogue::message,
    clause::{capitalise, join_and},
    eval::VerdictStatus,
    format_message,
    report::{KindInfo, PackInfo, Programme, Report, totals::SeverityCounts},
};

#[derive(Debug, Serialize)]
pub(crate) struct Overview<'r> {
    /// Headline numbers with their captions.
    pub(crate) counts: Vec<(usize, String)>,
    pub(crate) findings: String,
    /// By kind and status.
    pub(crate) verdicts: Vec<Bar<'r>>,
    /// Answers by block.
    pub(crate) blocks: Vec<Bar<'r>>,
    pub(crate) most_refuted: Option<Cow<'r, str>>,
    pub(crate) titles: Vec<Cow<'r, str>>,
    /// The headings of the programmes with the same outcome.
    pub(crate) groups: Vec<String>,
    /// What the programmes come to, in sentences.
    pub(crate) summary: String,
    /// Filter options of the table: statuses that occur, with their words.
    pub(crate) standings: Vec<(&'static str, String)>,
    /// Whether a kind of programme was expected, so that programmes pass or not.
    pub(crate) has_expectation: bool,
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
    pub(crate) standing_word: String,
    /// Ids of the candidate kinds, separated by spaces.
    pub(crate) kinds: String,
    pub(crate) label: String,
    /// Whether the facts support the label, as text.
    pub(crate) label_holds: String,
    /// Answers by block, with their sort ranks.
    pub(crate) answers: Vec<(&'static str, u8)>,
    pub(crate) spectrum: String,
    /// Sort key.
    pub(crate) spectrum_rank: usize,
    /// Without suppressed findings.
    pub(crate) findings: SeverityCounts,
    /// Sort key: errors, then warnings, then notes.
    pub(crate) findings_rank: usize,
    pub(crate) passes: String,
    /// Whether the whole description could be interpreted.
    pub(crate) valid: bool,
    /// The first question to ask.
    pub(crate) question: Option<&'r str>,
}

/// A class of the style sheet, its word and its number.
type Count = (&'static str, String, usize);

impl<'r> Overview<'r> {
    /// Given the rows of all programmes, the groups with their sizes in the order of the table, and the candidate kinds.
    pub(crate) fn new(
        report: &'r Report,
        rows: &[OverviewRow],
        groups: impl Iterator<Item = (portfolio::Group, usize)>,
        kinds: impl Iterator<Item = &'r KindInfo>,
    ) -> Self {
        let totals = &report.totals;
        let titles = report.pack.blocks.iter().map(|block| Cow::from(block.title.as_str()));
        let group_heading = |(group, count)| {
            let title = capitalise(&group_title(report, group));
            format_message!("group-with-count", group = title, count = count)
        };
        Self {
            counts: [
                ("count-programmes", totals.programmes),
                ("count-expected", totals.as_expected),
                // What is not understood in full does not pass before it is corrected.
                ("count-passing", rows.iter().filter(|row| row.passes).count()),
                ("count-invalid", totals.invalid),
                ("count-unreadable", totals.unreadable),
                ("count-skipped", totals.skipped),
            ]
            .map(|(id, count)| (count, format_message!(id, count = count)))
            .to_vec(),
            findings: findings_text(report),
            verdicts: verdict_bars(report),
            blocks: block_bars(report),
            most_refuted: most_refuted(report),
            titles: titles.collect(),
            groups: groups.map(group_heading).collect(),
            summary: summary_sentences(report, rows).join(" "),
            standings: totals.standings.keys().map(|status| (status.as_str(), standing_word(*status))).collect(),
            has_expectation: report.expected != "any",
            kinds: kinds.map(|kind| (kind.id.as_str(), kind.title.as_str())).collect(),
        }
    }
}

fn findings_text(report: &Report) -> String {
    let SeverityCounts { error, warning, note } = report.totals.findings;
    let text = format_message!(
        "overview-findings",
        errors = format_message!("count-errors", count = error),
        warnings = format_message!("count-warnings", count = warning),
        notes = format_message!("count-notes", count = note)
    );
    match wording::suppression_summary(report.totals.excused) {
        Some(excused) => format!("{text} {excused}."),
        None => text,
    }
}

/// A bar for each kind, then one for each status without a kind.
fn verdict_bars(report: &Report) -> Vec<Bar<'_>> {
    let totals = &report.totals;
    let kind_bars = report.pack.kinds.iter().filter_map(|kind| {
        let counts = totals.kinds.get(&kind.id)?;
        let counts =
            [(VerdictStatus::Established, counts.established), (VerdictStatus::Provisional, counts.provisional)];
        let counts = counts.map(|(status, count)| (status.as_str(), standing_word(status), count));
        Some((Cow::from(kind.title.as_str()), counts.to_vec()))
    });
    let statuses = [
        (VerdictStatus::Open, "group-open"),
        (VerdictStatus::Unclassified, "group-unclassified"),
        (VerdictStatus::Contradictory, "group-contradictory"),
    ];
    let status_bars = statuses.into_iter().filter_map(|(status, title)| {
        let count = *totals.standings.get(&status)?;
        Some((Cow::from(message(title)), vec![(status.as_str(), standing_word(status), count)]))
    });
    let bars: Vec<(Cow<'_, str>, Vec<Count>)> = kind_bars.chain(status_bars).collect();
    let sum = |counts: &[Count]| counts.iter().map(|(.., count)| count).sum::<usize>();
    let longest = bars.iter().map(|(_, counts)| sum(counts)).max().unwrap_or_default();
    bars.into_iter()
        .map(|(title, counts)| Bar { title, stretches: charts::bar_segments(&counts, longest), sum: sum(&counts) })
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
    let id = if titles.len() > 1 { "overview-not-met-most-each" } else { "overview-not-met-most" };
    let (blocks, total) = (join_and(&titles), report.totals.programmes);
    Some(Cow::from(format_message!(id, blocks = blocks, count = max, total = total)))
}

impl<'r> Row<'r> {
    pub(crate) fn new(pack: &PackInfo, programme: &'r Programme) -> Self {
        let mut findings = mentorcheck_core::report::Totals::default();
        programme.findings.iter().for_each(|finding| findings.add_finding(&finding.into()));
        let findings = findings.findings;
        let label = wording::label_title(pack, programme);
        let label_holds = label.as_ref().map(|_| {
            message(match programme.label.holds {
                Some(true) => "label-is-supported",
                Some(false) => "label-is-refuted",
                None => "label-is-unclear",
            })
        });
        let (spectrum, spectrum_rank) = match programme.spectrum {
            None => (message("spectrum-no-place"), usize::MAX),
            Some(range) if range.from == range.to => (range.from.to_string(), usize::from(range.from) * 512),
            Some(range) => {
                (format!("{}–{}", range.from, range.to), (usize::from(range.from) + usize::from(range.to)) * 256 + 1)
            }
        };
        Self {
            id: escape::anchor(),
            name: programme::name_or_path(programme),
            path: Cow::from(programme.path.as_str()),
            verdict: Cow::from(wording::verdict_summary(programme)),
            standing: programme.verdict.standing.as_str(),
            standing_word: standing_word(programme.verdict.standing),
            kinds: programme.verdict.candidates.join(" "),
            label: label.unwrap_or_else(|| message("label-none")),
            label_holds: label_holds.unwrap_or_default(),
            answers: programme
                .blocks
                .iter()
                .map(|block| (block.answer.as_str(), escape::sort_rank(block.answer)))
                .collect(),
            spectrum,
            spectrum_rank: spectrum_rank.min(1 << 20),
            findings_rank: (findings.error * 1000 + findings.warning) * 1000 + findings.note,
            findings,
            passes: message(match (programme.valid, programme.as_expected, programme.passes) {
                (false, ..) => "passes-correct-first",
                (true, true, true) => "passes-yes",
                (true, false, true) => "passes-excused",
                (true, _, false) => "passes-no",
            }),
            valid: programme.valid,
            question: programme.remedy.questions.first().map(|question| question.question.as_str()),
        }
    }
}
