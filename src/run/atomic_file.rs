//! Atomic file writes: a temporary file in the folder of the target, renamed into place.

use std::{
    fs::{self, Metadata, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    process,
    sync::{Mutex, Once, PoisonError},
};

use tempfile::NamedTempFile;

use super::targets::{folder_of, follow_links, refuse_read};
use crate::{
    error::CommandError,
    input::{read, walk::TEMP_PREFIX},
};

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
/// When it cannot be written, or an input would be replaced.
pub(crate) fn write_atomic(path: &Path, text: &str) -> Result<(), CommandError> {
    let mut file = AtomicFile::create(path)?;
    file.write(text.as_bytes())?;
    file.commit()
}

/// Replaces an input by its corrected text, atomically.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn rewrite_input(path: &Path, text: &str) -> Result<(), CommandError> {
    let mut file = AtomicFile::create_anywhere(path)?;
    file.write(text.as_bytes())?;
    file.persist()
}

/// A file that is written beside its target, and takes its place when it is whole.
pub(crate) struct AtomicFile {
    file: NamedTempFile,
    /// With links followed.
    target: PathBuf,
    /// As it was asked for.
    asked: PathBuf,
}

impl AtomicFile {
    /// Begins to write a file that may replace any but an input. A link is followed, not replaced.
    ///
    /// # Errors
    /// When it cannot be written, or an input would be replaced.
    pub(crate) fn create(path: &Path) -> Result<Self, CommandError> {
        refuse_read(path)?;
        Self::create_anywhere(path)
    }

    fn create_anywhere(asked: &Path) -> Result<Self, CommandError> {
        // The handler starts a thread, which a run without files does not need.
        static INSTALLED: Once = Once::new();
        INSTALLED.call_once(install_cleanup_handler);
        let failed = |error| CommandError::Write { path: asked.to_owned(), error };
        let target = follow_links(asked);
        let replaced = fs::metadata(&target).ok();
        if let Some(replaced) = &replaced {
            check_writable(&target, replaced).map_err(failed)?;
        }
        let folder = folder_of(&target);
        if matches!(folder.try_exists(), Ok(false)) {
            return Err(failed(io::Error::other(format!("the folder {} does not exist", read::shown(folder)))));
        }
        if fs::metadata(folder).is_ok_and(|folder| !folder.is_dir()) {
            return Err(failed(io::Error::other(format!("{} is a file, not a folder", read::shown(folder)))));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMP_PREFIX).suffix(".tmp");
        // Temporary files are private by default; a report gets the permissions of any new file.
        #[cfg(unix)]
        if replaced.is_none() {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        let mut temp_files = TEMP_FILES.lock().unwrap_or_else(PoisonError::into_inner);
        let file = builder.tempfile_in(folder).map_err(failed)?;
        temp_files.push(file.path().to_owned());
        drop(temp_files);
        if let Some(replaced) = &replaced {
            keep_owner(&file, replaced);
            file.as_file().set_permissions(replaced.permissions()).map_err(failed)?;
        }
        Ok(Self { file, target, asked: asked.to_owned() })
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), CommandError> {
        self.file.write_all(bytes).map_err(|error| CommandError::Write { path: self.asked.clone(), error })
    }

    /// Refuses to replace what has been read since this was created.
    ///
    /// # Errors
    /// When an input would be replaced.
    pub(crate) fn check(&self) -> Result<(), CommandError> {
        refuse_read(&self.asked)
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When it cannot be written, or an input would be replaced.
    pub(crate) fn commit(self) -> Result<(), CommandError> {
        self.check()?;
        self.persist()
    }

    fn persist(self) -> Result<(), CommandError> {
        let Self { file, target, asked } = self;
        file.persist(&target).map_err(|error| CommandError::Write { path: asked, error: error.error })?;
        Ok(())
    }
}

/// Refuses what a program that writes in place could not write either: renaming would replace it all the same.
fn check_writable(target: &Path, replaced: &Metadata) -> io::Result<()> {
    if replaced.is_dir() {
        return Err(io::Error::other("it is a folder"));
    }
    if !replaced.is_file() {
        return Err(io::Error::other("it is no file; shown output can be sent there with `>`"));
    }
    // The first finds files that the administrator could write, the second those of other people.
    let is_refused = replaced.permissions().readonly()
        || OpenOptions::new()
            .write(true)
            .open(target)
            .is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied);
    if is_refused { Err(io::Error::other("it can only be read, not changed")) } else { Ok(()) }
}

/// Gives a file the owner and group of another, as far as that is permitted.
#[cfg(unix)]
fn keep_owner(file: &NamedTempFile, replaced: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(own) = file.as_file().metadata() else { return };
    if own.gid() != replaced.gid() {
        // People may give files to groups that they are in.
        let _ = fchown(file.as_file(), None, Some(replaced.gid()));
    }
    if own.uid() != replaced.uid() {
        // Only the administrator may give files away.
        let _ = fchown(file.as_file(), Some(replaced.uid()), None);
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &NamedTempFile, _: &Metadata) {}
