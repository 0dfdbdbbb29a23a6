//! The folder that paths in reports start from, so that they do not depend on the working directory.

use std::{
    env,
    path::{Path, PathBuf},
};

use mentorcheck_core::suppress::baseline::normalize_path;

/// What marks the root of a repository: a folder, or a file in a work tree of its own.
const MARKER: &str = ".git";

/// The folder that paths in reports start from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Root {
    path: PathBuf,
    working_dir: PathBuf,
}

impl Root {
    /// `given`, else the repository that the working directory is in, else the working directory itself.
    pub(crate) fn find(given: Option<&Path>) -> Self {
        // A working directory that no longer exists has no path.
        let working_dir = env::current_dir().unwrap_or_default();
        let path = if let Some(given) = given {
            normalize_path(&working_dir.join(given))
        } else {
            let repository = working_dir.ancestors().find(|folder| folder.join(MARKER).exists());
            repository.unwrap_or(&working_dir).to_owned()
        };
        Self { path, working_dir }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The absolute path, without following links.
    pub(crate) fn absolute(&self, path: &Path) -> PathBuf {
        normalize_path(&self.working_dir.join(path))
    }

    /// A path relative to the root (empty for the root itself) where it is below it, else as it was given.
    pub(crate) fn relative(&self, path: &Path) -> PathBuf {
        let absolute = self.absolute(path);
        absolute.strip_prefix(&self.path).unwrap_or(path).to_owned()
    }

    /// [`Root::relative`] for messages.
    pub(crate) fn display(&self, path: &Path) -> String {
        let relative = self.relative(path);
        if relative.as_os_str().is_empty() { path } else { &relative }.display().to_string()
    }
}
