//! `mentorcheck rules verify`: prove that the rules are consistent, over all possible descriptions.

use std::fmt::Write;

use crate::config::rules::load_pack;
use crate::error::{CommandError, ExitCode};
use crate::{args::RulesVerify, input::read, stdout::print};
use mentorcheck_core::schema::vocabulary;
use mentorcheck_verify::{Violation, check_traceability, verify};

/// Verifies the rules and prints a minimal counterexample for each violation.
///
/// # Errors
/// When the rules are invalid, the rules or the source text cannot be read, or standard output cannot be written.
pub fn run(arguments: &RulesVerify) -> Result<ExitCode, CommandError> {
    let vocabulary = vocabulary();
    let pack = load_pack(arguments.rules.as_deref())?;
    let source = arguments.source.as_deref().map(read::text).transpose()?;
    let mut violations = verify(&pack, vocabulary);
    violations.extend(check_traceability(&pack, source.as_deref()));

    let mut text = String::new();
    for Violation { code, message, example } in &violations {
        let _ = writeln!(text, "✘ {code}: {message}.");
        if let Some(example) = example {
            let description = example.to_yaml(vocabulary, "Counterexample (constructed)");
            let _ = writeln!(text, "  The smallest description that shows it:\n");
            description.lines().for_each(|line| {
                let _ = writeln!(text, "    {line}");
            });
        }
        text.push('\n');
    }
    let size = format!(
        "{} kinds, {} blocks, {} indicators and conditions, {} claims",
        pack.kinds.len(),
        pack.blocks.len(),
        pack.criteria.len(),
        pack.claims.len()
    );
    let quotations = if source.is_some() { " Every quotation from the source given is in it." } else { "" };
    let _ = match violations.len() {
        0 => writeln!(text, "✔ The rules of {} hold: {size}, proved over all descriptions.{quotations}", pack.title),
        1 => writeln!(text, "One thing does not hold in the rules of {} ({size}).", pack.title),
        count => writeln!(text, "{count} things do not hold in the rules of {} ({size}).", pack.title),
    };
    print(&text)?;
    Ok(if violations.is_empty() { ExitCode::Success } else { ExitCode::Usage })
}
