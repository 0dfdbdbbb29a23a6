//! Recognises marks of notes in plain characters: raised digits, asterisks, figures in brackets.

/// The maximum length of a mark, in characters.
const MAX_MARK: usize = 6;

/// Splits a text into stretches, each with whether it is the mark of a note. `before` is the character before the text.
pub(crate) fn split_marks(text: &str, before: Option<char>) -> impl Iterator<Item = (&str, bool)> {
    let mut start = 0;
    let mut before = before;
    let mut pending: Option<usize> = None;
    std::iter::from_fn(move || {
        if let Some(end) = pending.take() {
            let mark = &text[start..end];
            start = end;
            return Some((mark, true));
        }
        if start == text.len() {
            return None;
        }
        let mut at = start;
        while let Some(c) = text[at..].chars().next() {
            let length = if before.is_some_and(carries_mark) { mark_length(&text[at..], before) } else { 0 };
            if length > 0 {
                // Brackets may follow each other: “[1][2]”.
                before = if text[at + length..].starts_with(['[', '(']) { before } else { None };
                if at == start {
                    start = at + length;
                    return Some((&text[at..start], true));
                }
                let plain = &text[start..at];
                start = at;
                pending = Some(at + length);
                return Some((plain, false));
            }
            before = Some(c);
            at += c.len_utf8();
        }
        let plain = &text[start..];
        start = text.len();
        Some((plain, false))
    })
}

/// Whether the whole text is a mark, raised or linked: figures, asterisks, daggers, text in square brackets.
pub(crate) fn is_mark(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || is_raised_digit(c) || matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#');
    let text = text.trim();
    let length = text.chars().count();
    let in_brackets = |open, close| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    if text.is_empty() || length > 40 {
        return false;
    }
    in_brackets('[', ']').is_some_and(|inside| !inside.is_empty())
        || in_brackets('(', ')').is_some_and(|inside| inside.chars().all(char::is_alphanumeric) && length <= MAX_MARK)
        || text.strip_suffix(')').is_some_and(|inside| inside.chars().all(|c| c.is_ascii_digit()))
        || text.chars().all(|c| is_sign(c) || matches!(c, ',' | ' ' | '\u{a0}' | '–' | '-')) && text.contains(is_sign)
}

fn is_raised_digit(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Whether a mark may be set directly behind a character: the end of a word or a sentence.
fn carries_mark(c: char) -> bool {
    c.is_alphanumeric() && !is_raised_digit(c)
        || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '"' | '”' | '’' | '»' | '…')
}

/// The length in bytes of the mark at the start of the text, or 0.
fn mark_length(text: &str, before: Option<char>) -> usize {
    let ends_here = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let first = text.chars().next();
    let repeated = |accepts: fn(char) -> bool| {
        let rest = text.trim_start_matches(accepts);
        let length = text.len() - rest.len();
        if ends_here(rest) && text[..length].chars().count() <= MAX_MARK { length } else { 0 }
    };
    match first {
        Some(c) if is_raised_digit(c) => repeated(is_raised_digit),
        Some('*' | '†' | '‡') => repeated(|c| matches!(c, '*' | '†' | '‡')),
        Some('[') => bracket_length(text, ']', before).filter(|end| ends_here(&text[*end..])).unwrap_or(0),
        Some('(') => bracket_length(text, ')', before).filter(|end| ends_here(&text[*end..])).unwrap_or(0),
        _ => 0,
    }
}

/// The length of a figure in brackets, a sign, or, in square ones, a letter.
fn bracket_length(text: &str, close: char, before: Option<char>) -> Option<usize> {
    let inside: String = text[1..].chars().take(MAX_MARK).take_while(|c| *c != close).collect();
    let end = 1 + inside.len();
    if !text[end..].starts_with(close) {
        return None;
    }
    let is_figure = (1..=3).contains(&inside.len()) && inside.bytes().all(|c| c.is_ascii_digit());
    let is_sign = !inside.is_empty() && inside.chars().all(|c| matches!(c, '*' | '†' | '‡'));
    // A letter that completes a word is no mark: “volunteer[s]”.
    let follows_word = before.is_some_and(char::is_alphabetic);
    let is_letter = close == ']'
        && inside.len() == 1
        && inside.bytes().all(|c| if follows_word { matches!(c, b'a'..=b'c') } else { c.is_ascii_lowercase() });
    (is_figure || is_sign || is_letter).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::{is_mark, split_marks};

    #[test]
    fn marks_behind_words_are_separated() {
        for (text, before, marks) in [
            ("volunteers¹. They", None, vec!["¹"]),
            ("volunteers.¹² They meet[2].", None, vec!["¹²", "[2]"]),
            ("paid.[1][2] Then(3) and [4]", None, vec!["[1]", "[2]", "(3)"]),
            ("free* and free†‡ of charge**", None, vec!["*", "†‡", "**"]),
            ("paid[a] or.[f] so[*]", None, vec!["[a]", "[f]", "[*]"]),
            ("volunteer[s] and [t]he man[y]", None, vec![]),
            ("Mentor*innen and x² y", None, vec!["²"]),
            ("[1] starts, (2) too, 3 * 4", None, vec![]),
            ("[1] goes on", Some('d'), vec!["[1]"]),
            ("a[1234] b[12 c[] d(x) e[1]f", None, vec![]),
            ("é[1]é", None, vec![]),
        ] {
            let pieces: Vec<_> = split_marks(text, before).collect();
            assert_eq!(pieces.iter().map(|(piece, _)| *piece).collect::<String>(), text);
            let found: Vec<_> = pieces.iter().filter(|(_, is_mark)| *is_mark).map(|(piece, _)| *piece).collect();
            assert_eq!(found, marks, "{text:?}");
        }
    }

    #[test]
    fn raised_figures_and_signs_are_marks() {
        for mark in ["1", "12", "*", "†", "1, 2", "[1]", "[a]", "[citation needed]", "(b)", "3)", " 4 ", "1–3"] {
            assert!(is_mark(mark), "{mark}");
        }
        for text in ["st", "er", "e", "", " ", "[]", "n", "2nd", "(see the guide)", "TM", "-"] {
            assert!(!is_mark(text), "{text}");
        }
    }
}
