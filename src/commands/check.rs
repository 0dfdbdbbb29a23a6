//! `mentorcheck check`: judge descriptions of programmes.

use crate::{
    args::Check,
    error::{CommandError, ExitCode},
    run::{ordered_pool, session::Session},
};

/// Checks descriptions and writes the report.
///
/// # Errors
/// When the command line, the configuration or the rules are wrong, or a report cannot be written.
pub fn run(arguments: &Check) -> Result<ExitCode, CommandError> {
    let run = Session::new(&arguments.reporting.judging, &arguments.reporting)?;
    let files = run.settings.files(&arguments.paths)?;
    run.execute(|limit| ordered_pool::expand_stdin(files, limit))
}
