//! Finds all minimal sets of edits that establish a kind. Depth-first search: take the first criterion that is not met,
//! branch on each minimal set of edits that meets it, and prune non-minimal results at the end. Values that all
//! predicates of the kind treat alike form one equivalence class and are alternatives within a set.

use std::{
    cell::Cell,
    collections::{BTreeSet, HashSet},
};

use super::edit_set::EditSet;
use crate::{
    facts::{Fact, Facts, value_mask, values_of},
    pack::{Condition, Criterion, KindId, Pack, Predicate, Weight},
    schema::{FieldId, FieldType, Vocabulary},
};

/// Result of the search for one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixSets {
    pub target: KindId,
    /// All minimal sets: first those with few changes, then those with few additions that answer each criterion in its own
    /// field. Empty if the kind is established or unreachable.
    pub sets: Vec<FixSet>,
    /// Whether no set of edits establishes the kind; `false` if the search ran out of budget.
    pub unreachable: bool,
}

/// A minimal set of edits: together they establish the kind, and no proper subset does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixSet {
    /// Facts to add.
    pub additions: Vec<Edit>,
    /// Stated facts to change.
    pub changes: Vec<Edit>,
}

/// Edit of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub field: FieldId,
    /// Current values.
    pub current: Vec<Fact>,
    /// Values to remove from a list.
    pub remove: Vec<Fact>,
    /// Alternatives to set, or to add to a list; empty if removing values is enough.
    pub any_of: Vec<Fact>,
}

/// Maximum number of sets to collect. The built-in pack has at most 50.
const MAX_SETS: usize = 500;
/// Search budget in candidate sets. The built-in pack needs about 1,200; without a budget the search is exponential in
/// the size of a condition.
const MAX_TRIALS: usize = 40_000;

/// Finds all minimal sets of edits to `facts` that establish `target`, within the limits above.
#[must_use]
pub fn minimal_fix_sets(pack: &Pack, vocabulary: &Vocabulary, facts: &Facts, target: KindId) -> FixSets {
    let necessary = |id: &usize| pack.criteria[*id].weight == Weight::Necessary;
    let ids: BTreeSet<usize> = pack.criteria_with_owner(target).map(|(_, id)| id).filter(necessary).collect();
    let criteria: Vec<&Criterion> = ids.into_iter().map(|id| &pack.criteria[id]).collect();
    let budget = Cell::new(MAX_TRIALS);
    let search =
        FixSearch { vocabulary, facts, candidates: candidate_edits(vocabulary, facts, &criteria), criteria, budget };
    if search.is_solution(&EditSet::default()) {
        return FixSets { target, sets: Vec::new(), unreachable: false };
    }
    let mut found = BTreeSet::new();
    search.search(EditSet::default(), &mut found, &mut HashSet::new());
    // The search finds every minimal set, so a set is minimal if no other result is a proper subset.
    let minimal = found.iter().filter(|set| !found.iter().any(|subset| subset.is_proper_subset(set)));
    let minimal: Vec<&EditSet> = minimal.collect();
    let mut sets: Vec<FixSet> = search.merge_all(minimal).iter().map(|edits| search.to_fix_set(edits)).collect();
    // A criterion asks about the field that its condition names first. To answer it in another field
    // costs one and a half edits: one value can stand for two criteria, and is not the plainer answer for that.
    let unmet = search.criteria.iter().filter(|criterion| !FixSearch::is_met(criterion, facts));
    let own_fields: Vec<FieldId> =
        unmet.filter_map(|criterion| criterion.shown.predicates().next()).map(|predicate| predicate.field).collect();
    let indirect = |set: &FixSet| {
        let is_edited = |field: &FieldId| set.additions.iter().chain(&set.changes).any(|edit| edit.field == *field);
        own_fields.iter().filter(|field| !is_edited(field)).count()
    };
    sets.sort_by_cached_key(|set| (set.changes.len(), 2 * set.additions.len() + 3 * indirect(set)));
    // An exhausted budget proves nothing.
    FixSets { target, unreachable: sets.is_empty() && search.budget.get() > 0, sets }
}

/// Edit of one field by a class of equivalent values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum CandidateEdit {
    /// Set the field to one of the values, or add one of them to a list.
    Set { field: FieldId, values: u64 },
    /// Mark a list as complete.
    Close { field: FieldId },
    /// Remove the values from a list.
    Remove { field: FieldId, values: u64 },
}

impl CandidateEdit {
    const fn field(&self) -> FieldId {
        match self {
            Self::Set { field, .. } | Self::Close { field } | Self::Remove { field, .. } => *field,
        }
    }
}

