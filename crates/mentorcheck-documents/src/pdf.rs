//! PDF → the text of each page, in the order in which the page draws it.
//!
//! lopdf reads the file and its fonts; where lines end is told here from the moves between words,
//! so that running heads and feet can be known for what they are.

use std::{collections::HashMap, ptr};

use lopdf::{Dictionary, Document, Encoding, Error, LoadOptions, Object, content::Content};

use crate::error::ExtractError;

/// The most that one stream of a file may unpack to, in bytes.
const MAX_STREAM: usize = 64 * 1024 * 1024;
/// The most that the contents of all pages may unpack to, in bytes.
const MAX_CONTENTS: usize = 64 * 1024 * 1024;
/// The most that the table of a font's letters may unpack to, in bytes.
const MAX_FONT: usize = 4 * 1024 * 1024;
/// The most pages that are read.
const MAX_PAGES: usize = 5_000;
/// A gap between letters that is a space, in thousandths of the letters' size.
const SPACE: f32 = -180.0;

/// The text of each page.
///
/// # Errors
/// When the file is no PDF, is locked, or goes beyond the limits. A page with a mistake in it is
/// left empty: the others can still be quoted.
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

/// The fonts of a document, each read once however many pages use it.
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

/// What writes the text of a page down.
#[derive(Debug, Default)]
struct Pen {
    text: String,
    /// How high on the page the pen stands, and where it last wrote; none where that is not known.
    height: f32,
    written_at: Option<f32>,
    /// How far one step of `Td` goes.
    scale: f32,
    moved: bool,
}

impl Pen {
    /// Does what one operation of the page says, as far as it is about text.
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
                // Text that stands upright on the page moves along by the other axis.
                self.scale = if number(3) == 0.0 { 1.0 } else { number(3) };
                self.moved = true;
            }
            // How the page is turned and moved is not followed: whatever comes next is another line.
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

    /// What its font cannot tell is left out, and no quotation is found across it.
    fn letters(&mut self, bytes: &[u8], font: Option<&Encoding<'_>>) {
        let told = font.is_some_and(|font| font.write_to_string(bytes, &mut self.text).is_ok());
        if !told {
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
    }
}
