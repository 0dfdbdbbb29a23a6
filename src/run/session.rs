//! What `check` and `report merge` do alike: settle what holds, judge the inputs, deliver the report.

use std::{
    io::IsTerminal,
    sync::{Mutex, PoisonError},
};

use super::{
    merge,
    ordered_pool::{self, WorkItem},
    sink::{self, Sinks},
};
use crate::{
    args::{CheckArgs, Color, Output, ReportArgs, StyleArgs},
    config::resolve::ResolvedConfig,
    error::{CommandError, ExitCode},
    input::{stdin_stream::MAX_BUFFERED, walk::InputFile},
};
use mentorcheck_core::{
    checker::Checker,
    config::ConfigFile,
    diagnostic::{Finding, Severity},
    input::Input,
    report::{CheckResult, Report, Totals},
    suppress::SuppressionTally,
};
use mentorcheck_render::{
    Chunk,
    format::Format,
    ndjson,
    streaming::StreamingFormat,
    style::{self, RenderOptions, WIDTH},
};

/// A configured run.
pub(crate) struct Session {
    pub(crate) settings: ResolvedConfig,
    checker: &'static Checker,
    /// The report without results.
    blank: &'static Report,
    outputs: Vec<Output>,
    style: RenderOptions,
}

struct WorkResult {
    parts: Vec<Chunk>,
    /// Whether to flush now: the writer of a stream may be waiting for the answer.
    flush: bool,
    /// The whole result, where a format needs the whole report.
    result: Option<CheckResult>,
}

impl Session {
    pub(crate) fn new(judging: &CheckArgs, reporting: &ReportArgs) -> Result<Self, CommandError> {
        let settings = ResolvedConfig::new(judging, reporting.baseline.as_deref())?;
        let outputs = outputs(&reporting.outputs.0, settings.configuration.as_ref())?;
        let mut checker = settings.checker(&judging.what_if)?;
        checker.compute_fixes = sink::formats(&outputs).any(Format::shows_fixes);
        // Leaked on purpose: dropping them takes a tenth of a short run.
        let checker = &*Box::leak(Box::new(checker));
        let blank = &*Box::leak(Box::new(checker.empty_report()));
        Ok(Self { settings, checker, blank, outputs, style: style(&reporting.look) })
    }

    /// Checks the inputs and writes the report; streaming formats are written as results arrive. `inputs` gets the limit
    /// of documents in a stream.
    pub(crate) fn execute<I: Iterator<Item = WorkItem> + Send>(
        self,
        inputs: impl FnOnce(Option<usize>) -> I,
    ) -> Result<ExitCode, CommandError> {
        let Self { settings, checker, blank, .. } = self;
        let mut outputs = Sinks::open(&self.outputs, self.style, blank)?;
        let (streams, keep) = (outputs.streams(), outputs.needs_full_report());
        // NDJSON needs no messages.
        let brief = !keep && streams.iter().all(|stream| matches!(stream, StreamingFormat::Ndjson));
        let tally = Mutex::new((Totals::default(), SuppressionTally::default()));
        let lines = |input: Input| {
            let mut output = Vec::with_capacity(8 * 1024);
            let locked = || tally.lock().unwrap_or_else(PoisonError::into_inner);
            let suppressions = checker.summarize(input, |event| {
                locked().0.add_event(&event);
                ndjson::event(&event, &mut output);
            });
            locked().1.merge(suppressions);
            (vec![Chunk { output, deferred: Vec::new() }], None)
        };
        let words = |outcome: CheckResult| {
            let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
            tally.0.add_result(&outcome);
            tally.1.merge(outcome.suppressions.clone());
            drop(tally);
            let parts = streams.iter().map(|stream| stream.chunk(blank, &outcome)).collect();
            (parts, keep.then_some(outcome))
        };
        let work = |pending: WorkItem| {
            let at_once = matches!(pending, WorkItem::Read(_));
            let (parts, kept) = match pending {
                WorkItem::File(found) if brief => lines(found.read()),
                WorkItem::Read(input) if brief => lines(input),
                pending => words(check_item(checker, pending)?),
            };
            Ok(WorkResult { parts, flush: at_once, result: kept })
        };
        let mut report = blank.clone();
        ordered_pool::for_each_ordered(
            inputs(keep.then_some(MAX_BUFFERED)),
            work,
            |result: Result<WorkResult, CommandError>| {
                let result = result?;
                result.result.into_iter().for_each(|outcome| report.push(outcome));
                outputs.write(result.parts, result.flush)
            },
        )?;
        (report.totals, report.suppressions) = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
        finish_report(&mut report, checker, &settings);
        outputs.finish(&report)?;
        Ok(exit_code(&report))
    }
}

fn check_item(checker: &Checker, pending: WorkItem) -> Result<CheckResult, CommandError> {
    match pending {
        WorkItem::File(found) => Ok(checker.check(found.read())),
        WorkItem::Read(input) => Ok(checker.check(input)),
        WorkItem::Recorded(group) => merge::recheck(checker, group?),
    }
}

/// Checks the files and collects the whole report.
pub(crate) fn collect_report(
    checker: &Checker,
    settings: &ResolvedConfig,
    files: impl Iterator<Item = InputFile> + Send,
) -> Result<Report, CommandError> {
    let mut report = checker.empty_report();
    ordered_pool::for_each_ordered(
        ordered_pool::expand_stdin(files, Some(MAX_BUFFERED)),
        |pending| check_item(checker, pending),
        |outcome: Result<CheckResult, CommandError>| outcome.map(|outcome| report.add(outcome)),
    )?;
    finish_report(&mut report, checker, settings);
    Ok(report)
}

fn finish_report(report: &mut Report, checker: &Checker, settings: &ResolvedConfig) {
    let policy =
        checker.suppressions.diagnostics(&report.suppressions, settings.configuration.as_ref(), &|path| path.exists());
    report.finish(policy);
}

/// Where the report goes: as the command line asks, else as the configuration does.
fn outputs(own: &[Output], configuration: Option<&ConfigFile>) -> Result<Vec<Output>, CommandError> {
    let Some(configuration) = configuration.filter(|_| own.is_empty()) else { return Ok(own.to_vec()) };
    let formats = configuration.config.formats.iter();
    let outputs: Vec<_> = formats
        .map(|entry| Output {
            format: entry.format.parse().expect("the schema of configurations lists the formats"),
            file: entry.output.as_deref().map(|file| configuration.resolve(file)),
        })
        .collect();
    if outputs.iter().filter(|output| output.file.is_none()).count() > 1 {
        return Err(CommandError::Usage {
            problem: format!("only one format can be shown, and {} asks for more", configuration.path),
            advice: "Give the others an `output` each.".into(),
        });
    }
    Ok(outputs)
}

fn style(look: &StyleArgs) -> RenderOptions {
    let color = match look.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
            wanted && std::io::stdout().is_terminal()
        }
    };
    RenderOptions {
        text: style::TextOptions { color, screen_reader: look.screen_reader, width: WIDTH },
        byte_order_mark: look.excel,
    }
}

fn exit_code(report: &Report) -> ExitCode {
    let held = |finding: &Finding| finding.is_active() && finding.severity == Severity::Error;
    if report.totals.unreadable > 0 || report.totals.invalid > 0 {
        ExitCode::InputError
    } else if report.totals.passing < report.totals.programmes
        || report.policy.iter().flat_map(|file| &file.findings).any(held)
    {
        ExitCode::Findings
    } else {
        ExitCode::Success
    }
}
