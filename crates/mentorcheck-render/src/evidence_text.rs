//! Renders the evidence section of the text report.

use anstyle::Style;
use textwrap::WordSeparator;

use crate::style::TextOptions;
use mentorcheck_core::{
    evidence::{EntryEvidence, EntryState, EvidenceLevel, FactEvidence, PlaceReport},
    report::Programme,
    sanitize::sanitize,
};

/// A heading and a line per deciding fact; empty if evidence was not requested.
pub(crate) fn render(programme: &Programme, options: TextOptions) -> String {
    let Some(facts) = &programme.evidence else { return String::new() };
    let style = if options.color { Style::new().bold() } else { Style::new() };
    let mut out = format!("\n{style}Evidence{style:#}\n");
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
        push_wrapped("The description contains no deciding facts yet.", "  ", "  ");
        return out;
    }
    let width = facts.iter().map(|fact| fact.level.as_str().len()).max().unwrap_or_default();
    for evidence in facts {
        let FactEvidence { fact, level, entries } = evidence;
        let fact = format!("{} (line {})", fact.title, fact.line);
        let sources: Vec<_> = entries.iter().filter(|entry| is_relevant(entry, *level)).map(source_text).collect();
        let sources = sources.join("; ");
        if options.screen_reader {
            let by = if sources.is_empty() { String::new() } else { format!(" by {sources}") };
            push_wrapped(&format!("{fact} is {}{by}.", level.as_str()), "", "");
        } else {
            let arrow = if sources.is_empty() { "" } else { " ← " };
            let prefix = format!("  {:width$}  ", level.as_str());
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
        .map(|level| format!("{} {}", count(level), level.as_str()))
        .collect();
    let nouns = if facts.len() == 1 { "fact decides" } else { "facts decide" };
    format!("{} {nouns}: {}.", facts.len(), counts.join(", "))
}

/// For a quoted fact, only the entries whose quotation is in its document, and those that are misquoted.
pub(crate) fn is_relevant(entry: &EntryEvidence, level: EvidenceLevel) -> bool {
    level < EvidenceLevel::Quoted || matches!(entry.state, EntryState::Quoted | EntryState::Misquoted)
}

/// The document and the place in it: where the quotation was found, else the place that the entry states.
pub(crate) fn source_text(entry: &EntryEvidence) -> String {
    let place = match (&entry.place, &entry.at) {
        (PlaceReport { page: Some(page), .. }, _) => format!(", page {page}"),
        (_, Some(at)) => format!(", {at}"),
        (place, None) if entry.found == Some(true) => match place.display() {
            place if place.is_empty() => place,
            place => format!(", {place}"),
        },
        _ => String::new(),
    };
    let note = match entry.state {
        EntryState::Misquoted if entry.seen_as.is_empty() => " (the words are not in it)",
        EntryState::Misquoted => " (a reader does not see the words)",
        EntryState::TooShort => " (the quotation is too short)",
        EntryState::NotChecked => " (could not be checked)",
        EntryState::Quoted | EntryState::Cited => "",
    };
    format!("{}{place}{note}", entry.source)
}
