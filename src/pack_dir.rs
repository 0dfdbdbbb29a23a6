//! Reads the files of a pack from a directory. Packs are untrusted: paths outside the directory (after resolving
//! symbolic links) are rejected, only regular files are opened, and count and sizes are bounded.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use mentorcheck_core::{
    diagnostic::Unreadable,
    pack::{
        BrokenPack, PackContent, PackFile, PackFiles,
        error::{LinkProblem, at},
    },
};

/// Maximum number of files: two per kind and block at their own maxima.
pub(crate) const MAX_FILES: usize = 256;
/// Maximum size of one file in bytes. The largest in the built-in pack has 14 kB.
pub(crate) const MAX_FILE: u64 = 256 * 1024;
/// Maximum total size in bytes. The built-in pack has 100 kB.
pub(crate) const MAX_ALL: u64 = 2 * 1024 * 1024;

/// Subdirectories of a pack, relative to its root; deeper levels are ignored.
const PARTS: [&str; 3] = ["", "blocks", "kinds"];

/// Reads the YAML files of a pack directory. Fails with a finding for each file that cannot be read, or for the
/// directory if it is unreadable or over a limit.
pub(crate) fn files(folder: &Path) -> Result<PackFiles, BrokenPack> {
    let root = folder.canonicalize().map_err(|error| broken(refused(folder, unreadable(&error))))?;
    let mut files = Vec::new();
    let mut wrong = Vec::new();
    let mut bytes = 0;
    for part in PARTS {
        let within = folder.join(part);
        for path in paths(&within, &root, part.is_empty())? {
            if files.len() + wrong.len() >= MAX_FILES {
                return Err(broken(refused(folder, LinkProblem::TooManyFiles { limit: MAX_FILES })));
            }
            match content(&path, &root) {
                Ok(content) => {
                    bytes += content.len() as u64;
                    if bytes > MAX_ALL {
                        return Err(broken(refused(folder, LinkProblem::PackTooLarge { limit: MAX_ALL })));
                    }
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    let relative_path = if part.is_empty() { name.into_owned() } else { format!("{part}/{name}") };
                    files.push(PackFile {
                        path: path.display().to_string(),
                        place: relative_path,
                        content: PackContent::Yaml(content),
                    });
                }
                Err(problem) => wrong.push(refused(&path, problem)),
            }
        }
    }
    if wrong.is_empty() {
        return Ok(PackFiles::new(folder.display().to_string(), files));
    }
    wrong.sort_by(|one, other| one.path.cmp(&other.path));
    Err(BrokenPack { files: wrong })
}

/// Paths of the YAML files in one subdirectory, at most one more than `MAX_FILES`.
fn paths(part: &Path, root: &Path, is_top: bool) -> Result<Vec<PathBuf>, BrokenPack> {
    let failed = |error: &io::Error| broken(refused(part, unreadable(error)));
    let listing = match fs::read_dir(part) {
        Err(error) if !is_top && error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(|error| failed(&error))?,
    };
    if !is_within(part, root).map_err(|error| failed(&error))? {
        return Err(broken(refused(part, LinkProblem::Outside)));
    }
    let is_rules = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    let paths = listing.map(|entry| entry.map(|entry| entry.path()));
    let paths = paths.filter(|path| path.as_ref().map_or(true, is_rules)).take(MAX_FILES + 1);
    paths.collect::<Result<_, _>>().map_err(|error| failed(&error))
}

/// Whether the canonical path is inside the pack's root.
fn is_within(path: &Path, root: &Path) -> io::Result<bool> {
    Ok(path.canonicalize()?.starts_with(root))
}

fn content(path: &Path, root: &Path) -> Result<Vec<u8>, LinkProblem> {
    if !is_within(path, root).map_err(|error| unreadable(&error))? {
        return Err(LinkProblem::Outside);
    }
    // Check before opening: opening a pipe would block.
    if !fs::metadata(path).map_err(|error| unreadable(&error))?.is_file() {
        return Err(LinkProblem::NotAFile);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > MAX_FILE { Err(LinkProblem::FileTooLarge { limit: MAX_FILE }) } else { Ok(bytes) }
}

fn unreadable(error: &io::Error) -> LinkProblem {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        _ => error.to_string(),
    };
    LinkProblem::NotOpened { reason }
}

/// Builds a finding without a snippet, as there is no text.
fn refused(path: &Path, problem: LinkProblem) -> Unreadable {
    at(&path.display().to_string(), b"", &[(String::new(), problem)])
}

fn broken(file: Unreadable) -> BrokenPack {
    BrokenPack { files: vec![file] }
}
