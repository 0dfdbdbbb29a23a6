//! The differences between the facts of two versions of a description.

use std::{collections::BTreeSet, sync::Arc};

use serde::Serialize;

use crate::{
    diagnostic::Mark,
    facts::{Fact, Facts, bit, node_of},
    pack::{Condition, How as Asked, Pack, Test},
    schema::{FieldId, Sort, Vocabulary, pointer},
};
use mentorcheck_yaml::{Document, Node, SourceFile};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    Added,
    Removed,
    Changed,
}

impl How {
    /// The prefix of the line in a text diff.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Removed => '-',
            Self::Changed => '~',
        }
    }
}

/// A changed fact: the value of a field, an item of a list, the closing of a list, or a free text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    pub field: String,
    pub change: How,
    /// Empty if the fact was added.
    pub from: Vec<String>,
    /// Empty if the fact was removed.
    pub to: Vec<String>,
    /// Whether a rule reads the field. Other changes cannot affect the judgement.
    pub judged: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Mark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Mark>,
}

/// The source of one version, used to locate facts.
#[derive(Debug, Clone, Copy)]
pub struct Places<'a> {
    pub text: &'a Arc<SourceFile>,
    pub document: &'a Document,
}

impl Places<'_> {
    fn mark(self, node: Node<'_>, pointer: String) -> Mark {
        Mark::new(self.text, node.span(), Some(pointer), None)
    }

    fn of_fact(self, fact: Fact, vocabulary: &Vocabulary) -> Option<Mark> {
        let (node, pointer) = fact.locate(self.document, vocabulary)?;
        Some(self.mark(node, pointer))
    }

    /// The values of a free-text field and their location.
    fn free(self, field: FieldId, vocabulary: &Vocabulary) -> Option<(Vec<String>, Mark)> {
        let node = node_of(self.document, vocabulary, field)?;
        let stated = |node: Node<'_>| node.as_str().filter(|text| !vocabulary.is_placeholder(text)).map(str::to_owned);
        let texts: Vec<String> = match node.as_sequence() {
            Some(items) => items.iter().filter_map(stated).collect(),
            None => stated(node).into_iter().collect(),
        };
        let definition = &vocabulary.fields[field];
        let pointer = pointer::field(definition);
        (!texts.is_empty()).then(|| (texts, self.mark(node, pointer)))
    }
}

/// A replacement, or a removal or addition alone.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Swap {
    takes: Option<Fact>,
    puts: Option<Fact>,
}

/// All edits from one version to another, and the base to which subsets are applied.
#[derive(Debug)]
pub struct Changes {
    old: BTreeSet<Fact>,
    swaps: Vec<Swap>,
}

impl Changes {
    /// Computes the edits from `old` to `new`, in the order of the vocabulary.
    #[must_use]
    pub fn between(vocabulary: &Vocabulary, old: &Facts, new: &Facts) -> Self {
        let (before, after): (BTreeSet<Fact>, BTreeSet<Fact>) = (old.all().collect(), new.all().collect());
        let mut swaps = Vec::new();
        for (field, definition) in vocabulary.fields.iter().enumerate() {
            let of = |facts: &BTreeSet<Fact>, others: &BTreeSet<Fact>| -> Vec<Fact> {
                facts.difference(others).filter(|fact| fact.field == field).copied().collect()
            };
            let (mut gone, mut come) = (of(&before, &after), of(&after, &before));
            // Sort the closing of a list (no value) last.
            gone.sort_by_key(|fact| fact.value.unwrap_or(usize::MAX));
            come.sort_by_key(|fact| fact.value.unwrap_or(usize::MAX));
            if definition.sort == Sort::One {
                let (takes, puts) = (gone.first().copied(), come.first().copied());
                if takes.is_some() || puts.is_some() {
                    swaps.push(Swap { takes, puts });
                }
            } else {
                swaps.extend(gone.into_iter().map(|fact| Swap { takes: Some(fact), puts: None }));
                swaps.extend(come.into_iter().map(|fact| Swap { takes: None, puts: Some(fact) }));
            }
        }
        Self { old: before, swaps }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.swaps.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.swaps.is_empty()
    }

