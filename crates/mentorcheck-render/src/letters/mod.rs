//! Letters: one description of a programme in plain language, as Markdown.
//!
//! `model` is the data for templates: the results of the report, with titles from the vocabulary instead of names. The
//! description is parsed again for its facts, but not evaluated again. [`Template`] renders the data.

mod context;
mod describe;
mod group_fixes;
mod markdown_escape;
mod model;
mod schema_messages;
mod template;

pub use markdown_escape::Markdown;
pub use model::Letter;
pub use template::{APPLICANT, BOARD, DESIGNER, Template, TemplateError};
