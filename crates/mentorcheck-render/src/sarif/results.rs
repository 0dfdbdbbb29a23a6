//! Results: one for each finding, with its locations, suppression and correction.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::message::{Message, artifact_location, plain_text};
use crate::{
    paths::display_name,
    places::{is_in_form, placed_message},
};
use mentorcheck_core::{
    diagnostic::{SourceLocation, Suppression, SuppressionSource},
    report::{LocatedFinding, Report},
    schema::advice::{Fix, TextEdit},
};

/// Key of the fingerprints; the version changes with the algorithm.
const FINGERPRINT_KEY: &str = "mentorcheck/v2";

/// GitHub rejects a file that has a result with more locations.
const MAX_LOCATIONS: usize = 1_000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult<'r> {
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Value>,
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
    /// The place in a form, which has no lines.
    #[serde(rename = "logicalLocations", skip_serializing_if = "Vec::is_empty")]
    logical: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

/// The result of a finding, in which the index of the rule is not yet known.
pub(super) fn to_result<'r>(report: &'r Report, located: LocatedFinding<'r>) -> SarifResult<'r> {
    let LocatedFinding { finding, path, .. } = located;
    let location = |id: Option<usize>, mark: Option<&SourceLocation>| Location {
        id,
        physical: match mark {
            Some(SourceLocation { place: Some(_), .. }) => {
                json!({ "artifactLocation": artifact_location(report, path) })
            }
            mark => json!({ "artifactLocation": artifact_location(report, path), "region": region(mark) }),
        },
        logical: mark.and_then(|mark| mark.place.as_deref()).map(logical_location).into_iter().collect(),
        message: mark.and_then(|mark| mark.label.as_deref()).map(plain_text),
    };
    let related = finding.spans.iter().enumerate().take(MAX_LOCATIONS).skip(1);
    let programme_properties =
        |programme| json!({ "name": display_name(programme), "document": programme.document + 1 });
    SarifResult {
        rule_id: &finding.code,
        rule_index: 0,
        level: finding.severity.as_str(),
        message: plain_text(&placed_message(finding)),
        locations: [location(None, finding.spans.first())],
        related_locations: related.map(|(id, mark)| location(Some(id), Some(mark))).collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT_KEY, finding.fingerprint.as_str())]),
        suppressions: finding.excused.iter().map(|excuse| to_suppression(report, excuse)).collect(),
        // A correction is one of the text that was made from a form, and a form is never changed.
        fixes: finding.fix.iter().filter(|_| !is_in_form(finding)).map(|fix| to_fix(report, located, fix)).collect(),
        properties: located.programme.map(programme_properties),
    }
}

fn logical_location(place: &str) -> Value {
    json!({ "name": plain_text(place).text })
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

/// The text edits of a correction. An insertion replaces an empty region (3.57.3).
fn to_fix(report: &Report, located: LocatedFinding<'_>, fix: &Fix) -> Value {
    let replacement = |edit: &TextEdit| {
        let deleted = SourceLocation::new(located.text, edit.span, None, None);
        json!({ "deletedRegion": region(Some(&deleted)), "insertedContent": { "text": edit.replacement } })
    };
    json!({
        "description": plain_text(&format!("Correction: {}.", fix.summary)),
        "artifactChanges": [{
            "artifactLocation": artifact_location(report, located.path),
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
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
