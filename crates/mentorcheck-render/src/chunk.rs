//! Pieces of a report that is written input by input.

/// What is told of one input.
#[derive(Debug, Default)]
pub struct Part {
    /// What is written at once.
    pub written: Vec<u8>,
    /// What the end tells of it again.
    pub again: Vec<u8>,
}

/// What stands behind all parts.
#[derive(Debug, Default)]
pub struct Tail {
    /// What stands before that which is told again.
    pub before: Vec<u8>,
    /// Whether that is told.
    pub again: bool,
    /// What stands behind it.
    pub behind: Vec<u8>,
}
