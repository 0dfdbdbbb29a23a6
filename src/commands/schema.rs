//! `mentorcheck schema`: print a schema as it is embedded in the program.

use crate::{
    args::{Schema, SchemaName},
    error::{CommandError, ExitCode},
    stdout::print,
};
use mentorcheck_core::schema::{CONFIG, DIFF, PACK, PROGRAMME, REPORT};

/// Prints the schema that is asked for.
///
/// # Errors
/// When standard output is gone.
pub fn run(arguments: &Schema) -> Result<ExitCode, CommandError> {
    print(match arguments.which {
        SchemaName::Programme => PROGRAMME,
        SchemaName::Pack => PACK,
        SchemaName::Report => REPORT,
        SchemaName::Config => CONFIG,
        SchemaName::Diff => DIFF,
    })?;
    Ok(ExitCode::Success)
}
