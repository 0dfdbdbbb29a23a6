//! Documents that LibreOffice has written from one text: all formats give the same words, and the same quotations are
//! found in them. `libreoffice/README.md` says how they are made.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests panic on failure")]

use mentorcheck_core::evidence::{
    document::SearchableText,
    passage::{DocumentText, PassageRole, Place},
    search::Presence,
};
use mentorcheck_documents::extract;

const FILES: [(&str, &[u8]); 4] = [
    ("docx", include_bytes!("libreoffice/guide.docx")),
    ("odt", include_bytes!("libreoffice/guide.odt")),
    ("pdf", include_bytes!("libreoffice/guide.pdf")),
    ("html", include_bytes!("libreoffice/guide.html")),
];

/// The words of the footnote.
const NOTE: &str = "Second-class tickets, and a bicycle at the usual rate.";

fn read(extension: &str) -> DocumentText {
    let (_, bytes) = FILES.iter().find(|(known, _)| *known == extension).unwrap();
    let text = extract(extension, bytes).unwrap();
    assert_eq!(text.gaps, [], "{extension}");
    text
}

/// The words that a reader sees in passages of this role, without marks of notes. A bullet is no word: in PDF it is drawn
/// like one, elsewhere it belongs to the list.
fn words(text: &DocumentText, role: PassageRole) -> Vec<String> {
    let passages = text.passages.iter().filter(|passage| passage.role == role);
    let shown = passages.map(|passage| {
        let runs = passage.runs.iter().filter(|run| run.visibility.is_visible() && !run.is_note_mark);
        runs.map(|run| run.text.as_str()).collect::<String>()
    });
    let text = shown.collect::<Vec<_>>().join("\n");
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).map(str::to_owned).collect()
}

#[test]
fn all_formats_give_the_same_words() {
    let note: Vec<&str> = NOTE.split(' ').collect();
    let body = words(&read("odt"), PassageRole::Body);
    assert!(body.len() > 80 && body.starts_with(&["Guide".to_owned(), "for".to_owned()]), "{body:?}");
    for (extension, _) in FILES {
        let text = read(extension);
        if extension == "pdf" {
            // PDF does not say which lines are a footnote: it is at the foot of the page.
            let own = note.iter().map(ToString::to_string);
            assert_eq!(words(&text, PassageRole::Body), body.iter().cloned().chain(own).collect::<Vec<_>>());
        } else {
            assert_eq!(words(&text, PassageRole::Body), body, "{extension}");
            assert_eq!(words(&text, PassageRole::Note), note, "{extension}");
        }
    }
}

#[test]
fn quotations_across_places_are_found_in_all_formats() {
    let (guide, times, list) = ("Guide for a constructed programme", "How long it takes", "What a mentor may expect");
    for (what, heading, quotation) in [
        ("a heading and a paragraph", None, "a constructed programme All our mentors are volunteers"),
        ("bold words", Some(guide), "All our mentors are volunteers, and they stay volunteers"),
        ("the mark of a footnote", Some(guide), "what they spend on travel and on meals"),
        ("the mark of a footnote, kept", Some(guide), "what they spend on travel1 and on meals"),
        ("two paragraphs", Some(guide), "against receipts. The two of them meet every other week"),
        ("a paragraph and a heading", Some(guide), "without giving reasons. How long it takes"),
        ("a heading and a table", None, "How long it takes First talk two hours"),
        ("cells", Some(times), "First talk two hours Training two evenings"),
        ("a table and a heading", Some(times), "two evenings What a mentor may expect"),
        ("a heading and a list", None, "What a mentor may expect a coordinator"),
        ("items of a list", Some(list), "calls once a month somebody to ask"),
        ("a list and a paragraph", Some(list), "when the two disagree Whoever wants to take part"),
        ("the footnote", None, NOTE),
    ] {
        for (extension, _) in FILES {
            let document = SearchableText::new(read(extension));
            let presence = document.search(&[quotation]).remove(0).presence;
            let Presence::Visible(Place { page, heading: found, paragraph }) = &presence else {
                panic!("{what} in {extension}: {presence:?}");
            };
            let has_pages = extension == "pdf";
            assert_eq!((*page, paragraph.is_some()), (has_pages.then_some(1), !has_pages), "{what} in {extension}");
            if let (Some(heading), false) = (heading, has_pages) {
                assert_eq!(found.as_deref(), Some(heading), "{what} in {extension}");
            }
        }
    }
}

#[test]
fn other_words_are_in_none_of_them() {
    for quotation in [
        "All our mentors are professionals, and they stay",
        "against receipts. The three of them meet",
        "First talk two evenings Training",
        "what they spend on travel2 and on meals",
    ] {
        for (extension, _) in FILES {
            let document = SearchableText::new(read(extension));
            let presence = document.search(&[quotation]).remove(0).presence;
            assert!(matches!(presence, Presence::Absent { .. }), "{quotation} in {extension}: {presence:?}");
        }
    }
}
