//! `mentorcheck diff`: compare two versions of a description, or two rounds of descriptions.

use std::{
    io::{self, IsTerminal},
    path::Path,
};

use crate::config::rules;
use crate::{
    args::{Diff, DiffFormat},
    documents::FileStore,
    error::{CommandError, ExitCode},
    input::{
        root::Root,
        walk::{Discovery, InputFile, STDIN_ARG, has_description_suffix},
    },
    run::{atomic_file::AtomicFile, targets},
    stdout::print_bytes,
};
use mentorcheck_core::{
    checker::Checker,
    compare::{Comparison, Side, compare, compare_folders},
    evidence::EvidenceLevel,
};
use mentorcheck_render::{diff_text, json, round};

/// Compares and writes the differences; the exit code says whether all results are the same.
///
/// # Errors
/// When the command line or rules are invalid, or the output cannot be written.
pub fn run(arguments: &Diff) -> Result<ExitCode, CommandError> {
    let Diff { old, new, output, .. } = arguments;
    let root = Root::find(None);
    let builder = Checker::builder(rules::load_pack(arguments.rules.as_deref())?)
        .require_evidence(arguments.evidence.then_some(EvidenceLevel::Asserted))
        .documents(FileStore::new(root.path()))
        .root(root.path().to_owned());
    let checker = builder.build();
    targets::protect(output.as_slice(), &[old.clone(), new.clone()], &has_description_suffix)?;
    if output.is_none() && arguments.format == DiffFormat::Xlsx && io::stdout().is_terminal() {
        return Err(usage("xlsx is a file for another program", "Name a file for it with `-o`."));
    }
    let comparison = match (old.is_dir(), new.is_dir()) {
        (true, true) => {
            let side = |path: &Path| folder(&checker, path, &root);
            compare_folders(&checker, side(old), side(new))
        }
        (false, false) if old.as_os_str() == STDIN_ARG && new.as_os_str() == STDIN_ARG => {
            let problem = "standard input can be one of the two versions, not both";
            return Err(usage(problem, "Name a file for the other."));
        }
        (false, false) => {
            let read = |path: &Path| InputFile::from_arg(path, &root).read();
            compare(&checker, read(old), read(new))
        }
        (is_old, _) => {
            let path = if is_old { old } else { new };
            let problem = format!("{} is a folder, and the other version is not", path.display());
            return Err(usage(&problem, "Name two files, or two folders."));
        }
    };
    let bytes = match arguments.format {
        DiffFormat::Text if comparison.of_folders => round::text::render(&comparison).into_bytes(),
        DiffFormat::Text => diff_text::render(&comparison).into_bytes(),
        DiffFormat::Html => round::html::render(&comparison).into_bytes(),
        DiffFormat::Xlsx => round::xlsx::render(&comparison)
            .map_err(|error| usage(&error.to_string(), "Compare fewer programmes at once."))?,
        DiffFormat::Json => json::to_pretty_json(&comparison).into_bytes(),
    };
    match output {
        Some(path) => {
            let mut file = AtomicFile::create(path)?;
            file.write(&bytes)?;
            file.commit()?;
        }
        None => print_bytes(&bytes)?,
    }
    Ok(exit_code(&comparison))
}

/// The descriptions in a folder; other files are passed over.
fn folder(checker: &Checker, path: &Path, root: &Root) -> Side {
    let files = Discovery::new(root.clone()).discover(&[path.to_owned()]);
    let inputs = files.filter(|file| file.skip().is_none()).map(InputFile::read);
    let inputs = inputs.filter(|input| checker.skip_reason(input.clone()).is_none()).collect();
    Side { name: root.display(path), inputs }
}

fn usage(problem: &str, advice: &str) -> CommandError {
    CommandError::Usage { problem: problem.to_owned(), advice: advice.to_owned() }
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
