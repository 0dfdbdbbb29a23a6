//! `--format xlsx`: a workbook about a portfolio, with sheets to read, to filter, to print and to decide on.
//!
//! Of each programme only the texts of its rows are kept until all are known, because the sheets are in the order of the
//! answers. Nothing in a workbook is computed or linked: every text is a text, whatever it begins with.

mod collected_rows;
mod programme_rows;
mod sheet;
mod workbook;

pub use collected_rows::{CollectedRows, MAX_PROGRAMMES};
pub use programme_rows::ProgrammeRows;
pub use workbook::{WorkbookError, write};

pub(crate) use sheet::{Cell, Column, Formats, Sheet};
pub(crate) use workbook::new_workbook;

use crate::style::PageOptions;
use mentorcheck_core::report::{CheckResult, Report};

/// The rows of one input, given a report with the rules; the report needs no results.
#[must_use]
pub fn render_result(report: &Report, result: &CheckResult) -> Vec<ProgrammeRows> {
    let programmes = result.programmes.iter().map(|programme| ProgrammeRows::new(report, programme));
    programmes.chain(result.unreadable.iter().map(|file| ProgrammeRows::of_file(report, file))).collect()
}

/// The bytes of the workbook about a whole report. Equal reports give equal bytes.
///
/// # Errors
/// When the workbook would be larger than the format allows.
pub fn render(report: &Report) -> Result<Vec<u8>, WorkbookError> {
    let programmes = report.programmes.iter().map(|programme| ProgrammeRows::new(report, programme));
    let unreadable = report.unreadable.iter().map(|file| ProgrammeRows::of_file(report, file));
    let mut rows = CollectedRows::default();
    rows.extend(programmes.chain(unreadable).collect());
    write(report, rows, &PageOptions::default())
}
