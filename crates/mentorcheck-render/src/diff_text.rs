//! Renders a comparison as plain text, one fact per line with the prefix `+`, `-` or `~`.

use std::fmt::Write;

use mentorcheck_core::{
    compare::{Comparison, DescriptionSummary, Renaming},
    diagnostic::{Finding, SourceLocation},
    diff::fact_changes::{Change, ChangeKind},
    report::{
        LabelReport, Report, SpectrumRange,
        difference::{AnswerChange, Attribution, Difference},
    },
    sanitize::sanitize,
};

/// The maximum length of a free text, in characters.
const MAX_TEXT_CHARS: usize = 60;

/// The maximum number of sets shown per answer.
const MAX_SETS: usize = 6;

/// Renders a complete comparison.
#[must_use]
pub fn render(comparison: &Comparison) -> String {
    let Comparison { old, new, .. } = comparison;
    let mut writer = DiffWriter { out: String::new(), include_unchanged: true };
    writer.write_line(&format!("--- {old}"));
    writer.write_line(&format!("+++ {new}"));
    for pair in &comparison.programmes {
        writer.write_line("");
        writer.write_line(&match (pair.old.name.as_str(), pair.new.name.as_str()) {
            (before, after) if before == after => format!("Programme: {}", display_name(after)),
            (before, after) => format!("Programme: {}, before: {}", display_name(after), display_name(before)),
        });
        writer.write_invalid(old, &pair.old);
        writer.write_invalid(new, &pair.new);
        writer.write_line(if pair.same { "The assessment stays the same." } else { "The assessment changes." });
        writer.write_difference(&pair.difference);
    }
    for (sign, path, sides) in [('-', old, &comparison.only_old), ('+', new, &comparison.only_new)] {
        for side in sides {
            writer.write_line("");
            writer.write_line(&format!("Only in {path}: {}", display_name(&side.name)));
            writer.write_invalid(path, side);
            writer.write_line(&format!("{sign} {}", side.verdict.sentence));
        }
    }
    for Renaming { old, new } in &comparison.likely_renamings {
        let (old, new) = (display_name(old), display_name(new));
        writer.write_line("");
        writer.write_line(&format!("Do {old} and {new} describe the same programme? Most of what they state is the same. If so, give both the same identifier (`id`), and compare again."));
    }
    for file in &comparison.unreadable {
        writer.write_line("");
        writer.write_line(&format!("{}: some of this file could not be read, and is not compared.", file.path));
        file.findings.iter().for_each(|finding| writer.write_finding(&file.path, finding));
    }
    writer.write_line("");
    writer.write_line(&comparison.pack.caution);
    writer.out
}

/// The header of a report with assumptions; empty if there are none.
#[must_use]
pub fn assumption_header(report: &Report) -> String {
    if report.supposed.is_empty() {
        return String::new();
    }
    let mut writer = DiffWriter { out: String::new(), include_unchanged: true };
    writer.write_line("A supposition, not what the files say. Judged as if this were stated:");
    for assumption in &report.supposed {
        writer.write_line(&match assumption.split_once('=') {
            Some((field, "")) => format!("  {field}: taken away"),
            Some((field, value)) => format!("  {field}: {value}"),
            None => format!("  {assumption}"),
        });
    }
    writer.write_line("");
    writer.out
}

/// Renders the effect of the assumptions on one programme.
#[must_use]
pub fn render_assumption_effect(difference: &Difference) -> String {
    let mut writer = DiffWriter { out: String::new(), include_unchanged: false };
    writer.write_line("");
    writer.write_line("What the assumption changes");
    if difference.changes.is_empty() {
        writer.write_line("Nothing. The description states it already.");
        return writer.out;
    }
    writer.write_line(if difference.is_same() { "The assessment stays the same." } else { "The assessment changes." });
    writer.write_difference(difference);
    writer.out
}

struct DiffWriter {
    out: String,
    /// Whether to include unchanged blocks.
    include_unchanged: bool,
}

