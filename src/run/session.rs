//! What `check` and `report merge` do alike: settle what holds, judge the inputs, deliver the report.

use std::{
    io::IsTerminal,
    sync::{Mutex, PoisonError},
};

use super::{
    merge,
    ordered_pool::{self, Pending},
    sink::{self, Outputs},
};
use crate::{
    args::{Color, Judging, Look, Output, Reporting},
    config::resolve::Settings,
    error::{CommandError, Exit},
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

/// A run, before it has an input.
pub(crate) struct Run {
    pub(crate) settings: Settings,
    checker: &'static Checker,
    /// The report before anything is judged.
    blank: &'static Report,
    outputs: Vec<Output>,
    style: RenderOptions,
}

/// What one input gave, as far as it is told.
struct Told {
    parts: Vec<Chunk>,
    /// Whether somebody may wait for it who writes a stream.
    at_once: bool,
    /// All of it, where a form of the report is written at the end.
    kept: Option<CheckResult>,
}

impl Run {
    /// What holds for a run that judges and reports so.
    pub(crate) fn of(judging: &Judging, reporting: &Reporting) -> Result<Self, CommandError> {
        let settings = Settings::of(judging, reporting.baseline.as_deref())?;
        let outputs = outputs(&reporting.outputs.0, settings.configuration.as_ref())?;
        let mut checker = settings.checker(&judging.what_if)?;
        checker.compute_fixes = sink::formats(&outputs).any(Format::shows_fixes);
        // The system takes back at the end what would take a tenth of a short run to give back piece by piece.
        let checker = &*Box::leak(Box::new(checker));
        let blank = &*Box::leak(Box::new(checker.empty_report()));
        Ok(Self { settings, checker, blank, outputs, style: style(&reporting.look) })
    }

    /// Judges inputs and delivers the report; what is written bit by bit goes out as it is known. `inputs` is told how
    /// many documents of a stream there may be.
    pub(crate) fn told<I: Iterator<Item = Pending> + Send>(
        self,
        inputs: impl FnOnce(Option<usize>) -> I,
    ) -> Result<Exit, CommandError> {
        let Self { settings, checker, blank, .. } = self;
        let mut outputs = Outputs::open(&self.outputs, self.style, blank)?;
        let (streams, keep) = (outputs.streams(), outputs.keep());
        // Lines alone need no words, and so none are put together.
        let brief = !keep && streams.iter().all(|stream| matches!(stream, StreamingFormat::Ndjson));
        let tally = Mutex::new((Totals::default(), SuppressionTally::default()));
        let lines = |input: Input| {
            let mut output = Vec::with_capacity(8 * 1024);
            let mut totals = Totals::default();
            let suppressions = checker.summarize(input, |event| {
                totals.add_event(&event);
                ndjson::event(&event, &mut output);
            });
            let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
            tally.0.merge(totals);
            tally.1.merge(suppressions);
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
        let work = |pending: Pending| {
            let at_once = matches!(pending, Pending::Read(_));
            let (parts, kept) = match pending {
                Pending::File(found) if brief => lines(found.read()),
                Pending::Read(input) if brief => lines(input),
                pending => words(outcome(checker, pending)?),
            };
            Ok(Told { parts, at_once, kept })
        };
        let mut report = blank.clone();
        ordered_pool::each(inputs(keep.then_some(MAX_BUFFERED)), work, |told: Result<Told, CommandError>| {
            let told = told?;
            told.kept.into_iter().for_each(|outcome| report.push(outcome));
            outputs.write(told.parts, told.at_once)
        })?;
        (report.totals, report.suppressions) = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
        conclude(&mut report, checker, &settings);
        outputs.deliver(&report)?;
        Ok(exit(&report))
    }
}

/// Everything that is to be told of one input.
fn outcome(checker: &Checker, pending: Pending) -> Result<CheckResult, CommandError> {
    match pending {
        Pending::File(found) => Ok(checker.check(found.read())),
        Pending::Read(input) => Ok(checker.check(input)),
        Pending::Known(group) => merge::again(checker, group?),
    }
}

/// The whole report on these files, with what is to be said of the policy.
pub(crate) fn kept(
    checker: &Checker,
    settings: &Settings,
    files: impl Iterator<Item = InputFile> + Send,
) -> Result<Report, CommandError> {
    let mut report = checker.empty_report();
    ordered_pool::each(
        ordered_pool::inputs(files, Some(MAX_BUFFERED)),
        |pending| outcome(checker, pending),
        |outcome: Result<CheckResult, CommandError>| outcome.map(|outcome| report.add(outcome)),
    )?;
    conclude(&mut report, checker, settings);
    Ok(report)
}

fn conclude(report: &mut Report, checker: &Checker, settings: &Settings) {
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
        return Err(CommandError::Misuse {
            problem: format!("only one format can be shown, and {} asks for more", configuration.path),
            advice: "Give the others an `output` each.".into(),
        });
    }
    Ok(outputs)
}

fn style(look: &Look) -> RenderOptions {
    let color = match look.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
            wanted && std::io::stdout().is_terminal()
        }
    };
    RenderOptions {
        text: style::Look { color, narrated: look.screen_reader, width: WIDTH },
        byte_order_mark: look.excel,
    }
}

fn exit(report: &Report) -> Exit {
    let held = |finding: &Finding| finding.is_active() && finding.severity == Severity::Error;
    if report.totals.unreadable > 0 || report.totals.invalid > 0 {
        Exit::BadInput
    } else if report.totals.passing < report.totals.programmes
        || report.policy.iter().flat_map(|file| &file.findings).any(held)
    {
        Exit::Findings
    } else {
        Exit::AsExpected
    }
}
