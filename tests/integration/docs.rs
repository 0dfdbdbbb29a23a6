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

/// The anchor that a heading gets: small letters, hyphens for spaces, no punctuation.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|ch| ch.is_alphanumeric() || " -_".contains(*ch));
    kept.map(|ch| if ch == ' ' { '-' } else { ch }).collect()
}

/// The targets of the links in a page, code blocks left out.
fn links(page: &str) -> Vec<String> {
    let mut is_code = false;
    let text = page.lines().filter(|line| {
        let is_fence = line.starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    let text = text.collect::<Vec<_>>().join("\n");
    let ends = text.split("](").skip(1);
    ends.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).filter(|link| !link.contains("://")).collect()
}

fn broken_links(folder: &Path, page: &str) -> Vec<String> {
    let is_broken = |link: &String| {
        let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
        let target = if file.is_empty() {
            page.to_owned()
        } else {
            let path = folder.join(file);
            if !path.exists() {
                return true;
            }
            fs::read_to_string(path).unwrap_or_default()
        };
        !fragment.is_empty() && !target.lines().any(|line| line.starts_with('#') && anchor(line) == fragment)
    };
    links(page).into_iter().filter(is_broken).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let root = Path::new(ROOT);
    let pages = fs::read_dir(root).unwrap().chain(fs::read_dir(root.join("docs")).unwrap());
    let pages = pages.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "md"));
    let mut checked = 0;
    for path in pages {
        let page = fs::read_to_string(&path).unwrap();
        assert_eq!(broken_links(path.parent().unwrap(), &page), Vec::<String>::new(), "{}", path.display());
        checked += links(&page).len();
    }
    assert!(checked > 30, "{checked} links");
    // Every page under `docs/` can be reached from their index.
    let index = links(&fs::read_to_string(root.join("docs/README.md")).unwrap());
    let docs = fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let missing: Vec<_> = docs
        .filter(|name| {
            Path::new(name).extension().is_some_and(|end| end == "md") && name != "README.md" && !index.contains(name)
        })
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn a_broken_link_is_detected() {
    let root = Path::new(ROOT);
    let page = "# A heading, with `code`\n[a](#a-heading-with-code) [b](#gone) [c](gone.md) [d](README.md)\n```\n[e](gone)\n```\n";
    assert_eq!(broken_links(root, page), ["#gone", "gone.md"]);
}
