//! The outputs of a run: files, which are written completely or not at all, and standard output.

use std::{
    env,
    io::{self, IsTerminal, Read, Seek, Write},
    path::PathBuf,
};

use tempfile::{SpooledTempFile, spooled_tempfile};

use crate::{
    args::Output,
    error::CommandError,
    run::atomic_file::AtomicFile,
    stdout::{print, print_bytes},
};
use mentorcheck_core::report::Report;
use mentorcheck_render::{
    Chunk,
    format::Format,
    streaming::{self, StreamingFormat},
    style::{RenderOptions, TextOptions},
};

pub(crate) struct Sinks {
    streams: Vec<StreamSink>,
    /// Formats that are written at the end.
    whole: Vec<(Format, Option<PathBuf>)>,
    style: RenderOptions,
}

struct StreamSink {
    stream: StreamingFormat,
    /// None for standard output.
    file: Option<AtomicFile>,
    /// Chunks that the footer repeats; spooled to a temporary file when they are large.
    deferred: SpooledTempFile,
    /// Standard output is a terminal.
    unbuffered: bool,
    pending: Vec<u8>,
}

/// How much is spooled in memory, in bytes.
const SPOOL_BYTES: usize = 4 << 20;

fn spool_error(error: io::Error) -> CommandError {
    CommandError::Write { path: env::temp_dir(), error }
}

/// The size of writes, in bytes: writing every chunk by itself takes longer than rendering it.
const FLUSH_BYTES: usize = 128 * 1024;

/// The requested formats; text by default.
pub(crate) fn formats(outputs: &[Output]) -> impl Iterator<Item = Format> {
    outputs.iter().map(|output| output.format).chain(outputs.is_empty().then_some(Format::Text))
}

impl Sinks {
    /// Opens every output and writes the headers of streaming formats.
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
            let file = file.as_deref().map(AtomicFile::create).transpose()?;
            let hurries = file.is_none() && io::stdout().is_terminal();
            open.streams.push(StreamSink {
                stream,
                file,
                deferred: spooled_tempfile(SPOOL_BYTES),
                unbuffered: hurries,
                pending: Vec::new(),
            });
        }
        // Nothing is printed before every file has been created.
        open.streams.iter_mut().try_for_each(|streamed| streamed.write(&streamed.stream.header(blank), true))?;
        Ok(open)
    }

    fn style_for(&self, is_file: bool) -> RenderOptions {
        let look = TextOptions { color: self.style.text.color && !is_file, ..self.style.text };
        RenderOptions { text: look, ..self.style }
    }

    pub(crate) fn needs_full_report(&self) -> bool {
        !self.whole.is_empty()
    }

    pub(crate) fn streams(&self) -> Vec<StreamingFormat> {
        self.streams.iter().map(|streamed| streamed.stream).collect()
    }

    /// Writes the chunks of one input, one for each streaming format; buffered unless `at_once`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write(&mut self, parts: Vec<Chunk>, at_once: bool) -> Result<(), CommandError> {
        self.streams.iter_mut().zip(parts).try_for_each(|(streamed, part)| {
            streamed.deferred.write_all(&part.deferred).map_err(spool_error)?;
            streamed.write(&part.output, at_once)
        })
    }

    /// Finishes the report: writes all files to temporary ones, renames each into place, then prints what goes to
    /// standard output.
    ///
    /// # Errors
    /// When a file cannot be written; then none of them is renamed.
    pub(crate) fn finish(mut self, report: &Report) -> Result<(), CommandError> {
        let mut files = Vec::new();
        for mut streamed in std::mem::take(&mut self.streams) {
            let tail = streamed.stream.footer(report);
            streamed.write(&tail.before, false)?;
            if tail.repeat_deferred {
                streamed.replay_deferred()?;
            }
            streamed.write(&tail.after, true)?;
            files.extend(streamed.file);
        }
        for (format, file) in &self.whole {
            let Some(file) = file else { continue };
            let mut beside = AtomicFile::create(file)?;
            beside.write(streaming::render(report, *format, self.style_for(true)).as_bytes())?;
            files.push(beside);
        }
        files.into_iter().try_for_each(AtomicFile::commit)?;
        let shown = self.whole.iter().find(|(_, file)| file.is_none());
        shown.map_or(Ok(()), |(format, _)| print(&streaming::render(report, *format, self.style)))
    }
}

impl StreamSink {
    fn replay_deferred(&mut self) -> Result<(), CommandError> {
        self.deferred.rewind().map_err(spool_error)?;
        let mut piece = vec![0; FLUSH_BYTES];
        loop {
            match self.deferred.read(&mut piece).map_err(spool_error)? {
                0 => return Ok(()),
                length => self.write(&piece[..length], false)?,
            }
        }
    }

    fn write(&mut self, bytes: &[u8], at_once: bool) -> Result<(), CommandError> {
        self.pending.extend_from_slice(bytes);
        if !at_once && !self.unbuffered && self.pending.len() < FLUSH_BYTES {
            return Ok(());
        }
        match &mut self.file {
            Some(file) => file.write(&self.pending),
            None => print_bytes(&self.pending),
        }?;
        self.pending.clear();
        Ok(())
    }
}
