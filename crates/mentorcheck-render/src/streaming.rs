//! The formats that are written as results arrive, so that a run over any number of descriptions holds none of them:
//! a header, a chunk for each input in their order, a footer. Together they equal what [`render`] makes of the whole
//! report. What must stand after the totals waits in spools, which need no memory.

use crate::{
    chunk::{Chunk, FooterPart},
    csv,
    format::Format,
    github, gitlab, grid, html, json, junit, markdown, ndjson, sarif,
    style::{RenderOptions, TextOptions},
    text,
};
use mentorcheck_core::{
    input,
    report::{CheckResult, Report},
};

#[derive(Debug, Clone, Copy)]
pub enum StreamingFormat {
    Ndjson,
    Csv {
        /// Excel recognizes UTF-8 by its byte-order mark.
        byte_order_mark: bool,
    },
    Text(TextOptions),
    Json,
    Grid {
        /// As in CSV.
        byte_order_mark: bool,
    },
}

impl StreamingFormat {
    /// Returns `None` for formats that cannot be streamed.
    #[must_use]
    pub fn from_format(format: Format, options: &RenderOptions) -> Option<Self> {
        match format {
            Format::Ndjson => Some(Self::Ndjson),
            Format::Csv => Some(Self::Csv { byte_order_mark: options.byte_order_mark }),
            Format::Text => Some(Self::Text(options.text)),
            Format::Json => Some(Self::Json),
            Format::Grid => Some(Self::Grid { byte_order_mark: options.byte_order_mark }),
            _ => None,
        }
    }

    /// Renders the output before all chunks, given a report without results.
    #[must_use]
    pub fn header(self, empty_report: &Report) -> Vec<u8> {
        match self {
            Self::Ndjson => ndjson::header(empty_report),
            Self::Csv { byte_order_mark } => csv::header(empty_report, byte_order_mark).into_bytes(),
            Self::Text(_) => text::header(empty_report).into_bytes(),
            // The totals come before the programmes.
            Self::Json => Vec::new(),
            Self::Grid { byte_order_mark } => grid::header(byte_order_mark).into_bytes(),
        }
    }

    /// Renders one input, given a report without results.
    #[must_use]
    pub fn chunk(self, empty_report: &Report, result: &CheckResult) -> Chunk {
        match self {
            Self::Ndjson => Chunk::new(ndjson::render_result(result, !empty_report.omits_sources)),
            Self::Csv { .. } => Chunk::new(csv::render_result(empty_report, result)),
            Self::Grid { .. } => Chunk::new(grid::render_result(empty_report, result)),
            Self::Json => json::render_result(result),
            Self::Text(options) => text::render_result(empty_report, result, options),
        }
    }

    /// Renders the output after all chunks, given the report with its totals and the findings on suppression files.
    #[must_use]
    pub fn footer(self, report: &Report) -> Vec<FooterPart> {
        match self {
            Self::Ndjson => vec![FooterPart::Bytes(ndjson::footer(report))],
            Self::Csv { .. } => vec![FooterPart::text(csv::footer(report))],
            Self::Grid { .. } => vec![FooterPart::text(grid::footer(report))],
            Self::Json => json::footer(report),
            Self::Text(options) => text::footer(report, options),
        }
    }

    /// Renders a full report at once.
    ///
    /// # Panics
    /// Never: all formats are UTF-8.
    #[must_use]
    pub fn render_all(self, report: &Report) -> String {
        let mut output = self.header(report);
        let mut spools: Vec<Vec<u8>> = Vec::new();
        for result in results_by_input(report) {
            let chunk = self.chunk(report, &result);
            output.extend(chunk.output);
            spools.resize_with(spools.len().max(chunk.spooled.len()), Vec::new);
            spools.iter_mut().zip(chunk.spooled).for_each(|(spool, bytes)| spool.extend(bytes));
        }
        for part in self.footer(report) {
            match part {
                FooterPart::Bytes(bytes) => output.extend(bytes),
                FooterPart::Spool { index, skip } => {
                    output.extend(spools.get(index).and_then(|spool| spool.get(skip..)).unwrap_or_default());
                }
            }
        }
        String::from_utf8(output).expect("all formats are UTF-8")
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
#[must_use]
pub fn render(report: &Report, format: Format, style: &RenderOptions) -> String {
    match format {
        Format::Text => StreamingFormat::Text(style.text).render_all(report),
        Format::Csv => StreamingFormat::Csv { byte_order_mark: style.byte_order_mark }.render_all(report),
        Format::Ndjson => StreamingFormat::Ndjson.render_all(report),
        Format::Html => html::render_with(report, &style.page),
        Format::Grid => StreamingFormat::Grid { byte_order_mark: style.byte_order_mark }.render_all(report),
        Format::Markdown => markdown::render(report),
        Format::Json => json::render(report),
        Format::Sarif => sarif::render(report),
        Format::Junit => junit::render(report),
        Format::Github => github::render(report),
        Format::Gitlab => gitlab::render(report),
    }
}
