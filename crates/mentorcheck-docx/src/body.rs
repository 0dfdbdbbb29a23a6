//! The content of a document, paragraph by paragraph.

use std::{fmt, io};

use quick_xml::{
    Writer,
    events::{BytesEnd, BytesStart, BytesText, Event},
};

/// The font of tick boxes, which every Word has.
const BOX_FONT: &str = "MS Gothic";

/// A part of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text; line feeds become line breaks.
    Text { text: &'t str, bold: bool, italic: bool },
    /// The tabulator.
    Tab,
    /// A box to tick, in Word or on paper.
    TickBox,
    /// The mark of a footnote, by its index in [`Package::notes`](crate::Package::notes).
    Note(usize),
}

impl<'t> Piece<'t> {
    #[must_use]
    pub const fn plain(text: &'t str) -> Self {
        Self::Text { text, bold: false, italic: false }
    }

    #[must_use]
    pub const fn bold(text: &'t str) -> Self {
        Self::Text { text, bold: true, italic: false }
    }
}

/// The paragraphs and tables of a document.
pub struct Body(Writer<Vec<u8>>);

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Body").finish_non_exhaustive()
    }
}

impl Default for Body {
    fn default() -> Self {
        Self(Writer::new(Vec::new()))
    }
}

impl Body {
    /// Adds a paragraph in the style with this id.
    ///
    /// # Errors
    /// Never in practice: it is written to memory.
    pub fn paragraph(&mut self, style: &str, pieces: &[Piece<'_>]) -> io::Result<()> {
        paragraph(&mut self.0, style, pieces, Role::Text)
    }

    /// Adds a paragraph that begins a new page. Unlike a page break, it makes no empty page where the text before fills
    /// its page.
    ///
    /// # Errors
    /// Never in practice: it is written to memory.
    pub fn paragraph_on_new_page(&mut self, style: &str, pieces: &[Piece<'_>]) -> io::Result<()> {
        paragraph(&mut self.0, style, pieces, Role::BeginsPage)
    }

    /// Adds a page break.
    ///
    /// # Errors
    /// Never in practice: it is written to memory.
    pub fn page_break(&mut self) -> io::Result<()> {
        let writer = &mut self.0;
        start(writer, "w:p")?;
        start(writer, "w:r")?;
        with_attributes(writer, "w:br", &[("w:type", "page")])?;
        end(writer, "w:r")?;
        end(writer, "w:p")
    }

    /// Adds a table with columns of these widths (in twentieths of a point). The first row is repeated on each page. Its
    /// cells are in the style `head`, the others in the style `cell`.
    ///
    /// # Errors
    /// Never in practice: it is written to memory.
    pub fn table(&mut self, widths: &[u32], rows: &[Vec<Vec<Piece<'_>>>], head: &str, cell: &str) -> io::Result<()> {
        let writer = &mut self.0;
        start(writer, "w:tbl")?;
        start(writer, "w:tblPr")?;
        with_attributes(writer, "w:tblStyle", &[("w:val", "Grid")])?;
        let total: u32 = widths.iter().sum();
        with_attributes(writer, "w:tblW", &[("w:w", &total.to_string()), ("w:type", "dxa")])?;
        with_attributes(writer, "w:tblLayout", &[("w:type", "fixed")])?;
        end(writer, "w:tblPr")?;
        start(writer, "w:tblGrid")?;
        for width in widths {
            with_attributes(writer, "w:gridCol", &[("w:w", &width.to_string())])?;
        }
        end(writer, "w:tblGrid")?;
        for (index, row) in rows.iter().enumerate() {
            start(writer, "w:tr")?;
            start(writer, "w:trPr")?;
            with_attributes(writer, "w:cantSplit", &[])?;
            if index == 0 {
                with_attributes(writer, "w:tblHeader", &[])?;
            }
            end(writer, "w:trPr")?;
            for (width, pieces) in widths.iter().zip(row) {
                start(writer, "w:tc")?;
                start(writer, "w:tcPr")?;
                with_attributes(writer, "w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
                end(writer, "w:tcPr")?;
                paragraph(writer, if index == 0 { head } else { cell }, pieces, Role::Text)?;
                end(writer, "w:tc")?;
            }
            end(writer, "w:tr")?;
        }
        end(writer, "w:tbl")
    }

    pub(crate) fn into_inner(self) -> Vec<u8> {
        self.0.into_inner()
    }
}

/// What a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    /// The first on its page.
    BeginsPage,
    /// A footnote, which begins with its number.
    Note,
}

/// Writes a paragraph.
pub(crate) fn paragraph(writer: &mut Writer<Vec<u8>>, style: &str, pieces: &[Piece<'_>], role: Role) -> io::Result<()> {
    start(writer, "w:p")?;
    start(writer, "w:pPr")?;
    with_attributes(writer, "w:pStyle", &[("w:val", style)])?;
    if role == Role::BeginsPage {
        with_attributes(writer, "w:pageBreakBefore", &[])?;
    }
    end(writer, "w:pPr")?;
    if role == Role::Note {
        raised(writer, "w:footnoteRef", &[])?;
        run(writer, " ", false, false)?;
    }
    for piece in pieces {
        match piece {
            Piece::Text { text, bold, italic } => run(writer, text, *bold, *italic)?,
            Piece::Tab => {
                start(writer, "w:r")?;
                with_attributes(writer, "w:tab", &[])?;
                end(writer, "w:r")?;
            }
            Piece::TickBox => tick_box(writer)?,
            // The first two notes of every document are the lines above notes.
            Piece::Note(index) => raised(writer, "w:footnoteReference", &[("w:id", &(index + 1).to_string())])?,
        }
    }
    end(writer, "w:p")
}

/// Writes text. Characters that XML does not allow become replacement characters.
fn run(writer: &mut Writer<Vec<u8>>, text: &str, bold: bool, italic: bool) -> io::Result<()> {
    start(writer, "w:r")?;
    if bold || italic {
        start(writer, "w:rPr")?;
        for (applies, property) in [(bold, "w:b"), (italic, "w:i")] {
            if applies {
                with_attributes(writer, property, &[])?;
            }
        }
        end(writer, "w:rPr")?;
    }
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            with_attributes(writer, "w:br", &[])?;
        }
        writer.write_event(Event::Start(BytesStart::new("w:t").with_attributes([("xml:space", "preserve")])))?;
        let line: String = line.chars().map(|ch| if is_xml(ch) { ch } else { '\u{fffd}' }).collect();
        writer.write_event(Event::Text(BytesText::new(&line)))?;
        end(writer, "w:t")?;
    }
    end(writer, "w:r")
}

/// Writes a box that can be ticked with the mouse; older programs show it as a character.
fn tick_box(writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    start(writer, "w:sdt")?;
    start(writer, "w:sdtPr")?;
    start(writer, "w14:checkbox")?;
    with_attributes(writer, "w14:checked", &[("w14:val", "0")])?;
    with_attributes(writer, "w14:checkedState", &[("w14:val", "2612"), ("w14:font", BOX_FONT)])?;
    with_attributes(writer, "w14:uncheckedState", &[("w14:val", "2610"), ("w14:font", BOX_FONT)])?;
    end(writer, "w14:checkbox")?;
    end(writer, "w:sdtPr")?;
    start(writer, "w:sdtContent")?;
    start(writer, "w:r")?;
    start(writer, "w:rPr")?;
    let font = [("w:ascii", BOX_FONT), ("w:eastAsia", BOX_FONT), ("w:hAnsi", BOX_FONT)];
    with_attributes(writer, "w:rFonts", &font)?;
    end(writer, "w:rPr")?;
    start(writer, "w:t")?;
    writer.write_event(Event::Text(BytesText::new("☐")))?;
    end(writer, "w:t")?;
    end(writer, "w:r")?;
    end(writer, "w:sdtContent")?;
    end(writer, "w:sdt")
}

fn raised(writer: &mut Writer<Vec<u8>>, element: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    start(writer, "w:r")?;
    start(writer, "w:rPr")?;
    with_attributes(writer, "w:vertAlign", &[("w:val", "superscript")])?;
    end(writer, "w:rPr")?;
    with_attributes(writer, element, attributes)?;
    end(writer, "w:r")
}

fn with_attributes(writer: &mut Writer<Vec<u8>>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let element = BytesStart::new(name).with_attributes(attributes.iter().copied());
    writer.write_event(Event::Empty(element))
}

fn start(writer: &mut Writer<Vec<u8>>, name: &str) -> io::Result<()> {
    writer.write_event(Event::Start(BytesStart::new(name)))
}

pub(crate) fn end(writer: &mut Writer<Vec<u8>>, name: &str) -> io::Result<()> {
    writer.write_event(Event::End(BytesEnd::new(name)))
}

/// Whether XML 1.0 allows the character.
const fn is_xml(ch: char) -> bool {
    matches!(ch, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::{Body, Piece};

    fn xml(pieces: &[Piece<'_>]) -> String {
        let mut body = Body::default();
        body.paragraph("Normal", pieces).unwrap();
        String::from_utf8(body.into_inner()).unwrap()
    }

    #[test]
    fn text_stays_text() {
        let text = xml(&[Piece::plain("</w:t> & \u{1} { HYPERLINK \"x\" }\nnext")]);
        assert!(text.contains("&lt;/w:t&gt; &amp; \u{fffd} { HYPERLINK"), "{text}");
        assert!(text.contains("<w:br/>"), "{text}");
        assert!(!text.contains("w:instrText") && !text.contains("w:hyperlink"), "{text}");
    }

    #[test]
    fn a_tick_box_can_be_ticked() {
        let text = xml(&[Piece::TickBox, Piece::plain(" yes")]);
        assert!(text.contains("<w14:checked w14:val=\"0\"/>") && text.contains("<w:t>☐</w:t>"), "{text}");
    }
}
