use mentorcheck_core::evidence::passage::{Gap, GapReason, PassageRole};

use super::sample::{Sample, error, lines, read};
use crate::ExtractError;

/// The lines of a page of this content.
fn page(content: &str) -> Vec<String> {
    lines(&read(&Sample::page_of(content)))
}

fn gaps(file: &[u8]) -> Vec<GapReason> {
    read(file).gaps.into_iter().map(|gap| gap.reason).collect()
}

/// A sample with a form `XObject`, `/X`.
fn with_form(entries: &str, content: &str) -> Sample {
    let mut sample = Sample::new();
    let form = sample.stream(&format!("/Subtype /Form /BBox [0 0 600 800] {entries}"), content);
    sample.resources = format!("/XObject << /X {form} 0 R >>");
    sample
}

/// A sample with annotations on its page.
fn with_annotations(annotations: &[&str]) -> Sample {
    let mut sample = Sample::new();
    let numbers: Vec<String> =
        annotations.iter().map(|annotation| format!("{} 0 R", sample.object(annotation))).collect();
    sample.page_entries = format!("/Annots [{}]", numbers.join(" "));
    sample
}

#[test]
fn the_guide_is_read_line_by_line() {
    let text = read(include_bytes!("../../../../fixtures/evidence/documents/guide.pdf"));
    assert!(text.gaps.is_empty());
    let first: Vec<_> = text.passages.iter().filter(|line| line.place.page == Some(1)).collect();
    let lines = lines(&text);
    assert!(
        lines.windows(2).any(|pair| pair[0].ends_with("All our mentors are volun-") && pair[1].starts_with("teers.")),
        "{lines:#?}"
    );
    assert_eq!(first[0].role, PassageRole::Running);
    assert_eq!(lines[first.len()], "Guide for mentors (constructed)");
    assert!(lines[first.len() + 1].starts_with("a coordinator"), "{lines:#?}");
    assert_eq!(lines.last().unwrap(), "Page 2 of 2");
}

#[test]
fn words_and_lines_follow_from_positions() {
    assert_eq!(page("BT /F1 12 Tf 50 700 Td (Mentors are) Tj 0 -14 Td (volun-) Tj T* ET"), ["Mentors are", "volun-"]);
    assert_eq!(
        page("BT /F1 12 Tf 14 TL 50 700 Td [(Men) 20 (tors) -300 (meet)] TJ (weekly) ' ET"),
        ["Mentors meet", "weekly"]
    );
    // Letters that are placed one by one are one word; "Mentors" is about 45 points wide.
    assert_eq!(page("BT /F1 12 Tf 50 700 Td (Men) Tj 23.3 0 Td (tors) Tj 40 0 Td (meet) Tj ET"), ["Mentors meet"]);
    // A space that is squeezed to nothing.
    let squeezed =
        "BT /F1 12 Tf 1 0 0 1 50 700 Tm (Men) Tj 0 0 0 1 73.3 700 Tm ( ) Tj 1 0 0 1 73.3 700 Tm (tors) Tj ET";
    assert_eq!(page(squeezed), ["Mentors"]);
    // A word that is drawn later into the gap it belongs to.
    let late = "BT /F1 12 Tf 50 700 Td (We are) Tj 75 0 Td (here.) Tj ET BT /F1 12 Tf 50 680 Td (Next.) Tj ET
        BT /F1 12 Tf 92 700 Td (all) Tj ET";
    assert_eq!(page(late), ["We are all here.", "Next."]);
}

#[test]
fn form_xobjects_are_followed() {
    let form = with_form("/Resources << /Font << /F9 3 0 R >> >>", "BT /F9 12 Tf 10 10 Td (Inside.) Tj ET");
    assert_eq!(lines(&read(&form.page("1 0 0 1 40 600 cm /X Do").build())), ["Inside."]);
    let outside = with_form("/Matrix [1 0 0 1 900 0]", "BT /F1 12 Tf 10 10 Td (Outside.) Tj ET");
    assert_eq!(lines(&read(&outside.page("/X Do").build())), ["{H:Outside.}"]);
    // A form that draws itself ends.
    let loops = with_form("", "BT /F1 12 Tf 50 700 Td (Once.) Tj ET /X Do");
    assert_eq!(lines(&read(&loops.page("/X Do").build())), ["Once."]);
}

