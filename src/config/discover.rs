//! Finds and reads the files that a configuration is made of.

use std::{
    env,
    path::{Path, PathBuf},
};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::input::read;
use mentorcheck_core::{
    config::{CONFIG_FILE_NAME, ConfigFile},
    diagnostic::FileDiagnostics,
    suppress::{PathPattern, baseline::Baseline},
};
use mentorcheck_yaml::ParsedFile;

/// Searches `folder` and its ancestors for the configuration file.
#[must_use]
pub fn discover(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(CONFIG_FILE_NAME)).find(|path| path.is_file())
}

/// Reads a configuration file.
///
/// # Errors
/// When it cannot be read or does not follow its schema.
pub(crate) fn read_configuration(path: &Path) -> Result<ConfigFile, FileDiagnostics> {
    let name = display_path(path);
    let source = match read::bounded(path, mentorcheck_yaml::MAX_BYTES) {
        Ok(bytes) => ParsedFile::parse(&name, bytes),
        Err(problem) => ParsedFile::from_error(&name, problem),
    };
    ConfigFile::from_source(path.parent().map(Path::to_owned).unwrap_or_default(), source)
}

/// Reads a baseline file.
///
/// # Errors
/// When it cannot be read or is not a baseline.
pub(crate) fn read_baseline(path: &Path, working_dir: &Path) -> Result<Baseline, FileDiagnostics> {
    let content = read::bounded(path, MAX_BASELINE);
    Baseline::parse(&display_path(path), parent_folder(path, working_dir), working_dir.to_owned(), content)
}

/// The largest baseline that is read, in bytes; a finding takes some 150.
const MAX_BASELINE: u64 = 256 * 1024 * 1024;

/// The folder that paths in a baseline at `path` start from.
pub(crate) fn parent_folder(path: &Path, working_dir: &Path) -> PathBuf {
    mentorcheck_core::suppress::baseline::normalize_path(&working_dir.join(path))
        .parent()
        .map(Path::to_owned)
        .unwrap_or_default()
}

/// The working directory; empty where it no longer exists.
pub(crate) fn working_dir() -> PathBuf {
    env::current_dir().unwrap_or_default()
}

/// The path relative to the working directory where possible.
pub(crate) fn display_path(path: &Path) -> String {
    path.strip_prefix(working_dir()).unwrap_or(path).display().to_string()
}

/// Compiles `.gitignore` patterns relative to the configuration's folder.
///
/// # Errors
/// A message if a pattern is invalid.
pub(crate) fn compile_patterns(configuration: &ConfigFile, patterns: &[&str]) -> Result<Gitignore, String> {
    let folder = std::path::absolute(&configuration.folder).unwrap_or_else(|_| configuration.folder.clone());
    let mut builder = GitignoreBuilder::new(folder);
    for pattern in patterns {
        builder.add_line(None, pattern).map_err(|error| format!("`{pattern}` is no pattern: {error}."))?;
    }
    builder.build().map_err(|error| format!("`{}` is no pattern: {error}.", patterns.join("`, `")))
}

/// One pattern as the suppressions use it.
///
/// # Errors
/// When it is not a pattern, in plain words.
pub(crate) fn path_pattern(configuration: &ConfigFile, pattern_text: &str) -> Result<PathPattern, String> {
    let compiled = compile_patterns(configuration, &[pattern_text])?;
    Ok(PathPattern(std::sync::Arc::new(move |path: &str| matches_path(&compiled, path))))
}

fn matches_path(pattern: &Gitignore, path: &str) -> bool {
    let path: PathBuf = std::path::absolute(Path::new(path)).unwrap_or_else(|_| path.into());
    path.starts_with(pattern.path()) && pattern.matched_path_or_any_parents(&path, false).is_ignore()
}
