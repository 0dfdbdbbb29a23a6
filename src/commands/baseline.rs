//! `mentorcheck baseline`: write down the findings that are known, and judge by what is new.

use std::path::{Path, PathBuf};

use super::check;
use crate::{
    args::{Baseline as Arguments, BaselineCommand, BaselineWrite, Check, Reporting},
    config::{
        discover::{display_path, parent_folder},
        resolve::Settings,
    },
    error::{CommandError, Exit},
    run::{atomic_file, session::kept},
    stdout::show,
};
use mentorcheck_core::suppress::baseline::{Baseline, DEFAULT_FILE_NAME};

/// Does what `mentorcheck baseline …` asks.
///
/// # Errors
/// When the command line, the configuration, the rules or the baseline are wrong, or a file cannot be written.
pub fn run(arguments: &Arguments) -> Result<Exit, CommandError> {
    match &arguments.command {
        BaselineCommand::Write(arguments) => write(arguments),
        BaselineCommand::Check(arguments) => {
            let reporting = &arguments.reporting;
            let settings = Settings::of(&reporting.judging, reporting.baseline.as_deref())?;
            let reporting = Reporting { baseline: Some(file(&settings)), ..reporting.clone() };
            check::run(&Check { reporting, ..arguments.clone() })
        }
    }
}

/// Writes every finding down that is held against a programme now.
fn write(arguments: &BaselineWrite) -> Result<Exit, CommandError> {
    let settings = Settings::of(&arguments.judging, arguments.output.as_deref())?;
    let path = file(&settings);
    // What an old baseline knows is to be in the new one too.
    let anew = Settings { baseline: crate::config::resolve::Setting::none(), ..settings };
    let checker = anew.checker(&arguments.judging.what_if)?;
    let report = kept(&checker, &anew, anew.files(&arguments.paths)?)?;
    let baseline = Baseline::from_report(&report, &display_path(&path), parent_folder(&path, &report.working_dir));
    atomic_file::write_whole(&path, &baseline.to_json())?;
    let left = report.totals.unreadable + report.totals.invalid;
    let rest = match left {
        0 => String::new(),
        1 => "\nOne file could not be read or understood in whole; that must be mended.".to_owned(),
        many => format!("\n{many} files could not be read or understood in whole; that must be mended."),
    };
    show(&format!(
        "{}: {} findings in {} programmes.{rest}\n",
        baseline.path,
        baseline.len(),
        report.totals.programmes
    ))?;
    Ok(if left > 0 { Exit::BadInput } else { Exit::AsExpected })
}

/// The file that the settings name, or the usual one beside the configuration.
fn file(settings: &Settings) -> PathBuf {
    let named = settings.baseline.value.as_deref().map(PathBuf::from);
    named.unwrap_or_else(|| {
        settings
            .configuration
            .as_ref()
            .map_or(DEFAULT_FILE_NAME.into(), |one| one.resolve(Path::new(DEFAULT_FILE_NAME)))
    })
}
