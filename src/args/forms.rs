//! Arguments of forms and of what comes back.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub struct Form {
    /// Set the kind of form.
    #[arg(long = "as", value_name = "KIND")]
    pub kind: FormKind,

    /// Write the form to this file instead of standard output, or the forms to this folder.
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// Fill in the answers of this description or form, or of each in this folder.
    #[arg(long, value_name = "PATH")]
    pub prefill: Option<PathBuf>,

    /// Ask only some questions; each keeps its number. Answers given before stay in the form.
    #[arg(long, value_name = "QUESTIONS", requires = "prefill")]
    pub only: Option<OnlyQuestions>,

    /// Replace forms that are in the folder.
    #[arg(long, requires = "prefill")]
    pub force: bool,
}

/// Kinds of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormKind {
    /// A workbook for Excel or LibreOffice, which `check` reads.
    Xlsx,
    /// A form for KoboToolbox, ODK and SurveyCTO, whose exports `check` reads.
    #[expect(clippy::doc_markdown, reason = "people read it as help")]
    Xlsform,
    /// A document to print and to discuss; it is not read back.
    Docx,
    /// A description with the questions as comments.
    Yaml,
}

/// Which questions a form asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OnlyQuestions {
    /// Those whose answers can still change the verdict.
    Open,
}

#[derive(Debug, Args)]
pub struct Convert {
    /// Filled-in forms and exports (.xlsx, .ods, .csv, .tsv), or folders with them.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,

    /// Write the descriptions to this folder.
    #[arg(long, short, value_name = "DIR")]
    pub output: PathBuf,

    /// Replace descriptions that are there.
    #[arg(long)]
    pub force: bool,
}
