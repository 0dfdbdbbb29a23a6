//! Small constructed documents.

use mentorcheck_core::evidence::passage::{DocumentText, GapReason};

use super::extract;
use crate::{
    ExtractError,
    testing::{archive, lines},
};

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
    xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
    xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
    xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
    xmlns:v="urn:schemas-microsoft-com:vml""#;

/// A document of a body and other parts: kind, name in `word/`, and the content of its root element.
fn document(body: &str, parts: &[(&str, &str, &str)]) -> Vec<u8> {
    let root = |name: &str, content: &str| format!("<w:{name} {NAMESPACES}>{content}</w:{name}>");
    let relationship = |(kind, file, _): &(&str, &str, &str)| {
        format!(
            r#"<Relationship Id="{file}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{file}.xml"/>"#
        )
    };
    let relationships = parts.iter().map(relationship).collect::<Vec<_>>().concat();
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    let list = format!(r#"<Relationships xmlns="{namespace}">{relationships}</Relationships>"#);
    let mut files = vec![
        ("word/document.xml".to_owned(), root("document", &format!("<w:body>{body}</w:body>"))),
        ("word/_rels/document.xml.rels".to_owned(), list),
    ];
    files.extend(parts.iter().map(|(kind, file, content)| (format!("word/{file}.xml"), root(kind, content))));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    archive(&files)
}

fn read(body: &str, parts: &[(&str, &str, &str)]) -> DocumentText {
    extract(&document(body, parts)).unwrap()
}

fn check(body: &str, expected: &[&str]) {
    assert_eq!(lines(&read(body, &[])), expected, "{body}");
}

#[test]
fn text_is_read_in_order() {
    check(
        "<w:p><w:r><w:t>We pay </w:t></w:r><w:r><w:t>travel &amp; food&#x2019;s costs</w:t></w:r></w:p>",
        &["We pay travel & food’s costs"],
    );
    check(
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>\
         <w:t>e</w:t><w:cr/><w:t>f</w:t></w:r></w:p>",
        &["a\tb\nc\u{2011}d\u{AD}e\nf"],
    );
    check(
        r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Arial" w:char="F041"/><w:sym w:font="Wingdings" w:char="F041"/></w:r></w:p>"#,
        &["☑A\u{FFFD}"],
    );
    check(
        "<w:p><w:r><w:t>one</w:t></w:r></w:p><w:p/><w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>",
        &["one", "x=1"],
    );
    check(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>\
         <w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        &["a", "b", "c"],
    );
    // Word passes over elements of others.
    check(
        r#"<w:p><w:r><w:t>a</w:t></w:r><x:r xmlns:x="http://example.org/x"><w:r><w:t>b</w:t></w:r></x:r></w:p>"#,
        &["a"],
    );
}

#[test]
fn other_prefixes_and_strict_namespaces_are_understood() {
    let body = r#"<d xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body><p><r><rPr><strike/></rPr><t>old</t></r><r><t>new</t></r></p></body></d>"#;
    let text = extract(&archive(&[("word/document.xml", body.as_bytes())])).unwrap();
    assert_eq!(lines(&text), ["[struck old]new"]);
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(body.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(extract(&archive(&[("word\\document.xml", &wide)])).unwrap(), text);
}

#[test]
fn the_body_is_where_the_package_says() {
    let relationships = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    let part = |text| format!("<w:document {NAMESPACES}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>");
    let (decoy, shown) = (part("decoy"), part("shown"));
    let bytes = archive(&[
        ("_rels/.rels", relationships.as_bytes()),
        ("word/document.xml", decoy.as_bytes()),
        ("word/document2.xml", shown.as_bytes()),
    ]);
    assert_eq!(lines(&extract(&bytes).unwrap()), ["shown"]);
}

#[test]
fn headings_are_recognised_by_style_and_level() {
    let styles = r#"
        <w:style w:type="paragraph" w:styleId="U1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="U1"/></w:style>
        <w:style w:type="paragraph" w:styleId="T"><w:name w:val="TOC Heading"/><w:basedOn w:val="U1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>"#;
    for (properties, is_heading) in [
        (r#"<w:pStyle w:val="U1"/>"#, true),
        (r#"<w:pStyle w:val="Own"/>"#, true),
        (r#"<w:pStyle w:val="T"/>"#, false),
        (r#"<w:outlineLvl w:val="2"/>"#, true),
        ("", false),
    ] {
        let body = format!(
            "<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>Costs</w:t></w:r></w:p><w:p><w:r><w:t>text</w:t></w:r></w:p>"
        );
        let text = read(&body, &[("styles", "styles", styles)]);
        let place = &text.passages[1].place;
        assert_eq!(place.heading.as_deref(), is_heading.then_some("Costs"), "{properties}");
        assert_eq!(place.paragraph, Some(2));
    }
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    check(
        "<w:p><w:r><w:t>Mentors are </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>well </w:t></w:r></w:ins><w:r><w:t>paid</w:t></w:r></w:p>",
        &["Mentors are [deleted not ]well paid"],
    );
    check(
        "<w:p><w:moveFrom><w:r><w:t>old place</w:t></w:r></w:moveFrom></w:p>\
         <w:p><w:moveTo><w:r><w:t>new place</w:t></w:r></w:moveTo></w:p>",
        &["[deleted old place]", "new place"],
    );
    // A deleted paragraph mark joins two paragraphs.
    check(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>We pay </w:t></w:r></w:p><w:p><w:r><w:t>costs</w:t></w:r></w:p>",
        &["We pay costs"],
    );
    // But not across the border of a cell.
    check(
        "<w:tbl><w:tr><w:tc><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p></w:tc>\
         <w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        &["a", "b"],
    );
    check(
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        &["[deleted a]", "b"],
    );
    // How it looked before a change of format.
    check(
        "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r></w:p>",
        &["a"],
    );
}

#[test]
fn what_a_reader_does_not_see_is_marked() {
    for (properties, kind) in [
        ("<w:strike/>", "struck"),
        ("<w:dstrike/>", "struck"),
        (r#"<w:strike w:val="0"/>"#, ""),
        (r#"<w:strike w:val="false"/>"#, ""),
        ("<w:vanish/>", "hidden"),
        ("<w:webHidden/>", "hidden"),
        (r#"<w:color w:val="FFFFFF"/>"#, "hidden"),
        (r#"<w:color w:val="FAFBFC"/>"#, "hidden"),
        (r#"<w:color w:val="808080"/>"#, ""),
        (r#"<w:color w:val="auto"/>"#, ""),
        (r#"<w:color w:val="000000" w:themeColor="background1"/>"#, "hidden"),
        (r#"<w:color w:val="A6A6A6" w:themeColor="background1" w:themeShade="A6"/>"#, ""),
        (r#"<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>"#, ""),
        (r#"<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>"#, ""),
        (r#"<w:color w:val="1F3864"/><w:shd w:val="clear" w:fill="1F3864"/>"#, "hidden"),
        (r#"<w:color w:val="000000"/><w:highlight w:val="black"/>"#, "hidden"),
        (r#"<w:sz w:val="0"/>"#, "hidden"),
        (r#"<w:sz w:val="1"/>"#, "hidden"),
        (r#"<w:sz w:val="16"/>"#, ""),
        (r#"<w:rFonts w:ascii="Wingdings"/>"#, "hidden"),
        (r#"<w:vertAlign w:val="superscript"/>"#, ""),
    ] {
        let body = format!("<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>words</w:t></w:r></w:p>");
        let expected = if kind.is_empty() { "words".to_owned() } else { format!("[{kind} words]") };
        check(&body, &[&expected]);
    }
    check(
        r#"<w:p><w:r><w:t>costs</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>12</w:t></w:r></w:p>"#,
        &["costs[mark 12]"],
    );
}

#[test]
fn appearance_comes_from_styles() {
    let styles = r#"
        <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
        <w:style w:type="character" w:styleId="Struck"><w:rPr><w:strike/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Struck"/></w:style>
        <w:style w:type="character" w:styleId="Undone"><w:basedOn w:val="Struck"/><w:rPr><w:strike w:val="0"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="PStruck"><w:basedOn w:val="N"/><w:rPr><w:strike/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="White"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Banner"><w:basedOn w:val="White"/><w:pPr><w:shd w:val="clear" w:fill="002060"/></w:pPr></w:style>
        <w:style w:type="character" w:styleId="LoopA"><w:basedOn w:val="LoopB"/><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="LoopB"><w:basedOn w:val="LoopA"/></w:style>"#;
    for (paragraph, run, expected) in [
        ("N", "Struck", "[struck words]"),
        ("N", "Child", "[struck words]"),
        ("N", "Undone", "words"),
        ("PStruck", "None", "[struck words]"),
        // Two styles that both strike out cancel each other out.
        ("PStruck", "Struck", "words"),
        ("White", "None", "[hidden words]"),
        ("Banner", "None", "words"),
        ("N", "LoopA", "[hidden words]"),
    ] {
        let body = format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr><w:r><w:rPr><w:rStyle w:val="{run}"/></w:rPr><w:t>words</w:t></w:r></w:p>"#
        );
        assert_eq!(lines(&read(&body, &[("styles", "styles", styles)])), [expected], "{paragraph} {run}");
    }
    let default = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>";
    let body = "<w:p><w:r><w:t>a</w:t></w:r></w:p>";
    assert_eq!(lines(&read(body, &[("styles", "styles", default)])), ["[hidden a]"]);
}

#[test]
fn white_text_in_dark_cells_is_seen() {
    let white = r#"<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>a</w:t></w:r></w:p>"#;
    for (table, cell, expected) in [
        ("", r#"<w:shd w:val="clear" w:fill="4472C4"/>"#, "a"),
        ("", "", "[hidden a]"),
        (r#"<w:tblStyle w:val="Dark"/>"#, "", "a"),
        (r#"<w:tblStyle w:val="Light"/>"#, "", "[hidden a]"),
    ] {
        let styles = r#"<w:style w:type="table" w:styleId="Dark"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>
            <w:style w:type="table" w:styleId="Light"><w:name w:val="Table Grid"/></w:style>"#;
        let body = format!(
            "<w:tbl><w:tblPr>{table}</w:tblPr><w:tr><w:tc><w:tcPr>{cell}</w:tcPr>{white}</w:tc></w:tr></w:tbl>{white}"
        );
        assert_eq!(lines(&read(&body, &[("styles", "styles", styles)])), [expected, "[hidden a]"], "{body}");
    }
}

#[test]
fn notes_and_comments_stand_behind_their_paragraph() {
    let notes = r#"<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>never</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="1"><w:p><w:r><w:footnoteRef/><w:t>See page 2.</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:t>No mark.</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="3"><w:p><w:r><w:t>Own mark.</w:t></w:r></w:p></w:footnote>"#;
    let comments = r#"<w:comment w:id="1"><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment>"#;
    let body = r#"<w:p><w:r><w:t>We pay costs</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t> in full</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>x</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p><w:p><w:r><w:t>Next</w:t></w:r></w:p>"#;
    let text = read(body, &[("footnotes", "footnotes", notes), ("comments", "comments", comments)]);
    assert_eq!(
        lines(&text),
        [
            "We pay costs[mark 1] in full[mark x].",
            "N See page 2.",
            "[comment Really?]",
            "N Own mark.",
            "Next",
            "N [hidden No mark.]",
        ]
    );
    let deleted = r#"<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:endnoteReference w:id="1"/></w:r></w:del></w:p>"#;
    let notes = r#"<w:endnote w:id="1"><w:p><w:r><w:t>note</w:t></w:r></w:p></w:endnote>"#;
    assert_eq!(lines(&read(deleted, &[("endnotes", "endnotes", notes)])), ["a", "N [deleted note]"]);
}

#[test]
fn headers_and_footers_are_read_once() {
    let part = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let (one, first, unused) = (part("Guide"), part("First"), part("Unused"));
    let section = r#"<w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h2"/></w:sectPr>"#;
    let body = format!("<w:p><w:pPr>{section}</w:pPr><w:r><w:t>a</w:t></w:r></w:p>{}{section}", part("b"));
    let parts = [("header", "h1", one.as_str()), ("header", "h2", &first), ("footer", "f", &unused)];
    assert_eq!(lines(&read(&body, &parts)), ["a", "b", "R Guide", "R [hidden First]", "R [hidden Unused]"]);
    let titled = body.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>");
    assert_eq!(lines(&read(&titled, &parts)), ["a", "b", "R Guide", "R First", "R [hidden Unused]"]);
}

#[test]
fn text_boxes_are_read_once_and_behind_their_paragraph() {
    let content = "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>";
    let choice = |namespace: &str| {
        format!(
            r#"<w:p><w:r><w:t>be</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="{namespace}"><wps:wsp><wps:spPr/><wps:txbx>{content}</wps:txbx></wps:wsp></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>fore</w:t></w:r></w:p>"#,
            content.replace("box<", "old<")
        )
    };
    check(&choice("wps"), &["before", "box"]);
    check(&choice("unheard"), &["before", "old"]);
    let white = |properties: &str| {
        format!(
            r#"<w:p><w:r><wps:wsp><wps:spPr>{properties}</wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>box</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:r></w:p>"#
        )
    };
    check(&white(r#"<a:solidFill><a:srgbClr val="002060"/></a:solidFill>"#), &["box"]);
    check(&white(r#"<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>"#), &["[hidden box]"]);
    check(&white(r#"<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>"#), &["box"]);
    check(&white(r#"<a:noFill/><a:ln><a:solidFill><a:srgbClr val="002060"/></a:solidFill></a:ln>"#), &["[hidden box]"]);
}

#[test]
fn fields_show_their_results() {
    let character =
        |kind: &str, inside: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>"#);
    let field = |inside: &str, result: &str| {
        format!(
            "<w:p>{}<w:r><w:instrText>INSTRUCTION</w:instrText></w:r>{}{result}{}</w:p>",
            character("begin", inside),
            character("separate", ""),
            character("end", "")
        )
    };
    let result = "<w:r><w:t>result</w:t></w:r>";
    check(&field("", result), &["result"]);
    check(&field("<w:ffData><w:textInput/></w:ffData>", result), &["[value result]"]);
    check(
        &field(r#"<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>"#, ""),
        &["[value ☒]"],
    );
    check(&field(r#"<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>"#, ""), &["[value ☐]"]);
    let list = r#"<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="yes"/></w:ddList></w:ffData>"#;
    check(&format!("<w:p>{}{}</w:p>", character("begin", list), character("end", "")), &["[value yes]"]);
    check(r#"<w:p><w:fldSimple w:instr="TITLE"><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>"#, &["a"]);
    let broken = read(&format!("<w:p>{}{result}</w:p>", character("begin", "")), &[]);
    assert_eq!(lines(&broken), ["[hidden result]"]);
    assert_eq!(broken.gaps[0].reason, GapReason::Malformed);
}

#[test]
fn content_controls_hold_values() {
    let control = |properties: &str| {
        format!(
            "<w:p><w:r><w:t>Pay: </w:t></w:r><w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:r><w:t>none</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>.</w:t></w:r></w:p>"
        )
    };
    check(&control("<w:text/>"), &["Pay: [value none]."]);
    check(&control("<w14:checkbox/>"), &["Pay: [value none]."]);
    check(&control("<w:text/><w:showingPlcHdr/>"), &["Pay: none."]);
    check(&control("<w:docPartObj/>"), &["Pay: none."]);
}

#[test]
fn charts_are_read_and_pictures_without_text_are_gaps() {
    let picture = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>";
    assert_eq!(read(picture, &[]).gaps[0].reason, GapReason::Picture);
    assert!(read(&format!("{picture}<w:p><w:r><w:t>text</w:t></w:r></w:p>"), &[]).gaps.is_empty());
    assert_eq!(read(r#"<w:altChunk r:id="x"/>"#, &[]).gaps[0].reason, GapReason::Malformed);
    let chart = "<a:p><a:r><a:t>Hours</a:t></a:r></a:p><c:pt><c:v>Mentors</c:v></c:pt>";
    let text = read("<w:p/>", &[("chart", "chart1", chart)]);
    assert_eq!(lines(&text), ["Hours", "Mentors"]);
}

#[test]
fn broken_documents_are_refused() {
    let malformed = Err(ExtractError::Malformed { format: "Word" });
    assert_eq!(extract(b"no archive"), malformed);
    assert_eq!(extract(&archive(&[("word/other.xml", b"<a/>")])), malformed);
    assert_eq!(extract(&archive(&[("word/document.xml", b"<a><b></a>")])), malformed);
    assert_eq!(extract(&archive(&[("word/document.xml", b"<a>")])), malformed);
    assert_eq!(extract(&archive(&[("word/document.xml", b"<a>&own;</a>")])), malformed);
    assert_eq!(extract(&archive(&[("word/document.xml", b"\xFF<a/>")])), malformed);
    assert_eq!(extract(&archive(&[("word/document.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")])), malformed);
    assert_eq!(extract(&archive(&[("word/document.xml", b"<a/>"), ("Word/Document.xml", b"<b/>")])), malformed);
    let container = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert_eq!(extract(&container), malformed);
    let package: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(extract(&[&container[..], &package].concat()), Err(ExtractError::Encrypted));
    // A broken part beside the body is a gap.
    let text = extract(&document("<w:p><w:r><w:t>a</w:t></w:r></w:p>", &[("comments", "comments", "<w:comment>")]));
    let text = text.unwrap();
    assert_eq!((lines(&text), text.gaps[0].reason), (vec!["a".to_owned()], GapReason::Malformed));
}
