//! Limits that keep hostile input from using up time and memory.

/// The largest input that is read, in bytes, and the most that a document may come to with its aliases
/// written out. A long description has some ten thousand.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// The deepest nesting that is read, in levels. A description has five.
pub const MAX_DEPTH: usize = 64;
/// The most values that a document may hold, with its aliases written out.
pub const MAX_NODES: usize = 250_000;
/// The most documents that are read of one input. Each is a programme, with a report of its own.
pub const MAX_DOCUMENTS: usize = 1_000;
