//! `mentorcheck rules`: look at the rules, prove them, try them, print them.

pub mod doc;
pub mod list;
pub mod test;
pub mod verify;

use crate::{
    args::{Rules, RulesCommand},
    error::{CommandError, ExitCode},
};

/// Does what `mentorcheck rules …` asks.
///
/// # Errors
/// When the rules cannot be read or do not hold together, or standard output is gone.
pub fn run(arguments: &Rules) -> Result<ExitCode, CommandError> {
    match &arguments.command {
        RulesCommand::Doc(arguments) => doc::run(arguments),
        RulesCommand::List(arguments) => list::run(arguments),
        RulesCommand::Test(arguments) => test::run(arguments),
        RulesCommand::Verify(arguments) => verify::run(arguments),
    }
}
