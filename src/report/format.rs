//! The forms that a report can have.

use clap::ValueEnum;
use serde::Deserialize;

use super::{Report, github, gitlab, grid, html, json, junit, markdown, sarif, stream::Stream, text};

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// For people, in a terminal.
    Text,
    /// For people: one page that needs nothing beside it, to be looked at in a browser or printed.
    Html,
    /// For spreadsheets: a row for each programme.
    Csv,
    /// For spreadsheets: an assessment grid with a row for each indicator of each programme.
    Grid,
    /// For people: a summary for a merge request, in Markdown.
    Markdown,
    /// For programs: all of it, as `schema report` defines it.
    Json,
    /// For programs: a line for each programme, as soon as it is judged.
    Ndjson,
    /// For code hosts and editors: SARIF 2.1.0.
    Sarif,
    /// For continuous integration: `JUnit`.
    Junit,
    /// For GitHub's workflows: commands that mark the lines.
    Github,
    /// For GitLab's merge requests: a code quality report.
    Gitlab,
}

impl Format {
    /// Whether it tells what would move a verdict, for which that has to be looked for.
    #[must_use]
    pub const fn tells_remedy(self) -> bool {
        matches!(self, Self::Text | Self::Html | Self::Json)
    }
}

/// How a report is to look, where its form leaves a choice.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The look of the text.
    pub look: text::Look,
    /// Whether tables begin with the mark by which a spreadsheet knows UTF-8.
    pub byte_order_mark: bool,
}

/// The report in this form.
#[must_use]
pub fn render(report: &Report, format: Format, style: Style) -> String {
    match format {
        Format::Text => Stream::Text(style.look).whole(report),
        Format::Csv => Stream::Csv { byte_order_mark: style.byte_order_mark }.whole(report),
        Format::Ndjson => Stream::Ndjson.whole(report),
        Format::Html => html::render(report),
        Format::Grid => grid::render(report, style.byte_order_mark),
        Format::Markdown => markdown::render(report),
        Format::Json => json::render(report),
        Format::Sarif => sarif::render(report),
        Format::Junit => junit::render(report),
        Format::Github => github::render(report),
        Format::Gitlab => gitlab::render(report),
    }
}
