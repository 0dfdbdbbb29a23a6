//! `--format text`: the report for people, in a terminal or read aloud.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use textwrap::{WordSplitter, core::display_width};

use super::{BlockReport, CriterionReport, Programme, QuestionReport, Report, diagnostic, evidence, words};
use crate::{
    diff,
    finding::{Finding, Mark, Severity},
    judge::{Answer, Standing},
    rules::Weight,
};

/// How the text is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether colours support what words and symbols say anyway.
    pub color: bool,
    /// Whether it is to be read aloud: sentences instead of drawings.
    pub narrated: bool,
    /// How wide a line may be, in columns.
    pub width: usize,
}

impl Look {
    /// How lines are wrapped: never inside a word, so that names of fields and values stay whole.
    pub(super) fn wrapping(self) -> textwrap::Options<'static> {
        textwrap::Options::new(self.width).word_splitter(WordSplitter::NoHyphenation)
    }
}

/// How many ways to the expected kind are written out.
const WAYS: usize = 2;

/// How wide the names in the summary table are, in columns.
const NAME: usize = 34;

/// How many questions are written out before the rest is counted.
const QUESTIONS: usize = 5;

/// The whole report.
#[must_use]
pub fn render(report: &Report, look: Look) -> String {
    let mut page = Page { out: diff::text::supposition(report), look, report };
    let mut first = true;
    for programme in &report.programmes {
        page.gap(&mut first);
        page.programme(programme);
    }
    for file in &report.unreadable {
        page.gap(&mut first);
        page.line(&page.bold(&format!("{} could not be read.", harmless(&file.path))));
        for finding in &file.findings {
            page.out.push('\n');
            page.out.push_str(&diagnostic::render(finding, &file.text, look));
        }
    }
    page.gap(&mut first);
    page.summary();
    page.out
}

/// The same words with nothing in them that moves a cursor or turns the direction of writing.
#[must_use]
pub(crate) fn harmless(words: &str) -> String {
    let shown = |letter: char| match letter {
        '\n' => letter.to_string(),
        // What turns the direction of writing, breaks a line unseen, or cannot be seen at all.
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
            letter.escape_unicode().to_string()
        }
        letter if letter.is_control() => letter.escape_unicode().to_string(),
        letter => letter.to_string(),
    };
    words.chars().map(shown).collect()
}

struct Page<'r> {
    out: String,
    look: Look,
    report: &'r Report,
}

