//! Measures what it costs to read a document of each format and to look quotations up in it: `cargo run --release -p
//! mentorcheck-documents --example cost -- [MEGABYTES [RUNS]]`. Prints the table of `docs/performance.md`.
//!
//! The documents are constructed: one text in paragraphs of eighty words, with a heading before every twelfth, bold words
//! in every fifth, and, where the format has them, a footnote in every twentieth.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement prints its results, and stops on errors")]

use std::{
    fmt::Write as _,
    io::{Cursor, Write},
    time::{Duration, Instant},
};

use flate2::{Compression, write::ZlibEncoder};
use mentorcheck_core::evidence::{document::SearchableText, search::Presence};
use mentorcheck_documents::extract;
use zip::{ZipWriter, write::SimpleFileOptions};

const WORDS: [&str; 48] = [
    "mentors",
    "meet",
    "their",
    "mentees",
    "every",
    "other",
    "week",
    "and",
    "talk",
    "about",
    "work",
    "that",
    "they",
    "look",
    "for",
    "the",
    "coordinator",
    "calls",
    "both",
    "once",
    "a",
    "month",
    "to",
    "hear",
    "how",
    "it",
    "is",
    "going",
    "volunteers",
    "are",
    "not",
    "paid",
    "but",
    "travel",
    "costs",
    "can",
    "be",
    "claimed",
    "against",
    "receipts",
    "in",
    "which",
    "employers",
    "of",
    "town",
    "take",
    "part",
    "readily",
];

/// Writes a document.
type Build = fn(&[Paragraph]) -> Vec<u8>;

/// A paragraph of the text.
struct Paragraph {
    number: usize,
    words: Vec<&'static str>,
}

impl Paragraph {
    fn is_under_new_heading(&self) -> bool {
        self.number.is_multiple_of(12)
    }

    /// The words, with the first three inside these marks in every fifth paragraph.
    fn text(&self, start: &str, end: &str) -> String {
        let (first, rest) = self.words.split_at(3);
        let first = first.join(" ");
        let first = if self.number.is_multiple_of(5) { format!("{start}{first}{end}") } else { first };
        format!("{first} {} in paragraph {}.", rest.join(" "), self.number)
    }

    fn has_note(&self) -> bool {
        self.number.is_multiple_of(20)
    }
}

fn paragraphs(bytes: usize) -> Vec<Paragraph> {
    let mut seed: u32 = 2019;
    let mut word = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        WORDS[(seed >> 16) as usize % WORDS.len()]
    };
    let mut size = 0;
    let mut paragraphs = Vec::new();
    while size < bytes {
        let words: Vec<_> = (0..80).map(|_| word()).collect();
        size += words.iter().map(|word| word.len() + 1).sum::<usize>() + 24;
        paragraphs.push(Paragraph { number: paragraphs.len(), words });
    }
    paragraphs
}

fn joined(paragraphs: &[Paragraph], one: impl Fn(&mut String, &Paragraph)) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        one(&mut text, paragraph);
    }
    text
}

fn plain(paragraphs: &[Paragraph]) -> Vec<u8> {
    joined(paragraphs, |text, paragraph| {
        if paragraph.is_under_new_heading() {
            write!(text, "Part {}\n\n", paragraph.number).unwrap();
        }
        // Lines of sixteen words.
        for line in paragraph.text("", "").split(' ').collect::<Vec<_>>().chunks(16) {
            writeln!(text, "{}", line.join(" ")).unwrap();
        }
        text.push('\n');
    })
    .into_bytes()
}

fn markdown(paragraphs: &[Paragraph]) -> Vec<u8> {
    joined(paragraphs, |text, paragraph| {
        let number = paragraph.number;
        if paragraph.is_under_new_heading() {
            write!(text, "## Part {number}\n\n").unwrap();
        }
        let (mark, note) = if paragraph.has_note() {
            (format!("[^{number}]"), format!("[^{number}]: A note.\n\n"))
        } else {
            Default::default()
        };
        write!(text, "{}{mark}\n\n{note}", paragraph.text("**", "**")).unwrap();
    })
    .into_bytes()
}

