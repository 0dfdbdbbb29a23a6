//! Renders a finding as a source snippet with miette, followed by its rationale and help.

use std::{
    fmt::{self, Display},
    sync::Arc,
};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use crate::{snippet::Snippet, style::TextOptions};
use mentorcheck_core::{
    catalogue::{FluentValue, message, message_with},
    clause::join_sentences,
    diagnostic::{Finding, Severity},
    format_message,
    sanitize::sanitize_line,
};
use mentorcheck_yaml::SourceFile;

/// Length in characters to which source lines are truncated for screen readers.
const MAX_LINE_CHARS: usize = 120;

/// Renders `finding` on `text`: the message with its locations, why it matters, what would help.
#[must_use]
pub fn render(finding: &Finding, text: &Arc<SourceFile>, options: TextOptions) -> String {
    let mut out = if options.screen_reader {
        render_linear(finding, text, options)
    } else {
        render_graphical(finding, text, options)
    };
    let mut paragraph = |title: &str, body: &str| {
        let indent = "  ";
        let wrap_options = options.wrapping().initial_indent(indent).subsequent_indent("    ");
        for (index, line) in body.lines().enumerate() {
            let line = if index == 0 { format!("{title} {line}") } else { line.to_owned() };
            out.push_str(&textwrap::fill(&sanitize_line(&line), &wrap_options));
            out.push('\n');
        }
    };
    if let Some(rationale) = &finding.why {
        let quote = match (&rationale.quote, &rationale.from) {
            (Some(quote), Some(from)) => {
                format_message!("finding-quotation", quote = quote.as_str(), from = from.as_str())
            }
            _ => String::new(),
        };
        let body = join_sentences(&[rationale.says.clone(), quote]);
        paragraph(&format_message!("finding-why", claim = rationale.claim.as_str()), &body);
    }
    if let Some(help) = &finding.help {
        paragraph(&message("finding-help"), help);
    }
    out
}

fn render_graphical(finding: &Finding, text: &SourceFile, options: TextOptions) -> String {
    let report = MietteReport { finding, snippet: Snippet::new(text, &finding.spans) };
    let theme = if options.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(options.width);
    let handler = handler.with_word_splitter(textwrap::WordSplitter::NoHyphenation).with_context_lines(1);
    let mut out = String::new();
    if handler.render_report(&mut out, &report).is_err() {
        // A location outside the text: fall back to the message without a snippet.
        out = report.to_string();
    }
    format!("{}\n{}", out.trim_end(), form_places(finding, text, options))
}

/// Whether the finding is about places in a form. Its text was made from the form, and nobody has seen it.
fn has_places(finding: &Finding) -> bool {
    finding.spans.iter().any(|location| location.place.is_some())
}

/// The places in a form that the finding is about, a line each.
fn form_places(finding: &Finding, text: &SourceFile, options: TextOptions) -> String {
    let mut places: Vec<&str> = finding.spans.iter().filter_map(|location| location.place.as_deref()).collect();
    places.dedup();
    let wrap_options = options.wrapping().initial_indent("  ").subsequent_indent("    ");
    let line = |place: &str| textwrap::fill(&sanitize_line(&format!("{}, {place}", text.name())), &wrap_options) + "\n";
    places.into_iter().map(line).collect()
}

/// Linear output for screen readers. miette's own handler for this names wrong columns if a finding has two locations.
fn render_linear(finding: &Finding, text: &SourceFile, options: TextOptions) -> String {
    let severity = match finding.severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    };
    let locations = finding.spans.iter().map(|location| {
        let line: String = text.slice(text.line_span(location.line - 1)).trim().chars().take(MAX_LINE_CHARS).collect();
        let number = |number: usize| FluentValue::from(number.to_string());
        let place = [("line", number(location.line)), ("column", number(location.column))];
        match (&location.place, &location.label) {
            (Some(place), _) => format!("  {place}"),
            (None, Some(label)) => {
                let label = [("label", label.as_str().into())];
                format!("  {}: {line}", message_with("finding-place-labelled", &[place.as_slice(), &label].concat()))
            }
            (None, None) => format!("  {}: {line}", message_with("finding-place", &place)),
        }
    });
    let heading = format!("{}, {}: {}", message(severity), finding.code, finding.message);
    let lines = std::iter::once(heading).chain(locations).map(|line| {
        let wrap_options = options.wrapping().subsequent_indent("    ");
        format!("{}\n", textwrap::fill(&sanitize_line(&line), &wrap_options))
    });
    lines.collect()
}

/// Adapts a finding to miette.
#[derive(Debug)]
struct MietteReport<'a> {
    finding: &'a Finding,
    snippet: Snippet,
}

impl Display for MietteReport<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&sanitize_line(&self.finding.message))
    }
}

impl std::error::Error for MietteReport<'_> {}

impl Diagnostic for MietteReport<'_> {
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
        (!self.finding.spans.is_empty() && !has_places(self.finding)).then_some(&self.snippet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        if has_places(self.finding) {
            return None;
        }
        let locations = self.finding.spans.iter().zip(self.snippet.spans());
        let labels = locations.enumerate().map(|(index, (location, span))| {
            let span = (span.start, span.len());
            let label = location.label.as_deref().map(sanitize_line);
            if index == 0 {
                LabeledSpan::new_primary_with_span(label, span)
            } else {
                LabeledSpan::new_with_span(label, span)
            }
        });
        Some(Box::new(labels))
    }
}
