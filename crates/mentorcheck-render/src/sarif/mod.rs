//! `--format sarif`: SARIF 2.1.0 for code hosts and editors.
//!
//! Section numbers in comments refer to the OASIS standard, “Static Analysis Results Interchange Format (SARIF) Version
//! 2.1.0”. Every result has a rule and a location, because GitHub rejects results without them.

mod message;
mod results;
mod rules;

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use serde::Serialize;
use serde_json::{Value, json};

use self::{
    message::{URI_BASE_ID, artifact_location, plain_text},
    results::{SarifResult, to_result},
    rules::collect_rules,
};
use crate::worst_first::worst_first;
use mentorcheck_core::{
    report::{LocatedFinding, Report, Totals},
    sanitize::single_line,
};

const SCHEMA_URI: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// GitHub rejects a file with more results. Of these it shows 5,000, the most severe ones.
const MAX_RESULTS: usize = 25_000;

/// GitHub rejects a file of more than 10 MB after compression. Results compress to less than a tenth.
const MAX_RESULT_BYTES: usize = 60_000_000;

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
    results: Vec<SarifResult<'r>>,
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

/// The results to write, with how many are left out and the files that they are about.
struct Selection<'r> {
    results: Vec<SarifResult<'r>>,
    total: usize,
    /// Paths of the files to list.
    paths: BTreeSet<&'r str>,
}

/// Renders `report` as SARIF.
///
/// # Panics
/// Never: the report serializes without errors.
#[must_use]
pub fn render(report: &Report) -> String {
    let rules = collect_rules(report);
    let rule_indices: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(index, rule)| (rule.id, index)).collect();
    let selection = select_results(report, &rule_indices);
    let driver = json!({
        "name": report.tool.name,
        "version": report.tool.version,
        "semanticVersion": report.tool.version,
        "rules": rules,
    });
    let artifact = |path: &&str| json!({ "location": artifact_location(report, path), "roles": ["analysisTarget"] });
    let run = Run {
        tool: json!({ "driver": driver }),
        invocations: [invocation(report, &selection)],
        original_uri_base_ids: json!({ URI_BASE_ID: { "description": plain_text("The folder in which the check was run.") } }),
        artifacts: selection.paths.iter().map(artifact).collect(),
        newline_sequences: ["\r\n", "\n", "\r"],
        column_kind: "unicodeCodePoints",
        results: selection.results,
        properties: RunProperties {
            expected: &report.expected,
            configuration: report.configuration.as_deref(),
            totals: &report.totals,
        },
    };
    let log = Log { schema: SCHEMA_URI, version: "2.1.0", runs: [run] };
    let mut text = serde_json::to_string_pretty(&log).expect("report serializes to JSON");
    text.push('\n');
    text
}

/// Selects the worst findings within the limits, and returns them in the order of the report. If some are left out,
/// only files with a result are listed.
fn select_results<'r>(report: &'r Report, rule_indices: &BTreeMap<&str, usize>) -> Selection<'r> {
    let findings: Vec<LocatedFinding<'r>> = report.findings().collect();
    let mut selected = Vec::new();
    let mut bytes = 0;
    for index in worst_first(&findings).into_iter().take(MAX_RESULTS) {
        let result = to_result(report, rule_indices, findings[index]);
        bytes += serialized_len(&result);
        if bytes > MAX_RESULT_BYTES {
            break;
        }
        selected.push((index, result));
    }
    selected.sort_by_key(|(index, _)| *index);
    let paths = if selected.len() == findings.len() {
        let programmes = report.programmes.iter().map(|programme| programme.path.as_str());
        programmes.chain(report.unreadable.iter().map(|file| file.path.as_str())).collect()
    } else {
        selected.iter().map(|(index, _)| findings[*index].path).collect()
    };
    let results = selected.into_iter().map(|(_, result)| result).collect();
    Selection { results, total: findings.len(), paths }
}

/// The length of a result in compact JSON.
fn serialized_len(result: &SarifResult<'_>) -> usize {
    struct ByteCount(usize);

    impl io::Write for ByteCount {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let mut count = ByteCount(0);
    serde_json::to_writer(&mut count, result).expect("a result serializes to JSON");
    count.0
}

/// The run completed; unreadable files are notifications, because results on them are missing (3.58.6), and so are
/// results that are left out.
fn invocation(report: &Report, selection: &Selection<'_>) -> Value {
    let unreadable = |path: &str| {
        let message =
            format!("{} could not be read whole: what it describes is not among the results.", single_line(path));
        json!({
            "level": "error",
            "message": plain_text(&message),
            "locations": [{ "physicalLocation": { "artifactLocation": artifact_location(report, path) } }],
        })
    };
    let paths = report.unreadable.iter().map(|file| file.path.as_str()).filter(|path| selection.paths.contains(path));
    let mut notifications: Vec<_> = paths.map(unreadable).collect();
    let left_out = selection.total - selection.results.len();
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
