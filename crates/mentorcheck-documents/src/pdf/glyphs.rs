//! The names of glyphs, and the encodings of simple fonts.

use lopdf::{Dictionary, Document, Encoding, Object};

/// The text of each code from 0 to 255 in one of the standard encodings; none where it has no character.
pub(super) fn base_encoding(name: &[u8]) -> Vec<Option<String>> {
    let document = Document::new();
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    // Without an entry, lopdf uses the standard encoding.
    if matches!(name, b"WinAnsiEncoding" | b"MacRomanEncoding" | b"MacExpertEncoding" | b"PDFDocEncoding") {
        font.set("Encoding", Object::Name(name.to_vec()));
    }
    let encoding = font.get_font_encoding(&document).ok();
    let text = |code: u8| {
        let text = encoding.as_ref()?.bytes_to_string(&[code]).ok()?;
        (!text.is_empty() && !text.contains(char::REPLACEMENT_CHARACTER)).then_some(text)
    };
    let mut texts: Vec<Option<String>> = (0..=u8::MAX).map(text).collect();
    if name == b"WinAnsiEncoding" {
        texts[0xa0] = Some(" ".to_owned());
        texts[0xad] = Some("-".to_owned());
    }
    texts
}

/// The text of each glyph by its name; none if the name says nothing, as `g12`.
pub(super) fn glyph_texts(names: &[&[u8]]) -> Vec<Option<String>> {
    names.iter().map(|name| by_rule(name).or_else(|| known_glyph(stem(name)))).collect()
}

/// The text of a glyph that is in the list of names. lopdf answers through an encoding that has it.
fn known_glyph(name: &[u8]) -> Option<String> {
    let mut encoding = Dictionary::new();
    encoding.set("Differences", Object::Array(vec![Object::Integer(0), Object::Name(name.to_vec())]));
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(encoding));
    let document = Document::new();
    let Ok(Encoding::Differences(differences)) = font.get_font_encoding(&document) else { return None };
    let unit = differences.map.get(&0)?.utf16_code_unit();
    let c = char::from_u32(unit.into()).filter(|c| *c != '\0' && *c != char::REPLACEMENT_CHARACTER)?;
    (name != b".notdef").then(|| c.to_string())
}

/// The name without its variant: `a.small` is an `a`.
fn stem(name: &[u8]) -> &[u8] {
    match name.iter().position(|byte| *byte == b'.') {
        Some(end) if end > 0 => &name[..end],
        _ => name,
    }
}

/// Names made by the rules of Adobe's list: `uni0041`, `u1F600`, `f_i`.
fn by_rule(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(stem(name)).ok()?;
    if let Some(ligature) = match name {
        "f_i" => Some("fi"),
        "f_l" => Some("fl"),
        "f_f" | "ff" => Some("ff"),
        "f_f_i" | "ffi" => Some("ffi"),
        "f_f_l" | "ffl" => Some("ffl"),
        "t_t" => Some("tt"),
        "f_t" => Some("ft"),
        "T_h" => Some("Th"),
        "c_t" => Some("ct"),
        "s_t" => Some("st"),
        "nbspace" | "uni00A0" => Some(" "),
        "sfthyphen" => Some("-"),
        _ => None,
    } {
        return Some(ligature.to_owned());
    }
    let is_hex = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte));
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| is_hex(digits) && digits.len() % 4 == 0) {
        let units = digits.as_bytes().chunks(4).map(|four| {
            std::str::from_utf8(four).ok().and_then(|four| u16::from_str_radix(four, 16).ok()).unwrap_or(0xfffd)
        });
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        return (!text.is_empty() && !text.contains(char::REPLACEMENT_CHARACTER)).then_some(text);
    }
    let digits = name.strip_prefix('u').filter(|digits| is_hex(digits) && (4..=6).contains(&digits.len()))?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?).map(String::from)
}

/// The width of the glyph of a character in the standard fonts, which may come without widths, in thousandths of an em.
pub(super) fn standard_width(base_font: &[u8], c: char) -> f64 {
    let has = |word: &[u8]| base_font.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word));
    if has(b"courier") || has(b"mono") {
        return 600.0;
    }
    let bold = if has(b"bold") { 1.06 } else { 1.0 };
    let width = if has(b"times") || has(b"serif") { serif_width(c) } else { sans_width(c) };
    width * bold
}

fn sans_width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '’' | '‘' => 222.0,
        '\'' => 191.0,
        ' ' | '!' | ',' | '.' | '/' | ':' | ';' | '[' | '\\' | ']' | 'f' | 't' | 'I' => 278.0,
        '(' | ')' | '-' | 'r' | '`' | '“' | '”' => 333.0,
        '"' => 355.0,
        '*' => 389.0,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500.0,
        'F' | 'T' | 'Z' => 611.0,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 667.0,
        'C' | 'D' | 'H' | 'N' | 'R' | 'U' | 'w' => 722.0,
        'G' | 'O' | 'Q' => 778.0,
        'M' | 'm' => 833.0,
        '%' => 889.0,
        'W' => 944.0,
        '—' | '…' | '@' => 1000.0,
        _ => 556.0,
    }
}

fn serif_width(c: char) -> f64 {
    match c {
        ' ' | ',' | '.' => 250.0,
        'i' | 'j' | 'l' | 't' | '/' | ':' | ';' => 278.0,
        'f' | 'r' | 'I' | '(' | ')' | '-' | '!' | '[' | ']' | '’' | '‘' => 333.0,
        's' | 'J' => 389.0,
        'a' | 'c' | 'e' | 'z' | '?' | '“' | '”' => 444.0,
        'F' | 'P' | 'S' => 556.0,
        'E' | 'L' | 'T' | 'Z' => 611.0,
        'B' | 'C' | 'R' => 667.0,
        'A' | 'D' | 'G' | 'H' | 'K' | 'N' | 'O' | 'Q' | 'U' | 'V' | 'X' | 'Y' | 'w' => 722.0,
        'm' => 778.0,
        'M' => 889.0,
        'W' => 944.0,
        '—' | '…' => 1000.0,
        _ => 500.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_their_text() {
        let names: [&[u8]; 8] = [b"A", b"eacute", b"a.sc", b"uni0416", b"u1F600", b"f_f_i", b"g12", b".notdef"];
        let expected = [Some("A"), Some("é"), Some("a"), Some("Ж"), Some("😀"), Some("ffi"), None, None];
        assert_eq!(glyph_texts(&names), expected.map(|text| text.map(str::to_owned)));
    }

    #[test]
    fn encodings_give_their_characters() {
        assert_eq!(base_encoding(b"WinAnsiEncoding")[0x92].as_deref(), Some("’"));
        assert_eq!(base_encoding(b"MacRomanEncoding")[0x8e].as_deref(), Some("é"));
        assert_eq!(base_encoding(b"StandardEncoding")[0x27].as_deref(), Some("’"));
    }
}
