//! The messages that people read, written in Fluent files in `locales`.
//!
//! Fluent chooses plurals and fills in arguments, so that translators need no Rust. The texts of rules and vocabulary
//! are not here: they come with the rules and the schema. The messages are parsed when the first one is needed, so
//! output without sentences does not pay for them.

mod lazy;
mod pseudo;

use std::sync::{
    LazyLock,
    atomic::{AtomicBool, Ordering},
};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use crate::generated;

pub use fluent_bundle::FluentValue;
pub use lazy::LazyMessage;

/// Whether the messages are read in the pseudo-language.
static IS_PSEUDO: AtomicBool = AtomicBool::new(false);
/// Whether the messages were read.
static IS_READ: AtomicBool = AtomicBool::new(false);

static MESSAGES: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    IS_READ.store(true, Ordering::Relaxed);
    let english: LanguageIdentifier = "en-GB".parse().expect("it is a language tag");
    let mut bundle = FluentBundle::new_concurrent(vec![english]);
    // The marks around arguments are for text of another direction, which `sanitize` treats.
    bundle.set_use_isolating(false);
    if IS_PSEUDO.load(Ordering::Relaxed) {
        bundle.set_transform(Some(pseudo::pseudo_text));
    }
    let resource = FluentResource::try_new(generated::MESSAGES.to_owned()).expect("a test reads the messages");
    bundle.add_resource(resource).expect("a test finds repeated messages");
    bundle
});

/// Makes every message of this process one of a pseudo-language, for tests. Returns whether that is in time: it has no
/// effect once a message was used.
#[doc(hidden)]
#[must_use]
pub fn use_pseudo_language() -> bool {
    IS_PSEUDO.store(true, Ordering::Relaxed);
    !is_read()
}

/// Whether this process has read the messages, for tests: output without sentences needs none.
#[doc(hidden)]
#[must_use]
pub fn is_read() -> bool {
    IS_READ.load(Ordering::Relaxed)
}

/// The message with this id, which needs no argument.
///
/// # Panics
/// When there is no such message, which a test excludes.
#[must_use]
pub fn message(id: &str) -> String {
    message_with(id, &[])
}

/// The message with this id and these arguments.
///
/// # Panics
/// When there is no such message, which a test excludes.
#[must_use]
pub fn message_with(id: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
    fill_in(id, None, arguments)
}

/// The attribute of the message with this id, which needs no argument: `.name` below it in its file.
///
/// # Panics
/// When there is no such message or attribute, which a test excludes.
#[must_use]
pub fn attribute(id: &str, name: &str) -> String {
    fill_in(id, Some(name), &[])
}

fn fill_in(id: &str, attribute: Option<&str>, arguments: &[(&str, FluentValue<'_>)]) -> String {
    let message = MESSAGES.get_message(id);
    let pattern = message.and_then(|message| match attribute {
        None => message.value(),
        Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
    });
    let pattern = pattern.expect("a test finds missing messages");
    let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
    let mut errors = Vec::new();
    let text = MESSAGES.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
    debug_assert!(errors.is_empty(), "{id}: {errors:?}");
    text
}

/// The message with this id and these arguments, for ids that come from outside the program, such as a template.
///
/// # Errors
/// When there is no such message, or it needs another argument; the text says which.
pub fn try_message_with(id: &str, arguments: &[(&str, FluentValue<'_>)]) -> Result<String, String> {
    let pattern = MESSAGES.get_message(id).and_then(|message| message.value());
    let pattern = pattern.ok_or_else(|| format!("there is no message `{id}`"))?;
    let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
    let mut errors = Vec::new();
    let text = MESSAGES.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
    errors.first().map_or(Ok(text), |error| Err(format!("the message `{id}`: {error}")))
}

/// The message with the id of the first argument, filled in with the named ones: `format_message!("id", name = value)`.
#[macro_export]
macro_rules! format_message {
    ($id:expr) => { $crate::catalogue::message($id) };
    ($id:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::catalogue::message_with(
            $id,
            &[$((stringify!($name), $crate::catalogue::FluentValue::from($value))),+],
        )
    };
}
