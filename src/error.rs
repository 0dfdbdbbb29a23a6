//! Exit codes and errors of commands.

use std::{
    io::{self, Write},
    path::PathBuf,
    slice,
};

use crate::input::ndjson_reader::ReportReadError;
use mentorcheck_core::{diagnostic::FileDiagnostics, pack::PackError};
use mentorcheck_render::{
    finding_text,
    style::{TextOptions, WIDTH},
};

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
    /// The command line asks for something that does not exist.
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
    #[error("{} cannot be read: {error}", path.display())]
    Read { path: PathBuf, error: io::Error },
    #[error("{} cannot be written: {error}", path.display())]
    Write { path: PathBuf, error: io::Error },
    /// Standard output is gone.
    #[error("the report cannot be shown: {0}")]
    Stdout(io::Error),
}

impl CommandError {
    pub(crate) fn configuration(file: FileDiagnostics) -> Self {
        Self::Configuration(Box::new(file))
    }

    /// Writes what is wrong to standard error.
    #[must_use]
    pub fn report(&self) -> ExitCode {
        // A reader that has seen enough (`| head`) is no error.
        let closed = matches!(self, Self::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe);
        if !closed {
            // There is nobody left to tell if standard error is gone too.
            let _ = writeln!(io::stderr(), "mentorcheck: {self}");
        }
        if closed { ExitCode::Success } else { ExitCode::Usage }
    }
}

/// The findings in rule files, as pictures of their source.
fn render_errors(what: &str, files: &[FileDiagnostics]) -> String {
    let look = TextOptions { color: false, screen_reader: false, width: WIDTH };
    let findings = files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file, finding)));
    let drawn: Vec<_> = findings
        .map(|(file, finding)| {
            let path = if finding.spans.is_empty() { format!("{}\n", file.path) } else { String::new() };
            format!("{path}{}", finding_text::render(finding, &file.file, look))
        })
        .collect();
    format!("{what}\n\n{}", drawn.join("\n"))
}
