//! Limits that keep hostile input from using up time and memory.

/// The maximum size of an input, and of the text of a document with its aliases expanded, in bytes. A long description
/// has some ten thousand.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// The maximum nesting depth. A description has five levels.
pub const MAX_DEPTH: usize = 64;
/// The maximum number of values in a document, with its aliases expanded.
pub const MAX_NODES: usize = 250_000;
/// The maximum number of documents in an input. Each is a programme with a report of its own.
pub const MAX_DOCUMENTS: usize = 1_000;
