//! Compares two files: pairs their descriptions and reports the differences of each pair.

use serde::Serialize;

use crate::diagnostic::FindingKind;
use crate::{
    checker::Checker,
    diagnostic::{Finding, Unreadable},
    diff::{
        attribution::{Version, difference},
        fact_changes::Places,
    },
    facts::Facts,
    input::{self, Input, can_be_judged},
    report::{Difference, PackInfo, Programme, Tool, VerdictReport, assemble},
};
use mentorcheck_yaml::{Document, ParsedFile};

/// The version of the JSON format, incremented on incompatible changes.
const VERSION: u32 = 2;

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
    pub programmes: Vec<Pair>,
    pub only_old: Vec<Side>,
    pub only_new: Vec<Side>,
    /// Files, or documents in them, that could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// A programme that is described in both files.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    pub old: Side,
    pub new: Side,
    /// Whether verdict and blocks are the same.
    pub same: bool,
    #[serde(flatten)]
    pub difference: Difference,
}

#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// The index of the document within its file, from 0.
    pub document: usize,
    pub name: String,
    /// Whether the description conforms to the schema.
    pub valid: bool,
    pub verdict: VerdictReport,
    /// Findings on content that does not conform to the vocabulary and is ignored.
    pub findings: Vec<Finding>,
}

/// A parsed and evaluated description.
struct Read<'s> {
    document: &'s Document,
    facts: Facts,
    programme: Programme,
}

/// Compares two inputs. Documents that cannot be read are reported as such and otherwise ignored.
#[must_use]
pub fn compare(checker: &Checker, old: Input, new: Input) -> Comparison {
    let (old, new) = (input::parse(old), input::parse(new));
    let (before, after) = (read(checker, &old), read(checker, &new));
    let mut comparison = Comparison {
        version: VERSION,
        tool: Tool { name: "mentorcheck", version: env!("CARGO_PKG_VERSION") },
        // The questions of the rules are not part of a comparison.
        pack: PackInfo { blocks: Vec::new(), kinds: Vec::new(), ..assemble::pack_info(&checker.pack) },
        old: old.text.name().to_owned(),
        new: new.text.name().to_owned(),
        same: false,
        programmes: Vec::new(),
        only_old: Vec::new(),
        only_new: Vec::new(),
        unreadable: [&old, &new].into_iter().filter_map(|source| checker.unreadable(source)).collect(),
    };
    let pairs = pairs(&names(&before), &names(&after));
    for (at, old_one) in before.iter().enumerate() {
        match pairs[at] {
            Some(other) => comparison.programmes.push(pair(checker, (&old, old_one), (&new, &after[other]))),
            None => comparison.only_old.push(side(old_one)),
        }
    }
    let alone = after.iter().enumerate().filter(|(at, _)| !pairs.contains(&Some(*at)));
    comparison.only_new = alone.map(|(_, one)| side(one)).collect();
    comparison.same = comparison.programmes.iter().all(|pair| pair.same)
        && comparison.only_old.is_empty()
        && comparison.only_new.is_empty();
    comparison
}

fn read<'s>(checker: &Checker, source: &'s ParsedFile) -> Vec<Read<'s>> {
    let one = |document| Read {
        document,
        facts: Facts::read(document, checker.vocabulary),
        programme: checker.judge(source, document),
    };
    source.documents.iter().filter(|document| can_be_judged(document)).map(one).collect()
}

fn names<'r>(read: &'r [Read<'_>]) -> Vec<&'r str> {
    read.iter().map(|one| one.programme.name.as_str()).collect()
}

/// Pairs each old name with the index of a new one: first by name in order of occurrence, then by position.
fn pairs(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; old.len()];
    for (at, name) in old.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        pairs[at] = (0..new.len()).find(|other| new[*other] == *name && !pairs.contains(&Some(*other)));
    }
    for at in 0..old.len().min(new.len()) {
        if pairs[at].is_none() && !pairs.contains(&Some(at)) {
            pairs[at] = Some(at);
        }
    }
    pairs
}

fn pair(checker: &Checker, (old, before): (&ParsedFile, &Read<'_>), (new, after): (&ParsedFile, &Read<'_>)) -> Pair {
    let difference = difference(&checker.pack, checker.vocabulary, version(old, before), version(new, after));
    Pair { old: side(before), new: side(after), same: difference.is_same(), difference }
}

fn version<'a>(source: &'a ParsedFile, read: &'a Read<'_>) -> Version<'a> {
    let places = Places { text: &source.text, document: read.document };
    Version { facts: &read.facts, programme: &read.programme, places: Some(places) }
}

fn side(read: &Read<'_>) -> Side {
    let Programme { document, name, valid, verdict, findings, .. } = &read.programme;
    let form = findings.iter().filter(|finding| finding.kind == FindingKind::Schema);
    Side {
        document: *document,
        name: name.clone(),
        valid: *valid,
        verdict: verdict.clone(),
        findings: form.cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn programmes_are_paired_by_name_and_then_by_place() {
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
            assert_eq!(pairs(old, new), expected, "{old:?} and {new:?}");
        }
    }
}
