//! From a folder to the files of a pack: only what lies in it, and no more than rules need.
//!
//! Rules may come from anybody. Whatever the folder holds, nothing outside it is opened, nothing waits
//! for a pipe, and what is read fits into memory.

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

/// The most files that a pack may have: two for each kind and block that it may have.
pub(crate) const MAX_FILES: usize = 256;
/// The largest file that is read, in bytes. The largest that comes with the program has fourteen thousand.
pub(crate) const MAX_FILE: u64 = 256 * 1024;
/// The most that all files may have together, in bytes. Those that come with the program have a hundred thousand.
pub(crate) const MAX_ALL: u64 = 2 * 1024 * 1024;

/// The parts of a pack's folder: its top, the blocks and the kinds. Nothing below them is looked at.
const PARTS: [&str; 3] = ["", "blocks", "kinds"];

/// The YAML files of the folder.
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

/// The paths of the YAML files in a part of the folder; no more than one beyond what is read.
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

/// Whether a path, links followed, stays within the folder.
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

/// What cannot be read has no text in which to show a place.
fn refused(path: &Path, problem: LinkProblem) -> Unreadable {
    at(&path.display().to_string(), b"", &[(String::new(), problem)])
}

fn broken(file: Unreadable) -> BrokenPack {
    BrokenPack { files: vec![file] }
}
