//! `mentorcheck check`: check descriptions of programmes.

use std::io;

use crate::{
    args::{Check, Color},
    error::{CommandError, ExitCode},
    input::walk::InputFile,
    run::{fix::fix, ordered_pool, session::Session},
    stdout::print,
};
use mentorcheck_core::{checker::Checker, sanitize::sanitize_line};

/// Checks descriptions and writes the report.
///
/// # Errors
/// When the command line, configuration or rules are invalid, or a report cannot be written.
pub fn run(arguments: &Check, color: Color) -> Result<ExitCode, CommandError> {
    let session = Session::new(&arguments.report.check, &arguments.report, color)?;
    let files = || session.scopes.files(&arguments.paths, &arguments.input);
    if arguments.list_files {
        return list_files(&session.scopes.run().checker, files());
    }
    session.protect(&arguments.paths)?;
    let fixed = if arguments.fix {
        fix(&session.scopes.run().checker, files(), &mut io::stderr().lock())?
    } else {
        ExitCode::Success
    };
    let mut files = files().peekable();
    // Nothing may have come in, or everything may have been excluded.
    let may_be_empty = arguments.input.force_exclude || files.peek().is_some_and(InputFile::is_stdin);
    Ok(session.execute(ordered_pool::expand_stdin(files, None, arguments.input.json_lines), may_be_empty)?.max(fixed))
}

/// Lists the files with what each is taken for.
fn list_files(checker: &Checker, files: impl Iterator<Item = InputFile>) -> Result<ExitCode, CommandError> {
    for file in files {
        let path = sanitize_line(&file.path);
        let reason = if file.is_stdin() { None } else { file.skip().or_else(|| checker.skip_reason(file.read())) };
        print(&match reason {
            None => format!("{path}: a description\n"),
            Some(reason) => format!("{path}: skipped, because {reason}\n"),
        })?;
    }
    Ok(ExitCode::Success)
}
