//! `--format markdown`: a summary for a merge request.
//!
//! No text from a file can mention anybody, link anywhere or become HTML: names and paths stand between
//! backticks, and in sentences every word that is more than letters does (`prose`).

use std::fmt::Write;

use crate::{
    paths::{answer_symbol, display_name, totals_line, truncate, unwrap_lines},
    wording::{answer_effects, verdict_summary},
};
use mentorcheck_core::{
    diagnostic::{FileDiagnostics, Finding, SuppressionSource},
    eval::Answer,
    report::{Programme, Report},
    sanitize::single_line,
};

/// What the table may take, and everything up to the end of the details, in bytes: GitHub takes no comment of
/// more than 65,536 characters, and what stands around them is short.
const TABLE: usize = 30_000;
const DETAILS: usize = 60_000;
/// What the details of one programme may take.
const ONE: usize = 12_000;
/// How many characters a name may have, and a sentence.
const NAME: usize = 120;
const SENTENCE: usize = 1_200;
/// How many questions are written out.
const QUESTIONS: usize = 5;

/// The report in this form.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut out = headline(report);
    table(report, &mut out);
    let parts = [
        (
            report.unreadable.iter().map(|file| unreadable(file, "could not be read")).collect(),
            "files that could not be read",
        ),
        (report.programmes.iter().filter(|one| !one.passes).map(details).collect(), "programmes that do not pass"),
        (
            report.policy.iter().map(|file| unreadable(file, "is the policy, and more is to be said of it")).collect(),
            "files of the policy",
        ),
        (excused(report).into_iter().collect::<Vec<_>>(), "lists of what is excused"),
    ];
    for (parts, what) in parts {
        put(&mut out, &parts, what, DETAILS);
    }
    if !report.programmes.is_empty() {
        let _ = writeln!(out, "\n{}", prose(&report.pack.caution));
    }
    out
}

/// As many of the parts as there is room for, and how many are left out.
fn put(out: &mut String, parts: &[String], what: &str, limit: usize) {
    let mut left_out = 0;
    for part in parts {
        if left_out == 0 && out.len() + part.len() <= limit {
            out.push_str(part);
        } else {
            left_out += 1;
        }
    }
    if left_out > 0 {
        let _ = writeln!(out, "\n… and {left_out} more {what}, for which there is no room here.");
    }
}

fn headline(report: &Report) -> String {
    let totals = &report.totals;
    let kind = match report.expected.as_str() {
        "any" => String::new(),
        "label" => " against what each calls itself".to_owned(),
        kind => format!(" against {}", prose(report.pack.kind_title(kind))),
    };
    let programmes = match totals.programmes {
        0 => "no programme judged".to_owned(),
        1 if totals.passing == 1 => "the programme passes".to_owned(),
        1 => "the programme does not pass".to_owned(),
        all if totals.passing == 1 => format!("1 of {all} programmes passes"),
        all => format!("{} of {all} programmes pass", totals.passing),
    };
    let symbol = if totals.passing == totals.programmes && totals.unreadable == 0 { "✔" } else { "✘" };
    let supposed = match report.supposed.as_slice() {
        [] => String::new(),
        supposed => {
            let supposed: Vec<_> = supposed.iter().map(|one| code(one)).collect();
            format!("As if this were stated: {}.\n\n", supposed.join(", "))
        }
    };
    let sums = totals_line(report);
    format!("### {symbol} {}{kind}: {programmes}\n\n{sums}.\n\n{supposed}", report.tool.name)
}

