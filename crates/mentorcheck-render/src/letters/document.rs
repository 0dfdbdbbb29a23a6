//! A letter as a document: what all formats of letters are written from.

/// Paragraphs and tables in order, and the footnotes that they refer to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    pub blocks: Vec<Block>,
    /// In the order of their first mark.
    pub notes: Vec<Vec<Inline>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The level is from 1 to 6.
    Heading(u8, Vec<Inline>),
    Paragraph(Vec<Inline>),
    /// An item of a list; the number is that of an item in a numbered list.
    Item(Option<u64>, Vec<Inline>),
    /// Rows of cells; the first row has the headings.
    Table(Vec<Vec<Vec<Inline>>>),
    /// What follows begins a page, such as an enclosure.
    PageBreak,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    Text {
        text: String,
        bold: bool,
        italic: bool,
    },
    /// A box to tick.
    TickBox,
    /// The end of a line within a paragraph.
    Break,
    /// The mark of a footnote, by its index.
    Note(usize),
}

/// The character that stands for a box to tick in templates and in text.
pub(crate) const TICK_BOX: char = '☐';

impl Document {
    /// The text of the first heading; empty without one.
    #[must_use]
    pub fn title(&self) -> String {
        let heading = self.blocks.iter().find_map(|block| match block {
            Block::Heading(_, content) => Some(content),
            _ => None,
        });
        heading.map(|content| plain(content)).unwrap_or_default()
    }
}

/// The words alone.
pub(crate) fn plain(content: &[Inline]) -> String {
    let pieces = content.iter().map(|inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::TickBox => TICK_BOX.to_string(),
        Inline::Break => "\n".to_owned(),
        Inline::Note(_) => String::new(),
    });
    pieces.collect()
}
