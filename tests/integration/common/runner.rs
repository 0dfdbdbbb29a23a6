//! Runs the binary and property tests, and lists files of the repository.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed, TestCaseResult, TestRunner},
};

pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Runs the binary in `folder` with an empty environment. Returns exit code, standard output and standard error.
pub fn run_in(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    let output = command.current_dir(folder).env_clear().args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Checks `property` on `cases` values of `strategy`; the seed makes them reproducible.
pub fn for_all<S: Strategy>(seed: u64, cases: u32, strategy: &S, property: impl Fn(S::Value) -> TestCaseResult) {
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        // The fixed seed reproduces a failure, so no regression file is needed.
        failure_persistence: None,
        ..Config::default()
    };
    if let Err(failure) = TestRunner::new(config).run(strategy, property) {
        panic!("{failure}");
    }
}

/// Counts the cases in which a property could have failed, so that a faulty generator cannot make it vacuously true.
#[derive(Default)]
pub struct Tally(pub RefCell<BTreeMap<String, usize>>);

impl Tally {
    pub fn count(&self, what: impl Into<String>) {
        *self.0.borrow_mut().entry(what.into()).or_default() += 1;
    }

    pub fn assert_at_least(&self, what: &str, floor: usize) {
        let counts = self.0.borrow();
        let found = counts.get(what).copied().unwrap_or_default();
        assert!(found >= floor, "{what}: {found} times, expected at least {floor}: {counts:#?}");
    }
}

/// The files below a folder with one of these extensions, in path order, except below the folders `left_out`.
pub fn files_below(folder: &Path, extensions: &[&str], excluded: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !excluded.iter().any(|name| path.ends_with(name)) {
                found.extend(files_below(&path, extensions, excluded));
            }
        } else if path.extension().and_then(|one| one.to_str()).is_some_and(|one| extensions.contains(&one)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Writes files, by their paths, into a new repository.
pub fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}
