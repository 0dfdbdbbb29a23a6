//! The formats as they are written while results arrive, so that a run over any number of descriptions holds none of them:
//! a header, a chunk for each input in their order, a footer. Together they equal what [`render`] makes of the whole
//! report. What depends on all inputs waits in spools, which need no memory.

use crate::{
    chunk::{Assembly, FooterPart, Pieces},
    collected::{Chunk, Collected, CollectedOf, Kept, KeptOf},
    csv,
    format::Format,
    github, gitlab, grid, html, json, junit, markdown, ndjson,
    results::{InputOrder, results_by_input},
    sarif,
    style::{PageOptions, RenderOptions, TableOptions, TextOptions},
    text,
    xlsx::{self, WorkbookError},
};
use mentorcheck_core::report::{CheckResult, Report};

/// A format with its options.
#[derive(Debug, Clone)]
pub enum StreamingFormat {
    Ndjson,
    Csv(TableOptions),
    Text(TextOptions),
    Json,
    Grid(TableOptions),
    Xlsx(PageOptions),
    Html(PageOptions),
    Markdown,
    Sarif,
    Junit,
    Github,
    Gitlab,
}

impl StreamingFormat {
    #[must_use]
    pub fn new(format: Format, options: &RenderOptions) -> Self {
        match format {
            Format::Ndjson => Self::Ndjson,
            Format::Csv => Self::Csv(options.table),
            Format::Text => Self::Text(options.text),
            Format::Json => Self::Json,
            Format::Grid => Self::Grid(options.table),
            Format::Xlsx => Self::Xlsx(options.page.clone()),
            Format::Html => Self::Html(options.page.clone()),
            Format::Markdown => Self::Markdown,
            Format::Sarif => Self::Sarif,
            Format::Junit => Self::Junit,
            Format::Github => Self::Github,
            Format::Gitlab => Self::Gitlab,
        }
    }

    /// The format without its options.
    #[must_use]
    pub const fn format(&self) -> Format {
        match self {
            Self::Ndjson => Format::Ndjson,
            Self::Csv(_) => Format::Csv,
            Self::Text(_) => Format::Text,
            Self::Json => Format::Json,
            Self::Grid(_) => Format::Grid,
            Self::Xlsx(_) => Format::Xlsx,
            Self::Html(_) => Format::Html,
            Self::Markdown => Format::Markdown,
            Self::Sarif => Format::Sarif,
            Self::Junit => Format::Junit,
            Self::Github => Format::Github,
            Self::Gitlab => Format::Gitlab,
        }
    }

    /// Renders the output before all chunks, given a report without results.
    #[must_use]
    pub fn header(&self, empty_report: &Report) -> Vec<u8> {
        match self {
            Self::Ndjson => ndjson::header(empty_report),
            Self::Csv(options) => csv::header(empty_report, *options).into_bytes(),
            Self::Text(_) => text::header(empty_report).into_bytes(),
            Self::Grid(options) => grid::header(*options).into_bytes(),
            // What comes first depends on all inputs.
            _ => Vec::new(),
        }
    }

    /// Renders one input, given a report without results. If its programme `may_be_only` one, the report for people has
    /// all of it; of one among several it may have a row.
    #[must_use]
    pub fn chunk(&self, empty_report: &Report, result: &CheckResult, may_be_only: bool) -> Chunk {
        let report = empty_report;
        let chunk = match self {
            Self::Ndjson => Pieces::new(ndjson::render_result(result, !report.omits_sources)),
            Self::Csv(options) => Pieces::new(csv::render_result(report, result, *options)),
            Self::Grid(options) => Pieces::new(grid::render_result(report, result, *options)),
            Self::Json => json::render_result(result).map(|()| KeptOf::Nothing),
            Self::Xlsx(_) => Pieces::kept(Vec::new(), KeptOf::Xlsx(xlsx::render_result(report, result))),
            Self::Text(options) => text::render_result(report, result, *options, may_be_only).map(KeptOf::Text),
            Self::Html(options) => html::render_result(report, result, options, may_be_only).map(KeptOf::Html),
            Self::Markdown => markdown::render_result(result).map(KeptOf::Markdown),
            Self::Sarif => sarif::render_result(report, result).map(KeptOf::Sarif),
            Self::Junit => junit::render_result(report, result).map(KeptOf::Junit),
            Self::Github => github::render_result(report, result).map(KeptOf::Github),
            Self::Gitlab => gitlab::render_result(report, result).map(KeptOf::Gitlab),
        };
        chunk.map(Kept)
    }

    /// Renders the output after all chunks, given the report with its totals and the findings on suppression files, and
    /// what the chunks collected.
    ///
    /// # Errors
    /// When a workbook would be larger than its format allows.
    pub fn footer(&self, report: &Report, collected: Collected) -> Result<Vec<FooterPart>, WorkbookError> {
        Ok(match (self, collected.0) {
            (Self::Ndjson, _) => vec![FooterPart::Bytes(ndjson::footer(report))],
            (Self::Csv(options), _) => vec![FooterPart::text(csv::footer(report, *options))],
            (Self::Grid(options), _) => vec![FooterPart::text(grid::footer(report, *options))],
            (Self::Json, _) => json::footer(report),
            (Self::Xlsx(options), CollectedOf::Xlsx(rows)) => {
                vec![FooterPart::Bytes(xlsx::write(report, rows, options)?)]
            }
            (Self::Text(options), CollectedOf::Text(overview)) => text::footer(report, *options, overview),
            (Self::Html(options), CollectedOf::Html(contents)) => html::footer(report, options, contents),
            (Self::Markdown, CollectedOf::Markdown(summary)) => markdown::footer(report, summary),
            (Self::Sarif, CollectedOf::Sarif(selection)) => sarif::footer(report, selection),
            (Self::Junit, CollectedOf::Junit(failures)) => junit::footer(report, &failures),
            (Self::Github, CollectedOf::Github(findings)) => github::footer(report, findings),
            (Self::Gitlab, CollectedOf::Gitlab(seen)) => gitlab::footer(report, seen),
            // What another format collected.
            _ => Vec::new(),
        })
    }

    /// Renders a full report at once.
    ///
    /// # Errors
    /// When a workbook would be larger than its format allows.
    pub fn render_all(&self, report: &Report) -> Result<Vec<u8>, WorkbookError> {
        let (mut assembly, mut collected) = (Assembly::default(), Collected::new(self.format()));
        assembly.push(&self.header(report), &[]);
        let order = match self {
            Self::Ndjson | Self::Csv(_) | Self::Text(_) | Self::Grid(_) | Self::Xlsx(_) => InputOrder::Path,
            _ => InputOrder::Report,
        };
        for result in results_by_input(report, order) {
            let Pieces { output, mut spooled, kept } = self.chunk(report, &result, report.programmes.len() <= 1);
            collected.add(kept, &mut spooled);
            assembly.push(&output, &spooled);
        }
        Ok(assembly.finish(self.footer(report, collected)?))
    }
}

/// The report in this form.
///
/// # Errors
/// When a workbook would be larger than its format allows.
pub fn render(report: &Report, format: Format, style: &RenderOptions) -> Result<Vec<u8>, WorkbookError> {
    match format {
        // The same bytes, without the detour through pieces.
        Format::Json => Ok(json::render(report).into_bytes()),
        _ => StreamingFormat::new(format, style).render_all(report),
    }
}
