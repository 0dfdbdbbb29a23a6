//! Words that Markdown and terminals take for words, whatever stands in them.

use serde::Serialize;

use mentorcheck_core::{
    sanitize::sanitize,
    schema::{Field, Vocabulary},
};

/// A piece of Markdown that shows what it was made from and does nothing else.
///
/// All that templates are given is of this type, so that no template has to think of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Markdown(String);

impl Markdown {
    /// Plain words.
    #[must_use]
    pub fn text(words: &str) -> Self {
        let words = sanitize_line(words);
        Self(escaped(&words, true))
    }

    /// A name as it is written in a file.
    #[must_use]
    pub fn code(name: &str) -> Self {
        let name = sanitize(&sanitize_line(name));
        let longest = name.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest + 1);
        let pad = if name.starts_with('`') || name.ends_with('`') { " " } else { "" };
        Self(format!("{fence}{pad}{name}{pad}{fence}"))
    }

    /// A sentence that calls fields and values by the names that programs use, in backticks; here
    /// they get the titles that people use. Values are first looked for in the fields it is `about`.
    #[must_use]
    pub fn with_titles(words: &str, about: &[&Field], vocabulary: &Vocabulary) -> Self {
        let mentioned = names(words).filter_map(|name| vocabulary.field_id(name)).map(|id| &vocabulary.fields[id]);
        let fields: Vec<&Field> = about.iter().copied().chain(mentioned).chain(&vocabulary.fields).collect();
        Self::replace_names(words, vocabulary, |name| fields.iter().find_map(|field| value_title(field, name)))
    }

    /// The same, with what is no field left as somebody wrote it.
    #[must_use]
    pub fn with_titles_verbatim(words: &str, vocabulary: &Vocabulary) -> Self {
        Self::replace_names(words, vocabulary, |_| None)
    }

    /// The same, with titles for what is no field from elsewhere.
    pub(crate) fn replace_names(words: &str, vocabulary: &Vocabulary, title: impl Fn(&str) -> Option<String>) -> Self {
        let words = sanitize_line(words);
        let pieces = words.split('`').enumerate();
        let replaced = pieces.map(|(at, piece)| {
            if at % 2 == 0 {
                return escaped(piece, at == 0);
            }
            if let Some(id) = vocabulary.field_id(piece) {
                let title = escaped(&vocabulary.fields[id].title, false);
                return format!("“{title}” ({})", Self::code(piece).0);
            }
            let section = vocabulary.sections.iter().find(|section| section.name == piece);
            match section.map(|section| section.title.clone()).or_else(|| title(piece)) {
                Some(title) => format!("“{}”", escaped(&title, false)),
                // A line as it is to be written.
                None if piece.contains([':', '[']) => Self::code(piece).0,
                None => format!("“{}”", escaped(piece, false)),
            }
        });
        Self(replaced.collect())
    }

    /// The Markdown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What stands between backticks.
fn names(words: &str) -> impl Iterator<Item = &str> {
    words.split('`').skip(1).step_by(2)
}

/// What people call the value of `field` that is written as `name`.
pub(crate) fn value_title(field: &Field, name: &str) -> Option<String> {
    match field.value_index(name) {
        Some(value) => Some(field.values[value].title.clone()),
        // The vocabulary keeps no title for what closes a list; its name is made of words.
        None => field.closing_name().filter(|closing| *closing == name).map(|closing| closing.replace('-', " ")),
    }
}

/// A value must not begin a line of its own, where much more has a meaning than within one.
fn sanitize_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for letter in words.trim().chars() {
        match letter {
            space if space.is_whitespace() => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            letter => line.push(letter),
        }
    }
    line
}

/// `start` says that the words may come to stand at the beginning of a line.
fn escaped(words: &str, start: bool) -> String {
    let words = sanitize(words);
    let numbered = words.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = words.len() - numbered.len();
    let mut out = String::with_capacity(words.len());
    for (at, letter) in words.char_indices() {
        let rest = &words[at..];
        let special = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '@' => true,
            '-' | '+' | '=' => start && at == 0,
            ')' => start && number > 0 && at == number,
            // What looks like an address would become a link.
            '.' => (start && number > 0 && at == number) || words[..at].to_ascii_lowercase().ends_with("www"),
            ':' => rest.starts_with("://"),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Markdown;
    use mentorcheck_core::schema::vocabulary;

    #[test]
    fn words_stay_words() {
        for (words, markdown) in [
            ("Plain words, 3.5 of them", "Plain words, 3.5 of them"),
            ("# x", r"\# x"),
            ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
            ("- item", r"\- item"),
            ("12. December", r"12\. December"),
            ("two\n\n---\nlines\u{2028}more", "two --- lines more"),
            ("[a](https://example.org)", r"\[a\](https\://example.org)"),
            ("WWW.example.org", r"WWW\.example.org"),
            ("**bold** _so_ `code` | ~~x~~", r"\*\*bold\*\* \_so\_ \`code\` \| \~\~x\~\~"),
            ("\u{1b}[31mred\u{7}", r"\\u{1b}\[31mred\\u{7}"),
            ("turned \u{202e}round", r"turned \\u{202e}round"),
            ("&lt; & \\", r"\&lt; \& \\"),
            ("", ""),
        ] {
            assert_eq!(Markdown::text(words).as_str(), markdown, "{words:?}");
        }
    }

    #[test]
    fn names_stay_names() {
        for (name, markdown) in [("a_b.c", "`a_b.c`"), ("a``b", "```a``b```"), ("`", "`` ` ``"), ("a\nb", "`a b`")] {
            assert_eq!(Markdown::code(name).as_str(), markdown, "{name:?}");
        }
    }

    #[test]
    fn names_of_fields_sections_and_values_get_their_titles() {
        let vocabulary = vocabulary();
        let field = vocabulary.fields.iter().find(|field| field.closing.is_some()).unwrap();
        let (name, title, value) = (&field.name, &field.title, &field.values[0]);
        let words = format!("# State `{name}`. `{}` or `no such`.", value.name);
        let replaced = format!(r"\# State “{title}” (`{name}`). “{}” or “no such”.", value.title);
        assert_eq!(Markdown::with_titles(&words, &[], vocabulary).as_str(), replaced);
        let section = &vocabulary.sections[0];
        let words = format!("`{}`, `{}` and `a: [b]`", section.name, field.closing_name().unwrap());
        let replaced = format!("“{}”, “nothing else” and `a: [b]`", section.title);
        assert_eq!(Markdown::with_titles(&words, &[], vocabulary).as_str(), replaced);
        let replaced = format!("“{title}” (`{name}`) cannot be “{}”", value.name);
        let words = format!("`{name}` cannot be `{}`", value.name);
        assert_eq!(Markdown::with_titles_verbatim(&words, vocabulary).as_str(), replaced);
    }
}
