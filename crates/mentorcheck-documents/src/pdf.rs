//! Extracts the text of each page of a PDF, in drawing order.
//!
//! lopdf parses the file and its fonts. Line breaks are inferred from text positioning, so that running headers and
//! footers can be recognised.

use std::{collections::HashMap, ptr};

use lopdf::{Dictionary, Document, Encoding, Error, LoadOptions, Object, content::Content};

use mentorcheck_core::evidence::passage::{DocumentText, GapReason, PassageRole, Visibility};

use crate::{ExtractError, builder::TextBuilder, running::mark_running_lines};

/// The maximum decompressed size of one stream, in bytes.
const MAX_STREAM_BYTES: usize = 64 * 1024 * 1024;
/// The maximum decompressed size of all page contents, in bytes.
const MAX_CONTENT_BYTES: usize = 64 * 1024 * 1024;
/// The maximum decompressed size of the character map of a font, in bytes.
const MAX_FONT_MAP_BYTES: usize = 4 * 1024 * 1024;
const MAX_PAGES: usize = 5_000;
/// `TJ` adjustments below this count as a space, in thousandths of an em.
const SPACE_THRESHOLD: f32 = -180.0;

/// Extracts the text of each page, a passage for each line.
///
/// # Errors
/// If the file is not a PDF, is encrypted or exceeds a limit. A malformed page becomes a gap, so that the others can
/// still be searched.
pub(crate) fn extract(bytes: &[u8]) -> Result<DocumentText, ExtractError> {
    let mut builder = TextBuilder::default();
    for page in extract_pages(bytes)? {
        builder.start_page();
        match page {
            None => builder.add_gap(GapReason::Malformed),
            Some(text) => {
                for line in text.lines() {
                    builder.start_passage(PassageRole::Body);
                    builder.push(line, Visibility::Visible, false)?;
                }
                if text.contains(char::REPLACEMENT_CHARACTER) {
                    builder.add_gap(GapReason::UndecodableText);
                }
            }
        }
    }
    let mut text = builder.finish();
    mark_running_lines(&mut text);
    Ok(text)
}

/// The text of each page; `None` for a malformed one.
fn extract_pages(bytes: &[u8]) -> Result<Vec<Option<String>>, ExtractError> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM_BYTES), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| document_error(&error))?;
    if document.is_encrypted() {
        return Err(ExtractError::Encrypted);
    }
    let page_ids: Vec<_> = document.page_iter().take(MAX_PAGES + 1).collect();
    if page_ids.len() > MAX_PAGES {
        return Err(ExtractError::TooManyPages { pages: MAX_PAGES });
    }
    let mut remaining = MAX_CONTENT_BYTES;
    let mut fonts = FontCache { document: &document, encodings: HashMap::new() };
    let mut pages = Vec::new();
    for page in page_ids {
        let content = match document.get_page_content_with_limit(page, remaining) {
            Ok(content) => content,
            Err(Error::Decompress(_)) => return Err(ExtractError::DecompressionLimit),
            Err(_) => {
                pages.push(None);
                continue;
            }
        };
        remaining = remaining.saturating_sub(content.len());
        let page_fonts = document.get_page_fonts(page).unwrap_or_default();
        let mut writer = PdfTextWriter::default();
        let Ok(content) = Content::decode(&content) else {
            pages.push(None);
            continue;
        };
        let mut font = None;
        for operation in &content.operations {
            if operation.operator == "Tf" {
                let name = operation.operands.first().and_then(|name| name.as_name().ok());
                font = name.and_then(|name| page_fonts.get(name)).copied();
            } else {
                writer.apply_operator(
                    &operation.operator,
                    &operation.operands,
                    font.and_then(|font| fonts.encoding(font)),
                );
            }
        }
        pages.push(Some(writer.text));
    }
    Ok(pages)
}

fn document_error(error: &Error) -> ExtractError {
    match error {
        Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => ExtractError::Encrypted,
        Error::Decompress(_) => ExtractError::DecompressionLimit,
        _ => ExtractError::Malformed { format: "PDF" },
    }
}

/// A cache of the decoded fonts of a document.
struct FontCache<'d> {
    document: &'d Document,
    encodings: HashMap<*const Dictionary, Option<Encoding<'d>>>,
}

impl<'d> FontCache<'d> {
    fn encoding(&mut self, font: &'d Dictionary) -> Option<&Encoding<'d>> {
        let decode = || font.get_font_encoding_with_limit(self.document, MAX_FONT_MAP_BYTES).ok();
        self.encodings.entry(ptr::from_ref(font)).or_insert_with(decode).as_ref()
    }
}

/// Interprets text operators and collects the text of a page.
#[derive(Debug, Default)]
struct PdfTextWriter {
    text: String,
    /// The vertical text position, and where text was last shown; `None` after a line break.
    height: f32,
    last_shown_height: Option<f32>,
    /// The vertical scale of `Td` offsets.
    scale: f32,
    needs_separator: bool,
}

impl PdfTextWriter {
    /// Applies one operator of the content stream; ignores those that do not concern text.
    fn apply_operator(&mut self, operator: &str, operands: &[Object], font: Option<&Encoding<'_>>) {
        let number = |index: usize| operands.get(index).and_then(|operand| operand.as_float().ok()).unwrap_or_default();
        match operator {
            "BT" => {
                (self.height, self.scale) = (0.0, 1.0);
                self.needs_separator = true;
            }
            "Td" | "TD" => {
                self.height += number(1) * self.scale;
                self.needs_separator = true;
            }
            "Tm" => {
                self.height = number(5);
                // For rotated text use the other component of the matrix.
                self.scale = if number(3) == 0.0 { 1.0 } else { number(3) };
                self.needs_separator = true;
            }
            // The transformation matrix is not tracked, so `cm` counts as a line break.
            "T*" | "cm" => self.next_line(),
            "Tj" | "TJ" => self.show_text(operands, font),
            "'" => {
                self.next_line();
                self.show_text(operands, font);
            }
            "\"" => {
                self.next_line();
                self.show_text(operands.get(2..).unwrap_or_default(), font);
            }
            _ => {}
        }
    }

    fn next_line(&mut self) {
        self.needs_separator = true;
        self.last_shown_height = None;
    }

    fn show_text(&mut self, operands: &[Object], font: Option<&Encoding<'_>>) {
        if std::mem::take(&mut self.needs_separator) {
            let same_line = self.last_shown_height == Some(self.height);
            self.text.push(if same_line { ' ' } else { '\n' });
        }
        self.last_shown_height = Some(self.height);
        let parts = operands.iter().flat_map(|operand| match operand {
            Object::Array(parts) => parts.as_slice(),
            operand => std::slice::from_ref(operand),
        });
        for part in parts {
            match part {
                Object::String(bytes, _) => self.push_text(bytes, font),
                adjustment if adjustment.as_float().is_ok_and(|adjustment| adjustment < SPACE_THRESHOLD) => {
                    self.text.push(' ');
                }
                _ => {}
            }
        }
    }

    /// Bytes that the font cannot decode become U+FFFD, so that no quotation matches across them.
    fn push_text(&mut self, bytes: &[u8], font: Option<&Encoding<'_>>) {
        let is_decoded = font.is_some_and(|font| font.write_to_string(bytes, &mut self.text).is_ok());
        if !is_decoded {
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
    }
}
