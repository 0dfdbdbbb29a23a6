//! Renders reports, letters and pages about rule packs. Every function here is pure.
//!
//! ```
//! use mentorcheck_core::{checker::Checker, input::Input, pack::built_in, schema::vocabulary};
//!
//! let rules = built_in("mentoring-to-work").expect("these rules are embedded");
//! let checker = Checker::builder(rules.load(vocabulary())?).build();
//! let report = checker.check_all([Input::new("example.yaml", "programme: {name: Example}\n")]);
//! let page = mentorcheck_render::html::render(&report);
//! assert!(page.starts_with("<!doctype html>"));
//! # Ok::<(), mentorcheck_core::pack::PackError>(())
//! ```

mod chunk;
mod collected;
pub mod csv;
mod deciding_points;
pub mod diff_text;
pub mod digest;
mod evidence_text;
pub mod explain;
pub mod finding_text;
mod fix_steps;
pub mod format;
pub mod github;
pub mod gitlab;
pub mod grid;
pub mod html;
pub mod json;
pub mod junit;
mod kind_answer;
pub mod letters;
mod limited_parts;
pub mod markdown;
pub mod ndjson;
pub mod ndjson_reader;
mod paths;
mod places;
mod portfolio;
mod question_outcomes;
mod results;
pub mod round;
pub mod sarif;
mod snippet;
pub mod streaming;
pub mod style;
mod template_messages;
pub mod text;
mod wording;
mod worst_first;
pub mod xlsx;

pub use chunk::{FooterPart, Piece, Pieces};
pub use collected::{Chunk, Collected, Kept};
pub use portfolio::OverviewRow;
