//! Tables are read as programs show them, and what is made to exhaust a reader ends in a typed error.

#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use common::archive;
use mentorcheck_forms::sheets::{Position, SheetError, Workbook, read};
use proptest::prelude::*;

const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
const RELATIONSHIPS: &str = r#"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#;

/// A workbook with one sheet, which holds `rows` and what follows the cells.
fn xlsx(rows: &str, after: &str, strings: &str) -> Vec<u8> {
    let sheet = format!("<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>");
    xlsx_of(&sheet, strings)
}

fn xlsx_of(sheet: &str, strings: &str) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = format!(
        r#"<Relationships {RELATIONSHIPS}><Relationship Id="a" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let workbook = format!(
        r#"<workbook {MAIN} xmlns:r="{kind}"><sheets><sheet name="One" sheetId="1" r:id="s"/></sheets></workbook>"#
    );
    let list = format!(
        r#"<Relationships {RELATIONSHIPS}><Relationship Id="s" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="{kind}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="u" Type="{kind}/styles" Target="styles.xml"/></Relationships>"#
    );
    let styles = format!(
        r#"<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="d\.m\.yy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"#
    );
    archive(&[
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", list.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst {MAIN}>{strings}</sst>").as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ])
}

fn ods(tables: &str) -> Vec<u8> {
    let urn = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        r#"<office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0" xmlns:style="{urn}:style:1.0"><office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

fn ods_rows(rows: &str) -> Vec<u8> {
    ods(&format!(r#"<table:table table:name="One">{rows}</table:table>"#))
}

/// The cells of the first sheet, with `=` after the address of a formula.
fn cells(workbook: &Workbook) -> Vec<(String, String)> {
    let cells = workbook.sheets[0].cells().iter();
    cells
        .map(|cell| (format!("{}{}", cell.position, if cell.is_formula { "=" } else { "" }), cell.text.to_string()))
        .collect()
}

fn expected(cells: &[(&str, &str)]) -> Vec<(String, String)> {
    cells.iter().map(|(address, text)| ((*address).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn cells_of_a_workbook_are_read_as_they_are_shown() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c t="b"><v>1</v></c><c r="E1" s="1"><v>46354</v></c><c s="2"><v>46354.5</v></c><c><v>2.5</v></c></row>
        <row r="3" hidden="1"><c r="A3" t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve"> line</t></r></is></c><c r="B3" t="str"><f>A1&amp;"x"</f><v>onex</v></c><c r="C3"><f>1+</f></c><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E3" s="1"/></row>
        <row><c t="s"><v>2</v></c></row>"#;
    let strings = "<si><t>one</t></si><si><r><t>a &lt; b</t></r><rPh><t>reading</t></rPh><r><t>_x000D_\nc</t></r></si><si><t>last</t></si>";
    let after = r#"<mergeCells><mergeCell ref="E5:E7"/></mergeCells>"#;
    let workbook = read(&xlsx(rows, after, strings)).unwrap();
    let all = expected(&[
        ("A1", "one"),
        ("B1", "a < b\nc"),
        ("C1", "TRUE"),
        ("E1", "2026-11-28"),
        ("F1", "2026-11-28 12:00"),
        ("G1", "2.5"),
        ("A3", "in line"),
        ("B3=", "onex"),
        ("C3=", ""),
        ("D3=", "#DIV/0!"),
        ("A4", "last"),
    ]);
    assert_eq!(cells(&workbook), all);
    let sheet = &workbook.sheets[0];
    assert!(sheet.is_hidden_at(Position::new(2, 0)) && !sheet.is_hidden_at(Position::new(1, 0)));
    assert_eq!(sheet.merged_area(Position::new(5, 4)).unwrap().first, Position::new(4, 4));
    assert_eq!(sheet.row(2).len(), 4);
    assert_eq!(sheet.cell(Position::new(3, 0)).unwrap().text.as_ref(), "last");
}

#[test]
fn cells_of_opendocument_are_read_as_they_are_shown() {
    let workbook = read(&ods(
        r#"<table:table table:name="One"><table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>
        <table:table-header-rows><table:table-row><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="date" office:date-value="2026-11-28"><text:p>28/11/26</text:p></table:table-cell></table:table-row></table:table-header-rows>
        <table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:table-cell/><table:table-cell office:value-type="float" office:value="2.5" table:formula="of:=[.A1]"><text:p>2,5</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1" office:value-type="boolean" office:boolean-value="true"><office:annotation><text:p>A comment</text:p></office:annotation><text:p>WAHR</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
        <table:table table:name="Two" table:style-name="ta2"/>"#,
    ))
    .unwrap();
    let all =
        [("A1", "a  b\nc"), ("B1", "a  b\nc"), ("D1", "2026-11-28"), ("B2=", "2.5"), ("B3=", "2.5"), ("A4", "TRUE")];
    assert_eq!(cells(&workbook), expected(&all));
    let sheet = &workbook.sheets[0];
    assert!(sheet.is_hidden_at(Position::new(0, 3)) && sheet.is_hidden_at(Position::new(2, 0)));
    assert!(!sheet.is_hidden_at(Position::new(0, 2)) && !sheet.is_hidden_at(Position::new(3, 0)));
    assert_eq!(sheet.comments, [(Position::new(3, 0), "A comment".to_owned())]);
    assert_eq!(sheet.merged_area(Position::new(4, 0)).unwrap().first, Position::new(3, 0));
    assert!(workbook.sheets[1].is_hidden && !sheet.is_hidden);
}

/// A part that the plain reader does not accept, and a complete one reads alike.
fn with_comment(part: &str) -> String {
    let root = part.find("<worksheet").or_else(|| part.find("<sst")).or_else(|| part.find("<styleSheet")).unwrap();
    let end = root + part[root..].find('>').unwrap() + 1;
    format!("{}<!-- constructed -->{}", &part[..end], &part[end..])
}

#[test]
fn both_readers_of_xml_give_the_same() {
    let form = mentorcheck_forms::xlsx::render(
        &common::questionnaire(),
        &mentorcheck_forms::FormOptions { prefill: Some(&common::answers(common::DESCRIPTION)), only: None },
    )
    .unwrap();
    let rows = r#"<row r="1" spans="1:8"><c r="A1" s="1" t="s" ><v>0</v></c><c r="B1" t="str"><f>IF(A1="x",1,2)</f><v>a &amp; b&#10;&quot;c&quot; &apos;d&apos; &#233;</v></c></row><row r="2" hidden="true"><c r="A2" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c><c r="B2" s="1"><v>46354</v></c><c r="C2" t="b"><v>0</v></c><c r="D2"/></row>"#;
    let unusual = xlsx(rows, "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>", "<si><t>a&gt;b</t></si>");
    let cdata = xlsx("<row><c t=\"str\"><v><![CDATA[a<b]]></v></c></row>", "", "");
    let extended = xlsx(
        r#"<row xmlns:x="urn:constructed"><x:c r="A1"><v>9</v></x:c><c r="B1"><v>1</v></c></row>"#,
        r#"<extLst xmlns:y="urn:constructed"><y:row r="9"/></extLst>"#,
        "",
    );
    let parts = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"];
    for bytes in [form, unusual, cdata, extended] {
        let plain = read(&bytes).unwrap();
        for part in parts {
            let complete = read(&common::with_part(&bytes, part, with_comment)).unwrap();
            for (one, other) in plain.sheets.iter().zip(&complete.sheets) {
                assert_eq!(one.cells(), other.cells(), "{part}");
                assert_eq!(one.merged, other.merged, "{part}");
                assert_eq!(one.is_hidden_at(Position::new(1, 0)), other.is_hidden_at(Position::new(1, 0)));
            }
        }
    }
}

/// What damages a part, or makes it unusual.
const INSERTED: [&str; 30] = [
    "<!-- x -->",
    "<![CDATA[a<b]]>",
    "<?x y?>",
    "&amp;",
    "&#10;",
    "&#xE9;",
    "&unknown;",
    "&",
    "\r\n",
    " ",
    "\t",
    "_x0041_",
    "<c r=\"C9\" t=\"s\"><v>0</v></c>",
    "<c r=\"D9\" s=\"1\"><v>46354</v></c>",
    "<c/>",
    "</c>",
    "<v>1</v>",
    "<is><t>x</t></is>",
    "<f>1</f>",
    "<si><t>x</t></si>",
    "<r><t>x</t></r>",
    "<rPh><t>x</t></rPh>",
    " r=\"B2\"",
    " t=\"inlineStr\"",
    " t='s'",
    " x:t=\"b\"",
    "x:",
    " xmlns:x=\"urn:constructed\"",
    " xml:space=\"preserve\"",
    "é",
];

/// One change of a text: where, how much of it goes, whether that is repeated instead, and what comes in its place.
type Change = (usize, usize, bool, Option<usize>);

fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for (at, length, is_repeated, inserted) in changes {
        let root = text.find("<worksheet").or_else(|| text.find("<sst")).or_else(|| text.find("<styleSheet"));
        let after_root = root.and_then(|root| Some(root + text[root..].find('>')? + 1)).unwrap_or_default();
        let near = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let start = near(after_root + at % (text.len() - after_root).max(1));
        let end = near((start + length).min(text.len())).max(start);
        let part = text[start..end].to_owned();
        let new = inserted.map_or("", |index| INSERTED[index]).to_owned() + if *is_repeated { &part } else { "" };
        text.replace_range(if *is_repeated { start..start } else { start..end }, &new);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever happens to a part, the quick reader of usual cells gives what the complete reader gives.
    #[test]
    fn both_readers_of_xml_give_the_same_for_damaged_parts(
        part in 0..3_usize,
        changes in prop::collection::vec(
            (0..10_000_usize, prop_oneof![Just(0), 0..12_usize, 0..80_usize], any::<bool>(), prop::option::of(0..INSERTED.len())),
            1..4,
        ),
    ) {
        let rows = r#"<row r="1" spans="1:8"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="2"/><c r="C1" t="str"><f>A1&amp;"x"</f><v>a &amp; b</v></c></row><row r="2" hidden="1"><c r="A2" s="1" t="n" /><c r="B2" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c><c r="C2" s="1"><v>46354</v></c><c r="D2" t="b"><v>0</v></c><c r="E2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="s"><v>2</v></c></row>"#;
        let strings = r#"<si><t>one</t></si><si><t xml:space="preserve">a &lt; b
</t></si><si><r><t>c</t></r><r><rPr><b/></rPr><t>d</t></r></si>"#;
        let name = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"][part];
        let bytes = xlsx(rows, r#"<mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#, strings);
        let damaged = common::with_part(&bytes, name, |text| changed(text, &changes));
        let quick = read(&damaged);
        let complete = read(&common::with_part(&damaged, name, with_comment));
        match (quick, complete) {
            (Ok(quick), Ok(complete)) => {
                for (one, other) in quick.sheets.iter().zip(&complete.sheets) {
                    prop_assert_eq!(one.cells(), other.cells());
                    prop_assert_eq!(&one.merged, &other.merged);
                    prop_assert_eq!(one.is_hidden_at(Position::new(1, 0)), other.is_hidden_at(Position::new(1, 0)));
                }
            }
            (quick, complete) => prop_assert_eq!(quick.err(), complete.err()),
        }
    }
}

#[test]
fn names_of_other_namespaces_are_no_cells() {
    let own = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let cell = |open: &str, close: &str| format!("<{open} r=\"A1\" t=\"str\"><v>1</v></{close}>");
    for (sheet, count) in [
        // No prefix stands for another namespace.
        (
            format!(
                "<worksheet {MAIN}><sheetData><row xmlns=\"urn:constructed\">{}</row></sheetData></worksheet>",
                cell("c", "c")
            ),
            0,
        ),
        // A prefix stands for the namespace of workbooks.
        (
            format!(
                "<x:worksheet xmlns:x=\"{own}\"><x:sheetData><x:row><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"
            ),
            1,
        ),
        (
            format!(
                "<worksheet {MAIN}><sheetData><row><x:c xmlns:x=\"{own}\" r=\"A1\"><v>1</v></x:c></row></sheetData></worksheet>"
            ),
            1,
        ),
        (
            format!(
                "<worksheet {MAIN}><sheetData><row><x:c xmlns:x=\"urn:constructed\"><v>1</v></x:c></row></sheetData></worksheet>"
            ),
            0,
        ),
        // A tag within a value of an attribute is none.
        (format!("<worksheet {MAIN}><sheetData><row a='\"\"><c r=\"A1\"><v>1</v></c>'/></sheetData></worksheet>"), 0),
        (format!("<worksheet {MAIN}><!-- <row><c r=\"A1\"><v>1</v></c></row> --></worksheet>"), 0),
    ] {
        assert_eq!(cells(&read(&xlsx_of(&sheet, "")).unwrap()).len(), count, "{sheet}");
    }
}

/// How a hostile table must end.
#[derive(Debug, PartialEq, Eq)]
enum Ending {
    Cells(usize),
    Damaged,
    TooMany,
    TooLarge,
    Other(SheetError),
}

fn ending(result: Result<Workbook, SheetError>) -> Ending {
    match result {
        Ok(workbook) => Ending::Cells(workbook.sheets.iter().map(|sheet| sheet.cells().len()).sum()),
        Err(SheetError::Damaged { .. }) => Ending::Damaged,
        Err(SheetError::TooMany { .. }) => Ending::TooMany,
        Err(SheetError::TooLarge) => Ending::TooLarge,
        Err(error) => Ending::Other(error),
    }
}

type Case = (&'static str, Ending, fn() -> Vec<u8>);

fn cases() -> Vec<Case> {
    vec![
        ("one cell in the last corner", Ending::Cells(1), || {
            xlsx(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#, "", "")
        }),
        ("one cell in the last corner, OpenDocument", Ending::Cells(1), || {
            ods_rows(
                r#"<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"#,
            )
        }),
        ("a cell beyond the last corner", Ending::Damaged, || {
            xlsx(r#"<row r="1048577"><c><v>1</v></c></row>"#, "", "")
        }),
        ("a row 0", Ending::Damaged, || xlsx(r#"<row r="0"><c><v>1</v></c></row>"#, "", "")),
        ("rows that go on after the last", Ending::Damaged, || {
            xlsx(r#"<row r="1048576"/><row><c><v>1</v></c></row>"#, "", "")
        }),
        ("a million repeated filled rows", Ending::TooMany, || {
            ods_rows(
                r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"#,
            )
        }),
        ("rows repeated four billion times", Ending::Damaged, || {
            ods_rows(
                r#"<table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="4294967295"><text:p>x</text:p></table:table-cell></table:table-row>"#,
            )
        }),
        ("empty rows repeated four billion times, often", Ending::Cells(0), || {
            ods_rows(&r#"<table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="4294967295"/></table:table-row>"#.repeat(50))
        }),
        ("a long text in many repeated cells", Ending::TooLarge, || {
            ods_rows(&format!(
                r#"<table:table-row><table:table-cell table:number-columns-repeated="10000"><text:p>{}</text:p></table:table-cell></table:table-row>"#,
                "x".repeat(10_000)
            ))
        }),
        ("a long shared text in many cells", Ending::TooLarge, || {
            let cells = r#"<c t="s"><v>0</v></c>"#.repeat(10_000);
            xlsx(&format!("<row>{cells}</row>"), "", &format!("<si><t>{}</t></si>", "x".repeat(10_000)))
        }),
        ("a shared text that does not exist", Ending::Damaged, || {
            xlsx(r#"<row><c t="s"><v>4000000000</v></c></row>"#, "", "<si><t>x</t></si>")
        }),
        ("two cells at one place", Ending::Damaged, || {
            xlsx(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>"#, "", "")
        }),
        ("a part that unpacks to far more", Ending::TooLarge, || {
            xlsx_of(&format!("<worksheet {MAIN}>{}</worksheet>", " ".repeat(70 * 1024 * 1024)), "")
        }),
        ("deep nesting", Ending::TooLarge, || {
            xlsx(&format!("{}{}", "<row>".repeat(100_000), "</row>".repeat(100_000)), "", "")
        }),
        ("deep nesting, OpenDocument", Ending::TooLarge, || ods_rows(&"<table:table-row>".repeat(100_000))),
        ("external entities", Ending::Damaged, || {
            xlsx_of(
                &format!(
                    "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet {MAIN}><sheetData><row><c t=\"str\"><v>&e;</v></c></row></sheetData></worksheet>"
                ),
                "",
            )
        }),
        ("entities that grow", Ending::Damaged, || {
            archive(&[("content.xml", br#"<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>"#)])
        }),
        ("many merged areas", Ending::TooMany, || {
            xlsx("", &format!("<mergeCells>{}</mergeCells>", r#"<mergeCell ref="A1:B2"/>"#.repeat(100_001)), "")
        }),
        ("a merged area that is none", Ending::Damaged, || {
            xlsx("", r#"<mergeCells><mergeCell ref="A0:B"/></mergeCells>"#, "")
        }),
        ("half a workbook", Ending::Damaged, || {
            let mut bytes = xlsx("<row><c><v>1</v></c></row>", "", "");
            bytes.truncate(bytes.len() / 2);
            bytes
        }),
        ("XML that ends early", Ending::Damaged, || xlsx_of(&format!("<worksheet {MAIN}><sheetData><row><c><v>1"), "")),
        ("a workbook without its sheets", Ending::Damaged, || {
            archive(&[("_rels/.rels", format!(r#"<Relationships {RELATIONSHIPS}><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#).as_bytes())])
        }),
        ("another archive", Ending::Other(SheetError::NotATable), || archive(&[("notes.txt", b"text")])),
        ("an OpenDocument text", Ending::Other(SheetError::NotATable), || archive(&[("content.xml", b"<a/>")])),
        ("a workbook of Excel 97", Ending::Other(SheetError::OldWorkbook), || {
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook".to_vec()
        }),
        ("a locked workbook", Ending::Other(SheetError::Encrypted), || {
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &name].concat()
        }),
        ("a text with too many separators", Ending::TooMany, || b",".repeat(5_000_000)),
        ("a text with too many columns", Ending::Damaged, || format!("{}x", ",".repeat(20_000)).into_bytes()),
        ("quotation marks that do not end", Ending::Cells(1), || format!("\"{}", "x,\n".repeat(10_000)).into_bytes()),
        ("bytes that are no text", Ending::Other(SheetError::NotATable), || b"GIF89a\0\0\0".to_vec()),
    ]
}

#[test]
fn hostile_tables_end_as_expected() {
    for (name, expected, build) in cases() {
        assert_eq!(ending(read(&build())), expected, "{name}");
    }
}

#[test]
fn errors_say_what_would_help() {
    let limit = SheetError::TooMany { what: "sheets", limit: 256 };
    for error in [SheetError::NotATable, SheetError::Encrypted, SheetError::OldWorkbook, SheetError::NotText, limit] {
        assert!(error.help().ends_with('.') && !error.to_string().ends_with('.'), "{error}");
    }
}
