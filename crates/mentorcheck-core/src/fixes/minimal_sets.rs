//! Finds all minimal sets of edits that establish a kind. Depth-first search: take the first criterion that is not met,
//! branch on each minimal set of edits that meets it, and prune non-minimal results at the end. Values that all
//! predicates of the kind treat alike form one equivalence class and are alternatives within a set.

use std::{cell::Cell, collections::BTreeSet};

use crate::{
    facts::{Fact, Facts, bit},
    pack::{Condition, Criterion, KindId, Pack, Test, Weight},
    schema::{FieldId, Sort, Vocabulary},
};

/// Result of the search for one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ways {
    pub target: KindId,
    /// All minimal sets, sorted by number of changes, then by total number of edits. Empty if the kind is established
    /// or unreachable.
    pub ways: Vec<Way>,
    /// Whether no set of edits establishes the kind; `false` if the search ran out of budget.
    pub unreachable: bool,
}

/// A minimal set of edits: together they establish the kind, and no proper subset does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Facts to add.
    pub state: Vec<Step>,
    /// Stated facts to change.
    pub change: Vec<Step>,
}

/// Edit of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub field: FieldId,
    /// Current values.
    pub from: Vec<Fact>,
    /// Values to remove from a list.
    pub remove: Vec<Fact>,
    /// Alternatives to set, or to add to a list; empty if removing values is enough.
    pub any_of: Vec<Fact>,
}

/// Maximum number of sets to collect. The built-in pack has at most 50.
const MOST: usize = 500;
/// Search budget in candidate sets. The built-in pack needs about 1,200; without a budget the search is exponential in
/// the size of a condition.
const TRIED: usize = 40_000;

/// Finds all minimal sets of edits to `facts` that establish `target`, within the limits above.
#[must_use]
pub fn ways(pack: &Pack, vocabulary: &Vocabulary, facts: &Facts, target: KindId) -> Ways {
    let necessary = |id: &usize| pack.criteria[*id].weight == Weight::Necessary;
    let ids: BTreeSet<usize> = pack.owned_criteria_of(target).map(|(_, id)| id).filter(necessary).collect();
    let criteria: Vec<&Criterion> = ids.into_iter().map(|id| &pack.criteria[id]).collect();
    let left = Cell::new(TRIED);
    let search = Search { vocabulary, facts, moves: moves(vocabulary, facts, &criteria), criteria, left };
    if search.holds(&BTreeSet::new()) {
        return Ways { target, ways: Vec::new(), unreachable: false };
    }
    let mut found = BTreeSet::new();
    search.extend(&BTreeSet::new(), &mut found, &mut BTreeSet::new());
    // The search finds every minimal set, so a set is minimal if no other result is a proper subset.
    let is_part = |part: &Choice, whole: &Choice| part.len() < whole.len() && part.is_subset(whole);
    let minimal = found.iter().filter(|whole| !found.iter().any(|part| is_part(part, whole)));
    let minimal: Vec<&Choice> = minimal.collect();
    let mut ways: Vec<Way> = search.merged(minimal).iter().map(|choice| search.way(choice)).collect();
    ways.sort_by_key(|way| (way.change.len(), way.state.len() + way.change.len()));
    // An exhausted budget proves nothing.
    Ways { target, unreachable: ways.is_empty() && search.left.get() > 0, ways }
}

/// Edit of one field by a class of equivalent values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Move {
    /// Set the field to one of the values, or add one of them to a list.
    Put { field: FieldId, values: u64 },
    /// Mark a list as complete.
    Close { field: FieldId },
    /// Remove the values from a list.
    Take { field: FieldId, values: u64 },
}

impl Move {
    const fn field(&self) -> FieldId {
        match self {
            Self::Put { field, .. } | Self::Close { field } | Self::Take { field, .. } => *field,
        }
    }
}

/// Indices of candidate edits.
type Choice = BTreeSet<usize>;

