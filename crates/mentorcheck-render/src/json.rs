//! `--format json`: the report as defined by `schemas/report.schema.json`.

use std::io;

use serde::Serialize;
use serde_json::{
    Serializer,
    ser::{Formatter, PrettyFormatter},
};

use crate::chunk::{FooterPart, Pieces};
use mentorcheck_core::{
    report::{CheckResult, Report},
    sanitize::escape_json,
};

/// The lists of a report that grow with the number of inputs, by spool: their keys.
const LISTS: [&str; 3] = ["programmes", "skipped", "unreadable"];

/// Between two items of a list.
const SEPARATOR: &str = ",\n    ";

/// Renders the report as indented JSON with a final line feed.
#[must_use]
pub fn render(report: &Report) -> String {
    to_pretty_json(report)
}

/// Renders the items of one input, each after a separator, into the spools of their lists.
pub(crate) fn render_result(result: &CheckResult) -> Pieces<()> {
    let programmes = result.programmes.iter().flat_map(item).collect();
    let skipped = result.skipped.as_ref().map(item).unwrap_or_default();
    let unreadable = result.unreadable.as_ref().map(item).unwrap_or_default();
    Pieces::kept(vec![programmes, skipped, unreadable], ())
}

/// Renders the report around the spooled lists, given a report without results.
pub(crate) fn footer(report: &Report) -> Vec<FooterPart> {
    let totals = &report.totals;
    let counts = [totals.programmes, totals.skipped, totals.unreadable];
    let mut rest = to_pretty_json(report);
    let mut parts = Vec::new();
    for (index, key) in LISTS.into_iter().enumerate() {
        // Only keys of the report itself are indented by two spaces, and a string has no line feed.
        let empty_list = format!("\n  \"{key}\": []");
        let Some((before, after)) = rest.split_once(&empty_list).filter(|_| counts[index] > 0) else { continue };
        parts.push(FooterPart::text(format!("{before}\n  \"{key}\": [\n    ")));
        parts.push(FooterPart::Spool { index, skip: SEPARATOR.len() });
        rest = format!("\n  ]{after}");
    }
    parts.push(FooterPart::text(rest));
    parts
}

/// An item of a list after a separator, indented as in the report.
fn item(data: &impl Serialize) -> Vec<u8> {
    // The item is two levels deep: in a list of the report. What these levels begin with is not written.
    let mut formatter = PrettyFormatter::new();
    for _ in 0..2 {
        formatter.begin_array(&mut io::sink()).expect("nothing is written");
    }
    let mut text = SEPARATOR.as_bytes().to_vec();
    let mut serializer = Serializer::with_formatter(&mut text, formatter);
    data.serialize(&mut serializer).expect("data is serializable");
    escape_json(String::from_utf8(text).expect("JSON is UTF-8")).into_bytes()
}

/// Renders `data` as indented JSON with a final line feed and unsafe characters escaped.
///
/// # Panics
/// If `data` cannot be serialized, for example a map with keys that are not strings.
#[must_use]
pub fn to_pretty_json(data: &impl Serialize) -> String {
    let mut text = escape_json(serde_json::to_string_pretty(data).expect("data is serializable"));
    text.push('\n');
    text
}
