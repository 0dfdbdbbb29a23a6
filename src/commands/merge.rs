//! `mentorcheck report`: make a report from reports.

use crate::{
    args::{Accept, CheckArgs, Merge, Report as Arguments, ReportCommand},
    error::{CommandError, ExitCode},
    input::ndjson_reader::MergedReports,
    run::{ordered_pool::WorkItem, session::Session},
};

/// Does what `mentorcheck report …` asks.
///
/// # Errors
/// When the command line, the configuration, the rules or a report are wrong, or a report cannot be written.
pub fn run(arguments: &Arguments) -> Result<ExitCode, CommandError> {
    match &arguments.command {
        ReportCommand::Merge(arguments) => merge(arguments),
    }
}

/// Puts reports together that jobs have made of their parts: the same as one run over all of it.
fn merge(arguments: &Merge) -> Result<ExitCode, CommandError> {
    let own = &arguments.reporting.judging;
    let given =
        [("expect", own.expect.is_some()), ("accept", own.accept.is_some()), ("what-if", !own.what_if.is_empty())];
    if let Some((option, _)) = given.into_iter().find(|(_, given)| *given) {
        return Err(CommandError::Usage {
            problem: format!("--{option} cannot be said of reports that are made already"),
            advice: format!("Leave it out, or give it to the `check` that makes them: `check --{option} …`."),
        });
    }
    let shards = MergedReports::open(&arguments.reports)?;
    let judging = match shards.header() {
        // They say themselves how they were judged.
        Some(run) => CheckArgs {
            expect: Some(run.expected.clone()),
            accept: run.accept_provisional.then_some(Accept::Provisional),
            what_if: run.supposed.clone(),
            ..own.clone()
        },
        None => own.clone(),
    };
    Session::new(&judging, &arguments.reporting)?.execute(|_| shards.map(WorkItem::Recorded))
}
