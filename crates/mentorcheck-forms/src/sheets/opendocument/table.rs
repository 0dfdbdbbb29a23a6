//! The cells of a sheet.

use std::borrow::Cow;

use mentorcheck_documents::{
    namespace::Namespace,
    xml::{Element, XmlEvent, XmlReader},
};

use super::super::{
    cell::{Area, MAX_COLUMNS, MAX_ROWS, Position},
    error::SheetError,
    text::Text,
    workbook::{Sheet, Workbook},
};

/// The most spaces that one element stands for.
const MAX_SPACES: usize = 1_000;

/// A cell, before it is repeated.
struct TableCell {
    text: Text,
    is_formula: bool,
    comment: String,
    columns: u32,
    /// The rows and columns that a merged cell covers.
    span: (u32, u32),
}

/// Reads to the end of a sheet.
///
/// # Errors
/// When it is damaged or exceeds a limit.
pub(super) fn read(xml: &mut XmlReader<'_>, workbook: &mut Workbook, sheet: &mut Sheet) -> Result<(), SheetError> {
    let outside = xml.depth() - 1;
    let (mut row, mut column) = (0_u32, 0_u32);
    while xml.depth() > outside {
        let element = match xml.next()? {
            Some(XmlEvent::Start(element)) => element,
            Some(_) => continue,
            None => return Err(xml.malformed().into()),
        };
        match (element.namespace, element.name()) {
            (Namespace::Table, "table-column") => {
                let count = count(xml, &element, "number-columns-repeated");
                if is_hidden(xml, &element) {
                    workbook.count_range()?;
                    sheet.hidden_columns.push(column..=column.saturating_add(count - 1));
                }
                column = column.saturating_add(count);
            }
            (Namespace::Table, "table-row") => {
                let count = count(xml, &element, "number-rows-repeated");
                if is_hidden(xml, &element) {
                    workbook.count_range()?;
                    sheet.hidden_rows.push(row..=row.saturating_add(count - 1));
                }
                read_row(xml, workbook, sheet, row, count)?;
                row = row.saturating_add(count);
            }
            // Groups of rows and columns, whose rows follow.
            (Namespace::Table, name) if name.starts_with("table-") => {}
            _ => xml.skip_element()?,
        }
    }
    Ok(())
}

/// Reads to the end of a row, which is repeated `count` times.
fn read_row(
    xml: &mut XmlReader<'_>,
    workbook: &mut Workbook,
    sheet: &mut Sheet,
    row: u32,
    count: u32,
) -> Result<(), SheetError> {
    let outside = xml.depth() - 1;
    let mut column = 0_u32;
    while xml.depth() > outside {
        let element = match xml.next()? {
            Some(XmlEvent::Start(element)) => element,
            Some(_) => continue,
            None => return Err(xml.malformed().into()),
        };
        if element.namespace != Namespace::Table || !matches!(element.name(), "table-cell" | "covered-table-cell") {
            xml.skip_element()?;
            continue;
        }
        let cell = read_cell(xml, &element)?;
        if !cell.text.is_empty() || cell.is_formula {
            // The cells beyond the end of a sheet are an error before they are counted one by one.
            if row.saturating_add(count) > MAX_ROWS || column.saturating_add(cell.columns) > MAX_COLUMNS {
                return Err(SheetError::Damaged { part: "the number of its rows or columns" });
            }
            for row in row..row + count {
                for column in column..column + cell.columns {
                    workbook.add_cell(sheet, Position::new(row, column), cell.text.clone(), cell.is_formula)?;
                }
            }
        }
        let first = Position::new(row, column);
        if cell.span != (1, 1) {
            workbook.count_range()?;
            let last = Position::new(row.saturating_add(cell.span.0 - 1), column.saturating_add(cell.span.1 - 1));
            sheet.merged.push(Area { first, last });
        }
        workbook.add_comment(sheet, first, cell.comment)?;
        column = column.saturating_add(cell.columns);
    }
    Ok(())
}

