//! Judgement → remedy: what to ask, what to state, what to change.

mod questions;
mod sets;

pub use questions::{PossibleAnswer, Question, fields_of, questions};
pub use sets::{Step, Way, Ways, ways};
