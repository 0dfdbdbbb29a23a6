//! The configuration: finding it, reading it, and what holds for a run.

pub(crate) mod discover;
pub(crate) mod resolve;
pub(crate) mod rules;
