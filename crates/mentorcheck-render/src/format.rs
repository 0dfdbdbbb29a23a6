//! The formats of the report.

use std::str::FromStr;

/// A format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Html,
    Csv,
    Xlsx,
    Grid,
    Markdown,
    Json,
    Ndjson,
    Sarif,
    Junit,
    Github,
    Gitlab,
}

/// A name that no format has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no format `{0}`")]
pub struct UnknownFormat(pub String);

impl Format {
    /// Every format, in the order of the help text.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Html,
        Self::Csv,
        Self::Xlsx,
        Self::Grid,
        Self::Markdown,
        Self::Json,
        Self::Ndjson,
        Self::Sarif,
        Self::Junit,
        Self::Github,
        Self::Gitlab,
    ];

    /// Its name on the command line and in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Grid => "grid",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
        }
    }

    /// What it is for, as the help text says it.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::Text => "For people, in a terminal",
            Self::Html => "For people: one page that needs nothing beside it, to be looked at in a browser or printed",
            Self::Csv => "For spreadsheets: a row for each programme",
            Self::Xlsx => "For spreadsheets: a workbook with programmes, questions, evidence, a grid and decisions",
            Self::Grid => "For spreadsheets: an assessment grid with a row for each indicator of each programme",
            Self::Markdown => "For people: a summary for a merge request, in Markdown",
            Self::Json => "For programs: all of it, as schema report defines it",
            Self::Ndjson => "For programs: a line for each programme, as soon as it is judged",
            Self::Sarif => "For code hosts and editors: SARIF 2.1.0",
            Self::Junit => "For continuous integration: JUnit",
            Self::Github => "For GitHub's workflows: commands that mark the lines",
            Self::Gitlab => "For GitLab's merge requests: a code quality report",
        }
    }

    /// Whether it is text, not a file for another program.
    #[must_use]
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Xlsx)
    }

    /// Whether it shows what would move a verdict, which takes longest to compute.
    #[must_use]
    pub const fn shows_fixes(self) -> bool {
        matches!(self, Self::Text | Self::Html | Self::Json)
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}
