//! The run shared by `check` and `report merge`: resolve the configuration, check the inputs, write the report.

use std::{
    io::IsTerminal,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use super::{
    merge,
    ordered_pool::{self, WorkItem},
    sink::{self, Sinks},
    targets,
};
use crate::{
    args::{CheckArgs, Color, MinSeverity, Output, ReportArgs, StyleArgs},
    config::{
        resolve::ResolvedConfig,
        scope::{Scope, ScopeOptions, ScopeResult, Scopes},
    },
    error::{CommandError, ExitCode},
    input::{read, stdin_stream::MAX_BUFFERED, walk::InputFile},
};
use mentorcheck_core::{
    config::ConfigFile,
    diagnostic::{FileDiagnostics, Finding, Severity},
    input::Input,
    report::{CheckResult, Report, Totals, summary::Event},
};
use mentorcheck_render::{
    Chunk,
    format::Format,
    ndjson,
    streaming::StreamingFormat,
    style::{self, RenderOptions, TableOptions, WIDTH},
};

/// A configured run.
pub(crate) struct Session {
    pub(crate) scopes: &'static Scopes,
    /// The report without results.
    empty_report: &'static Report,
    outputs: Vec<Output>,
    options: RenderOptions,
    exit_zero: bool,
    /// Whether a workbook may be replaced.
    replaces_workbooks: bool,
}

struct WorkResult {
    chunks: Vec<Chunk>,
    /// Whether to flush now: the writer of a stream may be waiting for the result.
    flush: bool,
}

impl Session {
    pub(crate) fn new(check_args: &CheckArgs, report_args: &ReportArgs, color: Color) -> Result<Self, CommandError> {
        let settings = ResolvedConfig::new(check_args, report_args.baseline.as_deref())?;
        let outputs = resolve_outputs(&report_args.outputs.0, settings.configuration())?;
        let options = ScopeOptions {
            arguments: check_args.clone(),
            compute_fixes: sink::requested_formats(&outputs).any(Format::shows_fixes),
            min_severity: report_args.style.min_severity.map_or(Severity::Note, MinSeverity::severity),
        };
        let scopes = Scopes::new(settings, options)?;
        let empty_report = Report { omits_sources: report_args.style.no_source, ..scopes.run().checker.empty_report() };
        // Leaked on purpose: dropping costs 10 % of a short run.
        let empty_report = &*Box::leak(Box::new(empty_report));
        let exit_zero = report_args.exit_zero;
        let options = render_options(&report_args.style, color);
        Ok(Self { scopes, empty_report, outputs, options, exit_zero, replaces_workbooks: report_args.force })
    }

    /// Checks the outputs before anything is read from `named`, the inputs of the command line.
    ///
    /// # Errors
    /// When one would replace an input, or two have the same file.
    pub(crate) fn protect(&self, named: &[PathBuf]) -> Result<(), CommandError> {
        let files: Vec<_> = self.outputs.iter().filter_map(|output| output.file.clone()).collect();
        targets::protect(&files, named, &|path| self.scopes.is_called_description(path))?;
        // People write their decisions into the workbook.
        let workbooks = self.outputs.iter().filter(|output| output.format == Format::Xlsx && !self.replaces_workbooks);
        match workbooks.filter_map(|output| output.file.as_ref()).find(|file| file.symlink_metadata().is_ok()) {
            None => Ok(()),
            Some(file) => Err(CommandError::Usage {
                problem: format!("{} exists, and may hold decisions", read::shown(file)),
                advice: "Name another file, or replace it with `--force`.".into(),
            }),
        }
    }

    /// Checks the inputs and writes the report as results arrive. Unless `may_be_empty`, a run without a description is a
    /// usage error.
    pub(crate) fn execute(
        self,
        inputs: impl Iterator<Item = WorkItem> + Send,
        may_be_empty: bool,
    ) -> Result<ExitCode, CommandError> {
        let Self { scopes, empty_report, exit_zero, .. } = self;
        let mut sinks = Sinks::open(&self.outputs, &self.options, empty_report)?;
        let formats = sinks.formats();
        // NDJSON needs no messages.
        let is_ndjson_only = formats.iter().all(|format| matches!(format, StreamingFormat::Ndjson));
        let totals = Mutex::new(Totals::default());
        let locked = || totals.lock().unwrap_or_else(PoisonError::into_inner);
        let summarize = |scope: &Scope, input: Input| {
            let mut output = Vec::with_capacity(8 * 1024);
            let suppressions = scope.checker.summarize(input, |event| {
                locked().add_event(&event);
                if !(empty_report.omits_sources && matches!(event, Event::Source(_))) {
                    ndjson::event(&event, &mut output);
                }
            });
            scope.add_suppressions(suppressions);
            vec![Chunk::new(output)]
        };
        let render = |result: CheckResult| {
            let may_be_only = {
                let mut totals = locked();
                let is_first = totals.programmes == 0;
                totals.add_result(&result);
                is_first
            };
            formats.iter().map(|format| format.chunk(empty_report, &result, may_be_only)).collect()
        };
        let work = |item: WorkItem| {
            let flush = matches!(item, WorkItem::Document(_));
            let scope = scope_of(scopes, &item);
            let chunks = match (item, scope) {
                (WorkItem::File(file), Ok(scope)) if is_ndjson_only => summarize(scope, file.read()),
                (WorkItem::Document(input), Ok(scope)) if is_ndjson_only => summarize(scope, input),
                (WorkItem::Recorded(Ok(record)), Ok(scope)) if is_ndjson_only && merge::is_plain(&record) => {
                    let (output, suppressions) =
                        merge::recheck_lines(&scope.checker, record, |event| locked().add_event(event))?;
                    scope.add_suppressions(suppressions);
                    vec![Chunk::new(output)]
                }
                (item, scope) => render(check_item(scope, item)?),
            };
            Ok(WorkResult { chunks, flush })
        };
        ordered_pool::for_each_ordered(inputs, work, |result: Result<WorkResult, CommandError>| {
            let result = result?;
            sinks.write(result.chunks, result.flush)
        })?;
        let totals = totals.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut summary = Report { totals, ..empty_report.clone() };
        summary.finish(scopes.diagnostics());
        sinks.finish(&summary)?;
        if !may_be_empty {
            require_description(&summary)?;
        }
        Ok(match exit_code(&summary) {
            ExitCode::Findings if exit_zero => ExitCode::Success,
            code => code,
        })
    }
}

/// Fails if no description was found, so that a mistaken path does not pass.
pub(crate) fn require_description(report: &Report) -> Result<(), CommandError> {
    if report.totals.programmes + report.totals.unreadable > 0 {
        return Ok(());
    }
    let files = match report.totals.skipped {
        0 => "there is no YAML or JSON file".to_owned(),
        1 => "the only file is something else".to_owned(),
        count => format!("all {count} files are skipped"),
    };
    Err(CommandError::Usage {
        problem: format!("no description of a programme was found: {files}"),
        advice: "A description begins with `programme:`. `check --list-files` says what each file is taken for.".into(),
    })
}

/// The settings for an item.
fn scope_of(scopes: &Scopes, item: &WorkItem) -> ScopeResult {
    match item {
        WorkItem::File(file) => scopes.of_file(file.fs_path()),
        WorkItem::Document(input) => scopes.of_document(&input.path),
        WorkItem::Recorded(Ok(record)) => scopes.of_record(record),
        WorkItem::Recorded(Err(_)) | WorkItem::Skipped(_) => Ok(scopes.run()),
    }
}

/// Checks an item. An input whose configuration has a mistake is not checked, and the mistake reported in its place.
fn check_item(scope: ScopeResult, item: WorkItem) -> Result<CheckResult, CommandError> {
    let scope = match (scope, &item) {
        (Ok(scope), _) => scope,
        (Err(diagnostics), WorkItem::File(file)) => return Ok(unchecked(file.path.clone(), &diagnostics)),
        (Err(diagnostics), WorkItem::Document(input)) => return Ok(unchecked(input.path.clone(), &diagnostics)),
        (Err(diagnostics), _) => return Err(CommandError::from_config_diagnostics((*diagnostics).clone())),
    };
    let checker = &scope.checker;
    let result = match item {
        WorkItem::File(file) => checker.check_input(file.read()),
        WorkItem::Document(input) => checker.check_input(input),
        WorkItem::Skipped(file) => CheckResult { skipped: Some(file), ..CheckResult::default() },
        WorkItem::Recorded(record) => merge::recheck(checker, record?)?,
    };
    scope.add_suppressions(result.suppressions.clone());
    Ok(result)
}

/// The result for an input whose configuration cannot be used.
fn unchecked(path: String, configuration: &FileDiagnostics) -> CheckResult {
    CheckResult { unreadable: Some(FileDiagnostics { path, ..configuration.clone() }), ..CheckResult::default() }
}

/// Checks the files one after the other and hands on each result, with a report that has only totals in the end.
pub(crate) fn check_each(
    scopes: &Scopes,
    files: impl Iterator<Item = InputFile> + Send,
    mut take: impl FnMut(&CheckResult) + Send,
) -> Result<Report, CommandError> {
    let mut totals = Totals::default();
    ordered_pool::for_each_ordered(
        ordered_pool::expand_stdin(files, Some(MAX_BUFFERED), false),
        |item| check_item(scope_of(scopes, &item), item),
        |result: Result<CheckResult, CommandError>| {
            let result = result?;
            totals.add_result(&result);
            take(&result);
            Ok(())
        },
    )?;
    let mut report = Report { totals, ..scopes.run().checker.empty_report() };
    report.finish(scopes.diagnostics());
    Ok(report)
}

/// The outputs of the command line, else of the configuration.
fn resolve_outputs(from_arguments: &[Output], configuration: Option<&ConfigFile>) -> Result<Vec<Output>, CommandError> {
    let Some(configuration) = configuration.filter(|_| from_arguments.is_empty()) else {
        return Ok(from_arguments.to_vec());
    };
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

fn render_options(args: &StyleArgs, color: Color) -> RenderOptions {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if is_set("NO_COLOR") => false,
        Color::Auto if is_set("CLICOLOR_FORCE") || is_set("FORCE_COLOR") => true,
        Color::Auto => {
            std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb") && std::io::stdout().is_terminal()
        }
    };
    RenderOptions {
        text: style::TextOptions {
            color,
            screen_reader: args.screen_reader,
            full: args.full,
            quiet: args.quiet,
            width: WIDTH,
        },
        page: style::PageOptions { call: args.call.clone(), date: args.date.clone(), brief: args.brief },
        table: TableOptions { byte_order_mark: args.excel, separator: args.separator.separator() },
    }
}

fn exit_code(report: &Report) -> ExitCode {
    let is_failure = |finding: &Finding| finding.is_active() && finding.severity == Severity::Error;
    if report.totals.unreadable > 0 || report.totals.invalid > 0 {
        ExitCode::InputError
    } else if report.totals.passing < report.totals.programmes
        || report.policy.iter().flat_map(|file| &file.findings).any(is_failure)
    {
        ExitCode::Findings
    } else {
        ExitCode::Success
    }
}
