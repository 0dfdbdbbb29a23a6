//! The parts of a Word document and their container.

use std::io::{self, Cursor, Write};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesStart, BytesText, Event},
};
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::body::{Body, Piece, Role, end, paragraph};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Tick boxes, which Word knows since 2010.
const WORD_2010: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// The date of creation in every document, so that equal content gives equal bytes.
const CREATED: &str = "2000-01-01T00:00:00Z";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The style of footnotes, which the styles must define if there are any.
const NOTE_STYLE: &str = "FootnoteText";

/// What a document needs as well as its body.
#[derive(Debug)]
pub struct Package<'p> {
    /// The title among its properties.
    pub title: &'p str,
    /// The content of `w:styles`.
    pub styles: &'p str,
    /// The margins of the A4 page at the top and bottom, in twentieths of a point.
    pub vertical_margin: u32,
    /// Those at the sides.
    pub side_margin: u32,
    /// Whether each page has its number.
    pub numbers_pages: bool,
    /// The footnotes, in order.
    pub notes: &'p [Vec<Piece<'p>>],
}

/// 2 cm.
const MARGIN: u32 = 1134;

impl<'p> Package<'p> {
    /// Pages with numbers and margins of 2 cm, without footnotes.
    #[must_use]
    pub const fn new(title: &'p str, styles: &'p str) -> Self {
        Self { title, styles, vertical_margin: MARGIN, side_margin: MARGIN, numbers_pages: true, notes: &[] }
    }
}

/// Why a document cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    #[error("the document cannot be written: {0}")]
    Container(#[from] ZipError),
    #[error("the document cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// Packs the document.
///
/// # Errors
/// If the container cannot be written.
pub fn write(body: Body, package: &Package<'_>) -> Result<Vec<u8>, DocxError> {
    let paragraphs = body.into_inner();
    let mut document = format!(
        "{DECLARATION}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\" xmlns:w14=\"{WORD_2010}\" \
         xmlns:mc=\"{COMPATIBILITY}\" mc:Ignorable=\"w14\"><w:body>"
    )
    .into_bytes();
    document.extend(paragraphs);
    document.extend(section(package).into_bytes());
    let styles = package.styles;
    let mut parts: Vec<(&str, Vec<u8>)> = vec![
        ("[Content_Types].xml", content_types(package).into_bytes()),
        ("_rels/.rels", package_relationships().into_bytes()),
        ("docProps/core.xml", core_properties(package.title)?),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", document_relationships(package).into_bytes()),
        ("word/styles.xml", format!("{DECLARATION}<w:styles xmlns:w=\"{MAIN}\">{styles}</w:styles>").into_bytes()),
    ];
    if package.numbers_pages {
        let footer = format!("{DECLARATION}<w:ftr xmlns:w=\"{MAIN}\">{FOOTER}</w:ftr>");
        parts.push(("word/footer1.xml", footer.into_bytes()));
    }
    if !package.notes.is_empty() {
        parts.push(("word/footnotes.xml", footnotes(package.notes)?));
    }
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, options)?;
        archive.write_all(&content)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content_types(package: &Package<'_>) -> String {
    let part = |path: &str, kind: &str| format!("<Override PartName=\"{path}\" ContentType=\"{kind}\"/>");
    let kinds = "application/vnd.openxmlformats-package";
    let mut types = [
        DECLARATION,
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
        &format!("<Default Extension=\"rels\" ContentType=\"{kinds}.relationships+xml\"/>"),
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        &part("/docProps/core.xml", &format!("{kinds}.core-properties+xml")),
        &part("/word/document.xml", &format!("{CONTENT}.document.main+xml")),
        &part("/word/styles.xml", &format!("{CONTENT}.styles+xml")),
    ]
    .concat();
    if package.numbers_pages {
        types.push_str(&part("/word/footer1.xml", &format!("{CONTENT}.footer+xml")));
    }
    if !package.notes.is_empty() {
        types.push_str(&part("/word/footnotes.xml", &format!("{CONTENT}.footnotes+xml")));
    }
    types + "</Types>"
}

fn relationships(targets: &[(&str, &str)]) -> String {
    let entries = targets.iter().enumerate().map(|(index, (kind, target))| {
        format!("<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>", index + 1)
    });
    format!("{DECLARATION}<Relationships xmlns=\"{RELATIONSHIPS}\">{}</Relationships>", entries.collect::<String>())
}

fn package_relationships() -> String {
    relationships(&[
        (&format!("{OFFICE}/officeDocument"), "word/document.xml"),
        (&format!("{RELATIONSHIPS}/metadata/core-properties"), "docProps/core.xml"),
    ])
}

/// The footer is the second, as the properties of the page say.
fn document_relationships(package: &Package<'_>) -> String {
    let (styles, footer, footnotes) =
        (format!("{OFFICE}/styles"), format!("{OFFICE}/footer"), format!("{OFFICE}/footnotes"));
    let mut targets = vec![(styles.as_str(), "styles.xml")];
    if package.numbers_pages {
        targets.push((&footer, "footer1.xml"));
    }
    if !package.notes.is_empty() {
        targets.push((&footnotes, "footnotes.xml"));
    }
    relationships(&targets)
}

fn core_properties(title: &str) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    let root = BytesStart::new("cp:coreProperties").with_attributes([
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ]);
    writer.write_event(Event::Start(root))?;
    let date = [("xsi:type", "dcterms:W3CDTF")];
    for (name, text) in
        [("dc:title", title), ("dc:language", "en-GB"), ("dcterms:created", CREATED), ("dcterms:modified", CREATED)]
    {
        let element = BytesStart::new(name);
        let element = if name.starts_with("dcterms") { element.with_attributes(date) } else { element };
        writer.write_event(Event::Start(element))?;
        writer.write_event(Event::Text(BytesText::new(text)))?;
        end(&mut writer, name)?;
    }
    end(&mut writer, "cp:coreProperties")?;
    Ok(writer.into_inner())
}

/// The notes, after the two lines that Word draws above notes.
fn footnotes(notes: &[Vec<Piece<'_>>]) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    for (index, note) in notes.iter().enumerate() {
        let id = (index + 1).to_string();
        writer.write_event(Event::Start(BytesStart::new("w:footnote").with_attributes([("w:id", id.as_str())])))?;
        paragraph(&mut writer, NOTE_STYLE, note, Role::Note)?;
        end(&mut writer, "w:footnote")?;
    }
    let notes = writer.into_inner();
    let line = |id: &str, kind: &str, mark: &str| {
        format!("<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>")
    };
    let mut part = format!(
        "{DECLARATION}<w:footnotes xmlns:w=\"{MAIN}\" xmlns:w14=\"{WORD_2010}\">{}{}",
        line("-1", "separator", "separator"),
        line("0", "continuationSeparator", "continuationSeparator")
    )
    .into_bytes();
    part.extend(notes);
    part.extend(b"</w:footnotes>");
    Ok(part)
}

/// The properties of the A4 page.
fn section(package: &Package<'_>) -> String {
    let footer = if package.numbers_pages { "<w:footerReference w:type=\"default\" r:id=\"rId2\"/>" } else { "" };
    let (vertical, side) = (package.vertical_margin, package.side_margin);
    format!(
        "<w:sectPr>{footer}<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"{vertical}\" w:right=\"{side}\" \
         w:bottom=\"{vertical}\" w:left=\"{side}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>\
         </w:body></w:document>"
    )
}

/// The number of the page.
const FOOTER: &str = "<w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr>\
    <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
