//! `mentorcheck diff`: tell how the judgement moved between two versions of a description.

use super::{CommandError, Exit};
use crate::cli::Diff;

/// Not there yet.
///
/// # Errors
/// Always.
pub fn run(_: &Diff) -> Result<Exit, CommandError> {
    Err(CommandError::Misuse { problem: "`diff` is not there yet".into(), advice: String::new() })
}
