//! Proves that what the fuzzer once found stays mended, and that its oracles hold of all fixtures; no fuzzer is
//! needed for that.

// The oracles stop at the first thing that is not as expected.

use std::{
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
};

/// What must hold of all bytes.
type Oracle = fn(&[u8]);

/// The oracle of each target.
const TARGETS: [(&str, Oracle); 5] = [
    ("source", crate::oracles::source::check_invariants),
    ("schema", crate::oracles::schema::check_invariants),
    ("pack", crate::oracles::pack::check_invariants),
    ("evidence", crate::oracles::evidence::check_invariants),
    ("check", crate::oracles::check::check_invariants),
];

/// Every file in a folder and the folders in it, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Says of which file something did not hold.
fn assert_holds(file: &Path, holds: impl FnOnce()) {
    let held = panic::catch_unwind(AssertUnwindSafe(holds));
    assert!(held.is_ok(), "{}: see above", file.display());
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn what_was_once_found_stays_mended() {
    let folder = root().join("fuzz/regressions");
    for (target, holds) in TARGETS {
        for file in files(&folder.join(target)) {
            assert_holds(&file, || holds(&fs::read(&file).unwrap()));
        }
    }
    // Nothing lies where no target would look for it.
    let known = |path: &PathBuf| TARGETS.iter().any(|(target, _)| path.starts_with(folder.join(target)));
    let lost: Vec<_> = files(&folder).into_iter().filter(|path| !known(path) && !path.ends_with("README.md")).collect();
    assert!(lost.is_empty(), "no target is called like the folder of {lost:?}");
}

#[test]
fn the_oracles_hold_of_every_fixture() {
    let mut tried = 0;
    for file in files(&root().join("fixtures")) {
        let bytes = fs::read(&file).unwrap();
        assert_holds(&file, || {
            crate::oracles::source::check_invariants(&bytes);
            crate::oracles::schema::check_invariants(&bytes);
            // As it stands, with the rules that come with the program, towards what is expected.
            crate::oracles::check::check_invariants(&[&[0, 0x60, 0, 0, 0, 0], &bytes[..]].concat());
            // As a document of each form, with nothing quoted.
            for form in 0..4 {
                crate::oracles::evidence::check_invariants(&[&[form, 0, 7], &bytes[..]].concat());
            }
        });
        tried += 1;
    }
    assert!(tried > 100, "only {tried} fixtures");
}

#[test]
fn the_small_pack_of_the_fuzzer_holds_together_and_a_changed_one_is_refused() {
    // No byte of the first file is changed, and then its first line is taken away.
    crate::oracles::pack::check_invariants(&[0, 1]);
    crate::oracles::pack::check_invariants(&[0, 2, 0, 0, 1, 0, 0, 0, 0]);
    let told = panic::catch_unwind(|| crate::oracles::pack::check_loads(&[0, 2, 0, 0, 1, 0, 0, 0, 0]));
    assert!(told.is_err(), "a block without its name is taken");
    crate::oracles::pack::check_loads(&[0, 1]);
}
