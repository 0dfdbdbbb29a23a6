//! Compares two files or two folders: pairs their descriptions and reports the differences of each pair.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    path::{Path, PathBuf},
};

use serde::Serialize;

use crate::diagnostic::FindingKind;
use crate::{
    checker::Checker,
    diagnostic::{FileDiagnostics, Finding},
    diff::{
        attribution::{VersionRef, compare_versions},
        fact_changes::SourceRef,
    },
    evidence::FactEvidence,
    facts::Facts,
    identity::Identity,
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
    /// Which of these may be one programme under another name.
    pub likely_renamings: Vec<Renaming>,
    /// Files, or documents in them, that could not be read.
    pub unreadable: Vec<FileDiagnostics>,
    /// Whether folders were compared.
    #[serde(skip)]
    pub of_folders: bool,
}

/// One side of a comparison.
#[derive(Debug)]
pub struct Side {
    /// What the side is called: the path of a file or folder.
    pub name: String,
    pub inputs: Vec<Input>,
}

/// Two descriptions, known by different names, that state mostly the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Renaming {
    pub old: String,
    pub new: String,
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
    /// The file, where folders are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
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
    source: &'s ParsedFile,
    document: &'s Document,
    facts: Facts,
    programme: Programme,
}

/// Compares two inputs. Documents that cannot be read are reported as such and otherwise ignored.
#[must_use]
pub fn compare(checker: &Checker, old: Input, new: Input) -> Comparison {
    let side = |input: Input| Side { name: input.path.clone(), inputs: vec![input] };
    compare_sides(checker, side(old), side(new), false)
}

/// Compares two folders: all descriptions of one side with all of the other.
#[must_use]
pub fn compare_folders(checker: &Checker, old: Side, new: Side) -> Comparison {
    compare_sides(checker, old, new, true)
}

fn compare_sides(checker: &Checker, old_side: Side, new_side: Side, of_folders: bool) -> Comparison {
    let parse_all = |inputs: Vec<Input>| -> Vec<ParsedFile> { inputs.into_iter().map(input::parse).collect() };
    let (old, new) = (parse_all(old_side.inputs), parse_all(new_side.inputs));
    let (before, after) = (check_all(checker, &old), check_all(checker, &new));
    let summarize = |description: &CheckedDescription<'_>| summarize(description, of_folders);
    let mut comparison = Comparison {
        version: FORMAT_VERSION,
        tool: Tool { name: "mentorcheck", version: env!("CARGO_PKG_VERSION") },
        // The questions of the rules are not part of a comparison.
        pack: PackInfo { blocks: Vec::new(), kinds: Vec::new(), ..assemble::pack_info(checker.pack()) },
        old: old_side.name,
        new: new_side.name,
        same: false,
        programmes: Vec::new(),
        only_old: Vec::new(),
        only_new: Vec::new(),
        likely_renamings: Vec::new(),
        unreadable: old.iter().chain(&new).filter_map(|source| checker.file_diagnostics(source)).collect(),
        of_folders,
    };
    // Two files with one description each leave no choice: these are what is to be compared.
    let matches = match (before.as_slice(), after.as_slice()) {
        ([_], [_]) if !of_folders => vec![Some(0)],
        _ => match_programmes(&identities(&before), &identities(&after)),
    };
    let matches = if of_folders {
        let folders = [comparison.old.as_str(), comparison.new.as_str()];
        match_files(&before, &after, folders, matches)
    } else {
        matches
    };
    for (description, matched) in before.iter().zip(&matches) {
        match matched.and_then(|index| after.get(index)) {
            Some(other) => comparison.programmes.push(compare_pair(checker, description, other, of_folders)),
            None => comparison.only_old.push(summarize(description)),
        }
    }
    let unmatched_old: Vec<_> =
        before.iter().zip(&matches).filter(|(_, new)| new.is_none()).map(|(old, _)| old).collect();
    let paired: HashSet<usize> = matches.iter().flatten().copied().collect();
    let unmatched = after.iter().enumerate().filter(|(index, _)| !paired.contains(index));
    let unmatched_new: Vec<_> = unmatched.map(|(_, description)| description).collect();
    comparison.only_new = unmatched_new.iter().map(|description| summarize(description)).collect();
    comparison.likely_renamings = likely_renamings(&unmatched_old, &unmatched_new);
    comparison.same = comparison.programmes.iter().all(|pair| pair.same)
        && comparison.only_old.is_empty()
        && comparison.only_new.is_empty();
    comparison
}

fn check_all<'s>(checker: &Checker, sources: &'s [ParsedFile]) -> Vec<CheckedDescription<'s>> {
    let check = |source: &'s ParsedFile, document: &'s Document| CheckedDescription {
        source,
        document,
        facts: Facts::from_document(document, checker.vocabulary()),
        programme: checker.check_document(source, document),
    };
    let documents = sources.iter().flat_map(|source| source.documents.iter().map(move |document| (source, document)));
    documents.filter(|(_, document)| is_mapping(document)).map(|(source, document)| check(source, document)).collect()
}

