//! `--format sarif`: SARIF 2.1.0 for code hosts and editors.
//!
//! Section numbers in comments refer to the OASIS standard, “Static Analysis Results Interchange Format (SARIF) Version
//! 2.1.0”. Every result has a rule and a location, because GitHub rejects results without them.

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

const SCHEMA_URI: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The base of file locations: the working directory, which the consumer knows.
const URI_BASE_ID: &str = "SRCROOT";

/// Key of the fingerprints; the version changes with the algorithm.
const FINGERPRINT_KEY: &str = "mentorcheck/v1";

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
    short_description: Message,
    full_description: Message,
    help: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'r str>,
    default_configuration: Value,
    properties: Value,
}

#[derive(Serialize)]
struct Message {
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
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, &'r str>,
    // Present on every result or on none (3.27.23).
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
    physical: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

/// Renders `report` as SARIF.
///
/// # Panics
/// Never: the report serializes without errors.
#[must_use]
pub fn render(report: &Report) -> String {
    let rules = collect_rules(report);
    let rule_indices: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(index, rule)| (rule.id, index)).collect();
    let results: Vec<_> = report.findings().map(|located| to_result(report, &rule_indices, located)).collect();
    let driver = json!({
        "name": report.tool.name,
        "version": report.tool.version,
        "semanticVersion": report.tool.version,
        "rules": rules,
    });
    let paths: BTreeSet<&str> = report
        .programmes
        .iter()
        .map(|programme| programme.path.as_str())
        .chain(report.unreadable.iter().map(|file| file.path.as_str()))
        .collect();
    let artifact = |path: &str| json!({ "location": artifact_location(report, path), "roles": ["analysisTarget"] });
    let run = Run {
        tool: json!({ "driver": driver }),
        invocations: [invocation(report)],
        original_uri_base_ids: json!({ URI_BASE_ID: { "description": plain_text("The folder in which the check was run.") } }),
        artifacts: paths.into_iter().map(artifact).collect(),
        column_kind: "unicodeCodePoints",
        results,
        properties: RunProperties { expected: &report.expected, totals: &report.totals },
    };
    let log = Log { schema: SCHEMA_URI, version: "2.1.0", runs: [run] };
    let mut text = serde_json::to_string_pretty(&log).expect("report serializes to JSON");
    text.push('\n');
    text
}

/// The run completed; unreadable files are notifications, because results on them are missing (3.58.6).
fn invocation(report: &Report) -> Value {
    let notification = |path: &str| {
        let message =
            format!("{} could not be read whole: what it describes is not among the results.", single_line(path));
        json!({
            "level": "error",
            "message": plain_text(&message),
            "locations": [{ "physicalLocation": { "artifactLocation": artifact_location(report, path) } }],
        })
    };
    let notifications: Vec<_> = report.unreadable.iter().map(|file| notification(&file.path)).collect();
    json!({ "executionSuccessful": true, "toolExecutionNotifications": notifications })
}

/// Rules for every code of the pack in order, then for other codes among the findings.
fn collect_rules(report: &Report) -> Vec<Rule<'_>> {
    let mut seen = BTreeSet::new();
    let mut rules: Vec<_> = report
        .pack
        .criteria()
        .filter(|(_, criterion)| seen.insert(criterion.code.as_str()))
        .map(|(owner, criterion)| rule_for_criterion(owner, criterion))
        .collect();
    let mut other_codes: BTreeMap<&str, (Option<&Rationale>, Option<&str>)> = BTreeMap::new();
    for LocatedFinding { finding, .. } in report.findings() {
        if !seen.contains(finding.code.as_str()) {
            other_codes.entry(&finding.code).or_insert((finding.why.as_ref(), finding.url.as_deref()));
        }
    }
    rules.extend(other_codes.into_iter().map(|(code, (why, url))| {
        // Codes outside the pack describe the problem in words.
        let title = code.rsplit('/').next().unwrap_or(code).replace('-', " ");
        new_rule(code, code.split('/').next().unwrap_or(code), &to_sentence(&title), None, why, url, "error")
    }));
    rules
}

fn rule_for_criterion<'r>(owner: &str, criterion: &'r CriterionInfo) -> Rule<'r> {
    let level = match criterion.weight {
        Weight::Necessary => "warning",
        Weight::Supporting => "note",
    };
    let (why, url) = (criterion.why.as_ref(), criterion.url.as_deref());
    new_rule(&criterion.code, owner, &to_sentence(&criterion.title), Some(&criterion.question), why, url, level)
}

fn new_rule<'r>(
    code: &'r str,
    owner: &str,
    title: &str,
    question: Option<&str>,
    why: Option<&Rationale>,
    url: Option<&'r str>,
    level: &str,
) -> Rule<'r> {
    let description = why.map_or_else(|| title.to_owned(), |why| why.says.clone());
    // A viewer cannot open a relative link into the documentation.
    let absolute = url.filter(|url| url.starts_with("https://"));
    let properties = match url {
        Some(url) => json!({ "tags": [owner], "documentation": url }),
        None => json!({ "tags": [owner] }),
    };
    Rule {
        id: code,
        name: to_pascal_case(code),
        short_description: plain_text(title),
        full_description: plain_text(&description),
        help: rule_help(title, question, why),
        help_uri: absolute,
        default_configuration: json!({ "level": level }),
        properties,
    }
}

