//! The kinds of mistakes that searches for words in documents make: text that no reader sees counts as evidence, true
//! quotations are called false, and words are found inside other words. Every document is constructed here, and the
//! program is asked about all of them.

use std::{
    fmt::Write as _,
    fs,
    io::{Cursor, Write},
};

use assert_cmd::Command;
use serde_json::{Value, json};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A quotation, its state, and how the words appear if a reader does not see them.
type Row = (&'static str, &'static str, &'static [&'static str]);

/// A document by its name and content, and what is quoted from it.
type Document = (&'static str, Vec<u8>, Vec<Row>);

/// Asks the program about every row, in one run for each document.
fn assert_states(documents: &[Document]) {
    for (name, content, rows) in documents {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), content).unwrap();
        let entries: Vec<Value> =
            rows.iter().map(|(quote, ..)| json!({ "for": "purpose.main", "source": name, "quote": quote })).collect();
        let description =
            json!({ "programme": { "name": "Made up" }, "purpose": { "main": "work" }, "evidence": entries });
        fs::write(folder.path().join("description.yaml"), description.to_string()).unwrap();
        let mut command = Command::cargo_bin("mentorcheck").unwrap();
        let arguments = ["check", "--no-config", "--evidence", "--format", "json", "description.yaml"];
        let output = command.current_dir(folder.path()).env_clear().args(arguments).output().unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let found = report["programmes"][0]["evidence"][0]["entries"].as_array().unwrap();
        assert_eq!(found.len(), rows.len(), "{name}");
        for (entry, (quote, state, seen_as)) in found.iter().zip(rows) {
            let seen_as = if seen_as.is_empty() { Value::Null } else { json!(seen_as) };
            let shown = String::from_utf8_lossy(&content[..content.len().min(600)]);
            assert_eq!((&entry["state"], &entry["seen_as"]), (&json!(state), &seen_as), "{name}: {quote}\n{shown}");
        }
    }
}

/// A PDF of one page with this content. `objects` are further ones, from number 6; `resources`, `page` and `catalog` are
/// further entries.
fn pdf_with(content: &str, resources: &str, page: &str, catalog: &str, objects: &[&str]) -> Vec<u8> {
    let mut all = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {page}
                /Resources << /Font << /F1 5 0 R >> {resources} >> >>"
        ),
        stream("", content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    all.extend(objects.iter().map(ToString::to_string));
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", all.len() + 1);
    for (index, object) in all.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1).unwrap();
    }
    let (start, size) = (file.len(), all.len() + 1);
    write!(file, "{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").unwrap();
    file.into_bytes()
}

fn pdf(content: &str) -> Vec<u8> {
    pdf_with(content, "", "", "", &[])
}

