//! `mentorcheck rules`: list, test, verify and document rules.

pub mod doc;
pub mod list;
pub mod new;
pub mod test;
pub mod verify;

use crate::{
    args::{Rules, RulesCommand},
    error::{CommandError, ExitCode},
};

/// Runs `mentorcheck rules …`.
///
/// # Errors
/// When the rules cannot be read or are invalid, or output cannot be written.
pub fn run(arguments: &Rules) -> Result<ExitCode, CommandError> {
    match &arguments.command {
        RulesCommand::Doc(arguments) => doc::run(arguments),
        RulesCommand::List(arguments) => list::run(arguments),
        RulesCommand::NewIndicator(arguments) => new::indicator(arguments),
        RulesCommand::NewKind(arguments) => new::kind(arguments),
        RulesCommand::Test(arguments) => test::run(arguments),
        RulesCommand::Verify(arguments) => verify::run(arguments),
    }
}
