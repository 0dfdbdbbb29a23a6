//! The documents beside a description: opened only inside its folder, and only regular files of a limited size.

use std::{
    cell::Cell,
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::Once,
};

use crate::input::read;
use mentorcheck_core::evidence::document::{DocumentStore, Readable, Trouble};
use mentorcheck_documents::{ExtractError, ExtractedText, MAX_BYTES, extract, is_supported};
use mentorcheck_yaml::ParseErrorKind;

/// The documents in the file system.
#[derive(Debug)]
pub(crate) struct FileStore;

impl DocumentStore for FileStore {
    fn supports(&self, extension: &str) -> bool {
        is_supported(extension)
    }

    fn read(&self, description: &Path, path: &Path) -> Result<Readable, Trouble> {
        let folder = description.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let extension = path.extension().and_then(|one| one.to_str()).unwrap_or_default().trim().to_ascii_lowercase();
        let path = locate(folder, path)?;
        // Checked before it is opened: opening a pipe would block until someone writes to it.
        if !fs::metadata(&path).map_err(|error| trouble(&read::problem(&error)))?.is_file() {
            return Err(Trouble::NotAFile);
        }
        if !is_supported(&extension) {
            return Err(not_extracted(&ExtractError::UnknownFormat));
        }
        let bytes = read::bounded(&path, MAX_BYTES).map_err(|problem| trouble(&problem))?;
        let ExtractedText { pages, bodies, paged } =
            guarded(|| extract(&extension, &bytes)).map_err(|error| not_extracted(&error))?;
        let document = Readable::new(&pages, &bodies, paged);
        if document.has_words() { Ok(document) } else { Err(not_extracted(&ExtractError::NoText)) }
    }
}

/// The path with links followed, which must stay within the folder.
fn locate(folder: &Path, file: &Path) -> Result<PathBuf, Trouble> {
    let folder = folder.canonicalize().map_err(|_| Trouble::Missing)?;
    let path = folder.join(file).canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Trouble::Missing,
        _ => trouble(&read::problem(&error)),
    })?;
    if path.starts_with(&folder) { Ok(path) } else { Err(Trouble::Outside) }
}

fn trouble(problem: &ParseErrorKind) -> Trouble {
    match problem {
        ParseErrorKind::TooLarge { .. } => not_extracted(&ExtractError::TooLarge),
        ParseErrorKind::Unreadable { reason } => Trouble::Unreadable(reason.clone()),
        other => Trouble::Unreadable(other.to_string()),
    }
}

fn not_extracted(error: &ExtractError) -> Trouble {
    Trouble::NotExtracted { reason: error.to_string(), help: error.help() }
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Calls a library that may panic on a broken document. The panic is not printed and counts as a broken document.
fn guarded<T>(read: impl FnOnce() -> Result<T, ExtractError>) -> Result<T, ExtractError> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                before(panic);
            }
        }));
    });
    GUARDED.set(true);
    let read = panic::catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(false);
    read.unwrap_or(Err(ExtractError::Broken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_a_library_is_a_broken_document() {
        assert_eq!(guarded::<()>(|| panic!("as a library might")), Err(ExtractError::Broken));
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }
}