fn html(paragraphs: &[Paragraph]) -> Vec<u8> {
    let body = joined(paragraphs, |text, paragraph| {
        if paragraph.is_under_new_heading() {
            writeln!(text, "<h2>Part {}</h2>", paragraph.number).unwrap();
        }
        let mark = if paragraph.has_note() { "<sup>1</sup>" } else { "" };
        writeln!(text, "<p class=\"text\">{}{mark}</p>", paragraph.text("<b>", "</b>")).unwrap();
    });
    format!("<!doctype html><style>.text {{ color: #222 }}</style><body>{body}").into_bytes()
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(paragraphs: &[Paragraph]) -> Vec<u8> {
    let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let run = "<w:r><w:t xml:space=\"preserve\">";
    let bold = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>";
    let body = joined(paragraphs, |text, paragraph| {
        let number = paragraph.number;
        if paragraph.is_under_new_heading() {
            let level = "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>";
            write!(text, "<w:p>{level}{run}Part {number}</w:t></w:r></w:p>").unwrap();
        }
        let words = paragraph.text(bold, &format!("</w:t></w:r>{run}"));
        write!(text, "<w:p><w:pPr><w:spacing w:after=\"120\"/></w:pPr>{run}{words}</w:t></w:r>").unwrap();
        if paragraph.has_note() {
            write!(text, "<w:r><w:footnoteReference w:id=\"{number}\"/></w:r>").unwrap();
        }
        text.push_str("</w:p>");
    });
    let notes = joined(paragraphs, |text, paragraph| {
        if paragraph.has_note() {
            let number = paragraph.number;
            write!(text, "<w:footnote w:id=\"{number}\"><w:p>{run}A note.</w:t></w:r></w:p></w:footnote>").unwrap();
        }
    });
    archive(&[
        ("word/document.xml", &format!("<w:document {namespace}><w:body>{body}</w:body></w:document>")),
        ("word/footnotes.xml", &format!("<w:footnotes {namespace}>{notes}</w:footnotes>")),
    ])
}

fn odt(paragraphs: &[Paragraph]) -> Vec<u8> {
    let address = "urn:oasis:names:tc:opendocument:xmlns:";
    let body = joined(paragraphs, |text, paragraph| {
        if paragraph.is_under_new_heading() {
            write!(text, "<text:h>Part {}</text:h>", paragraph.number).unwrap();
        }
        let words = paragraph.text("<text:span text:style-name=\"B\">", "</text:span>");
        let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>";
        let note = if paragraph.has_note() { note } else { "" };
        write!(text, "<text:p text:style-name=\"P\">{words}{note}</text:p>").unwrap();
    });
    let content = format!(
        "<office:document-content xmlns:office=\"{address}office:1.0\" xmlns:text=\"{address}text:1.0\"><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[("content.xml", &content)])
}

/// Pages of 40 lines of 12 words, each page packed.
fn pdf(paragraphs: &[Paragraph]) -> Vec<u8> {
    let lines: Vec<String> = paragraphs
        .iter()
        .flat_map(|paragraph| {
            let heading = paragraph.is_under_new_heading().then(|| format!("Part {}", paragraph.number));
            let text = paragraph.text("", "");
            let words: Vec<&str> = text.split(' ').collect();
            heading.into_iter().chain(words.chunks(12).map(|line| line.join(" "))).collect::<Vec<_>>()
        })
        .collect();
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    let mut add = |file: &mut Vec<u8>, number: usize, body: &[u8]| {
        offsets.push((number, file.len()));
        file.extend([format!("{number} 0 obj\n").as_bytes(), body, b"\nendobj\n"].concat());
    };
    let mut kids = String::new();
    let mut number = 3;
    for page in lines.chunks(40) {
        let mut content = "BT /F1 10 Tf 14 TL 40 760 Td ".to_owned();
        for line in page {
            write!(content, "({line}) Tj T* ").unwrap();
        }
        content.push_str("ET");
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content.as_bytes()).unwrap();
        let packed = encoder.finish().unwrap();
        let head = format!("<< /Filter /FlateDecode /Length {} >>\nstream\n", packed.len());
        add(&mut file, number, &[head.as_bytes(), &packed, b"\nendstream"].concat());
        let dictionary = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {number} 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>"
        );
        add(&mut file, number + 1, dictionary.as_bytes());
        write!(kids, "{} 0 R ", number + 1).unwrap();
        number += 2;
    }
    let pages = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", (number - 3) / 2);
    add(&mut file, 1, b"<< /Type /Catalog /Pages 2 0 R >>");
    add(&mut file, 2, pages.as_bytes());
    offsets.sort_unstable();
    let start = file.len();
    writeln!(file, "xref\n0 {number}\n0000000000 65535 f ").unwrap();
    for (_, offset) in &offsets {
        writeln!(file, "{offset:010} 00000 n ").unwrap();
    }
    writeln!(file, "trailer << /Size {number} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF").unwrap();
    file
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let megabytes: usize = arguments.next().map_or(4, |text| text.parse().unwrap());
    let runs: usize = arguments.next().map_or(5, |text| text.parse().unwrap());
    let paragraphs = paragraphs(megabytes * 1_000_000);
    // Twelve quotations that are there, spread over the text, and two that are not.
    let step = paragraphs.len() / 12;
    let mut quotations: Vec<String> =
        paragraphs.iter().step_by(step).take(12).map(|paragraph| paragraph.words[20..36].join(" ")).collect();
    quotations.extend(
        ["mentors are professionals who are paid for it", "nobody has ever claimed costs of any kind"]
            .map(str::to_owned),
    );
    let quotations: Vec<&str> = quotations.iter().map(String::as_str).collect();
    println!(
        "| format | file, MB | text, MB | reading, ms per MB of text | looking up 14 quotations, ms per MB of text |"
    );
    println!("| --- | --- | --- | --- | --- |");
    let formats: [(&str, Build); 6] =
        [("txt", plain), ("md", markdown), ("html", html), ("docx", docx), ("odt", odt), ("pdf", pdf)];
    for (extension, build) in formats {
        let file = build(&paragraphs);
        let (mut reading, mut search) = (Vec::new(), Vec::new());
        let mut size = 0;
        for _ in 0..runs {
            let start = Instant::now();
            let document = SearchableText::new(extract(extension, &file).unwrap());
            reading.push(start.elapsed());
            size = document.size();
            let start = Instant::now();
            let outcomes = document.search(&quotations);
            search.push(start.elapsed());
            let found = outcomes.iter().filter(|outcome| matches!(outcome.presence, Presence::Visible(_))).count();
            assert_eq!(found, 12, "{extension}");
        }
        #[expect(clippy::cast_precision_loss, reason = "files have a few million bytes")]
        let [file, text] = [file.len() as f64 / 1e6, size as f64 / 1e6];
        println!(
            "| {extension} | {file:.1} | {text:.1} | {:.1} | {:.1} |",
            median(reading) / text,
            median(search) / text
        );
    }
}
