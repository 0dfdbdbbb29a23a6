//! The cells of a sheet.

use std::{borrow::Cow, str::FromStr, sync::Arc};

use super::{
    super::{
        cell::{Area, MAX_ROWS, Position},
        dates,
        error::SheetError,
        text::Text,
        workbook::{Sheet, Workbook},
    },
    events::{Event, Events, Name, UsualCell},
    messages::BROKEN_SHEET,
    parts::{NumberFormats, SharedStrings, append, read_text, to_text, unescape},
};

/// What the cells of all sheets refer to.
pub(super) struct Tables {
    pub(super) strings: SharedStrings,
    pub(super) formats: NumberFormats,
    pub(super) is_1904: bool,
}

/// What the cells of one sheet refer to.
pub(super) struct Context<'w> {
    pub(super) tables: &'w Tables,
    /// The part that holds the sheet.
    pub(super) part: &'w Arc<String>,
    /// The text of cells without any.
    pub(super) empty: Text,
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

impl Kind {
    /// The kind that the attribute `t` of a cell says.
    fn of(attribute: Option<&str>) -> Self {
        match attribute {
            Some("s") => Self::SharedText,
            Some("inlineStr") => Self::InlineText,
            Some("b") => Self::Truth,
            None | Some("" | "n") => Self::Number,
            Some(_) => Self::Other,
        }
    }
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
    loop {
        if let Some(cell) = xml.usual_cell() {
            let UsualCell { address, style, kind, value, inline } = cell;
            let position = position(address, Position::new(row, next.column))?;
            next.column = position.column + 1;
            let kind = Kind::of(kind);
            let is_date = kind == Kind::Number && style.is_some_and(|style| context.tables.formats.is_date(style));
            let inline = inline.map(unescape);
            let text = text_of(kind, is_date, Cow::Borrowed(value), inline, context)?;
            workbook.add_cell(sheet, position, text, false)?;
            continue;
        }
        let Some(event) = xml.next()? else { return Ok(()) };
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
                let position = position(xml.attribute("r").as_deref(), Position::new(row, next.column))?;
                next.column = position.column + 1;
                let kind = Kind::of(xml.attribute("t").as_deref());
                let is_date = kind == Kind::Number
                    && xml.attribute("s").is_some_and(|style| context.tables.formats.is_date(&style));
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
}

/// Where a cell with this address is; `next` if it has none.
fn position(address: Option<&str>, next: Position) -> Result<Position, SheetError> {
    address.map_or(Ok(next), |address| Position::parse(address).ok_or(BROKEN_SHEET))
}

/// Reads to the end of a cell of which `kind` says what it holds: its text, and whether it has a formula.
fn read_cell(
    xml: &mut dyn Events<'_>,
    kind: Kind,
    is_date: bool,
    context: &Context<'_>,
) -> Result<(Text, bool), SheetError> {
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
    Ok((text_of(kind, is_date, value, inline, context)?, is_formula))
}

/// The text of a cell with this value, or this text of its own.
fn text_of(
    kind: Kind,
    is_date: bool,
    value: Cow<'_, str>,
    inline: Option<Cow<'_, str>>,
    context: &Context<'_>,
) -> Result<Text, SheetError> {
    Ok(match kind {
        Kind::InlineText => inline
            .filter(|text| !text.is_empty())
            .map_or_else(|| context.empty.clone(), |text| to_text(text, context.part)),
        _ if value.is_empty() => context.empty.clone(),
        Kind::SharedText => {
            context.tables.strings.get(&value).ok_or(SheetError::Damaged { part: "a text that a cell refers to" })?
        }
        Kind::Truth => if value.trim() == "0" { "FALSE" } else { "TRUE" }.into(),
        Kind::Number if is_date => {
            let date = value.trim().parse().ok().and_then(|serial| dates::to_iso(serial, context.tables.is_1904));
            date.map_or_else(|| to_text(value, context.part), Text::from)
        }
        Kind::Number | Kind::Other => to_text(unescape(value), context.part),
    })
}

fn number<T: FromStr>(xml: &mut dyn Events<'_>, name: &str) -> Option<T> {
    xml.attribute(name)?.parse().ok()
}

fn is_true(xml: &mut dyn Events<'_>, name: &str) -> bool {
    matches!(xml.attribute(name).as_deref(), Some("1" | "true"))
}
