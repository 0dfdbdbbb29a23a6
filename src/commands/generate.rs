//! `mentorcheck completions` and `man`: files for shells and manuals, generated from the definition of the command line.

use std::fs;

use clap::CommandFactory;

use crate::{
    args::{Cli, Completions, Man},
    error::{CommandError, ExitCode},
    input::walk::has_description_suffix,
    run::{atomic_file::write_atomic, targets},
    stdout::{print, print_bytes},
};

/// Prints the script that completes commands and options in a shell.
///
/// # Errors
/// When standard output cannot be written.
pub fn completions(arguments: &Completions) -> Result<ExitCode, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "mentorcheck", &mut script);
    print_bytes(&script)?;
    Ok(ExitCode::Success)
}

/// Writes a manual page for the program and for each command.
///
/// # Errors
/// When a page cannot be written.
pub fn man(arguments: &Man) -> Result<ExitCode, CommandError> {
    let folder = &arguments.output;
    fs::create_dir_all(folder).map_err(|error| CommandError::Write { path: folder.clone(), error })?;
    let mut program = Cli::command();
    program.build();
    let mut commands = vec![("mentorcheck".to_owned(), program)];
    let mut pages = Vec::new();
    while let Some((name, command)) = commands.pop() {
        let subcommands = command.get_subcommands().filter(|one| one.get_name() != "help" && !one.is_hide_set());
        commands.extend(subcommands.map(|one| (format!("{name}-{}", one.get_name()), one.clone())));
        let path = folder.join(format!("{name}.1"));
        let mut page = Vec::new();
        clap_mangen::Man::new(command)
            .render(&mut page)
            .map_err(|error| CommandError::Write { path: path.clone(), error })?;
        pages.push((path, String::from_utf8_lossy(&page).into_owned()));
    }
    let paths: Vec<_> = pages.iter().map(|(path, _)| path.clone()).collect();
    targets::protect(&paths, &[], &has_description_suffix)?;
    pages.iter().try_for_each(|(path, page)| write_atomic(path, page))?;
    print(&format!("{} manual pages are in {}.\n", pages.len(), folder.display()))?;
    Ok(ExitCode::Success)
}
