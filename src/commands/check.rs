//! `mentorcheck check`: judge descriptions of programmes.

use crate::{
    args::Check,
    error::{CommandError, ExitCode},
    run::{ordered_pool, session::Session},
};

/// The width of the text report, in columns: the same everywhere, so that its pictures are.

/// Reads, judges and reports; the exit says whether all is as expected.
///
/// # Errors
/// When the command line, the configuration or the rules are wrong, or a report cannot be written.
pub fn run(arguments: &Check) -> Result<ExitCode, CommandError> {
    let run = Session::new(&arguments.reporting.judging, &arguments.reporting)?;
    let files = run.settings.files(&arguments.paths)?;
    run.execute(|limit| ordered_pool::expand_stdin(files, limit))
}
