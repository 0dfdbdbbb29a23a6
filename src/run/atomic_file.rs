//! Files that are written completely or not at all.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process,
    sync::{Mutex, Once, PoisonError},
};

use tempfile::NamedTempFile;

use crate::error::CommandError;

/// Removes temporary files when the run is interrupted.
fn install_cleanup_handler() {
    // Without a handler the program still works; only its temporary files would stay.
    let _ = ctrlc::set_handler(|| {
        let beside = TEMP_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        for path in beside.iter() {
            let _ = fs::remove_file(path);
        }
        process::exit(EXIT_INTERRUPTED);
    });
}

/// The exit code that shells use for an interrupted program.
const EXIT_INTERRUPTED: i32 = 130;

static TEMP_FILES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Writes one file completely or not at all.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write_atomic(path: &Path, text: &str) -> Result<(), CommandError> {
    let mut beside = AtomicFile::create(path)?;
    beside.write(text.as_bytes())?;
    beside.commit()
}

/// A temporary file in the folder of its target.
pub(crate) struct AtomicFile {
    file: NamedTempFile,
    target: PathBuf,
}

impl AtomicFile {
    pub(crate) fn create(place: &Path) -> Result<Self, CommandError> {
        // The handler starts a thread, which a run without files does not need.
        static HANDLED: Once = Once::new();
        HANDLED.call_once(install_cleanup_handler);
        let failed = |error| CommandError::Write { path: place.to_owned(), error };
        // A link is followed, not replaced.
        let place = &fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        if fs::metadata(place).is_ok_and(|there| !there.is_file()) {
            // A folder or a device must not be replaced.
            return Err(failed(io::Error::other("it is no file; shown output can be sent there with `>`")));
        }
        let folder = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        // Temporary files are private by default; a report gets the permissions of any new file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut beside = TEMP_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        let file = builder.tempfile_in(folder).map_err(failed)?;
        beside.push(file.path().to_owned());
        drop(beside);
        Ok(Self { file, target: place.to_owned() })
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), CommandError> {
        self.file.write_all(bytes).map_err(|error| CommandError::Write { path: self.target.clone(), error })
    }

    pub(crate) fn commit(self) -> Result<(), CommandError> {
        let Self { file, target: place } = self;
        file.persist(&place).map_err(|error| CommandError::Write { path: place, error: error.error })?;
        Ok(())
    }
}
