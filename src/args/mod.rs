//! The command line: what can be asked for, and how.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod outputs;

pub use outputs::{Output, Outputs};

/// Tells what a programme that goes by the name of mentoring really is, and why: block by block, with the line that decides
/// it.
#[derive(Debug, Parser)]
#[command(name = "mentorcheck", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const CHECK_EXITS: &str = "Exit status: 0 every programme is what was expected, or what stands against it is excused; 1 some \
    programme is not; 2 wrong use, or rules or a configuration that do not hold together; 3 some input could not be read or \
    understood (the rest is still reported). The highest applies.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge descriptions of programmes.
    #[command(after_help = CHECK_EXITS)]
    Check(Check),
    /// Make a report from reports.
    Report(Report),
    /// Write down the findings that are known, and judge by what is new.
    Baseline(Baseline),
    /// Look at the configuration.
    Config(Config),
    /// Write a letter about one description, in plain language.
    Letter(Letter),
    /// Tell how the judgement moved between two versions of a description.
    Diff(Diff),
    /// Explain a finding's code, a building block, a kind or a claim.
    Explain(Explain),
    /// Look at the rules, prove them, try them, print them.
    Rules(Rules),
    /// Print the schema of descriptions, for editors and other tools.
    Schema(Schema),
}

/// `mentorcheck check`
#[derive(Debug, Clone, Args)]
pub struct Check {
    /// Files, folders (their .yaml, .yml and .json files), or - for standard input.
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// How to judge and to report.
    #[command(flatten)]
    pub reporting: Reporting,
}

/// How programmes are judged, and how that is reported.
#[derive(Debug, Clone, Args)]
pub struct Reporting {
    /// How to judge.
    #[command(flatten)]
    pub judging: Judging,

    /// The file of findings that are known already: they are not held against programmes.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// The forms of the report, and where each goes.
    #[command(flatten)]
    pub outputs: Outputs,

    /// How they look.
    #[command(flatten)]
    pub look: Look,
}

/// How a report looks, where its form leaves a choice.
#[derive(Debug, Clone, Args)]
pub struct Look {
    /// Begin tables with the mark by which Excel knows UTF-8.
    #[arg(long)]
    pub excel: bool,

    /// Write the text for being read aloud: sentences instead of drawings.
    #[arg(long)]
    pub screen_reader: bool,

    /// When to use colours; they never say anything that words do not.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// How programmes are judged; each goes before what the configuration says of it.
#[derive(Debug, Clone, Default, Args)]
pub struct Judging {
    /// What programmes are expected to be: a kind, `any` to report only, or `label` for what each calls itself [default:
    /// what the rules are about].
    #[arg(long, value_name = "KIND")]
    pub expect: Option<String>,

    /// Let a verdict pass that is not established yet.
    #[arg(long, value_name = "STANDING")]
    pub accept: Option<Accept>,

    /// Say what would make each programme this kind [default: the expected one].
    #[arg(long, value_name = "KIND")]
    pub towards: Option<String>,

    /// Tell for every deciding fact whether it is asserted, evidenced (an entry under `evidence`) or verified (its quotation
    /// stands in the document beside the description).
    #[arg(long)]
    pub evidence: bool,

    /// Hold every deciding fact to this: the lack is a finding.
    #[arg(long, value_name = "LEVEL")]
    pub require: Option<Require>,

    /// Judge as if this were stated, without touching the file; may be given several times.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub what_if: Vec<String>,

    /// Judge by these rules: a name that `rules list` knows, or a folder.
    #[arg(long, value_name = "NAME|DIR")]
    pub rules: Option<String>,

    /// The configuration [default: mentorcheck.yaml in this folder or the nearest above].
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Read no configuration.
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}

/// `mentorcheck report`
#[derive(Debug, Args)]
pub struct Report {
    /// What to make.
    #[command(subcommand)]
    pub command: ReportCommand,
}

/// What can be made of reports.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Put reports together that were made of parts, with `check --format ndjson`: the same as one run over all of it.
    #[command(after_help = CHECK_EXITS)]
    Merge(Merge),
}

/// `mentorcheck report merge`
#[derive(Debug, Args)]
pub struct Merge {
    /// The reports, as `check --format ndjson` has written them; parts of one stream in their order.
    #[arg(required = true)]
    pub reports: Vec<PathBuf>,

    /// How to judge and to report: the rules, the evidence and the configuration must be those of the reports, which say
    /// themselves what was expected, accepted and supposed.
    #[command(flatten)]
    pub reporting: Reporting,
}

/// `mentorcheck baseline`
#[derive(Debug, Args)]
pub struct Baseline {
    /// What to do with it.
    #[command(subcommand)]
    pub command: BaselineCommand,
}

/// What can be done with a baseline.
#[derive(Debug, Subcommand)]
pub enum BaselineCommand {
    /// Write down every finding that there is, so that only new ones are held against programmes.
    Write(BaselineWrite),
    /// Judge, and hold only against programmes what the baseline does not know; the same as `check --baseline`.
    #[command(after_help = CHECK_EXITS)]
    Check(Check),
}

