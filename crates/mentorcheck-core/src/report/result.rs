//! The result of checking one input.

use super::programme::Programme;
use crate::{diagnostic::Unreadable, suppress::SuppressionTally};

/// What one input gave.
#[derive(Debug, Clone, Default)]
pub struct CheckResult {
    /// Its programmes, one for each document.
    pub programmes: Vec<Programme>,
    /// What could not be read.
    pub unreadable: Option<Unreadable>,
    /// Its path, if it was passed over because it describes no programme.
    pub skipped: Option<String>,
    /// Which suppressions applied to its programmes.
    pub suppressions: SuppressionTally,
}
