//! Reads the Markdown that a template gives. What a letter cannot show (links, pictures, HTML) is read as text.

use std::collections::HashMap;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::letters::document::{Block, Document, Inline, TICK_BOX};

/// Reads a letter from `CommonMark` with tables and footnotes. Footnotes that are never referred to are left out.
pub(crate) fn read(markdown: &str) -> Document {
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
        reader.event(event);
    }
    reader.finish()
}

/// An item of a list, by its number if it has one.
struct Item(Option<u64>);

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// What has been read of the present paragraph, heading, item or cell.
    content: Vec<Inline>,
    bold: usize,
    italic: usize,
    /// The number of the next item in each open list.
    lists: Vec<Option<u64>>,
    /// The item of which the content is.
    item: Option<Item>,
    rows: Vec<Vec<Vec<Inline>>>,
    /// The names of footnotes in the order of their first mark, and the index of each.
    marks: Vec<String>,
    mark_indices: HashMap<String, usize>,
    definitions: HashMap<String, Vec<Inline>>,
    /// The footnote that is being read.
    note: Option<String>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.content.push(Inline::Break),
            Event::Rule => {
                self.flush();
                self.blocks.push(Block::PageBreak);
            }
            Event::FootnoteReference(name) => {
                let index = *self.mark_indices.entry(name.to_string()).or_insert_with(|| {
                    self.marks.push(name.to_string());
                    self.marks.len() - 1
                });
                self.content.push(Inline::Note(index));
            }
            // Not enabled.
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = next.map(|number| number.saturating_add(1));
                    number
                });
                self.item = Some(Item(number));
            }
            Tag::FootnoteDefinition(name) => self.note = Some(name.to_string()),
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Heading(level) => {
                let content = std::mem::take(&mut self.content);
                self.blocks.push(Block::Heading(level_number(level), content));
            }
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Item => {
                self.flush();
                self.item = None;
            }
            TagEnd::List(_) => _ = self.lists.pop(),
            TagEnd::TableCell => {
                let content = std::mem::take(&mut self.content);
                if let Some(row) = self.rows.last_mut() {
                    row.push(content);
                }
            }
            TagEnd::Table => self.blocks.push(Block::Table(std::mem::take(&mut self.rows))),
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            _ => {}
        }
    }

    /// Ends the present paragraph, wherever it belongs.
    fn flush(&mut self) {
        if self.content.is_empty() {
            return;
        }
        let content = std::mem::take(&mut self.content);
        if let Some(name) = &self.note {
            match self.definitions.get_mut(name) {
                Some(definition) => definition.extend([Inline::Break].into_iter().chain(content)),
                None => _ = self.definitions.insert(name.clone(), content),
            }
            return;
        }
        self.blocks.push(match &self.item {
            Some(Item(number)) => Block::Item(*number, content),
            None => Block::Paragraph(content),
        });
    }

    fn text(&mut self, text: &str) {
        for (index, piece) in text.split(TICK_BOX).enumerate() {
            let mut piece = piece.to_owned();
            if index > 0 {
                self.content.push(Inline::TickBox);
                // A box stays with its answer.
                if piece.starts_with(' ') {
                    piece.replace_range(..1, "\u{a0}");
                }
            }
            if piece.is_empty() {
                continue;
            }
            let (is_bold, is_italic) = (self.bold > 0, self.italic > 0);
            match self.content.last_mut() {
                Some(Inline::Text { text, bold, italic }) if (*bold, *italic) == (is_bold, is_italic) => {
                    text.push_str(&piece);
                }
                _ => self.content.push(Inline::Text { text: piece, bold: is_bold, italic: is_italic }),
            }
        }
    }

    fn finish(mut self) -> Document {
        self.flush();
        let note = |mark: &String| self.definitions.get(mark).cloned().unwrap_or_default();
        Document { notes: self.marks.iter().map(note).collect(), blocks: self.blocks }
    }
}

const fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
