//! Atomic file writes: a temporary file in the folder of the target, renamed into place.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process,
    sync::{Mutex, Once, PoisonError},
};

use tempfile::NamedTempFile;

use crate::error::CommandError;

/// Removes temporary files on interruption.
fn install_cleanup_handler() {
    // Without a handler only the temporary files would remain.
    let _ = ctrlc::set_handler(|| {
        let temp_files = TEMP_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        for path in temp_files.iter() {
            let _ = fs::remove_file(path);
        }
        process::exit(EXIT_INTERRUPTED);
    });
}

/// 128 + SIGINT, as in shells.
const EXIT_INTERRUPTED: i32 = 130;

static TEMP_FILES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Writes a file atomically.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write_atomic(path: &Path, text: &str) -> Result<(), CommandError> {
    let mut file = AtomicFile::create(path)?;
    file.write(text.as_bytes())?;
    file.commit()
}

pub(crate) struct AtomicFile {
    file: NamedTempFile,
    target: PathBuf,
}

impl AtomicFile {
    pub(crate) fn create(target: &Path) -> Result<Self, CommandError> {
        // The handler starts a thread, which a run without files does not need.
        static INSTALLED: Once = Once::new();
        INSTALLED.call_once(install_cleanup_handler);
        let failed = |error| CommandError::Write { path: target.to_owned(), error };
        // A link is followed, not replaced.
        let target = &fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        if fs::metadata(target).is_ok_and(|metadata| !metadata.is_file()) {
            // A folder or a device must not be replaced.
            return Err(failed(io::Error::other("it is no file; shown output can be sent there with `>`")));
        }
        let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        // Temporary files are private by default; a report gets the permissions of any new file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut temp_files = TEMP_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        let file = builder.tempfile_in(folder).map_err(failed)?;
        temp_files.push(file.path().to_owned());
        drop(temp_files);
        if let Ok(replaced) = fs::metadata(target) {
            file.as_file().set_permissions(replaced.permissions()).map_err(failed)?;
        }
        Ok(Self { file, target: target.to_owned() })
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), CommandError> {
        self.file.write_all(bytes).map_err(|error| CommandError::Write { path: self.target.clone(), error })
    }

    pub(crate) fn commit(self) -> Result<(), CommandError> {
        let Self { file, target } = self;
        file.persist(&target).map_err(|error| CommandError::Write { path: target, error: error.error })?;
        Ok(())
    }
}
