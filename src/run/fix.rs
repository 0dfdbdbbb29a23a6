//! `check --fix`: corrects descriptions in place before they are checked.

use std::io::Write;

use super::atomic_file::rewrite_input;
use crate::{
    error::{CommandError, ExitCode},
    input::walk::InputFile,
};
use mentorcheck_core::{checker::Checker, sanitize::sanitize};

/// Corrects the files and reports each correction on standard error. A file that cannot be written is reported and left as it is.
///
/// # Errors
/// When standard input is among the files, since it cannot be corrected in place.
pub(crate) fn fix(
    checker: &Checker,
    files: impl Iterator<Item = InputFile>,
    stderr: &mut impl Write,
) -> Result<ExitCode, CommandError> {
    let mut exit = ExitCode::Success;
    for file in files {
        if file.is_stdin() {
            return Err(CommandError::Usage {
                problem: "`--fix` corrects files, and standard input is none".into(),
                advice: "Save the description to a file, and name that.".into(),
            });
        }
        // What is passed over when checked is not changed either: a link in a folder may lead out of it.
        // A form is no text to correct.
        if file.skip().is_some() || file.is_form() {
            continue;
        }
        let path = file.path.clone();
        let target = file.fs_path().to_owned();
        let Some(corrected) = checker.correct(file.read()) else { continue };
        match rewrite_input(&target, &corrected.text) {
            Ok(()) => {
                for correction in corrected.corrections {
                    note(stderr, format_args!("{path}:{}: corrected: {}", correction.line, correction.summary));
                }
            }
            Err(error) => {
                note(stderr, format_args!("mentorcheck: {error}"));
                exit = ExitCode::Usage;
            }
        }
    }
    Ok(exit)
}

fn note(stderr: &mut impl Write, message: std::fmt::Arguments<'_>) {
    // Nothing can be reported when standard error is gone.
    let _ = writeln!(stderr, "{}", sanitize(&message.to_string()));
}
