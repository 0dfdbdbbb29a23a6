//! The ignore files of a repository, `.gitignore` and `.git/info/exclude`, read within limits.
//!
//! They come with the files of strangers, so they are opened by the bounded reader. One that cannot be read or is beyond a
//! limit hides nothing, and is reported.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use ignore::{
    Match,
    gitignore::{Gitignore, GitignoreBuilder},
};

use super::read;
use mentorcheck_yaml::{FileType, ParseErrorKind};

/// The largest ignore file that is read, in bytes.
const MAX_BYTES: u64 = 1024 * 1024;
/// How many lines with patterns one file may have.
const MAX_PATTERNS: usize = 5_000;
/// How many alternatives, `{a,b}`, the patterns of one file may have together. Git itself knows none.
const MAX_ALTERNATIVES: usize = 500;
/// The longest pattern, in bytes.
const MAX_PATTERN: usize = 4_096;
/// How many wildcards one pattern may have.
const MAX_WILDCARDS: usize = 100;
/// The folder of a repository, and the file in it that excludes what only one person has.
const REPOSITORY: &str = ".git";
const EXCLUDE: &str = ".git/info/exclude";
const IGNORE: &str = ".gitignore";

/// The ignore files of the folder that a walk is in, and of the folders above it.
#[derive(Debug, Default)]
pub(super) struct IgnoreFiles(Mutex<Vec<Level>>);

/// The ignore files of one folder.
#[derive(Debug)]
struct Level {
    folder: PathBuf,
    ignore: Option<Gitignore>,
    exclude: Option<Gitignore>,
    /// Whether it is the top folder of a repository: ignore files above it are of no concern.
    is_repository: bool,
    problem: Option<(PathBuf, ParseErrorKind)>,
}

impl Level {
    fn read(folder: &Path) -> Self {
        let mut problem = None;
        let mut patterns = |name: &str| {
            let path = folder.join(name);
            patterns(folder, &path).unwrap_or_else(|kind| {
                problem.get_or_insert((path, kind));
                None
            })
        };
        let is_repository = folder.join(REPOSITORY).exists();
        let ignore = patterns(IGNORE);
        let exclude = is_repository.then(|| patterns(EXCLUDE)).flatten();
        Self { folder: folder.to_owned(), ignore, exclude, is_repository, problem }
    }
}

impl IgnoreFiles {
    /// Whether the ignore files above a path exclude it; folders are asked for before what is in them.
    pub(super) fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        let path = absolute(path);
        let Some(folder) = path.parent() else { return false };
        self.with_levels(folder, |levels| {
            let mut excluded_by_exclude = Match::None;
            for level in levels.iter().rev() {
                let answer = |patterns: &Option<Gitignore>| {
                    let found = patterns.as_ref().map(|patterns| patterns.matched(&path, is_folder).map(|_| ()));
                    found.unwrap_or(Match::None)
                };
                match answer(&level.ignore) {
                    Match::None => {}
                    found => return found.is_ignore(),
                }
                if excluded_by_exclude.is_none() {
                    excluded_by_exclude = answer(&level.exclude);
                }
                if level.is_repository {
                    break;
                }
            }
            excluded_by_exclude.is_ignore()
        })
    }

    /// Reads the ignore files of a folder, and of those above the first. Returns one that cannot be read, with the reason.
    pub(super) fn enter(&self, folder: &Path) -> Option<(PathBuf, ParseErrorKind)> {
        self.with_levels(&absolute(folder), |levels| levels.iter_mut().find_map(|level| level.problem.take()))
    }

    /// Makes the levels those of a folder and of the folders above it.
    fn with_levels<T>(&self, folder: &Path, action: impl FnOnce(&mut Vec<Level>) -> T) -> T {
        let mut levels = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while levels.last().is_some_and(|level| !folder.starts_with(&level.folder)) {
            levels.pop();
        }
        let known = levels.last().map(|level| level.folder.clone());
        let missing = folder.ancestors().take_while(|above| known.as_deref() != Some(*above));
        let missing: Vec<&Path> = missing.collect();
        levels.extend(missing.into_iter().rev().map(Level::read));
        action(&mut levels)
    }
}

fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    mentorcheck_core::suppress::baseline::normalize_path(&path)
}

/// The patterns of a file; `None` if there is no such file. A line that is no pattern is passed over, as Git does.
fn patterns(folder: &Path, path: &Path) -> Result<Option<Gitignore>, ParseErrorKind> {
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    let bytes = match read::peek(path, MAX_BYTES) {
        // Git passes over a folder of this name too.
        Err(ParseErrorKind::NotAFile(FileType::Folder)) => return Ok(None),
        result => result?,
    };
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.trim_start_matches('\u{feff}').lines();
    let lines: Vec<&str> = lines.filter(|line| !line.trim().is_empty() && !line.starts_with('#')).collect();
    check_cost(&lines)?;
    let mut builder = GitignoreBuilder::new(folder);
    for line in lines {
        // A mistake in one pattern costs only that pattern.
        let _ = builder.add_line(None, line);
    }
    let unreadable = |error: ignore::Error| ParseErrorKind::Unreadable { reason: error.to_string() };
    builder.build().map(Some).map_err(unreadable)
}

