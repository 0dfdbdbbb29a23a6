//! `mentorcheck check`: judge descriptions of programmes.

use crate::{
    args::Check,
    error::{CommandError, Exit},
    run::{ordered_pool, session::Run},
};

/// The width of the text report, in columns: the same everywhere, so that its pictures are.

/// Reads, judges and reports; the exit says whether all is as expected.
///
/// # Errors
/// When the command line, the configuration or the rules are wrong, or a report cannot be written.
pub fn run(arguments: &Check) -> Result<Exit, CommandError> {
    let run = Run::of(&arguments.reporting.judging, &arguments.reporting)?;
    let files = run.settings.files(&arguments.paths)?;
    run.told(|limit| ordered_pool::inputs(files, limit))
}
