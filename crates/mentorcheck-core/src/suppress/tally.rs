//! Which suppressions applied, collected over a run.

use std::collections::BTreeSet;

use crate::diagnostic::Finding;

/// Which suppressions applied to the programmes checked so far.
#[derive(Debug, Clone, Default)]
pub struct SuppressionTally {
    /// Entries of the configuration that suppressed a finding.
    pub(super) used: BTreeSet<usize>,
    /// Findings on baseline entries that no longer match, collected by [`Policy::apply`].
    pub(super) gone: Vec<Finding>,
}

impl SuppressionTally {
    /// Adds what concerns the baseline of programmes with another configuration.
    pub fn merge_baseline(&mut self, other: Self) {
        self.gone.extend(other.gone);
    }

    /// Adds what applied to other programmes.
    pub fn merge(&mut self, other: Self) {
        self.used.extend(other.used);
        self.gone.extend(other.gone);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_another_configuration_are_not_merged() {
        let of = |used: &[usize], code: &str| SuppressionTally {
            used: used.iter().copied().collect(),
            gone: vec![Finding { code: code.to_owned(), ..Finding::default() }],
        };
        let merged = |merge: fn(&mut SuppressionTally, SuppressionTally)| {
            let mut tally = of(&[1], "a/b");
            merge(&mut tally, of(&[2], "c/d"));
            let codes: Vec<_> = tally.gone.into_iter().map(|finding| finding.code).collect();
            (tally.used.into_iter().collect::<Vec<_>>(), codes)
        };
        let gone = ["a/b", "c/d"].map(str::to_owned).to_vec();
        assert_eq!(merged(SuppressionTally::merge), (vec![1, 2], gone.clone()));
        assert_eq!(merged(SuppressionTally::merge_baseline), (vec![1], gone));
    }
}