/// Enumerates the edits that can affect the criteria.
fn moves(vocabulary: &Vocabulary, facts: &Facts, criteria: &[&Criterion]) -> Vec<Move> {
    let conditions =
        criteria.iter().flat_map(|criterion| [Some(&criterion.shown), criterion.refuted.as_ref()]).flatten();
    let tests: Vec<&Test> = conditions.flat_map(|condition| condition.tests()).collect();
    let mut moves = Vec::new();
    for (field, definition) in vocabulary.fields.iter().enumerate() {
        let tests: Vec<_> = tests.iter().filter(|test| test.field == field).collect();
        if tests.is_empty() {
            continue;
        }
        // Two values are equivalent if every predicate contains both or neither.
        let mut classes: Vec<(Vec<bool>, u64)> = Vec::new();
        for value in 0..definition.values.len() {
            let named: Vec<bool> = tests.iter().map(|test| test.values & bit(value) != 0).collect();
            match classes.iter_mut().find(|(same, _)| *same == named) {
                Some((_, values)) => *values |= bit(value),
                None => classes.push((named, bit(value))),
            }
        }
        let stated = facts.of(field);
        for (_, values) in classes {
            if definition.sort == Sort::List {
                if stated.values & values != 0 {
                    moves.push(Move::Take { field, values: stated.values & values });
                } else {
                    moves.push(Move::Put { field, values });
                }
            } else if stated.values & values == 0 {
                moves.push(Move::Put { field, values });
            }
        }
        if definition.closing.is_some() && !stated.closed {
            moves.push(Move::Close { field });
        }
    }
    moves
}

struct Search<'s> {
    vocabulary: &'s Vocabulary,
    facts: &'s Facts,
    criteria: Vec<&'s Criterion>,
    moves: Vec<Move>,
    /// Remaining search budget.
    left: Cell<usize>,
}