impl Page<'_> {
    fn line(&mut self, words: &str) {
        self.out.push_str(words.trim_end());
        self.out.push('\n');
    }

    fn gap(&mut self, first: &mut bool) {
        if !std::mem::take(first) {
            let rule = if self.look.narrated { String::new() } else { "─".repeat(self.look.width) };
            self.line("");
            self.line(&rule);
            if !self.look.narrated {
                self.line("");
            }
        }
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
        for line in textwrap::wrap(&harmless(&programme.verdict.sentence), self.look.wrapping()) {
            self.line(&self.bold(&line));
        }
        let place = if programme.document > 0 {
            format!("{}, document {}", programme.path, programme.document + 1)
        } else {
            programme.path.clone()
        };
        self.line(&harmless(&place));
        if !programme.valid {
            self.line("Parts of the file could not be understood; what they say is not counted.");
        }
        self.line("");
        self.blocks(programme);
        self.line("");
        self.spectrum(programme);
        self.label(programme);
        self.sources(programme);
        self.out.push_str(&evidence::render(programme, self.look));
        self.out.extend(programme.difference.iter().map(|difference| diff::text::supposed(difference)));

        let (asides, findings): (Vec<&Finding>, Vec<&Finding>) =
            programme.findings.iter().partition(|finding| is_aside(programme, finding));
        for finding in findings {
            self.line("");
            self.out.push_str(&diagnostic::render(finding, &programme.text, self.look));
        }
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
    }

    fn blocks(&mut self, programme: &Programme) {
        let titles = programme.blocks.iter().map(|block| display_width(&block.title)).max().unwrap_or_default();
        for block in &programme.blocks {
            let (symbol, style) = symbol(block.answer);
            let word = block.answer.word();
            let grounds = grounds(programme, block);
            if self.look.narrated {
                self.wrapped(&format!("{}: {word}. {grounds}", block.title), "", "");
                continue;
            }
            let cell = self.styled(style, &padded(&format!("{symbol} {word}"), 15));
            let head = format!("  {}  {cell}  ", padded(&block.title, titles));
            let indent = 2 + titles + 2 + 15 + 2;
            let column = Look { width: self.look.width.saturating_sub(indent), ..self.look };
            let mut lines = textwrap::wrap(&grounds, column.wrapping()).into_iter();
            self.line(&format!("{head}{}", lines.next().unwrap_or_default()));
            for line in lines {
                self.line(&format!("{}{line}", " ".repeat(indent)));
            }
        }
    }

    fn spectrum(&mut self, programme: &Programme) {
        let scale = &self.report.pack.spectrum;
        let place = match programme.spectrum {
            None => "no place: what is stated points to both ends".to_owned(),
            Some(range) if range.from == range.to => {
                let point = scale.points.iter().find(|point| point.at == range.from);
                format!("at {}: {}", range.from, point.map_or("", |point| point.title.as_str()))
            }
            Some(range) => format!("between {} and {}", range.from, range.to),
        };
        let (low, high) =
            (scale.points.first().map_or(0, |point| point.at), scale.points.last().map_or(0, |point| point.at));
        let ends = format!("{low} is where {}; {high} is {}.", scale.low, scale.high);
        if self.look.narrated {
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
        let holds = match programme.label.holds {
            Some(true) => "the facts bear it out",
            Some(false) => "the facts do not bear it out",
            None => "the facts neither bear it out nor rule it out",
        };
        let first = if self.look.narrated { "" } else { "  " };
        self.wrapped(&format!("Label     calls itself `{declared}`: {holds}"), first, "            ");
    }

    fn sources(&mut self, programme: &Programme) {
        let kind = programme.kinds.iter().find(|kind| programme.verdict.kind.as_ref() == Some(&kind.id));
        if let Some(kind) = kind.filter(|kind| !kind.sources.is_empty()) {
            let words = format!(
                "Kind      what counts as {} rests on other works than these rules do, and on this tool's reading of them: {}",
                kind.title,
                kind.sources.join("; ")
            );
            self.wrapped(&words, if self.look.narrated { "" } else { "  " }, "            ");
        }
    }

    fn questions(&mut self, programme: &Programme) {
        // Fields that answer the same question are asked about together.
        let mut asked: Vec<(&str, Vec<&QuestionReport>)> = Vec::new();
        for question in &programme.remedy.questions {
            match asked.iter_mut().find(|(words, _)| *words == question.question) {
                Some((_, questions)) => questions.push(question),
                None => asked.push((&question.question, vec![question])),
            }
        }
        if asked.is_empty() {
            return;
        }
        self.line("");
        self.line(&self.bold("Questions to ask, the most decisive first"));
        for (number, (words, questions)) in asked.iter().take(QUESTIONS).enumerate() {
            self.wrapped(words, &format!("  {}. ", number + 1), "     ");
            for question in questions {
                let leads = leads(programme, question);
                self.wrapped(&format!("`{}`: {leads}", question.field), "     ", "       ");
            }
        }
        if asked.len() > QUESTIONS {
            self.line(&format!("  … and {} more.", asked.len() - QUESTIONS));
        }
    }

    fn remedy(&mut self, programme: &Programme) {
        let remedy = &programme.remedy;
        let target = title(programme, &remedy.target);
        if remedy.unreachable {
            self.line("");
            self.wrapped(&format!("Nothing that could be stated or changed would make it {target}."), "", "");
        }
        let Some(first) = remedy.sets.first() else { return };
        self.line("");
        let words = match (first.change.is_empty(), remedy.sets_total) {
            (true, 1) => format!("What to state for it to be {target}"),
            (true, many) => format!("What to state for it to be {target}: the first of {many} ways, the least first"),
            (false, 1) => format!("What to change for it to be {target}"),
            (false, many) => format!("What to change for it to be {target}: the first of {many} ways, the least first"),
        };
        self.line(&self.bold(&words));
        for (number, set) in remedy.sets.iter().take(WAYS).enumerate() {
            let change = set.change.iter().map(|step| {
                let from = quoted(&step.from, "and");
                let (take, put) = (quoted(&step.remove, "and"), quoted(&step.any_of, "or"));
                match (step.remove.is_empty(), step.any_of.is_empty()) {
                    (true, _) => format!("change `{}` from {from} to {put}", step.field),
                    (false, true) => format!("take {take} out of `{}`", step.field),
                    (false, false) => format!("take {take} out of `{}`, and add {put}", step.field),
                }
            });
            let state = set.state.iter().map(|step| format!("state `{}`: {}", step.field, quoted(&step.any_of, "or")));
            let mut lead = format!("  {}. ", number + 1);
            for step in change.chain(state) {
                self.wrapped(&step, &lead, "       ");
                lead = "     ".into();
            }
        }
    }

    fn summary(&mut self) {
        let report = self.report;
        if report.programmes.len() > 1 {
            self.table();
            self.line("");
        }
        let totals = totals(report);
        if !totals.is_empty() {
            self.wrapped(&format!("{}.", totals.join("; ")), "", "");
        }
        if !report.programmes.is_empty() {
            self.wrapped(&report.pack.caution, "", "");
            self.wrapped(&report.pack.spectrum.note, "", "");
        }
    }

    fn table(&mut self) {
        let report = self.report;
        if self.look.narrated {
            for programme in &report.programmes {
                self.wrapped(&harmless(&programme.verdict.sentence), "", "");
            }
            return;
        }
        let blocks = report.programmes.first().map(|programme| programme.blocks.as_slice()).unwrap_or_default();
        let legend: Vec<_> =
            blocks.iter().enumerate().map(|(at, block)| format!("{} {}", at + 1, block.title)).collect();
        let numbers: Vec<_> = (1..=blocks.len()).map(|number| number.to_string()).collect();
        self.line(&self.bold(&format!("{}  {}  Verdict", padded("Programme", NAME), numbers.join(" "))));
        for programme in &report.programmes {
            let symbols: Vec<_> = programme
                .blocks
                .iter()
                .map(|block| {
                    let (symbol, style) = symbol(block.answer);
                    self.styled(style, symbol)
                })
                .collect();
            let name = if programme.name.is_empty() { &programme.path } else { &programme.name };
            let name = shortened(&harmless(name), NAME);
            self.line(&format!("{}  {}  {}", padded(&name, NAME), symbols.join(" "), verdict_in_brief(programme)));
        }
        self.wrapped(&legend.join(", "), "", "");
        self.line("✔ shown  ✘ refuted  ? open  ≠ contradictory");
    }
}

