//! Messages that are filled in only when they are printed.

use std::fmt;

use super::{FluentValue, message_with};

/// A message of the catalogue with its arguments, or a text that is printed as it is.
///
/// Mistakes of form keep their messages in this form, so that output without sentences does not fill them in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LazyMessage {
    /// A text that is printed as it is.
    Verbatim(String),
    /// A number, which chooses between singular and plural.
    Count(usize),
    /// The id of a message, and its arguments by name.
    Message(&'static str, Vec<(&'static str, LazyMessage)>),
    /// Messages that follow each other, with nothing between them.
    Sequence(Vec<LazyMessage>),
}

impl LazyMessage {
    /// The message without arguments that has this id.
    #[must_use]
    pub const fn new(id: &'static str) -> Self {
        Self::Message(id, Vec::new())
    }

    /// Whether nothing would be printed. A message of the catalogue is never empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Verbatim(text) => text.is_empty(),
            Self::Count(_) | Self::Message(..) => false,
            Self::Sequence(parts) => parts.iter().all(Self::is_empty),
        }
    }
}

impl Default for LazyMessage {
    fn default() -> Self {
        Self::Verbatim(String::new())
    }
}

impl From<&str> for LazyMessage {
    fn from(text: &str) -> Self {
        Self::Verbatim(text.to_owned())
    }
}

impl From<String> for LazyMessage {
    fn from(text: String) -> Self {
        Self::Verbatim(text)
    }
}

impl From<usize> for LazyMessage {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl fmt::Display for LazyMessage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Verbatim(text) => formatter.write_str(text),
            Self::Count(count) => write!(formatter, "{count}"),
            Self::Message(id, arguments) => {
                let values = arguments.iter().map(|(name, value)| match value {
                    Self::Count(count) => (*name, FluentValue::from(*count)),
                    text => (*name, FluentValue::from(text.to_string())),
                });
                formatter.write_str(&message_with(id, &values.collect::<Vec<_>>()))
            }
            Self::Sequence(parts) => parts.iter().try_for_each(|part| part.fmt(formatter)),
        }
    }
}

/// The message with the id of the first argument and the named arguments, filled in when it is printed:
/// `lazy_message!("id", name = value)`.
#[macro_export]
macro_rules! lazy_message {
    ($id:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::catalogue::LazyMessage::Message(
            $id,
            vec![$((stringify!($name), $crate::catalogue::LazyMessage::from($value))),*],
        )
    };
}
