//! Reads the files of a pack from a directory. Packs are untrusted: paths outside the directory (after resolving
//! symbolic links) are rejected, only regular files are opened, and count and sizes are bounded.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::input::read;
use mentorcheck_core::{
    diagnostic::{FileDiagnostics, input_errors},
    pack::{
        PackContent, PackError, PackFile, PackFiles,
        error::{PackErrorKind, diagnostics_at},
    },
};
use mentorcheck_yaml::ParseErrorKind;

/// Maximum number of files: two per kind and block at their own maxima.
pub(crate) const MAX_FILES: usize = 256;
/// Maximum size of one file in bytes. The largest in the built-in pack has 14 kB.
pub(crate) const MAX_FILE_BYTES: u64 = 256 * 1024;
/// Maximum total size in bytes. The built-in pack has 100 kB.
pub(crate) const MAX_TOTAL_BYTES: u64 = 2 * 1024 * 1024;

/// Subdirectories of a pack, relative to its root; deeper levels are ignored.
const SUBDIRS: [&str; 3] = ["", "blocks", "kinds"];

/// Reads the YAML files of a pack directory. Fails with a finding for each file that cannot be read, or for the
/// directory if it is unreadable or over a limit.
pub(crate) fn read_files(pack_dir: &Path) -> Result<PackFiles, PackError> {
    let root = pack_dir.canonicalize().map_err(|error| single_error(path_diagnostics(pack_dir, io_error(&error))))?;
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    let mut bytes = 0;
    for subdir in SUBDIRS {
        let dir = pack_dir.join(subdir);
        for path in yaml_paths(&dir, &root, subdir.is_empty())? {
            if files.len() + diagnostics.len() >= MAX_FILES {
                return Err(single_error(path_diagnostics(pack_dir, PackErrorKind::TooManyFiles { limit: MAX_FILES })));
            }
            match read_file(&path, &root) {
                Ok(content) => {
                    bytes += content.len() as u64;
                    if bytes > MAX_TOTAL_BYTES {
                        return Err(single_error(path_diagnostics(
                            pack_dir,
                            PackErrorKind::PackTooLarge { limit: MAX_TOTAL_BYTES },
                        )));
                    }
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    let relative_path = if subdir.is_empty() { name.into_owned() } else { format!("{subdir}/{name}") };
                    files.push(PackFile {
                        path: path.display().to_string(),
                        relative_path,
                        content: PackContent::Yaml(content),
                    });
                }
                Err(error) => diagnostics.push(path_diagnostics(&path, error)),
            }
        }
    }
    if diagnostics.is_empty() {
        return Ok(PackFiles::new(pack_dir.display().to_string(), files));
    }
    diagnostics.sort_by(|a, b| a.path.cmp(&b.path));
    Err(PackError { files: diagnostics })
}

/// Paths of the YAML files in one subdirectory, at most one more than `MAX_FILES`.
fn yaml_paths(dir: &Path, root: &Path, is_top: bool) -> Result<Vec<PathBuf>, PackError> {
    let io_failure = |error: &io::Error| single_error(path_diagnostics(dir, io_error(error)));
    let entries = match fs::read_dir(dir) {
        Err(error) if !is_top && error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| io_failure(&error))?,
    };
    if !is_within(dir, root).map_err(|error| io_failure(&error))? {
        return Err(single_error(path_diagnostics(dir, PackErrorKind::OutsideRoot)));
    }
    let is_yaml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let paths = paths.filter(|path| path.as_ref().map_or(true, is_yaml)).take(MAX_FILES + 1);
    paths.collect::<Result<_, _>>().map_err(|error| io_failure(&error))
}

/// Whether the canonical path is inside the pack's root.
fn is_within(path: &Path, root: &Path) -> io::Result<bool> {
    Ok(path.canonicalize()?.starts_with(root))
}

fn read_file(path: &Path, root: &Path) -> Result<Vec<u8>, PackErrorKind> {
    if !is_within(path, root).map_err(|error| io_error(&error))? {
        return Err(PackErrorKind::OutsideRoot);
    }
    // Check before opening: opening a pipe would block.
    if !fs::metadata(path).map_err(|error| io_error(&error))?.is_file() {
        return Err(PackErrorKind::NotRegularFile);
    }
    read::bounded(path, MAX_FILE_BYTES).map_err(|error| match error {
        ParseErrorKind::TooLarge { limit } => PackErrorKind::FileTooLarge { limit },
        ParseErrorKind::Unreadable { reason } => PackErrorKind::Io { reason },
        other => PackErrorKind::Io { reason: input_errors::reason(&other) },
    })
}

fn io_error(error: &io::Error) -> PackErrorKind {
    PackErrorKind::Io { reason: read::reason(error) }
}

/// Builds a finding without a snippet, as there is no text.
fn path_diagnostics(path: &Path, error: PackErrorKind) -> FileDiagnostics {
    diagnostics_at(&path.display().to_string(), b"", &[(String::new(), error)])
}

fn single_error(file: FileDiagnostics) -> PackError {
    PackError { files: vec![file] }
}
