//! The text literals of the sources of the parser, the core and the reports, for tests on the catalogue of messages.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Files with words that programs look for, such as names of columns and totals in a log. They are not translated.
pub const FOR_PROGRAMS: &[&str] =
    &["render/src/csv.rs", "render/src/github.rs", "render/src/junit.rs", "render/src/paths.rs", "render/src/sarif"];

/// What precedes a literal that is for people who write Rust.
const FOR_PROGRAMMERS: [&str; 4] = ["expect(", "panic!(", "unreachable!(", "assert!("];

/// The text literals of a source, without those in comments, attributes, tests and reasons of `expect`.
pub fn literals(source: &str) -> Vec<String> {
    let chars: Vec<char> = source.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or_default();
    let (mut found, mut index, mut code) = (Vec::new(), 0, String::new());
    // The depth of brackets within an attribute.
    let mut attribute = 0;
    while index < chars.len() {
        let rest = |text: &str| text.chars().enumerate().all(|(offset, ch)| at(index + offset) == ch);
        if rest("//") {
            while index < chars.len() && at(index) != '\n' {
                index += 1;
            }
        } else if attribute == 0 && rest("#[cfg(test)]") {
            break;
        } else if attribute == 0 && (rest("#[") || rest("#![")) {
            attribute = 1;
            index += if rest("#[") { 2 } else { 3 };
        } else if at(index) == '\'' && (at(index + 1) == '\\' || at(index + 2) == '\'') {
            // A character; a lifetime has no second mark.
            index += if at(index + 1) == '\\' { 3 } else { 2 };
            while at(index) != '\'' {
                index += 1;
            }
            index += 1;
        } else if at(index) == '"' {
            let hashes = code.chars().rev().take_while(|ch| *ch == '#').count();
            let is_raw = code.trim_end_matches('#').ends_with('r')
                && !code.trim_end_matches('#').trim_end_matches('r').ends_with(|ch: char| ch.is_alphanumeric());
            let mut text = String::new();
            index += 1;
            while index < chars.len() {
                let ends = at(index) == '"' && (!is_raw || (1..=hashes).all(|offset| at(index + offset) == '#'));
                if ends {
                    break;
                }
                if at(index) == '\\' && !is_raw {
                    // What follows the mark is a letter, a quotation mark or the end of a line.
                    text.push(' ');
                    index += 1;
                } else {
                    text.push(at(index));
                }
                index += 1;
            }
            index += 1;
            let before = code.trim_end();
            if attribute == 0 && !FOR_PROGRAMMERS.iter().any(|call| before.ends_with(call)) {
                found.push(text);
            }
            code.clear();
        } else {
            match (attribute, at(index)) {
                (0, _) => {}
                (_, '[') => attribute += 1,
                (_, ']') => attribute -= 1,
                _ => {}
            }
            code.push(at(index));
            index += 1;
        }
    }
    found
}

fn add_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("it can be listed").path();
        if path.ends_with("generated") {
            // The rules and schemas, which have files of their own.
        } else if path.is_dir() {
            add_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.to_string_lossy().ends_with("tests.rs")
        {
            found.push(path);
        }
    }
}

/// The sources of the core and of the reports, with their places: `core/src/checker.rs`.
pub fn sources() -> Vec<(String, String)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for name in ["yaml", "core", "render"] {
        let folder = crates.join(format!("mentorcheck-{name}"));
        let mut files = Vec::new();
        add_files(&folder.join("src"), &mut files);
        for file in files {
            let place = file.strip_prefix(&folder).expect("it is in the folder").to_string_lossy().replace('\\', "/");
            found.push((format!("{name}/{place}"), fs::read_to_string(&file).expect("a source is text")));
        }
    }
    found
}

/// Whether a file is a place or in it.
pub fn is_in(file: &str, place: &str) -> bool {
    file == place || file.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'))
}
