//! Markdown escaping: text is rendered literally, in Markdown and in terminals.

use serde::Serialize;

use crate::letters::document::TICK_BOX;

use mentorcheck_core::{
    clause::uncapitalise,
    sanitize::sanitize,
    schema::{Field, Vocabulary},
};

/// Escaped Markdown. Templates get only this type, so they need not escape.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Markdown(String);

impl Markdown {
    /// Escapes plain text, joined to one line.
    #[must_use]
    pub fn text(text: &str) -> Self {
        // Boxes to tick are those of the template.
        let text = join_lines(text).replace(TICK_BOX, "□");
        Self(escape(&text, true))
    }

    /// Several texts as one.
    #[must_use]
    pub fn join(parts: &[&Self], separator: &str) -> Self {
        let parts: Vec<&str> = parts.iter().map(|part| part.as_str()).collect();
        Self(parts.join(separator))
    }

    /// A code span.
    #[must_use]
    pub fn code(name: &str) -> Self {
        let name = sanitize(&join_lines(name));
        let longest = name.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest + 1);
        let pad = if name.starts_with('`') || name.ends_with('`') { " " } else { "" };
        Self(format!("{fence}{pad}{name}{pad}{fence}"))
    }

    /// Replaces the names of fields, sections and values in backticks by their titles. Values are looked up in the
    /// fields of `about` first.
    #[must_use]
    pub fn with_titles(text: &str, about: &[&Field], vocabulary: &Vocabulary) -> Self {
        let mentioned =
            backticked_names(text).filter_map(|name| vocabulary.field_id(name)).map(|id| &vocabulary.fields[id]);
        let fields: Vec<&Field> = about.iter().copied().chain(mentioned).chain(&vocabulary.fields).collect();
        Self::replace_names(text, vocabulary, |name| fields.iter().find_map(|field| value_title(field, name)))
    }

    /// Replaces the names of fields, sections and values by their titles and leaves no name.
    #[must_use]
    pub fn without_names(text: &str, vocabulary: &Vocabulary) -> Self {
        let line = join_lines(text);
        let title = |piece: &str| {
            let section = || vocabulary.sections.iter().find(|section| section.name == piece);
            let field = vocabulary.field_id(piece).map(|id| uncapitalise(&vocabulary.fields[id].title));
            field
                .or_else(|| section().map(|section| uncapitalise(&section.title)))
                .or_else(|| vocabulary.fields.iter().find_map(|field| value_title(field, piece)))
                .unwrap_or_else(|| piece.to_owned())
        };
        let pieces = line.split('`').enumerate();
        let plain: String =
            pieces.map(|(index, piece)| if index % 2 == 0 { piece.to_owned() } else { title(piece) }).collect();
        Self::text(&plain)
    }

    /// Like [`Self::with_titles`], but does not look up values.
    #[must_use]
    pub fn with_titles_verbatim(text: &str, vocabulary: &Vocabulary) -> Self {
        Self::replace_names(text, vocabulary, |_| None)
    }

    /// Replaces the names of fields and sections by their titles, and other names by `title`.
    pub(crate) fn replace_names(text: &str, vocabulary: &Vocabulary, title: impl Fn(&str) -> Option<String>) -> Self {
        let line = join_lines(text);
        let pieces = line.split('`').enumerate();
        let replaced = pieces.map(|(index, piece)| {
            if index % 2 == 0 {
                return escape(piece, index == 0);
            }
            if let Some(id) = vocabulary.field_id(piece) {
                let title = escape(&vocabulary.fields[id].title, false);
                return format!("“{title}” ({})", Self::code(piece).0);
            }
            let section = vocabulary.sections.iter().find(|section| section.name == piece);
            match section.map(|section| section.title.clone()).or_else(|| title(piece)) {
                Some(title) => format!("“{}”", escape(&title, false)),
                // A line of YAML to be written.
                None if piece.contains([':', '[']) => Self::code(piece).0,
                None => format!("“{}”", escape(piece, false)),
            }
        });
        Self(replaced.collect())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The names in backticks.
fn backticked_names(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The title of a value of `field`.
pub(crate) fn value_title(field: &Field, name: &str) -> Option<String> {
    match field.value_index(name) {
        Some(index) => Some(field.values[index].title.clone()),
        // The vocabulary has no title for the value that closes a list; its name consists of words.
        None => field.closing_name().filter(|closing| *closing == name).map(|closing| closing.replace('-', " ")),
    }
}

/// Joins text to one line: block syntax is possible only at the start of a line.
fn join_lines(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            c if c.is_whitespace() => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            c => line.push(c),
        }
    }
    line
}

/// `start`: the text may be at the start of a line.
fn escape(text: &str, at_line_start: bool) -> String {
    let text = sanitize(text);
    let after_digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digit_count = text.len() - after_digits.len();
    let mut out = String::with_capacity(text.len());
    for (index, c) in text.char_indices() {
        let rest = &text[index..];
        let needs_escape = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '@' => true,
            '-' | '+' | '=' => at_line_start && index == 0,
            ')' => at_line_start && digit_count > 0 && index == digit_count,
            // Prevents autolinks.
            '.' => {
                (at_line_start && digit_count > 0 && index == digit_count)
                    || text[..index].to_ascii_lowercase().ends_with("www")
            }
            ':' => rest.starts_with("://"),
            _ => false,
        };
        if needs_escape {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Markdown;
    use mentorcheck_core::schema::vocabulary;

    #[test]
    fn text_is_rendered_literally() {
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
    fn code_is_rendered_literally() {
        for (name, markdown) in [("a_b.c", "`a_b.c`"), ("a``b", "```a``b```"), ("`", "`` ` ``"), ("a\nb", "`a b`")] {
            assert_eq!(Markdown::code(name).as_str(), markdown, "{name:?}");
        }
    }

    #[test]
    fn names_are_replaced_by_titles() {
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
