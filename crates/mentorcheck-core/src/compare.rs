//! Compares two files: pairs their descriptions and reports the differences of each pair.

use serde::Serialize;

use crate::diagnostic::FindingKind;
use crate::{
    checker::Checker,
    diagnostic::{FileDiagnostics, Finding},
    diff::{
        attribution::{VersionRef, compare_versions},
        fact_changes::SourceRef,
    },
    facts::Facts,
    input::{self, Input, is_mapping},
    report::{Difference, PackInfo, Programme, Tool, VerdictReport, assemble},
};
use mentorcheck_yaml::{Document, ParsedFile};

/// The version of the JSON format, incremented on incompatible changes.
const FORMAT_VERSION: u32 = 3;

/// The result of a comparison.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// The version of the format.
    pub version: u32,
    pub tool: Tool,
    pub pack: PackInfo,
    pub old: String,
    pub new: String,
    /// Whether both files have the same programmes, with the same verdicts and blocks.
    pub same: bool,
    /// Descriptions in both files, in the order of the old one.
    pub programmes: Vec<ProgrammePair>,
    pub only_old: Vec<DescriptionSummary>,
    pub only_new: Vec<DescriptionSummary>,
    /// Files, or documents in them, that could not be read.
    pub unreadable: Vec<FileDiagnostics>,
}

/// A programme that is described in both files.
#[derive(Debug, Clone, Serialize)]
pub struct ProgrammePair {
    pub old: DescriptionSummary,
    pub new: DescriptionSummary,
    /// Whether verdict and blocks are the same.
    pub same: bool,
    #[serde(flatten)]
    pub difference: Difference,
}

#[derive(Debug, Clone, Serialize)]
pub struct DescriptionSummary {
    /// The index of the document within its file, from 0.
    #[serde(serialize_with = "crate::report::numbering::one_based")]
    pub document: usize,
    pub name: String,
    /// Whether the description conforms to the schema.
    pub valid: bool,
    pub verdict: VerdictReport,
    /// Findings on content that does not conform to the vocabulary and is ignored.
    pub findings: Vec<Finding>,
}

/// A parsed and evaluated description.
struct CheckedDescription<'s> {
    document: &'s Document,
    facts: Facts,
    programme: Programme,
}

/// Compares two inputs. Documents that cannot be read are reported as such and otherwise ignored.
#[must_use]
pub fn compare(checker: &Checker, old: Input, new: Input) -> Comparison {
    let (old, new) = (input::parse(old), input::parse(new));
    let (before, after) = (check_all(checker, &old), check_all(checker, &new));
    let mut comparison = Comparison {
        version: FORMAT_VERSION,
        tool: Tool { name: "mentorcheck", version: env!("CARGO_PKG_VERSION") },
        // The questions of the rules are not part of a comparison.
        pack: PackInfo { blocks: Vec::new(), kinds: Vec::new(), ..assemble::pack_info(checker.pack()) },
        old: old.text.name().to_owned(),
        new: new.text.name().to_owned(),
        same: false,
        programmes: Vec::new(),
        only_old: Vec::new(),
        only_new: Vec::new(),
        unreadable: [&old, &new].into_iter().filter_map(|source| checker.file_diagnostics(source)).collect(),
    };
    let matches = match_programmes(&names(&before), &names(&after));
    for (index, description) in before.iter().enumerate() {
        match matches[index] {
            Some(new_index) => {
                comparison.programmes.push(compare_pair(checker, (&old, description), (&new, &after[new_index])));
            }
            None => comparison.only_old.push(summarize(description)),
        }
    }
    let unmatched = after.iter().enumerate().filter(|(index, _)| !matches.contains(&Some(*index)));
    comparison.only_new = unmatched.map(|(_, description)| summarize(description)).collect();
    comparison.same = comparison.programmes.iter().all(|pair| pair.same)
        && comparison.only_old.is_empty()
        && comparison.only_new.is_empty();
    comparison
}

fn check_all<'s>(checker: &Checker, source: &'s ParsedFile) -> Vec<CheckedDescription<'s>> {
    let check = |document| CheckedDescription {
        document,
        facts: Facts::from_document(document, checker.vocabulary()),
        programme: checker.check_document(source, document),
    };
    source.documents.iter().filter(|document| is_mapping(document)).map(check).collect()
}

fn names<'r>(descriptions: &'r [CheckedDescription<'_>]) -> Vec<&'r str> {
    descriptions.iter().map(|description| description.programme.name.as_str()).collect()
}

/// Pairs each old name with the index of a new one: first by name in order of occurrence, then by position.
fn match_programmes(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut matches: Vec<Option<usize>> = vec![None; old.len()];
    for (index, name) in old.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        matches[index] = (0..new.len()).find(|other| new[*other] == *name && !matches.contains(&Some(*other)));
    }
    for index in 0..old.len().min(new.len()) {
        if matches[index].is_none() && !matches.contains(&Some(index)) {
            matches[index] = Some(index);
        }
    }
    matches
}

fn compare_pair(
    checker: &Checker,
    (old, before): (&ParsedFile, &CheckedDescription<'_>),
    (new, after): (&ParsedFile, &CheckedDescription<'_>),
) -> ProgrammePair {
    let difference =
        compare_versions(checker.pack(), checker.vocabulary(), version_ref(old, before), version_ref(new, after));
    ProgrammePair { old: summarize(before), new: summarize(after), same: difference.is_same(), difference }
}

fn version_ref<'a>(source: &'a ParsedFile, description: &'a CheckedDescription<'_>) -> VersionRef<'a> {
    let source_ref = SourceRef { text: &source.text, document: description.document };
    VersionRef { facts: &description.facts, programme: &description.programme, source: Some(source_ref) }
}

fn summarize(description: &CheckedDescription<'_>) -> DescriptionSummary {
    let Programme { document, name, valid, verdict, findings, .. } = &description.programme;
    let schema_findings = findings.iter().filter(|finding| finding.kind == FindingKind::Schema);
    DescriptionSummary {
        document: *document,
        name: name.clone(),
        valid: *valid,
        verdict: verdict.clone(),
        findings: schema_findings.cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::match_programmes;

    #[test]
    fn programmes_are_paired_by_name_then_by_position() {
        for (old, new, expected) in [
            (&["a"][..], &["b"][..], &[Some(0)][..]),
            (&["a", "b"], &["b", "a"], &[Some(1), Some(0)]),
            (&["a", "b"], &["a", "c", "b"], &[Some(0), Some(2)]),
            (&["a", "b", "c"], &["b"], &[None, Some(0), None]),
            (&["a", "b"], &["a", "c"], &[Some(0), Some(1)]),
            (&["a", "a"], &["a"], &[Some(0), None]),
            (&["", ""], &["", ""], &[Some(0), Some(1)]),
            (&[], &["a"], &[]),
        ] {
            assert_eq!(match_programmes(old, new), expected, "{old:?} and {new:?}");
        }
    }
}
