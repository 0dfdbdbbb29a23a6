//! Where reports go: to files, all of them whole or none at all, and to standard output.

use std::{
    env, fs,
    io::{self, IsTerminal, Read, Seek, Write},
    path::{Path, PathBuf},
    process,
    sync::{Mutex, Once, PoisonError},
};

use tempfile::{NamedTempFile, SpooledTempFile, spooled_tempfile};

use super::{CommandError, show, show_bytes};
use crate::{
    cli::Output,
    report::{
        Report,
        format::{self, Format, Style},
        stream::{Part, Stream},
        text,
    },
};

/// The forms of a report and where they go, while it is made.
pub(super) struct Outputs {
    /// Forms that are written bit by bit.
    streams: Vec<Streamed>,
    /// Forms that are written at the end.
    whole: Vec<(Format, Option<PathBuf>)>,
    style: Style,
}

/// A form that is written bit by bit, and where to.
struct Streamed {
    stream: Stream,
    /// A file beside its place; none for standard output.
    file: Option<Beside>,
    /// What its end tells again: in memory, and in a file without a name when that is much.
    again: SpooledTempFile,
    /// Whether somebody looks on.
    hurries: bool,
    /// What goes out with what comes behind it.
    pending: Vec<u8>,
}

/// So much is put aside in memory, in bytes.
const IN_MEMORY: usize = 4 << 20;

/// What has failed with the file for what is told again.
fn put_aside(error: io::Error) -> CommandError {
    CommandError::Write { path: env::temp_dir(), error }
}

/// So much goes out together, in bytes: to write every part by itself takes longer than to make it.
const TOGETHER: usize = 128 * 1024;

/// The forms that are asked for: text where nothing is.
pub(super) fn formats(outputs: &[Output]) -> impl Iterator<Item = Format> {
    outputs.iter().map(|output| output.format).chain(outputs.is_empty().then_some(Format::Text))
}

impl Outputs {
    /// Opens every output, and begins those that are written bit by bit. `blank` is a report on nothing yet.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(super) fn open(outputs: &[Output], style: Style, blank: &Report) -> Result<Self, CommandError> {
        let mut open = Self { streams: Vec::new(), whole: Vec::new(), style };
        let files = outputs.iter().map(|output| output.file.clone()).chain(outputs.is_empty().then_some(None));
        for (format, file) in formats(outputs).zip(files) {
            let Some(stream) = Stream::of(format, open.style_for(file.is_some())) else {
                open.whole.push((format, file));
                continue;
            };
            let file = file.as_deref().map(Beside::begun).transpose()?;
            let hurries = file.is_none() && io::stdout().is_terminal();
            open.streams.push(Streamed {
                stream,
                file,
                again: spooled_tempfile(IN_MEMORY),
                hurries,
                pending: Vec::new(),
            });
        }
        // Nothing is shown before every file could be begun.
        open.streams.iter_mut().try_for_each(|streamed| streamed.write(&streamed.stream.head(blank), true))?;
        Ok(open)
    }

    /// Colours are for terminals.
    fn style_for(&self, is_file: bool) -> Style {
        let look = text::Look { color: self.style.look.color && !is_file, ..self.style.look };
        Style { look, ..self.style }
    }

    /// Whether the whole report is to be kept, for a form that is written at the end.
    pub(super) fn keep(&self) -> bool {
        !self.whole.is_empty()
    }

    /// The forms that are written bit by bit.
    pub(super) fn streams(&self) -> Vec<Stream> {
        self.streams.iter().map(|streamed| streamed.stream).collect()
    }

    /// Writes what is told of one input: a part for every one of [`Outputs::streams`]. With `at_once` it goes out now,
    /// and else with what comes behind it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&mut self, parts: Vec<Part>, at_once: bool) -> Result<(), CommandError> {
        self.streams.iter_mut().zip(parts).try_for_each(|(streamed, part)| {
            streamed.again.write_all(&part.again).map_err(put_aside)?;
            streamed.write(&part.written, at_once)
        })
    }

    /// Delivers the report: first all files are written beside their places, then each is put in its place, last
    /// comes what is shown at the end.
    ///
    /// # Errors
    /// When a file cannot be written; then none of them is put in its place.
    pub(super) fn deliver(mut self, report: &Report) -> Result<(), CommandError> {
        let mut files = Vec::new();
        for mut streamed in std::mem::take(&mut self.streams) {
            let tail = streamed.stream.tail(report);
            streamed.write(&tail.before, false)?;
            if tail.again {
                streamed.tell_again()?;
            }
            streamed.write(&tail.behind, true)?;
            files.extend(streamed.file);
        }
        for (format, file) in &self.whole {
            let Some(file) = file else { continue };
            let mut beside = Beside::begun(file)?;
            beside.write(format::render(report, *format, self.style_for(true)).as_bytes())?;
            files.push(beside);
        }
        files.into_iter().try_for_each(Beside::put_in_place)?;
        let shown = self.whole.iter().find(|(_, file)| file.is_none());
        shown.map_or(Ok(()), |(format, _)| show(&format::render(report, *format, self.style)))
    }
}

impl Streamed {
    /// Writes once more what the end tells again.
    fn tell_again(&mut self) -> Result<(), CommandError> {
        self.again.rewind().map_err(put_aside)?;
        let mut piece = vec![0; TOGETHER];
        loop {
            match self.again.read(&mut piece).map_err(put_aside)? {
                0 => return Ok(()),
                length => self.write(&piece[..length], false)?,
            }
        }
    }

    fn write(&mut self, bytes: &[u8], at_once: bool) -> Result<(), CommandError> {
        self.pending.extend_from_slice(bytes);
        if !at_once && !self.hurries && self.pending.len() < TOGETHER {
            return Ok(());
        }
        match &mut self.file {
            Some(file) => file.write(&self.pending),
            None => show_bytes(&self.pending),
        }?;
        self.pending.clear();
        Ok(())
    }
}

/// Sees to it that an interrupted run leaves no file behind that is not whole. A second interruption
/// while the first is heard ends the program by itself.
fn leave_nothing_half_written() {
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
    let mut beside = Beside::begun(path)?;
    beside.write(text.as_bytes())?;
    beside.put_in_place()
}

/// A file that is not in its place yet.
struct Beside {
    file: NamedTempFile,
    place: PathBuf,
}

impl Beside {
    fn begun(place: &Path) -> Result<Self, CommandError> {
        // It takes a thread, which a run without files has no need of.
        static HANDLED: Once = Once::new();
        HANDLED.call_once(leave_nothing_half_written);
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
        let file = builder.tempfile_in(folder).map_err(failed)?;
        beside.push(file.path().to_owned());
        drop(beside);
        Ok(Self { file, place: place.to_owned() })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), CommandError> {
        self.file.write_all(bytes).map_err(|error| CommandError::Write { path: self.place.clone(), error })
    }

    fn put_in_place(self) -> Result<(), CommandError> {
        let Self { file, place } = self;
        file.persist(&place).map_err(|error| CommandError::Write { path: place, error: error.error })?;
        Ok(())
    }
}
