//! `mentorcheck check`: judge descriptions of programmes.

use super::{CommandError, Exit, flow, run::Run};
use crate::cli::Check;

/// The width of the text report, in columns: the same everywhere, so that its pictures are.
pub const WIDTH: usize = 90;

/// Reads, judges and reports; the exit says whether all is as expected.
///
/// # Errors
/// When the command line, the configuration or the rules are wrong, or a report cannot be written.
pub fn run(arguments: &Check) -> Result<Exit, CommandError> {
    let run = Run::of(&arguments.reporting.judging, &arguments.reporting)?;
    let files = run.settings.files(&arguments.paths)?;
    run.told(|limit| flow::inputs(files, limit))
}
