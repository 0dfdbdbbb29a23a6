//! `--format text`: the human-readable report, for a terminal or a screen reader.

use std::{fmt::Write, sync::Arc};

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use crate::{
    chunk::{Chunk, FooterPart},
    diff_text, evidence_text, finding_text,
    style::TextOptions,
    wording::{
        self, answer_effects, block_grounds, external_sources_note, fix_heading, fix_steps, grouped_questions,
        is_optional_note, kind_title, label_status, summary_lines, verdict_summary,
    },
};
use mentorcheck_core::{
    diagnostic::{FileDiagnostics, Finding},
    eval::Answer,
    report::{CheckResult, Programme, Report},
    sanitize::sanitize_line,
};
use mentorcheck_yaml::SourceFile;

pub(crate) use mentorcheck_core::sanitize::sanitize;

const MAX_FIX_SETS: usize = 2;

/// Findings shown for one file before the rest is only counted.
const MAX_FINDINGS: usize = 200;

/// In terminal columns.
const NAME_WIDTH: usize = 34;

const MAX_QUESTIONS: usize = 5;

/// Renders what precedes the first chunk: the assumption, if any.
#[must_use]
pub fn header(report: &Report) -> String {
    diff_text::assumption_header(report)
}

/// Renders one input; the first spool holds its rows of the summary table.
#[must_use]
pub fn render_result(report: &Report, result: &CheckResult, options: TextOptions) -> Chunk {
    let mut body = TextWriter { output: String::new(), options, report };
    let mut rows = TextWriter { output: String::new(), options, report };
    for programme in &result.programmes {
        if !(options.quiet && programme.passes && programme.valid) {
            body.push_programme(programme);
            body.push_separator();
        }
        rows.push_row(programme);
    }
    result.unreadable.iter().for_each(|file| body.push_file(file, "could not be read"));
    Chunk { output: body.output.into_bytes(), spooled: vec![rows.output.into_bytes()] }
}

