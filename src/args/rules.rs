//! Arguments of commands on rule packs.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::RULES_EXITS;

#[derive(Debug, Args)]
pub struct Rules {
    #[command(subcommand)]
    pub command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List the blocks, kinds, indicators and conditions of the rules.
    #[command(after_help = RULES_EXITS)]
    List(RulesList),
    /// Test the rules with their own examples.
    #[command(after_help = "Exit status: 0 every example gives the expected answer; 2 some example does not.")]
    Test(RulesTest),
    /// Write the rules as Markdown pages.
    #[command(after_help = RULES_EXITS)]
    Doc(RulesDoc),
    /// Prove that the rules are consistent, over all possible descriptions.
    #[command(after_help = "Exit status: 0 every property holds; 2 some property does not.")]
    Verify(RulesVerify),
    /// Append a stub of an indicator, with everything required, to the file of its block.
    #[command(after_help = RULES_EXITS)]
    NewIndicator(RulesNewIndicator),
    /// Write a stub of a kind, with everything required.
    #[command(after_help = RULES_EXITS)]
    NewKind(RulesNewKind),
}

#[derive(Debug, Args)]
pub struct RulesNewIndicator {
    /// The folder of the rules.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,

    /// The block it belongs to.
    pub block: String,

    /// Its name: small letters, digits and hyphens.
    #[arg(value_name = "NAME")]
    pub id: String,
}

#[derive(Debug, Args)]
pub struct RulesNewKind {
    /// The folder of the rules.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,

    /// Its name: small letters, digits and hyphens.
    #[arg(value_name = "NAME")]
    pub id: String,
}

#[derive(Debug, Args)]
pub struct RulesList {
    /// The name of built-in rules, or a folder.
    #[arg(value_name = "NAME|DIR")]
    pub rules: Option<String>,
}

#[derive(Debug, Args)]
pub struct RulesTest {
    /// A name from `rules list`, or a folder.
    #[arg(value_name = "NAME|DIR")]
    pub rules: Option<String>,
}

#[derive(Debug, Args)]
pub struct RulesDoc {
    /// A name from `rules list`, or a folder.
    #[arg(value_name = "NAME|DIR")]
    pub rules: Option<String>,

    /// Write the pages to this folder.
    #[arg(long, short, value_name = "DIR")]
    pub output: PathBuf,

    /// List with each claim the descriptions in this folder that its rules refute; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub fixtures: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct RulesVerify {
    /// A name from `rules list`, or a folder.
    #[arg(value_name = "NAME|DIR")]
    pub rules: Option<String>,

    /// Check every quotation from a work against this text of it.
    #[arg(long, value_name = "FILE")]
    pub source: Option<PathBuf>,
}
