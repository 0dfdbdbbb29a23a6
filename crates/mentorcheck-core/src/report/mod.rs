//! The report model: what a run found, before a renderer decides how it looks.

mod answers;
pub mod assemble;
pub mod difference;
mod fixes;
mod model;
pub(crate) mod numbering;
mod pack_info;
mod programme;
mod result;
mod summarize;
pub mod summary;
pub mod totals;

pub use answers::{
    BlockReport, CriterionReport, KindReport, LabelReport, SpectrumRange, StatedFieldReport, VerdictReport,
};
pub use difference::Difference;
pub use fixes::{AdditionReport, AnswerReport, FixSetReport, Fixes, OutcomeReport, QuestionReport, ReplacementReport};
pub use model::{LocatedFinding, Report, SCHEMA_VERSION};
pub use pack_info::{BlockInfo, CriterionInfo, KindInfo, PackInfo, SpectrumInfo, SpectrumPoint, Tool};
pub use programme::{OwnSettings, Programme};
pub use result::CheckResult;
pub use totals::Totals;
