//! `--format text`: the report for people, in a terminal or read aloud.

use std::{fmt::Write, sync::Arc};

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use crate::{
    chunk::{Chunk, Footer},
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

/// How many ways to the expected kind are written out.
const WAYS: usize = 2;

/// How many findings on one file are shown before the rest is counted.
const FINDINGS: usize = 200;

/// How wide the names in the summary table are, in columns.
const NAME: usize = 34;

/// How many questions are written out before the rest is counted.
const QUESTIONS: usize = 5;

/// What stands before the pages.
#[must_use]
pub fn head(report: &Report) -> String {
    diff_text::assumption_header(report)
}

/// The pages on one input, with the lines for the summary.
#[must_use]
pub fn part(report: &Report, outcome: &CheckResult, look: TextOptions) -> Chunk {
    let mut page = Page { out: String::new(), look, report };
    let mut again = Page { out: String::new(), look, report };
    for programme in &outcome.programmes {
        page.programme(programme);
        page.gap();
        again.row(programme);
    }
    outcome.unreadable.iter().for_each(|file| page.file(file, "could not be read"));
    Chunk { output: page.out.into_bytes(), deferred: again.out.into_bytes() }
}

/// What is said of the policy, then the summary, with a table of the programmes where there are several.
#[must_use]
pub fn tail(report: &Report, look: TextOptions) -> Footer {
    let mut before = Page { out: String::new(), look, report };
    let mut behind = Page { out: String::new(), look, report };
    for file in &report.policy {
        before.file(file, "holds what is no longer needed");
    }
    let several = report.totals.programmes > 1;
    if several {
        before.heading();
        behind.legend();
    }
    behind.summary();
    Footer { before: before.out.into_bytes(), repeat_deferred: several, after: behind.out.into_bytes() }
}

struct Page<'r> {
    out: String,
    look: TextOptions,
    report: &'r Report,
}

