//! Where in a file something stands: the way there, written out only if there is something to say of the place.

use std::fmt::{Display, Formatter, Result};

use crate::schema::pointer::escape;

/// A place in a file. Each step knows the one before it, so that to take one costs nothing.
#[derive(Debug, Clone, Copy)]
pub(super) enum At<'a> {
    /// The whole file.
    File,
    /// What stands under a key.
    Key(&'a Self, &'a str),
    /// An item of a list, from 0.
    Item(&'a Self, usize),
}

impl<'a> At<'a> {
    /// What stands here under `key`.
    pub(super) const fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    /// The item here of this number.
    pub(super) const fn item(&'a self, number: usize) -> Self {
        Self::Item(self, number)
    }
}

/// As a JSON Pointer.
impl Display for At<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        match self {
            Self::File => Ok(()),
            Self::Key(before, key) => write!(formatter, "{before}/{}", escape(key)),
            Self::Item(before, number) => write!(formatter, "{before}/{number}"),
        }
    }
}
