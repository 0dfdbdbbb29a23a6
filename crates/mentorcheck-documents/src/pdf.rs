//! Extracts the text of each page of a PDF, in drawing order.
//!
//! lopdf parses the file and its fonts. Line breaks are inferred from text positioning, so that running headers and
//! footers can be recognised.

use std::{collections::HashMap, ptr};

use lopdf::{Dictionary, Document, Encoding, Error, LoadOptions, Object, content::Content};

use crate::error::ExtractError;

/// The maximum decompressed size of one stream, in bytes.
const MAX_STREAM: usize = 64 * 1024 * 1024;
/// The maximum decompressed size of all page contents, in bytes.
const MAX_CONTENTS: usize = 64 * 1024 * 1024;
/// The maximum decompressed size of the character map of a font, in bytes.
const MAX_FONT: usize = 4 * 1024 * 1024;
const MAX_PAGES: usize = 5_000;
/// `TJ` adjustments below this count as a space, in thousandths of an em.
const SPACE: f32 = -180.0;

/// Extracts the text of each page.
///
/// # Errors
/// If the file is not a PDF, is encrypted or exceeds a limit. A malformed page is left empty, so that the others can
/// still be searched.
pub fn pages(bytes: &[u8]) -> Result<Vec<String>, ExtractError> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| trouble(&error))?;
    if document.is_encrypted() {
        return Err(ExtractError::Locked);
    }
    let numbers: Vec<_> = document.page_iter().take(MAX_PAGES + 1).collect();
    if numbers.len() > MAX_PAGES {
        return Err(ExtractError::TooManyPages { pages: MAX_PAGES });
    }
    let mut left = MAX_CONTENTS;
    let mut fonts = Fonts { document: &document, known: HashMap::new() };
    let mut pages = Vec::new();
    for page in numbers {
        let content = match document.get_page_content_with_limit(page, left) {
            Ok(content) => content,
            Err(Error::Decompress(_)) => return Err(ExtractError::TooMuch),
            Err(_) => Vec::new(),
        };
        left = left.saturating_sub(content.len());
        let named = document.get_page_fonts(page).unwrap_or_default();
        let mut pen = Pen::default();
        if let Ok(content) = Content::decode(&content) {
            let mut font = None;
            for operation in &content.operations {
                if operation.operator == "Tf" {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok());
                    font = name.and_then(|name| named.get(name)).copied();
                } else {
                    pen.follow(&operation.operator, &operation.operands, font.and_then(|font| fonts.encoding(font)));
                }
            }
        }
        pages.push(pen.text);
    }
    Ok(pages)
}

fn trouble(error: &Error) -> ExtractError {
    match error {
        Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => ExtractError::Locked,
        Error::Decompress(_) => ExtractError::TooMuch,
        _ => ExtractError::Broken,
    }
}

/// A cache of the decoded fonts of a document.
struct Fonts<'d> {
    document: &'d Document,
    known: HashMap<*const Dictionary, Option<Encoding<'d>>>,
}

impl<'d> Fonts<'d> {
    fn encoding(&mut self, font: &'d Dictionary) -> Option<&Encoding<'d>> {
        let read = || font.get_font_encoding_with_limit(self.document, MAX_FONT).ok();
        self.known.entry(ptr::from_ref(font)).or_insert_with(read).as_ref()
    }
}

/// Interprets text operators and collects the text of a page.
#[derive(Debug, Default)]
struct Pen {
    text: String,
    /// The vertical text position, and where text was last shown; `None` after a line break.
    height: f32,
    written_at: Option<f32>,
    /// The vertical scale of `Td` offsets.
    scale: f32,
    moved: bool,
}

impl Pen {
    /// Applies one operator of the content stream; ignores those that do not concern text.
    fn follow(&mut self, operator: &str, operands: &[Object], font: Option<&Encoding<'_>>) {
        let number = |at: usize| operands.get(at).and_then(|operand| operand.as_float().ok()).unwrap_or_default();
        match operator {
            "BT" => {
                (self.height, self.scale) = (0.0, 1.0);
                self.moved = true;
            }
            "Td" | "TD" => {
                self.height += number(1) * self.scale;
                self.moved = true;
            }
            "Tm" => {
                self.height = number(5);
                // For rotated text use the other component of the matrix.
                self.scale = if number(3) == 0.0 { 1.0 } else { number(3) };
                self.moved = true;
            }
            // The transformation matrix is not tracked, so `cm` counts as a line break.
            "T*" | "cm" => self.next_line(),
            "Tj" | "TJ" => self.write(operands, font),
            "'" => {
                self.next_line();
                self.write(operands, font);
            }
            "\"" => {
                self.next_line();
                self.write(operands.get(2..).unwrap_or_default(), font);
            }
            _ => {}
        }
    }

    fn next_line(&mut self) {
        self.moved = true;
        self.written_at = None;
    }

    fn write(&mut self, operands: &[Object], font: Option<&Encoding<'_>>) {
        if std::mem::take(&mut self.moved) {
            let same_line = self.written_at == Some(self.height);
            self.text.push(if same_line { ' ' } else { '\n' });
        }
        self.written_at = Some(self.height);
        let parts = operands.iter().flat_map(|operand| match operand {
            Object::Array(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        });
        for part in parts {
            match part {
                Object::String(bytes, _) => self.letters(bytes, font),
                gap if gap.as_float().is_ok_and(|gap| gap < SPACE) => self.text.push(' '),
                _ => {}
            }
        }
    }

    /// Bytes that the font cannot decode become U+FFFD, so that no quotation matches across them.
    fn letters(&mut self, bytes: &[u8], font: Option<&Encoding<'_>>) {
        let told = font.is_some_and(|font| font.write_to_string(bytes, &mut self.text).is_ok());
        if !told {
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
    }
}
