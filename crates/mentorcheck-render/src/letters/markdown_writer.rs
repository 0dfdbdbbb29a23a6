//! Writes a letter as Markdown that reads as plain text: characters with a meaning become character references, and
//! only where they would have it.

use std::fmt::Write;

use crate::letters::document::{Block, Document, Inline, TICK_BOX};

/// Renders the letter as Markdown, with a line feed at the end.
#[must_use]
pub fn render(document: &Document) -> String {
    let mut out = String::new();
    let mut previous_list = None;
    for block in &document.blocks {
        // The kind of list that an item belongs to.
        let list = match block {
            Block::Item(number, _) => Some(number.is_some()),
            _ => None,
        };
        if !out.is_empty() {
            out.push_str(if list.is_some() && list == previous_list { "\n" } else { "\n\n" });
        }
        previous_list = list;
        match block {
            Block::Heading(level, content) => {
                let _ = write!(out, "{} {}", "#".repeat(usize::from(*level)), inlines(content, false));
            }
            Block::Paragraph(content) => out.push_str(&inlines(content, false)),
            Block::Item(None, content) => _ = write!(out, "- {}", inlines(content, false)),
            Block::Item(Some(number), content) => _ = write!(out, "{number}. {}", inlines(content, false)),
            Block::Table(rows) => table(&mut out, rows),
            Block::PageBreak => out.push_str("---"),
        }
    }
    for (index, note) in document.notes.iter().enumerate() {
        let separator = if index == 0 { "\n\n" } else { "\n" };
        let _ = write!(out, "{separator}[^{}]: {}", index + 1, inlines(note, false));
    }
    out.push('\n');
    out
}

fn table(out: &mut String, rows: &[Vec<Vec<Inline>>]) {
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        for cell in row {
            let _ = write!(out, "| {} ", inlines(cell, true));
        }
        out.push('|');
        if index == 0 {
            out.push('\n');
            out.push_str(&"| --- ".repeat(row.len()));
            out.push('|');
        }
    }
}

fn inlines(content: &[Inline], in_cell: bool) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text { text, bold, italic } => {
                let mark = match (bold, italic) {
                    (true, true) => "***",
                    (true, false) => "**",
                    (false, true) => "*",
                    (false, false) => "",
                };
                let text = &text.replace('\u{a0}', " ");
                // Marks must touch the words that they are about.
                let words = text.trim();
                let start = text.len() - text.trim_start().len();
                let end = start + words.len();
                let at_start = out.is_empty() || out.ends_with('\n');
                if mark.is_empty() || words.is_empty() {
                    out.push_str(&escape(text, at_start));
                } else {
                    let _ = write!(out, "{}{mark}{}{mark}{}", &text[..start], escape(words, false), &text[end..]);
                }
            }
            Inline::TickBox => out.push(TICK_BOX),
            Inline::Break if in_cell => out.push(' '),
            Inline::Break => out.push_str("  \n"),
            Inline::Note(index) => _ = write!(out, "[^{}]", index + 1),
        }
    }
    out
}

/// Replaces the characters that would have a meaning by references.
fn escape(text: &str, at_line_start: bool) -> String {
    let digits = text.len() - text.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
    let mut out = String::with_capacity(text.len());
    for (index, ch) in text.char_indices() {
        let rest = &text[index..];
        let first = at_line_start && index == 0;
        let has_meaning = match ch {
            '\\' | '`' | '*' | '<' | '>' | '|' | '~' | '&' | '$' | '@' => !is_lone(text, index, ch),
            // A row of them is a line to write on.
            '_' => !is_blank(text, index),
            '[' => rest.starts_with("[^") || closes_with_meaning(rest),
            ']' => matches!(rest[1..].chars().next(), Some('(' | '[' | ':')),
            '#' | '-' | '+' | '=' => first,
            '.' | ')' if at_line_start && digits > 0 && index == digits => true,
            '.' => text[..index].to_ascii_lowercase().ends_with("www"),
            ':' => rest.starts_with("://"),
            _ => false,
        };
        if has_meaning {
            let _ = write!(out, "&#{};", u32::from(ch));
        } else {
            out.push(ch);
        }
    }
    out
}

/// Whether a sign stands between spaces, as in “A & B”, where it has no meaning.
fn is_lone(text: &str, index: usize, ch: char) -> bool {
    matches!(ch, '&' | '@' | '~' | '>')
        && index > 0
        && text[..index].ends_with(' ')
        && text[index + ch.len_utf8()..].starts_with(' ')
}

fn is_blank(text: &str, index: usize) -> bool {
    text[..index].ends_with("__")
        || text[index..].starts_with("___")
        || text[..=index].ends_with("__") && text[index..].starts_with("__")
}

/// Whether the bracket that closes this one is followed by what makes a link of them.
fn closes_with_meaning(rest: &str) -> bool {
    rest.find(']').is_some_and(|at| matches!(rest[at + 1..].chars().next(), Some('(' | '[' | ':')))
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::letters::{Markdown, document::plain, markdown_reader::read};

    #[test]
    fn untrusted_text_survives_and_has_no_meaning() {
        for text in [
            "# x",
            "A & B",
            "12. December",
            "<script>alert(1)</script>",
            "[a](https://example.org)",
            "[^1] **bold** _so_ `code` | ~~x~~",
            "me@example.org, www.example.org",
            "a_b_c __d__",
            "&lt; &amp;",
            "- item",
            "[Date]",
        ] {
            let document = read(Markdown::text(text).as_str());
            let [super::Block::Paragraph(content)] = document.blocks.as_slice() else {
                panic!("{text:?} becomes {document:?}")
            };
            assert_eq!(plain(content), text);
            let again = render(&document);
            assert_eq!(read(&again), document, "{text:?} becomes {again:?}");
            assert!(!again.contains(['\\', '`', '<']), "{again:?}");
        }
    }

    #[test]
    fn everything_that_letters_use_is_written_as_it_was_read() {
        let text = "# Title\n\nOne **bold** *word*[^1] and  \na line ☐ yes ☐ no\n\n- first\n- second\n\n1. one\n2. two\n\n\
            | a | b |\n| --- | --- |\n| c | **d** |\n\n---\n\nDecision: ________\n\n[^1]: A note.\n";
        assert_eq!(render(&read(text)), text);
    }
}
