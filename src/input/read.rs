//! The one bounded reader of files: configuration, baselines, packs, templates and documents.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::files_read;
use mentorcheck_core::sanitize::sanitize_line;
use mentorcheck_yaml::{MAX_BYTES, ParseErrorKind};

/// Reads a file of at most `limit` bytes, which no output may replace from then on.
///
/// # Errors
/// When it cannot be opened or read, or is larger.
pub(crate) fn bounded(path: &Path, limit: u64) -> Result<Vec<u8>, ParseErrorKind> {
    files_read::note(path);
    peek(path, limit)
}

/// Reads a file that an output may replace all the same; otherwise as [`bounded`].
///
/// # Errors
/// As [`bounded`].
pub(crate) fn peek(path: &Path, limit: u64) -> Result<Vec<u8>, ParseErrorKind> {
    let file = File::open(path).map_err(|error| problem(&error))?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| problem(&error))?;
    if bytes.len() as u64 > limit { Err(ParseErrorKind::TooLarge { limit }) } else { Ok(bytes) }
}

/// A file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be read: {reason}", path.display())]
pub struct ReadError {
    pub path: PathBuf,
    pub reason: String,
}

/// Reads a text of at most [`MAX_BYTES`]; bytes that are not UTF-8 become U+FFFD.
///
/// # Errors
/// As [`bounded`].
pub(crate) fn text(path: &Path) -> Result<String, ReadError> {
    let bytes = bounded(path, MAX_BYTES).map_err(|kind| ReadError {
        path: path.to_owned(),
        reason: match kind {
            ParseErrorKind::Unreadable { reason } => reason,
            other => other.to_string(),
        },
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

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

/// A path for a message, on one line.
pub(crate) fn shown(path: &Path) -> String {
    sanitize_line(&path.display().to_string())
}

/// Whether the name ends with one of the extensions, without regard to case.
pub(crate) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|found| extensions.iter().any(|known| found.eq_ignore_ascii_case(known)))
}
