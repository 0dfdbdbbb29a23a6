//! `mentorcheck check`: check descriptions of programmes.

use std::io;

use crate::{
    args::Check,
    error::{CommandError, ExitCode},
    run::{fix::fix, ordered_pool, session::Session},
};

/// Checks descriptions and writes the report.
///
/// # Errors
/// When the command line, configuration or rules are invalid, or a report cannot be written.
pub fn run(arguments: &Check) -> Result<ExitCode, CommandError> {
    let session = Session::new(&arguments.report.check, &arguments.report)?;
    let files = || session.settings.files(&arguments.paths);
    let fixed =
        if arguments.fix { fix(session.checker(), files()?, &mut io::stderr().lock())? } else { ExitCode::Success };
    let files = files()?;
    Ok(session.execute(|limit| ordered_pool::expand_stdin(files, limit))?.max(fixed))
}
