//! `mentorcheck check`: judge descriptions of programmes.

use std::io::IsTerminal;

use super::{
    CommandError, Exit,
    flow::{self, Pending},
    output::{self, Outputs},
    report,
    settings::Settings,
};
use crate::{
    cli::{Check, Color, Look, Output},
    finding::Severity,
    input::{Found, stream::MAX_KEPT},
    pipeline::{Checker, Outcome},
    policy::file::Configuration,
    report::{
        Report, Totals,
        format::{Format, Style},
        stream::{Part, Stream},
        text,
    },
};

/// The width of the text report, in columns: the same everywhere, so that its pictures are.
pub const WIDTH: usize = 90;

/// Reads, judges and reports; the exit says whether all is as expected.
///
/// # Errors
/// When the command line, the configuration or the rules are wrong, or a report cannot be written.
pub fn run(arguments: &Check) -> Result<Exit, CommandError> {
    let settings = Settings::of(&arguments.judging, arguments.baseline.as_deref())?;
    let outputs = outputs(&arguments.outputs.0, settings.configuration.as_ref())?;
    let mut checker = settings.checker(&arguments.judging.what_if)?;
    checker.remedy = output::formats(&outputs).any(Format::tells_remedy);
    let files = settings.files(&arguments.paths)?;
    // The system takes back at the end what would take a tenth of a short run to give back piece by piece.
    let checker = &*Box::leak(Box::new(checker));
    let blank = &*Box::leak(Box::new(checker.blank()));
    let outputs = Outputs::open(&outputs, style(&arguments.look), blank)?;
    let limit = outputs.keep().then_some(MAX_KEPT);
    told(checker, &settings, flow::inputs(files, limit), outputs, blank)
}

/// What one input gave, as far as it is told.
struct Told {
    totals: Totals,
    parts: Vec<Part>,
    /// All of it, where a form of the report is written at the end.
    kept: Option<Outcome>,
}

/// Judges these inputs and delivers the report, which is `blank` before; what is written bit by bit goes out as it is
/// known.
pub(super) fn told(
    checker: &Checker,
    settings: &Settings,
    inputs: impl Iterator<Item = Pending> + Send + 'static,
    mut outputs: Outputs,
    blank: &Report,
) -> Result<Exit, CommandError> {
    let streams = outputs.streams();
    // Lines alone need no words, and so none are put together.
    let keep = outputs.keep();
    let brief = !keep && streams.iter().all(|stream| matches!(stream, Stream::Ndjson));
    let words = |outcome: Outcome| {
        let mut totals = Totals::default();
        totals.count(&outcome);
        let parts = streams.iter().map(|stream| stream.part(blank, &outcome)).collect();
        Told { totals, parts, kept: keep.then_some(outcome) }
    };
    let work = |pending: Pending| {
        let input = match pending {
            Pending::File(found) => found.read(),
            Pending::Read(input) => input,
            Pending::Known(group) => return report::again(checker, group?).map(words),
        };
        if brief {
            let (written, totals) = checker.lines(input);
            return Ok(Told { totals, parts: vec![Part { written, rows: Vec::new() }], kept: None });
        }
        Ok(words(checker.check(input)))
    };
    let mut report = blank.clone();
    flow::each(inputs, work, |batch| {
        let mut parts = Vec::with_capacity(batch.len());
        for told in batch {
            let told = told?;
            report.count(&told.totals);
            report.keep(told.kept);
            parts.push(told.parts);
        }
        outputs.write(parts)
    })?;
    report.conclude(checker.policy.end(settings.configuration.as_ref()));
    outputs.deliver(&report)?;
    Ok(exit(&report))
}

/// The whole report on these files, with what is to be said of the policy.
pub(super) fn kept(
    checker: &Checker,
    settings: &Settings,
    files: impl Iterator<Item = Found> + Send + 'static,
) -> Result<Report, CommandError> {
    let mut report = checker.blank();
    flow::each(
        flow::inputs(files, Some(MAX_KEPT)),
        |pending| match pending {
            Pending::File(found) => Ok(checker.check(found.read())),
            Pending::Read(input) => Ok(checker.check(input)),
            Pending::Known(group) => report::again(checker, group?),
        },
        |batch| batch.into_iter().try_for_each(|outcome| outcome.map(|outcome| report.take(outcome))),
    )?;
    report.conclude(checker.policy.end(settings.configuration.as_ref()));
    Ok(report)
}

/// Where the report goes: as the command line asks, else as the configuration does.
pub(super) fn outputs(own: &[Output], configuration: Option<&Configuration>) -> Result<Vec<Output>, CommandError> {
    let Some(configuration) = configuration.filter(|_| own.is_empty()) else { return Ok(own.to_vec()) };
    let formats = configuration.settings.formats.iter();
    let outputs: Vec<_> = formats
        .map(|entry| Output {
            format: entry.format,
            file: entry.output.as_deref().map(|file| configuration.resolved(file)),
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

pub(super) fn style(look: &Look) -> Style {
    let color = match look.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
            wanted && std::io::stdout().is_terminal()
        }
    };
    Style { look: text::Look { color, narrated: look.screen_reader, width: WIDTH }, byte_order_mark: look.excel }
}

fn exit(report: &Report) -> Exit {
    let held = |finding: &crate::finding::Finding| finding.counts() && finding.severity == Severity::Error;
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
