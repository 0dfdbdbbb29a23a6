//! What would establish a kind: every minimal set of facts to state or to change.
//!
//! A kind is a list of questions that must all be shown and none refuted. The search takes the
//! first that is not, tries every smallest answer to it, and goes on from there; what it finds it
//! then prunes to the sets of which no part would do. Values that every question of the kind treats
//! alike are alternatives within a set, and are never multiplied out.

use std::{cell::Cell, collections::BTreeSet};

use crate::{
    facts::{Fact, Facts, bit},
    pack::{Condition, Criterion, KindId, Pack, Test, Weight},
    schema::{FieldId, Sort, Vocabulary},
};

/// The ways to a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ways {
    /// The kind.
    pub target: KindId,
    /// Every minimal set: those without a change first, then those with the fewest changes, then
    /// the shortest. Empty when the kind is established already, or cannot be reached.
    pub ways: Vec<Way>,
    /// Whether nothing that the vocabulary can say leads to the kind.
    pub unreachable: bool,
}

/// A minimal set: all its steps together establish the kind, and no part of them does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Facts to add.
    pub state: Vec<Step>,
    /// Stated facts to change.
    pub change: Vec<Step>,
}

/// One step: a field, and what will do for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub field: FieldId,
    /// Current values.
    pub from: Vec<Fact>,
    /// For a list: the values to take out.
    pub remove: Vec<Fact>,
    /// Any one of these will do; to a list it is added. Empty when taking out is enough.
    pub any_of: Vec<Fact>,
}

/// More sets than this are not searched for; ours have fifty at most.
const MOST: usize = 500;
/// More choices than this are not tried; ours need some twelve hundred, and a condition of many parts has more than
/// can be counted.
const TRIED: usize = 40_000;

/// Finds every way from `facts` to `target`.
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
    // Every minimal set was found, so whatever is not minimal has another of them as its part.
    let is_part = |part: &Choice, whole: &Choice| part.len() < whole.len() && part.is_subset(whole);
    let minimal = found.iter().filter(|whole| !found.iter().any(|part| is_part(part, whole)));
    let minimal: Vec<&Choice> = minimal.collect();
    let mut ways: Vec<Way> = search.merged(minimal).iter().map(|choice| search.way(choice)).collect();
    ways.sort_by_key(|way| (way.change.len(), way.state.len() + way.change.len()));
    // Where the search was given up, nobody knows.
    Ways { target, unreachable: ways.is_empty() && search.left.get() > 0, ways }
}

/// Something that can be done to one field: values that the kind's questions treat alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Move {
    /// State one of these, or add one of them to a list.
    Put { field: FieldId, values: u64 },
    /// Say that a list is complete.
    Close { field: FieldId },
    /// Take these out of a list.
    Take { field: FieldId, values: u64 },
}

impl Move {
    const fn field(&self) -> FieldId {
        match self {
            Self::Put { field, .. } | Self::Close { field } | Self::Take { field, .. } => *field,
        }
    }
}

/// Moves by their numbers.
type Choice = BTreeSet<usize>;

/// Every move that could matter for these questions.
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
        // Two values are alike when each test names both or neither.
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
    /// How many choices may still be tried.
    left: Cell<usize>,
}

impl Search<'_> {
    /// Whether another choice may be tried, which counts as one.
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

    /// Extends a choice until every question is met, in every way that leaves its moves alone.
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

    /// The minimal sets of further moves that meet one question.
    fn answers(&self, criterion: &Criterion, choice: &Choice) -> Vec<Choice> {
        let refuting = criterion.refuted.iter().flat_map(Condition::fields);
        let fields: BTreeSet<FieldId> = criterion.shown.fields().into_iter().chain(refuting).collect();
        let open: Vec<usize> = (0..self.moves.len())
            .filter(|number| fields.contains(&self.moves[*number].field()) && !choice.contains(number))
            .collect();
        let mut answers: Vec<Choice> = Vec::new();
        // By growing size, so that whatever contains an answer is no minimal one.
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

    /// Whether a move can be made together with others: a field of one value takes one.
    fn goes_with(&self, number: usize, choice: &Choice) -> bool {
        let field = self.moves[number].field();
        self.vocabulary.fields[field].sort == Sort::List
            || !choice.iter().any(|other| self.moves[*other].field() == field)
    }

    /// Choices that differ in one move alone, put together into one with alternatives.
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
                    // What did not fit before may fit now.
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
            // Taking out of a list and closing it is one step, however it is done.
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
    /// A list from which something is taken is changed, and what is added to it besides belongs there.
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

/// Two sets of moves that put values into the same fields and differ in one field alone.
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
