//! The forms that are written bit by bit, so that a run over any number of descriptions holds none of them: a
//! beginning, a part for each input in their order, an end. What they give together is what
//! [`render`] gives of the whole report.

use crate::{
    chunk::{Chunk, Footer},
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
}

impl StreamingFormat {
    /// Returns `None` for formats that cannot be streamed.
    #[must_use]
    pub fn from_format(format: Format, options: RenderOptions) -> Option<Self> {
        match format {
            Format::Ndjson => Some(Self::Ndjson),
            Format::Csv => Some(Self::Csv { byte_order_mark: options.byte_order_mark }),
            Format::Text => Some(Self::Text(options.text)),
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
        }
    }

    /// Renders one input, given a report without results.
    #[must_use]
    pub fn chunk(self, empty_report: &Report, result: &CheckResult) -> Chunk {
        match self {
            Self::Ndjson => {
                Chunk { output: ndjson::render_result(result, !empty_report.omits_sources), deferred: Vec::new() }
            }
            Self::Csv { .. } => {
                Chunk { output: csv::render_result(empty_report, result).into_bytes(), deferred: Vec::new() }
            }
            Self::Text(options) => text::render_result(empty_report, result, options),
        }
    }

    /// Renders the output after all chunks, given the report with its totals and the findings on suppression files.
    #[must_use]
    pub fn footer(self, report: &Report) -> Footer {
        match self {
            Self::Ndjson => Footer { after: ndjson::footer(report), ..Footer::default() },
            Self::Csv { .. } => Footer { after: csv::footer(report).into_bytes(), ..Footer::default() },
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
        let mut deferred = Vec::new();
        for result in results_by_input(report) {
            let chunk = self.chunk(report, &result);
            output.extend(chunk.output);
            deferred.extend(chunk.deferred);
        }
        let footer = self.footer(report);
        output.extend(footer.before);
        if footer.repeat_deferred {
            output.extend(deferred);
        }
        output.extend(footer.after);
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
pub fn render(report: &Report, format: Format, style: RenderOptions) -> String {
    match format {
        Format::Text => StreamingFormat::Text(style.text).render_all(report),
        Format::Csv => StreamingFormat::Csv { byte_order_mark: style.byte_order_mark }.render_all(report),
        Format::Ndjson => StreamingFormat::Ndjson.render_all(report),
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
