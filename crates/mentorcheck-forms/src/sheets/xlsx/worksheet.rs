//! The cells of a sheet.

use std::{borrow::Cow, str::FromStr, sync::Arc};

use super::{
    super::{
        cell::{Area, MAX_ROWS, Position},
        dates,
        error::SheetError,
        workbook::{Sheet, Workbook},
    },
    events::{Event, Events, Name},
    messages::BROKEN_SHEET,
    parts::{NumberFormats, SharedStrings, append, read_text, unescape},
};

/// What cells refer to.
pub(super) struct Context<'w> {
    pub(super) strings: &'w SharedStrings,
    pub(super) formats: &'w NumberFormats,
    pub(super) is_1904: bool,
    /// The text of cells without any.
    pub(super) empty: Arc<str>,
}

/// What a cell holds, as its element says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    SharedText,
    InlineText,
    Truth,
    Number,
    /// The result of a formula, an error such as `#N/A`, or a date in ISO 8601.
    Other,
}

/// Reads the cells, hidden rows and columns, and merged areas of a sheet. With `head`, only the first rows are read, and
/// what comes after them may be missing.
///
/// # Errors
/// When the part is damaged, a shared text does not exist, or a limit is exceeded.
pub(super) fn read(
    xml: &mut dyn Events<'_>,
    context: &Context<'_>,
    head: Option<u32>,
    workbook: &mut Workbook,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    // Where the next row and cell are if they do not say so.
    let mut next = Position::new(0, 0);
    let mut row = 0;
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(Name::Row) => {
                row = number(xml, "r").map_or(Ok(next.row), |row: u32| row.checked_sub(1).ok_or(BROKEN_SHEET))?;
                if row >= MAX_ROWS {
                    return Err(BROKEN_SHEET);
                }
                if head.is_some_and(|rows| row >= rows) {
                    return Ok(());
                }
                if is_true(xml, "hidden") {
                    workbook.count_range()?;
                    sheet.hidden_rows.push(row..=row);
                }
                next = Position::new(row + 1, 0);
            }
            Event::Start(Name::Cell) => {
                let position = match xml.attribute("r") {
                    Some(address) => Position::parse(&address).ok_or(BROKEN_SHEET)?,
                    None => Position::new(row, next.column),
                };
                next.column = position.column + 1;
                let kind = match xml.attribute("t").as_deref() {
                    Some("s") => Kind::SharedText,
                    Some("inlineStr") => Kind::InlineText,
                    Some("b") => Kind::Truth,
                    None | Some("" | "n") => Kind::Number,
                    Some(_) => Kind::Other,
                };
                let is_date =
                    kind == Kind::Number && xml.attribute("s").is_some_and(|style| context.formats.is_date(&style));
                let (text, is_formula) = read_cell(xml, kind, is_date, context)?;
                workbook.add_cell(sheet, position, text, is_formula)?;
            }
            Event::Start(Name::Columns) if is_true(xml, "hidden") => {
                let (first, last): (Option<u32>, Option<u32>) = (number(xml, "min"), number(xml, "max"));
                if let (Some(first), Some(last)) = (first, last) {
                    workbook.count_range()?;
                    sheet.hidden_columns.push(first.saturating_sub(1)..=last.saturating_sub(1));
                }
            }
            Event::Start(Name::MergedArea) => {
                let area = xml.attribute("ref").unwrap_or_default();
                let (first, last) = area.split_once(':').unwrap_or((&area, &area));
                let (Some(first), Some(last)) = (Position::parse(first), Position::parse(last)) else {
                    return Err(BROKEN_SHEET);
                };
                workbook.count_range()?;
                sheet.merged.push(Area { first, last });
            }
            Event::Start(_) | Event::End | Event::Text(_) => {}
        }
    }
    Ok(())
}

/// Reads to the end of a cell of which `kind` says what it holds: its text, and whether it has a formula.
fn read_cell(
    xml: &mut dyn Events<'_>,
    kind: Kind,
    is_date: bool,
    context: &Context<'_>,
) -> Result<(Arc<str>, bool), SheetError> {
    let outside = xml.depth() - 1;
    let (mut value, mut inline, mut is_formula, mut is_value) = (Cow::Borrowed(""), None, false, false);
    while xml.depth() > outside {
        match xml.next()? {
            Some(Event::Start(name)) => match name {
                Name::Formula => {
                    is_formula = true;
                    xml.skip_element()?;
                }
                Name::InlineText => inline = Some(read_text(xml)?),
                name => is_value = name == Name::Value,
            },
            Some(Event::Text(part)) if is_value => append(&mut value, part),
            Some(Event::Text(_)) => {}
            Some(Event::End) => is_value = false,
            None => return Err(BROKEN_SHEET),
        }
    }
    let text = match kind {
        Kind::SharedText if value.is_empty() => context.empty.clone(),
        Kind::SharedText => {
            context.strings.get(&value).ok_or(SheetError::Damaged { part: "a text that a cell refers to" })?
        }
        Kind::InlineText => inline.map_or_else(|| context.empty.clone(), Arc::from),
        _ if value.is_empty() => context.empty.clone(),
        Kind::Truth => Arc::from(if value.trim() == "0" { "FALSE" } else { "TRUE" }),
        Kind::Number if is_date => {
            let date = value.trim().parse().ok().and_then(|serial| dates::to_iso(serial, context.is_1904));
            date.map_or_else(|| Arc::from(value), Arc::from)
        }
        Kind::Number | Kind::Other => Arc::from(unescape(value)),
    };
    Ok((text, is_formula))
}

fn number<T: FromStr>(xml: &mut dyn Events<'_>, name: &str) -> Option<T> {
    xml.attribute(name)?.parse().ok()
}

fn is_true(xml: &mut dyn Events<'_>, name: &str) -> bool {
    matches!(xml.attribute(name).as_deref(), Some("1" | "true"))
}
