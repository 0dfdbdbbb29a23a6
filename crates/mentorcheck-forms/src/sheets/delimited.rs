//! Tables saved as text: CSV with commas or semicolons, or with tabs.

use csv::ReaderBuilder;
use mentorcheck_documents::encoding::decode_table;

use super::{
    cell::Position,
    error::SheetError,
    workbook::{Sheet, Workbook},
};

/// The separators that programs write, depending on the language of the computer.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// The most separators in a text.
const MAX_SEPARATORS: usize = 4_000_000;

/// Reads a text with separators as one sheet without a name.
///
/// # Errors
/// When it is no text, or exceeds a limit.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, SheetError> {
    let text = decode_table(bytes).map_err(|_| SheetError::NotText)?;
    if text.contains('\0') {
        return Err(SheetError::NotATable);
    }
    let (declared, text) = match text.strip_prefix("sep=") {
        // What Excel reads and writes to say which separator follows.
        Some(rest) => match rest.as_bytes() {
            [separator, b'\r' | b'\n', ..] => (Some(*separator), rest[1..].trim_start_matches(['\r', '\n'])),
            _ => (None, &*text),
        },
        None => (None, &*text),
    };
    let separator = declared.unwrap_or_else(|| find_separator(text));
    // With one kind of line end, and one at the end, lines can be counted.
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    // Empty cells take memory while their line is read.
    if memchr::memchr_iter(separator, text.as_bytes()).count() > MAX_SEPARATORS {
        return Err(SheetError::TooMany { what: "columns and rows", limit: MAX_SEPARATORS });
    }
    let mut workbook = Workbook::default();
    workbook.is_text = true;
    let mut sheet = Sheet::default();
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut row: u64 = 0;
    let mut line = 1;
    while reader.read_record(&mut record).map_err(|_| SheetError::NotATable)? {
        // The reader passes over empty lines, which are rows for other programs.
        let inside: usize = record.iter().map(|field| field.matches('\n').count()).sum();
        let read_lines = reader.position().line() - line;
        line += read_lines;
        row += read_lines.saturating_sub(inside as u64 + 1);
        let place = u32::try_from(row).map_err(|_| SheetError::TooLarge)?;
        for (column, field) in (0..).zip(&record) {
            workbook.add_cell(&mut sheet, Position::new(place, column), field.into(), false)?;
        }
        row += 1;
    }
    workbook.push(sheet)?;
    Ok(workbook)
}

/// The separator that occurs most often in the first line, outside quotation marks.
fn find_separator(text: &str) -> u8 {
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut is_quoted = false;
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'\r' | b'\n' => break,
            _ => {
                for (count, separator) in counts.iter_mut().zip(SEPARATORS) {
                    *count += usize::from(byte == separator);
                }
            }
        }
    }
    // The first of those that occur equally often.
    let best = counts.iter().zip(SEPARATORS).rev().max_by_key(|(count, _)| **count);
    best.map_or(SEPARATORS[0], |(_, separator)| separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<(String, String)> {
        let workbook = read(bytes).unwrap();
        workbook.sheets[0].cells().iter().map(|cell| (cell.position.to_string(), cell.text.to_string())).collect()
    }

    fn expected(cells: &[(&str, &str)]) -> Vec<(String, String)> {
        cells.iter().map(|(address, text)| ((*address).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn separators_and_encodings_are_found_out() {
        let table = expected(&[("A1", "a"), ("B1", "é, b"), ("A2", "one\ntwo"), ("C2", "\"c\"")]);
        for text in [
            "a,\"é, b\"\n\"one\r\ntwo\",,\"\"\"c\"\"\"\n",
            "a;\"é, b\"\r\n\"one\ntwo\";;\"\"\"c\"\"\"",
            "a\t\"é, b\"\n\"one\rtwo\"\t\t\"\"\"c\"\"\"\n",
            "\u{feff}a;é, b;\n\"one\ntwo\";;\"\"\"c\"\"\"\n",
        ] {
            assert_eq!(cells(text.as_bytes()), table, "{text}");
            let utf16: Vec<u8> = format!("\u{feff}{}", text.trim_start_matches('\u{feff}'))
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect();
            assert_eq!(cells(&utf16), table, "{text}");
        }
        assert_eq!(cells(b"a;caf\xe9\n"), expected(&[("A1", "a"), ("B1", "café")]));
        assert_eq!(cells(b"sep=|\r\na|b\n"), expected(&[("A1", "a"), ("B1", "b")]));
        assert_eq!(
            cells(b"a,b\n\n\n\"c\nd\",e\n\nf"),
            expected(&[("A1", "a"), ("B1", "b"), ("A4", "c\nd"), ("B4", "e"), ("A6", "f")])
        );
        assert_eq!(cells(b""), []);
        assert_eq!(read(b"a\0b").unwrap_err(), SheetError::NotATable);
    }
}
