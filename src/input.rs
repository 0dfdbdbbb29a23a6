//! Paths → bytes: which files are meant, in an order that does not depend on how they were given.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read},
    path::Path,
};

use ignore::WalkBuilder;

use crate::source::{MAX_BYTES, Problem};

/// The name of standard input on the command line.
pub const STDIN: &str = "-";
/// The path that messages give for standard input.
pub const STDIN_NAME: &str = "<stdin>";

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
    /// Its path.
    pub path: String,
    named: bool,
    problem: Option<Problem>,
}

/// Finds the files that `paths` mean: files themselves, and in folders every `.yaml`, `.yml` and
/// `.json` that no `.gitignore` excludes. Sorted by path, each once.
#[must_use]
pub fn find(paths: &[String]) -> Vec<Found> {
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    let mut add = |one: Found| {
        let known = found.entry(one.path.clone()).or_insert_with(|| one.clone());
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
            wanted.then(|| Found { path: entry.path().display().to_string(), named: false, problem: None })
        }
        Err(error) => {
            let problem = Problem::Unreadable { reason: error.to_string() };
            Some(Found { path: path.to_owned(), named: true, problem: Some(problem) })
        }
    };
    walk.filter_map(one).collect()
}

impl Found {
    /// A file that was named outright.
    #[must_use]
    pub fn named(path: &Path) -> Self {
        Self { path: path.display().to_string(), named: true, problem: None }
    }

    /// Reads the file. Never more than [`MAX_BYTES`] and one.
    #[must_use]
    pub fn read(self) -> Input {
        let content = match self.problem {
            Some(problem) => Err(problem),
            None if self.path == STDIN => contents(io::stdin().lock()),
            None => open(Path::new(&self.path)),
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

fn open(path: &Path) -> Result<Vec<u8>, Problem> {
    let file = fs::File::open(path).map_err(|error| unreadable(&error))?;
    contents(file)
}

fn contents(reader: impl Read) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    Ok(bytes)
}
