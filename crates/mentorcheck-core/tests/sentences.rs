//! No sentence for people is in Rust: they are messages of the catalogue.

mod literals;

use std::collections::BTreeSet;

use literals::{FOR_PROGRAMS, is_in, literals, sources};

/// Folders and files whose sentences stay in Rust, with the reason.
const EXCEPTIONS: [(&str, &str); 11] = [
    ("core/src/catalogue.rs", "errors about templates that ask for a message"),
    ("core/src/config.rs", "errors about the configuration"),
    ("core/src/facts/assumption.rs", "errors about the use of --what-if"),
    ("core/src/generate.rs", "errors about schemas and packs while the crate is built"),
    ("core/src/pack", "errors about rule packs"),
    ("core/src/schema/vocabulary.rs", "errors about the schema itself"),
    ("core/src/suppress/baseline.rs", "errors about the baseline file"),
    ("core/src/suppress/link.rs", "errors about the configuration"),
    ("render/src/format.rs", "help of the command line"),
    ("render/src/letters/template.rs", "errors about templates"),
    ("render/src/ndjson_reader.rs", "errors about reports to merge"),
];

/// A text literal with this many words is a sentence or a part of one.
const WORDS: usize = 3;

/// Whether a literal has so many words that it is a sentence. Placeholders, code and commands are no words.
fn is_sentence(literal: &str) -> bool {
    if literal.starts_with("mentorcheck ") {
        return false;
    }
    let mut text = String::new();
    let mut depth = 0_usize;
    for ch in literal.split('`').step_by(2).collect::<Vec<_>>().join(" N ").chars() {
        match ch {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => text.push(ch),
            _ => {}
        }
    }
    let is_word = |word: &&str| {
        let word = word.trim_matches(|ch: char| ch.is_ascii_punctuation() || "“”‘’…".contains(ch));
        word.chars().count() > 1 && word.chars().all(|ch| ch.is_alphabetic() || ch == '\'')
    };
    // Words of code and markup are joined by other characters, so they are none here.
    !text.contains(['<', '>', ';', '=']) && text.split_whitespace().filter(is_word).count() >= WORDS
}

/// Every sentence in the sources, with its file.
fn sentences() -> Vec<(String, String)> {
    let texts = |(file, source): (String, String)| {
        let texts = literals(&source).into_iter().filter(|text| is_sentence(text));
        texts.map(|text| (file.clone(), text)).collect::<Vec<_>>()
    };
    sources().into_iter().flat_map(texts).collect()
}

fn listed() -> Vec<&'static str> {
    EXCEPTIONS.iter().map(|(place, _)| *place).chain(FOR_PROGRAMS.iter().copied()).collect()
}

#[test]
fn sentences_are_in_the_catalogue() {
    let others = sentences().into_iter().filter(|(file, _)| !listed().iter().any(|place| is_in(file, place)));
    assert_eq!(others.collect::<Vec<_>>(), Vec::new());
}

#[test]
fn places_without_sentences_are_not_listed() {
    let files: BTreeSet<_> = sentences().into_iter().map(|(file, _)| file).collect();
    let done: Vec<_> = listed().into_iter().filter(|place| !files.iter().any(|file| is_in(file, place))).collect();
    assert_eq!(done, Vec::<&str>::new(), "remove them from the list");
}

#[test]
fn sentences_are_recognised() {
    let source = r##"
        // "This is a comment."
        #[error("this is an attribute of {0}")]
        fn f<'a>(text: &'a str) -> [char; 3] {
            g("first {text} of a sentence", r#"a "raw" text of words"#, b"", "a-key", "two words");
            h.expect("a reason for those who write code");
            let more = format!("{} is \
                                a long line", 1);
            ['"', '\'', 'x']
        }
        const AFTER: &str = "the characters do not hide this";
        #[cfg(test)]
        mod tests { const HIDDEN: &str = "this is in a test"; }
    "##;
    let found: Vec<_> = literals(source).into_iter().filter(|text| is_sentence(text)).collect();
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[0].starts_with("first") && found[1].starts_with("a \"raw\"") && found[3].starts_with("the char"));
    assert!(!is_sentence("`all of this is code` here"));
    assert!(!is_sentence("{one}: {two}, {three}"));
    assert!(!is_sentence("mentorcheck schema pack"));
}
