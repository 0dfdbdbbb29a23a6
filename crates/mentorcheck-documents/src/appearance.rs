//! Colours of text and of what is behind it.

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rgb([u8; 3]);

/// A reader cannot distinguish colours that differ by less in each component.
const INDISTINGUISHABLE: u8 = 24;

impl Rgb {
    pub(crate) const WHITE: Self = Self([255; 3]);
    pub(crate) const BLACK: Self = Self([0; 3]);

    /// Reads six hexadecimal digits, with or without `#` before them.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches('#');
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Whether text of this colour cannot be seen on `other`.
    pub(crate) fn is_invisible_on(self, other: Self) -> bool {
        self.0.iter().zip(other.0).all(|(one, other)| one.abs_diff(other) < INDISTINGUISHABLE)
    }
}

/// The colour of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextColour {
    /// Black or white, whichever can be read.
    Automatic,
    Known(Rgb),
}

/// What is behind text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Background {
    Known(Rgb),
    /// A picture, a gradient or a theme: text on it counts as visible.
    Unknown,
    /// Nothing of its own: what is behind that shows.
    Clear,
}

impl Background {
    /// Whether white text may be read on it.
    pub(crate) fn may_be_dark(self) -> bool {
        match self {
            Self::Known(colour) => !Rgb::WHITE.is_invisible_on(colour),
            Self::Unknown => true,
            Self::Clear => false,
        }
    }

    /// What is seen where this lies before `behind`.
    pub(crate) fn before(self, behind: Self) -> Self {
        if self == Self::Clear { behind } else { self }
    }

    /// Whether text of this colour cannot be seen on it.
    pub(crate) fn hides(self, colour: TextColour) -> bool {
        match (self, colour) {
            (Self::Known(behind), TextColour::Known(colour)) => colour.is_invisible_on(behind),
            _ => false,
        }
    }
}
