//! `--format ndjson`: a line for each thing that is told, as soon as it is known.
//!
//! The first line (`"type": "run"`) says who judged by which rules, the last (`"type": "totals"`) how many
//! there were. Between them stand, file by file: the text that was read (`source`), each programme in it in brief
//! (`programme`), and what could not be read of it (`unreadable`); or that it describes no programme (`skipped`).
//! With the texts, every other form of the report can be made from these lines again ([`crate::commands::report`]).

use memchr::memchr3;
use serde::Serialize;

use super::{
    PackInfo, Report, Tool, Totals,
    brief::Brief,
    excerpt::{escaped, has_harmful},
};
use crate::{
    finding::Unreadable,
    pipeline::Outcome,
    source::{SourceText, every},
};

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
    /// A programme in it.
    Programme(Brief<'r>),
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
        match self {
            Self::Programme(brief) => brief.write(b"\"type\":\"programme\"", out),
            line => {
                serde_json::to_writer(&mut *out, line).expect("a report is plain data, and memory takes all of it");
            }
        }
        end(out, start);
    }
}

/// Ends the line that begins at `start`.
fn end(out: &mut Vec<u8>, start: usize) {
    if has_harmful(&out[start..]) {
        let line = String::from_utf8(out.split_off(start)).expect("JSON is written as UTF-8");
        out.extend_from_slice(escaped(line).as_bytes());
    }
    out.push(b'\n');
}

/// Writes a long text as JSON has it: the same as `serde_json` would, but whole stretches at a time (RFC 8259,
/// section 7).
fn text(text: &str, out: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    out.push(b'"');
    while let Some(at) = memchr3(b'\n', b'"', b'\\', rest) {
        plainly(&rest[..at], out);
        match rest[at] {
            b'\n' => out.extend_from_slice(b"\\n"),
            other => out.extend_from_slice(&[b'\\', other]),
        }
        rest = &rest[at + 1..];
    }
    plainly(rest, out);
    out.push(b'"');
}

/// The same without line ends, quotation marks and backslashes.
fn plainly(words: &[u8], out: &mut Vec<u8>) {
    if every(words, |byte| byte >= b' ') {
        out.extend_from_slice(words);
        return;
    }
    for byte in words {
        match byte {
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\r' => out.extend_from_slice(b"\\r"),
            0x8 => out.extend_from_slice(b"\\b"),
            0xc => out.extend_from_slice(b"\\f"),
            0..b' ' => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => out.push(*byte),
        }
    }
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
    out.extend_from_slice(b"{\"type\":\"source\",\"path\":");
    serde_json::to_writer(&mut *out, source.name()).expect("a path is plain data, and memory takes all of it");
    out.extend_from_slice(b",\"text\":");
    text(source.content(), out);
    out.push(b'}');
    end(out, start);
}

/// The lines on one input.
#[must_use]
pub fn of(outcome: &Outcome) -> Vec<u8> {
    let mut out = Vec::new();
    let texts = outcome.programmes.iter().map(|one| &one.text).chain(outcome.unreadable.iter().map(|one| &one.text));
    texts.take(1).for_each(|text| source(text, &mut out));
    outcome.programmes.iter().for_each(|one| Line::Programme(one.into()).write(&mut out));
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
    fn long_texts_are_written_as_the_library_writes_them() {
        let all: String = (0..0x300).filter_map(char::from_u32).collect();
        for words in ["", "a", "\n", "\"\"", "a: \"b\\c\"\n\tz\u{1}\u{7f}é’\n", "→\n", &all] {
            let mut out = Vec::new();
            text(words, &mut out);
            assert_eq!(String::from_utf8(out), Ok(serde_json::to_string(words).expect("it is text")), "{words:?}");
        }
    }
}
