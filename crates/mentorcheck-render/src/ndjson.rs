//! `--format ndjson`: one JSON object per line, written as soon as its input is evaluated.
//!
//! The first line (`"type": "run"`) gives the tool, the pack and the settings, the last (`"type": "totals"`) the totals.
//! Between them, file by file: its text (`source`), a summary of each programme (`programme`) and parse errors
//! (`unreadable`); or that it describes no programme (`skipped`). Every other format can be rendered from these lines,
//! because the texts are among them (`report merge`).

use serde::Serialize;

use mentorcheck_core::{
    diagnostic::FileDiagnostics,
    report::{
        CheckResult, PackInfo, Report, Tool, Totals,
        summary::{Event, ProgrammeSummary},
    },
    sanitize::{escape_json, has_unsafe},
    skip::SkippedFile,
};
use mentorcheck_yaml::{Origin, SourceFile};

#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Record<'r> {
    /// Tool, pack and settings of the run.
    Run {
        version: u32,
        tool: &'r Tool,
        pack: &'r PackInfo,
        expected: &'r str,
        accept_provisional: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        configuration: Option<&'r str>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        supposed: &'r [String],
        /// Whether the texts of descriptions are left out; such a report cannot be merged.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        omits_sources: bool,
    },
    /// A text that was read.
    Source {
        path: &'r str,
        /// Its content.
        text: &'r str,
        /// The form that the text was made from.
        #[serde(skip_serializing_if = "Option::is_none")]
        form: Option<&'r Origin>,
    },
    Programme(&'r ProgrammeSummary<'r>),
    Unreadable(&'r FileDiagnostics),
    /// A file that is not a description.
    Skipped(&'r SkippedFile),
    /// Findings on a suppression file.
    Policy(&'r FileDiagnostics),
    Totals(&'r Totals),
}

impl Record<'_> {
    /// Writes the line with its line feed.
    ///
    /// # Panics
    /// Never: reports are always serializable.
    pub fn write(&self, out: &mut Vec<u8>) {
        let start = out.len();
        serde_json::to_writer(&mut *out, self).expect("reports are serializable and a Vec accepts all bytes");
        finish_line(out, start);
    }
}

/// Escapes unsafe characters in the line that begins at `start` and appends a line feed.
fn finish_line(out: &mut Vec<u8>, start: usize) {
    if has_unsafe(&out[start..]) {
        let line = String::from_utf8(out.split_off(start)).expect("JSON is UTF-8");
        out.extend_from_slice(escape_json(line).as_bytes());
    }
    out.push(b'\n');
}

/// Renders the `run` line.
#[must_use]
pub fn header(report: &Report) -> Vec<u8> {
    let mut out = Vec::new();
    let record = Record::Run {
        version: report.version,
        tool: &report.tool,
        pack: &report.pack,
        expected: &report.expected,
        accept_provisional: report.accept_provisional,
        configuration: report.configuration.as_deref(),
        supposed: &report.supposed,
        omits_sources: report.omits_sources,
    };
    record.write(&mut out);
    out
}

/// Writes the `source` line; none for an empty text.
///
/// # Panics
/// Never: paths are always serializable.
pub fn write_source(file: &SourceFile, out: &mut Vec<u8>) {
    if file.content().is_empty() {
        return;
    }
    let start = out.len();
    let line = Record::Source { path: file.name(), text: file.content(), form: file.origin() };
    serde_json::to_writer(&mut *out, &line).expect("a text is plain data, and memory takes all of it");
    finish_line(out, start);
}

/// Writes the line for one event.
pub fn event(event: &Event<'_>, out: &mut Vec<u8>) {
    match event {
        Event::Source(text) => write_source(text, out),
        Event::Programme(programme) => Record::Programme(programme).write(out),
        Event::Unreadable(file) => Record::Unreadable(file).write(out),
        Event::Skipped(file) => Record::Skipped(file).write(out),
    }
}

/// Renders the lines of one input, with or without its text.
#[must_use]
pub fn render_result(result: &CheckResult, with_source: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let texts = result
        .programmes
        .iter()
        .map(|programme| &programme.text)
        .chain(result.unreadable.iter().map(|file| &file.file));
    texts.take(usize::from(with_source)).for_each(|text| write_source(text, &mut out));
    result.programmes.iter().for_each(|programme| Record::Programme(&programme.into()).write(&mut out));
    result.unreadable.iter().for_each(|file| Record::Unreadable(file).write(&mut out));
    result.skipped.iter().for_each(|file| Record::Skipped(file).write(&mut out));
    out
}

/// Renders the lines after all inputs.
#[must_use]
pub fn footer(report: &Report) -> Vec<u8> {
    let mut out = Vec::new();
    report.policy.iter().for_each(|file| Record::Policy(file).write(&mut out));
    out.extend(totals(&report.totals));
    out
}

/// Renders the last line.
#[must_use]
pub fn totals(totals: &Totals) -> Vec<u8> {
    let mut out = Vec::new();
    Record::Totals(totals).write(&mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_line_matches_serde_json() {
        let all: String = (0..0x300).filter_map(char::from_u32).filter(|character| !character.is_control()).collect();
        for text in ["a", "\n", "\"\"", "a: \"b\\c\"\r\n\tz\u{1}é’\n", "a\rb\n\nc", "→\n", &all] {
            let mut out = Vec::new();
            write_source(&SourceFile::new("a\"b", text), &mut out);
            let expected = serde_json::json!({"type": "source", "path": "a\"b", "text": text});
            assert_eq!(String::from_utf8(out), Ok(format!("{expected}\n")), "{text:?}");
        }
    }
}
