//! Makes findings from a judgement: the one place where they are made. Reports only render them.

mod context;
mod findings;
mod plan;
mod verdict_text;

pub use context::Judged;
pub(crate) use context::{url, why};
pub(crate) use plan::Line;
pub use plan::Plans;
pub(crate) use verdict_text::VerdictSentence;
