//! `mentorcheck rules list`: everything that the rules ask, with the names under which to ask for it.

use std::fmt::Write;

use crate::config::rules::pack;
use crate::error::{CommandError, ExitCode};
use crate::{args::RulesList, stdout::print};
use mentorcheck_core::pack::{Weight, built_in_names};

/// Lists the packs that come with the program, and what is in the one asked for.
///
/// # Errors
/// When the rules cannot be read or do not hold together, or standard output is gone.
pub fn run(arguments: &RulesList) -> Result<ExitCode, CommandError> {
    let pack = pack(arguments.rules.as_deref())?;
    let names: Vec<_> = built_in_names().collect();
    let mut out = format!("Rules of {} (with the program come: {})\n", pack.title, names.join(", "));
    for block in &pack.blocks {
        let _ = writeln!(out, "\n{}: {}", block.id, block.question);
        for id in &block.indicators {
            let indicator = &pack.criteria[*id];
            let weight = if indicator.weight == Weight::Necessary { "" } else { " (never decides)" };
            let _ = writeln!(out, "  {}/{}: {}{weight}", block.id, indicator.id, indicator.title);
        }
    }
    let _ = writeln!(out, "\nKinds");
    for kind in &pack.kinds {
        let _ = writeln!(out, "  {}: {}", kind.id, kind.summary);
    }
    let _ = writeln!(out, "\nClaims");
    for claim in &pack.claims {
        let _ = writeln!(out, "  {}: {}", claim.id, claim.says);
    }
    print(&out)?;
    Ok(ExitCode::Success)
}
