//! Which files outputs may go to: none that is read, none that describes a programme or configures this program, and no two
//! to the same.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    error::CommandError,
    input::{
        files_read::{self, FileId, Use},
        read,
        walk::{self, STDIN_ARG},
    },
};
use mentorcheck_core::config::CONFIG_FILE_NAMES;

/// Checks the outputs of a command before descriptions are read and anything is written. `named` are the inputs that the
/// command line names, and `is_called_description` says which names make a file a description.
///
/// # Errors
/// When an output would replace one of them, a file that has been read, a description or a configuration, or when two
/// outputs have the same file.
pub(crate) fn protect(
    outputs: &[PathBuf],
    named: &[PathBuf],
    is_called_description: &dyn Fn(&Path) -> bool,
) -> Result<(), CommandError> {
    let named: Vec<_> =
        named.iter().filter(|path| path.as_os_str() != STDIN_ARG).filter_map(|path| FileId::of(path)).collect();
    let mut targets = Vec::new();
    let mut places = Vec::new();
    for output in outputs {
        let place = Place::of(output);
        if places.contains(&place) {
            return Err(CommandError::Usage {
                problem: format!("two outputs cannot go to the same file, {}", read::shown(output)),
                advice: "Give each output a file of its own.".into(),
            });
        }
        places.push(place);
        let Some(id) = FileId::of(output) else { continue };
        if named.contains(&id) {
            return Err(refused(output, IS_READ));
        }
        refuse_read(output)?;
        // A link is judged by what it leads to.
        let target = fs::canonicalize(output).unwrap_or_else(|_| output.clone());
        if CONFIG_FILE_NAMES.iter().any(|config| target.ends_with(config)) {
            return Err(refused(output, "is a configuration of mentorcheck"));
        }
        if is_called_description(&target) || (walk::is_data_file(&target) && walk::holds_description(&target)) {
            return Err(refused(output, "describes a programme"));
        }
        targets.push((id, target));
    }
    if let Some((id, is_new)) = stdout_file() {
        if named.contains(&id) {
            return Err(CommandError::Usage {
                problem: "standard output goes to a file that this command reads".into(),
                advice: "Send it to another file.".into(),
            });
        }
        // A file that the shell has just made is no input, even if it is in a folder that is searched.
        targets.extend(is_new.then(|| (id, PathBuf::new())));
    }
    files_read::set_targets(targets);
    Ok(())
}

const IS_READ: &str = "this command reads";

/// Refuses to replace a file that has been read, or that a description names as a source.
///
/// # Errors
/// When it has been.
pub(crate) fn refuse_read(output: &Path) -> Result<(), CommandError> {
    match FileId::of(output).and_then(|id| files_read::how_used(&id)) {
        None => Ok(()),
        Some(Use::Read) => Err(refused(output, IS_READ)),
        Some(Use::Source) => Err(refused(output, "a description names as a source")),
    }
}

fn refused(file: &Path, reason: &str) -> CommandError {
    CommandError::Usage {
        problem: format!("this would replace {}, which {reason}", read::shown(file)),
        advice: "Name another file for the output.".into(),
    }
}

/// What the paths of one output have in common: the file, or the folder and name of one that does not exist yet.
#[derive(PartialEq)]
enum Place {
    File(FileId),
    Free(PathBuf),
}

impl Place {
    fn of(path: &Path) -> Self {
        if let Some(id) = FileId::of(path) {
            return Self::File(id);
        }
        let path = follow_links(path);
        let folder = fs::canonicalize(folder_of(&path)).unwrap_or_else(|_| folder_of(&path).to_owned());
        Self::Free(folder.join(path.file_name().unwrap_or_default()))
    }
}

/// The regular file that standard output goes to, and whether it is empty.
fn stdout_file() -> Option<(FileId, bool)> {
    let path = Path::new("/dev/stdout");
    let id = FileId::of(path)?;
    Some((id, fs::metadata(path).is_ok_and(|metadata| metadata.len() == 0)))
}

/// The folder of a file.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The most links that are followed one after another, as in Linux.
const MAX_LINKS: usize = 40;

/// Where a path leads to, also if nothing is there yet.
pub(crate) fn follow_links(path: &Path) -> PathBuf {
    if let Ok(found) = fs::canonicalize(path) {
        return found;
    }
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(target) = fs::read_link(&path) else { break };
        path = folder_of(&path).join(target);
    }
    path
}
