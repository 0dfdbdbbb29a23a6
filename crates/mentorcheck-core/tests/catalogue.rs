//! The messages in `locales`: each is well formed, used, and there when it is used.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use mentorcheck_core::{
    catalogue::message_with,
    diagnostic::codes::{BuiltinCode, CODES},
};

/// Files that may use messages: Rust, and the script of the page.
const EXTENSIONS: [&str; 5] = ["rs", "js", "mjs", "html", "md"];
const SKIPPED: [&str; 4] = ["target", "tests", "fuzz", "node_modules"];

/// What an id follows, in Rust and in scripts.
const CALLS: [&str; 5] = ["message(", "message_with(", "format_message!(", "lazy_message!(", "LazyMessage::new("];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The contents of the files of messages.
fn files() -> Vec<String> {
    let folder = fs::read_dir(root().join("locales/en")).expect("the messages are there");
    let paths = folder.map(|entry| entry.expect("it can be listed").path());
    paths.map(|path| fs::read_to_string(path).expect("messages are text")).collect()
}

fn ids() -> Vec<String> {
    let files = files();
    let lines =
        files.iter().flat_map(|text| text.lines()).filter(|line| line.starts_with(|ch: char| ch.is_ascii_lowercase()));
    lines.map(|line| line.split_once(" =").expect("an id has a message").0.to_owned()).collect()
}

fn add_sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("it can be listed").path();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if path.is_dir() && !SKIPPED.iter().any(|name| path.ends_with(name)) {
            add_sources(&path, found);
        } else if EXTENSIONS.contains(&extension) {
            let text = fs::read_to_string(&path).expect("a source is text");
            // Comments name messages that are examples.
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            found.push((path, code.collect::<Vec<_>>().join("\n")));
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in ["crates", "src", "page"] {
        add_sources(&root().join(folder), &mut found);
    }
    found
}

/// The text literals that may be ids: words joined by hyphens.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    let is_id = |word: &&str| !word.is_empty() && word.chars().all(|ch| ch == '-' || ch.is_ascii_alphanumeric());
    text.split(['"', '\'', '`']).filter(is_id)
}

/// Whether three messages or more begin with the first word of this literal.
fn is_of_group(word: &str, ids: &BTreeSet<String>) -> bool {
    let Some((group, _)) = word.split_once('-') else { return false };
    ids.iter().filter(|id| id.split_once('-').is_some_and(|(own, _)| own == group)).count() >= 3
}

#[test]
fn messages_are_well_formed_and_have_one_id_each() {
    for text in files() {
        fluent_bundle::FluentResource::try_new(text).expect("the messages are well formed");
    }
    let once: BTreeSet<_> = ids().into_iter().collect();
    assert!(once.len() > 20);
    assert_eq!(ids().len(), once.len());
}

#[test]
fn every_message_is_used() {
    let sources = sources();
    let used: BTreeSet<_> = sources.iter().flat_map(|(_, text)| literals(text)).collect();
    let of_codes: BTreeSet<_> = CODES.iter().map(BuiltinCode::message_id).collect();
    let is_used = |id: &String| used.contains(id.as_str()) || of_codes.contains(id);
    // A template makes ids of a beginning and an end.
    let begins = |word: &str, id: &str| word.len() > 1 && word.ends_with('-') && id.starts_with(word);
    let ends = |word: &str, id: &str| {
        word.len() > 1 && word.starts_with('-') && id.strip_suffix(word).is_some_and(|begin| used.contains(begin))
    };
    let is_made = |id: &str| used.iter().any(|word| begins(word, id) || ends(word, id));
    let unused: Vec<_> = ids().into_iter().filter(|id| !is_used(id) && !is_made(id)).collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_code_has_a_title_a_reason_and_help() {
    for code in CODES {
        let (title, rationale, help) = (code.title(), code.rationale(), code.help());
        assert!(!title.is_empty() && !title.ends_with('.'), "{}: {title}", code.code);
        for sentence in [rationale, help] {
            assert!(sentence.ends_with('.'), "{}: {sentence}", code.code);
        }
    }
}

#[test]
fn every_message_in_use_is_there() {
    let ids: BTreeSet<_> = ids().into_iter().collect();
    let mut missing = Vec::new();
    for (path, text) in sources() {
        let calls = CALLS
            .into_iter()
            .flat_map(|call| text.match_indices(call).map(move |(at, _)| (at, at + call.len())).collect::<Vec<_>>());
        let is_call = |at: usize| !text[..at].ends_with(|before: char| before == '_' || before.is_ascii_alphanumeric());
        // The id may be on the next line.
        let id = |end: usize| Some(text[end..].trim_start().strip_prefix('"')?.split_once('"')?.0);
        let called =
            calls.filter(|(at, _)| is_call(*at)).filter_map(|(_, end)| id(end)).filter(|id| !id.ends_with('-'));
        // A literal that begins as the ids of several messages do is one, chosen by an answer or a verdict.
        let chosen =
            literals(&text).filter(|word| CALLS.iter().any(|call| text.contains(call)) && is_of_group(word, &ids));
        // In a page, attributes have such words too.
        let is_code = path.extension().is_some_and(|extension| extension != "html" && extension != "md");
        let chosen = chosen.filter(|_| is_code);
        missing
            .extend(called.chain(chosen).filter(|id| !ids.contains(*id)).map(|id| format!("{}: {id}", path.display())));
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn plurals_and_arguments_are_filled_in() {
    assert_eq!(message_with("findings-more", &[("count", 1.into())]), "One finding has details: add --full.");
    assert_eq!(message_with("findings-more", &[("count", 2.into())]), "2 findings have details: add --full.");
    assert_eq!(message_with("heading-why", &[("kind", "coaching".into())]), "Why coaching");
}
