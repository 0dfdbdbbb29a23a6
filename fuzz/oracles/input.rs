//! Structured choices from raw bytes.
//!
//! Choices consume bytes in order and never depend on later ones, so that mutating a byte changes one choice.
//! Regression inputs rely on this encoding.

/// A byte cursor; at the end, every choice is the first.
pub struct ChoiceReader<'b> {
    rest: &'b [u8],
}

impl<'b> ChoiceReader<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next byte, or 0 at the end.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        *first
    }

    /// A big-endian 16-bit number.
    pub fn two_bytes(&mut self) -> usize {
        usize::from(self.byte()) << 8 | usize::from(self.byte())
    }

    /// A number below `options`, or 0 if `options` is 0.
    pub fn below(&mut self, options: usize) -> usize {
        usize::from(self.byte()) % options.max(1)
    }

    /// The next `length` bytes, or fewer at the end.
    pub fn bytes(&mut self, length: usize) -> &'b [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    pub fn rest(&mut self) -> &'b [u8] {
        self.bytes(self.rest.len())
    }
}
