//! Arguments of letters.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub struct Letter {
    /// Descriptions and filled-in forms, folders with them, or - for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub files: Vec<PathBuf>,

    /// Set the reader of the letter.
    #[arg(long, value_name = "READER")]
    pub to: Reader,

    /// Set the format.
    #[arg(long = "as", value_name = "FORMAT", default_value = "md")]
    pub format: LetterFormat,

    /// Write the letters to this folder, one file for each programme [default: one letter to standard output].
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,

    /// Replace letters that are there.
    #[arg(long, requires = "output")]
    pub force: bool,

    /// Name the call for applications.
    #[arg(long, value_name = "NAME")]
    pub call: Option<String>,

    /// Ask for a reply by this date.
    #[arg(long, value_name = "DATE")]
    pub reply_by: Option<String>,

    /// Name the sender: one line, or several with \n between them.
    #[arg(long, value_name = "NAME")]
    pub from: Option<String>,

    /// Give a reference; the identifier of the programme follows it.
    #[arg(long, value_name = "TEXT")]
    pub reference: Option<String>,

    /// Date the letter.
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,

    /// Use this template instead of the built-in one.
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,

    /// Set what the programmes are expected to be [default: the concept of the rules].
    #[arg(long, value_name = "KIND")]
    pub expect: Option<String>,

    /// Use these rules: a name from `rules list`, or a folder.
    #[arg(long, value_name = "NAME|DIR")]
    pub rules: Option<String>,
}

/// Formats of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LetterFormat {
    /// A Word document.
    Docx,
    /// Markdown.
    Md,
    /// Plain text.
    Txt,
}

/// Readers of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// The applicant: asks at most five questions.
    Applicant,
    /// The designer: advises on the design and the description.
    Designer,
    /// The board: gives the verdict and the reasons on one page.
    Board,
}
