//! `--format gitlab`: a Code Quality report, which GitLab shows in merge requests.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use serde::Serialize;

use crate::{
    chunk::{FooterPart, Pieces},
    paths::ReportPath,
    places::{is_in_form, placed_message},
};
use mentorcheck_core::{
    diagnostic::{Finding, Severity},
    report::{CheckResult, Report},
    sanitize::single_line,
};

#[derive(Serialize)]
struct Entry<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: &'r str,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Between two entries.
const SEPARATOR: &str = ",\n  ";

/// What precedes a fingerprint in an entry. Quotation marks within texts are escaped, so there it is nowhere else.
const BEFORE_FINGERPRINT: &str = "\"fingerprint\": \"";

/// The spools: the entries on programmes, and those on unreadable files.
const PROGRAMMES_SPOOL: usize = 0;
const UNREADABLE_SPOOL: usize = 1;

/// Entries, each after a separator.
#[derive(Debug, Default)]
struct Entries {
    text: String,
    fingerprints: Vec<Fingerprint>,
}

/// A fingerprint in a text, of which GitLab shows only the first entry that has it.
#[derive(Debug)]
struct Fingerprint {
    /// Where it ends, in bytes.
    end: usize,
    hash: u64,
}

/// The fingerprints in each spool of one input.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints([Vec<Fingerprint>; 2]);

/// How often each fingerprint was there, by its hash, so that it takes 16 bytes; and whether each spool has an entry.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    counts: HashMap<u64, u32>,
    has_entries: [bool; 2],
}

impl Seen {
    /// Adds those of the next input, and completes its entries.
    pub(crate) fn add(&mut self, next: Fingerprints, spooled: &mut [Vec<u8>]) {
        for (index, (fingerprints, spool)) in next.0.into_iter().zip(spooled).enumerate() {
            self.has_entries[index] |= !spool.is_empty();
            self.make_unique(&fingerprints, spool);
        }
    }

    /// Adds a number to the fingerprints that other entries have already.
    fn make_unique(&mut self, fingerprints: &[Fingerprint], text: &mut Vec<u8>) {
        let mut unique = Vec::with_capacity(text.len());
        let mut from = 0;
        for Fingerprint { end, hash } in fingerprints {
            let count = self.counts.entry(*hash).or_default();
            *count += 1;
            if *count > 1 {
                unique.extend_from_slice(&text[from..*end]);
                unique.extend_from_slice(format!("-{count}").as_bytes());
                from = *end;
            }
        }
        if from > 0 {
            unique.extend_from_slice(&text[from..]);
            *text = unique;
        }
    }
}

/// Renders the entries of one input without suppressed findings, which the format cannot express.
pub(crate) fn render_result(report: &Report, result: &CheckResult) -> Pieces<Fingerprints> {
    let (mut programmes, mut unreadable) = (Entries::default(), Entries::default());
    for programme in &result.programmes {
        programme.findings.iter().for_each(|finding| programmes.push(report, &programme.path, finding));
    }
    if let Some(file) = &result.unreadable {
        file.findings.iter().for_each(|finding| unreadable.push(report, &file.path, finding));
    }
    let spooled = vec![programmes.text.into_bytes(), unreadable.text.into_bytes()];
    Pieces::kept(spooled, Fingerprints([programmes.fingerprints, unreadable.fingerprints]))
}

/// Renders what surrounds the spools: the brackets of the list, and the entries on suppression files.
pub(crate) fn footer(report: &Report, mut seen: Seen) -> Vec<FooterPart> {
    let mut policy = Entries::default();
    for file in &report.policy {
        file.findings.iter().for_each(|finding| policy.push(report, &file.path, finding));
    }
    let mut policy_text = policy.text.into_bytes();
    seen.make_unique(&policy.fingerprints, &mut policy_text);
    // Without the comma of the first separator.
    let mut skip = 1;
    let mut parts = vec![FooterPart::text("[")];
    for index in [PROGRAMMES_SPOOL, UNREADABLE_SPOOL] {
        if seen.has_entries[index] {
            parts.push(FooterPart::Spool { index, skip });
            skip = 0;
        }
    }
    if !policy_text.is_empty() {
        parts.push(FooterPart::Bytes(policy_text.split_off(skip)));
    }
    parts.push(FooterPart::text(if parts.len() > 1 { "\n]\n" } else { "]\n" }));
    parts
}

impl Entries {
    fn push(&mut self, report: &Report, path: &str, finding: &Finding) {
        if finding.excused.is_some() {
            return;
        }
        // The format requires lines, and a form has none: the description says where it is.
        let mark = finding.spans.first().filter(|_| !is_in_form(finding));
        let entry = Entry {
            description: placed_message(finding),
            check_name: &finding.code,
            fingerprint: &finding.fingerprint,
            severity: gitlab_severity(finding.severity),
            location: Location {
                path: single_line(ReportPath::new(path, &report.root).as_str()),
                lines: Lines { begin: mark.map_or(1, |mark| mark.line), end: mark.map_or(1, |mark| mark.end_line) },
            },
        };
        let text = serde_json::to_string_pretty(&entry).expect("an entry serializes to JSON");
        self.text.push_str(SEPARATOR);
        let start = self.text.len();
        self.text.push_str(&text.replace('\n', "\n  "));
        if let Some(at) = self.text[start..].find(BEFORE_FINGERPRINT) {
            let end = start + at + BEFORE_FINGERPRINT.len() + finding.fingerprint.len();
            let mut hasher = DefaultHasher::new();
            finding.fingerprint.hash(&mut hasher);
            self.fingerprints.push(Fingerprint { end, hash: hasher.finish() });
        }
    }
}

/// GitLab has five levels; `critical` and `blocker` are for defects in programs.
fn gitlab_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_unique_in_the_whole_report() {
        let mut seen = Seen::default();
        let mut settled = |texts: [&str; 2]| {
            let letters = |text: &str| {
                let letters = text.char_indices().filter(|(_, ch)| ch.is_alphabetic());
                letters.map(|(at, ch)| Fingerprint { end: at + 1, hash: u64::from(ch) }).collect()
            };
            let mut spooled = texts.map(|text| text.as_bytes().to_vec());
            seen.add(Fingerprints(texts.map(letters)), &mut spooled);
            spooled.map(|bytes| String::from_utf8(bytes).expect("it was text")).join("|")
        };
        assert_eq!(settled(["a.b.a;", "c"]), "a.b.a-2;|c");
        assert_eq!(settled(["c b.", "a"]), "c-2 b-2.|a-3");
        assert_eq!(settled(["", ""]), "|");
    }
}
