//! A finding as a picture of the source, by miette, with the reasons set below it.

use std::{
    fmt::{self, Display},
    sync::Arc,
};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NarratableReportHandler, SourceCode};

use super::text::{Look, harmless};
use crate::{
    finding::{Finding, Severity},
    source::SourceText,
};

/// Draws `finding` on `text`: the fact with its places, why it matters, what would help.
#[must_use]
pub fn render(finding: &Finding, text: &Arc<SourceText>, look: Look) -> String {
    let shown = Shown { finding, text };
    let mut out = String::new();
    let drawn = if look.narrated {
        NarratableReportHandler::new().without_cause_chain().render_report(&mut out, &shown)
    } else {
        let theme = if look.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(look.width);
        let handler = handler.with_word_splitter(textwrap::WordSplitter::NoHyphenation);
        handler.with_context_lines(1).render_report(&mut out, &shown)
    };
    if drawn.is_err() {
        // A place outside the text; say it without the picture rather than not at all.
        out = format!("{shown}\n");
    }
    let mut out = out.trim_end().to_owned();
    out.push('\n');
    let mut paragraph = |title: &str, words: &str| {
        let indent = "  ";
        let options = look.wrapping().initial_indent(indent).subsequent_indent("    ");
        for (number, line) in words.lines().enumerate() {
            let line = if number == 0 { format!("{title} {line}") } else { line.to_owned() };
            out.push_str(&textwrap::fill(&harmless(&line), &options));
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

/// A finding in the form in which miette takes it.
#[derive(Debug)]
struct Shown<'a> {
    finding: &'a Finding,
    text: &'a Arc<SourceText>,
}

impl Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&harmless(&self.finding.message))
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
        (!self.finding.spans.is_empty()).then_some(&**self.text as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.finding.spans.iter().enumerate().map(|(number, mark)| {
            let span = (mark.byte_start, mark.span().len());
            let label = mark.label.clone();
            if number == 0 {
                LabeledSpan::new_primary_with_span(label, span)
            } else {
                LabeledSpan::new_with_span(label, span)
            }
        });
        Some(Box::new(labels))
    }
}
