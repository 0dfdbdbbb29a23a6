//! `--format ndjson`: one JSON object per line, written as soon as its input is evaluated.
//!
//! The first line (`"type": "run"`) says who judged by which rules, the last (`"type": "totals"`) how many
//! there were. Between them stand, file by file: the text that was read (`source`), each programme in it in brief
//! (`programme`), and what could not be read of it (`unreadable`); or that it describes no programme (`skipped`).
//! With the texts, every other form of the report can be made from these lines again ([`mentorcheck::commands::merge`]).

use serde::Serialize;

use mentorcheck_core::{
    diagnostic::Unreadable,
    report::{
        CheckResult, PackInfo, Report, Tool, Totals,
        summary::{Brief, Event},
    },
    sanitize::{escape_json, has_unsafe},
};
use mentorcheck_yaml::SourceText;

#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Line<'r> {
    /// Tool, pack and settings of the run.
    Run {
        version: u32,
        tool: &'r Tool,
        pack: &'r PackInfo,
        expected: &'r str,
        accept_provisional: bool,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        supposed: &'r [String],
    },
    /// A text that was read.
    Source {
        path: &'r str,
        /// Its content.
        text: &'r str,
    },
    Programme(&'r Brief<'r>),
    Unreadable(&'r Unreadable),
    /// A file that describes no programme.
    Skipped {
        /// Its path.
        path: &'r str,
    },
    /// Findings on a suppression file.
    Policy(&'r Unreadable),
    Totals(&'r Totals),
}

impl Line<'_> {
    /// Writes the line with its line feed.
    ///
    /// # Panics
    /// Never: reports are always serializable.
    pub fn write(&self, out: &mut Vec<u8>) {
        let start = out.len();
        serde_json::to_writer(&mut *out, self).expect("reports are serializable and a Vec accepts all bytes");
        end(out, start);
    }
}

/// Escapes unsafe characters in the line that begins at `start` and appends a line feed.
fn end(out: &mut Vec<u8>, start: usize) {
    if has_unsafe(&out[start..]) {
        let line = String::from_utf8(out.split_off(start)).expect("JSON is UTF-8");
        out.extend_from_slice(escape_json(line).as_bytes());
    }
    out.push(b'\n');
}

/// Renders the `run` line.
#[must_use]
pub fn head(report: &Report) -> Vec<u8> {
    let mut out = Vec::new();
    let run = Line::Run {
        version: report.version,
        tool: &report.tool,
        pack: &report.pack,
        expected: &report.expected,
        accept_provisional: report.accept_provisional,
        supposed: &report.supposed,
    };
    run.write(&mut out);
    out
}

/// Writes the `source` line; none for an empty text.
///
/// # Panics
/// Never: paths are always serializable.
pub fn source(source: &SourceText, out: &mut Vec<u8>) {
    if source.content().is_empty() {
        return;
    }
    let start = out.len();
    let line = Line::Source { path: source.name(), text: source.content() };
    serde_json::to_writer(&mut *out, &line).expect("a text is plain data, and memory takes all of it");
    end(out, start);
}

/// Writes the line for one event.
pub fn event(event: &Event<'_>, out: &mut Vec<u8>) {
    match event {
        Event::Source(text) => source(text, out),
        Event::Programme(programme) => Line::Programme(programme).write(out),
        Event::Unreadable(file) => Line::Unreadable(file).write(out),
        Event::Skipped(path) => Line::Skipped { path }.write(out),
    }
}

/// Renders the lines of one input.
#[must_use]
pub fn of(outcome: &CheckResult) -> Vec<u8> {
    let mut out = Vec::new();
    let texts = outcome.programmes.iter().map(|one| &one.text).chain(outcome.unreadable.iter().map(|one| &one.text));
    texts.take(1).for_each(|text| source(text, &mut out));
    outcome.programmes.iter().for_each(|one| Line::Programme(&one.into()).write(&mut out));
    outcome.unreadable.iter().for_each(|one| Line::Unreadable(one).write(&mut out));
    outcome.skipped.iter().for_each(|path| Line::Skipped { path }.write(&mut out));
    out
}

/// Renders the lines after all inputs.
#[must_use]
pub fn tail(report: &Report) -> Vec<u8> {
    let mut out = Vec::new();
    report.policy.iter().for_each(|one| Line::Policy(one).write(&mut out));
    Line::Totals(&report.totals).write(&mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_written_as_the_library_writes_them() {
        let all: String = (0..0x300).filter_map(char::from_u32).filter(|letter| !letter.is_control()).collect();
        for words in ["a", "\n", "\"\"", "a: \"b\\c\"\r\n\tz\u{1}é’\n", "a\rb\n\nc", "→\n", &all] {
            let mut out = Vec::new();
            source(&SourceText::new("a\"b", words), &mut out);
            let expected = serde_json::json!({"type": "source", "path": "a\"b", "text": words});
            assert_eq!(String::from_utf8(out), Ok(format!("{expected}\n")), "{words:?}");
        }
    }
}
