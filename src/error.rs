//! What a command can end with: an exit code, or an error and its message.

use std::{
    io::{self, Write},
    path::PathBuf,
    slice,
};

use crate::input::ndjson_reader::ReportReadError;
use mentorcheck_core::{diagnostic::FileDiagnostics, pack::PackError};
use mentorcheck_render::{
    finding_text,
    style::{Look, WIDTH},
};

/// What the program tells its caller when it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Every programme is what was expected.
    AsExpected = 0,
    /// Some programme is not.
    Findings = 1,
    /// Wrong use, or rules that do not hold together.
    Misuse = 2,
    /// Some input could not be read, parsed or validated.
    BadInput = 3,
}

/// What keeps a command from doing its work.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The command line asks for something that does not exist.
    #[error("{problem}\n  {advice}")]
    Misuse {
        /// What is wrong.
        problem: String,
        /// What to write instead.
        advice: String,
    },
    /// The rules do not hold together.
    #[error("{}", drawn("the rules do not hold together", &.0.files))]
    Rules(#[from] PackError),
    /// The configuration or a baseline does not hold together.
    #[error("{}", drawn("the configuration does not hold together", slice::from_ref(.0)))]
    Configuration(Box<FileDiagnostics>),
    /// Reports cannot be put together.
    #[error(transparent)]
    Shard(#[from] ReportReadError),
    /// A file could not be read.
    #[error("{} cannot be read: {error}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file could not be written.
    #[error("{} cannot be written: {error}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Standard output is gone.
    #[error("the report cannot be shown: {0}")]
    Stdout(io::Error),
}

impl CommandError {
    /// What does not hold together in a configuration or a baseline.
    pub(crate) fn configuration(file: FileDiagnostics) -> Self {
        Self::Configuration(Box::new(file))
    }

    /// Writes what is wrong to standard error.
    #[must_use]
    pub fn tell(&self) -> Exit {
        // A reader that has seen enough (`| head`) is no error.
        let closed = matches!(self, Self::Stdout(error) if error.kind() == io::ErrorKind::BrokenPipe);
        if !closed {
            // There is nobody left to tell if standard error is gone too.
            let _ = writeln!(io::stderr(), "mentorcheck: {self}");
        }
        if closed { Exit::AsExpected } else { Exit::Misuse }
    }
}

/// The findings in rule files, as pictures of their source.
fn drawn(what: &str, files: &[FileDiagnostics]) -> String {
    let look = Look { color: false, narrated: false, width: WIDTH };
    let findings = files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file, finding)));
    let drawn: Vec<_> = findings
        .map(|(file, finding)| {
            let path = if finding.spans.is_empty() { format!("{}\n", file.path) } else { String::new() };
            format!("{path}{}", finding_text::render(finding, &file.file, look))
        })
        .collect();
    format!("{what}\n\n{}", drawn.join("\n"))
}
