//! The texts of cells.

use std::{fmt, ops::Deref, sync::Arc};

/// The text of a cell, read as `&str`. It may be a stretch of the part that it was read from, so that reading a sheet copies few texts.
#[derive(Clone)]
pub struct Text {
    whole: Arc<String>,
    start: usize,
    end: usize,
}

impl Text {
    /// The text `part`, if it lies within `whole`, without a copy.
    pub(super) fn within(whole: &Arc<String>, part: &str) -> Option<Self> {
        let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
        let end = start.checked_add(part.len())?;
        whole.get(start..end)?;
        Some(Self { whole: Arc::clone(whole), start, end })
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.whole.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { start: 0, end: text.len(), whole: Arc::new(text) }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, formatter)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_of_a_text_are_not_copied() {
        let whole = Arc::new("äbc".to_owned());
        let part = Text::within(&whole, &whole[2..3]).unwrap();
        assert_eq!((&*part, part.as_ptr()), ("b", whole[2..].as_ptr()));
        assert_eq!(part, Text::from("b"));
        let other = "b".to_owned();
        assert!(Text::within(&whole, &other).is_none());
    }
}
