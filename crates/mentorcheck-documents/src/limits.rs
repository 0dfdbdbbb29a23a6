//! The limits that hold for every format. What a reader limits beside them stands in its own module.

/// The maximum size of a document, in bytes.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;
/// The maximum size of the text of a document, in bytes of UTF-8.
pub(crate) const MAX_TEXT_BYTES: usize = 32 * 1024 * 1024;
/// The maximum number of runs of text; each takes memory beside its text.
pub(crate) const MAX_RUNS: usize = 500_000;
/// The maximum number of unreadable parts that are listed.
pub(crate) const MAX_GAPS: usize = 100;
