//! Reads descriptions and does nothing else, side by side as `check` does: what reading alone costs.
//! `read [--full] FOLDER`; with `--full` by the parser alone.

use std::{path::PathBuf, sync::Mutex, thread};

use mentorcheck_yaml::Source;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (full, folders): (Vec<String>, Vec<String>) = arguments.into_iter().partition(|argument| argument == "--full");
    let read = if full.is_empty() { Source::read } else { Source::read_in_full };
    let files = Mutex::new(find(&folders.into_iter().map(PathBuf::from).collect::<Vec<_>>()));
    let next = || files.lock().expect("no other has broken down").next();
    let worker = || -> usize {
        std::iter::from_fn(next)
            .map(Found::read)
            .filter_map(|input| Some(read(&input.path, input.content.ok()?).documents.len()))
            .sum()
    };
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let documents: usize = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().map(|worker| worker.join().expect("it has read to the end")).sum()
    });
    assert!(documents > 0, "there is nothing to read");
}
