//! `mentorcheck schema`: print an embedded schema.

use crate::{
    args::{Schema, SchemaName},
    error::{CommandError, ExitCode},
    stdout::print,
};
use mentorcheck_core::schema::{CONFIG, DIFF, PACK, PROGRAMME, PROGRAMME_DRAFT_07, REPORT};

/// Prints the requested schema.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(arguments: &Schema) -> Result<ExitCode, CommandError> {
    print(match arguments.which {
        SchemaName::Programme => PROGRAMME,
        SchemaName::ProgrammeDraft07 => PROGRAMME_DRAFT_07,
        SchemaName::Pack => PACK,
        SchemaName::Report => REPORT,
        SchemaName::Config => CONFIG,
        SchemaName::Diff => DIFF,
    })?;
    Ok(ExitCode::Success)
}
