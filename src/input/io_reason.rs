//! Why a file cannot be opened or read, in plain words.

use std::io;

use mentorcheck_yaml::ParseErrorKind;

/// Why a file cannot be opened or read.
pub(crate) fn problem(error: &io::Error) -> ParseErrorKind {
    ParseErrorKind::Unreadable { reason: reason(error) }
}

/// The reason in plain words.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        _ => without_number(error),
    }
}

/// The message of an error without the number that the system gives it, and without the name of a temporary file.
pub(crate) fn without_number(error: &io::Error) -> String {
    let inner = error.get_ref().and_then(|wrapper| wrapper.source());
    let system = inner.and_then(|source| source.downcast_ref::<io::Error>()).unwrap_or(error);
    let text = system.to_string();
    let mut text = text.split(" (os error ").next().unwrap_or_default().chars();
    text.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_lowercase(), text.as_str()))
}
