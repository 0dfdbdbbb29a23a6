//! The documents of descriptions: opened only inside the description's folder, and only regular files of a limited size.
//!
//! A document is read once per run, whatever names lead to it, while the documents that are kept fit into
//! [`MAX_KEPT_BYTES`]. What is read in a run is limited to [`MAX_RUN_BYTES`].

use std::{
    cell::Cell,
    collections::{HashMap, VecDeque},
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, Once, OnceLock, PoisonError},
};

use crate::input::read;
use mentorcheck_core::{
    diagnostic::input_errors,
    evidence::document::{DocumentError, DocumentStore, SearchableText},
};
use mentorcheck_documents::{ExtractError, MAX_BYTES, extract, is_supported};
use mentorcheck_yaml::ParseErrorKind;

/// The size of the documents that are read in one run, each with the size of its text, in bytes. Documents that were read
/// before and are still kept count once.
const MAX_RUN_BYTES: u64 = 1024 * 1024 * 1024;
/// The size of the texts that are kept for other descriptions, in bytes.
const MAX_KEPT_BYTES: usize = 64 * 1024 * 1024;
/// The number of documents that are kept.
const MAX_KEPT_DOCUMENTS: usize = 256;

/// The documents in the file system.
#[derive(Debug)]
pub(crate) struct FileStore {
    /// The folder that paths of descriptions start from.
    root: PathBuf,
    state: Mutex<StoreState>,
}

/// A document by its path without links, and the format that its name gives.
type DocumentKey = (PathBuf, String);
type ReadResult = Result<Arc<SearchableText>, DocumentError>;

#[derive(Debug, Default)]
struct StoreState {
    kept: HashMap<DocumentKey, Arc<OnceLock<ReadResult>>>,
    /// The documents that are kept, the oldest first, with the sizes of their texts.
    order: VecDeque<(DocumentKey, usize)>,
    kept_bytes: usize,
    /// What was read in this run.
    read_bytes: u64,
}

impl FileStore {
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), state: Mutex::default() }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, StoreState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the document, unless the documents of this run are too large.
    fn read(&self, path: &Path, extension: &str) -> ReadResult {
        let exhausted = || DocumentError::BudgetExhausted { megabytes: MAX_RUN_BYTES / 1024 / 1024 };
        // Checked before it is opened: opening a pipe would block until someone writes to it.
        let metadata = fs::metadata(path).map_err(|error| trouble(&read::problem(&error)))?;
        if !metadata.is_file() {
            return Err(DocumentError::NotAFile);
        }
        if !is_supported(extension) {
            return Err(not_extracted(&ExtractError::UnknownFormat));
        }
        if self.lock().charge(metadata.len().min(MAX_BYTES)).is_none() {
            return Err(exhausted());
        }
        let bytes = read::bounded(path, MAX_BYTES).map_err(|problem| trouble(&problem))?;
        let text = catch_panic(|| extract(extension, &bytes)).map_err(|error| not_extracted(&error))?;
        let document = SearchableText::new(text);
        if self.lock().charge(document.size() as u64).is_none() {
            return Err(exhausted());
        }
        if document.has_words() { Ok(Arc::new(document)) } else { Err(not_extracted(&ExtractError::NoText)) }
    }
}

impl StoreState {
    /// Counts what is read; `None` if it exceeds the limit of the run.
    fn charge(&mut self, bytes: u64) -> Option<()> {
        let read_bytes = self.read_bytes.saturating_add(bytes);
        if read_bytes > MAX_RUN_BYTES {
            return None;
        }
        self.read_bytes = read_bytes;
        Some(())
    }

    /// Keeps a document that was read, and gives up the oldest ones if there are too many.
    fn keep(&mut self, key: DocumentKey, size: usize) {
        self.kept_bytes += size;
        self.order.push_back((key, size));
        while self.kept_bytes > MAX_KEPT_BYTES || self.order.len() > MAX_KEPT_DOCUMENTS {
            let Some((key, size)) = self.order.pop_front() else { return };
            self.kept_bytes -= size;
            self.kept.remove(&key);
        }
    }
}

impl DocumentStore for FileStore {
    fn supports(&self, extension: &str) -> bool {
        is_supported(extension)
    }

    fn read_document(&self, description: &Path, path: &Path) -> Result<Arc<SearchableText>, DocumentError> {
        let description = self.root.join(description);
        let folder = description.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let extension = path.extension().and_then(|one| one.to_str()).unwrap_or_default().trim().to_ascii_lowercase();
        let key = (resolve(folder, path)?, extension);
        let cell = Arc::clone(self.lock().kept.entry(key.clone()).or_default());
        let mut is_new = false;
        let result = cell.get_or_init(|| {
            is_new = true;
            self.read(&key.0, &key.1)
        });
        if is_new {
            self.lock().keep(key, result.as_ref().map_or(0, |document| document.size()));
        }
        result.clone()
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
        other => DocumentError::Unreadable(input_errors::reason(other)),
    }
}

fn not_extracted(error: &ExtractError) -> DocumentError {
    if *error == ExtractError::NoText {
        return DocumentError::NoText { help: error.help() };
    }
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

    #[test]
    fn a_document_is_read_once_and_kept_within_limits() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "words of a document").unwrap();
        let store = FileStore::new(folder.path());
        let read = |name: &str| store.read_document(Path::new("description.yaml"), Path::new(name));
        let first = read("a.txt").unwrap();
        assert!(Arc::ptr_eq(&first, &read("./a.txt").unwrap()));
        assert_eq!(store.lock().read_bytes, 2 * "words of a document".len() as u64 + 1);
        store.lock().keep((PathBuf::from("large"), "txt".to_owned()), MAX_KEPT_BYTES);
        assert!(!Arc::ptr_eq(&first, &read("a.txt").unwrap()), "the oldest one is given up");
        store.lock().read_bytes = MAX_RUN_BYTES;
        fs::write(folder.path().join("b.txt"), "other words").unwrap();
        assert!(matches!(read("b.txt"), Err(DocumentError::BudgetExhausted { .. })));
        assert!(read("a.txt").is_ok(), "what was read before is still there");
    }
}
