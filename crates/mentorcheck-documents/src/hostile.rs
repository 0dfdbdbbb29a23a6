//! Word and OpenDocument files that are made to exhaust a reader: each must end in text or in a typed error.

use mentorcheck_core::evidence::passage::DocumentText;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{ExtractError, extract, testing::archive};

/// How a document must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Text,
    Limit,
    Malformed,
    Encrypted,
}

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

fn word(body: &str) -> Vec<u8> {
    archive(&[("word/document.xml", format!("<w:document {WORD}>{body}</w:document>").as_bytes())])
}

fn open_document(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<o:d xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body>{body}</o:body></o:d>"#
    );
    archive(&[("content.xml", content.as_bytes())])
}

fn nested(start: &str, end: &str, depth: usize) -> String {
    format!("{}{}", start.repeat(depth), end.repeat(depth))
}

/// An archive whose entries and end of directory say what `change` makes of them.
fn forged(change: impl Fn(&mut Vec<u8>, usize)) -> Vec<u8> {
    let mut bytes = word("<w:p/>");
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    change(&mut bytes, end);
    bytes
}

/// Where the first entry of the directory is.
fn first_entry(bytes: &[u8]) -> usize {
    bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap()
}

fn many_entries(count: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..count {
        writer.start_file(format!("{index}"), SimpleFileOptions::default()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Word styles of which each is based on the next.
fn chain_of_styles(length: usize) -> Vec<u8> {
    let styles: Vec<String> = (0..length)
        .map(|index| format!(r#"<w:style w:styleId="{index}"><w:basedOn w:val="{}"/></w:style>"#, index + 1))
        .collect();
    let styles = format!("<w:styles {WORD}>{}</w:styles>", styles.concat());
    archive(&[
        ("word/document.xml", format!("<w:document {WORD}/>").as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ])
}

/// A hostile document.
struct Case {
    extension: &'static str,
    name: &'static str,
    ending: Ending,
    /// Takes long where the compiler does not optimise.
    is_large: bool,
    build: fn() -> Vec<u8>,
}

const fn small(extension: &'static str, name: &'static str, ending: Ending, build: fn() -> Vec<u8>) -> Case {
    Case { extension, name, ending, is_large: false, build }
}

const fn large(extension: &'static str, name: &'static str, ending: Ending, build: fn() -> Vec<u8>) -> Case {
    Case { extension, name, ending, is_large: true, build }
}

const ENTITIES: &[u8] = br#"<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><a>&b;</a>"#;

const CASES: [Case; 32] = [
    large("docx", "a part that unpacks to 80 MB", Ending::Limit, || {
        archive(&[("word/document.xml", &vec![b' '; 80 * 1024 * 1024])])
    }),
    large("odt", "a part that unpacks to 80 MB", Ending::Limit, || {
        archive(&[("content.xml", &vec![b' '; 80 * 1024 * 1024])])
    }),
    small("docx", "deep nesting", Ending::Limit, || word(&nested("<w:p>", "</w:p>", 200_000))),
    small("odt", "deep nesting", Ending::Limit, || open_document(&nested("<t:p>", "</t:p>", 200_000))),
    small("docx", "nesting within the limit", Ending::Text, || word(&nested("<w:p>", "</w:p>", 500))),
    small("docx", "entities", Ending::Malformed, || archive(&[("word/document.xml", ENTITIES)])),
    small("odt", "entities", Ending::Malformed, || archive(&[("content.xml", ENTITIES)])),
    large("docx", "a million empty paragraphs", Ending::Text, || word(&"<w:p/>".repeat(1_000_000))),
    large("odt", "a million empty paragraphs", Ending::Text, || open_document(&"<t:p/>".repeat(1_000_000))),
    large("docx", "a million short paragraphs", Ending::Limit, || {
        word(&"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(1_000_000))
    }),
    large("odt", "a million short paragraphs", Ending::Limit, || open_document(&"<t:p>a</t:p>".repeat(1_000_000))),
    large("odt", "a million paragraphs in one", Ending::Limit, || {
        open_document(&format!("<t:p>{}</t:p>", "<t:p>a</t:p>".repeat(1_000_000)))
    }),
    large("docx", "ten million elements", Ending::Limit, || word(&"<a/>".repeat(10_000_000))),
    small("docx", "many attributes", Ending::Limit, || {
        let attributes: Vec<String> = (0..5_000).map(|index| format!(r#" a{index}="1""#)).collect();
        word(&format!("<w:p{}/>", attributes.concat()))
    }),
    small("docx", "many namespaces", Ending::Limit, || {
        let namespaces: Vec<String> = (0..250).map(|index| format!(r#" xmlns:n{index}="n""#)).collect();
        word(&nested(&format!("<w:p{}>", namespaces.concat()), "</w:p>", 20))
    }),
    large("docx", "forty megabytes of text", Ending::Limit, || {
        word(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "words ".repeat(7_000_000)))
    }),
    small("docx", "tabs", Ending::Text, || word(&"<w:p><w:r><w:tab/></w:r></w:p>".repeat(10_000))),
    small("docx", "paragraph marks that are all deleted", Ending::Text, || {
        let paragraph = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
        word(&paragraph.repeat(20_000))
    }),
    large("docx", "many references to one part", Ending::Limit, || {
        let reference = |index| format!(r#"<Relationship Id="{index}" Type="x/chart" Target="c.xml"/>"#);
        let references: Vec<String> = (0..1_000).map(reference).collect();
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        let list = format!(r#"<Relationships xmlns="{namespace}">{}</Relationships>"#, references.concat());
        archive(&[
            ("word/document.xml", b"<a/>"),
            ("word/_rels/document.xml.rels", list.as_bytes()),
            ("word/c.xml", format!("<a>{}</a>", "<b/>".repeat(10_000)).as_bytes()),
        ])
    }),
    large("odt", "many embedded objects", Ending::Text, || {
        let object = |index| format!(r#"<d:object x:href="./{index}"/>"#);
        let objects: Vec<String> = (0..200_000).map(object).collect();
        let namespace = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0";
        open_document(&format!(
            r#"<d:g xmlns:d="{namespace}" xmlns:x="http://www.w3.org/1999/xlink">{}</d:g>"#,
            objects.concat()
        ))
    }),
    small("docx", "a chain of styles", Ending::Text, || chain_of_styles(18_000)),
    small("docx", "fields that do not end", Ending::Limit, || {
        word(&format!("<w:p>{}</w:p>", r#"<w:fldChar w:fldCharType="begin"/>"#.repeat(10_000)))
    }),
    small("odt", "a billion spaces", Ending::Text, || open_document(r#"<t:p><t:s t:c="1000000000"/></t:p>"#)),
    small("docx", "too many entries", Ending::Limit, || many_entries(10_001)),
    small("docx", "an absurd number of entries", Ending::Malformed, || forged(|bytes, end| bytes[end + 10] = 0xFE)),
    small("docx", "an absurd place of the directory", Ending::Malformed, || {
        forged(|bytes, end| bytes[end + 16..end + 20].fill(0xFE))
    }),
    small("docx", "numbers that stand elsewhere, which is not there", Ending::Malformed, || {
        forged(|bytes, end| bytes[end + 8..end + 20].fill(0xFF))
    }),
    // Packed data says itself where it ends.
    small("docx", "an absurd packed size", Ending::Text, || {
        forged(|bytes, _| {
            let entry = first_entry(bytes);
            bytes[entry + 20..entry + 24].fill(0xEE);
        })
    }),
    small("docx", "a wrong checksum", Ending::Malformed, || {
        forged(|bytes, _| {
            let entry = first_entry(bytes);
            bytes[entry + 16] ^= 1;
        })
    }),
    small("docx", "an encrypted entry", Ending::Encrypted, || {
        forged(|bytes, _| {
            let entry = first_entry(bytes);
            bytes[entry + 8] |= 1;
            bytes[6] |= 1;
        })
    }),
    large("docx", "ends of directories", Ending::Malformed, || b"PK\x05\x06".repeat(2_000_000)),
    small("odt", "half an archive", Ending::Malformed, || {
        let mut bytes = open_document("<t:p>a</t:p>");
        bytes.truncate(bytes.len() / 2);
        bytes
    }),
];

fn ending(result: &Result<DocumentText, ExtractError>) -> Option<Ending> {
    match result {
        Ok(_) => Some(Ending::Text),
        Err(ExtractError::DecompressionLimit) => Some(Ending::Limit),
        Err(ExtractError::Malformed { .. }) => Some(Ending::Malformed),
        Err(ExtractError::Encrypted) => Some(Ending::Encrypted),
        Err(_) => None,
    }
}

#[test]
fn hostile_archives_end_as_expected() {
    let selected = std::env::var("MENTORCHECK_HOSTILE").ok();
    for case in CASES {
        let is_selected = match selected.as_deref() {
            None => !case.is_large,
            Some("all") => true,
            Some(part) => case.name.contains(part),
        };
        if is_selected {
            let result = extract(case.extension, &(case.build)());
            let error = result.as_ref().err();
            assert_eq!(ending(&result), Some(case.ending), "{}, {}: {error:?}", case.extension, case.name);
        }
    }
}
