//! Reads the parts of a zip archive, as Word and OpenDocument files are, and counts what they unpack to.

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use flate2::{Crc, Decompress, FlushDecompress, Status};
use zip::{
    CompressionMethod, ZipReadOptions,
    read::{Config, OwnedZipFileEntry},
    result::ZipError,
    unstable::read::ZipIterable,
};

use crate::ExtractError;

/// The maximum number of entries. A long Word file has some thousands of pictures.
const MAX_ENTRIES: usize = 10_000;
/// The maximum unpacked size of one part, in bytes.
const MAX_PART_BYTES: usize = 64 * 1024 * 1024;
/// The maximum unpacked size of all parts that are read, in bytes.
const MAX_TOTAL_BYTES: usize = 96 * 1024 * 1024;
/// The most memory that is set aside for a part before it is unpacked, in bytes.
const MAX_EXPECTED_BYTES: u64 = 512 * 1024;
/// The maximum number of tags and references in all parts that are read, however often each is read.
const MAX_MARKUP: usize = 4_000_000;
/// What old Word files, and encrypted new ones, begin with.
const OLE_SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The parts of a document by name.
pub struct Archive<'b> {
    bytes: &'b [u8],
    /// One for all parts, as setting it up costs more than unpacking a small one.
    inflater: Decompress,
    /// By name in lower case: names of parts are compared without regard to case.
    entries: HashMap<String, OwnedZipFileEntry>,
    remaining_bytes: usize,
    remaining_markup: usize,
    format: &'static str,
}

impl<'b> Archive<'b> {
    /// Reads the table of contents. `format` is the name of the document's format in messages.
    ///
    /// # Errors
    /// When the bytes are no archive, are an encrypted document, name a part twice or name too many.
    pub fn open(bytes: &'b [u8], format: &'static str) -> Result<Self, ExtractError> {
        let malformed = ExtractError::Malformed { format };
        if bytes.starts_with(&OLE_SIGNATURE) {
            return Err(if holds_encrypted_package(bytes) { ExtractError::Encrypted } else { malformed });
        }
        let mut directory =
            ZipIterable::try_new(Cursor::new(bytes), Config::default()).map_err(|_| malformed.clone())?;
        if directory.len() > MAX_ENTRIES {
            return Err(ExtractError::DecompressionLimit);
        }
        let mut entries = HashMap::new();
        for entry in directory.files().map_err(|_| malformed.clone())? {
            let entry = entry.map_err(|_| malformed.clone())?;
            let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/").to_lowercase();
            // Programs differ in which of two parts of one name they show.
            if entries.insert(name, entry.into()).is_some() {
                return Err(malformed);
            }
        }
        Ok(Self {
            bytes,
            inflater: Decompress::new(false),
            entries,
            remaining_bytes: MAX_TOTAL_BYTES,
            remaining_markup: MAX_MARKUP,
            format,
        })
    }

    /// Whether a part has this name, in lower case, or a name that begins with it.
    #[must_use]
    pub fn has_prefix(&self, prefix: &str) -> bool {
        self.entries.keys().any(|name| name.starts_with(prefix))
    }

    /// The text of a part; `None` if there is no such part. Sizes in headers are not trusted.
    ///
    /// # Errors
    /// When the part is encrypted, damaged, no text, or unpacks to more than a part may.
    pub fn read(&mut self, name: &str) -> Result<Option<String>, ExtractError> {
        let malformed = ExtractError::Malformed { format: self.format };
        let limit = self.remaining_bytes.min(MAX_PART_BYTES);
        let Some(bytes) = self.unpack(name, limit + 1)? else { return Ok(None) };
        if bytes.len() > limit {
            return Err(ExtractError::DecompressionLimit);
        }
        self.remaining_bytes -= bytes.len();
        let text = decode(bytes).ok_or(malformed)?;
        self.count_markup(&text)?;
        Ok(Some(text))
    }

    /// The first `length` bytes of the text of a part, without an incomplete character at their end; `None` if there is no
    /// such part or it is not in UTF-8.
    ///
    /// # Errors
    /// When the part is encrypted or its start is damaged, or a limit is exceeded.
    pub fn read_start(&mut self, name: &str, length: usize) -> Result<Option<String>, ExtractError> {
        let length = length.min(self.remaining_bytes);
        let Some(mut bytes) = self.unpack(name, length)? else { return Ok(None) };
        self.remaining_bytes -= bytes.len();
        if let Err(error) = std::str::from_utf8(&bytes) {
            bytes.truncate(error.valid_up_to());
        }
        let Ok(text) = String::from_utf8(bytes) else { return Ok(None) };
        self.count_markup(&text)?;
        Ok(Some(text))
    }

