//! The pages under `docs/` are the current output of `rules doc`, and the address of every finding leads to a heading
//! on one of them.

use crate::common::ROOT;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;

use mentorcheck_core::{
    pack::{
        built_in, built_in_names,
        subjects::{Subject, address, subjects},
    },
    schema::vocabulary,
};

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn committed_pages_are_current() {
    for pack in built_in_names() {
        let fresh = tempfile::tempdir().unwrap();
        let output = fresh.path().to_str().unwrap();
        let arguments = [
            "rules",
            "doc",
            pack,
            "--output",
            output,
            "--fixtures",
            "fixtures/real",
            "--fixtures",
            "fixtures/constructed",
        ];
        Command::cargo_bin("mentorcheck").unwrap().current_dir(ROOT).args(arguments).assert().success();
        let (fresh, committed) = (files(fresh.path()), files(&Path::new(ROOT).join("docs").join(pack)));
        assert_eq!(fresh.keys().collect::<Vec<_>>(), committed.keys().collect::<Vec<_>>());
        for (path, page) in fresh {
            assert!(
                page == committed[&path],
                "docs/{pack}/{} is not current; run: mentorcheck {}",
                path.display(),
                arguments.join(" ").replace(output, &format!("docs/{pack}"))
            );
        }
    }
}

#[test]
fn missing_fixtures_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["rules", "doc", "--output", "pages", "--fixtures", "gone"];
    let output = Command::cargo_bin("mentorcheck").unwrap().current_dir(&folder).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("gone cannot be read"), "{stderr}");
    assert!(!folder.path().join("pages").exists(), "no partial output is left");
}

#[test]
fn every_code_has_a_heading() {
    for name in built_in_names() {
        let pack = built_in(name).unwrap().load(vocabulary()).unwrap();
        let pages = files(&Path::new(ROOT).join("docs").join(name));
        // Built-in codes have no page.
        let is_from_rules = |subject: &Subject| !matches!(subject, Subject::Builtin(_));
        let subjects = subjects(&pack);
        for (code, _) in subjects.iter().filter(|(code, subject)| code.contains('/') && is_from_rules(subject)) {
            let address = address(&pack, code).unwrap_or_else(|| panic!("{code} has no address"));
            let (path, heading) = address.split_once('#').unwrap();
            let page = &pages[Path::new(path)];
            let anchors = page.lines().filter_map(|line| line.strip_prefix("## "));
            let anchors: Vec<_> = anchors.map(|title| title.to_lowercase().replace(' ', "-")).collect();
            assert!(anchors.iter().any(|anchor| anchor == heading), "{code} → {address}, among {anchors:?}");
        }
    }
}
