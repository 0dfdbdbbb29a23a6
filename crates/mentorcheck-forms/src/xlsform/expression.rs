//! Texts in the columns of an `XLSForm`, some of which are read as expressions.

/// A default value that gives exactly this text. Converters take a default for an expression when it has an operator, a
/// bracket or a reference in it, so every text beyond plain words is written as an expression. Line breaks become spaces,
/// because the attribute that the expression ends in cannot hold them.
pub(super) fn constant(text: &str) -> String {
    let text: String = text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect();
    if is_plain(&text) { text } else { format!("concat({})", literals(&text)) }
}

/// A label or hint. A reference in it would be replaced by an answer, or refused.
pub(super) fn label(text: &str) -> String {
    text.replace("${", "$ {")
}

/// Whether no converter can take the text for an expression.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let follows_letter = |at: usize| at > 0 && bytes[at - 1].is_ascii_alphanumeric();
    let is_plain_char = |(at, byte): (usize, &u8)| match byte {
        b'-' => follows_letter(at) && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic),
        b' ' | b'.' | b',' | b'_' => true,
        _ => byte.is_ascii_alphanumeric(),
    };
    let is_operator = |word: &str| matches!(word, "mod" | "div" | "and" | "or");
    bytes.iter().enumerate().all(is_plain_char)
        && !text.split(' ').any(is_operator)
        && !text.starts_with([' ', '.', '-'])
        && !text.ends_with(' ')
}

/// The text as string literals of `XPath`, which have no escapes: each kind of quotation mark is put between the other kind.
/// A literal ends after each `$`, so that no reference is found in it.
fn literals(text: &str) -> String {
    let mut parts = Vec::new();
    let mut part = String::new();
    for ch in text.chars() {
        let is_other = if is_single(ch) { is_double } else { is_single };
        if part.contains(is_other) || part.ends_with('$') {
            parts.push(std::mem::take(&mut part));
        }
        part.push(ch);
    }
    parts.push(part);
    let quote = |part: &String| if part.contains(is_single) { format!("\"{part}\"") } else { format!("'{part}'") };
    // The function needs two arguments.
    let mut literals: Vec<String> = parts.iter().map(quote).collect();
    if literals.len() == 1 {
        literals.push("''".to_owned());
    }
    literals.join(", ")
}

/// Converters replace curly quotation marks by straight ones before they read an expression.
fn is_single(ch: char) -> bool {
    matches!(ch, '\'' | '‘' | '’')
}

fn is_double(ch: char) -> bool {
    matches!(ch, '"' | '“' | '”')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_stay_and_other_texts_become_expressions() {
        for plain in ["", "mentoring-to-work", "job-search network _complete", "Harbour Mentors, evening groups"] {
            assert_eq!(constant(plain), plain);
        }
        let expressions = [
            ("a - b", "concat('a - b', '')"),
            ("x (constructed)", "concat('x (constructed)', '')"),
            ("it's", "concat(\"it'\", 's')"),
            ("it’s “x”", "concat(\"it’\", 's “x”')"),
            ("5 div 2", "concat('5 div 2', '')"),
            ("a\nb?", "concat('a b?', '')"),
            ("${a}", "concat('$', '{a}')"),
            ("='\"", "concat(\"='\", '\"')"),
            ("=HYPERLINK(\"x\")", "concat('=HYPERLINK(\"x\")', '')"),
        ];
        for (text, expected) in expressions {
            assert_eq!(constant(text), expected);
        }
    }
}
