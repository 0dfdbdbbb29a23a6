//! The cells of a sheet.

use std::sync::Arc;

use mentorcheck_documents::{
    namespace::Namespace,
    xml::{Element, XmlEvent, XmlReader},
};

use super::{
    super::{
        cell::{Area, MAX_ROWS, Position},
        dates,
        error::SheetError,
        workbook::{Sheet, Workbook},
    },
    messages::{BROKEN_SHEET, FORMAT},
    parts::{NumberFormats, SharedStrings, read_text, unescape},
};

/// What cells refer to.
pub(super) struct Context<'w> {
    pub(super) strings: &'w SharedStrings,
    pub(super) formats: &'w NumberFormats,
    pub(super) is_1904: bool,
}

/// What a cell element says beside its content.
struct CellStart {
    position: Position,
    kind: String,
    is_date: bool,
}

/// Reads the cells, hidden rows and columns, and merged areas of a sheet.
///
/// # Errors
/// When the part is damaged, a shared text does not exist, or a limit is exceeded.
pub(super) fn read(
    text: &str,
    context: &Context<'_>,
    workbook: &mut Workbook,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let mut xml = XmlReader::new(text, FORMAT);
    // Where the next row and cell are if they do not say so.
    let mut next = Position::new(0, 0);
    let mut row = 0;
    while let Some(event) = xml.next()? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace != Namespace::Spreadsheet {
            continue;
        }
        match element.name() {
            "row" => {
                row = number(&xml, &element, "r").map_or(Ok(next.row), |row| row.checked_sub(1).ok_or(BROKEN_SHEET))?;
                if row >= MAX_ROWS {
                    return Err(BROKEN_SHEET);
                }
                if is_true(&xml, &element, "hidden") {
                    workbook.count_range()?;
                    sheet.hidden_rows.push(row..=row);
                }
                next = Position::new(row + 1, 0);
            }
            "c" => {
                let address = xml.attribute(&element, Namespace::None, "r");
                let position = match address {
                    Some(address) => Position::parse(&address).ok_or(BROKEN_SHEET)?,
                    None => Position::new(row, next.column),
                };
                next.column = position.column + 1;
                let style = xml.attribute(&element, Namespace::None, "s").unwrap_or_default();
                let start = CellStart {
                    position,
                    kind: xml.attribute(&element, Namespace::None, "t").unwrap_or_default().into_owned(),
                    is_date: context.formats.is_date(&style),
                };
                drop(style);
                let (text, is_formula) = read_cell(&mut xml, &start, context)?;
                workbook.add_cell(sheet, start.position, text, is_formula)?;
            }
            "col" if is_true(&xml, &element, "hidden") => {
                let (first, last) = (number(&xml, &element, "min"), number(&xml, &element, "max"));
                if let (Some(first), Some(last)) = (first, last) {
                    workbook.count_range()?;
                    sheet.hidden_columns.push(first.saturating_sub(1)..=last.saturating_sub(1));
                }
            }
            "mergeCell" => {
                let area = xml.attribute(&element, Namespace::None, "ref").unwrap_or_default();
                let (first, last) = area.split_once(':').unwrap_or((&area, &area));
                let (Some(first), Some(last)) = (Position::parse(first), Position::parse(last)) else {
                    return Err(BROKEN_SHEET);
                };
                workbook.count_range()?;
                sheet.merged.push(Area { first, last });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Reads to the end of a cell: its text, and whether it has a formula.
fn read_cell(
    xml: &mut XmlReader<'_>,
    start: &CellStart,
    context: &Context<'_>,
) -> Result<(Arc<str>, bool), SheetError> {
    let outside = xml.depth() - 1;
    let (mut value, mut inline, mut is_formula, mut is_value) = (String::new(), None, false, false);
    while xml.depth() > outside {
        match xml.next()? {
            Some(XmlEvent::Start(element)) => match element.name() {
                "f" => {
                    is_formula = true;
                    xml.skip_element()?;
                }
                "is" => inline = Some(read_text(xml)?),
                name => is_value = name == "v",
            },
            Some(XmlEvent::Text(part)) if is_value => value.push_str(&part),
            Some(XmlEvent::Text(_)) => {}
            Some(XmlEvent::End) => is_value = false,
            None => return Err(BROKEN_SHEET),
        }
    }
    let text = match start.kind.as_str() {
        "s" if value.is_empty() => Arc::from(""),
        "s" => context.strings.get(&value).ok_or(SheetError::Damaged { part: "a text that a cell refers to" })?,
        "inlineStr" => Arc::from(inline.unwrap_or_default()),
        "b" if !value.is_empty() => Arc::from(if value.trim() == "0" { "FALSE" } else { "TRUE" }),
        "" | "n" if start.is_date => {
            let date = value.trim().parse().ok().and_then(|serial| dates::to_iso(serial, context.is_1904));
            Arc::from(date.unwrap_or(value))
        }
        // The result of a formula, an error such as `#N/A`, a date in ISO 8601 or a number.
        _ => Arc::from(unescape(value)),
    };
    Ok((text, is_formula))
}

fn number(xml: &XmlReader<'_>, element: &Element<'_>, name: &str) -> Option<u32> {
    xml.attribute(element, Namespace::None, name)?.parse().ok()
}

fn is_true(xml: &XmlReader<'_>, element: &Element<'_>, name: &str) -> bool {
    matches!(xml.attribute(element, Namespace::None, name).as_deref(), Some("1" | "true"))
}
