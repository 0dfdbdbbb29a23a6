//! Characters that Word takes from symbol fonts.

/// The signs of forms and lists, by font and by the code in it.
const SIGNS: [(&str, u32, char); 16] = [
    ("wingdings", 0x6F, '☐'),
    ("wingdings", 0x71, '❑'),
    ("wingdings", 0x78, '☒'),
    ("wingdings", 0xA8, '☐'),
    ("wingdings", 0xE0, '→'),
    ("wingdings", 0xE8, '➔'),
    ("wingdings", 0xFB, '✗'),
    ("wingdings", 0xFC, '✓'),
    ("wingdings", 0xFD, '☒'),
    ("wingdings", 0xFE, '☑'),
    ("wingdings 2", 0x50, '✓'),
    ("wingdings 2", 0x52, '☑'),
    ("symbol", 0xB7, '•'),
    ("symbol", 0xB3, '≥'),
    ("symbol", 0xA3, '≤'),
    ("symbol", 0xAE, '→'),
];

/// The character that `w:sym` shows; `None` if it is not known. `code` is hexadecimal.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    // Fonts without Unicode have their codes in this part of the private use area.
    let is_private = (0xF000..=0xF0FF).contains(&code);
    let own = if is_private { code - 0xF000 } else { code };
    let font = font.trim().to_lowercase();
    if let Some((.., sign)) = SIGNS.iter().find(|(known, of_font, _)| *known == font && *of_font == own) {
        return Some(*sign);
    }
    if font == "symbol" || font.starts_with("wingdings") || font == "webdings" {
        return None;
    }
    char::from_u32(own)
}
