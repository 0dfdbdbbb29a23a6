//! Renders reports, letters and pages about rule packs. Every function here is pure.

mod chunk;
pub mod csv;
pub mod diff_text;
mod evidence_text;
pub mod explain;
pub mod finding_text;
pub mod format;
pub mod github;
pub mod gitlab;
pub mod grid;
pub mod html;
pub mod json;
pub mod junit;
pub mod letters;
pub mod markdown;
pub mod ndjson;
mod paths;
pub mod sarif;
mod snippet;
pub mod streaming;
pub mod style;
pub mod text;
mod wording;

pub use chunk::{Chunk, Footer};