fn identities<'r>(descriptions: &'r [CheckedDescription<'_>]) -> Vec<Option<&'r Identity>> {
    descriptions.iter().map(|description| description.programme.identity.as_ref()).collect()
}

/// Pairs each old description with the index of the new one of the same programme. What is known by nothing, or described
/// twice on one side, is not paired.
fn match_programmes<I: Eq + Hash>(old: &[Option<&I>], new: &[Option<&I>]) -> Vec<Option<usize>> {
    let (old_once, new_once) = (known_once(old), known_once(new));
    let pair = |identity: Option<&I>| {
        let identity = identity?;
        old_once.get(identity).copied().flatten()?;
        new_once.get(identity).copied().flatten()
    };
    old.iter().copied().map(pair).collect()
}

/// Pairs what is left in files of the same name, each with one programme, that are known by the same name, which others
/// have too, or state mostly the same: a name was corrected.
fn match_files(
    old: &[CheckedDescription<'_>],
    new: &[CheckedDescription<'_>],
    folders: [&str; 2],
    mut matches: Vec<Option<usize>>,
) -> Vec<Option<usize>> {
    let file = |description: &CheckedDescription<'_>, folder: &str| {
        let path = Path::new(description.source.text.name());
        path.strip_prefix(folder).unwrap_or(path).to_owned()
    };
    let is_alone = |description: &CheckedDescription<'_>| description.source.documents.len() == 1;
    let paired: HashSet<usize> = matches.iter().flatten().copied().collect();
    let free = new.iter().enumerate().filter(|(index, one)| !paired.contains(index) && is_alone(one));
    let by_file: HashMap<PathBuf, usize> = free.map(|(index, one)| (file(one, folders[1]), index)).collect();
    for (before, matched) in old.iter().zip(&mut matches).filter(|(one, matched)| matched.is_none() && is_alone(one)) {
        let index = by_file.get(&file(before, folders[0])).copied();
        let is_same = |index: &usize| {
            let identity = &before.programme.identity;
            (identity.is_some() && *identity == new[*index].programme.identity)
                || likeness(before, &new[*index]).is_some()
        };
        *matched = index.filter(is_same);
    }
    matches
}

/// How many of the facts that either states both state, in thousandths; `None` if it is fewer than half.
fn likeness(before: &CheckedDescription<'_>, after: &CheckedDescription<'_>) -> Option<usize> {
    let (old, new): (Vec<_>, Vec<_>) = (before.facts.iter().collect(), after.facts.iter().collect());
    let common = old.iter().filter(|fact| new.contains(fact)).count();
    let all = old.len() + new.len() - common;
    (common > 0 && 2 * common >= all).then(|| 1000 * common / all)
}

/// The index of each identity; `None` where several have it.
fn known_once<'i, I: Eq + Hash>(identities: &[Option<&'i I>]) -> HashMap<&'i I, Option<usize>> {
    let mut once = HashMap::new();
    for (index, identity) in identities.iter().enumerate().filter_map(|(index, identity)| Some((index, (*identity)?))) {
        once.entry(identity).and_modify(|index| *index = None).or_insert(Some(index));
    }
    once
}

/// Likely renamings among descriptions that are not paired: for each old one the new one with which it shares most facts, if
/// that is at least half of the facts that either states.
fn likely_renamings(old: &[&CheckedDescription<'_>], new: &[&CheckedDescription<'_>]) -> Vec<Renaming> {
    let mut free: Vec<bool> = vec![true; new.len()];
    let mut renamings = Vec::new();
    for before in old {
        let best = new
            .iter()
            .enumerate()
            .filter(|(index, _)| free[*index])
            .filter_map(|(index, after)| Some((likeness(before, after)?, index)))
            .max_by_key(|(likeness, index)| (*likeness, usize::MAX - index));
        if let Some((_, index)) = best {
            free[index] = false;
            renamings.push(Renaming { old: before.programme.name.clone(), new: new[index].programme.name.clone() });
        }
    }
    renamings
}

fn compare_pair(
    checker: &Checker,
    before: &CheckedDescription<'_>,
    after: &CheckedDescription<'_>,
    with_path: bool,
) -> ProgrammePair {
    let mut difference =
        compare_versions(checker.pack(), checker.vocabulary(), version_ref(before), version_ref(after));
    for change in &mut difference.changes {
        let facts = after.programme.evidence.iter().flatten();
        let is_changed = |fact: &&FactEvidence| fact.fact.field == change.field && change.to.contains(&fact.fact.value);
        change.evidence = facts.filter(is_changed).map(|fact| fact.level).max();
    }
    ProgrammePair {
        old: summarize(before, with_path),
        new: summarize(after, with_path),
        same: difference.is_same(),
        difference,
    }
}

fn version_ref<'a>(description: &'a CheckedDescription<'_>) -> VersionRef<'a> {
    let source_ref = SourceRef { text: &description.source.text, document: description.document };
    VersionRef { facts: &description.facts, programme: &description.programme, source: Some(source_ref) }
}

fn summarize(description: &CheckedDescription<'_>, with_path: bool) -> DescriptionSummary {
    let Programme { document, name, valid, verdict, findings, .. } = &description.programme;
    let schema_findings = findings.iter().filter(|finding| finding.kind == FindingKind::Schema);
    DescriptionSummary {
        path: with_path.then(|| description.programme.path.clone()),
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
    fn programmes_are_paired_by_identity_only() {
        for (old, new, expected) in [
            (&["a"][..], &["b"][..], &[None][..]),
            (&["a"], &["b", "c"], &[None]),
            (&["a", "b"], &["b", "a"], &[Some(1), Some(0)]),
            (&["a", "b"], &["a", "c", "b"], &[Some(0), Some(2)]),
            (&["a", "b", "c"], &["b"], &[None, Some(0), None]),
            (&["a", "a"], &["a"], &[None, None]),
            (&["a"], &["a", "a"], &[None]),
            (&["", ""], &["", ""], &[None, None]),
            (&[""], &[""], &[None]),
            (&["a", ""], &["a", ""], &[Some(0), None]),
            (&[], &["a"], &[]),
        ] {
            let known = |names: &'static [&'static str]| -> Vec<Option<&'static &'static str>> {
                names.iter().map(|name| (!name.is_empty()).then_some(name)).collect()
            };
            assert_eq!(match_programmes(&known(old), &known(new)), expected, "{old:?} and {new:?}");
        }
    }
}
