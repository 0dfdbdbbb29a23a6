//! Workbooks in OpenDocument.

mod table;

use std::collections::HashSet;

use mentorcheck_documents::{
    archive::Archive,
    manifest,
    namespace::Namespace,
    xml::{XmlEvent, XmlReader},
};

use super::{
    error::SheetError,
    workbook::{Sheet, Workbook},
};

/// The name of the format in messages.
const FORMAT: &str = "an OpenDocument workbook";

/// Reads all sheets.
///
/// # Errors
/// When the content is missing, encrypted or damaged, holds no sheet, or exceeds a limit.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Workbook, SheetError> {
    if manifest::is_encrypted(archive, FORMAT)? {
        return Err(SheetError::Encrypted);
    }
    let text = archive.read("content.xml")?.ok_or(SheetError::Damaged { part: "its content" })?;
    let mut xml = XmlReader::new(&text, FORMAT);
    let mut workbook = Workbook::default();
    // The styles of sheets that are not shown.
    let mut hidden_styles = HashSet::new();
    let mut style = None;
    let mut is_workbook = false;
    while let Some(event) = xml.next()? {
        let XmlEvent::Start(element) = event else { continue };
        match (element.namespace, element.name()) {
            (Namespace::Style, "style") => {
                style = xml.attribute(&element, Namespace::Style, "name").map(std::borrow::Cow::into_owned);
            }
            (Namespace::Style, "table-properties") => {
                let is_hidden =
                    xml.attribute(&element, Namespace::Table, "display").is_some_and(|display| display == "false");
                hidden_styles.extend(style.take().filter(|_| is_hidden));
            }
            (Namespace::Office, "spreadsheet") => is_workbook = true,
            // Deleted cells, and shapes.
            (Namespace::Table, "tracked-changes" | "shapes") => xml.skip_element()?,
            (Namespace::Table, "table") if is_workbook => {
                let attribute = |name| xml.attribute(&element, Namespace::Table, name).unwrap_or_default();
                let is_hidden = hidden_styles.contains(&*attribute("style-name"));
                let mut sheet = Sheet::new(attribute("name").into_owned(), is_hidden);
                table::read(&mut xml, &mut workbook, &mut sheet)?;
                workbook.push(sheet)?;
            }
            _ => {}
        }
    }
    if is_workbook { Ok(workbook) } else { Err(SheetError::NotATable) }
}
