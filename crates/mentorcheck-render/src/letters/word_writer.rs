//! Writes a letter as a Word document.

use mentorcheck_docx::{Body, DocxError, Package, Piece, write};

use crate::letters::document::{Block, Document, Inline};

/// The width of the text, in twentieths of a point.
const WIDTH: u32 = 11_906 - 2 * SIDE_MARGIN;
const SIDE_MARGIN: u32 = 1_134;
const VERTICAL_MARGIN: u32 = 850;

/// A line to write on in the text.
const BLANK: &str = "____";
/// The space before a box that follows another answer.
const BOX_GAP: &str = "\u{2002}";

/// Renders the letter as a Word document (Office Open XML). Equal letters are equal bytes.
///
/// # Errors
/// If the container cannot be written.
pub fn render(document: &Document) -> Result<Vec<u8>, DocxError> {
    let mut body = Body::default();
    for (index, block) in document.blocks.iter().enumerate() {
        let next = document.blocks.get(index + 1);
        let begins_page = index > 0 && matches!(document.blocks[index - 1], Block::PageBreak);
        match block {
            Block::Heading(level, content) => {
                let style = if *level == 1 { "Heading1" } else { "Heading2" };
                if begins_page {
                    body.paragraph_on_new_page(style, &pieces(content))?;
                } else {
                    body.paragraph(style, &pieces(content))?;
                }
            }
            Block::Paragraph(content) => {
                body.paragraph(paragraph_style(content), &pieces(content))?;
            }
            Block::Item(number, content) => {
                let mark = number.map_or_else(|| "•".to_owned(), |number| format!("{number}."));
                let mut item = vec![Piece::plain(&mark), Piece::Tab];
                item.extend(pieces(content));
                body.paragraph("Item", &item)?;
            }
            Block::Table(rows) => {
                let rows: Vec<Vec<Vec<Piece<'_>>>> =
                    rows.iter().map(|row| row.iter().map(|cell| pieces(cell)).collect()).collect();
                let columns = rows.first().map_or(0, Vec::len);
                body.table(&widths(columns), &rows, "TableHead", "TableCell")?;
                // A paragraph must follow a table.
                body.paragraph("Gap", &[])?;
            }
            // The heading after it begins the page.
            Block::PageBreak if matches!(next, Some(Block::Heading(..))) => {}
            Block::PageBreak => body.page_break()?,
        }
    }
    let notes: Vec<Vec<Piece<'_>>> = document.notes.iter().map(|note| pieces(note)).collect();
    let title = document.title();
    let package = Package {
        vertical_margin: VERTICAL_MARGIN,
        side_margin: SIDE_MARGIN,
        numbers_pages: false,
        notes: &notes,
        ..Package::new(&title, STYLES)
    };
    write(body, &package)
}

/// The first columns are narrow; the last has what is left.
fn widths(columns: usize) -> Vec<u32> {
    let narrow = match columns {
        0 => return Vec::new(),
        1 => return vec![WIDTH],
        2 => WIDTH / 4,
        _ => WIDTH / 6,
    };
    let last = u32::try_from(columns - 1).map_or(narrow, |others| WIDTH.saturating_sub(narrow * others));
    let mut widths = vec![narrow; columns - 1];
    widths.push(last);
    widths
}

fn paragraph_style(content: &[Inline]) -> &'static str {
    let is_blank = |inline: &Inline| matches!(inline, Inline::Text { text, .. } if text.contains(BLANK));
    if content.contains(&Inline::TickBox) {
        "Answers"
    } else if content.iter().any(is_blank) {
        "Blank"
    } else {
        "Normal"
    }
}

fn pieces(content: &[Inline]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::with_capacity(content.len());
    for inline in content {
        match inline {
            Inline::Text { text, bold, italic } => pieces.push(Piece::Text { text, bold: *bold, italic: *italic }),
            Inline::TickBox => {
                if !pieces.is_empty() {
                    pieces.push(Piece::plain(BOX_GAP));
                }
                pieces.push(Piece::TickBox);
            }
            Inline::Break => pieces.push(Piece::plain("\n")),
            Inline::Note(index) => pieces.push(Piece::Note(*index)),
        }
    }
    pieces
}

/// Headings are real headings, so that screen readers and outlines find them.
const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/>\
    <w:sz w:val=\"21\"/><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault>\
    <w:pPrDefault><w:pPr><w:spacing w:after=\"100\"/></w:pPr></w:pPrDefault></w:docDefaults>\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/><w:spacing w:before=\"80\" w:after=\"100\"/><w:outlineLvl w:val=\"0\"/></w:pPr>\
    <w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/><w:outlineLvl w:val=\"1\"/></w:pPr>\
    <w:rPr><w:b/><w:sz w:val=\"24\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Answers\"><w:name w:val=\"Answers\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:keepLines/><w:ind w:left=\"284\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Blank\"><w:name w:val=\"Blank\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:spacing w:before=\"200\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Item\"><w:name w:val=\"Item\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"284\"/></w:tabs><w:spacing w:after=\"30\"/><w:ind w:left=\"284\" w:hanging=\"284\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"TableCell\"><w:name w:val=\"Table Cell\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:spacing w:before=\"20\" w:after=\"20\"/></w:pPr><w:rPr><w:sz w:val=\"19\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"TableHead\"><w:name w:val=\"Table Head\"/><w:basedOn w:val=\"TableCell\"/>\
    <w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Gap\"><w:name w:val=\"Gap\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:spacing w:after=\"0\"/></w:pPr><w:rPr><w:sz w:val=\"8\"/></w:rPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"FootnoteText\"><w:name w:val=\"footnote text\"/><w:basedOn w:val=\"Normal\"/>\
    <w:pPr><w:spacing w:after=\"20\"/></w:pPr><w:rPr><w:sz w:val=\"16\"/></w:rPr></w:style>\
    <w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>\
    <w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>\
    <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>\
    <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>\
    </w:tblBorders><w:tblCellMar><w:left w:w=\"80\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";