/// The time and memory that patterns take grow with these counts.
///
/// # Errors
/// When one of them is beyond its limit.
pub(crate) fn check_cost(patterns: &[&str]) -> Result<(), ParseErrorKind> {
    let beyond = |what: &str, limit: usize| {
        Err(ParseErrorKind::Unreadable { reason: format!("it has more than {limit} {what}, and is not used") })
    };
    let count = |text: &str, signs: &[char]| text.matches(signs).count();
    if patterns.len() > MAX_PATTERNS {
        return beyond("patterns", MAX_PATTERNS);
    }
    if patterns.iter().any(|line| line.len() > MAX_PATTERN) {
        return beyond("bytes in a pattern", MAX_PATTERN);
    }
    if patterns.iter().any(|line| count(line, &['*', '?', '[']) > MAX_WILDCARDS) {
        return beyond("wildcards in a pattern", MAX_WILDCARDS);
    }
    let alternatives = patterns.iter().filter(|line| line.contains('{')).map(|line| count(line, &['{', ',']));
    if alternatives.sum::<usize>() > MAX_ALTERNATIVES {
        return beyond("alternatives in its patterns", MAX_ALTERNATIVES);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use mentorcheck_core::diagnostic::input_errors;
    use std::fs;

    fn excluded(folder: &Path, paths: &[&str]) -> Vec<String> {
        let files = IgnoreFiles::default();
        let is_excluded = |path: &&&str| files.excludes(&folder.join(path.trim_end_matches('/')), path.ends_with('/'));
        paths.iter().filter(is_excluded).map(|path| (*path).to_owned()).collect()
    }

    #[test]
    fn the_innermost_file_decides_and_a_repository_ends_the_search() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path();
        fs::create_dir_all(folder.join("a/b")).unwrap();
        fs::create_dir_all(folder.join("c/.git/info")).unwrap();
        fs::write(folder.join(IGNORE), "*.yaml\nbuild/\n").unwrap();
        fs::write(folder.join("a").join(IGNORE), "\u{feff}!kept.yaml\n/b/other.txt\n# c.txt\n").unwrap();
        fs::write(folder.join("c").join(EXCLUDE), "own.txt\nkept.txt\n").unwrap();
        fs::write(folder.join("c").join(IGNORE), "!kept.txt\n").unwrap();
        let paths = [
            "x.yaml",
            "build/",
            "build",
            "a/x.yaml",
            "a/kept.yaml",
            "a/b/kept.yaml",
            "a/b/other.txt",
            "a/other.txt",
            "a/c.txt",
            "c/x.yaml",
            "c/own.txt",
            "c/kept.txt",
            "y.yaml",
        ];
        let expected = ["x.yaml", "build/", "a/x.yaml", "a/b/other.txt", "c/own.txt", "y.yaml"];
        assert_eq!(excluded(folder, &paths), expected);
    }

    #[test]
    fn a_file_beyond_the_limits_hides_nothing_and_is_reported_once() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path();
        let long = "x".repeat(MAX_PATTERN + 1);
        let deep = format!("{}{}", "{a,".repeat(MAX_ALTERNATIVES), "}".repeat(MAX_ALTERNATIVES));
        for (text, what) in [
            ("*.yaml\n".repeat(MAX_PATTERNS + 1), "patterns"),
            (format!("*.yaml\n{long}\n"), "bytes in a pattern"),
            (format!("*.yaml\n{}\n", "*a".repeat(MAX_WILDCARDS + 1)), "wildcards"),
            (format!("*.yaml\n{deep}\n"), "alternatives"),
            ("*.yaml\n".repeat(200_000), "larger than 1 MB"),
        ] {
            fs::write(folder.join(IGNORE), text).unwrap();
            assert_eq!(excluded(folder, &["x.yaml"]), Vec::<String>::new(), "{what}");
            let files = IgnoreFiles::default();
            let (path, problem) = files.enter(folder).unwrap();
            let problem = input_errors::sentence(&problem);
            assert!(path.ends_with(IGNORE) && problem.contains(what), "{problem}");
            assert_eq!(files.enter(folder), None);
        }
        // A pattern that is not understood hides nothing else.
        fs::write(folder.join(IGNORE), "*.yaml\n[\n").unwrap();
        assert_eq!(excluded(folder, &["x.yaml", "y.txt"]), ["x.yaml"]);
    }
}
