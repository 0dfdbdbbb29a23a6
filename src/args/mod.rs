//! The command-line arguments.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use mentorcheck_core::diagnostic::Severity;
use mentorcheck_render::style::Separator;

mod forms;
mod letter;
mod outputs;
mod rules;

pub use forms::{Convert, Form, FormKind};
pub use letter::{Letter, LetterFormat, Reader};
pub use outputs::{Output, OutputArgs};
pub use rules::{Rules, RulesCommand, RulesDoc, RulesList, RulesNewIndicator, RulesNewKind, RulesTest, RulesVerify};

/// Check whether a programme described in YAML is mentoring to work, befriending, coaching or something else, block by
/// block, with the line that decides each answer.
#[derive(Debug, Parser)]
#[command(name = "mentorcheck", version, max_term_width = 100)]
pub struct Cli {
    /// When to use colours; they never carry information alone.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    #[command(subcommand)]
    pub command: Command,
}

const CHECK_EXITS: &str = "Exit status: 0 every programme is what was expected, or its findings are suppressed; 1 some programme is \
    not; 2 usage error, or invalid rules or configuration; 3 some input could not be read or understood (the rest is \
    still reported). The highest applies.";

const OUTPUT_EXITS: &str = "Exit status: 0 done; 2 usage error, or the output cannot be written.";
const LETTER_EXITS: &str = "Exit status: 0 done; 2 usage error, invalid rules or template, or a letter cannot be written; 3 some \
    description could not be read or understood in full (the other letters are still written).";
const FORM_EXITS: &str = "Exit status: 0 done; 2 usage error, or the form cannot be written; 3 the description to fill in could not be \
    read or understood in full.";
const CONVERT_EXITS: &str = "Exit status: 0 all forms are converted; 2 usage error, or a description cannot be written; 3 some form \
    could not be read or understood in full (the rest is still converted).";
const DIFF_EXITS: &str = "Exit status: 0 all results are the same; 1 some result differs; 2 usage error, or invalid rules; 3 some \
    description could not be read or understood in full.";
const EXPLAIN_EXITS: &str = "Exit status: 0 explained; 2 there is nothing of this name, or invalid rules; 3 the description could not \
    be read or understood in full.";
const BASELINE_EXITS: &str = "Exit status: 0 written; 2 usage error, invalid rules or configuration, no description found, or the \
    baseline cannot be written; 3 some input could not be read or understood, so its findings are missing.";
const RULES_EXITS: &str = "Exit status: 0 done; 2 usage error, invalid rules, or the output cannot be written.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check descriptions of programmes.
    #[command(after_help = CHECK_EXITS)]
    Check(Check),
    /// Merge NDJSON reports.
    Report(Report),
    /// Manage a baseline of accepted findings.
    Baseline(Baseline),
    /// Show the effective configuration.
    Config(Config),
    /// Write a form to fill in: the questions of a description as a workbook, an online form, a document or YAML.
    #[command(after_help = FORM_EXITS)]
    Form(Form),
    /// Convert filled-in forms to descriptions in YAML.
    #[command(after_help = CONVERT_EXITS)]
    Convert(Convert),
    /// Write letters in plain language, one about each programme: to its applicant, its designer or your board.
    #[command(after_help = LETTER_EXITS)]
    Letter(Letter),
    /// Compare two versions of a description, and show which change caused which difference.
    #[command(after_help = DIFF_EXITS)]
    Diff(Diff),
    /// Explain a finding's code, a building block, a kind, a claim, or a field or value of a description.
    #[command(after_help = EXPLAIN_EXITS)]
    Explain(Explain),
    /// List, test, verify and document rules.
    Rules(Rules),
    /// Print the schema of descriptions, for editors and other tools.
    #[command(after_help = OUTPUT_EXITS)]
    Schema(Schema),
    /// Print the script that completes commands and options in a shell.
    #[command(after_help = OUTPUT_EXITS)]
    Completions(Completions),
    /// Write manual pages.
    #[command(after_help = OUTPUT_EXITS)]
    Man(Man),
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    /// Write the pages to this folder.
    #[arg(long, short, value_name = "DIR")]
    pub output: PathBuf,
}

#[derive(Debug, Clone, Args)]
pub struct Check {
    /// Files, folders (their .yaml, .yml and .json files, and filled-in forms), or - for standard input.
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub input: InputArgs,

    /// List the files with what each is taken for, and check none.
    #[arg(long, conflicts_with = "fix")]
    pub list_files: bool,

    /// First correct misspelt names, and values where earlier versions had them, in the files; what they state stays.
    #[arg(long)]
    pub fix: bool,

    #[command(flatten)]
    pub report: ReportArgs,
}

