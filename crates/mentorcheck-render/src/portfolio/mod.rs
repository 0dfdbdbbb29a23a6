//! Several programmes at once: a small row for each, their order, and how many there are of each group.

mod natural;
mod overview;
mod sentences;

pub use overview::OverviewRow;

pub(crate) use natural::natural_order;
pub(crate) use overview::{Group, Next, compare_rows, concept_id, display_name, mistakes, namesakes, warnings};
pub(crate) use sentences::{first_files, group_title, summary_sentences};
