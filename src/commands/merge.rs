//! `mentorcheck report`: merge NDJSON reports.

use crate::{
    args::{Accept, CheckArgs, Color, Merge, Report as Arguments, ReportCommand},
    error::{CommandError, ExitCode},
    input::reports,
    run::{ordered_pool::WorkItem, session::Session},
    stdout::print,
};
use mentorcheck_render::ndjson;

/// Runs `mentorcheck report …`.
///
/// # Errors
/// When the command line, configuration, rules or a report are invalid, or a report cannot be written.
pub fn run(arguments: &Arguments, color: Color) -> Result<ExitCode, CommandError> {
    match &arguments.command {
        ReportCommand::Merge(arguments) => merge(arguments, color),
        ReportCommand::Totals { reports } => {
            let line = ndjson::totals(&reports::add_totals(reports)?);
            print(&String::from_utf8_lossy(&line))?;
            Ok(ExitCode::Success)
        }
    }
}

/// Merges reports on parts of a portfolio, as if all had been checked in one run.
fn merge(arguments: &Merge, color: Color) -> Result<ExitCode, CommandError> {
    let arguments_given = &arguments.report.check;
    let given = [
        ("expect", arguments_given.expect.is_some()),
        ("accept", arguments_given.accept.is_some()),
        ("what-if", !arguments_given.what_if.is_empty()),
    ];
    if let Some((option, _)) = given.into_iter().find(|(_, given)| *given) {
        return Err(CommandError::Usage {
            problem: format!("--{option} cannot be said of reports that are made already"),
            advice: format!("Leave it out, or give it to the `check` that makes them: `check --{option} …`."),
        });
    }
    let reports = reports::open(&arguments.reports)?;
    let check_args = match reports.header() {
        // The reports record the options that they were made with.
        Some(header) => CheckArgs {
            expect: Some(header.expected.clone()),
            accept: header.accept_provisional.then_some(Accept::Provisional),
            what_if: header.supposed.clone(),
            ..arguments_given.clone()
        },
        None => arguments_given.clone(),
    };
    let session = Session::new(&check_args, &arguments.report, color)?;
    session.protect(&arguments.reports)?;
    session.execute(reports.map(WorkItem::Recorded), true)
}
