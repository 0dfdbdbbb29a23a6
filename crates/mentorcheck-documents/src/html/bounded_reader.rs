//! Bounds the attributes of a tag.
//!
//! The tokeniser's states for attributes with quoted values call each other, so that each attribute takes some of the stack
//! until the tag ends. A tag with a hundred thousand attributes would end the process.

use std::{cell::Cell, rc::Rc};

use html5gum::{Readable, Reader, StringReader};
use thiserror::Error;

/// The maximum number of double quotation marks in a tag: two for each attribute that has them.
const MAX_QUOTATION_MARKS: usize = 1_000;

/// A tag has too many attributes.
#[derive(Debug, Error)]
#[error("a tag has more than {MAX_QUOTATION_MARKS} quotation marks")]
pub(super) struct TooManyAttributes;

/// The characters of a page, with the quotation marks counted.
pub(super) struct BoundedReader<'t> {
    reader: StringReader<'t>,
    /// How many were read since it was set to 0, before each token.
    quotation_marks: Rc<Cell<usize>>,
}

impl<'t> BoundedReader<'t> {
    pub(super) fn new(html: &'t str, quotation_marks: Rc<Cell<usize>>) -> Self {
        Self { reader: html.to_reader(), quotation_marks }
    }
}

/// Counts a quotation mark.
fn count(quotation_marks: &Cell<usize>) -> Result<(), TooManyAttributes> {
    quotation_marks.set(quotation_marks.get() + 1);
    if quotation_marks.get() > MAX_QUOTATION_MARKS { Err(TooManyAttributes) } else { Ok(()) }
}

impl Reader for BoundedReader<'_> {
    type Error = TooManyAttributes;

    fn read_byte(&mut self) -> Result<Option<u8>, Self::Error> {
        let Ok(byte) = self.reader.read_byte();
        if byte == Some(b'"') {
            count(&self.quotation_marks)?;
        }
        Ok(byte)
    }

    fn try_read_string(&mut self, expected: &[u8], is_case_sensitive: bool) -> Result<bool, Self::Error> {
        let Ok(is_read) = self.reader.try_read_string(expected, is_case_sensitive);
        Ok(is_read)
    }

    fn read_until<'b>(&'b mut self, needles: &[u8], buffer: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Self::Error> {
        let Ok(bytes) = self.reader.read_until(needles, buffer);
        // The reader returns a character that it was to stop at alone. Text is never read up to a quotation mark.
        if bytes == Some(b"\"") {
            count(&self.quotation_marks)?;
        }
        Ok(bytes)
    }
}
