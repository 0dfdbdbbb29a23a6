//! The heights of rows. Programs do not all fit a row to its text when they open a workbook, so heights are estimated.

/// The height of one line and the greatest height of a row, in points.
const LINE: u32 = 15;
const MAX_HEIGHT: u32 = 405;

/// The height of a row, in points, whose cells have these texts and column widths (in characters).
pub(super) fn row_height<'t>(cells: impl IntoIterator<Item = (&'t str, f64)>) -> u32 {
    let lines = cells.into_iter().map(|(text, width)| lines(text, width)).max().unwrap_or_default().max(1);
    (lines * LINE).min(MAX_HEIGHT)
}

/// The lines that a text takes when it is wrapped between words.
fn lines(text: &str, width: f64) -> u32 {
    let mut lines = 0;
    // No row holds more lines than this.
    for paragraph in text.split('\n').take((MAX_HEIGHT / LINE) as usize) {
        lines += 1;
        let mut used = 0.0;
        for word in paragraph.split(' ') {
            let length = f64::from(u32::try_from(word.chars().count() + 1).unwrap_or(u32::MAX));
            if used > 0.0 && used + length > width {
                lines += 1;
                used = 0.0;
            }
            used += length;
            while used > width + 1.0 {
                lines += 1;
                used -= width;
                // No row is higher than this, and a word may have millions of characters.
                if lines * LINE > MAX_HEIGHT {
                    return lines;
                }
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_grow_with_their_longest_text() {
        assert_eq!(row_height([]), LINE);
        assert_eq!(row_height([("", 10.0), ("word", 10.0)]), LINE);
        assert_eq!(row_height([("two words here", 12.0), ("one", 10.0)]), 2 * LINE);
        assert_eq!(row_height([("a\nb\nc", 10.0)]), 3 * LINE);
        assert_eq!(row_height([("x".repeat(25).as_str(), 10.0)]), 3 * LINE);
        assert_eq!(row_height([("x".repeat(1_000_000).as_str(), 10.0)]), MAX_HEIGHT);
    }
}
