//! The command line: what can be asked for, and how.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Tells what a programme that goes by the name of mentoring really is, and why: block by block, with the line that decides
/// it.
#[derive(Debug, Parser)]
#[command(name = "mentorcheck", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge descriptions of programmes.
    #[command(
        after_help = "Exit status: 0 every programme is what was expected; 1 some programme is not; 2 wrong use, or rules \
        that do not hold together; 3 some input could not be read or understood (the rest is still reported). The highest applies."
    )]
    Check(Check),
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
#[derive(Debug, Args)]
pub struct Check {
    /// Files, folders (their .yaml, .yml and .json files), or - for standard input.
    #[arg(default_value = ".")]
    pub paths: Vec<String>,

    /// What programmes are expected to be: a kind, `any` to report only, or `label` for what each calls itself [default:
    /// what the rules are about].
    #[arg(long, value_name = "KIND")]
    pub expect: Option<String>,

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

    /// Let a verdict pass that is not established yet.
    #[arg(long, value_name = "STANDING")]
    pub accept: Option<Accept>,

    /// The form of the report.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// Write the report to a file, whole or not at all, instead of showing it.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Judge by these rules: a name that `rules list` knows, or a folder.
    #[arg(long, value_name = "NAME|DIR")]
    pub rules: Option<String>,

    /// Write the text for being read aloud: sentences instead of drawings.
    #[arg(long)]
    pub screen_reader: bool,

    /// When to use colours; they never say anything that words do not.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// `mentorcheck letter`
#[derive(Debug, Args)]
pub struct Letter {
    /// The description, or - for standard input.
    pub file: String,

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
    pub old: String,

    /// The description as it is.
    pub new: String,

    /// The form of the report.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// By which rules: a name that `rules list` knows, or a folder.
    #[arg(long, value_name = "NAME|DIR")]
    pub rules: Option<String>,
}

/// `mentorcheck explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// What to explain: a code as findings carry it, a building block, a kind or a claim.
    #[arg(value_name = "CODE|BLOCK|KIND|CLAIM")]
    pub subject: String,

    /// Explain it on this description.
    #[arg(long = "for", value_name = "FILE")]
    pub description: Option<String>,

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

    /// A text of the source: every quotation and heading must stand in it.
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

/// Forms of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
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
    /// What `diff` tells, as JSON.
    Diff,
}
