//! `--format json`: the report as defined by `schemas/report.schema.json`.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Serializer, ser::Formatter};

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
    // Two levels deep: in a list of the report.
    append_json(SEPARATOR, data, 2).into_bytes()
}

/// A text with indented JSON after it, that begins at a level of a larger one. Unsafe characters are escaped.
fn append_json(text: &str, data: &impl Serialize, level: usize) -> String {
    let mut text = text.as_bytes().to_vec();
    let mut serializer = Serializer::with_formatter(&mut text, Indentation { level, has_value: false });
    data.serialize(&mut serializer).expect("data is serializable");
    escape_json(String::from_utf8(text).expect("JSON is UTF-8"))
}

/// Writes JSON as `PrettyFormatter` of `serde_json` does, from any level on, and the indentation of a line at once.
struct Indentation {
    level: usize,
    has_value: bool,
}

impl Indentation {
    fn begin<W: Write + ?Sized>(&mut self, bracket: u8, out: &mut W) -> io::Result<()> {
        self.level += 1;
        self.has_value = false;
        out.write_all(&[bracket])
    }

    fn end<W: Write + ?Sized>(&mut self, bracket: u8, out: &mut W) -> io::Result<()> {
        self.level -= 1;
        if self.has_value {
            self.new_line(b"\n", out)?;
        }
        out.write_all(&[bracket])
    }

    fn new_line<W: Write + ?Sized>(&self, before: &[u8], out: &mut W) -> io::Result<()> {
        const SPACES: [u8; 64] = [b' '; 64];
        out.write_all(before)?;
        let mut width = 2 * self.level;
        while width > 0 {
            let part = width.min(SPACES.len());
            out.write_all(&SPACES[..part])?;
            width -= part;
        }
        Ok(())
    }

    fn value<W: Write + ?Sized>(&self, is_first: bool, out: &mut W) -> io::Result<()> {
        self.new_line(if is_first { b"\n" } else { b",\n" }, out)
    }
}

impl Formatter for Indentation {
    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(b'[', out)
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(b']', out)
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        self.value(is_first, out)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(b'{', out)
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(b'}', out)
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        self.value(is_first, out)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}

/// Renders `data` as indented JSON with a final line feed and unsafe characters escaped.
///
/// # Panics
/// If `data` cannot be serialized, for example a map with keys that are not strings.
#[must_use]
pub fn to_pretty_json(data: &impl Serialize) -> String {
    append_json("", data, 0) + "\n"
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn items_are_indented_as_in_a_whole_report() {
        let deep = (0..40).fold(json!("deep"), |inner, _| json!([inner]));
        for value in [json!({"a": [], "b": {}, "c": [1, {"d": null}], "e": "x\ny"}), json!([]), json!(1), deep] {
            let whole = json!({"list": [value]});
            let pretty = serde_json::to_string_pretty(&whole).unwrap() + "\n";
            let whole = to_pretty_json(&whole);
            assert_eq!(whole, pretty);
            let item = String::from_utf8(item(&value)).unwrap();
            let item = item.trim_start_matches(',');
            assert_eq!(whole, format!("{{\n  \"list\": [{item}\n  ]\n}}\n"));
        }
    }
}
