//! JSON Pointers as linked path segments on the stack, formatted only when an error is reported.

use std::fmt::{Display, Formatter, Result};

use crate::schema::pointer::escape_pointer_segment;

#[derive(Debug, Clone, Copy)]
pub(super) enum JsonPointer<'a> {
    Root,
    Key(&'a Self, &'a str),
    /// Zero-based index.
    Index(&'a Self, usize),
}

impl<'a> JsonPointer<'a> {
    pub(super) const fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    pub(super) const fn index(&'a self, index: usize) -> Self {
        Self::Index(self, index)
    }
}

impl Display for JsonPointer<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        match self {
            Self::Root => Ok(()),
            Self::Key(parent, key) => write!(formatter, "{parent}/{}", escape_pointer_segment(key)),
            Self::Index(parent, index) => write!(formatter, "{parent}/{index}"),
        }
    }
}
