//! How a judgement moved: two versions of what is stated, the facts in which they part, and for each
//! answer that moved the facts that moved it.
//!
//! Which facts those are is found by trying, never by reading the rules: the changed facts are put
//! into the old version one by one, then in growing sets, until the answer is the new one.
//! `mentorcheck diff` compares two files by it, and `check --what-if` a file with a supposition.

mod change;
mod file;
mod moved;
pub mod text;
pub mod what_if;

pub use change::{Change, Changes, How, Places};
pub use file::{Comparison, Pair, Side, compare};
pub use moved::{AnswerMove, Because, Difference, LabelMove, SpectrumMove, VerdictMove, Version, difference};
