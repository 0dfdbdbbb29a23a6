//! What changed between two rounds of descriptions: one view, as text, page and workbook.

pub mod html;
mod model;
pub mod text;
pub mod xlsx;
