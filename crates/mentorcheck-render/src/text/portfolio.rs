//! The report on several programmes: what they come to, a table in the order of the answers, and what to ask first.

use std::collections::HashSet;

use textwrap::core::display_width;

use super::{ANSWERS, TextWriter, pad, styled_symbol, truncate, truncate_start};
use crate::{
    portfolio::{Group, Next, OverviewRow, concept_id, group_title, namesakes, summary_sentences},
    wording::answer_word,
};
use mentorcheck_core::{catalogue::message, clause::join_and, eval::VerdictStatus, format_message};

/// In terminal columns.
const NAME_WIDTH: usize = 28;
const VERDICT_WIDTH: usize = 13;

/// How many programmes a line names.
const MAX_NAMES: usize = 3;

/// The name as it fits in its column. Of a file, the end tells most; a name that several programmes have is followed by
/// the end of the file.
fn short_name(row: &OverviewRow, is_ambiguous: bool) -> String {
    if row.file.starts_with(&*row.name) {
        return truncate_start(&row.file, NAME_WIDTH);
    }
    if !is_ambiguous {
        return truncate(&row.name, NAME_WIDTH);
    }
    let file = truncate_start(row.file.rsplit(['/', '\\']).next().unwrap_or_default(), NAME_WIDTH / 2);
    let rest = NAME_WIDTH.saturating_sub(display_width(&file) + 3);
    format_message!("name-with-file", name = truncate(&row.name, rest), file = file)
}

