//! Makes findings from a judgement: the one place where they are made. Reports only render them.

mod context;
mod findings;
mod plan;
mod verdict_text;

pub use context::DiagnoseContext;
pub(crate) use context::{docs_path, rationale};
pub use plan::FindingPlanCache;
pub(crate) use plan::PlannedFinding;
pub(crate) use verdict_text::VerdictSentence;
