//! The result of checking one input.

use super::programme::Programme;
use crate::{diagnostic::FileDiagnostics, skip::SkippedFile, suppress::SuppressionTally};

/// Result of checking one input.
#[derive(Debug, Clone, Default)]
pub struct CheckResult {
    /// One per document.
    pub programmes: Vec<Programme>,
    pub unreadable: Option<FileDiagnostics>,
    /// Set if it is not a description.
    pub skipped: Option<SkippedFile>,
    /// Which suppressions applied to its programmes.
    pub suppressions: SuppressionTally,
}
