//! Reads tables: workbooks (Office Open XML and OpenDocument) and text with separators. No file is opened here.
//!
//! Only filled cells take memory: a cell in the last column of the last row costs one cell, and a million repeated empty
//! rows cost nothing. Everything else is counted before it is stored.

mod cell;
mod dates;
mod delimited;
mod error;
mod opendocument;
mod text;
mod workbook;
mod xlsx;

pub use cell::{Area, Cell, Position};
pub use error::SheetError;
pub use text::Text;
pub use workbook::{Extent, Sheet, Workbook};

use mentorcheck_documents::{ExtractError, archive::Archive};

/// The name of workbooks in messages, until their format is known.
const FORMAT: &str = "a workbook";

/// Reads as much of each sheet as `extent` says for its name, and all of a text with separators. What the bytes hold
/// decides how they are read, not the name of a file.
///
/// # Errors
/// When the bytes are no table, are encrypted or damaged, or exceed a limit.
pub fn read_in_part(bytes: &[u8], extent: &dyn Fn(&str) -> Extent) -> Result<Workbook, SheetError> {
    if is_packed(bytes) {
        let mut archive = Archive::open(bytes, FORMAT).map_err(|error| match error {
            // The files of old versions of Excel have no archive.
            ExtractError::Malformed { .. } if !bytes.starts_with(b"PK") => SheetError::OldWorkbook,
            error => SheetError::from(error),
        })?;
        if archive.has_prefix("content.xml") {
            opendocument::read(&mut archive)
        } else {
            xlsx::read(&mut archive, extent)
        }
    } else {
        delimited::read(bytes)
    }
}

/// Reads a table with all its sheets.
///
/// # Errors
/// As [`read_in_part`].
pub fn read(bytes: &[u8]) -> Result<Workbook, SheetError> {
    read_in_part(bytes, &|_| Extent::Whole)
}

/// Whether the bytes begin as an archive does, or as an old or encrypted workbook.
fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}
