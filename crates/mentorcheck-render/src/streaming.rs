//! The formats that are written as results arrive, so that a run over any number of descriptions holds none of them:
//! a header, a chunk for each input in their order, a footer. Together they equal what [`render`] makes of the whole
//! report. What must stand after the totals waits in spools, which need no memory.

use crate::{
    chunk::{Chunk, Collected, FooterPart},
    csv,
    format::Format,
    github, gitlab, grid, html, json, junit, markdown, ndjson, sarif,
    style::{RenderOptions, TableOptions, TextOptions},
    text,
    xlsx::{self, WorkbookError},
};
use mentorcheck_core::{
    input,
    report::{CheckResult, Report},
};

#[derive(Debug, Clone, Copy)]
pub enum StreamingFormat {
    Ndjson,
    Csv(TableOptions),
    Text(TextOptions),
    Json,
    Grid(TableOptions),
    Xlsx,
}

impl StreamingFormat {
    /// Returns `None` for formats that cannot be streamed.
    #[must_use]
    pub fn from_format(format: Format, options: &RenderOptions) -> Option<Self> {
        match format {
            Format::Ndjson => Some(Self::Ndjson),
            Format::Csv => Some(Self::Csv(options.table)),
            Format::Text => Some(Self::Text(options.text)),
            Format::Json => Some(Self::Json),
            Format::Grid => Some(Self::Grid(options.table)),
            Format::Xlsx => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// Renders the output before all chunks, given a report without results.
    #[must_use]
    pub fn header(self, empty_report: &Report) -> Vec<u8> {
        match self {
            Self::Ndjson => ndjson::header(empty_report),
            Self::Csv(options) => csv::header(empty_report, options).into_bytes(),
            Self::Text(_) => text::header(empty_report).into_bytes(),
            // The totals come before the programmes, and a workbook is written at the end.
            Self::Json | Self::Xlsx => Vec::new(),
            Self::Grid(options) => grid::header(options).into_bytes(),
        }
    }

    /// Renders one input, given a report without results. If its programme `may_be_only` one, the text report has all of
    /// it; of one among several it has a row.
    #[must_use]
    pub fn chunk(self, empty_report: &Report, result: &CheckResult, may_be_only: bool) -> Chunk {
        match self {
            Self::Ndjson => Chunk::new(ndjson::render_result(result, !empty_report.omits_sources)),
            Self::Csv(options) => Chunk::new(csv::render_result(empty_report, result, options)),
            Self::Grid(options) => Chunk::new(grid::render_result(empty_report, result, options)),
            Self::Xlsx => {
                let workbook = xlsx::render_result(empty_report, result);
                Chunk { collected: Collected { workbook, ..Collected::default() }, ..Chunk::default() }
            }
            Self::Json => json::render_result(result),
            Self::Text(options) => text::render_result(empty_report, result, options, may_be_only),
        }
    }

    /// Renders the output after all chunks, given the report with its totals and the findings on suppression files, and
    /// what the chunks collected.
    ///
    /// # Errors
    /// When a workbook would be larger than its format allows.
    pub fn footer(self, report: &Report, collected: Collected) -> Result<Vec<FooterPart>, WorkbookError> {
        Ok(match self {
            Self::Ndjson => vec![FooterPart::Bytes(ndjson::footer(report))],
            Self::Csv(options) => vec![FooterPart::text(csv::footer(report, options))],
            Self::Grid(options) => vec![FooterPart::text(grid::footer(report, options))],
            Self::Json => json::footer(report),
            Self::Text(options) => text::footer(report, options, collected),
            Self::Xlsx => vec![FooterPart::Bytes(xlsx::write(report, collected.workbook)?)],
        })
    }

    /// Renders a full report at once.
    ///
    /// # Errors
    /// When a workbook would be larger than its format allows.
    pub fn render_all(self, report: &Report) -> Result<Vec<u8>, WorkbookError> {
        let mut output = self.header(report);
        let mut spools: Vec<Vec<u8>> = Vec::new();
        let mut collected = Collected::default();
        for result in results_by_input(report) {
            let chunk = self.chunk(report, &result, report.programmes.len() <= 1);
            output.extend(chunk.output);
            collected.add(chunk.collected);
            spools.resize_with(spools.len().max(chunk.spooled.len()), Vec::new);
            spools.iter_mut().zip(chunk.spooled).for_each(|(spool, bytes)| spool.extend(bytes));
        }
        for part in self.footer(report, collected)? {
            match part {
                FooterPart::Bytes(bytes) => output.extend(bytes),
                FooterPart::Spool { index, skip } => {
                    output.extend(spools.get(index).and_then(|spool| spool.get(skip..)).unwrap_or_default());
                }
            }
        }
        Ok(output)
    }
}

/// Splits a report into the results of its inputs, in input order.
fn results_by_input(report: &Report) -> Vec<CheckResult> {
    let mut results: Vec<(&str, Option<usize>, CheckResult)> = Vec::new();
    let programmes = report.programmes.iter();
    // Each document of a stream has its own text, so its address identifies the input.
    let text_address =
        |text: &std::sync::Arc<mentorcheck_yaml::SourceFile>| Some(std::sync::Arc::as_ptr(text) as usize);
    for programme in programmes {
        let text = text_address(&programme.text);
        match results.last_mut().filter(|(_, last, _)| *last == text) {
            Some((_, _, result)) => result.programmes.push(programme.clone()),
            None => results.push((
                &programme.path,
                text,
                CheckResult { programmes: vec![programme.clone()], ..CheckResult::default() },
            )),
        }
    }
    for file in &report.unreadable {
        let text = text_address(&file.file);
        match results.iter_mut().find(|(_, address, _)| *address == text) {
            Some((_, _, result)) => result.unreadable = Some(file.clone()),
            None => results.push((
                &file.path,
                text,
                CheckResult { unreadable: Some(file.clone()), ..CheckResult::default() },
            )),
        }
    }
    for file in &report.skipped {
        results.push((&file.path, None, CheckResult { skipped: Some(file.clone()), ..CheckResult::default() }));
    }
    results.sort_by(|(left, ..), (right, ..)| input::path_order(left, right));
    results.into_iter().map(|(.., result)| result).collect()
}

/// The report in this form.
///
/// # Errors
/// When a workbook would be larger than its format allows.
pub fn render(report: &Report, format: Format, style: &RenderOptions) -> Result<Vec<u8>, WorkbookError> {
    let text = match format {
        Format::Text => return StreamingFormat::Text(style.text).render_all(report),
        Format::Csv => return StreamingFormat::Csv(style.table).render_all(report),
        Format::Xlsx => return StreamingFormat::Xlsx.render_all(report),
        Format::Grid => return StreamingFormat::Grid(style.table).render_all(report),
        Format::Ndjson => return StreamingFormat::Ndjson.render_all(report),
        Format::Html => html::render_with(report, &style.page),
        Format::Markdown => markdown::render(report),
        Format::Json => json::render(report),
        Format::Sarif => sarif::render(report),
        Format::Junit => junit::render(report),
        Format::Github => github::render(report),
        Format::Gitlab => gitlab::render(report),
    };
    Ok(text.into_bytes())
}
