//! The forms that are written bit by bit, so that a run over any number of descriptions holds none of them: a
//! beginning, a part for each input in their order, an end. What they give together is what
//! [`crate::format::render`] gives of the whole report.

use crate::{
    chunk::{Part, Tail},
    csv,
    format::Format,
    github, gitlab, grid, html, json, junit, markdown, ndjson, sarif,
    style::{Look, Style},
    text,
};
use mentorcheck_core::{
    input,
    report::{CheckResult, Report},
};

#[derive(Debug, Clone, Copy)]
pub enum Stream {
    Ndjson,
    Csv {
        /// Excel recognizes UTF-8 by its byte-order mark.
        byte_order_mark: bool,
    },
    Text(Look),
}

impl Stream {
    /// Returns `None` for formats that cannot be streamed.
    #[must_use]
    pub fn of(format: Format, style: Style) -> Option<Self> {
        match format {
            Format::Ndjson => Some(Self::Ndjson),
            Format::Csv => Some(Self::Csv { byte_order_mark: style.byte_order_mark }),
            Format::Text => Some(Self::Text(style.look)),
            _ => None,
        }
    }

    /// Renders the output before all chunks, given a report without results.
    #[must_use]
    pub fn head(self, blank: &Report) -> Vec<u8> {
        match self {
            Self::Ndjson => ndjson::head(blank),
            Self::Csv { byte_order_mark } => csv::head(blank, byte_order_mark).into_bytes(),
            Self::Text(_) => text::head(blank).into_bytes(),
        }
    }

    /// Renders one input, given a report without results.
    #[must_use]
    pub fn part(self, blank: &Report, outcome: &CheckResult) -> Part {
        match self {
            Self::Ndjson => Part { written: ndjson::of(outcome), again: Vec::new() },
            Self::Csv { .. } => Part { written: csv::part(blank, outcome).into_bytes(), again: Vec::new() },
            Self::Text(look) => text::part(blank, outcome, look),
        }
    }

    /// Renders the output after all chunks, given the report with its totals and the findings on suppression files.
    #[must_use]
    pub fn tail(self, report: &Report) -> Tail {
        match self {
            Self::Ndjson => Tail { behind: ndjson::tail(report), ..Tail::default() },
            Self::Csv { .. } => Tail { behind: csv::tail(report).into_bytes(), ..Tail::default() },
            Self::Text(look) => text::tail(report, look),
        }
    }

    /// Renders a full report at once.
    ///
    /// # Panics
    /// Never: all formats are UTF-8.
    #[must_use]
    pub fn whole(self, report: &Report) -> String {
        let mut written = self.head(report);
        let mut again = Vec::new();
        for outcome in outcomes(report) {
            let part = self.part(report, &outcome);
            written.extend(part.written);
            again.extend(part.again);
        }
        let tail = self.tail(report);
        written.extend(tail.before);
        if tail.again {
            written.extend(again);
        }
        written.extend(tail.behind);
        String::from_utf8(written).expect("all formats are UTF-8")
    }
}

/// Splits a report into the results of its inputs, in input order.
fn outcomes(report: &Report) -> Vec<CheckResult> {
    let mut outcomes: Vec<(&str, Option<usize>, CheckResult)> = Vec::new();
    let programmes = report.programmes.iter();
    // Each document of a stream has its own text, so its address identifies the input.
    let same = |text: &std::sync::Arc<mentorcheck_yaml::SourceText>| Some(std::sync::Arc::as_ptr(text) as usize);
    for programme in programmes {
        let text = same(&programme.text);
        match outcomes.last_mut().filter(|(_, last, _)| *last == text) {
            Some((_, _, outcome)) => outcome.programmes.push(programme.clone()),
            None => outcomes.push((
                &programme.path,
                text,
                CheckResult { programmes: vec![programme.clone()], ..CheckResult::default() },
            )),
        }
    }
    for file in &report.unreadable {
        let text = same(&file.text);
        match outcomes.iter_mut().find(|(_, one, _)| *one == text) {
            Some((_, _, outcome)) => outcome.unreadable = Some(file.clone()),
            None => outcomes.push((
                &file.path,
                text,
                CheckResult { unreadable: Some(file.clone()), ..CheckResult::default() },
            )),
        }
    }
    for path in &report.skipped {
        outcomes.push((path, None, CheckResult { skipped: Some(path.clone()), ..CheckResult::default() }));
    }
    outcomes.sort_by(|(one, ..), (other, ..)| input::order(one, other));
    outcomes.into_iter().map(|(.., outcome)| outcome).collect()
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
