//! Parses every YAML file of a folder and does nothing else, to compare whole runs with: `parse_only [--slow] FOLDER`.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
};

use mentorcheck_yaml::ParsedFile;

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let (options, folders): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|one| one == "--slow");
    let parse = if options.is_empty() { ParsedFile::parse } else { ParsedFile::parse_slow_path };
    let mut found = Vec::new();
    folders.iter().try_for_each(|folder| files(Path::new(folder), &mut found))?;
    let found = Mutex::new(found);
    let next = || found.lock().ok().and_then(|mut found| found.pop());
    let worker = || {
        while let Some(path) = next() {
            if let Ok(bytes) = fs::read(&path) {
                std::hint::black_box(parse(&path.display().to_string(), bytes));
            }
        }
    };
    thread::scope(|scope| {
        (1..thread::available_parallelism().map_or(1, std::num::NonZero::get)).for_each(|_| drop(scope.spawn(worker)));
        worker();
    });
    Ok(())
}
