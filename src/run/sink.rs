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
    Chunk, Collected, FooterPart, Piece, Pieces,
    format::Format,
    streaming::StreamingFormat,
    style::{RenderOptions, TextOptions},
    xlsx::WorkbookError,
};

pub(crate) struct Sinks(Vec<StreamSink>);

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

/// Maximum size of a spool in memory, in bytes; less in tests, so that they use files.
const SPOOL_BYTES: usize = if cfg!(test) { 16 << 10 } else { 4 << 20 };

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
        options: &RenderOptions,
        empty_report: &Report,
    ) -> Result<Self, CommandError> {
        let mut sinks = Vec::new();
        let files = outputs.iter().map(|output| output.file.clone()).chain(outputs.is_empty().then_some(None));
        for (format, file) in requested_formats(outputs).zip(files) {
            let stream = StreamingFormat::new(format, &options_for(options, file.is_some()));
            let file = file.as_deref().map(AtomicFile::create).transpose()?;
            let unbuffered = file.is_none() && io::stdout().is_terminal();
            if unbuffered && !format.is_text() {
                return Err(CommandError::Usage {
                    problem: format!("{} is a file for another program", format.name()),
                    advice: "Name a file for it with `-o`.".into(),
                });
            }
            let (spools, pending, collected) = (Vec::new(), Vec::new(), Collected::new(format));
            sinks.push(StreamSink { stream, file, spools, unbuffered, pending, collected });
        }
        // Nothing is printed before every file has been created.
        sinks.iter_mut().try_for_each(|sink| sink.write(&sink.stream.header(empty_report), true))?;
        Ok(Self(sinks))
    }

    /// The formats, in the order of the chunks that [`Self::write`] takes.
    pub(crate) fn formats(&self) -> Vec<StreamingFormat> {
        self.0.iter().map(|sink| sink.stream.clone()).collect()
    }

    /// Writes the chunks of one input, one for each format; buffered unless `flush`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write(&mut self, chunks: Vec<Chunk>, flush: bool) -> Result<(), CommandError> {
        self.0.iter_mut().zip(chunks).try_for_each(|(sink, chunk)| {
            let Pieces { output, mut spooled, kept } = chunk;
            sink.collected.add(kept, &mut spooled);
            sink.spool(&spooled)?;
            sink.write(&output, flush)
        })
    }

    /// Finishes the report, given one with the totals and without results: writes all files to temporary ones, renames
    /// each into place, then prints what goes to standard output.
    ///
    /// # Errors
    /// When a file cannot be written, or an input would be replaced; then none of them is renamed.
    pub(crate) fn finish(self, summary: &Report) -> Result<(), CommandError> {
        let (files, printed): (Vec<_>, Vec<_>) = self.0.into_iter().partition(|sink| sink.file.is_some());
        let files: Vec<Option<AtomicFile>> =
            files.into_iter().map(|sink| sink.finish(summary)).collect::<Result<_, _>>()?;
        files.iter().flatten().try_for_each(AtomicFile::check)?;
        files.into_iter().flatten().try_for_each(AtomicFile::commit)?;
        printed.into_iter().try_for_each(|sink| sink.finish(summary).map(drop))
    }
}

/// The options of a format that is printed or written to a file.
fn options_for(options: &RenderOptions, is_file: bool) -> RenderOptions {
    let text = TextOptions { color: options.text.color && !is_file, ..options.text };
    RenderOptions { text, ..options.clone() }
}

impl StreamSink {
    /// Writes what follows the last input, and returns the file.
    fn finish(mut self, summary: &Report) -> Result<Option<AtomicFile>, CommandError> {
        let collected = mem::replace(&mut self.collected, Collected::new(self.stream.format()));
        for part in self.stream.footer(summary, collected).map_err(|error| workbook_error(&error))? {
            match part {
                FooterPart::Bytes(bytes) => self.write(&bytes, false)?,
                FooterPart::Spool { index, skip } => self.replay(index, skip)?,
                FooterPart::Pieces { index, pieces } => self.replay_pieces(index, &pieces)?,
            }
        }
        self.write(&[], true)?;
        Ok(self.file)
    }

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

    /// Writes parts of a spool.
    fn replay_pieces(&mut self, index: usize, pieces: &[Piece]) -> Result<(), CommandError> {
        for Piece { start, length } in pieces {
            let Some(spool) = self.spools.get_mut(index) else { return Ok(()) };
            let from = self.pending.len();
            self.pending.resize(from + *length as usize, 0);
            spool.seek(SeekFrom::Start(*start)).map_err(spool_error)?;
            spool.read_exact(&mut self.pending[from..]).map_err(spool_error)?;
            self.write(&[], false)?;
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use mentorcheck_core::{checker::Checker, input::Input, pack::built_in, report::Totals, schema::vocabulary};
    use mentorcheck_render::streaming;

    /// Descriptions with findings of every severity, several of which are in one file, and files that are none.
    fn inputs(count: usize) -> Vec<Input> {
        let texts = [
            "programme: {name: One (constructed)}\npurpose: {main: work}\n",
            "programme: {name: Two (constructed)}\n---\nprogramme: {name: Three (constructed), nme: x}\n---\n[\n",
            "programme: {name: Four (constructed)\n",
            "# mentorcheck: allow nothing/at-all\nprogramme: {name: One (constructed)}\npurpose: {main: work}\n",
            "title: none\n",
        ];
        let input = |number: usize| Input {
            is_explicit: false,
            ..Input::new(format!("folder/{number:03}.yaml"), texts[number % texts.len()])
        };
        (0..count).map(input).collect()
    }

    #[test]
    fn every_form_written_in_pieces_is_the_report_written_at_once() {
        let rules = built_in("mentoring-to-work").expect("these rules are embedded").load(vocabulary());
        let checker = Checker::builder(rules.expect("these rules hold together")).build();
        let options = RenderOptions::default();
        for count in [0, 1, 2, 5, 60] {
            // A new folder, as a file that is there could have the number of one that another test has read and removed.
            let folder = tempfile::tempdir().expect("a folder can be made");
            let outputs = Format::ALL.map(|format| Output { format, file: Some(folder.path().join(format.name())) });
            let empty_report = checker.empty_report();
            let mut sinks = Sinks::open(&outputs, &options, &empty_report).expect("the files can be written");
            let mut totals = Totals::default();
            for input in inputs(count) {
                let result = checker.check_input(input);
                let may_be_only = totals.programmes == 0;
                totals.add_result(&result);
                let chunk = |format: &StreamingFormat| format.chunk(&empty_report, &result, may_be_only);
                sinks.write(sinks.formats().iter().map(chunk).collect(), false).expect("there is room");
            }
            sinks.finish(&Report { totals, ..empty_report }).expect("there is room");
            let report = checker.check_all(inputs(count));
            assert!(report.totals.programmes >= count / 2 && report.totals.unreadable >= count / 5, "{count} inputs");
            for format in Format::ALL {
                let written = fs::read(folder.path().join(format.name())).expect("it was written");
                let whole = streaming::render(&report, format, &options).expect("it is small");
                assert!(written == whole, "{} of {count} inputs differs", format.name());
            }
        }
    }
}
