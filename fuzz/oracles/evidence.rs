//! Documents and quotations: any document is read or rejected with an error; text in it is found, other text is not.
//!
//! The first byte selects the document format, the second the length of the quotation that follows; then come a seed
//! byte and the document.

use super::input::ChoiceReader;
use mentorcheck_core::evidence::{
    document::SearchableText,
    document_ref,
    text_match::{NormalizedText, normalize},
};
use mentorcheck_documents::{ExtractError, extract, html};

const FORMATS: [&str; 5] = ["txt", "md", "html", "pdf", "docx"];

/// Characters of rare scripts; one that is not in the text serves to alter a quotation.
const RARE_CHARS: [char; 6] = ['ж', 'ѣ', 'ꙮ', 'ᚠ', '𐌰', 'ⴰ'];

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    let mut input = ChoiceReader::new(bytes);
    let format = FORMATS[input.below(FORMATS.len())];
    let length = usize::from(input.byte());
    let quotation = String::from_utf8_lossy(input.bytes(length)).into_owned();
    let seed = usize::from(input.byte());
    let document = input.rest();

    assert_within_folder(&quotation);
    match extract(format, document) {
        Ok(text) => {
            let found = SearchableText::from_pages(&text.pages, &text.bodies, text.paged).find(&quotation);
            assert_eq!(found.is_some_and(|found| found.page.is_some()), found.is_some() && format == "pdf");
            assert!(!matches!(format, "docx"), "a format that cannot be read");
        }
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.help().is_empty());
            let text = std::str::from_utf8(document).is_ok();
            assert_eq!(error == ExtractError::UnknownFormat, format == "docx", "{error}");
            assert_eq!(error == ExtractError::NotUtf8, !text && !matches!(format, "docx" | "pdf"), "{error}");
        }
    }
    let Ok(document) = std::str::from_utf8(document) else { return };
    match format {
        "txt" => assert_quotations(document, &quotation, seed),
        "html" => {
            let text = html::extract_text(document);
            assert!(text.len() <= 4 * document.len() + 16, "{} bytes became {}", document.len(), text.len());
            assert_quotations(&text, &quotation, seed);
        }
        // Markdown rendering adds text: missing table cells and the numbers of footnotes.
        "md" => {
            let text = html::extract_markdown_text(document);
            let limit = 64 * document.len() + 1024;
            assert!(text.len() <= limit, "{} bytes became {}", document.len(), text.len());
        }
        _ => {}
    }
}

/// A file reference stays within the folder.
fn assert_within_folder(name: &str) {
    if let document_ref::DocumentRef::File(path) = document_ref::classify(name) {
        let steps = path.components().all(|step| matches!(step, std::path::Component::Normal(_)));
        assert!(steps && path.is_relative(), "{name:?} is resolved to {}", path.display());
        assert!(document_ref::extension(name).is_some(), "{name:?}");
    }
}

fn assert_quotations(text: &str, quotation: &str, seed: usize) {
    let normalized = NormalizedText::from_parts([text]);
    if normalized.find(quotation).is_some() {
        let words = normalize(quotation);
        let words = words.trim_matches(['"', '\'']);
        assert!(words.contains(char::is_alphanumeric), "{quotation:?} has no words");
        assert!(normalize(text).contains(words), "{quotation:?} is not in {text:?}");
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return;
    }
    let first = seed % words.len();
    let count = 1 + (seed / 16) % 6;
    let excerpt = &words[first..words.len().min(first + count)];
    let preceding = first.checked_sub(1).map(|before| words[before]);
    // A hyphen at the end of a line continues the word.
    let ends_open = |word: &str| {
        let mut end = word.chars().rev().take_while(|letter| !letter.is_alphanumeric());
        end.any(|letter| matches!(letter, '-' | '\u{ad}' | '¬' | '\u{2010}'..='\u{2012}') || folds_away(letter))
    };
    let is_delimited = !preceding.is_some_and(ends_open) && !excerpt.last().is_some_and(|word| ends_open(word));
    for separator in [" ", "\n", "  \u{a0}"] {
        let quoted = excerpt.join(separator);
        if is_delimited && normalize(&quoted).contains(char::is_alphanumeric) {
            assert!(normalized.find(&quoted).is_some(), "{quoted:?} is in {text:?} but is not found");
        }
    }
    let quoted = excerpt.join(" ");
    let normalized_text = normalize(text);
    let rare = RARE_CHARS.iter().find(|letter| !normalized_text.contains(**letter));
    let altered = quoted.chars().position(char::is_alphanumeric).zip(rare).map(|(at, rare)| {
        let letter = |(place, letter)| if place == at { *rare } else { letter };
        quoted.chars().enumerate().map(letter).collect::<String>()
    });
    if let Some(altered) = altered {
        assert!(normalized.find(&altered).is_none(), "{altered:?} is not in {text:?} but is found");
    }
}

/// Whether normalisation removes a trailing character other than white space, such as a hyphen.
fn folds_away(letter: char) -> bool {
    normalize(&format!("a{letter}")) == "a" && !letter.is_whitespace()
}
