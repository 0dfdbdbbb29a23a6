//! Renders a comparison as plain text, one fact per line with the prefix `+`, `-` or `~`.

use std::fmt::Write;

use mentorcheck_core::{
    compare::{Comparison, Side},
    diagnostic::{Finding, Mark},
    diff::fact_changes::{Change, How},
    report::{
        LabelReport, Report, SpectrumRange,
        difference::{AnswerMove, Because, Difference},
    },
    sanitize::sanitize,
};

/// The maximum length of a free text, in characters.
const SHOWN: usize = 60;

/// The maximum number of sets shown per answer.
const SETS: usize = 6;

/// Renders a complete comparison.
#[must_use]
pub fn render(comparison: &Comparison) -> String {
    let Comparison { old, new, .. } = comparison;
    let mut page = Page { out: String::new(), whole: true };
    page.line(&format!("--- {old}"));
    page.line(&format!("+++ {new}"));
    for pair in &comparison.programmes {
        page.line("");
        page.line(&match (pair.old.name.as_str(), pair.new.name.as_str()) {
            (before, after) if before == after => format!("Programme: {}", named(after)),
            (before, after) => format!("Programme: {}, before: {}", named(after), named(before)),
        });
        page.invalid(old, &pair.old);
        page.invalid(new, &pair.new);
        page.line(if pair.same { "Judged the same." } else { "The judgement moved." });
        page.difference(&pair.difference);
    }
    for (sign, path, sides) in [('-', old, &comparison.only_old), ('+', new, &comparison.only_new)] {
        for side in sides {
            page.line("");
            page.line(&format!("Only in {path}: {}", named(&side.name)));
            page.invalid(path, side);
            page.line(&format!("{sign} {}", side.verdict.sentence));
        }
    }
    for file in &comparison.unreadable {
        page.line("");
        page.line(&format!("{}: not everything could be read, and what could not is not compared.", file.path));
        file.findings.iter().for_each(|finding| page.finding(&file.path, finding));
    }
    page.line("");
    page.line(&comparison.pack.caution);
    page.out
}

/// The header of a report with assumptions; empty if there are none.
#[must_use]
pub fn supposition(report: &Report) -> String {
    if report.supposed.is_empty() {
        return String::new();
    }
    let mut page = Page { out: String::new(), whole: true };
    page.line("A supposition, not what the files say. Judged as if this were stated:");
    for supposed in &report.supposed {
        page.line(&match supposed.split_once('=') {
            Some((field, "")) => format!("  {field}: taken away"),
            Some((field, value)) => format!("  {field}: {value}"),
            None => format!("  {supposed}"),
        });
    }
    page.line("");
    page.out
}

/// Renders the effect of the assumptions on one programme.
#[must_use]
pub fn supposed(difference: &Difference) -> String {
    let mut page = Page { out: String::new(), whole: false };
    page.line("");
    page.line("What the supposition makes different");
    if difference.changes.is_empty() {
        page.line("Nothing: what is supposed is stated already.");
        return page.out;
    }
    page.line(if difference.is_same() { "Judged the same as it stands." } else { "The judgement moves." });
    page.difference(difference);
    page.out
}

struct Page {
    out: String,
    /// Whether to include unchanged blocks.
    whole: bool,
}

impl Page {
    fn line(&mut self, words: &str) {
        let _ = writeln!(self.out, "{}", sanitize_line(words).trim_end());
    }

    fn heading(&mut self, words: &str) {
        self.line("");
        self.line(words);
    }

    fn invalid(&mut self, path: &str, side: &Side) {
        if !side.valid {
            self.line(&format!("Parts of {path} could not be understood; what they say is not counted:"));
            side.findings.iter().for_each(|finding| self.finding(path, finding));
        }
    }

    fn finding(&mut self, path: &str, finding: &Finding) {
        let place = finding.spans.first().map(|mark| format!(":{}:{}", mark.line, mark.column)).unwrap_or_default();
        self.line(&format!("  {path}{place}: {} [{}]", finding.message, finding.code));
        // Omit lists of allowed values; the report on the file itself has them.
        let help = finding.help.iter().filter_map(|help| help.lines().next());
        for line in help.filter(|line| !line.ends_with(':')) {
            self.line(&format!("    {line}"));
        }
    }

