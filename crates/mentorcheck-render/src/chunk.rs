//! Pieces of a report that is written input by input.

use crate::{portfolio::OverviewRow, xlsx::ProgrammeRows};

/// Output for one input.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Written at once.
    pub output: Vec<u8>,
    /// Kept until the end, each in the spool of its index.
    pub spooled: Vec<Vec<u8>>,
    /// Kept until the end in memory.
    pub collected: Collected,
}

/// What a format keeps of each input until all are known: little, because there may be many.
#[derive(Debug, Default)]
pub struct Collected {
    /// Rows of an overview.
    pub overview: Vec<OverviewRow>,
    /// The report in case there is only one programme.
    pub single: Vec<u8>,
    /// Rows of a workbook.
    pub workbook: Vec<ProgrammeRows>,
}

impl Collected {
    /// Adds what is kept of the next input.
    pub fn add(&mut self, next: Self) {
        if self.overview.is_empty() {
            self.single = next.single;
        }
        self.overview.extend(next.overview);
        self.workbook.extend(next.workbook);
    }
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
        Self { output: output.into(), ..Self::default() }
    }
}

impl FooterPart {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Bytes(text.into().into_bytes())
    }
}
