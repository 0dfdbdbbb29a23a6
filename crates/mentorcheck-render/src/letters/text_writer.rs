//! Writes a letter as plain text, in lines of at most 78 characters.

use std::fmt::Write;

use crate::letters::document::{Block, Document, Inline, TICK_BOX};

const WIDTH: usize = 78;

/// Renders the letter as plain text, with a line feed at the end. Footnotes have numbers in brackets.
#[must_use]
pub fn render(document: &Document) -> String {
    let mut out = String::new();
    let mut after_item = false;
    for block in &document.blocks {
        let is_item = matches!(block, Block::Item(..));
        if !(out.is_empty() || is_item && after_item) {
            out.push('\n');
        }
        after_item = is_item;
        match block {
            Block::Heading(level, content) => {
                let text = words(content);
                wrap(&mut out, &text, "", "");
                let width = out.trim_end().lines().last().map_or(0, |line| line.chars().count());
                let underline = if *level == 1 { "=" } else { "-" };
                let _ = writeln!(out, "{}", underline.repeat(width.min(WIDTH)));
            }
            Block::Paragraph(content) => wrap(&mut out, &words(content), "", ""),
            Block::Item(None, content) => wrap(&mut out, &words(content), "- ", "  "),
            Block::Item(Some(number), content) => wrap(&mut out, &words(content), &format!("{number}. "), "   "),
            Block::Table(rows) => {
                for row in rows.iter().skip(1) {
                    let cells: Vec<String> = row.iter().map(|cell| words(cell)).collect();
                    wrap(&mut out, &cells.join(" | "), "", "    ");
                }
            }
            Block::PageBreak => {
                let _ = writeln!(out, "{}", "-".repeat(WIDTH));
            }
        }
    }
    for (index, note) in document.notes.iter().enumerate() {
        if index == 0 {
            out.push('\n');
        }
        wrap(&mut out, &words(note), &format!("({}) ", index + 1), "    ");
    }
    out
}

fn words(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text { text: piece, .. } => text.push_str(piece),
            Inline::TickBox => text.push(TICK_BOX),
            Inline::Break => text.push('\n'),
            Inline::Note(index) => _ = write!(text, " ({})", index + 1),
        }
    }
    text
}

fn wrap(out: &mut String, text: &str, first: &str, rest: &str) {
    for (index, line) in text.split('\n').enumerate() {
        let options =
            textwrap::Options::new(WIDTH).initial_indent(if index == 0 { first } else { rest }).subsequent_indent(rest);
        for wrapped in textwrap::wrap(line, options) {
            out.push_str(&wrapped.trim_end().replace('\u{a0}', " "));
            out.push('\n');
        }
    }
}
