//! Which files this process has read, so that no output replaces one of them.

use std::{
    fs::{self, Metadata},
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock, PoisonError},
};

use mentorcheck_core::evidence::document_ref::{DocumentRef, classify};
use mentorcheck_yaml::{Mapping, Node, ParsedFile, Sequence};

/// What stays the same for all names of a file: links, symbolic or hard, and other spellings of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FileId {
    /// Device and number.
    #[cfg_attr(not(unix), expect(dead_code, reason = "other systems have no such numbers"))]
    Number(u64, u64),
    /// The path with links followed, where files have no numbers.
    #[cfg_attr(unix, expect(dead_code, reason = "files have numbers"))]
    Path(PathBuf),
}

impl FileId {
    /// The identity of a file, with links followed; `None` if there is no file, or what is there is none.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok().filter(Metadata::is_file)?;
        Self::from_metadata(path, &metadata)
    }

    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "other systems may find no path")]
    fn from_metadata(_: &Path, metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self::Number(metadata.dev(), metadata.ino()))
    }

    #[cfg(not(unix))]
    fn from_metadata(path: &Path, _: &Metadata) -> Option<Self> {
        fs::canonicalize(path).ok().map(Self::Path)
    }
}

/// Why a file must not be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Read,
    /// A description names it as a source, whether or not it is looked up.
    Source,
}

/// The files in use, without descriptions that no output could replace: there may be a million of those.
static IN_USE: Mutex<Vec<(FileId, Use)>> = Mutex::new(Vec::new());
/// The existing files that outputs are to replace, with their paths.
static TARGETS: OnceLock<Vec<(FileId, PathBuf)>> = OnceLock::new();

/// Notes that a file is read.
pub(crate) fn note(path: &Path) {
    note_as(path, Use::Read);
}

fn note_as(path: &Path, how: Use) {
    let Some(id) = FileId::of(path) else { return };
    let mut in_use = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
    if in_use.iter().all(|(known, _)| *known != id) {
        in_use.push((id, how));
    }
}

/// Notes that a description is read, and which sources it names, where outputs are to replace these files.
pub(crate) fn note_description(path: &Path, content: &[u8]) {
    if is_target(path) {
        note(path);
    }
    // Parsing takes long; a name that does not occur is no source.
    let occurs = |(_, target): &(FileId, PathBuf)| {
        let name = target.file_name().unwrap_or_default().as_encoded_bytes();
        !name.is_empty() && content.windows(name.len()).any(|part| part == name)
    };
    if !targets().iter().any(occurs) {
        return;
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    for document in &ParsedFile::parse("", content.to_vec()).documents {
        note_sources(document.root(), folder);
    }
}

fn note_sources(node: Node<'_>, folder: &Path) {
    if let Some(DocumentRef::File(source)) = node.as_str().map(classify) {
        let source = folder.join(source);
        if is_target(&source) {
            note_as(&source, Use::Source);
        }
    }
    node.as_mapping().into_iter().flat_map(Mapping::iter).for_each(|(_, value)| note_sources(value, folder));
    node.as_sequence().into_iter().flat_map(Sequence::iter).for_each(|item| note_sources(item, folder));
}

/// What a file is in use for, if it is.
pub(crate) fn how_used(id: &FileId) -> Option<Use> {
    let in_use = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
    in_use.iter().find(|(known, _)| known == id).map(|(_, how)| *how)
}

fn targets() -> &'static [(FileId, PathBuf)] {
    TARGETS.get().map(Vec::as_slice).unwrap_or_default()
}

/// Sets the existing files that outputs are to replace, before descriptions are read; once for each process.
pub(crate) fn set_targets(targets: Vec<(FileId, PathBuf)>) {
    // A command has its outputs from its command line, which does not change.
    let _ = TARGETS.set(targets);
}

/// Whether an output is to replace a file.
pub(crate) fn is_target(path: &Path) -> bool {
    let targets = targets();
    !targets.is_empty() && FileId::of(path).is_some_and(|id| targets.iter().any(|(target, _)| *target == id))
}
