//! `mentorcheck report`: make a report from reports.

use crate::{
    args::{Accept, Judging, Merge, Report as Arguments, ReportCommand},
    error::{CommandError, Exit},
    input::ndjson_reader::MergedReports,
    run::{ordered_pool::Pending, session::Run},
};

/// Does what `mentorcheck report …` asks.
///
/// # Errors
/// When the command line, the configuration, the rules or a report are wrong, or a report cannot be written.
pub fn run(arguments: &Arguments) -> Result<Exit, CommandError> {
    match &arguments.command {
        ReportCommand::Merge(arguments) => merge(arguments),
    }
}

/// Puts reports together that jobs have made of their parts: the same as one run over all of it.
fn merge(arguments: &Merge) -> Result<Exit, CommandError> {
    let own = &arguments.reporting.judging;
    let given =
        [("expect", own.expect.is_some()), ("accept", own.accept.is_some()), ("what-if", !own.what_if.is_empty())];
    if let Some((option, _)) = given.into_iter().find(|(_, given)| *given) {
        return Err(CommandError::Misuse {
            problem: format!("--{option} cannot be said of reports that are made already"),
            advice: format!("Leave it out, or give it to the `check` that makes them: `check --{option} …`."),
        });
    }
    let shards = MergedReports::open(&arguments.reports)?;
    let judging = match shards.header() {
        // They say themselves how they were judged.
        Some(run) => Judging {
            expect: Some(run.expected.clone()),
            accept: run.accept_provisional.then_some(Accept::Provisional),
            what_if: run.supposed.clone(),
            ..own.clone()
        },
        None => own.clone(),
    };
    Run::of(&judging, &arguments.reporting)?.told(|_| shards.map(Pending::Known))
}
