//! Opens reports that are to be merged.

use std::{io::BufReader, path::Path};

use super::{
    files_read,
    read::{self, Opened},
};
use mentorcheck_core::{diagnostic::input_errors, report::Totals};
use mentorcheck_render::ndjson_reader::{self, MergedReports, ReportReadError, ReportSource};
use mentorcheck_yaml::ParseErrorKind;

/// Reports that are read from files.
pub(crate) type ReportFiles = MergedReports<BufReader<Opened>>;

/// Opens the reports.
///
/// # Errors
/// If one is invalid or cannot be opened, or they were made with different settings.
pub(crate) fn open(paths: &[impl AsRef<Path>]) -> Result<ReportFiles, ReportReadError> {
    MergedReports::new(paths.iter().map(|path| source(path.as_ref())))
}

/// Adds up the totals of several reports, from their last lines.
///
/// # Errors
/// If one is invalid or cannot be opened, or they were made with different settings.
pub(crate) fn add_totals(paths: &[impl AsRef<Path>]) -> Result<Totals, ReportReadError> {
    ndjson_reader::add_totals(paths.iter().map(|path| source(path.as_ref())))
}

fn source(path: &Path) -> Result<ReportSource<BufReader<Opened>>, ReportReadError> {
    let name = path.display().to_string();
    files_read::note(path);
    match read::open(path) {
        Ok((file, _)) => Ok(ReportSource { name, reader: BufReader::new(file), reason: read::reason }),
        Err(ParseErrorKind::Unreadable { reason }) => Err(ReportReadError::Unreadable { path: name, reason }),
        Err(other) => Err(ReportReadError::Unreadable { path: name, reason: input_errors::reason(&other) }),
    }
}
