//! Inputs side by side, told in their order.
//!
//! Every core takes the next input, works on it and lays down what it gave. Whoever lays down what is to be told next
//! tells it, and what waits behind it. No core waits for another but one that came too far ahead of what is told:
//! so little is held, however many inputs there are.

use std::{
    collections::BTreeMap,
    io::{self, BufReader},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    error::CommandError,
    input::{
        ndjson_reader::{InputRecord, ReportReadError},
        stdin_stream::DocumentStream,
        walk::InputFile,
    },
};
use mentorcheck_core::input::Input;

/// How many inputs a core may be ahead of the one that is told next.
const AHEAD: usize = 256;

/// Something to be judged.
#[derive(Debug)]
pub(crate) enum Pending {
    /// A file, not yet opened.
    File(InputFile),
    /// A part of a stream.
    Read(Input),
    /// What was judged before.
    Known(Result<InputRecord, ReportReadError>),
}

/// What the files give: each is one input, and standard input as many as it holds documents; an error follows
/// after `limit` of them.
pub(crate) fn inputs(
    files: impl Iterator<Item = InputFile> + Send,
    limit: Option<usize>,
) -> impl Iterator<Item = Pending> + Send {
    files.flat_map(move |file| -> Box<dyn Iterator<Item = Pending> + Send> {
        if file.is_stdin() {
            Box::new(DocumentStream::new(BufReader::new(io::stdin()), limit).map(Pending::Read))
        } else {
            Box::new(std::iter::once(Pending::File(file)))
        }
    })
}

/// Does `work` on every input and hands on what it gave, in the order of the inputs. On a terminal, standard error
/// tells how far it is.
///
/// # Errors
/// Those of `tell`; then nothing more is begun.
pub(crate) fn each<T: Send>(
    inputs: impl Iterator<Item = Pending> + Send,
    work: impl Fn(Pending) -> T + Sync,
    tell: impl FnMut(T) -> Result<(), CommandError> + Send,
) -> Result<(), CommandError> {
    let mut inputs = inputs.enumerate().peekable();
    let mut desk = Desk::new(tell);
    // One alone needs no help, and to call for it takes longer.
    if let Some((number, first)) = inputs.next() {
        desk.lay(number, work(first));
    }
    if desk.over || inputs.peek().is_none() {
        return desk.result();
    }
    let (inputs, desk, moved) = (Mutex::new(inputs), Mutex::new(desk), Condvar::new());
    let worker = || {
        let _called_off = CalledOff { desk: &desk, moved: &moved };
        loop {
            let Some((number, input)) = locked(&inputs).next() else { break };
            if !Desk::has_room(&desk, &moved, number) {
                break;
            }
            let known = work(input);
            let mut desk = locked(&desk);
            desk.lay(number, known);
            if desk.waiting > 0 {
                moved.notify_all();
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    thread::scope(|scope| {
        (1..cores).for_each(|_| drop(scope.spawn(worker)));
        worker();
    });
    desk.into_inner().unwrap_or_else(PoisonError::into_inner).result()
}

/// Where what is known waits until it is told.
struct Desk<T, F> {
    tell: F,
    /// The number of the input that is told next.
    next: usize,
    /// What is known before its turn.
    early: BTreeMap<usize, T>,
    /// How many wait until more is told.
    waiting: usize,
    /// Whether nothing more is to be done.
    over: bool,
    told: Result<(), CommandError>,
    progress: ProgressBar,
}

impl<T, F: FnMut(T) -> Result<(), CommandError>> Desk<T, F> {
    fn new(tell: F) -> Self {
        let style = ProgressStyle::with_template("{pos} read").unwrap_or_else(|_| ProgressStyle::default_spinner());
        let progress = ProgressBar::new_spinner().with_style(style);
        Self { tell, next: 0, early: BTreeMap::new(), waiting: 0, over: false, told: Ok(()), progress }
    }

    /// Tells what is known of the input of this number, when its turn has come, and what has waited for it.
    fn lay(&mut self, number: usize, known: T) {
        if number != self.next {
            self.early.insert(number, known);
            return;
        }
        let mut turn = Some(known);
        while let Some(known) = turn.filter(|_| !self.over) {
            self.told = (self.tell)(known);
            self.over = self.told.is_err();
            self.next += 1;
            self.progress.inc(1);
            turn = self.early.remove(&self.next);
        }
    }

    /// Waits until the input of this number is not too far ahead; whether it is to be worked on at all.
    fn has_room(desk: &Mutex<Self>, moved: &Condvar, number: usize) -> bool {
        let mut desk = locked(desk);
        while !desk.over && number >= desk.next + AHEAD {
            desk.waiting += 1;
            desk = moved.wait(desk).unwrap_or_else(PoisonError::into_inner);
            desk.waiting -= 1;
        }
        !desk.over
    }

    fn result(self) -> Result<(), CommandError> {
        self.progress.finish_and_clear();
        self.told
    }
}

/// Calls off the work of all others when one breaks down: they would wait for it without end.
struct CalledOff<'d, T, F> {
    desk: &'d Mutex<Desk<T, F>>,
    moved: &'d Condvar,
}

impl<T, F> Drop for CalledOff<'_, T, F> {
    fn drop(&mut self) {
        if thread::panicking() {
            locked(self.desk).over = true;
            self.moved.notify_all();
        }
    }
}

/// What breaks down is told at the end; until then all goes on as if it had not.
fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::{panic, path::Path};

    use super::*;

    /// Inputs that are called by their numbers.
    fn numbered(count: usize) -> impl Iterator<Item = Pending> + Send {
        (0..count).map(|number| Pending::File(InputFile::from_arg(Path::new(&number.to_string()))))
    }

    /// The number of an input, for some later than for others.
    fn number(pending: Pending) -> usize {
        let Pending::File(found) = pending else { panic!("only files are given") };
        let number = found.path.parse().expect("it is a number");
        (0..number % 7).for_each(|_| thread::yield_now());
        number
    }

    #[test]
    fn all_are_told_in_their_order() {
        for count in [0, 1, 2, 3 * AHEAD] {
            let mut told = Vec::new();
            let ended = each(numbered(count), number, |number| {
                told.push(number);
                Ok(())
            });
            assert!(ended.is_ok());
            assert_eq!(told, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_told_behind_what_could_not_be() {
        let mut told = Vec::new();
        let ended = each(numbered(10 * AHEAD), number, |number| {
            told.push(number);
            if number < 99 { Ok(()) } else { Err(CommandError::Stdout(io::ErrorKind::BrokenPipe.into())) }
        });
        assert!(matches!(ended, Err(CommandError::Stdout(_))));
        assert_eq!(told, (0..=99).collect::<Vec<_>>());
    }

    #[test]
    fn one_that_breaks_down_is_not_waited_for() {
        let work = |pending| match number(pending) {
            99 => panic!("this one is meant to break down"),
            number => number,
        };
        let ended = panic::catch_unwind(|| each(numbered(10 * AHEAD), work, |_| Ok(())));
        assert!(ended.is_err());
    }
}