    /// Applies a subset of the edits, given by index, to the old version.
    #[must_use]
    pub fn made(&self, vocabulary: &Vocabulary, chosen: &[usize]) -> Facts {
        let mut stated = self.old.clone();
        for number in chosen {
            let Swap { takes, puts } = &self.swaps[*number];
            stated.retain(|fact| Some(*fact) != *takes);
            stated.extend(puts);
        }
        stated.into_iter().fold(Facts::none(vocabulary), |facts, fact| facts.with(vocabulary, fact))
    }

    /// Indices of the edits that can affect any of these conditions.
    #[must_use]
    pub fn read_by<'c>(&self, conditions: impl IntoIterator<Item = &'c Condition>) -> Vec<usize> {
        let tests: Vec<&Test> = conditions.into_iter().flat_map(|condition| condition.tests()).collect();
        let reads = |fact: &Fact| {
            tests.iter().filter(|test| test.field == fact.field).any(|test| match (test.how, fact.value) {
                (Asked::OneOf | Asked::OtherThan, _) | (Asked::NoneOf, None) => true,
                (Asked::AnyOf, None) => false,
                (Asked::AnyOf | Asked::NoneOf, Some(value)) => test.values & bit(value) != 0,
            })
        };
        let one = |swap: &Swap| swap.takes.iter().chain(&swap.puts).any(reads);
        self.swaps.iter().enumerate().filter(|(_, swap)| one(swap)).map(|(number, _)| number).collect()
    }

    /// The changes as reported. Free texts come last, and are included only if both sources are given.
    #[must_use]
    pub fn told(
        &self,
        pack: &Pack,
        vocabulary: &Vocabulary,
        old: Option<Places<'_>>,
        new: Option<Places<'_>>,
    ) -> Vec<Change> {
        let judged = self.judged(pack);
        let one = |(number, swap): (usize, &Swap)| {
            let name = |fact: &Fact| fact.value_name(vocabulary).to_owned();
            let mark = |fact: Option<Fact>, places: Option<Places<'_>>| places?.of_fact(fact?, vocabulary);
            let field = swap.takes.or(swap.puts).map(|fact| vocabulary.fields[fact.field].name.clone());
            Change {
                field: field.unwrap_or_default(),
                change: how(swap.takes.is_some(), swap.puts.is_some()),
                from: swap.takes.iter().map(name).collect(),
                to: swap.puts.iter().map(name).collect(),
                judged: judged.contains(&number),
                old: mark(swap.takes, old),
                new: mark(swap.puts, new),
            }
        };
        let mut told: Vec<Change> = self.swaps.iter().enumerate().map(one).collect();
        let (Some(old), Some(new)) = (old, new) else { return told };
        for (field, definition) in vocabulary.fields.iter().enumerate().filter(|(_, one)| one.sort == Sort::Free) {
            let (before, after) = (old.free(field, vocabulary), new.free(field, vocabulary));
            let texts = |side: &Option<(Vec<String>, Mark)>| side.iter().flat_map(|(texts, _)| texts.clone()).collect();
            let (from, to): (Vec<String>, Vec<String>) = (texts(&before), texts(&after));
            if from != to {
                told.push(Change {
                    field: definition.name.clone(),
                    change: how(!from.is_empty(), !to.is_empty()),
                    from,
                    to,
                    judged: false,
                    old: before.map(|(_, mark)| mark),
                    new: after.map(|(_, mark)| mark),
                });
            }
        }
        told
    }

    /// Indices of the edits that any rule reads, including non-decisive ones, or the label rules.
    fn judged(&self, pack: &Pack) -> Vec<usize> {
        let criteria = pack.criteria.iter().flat_map(|one| [Some(&one.shown), one.refuted.as_ref()]);
        let points = pack.spectrum.points.iter().map(|point| Some(&point.ruled_out));
        let mut judged = self.read_by(criteria.chain(points).flatten());
        judged.extend(self.of_field(pack.labels.field));
        judged
    }

    #[must_use]
    pub fn of_field(&self, field: FieldId) -> Vec<usize> {
        let one = |swap: &Swap| swap.takes.iter().chain(&swap.puts).any(|fact| fact.field == field);
        self.swaps.iter().enumerate().filter(|(_, swap)| one(swap)).map(|(number, _)| number).collect()
    }
}

const fn how(was: bool, is: bool) -> How {
    match (was, is) {
        (true, true) => How::Changed,
        (true, false) => How::Removed,
        (false, _) => How::Added,
    }
}
