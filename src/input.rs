//! Paths → bytes: which files are meant, in an order that does not depend on how they were given.

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

use crate::source::{MAX_BYTES, Problem};

/// The name of standard input on the command line.
pub const STDIN: &str = "-";
/// The path that messages give for standard input.
pub const STDIN_NAME: &str = "<stdin>";
/// How long a pipe may be without anybody who writes into it.
const PATIENCE: Duration = Duration::from_secs(2);

/// One input: its bytes, or why there are none.
#[derive(Debug)]
pub struct Input {
    /// Its path as messages give it.
    pub path: String,
    /// Whether it was named outright, and not found in a folder.
    pub named: bool,
    /// What it holds.
    pub content: Result<Vec<u8>, Problem>,
}

/// A file to be read, not yet opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its path as messages give it.
    pub path: String,
    /// Its path for the system, which need not be text.
    file: PathBuf,
    named: bool,
    problem: Option<Problem>,
}

/// Finds the files that `paths` mean: files themselves, and in folders every `.yaml`, `.yml` and
/// `.json` that no `.gitignore` excludes. Sorted by path, each once.
#[must_use]
pub fn find(paths: &[String]) -> Vec<Found> {
    let mut found: BTreeMap<_, Found> = BTreeMap::new();
    let mut add = |one: Found| {
        let key = (one.path.clone(), one.file.clone().into_os_string());
        let known = found.entry(key).or_insert_with(|| one.clone());
        known.named |= one.named;
    };
    for path in paths {
        if path != STDIN && Path::new(path).is_dir() {
            folder(path).into_iter().for_each(&mut add);
        } else {
            add(Found::named(Path::new(path)));
        }
    }
    found.into_values().collect()
}

fn folder(path: &str) -> Vec<Found> {
    let walk = WalkBuilder::new(path).require_git(false).git_global(false).build();
    let one = |entry: Result<ignore::DirEntry, ignore::Error>| match entry {
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let ending = entry.path().extension().and_then(|ending| ending.to_str());
            let wanted = is_file && matches!(ending, Some("yaml" | "yml" | "json"));
            wanted.then(|| Found { named: false, ..Found::named(entry.path()) })
        }
        Err(error) => {
            let part = at(&error).unwrap_or(Path::new(path));
            let problem = match error.io_error() {
                Some(error) => unreadable(error),
                None => Problem::Unreadable { reason: error.to_string() },
            };
            Some(Found { problem: Some(problem), ..Found::named(part) })
        }
    };
    walk.filter_map(one).collect()
}

/// Which part of a folder a mistake is about.
fn at(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => at(err),
        _ => None,
    }
}

impl Found {
    /// A file that was named outright.
    #[must_use]
    pub fn named(path: &Path) -> Self {
        Self { path: path.display().to_string(), file: path.to_owned(), named: true, problem: None }
    }

    /// Whether it was named outright, and not found in a folder.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.named
    }

    /// Reads the file. Never more than [`MAX_BYTES`] and one.
    #[must_use]
    pub fn read(self) -> Input {
        let content = match self.problem {
            Some(problem) => Err(problem),
            None if self.path == STDIN => contents(io::stdin().lock()),
            None => open(&self.file).and_then(contents),
        };
        let path = if self.path == STDIN { STDIN_NAME.to_owned() } else { self.path };
        Input { path, named: self.named, content }
    }
}

fn unreadable(error: &io::Error) -> Problem {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        _ => error.to_string(),
    };
    Problem::Unreadable { reason }
}

fn open(path: &Path) -> Result<fs::File, Problem> {
    let kind = fs::metadata(path).map_err(|error| unreadable(&error))?.file_type();
    if kind.is_dir() {
        return Err(Problem::NoFile { what: "a folder" });
    }
    match special(kind) {
        Special::None => fs::File::open(path).map_err(|error| unreadable(&error)),
        Special::Socket => Err(Problem::NoFile { what: "a socket, which cannot be opened" }),
        // Opening a pipe waits for somebody who writes into it: `<(…)` has one already, and what
        // lies about may never have. A thread that waits in vain ends with the program.
        Special::Pipe => {
            let (opened, waited) = mpsc::channel();
            let path = path.to_owned();
            thread::spawn(move || opened.send(fs::File::open(path)));
            match waited.recv_timeout(PATIENCE) {
                Ok(file) => file.map_err(|error| unreadable(&error)),
                Err(_) => Err(Problem::NoFile { what: "a pipe into which nobody writes" }),
            }
        }
    }
}

/// Files that are read in another way than files are.
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

fn contents(reader: impl Read) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    Ok(bytes)
}
