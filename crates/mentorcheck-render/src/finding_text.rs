//! Renders a finding as a source snippet with miette, followed by its rationale and help.

use std::{
    fmt::{self, Display},
    sync::Arc,
};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use crate::{snippet::Excerpt, style::Look};
use mentorcheck_core::{
    diagnostic::{Finding, Severity},
    sanitize::sanitize_line,
};
use mentorcheck_yaml::SourceText;

/// Length in characters to which source lines are truncated for screen readers.
const LINE: usize = 120;

/// Renders `finding` on `text`: the message with its locations, why it matters, what would help.
#[must_use]
pub fn render(finding: &Finding, text: &Arc<SourceText>, look: Look) -> String {
    let mut out = if look.narrated { spoken(finding, text, look) } else { drawn(finding, text, look) };
    let mut paragraph = |title: &str, words: &str| {
        let indent = "  ";
        let options = look.wrapping().initial_indent(indent).subsequent_indent("    ");
        for (number, line) in words.lines().enumerate() {
            let line = if number == 0 { format!("{title} {line}") } else { line.to_owned() };
            out.push_str(&textwrap::fill(&sanitize_line(&line), &options));
            out.push('\n');
        }
    };
    if let Some(why) = &finding.why {
        let quote = match (&why.quote, &why.from) {
            (Some(quote), Some(from)) => format!(" “{quote}” ({from}.)"),
            _ => String::new(),
        };
        paragraph(&format!("Why it matters ({}):", why.claim), &format!("{}{quote}", why.says));
    }
    if let Some(help) = &finding.help {
        paragraph("What would help:", help);
    }
    out
}

fn drawn(finding: &Finding, text: &SourceText, look: Look) -> String {
    let shown = Shown { finding, excerpt: Excerpt::new(text, &finding.spans) };
    let theme = if look.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(look.width);
    let handler = handler.with_word_splitter(textwrap::WordSplitter::NoHyphenation).with_context_lines(1);
    let mut out = String::new();
    if handler.render_report(&mut out, &shown).is_err() {
        // A location outside the text: fall back to the message without a snippet.
        out = shown.to_string();
    }
    format!("{}\n", out.trim_end())
}

/// Linear output for screen readers. miette's own handler for this names wrong columns if a finding has two locations.
fn spoken(finding: &Finding, text: &SourceText, look: Look) -> String {
    let severity = match finding.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    };
    let places = finding.spans.iter().map(|mark| {
        let line: String = text.slice(text.line_span(mark.line - 1)).trim().chars().take(LINE).collect();
        let label = mark.label.as_ref().map(|label| format!(" ({label})")).unwrap_or_default();
        format!("  Line {}, column {}{label}: {line}", mark.line, mark.column)
    });
    let head = format!("{severity}, {}: {}", finding.code, finding.message);
    let lines = std::iter::once(head).chain(places).map(|line| {
        let options = look.wrapping().subsequent_indent("    ");
        format!("{}\n", textwrap::fill(&sanitize_line(&line), &options))
    });
    lines.collect()
}

/// Adapts a finding to miette.
#[derive(Debug)]
struct Shown<'a> {
    finding: &'a Finding,
    excerpt: Excerpt,
}

impl Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&sanitize_line(&self.finding.message))
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code(&self) -> Option<Box<dyn Display + '_>> {
        Some(Box::new(&self.finding.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.finding.spans.is_empty()).then_some(&self.excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let marks = self.finding.spans.iter().zip(self.excerpt.marks());
        let labels = marks.enumerate().map(|(number, (mark, span))| {
            let span = (span.start, span.len());
            let label = mark.label.as_deref().map(sanitize_line);
            if number == 0 {
                LabeledSpan::new_primary_with_span(label, span)
            } else {
                LabeledSpan::new_with_span(label, span)
            }
        });
        Some(Box::new(labels))
    }
}
