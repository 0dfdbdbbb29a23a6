//! Workbooks in Office Open XML.

mod complete;
mod events;
mod messages;
mod parts;
mod plain;
mod references;
mod usual;
mod worksheet;

use std::sync::Arc;

use mentorcheck_documents::{
    ExtractError,
    archive::Archive,
    namespace::Namespace,
    relationships::{self, Relationship},
    xml::{XmlEvent, XmlReader},
};

use self::{
    complete::read_part,
    messages::{BROKEN_SHEET, BROKEN_WORKBOOK, FORMAT},
    parts::{NumberFormats, SharedStrings},
    worksheet::{Context, Tables},
};
use super::{
    error::SheetError,
    workbook::{Extent, Sheet, Workbook},
};

/// How much of a part is unpacked for the first rows of its sheet, in bytes.
const HEAD_BYTES: usize = 8 * 1024;

/// A sheet as the list of sheets names it.
struct ListedSheet {
    name: String,
    is_hidden: bool,
    relationship: String,
}

/// Reads as much of each worksheet as `extent` says for its name. Sheets of charts hold no cells and are left out.
///
/// # Errors
/// When a part is missing or damaged, or exceeds a limit.
pub(super) fn read(archive: &mut Archive<'_>, extent: &dyn Fn(&str) -> Extent) -> Result<Workbook, SheetError> {
    if archive.has_prefix("encryptedpackage") {
        return Err(SheetError::Encrypted);
    }
    let of_package = relationships::read(archive, "", FORMAT)?.unwrap_or_default();
    let Some(main) = of_package.into_iter().find(|relationship| relationship.kind == "officeDocument") else {
        return Err(SheetError::NotATable);
    };
    let text = archive.read(&main.target)?.ok_or(BROKEN_WORKBOOK)?;
    let (listed, is_1904) = read_list(&text)?;
    drop(text);
    let relationships = relationships::read(archive, &main.target, FORMAT)?.ok_or(BROKEN_WORKBOOK)?;
    let strings = match find(&relationships, "sharedStrings") {
        Some(target) => {
            let text = Arc::new(archive.read(target)?.ok_or(SheetError::Damaged { part: "the list of texts" })?);
            read_part(&text, |xml| SharedStrings::read(xml, &text))?
        }
        None => SharedStrings::default(),
    };
    let formats = find(&relationships, "styles").map(|target| archive.read(target)).transpose()?.flatten();
    let formats = formats.map(|text| read_part(&text, NumberFormats::read)).transpose()?.unwrap_or_default();
    let tables = Tables { strings, formats, is_1904 };
    let has_comments = archive.has_prefix("xl/comments") || archive.has_prefix("xl/threadedcomments");
    let mut workbook = Workbook::default();
    for ListedSheet { name, is_hidden, relationship } in listed {
        let target = relationships.iter().find(|other| other.id == relationship).ok_or(BROKEN_WORKBOOK)?;
        let extent = extent(&name);
        if target.kind != "worksheet" || extent == Extent::Nothing {
            continue;
        }
        let mut sheet = Sheet::new(name, is_hidden);
        let head = match extent {
            Extent::Head(rows) => read_head(archive, &target.target, rows, &tables, &mut workbook, &sheet)?,
            _ => None,
        };
        if let Some(head) = head {
            sheet = head;
        } else {
            let text = archive.read(&target.target)?.ok_or(BROKEN_SHEET)?;
            sheet = read_sheet(text, None, &tables, &mut workbook, &sheet)?;
            if has_comments {
                let of_sheet = relationships::read(archive, &target.target, FORMAT)?.unwrap_or_default();
                if let Some(text) = find(&of_sheet, "comments").map(|part| archive.read(part)).transpose()?.flatten() {
                    for (position, comment) in read_part(&text, parts::read_comments)? {
                        workbook.add_comment(&mut sheet, position, comment)?;
                    }
                }
            }
        }
        workbook.push(sheet)?;
    }
    if workbook.sheets.is_empty() {
        return Err(BROKEN_WORKBOOK);
    }
    Ok(workbook)
}

/// Reads the cells of a sheet into a copy of `empty`.
fn read_sheet(
    text: String,
    head: Option<u32>,
    tables: &Tables,
    workbook: &mut Workbook,
    empty: &Sheet,
) -> Result<Sheet, SheetError> {
    let before = workbook.counts();
    let part = Arc::new(text);
    let context = Context { tables, part: &part, empty: "".into() };
    read_part(&part, |xml| {
        workbook.restore(before);
        let mut sheet = Sheet::new(empty.name.clone(), empty.is_hidden);
        sheet.expect_cells_of(&part);
        worksheet::read(xml, &context, head, workbook, &mut sheet)?;
        Ok(sheet)
    })
}

/// Reads the first rows of a sheet; `None` if they are not all in the first bytes of its part.
fn read_head(
    archive: &mut Archive<'_>,
    part: &str,
    rows: u32,
    tables: &Tables,
    workbook: &mut Workbook,
    empty: &Sheet,
) -> Result<Option<Sheet>, SheetError> {
    let Some(text) = archive.read_start(part, HEAD_BYTES)? else { return Ok(None) };
    let before = workbook.counts();
    let mut sheet = read_sheet(text, Some(rows), tables, workbook, empty).ok();
    match &mut sheet {
        Some(sheet) => sheet.is_partial = true,
        None => workbook.restore(before),
    }
    Ok(sheet)
}

fn find<'r>(relationships: &'r [Relationship], kind: &str) -> Option<&'r str> {
    relationships.iter().find(|relationship| relationship.kind == kind).map(|relationship| relationship.target.as_str())
}

/// The sheets in their order, and whether days count from 1904.
fn read_list(text: &str) -> Result<(Vec<ListedSheet>, bool), ExtractError> {
    let mut xml = XmlReader::new(text, FORMAT);
    let (mut sheets, mut is_1904) = (Vec::new(), false);
    while let Some(event) = xml.next()? {
        let XmlEvent::Start(element) = event else { continue };
        if element.namespace != Namespace::Spreadsheet {
            continue;
        }
        let attribute = |namespace, name| xml.attribute(&element, namespace, name).unwrap_or_default();
        match element.name() {
            "workbookPr" => is_1904 = matches!(&*attribute(Namespace::None, "date1904"), "1" | "true"),
            "sheet" => sheets.push(ListedSheet {
                name: attribute(Namespace::None, "name").into_owned(),
                is_hidden: matches!(&*attribute(Namespace::None, "state"), "hidden" | "veryHidden"),
                relationship: attribute(Namespace::Relationship, "id").into_owned(),
            }),
            _ => {}
        }
    }
    Ok((sheets, is_1904))
}
