//! Reads the colours of style sheets, as far as it matters whether text differs from its background.

/// A colour, of text or of a background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    Transparent,
    Rgb([u8; 3]),
    /// A picture, a gradient, or a colour that is not known.
    Unknown,
}

/// Text is taken to be invisible up to this difference from its background in each of red, green and blue.
const INVISIBLE_DIFFERENCE: u8 = 20;

impl Paint {
    /// Whether text of this colour is invisible on a background.
    pub(super) fn is_invisible_on(self, background: Self) -> bool {
        match (self, background) {
            (Self::Transparent, _) => true,
            (Self::Rgb(text), Self::Rgb(page)) => {
                text.iter().zip(page).all(|(one, other)| one.abs_diff(other) <= INVISIBLE_DIFFERENCE)
            }
            _ => false,
        }
    }
}

const NAMED: [(&str, [u8; 3]); 44] = [
    ("aliceblue", [240, 248, 255]),
    ("antiquewhite", [250, 235, 215]),
    ("aqua", [0, 255, 255]),
    ("azure", [240, 255, 255]),
    ("beige", [245, 245, 220]),
    ("black", [0, 0, 0]),
    ("blue", [0, 0, 255]),
    ("canvas", [255, 255, 255]),
    ("canvastext", [0, 0, 0]),
    ("cornsilk", [255, 248, 220]),
    ("cyan", [0, 255, 255]),
    ("darkblue", [0, 0, 139]),
    ("darkgreen", [0, 100, 0]),
    ("darkred", [139, 0, 0]),
    ("floralwhite", [255, 250, 240]),
    ("fuchsia", [255, 0, 255]),
    ("gainsboro", [220, 220, 220]),
    ("ghostwhite", [248, 248, 255]),
    ("gray", [128, 128, 128]),
    ("green", [0, 128, 0]),
    ("grey", [128, 128, 128]),
    ("honeydew", [240, 255, 240]),
    ("indigo", [75, 0, 130]),
    ("ivory", [255, 255, 240]),
    ("lavenderblush", [255, 240, 245]),
    ("lightgray", [211, 211, 211]),
    ("lightgrey", [211, 211, 211]),
    ("lightyellow", [255, 255, 224]),
    ("lime", [0, 255, 0]),
    ("linen", [250, 240, 230]),
    ("maroon", [128, 0, 0]),
    ("midnightblue", [25, 25, 112]),
    ("mintcream", [245, 255, 250]),
    ("navy", [0, 0, 128]),
    ("oldlace", [253, 245, 230]),
    ("purple", [128, 0, 128]),
    ("red", [255, 0, 0]),
    ("seashell", [255, 245, 238]),
    ("silver", [192, 192, 192]),
    ("snow", [255, 250, 250]),
    ("teal", [0, 128, 128]),
    ("white", [255, 255, 255]),
    ("whitesmoke", [245, 245, 245]),
    ("yellow", [255, 255, 0]),
];

/// Reads one colour, in lower case; none if it is not one.
pub(super) fn parse_colour(text: &str) -> Option<Paint> {
    if let Some(digits) = text.strip_prefix('#') {
        return parse_hex(digits);
    }
    if text == "transparent" {
        return Some(Paint::Transparent);
    }
    if let Some((_, rgb)) = NAMED.iter().find(|(name, _)| *name == text) {
        return Some(Paint::Rgb(*rgb));
    }
    let (function, arguments) = text.strip_suffix(')')?.split_once('(')?;
    let numbers = arguments.split([',', '/', ' ']).filter(|one| !one.is_empty());
    let parts: Vec<&str> = numbers.take(5).collect();
    let is_clear = parts.get(3).and_then(|alpha| fraction(alpha, 1.0)).is_some_and(|alpha| alpha < 0.1);
    match function {
        _ if is_clear => Some(Paint::Transparent),
        // Part of the background shows through.
        _ if parts.get(3).is_some_and(|alpha| fraction(alpha, 1.0) != Some(1.0)) => Some(Paint::Unknown),
        "rgb" | "rgba" => {
            let channel = |index: usize| parts.get(index).and_then(|part| fraction(part, 255.0)).map(to_byte);
            Some(channel(0).zip(channel(1)).zip(channel(2)).map_or(Paint::Unknown, |((r, g), b)| Paint::Rgb([r, g, b])))
        }
        "hsl" | "hsla" => {
            // Where it is all but white or black, the hue does not matter.
            Some(match parts.get(2).and_then(|lightness| fraction(lightness, 100.0)) {
                Some(lightness) if !(0.04..=0.96).contains(&lightness) => Paint::Rgb([to_byte(lightness); 3]),
                _ => Paint::Unknown,
            })
        }
        _ => Some(Paint::Unknown),
    }
}

