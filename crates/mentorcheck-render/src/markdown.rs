//! `--format markdown`: a summary for a merge request.
//!
//! Text from files cannot mention users, create links or become HTML: names and paths are in code spans, and so is
//! every word of a sentence that could be interpreted (`prose`).

use std::fmt::Write;

use crate::{
    chunk::{FooterPart, Pieces},
    limited_parts::LimitedParts,
    paths::{answer_symbol, display_name, totals_line, truncate, unwrap_lines},
    question_outcomes::outcome_lines,
    wording::{ANSWERS, answer_word, suppression_source, verdict_summary},
};
use mentorcheck_core::{
    catalogue::message,
    diagnostic::{FileDiagnostics, Finding},
    format_message,
    report::{CheckResult, Programme, Report},
    sanitize::single_line,
};

/// Byte limits of the table and of everything up to the end of the details: GitHub rejects comments of more than
/// 65,536 characters, and little follows.
const MAX_TABLE_BYTES: usize = 30_000;
const MAX_DETAILS_BYTES: usize = 60_000;
/// Byte limit for the details of one programme.
const MAX_PROGRAMME_BYTES: usize = 12_000;
/// Character limits of a name and of a sentence.
const MAX_NAME_CHARS: usize = 120;
const MAX_SENTENCE_CHARS: usize = 1_200;
const MAX_QUESTIONS: usize = 5;

/// What one input adds to the report, or what there is room for of all inputs so far.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    rows: LimitedParts,
    unreadable: LimitedParts,
    details: LimitedParts,
    /// On programmes, and on unreadable files.
    excused: [LimitedParts; 2],
}

impl Summary {
    /// Adds those of the next input.
    pub(crate) fn add(&mut self, next: Self) {
        let Self { rows, unreadable, details, excused } = next;
        self.rows.append(rows, MAX_TABLE_BYTES);
        self.unreadable.append(unreadable, MAX_DETAILS_BYTES);
        self.details.append(details, MAX_DETAILS_BYTES);
        self.excused.iter_mut().zip(excused).for_each(|(own, next)| own.append(next, MAX_PROGRAMME_BYTES));
    }
}

/// Renders what one input adds.
pub(crate) fn render_result(result: &CheckResult) -> Pieces<Summary> {
    let failing = result.programmes.iter().filter(|programme| !programme.passes);
    let on_programmes =
        result.programmes.iter().flat_map(|programme| excused_items(&programme.path, &programme.findings));
    let on_files = result.unreadable.iter().flat_map(|file| excused_items(&file.path, &file.findings));
    let sections = result.unreadable.iter().map(|file| file_section(file, "md-file-unreadable"));
    let summary = Summary {
        rows: LimitedParts::new(result.programmes.iter().map(table_row), MAX_TABLE_BYTES),
        unreadable: LimitedParts::new(sections, MAX_DETAILS_BYTES),
        details: LimitedParts::new(failing.map(render_details), MAX_DETAILS_BYTES),
        excused: [
            LimitedParts::new(on_programmes, MAX_PROGRAMME_BYTES),
            LimitedParts::new(on_files, MAX_PROGRAMME_BYTES),
        ],
    };
    Pieces::kept(Vec::new(), summary)
}

/// Renders the report.
pub(crate) fn footer(report: &Report, summary: Summary) -> Vec<FooterPart> {
    let mut out = headline(report);
    push_table(report, &summary.rows, &mut out);
    let Summary { unreadable, details, excused: [mut excused, on_files], .. } = summary;
    let policy = report.policy.iter().map(|file| file_section(file, "md-file-outdated"));
    excused.append(on_files, MAX_PROGRAMME_BYTES);
    let on_policy = report.policy.iter().flat_map(|file| excused_items(&file.path, &file.findings));
    excused.extend(on_policy, MAX_PROGRAMME_BYTES);
    let parts = [
        (unreadable, "md-more-files"),
        (details, "md-more-failing"),
        (LimitedParts::new(policy, MAX_DETAILS_BYTES), "md-more-configurations"),
        (LimitedParts::new(excused_section(report, &excused), MAX_DETAILS_BYTES), "md-more-findings"),
    ];
    for (parts, what) in parts {
        parts.append_to(&mut out, what, MAX_DETAILS_BYTES);
    }
    if report.totals.programmes > 0 {
        let _ = writeln!(out, "\n{}", escape_prose(&report.pack.caution));
    }
    vec![FooterPart::text(out)]
}

