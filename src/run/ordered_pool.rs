//! Runs work in parallel and emits results in input order.
//!
//! Workers pull inputs from a shared iterator and submit results to a reorder buffer; the worker that fills the head of
//! the buffer drains it in order. Back-pressure: at most `MAX_IN_FLIGHT` inputs past the next one to emit.

use std::{
    collections::BTreeMap,
    io::{self, BufReader},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    error::CommandError,
    input::{json_lines::JsonLines, stdin_stream::DocumentStream, walk::InputFile},
};
use mentorcheck_core::{input::Input, skip::SkippedFile};
use mentorcheck_render::ndjson_reader::{InputRecord, ReportReadError};

/// Maximum distance of a worker from the next result to emit, in inputs.
const MAX_IN_FLIGHT: usize = 256;

/// The stack of a worker in bytes.
const STACK: usize = 4 * 1024 * 1024;

#[derive(Debug)]
pub(crate) enum WorkItem {
    /// A file, not yet opened.
    File(InputFile),
    /// A file that is not to be opened.
    Skipped(SkippedFile),
    /// A document of a stream.
    Document(Input),
    /// A result recorded in an NDJSON report.
    Recorded(Result<InputRecord, ReportReadError>),
}

/// Yields one item per file, and one per document or line of standard input; after `limit` documents, an error.
pub(crate) fn expand_stdin(
    files: impl Iterator<Item = InputFile> + Send,
    limit: Option<usize>,
    as_json_lines: bool,
) -> impl Iterator<Item = WorkItem> + Send {
    files.flat_map(move |file| -> Box<dyn Iterator<Item = WorkItem> + Send> {
        if file.is_stdin() && as_json_lines {
            let lines = JsonLines::new(BufReader::new(io::stdin()), file.path);
            Box::new(lines.map(WorkItem::Document))
        } else if file.is_stdin() {
            let stream = DocumentStream::new(BufReader::new(io::stdin()), limit);
            let path = file.path;
            Box::new(stream.map(move |input| WorkItem::Document(Input { path: path.clone(), ..input })))
        } else {
            Box::new(std::iter::once(match file.skip() {
                Some(reason) => WorkItem::Skipped(SkippedFile { path: file.path, reason }),
                None => WorkItem::File(file),
            }))
        }
    })
}

