//! Choices out of bytes, for oracles that need more than a text.
//!
//! One choice takes one byte and none depends on those behind it, so that a fuzzer that changes a
//! byte changes one thing. What is found stays what it was as long as this file does.

/// Bytes of which one is taken for each choice; when none are left, every choice is the first.
pub struct ChoiceReader<'b> {
    rest: &'b [u8],
}

impl<'b> ChoiceReader<'b> {
    /// Choices out of `bytes`.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        *first
    }

    /// A number up to 65,535.
    pub fn two_bytes(&mut self) -> usize {
        usize::from(self.byte()) << 8 | usize::from(self.byte())
    }

    /// One of several, the first among them when `options` is empty.
    pub fn below(&mut self, options: usize) -> usize {
        usize::from(self.byte()) % options.max(1)
    }

    /// The next `length` bytes, or what is left of them.
    pub fn bytes(&mut self, length: usize) -> &'b [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Everything that is left.
    pub fn rest(&mut self) -> &'b [u8] {
        self.bytes(self.rest.len())
    }
}
