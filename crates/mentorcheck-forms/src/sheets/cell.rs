//! Cells and where they are.

use std::fmt;

use super::text::Text;

/// The number of rows and columns that a sheet can have.
pub(super) const MAX_ROWS: u32 = 1_048_576;
pub(super) const MAX_COLUMNS: u32 = 16_384;

/// Where a cell is, from 0. Displayed as `C31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub row: u32,
    pub column: u32,
}

impl Position {
    #[must_use]
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads an address such as `C31` or `$C$31`; `None` if it is none, or outside a sheet.
    pub(super) fn parse(address: &str) -> Option<Self> {
        let mut column: u32 = 0;
        let mut row: u32 = 0;
        let mut has_digit = false;
        for byte in address.bytes() {
            match byte {
                b'$' => {}
                b'A'..=b'Z' | b'a'..=b'z' if !has_digit => {
                    column = column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                    if column > MAX_COLUMNS {
                        return None;
                    }
                }
                b'0'..=b'9' if column > 0 => {
                    has_digit = true;
                    row = row * 10 + u32::from(byte - b'0');
                    if row > MAX_ROWS {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        (row > 0 && column > 0).then(|| Self::new(row - 1, column - 1))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = u64::from(self.column) + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
            rest /= 26;
        }
        let letters: String = letters.into_iter().rev().collect();
        write!(formatter, "{letters}{}", u64::from(self.row) + 1)
    }
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub first: Position,
    /// Included.
    pub last: Position,
}

impl Area {
    #[must_use]
    pub const fn contains(&self, position: Position) -> bool {
        self.first.row <= position.row
            && position.row <= self.last.row
            && self.first.column <= position.column
            && position.column <= self.last.column
    }
}

/// A cell with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub position: Position,
    /// As the sheet shows it: dates as `2026-11-28`, truth values as `TRUE` and `FALSE`, lines separated by `\n`. Empty for
    /// a formula whose value is not stored.
    pub text: Text,
    /// Whether the text is the value that a formula had when the file was saved.
    pub is_formula: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_they_are_shown() {
        for (address, row, column) in
            [("A1", 0, 0), ("C31", 30, 2), ("Z9", 8, 25), ("AA10", 9, 26), ("XFD1048576", 1_048_575, 16_383)]
        {
            assert_eq!(Position::parse(address), Some(Position::new(row, column)));
            assert_eq!(Position::new(row, column).to_string(), address);
        }
        assert_eq!(Position::parse("$C$31"), Some(Position::new(30, 2)));
        for address in ["", "A", "1", "A0", "XFE1", "A1048577", "A1B", "1A", "A99999999999999999999", "É1"] {
            assert_eq!(Position::parse(address), None, "{address}");
        }
    }
}
