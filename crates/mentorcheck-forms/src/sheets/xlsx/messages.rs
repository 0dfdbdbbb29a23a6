//! What messages about workbooks in this format say.

use super::super::error::SheetError;

/// The name of the format in messages.
pub(super) const FORMAT: &str = "an Excel workbook";

pub(super) const BROKEN_WORKBOOK: SheetError = SheetError::Damaged { part: "the list of sheets" };
pub(super) const BROKEN_SHEET: SheetError = SheetError::Damaged { part: "a sheet" };
