//! Suggests corrections for misspelled names.

/// The option closest to the input by edit distance, if it is within the distance of a slip.
pub fn suggest<'a>(input: &str, options: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    suggest_by_text(input, options.into_iter().map(|option| (option, option)))
}

/// The option whose text is closest to the input by edit distance, if it is within the distance of a slip. An option may be
/// listed under several texts, such as its name and its title.
pub fn suggest_by_text<'a, T>(input: &str, options: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    let normalize = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
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

/// The maximum edit distance. For two characters it is 0, since one edit would match almost any other word.
fn max_distance(length: usize) -> usize {
    if length <= 2 { 0 } else { 1 + length / 4 }
}

#[cfg(test)]
mod tests {
    use super::suggest;

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
