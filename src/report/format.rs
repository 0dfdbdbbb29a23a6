//! The forms that a report can have.

use clap::ValueEnum;
use serde::Deserialize;

use super::{Report, csv, github, gitlab, grid, html, json, junit, markdown, ndjson, sarif, text};

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
        Format::Text => text::render(report, style.look),
        Format::Html => html::render(report),
        Format::Csv => csv::render(report, style.byte_order_mark),
        Format::Grid => grid::render(report, style.byte_order_mark),
        Format::Markdown => markdown::render(report),
        Format::Json => json::render(report),
        Format::Ndjson => ndjson::render(report),
        Format::Sarif => sarif::render(report),
        Format::Junit => junit::render(report),
        Format::Github => github::render(report),
        Format::Gitlab => gitlab::render(report),
    }
}
