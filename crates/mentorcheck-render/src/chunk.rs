//! Pieces of a report that is written input by input.

/// Output for one input.
#[derive(Debug, Default)]
pub struct Part {
    pub written: Vec<u8>,
    /// Rows repeated in the footer table.
    pub again: Vec<u8>,
}

/// Output after all chunks.
#[derive(Debug, Default)]
pub struct Tail {
    /// Written before the repeated rows.
    pub before: Vec<u8>,
    /// Whether the rows are repeated.
    pub again: bool,
    /// Written after the repeated rows.
    pub behind: Vec<u8>,
}