#[test]
fn text_that_cannot_be_seen_is_hidden() {
    let show = "BT /F1 12 Tf 50 700 Td (words) Tj ET";
    for hiding in ["1 g", "1 1 1 rg", "0 0 0 0 k", "/DeviceGray cs 0.99 sc", "q 0 0 10 10 re W n"] {
        assert_eq!(page(&format!("{hiding} {show}")), ["{H:words}"], "{hiding}");
    }
    for hidden in [
        "BT /F1 12 Tf 3 Tr 50 700 Td (words) Tj ET",
        "BT /F1 12 Tf 7 Tr 50 700 Td (words) Tj ET",
        "BT /F1 0 Tf 50 700 Td (words) Tj ET",
        "BT /F1 12 Tf 0.05 0 0 0.05 50 700 Tm (words) Tj ET",
        "BT /F1 12 Tf 50 900 Td (words) Tj ET",
        "BT /F1 12 Tf 50 700 Td (words) Tj ET 1 g 40 690 200 30 re f",
        "0 g 40 690 200 30 re f BT /F1 12 Tf 50 700 Td (words) Tj ET",
    ] {
        assert_eq!(page(hidden), ["{H:words}"], "{hidden}");
    }
    for visible in [
        show,
        "0.2 g 40 690 200 30 re f 1 g BT /F1 12 Tf 50 700 Td (words) Tj ET",
        "1 g BT /F1 12 Tf 1 Tr 50 700 Td (words) Tj ET",
        "q 1 g Q BT /F1 12 Tf 50 700 Td (words) Tj ET",
        "BT /F1 1 Tf 12 0 0 12 50 700 Tm (words) Tj ET",
        "0.9 0.9 0.5 rg 40 690 200 30 re f 0 g BT /F1 12 Tf 50 700 Td (words) Tj ET",
    ] {
        assert_eq!(page(visible), ["words"], "{visible}");
    }
}

#[test]
fn white_text_on_a_picture_may_be_visible() {
    let mut sample = Sample::new();
    let picture = sample.stream("/Subtype /Image /Width 1 /Height 1 /Filter /DCTDecode", "x");
    sample.resources = format!("/XObject << /P {picture} 0 R >>");
    let sample = sample.page("q 300 0 0 300 0 500 cm /P Do Q 1 g BT /F1 12 Tf 50 700 Td (words) Tj ET");
    assert_eq!(lines(&read(&sample.build())), ["words"]);
}

#[test]
fn optional_content_that_is_off_is_hidden() {
    let mut sample = Sample::new();
    let (off, on) = (sample.object("<< /Type /OCG /Name (a) >>"), sample.object("<< /Type /OCG /Name (b) >>"));
    let member = sample.object(format!("<< /Type /OCMD /OCGs [{off} 0 R {on} 0 R] /P /AllOn >>"));
    sample.catalog = format!("/OCProperties << /OCGs [{off} 0 R {on} 0 R] /D << /OFF [{off} 0 R] >> >>");
    sample.resources = format!("/Properties << /A {off} 0 R /B {on} 0 R /C {member} 0 R >>");
    let content = "BT /F1 12 Tf 50 700 Td /OC /A BDC (one) Tj EMC 0 -20 Td /OC /B BDC (two) Tj EMC 0 -20 Td
        /OC /C BDC (three) Tj EMC 0 -20 Td (four) Tj ET";
    assert_eq!(lines(&read(&sample.page(content).build())), ["{H:one}", "two", "{H:three}", "four"]);
}

#[test]
fn lines_through_words_strike_them_out() {
    let text = "BT /F1 12 Tf 50 700 Td (We pay mentors) Tj ET";
    // "We" ends at about 68, "pay" at about 92.
    for line in ["1 w 71 704 m 91 704 l S", "71 703.5 20 1 re f", "q 1 0 0 1 0 4 cm 71 700 m 91 700 l S Q"] {
        assert_eq!(page(&format!("{text} {line}")), ["We{S: pay} mentors"], "{line}");
        assert_eq!(page(&format!("{line} {text}")), ["We{S: pay} mentors"], "{line}");
    }
    for other in ["50 698 m 150 698 l S", "50 711 m 150 711 l S", "1 G 50 704 m 150 704 l S"] {
        assert_eq!(page(&format!("{text} {other}")), ["We pay mentors"], "{other}");
    }
    let annotation = "<< /Subtype /StrikeOut /Rect [70 698 92 712] /QuadPoints [70 712 92 712 70 698 92 698] >>";
    assert_eq!(lines(&read(&with_annotations(&[annotation]).page(text).build())), ["We{S: pay} mentors"]);
    let turned = "BT /F1 12 Tf 0 1 -1 0 100 100 Tm (gone) Tj ET 96 100 m 96 130 l S";
    assert_eq!(page(turned), ["{S:gone}"]);
}

