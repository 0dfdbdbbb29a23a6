//! Unpacks streams: the filters for text and data, and their predictors. Pictures stay packed.

use std::io::Read;

use super::tokens::LimitExceeded;

/// What predictors need to know, within the ranges in which a row fits into memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameters {
    pub(super) predictor: usize,
    pub(super) colors: usize,
    pub(super) bits: usize,
    pub(super) columns: usize,
    pub(super) early_change: bool,
}

/// Unpacked bytes, and whether they were all readable.
#[derive(Debug)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    pub(super) is_complete: bool,
}

/// Applies one filter.
///
/// # Errors
/// When the result is longer than `limit` bytes.
pub(super) fn unpack(
    filter: &[u8],
    parameters: Parameters,
    bytes: &[u8],
    limit: usize,
) -> Result<Unpacked, LimitExceeded> {
    let unpacked = match filter {
        b"FlateDecode" | b"Fl" => {
            let unpacked = read_all(flate2::read::ZlibDecoder::new(bytes), limit)?;
            // Without its first two bytes, a broken header does not matter.
            if unpacked.bytes.is_empty() && bytes.len() > 2 {
                read_all(flate2::read::DeflateDecoder::new(&bytes[2..]), limit)?
            } else {
                unpacked
            }
        }
        b"LZWDecode" | b"LZW" => unpack_lzw(bytes, parameters.early_change, limit)?,
        b"ASCIIHexDecode" | b"AHx" => unpack_hex(bytes),
        b"ASCII85Decode" | b"A85" => unpack_ascii85(bytes),
        b"RunLengthDecode" | b"RL" => unpack_run_lengths(bytes, limit)?,
        b"Crypt" => Unpacked { bytes: bytes.to_vec(), is_complete: true },
        _ => Unpacked { bytes: Vec::new(), is_complete: false },
    };
    if unpacked.bytes.len() > limit {
        return Err(LimitExceeded);
    }
    let has_predictor = matches!(filter, b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW");
    let bytes = if has_predictor { undo_predictor(unpacked.bytes, parameters) } else { unpacked.bytes };
    Ok(Unpacked { bytes, ..unpacked })
}

fn read_all(mut reader: impl Read, limit: usize) -> Result<Unpacked, LimitExceeded> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        match reader.read(&mut chunk) {
            Ok(0) => return Ok(Unpacked { bytes, is_complete: true }),
            Ok(count) if bytes.len() + count > limit => return Err(LimitExceeded),
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
            // What came before still counts.
            Err(_) => return Ok(Unpacked { bytes, is_complete: false }),
        }
    }
}

fn unpack_lzw(bytes: &[u8], early_change: bool, limit: usize) -> Result<Unpacked, LimitExceeded> {
    use weezl::{BitOrder, LzwStatus, decode::Decoder};
    let mut decoder =
        if early_change { Decoder::with_tiff_size_switch(BitOrder::Msb, 8) } else { Decoder::new(BitOrder::Msb, 8) };
    let (mut rest, mut unpacked, mut chunk) = (bytes, Vec::new(), vec![0; 16 * 1024]);
    loop {
        let result = decoder.decode_bytes(rest, &mut chunk);
        rest = &rest[result.consumed_in..];
        if unpacked.len() + result.consumed_out > limit {
            return Err(LimitExceeded);
        }
        unpacked.extend_from_slice(&chunk[..result.consumed_out]);
        match result.status {
            Ok(LzwStatus::Ok) if result.consumed_in + result.consumed_out > 0 => {}
            Ok(LzwStatus::Ok | LzwStatus::Done | LzwStatus::NoProgress) => {
                return Ok(Unpacked { bytes: unpacked, is_complete: true });
            }
            Err(_) => return Ok(Unpacked { bytes: unpacked, is_complete: false }),
        }
    }
}

fn unpack_hex(bytes: &[u8]) -> Unpacked {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = bytes.iter().take_while(|byte| **byte != b'>').filter_map(digit).collect();
    let bytes = digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or_default()).collect();
    Unpacked { bytes, is_complete: true }
}

