//! `mentorcheck rules list`: list blocks, kinds and claims with the names that `explain` takes.

use std::fmt::Write;

use crate::config::rules::load_pack;
use crate::error::{CommandError, ExitCode};
use crate::{args::RulesList, stdout::print};
use mentorcheck_core::pack::{Weight, built_in_names};

/// Lists the built-in packs and the contents of the requested one.
///
/// # Errors
/// When the rules cannot be read or are invalid, or standard output cannot be written.
pub fn run(arguments: &RulesList) -> Result<ExitCode, CommandError> {
    let pack = load_pack(arguments.rules.as_deref())?;
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