fn headline(report: &Report) -> String {
    let totals = &report.totals;
    let result = match totals.programmes {
        0 => message("md-none-judged"),
        1 if totals.passing == 1 => message("md-one-passes"),
        1 => message("md-one-fails"),
        total => format_message!("md-some-pass", count = totals.passing, total = total),
    };
    let tool = report.tool.name;
    let headline = match report.expected.as_str() {
        "any" => format_message!("md-headline", tool = tool, result = result),
        "label" => format_message!("md-headline-label", tool = tool, result = result),
        kind => {
            let kind = escape_prose(report.pack.kind_title(kind));
            format_message!("md-headline-kind", tool = tool, kind = kind, result = result)
        }
    };
    let symbol = if totals.passing == totals.programmes && totals.unreadable == 0 { "✔" } else { "✘" };
    let supposed = match report.supposed.as_slice() {
        [] => String::new(),
        supposed => {
            let supposed: Vec<_> = supposed.iter().map(|assumption| code_span(assumption)).collect();
            format!("{}\n\n", format_message!("md-supposed", facts = supposed.join(", ")))
        }
    };
    let totals_text = totals_line(report);
    format!("### {symbol} {headline}\n\n{totals_text}.\n\n{supposed}")
}

fn push_table(report: &Report, rows: &LimitedParts, out: &mut String) {
    if rows.is_empty() {
        return;
    }
    let numbers: Vec<_> = (1..=report.pack.blocks.len()).map(|number| number.to_string()).collect();
    let line = "| --- ".repeat(3) + &"| :-: ".repeat(numbers.len()) + "|";
    let columns = ["column-programme", "md-column-passes", "column-verdict"].map(message);
    let _ = writeln!(out, "| {} | {} |\n{line}", columns.join(" | "), numbers.join(" | "));
    rows.append_to(out, "md-more-programmes", MAX_TABLE_BYTES);
    let legend = report.pack.blocks.iter().enumerate();
    let legend: Vec<_> = legend.map(|(index, block)| format!("{} {}", index + 1, escape_prose(&block.title))).collect();
    let answers = ANSWERS.map(|answer| format!("{} {}", answer_symbol(answer), answer_word(answer)));
    let _ = writeln!(out, "\n{}. {}.", legend.join(", "), answers.join(", "));
}

fn table_row(programme: &Programme) -> String {
    let symbols: Vec<_> = programme.blocks.iter().map(|block| answer_symbol(block.answer)).collect();
    let passes = message(match (programme.passes, programme.as_expected, programme.valid) {
        (true, true, true) => "md-passes",
        (true, false, _) => "md-passes-excused",
        (true, true, false) => "md-passes-in-part",
        (false, _, true) => "md-fails",
        (false, _, false) => "md-fails-in-part",
    });
    let name = escape_table_cell(&code_span(&truncate(&display_name(programme), MAX_NAME_CHARS)));
    let verdict = escape_table_cell(&escape_prose(&verdict_summary(programme)));
    format!("| {name} | {passes} | {verdict} | {} |\n", symbols.join(" | "))
}