fn unpack_ascii85(bytes: &[u8]) -> Unpacked {
    let mut unpacked = Vec::with_capacity(bytes.len() / 5 * 4);
    let (mut group, mut count, mut is_complete) = (0_u32, 0, true);
    let bytes = bytes.strip_prefix(b"<~").unwrap_or(bytes);
    for byte in bytes {
        match byte {
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    unpacked.extend_from_slice(&group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            b'z' if count == 0 => unpacked.extend_from_slice(&[0; 4]),
            b'~' => break,
            byte if byte.is_ascii_whitespace() || *byte == 0 => {}
            _ => is_complete = false,
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        unpacked.extend_from_slice(&group.to_be_bytes()[..count - 1]);
    }
    Unpacked { bytes: unpacked, is_complete }
}

fn unpack_run_lengths(bytes: &[u8], limit: usize) -> Result<Unpacked, LimitExceeded> {
    let (mut unpacked, mut rest) = (Vec::new(), bytes);
    while let Some((&length, after)) = rest.split_first() {
        let length = usize::from(length);
        match length {
            0..=127 => {
                let count = (length + 1).min(after.len());
                unpacked.extend_from_slice(&after[..count]);
                rest = &after[count..];
            }
            128 => break,
            _ => {
                let Some((&byte, after)) = after.split_first() else { break };
                unpacked.resize(unpacked.len() + 257 - length, byte);
                rest = after;
            }
        }
        if unpacked.len() > limit {
            return Err(LimitExceeded);
        }
    }
    Ok(Unpacked { bytes: unpacked, is_complete: true })
}

fn undo_predictor(bytes: Vec<u8>, parameters: Parameters) -> Vec<u8> {
    let Parameters { predictor, colors, bits, columns, .. } = parameters;
    if predictor < 2 || !(1..=32).contains(&colors) || !(1..=16).contains(&bits) || !(1..=1 << 20).contains(&columns) {
        return bytes;
    }
    let pixel = (colors * bits).div_ceil(8);
    let row = (colors * bits * columns).div_ceil(8);
    if predictor == 2 {
        return undo_tiff_predictor(bytes, row, pixel, bits);
    }
    let mut rows = Vec::with_capacity(bytes.len());
    for packed in bytes.chunks(row + 1) {
        let start = rows.len();
        for (index, byte) in packed[1..].iter().enumerate() {
            let left = if index >= pixel { rows[start + index - pixel] } else { 0 };
            let above = if start >= row { rows[start - row + index] } else { 0 };
            let corner = if index >= pixel && start >= row { rows[start - row + index - pixel] } else { 0 };
            let predicted = match packed[0] {
                1 => left,
                2 => above,
                3 => u8::midpoint(left, above),
                4 => paeth(left, above, corner),
                _ => 0,
            };
            rows.push(byte.wrapping_add(predicted));
        }
    }
    rows
}

fn undo_tiff_predictor(mut bytes: Vec<u8>, row: usize, pixel: usize, bits: usize) -> Vec<u8> {
    if bits == 8 {
        for row in bytes.chunks_mut(row) {
            for index in pixel..row.len() {
                row[index] = row[index].wrapping_add(row[index - pixel]);
            }
        }
    }
    bytes
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(above) && distance(left) <= distance(corner) {
        left
    } else if distance(above) <= distance(corner) {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Parameters = Parameters { predictor: 1, colors: 1, bits: 8, columns: 1, early_change: true };

    fn unpacked(filter: &[u8], bytes: &[u8]) -> Vec<u8> {
        unpack(filter, PLAIN, bytes, 1000).unwrap().bytes
    }

    #[test]
    fn text_filters_are_undone() {
        assert_eq!(unpacked(b"ASCIIHexDecode", b"48 65>ff"), b"He");
        assert_eq!(unpacked(b"ASCII85Decode", b"87cURDZ~>"), b"Hello");
        assert_eq!(unpacked(b"RunLengthDecode", &[1, b'a', b'b', 254, b'c', 128, 9]), b"abccc");
        assert_eq!(unpacked(b"LZWDecode", &[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]), b"-----A---B");
        let predicted = Parameters { predictor: 12, columns: 3, ..PLAIN };
        assert_eq!(undo_predictor(vec![2, 1, 2, 3, 2, 1, 1, 1], predicted), [1, 2, 3, 2, 3, 4]);
    }

    #[test]
    fn unpacking_stops_at_the_limit() {
        assert_eq!(unpack(b"RL", PLAIN, &[129, b'a'].repeat(100), 1000).unwrap_err(), LimitExceeded);
        assert!(!unpack(b"DCTDecode", PLAIN, b"picture", 1000).unwrap().is_complete);
    }
}
