//! The result of checking one input.

use super::programme::Programme;
use crate::{diagnostic::FileDiagnostics, suppress::SuppressionTally};

/// Result of checking one input.
#[derive(Debug, Clone, Default)]
pub struct CheckResult {
    /// One per document.
    pub programmes: Vec<Programme>,
    pub unreadable: Option<FileDiagnostics>,
    /// Path of a file that is not a description.
    pub skipped: Option<String>,
    /// Which suppressions applied to its programmes.
    pub suppressions: SuppressionTally,
}
