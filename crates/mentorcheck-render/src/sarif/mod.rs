//! `--format sarif`: SARIF 2.1.0 for code hosts and editors.
//!
//! Section numbers in comments refer to the OASIS standard, “Static Analysis Results Interchange Format (SARIF) Version
//! 2.1.0”. Every result has a rule and a location, because GitHub rejects results without them.

mod message;
mod results;
mod rules;
mod selection;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use self::{
    message::{URI_BASE_ID, artifact_location, plain_text},
    rules::collect_rules,
    selection::INDENT,
};
use crate::{
    chunk::{FooterPart, Pieces},
    worst_first::{ranked, ranked_policy},
};
use mentorcheck_core::{
    report::{CheckResult, Report, Totals},
    sanitize::single_line,
};

pub(crate) use selection::{Results, Selection};

const SCHEMA_URI: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

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
    newline_sequences: [&'static str; 3],
    column_kind: &'static str,
    /// Empty: put into the text.
    results: [(); 0],
    properties: RunProperties<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunProperties<'r> {
    expected: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    configuration: Option<&'r str>,
    totals: &'r Totals,
}

/// The list of results in a text without any.
const NO_RESULTS: &str = "\"results\": []";

/// The index of the rule in the text of a result, before it is known.
const RULE_INDEX: &str = "\"ruleIndex\": 0,";

/// Renders the results of one input.
pub(crate) fn render_result(report: &Report, result: &CheckResult) -> Pieces<Results> {
    let mut results = Results::default();
    result.programmes.iter().for_each(|programme| results.add_programme(&programme.path));
    result.unreadable.iter().for_each(|file| results.add_unreadable(&file.path));
    for (rank, located) in ranked(result) {
        results.push(report, rank, located, |code| is_described(report, code));
    }
    Pieces::kept(Vec::new(), results)
}

/// Whether the rules describe a code.
fn is_described(report: &Report, code: &str) -> bool {
    report.pack.criteria().any(|(_, criterion)| criterion.code == code)
}

/// Renders the report.
///
/// # Panics
/// Never: the report serializes without errors.
pub(crate) fn footer(report: &Report, mut selection: Selection) -> Vec<FooterPart> {
    let mut policy = Results::default();
    for (rank, located) in ranked_policy(report) {
        policy.push(report, rank, located, |code| is_described(report, code));
    }
    selection.add(policy);
    let (results, paths) = selection.finish();
    let rules = collect_rules(report, selection.first_findings());
    let rule_indices: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(index, rule)| (rule.id, index)).collect();
    let driver = json!({
        "name": report.tool.name,
        "version": report.tool.version,
        "semanticVersion": report.tool.version,
        "rules": rules,
    });
    let artifact = |path: &str| json!({ "location": artifact_location(report, path), "roles": ["analysisTarget"] });
    let run = Run {
        tool: json!({ "driver": driver }),
        invocations: [invocation(report, &selection, results.len(), &paths)],
        original_uri_base_ids: json!({ URI_BASE_ID: { "description": plain_text("The folder in which the check was run.") } }),
        artifacts: paths.iter().map(|path| artifact(path)).collect(),
        newline_sequences: ["\r\n", "\n", "\r"],
        column_kind: "unicodeCodePoints",
        results: [],
        properties: RunProperties {
            expected: &report.expected,
            configuration: report.configuration.as_deref(),
            totals: &report.totals,
        },
    };
    let log = Log { schema: SCHEMA_URI, version: "2.1.0", runs: [run] };
    let mut text = serde_json::to_string_pretty(&log).expect("report serializes to JSON");
    text.push('\n');
    // Quotation marks within texts are escaped, so this is the list itself.
    let Some((before, after)) = text.split_once(NO_RESULTS).filter(|_| !results.is_empty()) else {
        return vec![FooterPart::text(text)];
    };
    let mut parts = vec![FooterPart::text(format!("{before}\"results\": ["))];
    for (number, result) in results.into_iter().enumerate() {
        let index = rule_indices.get(&*result.code).copied().unwrap_or_default();
        let separator = if number > 0 { "," } else { "" };
        let text = result.text.replacen(RULE_INDEX, &format!("\"ruleIndex\": {index},"), 1);
        parts.push(FooterPart::text(format!("{separator}{INDENT}{text}")));
    }
    parts.push(FooterPart::text(format!("\n      ]{after}")));
    parts
}

/// The run completed; unreadable files are notifications, because results on them are missing (3.58.6), and so are
/// results that are left out.
fn invocation(report: &Report, selection: &Selection, written: usize, listed: &BTreeSet<Box<str>>) -> Value {
    let unreadable = |path: &str| {
        let message =
            format!("{} could not be read whole: what it describes is not among the results.", single_line(path));
        json!({
            "level": "error",
            "message": plain_text(&message),
            "locations": [{ "physicalLocation": { "artifactLocation": artifact_location(report, path) } }],
        })
    };
    let paths = selection.unreadable.iter().filter(|path| listed.contains(*path));
    let mut notifications: Vec<_> = paths.map(|path| unreadable(path)).collect();
    let left_out = selection.total - written;
    if left_out > 0 {
        let message = format!(
            "{left_out} of {} results are left out, because code hosts limit the number of results and the size of the \
             file. The most severe results are kept.",
            selection.total
        );
        notifications.push(json!({ "level": "warning", "message": plain_text(&message) }));
    }
    json!({ "executionSuccessful": true, "toolExecutionNotifications": notifications })
}
