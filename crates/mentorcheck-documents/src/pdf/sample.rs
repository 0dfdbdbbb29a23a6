//! Builds small PDF files for tests.

use mentorcheck_core::evidence::passage::{DocumentText, Passage, Visibility};

use crate::{ExtractError, pdf::extract};

/// A font whose text is known, as object 3 of a sample.
const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// A file under construction: object 1 is the catalog, 2 the page tree, 3 a font.
pub(super) struct Sample {
    objects: Vec<(usize, Vec<u8>)>,
    pages: Vec<usize>,
    next: usize,
    /// Further entries of the catalog.
    pub(super) catalog: String,
    /// Further resources of pages.
    pub(super) resources: String,
    /// Further entries of pages.
    pub(super) page_entries: String,
}

impl Sample {
    pub(super) fn new() -> Self {
        let font = (3, FONT.as_bytes().to_vec());
        Self {
            objects: vec![font],
            pages: Vec::new(),
            next: 4,
            catalog: String::new(),
            resources: String::new(),
            page_entries: String::new(),
        }
    }

    /// A file with one page of this content.
    pub(super) fn page_of(content: &str) -> Vec<u8> {
        Self::new().page(content).build()
    }

    pub(super) fn object(&mut self, body: impl AsRef<[u8]>) -> usize {
        self.objects.push((self.next, body.as_ref().to_vec()));
        self.next += 1;
        self.next - 1
    }

    pub(super) fn stream(&mut self, entries: &str, content: impl AsRef<[u8]>) -> usize {
        let content = content.as_ref();
        let head = format!("<< /Length {} {entries} >>\nstream\n", content.len());
        self.object([head.as_bytes(), content, b"\nendstream"].concat())
    }

    /// A stream that unpacks to `content`.
    pub(super) fn packed_stream(&mut self, entries: &str, content: impl AsRef<[u8]>) -> usize {
        use std::io::Write;
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(content.as_ref()).unwrap();
        self.stream(&format!("/Filter /FlateDecode {entries}"), encoder.finish().unwrap())
    }

    pub(super) fn page(mut self, content: &str) -> Self {
        let content = self.stream("", content);
        self.page_with(content);
        self
    }

    /// Adds a page whose content is object `content`.
    pub(super) fn page_with(&mut self, content: usize) {
        let (resources, entries) = (&self.resources, &self.page_entries);
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {content} 0 R {entries}
                /Resources << {resources} /Font << /F1 3 0 R >> >> >>"
        );
        let page = self.object(page);
        self.pages.push(page);
    }

    pub(super) fn build(mut self) -> Vec<u8> {
        let kids: String = self.pages.iter().map(|page| format!("{page} 0 R ")).collect();
        let count = self.pages.len();
        self.objects.push((2, format!("<< /Type /Pages /Count {count} /Kids [{kids}] >>").into_bytes()));
        self.objects.push((1, format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog).into_bytes()));
        self.objects.sort();
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.next);
        for (number, body) in &self.objects {
            table.push_str(&format!("{:010} 00000 n \n", file.len()));
            file.extend(format!("{number} 0 obj\n").bytes().chain(body.iter().copied()).chain(*b"\nendobj\n"));
        }
        let start = file.len();
        let size = self.next;
        file.extend(format!("{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
        file
    }
}

pub(super) fn read(file: &[u8]) -> DocumentText {
    extract(file).unwrap()
}

pub(super) fn error(file: &[u8]) -> ExtractError {
    extract(file).unwrap_err()
}

/// The lines of a document; what is not simply visible stands in braces with its initial, as `{H:hidden}`.
pub(super) fn lines(text: &DocumentText) -> Vec<String> {
    text.passages.iter().map(line).collect()
}

fn line(passage: &Passage) -> String {
    let mut line = String::new();
    for run in &passage.runs {
        let text = &run.text;
        match run.visibility {
            Visibility::Visible if run.is_note_mark => line.push_str(&format!("{{mark:{text}}}")),
            Visibility::Visible => line.push_str(text),
            other => line.push_str(&format!("{{{}:{text}}}", &format!("{other:?}")[..1])),
        }
    }
    line
}
