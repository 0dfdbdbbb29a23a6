//! `mentorcheck check`: judge descriptions of programmes.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::{CommandError, Exit, output, settings::Settings, show};
use crate::{
    cli::{Check, Color, Output},
    finding::Severity,
    input::Found,
    pipeline::{Checker, Outcome},
    policy::file::Configuration,
    report::{
        Report,
        format::{Format, Style},
        ndjson, text,
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
    let checker = settings.checker(&arguments.judging.what_if)?;
    let found = settings.files(&arguments.paths)?;
    let mut outputs = outputs(arguments, settings.configuration.as_ref())?;
    let streamed = output::shown(&outputs) == Some(Format::Ndjson);
    let report = if streamed {
        // Each programme is shown as soon as it is judged, and kept only if somebody else needs it.
        outputs.retain(|output| output.file.is_some());
        let keep = !outputs.is_empty();
        show(&ndjson::head(&checker.blank()).written())?;
        let report = judged(&checker, &settings, &found, |report, outcome| {
            show(&ndjson::of(&outcome))?;
            if keep {
                report.take(outcome);
            } else {
                report.count(&outcome);
            }
            Ok(())
        })?;
        show(&ndjson::tail(&report))?;
        report
    } else {
        kept(&checker, &settings, &found)?
    };
    if !(outputs.is_empty() && streamed) {
        output::deliver(&outputs, &report, style(arguments))?;
    }
    Ok(exit(&report))
}

/// The whole report on these files, with what is to be said of the policy.
pub(super) fn kept(checker: &Checker, settings: &Settings, found: &[Found]) -> Result<Report, CommandError> {
    judged(checker, settings, found, |report, outcome| {
        report.take(outcome);
        Ok(())
    })
}

/// How many files are judged side by side before what they gave is told, in their order.
const BATCH: usize = 256;

/// A report on these files; `tell` gets what each gave, in their order, and puts into the report what
/// is to stay in it. On a terminal, standard error tells how far it is.
fn judged(
    checker: &Checker,
    settings: &Settings,
    found: &[Found],
    mut tell: impl FnMut(&mut Report, Outcome) -> Result<(), CommandError>,
) -> Result<Report, CommandError> {
    let style = ProgressStyle::with_template("{pos} of {len} files {wide_bar}");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    let progress = ProgressBar::new(found.len() as u64).with_style(style);
    let mut report = checker.blank();
    for batch in found.chunks(BATCH) {
        let judge = |file: &Found| {
            let outcome = checker.check(file.clone().read());
            progress.inc(1);
            outcome
        };
        let outcomes: Vec<Outcome> = batch.par_iter().map(judge).collect();
        outcomes.into_iter().try_for_each(|outcome| tell(&mut report, outcome))?;
    }
    progress.finish_and_clear();
    report.conclude(checker.policy.end(settings.configuration.as_ref()));
    Ok(report)
}

/// Where the report goes: as the command line asks, else as the configuration does.
fn outputs(arguments: &Check, configuration: Option<&Configuration>) -> Result<Vec<Output>, CommandError> {
    let own = &arguments.outputs.0;
    let Some(configuration) = configuration.filter(|_| own.is_empty()) else { return Ok(own.clone()) };
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

fn style(arguments: &Check) -> Style {
    let color = match arguments.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
            wanted && std::io::stdout().is_terminal()
        }
    };
    let look = text::Look { color, narrated: arguments.screen_reader, width: WIDTH };
    Style { look, byte_order_mark: arguments.excel }
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