fn stream(entries: &str, content: &str) -> String {
    format!("<< {entries} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// A form that pages and annotations draw.
fn form(content: &str) -> String {
    stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> /XObject << /Y 7 0 R >> >>",
        content,
    )
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word file; `t` marks where a run with text starts and ends: `⟨text⟩`.
fn docx(body: &str, footnotes: &str, comments: &str) -> Vec<u8> {
    let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let part = |name: &str, content: &str| {
        let content = content.replace('⟨', "<w:r><w:t xml:space=\"preserve\">").replace('⟩', "</w:t></w:r>");
        format!("<w:{name} {namespace}>{content}</w:{name}>")
    };
    archive(&[
        ("word/document.xml", &part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/footnotes.xml", &part("footnotes", footnotes)),
        ("word/comments.xml", &part("comments", comments)),
    ])
}

fn odt(body: &str) -> Vec<u8> {
    let address = "urn:oasis:names:tc:opendocument:xmlns:";
    let names = ["office", "text", "style", "draw:drawing", "form", "table"].map(|name| {
        let (prefix, end) = name.split_once(':').unwrap_or((name, name));
        format!("xmlns:{prefix}=\"{address}{end}:1.0\"")
    });
    let style = "<style:style style:name=\"S\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>";
    archive(&[(
        "content.xml",
        &format!(
            "<office:document-content {}><office:automatic-styles>{style}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
            names.join(" ")
        ),
    )])
}

const QUOTED: &str = "quoted";
const MISQUOTED: &str = "misquoted";
const NOT_CHECKED: &str = "not-checked";

const VOLUNTEERS: &str = "All mentors are volunteers";

#[test]
fn text_that_no_reader_sees_is_no_evidence() {
    let unseen = |how: &'static [&'static str]| vec![(VOLUNTEERS, MISQUOTED, how)];
    let hidden = || unseen(&["hidden"]);
    let struck = || unseen(&["struck-out"]);
    let text = "BT /F1 12 Tf 50 700 Td (All mentors are volunteers) Tj ET";
    let striking =
        "<< /Type /Annot /Subtype /StrikeOut /Rect [40 695 300 715] /QuadPoints [40 715 300 715 40 695 300 695] >>";
    assert_states(&[
        ("struck.md", b"~~All mentors are volunteers~~ or employees.".to_vec(), struck()),
        ("deleted.md", b"<del>All mentors are volunteers</del> or not.".to_vec(), struck()),
        ("struck.html", b"<p><s>All mentors are volunteers</s> seen".to_vec(), struck()),
        (
            "line.html",
            b"<p><b style='text-decoration: line-through'>All mentors are volunteers</b> seen".to_vec(),
            struck(),
        ),
        ("attribute.html", b"<p hidden>All mentors are volunteers<p>seen".to_vec(), hidden()),
        ("style.html", b"<p style='display:none'>All mentors are volunteers<p>seen".to_vec(), hidden()),
        (
            "sheet.html",
            b"<style>.x{visibility:hidden}</style><p class=x>All mentors are volunteers<p>seen".to_vec(),
            hidden(),
        ),
        ("white.html", b"<p><font color=white>All mentors are volunteers</font> seen".to_vec(), hidden()),
        ("size.html", b"<p><i style='font-size:0'>All mentors are volunteers</i> seen".to_vec(), hidden()),
        ("white.pdf", pdf(&format!("1 g {text}")), hidden()),
        ("white-cmyk.pdf", pdf(&format!("0 0 0 0 k {text}")), hidden()),
        ("mode.pdf", pdf(&text.replace("50 700", "3 Tr 50 700")), hidden()),
        ("outside.pdf", pdf(&text.replace("50 700", "50 1700")), hidden()),
        ("covered.pdf", pdf(&format!("{text} 1 g 40 690 300 30 re f")), hidden()),
        ("line.pdf", pdf(&format!("{text} 1 w 45 704 m 300 704 l S")), struck()),
        ("annotation.pdf", pdf_with(text, "", "/Annots [6 0 R]", "", &[striking]), struck()),
        (
            "vanish.docx",
            docx(
                "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>All mentors are volunteers</w:t></w:r>⟨ seen⟩</w:p>",
                "",
                "",
            ),
            hidden(),
        ),
        (
            "strike.docx",
            docx(
                "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>All mentors are volunteers</w:t></w:r>⟨ seen⟩</w:p>",
                "",
                "",
            ),
            struck(),
        ),
        (
            "deletion.docx",
            docx(
                "<w:p><w:del><w:r><w:delText>All mentors are volunteers</w:delText></w:r></w:del>⟨ seen⟩</w:p>",
                "",
                "",
            ),
            unseen(&["deleted"]),
        ),
        (
            "comment.docx",
            docx(
                "<w:p>⟨seen⟩<w:r><w:commentReference w:id=\"1\"/></w:r></w:p>",
                "",
                "<w:comment w:id=\"1\"><w:p>⟨All mentors are volunteers⟩</w:p></w:comment>",
            ),
            unseen(&["comment"]),
        ),
        (
            "strike.odt",
            odt("<text:p><text:span text:style-name=\"S\">All mentors are volunteers</text:span> seen</text:p>"),
            struck(),
        ),
        (
            "section.odt",
            odt(
                "<text:section text:display=\"none\"><text:p>All mentors are volunteers</text:p></text:section><text:p>seen</text:p>",
            ),
            hidden(),
        ),
        // What stands around it is evidence.
        (
            "around.md",
            b"All mentors ~~of old~~ are volunteers.".to_vec(),
            vec![(VOLUNTEERS, QUOTED, &[]), ("mentors of old are", MISQUOTED, &["struck-out"])],
        ),
    ]);
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a table of cases")]
fn a_true_quotation_is_found() {
    let quoted = || vec![(VOLUNTEERS, QUOTED, &[][..])];
    let text = "BT /F1 12 Tf 50 700 Td (All mentors are volunteers) Tj ET";
    let both: Row = ("All our mentors are volunteers. They meet every week", QUOTED, &[]);
    let rect = "/Type /Annot /Subtype /Widget /Rect [150 690 400 710]";
    let field = |entries: &str| {
        let widget = format!("<< {rect} {entries} >>");
        pdf_with(
            "BT /F1 12 Tf 50 695 Td (Mentors:) Tj ET",
            "",
            "/Annots [6 0 R]",
            "/AcroForm << /Fields [6 0 R] >>",
            &[&widget],
        )
    };
    let rows = "BT /F1 10 Tf 1 0 0 1 50 700 Tm (All our mentors are people) Tj 1 0 0 1 320 700 Tm (The two of them meet every) Tj
        1 0 0 1 50 686 Tm (who work for nothing and) Tj 1 0 0 1 320 686 Tm (second week for at least) Tj
        1 0 0 1 50 672 Tm (get their costs back.) Tj 1 0 0 1 320 672 Tm (half a year in all.) Tj ET";
    assert_states(&[
        // Marks of notes.
        ("marks.txt", "All our mentors are volunteers¹. They meet every week[2].".into(), vec![both]),
        (
            "marks.html",
            b"<p>All our mentors are volunteers<sup>1</sup>. They meet<sup><a href='#n'>a</a></sup> every week."
                .to_vec(),
            vec![both],
        ),
        (
            "marks.md",
            b"All our mentors are volunteers[^1]. They meet every week.\n\n[^1]: Since May.\n".to_vec(),
            vec![both],
        ),
        (
            "marks.pdf",
            pdf(
                "BT /F1 12 Tf 50 700 Td (All our mentors are volunteers) Tj /F1 7 Tf 5 Ts (1) Tj /F1 12 Tf 0 Ts (. They meet every week) Tj ET",
            ),
            vec![both],
        ),
        (
            "marks.docx",
            docx(
                "<w:p>⟨All our mentors are volunteers⟩<w:r><w:footnoteReference w:id=\"2\"/></w:r>⟨. They meet every week⟩</w:p>",
                "<w:footnote w:id=\"2\"><w:p>⟨Since the month of May.⟩</w:p></w:footnote>",
                "",
            ),
            vec![both, ("Since the month of May", QUOTED, &[]), ("our mentors are volunteers1. They", QUOTED, &[])],
        ),
        (
            "marks.odt",
            odt(
                "<text:p>All our mentors are volunteers<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Since May.</text:p></text:note-body></text:note>. They meet every week</text:p>",
            ),
            vec![both],
        ),
        // Content of forms that a page draws: of a page, of a form inside a form, of a stamp.
        ("form.pdf", pdf_with("/X Do", "/XObject << /X 6 0 R >>", "", "", &[&form(text)]), quoted()),
        ("nested.pdf", pdf_with("/X Do", "/XObject << /X 6 0 R >>", "", "", &[&form("/Y Do"), &form(text)]), quoted()),
        (
            "stamp.pdf",
            pdf_with(
                "",
                "",
                "/Annots [<< /Type /Annot /Subtype /Stamp /Rect [0 0 600 800] /AP << /N 6 0 R >> >>]",
                "",
                &[&form(text)],
            ),
            quoted(),
        ),
        // Values of fields.
        ("value.pdf", field("/FT /Tx /T (a) /V (All mentors are volunteers)"), quoted()),
        (
            "wide-value.pdf",
            field(
                "/FT /Tx /T (a) /V <FEFF0041006C006C0020006D0065006E0074006F00720073002000610072006500200076006F006C0075006E00740065006500720073>",
            ),
            quoted(),
        ),
        (
            "choice.pdf",
            field("/FT /Ch /T (a) /V (v) /Opt [[(p) (They are paid)] [(v) (All mentors are volunteers)]]"),
            quoted(),
        ),
        (
            "label.pdf",
            field("/FT /Tx /T (a) /V (none of them is paid)"),
            vec![("Mentors: none of them is paid", QUOTED, &[])],
        ),
        (
            "control.docx",
            docx(
                "<w:p>⟨All mentors ⟩<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>⟨are volunteers⟩</w:sdtContent></w:sdt></w:p>",
                "",
                "",
            ),
            quoted(),
        ),
        ("input.odt", odt("<text:p>All mentors <text:text-input>are volunteers</text:text-input></text:p>"), quoted()),
        ("input.html", b"<p>Mentors: <input value='All mentors are volunteers'>".to_vec(), quoted()),
        // Columns that are drawn row by row.
        (
            "columns.pdf",
            pdf(rows),
            vec![
                ("people who work for nothing and get their costs back", QUOTED, &[]),
                ("meet every second week for at least half a year", QUOTED, &[]),
            ],
        ),
        // Writings.
        (
            "apostrophes.txt",
            "Наставники обовʼязково волонтери; mentors＇ rights".into(),
            vec![("наставники обов'язково волонтери", QUOTED, &[]), ("mentors’ rights", QUOTED, &[])],
        ),
        (
            "dashes.txt",
            "Two‑way and long–term: mentors — all of them — volunteer".into(),
            vec![("two-way and long-term", QUOTED, &[]), ("mentors - all of them - volunteer", QUOTED, &[])],
        ),
        (
            "ligatures.txt",
            "eﬀicient oﬃces and soft\u{AD}ened caf\u{65}\u{301}s".into(),
            vec![("efficient offices and softened cafés", QUOTED, &[])],
        ),
        (
            "lines.txt",
            b"All men-\ntors are vol-\nunteers, self-\nemployed or not.".to_vec(),
            vec![(VOLUNTEERS, QUOTED, &[]), ("self-employed or not", QUOTED, &[])],
        ),
    ]);
}

#[test]
fn what_could_not_be_read_is_never_called_false() {
    let picture =
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x");
    let unknown = "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< >>] >>";
    let show = "BT /F1 12 Tf 50 700 Td (A page of words) Tj ET BT /F9 12 Tf 50 600 Td (AAAA) Tj ET";
    let rows = || vec![(VOLUNTEERS, NOT_CHECKED, &[][..]), ("A page of words", QUOTED, &[])];
    assert_states(&[
        (
            "font.pdf",
            pdf_with(&show.replace("/F9", "/F2"), "/Font << /F1 5 0 R /F2 6 0 R >>", "", "", &[unknown]),
            rows(),
        ),
        ("missing-font.pdf", pdf(show), rows()),
        (
            "form.pdf",
            pdf_with(
                "BT /F1 12 Tf 50 700 Td (A page of words) Tj ET /X Do",
                "/XObject << /X 6 0 R >>",
                "",
                "",
                &[&stream("/Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode", "not packed")],
            ),
            rows(),
        ),
        ("chunk.docx", docx("<w:p>⟨A page of words⟩</w:p><w:altChunk/>", "", ""), rows()),
        (
            "scan.pdf",
            pdf_with("q 600 0 0 800 0 0 cm /P Do Q", "/XObject << /P 6 0 R >>", "", "", &[&picture]),
            vec![(VOLUNTEERS, NOT_CHECKED, &[])],
        ),
    ]);
}

#[test]
fn words_are_found_whole() {
    let absent = |quote: &'static str| (quote, MISQUOTED, &[][..]);
    let present = |quote: &'static str| (quote, QUOTED, &[][..]);
    assert_states(&[
        (
            "joined.txt",
            b"Mentors are notable people, and nowhere paid. They may re-sign, and get everyday expenses. Unpaid mentors stay."
                .to_vec(),
            vec![
                absent("Mentors are not able people"),
                absent("They may resign, and get"),
                absent("and get every day expenses"),
                absent("people, and now here paid"),
                absent("paid mentors stay"),
                present("Mentors are notable people"),
                present("They may re-sign, and get"),
            ],
        ),
        // A hyphen at the end of a line may belong to the word or not, but a space stays one.
        (
            "lines.txt",
            b"They may re-\nsign at any time. It is not\nable to pay.".to_vec(),
            vec![
                present("They may resign at any time"),
                present("They may re-sign at any time"),
                absent("It is notable to pay"),
                present("It is not able to pay"),
            ],
        ),
        ("runs.docx", docx("<w:p>⟨Mentors are not⟩⟨able people⟩</w:p>", "", ""), vec![absent("Mentors are not able people"), present("Mentors are notable people")]),
        ("bold.html", b"<p>Mentors are not<b>able</b> people, not<br>able to pay".to_vec(), vec![absent("Mentors are not able people"), present("people, not able to pay"), absent("people, notable to pay")]),
        ("words.pdf", pdf("BT /F1 12 Tf 50 700 Td (Mentors are not) Tj 90 0 Td (able people) Tj ET"), vec![present("Mentors are not able people"), absent("Mentors are notable people")]),
    ]);
}
