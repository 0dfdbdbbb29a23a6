//! Reports in a pseudo-language have no English but that of the rules, the vocabulary and the description, and fit their
//! width.

#[path = "../../mentorcheck-core/tests/literals/mod.rs"]
mod literals;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use literals::{FOR_PROGRAMS, is_in, literals, sources};
use mentorcheck_core::{
    catalogue::use_pseudo_language, checker::Checker, generated::PROGRAMME, input::Input, pack::built_in,
    schema::vocabulary,
};
use mentorcheck_render::{
    format::Format,
    streaming::render,
    style::{RenderOptions, TextOptions, WIDTH},
};
use mentorcheck_yaml::{Node, ParsedFile, Value};

/// Programmes of every verdict, and one with mistakes.
const FIXTURES: [&str; 6] = [
    "constructed/model/model.yaml",
    "constructed/contrary/asymmetry-refuted.yaml",
    "real/connect2work.yaml",
    "real/etableringslots.yaml",
    "real/wir2-zum-job-hilden.yaml",
    "malformed/several.yaml",
];

/// English words in a row, without a sign between them, that no message has.
const WORDS: usize = 3;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("the file can be read")
}

/// In small letters, with single spaces. Marks become spaces, as wrapping and escaping change them.
fn normalise(text: &str) -> String {
    let text = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    let chars = text.chars().map(|ch| if ch.is_alphanumeric() || "'’".contains(ch) { ch } else { ' ' });
    let text = chars.collect::<String>().replace('’', "'").to_lowercase();
    format!(" {} ", text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn add_yaml_texts(node: Node<'_>, found: &mut BTreeSet<String>) {
    match node.value() {
        Value::Mapping(map) => map.iter().for_each(|(key, value)| {
            found.insert(key.name.to_owned());
            add_yaml_texts(value, found);
        }),
        Value::Sequence(items) => items.iter().for_each(|item| add_yaml_texts(item, found)),
        Value::Scalar(_) => found.extend(node.as_str().map(str::to_owned)),
    }
}

fn add_json_texts(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) => drop(found.insert(text.clone())),
        serde_json::Value::Array(items) => items.iter().for_each(|item| add_json_texts(item, found)),
        serde_json::Value::Object(entries) => entries.values().for_each(|entry| add_json_texts(entry, found)),
        _ => {}
    }
}

/// The texts of a YAML file: its values, and its lines, which reports show.
fn add_file_texts(path: &Path, found: &mut BTreeSet<String>) {
    let text = read(path);
    let parsed = ParsedFile::parse("a.yaml", text.as_bytes().to_vec());
    parsed.documents.iter().for_each(|document| add_yaml_texts(document.root(), found));
    found.extend(text.lines().map(str::to_owned));
}

fn add_folder_texts(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the rules are there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            add_folder_texts(&path, found);
        } else {
            add_file_texts(&path, found);
        }
    }
}

/// What may be English in a report, the longest first: the rules, the vocabulary, the descriptions, and what
/// programs look for.
fn english() -> Vec<String> {
    let mut texts = BTreeSet::new();
    add_folder_texts(&root().join("rules/mentoring-to-work"), &mut texts);
    add_json_texts(&serde_json::from_str(PROGRAMME).expect("the schema is JSON"), &mut texts);
    for fixture in FIXTURES {
        add_file_texts(&root().join("fixtures").join(fixture), &mut texts);
    }
    let for_programs = sources().into_iter().filter(|(file, _)| FOR_PROGRAMS.iter().any(|place| is_in(file, place)));
    texts.extend(for_programs.flat_map(|(_, source)| literals(&source)));
    // Of the caution only the first sentence is printed in short reports.
    let sentences: Vec<_> = texts.iter().flat_map(|text| text.split_inclusive(". ")).map(str::to_owned).collect();
    texts.extend(sentences);
    // Placeholders are filled in: what is between them is printed.
    let parts = texts.iter().flat_map(|text| text.split(['{', '}', '[', ']', '%']));
    let mut parts: Vec<String> = parts.map(normalise).filter(|part| part.contains(char::is_alphabetic)).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts.dedup();
    parts
}

/// The first English words in a row that are of none of these texts.
fn first_english(output: &str, allowed: &[String]) -> Option<String> {
    let mut rest = normalise(output);
    // A mark in place of an allowed text is an end of any row of words.
    for text in allowed {
        if rest.contains(text.as_str()) {
            rest = rest.replace(text.as_str(), " | ");
        }
    }
    let is_english = |word: &&str| word.len() > 1 && word.chars().all(|ch| ch.is_ascii_lowercase() || ch == '\'');
    let words: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).collect();
    words.windows(WORDS).find(|row| row.iter().all(&is_english)).map(|row| row.join(" "))
}

/// The text of a page without its marks, styles and scripts.
fn page_text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push_str(" | ");
        let end = ["style", "script"].into_iter().find(|name| tag.starts_with(name)).map(|name| format!("</{name}>"));
        let (_, after) = end.and_then(|end| tag.split_once(end.as_str())).or(tag.split_once('>')).unwrap_or_default();
        rest = after;
    }
    text + rest
}

#[test]
fn reports_have_no_english_of_their_own() {
    assert!(use_pseudo_language(), "nothing has read the messages");
    let pack = built_in("mentoring-to-work").expect("these rules are embedded").load(vocabulary());
    let pack = pack.expect("these rules hold together");
    let english = english();
    assert_eq!(
        first_english("Ţĥíš íš áñ Only zebras juggle umbrellas", &english).as_deref(),
        Some("zebras juggle umbrellas")
    );
    let mut found = BTreeSet::new();
    let mut note = |place: String, text: &str| {
        if let Some(words) = first_english(text, &english) {
            found.insert(format!("{place}: {words}"));
        }
    };
    let checker = Checker::builder(pack).build();
    for fixture in FIXTURES {
        let bytes = fs::read(root().join("fixtures").join(fixture)).expect("it can be read");
        let report = checker.check_all([Input::new(fixture, bytes)]);
        assert!(!report.programmes.is_empty(), "{fixture}");
        for full in [false, true] {
            let text = TextOptions { full, ..TextOptions::default() };
            let style = RenderOptions { text, ..RenderOptions::default() };
            let rendered = |format| {
                let bytes = render(&report, format, &style).expect("it has room for all");
                String::from_utf8(bytes).expect("it is text")
            };
            let text = rendered(Format::Text);
            assert!(text.chars().filter(|ch| ch.is_alphabetic() && !ch.is_ascii()).count() > 100, "{fixture}: {text}");
            note(format!("{fixture}: text"), &text);
            let wide =
                text.lines().find(|line| line.chars().count() > WIDTH && line.contains(' ') && !line.contains('│'));
            assert_eq!(wide, None, "{fixture}: lines fit the width");
            note(format!("{fixture}: Markdown"), &rendered(Format::Markdown));
            note(format!("{fixture}: HTML"), &page_text(&rendered(Format::Html)));
        }
    }
    // Parts of descriptions, which marks divide, and names of fixtures.
    let text = |fixture: &&str| fs::read_to_string(root().join("fixtures").join(fixture)).expect("it is text");
    let known: Vec<_> = FIXTURES.iter().map(|fixture| format!("{fixture} {}", text(fixture))).collect();
    let known = normalise(&known.join("\n")).to_lowercase();
    found.retain(|place| {
        let words = place.rsplit(": ").next().unwrap_or_default();
        !known.contains(words)
    });
    assert_eq!(found, BTreeSet::new());
}
