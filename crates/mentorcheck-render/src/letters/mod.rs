//! Letters about one programme, in plain language.
//!
//! `model` is the data for templates: the results of the report, with titles from the vocabulary instead of names. The
//! description is parsed again for its facts, but not evaluated again. [`Template`] makes Markdown of the data, which is
//! read as a [`document`]; each format is written from that.

mod asked;
mod context;
mod describe;
pub mod document;
mod file_stem;
mod group_fixes;
mod markdown_escape;
mod markdown_reader;
pub mod markdown_writer;
mod model;
mod schema_messages;
mod template;
pub mod text_writer;
pub mod word_writer;

pub use file_stem::file_stem;
pub use markdown_escape::Markdown;
pub use model::{Details, Letter, Outcome};
pub use template::{APPLICANT, BOARD, DESIGNER, Template, TemplateError};
