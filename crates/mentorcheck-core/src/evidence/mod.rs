//! Evidence for the deciding facts: asserted without evidence, cited by an entry that names a document, or quoted: the
//! words of an entry are in its document, where a reader sees them.
//!
//! Evidence never changes a verdict. [`document_ref`] classifies document names, a [`document::DocumentStore`]
//! provides their text as [`passage`]s, and `search` looks quotations up in it: `quotation` prepares them, `reading`
//! says what is read of a document, `tokens` and `normalize` which words it has, `matcher` finds them with an `automaton`, and `nearest`
//! says what comes closest.

mod automaton;
mod case;
mod check;
pub mod document;
pub mod document_ref;
mod entries;
mod findings;
mod matcher;
mod model;
mod nearest;
mod normalize;
pub mod passage;
mod quotation;
mod reading;
pub mod search;
#[cfg(test)]
mod search_tests;
mod tokens;

pub use case::EvidenceRequest;
pub use check::check;
pub use model::{
    EntryEvidence, EntryState, EvidenceLevel, FactEvidence, NearestReport, NotCheckedReason, PlaceReport, StatedFact,
};
pub use nearest::Difference;
pub use quotation::{MAX_OMITTED_WORDS, MAX_WORDS, MIN_LETTERS, MIN_WORDS};
