//! The few parts of Office Open XML that a list of questions needs.

use std::io::{Cursor, Write};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::error::FormError;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// The date of creation in every document, so that equal forms are equal bytes.
const CREATED: &str = "2000-01-01T00:00:00Z";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The styles of paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Normal,
    Title,
    /// The title of a section.
    Section,
    /// The number and title of a question.
    Question,
    /// The question itself.
    Asked,
    Help,
    Answer,
    /// A line to write a text on.
    Line,
    /// The question for evidence.
    Where,
    /// A part of an entry of evidence.
    Passage,
}

impl Style {
    const fn id(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Title => "Title",
            Self::Section => "Heading1",
            Self::Question => "Heading2",
            Self::Asked => "Asked",
            Self::Help => "Help",
            Self::Answer => "Answer",
            Self::Line => "WriteLine",
            Self::Where => "Where",
            Self::Passage => "Passage",
        }
    }
}

/// The paragraphs of a document.
pub(super) struct Body(Writer<Vec<u8>>);

impl Default for Body {
    fn default() -> Self {
        Self(Writer::new(Vec::new()))
    }
}

impl Body {
    /// Adds a paragraph with `text`.
    pub(super) fn paragraph(&mut self, style: Style, text: &str) -> Result<(), FormError> {
        self.styled(style, |writer| run(writer, text, ""))
    }

    /// Adds an answer with its box and its rule.
    pub(super) fn answer(&mut self, is_ticked: bool, label: &str, rule: &str) -> Result<(), FormError> {
        self.styled(Style::Answer, |writer| {
            run(writer, if is_ticked { "☒" } else { "☐" }, "")?;
            empty_run(writer, "w:tab")?;
            run(writer, label, "w:b")?;
            run(writer, &format!(". {rule}"), "")
        })
    }

    /// Adds a line to fill in after `title`.
    pub(super) fn blank(&mut self, title: &str) -> Result<(), FormError> {
        self.styled(Style::Passage, |writer| {
            run(writer, &format!("{title}: "), "")?;
            empty_run(writer, "w:tab")
        })
    }

    fn styled(
        &mut self,
        style: Style,
        content: impl FnOnce(&mut Writer<Vec<u8>>) -> std::io::Result<()>,
    ) -> Result<(), FormError> {
        let writer = &mut self.0;
        start(writer, "w:p")?;
        start(writer, "w:pPr")?;
        writer.write_event(Event::Empty(BytesStart::new("w:pStyle").with_attributes([("w:val", style.id())])))?;
        end(writer, "w:pPr")?;
        content(writer)?;
        end(writer, "w:p")?;
        Ok(())
    }
}

/// Writes text, in bold if `property` is `w:b`. Characters that XML does not allow become replacement characters.
fn run(writer: &mut Writer<Vec<u8>>, text: &str, property: &str) -> std::io::Result<()> {
    start(writer, "w:r")?;
    if !property.is_empty() {
        start(writer, "w:rPr")?;
        writer.write_event(Event::Empty(BytesStart::new(property)))?;
        end(writer, "w:rPr")?;
    }
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            writer.write_event(Event::Empty(BytesStart::new("w:br")))?;
        }
        writer.write_event(Event::Start(BytesStart::new("w:t").with_attributes([("xml:space", "preserve")])))?;
        let line: String = line.chars().map(|ch| if is_xml(ch) { ch } else { '\u{fffd}' }).collect();
        writer.write_event(Event::Text(BytesText::new(&line)))?;
        end(writer, "w:t")?;
    }
    end(writer, "w:r")
}

fn empty_run(writer: &mut Writer<Vec<u8>>, name: &str) -> std::io::Result<()> {
    start(writer, "w:r")?;
    writer.write_event(Event::Empty(BytesStart::new(name)))?;
    end(writer, "w:r")
}

fn start(writer: &mut Writer<Vec<u8>>, name: &str) -> std::io::Result<()> {
    writer.write_event(Event::Start(BytesStart::new(name)))
}

