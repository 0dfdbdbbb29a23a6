//! What somebody meant who made a slip.

/// The nearest of `options` to `written`, if it is near enough to be a slip.
pub(crate) fn nearest<'a>(written: &str, options: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let written = plain(written);
    options
        .into_iter()
        // To compare takes as long as both are long, and a text is no slip for a word.
        .filter(|option| written.len() <= 2 * option.len() + 4)
        .map(|option| (strsim::damerau_levenshtein(&written, &plain(option)), option))
        .filter(|(distance, option)| *distance <= tolerance(option.len().min(written.len())))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, option)| option)
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
