//! `mentorcheck rules`: look at the rules, prove them, try them, print them.

pub mod doc;
pub mod list;
pub mod test;
pub mod verify;

use std::path::Path;

use crate::{
    args::{Rules, RulesCommand},
    error::{CommandError, Exit},
    pack_dir,
};
use mentorcheck_core::{
    pack::{Pack, built_in, built_in_names},
    schema::vocabulary,
};

/// The rules used unless others are asked for.
pub const DEFAULT: &str = "mentoring-to-work";

/// Does what `mentorcheck rules …` asks.
///
/// # Errors
/// When the rules cannot be read or do not hold together, or standard output is gone.
pub fn run(arguments: &Rules) -> Result<Exit, CommandError> {
    match &arguments.command {
        RulesCommand::Doc(arguments) => doc::run(arguments),
        RulesCommand::List(arguments) => list::run(arguments),
        RulesCommand::Test(arguments) => test::run(arguments),
        RulesCommand::Verify(arguments) => verify::run(arguments),
    }
}

/// The pack of a name that comes with the program, or the one in a folder.
///
/// # Errors
/// When there is neither, or the rules do not hold together.
pub fn pack(asked: Option<&str>) -> Result<Pack, CommandError> {
    let asked = asked.unwrap_or(DEFAULT);
    let files = match built_in(asked) {
        Some(files) => files,
        None if Path::new(asked).is_dir() => pack_dir::files(Path::new(asked))?,
        None => {
            let names: Vec<_> = built_in_names().collect();
            let problem = if Path::new(asked).exists() {
                format!("`{asked}` is a file, not a folder")
            } else {
                format!("there are no rules `{asked}`")
            };
            return Err(CommandError::Misuse {
                problem,
                advice: format!("Name a folder with rules, or one of: {}.", names.join(", ")),
            });
        }
    };
    Ok(files.load(vocabulary())?)
}
