//! Judgement → remedy: what to ask, what to state, what to change.

mod minimal_sets;
mod questions;

pub use minimal_sets::{Step, Way, Ways, ways};
pub use questions::{PossibleAnswer, Question, fields_of, questions};