fn render_details(programme: &Programme) -> String {
    let name = truncate(&display_name(programme), MAX_NAME_CHARS);
    let mut body =
        format!("{}\n\n{}\n", verdict_sentence(programme), code_span(&truncate(&single_line(&programme.path), 400)));
    if !programme.valid {
        let _ = writeln!(body, "\n{}", message("md-mistakes"));
    }
    let active = programme.findings.iter().filter(|finding| finding.is_active());
    let items = LimitedParts::new(active.map(finding_item), MAX_PROGRAMME_BYTES);
    if !items.is_empty() {
        body.push('\n');
    }
    items.append_to(&mut body, "md-more-findings", MAX_PROGRAMME_BYTES);
    let questions: Vec<_> = programme.remedy.questions.iter().take(MAX_QUESTIONS).collect();
    if !questions.is_empty() {
        let _ = writeln!(body, "\n{}:\n", message("heading-all-questions"));
    }
    for (index, question) in questions.into_iter().enumerate() {
        let text = escape_prose(&truncate(&question.question, MAX_SENTENCE_CHARS));
        let _ = writeln!(body, "{}. {text} {}", index + 1, code_span(&question.field));
        for line in outcome_lines(programme, question) {
            let _ = writeln!(body, "   - {}", escape_prose(&truncate(&line, MAX_SENTENCE_CHARS)));
        }
    }
    collapsible(&format!("<code>{}</code>: {}", escape_html(&name), escape_html(&verdict_summary(programme))), &body)
}

/// The verdict's sentence starts with the programme's name, which is untrusted.
fn verdict_sentence(programme: &Programme) -> String {
    let sentence = &programme.verdict.sentence;
    match sentence.strip_prefix(&programme.name) {
        Some(rest) if !programme.name.trim().is_empty() => {
            let name = code_span(&truncate(&single_line(&programme.name), MAX_NAME_CHARS));
            format!("{name}{}", escape_prose(&truncate(rest, MAX_SENTENCE_CHARS)))
        }
        _ => escape_prose(&truncate(sentence, MAX_SENTENCE_CHARS)),
    }
}

fn finding_item(finding: &Finding) -> String {
    let line = finding.spans.first().map(|mark| format!(", {}", mark.display())).unwrap_or_default();
    let help = finding
        .help
        .as_deref()
        .map(|help| format!(" {}", escape_prose(&truncate(&unwrap_lines(help), MAX_SENTENCE_CHARS))))
        .unwrap_or_default();
    let message = escape_prose(&truncate(&finding.message, MAX_SENTENCE_CHARS));
    format!("- **{}** {}{line}: {message}{help}\n", finding.severity.as_str(), code_span(&finding.code))
}

fn file_section(file: &FileDiagnostics, heading: &str) -> String {
    let mut items = String::new();
    let findings = LimitedParts::new(file.findings.iter().map(finding_item), MAX_PROGRAMME_BYTES);
    findings.append_to(&mut items, "md-more-findings", MAX_PROGRAMME_BYTES);
    let path = code_span(&truncate(&single_line(&file.path), 400));
    format!("\n{}\n\n{items}", format_message!(heading, file = path))
}

/// An item for each finding on a file that is excused.
fn excused_items(path: &str, findings: &[Finding]) -> impl Iterator<Item = String> {
    findings.iter().filter_map(move |finding| {
        let suppression = finding.excused.as_ref()?;
        let source = suppression_source(suppression.by);
        let reason = suppression.because.as_deref().map(|why| escape_prose(&truncate(why, MAX_SENTENCE_CHARS)));
        let path = code_span(&truncate(&single_line(path), 400));
        let code = code_span(&finding.code);
        let item = match reason {
            None => format_message!("md-excused", code = code, file = path, source = source),
            Some(reason) => {
                format_message!("md-excused-reason", code = code, file = path, source = source, reason = reason)
            }
        };
        Some(format!("- {item}\n"))
    })
}

fn excused_section(report: &Report, items: &LimitedParts) -> Option<String> {
    let mut body = String::new();
    items.append_to(&mut body, "md-more-findings", MAX_PROGRAMME_BYTES);
    let count = report.totals.excused.total();
    (!items.is_empty()).then(|| collapsible(&format_message!("md-excused-count", count = count), &body))
}

