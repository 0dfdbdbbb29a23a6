//! `mentorcheck rules test`: run the examples in the rule files.

use std::fmt::Write;

use crate::config::rules::load_pack;
use crate::error::{CommandError, ExitCode};
use crate::{args::RulesTest, stdout::print};
use mentorcheck_core::schema::vocabulary;
use mentorcheck_verify::{ExampleRun, run_examples};

/// Runs every example and prints each that does not give its expected answer.
///
/// # Errors
/// When the rules cannot be read or are invalid, or standard output cannot be written.
pub fn run(arguments: &RulesTest) -> Result<ExitCode, CommandError> {
    let vocabulary = vocabulary();
    let pack = load_pack(arguments.rules.as_deref())?;
    let ExampleRun { count, failures } = run_examples(&pack, vocabulary);
    let mut out = String::new();
    for failure in &failures {
        let _ =
            writeln!(out, "✘ {}: an example is to be {}, and is {}.", failure.code, failure.expected, failure.actual);
        failure.example.lines().for_each(|line| {
            let _ = writeln!(out, "    {line}");
        });
        failure.reasons.iter().for_each(|reason| {
            let _ = writeln!(out, "  {reason}");
        });
        out.push('\n');
    }
    let _ = match failures.len() {
        0 => writeln!(out, "✔ All {count} examples of {} give what they stand for.", pack.title),
        1 => writeln!(out, "One of {count} examples of {} does not give what it stands for.", pack.title),
        failed => writeln!(out, "{failed} of {count} examples of {} do not give what they stand for.", pack.title),
    };
    print(&out)?;
    Ok(if failures.is_empty() { ExitCode::Success } else { ExitCode::Usage })
}
