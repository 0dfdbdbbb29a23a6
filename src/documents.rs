//! The documents beside a description: opened only inside its folder, and only regular files of a limited size.

use std::{
    cell::Cell,
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::Once,
};

use crate::input::read;
use mentorcheck_core::evidence::document::{DocumentError, DocumentStore, SearchableText};
use mentorcheck_documents::{ExtractError, MAX_BYTES, extract, is_supported};
use mentorcheck_yaml::ParseErrorKind;

/// The documents in the file system.
#[derive(Debug)]
pub(crate) struct FileStore {
    /// The folder that paths of descriptions start from.
    root: PathBuf,
}

impl FileStore {
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }
}

impl DocumentStore for FileStore {
    fn supports(&self, extension: &str) -> bool {
        is_supported(extension)
    }

    fn read_document(&self, description: &Path, path: &Path) -> Result<SearchableText, DocumentError> {
        let description = self.root.join(description);
        let folder = description.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let extension = path.extension().and_then(|one| one.to_str()).unwrap_or_default().trim().to_ascii_lowercase();
        let path = resolve(folder, path)?;
        // Checked before it is opened: opening a pipe would block until someone writes to it.
        if !fs::metadata(&path).map_err(|error| trouble(&read::problem(&error)))?.is_file() {
            return Err(DocumentError::NotAFile);
        }
        if !is_supported(&extension) {
            return Err(not_extracted(&ExtractError::UnknownFormat));
        }
        let bytes = read::bounded(&path, MAX_BYTES).map_err(|problem| trouble(&problem))?;
        let text = catch_panic(|| extract(&extension, &bytes)).map_err(|error| not_extracted(&error))?;
        let document = SearchableText::new(&text);
        if document.has_words() { Ok(document) } else { Err(not_extracted(&ExtractError::NoText)) }
    }
}

/// The path with links followed, which must stay within the folder.
fn resolve(folder: &Path, file: &Path) -> Result<PathBuf, DocumentError> {
    let folder = folder.canonicalize().map_err(|_| DocumentError::Missing)?;
    let path = folder.join(file).canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => DocumentError::Missing,
        _ => trouble(&read::problem(&error)),
    })?;
    if path.starts_with(&folder) { Ok(path) } else { Err(DocumentError::OutsideFolder) }
}

fn trouble(problem: &ParseErrorKind) -> DocumentError {
    match problem {
        ParseErrorKind::TooLarge { .. } => not_extracted(&ExtractError::TooLarge),
        ParseErrorKind::Unreadable { reason } => DocumentError::Unreadable(reason.clone()),
        other => DocumentError::Unreadable(other.to_string()),
    }
}

fn not_extracted(error: &ExtractError) -> DocumentError {
    DocumentError::NotExtracted { reason: error.to_string(), help: error.help() }
}

thread_local! {
    static IS_READING: Cell<bool> = const { Cell::new(false) };
}

/// Calls a library that may panic on a broken document. The panic is not printed and counts as a broken document.
fn catch_panic<T>(action: impl FnOnce() -> Result<T, ExtractError>) -> Result<T, ExtractError> {
    static INSTALL_HOOK: Once = Once::new();
    INSTALL_HOOK.call_once(|| {
        let previous_hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_READING.get() {
                previous_hook(info);
            }
        }));
    });
    IS_READING.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(action));
    IS_READING.set(false);
    result.unwrap_or(Err(ExtractError::Malformed { format: "PDF" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn library_panic_becomes_an_error() {
        assert_eq!(catch_panic::<()>(|| panic!("as a library might")), Err(ExtractError::Malformed { format: "PDF" }));
        assert_eq!(catch_panic(|| Ok(1)), Ok(1));
    }
}
