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
    /// Parts of what was kept in a spool.
    Pieces {
        index: usize,
        pieces: Vec<Piece>,
    },
}

/// A part of a spool, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub start: u64,
    pub length: u32,
}

/// What is known of a spool whose parts are written in an order of their own.
#[derive(Debug, Default)]
pub(crate) struct SpoolLength(u64);

impl SpoolLength {
    /// The next part, of so many bytes: what one finding or programme has is far below four gigabytes.
    pub(crate) fn push(&mut self, length: usize) -> Piece {
        let piece = Piece { start: self.0, length: u32::try_from(length).unwrap_or(u32::MAX) };
        self.0 += u64::from(piece.length);
        piece
    }
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
                FooterPart::Pieces { index, pieces } => {
                    let spool = self.spools.get(index).map(Vec::as_slice).unwrap_or_default();
                    for Piece { start, length } in pieces {
                        let from_start = usize::try_from(start).ok().and_then(|start| spool.get(start..));
                        self.output.extend(from_start.and_then(|rest| rest.get(..length as usize)).unwrap_or_default());
                    }
                }
            }
        }
        self.output
    }
}
