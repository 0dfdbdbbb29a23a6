//! Report → letter: one description in plain language, for people who are no programmers.
//!
//! `data` is what templates are given: the report's own answers, with the titles of the vocabulary
//! in the place of the names that programs use. The description is read once more for what it
//! states; it is not judged again. [`Template`] puts the data into a page of Markdown.

mod build;
mod data;
mod grounds;
mod markdown;
mod mistakes;
mod template;
mod ways;

pub use data::Letter;
pub use markdown::Markdown;
pub use template::{APPLICANT, BOARD, DESIGNER, Template, TemplateError};