fn end(writer: &mut Writer<Vec<u8>>, name: &str) -> std::io::Result<()> {
    writer.write_event(Event::End(BytesEnd::new(name)))
}

/// Whether XML 1.0 allows the character.
const fn is_xml(ch: char) -> bool {
    matches!(ch, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

/// Packs the document.
///
/// # Errors
/// If the container cannot be written.
pub(super) fn write(body: Body, title: &str) -> Result<Vec<u8>, FormError> {
    let paragraphs = body.0.into_inner();
    let mut document =
        format!("{DECLARATION}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><w:body>").into_bytes();
    document.extend(paragraphs);
    document.extend_from_slice(SECTION.as_bytes());
    let parts: [(&str, Vec<u8>); 7] = [
        ("[Content_Types].xml", content_types().into_bytes()),
        ("_rels/.rels", package_relationships().into_bytes()),
        ("docProps/core.xml", core_properties(title)?),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", document_relationships().into_bytes()),
        ("word/styles.xml", format!("{DECLARATION}<w:styles xmlns:w=\"{MAIN}\">{STYLES}</w:styles>").into_bytes()),
        ("word/footer1.xml", format!("{DECLARATION}<w:ftr xmlns:w=\"{MAIN}\">{FOOTER}</w:ftr>").into_bytes()),
    ];
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

fn content_types() -> String {
    let part = |path: &str, kind: &str| format!("<Override PartName=\"{path}\" ContentType=\"{kind}\"/>");
    let package = "application/vnd.openxmlformats-package";
    [
        DECLARATION,
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
        &format!("<Default Extension=\"rels\" ContentType=\"{package}.relationships+xml\"/>"),
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        &part("/docProps/core.xml", &format!("{package}.core-properties+xml")),
        &part("/word/document.xml", &format!("{CONTENT}.document.main+xml")),
        &part("/word/styles.xml", &format!("{CONTENT}.styles+xml")),
        &part("/word/footer1.xml", &format!("{CONTENT}.footer+xml")),
        "</Types>",
    ]
    .concat()
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
fn document_relationships() -> String {
    relationships(&[(&format!("{OFFICE}/styles"), "styles.xml"), (&format!("{OFFICE}/footer"), "footer1.xml")])
}

fn core_properties(title: &str) -> Result<Vec<u8>, FormError> {
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

/// A4 with margins of 2 cm, in twentieths of a point.
const SECTION: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
    </w:sectPr></w:body></w:document>";

/// The number of the page.
const FOOTER: &str = "<w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr>\
    <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";

/// Headings are real headings, so that screen readers and outlines find them. A question keeps together with its help, and
/// an answer with its rule.
const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/>\
    <w:sz w:val=\"21\"/><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault>\
    <w:pPrDefault><w:pPr><w:spacing w:after=\"80\"/></w:pPr></w:pPrDefault></w:docDefaults>\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:spacing w:after=\"160\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"40\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/><w:spacing w:before=\"360\" w:after=\"80\"/><w:outlineLvl w:val=\"0\"/></w:pPr>\
    <w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/><w:spacing w:before=\"280\" w:after=\"40\"/><w:outlineLvl w:val=\"1\"/></w:pPr>\
    <w:rPr><w:b/><w:sz w:val=\"24\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Asked\"><w:name w:val=\"Asked\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Help\"><w:name w:val=\"Help\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/><w:keepLines/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Answer\"><w:name w:val=\"Answer\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepLines/><w:tabs><w:tab w:val=\"left\" w:pos=\"425\"/></w:tabs><w:ind w:left=\"425\" w:hanging=\"425\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"WriteLine\"><w:name w:val=\"Write Line\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"595959\"/>\
    <w:between w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"595959\"/></w:pBdr><w:spacing w:before=\"120\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Where\"><w:name w:val=\"Where\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/><w:spacing w:before=\"120\"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Passage\"><w:name w:val=\"Passage\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:tabs><w:tab w:val=\"right\" w:leader=\"underscore\" w:pos=\"9638\"/></w:tabs></w:pPr></w:style>";
