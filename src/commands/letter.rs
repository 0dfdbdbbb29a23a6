//! `mentorcheck letter`: write a letter about one description, in plain language.

use super::{CommandError, Exit};
use crate::cli::Letter;

/// Not there yet.
///
/// # Errors
/// Always.
pub fn run(_: &Letter) -> Result<Exit, CommandError> {
    Err(CommandError::Misuse { problem: "`letter` is not there yet".into(), advice: String::new() })
}
