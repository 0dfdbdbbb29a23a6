//! Character maps: how the bytes of a string divide into character codes, and what text a code stands for.

use super::{
    object::Object,
    tokens::{Budget, Item, Lexer, LimitExceeded},
};

/// The maximum number of values in all maps of a document.
pub(super) const MAX_VALUES: usize = if cfg!(test) { 300_000 } else { 2_000_000 };
/// The longest text of one code, in bytes of UTF-16.
const MAX_TEXT_BYTES: usize = 512;

/// A character map.
#[derive(Debug, Default)]
pub(super) struct CharacterMap {
    /// The length of codes in bytes, and the first and last code of each range.
    code_spaces: Vec<(usize, u32, u32)>,
    /// In the order of their first codes.
    ranges: Vec<Range>,
}

#[derive(Debug)]
struct Range {
    first: u32,
    last: u32,
    /// The text of the first code; its last character counts up with the code.
    text: String,
}

impl CharacterMap {
    /// # Errors
    /// When the map holds more than the budget, which is empty then.
    pub(super) fn parse(bytes: &[u8], budget: &mut Budget) -> Result<Self, LimitExceeded> {
        let mut map = Self::default();
        let mut lexer = Lexer::new(bytes, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(item) = lexer.item(budget)? {
            match item {
                Item::Value(value) => operands.push(value),
                Item::Keyword(word) => {
                    match word {
                        b"endcodespacerange" => map.add_code_spaces(&operands),
                        b"endbfchar" => map.add_characters(&operands),
                        b"endbfrange" => map.add_ranges(&operands),
                        _ => {}
                    }
                    operands.clear();
                }
            }
        }
        map.ranges.sort_by_key(|range| range.first);
        Ok(map)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    fn add_code_spaces(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            if let Some((first, last)) = pair[0].string().zip(pair[1].string())
                && (1..=4).contains(&first.len())
                && first.len() == last.len()
            {
                self.code_spaces.push((first.len(), code_of(first), code_of(last)));
            }
        }
        // A few tell all; more would make each look-up long.
        self.code_spaces.truncate(64);
    }

    fn add_characters(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            if let Some((code, text)) = pair[0].string().zip(text_of(&pair[1])) {
                let code = code_of(code);
                self.ranges.push(Range { first: code, last: code, text });
            }
        }
    }

    fn add_ranges(&mut self, operands: &[Object]) {
        for triple in operands.chunks_exact(3) {
            let Some((first, last)) = triple[0].string().zip(triple[1].string()) else { continue };
            let (first, last) = (code_of(first), code_of(last));
            if let Some(texts) = triple[2].array() {
                for (code, text) in (first..=last).zip(texts) {
                    self.ranges.extend(text_of(text).map(|text| Range { first: code, last: code, text }));
                }
            } else if let Some(text) = text_of(&triple[2]) {
                self.ranges.push(Range { first, last, text });
            }
        }
    }

    /// The text of a code; none if the map does not tell, or tells nothing that can be read.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let after = self.ranges.partition_point(|range| range.first <= code);
        // Ranges should not overlap; a few before are tried, in case they do.
        let range = self.ranges[..after].iter().rev().take(4).find(|range| code <= range.last)?;
        let mut text = range.text.clone();
        if code > range.first {
            let last = text.pop()?;
            text.push(char::from_u32(u32::from(last).checked_add(code - range.first)?)?);
        }
        let is_readable = !text.chars().any(|c| c == '\0' || c == char::REPLACEMENT_CHARACTER || is_private(c));
        is_readable.then_some(text)
    }

    /// The length of the code that `bytes` start with, from the code spaces; none if they do not tell.
    pub(super) fn code_length(&self, bytes: &[u8]) -> Option<usize> {
        (1..=4.min(bytes.len())).find(|length| {
            let code = code_of(&bytes[..*length]);
            self.code_spaces.iter().any(|(one, first, last)| one == length && (*first..=*last).contains(&code))
        })
    }
}

/// Whether fonts give the character a meaning of their own.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// The code that the first four bytes write.
pub(super) fn code_of(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| (code << 8) | u32::from(*byte))
}

fn text_of(object: &Object) -> Option<String> {
    let bytes = object.string().filter(|bytes| bytes.len() <= MAX_TEXT_BYTES)?;
    if let [byte] = bytes {
        return Some(char::from(*byte).into());
    }
    Some(decode_utf16(bytes))
}

/// The text of UTF-16, the high byte first.
pub(super) fn decode_utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_ranges_are_looked_up() {
        let map = CharacterMap::parse(
            b"1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0003> <0020> <0004> <00660069>
              endbfchar 2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0041> <0042>] endbfrange",
            &mut Budget(MAX_VALUES),
        )
        .unwrap();
        let texts: Vec<_> = [3, 4, 0x10, 0x12, 0x21, 0x13].map(|code| map.text(code)).into();
        assert_eq!(texts, [Some(" "), Some("fi"), Some("a"), Some("c"), Some("B"), None].map(|x| x.map(str::to_owned)));
        assert_eq!(map.code_length(b"\x00\x03\x04"), Some(2));
    }

    #[test]
    fn huge_maps_are_refused() {
        let huge = [&b"1 beginbfchar "[..], &b"<00> <0041> ".repeat(MAX_VALUES)].concat();
        assert_eq!(CharacterMap::parse(&huge, &mut Budget(MAX_VALUES)).unwrap_err(), LimitExceeded);
        // A range of all codes takes no more than one entry.
        let wide =
            CharacterMap::parse(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange", &mut Budget(MAX_VALUES))
                .unwrap();
        assert_eq!(wide.text(1).as_deref(), Some("B"));
    }
}
