//! Renders the evidence section of the text report.

use anstyle::Style;
use textwrap::{WordSeparator, core::display_width};

use crate::style::TextOptions;
use mentorcheck_core::{
    catalogue::message,
    evidence::{EntryEvidence, EntryState, EvidenceLevel, FactEvidence, PlaceReport},
    format_message,
    report::Programme,
    sanitize::sanitize,
};

/// A heading and a line per deciding fact; empty if evidence was not requested.
pub(crate) fn render(programme: &Programme, options: TextOptions) -> String {
    let Some(facts) = &programme.evidence else { return String::new() };
    let style = if options.color { Style::new().bold() } else { Style::new() };
    let mut out = format!("\n{style}{}{style:#}\n", message("heading-evidence"));
    let mut push_wrapped = |text: &str, first_indent: &str, other_indent: &str| {
        // Break only at spaces, to keep paths whole.
        let wrap_options = options.wrapping().word_separator(WordSeparator::AsciiSpace);
        let wrap_options = wrap_options.initial_indent(first_indent).subsequent_indent(other_indent);
        for line in textwrap::wrap(&sanitize(text), wrap_options) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    };
    if facts.is_empty() {
        push_wrapped(&message("evidence-no-facts"), "  ", "  ");
        return out;
    }
    let width = facts.iter().map(|fact| display_width(&level_word(fact.level))).max().unwrap_or_default();
    for evidence in facts {
        let FactEvidence { fact, level, entries } = evidence;
        let fact = format_message!("fact-with-line", fact = fact.title.as_str(), line = fact.line);
        let level_word = level_word(*level);
        let sources: Vec<_> = entries.iter().filter(|entry| is_relevant(entry, *level)).map(source_text).collect();
        let sources = sources.join("; ");
        if options.screen_reader {
            let id = if sources.is_empty() { "fact-has-level" } else { "fact-has-level-by" };
            push_wrapped(&format_message!(id, fact = fact, level = level_word, sources = sources), "", "");
        } else {
            let arrow = if sources.is_empty() { "" } else { " ← " };
            let prefix = format!("  {level_word}{}  ", " ".repeat(width.saturating_sub(display_width(&level_word))));
            push_wrapped(&format!("{fact}{arrow}{sources}"), &prefix, &" ".repeat(width + 6));
        }
    }
    let indent = if options.screen_reader { "" } else { "  " };
    push_wrapped(&level_summary(facts), indent, indent);
    out
}

/// Number of deciding facts by evidence level.
pub(crate) fn level_summary(facts: &[FactEvidence]) -> String {
    let count = |level: EvidenceLevel| facts.iter().filter(|fact| fact.level == level).count();
    let counts: Vec<_> = [EvidenceLevel::Quoted, EvidenceLevel::Cited, EvidenceLevel::Asserted]
        .into_iter()
        .filter(|level| count(*level) > 0)
        .map(|level| format!("{} {}", count(level), level_word(level)))
        .collect();
    format_message!("evidence-levels", count = facts.len(), counts = counts.join(", "))
}

/// The word for a level of evidence.
pub(crate) fn level_word(level: EvidenceLevel) -> String {
    message(match level {
        EvidenceLevel::Quoted => "evidence-level-quoted",
        EvidenceLevel::Cited => "evidence-level-cited",
        EvidenceLevel::Asserted => "evidence-level-asserted",
    })
}

/// For a quoted fact, only the entries whose quotation is in its document, and those that are misquoted.
pub(crate) fn is_relevant(entry: &EntryEvidence, level: EvidenceLevel) -> bool {
    level < EvidenceLevel::Quoted || matches!(entry.state, EntryState::Quoted | EntryState::Misquoted)
}

/// The document and the place in it: where the quotation was found, else the place that the entry states.
pub(crate) fn source_text(entry: &EntryEvidence) -> String {
    let place = match (&entry.place, &entry.at) {
        (PlaceReport { page: Some(_), .. }, _) => entry.place.display(),
        (_, Some(at)) => at.clone(),
        (place, None) if entry.found == Some(true) => place.display(),
        _ => String::new(),
    };
    let source = if place.is_empty() { entry.source.clone() } else { format!("{}, {place}", entry.source) };
    let id = match entry.state {
        EntryState::Misquoted if entry.seen_as.is_empty() => "source-misquoted",
        EntryState::Misquoted => "source-unseen",
        EntryState::TooShort => "source-too-short",
        EntryState::NotChecked => "source-not-checked",
        EntryState::Quoted | EntryState::Cited => return source,
    };
    format_message!(id, source = source)
}
