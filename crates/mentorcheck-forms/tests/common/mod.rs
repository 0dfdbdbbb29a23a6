//! Reads forms in tests.

#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may do both, and so may what they share")]

use std::{
    io::{Cursor, Read},
    sync::Arc,
};

use mentorcheck_core::schema::vocabulary;
use mentorcheck_forms::{answers::Answers, model::Questionnaire};
use mentorcheck_yaml::{Document, ParsedFile, SourceFile};
use quick_xml::{Reader, escape::resolve_predefined_entity, events::Event};

/// Constructed: texts that could be taken for formulas, references and markup, a misspelt value and a moved one.
pub const DESCRIPTION: &str = r#"
programme:
  name: '=HYPERLINK("http://example.invalid","Constructed")'
  id: "@SUM(1)"
  calls_itself: "it's ${x} & <b> - 5 div 2"
  organisations: ["+1 Centre (constructed)", "- Second (constructed)"]
  country: [NO, BE]
  status: "?"
  website: https://example.invalid/a-b?c=d
  summary: "true\nline two \u202e \u0007 \ufffe \\ end"
purpose:
  main: wrk
  steps: [job-search, network, nothing-else]
  known_to: [nothing-else]
mentor:
  capacity: volunteer
  gains: [learning, unheard-of]
third_actor:
  monitors: [contact-point]
evidence:
  - {for: mentor.capacity, source: "=1+1", at: page 2, quote: "'quoted' \"twice\""}
  - {for: mentor.capacity, source: second}
  - {for: purpose.steps, source: third, quote: words}
"#;

pub fn questionnaire() -> Questionnaire {
    Questionnaire::embedded().unwrap()
}

pub fn parse(bytes: Vec<u8>) -> (Document, Arc<SourceFile>) {
    let mut file = ParsedFile::parse("form.yaml", bytes);
    assert!(file.errors.is_empty(), "{:?}", file.errors);
    assert_eq!(file.documents.len(), 1);
    (file.documents.remove(0), file.text)
}

pub fn answers(description: &str) -> Answers {
    Answers::from_document(&parse(description.as_bytes().to_vec()).0, vocabulary())
}

pub fn unzip(bytes: &[u8], part: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(part).unwrap_or_else(|error| panic!("{part}: {error}")).read_to_string(&mut text).unwrap();
    text
}

/// The text of an XML part: `separator` ends each element of the name `element`.
fn text_of(xml: &str, element: &str, separator: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(part) => text.push_str(&part.decode().unwrap()),
            Event::GeneralRef(name) => match name.resolve_char_ref().unwrap() {
                Some(ch) => text.push(ch),
                None => text.push_str(resolve_predefined_entity(&name.decode().unwrap()).unwrap()),
            },
            Event::Empty(tag) if tag.name().as_ref() == b"w:tab" => text.push(' '),
            Event::End(tag) if tag.name().as_ref() == element.as_bytes() => text.push_str(separator),
            Event::Eof => return text,
            _ => {}
        }
    }
}

/// The shared strings of a workbook, by index.
pub fn strings(workbook: &[u8]) -> Vec<String> {
    let text = text_of(&unzip(workbook, "xl/sharedStrings.xml"), "si", "\u{0}");
    // The line break after the declaration.
    text.trim_start().split('\u{0}').map(str::to_owned).collect()
}

/// The cells of a sheet with strings or numbers, as address and text.
pub fn cells(workbook: &[u8], sheet: usize) -> Vec<(String, String)> {
    let strings = strings(workbook);
    let xml = unzip(workbook, &format!("xl/worksheets/sheet{sheet}.xml"));
    let cells = xml.split("<c r=\"").skip(1).filter_map(|cell| {
        let address = cell.split('"').next()?.to_owned();
        let value = cell.split("</c>").next()?.split_once("<v>")?.1.split_once("</v>")?.0;
        let is_string = cell.split('>').next()?.contains("t=\"s\"");
        let text = if is_string { strings[value.parse::<usize>().unwrap()].clone() } else { value.to_owned() };
        Some((address, text))
    });
    cells.collect()
}

/// What the visible sheets show: all cells but the hidden column.
pub fn shown_strings(workbook: &[u8]) -> String {
    let questions = cells(workbook, 1).into_iter().filter(|(address, _)| !address.starts_with('A'));
    let codebook = cells(workbook, 2);
    questions.chain(codebook).map(|(_, text)| text + "\n").collect()
}

/// All text of a form, with white space collapsed and the comment marks of YAML left out.
pub fn texts_of(form: &[u8]) -> String {
    let text = if !form.starts_with(b"PK") {
        String::from_utf8(form.to_vec()).unwrap().replace("# ", " ")
    } else if zip::ZipArchive::new(Cursor::new(form)).unwrap().index_for_name("word/document.xml").is_some() {
        text_of(&unzip(form, "word/document.xml"), "w:p", "\n")
    } else {
        strings(form).join("\n")
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An archive of these parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The archive with more parts.
pub fn with_parts(bytes: &[u8], more: &[(&str, &str)]) -> Vec<u8> {
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = packed.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for name in names {
        let mut content = Vec::new();
        packed.by_name(&name).unwrap().read_to_end(&mut content).unwrap();
        parts.push((name, content));
    }
    let old = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice()));
    archive(&old.chain(more.iter().map(|(name, text)| (*name, text.as_bytes()))).collect::<Vec<_>>())
}

/// The archive with one part changed.
pub fn with_part(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = packed.file_names().map(|name| name.unwrap().into_owned()).collect();
    let parts: Vec<(String, String)> = names
        .into_iter()
        .map(|name| {
            let mut text = String::new();
            packed.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
            let text = if name == part { change(&text) } else { text };
            (name, text)
        })
        .collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&parts)
}