/// `mentorcheck baseline write`
#[derive(Debug, Args)]
pub struct BaselineWrite {
    /// Files, folders (their .yaml, .yml and .json files), or - for standard input.
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// How to judge.
    #[command(flatten)]
    pub judging: Judging,

    /// The file to write [default: what the configuration names, or mentorcheck-baseline.json].
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `mentorcheck config`
#[derive(Debug, Args)]
pub struct Config {
    /// What to do with it.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What can be done with the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print what holds here, and where each setting comes from.
    Show(Judging),
}

/// `mentorcheck letter`
#[derive(Debug, Args)]
pub struct Letter {
    /// The description, or - for standard input.
    pub file: PathBuf,

    /// Whom it is for.
    #[arg(long, value_name = "READER")]
    pub to: Reader,

    /// A template of one's own instead of the one that comes with the program.
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,

    /// What the programme is expected to be [default: what the rules are about].
    #[arg(long, value_name = "KIND")]
    pub expect: Option<String>,

    /// Write the letter to a file, whole or not at all, instead of showing it.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// By which rules: a name that `rules list` knows, or a folder.
    #[arg(long, value_name = "NAME|DIR")]
    pub rules: Option<String>,
}

/// Readers of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// Who proposes the programme: gets questions.
    Applicant,
    /// Who designs it: gets what to state and what to change.
    Designer,
    /// Who decides on it: gets the grounds.
    Board,
}

/// `mentorcheck diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// The description as it was.
    pub old: PathBuf,

    /// The description as it is.
    pub new: PathBuf,

    /// The form of the report.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,

    /// By which rules: a name that `rules list` knows, or a folder.
    #[arg(long, value_name = "NAME|DIR")]
    pub rules: Option<String>,
}

/// Forms in which differences are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// `mentorcheck explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// What to explain: a code as findings carry it, a building block, a kind or a claim.
    #[arg(value_name = "CODE|BLOCK|KIND|CLAIM")]
    pub subject: String,

    /// Explain it on this description.
    #[arg(long = "for", value_name = "FILE")]
    pub description: Option<PathBuf>,

    /// By which rules: a name that `rules list` knows, or a folder.
    #[arg(long, value_name = "NAME|DIR")]
    pub rules: Option<String>,
}

/// `mentorcheck rules`
#[derive(Debug, Args)]
pub struct Rules {
    /// What to do with them.
    #[command(subcommand)]
    pub command: RulesCommand,
}

/// What can be done with rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List everything that the rules ask.
    List(RulesList),
    /// Try the rules on the examples that stand beside them.
    #[command(after_help = "Exit status: 0 every example gives what it stands for; 2 some example does not.")]
    Test(RulesTest),
    /// Print the rules as pages.
    Doc(RulesDoc),
    /// Prove that the rules hold together, over all descriptions that there can be.
    #[command(after_help = "Exit status: 0 everything holds; 2 something does not.")]
    Verify(RulesVerify),
}

/// `mentorcheck rules list`
#[derive(Debug, Args)]
pub struct RulesList {
    /// Which rules: a name that comes with the program, or a folder.
    #[arg(value_name = "NAME|DIR")]
    pub rules: Option<String>,
}

/// `mentorcheck rules test`
#[derive(Debug, Args)]
pub struct RulesTest {
    /// Which rules: a name that `rules list` knows, or a folder.
    #[arg(value_name = "NAME|DIR")]
    pub rules: Option<String>,
}

/// `mentorcheck rules doc`
#[derive(Debug, Args)]
pub struct RulesDoc {
    /// Which rules: a name that `rules list` knows, or a folder.
    #[arg(value_name = "NAME|DIR")]
    pub rules: Option<String>,

    /// The folder for the pages.
    #[arg(long, short, value_name = "DIR")]
    pub output: PathBuf,

    /// List beside each claim the descriptions in this folder that its rules refute; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub fixtures: Vec<PathBuf>,
}

/// `mentorcheck rules verify`
#[derive(Debug, Args)]
pub struct RulesVerify {
    /// Which rules: a name that `rules list` knows, or a folder.
    #[arg(value_name = "NAME|DIR")]
    pub rules: Option<String>,

    /// The text of a work that the rules quote: every quotation from it must be in it.
    #[arg(long, value_name = "FILE")]
    pub source: Option<PathBuf>,
}

/// `mentorcheck schema`
#[derive(Debug, Args)]
pub struct Schema {
    /// Which schema.
    #[arg(default_value = "programme")]
    pub which: WhichSchema,
}

/// How well a deciding fact must be borne out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Require {
    /// By an entry that names its document.
    Evidenced,
    /// By a quotation that stands in the document.
    Verified,
}

/// What else will do than an established verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Accept {
    /// A verdict to which only facts are missing, and from which no other kind can follow.
    Provisional,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// In a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The schemas that the program works by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WhichSchema {
    /// Descriptions of programmes.
    Programme,
    /// Rule packs.
    Pack,
    /// The report as JSON.
    Report,
    /// The configuration, `mentorcheck.yaml`.
    Config,
    /// What `diff` tells, as JSON.
    Diff,
}
