//! Small constructed documents.

use mentorcheck_core::evidence::passage::{DocumentText, GapReason};

use super::extract;
use crate::{
    ExtractError,
    testing::{archive, lines},
};

const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
    xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
    xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"
    xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
    xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/""#;

fn document(automatic: &str, body: &str, named: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles {NAMESPACES}>{named}</office:document-styles>");
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
    ])
}

fn read(automatic: &str, body: &str, named: &str) -> DocumentText {
    extract(&document(automatic, body, named)).unwrap()
}

fn check(body: &str, expected: &[&str]) {
    assert_eq!(lines(&read("", body, "")), expected, "{body}");
}

#[test]
fn text_is_read_in_order() {
    check(
        "<text:p>We <text:span>pay</text:span> &amp;<text:s text:c=\"99999999\"/>more<text:tab/>a<text:line-break/>b</text:p>",
        &["We pay & more\ta\nb"],
    );
    check(
        "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list><text:p/><text:p>two</text:p>",
        &["one", "two"],
    );
    check(
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>\
         <table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table>",
        &["a", "b", "c"],
    );
    check(
        "<text:p>be<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box><svg:desc>never</svg:desc></draw:frame>fore</text:p>",
        &["before", "box"],
    );
    check(
        "<text:table-of-content><text:table-of-content-source>never</text:table-of-content-source>\
         <text:index-body><text:p>Costs 1</text:p></text:index-body></text:table-of-content>",
        &["Costs 1"],
    );
}

