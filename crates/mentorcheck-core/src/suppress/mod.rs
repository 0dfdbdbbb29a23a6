//! What is made of findings here and not elsewhere: the configuration, comments that allow a finding,
//! and the findings that are known already.
//!
//! A policy never touches a verdict. It says which findings are held against a programme, and so
//! whether the programme passes; what it excuses stays in every report, with who excuses it and why.

pub mod allow_comments;
pub mod baseline;
mod codes;
mod link;
mod policy;
mod tally;

pub use codes::can_be_excused;
pub use link::codes;
pub use policy::{PathPattern, Policy};
pub use tally::SuppressionTally;