/// Enumerates the edits that can affect the criteria.
fn candidate_edits(vocabulary: &Vocabulary, facts: &Facts, criteria: &[&Criterion]) -> Vec<CandidateEdit> {
    let conditions =
        criteria.iter().flat_map(|criterion| [Some(&criterion.shown), criterion.refuted.as_ref()]).flatten();
    let predicates: Vec<&Predicate> = conditions.flat_map(|condition| condition.predicates()).collect();
    let mut candidates = Vec::new();
    for (field, definition) in vocabulary.fields.iter().enumerate() {
        let predicates: Vec<_> = predicates.iter().filter(|predicate| predicate.field == field).collect();
        if predicates.is_empty() {
            continue;
        }
        // Two values are equivalent if every predicate contains both or neither.
        let mut classes: Vec<(Vec<bool>, u64)> = Vec::new();
        for value in 0..definition.values.len() {
            let membership: Vec<bool> =
                predicates.iter().map(|predicate| predicate.values & value_mask(value) != 0).collect();
            match classes.iter_mut().find(|(same, _)| *same == membership) {
                Some((_, values)) => *values |= value_mask(value),
                None => classes.push((membership, value_mask(value))),
            }
        }
        let stated = facts.get(field);
        for (_, values) in classes {
            if definition.field_type == FieldType::EnumList {
                if stated.values & values != 0 {
                    candidates.push(CandidateEdit::Remove { field, values: stated.values & values });
                } else {
                    candidates.push(CandidateEdit::Set { field, values });
                }
            } else if stated.values & values == 0 {
                candidates.push(CandidateEdit::Set { field, values });
            }
        }
        if definition.closing.is_some() && !stated.closed {
            candidates.push(CandidateEdit::Close { field });
        }
    }
    debug_assert!(candidates.len() <= EditSet::CAPACITY, "{} edits", candidates.len());
    candidates
}

struct FixSearch<'s> {
    vocabulary: &'s Vocabulary,
    facts: &'s Facts,
    criteria: Vec<&'s Criterion>,
    candidates: Vec<CandidateEdit>,
    /// Remaining search budget.
    budget: Cell<usize>,
}

