//! Reads descriptions and does nothing else, side by side as `check` does: what reading alone costs.
//! `read [--full] FOLDER`; with `--full` by the parser alone.

use mentorcheck::{input::find, source::Source};
use rayon::prelude::*;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (full, folders): (Vec<String>, Vec<String>) = arguments.into_iter().partition(|one| one == "--full");
    let read = if full.is_empty() { Source::read } else { Source::read_in_full };
    let found: Vec<_> = find(&folders.into_iter().map(Into::into).collect::<Vec<_>>()).collect();
    let documents: usize = found
        .into_par_iter()
        .filter_map(|file| {
            let input = file.read();
            Some(read(&input.path, input.content.ok()?).documents.len())
        })
        .sum();
    assert!(documents > 0, "there is nothing to read");
}
