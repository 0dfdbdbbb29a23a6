//! What somebody meant who made a slip.

/// The nearest of `options` to `written`, if it is near enough to be a slip.
pub fn nearest<'a>(written: &str, options: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_by_text(written, options.into_iter().map(|option| (option, option)))
}

/// The option with the text that is nearest to `written`, if it is near enough to be a slip. Each comes with a text
/// by which people may mean it, its name or its title.
pub fn nearest_by_text<'a, T>(written: &str, options: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let written = plain(written);
    let letters = written.chars().count();
    options
        .into_iter()
        .map(|(text, option)| (plain(text), option, tolerance(text.len().min(written.len()))))
        // No fewer letters differ than one has more than the other; comparing a whole text letter by letter
        // would take room for the product of the two.
        .filter(|(plain, _, tolerance)| letters.abs_diff(plain.chars().count()) <= *tolerance)
        .map(|(plain, option, tolerance)| (strsim::damerau_levenshtein(&written, &plain), option, tolerance))
        .filter(|(distance, _, tolerance)| distance <= tolerance)
        .min_by_key(|(distance, ..)| *distance)
        .map(|(_, option, _)| option)
}

/// How many letters may differ. Of two letters one is half the word, and almost any other word is as near.
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