/// How many programmes there are and how they fared; nothing where that is plain to see.
fn totals(report: &Report) -> Vec<String> {
    let all = report.programmes.len();
    let met = report.programmes.iter().filter(|programme| programme.as_expected).count();
    let invalid = report.programmes.iter().filter(|programme| !programme.valid).count();
    let title = |id: &str| report.programmes.first().map_or_else(|| id.to_owned(), |one| title(one, id));
    let mut totals = Vec::new();
    if all > 1 {
        totals.push(match report.expected.as_str() {
            "any" => format!("{all} programmes"),
            "label" => format!("{met} of {all} programmes established as what they call themselves"),
            kind if report.accept_provisional => {
                format!("{met} of {all} programmes established as {0}, or pointing to {0}", title(kind))
            }
            kind => format!("{met} of {all} programmes established as {}", title(kind)),
        });
    }
    for (number, words) in [
        (invalid, "understood only in part"),
        (report.unreadable.len(), "not read"),
        (report.skipped.len(), "passed over as no description"),
    ] {
        if number > 0 {
            totals.push(format!("{number} {} {words}", if number == 1 { "file" } else { "files" }));
        }
    }
    totals
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

fn verdict_in_brief(programme: &Programme) -> String {
    let kinds: Vec<_> = programme.verdict.candidates.iter().map(|id| title(programme, id)).collect();
    let label = if programme.label.holds == Some(false) { " (not what it calls itself)" } else { "" };
    let brief = match programme.verdict.standing {
        Standing::Established => kinds.concat(),
        Standing::Provisional => format!("points to {}", kinds.concat()),
        Standing::Open if kinds.len() > 2 => format!("open: {} kinds are left", kinds.len()),
        Standing::Open => format!("open: {}", words::listed(&kinds, "or")),
        Standing::Unclassified => "no kind fits".into(),
        Standing::Contradictory => "contradicts itself".into(),
    };
    format!("{brief}{label}")
}

/// Where the answers to a question lead: those with the same consequence together, and those that
/// change nothing left out.
fn leads(programme: &Programme, question: &QuestionReport) -> String {
    type Consequence<'p> = (Standing, &'p Vec<String>);
    let now = (programme.verdict.standing, &programme.verdict.candidates);
    let mut groups: Vec<(Consequence<'_>, Vec<String>)> = Vec::new();
    for answer in &question.answers {
        let then = (answer.standing, &answer.candidates);
        match groups.iter_mut().find(|(same, _)| *same == then) {
            Some((_, values)) => values.push(format!("`{}`", answer.value)),
            None => groups.push((then, vec![format!("`{}`", answer.value)])),
        }
    }
    let leads = groups.iter().filter(|(then, _)| *then != now).map(|((standing, candidates), values)| {
        let kinds: Vec<_> = candidates.iter().map(|id| title(programme, id)).collect();
        let to = match standing {
            Standing::Established => format!("it is {}", kinds.concat()),
            Standing::Provisional => format!("it points to {}", kinds.concat()),
            Standing::Unclassified => "no kind fits".to_owned(),
            Standing::Contradictory => "it contradicts itself".to_owned(),
            Standing::Open if kinds.len() > 2 => format!("{} kinds are left", kinds.len()),
            Standing::Open => format!("it may be {}", words::listed(&kinds, "or")),
        };
        format!("{} → {to}", words::listed(values, "or"))
    });
    leads.collect::<Vec<_>>().join("; ")
}

/// Values as they are written in a file, as a list in words.
fn quoted(values: &[String], last: &str) -> String {
    let values: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    words::listed(&values, last)
}

fn title(programme: &Programme, id: &str) -> String {
    let kind = programme.kinds.iter().find(|kind| kind.id == id);
    kind.map_or_else(|| id.to_owned(), |kind| kind.title.clone())
}

/// The facts that decided a block, or what is missing.
fn grounds(programme: &Programme, block: &BlockReport) -> String {
    let necessary = block.indicators.iter().filter(|indicator| indicator.weight == Weight::Necessary);
    let of = |wanted: Answer| necessary.clone().filter(move |indicator| indicator.answer == wanted);
    let open = |indicators: Vec<&CriterionReport>| {
        let titles: Vec<_> = indicators.iter().map(|indicator| indicator.title.clone()).collect();
        format!("not stated: {}", titles.join("; "))
    };
    match block.answer {
        Answer::Open => open(of(Answer::Open).collect()),
        Answer::Shown => facts(programme, of(Answer::Shown), 1),
        Answer::Refuted | Answer::Contradictory => {
            facts(programme, of(Answer::Refuted).chain(of(Answer::Contradictory)), usize::MAX)
        }
    }
}

/// The first facts behind each answer as “field: value (line n)”, each once.
fn facts<'c>(programme: &Programme, answers: impl Iterator<Item = &'c CriterionReport>, most: usize) -> String {
    let stated = |mark: &Mark| {
        let pointer = mark.pointer.as_deref().unwrap_or_default();
        let steps = pointer.split('/').filter(|step| !step.is_empty() && step.parse::<usize>().is_err());
        let field = steps.collect::<Vec<_>>().join(".");
        format!("{field}: {} (line {})", harmless(programme.text.slice(mark.span())), mark.line)
    };
    let mut words: Vec<String> = Vec::new();
    for answer in answers {
        let supposed = answer.supposed.iter().map(|fact| format!("{fact} (supposed)"));
        for fact in answer.because.iter().map(stated).chain(supposed).take(most) {
            if !words.contains(&fact) {
                words.push(fact);
            }
        }
    }
    words.join(", ")
}

/// Whether a finding only says that something is not stated which never decides.
fn is_aside(programme: &Programme, finding: &Finding) -> bool {
    let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
    let mut open =
        indicators.filter(|indicator| indicator.weight == Weight::Supporting && indicator.answer == Answer::Open);
    finding.severity == Severity::Note && open.any(|indicator| indicator.code == finding.code)
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
