//! Comments, names, scripts and documents use standard terms and plain English.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{TokenStream, TokenTree};

use crate::common::{ROOT, files_below};

/// Words with a plainer or more precise alternative.
const AVOIDED: [&str; 10] =
    ["told", "odd", "lay", "hear", "borne", "besides", "anew", "mend", "held against", "whoever"];

/// Exceptions: the file, and text that the line contains.
const ALLOWED: &[(&str, &str)] = &[
    // Codes of earlier versions, which users may still have.
    ("CHANGELOG.md", "label/not-borne-out"),
];

/// Blanks out string literals; the offsets of comments and names are unchanged.
fn without_strings(code: &str) -> String {
    fn blank(tokens: TokenStream, bytes: &mut [u8]) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => blank(group.stream(), bytes),
                TokenTree::Literal(literal) => {
                    // A doc comment is an attribute whose literal spans the comment itself.
                    let range = literal.span().byte_range();
                    if !bytes[range.clone()].starts_with(b"//") {
                        bytes[range].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
                    }
                }
                _ => {}
            }
        }
    }
    let mut bytes = code.as_bytes().to_vec();
    blank(code.parse().unwrap(), &mut bytes);
    String::from_utf8(bytes).unwrap()
}

fn avoided_in(line: &str) -> Option<&'static str> {
    let line = line.to_lowercase();
    let is_word = |at: usize, length: usize| {
        let inside = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
        !inside(line[..at].chars().next_back()) && !inside(line[at + length..].chars().next())
    };
    AVOIDED.into_iter().find(|word| line.match_indices(word).any(|(at, _)| is_word(at, word.len())))
}

#[test]
fn strings_are_left_out_and_comments_are_not() {
    let code = "/// doc told\nfn lay() { f(\"borne\", r#\"odd\"#, 'x'); } // hear\n";
    let kept = without_strings(code);
    assert!(kept.contains("doc told") && kept.contains("fn lay") && kept.contains("// hear"));
    assert!(!kept.contains("borne") && !kept.contains("odd"));
    assert_eq!(avoided_in("fn told_twice() {"), Some("told"));
    assert_eq!(avoided_in("a layer of untold oddities"), None);
}

#[test]
fn comments_names_scripts_and_documents_use_plain_words() {
    let root = Path::new(ROOT);
    let mut texts: Vec<(PathBuf, String)> = Vec::new();
    for folder in ["src", "crates", "benches", "tests", "fuzz/oracles", "fuzz/fuzz_targets"] {
        for path in files_below(&root.join(folder), &["rs"], &["generated"]) {
            let code = without_strings(&fs::read_to_string(&path).unwrap());
            texts.push((path, code));
        }
    }
    assert!(texts.len() > 150, "{} files", texts.len());
    let documents = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "docs/performance.md",
        "docs/ci.md",
    ];
    let scripts =
        ["scripts/wasm", "scripts/deny", "scripts/measure", "scripts/mutants", ".ci/run", "fuzz/run", "fuzz/seeds"];
    let consumers = [
        "tests/consumers/run",
        "tests/consumers/precommit",
        "action.yml",
        "ci/gitlab.yml",
        ".pre-commit-hooks.yaml",
        "tests/consumers/check.py",
        "tests/browser/run",
        "tests/browser/check.mjs",
    ];
    for path in documents.into_iter().chain(scripts).chain(consumers) {
        texts.push((root.join(path), fs::read_to_string(root.join(path)).unwrap()));
    }
    let mut found = Vec::new();
    for (path, text) in &texts {
        let name = path.strip_prefix(root).unwrap().display().to_string();
        for (number, line) in text.lines().enumerate() {
            let allowed = ALLOWED.iter().any(|(file, part)| *file == name && line.contains(part));
            if let Some(word) = avoided_in(line).filter(|_| !allowed) {
                found.push(format!("{name}:{}: {word}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
