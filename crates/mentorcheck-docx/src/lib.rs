//! Writes Word documents (Office Open XML): paragraphs, tables, tick boxes and footnotes, and no more.
//!
//! Equal content gives equal bytes. All text is text: none becomes a field, a link or markup.
//!
//! ```
//! use mentorcheck_docx::{Body, Package, Piece, write};
//!
//! let mut body = Body::default();
//! body.paragraph("Normal", &[Piece::plain("One line.")])?;
//! let document = write(body, &Package::new("A title", ""))?;
//! assert!(document.starts_with(b"PK"));
//! # Ok::<(), mentorcheck_docx::DocxError>(())
//! ```

mod body;
mod package;

pub use body::{Body, Piece};
pub use package::{DocxError, Package, write};
