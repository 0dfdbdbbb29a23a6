//! Computes fixes from an evaluation: questions to ask, facts to add and facts to change.

mod edit_set;
mod minimal_sets;
mod questions;

pub use minimal_sets::{Edit, FixSet, FixSets, minimal_fix_sets};
pub use questions::{AnswerEffect, Question, fields_read, rank_questions};