#[test]
fn actual_text_stands_for_glyphs() {
    let content = "BT /F1 12 Tf 50 700 Td (We ) Tj /Span << /ActualText <FEFF006600690074> >> BDC (\\001) Tj (x) Tj EMC
        ( in) Tj ET";
    let text = read(&Sample::page_of(content));
    assert_eq!((lines(&text), text.gaps), (vec!["We fit in".to_owned()], vec![]));
}

#[test]
fn raised_figures_are_note_marks() {
    assert_eq!(
        page("BT /F1 12 Tf 50 700 Td (volunteers) Tj /F1 7 Tf 5 Ts (1) Tj /F1 12 Tf 0 Ts (. They meet) Tj ET"),
        ["volunteers{mark:1}. They meet"]
    );
    assert_eq!(
        page("BT /F1 12 Tf 1 0 0 1 50 700 Tm (weekly) Tj /F1 6 Tf 1 0 0 1 88 705 Tm (12) Tj ET"),
        ["weekly{mark:12}"]
    );
    // The note itself starts with its mark.
    assert_eq!(page("BT /F1 5 Tf 50 104 Td (1) Tj /F1 9 Tf 5 -4 Td (Since May.) Tj ET"), ["{mark:1} Since May."]);
    // As LibreOffice draws it; "1" is about 5 points wide.
    assert_eq!(page("BT /F1 9 Tf 50 100 Td (1) Tj 5 0 Td (Since May.) Tj ET"), ["{mark:1}Since May."]);
    assert_eq!(page("BT /F1 9 Tf 50 100 Td (1) Tj 5 0 Td (st of May) Tj ET"), ["1st of May"]);
    assert_eq!(page("BT /F1 9 Tf 50 100 Td (1A to 3D) Tj ET"), ["1A to 3D"]);
    assert_eq!(page("BT /F1 12 Tf 50 700 Td (page ) Tj (12) Tj ET"), ["page 12"]);
}

#[test]
fn form_fields_have_values() {
    let rect = "/Subtype /Widget /Rect [100 690 300 710]";
    let read_field = |field: &str| lines(&read(&with_annotations(&[field]).page("").build()));
    for (field, expected) in [
        ("/FT /Tx /V (No, volunteers.)", Some("{F:No, volunteers.}")),
        ("/FT /Tx /V <FEFF005A0061017C>", Some("{F:Zaż}")),
        ("/FT /Tx /F 2 /V (secret)", Some("{H:secret}")),
        ("/FT /Tx /Ff 8192 /V (secret)", Some("{H:secret}")),
        ("/FT /Ch /V (w) /Opt [[(m) (monthly)] [(w) (weekly)]]", Some("{F:weekly}")),
        ("/FT /Ch /V [(a) (b)]", Some("{F:a\nb}")),
        ("/FT /Btn /V /Yes /AS /Yes", Some("{F:Yes}")),
        ("/FT /Btn /V /Yes /AS /Off", None),
        ("/FT /Tx", None),
    ] {
        assert_eq!(read_field(&format!("<< {rect} {field} >>")), Vec::from_iter(expected), "{field}");
    }
    let mut sample = Sample::new();
    let parent = sample.object("<< /FT /Tx /V (weekly) >>");
    let widget = sample.object(format!("<< {rect} /Parent {parent} 0 R >>"));
    sample.page_entries = format!("/Annots [{widget} 0 R]");
    let content = "BT /F1 12 Tf 20 695 Td (They meet:) Tj 0 -100 Td (Below.) Tj ET";
    assert_eq!(lines(&read(&sample.page(content).build())), ["They meet:", "{F:weekly}", "Below."]);
}

