//! Suppression and severities of findings: configuration, allow comments and baseline.
//!
//! A policy never changes a verdict. It decides which findings count against a programme, and hence whether the
//! programme passes. Suppressed findings remain in the report, with the source of the suppression and the reason.

pub mod allow_comments;
pub mod baseline;
mod codes;
mod link;
mod policy;
mod tally;

pub use codes::is_suppressible;
pub use link::known_codes;
pub use policy::{PathPattern, Policy};
pub use tally::SuppressionTally;
