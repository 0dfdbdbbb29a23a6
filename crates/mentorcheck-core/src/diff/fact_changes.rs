//! The differences between the facts of two versions of a description.

use std::{collections::BTreeSet, sync::Arc};

use serde::Serialize;

use crate::{
    diagnostic::SourceLocation,
    evidence::EvidenceLevel,
    facts::{Fact, Facts, field_node, value_mask},
    pack::{Condition, Operator as Asked, Pack, Predicate},
    schema::{FieldId, FieldType, Vocabulary, pointer},
};
use mentorcheck_yaml::{Document, Node, SourceFile};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    Added,
    Removed,
    Changed,
}

impl ChangeKind {
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
    pub change: ChangeKind,
    /// Empty if the fact was added.
    pub from: Vec<String>,
    /// Empty if the fact was removed.
    pub to: Vec<String>,
    /// Whether a rule reads the field. Other changes cannot affect the judgement.
    pub judged: bool,
    /// How well the new fact is supported; `None` if it decides nothing, or its evidence was not looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<EvidenceLevel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<SourceLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<SourceLocation>,
}

/// The source of one version, used to locate facts.
#[derive(Debug, Clone, Copy)]
pub struct SourceRef<'a> {
    pub text: &'a Arc<SourceFile>,
    pub document: &'a Document,
}

impl SourceRef<'_> {
    fn location(self, node: Node<'_>, pointer: String) -> SourceLocation {
        SourceLocation::new(self.text, node.span(), Some(pointer), None)
    }

    fn locate_fact(self, fact: Fact, vocabulary: &Vocabulary) -> Option<SourceLocation> {
        let (node, pointer) = fact.locate(self.document, vocabulary)?;
        Some(self.location(node, pointer))
    }

    /// The values of a free-text field and their location.
    fn free_text(self, field: FieldId, vocabulary: &Vocabulary) -> Option<(Vec<String>, SourceLocation)> {
        let node = field_node(self.document, vocabulary, field)?;
        let stated_text =
            |node: Node<'_>| node.as_str().filter(|text| !vocabulary.is_placeholder(text)).map(str::to_owned);
        let texts: Vec<String> = match node.as_sequence() {
            Some(items) => items.iter().filter_map(stated_text).collect(),
            None => stated_text(node).into_iter().collect(),
        };
        let definition = &vocabulary.fields[field];
        let pointer = pointer::field(definition);
        (!texts.is_empty()).then(|| (texts, self.location(node, pointer)))
    }
}

/// A replacement, or a removal or addition alone.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FactEdit {
    removed: Option<Fact>,
    added: Option<Fact>,
}

/// All edits from one version to another, and the base to which subsets are applied.
#[derive(Debug)]
pub struct FactEdits {
    base: BTreeSet<Fact>,
    edits: Vec<FactEdit>,
}

impl FactEdits {
    /// Computes the edits from `old` to `new`, in the order of the vocabulary.
    #[must_use]
    pub fn between(vocabulary: &Vocabulary, old: &Facts, new: &Facts) -> Self {
        let (before, after): (BTreeSet<Fact>, BTreeSet<Fact>) = (old.iter().collect(), new.iter().collect());
        let mut edits = Vec::new();
        for (field, definition) in vocabulary.fields.iter().enumerate() {
            let only_in = |facts: &BTreeSet<Fact>, others: &BTreeSet<Fact>| -> Vec<Fact> {
                facts.difference(others).filter(|fact| fact.field == field).copied().collect()
            };
            let (mut removed_facts, mut added_facts) = (only_in(&before, &after), only_in(&after, &before));
            // Sort the closing of a list (no value) last.
            removed_facts.sort_by_key(|fact| fact.value.unwrap_or(usize::MAX));
            added_facts.sort_by_key(|fact| fact.value.unwrap_or(usize::MAX));
            if definition.field_type == FieldType::Enum {
                let (removed, added) = (removed_facts.first().copied(), added_facts.first().copied());
                if removed.is_some() || added.is_some() {
                    edits.push(FactEdit { removed, added });
                }
            } else {
                edits.extend(removed_facts.into_iter().map(|fact| FactEdit { removed: Some(fact), added: None }));
                edits.extend(added_facts.into_iter().map(|fact| FactEdit { removed: None, added: Some(fact) }));
            }
        }
        Self { base: before, edits }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.edits.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// Applies a subset of the edits, given by index, to the old version.
    #[must_use]
    pub fn apply(&self, vocabulary: &Vocabulary, chosen: &[usize]) -> Facts {
        let mut stated = self.base.clone();
        for index in chosen {
            let FactEdit { removed, added } = &self.edits[*index];
            stated.retain(|fact| Some(*fact) != *removed);
            stated.extend(added);
        }
        stated.into_iter().fold(Facts::empty(vocabulary), |facts, fact| facts.with(vocabulary, fact))
    }

    /// Indices of the edits that can affect any of these conditions.
    #[must_use]
    pub fn affecting<'c>(&self, conditions: impl IntoIterator<Item = &'c Condition>) -> Vec<usize> {
        let predicates: Vec<&Predicate> = conditions.into_iter().flat_map(|condition| condition.predicates()).collect();
        let is_read = |fact: &Fact| {
            predicates.iter().filter(|predicate| predicate.field == fact.field).any(|predicate| {
                match (predicate.operator, fact.value) {
                    (Asked::OneOf | Asked::OtherThan, _) | (Asked::NoneOf, None) => true,
                    (Asked::AnyOf, None) => false,
                    (Asked::AnyOf | Asked::NoneOf, Some(value)) => predicate.values & value_mask(value) != 0,
                }
            })
        };
        let is_affecting = |edit: &FactEdit| edit.removed.iter().chain(&edit.added).any(is_read);
        self.edits.iter().enumerate().filter(|(_, edit)| is_affecting(edit)).map(|(index, _)| index).collect()
    }

