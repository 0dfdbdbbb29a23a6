//! Finds many sequences of words in one pass (Aho and Corasick 1975).
//!
//! The states are the beginnings of the sequences, as a tree. A word moves the state to a child, or back to the longest
//! ending of what was read that also begins a sequence. Moves back never outnumber moves on, so that a text takes time
//! in proportion to its words, however many sequences there are.

use std::collections::{HashMap, VecDeque};

/// Numbers for words, from 0.
#[derive(Debug)]
pub(super) struct WordNumbers {
    /// By the low bits of a word: the first such word, with its number. Most words of a text have none.
    first: Vec<Option<(u64, usize)>>,
    others: HashMap<u64, usize>,
    count: usize,
}

const FIRST_SIZE: usize = 1 << 12;

impl Default for WordNumbers {
    fn default() -> Self {
        Self { first: vec![None; FIRST_SIZE], others: HashMap::new(), count: 0 }
    }
}

impl WordNumbers {
    /// The number of a word, which is a new one for a new word.
    pub(super) fn add(&mut self, fold: u64) -> usize {
        if let Some(number) = self.get(fold) {
            return number;
        }
        let number = self.count;
        self.count += 1;
        match &mut self.first[low_bits(fold)] {
            Some(_) => {
                self.others.insert(fold, number);
            }
            empty => *empty = Some((fold, number)),
        }
        number
    }

    pub(super) fn get(&self, fold: u64) -> Option<usize> {
        match self.first[low_bits(fold)] {
            Some((first, number)) if first == fold => Some(number),
            Some(_) => self.others.get(&fold).copied(),
            None => None,
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.count
    }
}

#[allow(clippy::cast_possible_truncation, reason = "only the low bits matter")]
const fn low_bits(fold: u64) -> usize {
    fold as usize % FIRST_SIZE
}

/// A beginning of sequences. The root, which is state 0, is the empty one.
#[derive(Debug, Default)]
struct State {
    /// By the number of the word; those of the root are apart.
    children: Vec<(usize, usize)>,
    /// The longest proper ending that is a state.
    fallback: usize,
    length: usize,
    /// The sequences that end here.
    ends: Vec<usize>,
    /// The longest proper ending at which a sequence ends; the root if there is none.
    next_end: usize,
}

/// The sequences, and how much of them the words so far have matched.
#[derive(Debug)]
pub(super) struct Automaton {
    states: Vec<State>,
    /// The states after one word, by its number; the root if there is none.
    first_words: Vec<usize>,
    state: usize,
}

impl Automaton {
    /// Takes sequences of numbers, each below `word_count`, none of them empty. Sequences are numbered in their order.
    pub(super) fn new(sequences: impl IntoIterator<Item = Vec<usize>>, word_count: usize) -> Self {
        let mut automaton = Self { states: vec![State::default()], first_words: vec![0; word_count], state: 0 };
        for (index, sequence) in sequences.into_iter().enumerate() {
            let mut state = 0;
            for word in sequence {
                state = automaton.child(state, word).unwrap_or_else(|| automaton.add_child(state, word));
            }
            automaton.states[state].ends.push(index);
        }
        automaton.link();
        automaton
    }

    fn child(&self, state: usize, word: usize) -> Option<usize> {
        if state == 0 {
            return Some(self.first_words[word]).filter(|child| *child > 0);
        }
        let children = &self.states[state].children;
        match children.as_slice() {
            [] => None,
            [(only, child)] => (*only == word).then_some(*child),
            _ => children.binary_search_by_key(&word, |child| child.0).ok().map(|at| children[at].1),
        }
    }

    fn add_child(&mut self, state: usize, word: usize) -> usize {
        let child = self.states.len();
        self.states.push(State { length: self.states[state].length + 1, ..State::default() });
        if state == 0 {
            self.first_words[word] = child;
        } else {
            let children = &mut self.states[state].children;
            let at = children.partition_point(|(other, _)| *other < word);
            children.insert(at, (word, child));
        }
        child
    }

    /// Links each state with its endings, shorter states first.
    fn link(&mut self) {
        let mut queue: VecDeque<usize> = self.first_words.iter().copied().filter(|child| *child > 0).collect();
        while let Some(parent) = queue.pop_front() {
            for at in 0..self.states[parent].children.len() {
                let (word, child) = self.states[parent].children[at];
                let fallback = self.next_state(self.states[parent].fallback, word);
                let has_end = !self.states[fallback].ends.is_empty();
                self.states[child].next_end = if has_end { fallback } else { self.states[fallback].next_end };
                self.states[child].fallback = fallback;
                queue.push_back(child);
            }
        }
    }

    fn next_state(&self, mut state: usize, word: usize) -> usize {
        loop {
            match self.child(state, word) {
                Some(child) => return child,
                None if state == 0 => return 0,
                None => state = self.states[state].fallback,
            }
        }
    }

    /// Takes a word that has a number. Returns the length of the longest beginning of a sequence that the words end with.
    pub(super) fn advance(&mut self, word: usize) -> usize {
        self.state = self.next_state(self.state, word);
        self.states[self.state].length
    }

    /// Takes a word that is in no sequence.
    pub(super) const fn reset(&mut self) {
        self.state = 0;
    }

    /// Whether the words so far end with a sequence.
    pub(super) fn has_ends(&self) -> bool {
        let state = &self.states[self.state];
        state.next_end > 0 || !state.ends.is_empty()
    }

    /// The sequences that the words so far end with, from the longest.
    pub(super) fn ends(&self) -> impl Iterator<Item = usize> {
        let first = Some(self.state).filter(|state| *state > 0);
        let states =
            std::iter::successors(first, |state| Some(self.states[*state].next_end).filter(|state| *state > 0));
        states.flat_map(|state| self.states[state].ends.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Automaton;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

        #[test]
        fn every_sequence_is_found_where_it_ends(
            sequences in proptest::collection::vec(proptest::collection::vec(0_usize..3, 1..6), 0..6),
            text in proptest::collection::vec(0_usize..4, 0..60),
        ) {
            let mut automaton = Automaton::new(sequences.clone(), 3);
            for (at, word) in text.iter().enumerate() {
                if *word < 3 {
                    automaton.advance(*word);
                } else {
                    automaton.reset();
                }
                let mut found: Vec<usize> = automaton.ends().collect();
                found.sort_unstable();
                let here = |sequence: &Vec<usize>| text[..=at].ends_with(sequence);
                let expected: Vec<usize> = (0..sequences.len()).filter(|index| here(&sequences[*index])).collect();
                prop_assert_eq!(automaton.has_ends(), !expected.is_empty());
                prop_assert_eq!(found, expected);
            }
        }
    }
}
