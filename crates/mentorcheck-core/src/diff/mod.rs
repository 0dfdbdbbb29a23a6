//! The difference between two versions of what is stated: which facts differ, and which of them changed which answer.
//!
//! Causes are found by trial, not by reading the rules: the changed facts are applied to the old version one by one,
//! then in growing sets, until the answer is the new one.

pub mod attribution;
pub mod fact_changes;
pub(crate) mod what_if;

pub use attribution::{VersionRef, compare_versions};
pub use fact_changes::{Change, ChangeKind, FactEdits, SourceRef};
