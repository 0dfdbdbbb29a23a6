//! The parts of Word and OpenDocument files from raw bytes.
//!
//! If the first byte is even, each further byte is an element, its end, a text or the start of the next part: the XML is
//! always well-formed. If the first byte is uneven, the bytes are the content of the body as they are.

use super::input::ChoiceReader;

/// The parts of an archive by name.
type Parts = Vec<(&'static str, Vec<u8>)>;

const WORD_NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml""#;

const WORD_ELEMENTS: [&str; 72] = [
    "w:p",
    "w:r",
    "w:t",
    "w:rPr",
    "w:pPr",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:tcPr",
    "w:trPr",
    "w:tblPr",
    "w:del",
    "w:ins",
    "w:moveFrom",
    "w:moveTo",
    "w:delText",
    "w:strike",
    "w:dstrike",
    "w:vanish",
    r#"w:strike w:val="0""#,
    r#"w:color w:val="FFFFFF""#,
    r#"w:color w:val="000000""#,
    r#"w:shd w:val="clear" w:fill="000000""#,
    r#"w:highlight w:val="black""#,
    r#"w:sz w:val="0""#,
    r#"w:vertAlign w:val="superscript""#,
    r#"w:rStyle w:val="A""#,
    r#"w:pStyle w:val="B""#,
    r#"w:outlineLvl w:val="1""#,
    "w:tab",
    "w:br",
    "w:cr",
    "w:noBreakHyphen",
    "w:softHyphen",
    r#"w:sym w:font="Wingdings" w:char="F0FE""#,
    r#"w:footnoteReference w:id="1""#,
    r#"w:footnoteReference w:id="2" w:customMarkFollows="1""#,
    r#"w:commentReference w:id="1""#,
    r#"w:fldChar w:fldCharType="begin""#,
    r#"w:fldChar w:fldCharType="separate""#,
    r#"w:fldChar w:fldCharType="end""#,
    "w:ffData",
    "w:checkBox",
    "w:checked",
    "w:ddList",
    r#"w:listEntry w:val="yes""#,
    "w:instrText",
    "w:fldSimple",
    "w:sdt",
    "w:sdtPr",
    "w:sdtContent",
    "w:showingPlcHdr",
    "w:docPartObj",
    "w:sectPr",
    r#"w:headerReference w:type="default" r:id="h""#,
    "w:titlePg",
    "w:txbxContent",
    "w:drawing",
    "w:pict",
    "mc:AlternateContent",
    r#"mc:Choice Requires="wps""#,
    "mc:Fallback",
    "wps:wsp",
    "wps:spPr",
    "a:solidFill",
    r#"a:srgbClr val="000080""#,
    r##"v:shape fillcolor="#000080""##,
    "m:t",
    r#"w:style w:styleId="A" w:type="character""#,
    r#"w:style w:styleId="B" w:type="paragraph""#,
    r#"w:footnote w:id="1""#,
    r#"w:comment w:id="1""#,
];

const WORD_PARTS: [(&str, &str, &str); 5] = [
    ("document", "w:document", "word/document.xml"),
    ("styles", "w:styles", "word/styles.xml"),
    ("footnotes", "w:footnotes", "word/footnotes.xml"),
    ("comments", "w:comments", "word/comments.xml"),
    ("header", "w:hdr", "word/header.xml"),
];

const OPEN_NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" xmlns:xlink="http://www.w3.org/1999/xlink""#;

const OPEN_ELEMENTS: [&str; 55] = [
    "text:p",
    "text:h",
    "text:span",
    r#"text:span text:style-name="A""#,
    r#"text:p text:style-name="B""#,
    r#"text:span text:style-name="C""#,
    r#"text:s text:c="3""#,
    "text:tab",
    "text:line-break",
    "text:list",
    "text:list-item",
    "table:table",
    "table:table-row",
    "table:table-cell",
    r#"table:table-cell table:style-name="D""#,
    "text:note",
    "text:note-citation",
    "text:note-body",
    "office:annotation",
    "text:tracked-changes",
    r#"text:changed-region text:id="a""#,
    "text:deletion",
    "text:insertion",
    "office:change-info",
    r#"text:change text:change-id="a""#,
    "text:change-start",
    "text:section",
    r#"text:section text:display="none""#,
    r#"text:hidden-paragraph text:is-hidden="true""#,
    r#"text:hidden-text text:is-hidden="true""#,
    "draw:frame",
    "draw:text-box",
    "draw:image",
    r#"draw:object xlink:href="./Object 1""#,
    r#"draw:control draw:control="c""#,
    "office:forms",
    "form:form",
    r#"form:text form:id="c" form:current-value="yes""#,
    r#"form:checkbox form:id="c" form:label="Paid""#,
    "text:text-input",
    "text:drop-down",
    r#"text:label text:value="none""#,
    "text:table-of-content",
    "text:index-body",
    "text:soft-page-break",
    "text:ruby",
    "text:ruby-text",
    r#"style:style style:name="A" style:family="text""#,
    r#"style:style style:name="B" style:family="paragraph" style:parent-style-name="A""#,
    r#"style:style style:name="D" style:family="table-cell""#,
    r#"style:text-properties style:text-line-through-style="solid""#,
    r##"style:text-properties fo:color="#ffffff""##,
    r#"style:text-properties style:text-position="super 58%""#,
    r##"style:table-cell-properties fo:background-color="#000080""##,
    r#"style:master-page style:name="Standard""#,
];

const OPEN_PARTS: [(&str, &str, &str); 3] = [
    ("body", "office:text", "content.xml"),
    ("content styles", "office:automatic-styles", "content.xml"),
    ("page styles", "office:document-styles", "styles.xml"),
];

/// Texts that readers and the search treat in ways of their own.
const TEXTS: [&str; 16] = [
    "Mentors ",
    "are volunteers",
    ".",
    " ",
    "1",
    "volun-",
    "\u{AD}",
    "&#x2026;",
    "it&#x2019;s",
    "[1]",
    "\n",
    "&amp;",
    "&#xFB01;x",
    "\u{200B}",
    "没有",
    "e\u{301}",
];

/// The parts of a Word file.
pub fn word(bytes: &[u8]) -> Parts {
    let contents = contents(bytes, &WORD_ELEMENTS, WORD_PARTS.len());
    let mut parts = vec![(
        "word/_rels/document.xml.rels",
        relationships(WORD_PARTS[1..].iter().map(|(kind, _, path)| (*kind, path.trim_start_matches("word/")))),
    )];
    for ((_, root, path), content) in WORD_PARTS.iter().zip(contents) {
        let head = format!("<{root} {WORD_NAMESPACES}>");
        parts.push((path, [head.as_bytes(), &content, format!("</{root}>").as_bytes()].concat()));
    }
    parts
}

fn relationships<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let schema = "http://schemas.openxmlformats.org";
    let list: Vec<_> = parts
        .map(|(kind, target)| {
            let id = &kind[..1];
            let kind = format!("{schema}/officeDocument/2006/relationships/{kind}");
            format!(r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#)
        })
        .collect();
    let list = list.concat();
    format!(r#"<Relationships xmlns="{schema}/package/2006/relationships">{list}</Relationships>"#).into_bytes()
}

/// The parts of an OpenDocument text.
pub fn open_document(bytes: &[u8]) -> Parts {
    let contents = contents(bytes, &OPEN_ELEMENTS, OPEN_PARTS.len());
    let [body, styles, pages] = [0, 1, 2].map(|index| contents.get(index).map_or(&[][..], Vec::as_slice));
    let join = |pieces: &[&[u8]]| pieces.concat();
    let content = join(&[
        format!("<office:document-content {OPEN_NAMESPACES}><office:automatic-styles>").as_bytes(),
        styles,
        b"</office:automatic-styles><office:body><office:text>",
        body,
        b"</office:text></office:body></office:document-content>",
    ]);
    let page_styles =
        join(&[format!("<office:document-styles {OPEN_NAMESPACES}>").as_bytes(), pages, b"</office:document-styles>"]);
    vec![("content.xml", content), ("styles.xml", page_styles)]
}

/// The contents of up to `parts` parts, the body first.
fn contents(bytes: &[u8], elements: &[&str], parts: usize) -> Vec<Vec<u8>> {
    let mut input = ChoiceReader::new(bytes);
    if input.byte() % 2 == 1 {
        return vec![input.rest().to_vec()];
    }
    let mut contents = vec![String::new()];
    let mut open: Vec<&str> = Vec::new();
    while !input.is_empty() {
        let choice = usize::from(input.byte());
        let has_more_parts = contents.len() < parts;
        let content = contents.last_mut().expect("there is a part");
        if let Some(element) = elements.get(choice) {
            content.extend(["<", element, ">"]);
            open.push(element);
        } else if let Some(text) = TEXTS.get(choice - elements.len()) {
            content.push_str(text);
        } else if choice == 255 && has_more_parts {
            close(&mut open, content, 0);
            contents.push(String::new());
        } else {
            // One element ends, or several.
            let depth = open.len().saturating_sub(1 + choice % 4);
            close(&mut open, content, depth);
        }
    }
    close(&mut open, contents.last_mut().expect("there is a part"), 0);
    contents.into_iter().map(String::into_bytes).collect()
}

/// Ends the elements deeper than `depth`.
fn close(open: &mut Vec<&str>, content: &mut String, depth: usize) {
    for element in open.drain(depth..).rev() {
        let name = element.split(' ').next().unwrap_or(element);
        content.extend(["</", name, ">"]);
    }
}
