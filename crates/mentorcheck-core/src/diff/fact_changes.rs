//! The facts in which two versions of a description part.

use std::{collections::BTreeSet, sync::Arc};

use serde::Serialize;

use crate::{
    diagnostic::Mark,
    facts::{Fact, Facts, bit, node_of},
    pack::{Condition, How as Asked, Pack, Test},
    schema::{FieldId, Sort, Vocabulary, pointer},
};
use mentorcheck_yaml::{Document, Node, SourceFile};

/// What happened to a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It is stated now.
    Added,
    /// It is no longer stated.
    Removed,
    /// Something else is stated instead.
    Changed,
}

impl How {
    /// The sign that stands before the line that tells it.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Removed => '-',
            Self::Changed => '~',
        }
    }
}

/// One fact that is not the same in both versions: a field of one value, an item of a list, the
/// closing of a list, or a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    pub field: String,
    /// What happened.
    pub change: How,
    /// What was stated; empty where nothing was.
    pub from: Vec<String>,
    /// What is stated; empty where nothing is.
    pub to: Vec<String>,
    /// Whether a rule reads it. What no rule reads can move nothing.
    pub judged: bool,
    /// Where it was stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Mark>,
    /// Where it is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Mark>,
}

/// Where one version is written down, for telling the lines.
#[derive(Debug, Clone, Copy)]
pub struct Places<'a> {
    /// The file's text.
    pub text: &'a Arc<SourceFile>,
    /// The document.
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

    /// What stands in a field of free text, and where.
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

/// A change of what rules may read, as the facts that go and those that come.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Swap {
    takes: Option<Fact>,
    puts: Option<Fact>,
}

/// Every change between two versions, and any part of them made to the old one.
#[derive(Debug)]
pub struct Changes {
    old: BTreeSet<Fact>,
    swaps: Vec<Swap>,
}

impl Changes {
    /// The changes from `old` to `new`, in the order of the vocabulary.
    #[must_use]
    pub fn between(vocabulary: &Vocabulary, old: &Facts, new: &Facts) -> Self {
        let (before, after): (BTreeSet<Fact>, BTreeSet<Fact>) = (old.all().collect(), new.all().collect());
        let mut swaps = Vec::new();
        for (field, definition) in vocabulary.fields.iter().enumerate() {
            let of = |facts: &BTreeSet<Fact>, others: &BTreeSet<Fact>| -> Vec<Fact> {
                facts.difference(others).filter(|fact| fact.field == field).copied().collect()
            };
            let (mut gone, mut come) = (of(&before, &after), of(&after, &before));
            // What is left out stands last in the order of facts, and closes a list last here too.
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

    /// How many changes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.swaps.len()
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.swaps.is_empty()
    }

    /// The old version with these of the changes made to it.
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

    /// The changes that can make a difference to any of these conditions.
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

    /// The changes as they are told; those of free text come last, for no rule reads them.
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

    /// The changes that a rule reads, be it one that never decides, or the label.
    fn judged(&self, pack: &Pack) -> Vec<usize> {
        let criteria = pack.criteria.iter().flat_map(|one| [Some(&one.shown), one.refuted.as_ref()]);
        let points = pack.spectrum.points.iter().map(|point| Some(&point.ruled_out));
        let mut judged = self.read_by(criteria.chain(points).flatten());
        judged.extend(self.of_field(pack.labels.field));
        judged
    }

    /// The changes of one field.
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
