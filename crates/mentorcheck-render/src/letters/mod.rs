//! Report → letter: one description in plain language, for people who are no programmers.
//!
//! `data` is what templates are given: the report's own answers, with the titles of the vocabulary
//! in the place of the names that programs use. The description is read once more for what it
//! states; it is not judged again. [`Template`] puts the data into a page of Markdown.

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
