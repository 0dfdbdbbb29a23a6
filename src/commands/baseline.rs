//! `mentorcheck baseline`: manage a baseline of accepted findings.

use std::path::{Path, PathBuf};

use super::check;
use crate::{
    args::{Baseline as Arguments, BaselineCommand, BaselineWrite, Check, ReportArgs},
    config::{
        discover::{display_path, parent_folder},
        resolve::ResolvedConfig,
    },
    error::{CommandError, ExitCode},
    run::{atomic_file, session::collect_report},
    stdout::print,
};
use mentorcheck_core::suppress::baseline::{Baseline, DEFAULT_FILE_NAME};

/// Does what `mentorcheck baseline …` asks.
///
/// # Errors
/// When the command line, the configuration, the rules or the baseline are wrong, or a file cannot be written.
pub fn run(arguments: &Arguments) -> Result<ExitCode, CommandError> {
    match &arguments.command {
        BaselineCommand::Write(arguments) => write(arguments),
        BaselineCommand::Check(arguments) => {
            let reporting = &arguments.reporting;
            let settings = ResolvedConfig::new(&reporting.judging, reporting.baseline.as_deref())?;
            let reporting = ReportArgs { baseline: Some(file(&settings)), ..reporting.clone() };
            check::run(&Check { reporting, ..arguments.clone() })
        }
    }
}

fn write(arguments: &BaselineWrite) -> Result<ExitCode, CommandError> {
    let settings = ResolvedConfig::new(&arguments.judging, arguments.output.as_deref())?;
    let path = file(&settings);
    // Findings that an old baseline suppresses belong in the new one too.
    let without_baseline = ResolvedConfig { baseline: crate::config::resolve::ConfigValue::none(), ..settings };
    let checker = without_baseline.checker(&arguments.judging.what_if)?;
    let report = collect_report(&checker, &without_baseline, without_baseline.files(&arguments.paths)?)?;
    let baseline = Baseline::from_report(&report, &display_path(&path), parent_folder(&path, &report.working_dir));
    atomic_file::write_atomic(&path, &baseline.to_json())?;
    let left = report.totals.unreadable + report.totals.invalid;
    let rest = match left {
        0 => String::new(),
        1 => "\nOne file could not be read or understood in whole; that must be mended.".to_owned(),
        many => format!("\n{many} files could not be read or understood in whole; that must be mended."),
    };
    print(&format!(
        "{}: {} findings in {} programmes.{rest}\n",
        baseline.path,
        baseline.len(),
        report.totals.programmes
    ))?;
    Ok(if left > 0 { ExitCode::InputError } else { ExitCode::Success })
}

/// The file that the settings name, or the usual one beside the configuration.
fn file(settings: &ResolvedConfig) -> PathBuf {
    let named = settings.baseline.value.as_deref().map(PathBuf::from);
    named.unwrap_or_else(|| {
        settings
            .configuration
            .as_ref()
            .map_or(DEFAULT_FILE_NAME.into(), |one| one.resolve(Path::new(DEFAULT_FILE_NAME)))
    })
}
