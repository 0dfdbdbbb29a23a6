//! `--format sarif`: SARIF 2.1.0, for code hosts and editors.
//!
//! The standard is OASIS's, “Static Analysis Results Interchange Format (SARIF) Version 2.1.0”; numbers of
//! sections in comments are its. Every result has a rule and a place, without which GitHub takes none.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    markdown,
    paths::{ReportPath, display_name, message_with_help},
};
use mentorcheck_core::{
    diagnostic::{Rationale, SourceLocation, Suppression, SuppressionSource, to_sentence},
    pack::Weight,
    report::{CriterionInfo, LocatedFinding, Report, Totals},
    sanitize::single_line,
};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The base of file locations: the working directory, which the consumer knows.
const ROOT: &str = "SRCROOT";

/// Under this name stand the fingerprints; the number changes when they are made in another way.
const FINGERPRINT: &str = "mentorcheck/v1";

#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Value,
    invocations: [Value; 1],
    original_uri_base_ids: Value,
    artifacts: Vec<Value>,
    column_kind: &'static str,
    results: Vec<SarifResult<'r>>,
    properties: RunProperties<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunProperties<'r> {
    expected: &'r str,
    totals: &'r Totals,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'r> {
    id: &'r str,
    name: String,
    short_description: Text,
    full_description: Text,
    help: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'r str>,
    default_configuration: Value,
    properties: Value,
}

/// Words, plain and perhaps in Markdown too.
#[derive(Serialize)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'r> {
    rule_id: &'r str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, &'r str>,
    // None of them has it or all of them do (3.27.23).
    suppressions: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Value>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    place: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

/// The report in this form.
///
/// # Panics
/// Never: the report holds nothing that JSON cannot.
#[must_use]
pub fn render(report: &Report) -> String {
    let rules = rules(report);
    let numbers: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.id, at)).collect();
    let results: Vec<_> = report.findings().map(|located| result(report, &numbers, located)).collect();
    let driver = json!({
        "name": report.tool.name,
        "version": report.tool.version,
        "semanticVersion": report.tool.version,
        "rules": rules,
    });
    let paths: BTreeSet<&str> = report
        .programmes
        .iter()
        .map(|one| one.path.as_str())
        .chain(report.unreadable.iter().map(|one| one.path.as_str()))
        .collect();
    let artifact = |path: &str| json!({ "location": artifact(report, path), "roles": ["analysisTarget"] });
    let run = Run {
        tool: json!({ "driver": driver }),
        invocations: [invocation(report)],
        original_uri_base_ids: json!({ ROOT: { "description": plain("The folder in which the check was run.") } }),
        artifacts: paths.into_iter().map(artifact).collect(),
        column_kind: "unicodeCodePoints",
        results,
        properties: RunProperties { expected: &report.expected, totals: &report.totals },
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    let mut text = serde_json::to_string_pretty(&log).expect("a report is plain data");
    text.push('\n');
    text
}

/// The run completed; unreadable files are notifications, because results on them are missing (3.58.6).
fn invocation(report: &Report) -> Value {
    let notification = |path: &str| {
        let words =
            format!("{} could not be read whole: what it describes is not among the results.", single_line(path));
        json!({
            "level": "error",
            "message": plain(&words),
            "locations": [{ "physicalLocation": { "artifactLocation": artifact(report, path) } }],
        })
    };
    let unread: Vec<_> = report.unreadable.iter().map(|file| notification(&file.path)).collect();
    json!({ "executionSuccessful": true, "toolExecutionNotifications": unread })
}

/// Every code of the rules in their order, then every other that turned up.
fn rules(report: &Report) -> Vec<Rule<'_>> {
    let mut seen = BTreeSet::new();
    let mut rules: Vec<_> = report
        .pack
        .criteria()
        .filter(|(_, criterion)| seen.insert(criterion.code.as_str()))
        .map(|(owner, criterion)| of_criterion(owner, criterion))
        .collect();
    let mut others: BTreeMap<&str, (Option<&Rationale>, Option<&str>)> = BTreeMap::new();
    for LocatedFinding { finding, .. } in report.findings() {
        if !seen.contains(finding.code.as_str()) {
            others.entry(&finding.code).or_insert((finding.why.as_ref(), finding.url.as_deref()));
        }
    }
    rules.extend(others.into_iter().map(|(code, (why, url))| {
        // Such a code says in plain words what is wrong.
        let words = code.rsplit('/').next().unwrap_or(code).replace('-', " ");
        rule(code, code.split('/').next().unwrap_or(code), &to_sentence(&words), None, why, url, "error")
    }));
    rules
}

fn of_criterion<'r>(owner: &str, criterion: &'r CriterionInfo) -> Rule<'r> {
    let level = match criterion.weight {
        Weight::Necessary => "warning",
        Weight::Supporting => "note",
    };
    let (why, url) = (criterion.why.as_ref(), criterion.url.as_deref());
    rule(&criterion.code, owner, &to_sentence(&criterion.title), Some(&criterion.question), why, url, level)
}