fn table(report: &Report, out: &mut String) {
    if report.programmes.is_empty() {
        return;
    }
    let numbers: Vec<_> = (1..=report.pack.blocks.len()).map(|number| number.to_string()).collect();
    let line = "| --- ".repeat(3) + &"| :-: ".repeat(numbers.len()) + "|";
    let _ = writeln!(out, "| Programme | Passes | Verdict | {} |\n{line}", numbers.join(" | "));
    let row = |programme: &Programme| {
        let symbols: Vec<_> = programme.blocks.iter().map(|block| answer_symbol(block.answer)).collect();
        let passes = match (programme.passes, programme.as_expected, programme.valid) {
            (true, true, true) => "yes",
            (true, false, _) => "yes, excused",
            (true, true, false) => "yes, understood only in part",
            (false, _, true) => "no",
            (false, _, false) => "no, understood only in part",
        };
        let name = in_table(&code(&truncate(&display_name(programme), NAME)));
        let verdict = in_table(&prose(&verdict_summary(programme)));
        format!("| {name} | {passes} | {verdict} | {} |\n", symbols.join(" | "))
    };
    let rows: Vec<_> = report.programmes.iter().map(row).collect();
    put(out, &rows, "programmes", TABLE);
    let legend = report.pack.blocks.iter().enumerate();
    let legend: Vec<_> = legend.map(|(at, block)| format!("{} {}", at + 1, prose(&block.title))).collect();
    let answers = [Answer::Shown, Answer::Refuted, Answer::Open, Answer::Contradictory];
    let answers = answers.map(|answer| format!("{} {}", answer_symbol(answer), answer.as_str()));
    let _ = writeln!(out, "\n{}. {}.", legend.join(", "), answers.join(", "));
}

fn details(programme: &Programme) -> String {
    let name = truncate(&display_name(programme), NAME);
    let mut head =
        format!("{}\n\n{}\n", whole_sentence(programme), code(&truncate(&single_line(&programme.path), 400)));
    if !programme.valid {
        head.push_str("\nParts of the file could not be understood; what they say is not counted.\n");
    }
    let list: Vec<_> = programme.findings.iter().filter(|finding| finding.is_active()).map(item).collect();
    if !list.is_empty() {
        head.push('\n');
    }
    put(&mut head, &list, "findings", ONE);
    let questions: Vec<_> = programme.remedy.questions.iter().take(QUESTIONS).collect();
    if !questions.is_empty() {
        head.push_str("\nQuestions to ask, the most decisive first:\n\n");
    }
    for (at, question) in questions.into_iter().enumerate() {
        let words = prose(&truncate(&question.question, SENTENCE));
        let leads = prose(&truncate(&answer_effects(programme, question), SENTENCE));
        let _ = writeln!(head, "{}. {words} {}: {leads}", at + 1, code(&question.field));
    }
    collapsed(&format!("<code>{}</code>: {}", html(&name), html(&verdict_summary(programme))), &head)
}

/// The verdict's sentence begins with the programme's name, which is the file's to choose.
fn whole_sentence(programme: &Programme) -> String {
    let sentence = &programme.verdict.sentence;
    match sentence.strip_prefix(&programme.name) {
        Some(rest) if !programme.name.trim().is_empty() => {
            let name = code(&truncate(&single_line(&programme.name), NAME));
            format!("{name}{}", prose(&truncate(rest, SENTENCE)))
        }
        _ => prose(&truncate(sentence, SENTENCE)),
    }
}

fn item(finding: &Finding) -> String {
    let line = finding.spans.first().map(|mark| format!(", line {}", mark.line)).unwrap_or_default();
    let help = finding
        .help
        .as_deref()
        .map(|help| format!(" {}", prose(&truncate(&unwrap_lines(help), SENTENCE))))
        .unwrap_or_default();
    let message = prose(&truncate(&finding.message, SENTENCE));
    format!("- **{}** {}{line}: {message}{help}\n", finding.severity.as_str(), code(&finding.code))
}

fn unreadable(file: &FileDiagnostics, what: &str) -> String {
    let findings: Vec<_> = file.findings.iter().map(item).collect();
    let mut list = String::new();
    put(&mut list, &findings, "findings", ONE);
    format!("\n{} {what}:\n\n{list}", code(&truncate(&single_line(&file.path), 400)))
}

