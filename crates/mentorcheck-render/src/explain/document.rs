//! The document model of an explanation, with renderers for plain text and Markdown.

use mentorcheck_core::clause::capitalise;
use std::fmt::Write;

use mentorcheck_core::sanitize::sanitize;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The name it was requested by; may be empty.
    pub code: String,
    pub title: String,
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Heading(String),
    Paragraph(String),
    Quote {
        text: String,
        citation: String,
    },
    List(Vec<Item>),
    /// Lines of YAML.
    Description(Vec<String>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub text: String,
    pub items: Vec<Item>,
}

impl Item {
    /// An item without nested items.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), items: Vec::new() }
    }
}

impl Page {
    pub(crate) fn new(code: impl Into<String>, title: impl Into<String>) -> Self {
        Self { code: code.into(), title: title.into(), parts: Vec::new() }
    }

    pub(crate) fn push_paragraph(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Paragraph(text.into()));
    }

    /// Adds a heading and a list, or nothing if the list is empty.
    pub(crate) fn push_list(&mut self, heading: &str, items: Vec<Item>) {
        if !items.is_empty() {
            self.parts.push(Part::Heading(heading.into()));
            self.parts.push(Part::List(items));
        }
    }

    pub(crate) fn push_heading(&mut self, text: &str) {
        self.parts.push(Part::Heading(text.into()));
    }
}

/// Renders a page as plain text, wrapped at `width` columns.
#[must_use]
pub fn render_text(page: &Page, width: usize) -> String {
    let mut out = String::new();
    let mut write_wrapped = |text: &str, first_indent: &str, rest_indent: &str| {
        let options = textwrap::Options::new(width)
            .initial_indent(first_indent)
            .subsequent_indent(rest_indent)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        out.push_str(&textwrap::fill(&sanitize(text), options));
        out.push('\n');
    };
    let title = if page.code.is_empty() { page.title.clone() } else { format!("{}: {}", page.code, page.title) };
    write_wrapped(&title, "", "");
    for part in &page.parts {
        match part {
            Part::Heading(words) => write_wrapped(words, "\n", ""),
            Part::Paragraph(words) => write_wrapped(words, "\n  ", "  "),
            Part::Quote { text: words, citation: from } => write_wrapped(&format!("“{words}” ({from})"), "\n  ", "  "),
            Part::List(items) => walk_items(items, 1, &mut |item, depth| {
                let indent = "  ".repeat(depth);
                write_wrapped(&item.text, &format!("{indent}· "), &format!("{indent}  "));
            }),
            Part::Description(lines) => lines.iter().for_each(|line| write_wrapped(line, "    ", "      ")),
        }
    }
    out
}

/// Renders a page as Markdown; its title is a heading of `level`.
#[must_use]
pub fn render_markdown(page: &Page, level: usize) -> String {
    let hashes = "#".repeat(level);
    let mut out = format!("{hashes} {}\n", capitalise(&page.title));
    // Writing to a `String` cannot fail.
    if !page.code.is_empty() {
        let _ = write!(out, "\n`{}`\n", page.code);
    }
    for part in &page.parts {
        out.push('\n');
        let _ = match part {
            Part::Heading(words) => writeln!(out, "{hashes}# {words}"),
            Part::Paragraph(words) => writeln!(out, "{words}"),
            Part::Quote { text: words, citation: from } => writeln!(out, "> {words}\n>\n> {from}"),
            Part::Description(lines) => writeln!(out, "```yaml\n{}\n```", lines.join("\n")),
            Part::List(items) => {
                walk_items(items, 0, &mut |item, depth| {
                    let _ = writeln!(out, "{}- {}", "  ".repeat(depth), item.text);
                });
                Ok(())
            }
        };
    }
    out
}

fn walk_items(items: &[Item], depth: usize, visit: &mut impl FnMut(&Item, usize)) {
    for item in items {
        visit(item, depth);
        walk_items(&item.items, depth + 1, visit);
    }
}
