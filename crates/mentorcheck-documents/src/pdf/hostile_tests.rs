//! Files that are made to take all memory or time. Each must end in an error or a gap; that it ends, and how soon, shows
//! in how long the test takes.

use mentorcheck_core::evidence::passage::GapReason;

use super::{
    extract,
    sample::{Sample, error, lines, read},
};
use crate::ExtractError;

const WORDS: &str = "BT /F1 12 Tf 50 700 Td (words) Tj ET ";

/// The gaps of a page that unpacks to this content.
fn gaps(content: impl AsRef<[u8]>) -> Vec<GapReason> {
    let mut sample = Sample::new();
    let content = sample.packed_stream("", content);
    sample.page_with(content);
    read(&sample.build()).gaps.into_iter().map(|gap| gap.reason).collect()
}

#[test]
fn long_runs_in_content_are_read_in_little_memory() {
    for part in
        ["q ", "1 ", "/a ", "(a) ", "[1] ", "<< >> ", "BI ", "BT ", "0 0 m 1 1 l ", "W n ", "/a BMC ", "] ", ">> "]
    {
        assert_eq!(gaps(part.repeat(30_000)), [], "{part}");
        let text = [WORDS, &part.repeat(30_000)].concat();
        assert_eq!(lines(&read(&Sample::page_of(&text))), ["words"], "{part}");
    }
}

#[test]
fn nested_and_long_arrays_are_refused() {
    let limit = [GapReason::LimitExceeded];
    for content in [
        "[".repeat(64_000),
        "<<".repeat(64_000),
        format!("[{}", "1 ".repeat(64_000)),
        format!("({}", "a".repeat(2_000_000)),
    ] {
        assert_eq!(gaps(&content), limit);
        // What comes before still counts.
        assert_eq!(lines(&read(&Sample::page_of(&format!("{WORDS}{content}")))), ["words"]);
    }
}

#[test]
fn too_many_operators_words_and_bytes_are_a_gap() {
    let limit = [GapReason::LimitExceeded];
    assert_eq!(gaps("q Q ".repeat(110_000)), limit);
    assert_eq!(
        gaps(format!(
            "BT /F1 2 Tf {} ET",
            "1 0 0 1 5 5 Tm (a) Tj 1 0 0 1 9 99 Tm (b c d e f g h i j k l m n o p q r) Tj ".repeat(1_000)
        )),
        limit
    );
    assert_eq!(gaps(b" ".repeat(10 * 1024 * 1024)), [GapReason::Malformed, GapReason::LimitExceeded]);
}

#[test]
fn forms_that_draw_forms_are_limited() {
    let mut sample = Sample::new();
    let mut form = sample.stream("/Subtype /Form", WORDS);
    for _ in 0..12 {
        let resources = format!("/Subtype /Form /Resources << /XObject << /X {form} 0 R >> >>");
        form = sample.stream(&resources, "/X Do ".repeat(50));
    }
    sample.resources = format!("/XObject << /X {form} 0 R >>");
    let text = read(&sample.page("/X Do").build());
    assert!(text.gaps.iter().any(|gap| gap.reason == GapReason::LimitExceeded));
}

#[test]
fn circles_and_crowds_of_pages_end() {
    let page_tree = |kids: &str| {
        let file = Sample::page_of(WORDS);
        let text = String::from_utf8(file).unwrap();
        // The table stays right as long as the length does.
        let (start, rest) = text.split_once("/Kids [").unwrap();
        let (_, rest) = rest.split_once(']').unwrap();
        format!("{start}/Kids [{kids}]{}", rest.split("xref").next().unwrap()).into_bytes()
    };
    assert_eq!(lines(&read(&page_tree("2 0 R 5 0 R 5 0 R"))), ["words"]);
    assert_eq!(error(&page_tree(&"5 0 R ".repeat(1_000_000))), ExtractError::DecompressionLimit);
    assert_eq!(error(&page_tree(&"<< >> ".repeat(6_000))), ExtractError::TooManyPages { pages: 5_000 });
}

#[test]
fn circles_of_tables_end() {
    let file = String::from_utf8(Sample::page_of(WORDS)).unwrap();
    let start = file.rfind("xref\n0").unwrap();
    let circle = file.replace("/Root", &format!("/Prev {start} /XRefStm {start} /Root"));
    assert_eq!(lines(&read(circle.as_bytes())), ["words"]);
    let huge = file.replace("xref\n0 6", "xref\n0 4000000000");
    assert_eq!(lines(&read(huge.as_bytes())), ["words"]);
}

#[test]
fn crowds_of_objects_are_refused() {
    let heads: String = (0..600_000).map(|number| format!("{number} 0 obj ")).collect();
    assert_eq!(error(format!("%PDF-1.7 {heads}").as_bytes()), ExtractError::DecompressionLimit);
    // Many entries lead to one large object.
    let mut file = b"%PDF-1.7\n1 0 obj [".to_vec();
    file.extend(b"1 ".repeat(2_000_000));
    let start = file.len();
    file.extend(format!("] endobj xref 0 2 0 65535 f 9 0 n trailer << /Root 1 0 R >> startxref {start}").bytes());
    assert_eq!(error(&file), ExtractError::DecompressionLimit);
}

#[test]
fn object_streams_are_limited() {
    // Object streams that each hold sixty nested arrays.
    let array = format!("{}{}", "[".repeat(40), "1 ".repeat(1000));
    let mut sample = Sample::new();
    for number in 0..30 {
        let head: String =
            (0..60).map(|index| format!("{} {} ", 1000 + number * 60 + index, index * array.len())).collect();
        sample.packed_stream(
            &format!("/Type /ObjStm /N 60 /First {}", head.len()),
            format!("{head}{}", array.repeat(60)),
        );
    }
    let file = sample.page(WORDS).build();
    assert_eq!(lines(&read(&file)), ["words"]);
    // The same without a table, so that all are unpacked.
    let end = file.windows(6).rposition(|window| window == b"xref\n0").unwrap();
    assert_eq!(lines(&read(&file[..end])), ["words"]);
}

#[test]
fn huge_fonts_are_limited() {
    let mut sample = Sample::new();
    let map = sample.packed_stream("", ["1 beginbfchar ", &"<00> <0041> ".repeat(400_000)].concat());
    let font = sample.object(format!("<< /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode {map} 0 R >>"));
    sample.resources =
        format!("/Font << {} >>", (0..500).map(|index| format!("/F{index} {font} 0 R ")).collect::<String>());
    let shows: String = (0..500).map(|index| format!("/F{index} 9 Tf (words) Tj ")).collect();
    let text = read(&sample.page(&format!("BT 50 700 Td {shows} ET")).build());
    assert!(!text.passages.is_empty());
}

#[test]
fn no_damage_to_a_file_makes_it_panic() {
    let mut sample = Sample::new();
    let form = sample.packed_stream("/Subtype /Form /BBox [0 0 600 800]", WORDS);
    sample.resources = format!("/XObject << /X {form} 0 R >>");
    sample.page_entries = "/Annots [<< /Subtype /Widget /FT /Tx /V (value) /Rect [1 1 9 9] >>]".to_owned();
    let file = sample.page(&format!("{WORDS} /X Do 0 0 9 9 re W n [(a) -200 (b)] TJ")).build();
    for at in 0..file.len() {
        for damage in [0, b' ', b'9', b'<', b'(', 0xff] {
            let mut damaged = file.clone();
            damaged[at] = damage;
            // Whether it is an error or not, it ends.
            drop(extract(&damaged));
        }
        drop(extract(&file[..at]));
    }
}
