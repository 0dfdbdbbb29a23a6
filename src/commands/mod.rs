//! The commands, a file for each.

pub mod baseline;
pub mod check;
pub mod config;
pub mod convert;
pub mod diff;
pub mod explain;
pub mod form;
pub mod generate;
pub mod letter;
pub mod merge;
pub mod rules;
pub mod schema;

use crate::{
    args::{Cli, Command},
    error::{CommandError, ExitCode},
};

/// Runs the command of the command line.
///
/// # Errors
/// When the command cannot run at all; findings in its input are not errors.
pub fn run(cli: &Cli) -> Result<ExitCode, CommandError> {
    match &cli.command {
        Command::Check(arguments) => check::run(arguments, cli.color),
        Command::Report(arguments) => merge::run(arguments, cli.color),
        Command::Baseline(arguments) => baseline::run(arguments, cli.color),
        Command::Config(arguments) => config::run(arguments),
        Command::Form(arguments) => form::run(arguments),
        Command::Convert(arguments) => convert::run(arguments),
        Command::Letter(arguments) => letter::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Rules(arguments) => rules::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Completions(arguments) => generate::completions(arguments),
        Command::Man(arguments) => generate::man(arguments),
    }
}
