//! Documents and quotations: any document is read or rejected with an error; text in it is found, other text is not.
//!
//! The first byte selects the document format, the second the length of the quotation that follows; then come a seed
//! byte and the document.

use super::input::ChoiceReader;
use mentorcheck_core::evidence::{
    document::SearchableText,
    document_ref,
    passage::{DocumentText, Passage, PassageRole, Place, Run, Visibility},
    search::Presence,
};
use mentorcheck_documents::{ExtractError, extract};

const FORMATS: [&str; 5] = ["txt", "md", "html", "pdf", "bin"];

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
            let has_pages = text.passages.iter().any(|passage| passage.place.page.is_some());
            assert_presence(&SearchableText::new(text), &quotation, has_pages);
            assert_ne!(format, "bin", "a format that cannot be read");
        }
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.help().is_empty());
            assert_eq!(error == ExtractError::UnknownFormat, format == "bin", "{error}");
        }
    }
    if let Ok(document) = std::str::from_utf8(document) {
        assert_quotations(document, seed);
    }
}

/// What is found has a place, and what is nearest has differences.
fn assert_presence(text: &SearchableText, quotation: &str, has_pages: bool) {
    let outcome = text.search(&[quotation]).remove(0);
    match outcome.presence {
        Presence::Visible(place) => assert_eq!(place.page.is_some(), has_pages, "{quotation:?}"),
        Presence::Unseen { seen_as, .. } => assert!(!seen_as.is_empty(), "{quotation:?}"),
        Presence::Absent { nearest: Some(nearest) } => {
            assert!(!nearest.text.is_empty() && !nearest.differences.is_empty(), "{quotation:?}");
        }
        Presence::Absent { nearest: None } | Presence::NotSearched => {}
    }
    assert!(outcome.is_too_short || quotation.contains(char::is_alphanumeric), "{quotation:?} has no words");
}

/// A file reference stays within the folder.
fn assert_within_folder(name: &str) {
    if let document_ref::DocumentRef::File(path) = document_ref::classify(name) {
        let steps = path.components().all(|step| matches!(step, std::path::Component::Normal(_)));
        assert!(steps && path.is_relative(), "{name:?} is resolved to {}", path.display());
        assert!(document_ref::extension(name).is_some(), "{name:?}");
    }
}

/// Words of a text are found in it; with a letter that it does not have, they are not.
fn assert_quotations(text: &str, seed: usize) {
    let run = Run { text: text.to_owned(), visibility: Visibility::Visible, is_note_mark: false };
    let passage = Passage { place: Place::default(), role: PassageRole::Body, runs: vec![run] };
    let document = SearchableText::new(DocumentText { passages: vec![passage], gaps: Vec::new() });
    let is_found = |quotation: &str| matches!(document.search(&[quotation])[0].presence, Presence::Visible(_));
    // Ellipses and hyphens at the ends of words have readings of their own; unit tests cover them.
    let is_plain = |word: &&str| word.chars().all(char::is_alphanumeric) && word.len() < 200;
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = seed % words.len().max(1);
    let excerpt: Vec<&str> = words.iter().copied().skip(start).take_while(is_plain).take(1 + (seed / 16) % 6).collect();
    // A word behind a hyphen at the end of a line is not whole.
    let follows_hyphen = start > 0 && !is_plain(&words[start - 1]);
    if excerpt.is_empty() || follows_hyphen {
        return;
    }
    for separator in [" ", "\n", "  \u{a0}"] {
        let quoted = excerpt.join(separator);
        assert!(is_found(&quoted), "{quoted:?} is in {text:?} but is not found");
    }
    let Some(rare) = RARE_CHARS.iter().find(|letter| !text.contains(**letter)) else { return };
    let mut altered = excerpt.join(" ");
    altered.push(*rare);
    assert!(!is_found(&altered), "{altered:?} is not in {text:?} but is found");
}