/// What is excused, by whom and why.
fn excused(report: &Report) -> Option<String> {
    let mut list = String::new();
    let lines: Vec<_> = report
        .findings()
        .filter_map(|located| {
            let excuse = located.finding.excused.as_ref()?;
            let by = match excuse.by {
                SuppressionSource::Comment => "a comment",
                SuppressionSource::Configuration => "the configuration",
                SuppressionSource::Baseline => "the baseline",
            };
            let because = excuse.because.as_deref().map(|why| format!(": {}", prose(&truncate(why, SENTENCE))));
            let place = code(&truncate(&single_line(located.path), 400));
            Some(format!("- {} in {place}, by {by}{}\n", code(&located.finding.code), because.unwrap_or_default()))
        })
        .collect();
    put(&mut list, &lines, "findings", ONE);
    let number = report.totals.excused.total();
    let findings = if number == 1 { "finding is" } else { "findings are" };
    (!lines.is_empty()).then(|| collapsed(&format!("{number} {findings} excused"), &list))
}

fn collapsed(summary: &str, body: &str) -> String {
    format!("\n<details>\n<summary>{summary}</summary>\n\n{}\n\n</details>\n", body.trim_end())
}

/// Words between backticks, where nothing in them means anything. As many backticks as are needed.
fn code(words: &str) -> String {
    let words = single_line(words);
    let longest = words.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if words.is_empty() || words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{words}{space}{fence}")
}

/// The same in a cell of a table, which ends at a `|` even between backticks.
fn in_table(marked: &str) -> String {
    marked.replace("\\|", "\\ |").replace('|', "\\|")
}

/// Sentences of ours with pieces of a file in them. What stands between backticks stays there; of the rest,
/// a word that is more than letters and the marks around them is put there.
pub(crate) fn prose(words: &str) -> String {
    let words = single_line(words);
    let pieces: Vec<_> = words.split('`').collect();
    if pieces.len() % 2 == 0 {
        return code(&words);
    }
    let pieces = pieces.into_iter().enumerate();
    pieces.map(|(at, piece)| if at % 2 == 1 { code(piece) } else { plain_words(piece) }).collect()
}

/// Marks that end or begin a word and mean nothing to Markdown there.
const AROUND: &str = "(),.;:?!\"'‘’“”…–—→";

fn plain_words(words: &str) -> String {
    let one = |word: &str| {
        let around = |letter| AROUND.contains(letter);
        let rest = word.trim_start_matches(around);
        let inner = rest.trim_end_matches(around);
        let before = &word[..word.len() - rest.len()];
        if inner.is_empty() || is_plain(before, inner) {
            return word.to_owned();
        }
        format!("{before}{}{}", code(inner), &rest[inner.len()..])
    };
    words.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

/// Whether nothing that reads Markdown, and no host that looks for names, numbers of issues and addresses
/// in it, makes anything of the word.
fn is_plain(before: &str, word: &str) -> bool {
    // A long number may be a commit, and one behind this mark a merge request.
    let number = word.len() < 7 && word.bytes().all(|byte| byte.is_ascii_digit()) && !before.ends_with('!');
    let joined = |letter: char| "-–/'’".contains(letter);
    number || word.split(joined).all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic))
}

/// As text in HTML.
fn html(words: &str) -> String {
    single_line(words).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_backticks_cannot_end_them() {
        for (words, marked) in [
            ("a", "`a`"),
            ("a`b", "``a`b``"),
            ("`a", "`` `a ``"),
            ("``", "``` `` ```"),
            ("", "`  `"),
            ("a\n\nb", "`a b`"),
        ] {
            assert_eq!(code(words), marked, "{words:?}");
        }
        assert_eq!(in_table(&code("a|b\\|c")), "`a\\|b\\ \\|c`");
    }

    #[test]
    fn only_plain_words_stand_in_sentences() {
        for (words, marked) in [
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
            assert_eq!(prose(words), marked, "{words:?}");
        }
    }
}
