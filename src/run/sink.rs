//! Output sinks of a run: atomically written files, and standard output.

use std::{
    env,
    io::{self, IsTerminal, Read, Seek, SeekFrom, Write},
    mem,
};

use tempfile::{SpooledTempFile, spooled_tempfile};

use crate::{args::Output, error::CommandError, run::atomic_file::AtomicFile, stdout::print_bytes};
use mentorcheck_core::report::Report;
use mentorcheck_render::{
    Chunk, Collected, FooterPart,
    format::Format,
    streaming::{self, StreamingFormat},
    style::{RenderOptions, TextOptions},
    xlsx::WorkbookError,
};

pub(crate) struct Sinks {
    streams: Vec<StreamSink>,
    /// Formats written at the end; without a file, to standard output.
    full_report_formats: Vec<(Format, Option<AtomicFile>)>,
    options: RenderOptions,
}

struct StreamSink {
    stream: StreamingFormat,
    /// `None`: standard output.
    file: Option<AtomicFile>,
    /// What the footer repeats; each becomes an unnamed temporary file above `SPOOL_BYTES`.
    spools: Vec<SpooledTempFile>,
    /// Standard output is a terminal.
    unbuffered: bool,
    pending: Vec<u8>,
    /// What the footer is made from.
    collected: Collected,
}

/// Maximum size of a spool in memory, in bytes.
const SPOOL_BYTES: usize = 4 << 20;

fn workbook_error(error: &WorkbookError) -> CommandError {
    CommandError::Usage { problem: error.to_string(), advice: "Check fewer programmes at once.".into() }
}

fn spool_error(error: io::Error) -> CommandError {
    CommandError::Write { path: env::temp_dir(), error }
}

/// Minimum size of writes, in bytes; writing every chunk takes longer than rendering it.
const FLUSH_BYTES: usize = 128 * 1024;

/// The requested formats; text by default.
pub(crate) fn requested_formats(outputs: &[Output]) -> impl Iterator<Item = Format> {
    outputs.iter().map(|output| output.format).chain(outputs.is_empty().then_some(Format::Text))
}

impl Sinks {
    /// Opens every output and writes the headers of streaming formats.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn open(
        outputs: &[Output],
        options: RenderOptions,
        empty_report: &Report,
    ) -> Result<Self, CommandError> {
        let mut sinks = Self { streams: Vec::new(), full_report_formats: Vec::new(), options };
        let files = outputs.iter().map(|output| output.file.clone()).chain(outputs.is_empty().then_some(None));
        for (format, file) in requested_formats(outputs).zip(files) {
            let Some(stream) = StreamingFormat::from_format(format, &sinks.options_for(file.is_some())) else {
                sinks.full_report_formats.push((format, file.as_deref().map(AtomicFile::create).transpose()?));
                continue;
            };
            let file = file.as_deref().map(AtomicFile::create).transpose()?;
            let unbuffered = file.is_none() && io::stdout().is_terminal();
            if unbuffered && !format.is_text() {
                return Err(CommandError::Usage {
                    problem: format!("{} is a file for another program", format.name()),
                    advice: "Name a file for it with `-o`.".into(),
                });
            }
            let (spools, pending, collected) = (Vec::new(), Vec::new(), Collected::default());
            sinks.streams.push(StreamSink { stream, file, spools, unbuffered, pending, collected });
        }
        // Nothing is printed before every file has been created.
        sinks.streams.iter_mut().try_for_each(|sink| sink.write(&sink.stream.header(empty_report), true))?;
        Ok(sinks)
    }

    fn options_for(&self, is_file: bool) -> RenderOptions {
        let text = TextOptions { color: self.options.text.color && !is_file, ..self.options.text };
        RenderOptions { text, ..self.options.clone() }
    }

    pub(crate) fn needs_full_report(&self) -> bool {
        !self.full_report_formats.is_empty()
    }

    pub(crate) fn streams(&self) -> Vec<StreamingFormat> {
        self.streams.iter().map(|sink| sink.stream).collect()
    }

    /// Writes the chunks of one input, one for each streaming format; buffered unless `at_once`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write(&mut self, chunks: Vec<Chunk>, flush: bool) -> Result<(), CommandError> {
        self.streams.iter_mut().zip(chunks).try_for_each(|(sink, chunk)| {
            sink.spool(&chunk.spooled)?;
            sink.collected.add(chunk.collected);
            sink.write(&chunk.output, flush)
        })
    }

    /// Finishes the report: writes all files to temporary ones, renames each into place, then prints what goes to
    /// standard output. Streaming formats have written the results, and need only the `summary`, which has none.
    ///
    /// # Errors
    /// When a file cannot be written, or an input would be replaced; then none of them is renamed.
    pub(crate) fn finish(mut self, summary: &Report, report: &Report) -> Result<(), CommandError> {
        let mut files = Vec::new();
        for mut sink in mem::take(&mut self.streams) {
            let collected = mem::take(&mut sink.collected);
            for part in sink.stream.footer(summary, collected).map_err(|error| workbook_error(&error))? {
                match part {
                    FooterPart::Bytes(bytes) => sink.write(&bytes, false)?,
                    FooterPart::Spool { index, skip } => sink.replay(index, skip)?,
                }
            }
            sink.write(&[], true)?;
            files.extend(sink.file);
        }
        let mut stdout_format = None;
        for (format, file) in mem::take(&mut self.full_report_formats) {
            let Some(mut file) = file else {
                stdout_format = Some(format);
                continue;
            };
            file.write(
                &streaming::render(report, format, &self.options_for(true)).map_err(|error| workbook_error(&error))?,
            )?;
            files.push(file);
        }
        files.iter().try_for_each(AtomicFile::check)?;
        files.into_iter().try_for_each(AtomicFile::commit)?;
        stdout_format.map_or(Ok(()), |format| {
            print_bytes(&streaming::render(report, format, &self.options).map_err(|error| workbook_error(&error))?)
        })
    }
}

impl StreamSink {
    /// Keeps pieces for the footer.
    fn spool(&mut self, pieces: &[Vec<u8>]) -> Result<(), CommandError> {
        self.spools.resize_with(self.spools.len().max(pieces.len()), || spooled_tempfile(SPOOL_BYTES));
        let mut pieces = self.spools.iter_mut().zip(pieces);
        pieces.try_for_each(|(spool, bytes)| spool.write_all(bytes)).map_err(spool_error)
    }

    /// Writes a spool without its first `skip` bytes.
    fn replay(&mut self, index: usize, skip: usize) -> Result<(), CommandError> {
        // Nothing was kept if there was no input.
        let Some(mut spool) = self.spools.get_mut(index).map(|spool| mem::replace(spool, spooled_tempfile(0))) else {
            return Ok(());
        };
        spool.seek(SeekFrom::Start(skip as u64)).map_err(spool_error)?;
        let mut buffer = vec![0; FLUSH_BYTES];
        loop {
            match spool.read(&mut buffer).map_err(spool_error)? {
                0 => return Ok(()),
                length => self.write(&buffer[..length], false)?,
            }
        }
    }

    fn write(&mut self, bytes: &[u8], flush: bool) -> Result<(), CommandError> {
        self.pending.extend_from_slice(bytes);
        if !flush && !self.unbuffered && self.pending.len() < FLUSH_BYTES {
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
