//! Documents of each format: any bytes are read or rejected with an error, within limits, and what a reader of the
//! document sees can be quoted.
//!
//! For Word and OpenDocument the bytes become the XML inside a valid archive (see `markup`), for PDF a stream of a
//! valid file, so that mutations reach the readers.

use std::io::{Cursor, Write};

use super::{input::ChoiceReader, markup};
use mentorcheck_core::evidence::{
    document::SearchableText,
    passage::{DocumentText, Passage},
    search::Presence,
};
use mentorcheck_documents::extract;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The most text that a document has, in bytes: small bytes must not become more than a reader may keep.
const MAX_TEXT_BYTES: usize = 32 * 1024 * 1024;
/// A quotation is tried if it has a word of so many letters.
const MIN_WORD_LETTERS: usize = 3;
/// The longest quotation that is tried, in bytes.
const MAX_QUOTED_BYTES: usize = 400;

/// # Panics
/// If an invariant is violated.
pub fn check_docx(bytes: &[u8]) {
    check("docx", &archive(&markup::word(bytes)));
}

/// # Panics
/// If an invariant is violated.
pub fn check_odt(bytes: &[u8]) {
    check("odt", &archive(&markup::open_document(bytes)));
}

/// # Panics
/// If an invariant is violated.
pub fn check_pdf_content(bytes: &[u8]) {
    check("pdf", &pdf(bytes));
}

/// # Panics
/// If an invariant is violated.
pub fn check_markdown(bytes: &[u8]) {
    check("md", bytes);
}

/// # Panics
/// If an invariant is violated.
pub fn check_html(bytes: &[u8]) {
    check("html", bytes);
}

fn check(extension: &str, document: &[u8]) {
    match extract(extension, document) {
        Ok(text) => {
            assert_regular(&text);
            let quotation = text.passages.iter().find(|passage| has_visible_words(passage)).and_then(visible_words);
            let document = SearchableText::new(text);
            if let Some(quotation) = quotation {
                assert_not_misquoted(&document, &quotation);
            }
        }
        Err(error) => assert!(!error.to_string().is_empty() && !error.help().is_empty()),
    }
}

/// Places are in order, and nothing is empty.
fn assert_regular(text: &DocumentText) {
    let mut size = 0;
    let (mut page, mut paragraph) = (0, 0);
    for passage in &text.passages {
        assert!(!passage.runs.is_empty() && passage.runs.iter().all(|run| !run.text.is_empty()), "{passage:?}");
        size += passage.runs.iter().map(|run| run.text.len()).sum::<usize>();
        let place = &passage.place;
        assert!(place.page.is_some() || page == 0, "pages in part of a document: {passage:?}");
        assert!(place.page.is_none_or(|number| number >= page), "page {page} is before {passage:?}");
        assert!(place.paragraph.is_none_or(|number| number > paragraph), "paragraph {paragraph} is before {passage:?}");
        page = place.page.unwrap_or(page);
        paragraph = place.paragraph.unwrap_or(paragraph);
    }
    assert!(size <= MAX_TEXT_BYTES, "{size} bytes of text");
}

fn has_visible_words(passage: &Passage) -> bool {
    passage
        .runs
        .iter()
        .any(|run| run.visibility.is_visible() && !run.is_note_mark && run.text.contains(char::is_alphanumeric))
}

/// The visible words of a passage, or the first of them if they are many.
fn visible_words(passage: &Passage) -> Option<String> {
    let runs = passage.runs.iter().filter(|run| run.visibility.is_visible() && !run.is_note_mark);
    let mut words: String = runs.map(|run| run.text.as_str()).collect();
    if words.len() > MAX_QUOTED_BYTES {
        let cut = words.floor_char_boundary(MAX_QUOTED_BYTES);
        let end = words[..cut].rfind(char::is_whitespace)?;
        words.truncate(end);
    }
    // Other characters have readings of their own, or none: tables of cases cover them.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || ".,;:!?()".contains(c);
    let has_word = words.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() >= MIN_WORD_LETTERS);
    (has_word && words.chars().all(is_plain)).then_some(words)
}

fn assert_not_misquoted(document: &SearchableText, quotation: &str) {
    let presence = document.search(&[quotation]).remove(0).presence;
    assert!(
        matches!(presence, Presence::Visible(_) | Presence::NotSearched),
        "{quotation:?} is in the document, but: {presence:?}"
    );
}

/// An archive of these parts, not packed: a mutation of a byte stays one.
fn archive(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, options).expect("a name that is given once");
        writer.write_all(content).expect("a vector takes any number of bytes");
    }
    writer.finish().expect("a vector takes any number of bytes").into_inner()
}

/// What a page, a form and an appearance show if the bytes are another stream.
const USUAL_CONTENT: &[u8] =
    b"BT /F1 12 Tf 50 700 Td (Mentors are) Tj 0 -14 Td (volunteers.) Tj /F2 10 Tf 0 -14 Td <000100020003> Tj ET /X Do";
const USUAL_MAP: &[u8] = b"1 beginbfrange <0001> <0003> <0061> endbfrange";

/// A PDF of one page in which the bytes are a content stream: of the page, of a form that it draws, or of an annotation;
/// or else the map of characters of a font. The first byte says which.
fn pdf(bytes: &[u8]) -> Vec<u8> {
    let mut input = ChoiceReader::new(bytes);
    let place = input.below(4);
    let content = input.rest();
    let stream_at = |index: usize, usual: &[u8]| if index == place { content.to_vec() } else { usual.to_vec() };
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >>";
    let streams = [
        ("", stream_at(0, USUAL_CONTENT)),
        (form, stream_at(1, b"BT /F1 12 Tf 50 600 Td (They meet) Tj ET")),
        ("", stream_at(2, USUAL_MAP)),
        (form, stream_at(3, b"BT /F1 12 Tf 50 10 Td (weekly) Tj ET")),
        ("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", vec![0]),
    ];
    let mut objects: Vec<Vec<u8>> = [
        "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [8 0 R] /D << /OFF [8 0 R] >> >> >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 9 0 R /Annots [4 0 R 7 0 R] /Resources <<
            /Font << /F1 5 0 R /F2 6 0 R >> /XObject << /X 10 0 R /P 13 0 R >> /Properties << /O 8 0 R >>
            /ExtGState << /G << /ca 0 /Font [5 0 R 9] >> >> >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /V (every week) /Rect [50 400 200 420] /AP << /N 12 0 R >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 11 0 R /DescendantFonts [<< /DW 500 >>] >>",
        "<< /Type /Annot /Subtype /Stamp /Rect [50 300 200 320] /AP << /N 12 0 R >> >>",
        "<< /Type /OCG /Name (off) >>",
    ]
    .map(|object| object.as_bytes().to_vec())
    .into();
    objects.extend(streams.into_iter().map(|(entries, stream)| {
        let head = format!("<< {entries} /Length {} >>\nstream\n", stream.len());
        [head.as_bytes(), &stream, b"\nendstream"].concat()
    }));
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = vec![format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1)];
    for (index, object) in objects.iter().enumerate() {
        table.push(format!("{:010} 00000 n \n", file.len()));
        file.extend([format!("{} 0 obj\n", index + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let (start, size, table) = (file.len(), objects.len() + 1, table.concat());
    file.extend(format!("{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}