impl Search<'_> {
    /// Consumes one unit of the budget; `false` if none is left.
    fn may_try(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    fn apply(&self, choice: &Choice) -> Facts {
        choice.iter().fold(self.facts.clone(), |facts, number| match self.moves[*number] {
            Move::Put { field, values } => {
                facts.with(self.vocabulary, Fact { field, value: Some(values.trailing_zeros() as usize) })
            }
            Move::Close { field } => facts.with(self.vocabulary, Fact { field, value: None }),
            Move::Take { field, values } => facts.without(field, values),
        })
    }

    fn met(criterion: &Criterion, facts: &Facts) -> bool {
        criterion.shown.holds(facts) && !criterion.refuted.as_ref().is_some_and(|refuted| refuted.holds(facts))
    }

    fn holds(&self, choice: &Choice) -> bool {
        let facts = self.apply(choice);
        self.criteria.iter().all(|criterion| Self::met(criterion, &facts))
    }

    /// Extends a set until all criteria are met and collects the results. Sets in `seen` are skipped.
    fn extend(&self, choice: &Choice, found: &mut BTreeSet<Choice>, seen: &mut BTreeSet<Choice>) {
        if found.len() >= MOST || !self.may_try() || !seen.insert(choice.clone()) {
            return;
        }
        let facts = self.apply(choice);
        let Some(unmet) = self.criteria.iter().find(|criterion| !Self::met(criterion, &facts)) else {
            found.insert(choice.clone());
            return;
        };
        for answer in self.answers(unmet, choice) {
            self.extend(&choice.union(&answer).copied().collect(), found, seen);
        }
    }

    /// Minimal sets of further edits that meet one criterion.
    fn answers(&self, criterion: &Criterion, choice: &Choice) -> Vec<Choice> {
        let refuting = criterion.refuted.iter().flat_map(Condition::fields);
        let fields: BTreeSet<FieldId> = criterion.shown.fields().into_iter().chain(refuting).collect();
        let open: Vec<usize> = (0..self.moves.len())
            .filter(|number| fields.contains(&self.moves[*number].field()) && !choice.contains(number))
            .collect();
        let mut answers: Vec<Choice> = Vec::new();
        // Breadth-first by size, so supersets of an answer are skipped.
        let mut level: Vec<Choice> = vec![Choice::new()];
        while !level.is_empty() {
            let mut next = BTreeSet::new();
            for set in level {
                if answers.iter().any(|answer| answer.is_subset(&set)) {
                    continue;
                }
                if !self.may_try() {
                    return answers;
                }
                let whole: Choice = choice.union(&set).copied().collect();
                if Self::met(criterion, &self.apply(&whole)) {
                    answers.push(set);
                    continue;
                }
                let last = set.last().copied();
                for number in open.iter().filter(|number| last.is_none_or(|last| **number > last)) {
                    if self.goes_with(*number, &whole) {
                        next.insert(set.iter().copied().chain([*number]).collect());
                    }
                }
            }
            level = next.into_iter().collect();
        }
        answers
    }

    /// Whether an edit is compatible with a set: a single-valued field can be edited once.
    fn goes_with(&self, number: usize, choice: &Choice) -> bool {
        let field = self.moves[number].field();
        self.vocabulary.fields[field].sort == Sort::List
            || !choice.iter().any(|other| self.moves[*other].field() == field)
    }

    /// Merges sets that differ in the values of one edit into one set with alternatives, up to a fixed point.
    fn merged(&self, choices: Vec<&Choice>) -> Vec<Vec<Move>> {
        let mut sets: Vec<Vec<Move>> = choices
            .into_iter()
            .map(|choice| choice.iter().map(|number| self.moves[*number].clone()).collect())
            .collect();
        let mut at = 0;
        while at < sets.len() {
            let twin = (at + 1..sets.len()).find_map(|other| Some((other, together(&sets[at], &sets[other])?)));
            match twin {
                Some((other, union)) => {
                    sets.remove(other);
                    sets[at] = union;
                    // Merged sets can merge again with earlier ones.
                    at = 0;
                }
                None => at += 1,
            }
        }
        sets
    }

    fn way(&self, moves: &[Move]) -> Way {
        let mut way = Way { state: Vec::new(), change: Vec::new() };
        let facts = |field: FieldId, values: u64| -> Vec<Fact> {
            let values = (0..u64::BITS as usize).filter(|value| values & bit(*value) != 0);
            values.map(|value| Fact { field, value: Some(value) }).collect()
        };
        for one in moves {
            let field = one.field();
            let from: Vec<Fact> = self.facts.all().filter(|fact| fact.field == field).collect();
            let (remove, any_of) = match one {
                Move::Put { field, values } => (Vec::new(), facts(*field, *values)),
                Move::Close { field } => (Vec::new(), vec![Fact { field: *field, value: None }]),
                Move::Take { field, values } => (facts(*field, *values), Vec::new()),
            };
            let is_list = self.vocabulary.fields[field].sort == Sort::List;
            let changes = !remove.is_empty() || if is_list { self.facts.of(field).closed } else { !from.is_empty() };
            let steps = if changes { &mut way.change } else { &mut way.state };
            // Removing from a list and closing it are one edit.
            match steps
                .iter_mut()
                .find(|step| step.field == field && is_list && (step.any_of.is_empty() || any_of.is_empty()))
            {
                Some(step) => {
                    step.remove.extend(remove);
                    step.any_of.extend(any_of);
                }
                None => steps.push(Step { field, from, remove, any_of }),
            }
        }
        way.join_lists();
        way
    }
}

impl Way {
    /// Moves additions to a list into the edit that removes values from it.
    fn join_lists(&mut self) {
        let stated = std::mem::take(&mut self.state);
        for step in stated {
            match self.change.iter_mut().find(|change| change.field == step.field && change.any_of.is_empty()) {
                Some(change) => change.any_of = step.any_of,
                None => self.state.push(step),
            }
        }
    }
}

/// Merges two sets that differ only in the values that one edit sets.
fn together(one: &[Move], other: &[Move]) -> Option<Vec<Move>> {
    if one.len() != other.len() {
        return None;
    }
    let mut union = one.to_vec();
    let mut differing = 0;
    for (mine, theirs) in union.iter_mut().zip(other) {
        if mine == theirs {
            continue;
        }
        match (mine, theirs) {
            (Move::Put { field, values }, Move::Put { field: same, values: more }) if field == same => *values |= more,
            _ => return None,
        }
        differing += 1;
    }
    (differing == 1).then_some(union)
}
