//! A set of edits, by their indices, as bits.

use std::cmp::Ordering;

use crate::facts::values_of;

const WORDS: usize = 4;
const BITS: usize = u64::BITS as usize;

/// A set of indices below [`EditSet::CAPACITY`]. Sets are ordered as the lists of their indices are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct EditSet([u64; WORDS]);

impl EditSet {
    /// More than the values of all fields of a description, which a test shows.
    pub(super) const CAPACITY: usize = WORDS * BITS;

    pub(super) const fn contains(&self, index: usize) -> bool {
        self.0[index / BITS] & (1 << (index % BITS)) != 0
    }

    pub(super) const fn with(mut self, index: usize) -> Self {
        self.0[index / BITS] |= 1 << (index % BITS);
        self
    }

    pub(super) fn union(mut self, other: &Self) -> Self {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
        self
    }

    pub(super) fn is_subset(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).all(|(word, others)| word & !others == 0)
    }

    pub(super) fn is_proper_subset(&self, other: &Self) -> bool {
        self != other && self.is_subset(other)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + use<'_> {
        self.0.iter().enumerate().flat_map(|(word, bits)| values_of(*bits).map(move |bit| word * BITS + bit))
    }

    pub(super) fn last(&self) -> Option<usize> {
        let (word, bits) = self.0.iter().enumerate().rfind(|(_, bits)| **bits != 0)?;
        Some(word * BITS + bits.ilog2() as usize)
    }
}

impl Ord for EditSet {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl PartialOrd for EditSet {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::EditSet;
    use crate::schema::vocabulary;

    #[test]
    fn a_set_behaves_like_an_ordered_set_of_its_indices() {
        let sets: [&[usize]; 7] = [&[], &[0], &[0, 63, 64], &[0, 64], &[1], &[64, 255], &[255]];
        let all: Vec<_> =
            sets.iter().map(|indices| indices.iter().fold(EditSet::default(), |set, one| set.with(*one))).collect();
        for (left, one) in sets.iter().zip(&all) {
            let ours: BTreeSet<usize> = left.iter().copied().collect();
            assert_eq!(one.iter().collect::<BTreeSet<_>>(), ours);
            assert_eq!(one.last(), ours.last().copied());
            assert!((0..EditSet::CAPACITY).all(|index| one.contains(index) == ours.contains(&index)));
            for (right, other) in sets.iter().zip(&all) {
                let others: BTreeSet<usize> = right.iter().copied().collect();
                assert_eq!(one.cmp(other), ours.cmp(&others), "{left:?} {right:?}");
                assert_eq!(one.is_subset(other), ours.is_subset(&others), "{left:?} {right:?}");
                assert_eq!(one.union(other).iter().collect::<BTreeSet<_>>(), &ours | &others);
            }
        }
    }

    #[test]
    fn every_edit_of_a_description_has_a_bit() {
        // Each value is set or removed, and each list closed.
        let edits: usize = vocabulary().fields.iter().map(|field| field.values.len() + 1).sum();
        assert!(edits <= EditSet::CAPACITY, "{edits}");
    }
}