/// Renders the findings on the policy and the summary, with a table if there are several programmes.
#[must_use]
pub fn footer(report: &Report, options: TextOptions) -> Vec<FooterPart> {
    let mut before = TextWriter { output: String::new(), options, report };
    let mut after = TextWriter { output: String::new(), options, report };
    for file in &report.policy {
        before.push_file(file, "holds what is no longer needed");
    }
    let has_table = report.totals.programmes > 1;
    if has_table {
        before.push_table_header();
        after.push_legend();
    }
    after.push_summary();
    let table = has_table.then_some(FooterPart::Spool { index: 0, skip: 0 });
    [FooterPart::text(before.output)].into_iter().chain(table).chain([FooterPart::text(after.output)]).collect()
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
        self.push_line("");
        self.push_line(&rule);
        if !self.options.screen_reader {
            self.push_line("");
        }
    }

    /// Writes the findings on a file that is not a programme.
    fn push_file(&mut self, file: &FileDiagnostics, problem: &str) {
        self.push_line(&self.bold(&format!("{} {problem}.", sanitize_line(&file.path))));
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

    fn push_programme(&mut self, programme: &Programme) {
        for line in textwrap::wrap(&sanitize_line(&programme.verdict.sentence), self.options.wrapping()) {
            self.push_line(&self.bold(&line));
        }
        let location = if programme.document > 0 {
            format!("{}, document {}", programme.path, programme.document + 1)
        } else {
            programme.path.clone()
        };
        self.push_line(&sanitize_line(&location));
        if !programme.valid {
            self.push_line("Parts of the file could not be understood; what they say is not counted.");
        }
        self.push_line("");
        self.push_blocks(programme);
        self.push_line("");
        self.push_spectrum(programme);
        self.push_label(programme);
        self.push_sources(programme);
        self.output.push_str(&evidence_text::render(programme, self.options));
        self.output
            .extend(programme.difference.iter().map(|difference| diff_text::render_assumption_effect(difference)));

        let (suppressed, findings): (Vec<&Finding>, Vec<&Finding>) =
            programme.findings.iter().partition(|finding| finding.excused.is_some());
        let (optional_notes, findings): (Vec<&Finding>, Vec<&Finding>) =
            findings.into_iter().partition(|finding| is_optional_note(programme, finding));
        self.push_findings(findings.into_iter(), &programme.text);
        self.push_questions(programme);
        self.push_fixes(programme);
        if !optional_notes.is_empty() {
            self.push_line("");
            self.push_line(&self.bold("Also worth asking (these do not decide)"));
            for finding in optional_notes {
                let help = finding.help.as_deref().unwrap_or_default();
                self.push_wrapped(&format!("{} {help}", finding.message), "  · ", "    ");
            }
        }
        if !suppressed.is_empty() {
            self.push_line("");
            self.push_line(&self.bold("Not held against it"));
            for finding in suppressed {
                let reason = finding.excused.as_ref().map(wording::describe_suppression).unwrap_or_default();
                let text = format!("{} {} ({reason})", finding.code, finding.message);
                self.push_wrapped(&sanitize(&text), "  · ", "    ");
            }
        }
    }

    fn push_findings<'f>(&mut self, mut findings: impl ExactSizeIterator<Item = &'f Finding>, text: &Arc<SourceFile>) {
        for finding in findings.by_ref().take(MAX_FINDINGS) {
            self.push_line("");
            self.output.push_str(&finding_text::render(finding, text, self.options));
        }
        if findings.len() > 0 {
            let note = format!("… and {} more findings on this file. `--format json` lists all.", findings.len());
            self.push_line("");
            self.push_line(&note);
        }
    }

    fn push_blocks(&mut self, programme: &Programme) {
        let title_width = programme.blocks.iter().map(|block| display_width(&block.title)).max().unwrap_or_default();
        for block in &programme.blocks {
            let (symbol, style) = styled_symbol(block.answer);
            let word = block.answer.as_str();
            let grounds = block_grounds(programme, block);
            if self.options.screen_reader {
                self.push_wrapped(&format!("{}: {word}. {grounds}", block.title), "", "");
                continue;
            }
            let cell = self.styled(style, &pad(&format!("{symbol} {word}"), 15));
            let head = format!("  {}  {cell}  ", pad(&block.title, title_width));
            let indent = 2 + title_width + 2 + 15 + 2;
            let column_options = TextOptions { width: self.options.width.saturating_sub(indent), ..self.options };
            let mut lines = textwrap::wrap(&grounds, column_options.wrapping()).into_iter();
            self.push_line(&format!("{head}{}", lines.next().unwrap_or_default()));
            for line in lines {
                self.push_line(&format!("{}{line}", " ".repeat(indent)));
            }
        }
    }

    fn push_spectrum(&mut self, programme: &Programme) {
        let scale = &self.report.pack.spectrum;
        let (position, ends) = (wording::spectrum_position(scale, programme.spectrum), wording::spectrum_ends(scale));
        if self.options.screen_reader {
            self.push_wrapped(&format!("Spectrum: {position}. {ends}"), "", "");
            return;
        }
        let is_in_range = |at: u8| programme.spectrum.is_some_and(|range| (range.from..=range.to).contains(&at));
        let points: Vec<String> = scale
            .points
            .iter()
            .map(|point| if is_in_range(point.at) { format!("[{}]", point.at) } else { format!(" {} ", point.at) })
            .collect();
        self.push_line(&format!("  Spectrum  {}", points.join("──")));
        self.push_wrapped(&position, "            ", "            ");
        self.push_wrapped(&ends, "            ", "            ");
    }

    fn push_label(&mut self, programme: &Programme) {
        let Some(declared) = &programme.label.declared else { return };
        let status = label_status(programme.label.holds);
        let indent = if self.options.screen_reader { "" } else { "  " };
        self.push_wrapped(&format!("Label     calls itself `{declared}`: {status}"), indent, "            ");
    }

    fn push_sources(&mut self, programme: &Programme) {
        if let Some(note) = external_sources_note(programme) {
            let indent = if self.options.screen_reader { "" } else { "  " };
            self.push_wrapped(&format!("Kind      {note}"), indent, "            ");
        }
    }

    fn push_questions(&mut self, programme: &Programme) {
        let groups = grouped_questions(programme);
        if groups.is_empty() {
            return;
        }
        self.push_line("");
        self.push_line(&self.bold("Questions to ask, the most decisive first"));
        for (index, (text, questions)) in groups.iter().take(MAX_QUESTIONS).enumerate() {
            self.push_wrapped(text, &format!("  {}. ", index + 1), "     ");
            for question in questions {
                let effects = answer_effects(programme, question);
                self.push_wrapped(&format!("`{}`: {effects}", question.field), "     ", "       ");
            }
        }
        if groups.len() > MAX_QUESTIONS {
            self.push_line(&format!("  … and {} more.", groups.len() - MAX_QUESTIONS));
        }
    }

    fn push_fixes(&mut self, programme: &Programme) {
        let fixes = &programme.remedy;
        let target = kind_title(programme, &fixes.target);
        if fixes.unreachable {
            self.push_line("");
            self.push_wrapped(&format!("Nothing that could be stated or changed would make it {target}."), "", "");
        }
        let Some(first_set) = fixes.sets.first() else { return };
        self.push_line("");
        let heading = fix_heading(first_set, &target, fixes.sets_total);
        self.push_line(&self.bold(&heading));
        for (index, set) in fixes.sets.iter().take(MAX_FIX_SETS).enumerate() {
            let mut prefix = format!("  {}. ", index + 1);
            for step in fix_steps(set) {
                self.push_wrapped(&step, &prefix, "       ");
                prefix = "     ".into();
            }
        }
    }

    fn push_summary(&mut self) {
        let report = self.report;
        let totals = summary_lines(report);
        if !totals.is_empty() {
            self.push_wrapped(&format!("{}.", totals.join("; ")), "", "");
        }
        if report.totals.programmes > 0 {
            self.push_wrapped(&report.pack.caution, "", "");
            self.push_wrapped(&report.pack.spectrum.note, "", "");
        }
    }

    fn push_table_header(&mut self) {
        if !self.options.screen_reader {
            let numbers: Vec<_> = (1..=self.report.pack.blocks.len()).map(|number| number.to_string()).collect();
            self.push_line(&self.bold(&format!("{}  {}  Verdict", pad("Programme", NAME_WIDTH), numbers.join(" "))));
        }
    }

    fn push_legend(&mut self) {
        if !self.options.screen_reader {
            let blocks = self.report.pack.blocks.iter().enumerate();
            let legend: Vec<_> = blocks.map(|(index, block)| format!("{} {}", index + 1, block.title)).collect();
            self.push_wrapped(&legend.join(", "), "", "");
            self.push_line("✔ shown  ✘ refuted  ? open  ≠ contradictory");
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
