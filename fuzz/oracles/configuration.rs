//! Configurations: any text is read or refused with a place and a reason, what is read is what the text says, and it changes
//! no verdict.
//!
//! A zero byte in the input separates the configuration from that of a folder below it.

use std::{path::PathBuf, sync::Arc};

use serde_json::{Value as Json, json};

use super::{assert_finding, assert_sanitized, judged, source::to_json};
use mentorcheck_core::{
    config::{Config, ConfigFile},
    diagnostic::{FileDiagnostics, Finding, SuppressionSource},
    report::Programme,
    schema::vocabulary,
    suppress::{PathPattern, Policy, is_suppressible},
};
use mentorcheck_render::{finding_text, style::TextOptions};
use mentorcheck_yaml::ParsedFile;

const NAME: &str = "mentorcheck.yaml";

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let outer = read(&bytes[..end]);
    let inner = read(bytes.get(end + 1..).unwrap_or_default());
    let Some(outer) = outer else { return };
    let Some(policy) = link(&outer) else { return };
    let programmes = assert_applied(&policy, Some(&outer));
    let Some(inner) = inner else { return };
    let (mut policy, Some(stricter)) = (policy, link(&inner)) else { return };
    let lowered = policy.tighten(&stricter);
    assert!(
        lowered.iter().all(|code| inner.config.severities.keys().any(|key| judged::current_code(key) == *code)),
        "{lowered:?}"
    );
    let tightened = assert_applied(&policy, None);
    for (one, other) in programmes.iter().zip(&tightened) {
        assert!(one.passes || !other.passes, "{} passes because of {:?}", other.path, inner.text.content());
    }
}

/// # Panics
/// If it is refused, or an invariant is violated.
pub fn check_read(text: &str) {
    let file = read(text.as_bytes()).expect("it is read");
    assert_applied(&link(&file).expect("it is used"), Some(&file));
}

fn read(bytes: &[u8]) -> Option<ConfigFile> {
    let parsed = || ParsedFile::parse(NAME, bytes.to_vec());
    match ConfigFile::from_source(PathBuf::from("/work"), parsed()) {
        Ok(file) => {
            assert_says(&file, &parsed());
            Some(file)
        }
        Err(diagnostics) => {
            assert_refusal(&diagnostics);
            // The schema is at least as strict as what reads the settings.
            let other = diagnostics.findings.iter().find(|finding| finding.code == "config/other");
            assert!(other.is_none(), "{other:?}: {:?}", diagnostics.file.content());
            None
        }
    }
}

fn assert_refusal(diagnostics: &FileDiagnostics) {
    assert_eq!(diagnostics.path, NAME);
    assert!(!diagnostics.findings.is_empty(), "refused without a reason");
    for finding in &diagnostics.findings {
        assert_finding(finding, &diagnostics.file);
        // What is no text has no places.
        let has_place = !finding.spans.is_empty() || diagnostics.file.content().is_empty();
        assert!(finding.help.is_some() && has_place, "{finding:?}");
        let options = TextOptions { width: 100, ..TextOptions::default() };
        assert_sanitized(&finding_text::render(finding, &diagnostics.file, options));
    }
}

/// The settings are those of the text.
fn assert_says(file: &ConfigFile, parsed: &ParsedFile) {
    let written = parsed.documents.first().map_or(json!({}), |document| to_json(document.root()));
    let read = settings(&file.config);
    let keys = written.as_object().expect("a configuration is a mapping");
    for (key, value) in keys {
        // An entry that names no file or field is the same as one without the key.
        assert_eq!(&read[key], value, "{key} in {:?}", file.text.content());
        assert!(file.line(&[key]).is_some_and(|line| line <= file.text.line_count()), "{key}");
    }
    for (key, value) in read.as_object().expect("they are a mapping") {
        let is_empty = value.is_null() || *value == json!([]) || *value == json!({});
        assert!(is_empty || keys.contains_key(key) || key == "nested", "{key} is not in {:?}", file.text.content());
    }
}

/// The settings as the file would have them.
fn settings(config: &Config) -> Json {
    let without_null = |json: Json| match json {
        Json::Object(map) => Json::Object(map.into_iter().filter(|(_, value)| !value.is_null()).collect()),
        other => other,
    };
    let allow = config.allow.iter().map(|entry| {
        without_null(json!({
            "code": entry.code, "path": entry.path, "field": entry.field, "because": entry.because
        }))
    });
    let formats =
        config.formats.iter().map(|entry| without_null(json!({ "format": entry.format, "output": entry.output })));
    json!({
        "expect": config.expect,
        "accept": config.accept,
        "towards": config.towards,
        "rules": config.rules,
        "evidence": config.evidence,
        "require": config.require,
        "severities": config.severities,
        "interpretations": config.interpretations,
        "allow": allow.collect::<Vec<_>>(),
        "inline": config.inline,
        "ignore": config.ignore,
        "include": config.include,
        "formats": formats.collect::<Vec<_>>(),
        "baseline": config.baseline,
        "nested": format!("{:?}", config.nested).to_lowercase(),
    })
}

/// The policy of a configuration, unless it names what there is not.
fn link(file: &ConfigFile) -> Option<Policy> {
    let pattern = |pattern: &str| {
        let pattern = pattern.to_owned();
        if pattern.contains('[') {
            return Err(format!("`{pattern}` is no pattern."));
        }
        Ok(PathPattern(Arc::new(move |path: &str| path.contains(&pattern))))
    };
    match Policy::from_config(&judged::PACK, judged::expectation(), file, vocabulary(), &pattern) {
        Ok(policy) => Some(policy),
        Err(diagnostics) => {
            assert_refusal(&diagnostics);
            None
        }
    }
}

/// The programmes as they are judged by a policy.
fn assert_applied(policy: &Policy, file: Option<&ConfigFile>) -> Vec<Programme> {
    let (programmes, tally) = judged::apply(policy);
    for (with, without) in programmes.iter().zip(&judged::REPORT.programmes) {
        assert_eq!(judged::answers(with), judged::answers(without));
        assert_eq!(with.findings.len(), without.findings.len());
        for finding in &with.findings {
            assert_finding(finding, &with.text);
            let is_same = |other: &&Finding| {
                (&other.code, &other.message, &other.spans) == (&finding.code, &finding.message, &finding.spans)
            };
            let other = without.findings.iter().find(is_same).expect("a configuration adds no finding");
            if is_suppressible(&finding.code) {
                let by = finding.excused.as_ref().map(|suppression| suppression.by);
                assert!(by.is_none_or(|by| by == SuppressionSource::Configuration), "{finding:?}");
            } else {
                assert_eq!((&finding.excused, finding.severity), (&None, other.severity), "{finding:?}");
            }
        }
    }
    if let Some(diagnostics) = policy.config_diagnostics(&tally, file) {
        diagnostics.findings.iter().for_each(|finding| assert_finding(finding, &diagnostics.file));
    }
    programmes
}