    fn difference(&mut self, difference: &Difference) {
        let Difference { changes, verdict, blocks, kinds, spectrum, label } = difference;
        let (judged, others): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(|change| change.judged);
        if changes.is_empty() {
            self.heading("No fact is different.");
        }
        for (title, changes) in [("Facts that rules read", judged), ("Other changes, which no rule reads", others)] {
            if !changes.is_empty() {
                self.heading(title);
                for change in changes {
                    self.line(&told(change, true));
                }
            }
        }

        self.heading("Verdict");
        match &verdict.because {
            None => self.line(&format!("  {}", verdict.new.sentence)),
            Some(because) => {
                self.line(&format!("- {}", verdict.old.sentence));
                self.line(&format!("+ {}", verdict.new.sentence));
                self.because(because, changes);
            }
        }
        let shown = blocks.iter().filter(|block| self.whole || block.because.is_some()).collect::<Vec<_>>();
        if !shown.is_empty() {
            self.heading("Building blocks");
            for block in shown {
                self.answer(block, changes);
            }
        }
        if !kinds.is_empty() {
            self.heading("Kinds whose answer is another");
            for kind in kinds {
                self.answer(kind, changes);
            }
        }
        if let Some(spectrum) = spectrum {
            self.heading("Spectrum");
            self.line(&format!("~ {} -> {}", place(spectrum.old), place(spectrum.new)));
            self.because(&spectrum.because, changes);
        }
        if let Some(label) = label {
            self.heading("Label");
            self.line(&format!("- {}", borne_out(&label.old)));
            self.line(&format!("+ {}", borne_out(&label.new)));
            self.because(&label.because, changes);
        }
    }

    fn answer(&mut self, answer: &AnswerMove, changes: &[Change]) {
        let AnswerMove { title, old, new, because, .. } = answer;
        match because {
            None => self.line(&format!("  {title}: {}", new.word())),
            Some(because) => {
                self.line(&format!("~ {title}: {} -> {}", old.word(), new.word()));
                self.because(because, changes);
            }
        }
    }

    fn because(&mut self, because: &Because, changes: &[Change]) {
        let Because { sets, complete } = because;
        let single = sets.iter().all(|set| set.len() == 1);
        let (groups, more): (Vec<Vec<usize>>, usize) = match sets.as_slice() {
            several if single => (vec![several.concat()], 0),
            several => (several.iter().take(SETS).cloned().collect(), several.len().saturating_sub(SETS)),
        };
        for (at, group) in groups.iter().enumerate() {
            self.line(match (single, at, group.len()) {
                (_, _, 1) => "    moved by:",
                (true, ..) => "    moved by each of these alone:",
                (false, 0, _) => "    moved by these together:",
                (false, ..) => "    or by these together:",
            });
            for number in group {
                self.line(&format!("      {}", told(&changes[*number], false)));
            }
        }
        if more > 0 {
            self.line(&format!("    and by {more} other sets of changes"));
        }
        if !complete {
            self.line("    There may be other sets of changes that do it; not all were tried.");
        }
    }
}

fn named(name: &str) -> &str {
    if name.is_empty() { "(no name)" } else { name }
}

/// Renders a change on one line, optionally with line numbers.
fn told(change: &Change, with_lines: bool) -> String {
    let line = |mark: &Option<Mark>| match mark {
        Some(mark) if with_lines => format!(" (line {})", mark.line),
        _ => String::new(),
    };
    let (from, to) = (values(&change.from), values(&change.to));
    let words = match change.change {
        How::Added => format!("{to}{}", line(&change.new)),
        How::Removed => format!("{from}{}", line(&change.old)),
        How::Changed => format!("{from}{} -> {to}{}", line(&change.old), line(&change.new)),
    };
    format!("{} {}: {words}", change.change.sign(), change.field)
}

fn values(values: &[String]) -> String {
    let words = sanitize_line(&values.join(", "));
    if words.chars().count() <= SHOWN {
        return words;
    }
    let short: String = words.chars().take(SHOWN).collect();
    format!("{}…", short.trim_end())
}

/// Sanitises a text and joins its lines.
fn sanitize_line(words: &str) -> String {
    sanitize(words).replace('\n', " ")
}

fn place(range: Option<SpectrumRange>) -> String {
    match range {
        None => "no place".into(),
        Some(SpectrumRange { from, to }) if from == to => format!("at {from}"),
        Some(SpectrumRange { from, to }) => format!("between {from} and {to}"),
    }
}

fn borne_out(label: &LabelReport) -> String {
    let Some(declared) = &label.declared else { return "calls itself nothing".into() };
    let holds = match label.holds {
        Some(true) => "the description supports it",
        Some(false) => "the description does not match it",
        None => "the description neither confirms nor contradicts it",
    };
    format!("calls itself {declared}: {holds}")
}
