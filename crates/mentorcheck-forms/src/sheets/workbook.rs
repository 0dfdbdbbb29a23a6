//! A workbook as it was read, and the limits on its cells.

use std::ops::RangeInclusive;

use super::{
    cell::{Area, Cell, MAX_COLUMNS, MAX_ROWS, Position},
    error::SheetError,
    text::Text,
};

/// The most filled cells in all sheets. A form with every passage has some thousands.
const MAX_CELLS: usize = 1_000_000;
/// The most text in all cells, in bytes, with repeated texts counted each time.
const MAX_TEXT_BYTES: usize = 64 * 1024 * 1024;
/// The most merged areas, ranges of hidden rows and the like in all sheets.
const MAX_RANGES: usize = 100_000;
/// The most comments, and the longest in bytes.
const MAX_COMMENTS: usize = 10_000;
/// The most sheets.
const MAX_SHEETS: usize = 256;

/// How many bytes of its part a filled cell takes in a form, and the most cells that memory is set aside for beforehand.
const USUAL_CELL_BYTES: usize = 96;
const MAX_EXPECTED_CELLS: usize = 4_096;

/// The sheets of a workbook; one for a text with separators.
#[derive(Debug, Default)]
pub struct Workbook {
    pub sheets: Vec<Sheet>,
    /// Whether the cells come from a text with separators.
    pub is_text: bool,
    counts: Counts,
}

/// A sheet with its filled cells.
#[derive(Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub is_hidden: bool,
    /// Whether only its first rows were read.
    pub is_partial: bool,
    /// In the order of rows, then columns; at most one for each position.
    cells: Vec<Cell>,
    pub merged: Vec<Area>,
    pub(super) hidden_rows: Vec<RangeInclusive<u32>>,
    pub(super) hidden_columns: Vec<RangeInclusive<u32>>,
    /// The comments that people have put beside cells.
    pub comments: Vec<(Position, String)>,
}

/// What a workbook holds so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    cells: usize,
    text: usize,
    ranges: usize,
    comments: usize,
}

impl Workbook {
    /// Adds a sheet whose cells are complete.
    ///
    /// # Errors
    /// When there are too many sheets, or two cells at one position.
    pub(super) fn push(&mut self, mut sheet: Sheet) -> Result<(), SheetError> {
        if self.sheets.len() >= MAX_SHEETS {
            return Err(SheetError::TooMany { what: "sheets", limit: MAX_SHEETS });
        }
        if !sheet.cells.is_sorted_by_key(|cell| cell.position) {
            sheet.cells.sort_by_key(|cell| cell.position);
        }
        // Programs differ in which of two cells they show.
        if sheet.cells.windows(2).any(|pair| pair[0].position == pair[1].position) {
            return Err(SheetError::Damaged { part: "the order of its cells" });
        }
        self.sheets.push(sheet);
        Ok(())
    }

    /// What the workbook holds so far, before a sheet is read that may have to be read again.
    pub(super) const fn counts(&self) -> Counts {
        self.counts
    }

    /// Forgets what was counted since.
    pub(super) const fn restore(&mut self, counts: Counts) {
        self.counts = counts;
    }

    /// Adds a cell to a sheet; an empty text is not stored unless it is that of a formula.
    ///
    /// # Errors
    /// When it is outside a sheet, or there are too many cells or too much text.
    pub(super) fn add_cell(
        &mut self,
        sheet: &mut Sheet,
        position: Position,
        text: Text,
        is_formula: bool,
    ) -> Result<(), SheetError> {
        if position.row >= MAX_ROWS || position.column >= MAX_COLUMNS {
            return Err(SheetError::Damaged { part: "the address of a cell" });
        }
        if text.is_empty() && !is_formula {
            return Ok(());
        }
        self.counts.cells += 1;
        self.counts.text += text.len();
        if self.counts.cells > MAX_CELLS {
            return Err(SheetError::TooMany { what: "filled cells", limit: MAX_CELLS });
        }
        if self.counts.text > MAX_TEXT_BYTES {
            return Err(SheetError::TooLarge);
        }
        sheet.cells.push(Cell { position, text, is_formula });
        Ok(())
    }

    /// Counts a merged area or a range of hidden rows or columns.
    ///
    /// # Errors
    /// When there are too many.
    pub(super) fn count_range(&mut self) -> Result<(), SheetError> {
        self.counts.ranges += 1;
        if self.counts.ranges > MAX_RANGES {
            return Err(SheetError::TooMany { what: "merged or hidden areas", limit: MAX_RANGES });
        }
        Ok(())
    }

    /// Adds a comment to a sheet.
    ///
    /// # Errors
    /// When there are too many.
    pub(super) fn add_comment(
        &mut self,
        sheet: &mut Sheet,
        position: Position,
        text: String,
    ) -> Result<(), SheetError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.counts.comments += 1;
        self.counts.text += text.len();
        if self.counts.comments > MAX_COMMENTS {
            return Err(SheetError::TooMany { what: "comments", limit: MAX_COMMENTS });
        }
        if self.counts.text > MAX_TEXT_BYTES {
            return Err(SheetError::TooLarge);
        }
        sheet.comments.push((position, text));
        Ok(())
    }
}

impl Sheet {
    pub(super) fn new(name: String, is_hidden: bool) -> Self {
        Self { name, is_hidden, ..Self::default() }
    }

    /// Sets memory aside for cells, as many as are usual in a part of this length.
    pub(super) fn expect_cells_of(&mut self, part: &str) {
        self.cells.reserve((part.len() / USUAL_CELL_BYTES).min(MAX_EXPECTED_CELLS));
    }

    /// The filled cells, in the order of rows, then columns.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The filled cells of a row (from 0), in the order of columns.
    #[must_use]
    pub fn row(&self, row: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.position.row < row);
        let length = self.cells[start..].partition_point(|cell| cell.position.row == row);
        &self.cells[start..start + length]
    }

    /// The filled rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunk_by(|one, other| one.position.row == other.position.row)
    }

    /// The cell at a position, if it is filled.
    #[must_use]
    pub fn cell(&self, position: Position) -> Option<&Cell> {
        self.cells.binary_search_by_key(&position, |cell| cell.position).ok().map(|index| &self.cells[index])
    }

    /// The merged area that a cell is in.
    #[must_use]
    pub fn merged_area(&self, position: Position) -> Option<Area> {
        self.merged.iter().find(|area| area.contains(position)).copied()
    }

    /// Whether the row or the column of a cell is hidden.
    #[must_use]
    pub fn is_hidden_at(&self, position: Position) -> bool {
        self.hidden_rows.iter().any(|rows| rows.contains(&position.row))
            || self.hidden_columns.iter().any(|columns| columns.contains(&position.column))
    }
}

/// How much of a sheet is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    Whole,
    /// At least as many of the first rows. Formats that hold all sheets in one part give the whole sheet.
    Head(u32),
    Nothing,
}