impl FixSearch<'_> {
    /// Consumes one unit of the budget; `false` if none is left.
    fn consume_budget(&self) -> bool {
        let remaining = self.budget.get();
        self.budget.set(remaining.saturating_sub(1));
        remaining > 0
    }

    fn apply(&self, edits: &EditSet, facts: &Facts) -> Facts {
        let mut facts = facts.clone();
        for index in edits.iter() {
            match self.candidates[index] {
                CandidateEdit::Set { field, values } => {
                    let value = Some(values.trailing_zeros() as usize);
                    facts.insert(self.vocabulary, Fact { field, value });
                }
                CandidateEdit::Close { field } => facts.insert(self.vocabulary, Fact { field, value: None }),
                CandidateEdit::Remove { field, values } => facts.remove(field, values),
            }
        }
        facts
    }

    fn is_met(criterion: &Criterion, facts: &Facts) -> bool {
        criterion.shown.eval(facts) && !criterion.refuted.as_ref().is_some_and(|refuted| refuted.eval(facts))
    }

    fn is_solution(&self, edits: &EditSet) -> bool {
        let facts = self.apply(edits, self.facts);
        self.criteria.iter().all(|criterion| Self::is_met(criterion, &facts))
    }

    /// Extends a set until all criteria are met and collects the results. Sets in `seen` are skipped.
    fn search(&self, edits: EditSet, results: &mut BTreeSet<EditSet>, seen: &mut HashSet<EditSet>) {
        if results.len() >= MAX_SETS || !self.consume_budget() || !seen.insert(edits) {
            return;
        }
        let facts = self.apply(&edits, self.facts);
        let Some(unmet) = self.criteria.iter().find(|criterion| !Self::is_met(criterion, &facts)) else {
            results.insert(edits);
            return;
        };
        for extension in self.minimal_extensions(unmet, &edits, &facts) {
            self.search(edits.union(&extension), results, seen);
        }
    }

    /// Minimal sets of further edits that meet one criterion, given the facts after `edits`.
    fn minimal_extensions(&self, criterion: &Criterion, edits: &EditSet, facts: &Facts) -> Vec<EditSet> {
        let refuting = criterion.refuted.iter().flat_map(Condition::fields);
        let fields: BTreeSet<FieldId> = criterion.shown.fields().into_iter().chain(refuting).collect();
        let available: Vec<usize> = (0..self.candidates.len())
            .filter(|index| fields.contains(&self.candidates[*index].field()) && !edits.contains(*index))
            .collect();
        let mut extensions: Vec<EditSet> = Vec::new();
        // Breadth-first by size, so supersets of an answer are skipped.
        let mut level: Vec<EditSet> = vec![EditSet::default()];
        while !level.is_empty() {
            let mut next = Vec::new();
            for set in level {
                if extensions.iter().any(|extension| extension.is_subset(&set)) {
                    continue;
                }
                if !self.consume_budget() {
                    return extensions;
                }
                if Self::is_met(criterion, &self.apply(&set, facts)) {
                    extensions.push(set);
                    continue;
                }
                let whole = edits.union(&set);
                let last = set.last();
                // Each set is made once, from the set without its last edit.
                for index in available.iter().filter(|number| last.is_none_or(|last| **number > last)) {
                    if self.is_compatible(*index, &whole) {
                        next.push(set.with(*index));
                    }
                }
            }
            level = next;
        }
        extensions
    }

    /// Whether an edit is compatible with a set: a single-valued field can be edited once.
    fn is_compatible(&self, index: usize, edits: &EditSet) -> bool {
        let field = self.candidates[index].field();
        self.vocabulary.fields[field].field_type == FieldType::EnumList
            || !edits.iter().any(|other| self.candidates[other].field() == field)
    }

    /// Merges sets that differ in the values of one edit into one set with alternatives, up to a fixed point.
    fn merge_all(&self, minimal: Vec<&EditSet>) -> Vec<Vec<CandidateEdit>> {
        let mut sets: Vec<Vec<CandidateEdit>> = minimal
            .into_iter()
            .map(|edits| edits.iter().map(|index| self.candidates[index].clone()).collect())
            .collect();
        let mut i = 0;
        while i < sets.len() {
            let mergeable =
                (i + 1..sets.len()).find_map(|other| Some((other, merge_alternatives(&sets[i], &sets[other])?)));
            match mergeable {
                Some((other, union)) => {
                    sets.remove(other);
                    sets[i] = union;
                    // Merged sets can merge again with earlier ones.
                    i = 0;
                }
                None => i += 1,
            }
        }
        sets
    }

    fn to_fix_set(&self, edits: &[CandidateEdit]) -> FixSet {
        let mut fix_set = FixSet { additions: Vec::new(), changes: Vec::new() };
        let facts = |field: FieldId, values: u64| -> Vec<Fact> {
            values_of(values).map(|value| Fact { field, value: Some(value) }).collect()
        };
        for edit in edits {
            let field = edit.field();
            let current: Vec<Fact> = self.facts.of_field(field).collect();
            let (remove, any_of) = match edit {
                CandidateEdit::Set { field, values } => (Vec::new(), facts(*field, *values)),
                CandidateEdit::Close { field } => (Vec::new(), vec![Fact { field: *field, value: None }]),
                CandidateEdit::Remove { field, values } => (facts(*field, *values), Vec::new()),
            };
            let is_list = self.vocabulary.fields[field].field_type == FieldType::EnumList;
            let is_change =
                !remove.is_empty() || if is_list { self.facts.get(field).closed } else { !current.is_empty() };
            let target = if is_change { &mut fix_set.changes } else { &mut fix_set.additions };
            // Removing from a list and closing it are one edit.
            match target
                .iter_mut()
                .find(|entry| entry.field == field && is_list && (entry.any_of.is_empty() || any_of.is_empty()))
            {
                Some(entry) => {
                    entry.remove.extend(remove);
                    entry.any_of.extend(any_of);
                }
                None => target.push(Edit { field, current, remove, any_of }),
            }
        }
        fix_set.fold_list_edits();
        fix_set
    }
}

impl FixSet {
    /// Moves additions to a list into the edit that removes values from it.
    fn fold_list_edits(&mut self) {
        let additions = std::mem::take(&mut self.additions);
        for edit in additions {
            match self.changes.iter_mut().find(|change| change.field == edit.field && change.any_of.is_empty()) {
                Some(change) => change.any_of = edit.any_of,
                None => self.additions.push(edit),
            }
        }
    }
}

/// Merges two sets that differ only in the values that one edit sets.
fn merge_alternatives(left: &[CandidateEdit], right: &[CandidateEdit]) -> Option<Vec<CandidateEdit>> {
    if left.len() != right.len() {
        return None;
    }
    let mut merged = left.to_vec();
    let mut differing = 0;
    for (mine, theirs) in merged.iter_mut().zip(right) {
        if mine == theirs {
            continue;
        }
        match (mine, theirs) {
            (CandidateEdit::Set { field, values }, CandidateEdit::Set { field: same, values: more })
                if field == same =>
            {
                *values |= more;
            }
            _ => return None,
        }
        differing += 1;
    }
    (differing == 1).then_some(merged)
}
