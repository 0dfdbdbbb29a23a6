//! The files that the core embeds are what their sources in `schemas/` and `rules/` say.

use std::{
    fs,
    path::{Path, PathBuf},
};

use mentorcheck_core::generate::generate;

use crate::common::ROOT;

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn pack_files(pack: &Path, folder: &Path) -> Vec<(String, serde_json::Value)> {
    let files = entries(folder).into_iter().flat_map(|path| {
        if path.is_dir() {
            return pack_files(pack, &path);
        }
        let place = path.strip_prefix(pack).unwrap().to_str().unwrap().to_owned();
        vec![(place, serde_yaml::from_str(&fs::read_to_string(&path).unwrap()).unwrap())]
    });
    files.collect()
}

#[test]
fn embedded_files_are_current() {
    let root = Path::new(ROOT);
    let schemas: Vec<_> =
        entries(&root.join("schemas")).iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect();
    let packs: Vec<_> = entries(&root.join("rules")).iter().map(|path| (name(path), pack_files(path, path))).collect();
    assert!(schemas.len() == 5 && packs.len() == 2);
    for (file, expected) in generate(&schemas, &packs).unwrap() {
        let embedded = fs::read_to_string(root.join("crates/mentorcheck-core/src/generated").join(&file)).unwrap();
        assert!(
            embedded == expected,
            "{file} is not current: run `cargo run -p mentorcheck-core --example generate` and commit the result"
        );
    }
}
