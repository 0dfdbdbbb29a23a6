//! The order of names in which numbers count as numbers.

use std::cmp::Ordering;

/// Compares two names without regard to case; a run of digits counts as one number, so that “proposal 2” comes before
/// “proposal 10”. Names that differ only in case or in leading zeros are ordered by their characters.
pub(crate) fn natural_order(left: &str, right: &str) -> Ordering {
    let (mut rest, mut other) = (left, right);
    loop {
        let (Some(first), Some(second)) = (rest.chars().next(), other.chars().next()) else {
            return rest.len().cmp(&other.len()).then_with(|| left.cmp(right));
        };
        let order = if first.is_ascii_digit() && second.is_ascii_digit() {
            let (number, after) = split_digits(rest);
            let (other_number, other_after) = split_digits(other);
            (rest, other) = (after, other_after);
            // Of numbers without leading zeros, the longer one is the greater.
            number.len().cmp(&other_number.len()).then_with(|| number.cmp(other_number))
        } else {
            (rest, other) = (&rest[first.len_utf8()..], &other[second.len_utf8()..]);
            first.to_lowercase().cmp(second.to_lowercase())
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// The digits at the start without leading zeros, and what follows them.
fn split_digits(text: &str) -> (&str, &str) {
    let end = text.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].trim_start_matches('0'), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let sorted = [
            "",
            "2 b",
            "10 a",
            "Étude",
            "proposal",
            "Proposal-1",
            "proposal-2",
            "proposal-2a",
            "Proposal-10",
            "proposal-10 (007)",
            "proposal-10 (8)",
            "proposal-99999999999999999999999",
            "proposal-100000000000000000000000",
        ];
        let mut shuffled: Vec<_> = sorted.iter().rev().copied().collect();
        shuffled.sort_by(|left, right| natural_order(left, right));
        let position = |name: &str| shuffled.iter().position(|one| *one == name);
        for pair in sorted.windows(2).filter(|pair| !pair.contains(&"Étude")) {
            assert!(position(pair[0]) < position(pair[1]), "{pair:?} in {shuffled:?}");
        }
    }

    #[test]
    fn only_equal_names_are_equal() {
        for (left, right) in [("a", "A"), ("a1", "a01"), ("a 1", "a 1 ")] {
            assert_ne!(natural_order(left, right), Ordering::Equal, "{left:?} and {right:?}");
            assert_eq!(natural_order(left, right), natural_order(right, left).reverse());
        }
        assert_eq!(natural_order("a 1", "a 1"), Ordering::Equal);
    }
}
