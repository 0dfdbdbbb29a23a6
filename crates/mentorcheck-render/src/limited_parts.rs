//! Parts of a report that has room for a limited number of bytes.

use std::fmt::Write;

use mentorcheck_core::format_message;

/// Parts while there may be room for them; the others are counted.
#[derive(Debug, Default)]
pub(crate) struct LimitedParts {
    kept: Vec<String>,
    bytes: usize,
    left_out: usize,
}

impl LimitedParts {
    /// All of `parts` for which `limit` bytes may have room.
    pub(crate) fn new(parts: impl IntoIterator<Item = String>, limit: usize) -> Self {
        let mut limited = Self::default();
        limited.extend(parts, limit);
        limited
    }

    /// Adds parts, of which at most `limit` bytes can be shown, whatever else is in the report.
    pub(crate) fn extend(&mut self, parts: impl IntoIterator<Item = String>, limit: usize) {
        for part in parts {
            if self.bytes > limit {
                self.left_out += 1;
            } else {
                self.bytes += part.len();
                self.kept.push(part);
            }
        }
    }

    /// Adds parts that come after these.
    pub(crate) fn append(&mut self, others: Self, limit: usize) {
        self.extend(others.kept, limit);
        self.left_out += others.left_out;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Appends parts up to the first for which `out` has no room within `limit` bytes, and then how many are left out:
    /// `rest` is the message for it.
    pub(crate) fn append_to(&self, out: &mut String, rest: &str, limit: usize) {
        let mut left_out = 0;
        for part in &self.kept {
            if left_out == 0 && out.len() + part.len() <= limit {
                out.push_str(part);
            } else {
                left_out += 1;
            }
        }
        left_out += self.left_out;
        if left_out > 0 {
            let _ = writeln!(out, "\n{}", format_message!(rest, count = left_out));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_without_room_are_counted_and_not_kept() {
        let part = |length: usize| "x".repeat(length);
        let mut parts = LimitedParts::new([part(4), part(4)], 10);
        parts.append(LimitedParts::new([part(4), part(1)], 10), 10);
        parts.extend((0..1000).map(|_| part(9)), 10);
        assert_eq!(parts.kept.len(), 3, "the third may have room only if nothing else is in the report");
        let mut out = String::new();
        parts.append_to(&mut out, "md-more-programmes", 10);
        let (shown, rest) = out.split_once('\n').expect("the rest is counted");
        assert_eq!(shown, part(8));
        assert_eq!(rest.trim(), format_message!("md-more-programmes", count = 1002));
    }
}
