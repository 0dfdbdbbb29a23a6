//! Pieces of a report that is written input by input.

/// What a format makes of one input.
#[derive(Debug, Default)]
pub struct Pieces<K> {
    /// Written at once.
    pub output: Vec<u8>,
    /// Kept until the end, each in the spool of its index.
    pub spooled: Vec<Vec<u8>>,
    /// Kept until the end in memory: little, because there may be many inputs.
    pub kept: K,
}

/// A piece of the output after all chunks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FooterPart {
    Bytes(Vec<u8>),
    /// What was kept in a spool, without `skip` bytes at its start.
    Spool {
        index: usize,
        skip: usize,
    },
    /// A part of what was kept in a spool, from a byte on.
    Piece {
        index: usize,
        start: u64,
        length: usize,
    },
}

impl<K: Default> Pieces<K> {
    /// Output that is written at once.
    #[must_use]
    pub fn new(output: impl Into<Vec<u8>>) -> Self {
        Self { output: output.into(), spooled: Vec::new(), kept: K::default() }
    }
}

impl<K> Pieces<K> {
    /// What is kept until the end, with nothing written at once.
    pub(crate) fn kept(spooled: Vec<Vec<u8>>, kept: K) -> Self {
        Self { output: Vec::new(), spooled, kept }
    }

    /// The same pieces with what is kept in memory changed.
    pub(crate) fn map<T>(self, change: impl FnOnce(K) -> T) -> Pieces<T> {
        Pieces { output: self.output, spooled: self.spooled, kept: change(self.kept) }
    }
}

impl FooterPart {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Bytes(text.into().into_bytes())
    }

    pub(crate) const fn spool(index: usize) -> Self {
        Self::Spool { index, skip: 0 }
    }
}

/// A report put together in memory from its pieces.
#[derive(Debug, Default)]
pub(crate) struct Assembly {
    output: Vec<u8>,
    spools: Vec<Vec<u8>>,
}

impl Assembly {
    /// Adds what is written at once and what is kept until the end, of the next input.
    pub(crate) fn push(&mut self, output: &[u8], spooled: &[Vec<u8>]) {
        self.output.extend_from_slice(output);
        self.spools.resize_with(self.spools.len().max(spooled.len()), Vec::new);
        self.spools.iter_mut().zip(spooled).for_each(|(spool, bytes)| spool.extend_from_slice(bytes));
    }

    /// The report, which ends with these parts.
    pub(crate) fn finish(mut self, parts: Vec<FooterPart>) -> Vec<u8> {
        for part in parts {
            match part {
                FooterPart::Bytes(bytes) => self.output.extend(bytes),
                FooterPart::Spool { index, skip } => {
                    self.output.extend(self.spools.get(index).and_then(|spool| spool.get(skip..)).unwrap_or_default());
                }
                FooterPart::Piece { index, start, length } => {
                    let from_start = usize::try_from(start).ok().and_then(|start| self.spools.get(index)?.get(start..));
                    self.output.extend(from_start.and_then(|rest| rest.get(..length)).unwrap_or_default());
                }
            }
        }
        self.output
    }
}
