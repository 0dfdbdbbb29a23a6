//! Reads YAML 1.2 (core schema) and JSON into a tree in which every key and value has its span in the text.
//!
//! This crate alone knows which parser is used. What YAML offers beyond plain data (tags, merge keys, keys that are not
//! strings) is refused with advice rather than read in a way that the author may not have meant.

mod binary_format;
mod document;
mod error;
mod fast_scanner;
mod flow_indent;
mod limits;
mod origin;
mod parsed_file;
mod parser;
mod scalar;
mod source_file;
mod syntax_problem;

pub use binary_format::BinaryFormat;
pub use document::{Document, Key, Mapping, Node, Scalar, Sequence, Value};
pub use error::{FileType, NonStringKey, ParseError, ParseErrorKind, Quote, Relation, SyntaxProblem};
pub use limits::{MAX_BYTES, MAX_DEPTH, MAX_DOCUMENTS, MAX_NODES};
pub use origin::{Notice, Origin};
pub use parsed_file::ParsedFile;
pub use source_file::{LineCol, SourceFile, Span, all_bytes, non_plain_bytes};