#[test]
fn annotations_are_notes_or_text() {
    let rect = "/Rect [100 600 300 620]";
    let sample = with_annotations(&[
        &format!("<< /Subtype /Text {rect} /Contents (a note) >>"),
        &format!("<< /Subtype /FreeText {rect} /Contents (written on) >>"),
        &format!("<< /Subtype /FreeText {rect} /F 2 /Contents (not shown) >>"),
        &format!("<< /Subtype /Popup {rect} /Contents (a note) >>"),
    ]);
    let text = read(&sample.page("BT /F1 12 Tf 50 700 Td (page) Tj ET").build());
    assert_eq!(lines(&text), ["page", "{C:a note}", "written on", "{H:not shown}"]);
    let mut sample = Sample::new();
    let font = "/Resources << /Font << /F1 3 0 R >> >>";
    let stamp = sample.stream(&format!("/BBox [0 0 100 20] {font}"), "BT /F1 12 Tf 2 2 Td (Approved) Tj ET");
    sample.page_entries = format!("/Annots [<< /Subtype /Stamp {rect} /AP << /N {stamp} 0 R >> >>]");
    assert_eq!(lines(&read(&sample.page("").build())), ["Approved"]);
}

/// Lines at two places, drawn row by row.
fn rows(left: [&str; 3], right: [&str; 3]) -> String {
    let mut content = "BT /F1 10 Tf ".to_owned();
    for (y, (left, right)) in [700, 686, 672].into_iter().zip(left.into_iter().zip(right)) {
        content += &format!("1 0 0 1 50 {y} Tm ({left}) Tj 1 0 0 1 320 {y} Tm ({right}) Tj ");
    }
    content + "ET"
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = ["All our mentors are people", "who work for nothing and", "get their costs back."];
    let right = ["The two of them meet every", "second week for at least", "half a year in all."];
    assert_eq!(page(&rows(left, right)), [left, right].concat());
    // Drawn one after the other, with little room between: the first ends at about 167.
    let columns = "BT /F1 10 Tf 12 TL 50 700 Td (All our mentors are people) Tj T* (who work for nothing and) Tj
        128 12 Td (The two meet every) Tj T* (second week at least.) Tj ET";
    let expected =
        ["All our mentors are people", "who work for nothing and", "The two meet every", "second week at least."];
    assert_eq!(page(columns), expected);
    // A table is read row by row.
    let table = page(&rows(["2024", "2025", "2026"], ["12 pairs", "15 pairs", "19 pairs"]));
    assert_eq!(table, ["2024 12 pairs", "2025 15 pairs", "2026 19 pairs"]);
}

/// A sample with a font `/F2`.
fn with_font(font: &str) -> Sample {
    let mut sample = Sample::new();
    let font = sample.object(format!("<< /Type /Font {font} >>"));
    sample.resources = format!("/Font << /F1 3 0 R /F2 {font} 0 R >>");
    sample
}

#[test]
fn fonts_decode_their_text() {
    let show = "BT /F2 12 Tf 50 700 Td (\\001\\002 A) Tj ET";
    let font = "/Subtype /Type1 /BaseFont /X /Encoding << /Differences [1 /uni0416 /f_f] >>";
    assert_eq!(lines(&read(&with_font(font).page(show).build())), ["Жff A"]);
    let mut sample = Sample::new();
    let map = sample
        .packed_stream("", "1 beginbfrange <0001> <0003> <0061> endbfrange 1 beginbfchar <0020> <0020> endbfchar");
    let font = sample.object(format!(
        "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode {map} 0 R /DescendantFonts [<< /DW 500 >>] >>"
    ));
    sample.resources = format!("/Font << /F2 {font} 0 R >>");
    let text = read(&sample.page("BT /F2 12 Tf 50 700 Td <0001000200200003> Tj ET").build());
    assert_eq!((lines(&text), text.gaps), (vec!["ab c".to_owned()], vec![]));
}