fn collapsible(summary: &str, body: &str) -> String {
    format!("\n<details>\n<summary>{summary}</summary>\n\n{}\n\n</details>\n", body.trim_end())
}

/// Wraps text in a code span, with as many backticks as needed.
fn code_span(text: &str) -> String {
    let words = single_line(text);
    let longest_run = words.split(|ch| ch != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest_run + 1);
    let space = if words.is_empty() || words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{words}{space}{fence}")
}

/// Escapes `|`, which ends a table cell even inside a code span.
fn escape_table_cell(text: &str) -> String {
    text.replace("\\|", "\\ |").replace('|', "\\|")
}

/// Escapes a sentence that contains text from a file: code spans stay, and every other word that could be interpreted
/// becomes one.
pub(crate) fn escape_prose(text: &str) -> String {
    let words = single_line(text);
    let segments: Vec<_> = words.split('`').collect();
    if segments.len() % 2 == 0 {
        return code_span(&words);
    }
    let segments = segments.into_iter().enumerate();
    segments.map(|(index, segment)| if index % 2 == 1 { code_span(segment) } else { escape_words(segment) }).collect()
}

/// Punctuation without meaning in Markdown at the start or end of a word.
const PUNCTUATION: &str = "(),.;:?!\"'‘’“”…–—→";

fn escape_words(text: &str) -> String {
    let escape_word = |word: &str| {
        let is_punctuation = |ch| PUNCTUATION.contains(ch);
        let rest = word.trim_start_matches(is_punctuation);
        let inner = rest.trim_end_matches(is_punctuation);
        let before = &word[..word.len() - rest.len()];
        if inner.is_empty() || is_plain(before, inner) {
            return word.to_owned();
        }
        format!("{before}{}{}", code_span(inner), &rest[inner.len()..])
    };
    text.split(' ').map(escape_word).collect::<Vec<_>>().join(" ")
}

/// Whether neither Markdown nor a host (user names, issue numbers, URLs) interprets the word.
fn is_plain(before: &str, word: &str) -> bool {
    // A long number may be a commit hash, and one after `!` a merge request.
    let is_number = word.len() < 7 && word.bytes().all(|byte| byte.is_ascii_digit()) && !before.ends_with('!');
    let is_joiner = |ch: char| "-–/'’".contains(ch);
    is_number || word.split(is_joiner).all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic))
}

fn escape_html(text: &str) -> String {
    single_line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_spans_cannot_be_closed() {
        for (text, marked) in [
            ("a", "`a`"),
            ("a`b", "``a`b``"),
            ("`a", "`` `a ``"),
            ("``", "``` `` ```"),
            ("", "`  `"),
            ("a\n\nb", "`a b`"),
        ] {
            assert_eq!(code_span(text), marked, "{text:?}");
        }
        assert_eq!(escape_table_cell(&code_span("a|b\\|c")), "`a\\|b\\ \\|c`");
    }

    #[test]
    fn all_but_plain_words_are_escaped() {
        for (text, marked) in [
            ("It is not so, is it? (V2; 2019.)", "It is not so, is it? (`V2`; 2019.)"),
            ("State `a.b` or `c-d`.", "State `a.b` or `c-d`."),
            ("the mentee's own choice – “well-known” words", "the mentee's own choice – “well-known” words"),
            ("`a` @all `b`", "`a` `@all` `b`"),
            ("one ` alone @all", "``one ` alone @all``"),
            (
                "#1 !1 GH-1 12 a_b *c* <b> [x](y) http://x www.x.y x@y.z",
                "`#1` !`1` `GH-1` 12 `a_b` `*c*` `<b>` `[x](y`) `http://x` `www.x.y` `x@y.z`",
            ),
        ] {
            assert_eq!(escape_prose(text), marked, "{text:?}");
        }
    }
}
