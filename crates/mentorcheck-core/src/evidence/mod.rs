//! Evidence for the deciding facts: asserted without evidence, evidenced by an entry that names a document, or verified
//! by a quotation found in that document.
//!
//! Evidence never changes a verdict. [`document_ref`] classifies document names, a [`document::DocumentStore`]
//! provides their text, and [`text_match`] searches it.

mod case;
mod check;
pub mod document;
pub mod document_ref;
mod entries;
mod findings;
mod model;
pub mod passage;
pub mod text_match;

pub use case::EvidenceRequest;
pub use check::check;
pub use model::{EntryEvidence, EvidenceLevel, FactEvidence, StatedFact};