fn rule_help(title: &str, question: Option<&str>, why: Option<&Rationale>) -> Message {
    let mut text_parts = vec![title.to_owned()];
    let mut markdown_parts = vec![format!("**{}**", markdown::escape_prose(title))];
    if let Some(why) = why {
        text_parts.push(format!("{} ({})", why.says, why.claim));
        markdown_parts.push(format!("{} ({})", markdown::escape_prose(&why.says), markdown::escape_prose(&why.claim)));
        let from = why.from.as_deref();
        if let Some(quote) = &why.quote {
            text_parts.push(
                format!("“{quote}” {}", from.map(|from| format!("({from})")).unwrap_or_default()).trim_end().into(),
            );
            let from = from.map(|from| format!("\n> — {}", markdown::escape_prose(from))).unwrap_or_default();
            markdown_parts.push(format!("> “{}”{from}", markdown::escape_prose(quote)));
        }
    }
    if let Some(question) = question {
        text_parts.push(format!("To ask: {question}"));
        markdown_parts.push(format!("To ask: {}", markdown::escape_prose(question)));
    }
    Message { text: plain_text(&text_parts.join(" ")).text, markdown: Some(markdown_parts.join("\n\n")) }
}

/// `a/b-c` as `ABC`: rule names are in Pascal case (3.49.7).
fn to_pascal_case(code: &str) -> String {
    let capitalize = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>())
    };
    code.split(|ch: char| !ch.is_alphanumeric()).filter_map(capitalize).collect()
}

/// A plain message in which `](` cannot start a link (3.11.6).
fn plain_text(text: &str) -> Message {
    Message { text: single_line(text).replace("](", "] ("), markdown: None }
}

fn to_result<'r>(
    report: &'r Report,
    rule_indices: &BTreeMap<&str, usize>,
    located: LocatedFinding<'r>,
) -> SarifResult<'r> {
    let LocatedFinding { finding, path, .. } = located;
    let location = |id: Option<usize>, mark: Option<&SourceLocation>| Location {
        id,
        physical: json!({ "artifactLocation": artifact_location(report, path), "region": region(mark) }),
        message: mark.and_then(|mark| mark.label.as_deref()).map(plain_text),
    };
    let related = finding.spans.iter().enumerate().skip(1);
    let programme_properties =
        |programme| json!({ "name": display_name(programme), "document": programme.document + 1 });
    SarifResult {
        rule_id: &finding.code,
        rule_index: rule_indices.get(finding.code.as_str()).copied().unwrap_or_default(),
        level: finding.severity.as_str(),
        message: plain_text(&message_with_help(finding)),
        locations: [location(None, finding.spans.first())],
        related_locations: related.map(|(id, mark)| location(Some(id), Some(mark))).collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT_KEY, finding.fingerprint.as_str())]),
        suppressions: finding.excused.iter().map(|excuse| to_suppression(report, excuse)).collect(),
        properties: located.programme.map(programme_properties),
    }
}

/// A finding without a location is placed on line 1.
fn region(location: Option<&SourceLocation>) -> Value {
    match location {
        None => json!({ "startLine": 1 }),
        Some(mark) => json!({
            "startLine": mark.line,
            "startColumn": mark.column,
            "endLine": mark.end_line,
            "endColumn": mark.end_column,
        }),
    }
}

fn to_suppression(report: &Report, suppression: &Suppression) -> Value {
    let (kind, source) = match suppression.by {
        SuppressionSource::Comment => ("inSource", "a comment in the description"),
        SuppressionSource::Configuration => ("external", "the configuration"),
        SuppressionSource::Baseline => ("external", "the baseline"),
    };
    let reason = suppression.because.as_deref().map(|because| format!(": {because}")).unwrap_or_default();
    let mut location = json!({ "artifactLocation": artifact_location(report, &suppression.path) });
    if let Some(line) = suppression.line {
        location["region"] = json!({ "startLine": line });
    }
    json!({
        "kind": kind,
        "status": "accepted",
        "justification": plain_text(&format!("Excused by {source}{reason}")).text,
        "location": { "physicalLocation": location },
    })
}

/// The location of a file, relative to the working directory where possible.
fn artifact_location(report: &Report, path: &str) -> Value {
    let report_path = ReportPath::new(path, &report.root);
    match &report_path {
        ReportPath::Relative(_) => json!({ "uri": report_path.to_uri(), "uriBaseId": URI_BASE_ID }),
        ReportPath::Absolute(_) => json!({ "uri": report_path.to_uri() }),
    }
}
