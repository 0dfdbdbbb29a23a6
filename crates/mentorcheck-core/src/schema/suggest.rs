//! Suggests corrections for misspelled names.

/// The option closest to the input by edit distance, if it is within [`tolerance`].
pub fn nearest<'a>(written: &str, options: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_by_text(written, options.into_iter().map(|option| (option, option)))
}

/// The option whose text is closest to the input by edit distance, if it is within [`tolerance`]. An option may be
/// listed under several texts, such as its name and its title.
pub fn nearest_by_text<'a, T>(written: &str, options: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let written = plain(written);
    let letters = written.chars().count();
    options
        .into_iter()
        .map(|(text, option)| (plain(text), option, tolerance(text.len().min(written.len()))))
        // The difference in length is a lower bound of the distance, and much cheaper to compute.
        .filter(|(plain, _, tolerance)| letters.abs_diff(plain.chars().count()) <= *tolerance)
        .map(|(plain, option, tolerance)| (strsim::damerau_levenshtein(&written, &plain), option, tolerance))
        .filter(|(distance, _, tolerance)| distance <= tolerance)
        .min_by_key(|(distance, ..)| *distance)
        .map(|(_, option, _)| option)
}

/// The maximum edit distance. For two characters it is 0, since one edit would match almost any other word.
fn tolerance(length: usize) -> usize {
    if length <= 2 { 0 } else { 1 + length / 4 }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let options = ["volunteer", "practitioner", "third_actor", "work", "one-off", "CK", "GB"];
        for (written, meant) in [
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
            assert_eq!(nearest(written, options), meant, "{written}");
        }
    }
}
