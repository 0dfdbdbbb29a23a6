//! Where reports go: to files, all of them whole or none at all, and to standard output.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process,
    sync::{Mutex, PoisonError},
};

use tempfile::NamedTempFile;

use super::{CommandError, show};
use crate::{
    cli::Output,
    report::{
        Report,
        format::{self, Format, Style},
        text::Look,
    },
};

/// Delivers the report in every form that is asked for: first all files are written beside their
/// places, then each is put in its place, last comes what is shown. Text is shown where nothing is
/// asked for.
///
/// # Errors
/// When a file cannot be written; then none of them is put in its place.
pub(super) fn deliver(outputs: &[Output], report: &Report, style: Style) -> Result<(), CommandError> {
    // Colours are for terminals.
    let plain = Style { look: Look { color: false, ..style.look }, ..style };
    let to_files = outputs.iter().filter_map(|one| one.file.as_deref().map(|file| (one.format, file)));
    let written: Result<Vec<_>, _> =
        to_files.map(|(format, file)| Beside::written(file, &format::render(report, format, plain))).collect();
    written?.into_iter().try_for_each(Beside::put_in_place)?;
    match shown(outputs) {
        Some(format) => show(&format::render(report, format, style)),
        None => Ok(()),
    }
}

/// The form that is shown: the one that has no file, or text where no form is asked for.
pub(super) fn shown(outputs: &[Output]) -> Option<Format> {
    let shown = outputs.iter().find(|one| one.file.is_none()).map(|one| one.format);
    shown.or(outputs.is_empty().then_some(Format::Text))
}

/// Sees to it that an interrupted run leaves no file behind that is not whole. A second interruption
/// while the first is heard ends the program by itself.
pub(super) fn leave_nothing_half_written() {
    // Without a handler the program still works; only its temporary files would stay.
    let _ = ctrlc::set_handler(|| {
        let beside = BESIDE.lock().unwrap_or_else(PoisonError::into_inner);
        for path in beside.iter() {
            let _ = fs::remove_file(path);
        }
        process::exit(INTERRUPTED);
    });
}

/// What a shell calls a program that was interrupted.
const INTERRUPTED: i32 = 130;

/// The files that are written beside their places now.
static BESIDE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Writes one file, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write_whole(path: &Path, text: &str) -> Result<(), CommandError> {
    Beside::written(path, text)?.put_in_place()
}

/// A whole file that is not in its place yet.
struct Beside {
    file: NamedTempFile,
    place: PathBuf,
}

impl Beside {
    fn written(place: &Path, text: &str) -> Result<Self, CommandError> {
        let failed = |error| CommandError::Write { path: place.to_owned(), error };
        // What a link points to is meant, not the link.
        let place = &fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        if fs::metadata(place).is_ok_and(|there| !there.is_file()) {
            // Nothing may be put in the place of a folder or a device.
            return Err(failed(io::Error::other("it is no file; shown output can be sent there with `>`")));
        }
        let folder = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        // A report is no secret: it gets the rights that any new file gets.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut beside = BESIDE.lock().unwrap_or_else(PoisonError::into_inner);
        let mut file = builder.tempfile_in(folder).map_err(failed)?;
        beside.push(file.path().to_owned());
        drop(beside);
        file.write_all(text.as_bytes()).map_err(failed)?;
        Ok(Self { file, place: place.to_owned() })
    }

    fn put_in_place(self) -> Result<(), CommandError> {
        let Self { file, place } = self;
        file.persist(&place).map_err(|error| CommandError::Write { path: place, error: error.error })?;
        Ok(())
    }
}