    /// The changes as reported. Free texts come last, and are included only if both sources are given.
    #[must_use]
    pub fn to_report(
        &self,
        pack: &Pack,
        vocabulary: &Vocabulary,
        old: Option<SourceRef<'_>>,
        new: Option<SourceRef<'_>>,
    ) -> Vec<Change> {
        let judged = self.read_by_rules(pack);
        let to_change = |(index, edit): (usize, &FactEdit)| {
            let name = |fact: &Fact| fact.value_name(vocabulary).to_owned();
            let locate = |fact: Option<Fact>, source: Option<SourceRef<'_>>| source?.locate_fact(fact?, vocabulary);
            let field = edit.removed.or(edit.added).map(|fact| vocabulary.fields[fact.field].name.clone());
            Change {
                field: field.unwrap_or_default(),
                change: change_kind(edit.removed.is_some(), edit.added.is_some()),
                from: edit.removed.iter().map(name).collect(),
                to: edit.added.iter().map(name).collect(),
                judged: judged.contains(&index),
                evidence: None,
                old: locate(edit.removed, old),
                new: locate(edit.added, new),
            }
        };
        let mut changes: Vec<Change> = self.edits.iter().enumerate().map(to_change).collect();
        let (Some(old), Some(new)) = (old, new) else { return changes };
        for (field, definition) in
            vocabulary.fields.iter().enumerate().filter(|(_, definition)| definition.field_type == FieldType::FreeText)
        {
            let (before, after) = (old.free_text(field, vocabulary), new.free_text(field, vocabulary));
            let texts = |side: &Option<(Vec<String>, SourceLocation)>| {
                side.iter().flat_map(|(texts, _)| texts.clone()).collect()
            };
            let (from, to): (Vec<String>, Vec<String>) = (texts(&before), texts(&after));
            if from != to {
                changes.push(Change {
                    field: definition.name.clone(),
                    change: change_kind(!from.is_empty(), !to.is_empty()),
                    from,
                    to,
                    judged: false,
                    evidence: None,
                    old: before.map(|(_, location)| location),
                    new: after.map(|(_, location)| location),
                });
            }
        }
        changes
    }

    /// Indices of the edits that any rule reads, including non-decisive ones, or the label rules.
    fn read_by_rules(&self, pack: &Pack) -> Vec<usize> {
        let criteria = pack.criteria.iter().flat_map(|criterion| [Some(&criterion.shown), criterion.refuted.as_ref()]);
        let points = pack.spectrum.points.iter().map(|point| Some(&point.ruled_out));
        let mut indices = self.affecting(criteria.chain(points).flatten());
        indices.extend(self.in_field(pack.labels.field));
        indices
    }

    #[must_use]
    pub fn in_field(&self, field: FieldId) -> Vec<usize> {
        let is_in_field = |edit: &FactEdit| edit.removed.iter().chain(&edit.added).any(|fact| fact.field == field);
        self.edits.iter().enumerate().filter(|(_, edit)| is_in_field(edit)).map(|(index, _)| index).collect()
    }
}

const fn change_kind(was_stated: bool, is_stated: bool) -> ChangeKind {
    match (was_stated, is_stated) {
        (true, true) => ChangeKind::Changed,
        (true, false) => ChangeKind::Removed,
        (false, _) => ChangeKind::Added,
    }
}
