//! Baselines: any text is read or refused with a reason, and one that is read hides what it lists and nothing else.
//!
//! If the first byte is even, the rest of the input is the file; otherwise byte ranges and entries of a baseline that was
//! written for constructed descriptions are replaced.

use std::{path::PathBuf, sync::LazyLock};

use serde_json::Value as Json;

use super::{assert_finding, assert_sanitized, input::ChoiceReader, judged};
use mentorcheck_core::{
    diagnostic::{Finding, SuppressionSource},
    suppress::{Policy, SuppressionTally, baseline::Baseline, is_suppressible},
};
use mentorcheck_render::{finding_text, style::TextOptions};

const NAME: &str = "mentorcheck-baseline.json";

/// The baseline of what is found.
static WRITTEN: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut baseline = Baseline::new(NAME, folder(), judged::REPORT.root.clone());
    baseline.extend(&judged::REPORT.programmes);
    baseline.to_json().into_bytes()
});

fn folder() -> PathBuf {
    PathBuf::from("/work")
}

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    let file = mutate(bytes);
    match Baseline::parse(NAME, folder(), folder(), Ok(file.clone())) {
        Ok(baseline) => _ = assert_applied(&file, baseline),
        Err(diagnostics) => {
            assert_eq!(diagnostics.path, NAME);
            assert!(!diagnostics.findings.is_empty(), "refused without a reason");
            for finding in &diagnostics.findings {
                assert_finding(finding, &diagnostics.file);
                assert!(finding.message.ends_with('.') && finding.help.is_some(), "{finding:?}");
            }
        }
    }
}

/// How many findings the unchanged baseline hides.
///
/// # Panics
/// If it hides anything that it does not list, or is not read.
#[must_use]
pub fn hidden_by_own() -> usize {
    let baseline = Baseline::parse(NAME, folder(), folder(), Ok(WRITTEN.clone())).expect("a baseline is read");
    assert_applied(&WRITTEN, baseline)
}

fn mutate(bytes: &[u8]) -> Vec<u8> {
    let mut input = ChoiceReader::new(bytes);
    if input.byte().is_multiple_of(2) {
        return input.rest().to_vec();
    }
    let mut lines: Vec<&[u8]> = WRITTEN.split(|byte| *byte == b'\n').collect();
    // Entries are of six lines, after two that begin the file.
    let entries = (lines.len() - 4) / 6;
    for _ in 0..input.below(4) {
        let (from, to) = (input.below(entries), input.below(entries));
        let entry: Vec<&[u8]> = lines[2 + 6 * from..8 + 6 * from].to_vec();
        match input.below(3) {
            0 => lines[2 + 6 * to..8 + 6 * to].copy_from_slice(&entry),
            1 => lines[2 + 6 * to + input.below(6)] = entry[1 + input.below(4)],
            _ => lines.splice(2 + 6 * to..2 + 6 * to, entry).for_each(drop),
        }
    }
    let mut file = lines.join(&b'\n');
    while !input.is_empty() {
        let at = input.two_bytes() % (file.len() + 1);
        let end = (at + input.below(64)).min(file.len());
        let length = input.below(32);
        file.splice(at..end, input.bytes(length).iter().copied());
    }
    file
}

/// Checks the descriptions with the baseline, and returns how many findings it hides.
fn assert_applied(file: &[u8], baseline: Baseline) -> usize {
    let json: Json = serde_json::from_slice(file).expect("what is read as a baseline is JSON");
    let entries = json["findings"].as_array().expect("a baseline has findings");
    assert_eq!(baseline.len(), entries.len());
    assert_eq!(baseline.is_empty(), entries.is_empty());
    let is_current = json["version"] == 2;
    if is_current {
        let written = baseline.to_json();
        let read = Baseline::parse(NAME, folder(), folder(), Ok(written.clone().into_bytes()));
        assert_eq!(read.expect("what is written is read").to_json(), written);
    }

    let policy = Policy::new(&judged::PACK, judged::expectation()).with_baseline(Some(baseline));
    let (programmes, tally) = judged::apply(&policy);
    let mut hidden = 0;
    for (with, without) in programmes.iter().zip(&judged::REPORT.programmes) {
        assert_eq!(judged::answers(with), judged::answers(without));
        assert!(with.passes || !without.passes, "a baseline makes it fail");
        assert_eq!(with.findings.len(), without.findings.len());
        for (finding, other) in with.findings.iter().zip(&without.findings) {
            assert_eq!(&Finding { excused: None, ..finding.clone() }, other);
            let Some(suppression) = &finding.excused else { continue };
            assert!(suppression.by == SuppressionSource::Baseline && suppression.path == NAME, "{suppression:?}");
            assert!(is_suppressible(&finding.code), "{} is hidden", finding.code);
            if is_current {
                assert!(entries.iter().any(|entry| is_about(entry, finding)), "{finding:?} is in no entry");
            }
            hidden += 1;
        }
    }
    assert!(hidden <= entries.len(), "{hidden} findings are hidden by {} entries", entries.len());
    assert_diagnostics(&policy, &tally, entries.len() - hidden);
    hidden
}

fn is_about(entry: &Json, finding: &Finding) -> bool {
    let subject = &finding.subject;
    entry["code"].as_str().is_some_and(|code| judged::current_code(code) == finding.code)
        && entry["field"] == subject.field.as_str()
        && entry["value"] == subject.value.as_str()
}

/// What is said of entries that hide nothing.
fn assert_diagnostics(policy: &Policy, tally: &SuppressionTally, unused: usize) {
    for exists in [true, false] {
        let Some(diagnostics) = policy.baseline_diagnostics(tally, &|_| exists) else { continue };
        assert_eq!(diagnostics.path, NAME);
        // One for each entry, and two on the file.
        assert!(diagnostics.findings.len() <= unused + 2 || !exists, "{} of {unused}", diagnostics.findings.len());
        for finding in &diagnostics.findings {
            assert_finding(finding, &diagnostics.file);
            assert!(finding.message.ends_with('.'), "{finding:?}");
            let options = TextOptions { width: 100, ..TextOptions::default() };
            assert_sanitized(&finding_text::render(finding, &diagnostics.file, options));
        }
    }
}
