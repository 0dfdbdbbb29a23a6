//! `mentorcheck diff`: compare two versions of a description.

use std::path::Path;

use crate::config::rules;
use crate::{
    args::{Diff, DiffFormat},
    error::{CommandError, ExitCode},
    input::{
        root::Root,
        walk::{InputFile, STDIN_ARG},
    },
    stdout::print,
};
use mentorcheck_core::{
    checker::Checker,
    compare::{Comparison, compare},
};
use mentorcheck_render::{diff_text, json};

/// Compares and prints the differences; the exit code says whether all results are the same.
///
/// # Errors
/// When the command line or rules are invalid, or standard output cannot be written.
pub fn run(arguments: &Diff) -> Result<ExitCode, CommandError> {
    let Diff { old, new, .. } = arguments;
    let root = Root::find(None);
    let checker = Checker::builder(rules::load_pack(arguments.rules.as_deref())?).root(root.path().to_owned()).build();
    for path in [old, new] {
        if path.is_dir() {
            return Err(CommandError::Usage {
                problem: format!("{} is a folder", path.display()),
                advice: "Name the two versions of one file.".into(),
            });
        }
    }
    if old.as_os_str() == STDIN_ARG && new.as_os_str() == STDIN_ARG {
        return Err(CommandError::Usage {
            problem: "standard input can be one of the two versions, not both".into(),
            advice: "Name a file for the other.".into(),
        });
    }
    let read = |path: &Path| InputFile::from_arg(path, &root).read();
    let comparison = compare(&checker, read(old), read(new));
    print(&match arguments.format {
        DiffFormat::Text => diff_text::render(&comparison),
        DiffFormat::Json => json::to_pretty_json(&comparison),
    })?;
    Ok(exit_code(&comparison))
}

fn exit_code(comparison: &Comparison) -> ExitCode {
    let Comparison { programmes, only_old, only_new, unreadable, same, .. } = comparison;
    let sides = programmes.iter().flat_map(|pair| [&pair.old, &pair.new]);
    if !unreadable.is_empty() || sides.chain(only_old).chain(only_new).any(|side| !side.valid) {
        ExitCode::InputError
    } else if *same {
        ExitCode::Success
    } else {
        ExitCode::Findings
    }
}
