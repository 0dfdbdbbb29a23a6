//! Bytes → a form: what is read is a description whose lines have places, and what is not read says why.
//!
//! The first byte says what the others are: a file as it is, the cells of a workbook in either format, or a table after the
//! titles of an export.

use std::sync::LazyLock;

use mentorcheck_core::schema::vocabulary;
use mentorcheck_forms::{FormOptions, import::Importer, model::Questionnaire, xlsx};
use mentorcheck_yaml::ParsedFile;

static QUESTIONNAIRE: LazyLock<Questionnaire> =
    LazyLock::new(|| Questionnaire::embedded().expect("the embedded schema is that of a questionnaire"));

static IMPORTER: LazyLock<Importer<'static>> = LazyLock::new(|| Importer::new(&QUESTIONNAIRE, vocabulary()));

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const ODF: &str = "urn:oasis:names:tc:opendocument:xmlns";

/// # Panics
/// If an invariant is violated.
pub fn check_invariants(bytes: &[u8]) {
    check_file(&to_file(bytes));
}

/// Whether a form is read from the bytes.
#[must_use]
pub fn is_read(bytes: &[u8]) -> bool {
    IMPORTER.read(&to_file(bytes)).is_ok()
}

fn to_file(bytes: &[u8]) -> Vec<u8> {
    let Some((form, rest)) = bytes.split_first() else { return Vec::new() };
    match form % 4 {
        0 => rest.to_vec(),
        1 => office_open_xml(rest),
        2 => open_document(rest),
        _ => [b"programme__name,purpose__main,purpose__steps,mentorcheck__version\n", rest].concat(),
    }
}

/// # Panics
/// If what is read from a file violates an invariant.
pub fn check_file(file: &[u8]) {
    match IMPORTER.read(file) {
        Ok(form) => {
            let lines = form.text.lines().count();
            assert_eq!(form.origin.places.len(), lines, "{}", form.text);
            for notice in &form.origin.notices {
                assert!((1..=lines).contains(&notice.line), "{notice:?} in {}", form.text);
                assert!(!notice.code.is_empty() && notice.message.ends_with('.'), "{notice:?}");
                super::assert_sanitized(&notice.message);
            }
            let parsed = ParsedFile::parse("form.yaml", form.text.clone().into_bytes());
            assert!(parsed.errors.is_empty(), "{:?} in {}", parsed.errors, form.text);
            assert!(!parsed.documents.is_empty());
        }
        Err(error) => assert!(!error.to_string().is_empty() && error.help().ends_with('.'), "{error:?}"),
    }
}

/// A blank form as the cells of its first sheet would have it, for seeds.
///
/// # Panics
/// Never: a test renders the form.
#[must_use]
pub fn blank() -> Vec<u8> {
    xlsx::render(&QUESTIONNAIRE, &FormOptions::default()).expect("a blank form is rendered")
}

/// A workbook whose only sheet has these rows.
fn office_open_xml(rows: &[u8]) -> Vec<u8> {
    let package = format!(
        r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let list = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Questions" r:id="s"/></sheets></workbook>"#
    );
    let relationships = format!(
        r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="s" Type="{OFFICE}/worksheet" Target="s.xml"/></Relationships>"#
    );
    let inline = |address: &str, text: &str| format!(r#"<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let header = format!(
        "<row r=\"1\">{}{}{}</row>",
        inline("A1", "Key"),
        inline("E1", "Answer"),
        inline("F1", "Where does it say so?")
    );
    let first = inline("A2", "programme.name/text");
    let start = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{header}<row r="2">{first}"#);
    let sheet = [start.as_bytes(), rows, b"</row></sheetData></worksheet>"].concat();
    stored(&[
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", list.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relationships.as_bytes()),
        ("xl/s.xml", &sheet),
    ])
}

/// A workbook in OpenDocument whose only sheet has these rows.
fn open_document(rows: &[u8]) -> Vec<u8> {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let start = format!(
        r#"<o:c xmlns:o="{ODF}:office:1.0" xmlns:table="{ODF}:table:1.0" xmlns:text="{ODF}:text:1.0"><o:spreadsheet><table:table table:name="Q"><table:table-row>{}{}{}</table:table-row>"#,
        cell("Key"),
        cell("Answer"),
        cell("Where does it say so?")
    );
    let content = [start.as_bytes(), rows, b"</table:table></o:spreadsheet></o:c>"].concat();
    stored(&[("content.xml", &content)])
}

/// An archive whose parts are not packed.
fn stored(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let size = |length: usize| u32::try_from(length).expect("inputs of the fuzzer are short").to_le_bytes();
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let name_length = u16::try_from(name.len()).expect("names are short").to_le_bytes();
        let mut common = Vec::new();
        common.extend([20, 0, 0, 0, 0, 0, 0, 0, 33, 0]);
        common.extend(checksum(content).to_le_bytes());
        common.extend(size(content.len()));
        common.extend(size(content.len()));
        common.extend(name_length);
        common.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(size(bytes.len()));
        directory.extend(name.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.as_bytes());
        bytes.extend(*content);
    }
    let count = u16::try_from(parts.len()).expect("parts are few").to_le_bytes();
    let start = size(bytes.len());
    let length = size(directory.len());
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(length);
    bytes.extend(start);
    bytes.extend([0, 0]);
    bytes
}

/// The checksum of archives, CRC-32.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |rest: u32, byte: &u8| {
        (0..8).fold(rest ^ u32::from(*byte), |rest, _| (rest >> 1) ^ (0xEDB8_8320 & (rest & 1).wrapping_neg()))
    };
    !bytes.iter().fold(u32::MAX, step)
}