/// Runs `work` on every input and emits the results in input order. Shows progress if standard error is a terminal.
///
/// # Errors
/// The first error of `emit`; no further work is started then.
pub(crate) fn for_each_ordered<T: Send>(
    inputs: impl Iterator<Item = WorkItem> + Send,
    work: impl Fn(WorkItem) -> T + Sync,
    emit: impl FnMut(T) -> Result<(), CommandError> + Send,
) -> Result<(), CommandError> {
    let mut inputs = inputs.enumerate().peekable();
    let mut buffer = ReorderBuffer::new(emit);
    // Starting threads takes longer than checking a single input.
    if let Some((index, first)) = inputs.next() {
        buffer.submit(index, work(first));
    }
    if buffer.cancelled || inputs.peek().is_none() {
        return buffer.result();
    }
    let (inputs, shared_buffer, advanced) = (Mutex::new(inputs), Mutex::new(buffer), Condvar::new());
    let worker = || {
        let _cancel_guard = CancelOnPanic { buffer: &shared_buffer, advanced: &advanced };
        loop {
            let Some((index, input)) = lock(&inputs).next() else { break };
            if !ReorderBuffer::wait_for_capacity(&shared_buffer, &advanced, index) {
                break;
            }
            let result = work(input);
            let mut buffer = lock(&shared_buffer);
            buffer.submit(index, result);
            if buffer.waiting > 0 {
                advanced.notify_all();
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    thread::scope(|scope| {
        // A size of our own, since one given by the environment may be absurd. Threads that cannot start are done without.
        let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker);
        let _ = (1..cores).map(spawn).find(Result::is_err);
        worker();
    });
    shared_buffer.into_inner().unwrap_or_else(PoisonError::into_inner).result()
}

/// Holds results until all before them have been emitted.
struct ReorderBuffer<T, F> {
    emit: F,
    /// Index of the next result to emit.
    next: usize,
    pending: BTreeMap<usize, T>,
    /// Number of workers waiting for capacity.
    waiting: usize,
    cancelled: bool,
    result: Result<(), CommandError>,
    progress: ProgressBar,
}

impl<T, F: FnMut(T) -> Result<(), CommandError>> ReorderBuffer<T, F> {
    fn new(emit: F) -> Self {
        let style = ProgressStyle::with_template("{pos} read").unwrap_or_else(|_| ProgressStyle::default_spinner());
        let progress = ProgressBar::new_spinner().with_style(style);
        Self { emit, next: 0, pending: BTreeMap::new(), waiting: 0, cancelled: false, result: Ok(()), progress }
    }

    /// Emits this result if it is the next one, and the buffered results that follow it.
    fn submit(&mut self, index: usize, result: T) {
        if index != self.next {
            self.pending.insert(index, result);
            return;
        }
        let mut next_result = Some(result);
        while let Some(result) = next_result.filter(|_| !self.cancelled) {
            self.result = (self.emit)(result);
            self.cancelled = self.result.is_err();
            self.next += 1;
            self.progress.inc(1);
            next_result = self.pending.remove(&self.next);
        }
    }

    /// Waits until this input is within `MAX_IN_FLIGHT` of the next result; false if the run was cancelled.
    fn wait_for_capacity(shared_buffer: &Mutex<Self>, advanced: &Condvar, index: usize) -> bool {
        let mut buffer = lock(shared_buffer);
        while !buffer.cancelled && index >= buffer.next + MAX_IN_FLIGHT {
            buffer.waiting += 1;
            buffer = advanced.wait(buffer).unwrap_or_else(PoisonError::into_inner);
            buffer.waiting -= 1;
        }
        !buffer.cancelled
    }

    fn result(self) -> Result<(), CommandError> {
        self.progress.finish_and_clear();
        self.result
    }
}

/// Cancels the run when a worker panics: the others would wait for its result forever.
struct CancelOnPanic<'d, T, F> {
    buffer: &'d Mutex<ReorderBuffer<T, F>>,
    advanced: &'d Condvar,
}

impl<T, F> Drop for CancelOnPanic<'_, T, F> {
    fn drop(&mut self) {
        if thread::panicking() {
            lock(self.buffer).cancelled = true;
            self.advanced.notify_all();
        }
    }
}

/// A panic is reported when the workers are joined, so a poisoned lock is used as it is.
fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::{panic, path::Path};

    use super::*;
    use crate::input::root::Root;

    /// Inputs named by their index.
    fn numbered_files(count: usize) -> impl Iterator<Item = WorkItem> + Send {
        (0..count).map(|index| WorkItem::File(InputFile::from_arg(Path::new(&index.to_string()), &Root::default())))
    }

    /// The index of an input; the delay depends on the index.
    fn file_number(item: WorkItem) -> usize {
        let WorkItem::File(file) = item else { panic!("only files are given") };
        let number = file.path.parse().expect("it is a number");
        (0..number % 7).for_each(|_| thread::yield_now());
        number
    }

    #[test]
    fn results_are_emitted_in_input_order() {
        for count in [0, 1, 2, 3 * MAX_IN_FLIGHT] {
            let mut emitted = Vec::new();
            let result = for_each_ordered(numbered_files(count), file_number, |number| {
                emitted.push(number);
                Ok(())
            });
            assert!(result.is_ok());
            assert_eq!(emitted, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_emitted_after_an_error() {
        let mut emitted = Vec::new();
        let result = for_each_ordered(numbered_files(10 * MAX_IN_FLIGHT), file_number, |number| {
            emitted.push(number);
            if number < 99 { Ok(()) } else { Err(CommandError::Stdout(io::ErrorKind::BrokenPipe.into())) }
        });
        assert!(matches!(result, Err(CommandError::Stdout(_))));
        assert_eq!(emitted, (0..=99).collect::<Vec<_>>());
    }

    #[test]
    fn a_panicking_worker_is_not_waited_for() {
        let work = |item| match file_number(item) {
            99 => panic!("this one is meant to break down"),
            number => number,
        };
        let result = panic::catch_unwind(|| for_each_ordered(numbered_files(10 * MAX_IN_FLIGHT), work, |_| Ok(())));
        assert!(result.is_err());
    }
}
