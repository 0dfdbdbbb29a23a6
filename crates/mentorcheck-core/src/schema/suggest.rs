//! Suggests corrections for misspelled names.

/// The option closest to the input by edit distance, if it is within the distance of a slip.
pub fn suggest<'a>(input: &str, options: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    suggest_by_text(input, options.into_iter().map(|option| (option, option)))
}

/// The option whose text is closest to the input by edit distance, if it is within the distance of a slip. An option may be
/// listed under several texts, such as its name and its title.
pub fn suggest_by_text<'a, T>(input: &str, options: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    let normalized_input = normalize(input);
    let input_len = normalized_input.chars().count();
    options
        .into_iter()
        .map(|(text, option)| (normalize(text), option, max_distance(text.len().min(normalized_input.len()))))
        // The difference in length is a lower bound of the distance, and much cheaper to compute.
        .filter(|(normalized, _, tolerance)| input_len.abs_diff(normalized.chars().count()) <= *tolerance)
        .map(|(normalized, option, tolerance)| {
            (strsim::damerau_levenshtein(&normalized_input, &normalized), option, tolerance)
        })
        .filter(|(distance, _, tolerance)| distance <= tolerance)
        .min_by_key(|(distance, ..)| *distance)
        .map(|(_, option, _)| option)
}

/// The option of which the input is a slip of the keyboard beyond reasonable doubt, so that it may be replaced unseen. Stricter than
/// [`suggest_by_text`]: the first letter is the same, so that a prefix such as "un" is neither added nor removed; at most one edit
/// is needed, or two in a long word; and no other option is within that distance.
pub fn correct_spelling<'a, T: PartialEq>(input: &str, options: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    let input = normalize(input);
    let mut near = options.into_iter().filter(|(text, _)| {
        let text = normalize(text);
        let max_edits = if text.chars().count() < MIN_LONG_WORD { 1 } else { 2 };
        text.chars().next() == input.chars().next() && strsim::damerau_levenshtein(&input, &text) <= max_edits
    });
    let (_, option) = near.next()?;
    near.all(|(_, other)| other == option).then_some(option)
}

/// The length from which a word with two edits is still recognisable, in characters.
const MIN_LONG_WORD: usize = 9;

/// Ignores case, and the difference between spaces, hyphens and underscores.
fn normalize(text: &str) -> String {
    text.to_lowercase().replace(['_', ' '], "-")
}

/// The maximum edit distance. For two characters it is 0, since one edit would match almost any other word.
fn max_distance(length: usize) -> usize {
    if length <= 2 { 0 } else { 1 + length / 4 }
}

#[cfg(test)]
mod tests {
    use super::{correct_spelling, suggest};

    #[test]
    fn corrects_only_what_has_one_meaning() {
        let options = ["paid", "unpaid", "formal", "informal", "mentor", "mentee", "third_actor", "one-off", "work"];
        for (input, expected) in [
            ("pad", Some("paid")),
            ("Third Actor", Some("third_actor")),
            ("third_acotr", Some("third_actor")),
            ("informl", Some("informal")),
            ("wrok", Some("work")),
            // As near to one as to the other.
            ("mentoe", None),
            // Too far, or a prefix may be missing.
            ("mentro-s", None),
            ("npaid", None),
            ("nformal", None),
            ("unpiad-", None),
            ("", None),
        ] {
            let options = options.into_iter().map(|option| (option, option));
            assert_eq!(correct_spelling(input, options), expected, "{input}");
        }
    }

    #[test]
    fn suggests_only_for_typos() {
        let options = ["volunteer", "practitioner", "third_actor", "work", "one-off", "CK", "GB"];
        for (input, expected) in [
            ("volunter", Some("volunteer")),
            ("Volunteer", Some("volunteer")),
            ("third-actor", Some("third_actor")),
            ("one_off", Some("one-off")),
            ("wrok", Some("work")),
            ("gb", Some("GB")),
            ("unpaid", None),
            ("UK", None),
            ("x", None),
        ] {
            assert_eq!(suggest(input, options), expected, "{input}");
        }
    }
}