    /// At most the first `limit` bytes of a part.
    fn unpack(&mut self, name: &str, limit: usize) -> Result<Option<Vec<u8>>, ExtractError> {
        let malformed = ExtractError::Malformed { format: self.format };
        let Some(entry) = self.entries.get(&name.to_lowercase()) else { return Ok(None) };
        if entry.encrypted() {
            return Err(ExtractError::Encrypted);
        }
        let expected = entry.size().min(MAX_EXPECTED_BYTES).min(limit as u64);
        let mut cursor = Cursor::new(self.bytes);
        let file = entry.as_ref().with_reader(&mut cursor, ZipReadOptions::new()).map_err(|error| match error {
            ZipError::InvalidPassword => ExtractError::Encrypted,
            _ => malformed.clone(),
        })?;
        let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default() + 1);
        if let Some(packed) = packed(self.bytes, entry, file.data_start()) {
            drop(file);
            let is_whole = inflate(&mut self.inflater, packed, limit, &mut bytes).ok_or_else(|| malformed.clone())?;
            if is_whole && checksum(&bytes) != entry.crc32() {
                return Err(malformed);
            }
        } else {
            file.take(limit as u64).read_to_end(&mut bytes).map_err(|_| malformed)?;
        }
        Ok(Some(bytes))
    }

    fn count_markup(&mut self, text: &str) -> Result<(), ExtractError> {
        // Tags are so close together that counting is faster than a search for each; in pieces whose count fits in a byte.
        let count = |piece: &[u8]| piece.iter().fold(0_u8, |count, byte| count + u8::from(matches!(byte, b'<' | b'&')));
        let markup: usize = text.as_bytes().chunks(usize::from(u8::MAX)).map(|piece| usize::from(count(piece))).sum();
        self.remaining_markup = self.remaining_markup.checked_sub(markup).ok_or(ExtractError::DecompressionLimit)?;
        Ok(())
    }
}

/// The packed bytes of an entry that starts at `start`, if they are packed as nearly all are, and in the archive.
fn packed<'b>(bytes: &'b [u8], entry: &OwnedZipFileEntry, start: Option<u64>) -> Option<&'b [u8]> {
    let start = start.filter(|_| entry.compression() == CompressionMethod::Deflated)?;
    let end = start.checked_add(entry.compressed_size())?;
    bytes.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
}

/// Unpacks at most the first `limit` bytes, and says whether that is all; `None` if the packed bytes are damaged.
///
/// A reader that unpacks piece by piece takes half as long again, as it copies each piece.
fn inflate(inflater: &mut Decompress, packed: &[u8], limit: usize, out: &mut Vec<u8>) -> Option<bool> {
    inflater.reset(false);
    loop {
        let done = usize::try_from(inflater.total_in()).ok()?;
        let length = out.len();
        let status = inflater.decompress_vec(packed.get(done..)?, out, FlushDecompress::Finish).ok()?;
        let is_whole = status == Status::StreamEnd;
        if is_whole && out.len() <= limit {
            return Some(true);
        }
        if out.len() >= limit {
            out.truncate(limit);
            return Some(false);
        }
        if out.len() < out.capacity() && out.len() == length {
            // There is room, and nothing more comes out.
            return None;
        }
        out.reserve(out.len().max(1_024).min(limit - out.len()));
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut checksum = Crc::new();
    checksum.update(bytes);
    checksum.sum()
}

/// An encrypted Word file is a stream of this name, in UTF-16, in a container of streams.
fn holds_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

/// The text of XML in UTF-8 or, as its byte order mark says, UTF-16.
fn decode(bytes: Vec<u8>) -> Option<String> {
    let from_utf16 = |read: fn([u8; 2]) -> u16| {
        let (units, rest) = bytes[2..].as_chunks::<2>();
        let text: Result<String, _> = char::decode_utf16(units.iter().map(|unit| read(*unit))).collect();
        text.ok().filter(|_| rest.is_empty())
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => from_utf16(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => from_utf16(u16::from_be_bytes),
        _ => String::from_utf8(bytes).ok(),
    }
}
