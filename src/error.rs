//! Exit codes and errors of commands.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    slice,
};

use crate::input::read::{self, ReadError};
use mentorcheck_core::{diagnostic::FileDiagnostics, pack::PackError};
use mentorcheck_render::{finding_text, ndjson_reader::ReportReadError, style::TextOptions};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitCode {
    /// Every programme is what was expected.
    Success = 0,
    /// Some programme is not.
    Findings = 1,
    /// Usage error, or invalid rules or configuration.
    Usage = 2,
    /// Some input could not be read, parsed or validated.
    InputError = 3,
}

#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The command line is invalid.
    #[error("{problem}\n  {advice}")]
    Usage {
        problem: String,
        /// What to write instead.
        advice: String,
    },
    /// The rules are invalid.
    #[error("{}", render_errors("the rules do not hold together", &.0.files))]
    Rules(#[from] PackError),
    /// The configuration or a baseline is invalid.
    #[error("{}", render_errors("the configuration does not hold together", slice::from_ref(.0)))]
    Configuration(Box<FileDiagnostics>),
    /// Reports cannot be merged.
    #[error(transparent)]
    Merge(#[from] ReportReadError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("{} cannot be written: {}", read::shown(path), write_reason(path, error))]
    Write { path: PathBuf, error: io::Error },
    /// Standard output cannot be written.
    #[error("the report cannot be shown: {}", read::without_number(.0))]
    Stdout(io::Error),
}

impl CommandError {
    pub(crate) fn from_config_diagnostics(file: FileDiagnostics) -> Self {
        Self::Configuration(Box::new(file))
    }

    /// Prints the error to standard error and returns its exit code.
    #[must_use]
    pub fn report(&self) -> ExitCode {
        // A closed pipe (`| head`) is not an error.
        let is_closed_pipe = matches!(self, Self::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe);
        if !is_closed_pipe {
            // Failure to write to standard error cannot be reported.
            let _ = writeln!(io::stderr(), "mentorcheck: {self}");
        }
        if is_closed_pipe { ExitCode::Success } else { ExitCode::Usage }
    }
}

/// Why a file cannot be written, in plain words.
fn write_reason(path: &Path, error: &io::Error) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match error.kind() {
        io::ErrorKind::NotFound => format!("the folder {} does not exist", read::shown(folder)),
        io::ErrorKind::PermissionDenied => format!("you may not write to the folder {}", read::shown(folder)),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read, not changed".to_owned(),
        _ => read::without_number(error),
    }
}

/// Renders a title and the findings with their snippets.
fn render_errors(title: &str, files: &[FileDiagnostics]) -> String {
    let options = TextOptions::default();
    let findings = files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file, finding)));
    let snippets: Vec<_> = findings
        .map(|(file, finding)| {
            let path = if finding.spans.is_empty() { format!("{}\n", file.path) } else { String::new() };
            format!("{path}{}", finding_text::render(finding, &file.file, options))
        })
        .collect();
    format!("{title}\n\n{}", snippets.join("\n"))
}
