//! Renders the evidence section of the text report.

use anstyle::Style;
use textwrap::WordSeparator;

use crate::style::Look;
use mentorcheck_core::{
    evidence::{EntryEvidence, FactEvidence, Level},
    report::Programme,
    sanitize::sanitize,
};

/// A heading and a line per deciding fact; empty if evidence was not requested.
pub(crate) fn render(programme: &Programme, look: Look) -> String {
    let Some(facts) = &programme.evidence else { return String::new() };
    let style = if look.color { Style::new().bold() } else { Style::new() };
    let mut out = format!("\n{style}Evidence{style:#}\n");
    let mut wrapped = |words: &str, first: &str, rest: &str| {
        // Break only at spaces, to keep paths whole.
        let options = look.wrapping().word_separator(WordSeparator::AsciiSpace);
        let options = options.initial_indent(first).subsequent_indent(rest);
        for line in textwrap::wrap(&sanitize(words), options) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    };
    if facts.is_empty() {
        wrapped("Nothing is stated yet that decides.", "  ", "  ");
        return out;
    }
    let width = facts.iter().map(|fact| fact.level.word().len()).max().unwrap_or_default();
    for evidence in facts {
        let FactEvidence { fact, level, entries } = evidence;
        let fact = format!("{}: {} (line {})", fact.field, fact.value, fact.line);
        let sources: Vec<_> = entries.iter().filter(|entry| shows(entry, *level)).map(source).collect();
        let sources = sources.join("; ");
        if look.narrated {
            let by = if sources.is_empty() { String::new() } else { format!(" by {sources}") };
            wrapped(&format!("{fact} is {}{by}.", level.word()), "", "");
        } else {
            let to = if sources.is_empty() { "" } else { " ← " };
            let first = format!("  {:width$}  ", level.word());
            wrapped(&format!("{fact}{to}{sources}"), &first, &" ".repeat(width + 6));
        }
    }
    let indent = if look.narrated { "" } else { "  " };
    wrapped(&counted(facts), indent, indent);
    out
}

/// Number of deciding facts by evidence level.
pub(crate) fn counted(facts: &[FactEvidence]) -> String {
    let count = |level: Level| facts.iter().filter(|fact| fact.level == level).count();
    let counts: Vec<_> = [Level::Verified, Level::Evidenced, Level::Asserted]
        .into_iter()
        .filter(|level| count(*level) > 0)
        .map(|level| format!("{} {}", count(level), level.word()))
        .collect();
    let nouns = if facts.len() == 1 { "fact decides" } else { "facts decide" };
    format!("{} {nouns}: {}.", facts.len(), counts.join(", "))
}

/// For a verified fact, only the entries that verify it.
pub(crate) fn shows(entry: &EntryEvidence, level: Level) -> bool {
    level < Level::Verified || entry.found == Some(true)
}

/// The document and the location in it: the page on which the quotation was found, else the location stated in the
/// entry.
pub(crate) fn source(entry: &EntryEvidence) -> String {
    let place = match (entry.page, &entry.at) {
        (Some(page), _) => format!(", page {page}"),
        (None, Some(at)) => format!(", {at}"),
        (None, None) => String::new(),
    };
    let lost = if entry.found == Some(false) { " (the words are not in it)" } else { "" };
    format!("{}{place}{lost}", entry.source)
}
