//! Files that are written whole or not at all.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process,
    sync::{Mutex, Once, PoisonError},
};

use tempfile::NamedTempFile;

use crate::error::CommandError;

/// Sees to it that an interrupted run leaves no file behind that is not whole. A second interruption
/// while the first is heard ends the program by itself.
fn leave_nothing_half_written() {
    // Without a handler the program still works; only its temporary files would stay.
    let _ = ctrlc::set_handler(|| {
        let beside = BESIDE.lock().unwrap_or_else(PoisonError::into_inner);
        for path in beside.iter() {
            let _ = fs::remove_file(path);
        }
        process::exit(INTERRUPTED);
    });
}

/// What a shell calls a program that was interrupted.
const INTERRUPTED: i32 = 130;

/// The files that are written beside their places now.
static BESIDE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Writes one file, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write_whole(path: &Path, text: &str) -> Result<(), CommandError> {
    let mut beside = Beside::begun(path)?;
    beside.write(text.as_bytes())?;
    beside.put_in_place()
}

/// A file that is not in its place yet.
pub(crate) struct Beside {
    file: NamedTempFile,
    place: PathBuf,
}

impl Beside {
    pub(crate) fn begun(place: &Path) -> Result<Self, CommandError> {
        // It takes a thread, which a run without files has no need of.
        static HANDLED: Once = Once::new();
        HANDLED.call_once(leave_nothing_half_written);
        let failed = |error| CommandError::Write { path: place.to_owned(), error };
        // What a link points to is meant, not the link.
        let place = &fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        if fs::metadata(place).is_ok_and(|there| !there.is_file()) {
            // Nothing may be put in the place of a folder or a device.
            return Err(failed(io::Error::other("it is no file; shown output can be sent there with `>`")));
        }
        let folder = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        // A report is no secret: it gets the rights that any new file gets.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut beside = BESIDE.lock().unwrap_or_else(PoisonError::into_inner);
        let file = builder.tempfile_in(folder).map_err(failed)?;
        beside.push(file.path().to_owned());
        drop(beside);
        Ok(Self { file, place: place.to_owned() })
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), CommandError> {
        self.file.write_all(bytes).map_err(|error| CommandError::Write { path: self.place.clone(), error })
    }

    pub(crate) fn put_in_place(self) -> Result<(), CommandError> {
        let Self { file, place } = self;
        file.persist(&place).map_err(|error| CommandError::Write { path: place, error: error.error })?;
        Ok(())
    }
}
