//! `--format text`: the human-readable report, for a terminal or a screen reader.

mod brief;
mod details;
mod portfolio;

use std::{fmt::Write, sync::Arc};

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use crate::{
    chunk::{FooterPart, Pieces},
    diff_text, evidence_text, finding_text,
    portfolio::{OverviewRow, compare_rows, display_name},
    style::TextOptions,
    wording::{ANSWERS, file_and_document, summary_lines},
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

/// The spools: the verdicts, what is printed in full, the mistakes of form, and the files that could not be read.
const ANSWER_SPOOL: usize = 0;
const FULL_SPOOL: usize = 1;
const MISTAKES_SPOOL: usize = 2;
const UNREADABLE_SPOOL: usize = 3;

/// What is kept of each input until all are known.
#[derive(Debug, Default)]
pub struct Overview {
    rows: Vec<OverviewRow>,
    /// The report in case there is only one programme.
    single: Vec<u8>,
}

impl Overview {
    /// Adds what is kept of the next input.
    pub(crate) fn add(&mut self, next: Self) {
        if self.rows.is_empty() {
            self.single = next.single;
        }
        self.rows.extend(next.rows);
    }
}

/// Renders what precedes the first chunk: the assumption, if any.
#[must_use]
pub fn header(report: &Report) -> String {
    diff_text::assumption_header(report)
}

/// Renders one input. Nothing is printed at once, because what a portfolio comes to is printed first: a row for the
/// overview and what to correct are kept of each programme, and its whole report only if that is to be printed.
#[must_use]
pub fn render_result(
    report: &Report,
    result: &CheckResult,
    options: TextOptions,
    may_be_only: bool,
) -> Pieces<Overview> {
    let writer = || TextWriter { output: String::new(), options, report };
    let (mut body, mut mistakes, mut answers, mut unreadable) = (writer(), writer(), writer(), writer());
    for programme in &result.programmes {
        let is_quiet = options.quiet && programme.passes && programme.valid;
        if (options.full || may_be_only) && !is_quiet {
            body.push_programme(programme);
            body.push_separator();
        }
        if !options.full {
            mistakes.push_mistakes_of(programme);
        }
        answers.push_sentence(programme);
    }
    if let Some(file) = &result.unreadable {
        unreadable.push_file(file, "file-unreadable");
    }
    mistakes.output.push_str(&unreadable.output);
    let (full, single) =
        if options.full { (body.output + &unreadable.output, String::new()) } else { (String::new(), body.output) };
    let spooled = [answers.output, full, mistakes.output, unreadable.output].map(String::into_bytes).to_vec();
    let rows = result.programmes.iter().map(|programme| OverviewRow::new(report, programme)).collect();
    Pieces::kept(spooled, Overview { rows, single: single.into_bytes() })
}

/// Renders the report from what was kept: on several programmes the overview first, then what to correct or, if it is to
/// be full, each programme.
#[must_use]
pub fn footer(report: &Report, options: TextOptions, overview: Overview) -> Vec<FooterPart> {
    let writer = || TextWriter { output: String::new(), options, report };
    let (mut before, mut after) = (writer(), writer());
    for file in &report.policy {
        after.push_file(file, "file-outdated");
    }
    let Overview { mut rows, single } = overview;
    if report.totals.programmes <= 1 {
        after.push_summary(true);
        // The answer comes first, and again last, where the reader of a terminal is.
        let has_answer = report.totals.programmes == 1 && !options.quiet;
        let body = if options.full {
            vec![FooterPart::spool(FULL_SPOOL)]
        } else {
            vec![FooterPart::Bytes(single), FooterPart::spool(UNREADABLE_SPOOL)]
        };
        let answer = has_answer.then(|| FooterPart::spool(ANSWER_SPOOL));
        return body.into_iter().chain([FooterPart::text(after.output)]).chain(answer).collect();
    }
    rows.sort_by(compare_rows);
    before.push_overview(&rows);
    before.push_separator();
    if !options.full {
        after.push_wrapped(&message("portfolio-more"), "", "");
    }
    after.push_summary(report.expected == "any" || report.expected == "label");
    after.push_line("");
    after.push_summary_sentences(&rows);
    let body = if options.full { FULL_SPOOL } else { MISTAKES_SPOOL };
    vec![FooterPart::text(before.output), FooterPart::spool(body), FooterPart::text(after.output)]
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

    /// Separates what follows from what is there, by one empty line however many parts between them are absent.
    fn push_blank_line(&mut self) {
        if !self.output.is_empty() && !self.output.ends_with("\n\n") {
            self.push_line("");
        }
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
        for line in wrap(text, options) {
            self.push_line(&line);
        }
    }

    /// Writes the answer with what decides it and what to ask next, then the details if asked for.
    fn push_programme(&mut self, programme: &Programme) {
        self.push_corrections(programme);
        self.push_answer(programme);
        self.push_reasons(programme);
        self.push_blocks(programme);
        self.push_blank_line();
        self.push_label(programme);
        self.push_spectrum(programme);
        for part in [evidence_text::render(programme, self.options)]
            .into_iter()
            .chain(programme.difference.iter().map(|difference| diff_text::render_assumption_effect(difference)))
            .filter(|part| !part.is_empty())
        {
            self.push_blank_line();
            self.output.push_str(part.trim_start_matches('\n'));
        }
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

    /// Writes the totals, with or without how many programmes are as expected, and what no report can say.
    fn push_summary(&mut self, with_expected: bool) {
        let report = self.report;
        let has_expected = report.totals.programmes > 1 && !with_expected;
        let totals: Vec<_> = summary_lines(report).into_iter().skip(usize::from(has_expected)).collect();
        if !totals.is_empty() {
            self.push_wrapped(&format!("{}.", totals.join("; ")), "", "");
        }
        if report.totals.programmes > 0 && self.options.full {
            self.push_wrapped(&report.pack.caution, "", "");
        } else if report.totals.programmes > 0 {
            let first = report.pack.caution.split_inclusive(". ").next().unwrap_or_default();
            self.push_wrapped(&format!("{} {}", first.trim_end(), message("limits")), "", "");
        }
        if report.totals.programmes == 1 {
            self.push_line("");
        }
    }

    /// Writes the mistakes of form of a programme among several, under its name.
    fn push_mistakes_of(&mut self, programme: &Programme) {
        let mut mistakes = TextWriter { output: String::new(), ..*self };
        mistakes.push_corrections(programme);
        if mistakes.output.is_empty() {
            return;
        }
        let (name, file) = (display_name(programme), file_and_document(programme));
        let title = if name == file {
            sanitize_line(&file)
        } else {
            format_message!("name-with-file", name = sanitize_line(&name), file = sanitize_line(&file))
        };
        self.push_line(&self.bold(&title));
        self.output.push_str(mistakes.output.trim_end());
        self.push_line("");
        self.push_separator();
    }

    fn push_sentence(&mut self, programme: &Programme) {
        for line in textwrap::wrap(&sanitize_line(&programme.verdict.sentence), self.options.wrapping()) {
            self.push_line(&self.bold(&line));
        }
    }
}

/// The longest remark in brackets that is not divided between two lines, in bytes.
const MAX_WHOLE_BRACKETS: usize = 12;

/// Wraps text, with short remarks in brackets kept whole: “(line 21)” is read at one glance.
fn wrap(text: &str, options: textwrap::Options<'_>) -> Vec<String> {
    const NO_BREAK_SPACE: &str = "\u{a0}";
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('(') {
        let (before, brackets) = rest.split_at(start);
        joined.push_str(before);
        let length = brackets.find(')').filter(|length| *length <= MAX_WHOLE_BRACKETS).unwrap_or_default() + 1;
        joined.push_str(&brackets[..length].replace(' ', NO_BREAK_SPACE));
        rest = &brackets[length..];
    }
    joined.push_str(rest);
    textwrap::wrap(&joined, options).iter().map(|line| line.replace(NO_BREAK_SPACE, " ")).collect()
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

/// Leaves out the beginning so that the rest has at most `width` columns, with an ellipsis.
fn truncate_start(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut start = text.len();
    for (index, _) in text.char_indices().rev() {
        if display_width(&text[index..]) + 1 > width {
            break;
        }
        start = index;
    }
    format!("…{}", &text[start..])
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