/// Reads to the end of a cell.
fn read_cell(xml: &mut XmlReader<'_>, element: &Element<'_>) -> Result<TableCell, SheetError> {
    let attribute = |namespace, name: &str| xml.attribute(element, namespace, name).map(Cow::into_owned);
    let office = |name: &str| attribute(Namespace::Office, name);
    let stated = match office("value-type").as_deref() {
        Some("date") => office("date-value").map(|date| date.trim_end_matches("T00:00:00").replace('T', " ")),
        Some("boolean") => office("boolean-value").map(|truth| truth.to_ascii_uppercase()),
        Some("string") => office("string-value"),
        Some("float" | "percentage" | "currency") => office("value"),
        _ => None,
    };
    let is_formula = attribute(Namespace::Table, "formula").is_some();
    let columns = count(xml, element, "number-columns-repeated");
    let span = (count(xml, element, "number-rows-spanned"), count(xml, element, "number-columns-spanned"));
    let (mut lines, mut comment) = (Lines::default(), Lines::default());
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        match xml.next()? {
            Some(XmlEvent::Start(element)) => match (element.namespace, element.name()) {
                (Namespace::Office, "annotation") => read_annotation(xml, &mut comment)?,
                (Namespace::Text, "p") => read_paragraph(xml, &mut lines)?,
                // Pictures, tables within a cell and the like.
                _ => xml.skip_element()?,
            },
            Some(_) => {}
            None => return Err(xml.malformed().into()),
        }
    }
    let text = stated.unwrap_or(lines.text);
    Ok(TableCell { text: text.into(), is_formula, comment: comment.text, columns, span })
}

/// Paragraphs, one below the other.
#[derive(Default)]
struct Lines {
    text: String,
    count: usize,
}

fn read_annotation(xml: &mut XmlReader<'_>, lines: &mut Lines) -> Result<(), SheetError> {
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        match xml.next()? {
            Some(XmlEvent::Start(element)) if (element.namespace, element.name()) == (Namespace::Text, "p") => {
                read_paragraph(xml, lines)?;
            }
            // Who wrote it and when.
            Some(XmlEvent::Start(_)) => xml.skip_element()?,
            Some(_) => {}
            None => return Err(xml.malformed().into()),
        }
    }
    Ok(())
}

/// Reads to the end of a paragraph.
fn read_paragraph(xml: &mut XmlReader<'_>, lines: &mut Lines) -> Result<(), SheetError> {
    if lines.count > 0 {
        lines.text.push('\n');
    }
    lines.count += 1;
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        match xml.next()? {
            Some(XmlEvent::Start(element)) => match (element.namespace, element.name()) {
                (Namespace::Text, "s") => {
                    let spaces = xml.attribute(&element, Namespace::Text, "c");
                    let spaces = spaces.and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                    lines.text.extend(std::iter::repeat_n(' ', spaces.min(MAX_SPACES)));
                }
                (Namespace::Text, "tab") => lines.text.push('\t'),
                (Namespace::Text, "line-break") => lines.text.push('\n'),
                (Namespace::Office, "annotation") | (Namespace::Text, "ruby-text") => xml.skip_element()?,
                _ => {}
            },
            Some(XmlEvent::Text(text)) => push_collapsed(&mut lines.text, &text),
            Some(XmlEvent::End) => {}
            None => return Err(xml.malformed().into()),
        }
    }
    Ok(())
}

/// Adds text with each stretch of white space as one space, as the format says.
fn push_collapsed(out: &mut String, text: &str) {
    for ch in text.chars() {
        match ch {
            ' ' | '\t' | '\n' | '\r' if out.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' => out.push(' '),
            ch => out.push(ch),
        }
    }
}

/// A positive number; 1 if there is none.
fn count(xml: &XmlReader<'_>, element: &Element<'_>, name: &str) -> u32 {
    let count = xml.attribute(element, Namespace::Table, name).and_then(|count| count.parse().ok());
    count.unwrap_or(1).max(1)
}

fn is_hidden(xml: &XmlReader<'_>, element: &Element<'_>) -> bool {
    matches!(xml.attribute(element, Namespace::Table, "visibility").as_deref(), Some("collapse" | "filter"))
}
