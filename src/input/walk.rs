//! Discovers and reads input files, in an order that is independent of the order of the arguments.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::Duration,
};

use ignore::WalkBuilder;

use super::read;
use mentorcheck_core::input::{Input, STDIN_NAME};
use mentorcheck_yaml::{MAX_BYTES, Problem};

/// Standard input as an argument.
pub const STDIN: &str = "-";
/// How long to wait for a writer to open a pipe.
const PATIENCE: Duration = Duration::from_secs(2);

/// An input file that is not opened yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// As shown in messages.
    pub path: String,
    file: PathBuf,
    named: bool,
    /// A regular file according to its directory entry, so that it needs no `stat` before opening.
    plain: bool,
    problem: Option<Problem>,
}

/// Expands `paths` to files: those given, and in folders every `.yaml`, `.yml` and `.json` not excluded by a
/// `.gitignore`. Lazy, sorted by [`order`] and without duplicates.
#[must_use]
pub fn find(paths: &[PathBuf]) -> Way {
    let (folders, files): (Vec<_>, Vec<_>) = paths.iter().partition(|path| path.as_os_str() != STDIN && path.is_dir());
    let mut files: Vec<Found> = files.into_iter().map(|path| Found::named(path)).collect();
    files.sort_by_cached_key(Found::key);
    files.dedup();
    let mut ways: Vec<Way> = folders.into_iter().map(|path| folder(path.clone())).collect();
    if !files.is_empty() {
        ways.push(Box::new(files.into_iter()));
    }
    match ways.len() {
        0 | 1 => ways.pop().unwrap_or_else(|| Box::new(std::iter::empty())),
        _ => Box::new(Merged::new(ways)),
    }
}

/// Input files in [`order`].
pub type Way = Box<dyn Iterator<Item = Found> + Send>;

/// A k-way merge of sorted iterators, without duplicates.
struct Merged {
    ways: Vec<Way>,
    /// The next file of each iterator.
    fronts: BTreeMap<Key, Found>,
}

/// The sort key of a file, and the index of its iterator.
type Key = ((bool, PathBuf), usize);

impl Merged {
    fn new(ways: Vec<Way>) -> Self {
        let mut merged = Self { fronts: BTreeMap::new(), ways };
        (0..merged.ways.len()).for_each(|way| merged.advance(way));
        merged
    }

    fn advance(&mut self, way: usize) {
        if let Some(found) = self.ways[way].next() {
            self.fronts.insert((found.key(), way), found);
        }
    }

    fn take(&mut self) -> Option<Found> {
        let ((_, way), found) = self.fronts.pop_first()?;
        self.advance(way);
        Some(found)
    }
}

impl Iterator for Merged {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        let mut found = self.take()?;
        while self.fronts.first_key_value().is_some_and(|(_, next)| next.path == found.path && next.file == found.file)
        {
            found.named |= self.take()?.named;
        }
        Some(found)
    }
}

fn folder(path: PathBuf) -> Way {
    let mut walk = WalkBuilder::new(&path);
    let walk = walk.require_git(false).git_global(false).sort_by_file_name(Ord::cmp).build();
    let one = move |entry: Result<ignore::DirEntry, ignore::Error>| match entry {
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let ending = entry.path().extension().and_then(|ending| ending.to_str());
            let wanted = is_file && matches!(ending, Some("yaml" | "yml" | "json"));
            wanted.then(|| Found { named: false, plain: true, ..Found::named(entry.path()) })
        }
        Err(error) => {
            let part = at(&error).unwrap_or(&path);
            let problem = match error.io_error() {
                Some(error) => read::problem(error),
                None => Problem::Unreadable { reason: error.to_string() },
            };
            Some(Found { problem: Some(problem), ..Found::named(part) })
        }
    };
    Box::new(walk.filter_map(one))
}

/// The path that an error of the walk refers to.
fn at(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => at(err),
        _ => None,
    }
}

impl Found {
    #[must_use]
    pub fn named(path: &Path) -> Self {
        Self { path: path.display().to_string(), file: path.to_owned(), named: true, plain: false, problem: None }
    }

    /// Whether it was given as an argument, as opposed to discovered in a folder.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.named
    }

    fn key(&self) -> (bool, PathBuf) {
        (!self.is_stdin(), self.file.clone())
    }

    #[must_use]
    pub fn is_stdin(&self) -> bool {
        self.path == STDIN
    }

    /// Reads the file, at most [`MAX_BYTES`] and one byte, by which larger files are detected.
    #[must_use]
    pub fn read(self) -> Input {
        let content = match self.problem {
            Some(problem) => Err(problem),
            None if self.path == STDIN => contents(io::stdin().lock(), 0),
            None => open(&self.file, self.plain).and_then(|(file, length)| contents(file, length)),
        };
        let path = if self.path == STDIN { STDIN_NAME.to_owned() } else { self.path };
        Input { path, document: 0, named: self.named, content }
    }
}

/// Opens a file and returns its length from the metadata. The type of a file known to be regular is not checked first.
fn open(path: &Path, plain: bool) -> Result<(fs::File, u64), Problem> {
    if plain {
        let file = fs::File::open(path).map_err(|error| read::problem(&error))?;
        let length = file.metadata().map_or(0, |about| about.len());
        return Ok((file, length));
    }
    let about = fs::metadata(path).map_err(|error| read::problem(&error))?;
    let kind = about.file_type();
    if kind.is_dir() {
        return Err(Problem::NoFile { what: "a folder" });
    }
    match special(kind) {
        Special::None => Ok((fs::File::open(path).map_err(|error| read::problem(&error))?, about.len())),
        Special::Socket => Err(Problem::NoFile { what: "a socket, which cannot be opened" }),
        // Opening a pipe blocks until there is a writer, which a stale FIFO may never have. The blocked thread is
        // detached and dies at process exit.
        Special::Pipe => {
            let (opened, waited) = mpsc::channel();
            let path = path.to_owned();
            thread::spawn(move || opened.send(fs::File::open(path)));
            match waited.recv_timeout(PATIENCE) {
                Ok(file) => Ok((file.map_err(|error| read::problem(&error))?, 0)),
                Err(_) => Err(Problem::NoFile { what: "a pipe into which nobody writes" }),
            }
        }
    }
}

enum Special {
    None,
    Pipe,
    Socket,
}

#[cfg(unix)]
fn special(kind: fs::FileType) -> Special {
    use std::os::unix::fs::FileTypeExt;
    match (kind.is_fifo(), kind.is_socket()) {
        (true, _) => Special::Pipe,
        (_, true) => Special::Socket,
        _ => Special::None,
    }
}

#[cfg(not(unix))]
fn special(_: fs::FileType) -> Special {
    Special::None
}

/// Reads up to the limit; `length` is the expected size.
fn contents(reader: impl Read, length: u64) -> Result<Vec<u8>, Problem> {
    // One byte more, so that reaching the end does not reallocate.
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(MAX_BYTES) + 1).unwrap_or_default());
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| read::problem(&error))?;
    Ok(bytes)
}
