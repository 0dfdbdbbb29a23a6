//! Renders a comparison as plain text, one fact per line with the prefix `+`, `-` or `~`.

use std::fmt::Write;

use crate::{kind_answer::kind_answer_word, wording::answer_word};
use mentorcheck_core::{
    catalogue::message,
    compare::{Comparison, DescriptionSummary, Renaming},
    diagnostic::{Finding, SourceLocation},
    diff::fact_changes::{Change, ChangeKind},
    eval::Answer,
    format_message,
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
            (before, after) if before == after => format_message!("diff-programme", name = display_name(after)),
            (before, after) => {
                format_message!("diff-programme-renamed", name = display_name(after), old = display_name(before))
            }
        });
        writer.write_invalid(old, &pair.old);
        writer.write_invalid(new, &pair.new);
        writer.write_line(&assessment(pair.same));
        writer.write_difference(&pair.difference);
    }
    for (sign, path, sides) in [('-', old, &comparison.only_old), ('+', new, &comparison.only_new)] {
        for side in sides {
            writer.write_line("");
            writer.write_line(&format_message!("diff-only-in", path = path.as_str(), name = display_name(&side.name)));
            writer.write_invalid(path, side);
            writer.write_line(&format!("{sign} {}", side.verdict.sentence));
        }
    }
    for Renaming { old, new } in &comparison.likely_renamings {
        let (old, new) = (display_name(old), display_name(new));
        writer.write_line("");
        writer.write_line(&format_message!("diff-renaming", old = old, new = new));
    }
    for file in &comparison.unreadable {
        writer.write_line("");
        writer.write_line(&format_message!("diff-unreadable", path = file.path.as_str()));
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
    writer.write_line(&message("diff-assumed"));
    for assumption in &report.supposed {
        writer.write_line(&match assumption.split_once('=') {
            Some((field, "")) => format!("  {}", format_message!("diff-assumed-removed", field = field)),
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
    writer.write_line(&message("diff-assumption"));
    if difference.changes.is_empty() {
        writer.write_line(&message("diff-assumption-nothing"));
        return writer.out;
    }
    writer.write_line(&assessment(difference.is_same()));
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
            self.write_line(&format_message!("diff-invalid", path = path));
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
            self.write_heading(&message("diff-no-facts"));
        }
        for (title, changes) in [("diff-facts", judged), ("diff-other-facts", unread)] {
            if !changes.is_empty() {
                self.write_heading(&message(title));
                for change in changes {
                    self.write_line(&format_change(change, true));
                }
            }
        }

        self.write_heading(&message("diff-verdict"));
        if verdict.because.is_none() && verdict.old.sentence == verdict.new.sentence {
            self.write_line(&format!("  {}", verdict.new.sentence));
        } else {
            self.write_line(&format!("- {}", verdict.old.sentence));
            self.write_line(&format!("+ {}", verdict.new.sentence));
        }
        if let Some(because) = &verdict.because {
            self.write_attribution(because, changes);
        }
        let shown = blocks.iter().filter(|block| self.include_unchanged || block.because.is_some()).collect::<Vec<_>>();
        if !shown.is_empty() {
            self.write_heading(&message("diff-blocks"));
            for block in shown {
                self.write_answer(block, changes, answer_word);
            }
        }
        if !kinds.is_empty() {
            self.write_heading(&message("diff-kinds"));
            for kind in kinds {
                self.write_answer(kind, changes, kind_answer_word);
            }
        }
        if let Some(spectrum) = spectrum {
            self.write_heading(&message("diff-spectrum"));
            self.write_line(&format!("~ {} -> {}", format_range(spectrum.old), format_range(spectrum.new)));
            self.write_attribution(&spectrum.because, changes);
        }
        if let Some(label) = label {
            self.write_heading(&message("diff-label"));
            self.write_line(&format!("- {}", format_label(&label.old)));
            self.write_line(&format!("+ {}", format_label(&label.new)));
            self.write_attribution(&label.because, changes);
        }
    }

    /// Writes the answer on a block or kind, in the words that `word` has for answers.
    fn write_answer(&mut self, answer: &AnswerChange, changes: &[Change], word: fn(Answer) -> String) {
        let AnswerChange { title, old, new, because, .. } = answer;
        match because {
            None => self.write_line(&format!("  {title}: {}", word(*new))),
            Some(because) => {
                self.write_line(&format!("~ {title}: {} -> {}", word(*old), word(*new)));
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
            let intro = message(match (single, position, group.len()) {
                (_, _, 1) => "diff-because",
                (true, ..) => "diff-because-any",
                (false, 0, _) => "diff-because-all",
                (false, ..) => "diff-or-because-all",
            });
            self.write_line(&format!("    {intro}"));
            for index in group {
                self.write_line(&format!("      {}", format_change(&changes[*index], false)));
            }
        }
        if omitted > 0 {
            self.write_line(&format!("    {}", format_message!("diff-because-others", count = omitted)));
        }
        if !complete {
            self.write_line(&format!("    {}", message("diff-because-incomplete")));
        }
    }
}

fn assessment(is_same: bool) -> String {
    message(if is_same { "diff-same" } else { "diff-changed" })
}

fn display_name(name: &str) -> String {
    if name.is_empty() { message("diff-no-name") } else { name.to_owned() }
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
        None => message("diff-spectrum-none"),
        Some(SpectrumRange { from, to }) if from == to => format_message!("diff-spectrum-at", point = from),
        Some(SpectrumRange { from, to }) => format_message!("diff-spectrum-between", from = from, to = to),
    }
}

fn format_label(label: &LabelReport) -> String {
    let Some(declared) = &label.declared else { return message("diff-no-label") };
    let id = match label.holds {
        Some(true) => "diff-label-supported",
        Some(false) => "diff-label-ruled-out",
        None => "diff-label-open",
    };
    format_message!(id, label = declared.as_str())
}
