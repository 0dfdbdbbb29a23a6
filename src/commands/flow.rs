//! Inputs side by side, told in their order.
//!
//! One thread finds the inputs, every core works on them, and what they give is told batch by batch: no more than
//! two batches of inputs are held, however many there are.

use std::{
    io::{self, BufReader},
    sync::mpsc::{self, TryRecvError},
    thread,
};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::CommandError;
use crate::input::{
    Found, Input,
    shard::{Group, ShardError},
    stream::Documents,
};

/// How many inputs are worked on side by side before what they gave is told.
const BATCH: usize = 256;

/// Something to be judged.
#[derive(Debug)]
pub(super) enum Pending {
    /// A file, not yet opened.
    File(Found),
    /// A part of a stream.
    Read(Input),
    /// What was judged before.
    Known(Result<Group, ShardError>),
}

/// What the files give: each is one input, and standard input as many as it holds documents; an error follows
/// after `limit` of them.
pub(super) fn inputs(
    files: impl Iterator<Item = Found> + Send + 'static,
    limit: Option<usize>,
) -> impl Iterator<Item = Pending> + Send + 'static {
    files.flat_map(move |file| -> Box<dyn Iterator<Item = Pending> + Send> {
        if file.is_stdin() {
            Box::new(Documents::new(BufReader::new(io::stdin()), limit).map(Pending::Read))
        } else {
            Box::new(std::iter::once(Pending::File(file)))
        }
    })
}

/// Does `work` on every input and hands on what it gave, in the order of the inputs, some at a time. On a terminal,
/// standard error tells how far it is.
///
/// # Errors
/// Those of `tell`; then nothing more is begun.
pub(super) fn each<T: Send>(
    inputs: impl Iterator<Item = Pending> + Send + 'static,
    work: impl Fn(Pending) -> T + Sync,
    mut tell: impl FnMut(Vec<T>) -> Result<(), CommandError> + Send,
) -> Result<(), CommandError> {
    let style = ProgressStyle::with_template("{pos} read").unwrap_or_else(|_| ProgressStyle::default_spinner());
    let progress = ProgressBar::new_spinner().with_style(style);
    let (found, waiting) = mpsc::sync_channel(BATCH);
    // It ends with the inputs, or when nobody waits for them any more.
    thread::spawn(move || {
        for input in inputs {
            if found.send(input).is_err() {
                break;
            }
        }
    });
    let mut untold = Vec::new();
    loop {
        let first = match waiting.try_recv() {
            Ok(first) => first,
            Err(TryRecvError::Disconnected) => break,
            // Whoever writes slowly is answered at once.
            Err(TryRecvError::Empty) => {
                tell(std::mem::take(&mut untold))?;
                let Ok(first) = waiting.recv() else { break };
                first
            }
        };
        let batch: Vec<Pending> = std::iter::once(first).chain(waiting.try_iter().take(BATCH - 1)).collect();
        let count = batch.len() as u64;
        let known = std::mem::take(&mut untold);
        if count == 1 {
            // One alone needs no help, and to call for it takes longer.
            tell(known)?;
            untold = batch.into_iter().map(&work).collect();
        } else {
            // What is known is told while the next are worked on.
            let (told, worked) = rayon::join(|| tell(known), || batch.into_par_iter().map(&work).collect());
            told?;
            untold = worked;
        }
        progress.inc(count);
    }
    tell(untold)?;
    progress.finish_and_clear();
    Ok(())
}