/// Options of the search for descriptions.
#[derive(Debug, Clone, Default, Args)]
pub struct InputArgs {
    /// Treat named files as if they had been found in a folder: `ignore` holds for them, and files that are not descriptions
    /// are skipped.
    #[arg(long)]
    pub force_exclude: bool,

    /// Look into hidden folders too, and at files that a .gitignore excludes.
    #[arg(long)]
    pub no_ignore: bool,

    /// Use this path for standard input in messages, and to find the documents beside it.
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,

    /// Read standard input as JSON lines, {"id": …, "text": …}; the id is the path in reports.
    #[arg(long, conflicts_with = "stdin_filename")]
    pub json_lines: bool,
}

/// Options of checks and reports.
#[derive(Debug, Clone, Args)]
pub struct ReportArgs {
    #[command(flatten)]
    pub check: CheckArgs,

    /// Suppress the findings that this baseline file lists.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Exit with 0 where the exit status would be 1.
    #[arg(long)]
    pub exit_zero: bool,

    #[command(flatten)]
    pub outputs: OutputArgs,

    /// Replace a workbook that is there, with the decisions in it.
    #[arg(long)]
    pub force: bool,

    #[command(flatten)]
    pub style: StyleArgs,
}

/// Options of renderers.
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct StyleArgs {
    /// Write a UTF-8 byte-order mark at the start of tables (for Excel).
    #[arg(long)]
    pub excel: bool,

    /// Set what separates the cells of csv and grid; Excel expects ; where decimals have a comma.
    #[arg(long, value_name = "SEPARATOR", default_value = ",")]
    pub separator: SeparatorArg,

    /// Write text for a screen reader: sentences instead of drawings.
    #[arg(long)]
    pub screen_reader: bool,

    /// Leave the texts of descriptions out of ndjson; such a report cannot be merged.
    #[arg(long)]
    pub no_source: bool,

    /// Show every finding, question and source in the text report, not only what decides.
    #[arg(long)]
    pub full: bool,

    /// Put the name of the call for proposals on the cover of the HTML report, and at the foot of the printed workbook.
    #[arg(long, value_name = "TEXT")]
    pub call: Option<String>,

    /// Put this date on the cover of the HTML report and at the foot of the printed workbook, as it is written here.
    #[arg(long, value_name = "TEXT")]
    pub date: Option<String>,

    /// Show in the HTML report only what decides, on one printed page for each programme.
    #[arg(long)]
    pub brief: bool,

    /// Leave programmes that pass out of the text report.
    #[arg(long, short)]
    pub quiet: bool,

    /// Leave out findings below this severity; verdicts and the exit status stay.
    #[arg(long, value_name = "SEVERITY")]
    pub min_severity: Option<MinSeverity>,
}

/// What separates the cells of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SeparatorArg {
    #[value(name = ",")]
    Comma,
    #[value(name = ";")]
    Semicolon,
    Tab,
}

impl SeparatorArg {
    pub(crate) const fn separator(self) -> Separator {
        match self {
            Self::Comma => Separator::Comma,
            Self::Semicolon => Separator::Semicolon,
            Self::Tab => Separator::Tab,
        }
    }
}

/// Options of checks; each takes precedence over the configuration.
#[derive(Debug, Clone, Default, Args)]
pub struct CheckArgs {
    /// Set what programmes are expected to be: a kind, `any` to report only, or `label` for the label of each [default: the
    /// concept of the rules].
    #[arg(long, value_name = "KIND")]
    pub expect: Option<String>,

    /// Accept provisional verdicts.
    #[arg(long, value_name = "STANDING")]
    pub accept: Option<Accept>,

    /// Show what would make each programme this kind [default: the expected kind].
    #[arg(long, value_name = "KIND")]
    pub towards: Option<String>,

    /// Show for each deciding fact whether it is asserted, cited (an entry under `evidence` names a document) or quoted (the
    /// words of an entry are in its document, in the folder of the description).
    #[arg(long)]
    pub evidence: bool,

    /// Set the minimum evidence level for deciding facts; a lower level is a finding.
    #[arg(long, value_name = "LEVEL")]
    pub require: Option<Require>,

    /// Check as if this were stated, without changing the file; may be given several times.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub what_if: Vec<String>,

    /// Use these rules: a name from `rules list`, or a folder.
    #[arg(long, value_name = "NAME|DIR")]
    pub rules: Option<String>,

    /// Read this configuration [default: mentorcheck.yaml in this folder or the nearest above].
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Read no configuration.
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,

    /// Report comments in descriptions that allow findings instead of honouring them.
    #[arg(long)]
    pub no_inline: bool,

