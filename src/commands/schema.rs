//! `mentorcheck schema`: print a schema as it is embedded in the program.

use crate::{
    args::{Schema, WhichSchema},
    error::{CommandError, Exit},
    stdout::show,
};
use mentorcheck_core::schema::{CONFIG, DIFF, PACK, PROGRAMME, REPORT};

/// Prints the schema that is asked for.
///
/// # Errors
/// When standard output is gone.
pub fn run(arguments: &Schema) -> Result<Exit, CommandError> {
    show(match arguments.which {
        WhichSchema::Programme => PROGRAMME,
        WhichSchema::Pack => PACK,
        WhichSchema::Report => REPORT,
        WhichSchema::Config => CONFIG,
        WhichSchema::Diff => DIFF,
    })?;
    Ok(Exit::AsExpected)
}
