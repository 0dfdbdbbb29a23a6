//! Splits the verdict into its first sentence and the rest, with questions in place of lines.

/// The first sentence and what follows it. `name` begins the text and may itself contain full stops; `question_at` gives
/// the number of the question on a line.
pub(crate) fn split(text: &str, name: &str, question_at: &dyn Fn(usize) -> Option<u32>) -> (String, String) {
    let after_name = if text.starts_with(name) { name.len() } else { 0 };
    let (name, rest) = text.split_at(after_name);
    let rest = with_questions(rest, question_at);
    match rest.split_once(". ") {
        Some((first, others)) => (format!("{name}{first}."), others.to_owned()),
        None => (format!("{name}{rest}"), String::new()),
    }
}

/// Replaces “line 3” and “lines 3, 4 and 5” by questions. Lines are those of a text that nobody has seen.
pub(crate) fn with_questions(text: &str, question_at: &dyn Fn(usize) -> Option<u32>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("line") {
        let (before, found) = rest.split_at(at);
        result.push_str(before);
        let after = &found["line".len()..];
        let (word, numbers) = match (after.strip_prefix("s "), after.strip_prefix(' ')) {
            (Some(numbers), _) => ("questions ", numbers),
            (None, Some(numbers)) => ("question ", numbers),
            (None, None) => ("", after),
        };
        if word.is_empty() || !numbers.starts_with(|ch: char| ch.is_ascii_digit()) {
            result.push_str("line");
            rest = after;
            continue;
        }
        result.push_str(word);
        rest = numbers;
        loop {
            let end = rest.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(rest.len());
            let number = rest[..end].parse().ok().and_then(question_at);
            match number {
                Some(number) => result.push_str(&number.to_string()),
                None => result.push_str(&rest[..end]),
            }
            rest = &rest[end..];
            let separator = [", ", " and "].into_iter().find(|separator| {
                rest.strip_prefix(separator).is_some_and(|next| next.starts_with(|ch: char| ch.is_ascii_digit()))
            });
            let Some(separator) = separator else { break };
            result.push_str(separator);
            rest = &rest[separator.len()..];
        }
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tens(line: usize) -> Option<u32> {
        u32::try_from(line * 10).ok()
    }

    #[test]
    fn lines_become_questions_and_nothing_else_does() {
        for (text, expected) in [
            ("until line 3 is corrected", "until question 30 is corrected"),
            ("until lines 3, 4 and 5 are corrected", "until questions 30, 40 and 50 are corrected"),
            ("that it is so (line 7) and not (line 9).", "that it is so (question 70) and not (question 90)."),
            ("a line", "a line"),
        ] {
            assert_eq!(with_questions(text, &tens), expected);
        }
    }

    #[test]
    fn a_name_with_full_stops_is_not_split() {
        let (first, rest) = split("St. Mary. line 2 is coaching. One more.", "St. Mary. line 2", &tens);
        assert_eq!((first.as_str(), rest.as_str()), ("St. Mary. line 2 is coaching.", "One more."));
    }
}
