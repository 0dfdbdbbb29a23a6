//! Text strings: those outside of content streams.

use super::{cmap::decode_utf16, glyphs::base_encoding};

/// The text of a string outside of content streams: UTF-16, UTF-8 or `PDFDocEncoding`.
pub(super) fn decode_text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => decode_utf16(rest),
        [0xff, 0xfe, rest @ ..] => {
            let swapped: Vec<u8> = rest.chunks_exact(2).flat_map(|pair| [pair[1], pair[0]]).collect();
            decode_utf16(&swapped)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ if bytes.is_ascii() => bytes.iter().map(|byte| char::from(*byte)).collect(),
        _ => {
            let texts = base_encoding(b"PDFDocEncoding");
            let text = |byte: &u8| texts[usize::from(*byte)].clone().unwrap_or_else(|| char::from(*byte).to_string());
            bytes.iter().map(text).collect()
        }
    }
}