#[test]
fn what_cannot_be_read_is_a_gap() {
    let undecodable = [GapReason::UndecodableText];
    for font in [
        "/Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< >>]",
        "/Subtype /Type0 /Encoding /GBK-EUC-H /DescendantFonts [<< >>]",
        "/Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /Encoding << /Differences [65 /g1] >>",
    ] {
        let sample = with_font(font).page("BT /F2 12 Tf 50 700 Td (AAAA) Tj ET");
        assert_eq!(gaps(&sample.build()), undecodable, "{font}");
    }
    assert_eq!(gaps(&Sample::page_of("BT /F9 12 Tf 50 700 Td (no font) Tj ET")), undecodable);
    // An embedded font with an encoding of its own, of which a map tells only a part.
    let own = |content: &str| {
        let mut sample = Sample::new();
        let (file, map) = (sample.stream("", "x"), sample.stream("", "1 beginbfchar <01> <0041> endbfchar"));
        let descriptor = format!("<< /Type /FontDescriptor /Flags 4 /FontFile2 {file} 0 R >>");
        let font = format!("<< /Type /Font /Subtype /TrueType /FontDescriptor {descriptor} /ToUnicode {map} 0 R >>");
        let font = sample.object(font);
        sample.resources = format!("/Font << /F2 {font} 0 R >>");
        gaps(&sample.page(&format!("BT /F2 12 Tf 50 700 Td ({content}) Tj ET")).build())
    };
    assert_eq!((own("\\001"), own("\\001B")), (vec![], undecodable.to_vec()));
    // Bullets of a symbol font are no words.
    let bullets = with_font("/Subtype /Type1 /BaseFont /ZapfDingbats").page("BT /F2 12 Tf 50 700 Td (l) Tj ET");
    assert!(gaps(&bullets.build()).is_empty());

    let mut missing = Sample::new();
    missing.page_with(99);
    let missing = missing.page("BT /F1 12 Tf 50 700 Td (The rest.) Tj ET").build();
    let text = read(&missing);
    assert_eq!(text.gaps, [Gap { page: Some(1), reason: GapReason::Malformed }]);
    assert_eq!(lines(&text), ["The rest."]);
    let mut broken = Sample::new();
    let content = broken.stream("/Filter /FlateDecode", "this is not packed");
    broken.page_with(content);
    assert_eq!(gaps(&broken.build()), [GapReason::Malformed]);

    let mut scan = Sample::new();
    let picture = scan.stream("/Subtype /Image /Width 1 /Height 1 /Filter /DCTDecode", "x");
    scan.resources = format!("/XObject << /P {picture} 0 R >>");
    assert_eq!(gaps(&scan.page("q 600 0 0 800 0 0 cm /P Do Q").build()), [GapReason::Picture]);
    assert_eq!(gaps(&Sample::page_of("q 600 0 0 800 0 0 cm BI /W 1 /H 1 ID x")), [GapReason::Picture]);
}

#[test]
fn inline_pictures_are_skipped() {
    assert_eq!(page("BI /W 1 /H 1 ID (\u{1} EI BT /F1 12 Tf 50 700 Td (after) Tj ET"), ["after"]);
}

#[test]
fn broken_tables_are_rebuilt() {
    let file = Sample::page_of("BT /F1 12 Tf 50 700 Td (words) Tj ET");
    let text = String::from_utf8(file.clone()).unwrap();
    let shifted = [b"junk\n", &file[..]].concat();
    let no_table = text.split("xref").next().unwrap().as_bytes().to_vec();
    let wrong_start = text.replace("startxref\n", "startxref\n9").into_bytes();
    for broken in [shifted, no_table, wrong_start] {
        assert_eq!(lines(&read(&broken)), ["words"]);
    }
    let malformed = ExtractError::Malformed { format: "PDF" };
    assert_eq!(error(b"%PDF-1.7"), malformed);
    assert_eq!(error(b"no document"), malformed);
}

#[test]
fn objects_in_streams_are_read() {
    // The page is in an object stream, and the table is a stream.
    let content = "BT /F1 12 Tf 50 700 Td (words) Tj ET";
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = [0; 6];
    let objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1
        /BaseFont /Helvetica >> >> >> >>"];
    let (mut head, mut body) = (String::new(), String::new());
    for (index, object) in objects.iter().enumerate() {
        head += &format!("{} {} ", index + 1, body.len());
        body += object;
        body += " ";
    }
    for (number, entries, bytes) in [
        (4, String::new(), content.to_owned()),
        (5, format!("/Type /ObjStm /N 3 /First {}", head.len()), format!("{head}{body}")),
    ] {
        offsets[number] = file.len();
        let length = bytes.len();
        file.extend(
            format!("{number} 0 obj << {entries} /Length {length} >> stream\n{bytes}\nendstream endobj\n").bytes(),
        );
    }
    let rows = [[0, 0, 0], [2, 5, 0], [2, 5, 1], [2, 5, 2], [1, offsets[4], 0], [1, offsets[5], 0]];
    let table: String = rows.iter().map(|[kind, second, third]| format!("{kind:02x}{second:04x}{third:02x}")).collect();
    let start = file.len();
    file.extend(format!("6 0 obj << /Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Filter /ASCIIHexDecode /Length {} >> stream\n{table}\nendstream endobj\n", table.len()).bytes());
    let without_table = file.clone();
    file.extend(format!("startxref\n{start}\n%%EOF").bytes());
    assert_eq!(lines(&read(&file)), ["words"]);
    assert_eq!(lines(&read(&without_table)), ["words"]);
}
