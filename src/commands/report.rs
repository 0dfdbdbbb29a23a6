//! `mentorcheck report`: make a report from reports.

use super::{CommandError, Exit, flow::Pending, run::Run};
use crate::{
    cli::{Accept, Judging, Merge, Report as Arguments, ReportCommand},
    finding::{Unreadable, identify},
    input::{
        Input,
        shard::{Group, Shards},
    },
    pipeline::{Checker, Outcome},
    report::ndjson,
    source::SourceText,
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
    let shards = Shards::open(&arguments.reports)?;
    let judging = match shards.run() {
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

/// What a part of a report tells, found out again from the text that it holds. What could not be read stays as it was.
///
/// # Errors
/// When something else is found out now.
pub(super) fn again(checker: &Checker, group: Group) -> Result<Outcome, CommandError> {
    if group.skipped {
        return Ok(Outcome { skipped: Some(group.path), ..Outcome::default() });
    }
    let text = group.text.unwrap_or_default();
    if !group.judged {
        let text = SourceText::new(group.path.as_str(), text);
        let unreadable = Unreadable { path: group.path, findings: group.unreadable, text };
        return Ok(Outcome { unreadable: Some(unreadable), ..Outcome::default() });
    }
    let input =
        Input { path: group.path.clone(), document: group.document, named: true, content: Ok(text.into_bytes()) };
    let mut outcome = checker.check(input);
    if ndjson::of(&outcome) != group.lines.as_bytes() {
        let (report, line) = group.place;
        return Err(CommandError::Misuse {
            problem: format!("{report}, line {line}: {} is judged otherwise here", group.path),
            advice: "Merge with the version of the program, the rules, the evidence and the configuration with which \
                     the report was made."
                .into(),
        });
    }
    if group.before > 0 {
        for programme in &mut outcome.programmes {
            programme.document += group.before;
            identify(&mut programme.findings, &programme.text, programme.document, &checker.folder);
        }
    }
    Ok(outcome)
}