impl TextWriter<'_> {
    /// Writes the overview of rows that are in reading order.
    pub(super) fn push_overview(&mut self, rows: &[OverviewRow]) {
        self.push_summary_sentences(rows);
        self.push_line("");
        let blocks = &self.report.pack.blocks;
        if !self.options.screen_reader {
            let numbers: Vec<_> = (1..=blocks.len()).map(|number| number.to_string()).collect();
            let verdict = pad(&message("portfolio-column-verdict"), VERDICT_WIDTH);
            let head = format!("{}  {verdict}  {}", numbers.join(" "), message("portfolio-column-next"));
            self.push_line(&self.bold(&format!("{}{head}", " ".repeat(NAME_WIDTH + 3))));
        }
        let shown: Vec<_> = rows.iter().filter(|row| !(self.options.quiet && row.passes)).collect();
        let ambiguous: HashSet<&str> = namesakes(rows).into_iter().flatten().map(|index| &*rows[index].name).collect();
        for group in shown.chunk_by(|left, right| left.group == right.group) {
            let title = group.first().map(|row| group_title(self.report, row.group)).unwrap_or_default();
            let title = mentorcheck_core::clause::capitalise(&title);
            self.push_line(&self.bold(&title));
            for row in group {
                self.push_overview_row(row, ambiguous.contains(&*row.name));
            }
        }
        self.push_line("");
        self.push_overview_legend();
        self.push_ask_first(rows);
        self.push_wrong_labels(rows);
    }

    /// Writes the sentences that a portfolio comes to.
    pub(super) fn push_summary_sentences(&mut self, rows: &[OverviewRow]) {
        for sentence in summary_sentences(self.report, rows) {
            for line in textwrap::wrap(&sentence, self.options.wrapping()) {
                self.push_line(&self.bold(&line));
            }
        }
    }

    /// Writes a row, with the name of the file if other programmes have the same name.
    fn push_overview_row(&mut self, row: &OverviewRow, is_ambiguous: bool) {
        let verdict = message(match row.standing {
            VerdictStatus::Established => "portfolio-is",
            VerdictStatus::Provisional => "portfolio-looks",
            VerdictStatus::Open => "portfolio-is-open",
            VerdictStatus::Unclassified => "portfolio-no-kind",
            VerdictStatus::Contradictory => "portfolio-conflict",
        });
        let next = match &row.next {
            Next::Ask(count) => format_message!("portfolio-questions", count = *count),
            Next::Decided(fact) => fact.to_string(),
            Next::Nothing if row.group == Group::Wanted => message("portfolio-nothing-to-ask"),
            Next::Nothing => String::new(),
        };
        if self.options.screen_reader {
            let blocks = self.report.pack.blocks.iter().zip(&row.answers);
            let blocks: Vec<_> =
                blocks.map(|(block, answer)| format!("{} {}", block.title, answer_word(*answer))).collect();
            let parts = [verdict, next, blocks.join(", ")];
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let name = if is_ambiguous {
                format_message!("name-with-file", name = &*row.name, file = &*row.file)
            } else {
                row.name.to_string()
            };
            self.push_wrapped(&format!("{name}: {}.", parts.join("; ")), "", "");
            return;
        }
        let symbols: Vec<_> = row
            .answers
            .iter()
            .map(|answer| {
                let (symbol, style) = styled_symbol(*answer);
                self.styled(style, symbol)
            })
            .collect();
        let name = pad(&short_name(row, is_ambiguous), NAME_WIDTH);
        let verdict = pad(&verdict, VERDICT_WIDTH);
        let used = 2 + NAME_WIDTH + 1 + 2 * row.answers.len() + 1 + VERDICT_WIDTH + 2;
        let mut next = textwrap::wrap(&next, self.options.width.saturating_sub(used).max(10)).into_iter();
        let first = next.next().unwrap_or_default();
        self.push_line(&format!("  {name} {}  {verdict}  {first}", symbols.join(" ")));
        for line in next {
            self.push_line(&format!("{}{line}", " ".repeat(used)));
        }
    }

    fn push_overview_legend(&mut self) {
        if self.options.screen_reader {
            return;
        }
        let blocks = self.report.pack.blocks.iter().enumerate();
        let legend: Vec<_> =
            blocks.map(|(index, block)| format!("{} {}", index + 1, block.title.to_lowercase())).collect();
        let answers = ANSWERS.map(|answer| format!("{} {}", styled_symbol(answer).0, answer_word(answer)));
        let parts = legend.join("  ");
        self.push_wrapped(&parts, "", "");
        self.push_line(&answers.join("  "));
        self.push_line("");
    }

    /// Writes what most of the descriptions leave out that look like what the reader looks for, or could be it.
    fn push_ask_first(&mut self, rows: &[OverviewRow]) {
        let asked: Vec<&OverviewRow> =
            rows.iter().filter(|row| matches!(row.group, Group::Wanted | Group::MayBeWanted)).collect();
        let indicators: Vec<_> = self.report.pack.blocks.iter().flat_map(|block| &block.indicators).collect();
        let mut counts = vec![0_usize; indicators.len()];
        for index in asked.iter().flat_map(|row| &row.missing) {
            if let Some(count) = counts.get_mut(usize::from(*index)) {
                *count += 1;
            }
        }
        // The first of those that are missing equally often.
        let most = indicators.iter().zip(counts).rev().max_by_key(|(_, count)| *count);
        let Some((indicator, count)) = most.filter(|(_, count)| *count > 0) else { return };
        let (point, total) = (indicator.title.as_str(), asked.len());
        let concept = self.report.pack.kind_title(concept_id(self.report));
        let text = if count == total && total > 2 {
            format_message!("portfolio-ask-all", total = total, concept = concept, point = point)
        } else {
            format_message!("portfolio-ask", count = count, total = total, concept = concept, point = point)
        };
        self.push_overview_line("portfolio-line-ask", &text);
    }

    fn push_wrong_labels(&mut self, rows: &[OverviewRow]) {
        let names: Vec<_> = rows.iter().filter(|row| row.has_wrong_label).map(|row| row.name.to_string()).collect();
        if names.is_empty() {
            return;
        }
        let list = match names.len().saturating_sub(MAX_NAMES) {
            0 => join_and(&names),
            rest => format_message!("portfolio-and-more", names = names[..MAX_NAMES].join(", "), rest = rest),
        };
        self.push_overview_line(
            "portfolio-line-labels",
            &format_message!("portfolio-labels", count = names.len(), names = list),
        );
    }

    fn push_overview_line(&mut self, name: &str, text: &str) {
        let name = message(name);
        if self.options.screen_reader {
            self.push_wrapped(&format!("{name}: {text}"), "", "");
        } else {
            let indent = display_width(&name).max(9) + 2;
            self.push_wrapped(text, &pad(&name, indent), &" ".repeat(indent));
        }
    }
}
