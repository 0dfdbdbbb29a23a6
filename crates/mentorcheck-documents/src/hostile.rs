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

fn many_entries(count: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..count {
        writer.start_file(format!("{index}"), SimpleFileOptions::default()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Word styles of which each is based on the next.
fn long_chain() -> Vec<u8> {
    let styles: String = (0..19_000)
        .map(|index| format!(r#"<w:style w:styleId="{index}"><w:basedOn w:val="{}"/></w:style>"#, index + 1))
        .collect();
    let styles = format!("<w:styles {WORD}>{styles}</w:styles>");
    archive(&[
        ("word/document.xml", format!("<w:document {WORD}/>").as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ])
}

/// The extension, a name, how it ends, and the bytes.
fn hostile() -> Vec<(&'static str, &'static str, Ending, Vec<u8>)> {
    let bomb = vec![b' '; 80 * 1024 * 1024];
    let entity = r#"<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>"#;
    let run = "<w:p><w:r><w:t>a</w:t></w:r></w:p>";
    let attributes: String = (0..5_000).map(|index| format!(r#" a{index}="1""#)).collect();
    let namespaces: String = (0..250).map(|index| format!(r#" xmlns:n{index}="n""#)).collect();
    vec![
        ("docx", "a part that unpacks to 80 MB", Ending::Limit, archive(&[("word/document.xml", &bomb)])),
        ("odt", "a part that unpacks to 80 MB", Ending::Limit, archive(&[("content.xml", &bomb)])),
        ("docx", "deep nesting", Ending::Limit, word(&nested("<w:p>", "</w:p>", 200_000))),
        ("odt", "deep nesting", Ending::Limit, open_document(&nested("<t:p>", "</t:p>", 200_000))),
        ("docx", "nesting within the limit", Ending::Text, word(&nested("<w:p>", "</w:p>", 500))),
        ("docx", "entities", Ending::Malformed, archive(&[("word/document.xml", entity.as_bytes())])),
        ("odt", "entities", Ending::Malformed, archive(&[("content.xml", entity.as_bytes())])),
        ("docx", "a million empty paragraphs", Ending::Text, word(&"<w:p/>".repeat(1_000_000))),
        ("odt", "a million empty paragraphs", Ending::Text, open_document(&"<t:p/>".repeat(1_000_000))),
        ("docx", "a million short paragraphs", Ending::Limit, word(&run.repeat(1_000_000))),
        ("odt", "a million short paragraphs", Ending::Limit, open_document(&"<t:p>a</t:p>".repeat(1_000_000))),
        ("docx", "ten million elements", Ending::Limit, word(&"<a/>".repeat(10_000_000))),
        ("docx", "many attributes", Ending::Limit, word(&format!("<w:p{attributes}/>"))),
        ("docx", "many namespaces", Ending::Limit, word(&nested(&format!("<w:p{namespaces}>"), "</w:p>", 20))),
        ("docx", "forty megabytes of text", Ending::Limit, word(&format!(
            "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
            "words ".repeat(7_000_000)
        ))),
        ("docx", "spaces", Ending::Text, word(&"<w:p><w:r><w:tab/></w:r></w:p>".repeat(100_000))),
        ("docx", "paragraph marks that are all deleted", Ending::Text, word(
            &"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>".repeat(100_000),
        )),
        ("docx", "a chain of styles", Ending::Text, long_chain()),
        ("docx", "fields that do not end", Ending::Limit, word(&format!(
            "<w:p>{}</w:p>",
            r#"<w:fldChar w:fldCharType="begin"/>"#.repeat(100_000)
        ))),
        ("odt", "a billion spaces", Ending::Text, open_document(r#"<t:p><t:s t:c="1000000000"/></t:p>"#)),
        ("docx", "too many entries", Ending::Limit, many_entries(20_000)),
        ("docx", "an absurd number of entries", Ending::Malformed, forged(|bytes, end| bytes[end + 10] = 0xFE)),
        ("docx", "an absurd place of the directory", Ending::Malformed, forged(|bytes, end| {
            bytes[end + 16..end + 20].fill(0xFE);
        })),
        ("docx", "numbers that stand elsewhere, which is not there", Ending::Malformed, forged(|bytes, end| {
            bytes[end + 8..end + 20].fill(0xFF);
        })),
        ("docx", "an absurd size", Ending::Malformed, forged(|bytes, _| {
            let entry = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
            bytes[entry + 20..entry + 24].fill(0xEE);
        })),
        ("docx", "an encrypted entry", Ending::Encrypted, forged(|bytes, _| {
            let entry = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
            bytes[entry + 8] |= 1;
            bytes[6] |= 1;
        })),
        ("docx", "ends of directories", Ending::Malformed, b"PK\x05\x06".repeat(2_000_000)),
        ("odt", "half an archive", Ending::Malformed, {
            let mut bytes = open_document("<t:p>a</t:p>");
            bytes.truncate(bytes.len() / 2);
            bytes
        }),
    ]
}

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
    let only = std::env::var("MENTORCHECK_HOSTILE").ok().filter(|name| name != "all");
    for (extension, name, expected, bytes) in hostile() {
        if only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            continue;
        }
        let result = extract(extension, &bytes);
        assert_eq!(ending(&result), Some(expected), "{extension}, {name}: {:?}", result.err());
    }
}
