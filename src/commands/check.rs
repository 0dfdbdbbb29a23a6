//! `mentorcheck check`: check descriptions of programmes.

use crate::{
    args::Check,
    error::{CommandError, ExitCode},
    run::{ordered_pool, session::Session},
};

/// Checks descriptions and writes the report.
///
/// # Errors
/// When the command line, configuration or rules are invalid, or a report cannot be written.
pub fn run(arguments: &Check) -> Result<ExitCode, CommandError> {
    let session = Session::new(&arguments.report.check, &arguments.report)?;
    let files = session.settings.files(&arguments.paths)?;
    session.execute(|limit| ordered_pool::expand_stdin(files, limit))
}
