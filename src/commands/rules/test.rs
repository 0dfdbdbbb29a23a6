//! `mentorcheck rules test`: try the rules on the examples that stand beside them.

use std::fmt::Write;

use crate::config::rules::pack;
use crate::error::{CommandError, ExitCode};
use crate::{args::RulesTest, stdout::print};
use mentorcheck_core::schema::vocabulary;
use mentorcheck_verify::{ExampleRun, run_examples};

/// Runs every example, and shows each that does not give what it stands for.
///
/// # Errors
/// When the rules cannot be read or do not hold together, or standard output is gone.
pub fn run(arguments: &RulesTest) -> Result<ExitCode, CommandError> {
    let vocabulary = vocabulary();
    let pack = pack(arguments.rules.as_deref())?;
    let ExampleRun { count: tried, failures } = run_examples(&pack, vocabulary);
    let mut out = String::new();
    for failure in &failures {
        let _ =
            writeln!(out, "✘ {}: an example is to be {}, and is {}.", failure.code, failure.expected, failure.actual);
        failure.example.lines().for_each(|line| {
            let _ = writeln!(out, "    {line}");
        });
        failure.reasons.iter().for_each(|ground| {
            let _ = writeln!(out, "  {ground}");
        });
        out.push('\n');
    }
    let _ = match failures.len() {
        0 => writeln!(out, "✔ All {tried} examples of {} give what they stand for.", pack.title),
        1 => writeln!(out, "One of {tried} examples of {} does not give what it stands for.", pack.title),
        wrong => writeln!(out, "{wrong} of {tried} examples of {} do not give what they stand for.", pack.title),
    };
    print(&out)?;
    Ok(if failures.is_empty() { ExitCode::Success } else { ExitCode::Usage })
}
