//! Workbooks in Office Open XML.

mod messages;
mod parts;
mod worksheet;

use mentorcheck_documents::{
    ExtractError,
    archive::Archive,
    namespace::Namespace,
    relationships::{self, Relationship},
    xml::{XmlEvent, XmlReader},
};

use self::{
    messages::{BROKEN_SHEET, BROKEN_WORKBOOK, FORMAT},
    parts::{NumberFormats, SharedStrings},
};
use super::{
    error::SheetError,
    workbook::{Sheet, Workbook},
};

/// A sheet as the list of sheets names it.
struct ListedSheet {
    name: String,
    is_hidden: bool,
    relationship: String,
}

/// Reads all worksheets but those of the names in `left_out`. Sheets of charts hold no cells and are left out.
///
/// # Errors
/// When a part is missing or damaged, or exceeds a limit.
pub(super) fn read(archive: &mut Archive<'_>, left_out: &[&str]) -> Result<Workbook, SheetError> {
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
            SharedStrings::read(&archive.read(target)?.ok_or(SheetError::Damaged { part: "the list of texts" })?)?
        }
        None => SharedStrings::default(),
    };
    let formats = match find(&relationships, "styles") {
        Some(target) => archive.read(target)?.map(|text| NumberFormats::read(&text)).transpose()?.unwrap_or_default(),
        None => NumberFormats::default(),
    };
    let has_comments = archive.has_prefix("xl/comments") || archive.has_prefix("xl/threadedcomments");
    let mut workbook = Workbook::default();
    for ListedSheet { name, is_hidden, relationship } in listed {
        let target = relationships.iter().find(|other| other.id == relationship).ok_or(BROKEN_WORKBOOK)?;
        if target.kind != "worksheet" || left_out.contains(&name.as_str()) {
            continue;
        }
        let text = archive.read(&target.target)?.ok_or(BROKEN_SHEET)?;
        let mut sheet = Sheet::new(name, is_hidden);
        let context = worksheet::Context { strings: &strings, formats: &formats, is_1904 };
        worksheet::read(&text, &context, &mut workbook, &mut sheet)?;
        if has_comments {
            let of_sheet = relationships::read(archive, &target.target, FORMAT)?.unwrap_or_default();
            if let Some(text) = find(&of_sheet, "comments").map(|part| archive.read(part)).transpose()?.flatten() {
                parts::read_comments(&text, &mut workbook, &mut sheet)?;
            }
        }
        workbook.push(sheet)?;
    }
    if workbook.sheets.is_empty() {
        return Err(BROKEN_WORKBOOK);
    }
    Ok(workbook)
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