    /// Name files relative to this folder in reports [default: the repository, else the working directory].
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Report {
    #[command(subcommand)]
    pub command: ReportCommand,
}

#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Merge reports on parts of a portfolio, written by `check --format ndjson`, as if all had been checked in one run.
    #[command(after_help = CHECK_EXITS)]
    Merge(Box<Merge>),
    /// Add up the totals of reports written by `check --format ndjson`, without checking the descriptions again.
    ///
    /// Prints one line of JSON, as it ends such a report. Findings on the configuration, such as an unused entry, count once
    /// for each report.
    #[command(after_help = OUTPUT_EXITS)]
    Totals {
        #[arg(required = true)]
        reports: Vec<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub struct Merge {
    /// Reports written by `check --format ndjson`; parts of one stream in their order.
    #[arg(required = true)]
    pub reports: Vec<PathBuf>,

    // Rules, evidence and configuration must be those of the reports, which record what was expected, accepted and assumed.
    #[command(flatten)]
    pub report: ReportArgs,
}

#[derive(Debug, Args)]
pub struct Baseline {
    #[command(subcommand)]
    pub command: BaselineCommand,
}

#[derive(Debug, Subcommand)]
pub enum BaselineCommand {
    /// Write all current findings to a baseline, so that only new ones count.
    #[command(after_help = BASELINE_EXITS)]
    Write(BaselineWrite),
    /// Check, and count only findings that are not in the baseline; the same as `check --baseline`.
    #[command(after_help = CHECK_EXITS)]
    Check(Check),
}

#[derive(Debug, Args)]
pub struct BaselineWrite {
    /// Files, folders (their .yaml, .yml and .json files, and filled-in forms), or - for standard input.
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub input: InputArgs,

    #[command(flatten)]
    pub check: CheckArgs,

    /// Write to this file [default: the baseline of the configuration, or mentorcheck-baseline.json].
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Config {
    #[command(subcommand)]
    pub command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print the settings in effect and where each comes from.
    #[command(after_help = RULES_EXITS)]
    Show(CheckArgs),
}

#[derive(Debug, Args)]
pub struct Diff {
    /// The old version of the description, or a folder of descriptions.
    pub old: PathBuf,

    /// The new version of the description, or a folder of descriptions.
    pub new: PathBuf,

    /// Set the output format.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,

    /// Write to this file, completely or not at all, instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Show for each changed fact that decides something whether it is asserted, cited or quoted.
    #[arg(long)]
    pub evidence: bool,

    /// Use these rules: a name from `rules list`, or a folder.
    #[arg(long, value_name = "NAME|DIR")]
    pub rules: Option<String>,
}

/// Formats of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people.
    Text,
    /// For people: a page to look at in a browser or to print.
    Html,
    /// For spreadsheets: a workbook with programmes and changes.
    Xlsx,
    /// For programs.
    Json,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// The code of a finding, a building block, a kind, a claim, or a field or value of a description; without it, list
    /// what can be explained.
    #[arg(value_name = "CODE|BLOCK|KIND|CLAIM|FIELD|VALUE")]
    pub subject: Option<String>,

    /// Explain the answer for this description.
    #[arg(long = "for", value_name = "FILE", requires = "subject")]
    pub description: Option<PathBuf>,

    /// Use these rules: a name from `rules list`, or a folder.
    #[arg(long, value_name = "NAME|DIR")]
    pub rules: Option<String>,
}

#[derive(Debug, Args)]
pub struct Schema {
    /// The schema to print.
    #[arg(default_value = "programme")]
    pub which: SchemaName,
}

/// Minimum evidence levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Require {
    /// An entry names a document.
    Cited,
    /// The words that an entry quotes are in its document.
    Quoted,
    /// The earlier name of `cited`.
    #[value(hide = true)]
    Evidenced,
    /// The earlier name of `quoted`.
    #[value(hide = true)]
    Verified,
}

/// Verdicts accepted in addition to established ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Accept {
    /// Only facts are missing, and no other kind is possible.
    Provisional,
}

/// The least severe findings to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MinSeverity {
    /// Errors.
    Error,
    /// Errors and warnings.
    Warning,
    /// All findings.
    Note,
}

impl MinSeverity {
    pub(crate) const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// In a terminal that shows them, unless `NO_COLOR` is set; always if `CLICOLOR_FORCE` or `FORCE_COLOR` is.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The published schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// Descriptions of programmes.
    Programme,
    /// Descriptions of programmes, for editors and catalogues that only read draft-07.
    #[value(name = "programme-draft-07")]
    ProgrammeDraft07,
    /// Rule packs.
    Pack,
    /// The JSON report.
    Report,
    /// The configuration, `mentorcheck.yaml`.
    Config,
    /// The JSON output of `diff`.
    Diff,
}
