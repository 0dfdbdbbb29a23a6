//! `--format text`: the human-readable report, for a terminal or a screen reader.

mod brief;
mod details;

use std::{fmt::Write, sync::Arc};

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use crate::{
    chunk::{Chunk, FooterPart},
    diff_text, evidence_text, finding_text,
    style::TextOptions,
    wording::{ANSWERS, answer_word, summary_lines, verdict_summary},
};
use mentorcheck_core::{
    catalogue::message,
    diagnostic::{FileDiagnostics, Finding},
    eval::Answer,
    format_message,
    report::{CheckResult, Programme, Report},
    sanitize::sanitize_line,
};
use mentorcheck_yaml::SourceFile;

/// Findings shown for one file before the rest is only counted.
const MAX_FINDINGS: usize = 200;

/// In terminal columns.
const NAME_WIDTH: usize = 34;

/// Renders what precedes the first chunk: the assumption, if any.
#[must_use]
pub fn header(report: &Report) -> String {
    diff_text::assumption_header(report)
}

/// Renders one input; the spools hold its rows of the summary table and its verdicts.
#[must_use]
pub fn render_result(report: &Report, result: &CheckResult, options: TextOptions) -> Chunk {
    let mut body = TextWriter { output: String::new(), options, report };
    let mut rows = TextWriter { output: String::new(), options, report };
    let mut answers = TextWriter { output: String::new(), options, report };
    for programme in &result.programmes {
        if !(options.quiet && programme.passes && programme.valid) {
            body.push_programme(programme);
            body.push_separator();
        }
        rows.push_row(programme);
        answers.push_sentence(programme);
    }
    result.unreadable.iter().for_each(|file| body.push_file(file, "file-unreadable"));
    Chunk { output: body.output.into_bytes(), spooled: vec![rows.output.into_bytes(), answers.output.into_bytes()] }
}

/// Renders the findings on the policy and the summary, with a table if there are several programmes.
#[must_use]
pub fn footer(report: &Report, options: TextOptions) -> Vec<FooterPart> {
    let mut before = TextWriter { output: String::new(), options, report };
    let mut after = TextWriter { output: String::new(), options, report };
    for file in &report.policy {
        before.push_file(file, "file-outdated");
    }
    let has_table = report.totals.programmes > 1;
    if has_table {
        before.push_table_header();
        after.push_legend();
    }
    after.push_summary();
    let table = has_table.then_some(FooterPart::Spool { index: 0, skip: 0 });
    // The answer stands first, and again last, where the reader of a terminal is.
    let answer = (report.totals.programmes == 1 && !options.quiet).then_some(FooterPart::Spool { index: 1, skip: 0 });
    let parts = [FooterPart::text(before.output)].into_iter().chain(table);
    parts.chain([FooterPart::text(after.output)]).chain(answer).collect()
}

struct TextWriter<'r> {
    output: String,
    options: TextOptions,
    report: &'r Report,
}

