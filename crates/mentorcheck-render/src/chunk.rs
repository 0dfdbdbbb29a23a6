//! Pieces of a report that is written input by input.

/// Output for one input.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Written at once.
    pub output: Vec<u8>,
    /// Kept until the end, each in the spool of its index.
    pub spooled: Vec<Vec<u8>>,
}

/// A piece of the output after all chunks.
#[derive(Debug, PartialEq, Eq)]
pub enum FooterPart {
    Bytes(Vec<u8>),
    /// What was kept in a spool, without `skip` bytes at its start.
    Spool {
        index: usize,
        skip: usize,
    },
}

impl Chunk {
    /// Output that is written at once.
    #[must_use]
    pub fn new(output: impl Into<Vec<u8>>) -> Self {
        Self { output: output.into(), spooled: Vec::new() }
    }
}

impl FooterPart {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Bytes(text.into().into_bytes())
    }
}
