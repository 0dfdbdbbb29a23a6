//! `mentorcheck baseline`: manage a baseline of accepted findings.

use std::{
    path::{Path, PathBuf},
    slice,
};

use super::check;
use crate::{
    args::{Baseline as Arguments, BaselineCommand, BaselineWrite, Check, Color, ReportArgs},
    config::{
        discover::parent_folder,
        resolve::ResolvedConfig,
        scope::{ScopeOptions, Scopes},
    },
    error::{CommandError, ExitCode},
    run::{
        atomic_file,
        session::{check_each, require_description},
        targets,
    },
    stdout::print,
};
use mentorcheck_core::{
    diagnostic::Severity,
    suppress::baseline::{Baseline, DEFAULT_FILE_NAME},
};

/// Runs `mentorcheck baseline …`.
///
/// # Errors
/// When the command line, configuration, rules or baseline are invalid, or a file cannot be written.
pub fn run(arguments: &Arguments, color: Color) -> Result<ExitCode, CommandError> {
    match &arguments.command {
        BaselineCommand::Write(arguments) => write(arguments),
        BaselineCommand::Check(arguments) => {
            let report_args = &arguments.report;
            let settings = ResolvedConfig::new(&report_args.check, report_args.baseline.as_deref())?;
            let report_args = ReportArgs { baseline: Some(baseline_path(&settings)), ..report_args.clone() };
            check::run(&Check { report: report_args, ..arguments.clone() }, color)
        }
    }
}

fn write(arguments: &BaselineWrite) -> Result<ExitCode, CommandError> {
    let settings = ResolvedConfig::new(&arguments.check, arguments.output.as_deref())?;
    let path = baseline_path(&settings);
    // Findings that an old baseline suppresses belong in the new one too.
    let without_baseline = ResolvedConfig { baseline: crate::config::resolve::ConfigValue::none(), ..settings };
    let options =
        ScopeOptions { arguments: arguments.check.clone(), compute_fixes: false, min_severity: Severity::Note };
    let scopes = Scopes::new(without_baseline, options)?;
    targets::protect(slice::from_ref(&path), &arguments.paths, &|path| scopes.is_called_description(path))?;
    let root = scopes.run().checker.empty_report().root;
    let mut baseline = Baseline::new(&scopes.settings.root.display(&path), parent_folder(&path), root);
    let files = scopes.files(&arguments.paths, &arguments.input, false);
    let report = check_each(scopes, files, |result| baseline.extend(&result.programmes))?;
    require_description(&report)?;
    atomic_file::write_atomic(&path, &baseline.to_json())?;
    let incomplete = report.totals.unreadable + report.totals.invalid;
    let note = match incomplete {
        0 => String::new(),
        1 => "\nOne file could not be read or understood in whole. Correct it first.".to_owned(),
        count => format!("\n{count} files could not be read or understood in whole. Correct them first."),
    };
    let unnamed = match baseline.unnamed {
        0 => String::new(),
        1 => "\nOne finding is left out, because its programme has no name or identifier.".to_owned(),
        count => format!("\n{count} findings are left out, because their programmes have no name or identifier."),
    };
    print(&format!(
        "{}: {} findings in {} programmes.{unnamed}{note}\n",
        baseline.path,
        baseline.len(),
        report.totals.programmes
    ))?;
    Ok(if incomplete > 0 { ExitCode::InputError } else { ExitCode::Success })
}

/// The baseline of the settings, or the default file in the folder of the configuration.
fn baseline_path(settings: &ResolvedConfig) -> PathBuf {
    let configured = settings.baseline.value.as_deref().map(PathBuf::from);
    configured.unwrap_or_else(|| {
        settings
            .configuration()
            .map_or(DEFAULT_FILE_NAME.into(), |configuration| configuration.resolve(Path::new(DEFAULT_FILE_NAME)))
    })
}
