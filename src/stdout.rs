//! Writes to standard output and standard error.

use std::io::{self, Write};

use crate::error::CommandError;
use mentorcheck_core::sanitize::sanitize_line;

pub(crate) fn print(text: &str) -> Result<(), CommandError> {
    print_bytes(text.as_bytes())
}

pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), CommandError> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(CommandError::Stdout)
}

/// Writes a line to standard error, on which nothing more can be reported when it is gone.
pub(crate) fn warn(line: &str) {
    let _ = writeln!(io::stderr(), "mentorcheck: {}", sanitize_line(line));
}
