//! JSON Pointers as linked path segments on the stack, formatted only when an error is reported.

use std::fmt::{Display, Formatter, Result};

use crate::schema::pointer::escape;

#[derive(Debug, Clone, Copy)]
pub(super) enum At<'a> {
    File,
    Key(&'a Self, &'a str),
    /// Zero-based index.
    Item(&'a Self, usize),
}

impl<'a> At<'a> {
    pub(super) const fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    pub(super) const fn item(&'a self, number: usize) -> Self {
        Self::Item(self, number)
    }
}

impl Display for At<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        match self {
            Self::File => Ok(()),
            Self::Key(before, key) => write!(formatter, "{before}/{}", escape(key)),
            Self::Item(before, number) => write!(formatter, "{before}/{number}"),
        }
    }
}
