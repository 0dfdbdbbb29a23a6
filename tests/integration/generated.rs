//! The generated files in the core are current with their sources in `schemas/` and `rules/`.

use std::{fs, path::Path};

use mentorcheck_core::pack::built_in_names;

use crate::{common::ROOT, generate::embedded_files};

#[test]
fn embedded_files_are_current() {
    let root = Path::new(ROOT);
    let files = embedded_files(root).unwrap();
    // Five schemas, the vocabulary, the compiled schema and the packs.
    assert_eq!(files.len(), 8);
    assert_eq!(built_in_names().count(), 2);
    for (file, expected) in files {
        let embedded = fs::read_to_string(root.join("crates/mentorcheck-core/src/generated").join(&file)).unwrap();
        assert!(
            embedded == expected,
            "{file} is not current: run `cargo run -p mentorcheck-core --example generate` and commit the result"
        );
    }
}
