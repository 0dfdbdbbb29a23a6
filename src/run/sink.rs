//! Where reports go: to files, all of them whole or none at all, and to standard output.

use std::{
    env,
    io::{self, IsTerminal, Read, Seek, Write},
    path::PathBuf,
};

use tempfile::{SpooledTempFile, spooled_tempfile};

use crate::{
    args::Output,
    error::CommandError,
    run::atomic_file::Beside,
    stdout::{show, show_bytes},
};
use mentorcheck_core::report::Report;
use mentorcheck_render::{
    Chunk,
    format::Format,
    streaming::{self, StreamingFormat},
    style::{Look, RenderOptions},
};

/// The forms of a report and where they go, while it is made.
pub(crate) struct Outputs {
    /// Forms that are written bit by bit.
    streams: Vec<Streamed>,
    /// Forms that are written at the end.
    whole: Vec<(Format, Option<PathBuf>)>,
    style: RenderOptions,
}

/// A form that is written bit by bit, and where to.
struct Streamed {
    stream: StreamingFormat,
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
pub(crate) fn formats(outputs: &[Output]) -> impl Iterator<Item = Format> {
    outputs.iter().map(|output| output.format).chain(outputs.is_empty().then_some(Format::Text))
}

impl Outputs {
    /// Opens every output, and begins those that are written bit by bit. `blank` is a report on nothing yet.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn open(outputs: &[Output], style: RenderOptions, blank: &Report) -> Result<Self, CommandError> {
        let mut open = Self { streams: Vec::new(), whole: Vec::new(), style };
        let files = outputs.iter().map(|output| output.file.clone()).chain(outputs.is_empty().then_some(None));
        for (format, file) in formats(outputs).zip(files) {
            let Some(stream) = StreamingFormat::from_format(format, open.style_for(file.is_some())) else {
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
        open.streams.iter_mut().try_for_each(|streamed| streamed.write(&streamed.stream.header(blank), true))?;
        Ok(open)
    }

    /// Colours are for terminals.
    fn style_for(&self, is_file: bool) -> RenderOptions {
        let look = Look { color: self.style.text.color && !is_file, ..self.style.text };
        RenderOptions { text: look, ..self.style }
    }

    /// Whether the whole report is to be kept, for a form that is written at the end.
    pub(crate) fn keep(&self) -> bool {
        !self.whole.is_empty()
    }

    /// The forms that are written bit by bit.
    pub(crate) fn streams(&self) -> Vec<StreamingFormat> {
        self.streams.iter().map(|streamed| streamed.stream).collect()
    }

    /// Writes what is told of one input: a part for every one of [`Outputs::streams`]. With `at_once` it goes out now,
    /// and else with what comes behind it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write(&mut self, parts: Vec<Chunk>, at_once: bool) -> Result<(), CommandError> {
        self.streams.iter_mut().zip(parts).try_for_each(|(streamed, part)| {
            streamed.again.write_all(&part.deferred).map_err(put_aside)?;
            streamed.write(&part.output, at_once)
        })
    }

    /// Delivers the report: first all files are written beside their places, then each is put in its place, last
    /// comes what is shown at the end.
    ///
    /// # Errors
    /// When a file cannot be written; then none of them is put in its place.
    pub(crate) fn deliver(mut self, report: &Report) -> Result<(), CommandError> {
        let mut files = Vec::new();
        for mut streamed in std::mem::take(&mut self.streams) {
            let tail = streamed.stream.footer(report);
            streamed.write(&tail.before, false)?;
            if tail.repeat_deferred {
                streamed.tell_again()?;
            }
            streamed.write(&tail.after, true)?;
            files.extend(streamed.file);
        }
        for (format, file) in &self.whole {
            let Some(file) = file else { continue };
            let mut beside = Beside::begun(file)?;
            beside.write(streaming::render(report, *format, self.style_for(true)).as_bytes())?;
            files.push(beside);
        }
        files.into_iter().try_for_each(Beside::put_in_place)?;
        let shown = self.whole.iter().find(|(_, file)| file.is_none());
        shown.map_or(Ok(()), |(format, _)| show(&streaming::render(report, *format, self.style)))
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
