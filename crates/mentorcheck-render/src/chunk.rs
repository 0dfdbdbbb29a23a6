//! Pieces of a report that is written input by input.

/// Output for one input.
#[derive(Debug, Default)]
pub struct Chunk {
    pub output: Vec<u8>,
    /// Rows repeated in the footer table.
    pub deferred: Vec<u8>,
}

/// Output after all chunks.
#[derive(Debug, Default)]
pub struct Footer {
    /// Written before the repeated rows.
    pub before: Vec<u8>,
    /// Whether the rows are repeated.
    pub repeat_deferred: bool,
    /// Written after the repeated rows.
    pub after: Vec<u8>,
}