impl TextWriter<'_> {
    fn push_line(&mut self, text: &str) {
        self.output.push_str(text.trim_end());
        self.output.push('\n');
    }

    fn push_separator(&mut self) {
        let rule = if self.options.screen_reader { String::new() } else { "─".repeat(self.options.width) };
        self.push_line(&rule);
    }

    /// Writes the findings on a file that is not a programme.
    fn push_file(&mut self, file: &FileDiagnostics, problem: &str) {
        self.push_line(&self.bold(&format_message!(problem, path = sanitize_line(&file.path))));
        self.push_findings(file.findings.iter(), &file.file);
        self.push_separator();
    }

    fn styled(&self, style: Style, text: &str) -> String {
        if self.options.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn bold(&self, text: &str) -> String {
        self.styled(Style::new().bold(), text)
    }

    fn push_wrapped(&mut self, text: &str, first_indent: &str, other_indent: &str) {
        let options = self.options.wrapping().initial_indent(first_indent).subsequent_indent(other_indent);
        for line in textwrap::wrap(text, options) {
            self.push_line(&line);
        }
    }

    /// Writes the answer with what decides it and what to ask next, then the details if asked for.
    fn push_programme(&mut self, programme: &Programme) {
        self.push_corrections(programme);
        self.push_answer(programme);
        self.push_reasons(programme);
        self.push_blocks(programme);
        self.push_line("");
        self.push_label(programme);
        self.push_spectrum(programme);
        self.output.push_str(&evidence_text::render(programme, self.options));
        self.output
            .extend(programme.difference.iter().map(|difference| diff_text::render_assumption_effect(difference)));
        if self.options.full {
            self.push_details(programme);
        } else {
            self.push_next(programme);
        }
    }

    fn push_findings<'f>(&mut self, mut findings: impl ExactSizeIterator<Item = &'f Finding>, text: &Arc<SourceFile>) {
        for finding in findings.by_ref().take(MAX_FINDINGS) {
            self.push_line("");
            self.output.push_str(&finding_text::render(finding, text, self.options));
        }
        if findings.len() > 0 {
            self.push_line("");
            self.push_line(&format_message!("findings-cut", count = findings.len()));
        }
    }

    fn push_summary(&mut self) {
        let report = self.report;
        let totals = summary_lines(report);
        if !totals.is_empty() {
            self.push_wrapped(&format!("{}.", totals.join("; ")), "", "");
        }
        if report.totals.programmes > 0 && self.options.full {
            self.push_wrapped(&report.pack.caution, "", "");
            self.push_wrapped(&report.pack.spectrum.note, "", "");
        } else if report.totals.programmes > 0 {
            let first = report.pack.caution.split_inclusive(". ").next().unwrap_or_default();
            self.push_wrapped(&format!("{} {}", first.trim_end(), message("limits")), "", "");
        }
        if report.totals.programmes == 1 {
            self.push_line("");
        }
    }

    fn push_sentence(&mut self, programme: &Programme) {
        for line in textwrap::wrap(&sanitize_line(&programme.verdict.sentence), self.options.wrapping()) {
            self.push_line(&self.bold(&line));
        }
    }

    fn push_table_header(&mut self) {
        if !self.options.screen_reader {
            let numbers: Vec<_> = (1..=self.report.pack.blocks.len()).map(|number| number.to_string()).collect();
            let (programme, verdict) = (message("column-programme"), message("column-verdict"));
            let header = format!("{}  {}  {verdict}", pad(&programme, NAME_WIDTH), numbers.join(" "));
            self.push_line(&self.bold(&header));
        }
    }

    fn push_legend(&mut self) {
        if !self.options.screen_reader {
            let blocks = self.report.pack.blocks.iter().enumerate();
            let legend: Vec<_> = blocks.map(|(index, block)| format!("{} {}", index + 1, block.title)).collect();
            self.push_wrapped(&legend.join(", "), "", "");
            let answers = ANSWERS.map(|answer| format!("{} {}", styled_symbol(answer).0, answer_word(answer)));
            self.push_line(&answers.join("  "));
        }
        self.push_line("");
    }

    fn push_row(&mut self, programme: &Programme) {
        if self.options.screen_reader {
            self.push_wrapped(&sanitize_line(&programme.verdict.sentence), "", "");
            return;
        }
        let symbols = programme.blocks.iter().map(|block| {
            let (symbol, style) = styled_symbol(block.answer);
            self.styled(style, symbol)
        });
        let symbols: Vec<_> = symbols.collect();
        let name = if programme.name.is_empty() { &programme.path } else { &programme.name };
        let name = truncate(&sanitize_line(name), NAME_WIDTH);
        self.push_line(&format!("{}  {}  {}", pad(&name, NAME_WIDTH), symbols.join(" "), verdict_summary(programme)));
    }
}

fn styled_symbol(answer: Answer) -> (&'static str, Style) {
    let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
    match answer {
        Answer::Shown => ("✔", color(AnsiColor::Green)),
        Answer::Refuted => ("✘", color(AnsiColor::Red)),
        Answer::Open => ("?", color(AnsiColor::Yellow)),
        Answer::Contradictory => ("≠", color(AnsiColor::Magenta)),
    }
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text))))
}

/// Truncates to `width` columns, with an ellipsis.
fn truncate(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for ch in text.chars() {
        if display_width(&short) + 2 > width {
            break;
        }
        short.push(ch);
    }
    let _ = write!(short, "…");
    short
}