impl DiffWriter {
    fn write_line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{}", sanitize_line(text).trim_end());
    }

    fn write_heading(&mut self, text: &str) {
        self.write_line("");
        self.write_line(text);
    }

    fn write_invalid(&mut self, path: &str, side: &DescriptionSummary) {
        if !side.valid {
            self.write_line(&format!("Parts of {path} could not be understood; what they say is not counted:"));
            side.findings.iter().for_each(|finding| self.write_finding(path, finding));
        }
    }

    fn write_finding(&mut self, path: &str, finding: &Finding) {
        let position =
            finding.spans.first().map(|location| format!(":{}:{}", location.line, location.column)).unwrap_or_default();
        self.write_line(&format!("  {path}{position}: {} [{}]", finding.message, finding.code));
        // Omit lists of allowed values; the report on the file itself has them.
        let help = finding.help.iter().filter_map(|help| help.lines().next());
        for line in help.filter(|line| !line.ends_with(':')) {
            self.write_line(&format!("    {line}"));
        }
    }

    fn write_difference(&mut self, difference: &Difference) {
        let Difference { changes, verdict, blocks, kinds, spectrum, label } = difference;
        let (judged, unread): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(|change| change.judged);
        if changes.is_empty() {
            self.write_heading("No fact is different.");
        }
        for (title, changes) in [("Facts that rules read", judged), ("Other changes, which no rule reads", unread)] {
            if !changes.is_empty() {
                self.write_heading(title);
                for change in changes {
                    self.write_line(&format_change(change, true));
                }
            }
        }

        self.write_heading("Verdict");
        match &verdict.because {
            None => self.write_line(&format!("  {}", verdict.new.sentence)),
            Some(because) => {
                self.write_line(&format!("- {}", verdict.old.sentence));
                self.write_line(&format!("+ {}", verdict.new.sentence));
                self.write_attribution(because, changes);
            }
        }
        let shown = blocks.iter().filter(|block| self.include_unchanged || block.because.is_some()).collect::<Vec<_>>();
        if !shown.is_empty() {
            self.write_heading("Building blocks");
            for block in shown {
                self.write_answer(block, changes);
            }
        }
        if !kinds.is_empty() {
            self.write_heading("Kinds whose answer is another");
            for kind in kinds {
                self.write_answer(kind, changes);
            }
        }
        if let Some(spectrum) = spectrum {
            self.write_heading("Spectrum");
            self.write_line(&format!("~ {} -> {}", format_range(spectrum.old), format_range(spectrum.new)));
            self.write_attribution(&spectrum.because, changes);
        }
        if let Some(label) = label {
            self.write_heading("Label");
            self.write_line(&format!("- {}", format_label(&label.old)));
            self.write_line(&format!("+ {}", format_label(&label.new)));
            self.write_attribution(&label.because, changes);
        }
    }

    fn write_answer(&mut self, answer: &AnswerChange, changes: &[Change]) {
        let AnswerChange { title, old, new, because, .. } = answer;
        match because {
            None => self.write_line(&format!("  {title}: {}", new.as_str())),
            Some(because) => {
                self.write_line(&format!("~ {title}: {} -> {}", old.as_str(), new.as_str()));
                self.write_attribution(because, changes);
            }
        }
    }

    fn write_attribution(&mut self, because: &Attribution, changes: &[Change]) {
        let Attribution { sets, complete } = because;
        let single = sets.iter().all(|set| set.len() == 1);
        let (groups, omitted): (Vec<Vec<usize>>, usize) = match sets.as_slice() {
            several if single => (vec![several.concat()], 0),
            several => (several.iter().take(MAX_SETS).cloned().collect(), several.len().saturating_sub(MAX_SETS)),
        };
        for (position, group) in groups.iter().enumerate() {
            self.write_line(match (single, position, group.len()) {
                (_, _, 1) => "    moved by:",
                (true, ..) => "    moved by each of these alone:",
                (false, 0, _) => "    moved by these together:",
                (false, ..) => "    or by these together:",
            });
            for index in group {
                self.write_line(&format!("      {}", format_change(&changes[*index], false)));
            }
        }
        if omitted > 0 {
            self.write_line(&format!("    and by {omitted} other sets of changes"));
        }
        if !complete {
            self.write_line("    There may be other sets of changes that do it; not all were tried.");
        }
    }
}

fn display_name(name: &str) -> &str {
    if name.is_empty() { "(no name)" } else { name }
}

/// Renders a change on one line, optionally with line numbers.
fn format_change(change: &Change, with_lines: bool) -> String {
    let line = |location: &Option<SourceLocation>| match location {
        Some(location) if with_lines => format!(" ({})", location.display()),
        _ => String::new(),
    };
    let (from, to) = (format_values(&change.from), format_values(&change.to));
    let text = match change.change {
        ChangeKind::Added => format!("{to}{}", line(&change.new)),
        ChangeKind::Removed => format!("{from}{}", line(&change.old)),
        ChangeKind::Changed => format!("{from}{} -> {to}{}", line(&change.old), line(&change.new)),
    };
    format!("{} {}: {text}", change.change.sign(), change.field)
}

fn format_values(values: &[String]) -> String {
    let text = sanitize_line(&values.join(", "));
    if text.chars().count() <= MAX_TEXT_CHARS {
        return text;
    }
    let truncated: String = text.chars().take(MAX_TEXT_CHARS).collect();
    format!("{}…", truncated.trim_end())
}

/// Sanitises a text and joins its lines.
fn sanitize_line(words: &str) -> String {
    sanitize(words).replace('\n', " ")
}

fn format_range(range: Option<SpectrumRange>) -> String {
    match range {
        None => "no place".into(),
        Some(SpectrumRange { from, to }) if from == to => format!("at {from}"),
        Some(SpectrumRange { from, to }) => format!("between {from} and {to}"),
    }
}

fn format_label(label: &LabelReport) -> String {
    let Some(declared) = &label.declared else { return "calls itself nothing".into() };
    let status = match label.holds {
        Some(true) => "the description supports it",
        Some(false) => "the description does not match it",
        None => "the description neither confirms nor contradicts it",
    };
    format!("calls itself {declared}: {status}")
}
