//! `--format ndjson`: a line for each thing that is told, as soon as it is known.
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

/// One line.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Line<'r> {
    /// Who judged, and by what.
    Run {
        /// The version of the report's form.
        version: u32,
        /// The program.
        tool: &'r Tool,
        /// The rules.
        pack: &'r PackInfo,
        /// What programmes were expected to be.
        expected: &'r str,
        /// Whether a provisional verdict passes.
        accept_provisional: bool,
        /// What was supposed.
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        supposed: &'r [String],
    },
    /// A text that was read.
    Source {
        /// Its path.
        path: &'r str,
        /// Its content.
        text: &'r str,
    },
    /// A programme in it.
    Programme(&'r Brief<'r>),
    /// A file that could not be read.
    Unreadable(&'r Unreadable),
    /// A file that describes no programme.
    Skipped {
        /// Its path.
        path: &'r str,
    },
    /// A file of the policy that something is to be said of.
    Policy(&'r Unreadable),
    /// How many there were.
    Totals(&'r Totals),
}

impl Line<'_> {
    /// Writes the line, with its end.
    ///
    /// # Panics
    /// Never: a report holds nothing that JSON cannot.
    pub fn write(&self, out: &mut Vec<u8>) {
        let start = out.len();
        serde_json::to_writer(&mut *out, self).expect("a report is plain data, and memory takes all of it");
        end(out, start);
    }
}

/// Ends the line that begins at `start`.
fn end(out: &mut Vec<u8>, start: usize) {
    if has_unsafe(&out[start..]) {
        let line = String::from_utf8(out.split_off(start)).expect("JSON is written as UTF-8");
        out.extend_from_slice(escape_json(line).as_bytes());
    }
    out.push(b'\n');
}

/// The first line of a report.
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

/// Writes the line on a text that was read; there is none on a file of which nothing could be.
///
/// # Panics
/// Never: a path is plain data.
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

/// The lines on one input.
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

/// The lines behind those on inputs.
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
