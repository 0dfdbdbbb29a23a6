//! The one bounded reader of files: configuration, baselines, packs, templates and documents.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use mentorcheck_yaml::{MAX_BYTES, ParseErrorKind};

/// Reads a file of at most `limit` bytes.
///
/// # Errors
/// When it cannot be opened or read, or is larger.
pub(crate) fn bounded(path: &Path, limit: u64) -> Result<Vec<u8>, ParseErrorKind> {
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
        _ => error.to_string(),
    }
}