/// The attribute `color` or `bgcolor`, where the number sign may be missing.
pub(super) fn parse_attribute(text: &str) -> Option<Paint> {
    let text = text.trim().to_ascii_lowercase();
    parse_colour(&text).or_else(|| parse_hex(&text))
}

fn parse_hex(digits: &str) -> Option<Paint> {
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let value = |at: usize, length: usize| u8::from_str_radix(&digits[at..at + length], 16).ok();
    let (rgb, alpha) = match digits.len() {
        3 | 4 => {
            let one = |at: usize| value(at, 1).map(|digit| digit * 17);
            ([one(0)?, one(1)?, one(2)?], if digits.len() == 4 { one(3)? } else { 255 })
        }
        6 | 8 => ([value(0, 2)?, value(2, 2)?, value(4, 2)?], if digits.len() == 8 { value(6, 2)? } else { 255 }),
        _ => return None,
    };
    Some(match alpha {
        0..=25 => Paint::Transparent,
        255 => Paint::Rgb(rgb),
        _ => Paint::Unknown,
    })
}

/// A number out of `whole`, or a percentage, as a fraction.
fn fraction(text: &str, whole: f32) -> Option<f32> {
    let value = match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok()? / 100.0,
        None => text.parse::<f32>().ok()? / whole,
    };
    Some(value.clamp(0.0, 1.0))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fraction of 255 fits")]
fn to_byte(fraction: f32) -> u8 {
    (fraction * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::{Paint, parse_attribute, parse_colour};

    #[test]
    fn colours_are_read() {
        let white = Paint::Rgb([255; 3]);
        for (text, paint) in [
            ("#fff", Some(white)),
            ("#FFFFFF", Some(white)),
            ("#ffff", Some(white)),
            ("#ffffff80", Some(Paint::Unknown)),
            ("#ffffff00", Some(Paint::Transparent)),
            ("white", Some(white)),
            ("rgb(255, 255, 255)", Some(white)),
            ("rgb(100% 100% 100% / 100%)", Some(white)),
            ("rgba(0,0,0,0)", Some(Paint::Transparent)),
            ("rgba(0,0,0,.5)", Some(Paint::Unknown)),
            ("hsl(0, 0%, 100%)", Some(white)),
            ("hsl(120deg 50% 50%)", Some(Paint::Unknown)),
            ("var(--text)", Some(Paint::Unknown)),
            ("transparent", Some(Paint::Transparent)),
            ("#ggg", None),
            ("#é", None),
            ("10px", None),
            ("", None),
        ] {
            assert_eq!(parse_colour(text), paint, "{text}");
        }
        assert_eq!(parse_attribute(" FFFFFF "), Some(white));
        assert_eq!(parse_attribute("White"), Some(white));
    }

    #[test]
    fn text_in_nearly_the_colour_of_its_background_is_invisible() {
        let near_white = Paint::Rgb([250; 3]);
        let white = Paint::Rgb([255; 3]);
        assert!(near_white.is_invisible_on(white) && Paint::Transparent.is_invisible_on(Paint::Unknown));
        assert!(!Paint::Rgb([200; 3]).is_invisible_on(white) && !white.is_invisible_on(Paint::Unknown));
    }
}
