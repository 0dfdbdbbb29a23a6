//! A page of explanation, before anybody decides whether a terminal or a browser shows it.

use std::fmt::Write;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The name under which it is asked for.
    pub code: String,
    /// What it is about.
    pub title: String,
    /// Its parts in order.
    pub parts: Vec<Part>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Words of a source, and where they stand.
    Quote {
        /// The words.
        words: String,
        /// Where they stand.
        from: String,
    },
    /// A list.
    List(Vec<Item>),
    /// Lines of a description.
    Description(Vec<String>),
}

/// An item of a list, perhaps with a list of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it says.
    pub words: String,
    /// What belongs below it.
    pub items: Vec<Item>,
}

impl Item {
    /// An item with nothing below it.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), items: Vec::new() }
    }
}

impl Page {
    pub(crate) fn new(code: impl Into<String>, title: impl Into<String>) -> Self {
        Self { code: code.into(), title: title.into(), parts: Vec::new() }
    }

    pub(crate) fn text(&mut self, words: impl Into<String>) {
        self.parts.push(Part::Text(words.into()));
    }

    /// A heading with a list below it; nothing when the list is empty.
    pub(crate) fn list(&mut self, heading: &str, items: Vec<Item>) {
        if !items.is_empty() {
            self.parts.push(Part::Heading(heading.into()));
            self.parts.push(Part::List(items));
        }
    }

    pub(crate) fn heading(&mut self, words: &str) {
        self.parts.push(Part::Heading(words.into()));
    }
}

/// The page for a terminal, in lines of at most `width` columns.
#[must_use]
pub fn text(page: &Page, width: usize) -> String {
    let mut out = String::new();
    let mut put = |words: &str, first: &str, rest: &str| {
        let options = textwrap::Options::new(width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        out.push_str(&textwrap::fill(words, options));
        out.push('\n');
    };
    let head = if page.code.is_empty() { page.title.clone() } else { format!("{}: {}", page.code, page.title) };
    put(&head, "", "");
    for part in &page.parts {
        match part {
            Part::Heading(words) => put(words, "\n", ""),
            Part::Text(words) => put(words, "\n  ", "  "),
            Part::Quote { words, from } => put(&format!("“{words}” ({from})"), "\n  ", "  "),
            Part::List(items) => list(items, 1, &mut |item, depth| {
                let indent = "  ".repeat(depth);
                put(&item.words, &format!("{indent}· "), &format!("{indent}  "));
            }),
            Part::Description(lines) => lines.iter().for_each(|line| put(line, "    ", "      ")),
        }
    }
    out
}

/// The page as Markdown, its title a heading of `level`.
#[must_use]
pub fn markdown(page: &Page, level: usize) -> String {
    let hashes = "#".repeat(level);
    let mut out = format!("{hashes} {}\n", capital(&page.title));
    // Writing to a text cannot fail.
    if !page.code.is_empty() {
        let _ = write!(out, "\n`{}`\n", page.code);
    }
    for part in &page.parts {
        out.push('\n');
        let _ = match part {
            Part::Heading(words) => writeln!(out, "{hashes}# {words}"),
            Part::Text(words) => writeln!(out, "{words}"),
            Part::Quote { words, from } => writeln!(out, "> {words}\n>\n> {from}"),
            Part::Description(lines) => writeln!(out, "```yaml\n{}\n```", lines.join("\n")),
            Part::List(items) => {
                list(items, 0, &mut |item, depth| {
                    let _ = writeln!(out, "{}- {}", "  ".repeat(depth), item.words);
                });
                Ok(())
            }
        };
    }
    out
}

fn list(items: &[Item], depth: usize, put: &mut impl FnMut(&Item, usize)) {
    for item in items {
        put(item, depth);
        list(&item.items, depth + 1, put);
    }
}

pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
