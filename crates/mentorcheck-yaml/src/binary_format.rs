//! Detects binary files by their magic numbers.

use memchr::memmem;

/// A format that people submit by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryFormat {
    Pdf,
    /// The formats of Office before 2007.
    OldOffice,
    Rtf,
    Image,
    Compressed,
    Word,
    Excel,
    PowerPoint,
    OpenDocument,
    Zip,
}

/// Magic numbers of formats.
const MAGIC_NUMBERS: [(&[u8], BinaryFormat); 12] = [
    (b"%PDF-", BinaryFormat::Pdf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", BinaryFormat::OldOffice),
    (b"{\\rtf", BinaryFormat::Rtf),
    (b"\x89PNG\r\n\x1a\n", BinaryFormat::Image),
    (b"\xff\xd8\xff", BinaryFormat::Image),
    (b"GIF87a", BinaryFormat::Image),
    (b"GIF89a", BinaryFormat::Image),
    (b"II*\0", BinaryFormat::Image),
    (b"MM\0*", BinaryFormat::Image),
    (b"\0\0\x01\0", BinaryFormat::Image),
    (b"\x1f\x8b", BinaryFormat::Compressed),
    (b"7z\xbc\xaf\x27\x1c", BinaryFormat::Compressed),
];

/// Folders in a ZIP archive that identify the Office program.
const OFFICE_FOLDERS: [(&[u8], BinaryFormat); 3] =
    [(b"word/", BinaryFormat::Word), (b"xl/", BinaryFormat::Excel), (b"ppt/", BinaryFormat::PowerPoint)];

/// The format of the file, if it is a known binary one.
pub(crate) fn detect(bytes: &[u8]) -> Option<BinaryFormat> {
    if bytes.starts_with(LOCAL_FILE_HEADER) || bytes.starts_with(END_OF_CENTRAL_DIRECTORY) {
        return Some(detect_zip(bytes));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") || bytes.get(4..8) == Some(b"ftyp") {
        return Some(BinaryFormat::Image);
    }
    MAGIC_NUMBERS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, format)| *format)
}

/// The signature of a local file header.
const LOCAL_FILE_HEADER: &[u8] = b"PK\x03\x04";
/// The signature of an archive without entries.
const END_OF_CENTRAL_DIRECTORY: &[u8] = b"PK\x05\x06";
/// The offset of the file name in a local file header.
const NAME_OFFSET: usize = 30;

fn detect_zip(bytes: &[u8]) -> BinaryFormat {
    let entries = || memmem::find_iter(bytes, LOCAL_FILE_HEADER).filter_map(|at| parse_zip_entry(&bytes[at..]));
    let is_open_document = |(name, content): (&[u8], &[u8])| {
        name == b"mimetype" && content.starts_with(b"application/vnd.oasis.opendocument")
    };
    let office = entries().find_map(|(name, _)| OFFICE_FOLDERS.iter().find(|(folder, _)| name.starts_with(folder)));
    match office {
        Some((_, format)) => *format,
        None if entries().any(is_open_document) => BinaryFormat::OpenDocument,
        None => BinaryFormat::Zip,
    }
}

/// The name of an entry, and everything after its header.
fn parse_zip_entry(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let read_u16 = |at: usize| Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let end = NAME_OFFSET + read_u16(26)?;
    let content = bytes.get(end + read_u16(28)?..)?;
    Some((bytes.get(NAME_OFFSET..end)?, content))
}

#[cfg(test)]
mod tests {
    use super::{BinaryFormat, detect};

    /// A ZIP entry stored without compression.
    fn zip_entry(name: &str, content: &str) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
        let length = u32::try_from(content.len()).expect("test contents are short").to_le_bytes();
        bytes.extend(length.into_iter().chain(length));
        bytes.extend(u16::try_from(name.len()).expect("test names are short").to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend(name.bytes().chain(content.bytes()));
        bytes
    }

    #[test]
    fn files_that_are_not_text_are_recognised() {
        let types = zip_entry("[Content_Types].xml", "<Types/>");
        let odt = zip_entry("mimetype", "application/vnd.oasis.opendocument.text");
        for (bytes, kind) in [
            ([types.clone(), zip_entry("word/document.xml", "")].concat(), Some(BinaryFormat::Word)),
            ([types.clone(), zip_entry("xl/workbook.xml", "")].concat(), Some(BinaryFormat::Excel)),
            ([types.clone(), zip_entry("ppt/presentation.xml", "")].concat(), Some(BinaryFormat::PowerPoint)),
            (odt, Some(BinaryFormat::OpenDocument)),
            (zip_entry("mimetype", "application/epub+zip"), Some(BinaryFormat::Zip)),
            (zip_entry("notes.txt", "word/"), Some(BinaryFormat::Zip)),
            (types, Some(BinaryFormat::Zip)),
            (b"PK\x03\x04".to_vec(), Some(BinaryFormat::Zip)),
            (b"PK\x05\x06\0\0".to_vec(), Some(BinaryFormat::Zip)),
            (b"%PDF-1.7\n%\xe2\xe3".to_vec(), Some(BinaryFormat::Pdf)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), Some(BinaryFormat::Image)),
            (b"RIFF\x24\0\0\0WEBPVP8 ".to_vec(), Some(BinaryFormat::Image)),
            (b"\0\0\0\x18ftypheic".to_vec(), Some(BinaryFormat::Image)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec(), Some(BinaryFormat::OldOffice)),
            (b"programme:\n  name: X\n".to_vec(), None),
            (b"PK: a key\n".to_vec(), None),
            (b"%YAML 1.2\n---\n".to_vec(), None),
            (b"caf\xe9: latin\n".to_vec(), None),
            (b"\xff\xfep\0r\0".to_vec(), None),
            (Vec::new(), None),
        ] {
            assert_eq!(detect(&bytes), kind, "{:?}", String::from_utf8_lossy(&bytes));
        }
    }
}
