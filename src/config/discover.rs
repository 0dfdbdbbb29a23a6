//! Finds and reads the files that a configuration is made of.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::input::{ignore_files::check_cost, read, root::Root, walk::matches_path};
use mentorcheck_core::{
    config::{CONFIG_FILE_NAMES, ConfigFile},
    diagnostic::FileDiagnostics,
    suppress::{
        PathPattern,
        baseline::{Baseline, normalize_path},
    },
};
use mentorcheck_yaml::ParsedFile;

/// The configuration file in a folder, if there is one.
#[must_use]
pub(crate) fn configuration_in(folder: &Path) -> Option<PathBuf> {
    CONFIG_FILE_NAMES.map(|name| folder.join(name)).into_iter().find(|path| path.is_file())
}

/// Reads a configuration file.
///
/// # Errors
/// When it cannot be read or does not follow its schema.
pub(crate) fn read_configuration(path: &Path, root: &Root) -> Result<ConfigFile, FileDiagnostics> {
    let name = root.display(path);
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
pub(crate) fn read_baseline(path: &Path, root: &Root) -> Result<Baseline, FileDiagnostics> {
    let content = read::bounded(path, MAX_BASELINE);
    Baseline::parse(&root.display(path), parent_folder(path), root.path().to_owned(), content)
}

/// The largest baseline that is read, in bytes; a finding takes some 150.
const MAX_BASELINE: u64 = 256 * 1024 * 1024;

/// The folder that paths in a baseline at `path` start from.
pub(crate) fn parent_folder(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    normalize_path(&absolute).parent().map(Path::to_owned).unwrap_or_default()
}

/// The folder that patterns start from: that of the configuration, or the root for a configuration that is neither in
/// it nor above it: it has a place of its own because it is trusted.
pub(crate) fn pattern_folder(configuration: Option<&ConfigFile>, root: &Root) -> PathBuf {
    let folder = configuration.map(|file| std::path::absolute(&file.folder).unwrap_or_else(|_| file.folder.clone()));
    let is_related = |folder: &PathBuf| folder.starts_with(root.path()) || root.path().starts_with(folder);
    folder.filter(is_related).unwrap_or_else(|| root.path().to_owned())
}

/// Compiles `.gitignore` patterns relative to a folder.
///
/// # Errors
/// A message if a pattern is invalid.
pub(crate) fn compile_patterns(folder: &Path, patterns: &[impl AsRef<str>]) -> Result<Gitignore, String> {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let texts: Vec<&str> = patterns.iter().map(AsRef::as_ref).collect();
    check_cost(&texts).map_err(|limit| format!("the patterns take too long to match: {limit}"))?;
    let mut builder = GitignoreBuilder::new(folder);
    for pattern in patterns.iter().map(AsRef::as_ref) {
        builder.add_line(None, pattern).map_err(|error| format!("`{pattern}` is no pattern: {error}."))?;
    }
    builder.build().map_err(|error| {
        format!("`{}` is no pattern: {error}.", patterns.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("`, `"))
    })
}

/// One pattern as the suppressions use it.
///
/// # Errors
/// When it is not a pattern, in plain words.
pub(crate) fn path_pattern(configuration: &ConfigFile, pattern_text: &str, root: &Root) -> Result<PathPattern, String> {
    let compiled = compile_patterns(&pattern_folder(Some(configuration), root), &[pattern_text])?;
    let root = root.clone();
    Ok(PathPattern(Arc::new(move |path: &str| matches_path(&compiled, &root.path().join(path)))))
}
