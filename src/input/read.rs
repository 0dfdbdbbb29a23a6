//! The one bounded reader of files: descriptions, configuration, baselines, packs, templates, documents and ignore files.
//!
//! Each has a limit in bytes, and none is waited for without end. Only regular files and pipes are read, since a device such
//! as `/dev/zero` has no end; a pipe is a stream that somebody gives on purpose, as `<(command)` does.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

pub(crate) use super::io_reason::{problem, reason, without_number};
use super::{files_read, pipe::Pipe};
use mentorcheck_core::{diagnostic::input_errors, sanitize::sanitize_line};
use mentorcheck_yaml::{FileType, MAX_BYTES, ParseErrorKind};

/// The device that is read as an empty file.
const EMPTY_DEVICE: &str = "/dev/null";

/// What is opened for reading.
#[derive(Debug)]
pub(crate) enum Opened {
    File(File),
    Pipe(Pipe),
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Pipe(pipe) => pipe.read(buffer),
        }
    }
}

/// Opens a file, a pipe or a device, and returns its length, which is 0 for what has none.
///
/// # Errors
/// When it cannot be opened, is a folder or socket, or is a pipe into which nobody writes.
pub(crate) fn open_any(path: &Path) -> Result<(Opened, u64), ParseErrorKind> {
    let metadata = fs::metadata(path).map_err(|error| problem(&error))?;
    match file_kind(metadata.file_type()) {
        FileKind::Folder => Err(ParseErrorKind::NotAFile(FileType::Folder)),
        FileKind::Socket => Err(ParseErrorKind::NotAFile(FileType::Socket)),
        FileKind::Pipe => Ok((Opened::Pipe(Pipe::open(path)?), 0)),
        FileKind::Regular | FileKind::Device => {
            let file = File::open(path).map_err(|error| problem(&error))?;
            Ok((Opened::File(file), metadata.len()))
        }
    }
}

/// Opens a regular file or a pipe; otherwise as [`open_any`].
///
/// # Errors
/// As [`open_any`], and for devices.
pub(crate) fn open(path: &Path) -> Result<(Opened, u64), ParseErrorKind> {
    let is_device = fs::metadata(path).is_ok_and(|metadata| file_kind(metadata.file_type()) == FileKind::Device);
    if is_device && path.canonicalize().is_ok_and(|target| target != Path::new(EMPTY_DEVICE)) {
        return Err(ParseErrorKind::NotAFile(FileType::Device));
    }
    open_any(path)
}

/// Reads a file of at most `limit` bytes, which no output may replace from then on.
///
/// # Errors
/// When it cannot be opened or read, is no regular file or pipe, or is larger.
pub(crate) fn bounded(path: &Path, limit: u64) -> Result<Vec<u8>, ParseErrorKind> {
    files_read::note(path);
    let (file, length) = open(path)?;
    within(file, length, limit)
}

/// Reads a regular file that an output may replace all the same; otherwise as [`bounded`].
///
/// # Errors
/// As [`bounded`], and for pipes.
pub(crate) fn peek(path: &Path, limit: u64) -> Result<Vec<u8>, ParseErrorKind> {
    let metadata = fs::metadata(path).map_err(|error| problem(&error))?;
    match file_kind(metadata.file_type()) {
        FileKind::Regular => {}
        FileKind::Folder => return Err(ParseErrorKind::NotAFile(FileType::Folder)),
        FileKind::Pipe => return Err(ParseErrorKind::NotAFile(FileType::Pipe)),
        FileKind::Device | FileKind::Socket => return Err(ParseErrorKind::NotAFile(FileType::Device)),
    }
    within(File::open(path).map_err(|error| problem(&error))?, metadata.len(), limit)
}

/// Reads at most `limit` bytes; a file whose length says that it is larger is not read.
fn within(file: impl Read, length: u64, limit: u64) -> Result<Vec<u8>, ParseErrorKind> {
    if length > limit {
        return Err(ParseErrorKind::TooLarge { limit });
    }
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| problem(&error))?;
    if bytes.len() as u64 > limit { Err(ParseErrorKind::TooLarge { limit }) } else { Ok(bytes) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Regular,
    Folder,
    Pipe,
    Socket,
    Device,
}

#[cfg(unix)]
fn file_kind(kind: fs::FileType) -> FileKind {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        _ if kind.is_file() => FileKind::Regular,
        _ if kind.is_dir() => FileKind::Folder,
        _ if kind.is_fifo() => FileKind::Pipe,
        _ if kind.is_socket() => FileKind::Socket,
        _ => FileKind::Device,
    }
}

#[cfg(not(unix))]
fn file_kind(kind: fs::FileType) -> FileKind {
    if kind.is_dir() { FileKind::Folder } else { FileKind::Regular }
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
    text_within(path, MAX_BYTES)
}

/// Reads a text of at most `limit` bytes; otherwise as [`text`].
///
/// # Errors
/// As [`bounded`].
pub(crate) fn text_within(path: &Path, limit: u64) -> Result<String, ReadError> {
    let bytes = bounded(path, limit).map_err(|kind| ReadError {
        path: path.to_owned(),
        reason: match kind {
            ParseErrorKind::Unreadable { reason } => reason,
            ParseErrorKind::TooLarge { limit } => format!("it is larger than {} MB", limit / 1_048_576),
            other => input_errors::reason(&other),
        },
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::{process::Command, thread, time::Duration};

    const LIMIT: u64 = 1024;

    fn not_a_file(result: &Result<Vec<u8>, ParseErrorKind>) -> Option<FileType> {
        match result {
            Err(ParseErrorKind::NotAFile(file_type)) => Some(*file_type),
            _ => None,
        }
    }

    #[test]
    fn only_files_within_the_limit_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, [b'x'; 1024]).unwrap();
        assert_eq!(bounded(&path, LIMIT).unwrap().len(), 1024);
        assert_eq!(bounded(&path, LIMIT - 1), Err(ParseErrorKind::TooLarge { limit: LIMIT - 1 }));
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(bounded(&path, LIMIT), Err(ParseErrorKind::TooLarge { limit: LIMIT }));
        assert_eq!(bounded(Path::new(EMPTY_DEVICE), LIMIT), Ok(Vec::new()));
        assert_eq!(not_a_file(&bounded(Path::new("/dev/zero"), LIMIT)), Some(FileType::Device));
        assert_eq!(not_a_file(&bounded(folder.path(), LIMIT)), Some(FileType::Folder));
        assert_eq!(not_a_file(&peek(Path::new(EMPTY_DEVICE), LIMIT)), Some(FileType::Device));
    }

    #[test]
    fn a_pipe_is_read_if_somebody_writes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        assert_eq!(not_a_file(&peek(&path, LIMIT)), Some(FileType::Pipe));
        assert_eq!(not_a_file(&bounded(&path, LIMIT)), Some(FileType::SilentPipe));
        let writer = {
            let path = path.clone();
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(50));
                fs::write(path, [b'x'; 2048])
            })
        };
        assert_eq!(bounded(&path, 4096).unwrap().len(), 2048);
        writer.join().unwrap().unwrap();
    }
}
