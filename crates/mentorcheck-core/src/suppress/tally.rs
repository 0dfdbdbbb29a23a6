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