fn rule<'r>(
    code: &'r str,
    owner: &str,
    title: &str,
    question: Option<&str>,
    why: Option<&Rationale>,
    url: Option<&'r str>,
    level: &str,
) -> Rule<'r> {
    let full = why.map_or_else(|| title.to_owned(), |why| why.says.clone());
    // An address within the documentation is none that a viewer could open.
    let absolute = url.filter(|url| url.starts_with("https://"));
    let properties = match url {
        Some(url) => json!({ "tags": [owner], "documentation": url }),
        None => json!({ "tags": [owner] }),
    };
    Rule {
        id: code,
        name: pascal(code),
        short_description: plain(title),
        full_description: plain(&full),
        help: help(title, question, why),
        help_uri: absolute,
        default_configuration: json!({ "level": level }),
        properties,
    }
}

/// The claim, the quotation and the question.
fn help(title: &str, question: Option<&str>, why: Option<&Rationale>) -> Text {
    let mut text = vec![title.to_owned()];
    let mut marked = vec![format!("**{}**", markdown::prose(title))];
    if let Some(why) = why {
        text.push(format!("{} ({})", why.says, why.claim));
        marked.push(format!("{} ({})", markdown::prose(&why.says), markdown::prose(&why.claim)));
        let from = why.from.as_deref();
        if let Some(quote) = &why.quote {
            text.push(
                format!("“{quote}” {}", from.map(|from| format!("({from})")).unwrap_or_default()).trim_end().into(),
            );
            let from = from.map(|from| format!("\n> — {}", markdown::prose(from))).unwrap_or_default();
            marked.push(format!("> “{}”{from}", markdown::prose(quote)));
        }
    }
    if let Some(question) = question {
        text.push(format!("To ask: {question}"));
        marked.push(format!("To ask: {}", markdown::prose(question)));
    }
    Text { text: plain(&text.join(" ")).text, markdown: Some(marked.join("\n\n")) }
}

/// `a/b-c` as `ABC`: the form that the standard asks of a rule's name (3.49.7).
fn pascal(code: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    code.split(|letter: char| !letter.is_alphanumeric()).filter_map(capital).collect()
}

/// Words of which no viewer makes a link: that is what `](` does in a plain message (3.11.6).
fn plain(words: &str) -> Text {
    Text { text: single_line(words).replace("](", "] ("), markdown: None }
}

fn result<'r>(report: &'r Report, numbers: &BTreeMap<&str, usize>, located: LocatedFinding<'r>) -> SarifResult<'r> {
    let LocatedFinding { finding, path, .. } = located;
    let location = |id: Option<usize>, mark: Option<&SourceLocation>| Location {
        id,
        place: json!({ "artifactLocation": artifact(report, path), "region": region(mark) }),
        message: mark.and_then(|mark| mark.label.as_deref()).map(plain),
    };
    let related = finding.spans.iter().enumerate().skip(1);
    let about = |programme| json!({ "name": display_name(programme), "document": programme.document + 1 });
    SarifResult {
        rule_id: &finding.code,
        rule_index: numbers.get(finding.code.as_str()).copied().unwrap_or_default(),
        level: finding.severity.as_str(),
        message: plain(&message_with_help(finding)),
        locations: [location(None, finding.spans.first())],
        related_locations: related.map(|(id, mark)| location(Some(id), Some(mark))).collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, finding.fingerprint.as_str())]),
        suppressions: finding.excused.iter().map(|excuse| suppression(report, excuse)).collect(),
        properties: located.programme.map(about),
    }
}

/// A finding without a place is on the first line of its file.
fn region(mark: Option<&SourceLocation>) -> Value {
    match mark {
        None => json!({ "startLine": 1 }),
        Some(mark) => json!({
            "startLine": mark.line,
            "startColumn": mark.column,
            "endLine": mark.end_line,
            "endColumn": mark.end_column,
        }),
    }
}

fn suppression(report: &Report, excuse: &Suppression) -> Value {
    let (kind, words) = match excuse.by {
        SuppressionSource::Comment => ("inSource", "a comment in the description"),
        SuppressionSource::Configuration => ("external", "the configuration"),
        SuppressionSource::Baseline => ("external", "the baseline"),
    };
    let reason = excuse.because.as_deref().map(|because| format!(": {because}")).unwrap_or_default();
    let mut place = json!({ "artifactLocation": artifact(report, &excuse.path) });
    if let Some(line) = excuse.line {
        place["region"] = json!({ "startLine": line });
    }
    json!({
        "kind": kind,
        "status": "accepted",
        "justification": plain(&format!("Excused by {words}{reason}")).text,
        "location": { "physicalLocation": place },
    })
}

/// The location of a file, relative to the working directory where possible.
fn artifact(report: &Report, path: &str) -> Value {
    let place = ReportPath::new(path, &report.working_dir);
    match &place {
        ReportPath::Relative(_) => json!({ "uri": place.to_uri(), "uriBaseId": ROOT }),
        ReportPath::Absolute(_) => json!({ "uri": place.to_uri() }),
    }
}
