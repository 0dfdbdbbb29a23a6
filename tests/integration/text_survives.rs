//! Any character may be in a text: reports stay well-formed, and only what is unsafe to show is escaped.

use std::{fs, sync::LazyLock};

use html5gum::{Token, Tokenizer};
use quick_xml::{Reader, XmlVersion, events::Event};

use crate::common::run_in;

/// Every character of the basic plane once, in the order of their numbers.
static ALL: LazyLock<String> = LazyLock::new(|| (0..=0xffff).filter_map(char::from_u32).collect());

const WORDS: [&str; 5] = [
    "برنامه\u{200c}های",
    "क्\u{200d}ष",
    "👨\u{200d}👩\u{200d}👧",
    "❤\u{fe0f}\u{200d}🔥",
    "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
];

fn quoted(text: &str) -> String {
    let escapes: Vec<_> = text.chars().map(|ch| format!("\\U{:08X}", u32::from(ch))).collect();
    escapes.concat()
}

fn folder(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("programme: {{name: \"{}\"}}\nmentor: {{capacity: \"{0}\"}}\n", quoted(name));
    fs::write(folder.path().join("a.yaml"), text).unwrap();
    folder
}

fn report(folder: &tempfile::TempDir, format: &str) -> String {
    let (_, stdout, _) = run_in(folder.path(), &["check", "--no-config", "--format", format, "a.yaml"]);
    assert!(!stdout.is_empty(), "{format}");
    stdout
}

/// What XML 1.0 allows (production 2).
fn is_xml_char(ch: char) -> bool {
    matches!(ch, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[test]
fn every_character_leaves_reports_well_formed() {
    let folder = folder(&ALL);
    for format in ["json", "sarif", "gitlab"] {
        let report: serde_json::Value = serde_json::from_str(&report(&folder, format)).unwrap();
        if format == "json" {
            assert_eq!(report["programmes"][0]["name"], ALL.as_str());
        }
    }
    for line in report(&folder, "ndjson").lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    for format in ["csv", "grid"] {
        let text = report(&folder, format);
        let rows: Vec<_> = csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap).collect();
        assert!(!rows.is_empty() && rows.iter().flatten().any(|cell| cell.contains("\\u{0}")), "{format}");
        let unsafe_char = |ch: char| ch.is_control() && !matches!(ch, '\r' | '\n');
        assert_eq!(text.chars().find(|ch| unsafe_char(*ch)), None, "{format}");
    }
    let page = report(&folder, "html");
    for token in Tokenizer::new(&page) {
        let Ok(token) = token;
        if let Token::Error(error) = token {
            panic!("{error:?}");
        }
    }
}

#[test]
fn every_character_leaves_junit_well_formed() {
    for name in [ALL.as_str(), "a \u{fffe} b", "\u{ffff}", "]]>\u{0}<&\u{1b}[31m\u{b}"] {
        let text = report(&folder(name), "junit");
        assert_eq!(text.chars().find(|ch| !is_xml_char(*ch)), None, "{name:?}");
        let mut reader = Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        let mut cases = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Start(tag) => {
                    cases += usize::from(tag.name().as_ref() == b"testcase");
                    for attribute in tag.attributes() {
                        let value = attribute.unwrap().normalized_value(XmlVersion::Implicit1_0).unwrap();
                        assert_eq!(value.chars().find(|ch| !is_xml_char(*ch)), None, "{name:?}");
                    }
                }
                Event::GeneralRef(reference) => {
                    if let Some(ch) = reference.resolve_char_ref().unwrap() {
                        assert!(is_xml_char(ch), "{ch:?}");
                    }
                }
                _ => {}
            }
        }
        assert_eq!(cases, 1);
    }
}

#[test]
fn no_form_moves_the_cursor_or_turns_the_text() {
    let folder = folder(&ALL);
    let commands = [
        "check --no-config",
        "check --no-config --screen-reader",
        "check --no-config --format markdown",
        "check --no-config --format github",
        "check --no-config --format html",
        "check --no-config --format junit",
        "letter --to applicant",
        "letter --to designer",
        "letter --to board",
        "diff a.yaml",
        "explain mentoring-to-work --for",
        "explain voluntariness --for",
    ];
    for command in commands {
        let arguments: Vec<_> = command.split(' ').chain(["a.yaml"]).collect();
        let (_, stdout, _) = run_in(folder.path(), &arguments);
        assert!(!stdout.is_empty(), "{command}");
        let is_bad = |ch: char| {
            (ch.is_control() && ch != '\n')
                || matches!(ch, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
                || matches!(ch, '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}'..='\u{ffff}')
        };
        assert_eq!(stdout.chars().find(|ch| is_bad(*ch)), None, "{command}");
    }
}

#[test]
fn joiners_in_words_and_emoji_are_text() {
    for word in WORDS {
        let folder = folder(word);
        for format in ["text", "markdown", "html", "csv", "grid", "junit"] {
            let text = report(&folder, format);
            assert!(text.contains(word), "{format} lacks {word}: {text}");
        }
        for arguments in [["letter", "--to", "board"].as_slice(), &["explain", "mentoring-to-work", "--for"]] {
            let (_, stdout, _) = run_in(folder.path(), &[arguments, &["a.yaml"]].concat());
            assert!(stdout.contains(word), "{arguments:?} lacks {word}: {stdout}");
        }
        let report: serde_json::Value = serde_json::from_str(&report(&folder, "json")).unwrap();
        assert_eq!(report["programmes"][0]["name"], word);
    }
    for name in ["a\u{200f}b", "a\u{202e}b\u{202c}", "a \u{200d} b"] {
        let folder = folder(name);
        let hidden = |ch: char| matches!(ch, '\u{200d}' | '\u{200f}' | '\u{202c}' | '\u{202e}');
        for format in ["text", "markdown", "html", "csv", "grid", "junit"] {
            assert!(!report(&folder, format).contains(hidden), "{format}: {name:?}");
        }
    }
}