impl Page<'_> {
    fn line(&mut self, words: &str) {
        self.out.push_str(words.trim_end());
        self.out.push('\n');
    }

    /// What stands between a page and the next.
    fn gap(&mut self) {
        let rule = if self.look.screen_reader { String::new() } else { "─".repeat(self.look.width) };
        self.line("");
        self.line(&rule);
        if !self.look.screen_reader {
            self.line("");
        }
    }

    /// A page on a file that is no programme.
    fn file(&mut self, file: &FileDiagnostics, what: &str) {
        self.line(&self.bold(&format!("{} {what}.", sanitize_line(&file.path))));
        self.findings(file.findings.iter(), &file.file);
        self.gap();
    }

    fn styled(&self, style: Style, words: &str) -> String {
        if self.look.color { format!("{style}{words}{style:#}") } else { words.to_owned() }
    }

    fn bold(&self, words: &str) -> String {
        self.styled(Style::new().bold(), words)
    }

    fn wrapped(&mut self, words: &str, first: &str, rest: &str) {
        let options = self.look.wrapping().initial_indent(first).subsequent_indent(rest);
        for line in textwrap::wrap(words, options) {
            self.line(&line);
        }
    }

    fn programme(&mut self, programme: &Programme) {
        for line in textwrap::wrap(&sanitize_line(&programme.verdict.sentence), self.look.wrapping()) {
            self.line(&self.bold(&line));
        }
        let place = if programme.document > 0 {
            format!("{}, document {}", programme.path, programme.document + 1)
        } else {
            programme.path.clone()
        };
        self.line(&sanitize_line(&place));
        if !programme.valid {
            self.line("Parts of the file could not be understood; what they say is not counted.");
        }
        self.line("");
        self.blocks(programme);
        self.line("");
        self.spectrum(programme);
        self.label(programme);
        self.sources(programme);
        self.out.push_str(&evidence_text::render(programme, self.look));
        self.out.extend(programme.difference.iter().map(|difference| diff_text::render_assumption_effect(difference)));

        let (excused, findings): (Vec<&Finding>, Vec<&Finding>) =
            programme.findings.iter().partition(|finding| finding.excused.is_some());
        let (asides, findings): (Vec<&Finding>, Vec<&Finding>) =
            findings.into_iter().partition(|finding| is_optional_note(programme, finding));
        self.findings(findings.into_iter(), &programme.text);
        self.questions(programme);
        self.remedy(programme);
        if !asides.is_empty() {
            self.line("");
            self.line(&self.bold("Also worth asking (these do not decide)"));
            for finding in asides {
                let help = finding.help.as_deref().unwrap_or_default();
                self.wrapped(&format!("{} {help}", finding.message), "  · ", "    ");
            }
        }
        if !excused.is_empty() {
            self.line("");
            self.line(&self.bold("Not held against it"));
            for finding in excused {
                let why = finding.excused.as_ref().map(wording::describe_suppression).unwrap_or_default();
                let words = format!("{} {} ({why})", finding.code, finding.message);
                self.wrapped(&sanitize(&words), "  · ", "    ");
            }
        }
    }

    fn findings<'f>(&mut self, mut findings: impl ExactSizeIterator<Item = &'f Finding>, text: &Arc<SourceFile>) {
        for finding in findings.by_ref().take(FINDINGS) {
            self.line("");
            self.out.push_str(&finding_text::render(finding, text, self.look));
        }
        if findings.len() > 0 {
            let words = format!("… and {} more findings on this file. `--format json` lists all.", findings.len());
            self.line("");
            self.line(&words);
        }
    }

    fn blocks(&mut self, programme: &Programme) {
        let titles = programme.blocks.iter().map(|block| display_width(&block.title)).max().unwrap_or_default();
        for block in &programme.blocks {
            let (symbol, style) = symbol(block.answer);
            let word = block.answer.as_str();
            let grounds = block_grounds(programme, block);
            if self.look.screen_reader {
                self.wrapped(&format!("{}: {word}. {grounds}", block.title), "", "");
                continue;
            }
            let cell = self.styled(style, &padded(&format!("{symbol} {word}"), 15));
            let head = format!("  {}  {cell}  ", padded(&block.title, titles));
            let indent = 2 + titles + 2 + 15 + 2;
            let column = TextOptions { width: self.look.width.saturating_sub(indent), ..self.look };
            let mut lines = textwrap::wrap(&grounds, column.wrapping()).into_iter();
            self.line(&format!("{head}{}", lines.next().unwrap_or_default()));
            for line in lines {
                self.line(&format!("{}{line}", " ".repeat(indent)));
            }
        }
    }

    fn spectrum(&mut self, programme: &Programme) {
        let scale = &self.report.pack.spectrum;
        let (place, ends) = (wording::spectrum_position(scale, programme.spectrum), wording::spectrum_ends(scale));
        if self.look.screen_reader {
            self.wrapped(&format!("Spectrum: {place}. {ends}"), "", "");
            return;
        }
        let within = |at: u8| programme.spectrum.is_some_and(|range| (range.from..=range.to).contains(&at));
        let drawn: Vec<String> = scale
            .points
            .iter()
            .map(|point| if within(point.at) { format!("[{}]", point.at) } else { format!(" {} ", point.at) })
            .collect();
        self.line(&format!("  Spectrum  {}", drawn.join("──")));
        self.wrapped(&place, "            ", "            ");
        self.wrapped(&ends, "            ", "            ");
    }

    fn label(&mut self, programme: &Programme) {
        let Some(declared) = &programme.label.declared else { return };
        let holds = label_status(programme.label.holds);
        let first = if self.look.screen_reader { "" } else { "  " };
        self.wrapped(&format!("Label     calls itself `{declared}`: {holds}"), first, "            ");
    }

    fn sources(&mut self, programme: &Programme) {
        if let Some(words) = external_sources_note(programme) {
            let first = if self.look.screen_reader { "" } else { "  " };
            self.wrapped(&format!("Kind      {words}"), first, "            ");
        }
    }

    fn questions(&mut self, programme: &Programme) {
        let asked = grouped_questions(programme);
        if asked.is_empty() {
            return;
        }
        self.line("");
        self.line(&self.bold("Questions to ask, the most decisive first"));
        for (number, (words, questions)) in asked.iter().take(QUESTIONS).enumerate() {
            self.wrapped(words, &format!("  {}. ", number + 1), "     ");
            for question in questions {
                let leads = answer_effects(programme, question);
                self.wrapped(&format!("`{}`: {leads}", question.field), "     ", "       ");
            }
        }
        if asked.len() > QUESTIONS {
            self.line(&format!("  … and {} more.", asked.len() - QUESTIONS));
        }
    }

    fn remedy(&mut self, programme: &Programme) {
        let remedy = &programme.remedy;
        let target = kind_title(programme, &remedy.target);
        if remedy.unreachable {
            self.line("");
            self.wrapped(&format!("Nothing that could be stated or changed would make it {target}."), "", "");
        }
        let Some(first) = remedy.sets.first() else { return };
        self.line("");
        let words = fix_heading(first, &target, remedy.sets_total);
        self.line(&self.bold(&words));
        for (number, set) in remedy.sets.iter().take(WAYS).enumerate() {
            let mut lead = format!("  {}. ", number + 1);
            for step in fix_steps(set) {
                self.wrapped(&step, &lead, "       ");
                lead = "     ".into();
            }
        }
    }

    fn summary(&mut self) {
        let report = self.report;
        let totals = summary_lines(report);
        if !totals.is_empty() {
            self.wrapped(&format!("{}.", totals.join("; ")), "", "");
        }
        if report.totals.programmes > 0 {
            self.wrapped(&report.pack.caution, "", "");
            self.wrapped(&report.pack.spectrum.note, "", "");
        }
    }

    /// What stands above the table of the programmes.
    fn heading(&mut self) {
        if !self.look.screen_reader {
            let numbers: Vec<_> = (1..=self.report.pack.blocks.len()).map(|number| number.to_string()).collect();
            self.line(&self.bold(&format!("{}  {}  Verdict", padded("Programme", NAME), numbers.join(" "))));
        }
    }

    /// What stands below it.
    fn legend(&mut self) {
        if !self.look.screen_reader {
            let blocks = self.report.pack.blocks.iter().enumerate();
            let legend: Vec<_> = blocks.map(|(at, block)| format!("{} {}", at + 1, block.title)).collect();
            self.wrapped(&legend.join(", "), "", "");
            self.line("✔ shown  ✘ refuted  ? open  ≠ contradictory");
        }
        self.line("");
    }

    /// What the table says of a programme.
    fn row(&mut self, programme: &Programme) {
        if self.look.screen_reader {
            self.wrapped(&sanitize_line(&programme.verdict.sentence), "", "");
            return;
        }
        let symbols = programme.blocks.iter().map(|block| {
            let (symbol, style) = symbol(block.answer);
            self.styled(style, symbol)
        });
        let symbols: Vec<_> = symbols.collect();
        let name = if programme.name.is_empty() { &programme.path } else { &programme.name };
        let name = shortened(&sanitize_line(name), NAME);
        self.line(&format!("{}  {}  {}", padded(&name, NAME), symbols.join(" "), verdict_summary(programme)));
    }
}

/// The symbol for an answer, and its colour.
fn symbol(answer: Answer) -> (&'static str, Style) {
    let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
    match answer {
        Answer::Shown => ("✔", color(AnsiColor::Green)),
        Answer::Refuted => ("✘", color(AnsiColor::Red)),
        Answer::Open => ("?", color(AnsiColor::Yellow)),
        Answer::Contradictory => ("≠", color(AnsiColor::Magenta)),
    }
}

fn padded(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(display_width(words))))
}

/// The beginning of `words`, at most `width` columns of it.
fn shortened(words: &str, width: usize) -> String {
    if display_width(words) <= width {
        return words.to_owned();
    }
    let mut short = String::new();
    for letter in words.chars() {
        if display_width(&short) + 2 > width {
            break;
        }
        short.push(letter);
    }
    let _ = write!(short, "…");
    short
}