#[test]
fn headings_are_recognised() {
    let text = read("", "<text:h>Costs</text:h><text:p>a</text:p>", "");
    assert_eq!(text.passages[1].place.heading.as_deref(), Some("Costs"));
    let named = r#"<style:style style:name="Own" style:family="paragraph" style:default-outline-level="1"/>"#;
    let text = read("", r#"<text:p text:style-name="Own">Costs</text:p><text:p>a</text:p>"#, named);
    assert_eq!(text.passages[1].place.heading.as_deref(), Some("Costs"));
}

#[test]
fn notes_and_comments_stand_behind_their_paragraph() {
    check(
        "<text:p>We pay costs<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See page 2.</text:p></text:note-body></text:note> in full\
         <office:annotation><dc:creator>never</dc:creator><dc:date>never</dc:date><text:p>Really?</text:p></office:annotation>.</text:p><text:p>Next</text:p>",
        &["We pay costs[mark 1] in full.", "N See page 2.", "[comment Really?]", "Next"],
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let region = |id: &str, inside: &str| {
        format!(
            r#"<text:changed-region text:id="{id}"><text:deletion><office:change-info><dc:creator>never</dc:creator></office:change-info>{inside}</text:deletion></text:changed-region>"#
        )
    };
    let regions = [
        region("a", "<text:p>not </text:p>"),
        region("b", "<text:p>one</text:p><text:p>two</text:p>"),
        region("c", "<text:p>left</text:p>"),
        region("d", "<text:p>block</text:p>"),
    ]
    .concat();
    check(
        &format!(
            r#"<text:tracked-changes>{regions}<text:changed-region text:id="e"><text:insertion><office:change-info/></text:insertion></text:changed-region></text:tracked-changes><text:p>Mentors are <text:change text:change-id="a"/>paid<text:change text:change-id="b"/><text:change-start text:change-id="e"/> well<text:change-end text:change-id="e"/></text:p><text:change text:change-id="d"/>"#
        ),
        &["Mentors are [deleted not ]paid[deleted one\ntwo] well", "[deleted block]", "[deleted left]"],
    );
}

#[test]
fn what_a_reader_does_not_see_is_marked() {
    for (properties, kind) in [
        (r#"style:text-line-through-style="solid""#, "struck"),
        (r#"style:text-line-through-style="none" style:text-line-through-type="none""#, ""),
        (r#"text:display="none""#, "hidden"),
        (r##"fo:color="#ffffff""##, "hidden"),
        (r##"fo:color="#fefefe""##, "hidden"),
        (r##"fo:color="#ffffff" fo:background-color="#000000""##, ""),
        (r##"fo:color="#ffffff" fo:background-color="transparent""##, "hidden"),
        (r##"fo:color="#ffffff" style:use-window-font-color="true""##, ""),
        (r#"fo:font-size="0.5pt""#, "hidden"),
        (r#"fo:font-size="10pt""#, ""),
        (r#"loext:opacity="0%""#, "hidden"),
        (r#"loext:opacity="100%""#, ""),
        // As LibreOffice writes the automatic colour.
        (r#"style:use-window-font-color="true" loext:opacity="0%""#, ""),
    ] {
        let style = |family| {
            format!(
                r#"<style:style style:name="S" style:family="{family}"><style:text-properties {properties}/></style:style>"#
            )
        };
        let expected = if kind.is_empty() { "words".to_owned() } else { format!("[{kind} words]") };
        let span = r#"<text:p><text:span text:style-name="S">words</text:span></text:p>"#;
        assert_eq!(lines(&read(&style("text"), span, "")), [expected.as_str()], "{properties}");
        // A paragraph style, from which another one is derived.
        let child = r#"<style:style style:name="C" style:family="paragraph" style:parent-style-name="S"/>"#;
        let paragraph = r#"<text:p text:style-name="C">words</text:p>"#;
        assert_eq!(lines(&read(child, paragraph, &style("paragraph"))), [expected.as_str()], "{properties}");
    }
    check(
        "<text:section text:display=\"none\"><text:p>a</text:p></text:section><text:p>b</text:p>",
        &["[hidden a]", "b"],
    );
    check(
        "<text:p>a<text:hidden-paragraph text:is-hidden=\"true\"/>b</text:p><text:p>c</text:p>",
        &["[hidden ab]", "c"],
    );
    check("<text:p>a<text:hidden-paragraph text:is-hidden=\"false\"/>b</text:p>", &["ab"]);
    let raised = r#"<style:style style:name="S" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>"#;
    let body = r#"<text:p>costs<text:span text:style-name="S">2</text:span></text:p>"#;
    assert_eq!(lines(&read(raised, body, "")), ["costs[mark 2]"]);
    // A style that is its own parent.
    let circle = r#"<style:style style:name="S" style:family="text" style:parent-style-name="S"/>"#;
    assert_eq!(lines(&read(circle, body, "")), ["costs2"]);
}

#[test]
fn white_text_in_dark_cells_is_seen() {
    let styles = r##"<style:style style:name="Dark" style:family="table-cell"><style:table-cell-properties fo:background-color="#002060"/></style:style>
        <style:style style:name="W" style:family="paragraph"><style:text-properties fo:color="#ffffff"/></style:style>"##;
    let cell = |name| {
        format!(
            r#"<table:table-cell table:style-name="{name}"><text:p text:style-name="W">a</text:p></table:table-cell>"#
        )
    };
    let body =
        format!("<table:table><table:table-row>{}{}</table:table-row></table:table>", cell("Dark"), cell("None"));
    assert_eq!(lines(&read(styles, &body, "")), ["a", "[hidden a]"]);
}

#[test]
fn forms_hold_values() {
    let forms = r#"<office:forms><form:form><form:text form:id="c1" form:value="old" form:current-value="Anna"/>
        <form:checkbox form:id="c2" form:label="Paid" form:current-state="checked"/><form:checkbox form:id="c3" form:label="Not paid"/></form:form></office:forms>"#;
    let control = |id: &str| format!(r#"<draw:control draw:control="{id}"/>"#);
    let body = format!("{forms}<text:p>Name: {} {} {}</text:p>", control("c1"), control("c2"), control("c3"));
    check(&body, &["Name: [value Anna] [value ☒ Paid] [value ☐ Not paid]"]);
    check("<text:p>Pay: <text:text-input>none</text:text-input></text:p>", &["Pay: [value none]"]);
    check(
        r#"<text:p>Pay: <text:drop-down><text:label text:value="all"/><text:label text:value="none"/>none</text:drop-down></text:p>"#,
        &["Pay: [value none]"],
    );
}

#[test]
fn headers_and_footers_are_read_once() {
    let named = r#"<office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Guide</text:p></style:header>
        <style:footer style:display="false"><text:p>Off</text:p></style:footer></style:master-page>
        <style:master-page style:name="Other"><style:header><text:p>Unused</text:p></style:header></style:master-page></office:master-styles>"#;
    assert_eq!(lines(&read("", "<text:p>a</text:p>", named)), ["a", "R Guide", "R [hidden Off]", "R [hidden Unused]"]);
}

#[test]
fn pictures_without_text_are_gaps() {
    let picture = "<text:p><draw:frame><draw:image/></draw:frame></text:p>";
    assert_eq!(read("", picture, "").gaps[0].reason, GapReason::Picture);
    assert!(read("", &format!("{picture}<text:p>a</text:p>"), "").gaps.is_empty());
    let object = r#"<text:p><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>"#;
    assert_eq!(read("", object, "").gaps[0].reason, GapReason::Malformed);
}

#[test]
fn broken_documents_are_refused() {
    let malformed = Err(ExtractError::Malformed { format: "OpenDocument" });
    assert_eq!(extract(b"no archive"), malformed);
    assert_eq!(extract(&archive(&[("other.xml", b"<a/>")])), malformed);
    assert_eq!(extract(&archive(&[("content.xml", b"<a/>")])), malformed);
    assert_eq!(extract(&archive(&[("content.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")])), malformed);
    let manifest = r#"<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>"#;
    let bytes = archive(&[("META-INF/manifest.xml", manifest.as_bytes()), ("content.xml", b"\xFF\x00")]);
    assert_eq!(extract(&bytes), Err(ExtractError::Encrypted));
    assert_eq!(extract(&archive(&[("encrypted-package", b"x")])), Err(ExtractError::Encrypted));
}
