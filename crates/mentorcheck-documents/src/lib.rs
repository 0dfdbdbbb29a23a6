//! Reads the text of documents as a reader of them sees it: PDF, Word, OpenDocument, HTML, Markdown and plain text. No
//! file is opened here.
//!
//! The modules [`archive`], [`xml`], [`namespace`], [`relationships`], [`manifest`] and [`encoding`] are the bounded readers of what
//! documents are made of, for other readers of office files.

mod appearance;
pub mod archive;
mod builder;
mod docx;
pub mod encoding;
mod error;
#[cfg(test)]
mod hostile;
mod html;
mod limits;
pub mod manifest;
mod markdown;
pub mod namespace;
mod note_marks;
mod odt;
mod paragraph;
mod pdf;
mod plain;
#[cfg(test)]
mod properties;
pub mod relationships;
mod running;
#[cfg(test)]
mod testing;
pub mod xml;

pub use error::ExtractError;
pub use limits::MAX_BYTES;

use mentorcheck_core::evidence::passage::DocumentText;

/// The formats by file extension, in lower case.
const FORMATS: [(&str, Format); 11] = [
    ("txt", Format::Plain),
    ("text", Format::Plain),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Xhtml),
    ("xht", Format::Xhtml),
    ("pdf", Format::Pdf),
    ("docx", Format::Word),
    ("odt", Format::OpenDocument),
];

#[derive(Debug, Clone, Copy)]
enum Format {
    Plain,
    Markdown,
    Html,
    Xhtml,
    Pdf,
    Word,
    OpenDocument,
}

fn format_of(extension: &str) -> Option<Format> {
    FORMATS.iter().find(|(known, _)| *known == extension).map(|(_, format)| *format)
}

/// Whether [`extract`] reads documents with this extension, in lower case.
#[must_use]
pub fn is_supported(extension: &str) -> bool {
    format_of(extension).is_some()
}

/// Extracts the text of a document, which is of the format that `extension` (in lower case) names.
///
/// # Errors
/// When the format is unknown, or the document breaks its rules or a limit.
pub fn extract(extension: &str, bytes: &[u8]) -> Result<DocumentText, ExtractError> {
    let format = format_of(extension).ok_or(ExtractError::UnknownFormat)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ExtractError::TooLarge);
    }
    match format {
        Format::Plain => plain::extract(&encoding::decode_text(bytes)?),
        Format::Markdown => markdown::extract(&encoding::decode_text(bytes)?),
        Format::Html => html::extract(&encoding::decode_page(bytes)?, false),
        Format::Xhtml => html::extract(&encoding::decode_page(bytes)?, true),
        Format::Pdf => pdf::extract(bytes),
        Format::Word => docx::extract(bytes),
        Format::OpenDocument => odt::extract(bytes),
    }
}
