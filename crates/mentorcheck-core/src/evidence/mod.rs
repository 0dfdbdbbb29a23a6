//! What bears out the facts that decide: nothing but the description's word, an entry that names its
//! document, or the document's own words, which stand in it.
//!
//! None of this changes a judgement. [`place`] says what a document's name means, [`document`] opens
//! it where that is allowed, [`html`] and [`pdf`] turn it into text, and [`quotation`] finds words in
//! that.

mod case;
mod check;
pub mod document;
pub mod document_ref;
mod entries;
mod findings;
mod model;
pub mod text_match;

pub use case::Case;
pub use check::look;
pub use model::{CODES, EntryEvidence, FactEvidence, Level, StatedFact};
