//! Computes fixes from an evaluation: questions to ask, facts to add and facts to change.

mod minimal_sets;
mod questions;

pub use minimal_sets::{Step, Way, Ways, ways};
pub use questions::{PossibleAnswer, Question, fields_of, questions};
